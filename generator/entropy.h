#ifndef ALTEREGO_GENERATOR_ENTROPY_H_
#define ALTEREGO_GENERATOR_ENTROPY_H_
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/check.h"
namespace alterego {

// One decision: a value in [0, bound]. 0 must be the simplest alternative.
struct Choice {
  uint64_t value;
  uint64_t bound;
};
using Tape = std::vector<Choice>;
// A run of choices that belong together, so a reducer can drop it whole.
struct Span {
  std::string_view label;
  size_t begin;
  size_t end;
};

// Where every decision of a generator comes from. Integers only: no floats, no
// clock, no address, no hash order. Not thread-safe.
class EntropySource {
 public:
  virtual ~EntropySource() = default;
  uint64_t Below(uint64_t count) {  // REQUIRES: count > 0
    ALTEREGO_CHECK(count > 0);
    const uint64_t value = DoDraw(count - 1);
    ALTEREGO_CHECK(value <= count - 1);
    tape_.push_back({value, count - 1});
    return value;
  }
  uint64_t Between(uint64_t low, uint64_t high) {
    return low + Below(high - low + 1);
  }
  // True with odds numerator:denominator; false is the simpler answer.
  bool Chance(uint64_t numerator, uint64_t denominator) {
    return Below(denominator) >= denominator - numerator;
  }
  // Index of an entry, in proportion to its weight. REQUIRES: some weight > 0.
  size_t Weighted(std::span<const uint32_t> weights) {
    uint64_t total = 0;
    for (uint32_t w : weights) total += w;
    uint64_t ticket = Below(total);
    for (size_t i = 0; i < weights.size(); ++i) {
      if (ticket < weights[i]) return i;
      ticket -= weights[i];
    }
    ALTEREGO_CHECK(false);
    return 0;
  }
  template <class T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(items.size())];
  }
  size_t OpenSpan(std::string_view label) {
    spans_.push_back({label, tape_.size(), tape_.size()});
    return spans_.size() - 1;
  }
  void CloseSpan(size_t span) { spans_[span].end = tape_.size(); }
  const Tape& tape() const { return tape_; }
  const std::vector<Span>& spans() const { return spans_; }

 private:
  virtual uint64_t DoDraw(uint64_t bound) = 0;  // must return <= bound
  Tape tape_;
  std::vector<Span> spans_;
};

class SeedEntropy final : public EntropySource {  // long campaigns
 public:
  explicit SeedEntropy(uint64_t seed) : state_(seed) {}

 private:
  uint64_t Next() {  // SplitMix64
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  uint64_t DoDraw(uint64_t bound) override {
    if (bound == UINT64_MAX) return Next();
    const uint64_t count = bound + 1, limit = UINT64_MAX - UINT64_MAX % count;
    uint64_t r;
    do {
      r = Next();
    } while (r >= limit);
    return r % count;
  }
  uint64_t state_;
};

class ByteEntropy final : public EntropySource {  // libFuzzer
 public:
  explicit ByteEntropy(std::span<const uint8_t> bytes) : bytes_(bytes) {}

 private:
  uint64_t DoDraw(uint64_t bound)
      override {  // spends only the bytes the bound needs; 0 when dry
    uint64_t v = 0;
    for (uint64_t b = bound; b > 0 && next_ < bytes_.size(); b >>= 8)
      v = v << 8 | bytes_[next_++];
    return bound == UINT64_MAX ? v : v % (bound + 1);
  }
  std::span<const uint8_t> bytes_;
  size_t next_ = 0;
};

class TapeEntropy final
    : public EntropySource {  // replay, shrinking, RapidCheck
 public:
  explicit TapeEntropy(std::vector<uint64_t> values)
      : values_(std::move(values)) {}

 private:
  uint64_t DoDraw(
      uint64_t bound) override {  // out of range is folded, past the end is 0
    const uint64_t v = next_ < values_.size() ? values_[next_++] : 0;
    return bound == UINT64_MAX ? v : v % (bound + 1);
  }
  std::vector<uint64_t> values_;
  size_t next_ = 0;
};

// Enumerates every tape. for (ExhaustiveEntropy all; all.Next();)
// Use(all.source());
class ExhaustiveEntropy {
 public:
  bool Next() {
    if (!started_) {
      started_ = true;
      Rewind();
      return true;
    }
    while (!fixed_.empty() && fixed_.back().value == fixed_.back().bound)
      fixed_.pop_back();
    if (fixed_.empty()) return false;
    ++fixed_.back().value;
    Rewind();
    return true;
  }
  EntropySource& source() { return *source_; }

 private:
  class Source final : public EntropySource {
   public:
    explicit Source(Tape& fixed) : fixed_(fixed) {}

   private:
    uint64_t DoDraw(uint64_t bound) override {
      if (next_ == fixed_.size()) fixed_.push_back({0, bound});
      ALTEREGO_CHECK(fixed_[next_].bound ==
                     bound);  // generators must be deterministic
      return fixed_[next_++].value;
    }
    Tape& fixed_;
    size_t next_ = 0;
  };
  void Rewind() {
    source_.reset();
    source_.emplace(fixed_);
  }
  Tape fixed_;
  std::optional<Source> source_;
  bool started_ = false;
};
}  // namespace alterego
#endif
