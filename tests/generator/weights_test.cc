#include "generator/weights.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "model/alter_table.h"

namespace alterego {
namespace {

using testing::HasSubstr;

std::string MessageOf(const absl::Status& status) {
  return std::string(status.message().data(), status.message().size());
}

TEST(WeightsTest, NamesAreUniqueAndKnown) {
  std::set<std::string> seen;
  for (const std::string& name : Weights::Names()) {
    EXPECT_TRUE(seen.insert(name).second) << name;
    ASSERT_TRUE(FeatureByName(name).has_value()) << name;
    EXPECT_EQ(FeatureName(*FeatureByName(name)), name);
    EXPECT_THAT(WeightsHelpText(), HasSubstr("  " + name + "="));
  }
  EXPECT_EQ(seen.size(), kFeatureCount);
  EXPECT_FALSE(FeatureByName("nope").has_value());
}

TEST(WeightsTest, FormsStandFirstInTheOrderOfTheVariant) {
  size_t place = 0;
  ForEachOp([&](auto tag) {
    using Op = typename decltype(tag)::type;
    EXPECT_EQ(Weights::Names()[place], OpTraits<Op>::kName);
    ++place;
  });
}

// All but what the shadow does not predict well enough.
TEST(WeightsTest, EverythingThatIsPredictedIsOnByDefault) {
  const std::set<std::string> off = {
      "pragma_writable_schema", "pragma_encoding", "write_schema",
      "update_from_cascade", "restrict_of_quote"};
  const Weights weights = Weights::Defaults();
  for (const std::string& name : Weights::Names()) {
    EXPECT_EQ(weights.Get(name) == 0, off.count(name) > 0) << name;
  }
}

TEST(WeightsTest, ParsesListsAndFiles) {
  struct Case {
    std::string text;
    uint32_t drop_column, strict;
  };
  const Weights base = Weights::Defaults();
  const uint32_t drop = base.Get(Feature::kDropColumn);
  const uint32_t strict = base.Get(Feature::kStrict);
  const std::vector<Case> cases = {
      {"", drop, strict},
      {"drop_column=0", 0, strict},
      {"drop_column=7,strict=1000000", 7, 1000000},
      {" drop_column = 7 ,\n\tstrict=2\n", 7, 2},
      {"# all about keys\ndrop_column=5 # rare\n\nstrict=6,\n", 5, 6},
      {"drop_column=1,drop_column=2", 2, strict},
      {"drop_column=007", 7, strict},
      {"strict=3\r\n", drop, 3},
  };
  for (const Case& test : cases) {
    const auto parsed = Weights::Parse(test.text, base);
    ASSERT_TRUE(parsed.ok()) << test.text << MessageOf(parsed.status());
    EXPECT_EQ(parsed->Get("drop_column"), test.drop_column) << test.text;
    EXPECT_EQ(parsed->Get("strict"), test.strict) << test.text;
  }
}

TEST(WeightsTest, TextReadsBack) {
  Weights weights = Weights::Defaults();
  weights.Set(Feature::kDropColumn, 0);
  weights.Set(Feature::kInvalid, 99);
  const auto parsed = Weights::Parse(weights.ToText(), Weights::Defaults());
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(*parsed, weights);
}

TEST(WeightsTest, RefusesWithTheReason) {
  std::string all_off;
  ForEachOp([&](auto tag) {
    using Op = typename decltype(tag)::type;
    all_off += std::string(OpTraits<Op>::kName) + "=0,";
  });
  struct Case {
    std::string text, message;
  };
  const std::vector<Case> cases = {
      {"drop_colum=1",
       "unknown weight \"drop_colum\"; did you mean \"drop_column\"?"},
      {"renametable=1", "did you mean \"rename_table\"?"},
      {"without-rowid=1", "did you mean \"without_rowid\"?"},
      {"=1", "unknown weight \"\""},
      {"strict", "weight \"strict\" has no value: write strict=NUMBER"},
      {"strict=", "must be a whole number from 0 to 1000000"},
      {"strict=1.5", "weight strict=1.5"},
      {"strict=-1", "must be a whole number"},
      {"strict=1000001", "from 0 to 1000000"},
      {"strict=99999999999999999999", "must be a whole number"},
      {"strict=0x10", "must be a whole number"},
      {"invalid=101", "must be a whole number from 0 to 100"},
      {all_off, "nothing to draw"},
  };
  for (const Case& test : cases) {
    const auto parsed = Weights::Parse(test.text, Weights::Defaults());
    ASSERT_FALSE(parsed.ok()) << test.text;
    EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(MessageOf(parsed.status()), HasSubstr(test.message));
  }
}

size_t FormsOn(const Weights& weights) {
  size_t on = 0;
  for (size_t i = 0; i < kOpCount; ++i) {
    if (weights.Get(static_cast<Feature>(i)) > 0) ++on;
  }
  return on;
}

TEST(SwarmTest, KeepsAFormAndVariesTheRest) {
  std::set<size_t> counts_of_forms;
  std::set<uint32_t> weights_of_insert;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    SeedEntropy entropy(seed);
    const Weights swarm = Weights::Defaults().Swarm(entropy);
    EXPECT_GE(FormsOn(swarm), 1u);
    EXPECT_LE(swarm.Get(Feature::kInvalid), 100u);
    counts_of_forms.insert(FormsOn(swarm));
    weights_of_insert.insert(swarm.Get(Feature::kInsert));
  }
  EXPECT_GE(counts_of_forms.size(), 6u);
  EXPECT_EQ(weights_of_insert.size(), 4u);  // as it was, off, rarer, more
}

TEST(SwarmTest, WhatIsOffStaysOff) {
  const Weights base =
      *Weights::Parse("drop_column=0,strict=0", Weights::Defaults());
  for (uint64_t seed = 0; seed < 200; ++seed) {
    SeedEntropy entropy(seed);
    const Weights swarm = base.Swarm(entropy);
    EXPECT_EQ(swarm.Get(Feature::kDropColumn), 0u);
    EXPECT_EQ(swarm.Get(Feature::kStrict), 0u);
  }
}

TEST(SwarmTest, KeepsTheOnlyForm) {
  std::string text;
  for (size_t i = 1; i < kOpCount; ++i) text += Weights::Names()[i] + "=0,";
  const Weights base = *Weights::Parse(text, Weights::Defaults());
  for (uint64_t seed = 0; seed < 200; ++seed) {
    SeedEntropy entropy(seed);
    EXPECT_GT(base.Swarm(entropy).Get(Feature::kRenameTable), 0u);
  }
}

TEST(SwarmTest, TheZeroTapeChangesNothing) {
  TapeEntropy zeros({});
  EXPECT_EQ(Weights::Defaults().Swarm(zeros), Weights::Defaults());
}

}  // namespace
}  // namespace alterego
