#include "runner/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/temporary_folder.h"
#include "nlohmann/json.hpp"
#include "runner/finding.h"
#include "runner/gate_report.h"
#include "tests/runner/lying_engine.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr char kAgrees[] =
    "CREATE TABLE t(a, b);\nCREATE INDEX i ON t(a);\n\n"
    "-- what is dropped\nALTER TABLE t DROP COLUMN b;\n";
// What LyingEngine answers to kAgrees, if it refuses.
constexpr char kRefused[] =
    "outcome/drop_column/drop_column.accept/expected:accepted/"
    "actual:refused:logic_error/sqlite";

class GateTest : public testing::Test {
 protected:
  GateTest() {
    fs::create_directories(path_ + "/known/sqlite");
    fs::create_directories(path_ + "/findings");
  }

  void Write(const std::string& name, const std::string& text) const {
    ASSERT_TRUE(WriteFileAtomically(path_ + "/" + name, text).ok());
  }
  static std::string Known(const std::string& signature,
                           const std::string& versions) {
    return "-- alterego: signature=" + signature +
           "\n-- alterego: versions=" + versions +
           "\n-- alterego: reason=a test\n-- alterego: verdict=engine-bug\n" +
           kAgrees;
  }
  // Of every script below the folder.
  GateReport Run(Lie lie, int jobs = 2) const {
    const auto scripts = FindScripts({path_});
    EXPECT_TRUE(scripts.ok()) << scripts.status();
    GateOptions options;
    options.engines = {"sqlite"};
    options.jobs = jobs;
    options.timeout_ms = 2000;
    options.open_lanes = [lie] { return LyingLanes({lie}); };
    auto report = RunGate(*scripts, options);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : GateReport();
  }

  const TemporaryFolder home_;
  const std::string path_ = home_.path();
};

TEST_F(GateTest, FailsBothWays) {
  Write("a.sql", kAgrees);
  Write("known/sqlite/b.sql", Known("outcome/drop_column/*/sqlite", "*"));
  Write("known/sqlite/c.sql", Known("rows/x", "*"));
  Write("known/sqlite/d.sql", Known(kRefused, "3.0.0..3.1.0"));
  Write("e.sql", "CREATE TABLE t('x);\n");
  Write("f.sql", "-- nothing\n");
  Write("findings/open.sql", kAgrees);
  const struct {
    Lie lie;
    std::vector<const char*> kinds;  // of a, e, f, b, c, d
  } kCases[] = {
      {Lie::kNone, {"", "unreadable", "unreadable", "gone", "gone", "skip"}},
      {Lie::kRefuses,
       {"diverged", "unreadable", "unreadable", "", "other", "skip"}},
      {Lie::kCrashes,
       {"diverged", "unreadable", "unreadable", "other", "other", "skip"}},
  };
  for (const auto& c : kCases) {
    const GateReport report = Run(c.lie);
    ASSERT_EQ(report.cases.size(), c.kinds.size());
    for (size_t i = 0; i < c.kinds.size(); ++i) {
      const GateCase& one = report.cases[i];
      const std::string kind =
          one.verdict == Verdict::kSkipped ? "skip" : one.kind;
      EXPECT_EQ(kind, c.kinds[i]) << one.path << ": " << one.message;
      EXPECT_EQ(one.verdict == Verdict::kFailed, !one.kind.empty());
    }
  }
}

TEST_F(GateTest, AFailureSaysWhereAndWhat) {
  Write("a.sql", kAgrees);
  const GateReport report = Run(Lie::kRefuses);
  ASSERT_EQ(report.failed(), 1u);
  const GateCase& c = report.cases[0];
  EXPECT_EQ(c.signature, kRefused);
  EXPECT_EQ(c.line, 5u);
  EXPECT_THAT(c.detail, HasSubstr("answered by sqlite: refused (logic_error)"));
}

TEST_F(GateTest, ManyScriptsInSeveralProcessesComeOutInOrder) {
  for (int i = 0; i < 40; ++i) {
    Write("s" + std::to_string(100 + i) + ".sql", kAgrees);
  }
  const GateReport report = Run(Lie::kNone, 3);
  ASSERT_EQ(report.cases.size(), 40u);
  EXPECT_EQ(report.count(Verdict::kPassed), 40u);
  EXPECT_THAT(report.cases[7].path, HasSubstr("s107.sql"));
  EXPECT_FALSE(FindScripts({path_ + "/nowhere"}).ok());
}

GateReport Made() {
  GateReport report;
  report.duration_ms = 1234;
  report.cases.push_back({"c/ok.sql", Verdict::kPassed, "", "", "", "", 1, 5});
  report.cases.push_back(
      {"c/skip.sql", Verdict::kSkipped, "", "no such engine", "", "", 1, 0});
  report.cases.push_back(
      {"c/b<a>d, 1.sql", Verdict::kFailed, "diverged", "a/b \"c\" & <d>",
       "line 1\nline 2: \x01 \xff \xe2\x82\xac 100%\n", "a/b", 7, 40});
  return report;
}

TEST(GateReportTest, JUnit) {
  EXPECT_EQ(
      ToJUnit(Made()),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites tests=\"3\" failures=\"1\" errors=\"0\" time=\"1.234\">\n"
      "<testsuite name=\"alterego gate\" tests=\"3\" failures=\"1\" "
      "errors=\"0\" skipped=\"1\" time=\"1.234\">\n"
      "<testcase classname=\"c\" name=\"ok.sql\" time=\"0.005\"/>\n"
      "<testcase classname=\"c\" name=\"skip.sql\" time=\"0.000\"><skipped "
      "message=\"no such engine\"/></testcase>\n"
      "<testcase classname=\"c\" name=\"b&lt;a&gt;d, 1.sql\" "
      "time=\"0.040\"><failure type=\"diverged\" message=\"a/b &quot;c&quot; "
      "&amp; &lt;d&gt;\">line 1&#10;line 2: \\x01 \\xff \xe2\x82\xac "
      "100%&#10;</failure></testcase>\n"
      "</testsuite>\n</testsuites>\n");
}

TEST(GateReportTest, Sarif) {
  const auto sarif =
      nlohmann::json::parse(ToSarif(Made(), "1.2.3"), nullptr, false);
  ASSERT_FALSE(sarif.is_discarded());
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "alterego");
  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  ASSERT_EQ(run["results"].size(), 1u);
  const auto& result = run["results"][0];
  bool listed = false;
  for (const auto& rule : run["tool"]["driver"]["rules"]) {
    listed |= rule["id"] == result["ruleId"];
  }
  EXPECT_TRUE(listed) << result["ruleId"];
  EXPECT_EQ(result["level"], "error");
  EXPECT_THAT(result["message"]["text"].get<std::string>(),
              HasSubstr("a/b \"c\" & <d>\nline 1"));
  const auto& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "c/b%3Ca%3Ed%2C%201.sql");
  EXPECT_EQ(place["region"]["startLine"], 7);
}

TEST(GateReportTest, GitHubAnnotations) {
  EXPECT_EQ(
      ToGitHubAnnotations(Made()),
      "::error file=c/b<a>d%2C 1.sql,line=7,title=alterego diverged::a/b "
      "\"c\" & <d>%0Aline 1%0Aline 2: \x01 \xff \xe2\x82\xac 100%25%0A\n");
}

}  // namespace
}  // namespace alterego
