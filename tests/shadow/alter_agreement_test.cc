// The shadow's ALTER and SQLite's, side by side: every case of
// alter_cases.txt, on the linked SQLite and on every build of .engines. The
// shadow starts from the schema and rows that SQLite has; it must name the
// same outcome and message, and end with the same schema text and rows.
//
// And all of it once more with other blanks, comments, quotes and cases.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/script.h"
#include "shadow/shadow.h"
#include "tests/alter_cases.h"
#include "tests/shadow/sqlite_mirror.h"

namespace alterego::shadow {
namespace {

std::string RunCase(const AlterCase& c, const SqliteBuild& build) {
  SqliteMirror sqlite(*build.api);
  if (!sqlite.Run(c.setup).empty()) return "";  // not of this version
  for (const AlterCase::Statement& statement : c.statements) {
    if (statement.mark == '!') {
      sqlite.Run(statement.sql);
      continue;
    }
    const Verdict verdict =
        Shadow(sqlite.Read()).Judge(Step::FromSql(statement.sql));
    const Prediction& prediction = verdict.prediction;
    const Outcome outcome = sqlite.Execute(statement.sql);
    const std::string what = "alter_cases.txt:" + std::to_string(c.line) +
                             c.title + " [" + build.name + "]\n" + c.setup +
                             statement.sql +
                             "\nshadow: " + prediction.ToString() +
                             "\nsqlite: " + Describe(outcome) + "\n";
    if (!prediction.predicted) {
      if (statement.mark != '?') return what + "not predicted\n";
      continue;
    }
    if (!prediction.Allows(outcome)) return what;
    if (!std::holds_alternative<Accepted>(outcome)) continue;
    const std::string expected = DescribeWorld(*sqlite.Read());
    const std::string actual = DescribeWorld(*verdict.if_accepted);
    if (expected != actual) {
      return what + "--- sqlite\n" + expected + "--- shadow\n" + actual;
    }
  }
  return "";
}

TEST(AlterAgreementTest, EveryCaseWrittenOtherwise) {
  constexpr int kRounds = 3;
  Random random(20261121);
  for (const AlterCase& c : ReadAlterCases()) {
    for (int round = 0; round < kRounds; ++round) {
      AlterCase other = Rewritten(c, random);
      for (AlterCase::Statement& statement : other.statements) {
        // What is beyond the shadow may be so in other words too.
        if (statement.mark != '!') statement.mark = '?';
      }
      for (const SqliteBuild& build : SqliteBuilds()) {
        const std::string fault = RunCase(other, build);
        EXPECT_TRUE(fault.empty()) << fault;
      }
    }
  }
}

TEST(AlterAgreementTest, EveryCaseOnEveryBuild) {
  const std::vector<AlterCase> cases = ReadAlterCases();
  ASSERT_GT(cases.size(), 100u);
  for (const SqliteBuild& build : SqliteBuilds()) {
    for (const AlterCase& c : cases) {
      const std::string fault = RunCase(c, build);
      EXPECT_TRUE(fault.empty()) << fault;
    }
  }
}

}  // namespace
}  // namespace alterego::shadow
