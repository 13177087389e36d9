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
#include "runner/bugs.h"
#include "tests/runner/lying_engine.h"

namespace alterego {
namespace {

enum class Harm { kLosesRow, kLosesIndex, kLosesView, kLosesTrigger, kAdds };

// SQLite, but one form of ALTER does harm when it is accepted.
class HarmfulEngine final : public Engine {
 public:
  HarmfulEngine(std::unique_ptr<Engine> honest, size_t form, Harm harm)
      : honest_(std::move(honest)), form_(form), harm_(harm) {}

  const EngineInfo& info() const override { return honest_->info(); }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override {
    const Step step = Step::FromSql(std::string(sql));
    const auto* alter = step.parsed == nullptr
                            ? nullptr
                            : std::get_if<AlterTable>(&step.parsed->statement);
    absl::StatusOr<Outcome> outcome = honest_->Execute(sql);
    if (alter == nullptr || alter->op.index() != form_ || !outcome.ok() ||
        !std::holds_alternative<Accepted>(*outcome)) {
      return outcome;
    }
    DoHarm();
    return outcome;
  }
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override {
    return honest_->Observe(options);
  }
  absl::Status Reset() override { return honest_->Reset(); }
  absl::Status Reopen() override { return honest_->Reopen(); }

 private:
  void Each(const std::string& type, const std::string& before,
            const std::string& after = "") {
    for (const std::string& name : ObjectNames(*honest_, type)) {
      // SQLite's own tables are not ours to harm.
      if (name.starts_with("sqlite_")) continue;
      (void)honest_->Execute(before + Identifier(name).Quoted() + after);
    }
  }
  void DoHarm() {
    switch (harm_) {
      case Harm::kLosesRow:
        return Each("table", "DELETE FROM main.", " WHERE rowid=1");
      case Harm::kLosesIndex:
        return Each("index", "DROP INDEX main.");
      case Harm::kLosesView:
        return Each("view", "DROP VIEW main.");
      case Harm::kLosesTrigger:
        return Each("trigger", "DROP TRIGGER main.");
      case Harm::kAdds:
        (void)honest_->Execute("CREATE TABLE IF NOT EXISTS main.harm(a)");
    }
  }

  const std::unique_ptr<Engine> honest_;
  const size_t form_;
  const Harm harm_;
};

uint64_t NumberOf(const char* variable, uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
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
  for (const char* form :
       {"rename_table", "rename_column", "add_column", "drop_column"}) {
    size_t op = 0;
    while (OpName(op) != form) ++op;
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
        if (ids.insert(bug.id).second) all += bug.key + "\n";
      }
      EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 1) << what << ":\n"
                                                             << all;
    }
  }
  EXPECT_EQ(base->Bugs()->size(), 20u);
  std::cout << findings << " findings\n";
}

}  // namespace
}  // namespace alterego
