// Twenty bugs of our making: however often campaigns meet them, in whatever
// schemas and under whatever names, they are twenty bugs in the base.
//
//   ALTEREGO_BUCKET_RUNS=900 runner_tests --gtest_filter='*TwentyBugs*'
//
// makes it more than ten thousand findings; ALTEREGO_BUCKET_SEED=7 others.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "base/temporary_folder.h"
#include "runner/bucket.h"
#include "runner/bugs.h"
#include "tests/places.h"
#include "tests/runner/harmful_engine.h"

namespace alterego {
namespace {

uint64_t NumberOf(const char* variable, uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// False if SQLite itself shows it: ten thousand cases may come upon more than
// what was planted.
bool IsOfOurMaking(const Bug& bug) {
  auto lanes = OpenLanes({"sqlite"}, {});
  const auto script = ParseScript(bug.cases[0].text);
  if (!lanes.ok() || !script.ok()) return true;
  const auto seen = Session(*lanes, SessionOptions{}).Run(*script);
  return !seen.ok() || !seen->divergence ||
         BucketKey(seen->divergence->Signature()) != bug.key;
}

TEST(BucketCampaignTest, TwentyBugsAreTwentyBuckets) {
  const uint64_t runs = NumberOf("ALTEREGO_BUCKET_RUNS", 60);
  const uint64_t seed = NumberOf("ALTEREGO_BUCKET_SEED", 0);
  const TemporaryFolder folder;
  auto base = BugBase::Open(folder / "a.db", BugBase::Mode::kCreate);
  ASSERT_TRUE(base.ok()) << base.status();
  // SQLite's own bugs do not count as ours.
  const auto known =
      KnownDifferences::Load(ALTEREGO_SOURCE_DIR "/corpus/known");
  ASSERT_TRUE(known.ok()) << known.status();
  uint64_t findings = 0;
  std::set<std::string> ids;
  size_t ours = 0;
  for (const char* form :
       {"rename_table", "rename_column", "add_column", "drop_column"}) {
    const size_t op = FormOf(form);
    for (int harm = 0; harm < 5; ++harm) {
      CampaignOptions options;
      options.seed = seed * 1000 + op * 10 + static_cast<size_t>(harm);
      options.runs = runs;
      options.engines = {"sqlite"};
      options.findings_dir = folder / "findings";
      options.keep_going = true;
      options.known = *known;
      options.reduce = false;
      options.swarm = false;
      for (const char* other :
           {"rename_table", "rename_column", "add_column", "drop_column"}) {
        options.weights.Set(*FeatureByName(other), other == form ? 3000 : 10);
      }
      for (const char* thing :
           {"create_index", "create_view", "create_trigger", "insert"}) {
        options.weights.Set(*FeatureByName(thing), 700);
      }
      // What a lost row sets off is harm, too, but of the schema's making.
      options.weights.Set(Feature::kFkAction, 0);
      if (static_cast<Harm>(harm) == Harm::kLosesRow) {
        options.weights.Set(Feature::kCreateTrigger, 0);
      }
      options.open_lanes = [=]() {
        auto lanes = OpenLanes({"sqlite"}, {});
        if (!lanes.ok()) return lanes;
        Lane& lane = (*lanes)[0];
        lane.engine = std::make_unique<HarmfulEngine>(
            std::move(lane.engine), op, static_cast<Harm>(harm));
        return lanes;
      };
      const auto report = RunCampaign(options, nullptr, nullptr);
      ASSERT_TRUE(report.ok()) << report.status();
      const std::string what = std::string(form) + std::to_string(harm);
      EXPECT_GT(report->divergences, 0u) << what;
      findings += report->divergences;
      CampaignKey key;
      key.seed = options.seed;
      ASSERT_TRUE(base->Record(key, *report, {}).ok());
      const auto bugs = base->Bugs();
      ASSERT_TRUE(bugs.ok());
      std::string all;
      for (const Bug& bug : *bugs) {
        if (!ids.insert(bug.id).second) continue;
        if (IsOfOurMaking(bug)) {
          all += bug.key + "\n";
          ++ours;
        } else {
          std::cout << "not of our making: " << bug.key << "\n"
                    << bug.cases[0].text;
        }
      }
      EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 1) << what << ":\n"
                                                             << all;
    }
  }
  EXPECT_EQ(ours, 20u);
  std::cout << findings << " findings, " << ours << " buckets\n";
}

}  // namespace
}  // namespace alterego
