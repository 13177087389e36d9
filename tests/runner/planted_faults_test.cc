// Faults of our own making, in the engine, in the rebuild engine and in the
// shadow: a campaign finds each, makes it small, and its file shows it again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/temporary_folder.h"
#include "runner/campaign.h"
#include "runner/worker.h"
#include "tests/runner/lying_engine.h"

namespace alterego {
namespace {

struct Planted {
  const char* what;
  std::vector<std::string> engines;
  std::vector<Lie> lies;  // a lane each
  const char* blamed;     // the engine that the finding must name
  Mode mode = Mode::kSqlite;
};

constexpr char kEdits[] = "rebuild:mode=full";
constexpr char kMoves[] = "rebuild:mode=full:strategy=rebuild";

const Planted kFaults[] = {
    {"an engine loses a row", {"sqlite"}, {Lie::kLosesRow}, "sqlite"},
    {"an engine loses an index", {"sqlite"}, {Lie::kLosesIndexes}, "sqlite"},
    {"an engine refuses", {"sqlite"}, {Lie::kRefuses}, "sqlite"},
    {"an engine does nothing", {"sqlite"}, {Lie::kAccepts}, "sqlite"},
    {"an engine words it otherwise",
     {"sqlite"},
     {Lie::kWrongMessage},
     "sqlite"},
    {"an engine forgets", {"sqlite"}, {Lie::kForgetsOnReopen}, "sqlite"},
    {"an engine is late", {"sqlite"}, {Lie::kTimeout}, "sqlite"},
    {"an engine crashes", {"sqlite"}, {Lie::kCrashes}, "sqlite"},
    {"the rebuild engine loses a row",
     {"sqlite", "rebuild"},
     {Lie::kNone, Lie::kLosesRow},
     "rebuild"},
    {"the rebuild engine loses an index",
     {"sqlite", "rebuild"},
     {Lie::kNone, Lie::kLosesIndexes},
     "rebuild"},
    {"the rebuild engine refuses",
     {"sqlite", "rebuild"},
     {Lie::kNone, Lie::kRefuses},
     "rebuild"},
    {"a shadow goes by other rules", {"sqlite"}, {Lie::kWrongShadow}, "sqlite"},
    // The full dialect has two ways of one engine; each may be the wrong one.
    {"a full edit loses a row",
     {kEdits, kMoves},
     {Lie::kLosesRow, Lie::kNone},
     kEdits,
     Mode::kFull},
    {"a full move loses a row",
     {kEdits, kMoves},
     {Lie::kNone, Lie::kLosesRow},
     kMoves,
     Mode::kFull},
    {"a full edit loses a trigger",
     {kEdits, kMoves},
     {Lie::kLosesTriggers, Lie::kNone},
     kEdits,
     Mode::kFull},
    {"a full move loses an index",
     {kEdits, kMoves},
     {Lie::kNone, Lie::kLosesIndexes},
     kMoves,
     Mode::kFull},
    {"a full edit accepts what is refused",
     {kEdits, kMoves},
     {Lie::kAcceptsRefused, Lie::kNone},
     kEdits,
     Mode::kFull},
    {"a full move refuses",
     {kEdits, kMoves},
     {Lie::kNone, Lie::kRefuses},
     kMoves,
     Mode::kFull},
    {"both full lanes lose a row",
     {kEdits, kMoves},
     {Lie::kLosesRow, Lie::kLosesRow},
     kEdits,
     Mode::kFull},
};

class PlantedFaultsTest : public testing::TestWithParam<Planted> {
 protected:
  const TemporaryFolder home_;
  const std::string path_ = home_.path();
};

TEST_P(PlantedFaultsTest, IsFoundReducedAndReplayed) {
  const Planted& fault = GetParam();
  CampaignOptions options;
  options.seed = 1;
  options.runs = 400;
  options.mode = fault.mode;
  options.engines = fault.engines;
  options.findings_dir = path_;
  options.open_lanes = [&fault] {
    return LyingLanes(fault.lies, fault.engines);
  };
  const auto report = RunCampaign(options, nullptr, nullptr);
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->findings.size(), 1u);
  const Finding& finding = report->findings[0];
  EXPECT_EQ(finding.divergence.actual_from, fault.blamed);
  EXPECT_LE(finding.script.steps.size(), 5u) << finding.script.ToText();
  const auto text = ReadFile(report->finding_paths[0]);
  ASSERT_TRUE(text.ok()) << text.status();
  const auto script = ParseScript(*text);
  ASSERT_TRUE(script.ok()) << script.status();
  const auto again = RunIsolated(*script, options, 3000);
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_TRUE(again->divergence.has_value()) << *text;
  EXPECT_EQ(again->divergence->Signature(), finding.divergence.Signature());
}

INSTANTIATE_TEST_SUITE_P(Each, PlantedFaultsTest, testing::ValuesIn(kFaults),
                         [](const auto& info) {
                           std::string name = info.param.what;
                           for (char& c : name) {
                             if (c == ' ') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace alterego
