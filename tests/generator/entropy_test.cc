#include "generator/entropy.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace alterego {
namespace {

const std::vector<uint8_t>& SomeBytes() {
  static const auto& bytes = *new std::vector<uint8_t>{
      0, 1, 255, 128, 7, 42, 99, 200, 3, 3, 3, 250, 17, 80, 81, 82};
  return bytes;
}

// Every source keeps the same contract, so every source runs the same tests.
struct Kind {
  std::string name;
  std::function<std::unique_ptr<EntropySource>()> make;
};

std::vector<Kind> AllKinds() {
  return {
      {"seed", [] { return std::make_unique<SeedEntropy>(42); }},
      {"bytes", [] { return std::make_unique<ByteEntropy>(SomeBytes()); }},
      {"no_bytes",
       [] {
         return std::make_unique<ByteEntropy>(std::span<const uint8_t>());
       }},
      {"tape",
       [] {
         return std::make_unique<TapeEntropy>(
             std::vector<uint64_t>{9, UINT64_MAX, 0, 5, 1000000, 77});
       }},
      {"empty_tape",
       [] { return std::make_unique<TapeEntropy>(std::vector<uint64_t>{}); }},
  };
}

class EntropyConformance : public testing::TestWithParam<Kind> {};

TEST_P(EntropyConformance, DrawsAreWithinTheirBounds) {
  auto source = GetParam().make();
  const uint64_t counts[] = {
      1, 2, 3, 10, 255, 256, 257, 65536, 1u << 31, UINT64_MAX, UINT64_MAX - 1};
  for (int round = 0; round < 200; ++round) {
    for (uint64_t count : counts) EXPECT_LT(source->Below(count), count);
    const uint64_t between = source->Between(5, 9);
    EXPECT_TRUE(between >= 5 && between <= 9);
  }
}

TEST_P(EntropyConformance, TheTapeHoldsEveryDraw) {
  auto source = GetParam().make();
  std::vector<uint64_t> drawn;
  for (uint64_t count = 1; count < 300; count += 7) {
    drawn.push_back(source->Below(count));
  }
  ASSERT_EQ(source->tape().size(), drawn.size());
  for (size_t i = 0; i < drawn.size(); ++i) {
    EXPECT_EQ(source->tape()[i].value, drawn[i]);
    EXPECT_EQ(source->tape()[i].bound, 7 * i);
  }
}

TEST_P(EntropyConformance, TheTapeReplaysTheSame) {
  auto source = GetParam().make();
  const auto use = [](EntropySource& entropy) {
    std::vector<uint64_t> seen;
    const std::vector<uint32_t> weights = {3, 0, 5, 1};
    for (int i = 0; i < 100; ++i) {
      seen.push_back(entropy.Below(1 + i));
      seen.push_back(entropy.Chance(1, 3));
      seen.push_back(entropy.Weighted(weights));
      seen.push_back(entropy.Pick(std::vector<uint64_t>{8, 6, 4}));
    }
    return seen;
  };
  const std::vector<uint64_t> first = use(*source);
  TapeEntropy replay(ValuesOf(source->tape()));
  EXPECT_EQ(use(replay), first);
  EXPECT_EQ(replay.tape(), source->tape());
}

TEST_P(EntropyConformance, WhatWeighsNothingIsNeverDrawn) {
  auto source = GetParam().make();
  const std::vector<uint32_t> weights = {0, 2, 0, 1, 0};
  for (int i = 0; i < 300; ++i) {
    const size_t drawn = source->Weighted(weights);
    EXPECT_TRUE(drawn == 1 || drawn == 3);
  }
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(source->Chance(0, 7));
    EXPECT_TRUE(source->Chance(7, 7));
  }
}

TEST_P(EntropyConformance, SpansHoldTheirDraws) {
  auto source = GetParam().make();
  source->Below(5);
  const size_t outer = source->OpenSpan("outer");
  source->Below(5);
  const size_t inner = source->OpenSpan("inner");
  source->Below(5);
  source->CloseSpan(inner);
  source->CloseSpan(outer);
  ASSERT_EQ(source->spans().size(), 2u);
  EXPECT_EQ(source->spans()[0].label, "outer");
  EXPECT_EQ(source->spans()[0].begin, 1u);
  EXPECT_EQ(source->spans()[0].end, 3u);
  EXPECT_EQ(source->spans()[1].begin, 2u);
  EXPECT_EQ(source->spans()[1].end, 3u);
}

INSTANTIATE_TEST_SUITE_P(All, EntropyConformance, testing::ValuesIn(AllKinds()),
                         [](const testing::TestParamInfo<Kind>& info) {
                           return info.param.name;
                         });

TEST(TapeEntropyTest, PastTheEndIsZeroAndZeroIsSimplest) {
  TapeEntropy empty({});
  EXPECT_EQ(empty.Below(1000), 0u);
  EXPECT_EQ(empty.Between(4, 9), 4u);
  EXPECT_FALSE(empty.Chance(99, 100));
  EXPECT_EQ(empty.Weighted(std::vector<uint32_t>{0, 0, 7, 9}), 2u);
  EXPECT_EQ(empty.Pick(std::vector<std::string>{"first", "second"}), "first");
}

TEST(TapeEntropyTest, FoldsWhatIsOutOfRange) {
  TapeEntropy tape({10, 11, UINT64_MAX});
  EXPECT_EQ(tape.Below(10), 0u);
  EXPECT_EQ(tape.Below(10), 1u);
  EXPECT_LT(tape.Below(7), 7u);
}

TEST(SeedEntropyTest, IsTheSameEverywhere) {
  // From the reference implementation of SplitMix64 with seed 42.
  SeedEntropy entropy(42);
  EXPECT_EQ(entropy.Below(UINT64_MAX), 13679457532755275413u);
  SeedEntropy small(42);
  std::string digits;
  for (int i = 0; i < 20; ++i)
    digits += static_cast<char>('0' + small.Below(10));
  SeedEntropy again(42);
  std::string same;
  for (int i = 0; i < 20; ++i) same += static_cast<char>('0' + again.Below(10));
  EXPECT_EQ(digits, same);
  EXPECT_EQ(digits[0], '3');  // 13679457532755275413 % 10
}

TEST(SeedEntropyTest, IsFair) {
  SeedEntropy entropy(7);
  std::vector<int> seen(10);
  for (int i = 0; i < 100000; ++i) ++seen[entropy.Below(10)];
  for (int count : seen) EXPECT_NEAR(count, 10000, 500);
  int yes = 0;
  for (int i = 0; i < 100000; ++i) yes += entropy.Chance(1, 4);
  EXPECT_NEAR(yes, 25000, 800);
  std::vector<int> weighted(3);
  const std::vector<uint32_t> weights = {1, 2, 7};
  for (int i = 0; i < 100000; ++i) ++weighted[entropy.Weighted(weights)];
  EXPECT_NEAR(weighted[0], 10000, 500);
  EXPECT_NEAR(weighted[1], 20000, 700);
  EXPECT_NEAR(weighted[2], 70000, 900);
}

TEST(ByteEntropyTest, SpendsWhatTheBoundNeeds) {
  const std::vector<uint8_t> bytes = {7, 1, 2, 9};
  ByteEntropy entropy(bytes);
  EXPECT_EQ(entropy.Below(1), 0u);  // free
  EXPECT_EQ(entropy.Below(256), 7u);
  EXPECT_EQ(entropy.Below(65536), 0x0102u);
  EXPECT_FALSE(entropy.dry());
  EXPECT_EQ(entropy.Below(5), 4u);
  EXPECT_TRUE(entropy.dry());
  EXPECT_EQ(entropy.Below(5), 0u);
}

TEST(ExhaustiveEntropyTest, VisitsEveryTapeOnce) {
  std::vector<std::string> seen;
  for (ExhaustiveEntropy all; all.Next();) {
    EntropySource& entropy = all.source();
    std::string text = std::to_string(entropy.Below(3));
    // What is drawn next depends on what was drawn before.
    if (text == "1") text += std::to_string(entropy.Below(2));
    seen.push_back(text);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"0", "10", "11", "2"}));
}

TEST(ExhaustiveEntropyTest, EndsAlsoWhereNothingIsDrawn) {
  ExhaustiveEntropy all;
  EXPECT_TRUE(all.Next());
  EXPECT_FALSE(all.Next());
  EXPECT_FALSE(all.Next());
}

RC_GTEST_PROP(TapeEntropyProperty, AnyNumbersAreATape,
              (std::vector<uint64_t> values, std::vector<uint64_t> counts)) {
  TapeEntropy tape(values);
  for (uint64_t count : counts) {
    if (count > 0) RC_ASSERT(tape.Below(count) < count);
  }
}

}  // namespace
}  // namespace alterego
