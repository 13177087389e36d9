// The full dialect's words. None is a keyword of SQLite, so the lexer takes
// them for names; here they become terminals, in an ALTER TABLE alone. Those of
// the table fall back to names wherever the grammar does not want the word.
#include <string_view>

#include "model/sql/edit.h"
#include "model/sql/grammar.h"
#include "model/sql/grammar_actions.h"

namespace alterego::sql {
namespace {

struct Word {
  std::string_view text;
  uint16_t terminal;
};
constexpr Word kWords[] = {
    {"DATA", TK_DATA},
    {"DISABLE", TK_DISABLE},
    {"ENABLE", TK_ENABLE},
    {"EXPRESSION", TK_EXPRESSION_KW},
    {"IDENTITY", TK_IDENTITY},
    {"OWNER", TK_OWNER},
    {"ROWID", TK_ROWID},
    {"SCHEMA", TK_SCHEMA},
    {"STATISTICS", TK_STATISTICS},
    {"STRICT", TK_STRICT},
    {"TABLESPACE", TK_TABLESPACE},
    {"TYPE", TK_TYPE},
    {"USER", TK_USER},
    {"VALID", TK_VALID},
    {"VALIDATE", TK_VALIDATE},
};

uint16_t CodeAt(const Parsed& parsed, TokenIndex token) {
  return token == kNoToken ? 0 : parsed.tokens[token].code;
}

// True where an action is over: at a comma, at the semicolon, at the end.
bool EndsAction(const Parsed& parsed, TokenIndex token) {
  const uint16_t code = CodeAt(parsed, token);
  return token == kNoToken || code == TK_COMMA || code == TK_SEMI;
}

bool IsWord(const Parsed& parsed, TokenIndex token, std::string_view word) {
  return token != kNoToken &&
         parsed.tokens[token].kind == TokenKind::kIdentifier &&
         EqualsFolded(parsed.TextOf(token), word);
}

}  // namespace

uint16_t FullTerminalOf(const Parsed& parsed, TokenIndex token,
                        uint16_t previous) {
  const uint16_t code = TerminalOf(parsed, token, previous);
  const TokenIndex next = NextSignificant(parsed, token);
  switch (code) {
    case TK_ID:
      if (parsed.tokens[token].kind != TokenKind::kIdentifier) return code;
      for (const Word& word : kWords) {
        if (EqualsFolded(parsed.TextOf(token), word.text)) return word.terminal;
      }
      return code;
    case TK_IF: {  // a column may have the name
      if (CodeAt(parsed, next) == TK_EXISTS) return code;
      const bool not_exists =
          CodeAt(parsed, next) == TK_NOT &&
          CodeAt(parsed, NextSignificant(parsed, next)) == TK_EXISTS;
      return not_exists ? code : TK_ID;
    }
    case TK_FIRST:  // the last word of a type, unless it ends the action
      if (previous == TK_NULLS || !EndsAction(parsed, next)) return code;
      return TK_PLACE_FIRST;
    case TK_AFTER:
      if (EndsAction(parsed, next)) return code;
      if (!EndsAction(parsed, NextSignificant(parsed, next))) return code;
      return TK_PLACE_AFTER;
    case TK_NOT:
      return IsWord(parsed, next, "VALID") ? TK_NOT_VALID : code;
    default:
      return code;
  }
}

std::string_view FullTerminalText(uint16_t terminal) {
  switch (terminal) {
    case TK_PLACE_AFTER:
      return "AFTER";
    case TK_PLACE_FIRST:
      return "FIRST";
    case TK_NOT_VALID:
      return "NOT VALID";
    default:
      break;
  }
  for (const Word& word : kWords) {
    if (word.terminal == terminal) return word.text;
  }
  return "";
}

}  // namespace alterego::sql
