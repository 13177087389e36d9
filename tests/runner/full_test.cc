// Campaigns in the full dialect.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/temporary_folder.h"
#include "runner/campaign.h"
#include "runner/worker.h"

namespace alterego {
namespace {

using Specs = std::vector<std::string>;

TEST(FullLanesTest, ARebuildBecomesTwo) {
  const std::string edits = "rebuild:mode=full";
  const std::string moves = "rebuild:mode=full:strategy=rebuild";
  const std::vector<std::pair<Specs, Specs>> cases = {
      {{"rebuild"}, {edits, moves}},
      {{"sqlite", "rebuild"}, {edits, moves, "sqlite"}},
      {{"rebuild@sqlite:/x.so"},
       {edits + "@sqlite:/x.so", moves + "@sqlite:/x.so"}},
      {{"rebuild:strategy=edit"}, {"rebuild:mode=full:strategy=edit"}},
      {{"rebuild:mode=sqlite"}, {"rebuild:mode=sqlite"}},
      {{moves}, {moves}},
  };
  for (const auto& [given, lanes] : cases) EXPECT_EQ(FullLanes(given), lanes);
}

TEST(FullScriptTest, SaysSoInItsHeader) {
  EXPECT_TRUE(IsFullScript(*ParseScript("-- alterego: mode=full\nSELECT 1;")));
  EXPECT_FALSE(IsFullScript(*ParseScript("-- alterego: mode=sqlite\n")));
  EXPECT_FALSE(IsFullScript(*ParseScript("SELECT 1;")));
}

TEST(FullScriptTest, ReadsEachStatementInTheDialectThatKnowsIt) {
  const auto kind = [](const char* sql) {
    return StepKind(Step::FromSql(sql));
  };
  EXPECT_EQ(kind("ALTER TABLE t DROP c"), "drop_column");
  EXPECT_EQ(kind("ALTER TABLE t ALTER c TYPE INT"), "set_type");
  EXPECT_EQ(kind("ALTER TABLE t OWNER TO a, SET STRICT"), "several");
  EXPECT_EQ(kind("ALTER TABLE t ALTER"), "unparsed");
}

TEST(FullCampaignTest, MeetsManyFormsAndRepeats) {
  CampaignOptions options;
  options.seed = 3;
  options.runs = 25;
  options.mode = Mode::kFull;
  options.engines = FullLanes({"rebuild"});
  options.doublecheck = true;
  options.keep_going = true;
  options.reduce = false;
  const TemporaryFolder folder;
  options.findings_dir = folder.path();
  const auto report = RunCampaign(options, nullptr, nullptr);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->doublecheck_failures, 0u);
  size_t forms = 0;
  for (const auto& [rule, hits] : report->statistics.rules) {
    forms += rule.find("full.") == 0 && rule.find(".accept") != rule.npos;
  }
  EXPECT_GE(forms, 15u);
}

// A finding names the mode, so that it is read back in it.
TEST(FullFindingTest, HasTheModeInItsHeader) {
  Finding finding;
  finding.engines = FullLanes({"rebuild"});
  finding.script =
      *ParseScript("CREATE TABLE t(a);\nALTER TABLE t SET STRICT;");
  const auto script = ParseScript(FindingText(finding));
  ASSERT_TRUE(script.ok());
  EXPECT_TRUE(IsFullScript(*script));
  finding.engines = {"sqlite", "rebuild"};
  EXPECT_FALSE(IsFullScript(*ParseScript(FindingText(finding))));
}

}  // namespace
}  // namespace alterego
