#include "runner/campaign.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>
#include <utility>

#include "base/temporary_folder.h"
#include "runner/worker.h"
#include "tests/runner/lying_engine.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

class CampaignTest : public testing::Test {
 protected:
  CampaignOptions Options(Lie lie) const {
    CampaignOptions options;
    options.seed = 1;
    options.runs = 12;
    options.jobs = 2;
    options.engines = {"sqlite"};
    options.findings_dir = path_ + "/findings";
    options.hang_ms = 300;
    options.open_lanes = [lie] { return LyingLanes({lie}); };
    return options;
  }
  static CampaignReport RunIt(const CampaignOptions& options) {
    auto report = RunCampaign(options, nullptr, nullptr);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : CampaignReport();
  }
  const TemporaryFolder home_;
  const std::string path_ = home_.path();
};

TEST(CaseSeedTest, NeighboursDiffer) {
  std::set<uint64_t> seeds;
  for (uint64_t seed = 0; seed < 20; ++seed) {
    for (uint64_t index = 0; index < 100; ++index) {
      seeds.insert(CaseSeed(seed, index));
    }
  }
  EXPECT_EQ(seeds.size(), 2000u);
}

TEST_F(CampaignTest, JobsDoNotShowInTheLog) {
  CampaignOptions options = Options(Lie::kNone);
  options.doublecheck = true;
  options.keep_going = true;
  options.reduce = false;
  std::vector<std::string> logs;
  for (int jobs : {1, 2, 3}) {
    options.jobs = jobs;
    options.log_path = path_ + "/log" + std::to_string(jobs);
    const CampaignReport report = RunIt(options);
    EXPECT_EQ(report.statistics.cases, 12u);
    EXPECT_EQ(report.doublecheck_failures, 0u);
    EXPECT_GT(report.statistics.alters, 0u);
    logs.push_back(*ReadFile(options.log_path));
  }
  EXPECT_EQ(logs[0], logs[1]);
  EXPECT_EQ(logs[0], logs[2]);
  EXPECT_EQ(logs[0].rfind("case 0 seed 0x", 0), 0u);
}

TEST_F(CampaignTest, ALieEndsAsAReducedFinding) {
  CampaignOptions options = Options(Lie::kLosesRow);
  options.runs = 200;
  const CampaignReport report = RunIt(options);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.divergences, 1u);
  EXPECT_LT(report.statistics.cases, 200u);  // it stopped
  const Finding& finding = report.findings[0];
  EXPECT_LE(finding.script.steps.size(), 5u) << finding.script.ToText();
  const auto text = ReadFile(report.finding_paths[0]);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, FindingText(finding));
  EXPECT_EQ(ParseScript(*text)->steps.size(), finding.script.steps.size());
}

TEST_F(CampaignTest, WritesAFindingWhenItComes) {
  CampaignOptions options = Options(Lie::kLosesRow);
  options.runs = 1000000;
  options.keep_going = true;
  bool seen = false;
  const auto report = RunCampaign(
      options,
      [&](const Progress& progress) {
        EXPECT_FALSE(progress.rules_in_reach.empty());
        if (progress.findings.empty()) return;
        seen = true;
        size_t files = 0;
        for (const auto& file : fs::directory_iterator(options.findings_dir)) {
          files += file.path().extension() == ".sql";
        }
        EXPECT_EQ(files, progress.findings.size());
      },
      [&] { return seen; });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(seen);
}

TEST_F(CampaignTest, FindsTheSameWhateverTheJobs) {
  std::set<std::string> texts;
  for (int jobs : {1, 3}) {
    CampaignOptions options = Options(Lie::kLosesIndexes);
    options.jobs = jobs;
    options.runs = 300;
    const CampaignReport report = RunIt(options);
    ASSERT_EQ(report.findings.size(), 1u);
    texts.insert(FindingText(report.findings[0]) +
                 std::to_string(report.statistics.statements));
  }
  EXPECT_EQ(texts.size(), 1u);
}

TEST_F(CampaignTest, ACrashCostsOneCase) {
  for (const Lie lie : {Lie::kCrashes, Lie::kHangs}) {
    CampaignOptions options = Options(lie);
    options.keep_going = true;
    options.reduce = false;
    options.runs = 4;
    const CampaignReport report = RunIt(options);
    EXPECT_EQ(report.statistics.cases, 4u);
    EXPECT_EQ(report.statistics.lost, report.divergences);
    ASSERT_GT(report.findings.size(), 0u);
    for (const Finding& finding : report.findings) {
      EXPECT_EQ(KindName(finding.divergence.kind), "lost");
      ASSERT_FALSE(finding.script.steps.empty());
      // The statement that was blamed is the last one.
      EXPECT_EQ(finding.script.steps.back().sql.substr(0, 5), "ALTER");
      EXPECT_NE(finding.divergence.actual.find(
                    lie == Lie::kCrashes ? "SIGKILL" : "no sign of life"),
                std::string::npos)
          << finding.divergence.actual;
    }
  }
}

TEST_F(CampaignTest, ACrashIsReduced) {
  const CampaignOptions options = Options(Lie::kCrashes);
  const CampaignReport report = RunIt(options);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].script.steps.size(), 1u)
      << report.findings[0].script.ToText();
}

TEST_F(CampaignTest, KnownDifferencesAreNoFindings) {
  CampaignOptions options = Options(Lie::kRefuses);
  options.keep_going = true;
  options.runs = 40;
  options.reduce = false;
  const CampaignReport first = RunIt(options);
  ASSERT_GT(first.divergences, 0u);
  for (const Finding& finding : first.findings) {
    KnownDifference known;
    known.engine = "sqlite";
    known.signature = finding.divergence.Signature();
    options.known.Add(known);
  }
  const CampaignReport second = RunIt(options);
  EXPECT_EQ(second.divergences, 0u);
  EXPECT_TRUE(second.findings.empty());
  uint64_t known = 0;
  for (const auto& [signature, count] : second.known) known += count;
  EXPECT_EQ(known, first.divergences);
}

TEST_F(CampaignTest, StopsWhenItIsTold) {
  CampaignOptions options = Options(Lie::kNone);
  options.runs.reset();
  options.keep_going = true;
  int polls = 0;
  const auto report =
      RunCampaign(options, nullptr, [&polls] { return ++polls > 20; });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->interrupted);
  options.duration_ms = 300;
  const auto timed = RunCampaign(options, nullptr, nullptr);
  ASSERT_TRUE(timed.ok()) << timed.status();
  EXPECT_FALSE(timed->interrupted);
  EXPECT_GE(timed->seconds, 0.3);
  EXPECT_GT(timed->statistics.cases, 0u);
}

TEST_F(CampaignTest, AnInterruptEndsAReduction) {
  // Crashes are reduced one process a candidate, which takes a while.
  CampaignOptions options = Options(Lie::kHangs);
  options.keep_going = true;
  options.runs.reset();
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         start)
        .count();
  };
  const auto report =
      RunCampaign(options, nullptr, [&seconds] { return seconds() > 1.5; });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->interrupted);
  EXPECT_GT(report->findings.size(), 0u);
  EXPECT_EQ(report->findings.size(), report->finding_paths.size());
  EXPECT_LT(seconds(), 10);
}

TEST_F(CampaignTest, KeepsFindingsThatItCannotWrite) {
  CampaignOptions options = Options(Lie::kRefuses);
  options.runs = 100;
  options.reduce = false;
  bool removed = false;
  const std::function<bool()> remove = [&] {
    if (!std::exchange(removed, true)) fs::remove_all(options.findings_dir);
    return false;
  };
  const auto report = RunCampaign(options, nullptr, remove);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->findings.size(), 1u);
  EXPECT_NE(report->write_error.message().find("cannot write \"" + path_),
            std::string::npos)
      << report->write_error;
}

// A disk that is full for a while: the campaign goes on, and only what cannot
// be written at the end counts.
TEST_F(CampaignTest, TriesAgainWhatItCouldNotKeep) {
  CampaignOptions options = Options(Lie::kNone);
  options.checkpoint_ms = 1;
  options.runs = 60;
  int calls = 0;
  bool always = false;
  options.checkpoint = [&](const CampaignReport&) {
    const bool full = always || ++calls <= 2;
    return full ? absl::ResourceExhaustedError("disk full") : absl::OkStatus();
  };
  CampaignReport report = RunIt(options);
  EXPECT_EQ(report.statistics.cases, 60u);
  EXPECT_GT(calls, 2);
  EXPECT_TRUE(report.write_error.ok()) << report.write_error;
  always = true;
  report = RunIt(options);
  EXPECT_EQ(report.statistics.cases, 60u);
  EXPECT_EQ(report.write_error.message(), "disk full");
}

TEST_F(CampaignTest, FailsBeforeItStarts) {
  CampaignOptions options = Options(Lie::kNone);
  options.findings_dir = "/proc/no/such";
  EXPECT_FALSE(RunCampaign(options, nullptr, nullptr).ok());
  options = Options(Lie::kNone);
  options.log_path = "/proc/no/such";
  EXPECT_FALSE(RunCampaign(options, nullptr, nullptr).ok());
  options = Options(Lie::kNone);
  options.open_lanes = nullptr;
  options.engines = {"nosuch"};
  EXPECT_EQ(RunCampaign(options, nullptr, nullptr).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(RunIsolatedTest, TellsCrashFromHangFromAgreement) {
  const auto script = ParseScript(
      "CREATE TABLE t(a, b);\nALTER TABLE t RENAME TO u;\nSELECT 1;\n");
  ASSERT_TRUE(script.ok());
  const struct {
    Lie lie;
    const char* actual;  // "": no divergence
  } kCases[] = {{Lie::kNone, ""},
                {Lie::kCrashes, "SIGKILL"},
                {Lie::kHangs, "no sign of life"}};
  for (const auto& c : kCases) {
    CampaignOptions options;
    options.engines = {"sqlite"};
    options.open_lanes = [&c] { return LyingLanes({c.lie}); };
    const auto report = RunIsolated(*script, options, 300);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->divergence.has_value(), *c.actual != '\0');
    if (!report->divergence) {
      EXPECT_NE(report->log.find("[end]"), std::string::npos);
      continue;
    }
    EXPECT_EQ(report->divergence->step, 1u);
    EXPECT_EQ(report->divergence->statement_kind, "rename_table");
    EXPECT_NE(report->divergence->actual.find(c.actual), std::string::npos)
        << report->divergence->actual;
  }
}

}  // namespace
}  // namespace alterego
