// Entropy: where every decision of a generator comes from. A decision is a
// whole number in [0, bound], and 0 is always the simplest alternative, so that
// a tape of smaller numbers is a simpler case and an empty one the simplest.
//
//   SeedEntropy entropy(42);
//   if (entropy.Chance(1, 4)) { ... }             // false is simpler
//   const std::string& name = entropy.Pick(names);
//   TapeEntropy again(ValuesOf(entropy.tape()));  // draws the same again
//
// The sources:
//   SeedEntropy        a seed: long campaigns. Same seed, same draws, on every
//                      machine and with every compiler.
//   ByteEntropy        the bytes of a fuzzer: spends only what a bound needs.
//   TapeEntropy        recorded values: replay, shrinking, RapidCheck.
//   ExhaustiveEntropy  every tape there is, one after the other.
//
// Contract of all of them: a draw is within its bound; past the end of its data
// a source draws 0; the tape holds every draw, in order. Integers only: no
// float, clock, address or hash order has a part. Not thread-safe.
#ifndef ALTEREGO_GENERATOR_ENTROPY_H_
#define ALTEREGO_GENERATOR_ENTROPY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"

namespace alterego {

// One decision: a value in [0, bound].
struct Choice {
  uint64_t value;
  uint64_t bound;

  friend bool operator==(const Choice&, const Choice&) = default;
};
using Tape = std::vector<Choice>;
// The values alone: what TapeEntropy takes.
std::vector<uint64_t> ValuesOf(const Tape& tape);

// A run of choices that belong together, so that a reducer can drop it whole.
struct Span {
  std::string_view label;  // static text
  size_t begin;
  size_t end;
};

class EntropySource {
 public:
  virtual ~EntropySource() = default;

  // A number in [0, count). REQUIRES: count > 0.
  uint64_t Below(uint64_t count) {
    ALTEREGO_CHECK(count > 0);
    const uint64_t value = DoDraw(count - 1);
    ALTEREGO_CHECK(value <= count - 1);
    tape_.push_back({value, count - 1});
    return value;
  }
  // A number in [low, high]; low is the simplest. REQUIRES: low <= high.
  uint64_t Between(uint64_t low, uint64_t high) {
    ALTEREGO_CHECK(low <= high && high - low < UINT64_MAX);
    return low + Below(high - low + 1);
  }
  // True with odds numerator in denominator; false is the simpler answer.
  // REQUIRES: denominator > 0 and numerator <= denominator.
  bool Chance(uint64_t numerator, uint64_t denominator) {
    ALTEREGO_CHECK(numerator <= denominator);
    return Below(denominator) >= denominator - numerator;
  }
  // The index of an entry, in proportion to its weight; the first entry that
  // weighs something is the simplest. REQUIRES: some weight > 0.
  size_t Weighted(std::span<const uint32_t> weights);
  // An entry; the first is the simplest. REQUIRES: items is not empty.
  template <class T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

  // Marks a run of choices. Spans nest; every opened one must be closed.
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

// A seed and SplitMix64 (https://prng.di.unimi.it/splitmix64.c), without
// modulo bias.
class SeedEntropy final : public EntropySource {
 public:
  explicit SeedEntropy(uint64_t seed) : state_(seed) {}

 private:
  uint64_t NextBits();
  uint64_t DoDraw(uint64_t bound) override;

  uint64_t state_;
};

// The bytes of a fuzzer's input, most significant byte first. A bound below 256
// costs one byte and a bound of 0 none, so that a mutation of one byte changes
// one decision. `bytes` must outlive the source.
class ByteEntropy final : public EntropySource {
 public:
  explicit ByteEntropy(std::span<const uint8_t> bytes) : bytes_(bytes) {}
  bool dry() const { return next_ == bytes_.size(); }

 private:
  uint64_t DoDraw(uint64_t bound) override;

  std::span<const uint8_t> bytes_;
  size_t next_ = 0;
};

// Recorded values. A value beyond its bound is folded into it, so that any list
// of numbers is a valid tape.
class TapeEntropy final : public EntropySource {
 public:
  explicit TapeEntropy(std::vector<uint64_t> values)
      : values_(std::move(values)) {}

 private:
  uint64_t DoDraw(uint64_t bound) override;

  std::vector<uint64_t> values_;
  size_t next_ = 0;
};

// Enumerates every tape of a generator that draws a bounded number of times:
//
//   for (ExhaustiveEntropy all; all.Next();) Use(all.source());
//
// The first tape is all zeros; the last draw changes fastest. The generator
// must be deterministic: the same draws must meet the same bounds (checked).
class ExhaustiveEntropy {
 public:
  bool Next();
  // REQUIRES: Next() returned true. Valid until the next call of Next().
  EntropySource& source() { return *source_; }

 private:
  class Source final : public EntropySource {
   public:
    explicit Source(Tape& fixed) : fixed_(fixed) {}

   private:
    uint64_t DoDraw(uint64_t bound) override;

    Tape& fixed_;
    size_t next_ = 0;
  };

  Tape fixed_;
  std::optional<Source> source_;
  bool started_ = false;
};

}  // namespace alterego

#endif  // ALTEREGO_GENERATOR_ENTROPY_H_
