// How deep SQLite's parser goes.
#include <algorithm>

#include "model/sql/grammar.h"
#include "model/sql/grammar_actions.h"

namespace alterego::sql {
namespace {

struct Limit {
  size_t symbols = 0;  // 0: none
  const char* message = "";
};

Limit LimitOf(SqliteVersion version) {
  if (version < SqliteVersion{3, 46, 0}) return {100, "parser stack overflow"};
  // Measured on 3.49.2 and 3.54.1, not between.
  if (version < SqliteVersion{3, 54, 0}) return {};
  return {2500, "Recursion limit"};
}

// False if so few things are open at a time that the stack stays small. What
// stands between two of them takes ten symbols at most.
bool MayBeDeep(const Parsed& parsed, size_t symbols) {
  if (parsed.tokens.size() * 3 < symbols) return false;
  size_t open = 0, most = 0, prefixes = 0;
  for (const Token& token : parsed.tokens) {
    switch (token.code) {
      case TK_LP:
      case TK_CASE:
        most = std::max(most, ++open);
        break;
      case TK_RP:
      case TK_END:
        if (open > 0) --open;
        break;
      case TK_NOT:
      case TK_MINUS:
      case TK_PLUS:
      case TK_BITNOT:
      case TK_CONFLICT:
        ++prefixes;
        break;
      default:
        break;
    }
  }
  return (most + prefixes) * 14 > symbols;
}

}  // namespace

std::optional<SyntaxError> OverflowIn(const Parsed& parsed,
                                      SqliteVersion version) {
  const Limit limit = LimitOf(version);
  if (limit.symbols == 0 || !MayBeDeep(parsed, limit.symbols)) {
    return std::nullopt;
  }
  const TokenIndex token = OverflowsAt(parsed, version, limit.symbols);
  if (token == kNoToken) return std::nullopt;
  SyntaxError error;
  const bool at_end = token >= parsed.tokens.size();
  error.offset = at_end ? parsed.source.size() : parsed.tokens[token].offset;
  error.position = PositionOf(parsed.source, error.offset);
  if (!at_end) error.token = parsed.TextOf(token);
  error.message = limit.message;
  return error;
}

}  // namespace alterego::sql
