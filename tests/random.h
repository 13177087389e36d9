// Numbers for tests that mutate what they are given.
//
//   Random random(20261121);
//   blanks[random.Below(blanks.size())]
#ifndef ALTEREGO_TESTS_RANDOM_H_
#define ALTEREGO_TESTS_RANDOM_H_

#include <cstddef>
#include <cstdint>

namespace alterego {

// xorshift: the same numbers everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  size_t Below(size_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<size_t>((state_ >> 11) % n);
  }

 private:
  uint64_t state_;
};

}  // namespace alterego

#endif  // ALTEREGO_TESTS_RANDOM_H_
