// The hash FNV-1a in 64 bits: the same on every machine, for names of files,
// digests of logs and of rows. Whoever wants to make two texts collide, can.
//
//   Fnv1a hash;
//   hash.Add("text");
//   use(hash.value());
//
// Source: http://www.isthe.com/chongo/tech/comp/fnv/
#ifndef ALTEREGO_BASE_FNV1A_H_
#define ALTEREGO_BASE_FNV1A_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace alterego {

class Fnv1a {
 public:
  void Add(const void* bytes, size_t size) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    for (size_t i = 0; i < size; ++i) {
      value_ = (value_ ^ at[i]) * 1099511628211u;
    }
  }
  void Add(std::string_view text) { Add(text.data(), text.size()); }

  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 14695981039346656037u;
};

}  // namespace alterego

#endif  // ALTEREGO_BASE_FNV1A_H_
