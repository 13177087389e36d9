// Script: a sequence of SQL statements, and the .sql text that holds it. A
// finding, a regression, a seed and a case of a campaign are all scripts.
//
//   -- alterego: kind=outcome            header: key=value, one a line, first
//   -- alterego: seed=0x2a
//   -- Any other comment is kept with the statement that follows.
//   CREATE TABLE t(a);
//   ALTER TABLE t RENAME a TO b;
//
// The file runs in a plain sqlite3 shell as it is. Round trip:
// ParseScript(script.ToText()) == script, if no statement is cut off inside a
// string, a comment or a trigger's body.
#ifndef ALTEREGO_MODEL_SCRIPT_H_
#define ALTEREGO_MODEL_SCRIPT_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "model/sql/parser.h"

namespace alterego {

// One statement of a script: its text, and what it says. `parsed` is null for
// text that our grammar refuses: it is run all the same (engines must refuse
// it too, with the syntax error in `error`).
struct Step {
  std::string sql;      // without the semicolon
  std::string comment;  // lines of comment before it, verbatim, each with \n
  std::shared_ptr<const sql::Parsed> parsed;
  std::shared_ptr<const sql::SyntaxError> error;
  // The same as Mode::kFull reads it; nearly always the same object.
  std::shared_ptr<const sql::Parsed> full;
  std::shared_ptr<const sql::SyntaxError> full_error;

  static Step FromSql(std::string sql);
  static Step FromStatement(const Statement& statement);  // printed
  friend bool operator==(const Step& a, const Step& b) {
    return a.sql == b.sql && a.comment == b.comment;
  }
};

struct Script {
  std::vector<std::pair<std::string, std::string>> header;  // in file order
  std::vector<Step> steps;

  // nullptr if the header has no such key.
  const std::string* Header(std::string_view key) const;
  void SetHeader(std::string_view key, std::string value);
  std::string ToText() const;
  friend bool operator==(const Script&, const Script&) = default;
};

// Errors (kInvalidArgument) name the line and column: a NUL byte, an
// unterminated string, a malformed header line. A statement with a syntax
// error is not an error here: see Step.
absl::StatusOr<Script> ParseScript(std::string_view text);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_SCRIPT_H_
