// The parser: one SQL statement's text to a Statement, with the tokens beside
// it. The grammar is model/sql/grammar.y, for Debian's `lemon`, the LALR(1)
// generator that SQLite itself uses.
//
//   Expected p = ParseStatement("ALTER TABLE t RENAME a TO b");
//   if (!p.ok()) report(p.error());
//   std::get<RenameColumn>(std::get<AlterTable>(p->statement).op).from.token
//
// Lossless: `source` is kept, every node and clause knows its tokens, and the
// tokens joined are the source. Thread-safe: no global state.
#ifndef ALTEREGO_MODEL_SQL_PARSER_H_
#define ALTEREGO_MODEL_SQL_PARSER_H_

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/dialect.h"
#include "model/sql/lexer.h"
#include "model/sql/token.h"
#include "model/statement.h"

namespace alterego::sql {

struct SyntaxError {
  size_t offset = 0;  // of the token, in bytes
  Position position;
  std::string token;  // its text; "" at the end of the text
  // As SQLite words it: near "x": syntax error | incomplete input |
  // unrecognized token: "x"
  std::string message;
  std::vector<std::string> expected;  // what could stand here instead
  // For the ways of other databases, in Mode::kFull: how it is said here.
  // "ALTER COLUMN c TYPE t changes a type"; mostly "".
  std::string hint;

  // "line 3, column 7: near "x": syntax error; expected a name or (", and
  // "; hint: " with the hint.
  std::string ToString() const;
};

struct Parsed {
  std::string source;
  std::vector<Token> tokens;
  Statement statement;

  // The source text of a token, or of a range of them.
  std::string_view TextOf(TokenIndex token) const;
  std::string_view TextOf(TokenRange range) const;
};

class ParseResult {
 public:
  ParseResult(Parsed parsed) : result_(std::move(parsed)) {}     // NOLINT
  ParseResult(SyntaxError error) : result_(std::move(error)) {}  // NOLINT
  bool ok() const { return result_.index() == 0; }
  const Parsed& operator*() const { return std::get<0>(result_); }
  Parsed& operator*() { return std::get<0>(result_); }
  const Parsed* operator->() const { return &std::get<0>(result_); }
  Parsed* operator->() { return &std::get<0>(result_); }
  const SyntaxError& error() const { return std::get<1>(result_); }

 private:
  std::variant<Parsed, SyntaxError> result_;
};

// Bounds, so that hostile text costs linear time and little stack: 4 million
// tokens, 1000 levels of operators, 4000 symbols on the parser's stack.
inline constexpr size_t kTokensMax = 4'000'000;

// One statement; a trailing semicolon, blanks and comments are allowed behind
// it, nothing else. An empty text is an error ("incomplete input").
//
// kSqlite: what the newest SQLite accepts. kFull: that and the forms of ALTER
// TABLE that only the full dialect has (AlterTableFull). What both know reads
// the same in both, but for ADD COLUMN c type-words FIRST, and AFTER x: the
// full dialect does not take the last words of these for a part of the type.
ParseResult ParseStatement(std::string_view text, Mode mode = Mode::kSqlite);

// What that dialect accepts: with kSqlite what its version does, and the error
// is worded as that version does.
ParseResult ParseStatement(std::string_view text, const Dialect& dialect);

// One expression on its own: for weights files, tests and USING clauses.
std::variant<Node, SyntaxError> ParseExpression(std::string_view text);

// The syntax that an older SQLite refuses although the newest accepts it: the
// error that SQLite `version` gives for this statement, or nullopt. Covers the
// ALTER forms, RETURNING, STRICT, generated columns, and words that were no
// keywords yet. Not covered: build options (UPDATE and DELETE with ORDER BY and
// LIMIT), the depth of its stack, functions named as joins in an ATTACH.
std::optional<SyntaxError> SyntaxErrorIn(const Parsed& parsed,
                                         SqliteVersion version);

// Of an AlterTableFull: what SQLite says of this text, which is nothing where
// it has a meaning of its own (ADD COLUMN c INT FIRST).

// The same for a text that the newest refuses with `error`: an older one may
// stumble earlier; if it accepts (model/sql/older.h), `error` as it is.
SyntaxError SyntaxErrorIn(std::string_view text, const SyntaxError& error,
                          SqliteVersion version);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_PARSER_H_
