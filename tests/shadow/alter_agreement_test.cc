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
//
// And all of it once more with other blanks, comments, quotes and cases.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "model/script.h"
#include "model/sql/lexer.h"
#include "shadow/shadow.h"
#include "tests/random.h"
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

std::string Blank(Random& random) {
  constexpr const char* kBlanks[] = {
      " ",      "  ",       "\n",      "\t",     "\r\n",    "\f",
      "/**/",   " /* x */", "/* , */", "/*)*/",  " -- c\n", " --,)(\n",
      "/*\n*/", "  ",       " ",       "\n    ", " "};
  return kBlanks[random.Below(std::size(kBlanks))];
}

// "name", [name], `name` or, seldom, 'name'; or in capitals.
std::string Respelled(std::string name, Random& random) {
  constexpr std::string_view kOpen = "\"[`'", kClose = "\"]`'";
  const size_t style = random.Below(6);
  if (style < 4) {
    if (style == 3 && random.Below(4) > 0) return name;
    return kOpen[style] + name + kClose[style];
  }
  for (char& c : name) {
    if (style == 4 && c >= 'a' && c <= 'z') c -= 'a' - 'A';
  }
  return name;
}

// The same tokens, written otherwise. SQLite may well make something else of
// it, or refuse it: that is for it to say.
std::string Mutated(const std::string& text, Random& random) {
  std::string out;
  const size_t rarity = random.Below(3) == 0 ? 20 : 4;
  bool apart = true;
  for (const sql::Token& token : sql::Lex(text)) {
    const std::string word(token.In(text));
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment) {
      out += random.Below(4) == 0 ? word : Blank(random);
      apart = true;
      continue;
    }
    if (!apart && random.Below(rarity) == 0) out += Blank(random);
    const bool name = token.kind == sql::TokenKind::kIdentifier;
    out += name && random.Below(rarity) == 0 ? Respelled(word, random) : word;
    apart = false;
  }
  return out;
}

TEST(AlterAgreementTest, EveryCaseWrittenOtherwise) {
  constexpr int kRounds = 3;
  Random random(20261121);
  for (const Case& c : ReadCases()) {
    for (int round = 0; round < kRounds; ++round) {
      Case other = c;
      other.setup = Mutated(c.setup, random);
      for (Case::Statement& statement : other.statements) {
        if (statement.mark == '!') continue;
        statement.sql = Mutated(statement.sql, random);
        // What is beyond the shadow may be so in other words too.
        statement.mark = '?';
      }
      for (const SqliteBuild& build : SqliteBuilds()) {
        const std::string fault = RunCase(other, build);
        EXPECT_TRUE(fault.empty()) << fault;
      }
    }
  }
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
