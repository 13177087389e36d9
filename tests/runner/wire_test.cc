#include "runner/wire.h"

#include <gtest/gtest.h>

namespace alterego {
namespace {

CaseReport Example() {
  CaseReport report;
  report.index = 77;
  report.statistics.cases = 1;
  report.statistics.alters = 5;
  report.statistics.rules["drop_column.ok"] = 3;
  report.statistics.outcomes["drop_column/refused:key"] = 2;
  Divergence& d = report.divergence.emplace();
  d.kind = Divergence::Kind::kRows;
  d.step = 4;
  d.statement_kind = "drop_column";
  d.expected = "accepted";
  d.actual = std::string("line\n5:x,\0", 10);
  d.differences = {{"rows main.t", "1\n", ""}, {"schema main", "", "x"}};
  report.script.header = {{"seed", "0x1"}};
  report.script.steps = {Step::FromSql("CREATE TABLE t(a)"),
                         Step::FromSql("not \n sql")};
  report.script.steps[0].comment = "-- why\n";
  report.log = "[0] CREATE\n";
  report.doublecheck_failed = true;
  return report;
}

TEST(WireTest, CaseReportComesBack) {
  const CaseReport before = Example();
  const auto after = UnpackCaseReport(Pack(before));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(Pack(*after), Pack(before));
  EXPECT_EQ(after->index, 77u);
  EXPECT_EQ(after->statistics.rules, before.statistics.rules);
  EXPECT_EQ(after->divergence->actual, before.divergence->actual);
  EXPECT_EQ(after->script, before.script);
  EXPECT_NE(after->script.steps[0].parsed, nullptr);
  EXPECT_TRUE(after->doublecheck_failed);
}

TEST(WireTest, ReductionReportComesBack) {
  ReductionReport before;
  before.script = Example().script;
  before.divergence = *Example().divergence;
  before.answers = "a\n";
  before.others = {{*Example().divergence, Example().script}};
  const auto after = UnpackReductionReport(Pack(before));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(Pack(*after), Pack(before));
}

TEST(WireTest, RefusesWhatIsCutOrChanged) {
  const std::string bytes = Pack(Example());
  for (size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(UnpackCaseReport(bytes.substr(0, length)).ok()) << length;
  }
  EXPECT_FALSE(UnpackCaseReport(bytes + "0:,").ok());
  EXPECT_FALSE(UnpackCaseReport("9999999999999999999:x,").ok());
}

TEST(InboxTest, PutsPiecesTogether) {
  const std::string stream = Message("one") + Message("") + Message("3:x,");
  for (size_t piece = 1; piece <= stream.size(); ++piece) {
    Inbox inbox;
    std::vector<std::string> messages;
    for (size_t at = 0; at < stream.size(); at += piece) {
      inbox.Append(std::string_view(stream).substr(at, piece));
      while (auto message = inbox.Next()) messages.push_back(*message);
    }
    EXPECT_EQ(messages, (std::vector<std::string>{"one", "", "3:x,"}));
  }
}

}  // namespace
}  // namespace alterego
