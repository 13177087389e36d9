// The shadow's ALTER and SQLite's, side by side: every case of
// alter_cases.txt, on the linked SQLite and on every build of .engines. The
// shadow starts from the schema and rows that SQLite has; it must name the
// same outcome and message, and end with the same schema text and rows.
//
// alter_cases.txt, a block a case, blocks apart by a blank line:
//
//   # what it is about
//   CREATE TABLE t(a);                   set-up; skipped where it is refused
//   > ALTER TABLE t RENAME a TO b        judged, run, compared; may repeat
//   ? ALTER TABLE t ...                  the same, but may be not predicted
//   ! INSERT INTO t VALUES(1)            only run
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "model/script.h"
#include "shadow/shadow.h"
#include "tests/shadow/sqlite_mirror.h"

namespace alterego::shadow {
namespace {

struct Case {
  int line = 0;
  std::string title;
  std::string setup;
  struct Statement {
    std::string sql;
    char mark = '>';
  };
  std::vector<Statement> statements;
};

std::vector<Case> ReadCases() {
  std::ifstream file(std::string(ALTEREGO_SOURCE_DIR) +
                     "/tests/shadow/alter_cases.txt");
  std::vector<Case> cases;
  std::string line;
  bool open = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open) cases.push_back({number, "", "", {}});
    open = true;
    Case& c = cases.back();
    if (line[0] == '#') {
      c.title += line.substr(1);
    } else if (line[0] == '>' || line[0] == '?' || line[0] == '!') {
      c.statements.push_back({line.substr(2), line[0]});
    } else {
      c.setup += line + "\n";
    }
  }
  return cases;
}

std::string RunCase(const Case& c, const SqliteBuild& build) {
  SqliteMirror sqlite(*build.api);
  if (!sqlite.Run(c.setup).empty()) return "";  // not of this version
  for (const Case::Statement& statement : c.statements) {
    if (statement.mark == '!') {
      sqlite.Run(statement.sql);
      continue;
    }
    const Step step = Step::FromSql(statement.sql);
    const WorldPtr before = sqlite.Read();
    Prediction prediction;
    WorldPtr after = before;
    if (step.parsed == nullptr) {
      prediction =
          Prediction::Refuse(Reason::kSyntax, "syntax", step.error->message);
    } else {
      const Verdict verdict = JudgeAlter(
          before, *step.parsed, std::get<AlterTable>(step.parsed->statement));
      prediction = verdict.prediction;
      after = verdict.if_accepted;
    }
    const Outcome outcome = sqlite.Execute(statement.sql);
    const std::string what = "alter_cases.txt:" + std::to_string(c.line) +
                             c.title + " [" + build.name + "]\n" +
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
    const std::string actual = DescribeWorld(*after);
    if (expected != actual) {
      return what + "--- sqlite\n" + expected + "--- shadow\n" + actual;
    }
  }
  return "";
}

TEST(AlterAgreementTest, EveryCaseOnEveryBuild) {
  const std::vector<Case> cases = ReadCases();
  ASSERT_GT(cases.size(), 100u);
  for (const SqliteBuild& build : SqliteBuilds()) {
    for (const Case& c : cases) {
      const std::string fault = RunCase(c, build);
      EXPECT_TRUE(fault.empty()) << fault;
    }
  }
}

}  // namespace
}  // namespace alterego::shadow
