// The cases of tests/shadow/alter_cases.txt, and the same in other words.
//
//   for (const AlterCase& c : ReadAlterCases()) ...
//   AlterCase other = Rewritten(c, random);
//
// alter_cases.txt, a block a case, blocks apart by a blank line:
//
//   # what it is about
//   CREATE TABLE t(a);                   set-up; skipped where it is refused
//   > ALTER TABLE t RENAME a TO b        judged, run, compared; may repeat
//   ? ALTER TABLE t ...                  the same, but may be not predicted
//   ! INSERT INTO t VALUES(1)            only run
#ifndef ALTEREGO_TESTS_ALTER_CASES_H_
#define ALTEREGO_TESTS_ALTER_CASES_H_

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "model/sql/lexer.h"
#include "tests/places.h"
#include "tests/random.h"

namespace alterego {

struct AlterCase {
  int line = 0;
  std::string title;
  std::string setup;
  struct Statement {
    std::string sql;
    char mark = '>';
  };
  std::vector<Statement> statements;
};

inline std::vector<AlterCase> ReadAlterCases() {
  std::ifstream file(std::string(ALTEREGO_SOURCE_DIR) +
                     "/tests/shadow/alter_cases.txt");
  std::vector<AlterCase> cases;
  std::string line;
  bool open = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) {
      open = false;
      continue;
    }
    if (!open) cases.push_back({number, "", "", {}});
    open = true;
    AlterCase& c = cases.back();
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

inline std::string RandomBlank(Random& random) {
  constexpr const char* kBlanks[] = {
      " ",      "  ",       "\n",      "\t",     "\r\n",    "\f",
      "/**/",   " /* x */", "/* , */", "/*)*/",  " -- c\n", " --,)(\n",
      "/*\n*/", "  ",       " ",       "\n    ", " "};
  return kBlanks[random.Below(std::size(kBlanks))];
}

// "name", [name], `name` or, seldom, 'name'; or in capitals.
inline std::string Respelled(std::string name, Random& random) {
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
inline std::string Rewritten(const std::string& text, Random& random) {
  std::string out;
  const size_t rarity = random.Below(3) == 0 ? 20 : 4;
  bool apart = true;
  for (const sql::Token& token : sql::Lex(text)) {
    const std::string word(token.In(text));
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment) {
      out += random.Below(4) == 0 ? word : RandomBlank(random);
      apart = true;
      continue;
    }
    if (!apart && random.Below(rarity) == 0) out += RandomBlank(random);
    const bool name = token.kind == sql::TokenKind::kIdentifier;
    out += name && random.Below(rarity) == 0 ? Respelled(word, random) : word;
    apart = false;
  }
  return out;
}

inline AlterCase Rewritten(const AlterCase& c, Random& random) {
  AlterCase other = c;
  other.setup = Rewritten(c.setup, random);
  for (AlterCase::Statement& statement : other.statements) {
    if (statement.mark == '!') continue;
    statement.sql = Rewritten(statement.sql, random);
  }
  return other;
}

}  // namespace alterego

#endif  // ALTEREGO_TESTS_ALTER_CASES_H_
