// Long cases become short ones soon: whoever finds something waits for it.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "base/cpu_time.h"
#include "generator/generator.h"
#include "runner/worker.h"
#include "tests/runner/harmful_engine.h"

namespace alterego {
namespace {

constexpr size_t kStatements = 60;

CampaignOptions Harmed(Harm harm) {
  CampaignOptions options;
  options.engines = {"sqlite", "rebuild"};
  options.open_lanes = [harm]() {
    auto lanes = OpenLanes({"sqlite", "rebuild"}, {});
    if (!lanes.ok()) return lanes;
    (*lanes)[0].engine = std::make_unique<HarmfulEngine>(
        std::move((*lanes)[0].engine), FormOf("rename_table"), harm);
    return lanes;
  };
  return options;
}

// A case on which all agree, with RENAME TO behind it: only that does harm.
std::optional<Script> LongCase(std::vector<Lane>& lanes, uint64_t seed) {
  Weights weights = Weights::Defaults();
  weights.Set(*FeatureByName("rename_table"), 0);
  for (const char* thing : {"create_index", "create_view", "create_trigger"}) {
    weights.Set(*FeatureByName(thing), 300);
  }
  Limits limits;
  limits.statements_max = kStatements - 1;
  const Generator generator(weights, limits);
  SeedEntropy entropy(seed);
  Session session(lanes, SessionOptions{});
  auto result = session.RunGenerated([&](const shadow::World& world, int i) {
    return generator.Next(entropy, world, i);
  });
  if (!result.ok() || result->divergence) return std::nullopt;
  Script script = std::move(result->script);
  // What is left at the end may be in a transaction: the table must be there.
  script.steps.resize(kStatements - 2);
  script.steps.insert(script.steps.begin(),
                      Step::FromSql("CREATE TABLE last(a)"));
  script.steps.push_back(
      Step::FromSql("ALTER TABLE main.last RENAME TO first"));
  return script;
}

// By processor time: the machine may be busy.
TEST(ReductionTimeTest, SixtyStatements) {
  auto lanes = OpenLanes({"sqlite", "rebuild"}, {});
  ASSERT_TRUE(lanes.ok()) << lanes.status();
  std::vector<int64_t> took;
  for (uint64_t seed = 1; seed <= 20 && took.size() < 15; ++seed) {
    const std::optional<Script> script = LongCase(*lanes, seed);
    if (!script || script->steps.size() != kStatements) continue;
    const auto harm = static_cast<Harm>(seed % 5);
    const CampaignOptions options = Harmed(harm);
    auto harmed = OpenLanesOf(options);
    ASSERT_TRUE(harmed.ok()) << harmed.status();
    const auto seen = Session(*harmed, SessionOptions{}).Run(*script);
    ASSERT_TRUE(seen.ok()) << seen.status();
    if (!seen->divergence) continue;  // nothing was there to be lost
    const int64_t start = ThreadCpuMs();
    const ReductionReport report =
        ReduceScript(*script, *seen->divergence, options);
    took.push_back(ThreadCpuMs() - start);
    EXPECT_EQ(report.error, "");
    EXPECT_LE(report.script.steps.size(), 6u) << report.script.ToText();
    EXPECT_EQ(report.divergence.Signature(), seen->divergence->Signature());
  }
  ASSERT_GE(took.size(), 8u);
  std::sort(took.begin(), took.end());
  std::cout << took.size() << " reductions: median " << took[took.size() / 2]
            << " ms, longest " << took.back() << " ms\n";
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
  EXPECT_LT(took[took.size() / 2], 1000);
  EXPECT_LT(took.back(), 5000);
#endif
}

}  // namespace
}  // namespace alterego
