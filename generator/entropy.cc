#include "generator/entropy.h"

namespace alterego {
namespace {

// `value` folded into [0, bound].
uint64_t Fold(uint64_t value, uint64_t bound) {
  return bound == UINT64_MAX ? value : value % (bound + 1);
}

}  // namespace

std::vector<uint64_t> ValuesOf(const Tape& tape) {
  std::vector<uint64_t> values;
  values.reserve(tape.size());
  for (const Choice& choice : tape) values.push_back(choice.value);
  return values;
}

size_t EntropySource::Weighted(std::span<const uint32_t> weights) {
  uint64_t total = 0;
  for (uint32_t weight : weights) total += weight;
  uint64_t ticket = Below(total);
  for (size_t i = 0; i < weights.size(); ++i) {
    if (ticket < weights[i]) return i;
    ticket -= weights[i];
  }
  ALTEREGO_CHECK(false);
  return 0;
}

uint64_t SeedEntropy::NextBits() {
  uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

uint64_t SeedEntropy::DoDraw(uint64_t bound) {
  if (bound == UINT64_MAX) return NextBits();
  const uint64_t count = bound + 1;
  // Draws at or above the last whole multiple of `count` would favour the
  // small values: drawn again.
  const uint64_t limit = UINT64_MAX - UINT64_MAX % count;
  uint64_t bits = NextBits();
  while (bits >= limit) bits = NextBits();
  return bits % count;
}

uint64_t ByteEntropy::DoDraw(uint64_t bound) {
  uint64_t value = 0;
  for (uint64_t rest = bound; rest > 0 && next_ < bytes_.size(); rest >>= 8) {
    value = value << 8 | bytes_[next_++];
  }
  return Fold(value, bound);
}

uint64_t TapeEntropy::DoDraw(uint64_t bound) {
  return Fold(next_ < values_.size() ? values_[next_++] : 0, bound);
}

bool ExhaustiveEntropy::Next() {
  if (started_) {
    while (!fixed_.empty() && fixed_.back().value == fixed_.back().bound) {
      fixed_.pop_back();
    }
    if (fixed_.empty()) return false;
    ++fixed_.back().value;
  }
  started_ = true;
  source_.reset();
  source_.emplace(fixed_);
  return true;
}

uint64_t ExhaustiveEntropy::Source::DoDraw(uint64_t bound) {
  if (next_ == fixed_.size()) fixed_.push_back({0, bound});
  ALTEREGO_CHECK(fixed_[next_].bound == bound);
  return fixed_[next_++].value;
}

}  // namespace alterego
