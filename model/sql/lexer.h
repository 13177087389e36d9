// The lexer: SQL text to tokens, exactly as SQLite's tokenizer cuts it
// (https://sqlite.org/lang_expr.html, lang_keywords.html, lang_comment.html).
//
//   std::vector<Token> tokens = Lex("SELECT 'it''s' -- why\n");
//
// Linear time, no recursion, never fails: what SQLite does not recognise
// becomes a kIllegal token. An unterminated string or bracket is one kIllegal
// token to the end of the text; an unterminated /* comment is a comment.
#ifndef ALTEREGO_MODEL_SQL_LEXER_H_
#define ALTEREGO_MODEL_SQL_LEXER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/sql/name.h"
#include "model/sql/token.h"

namespace alterego::sql {

// All tokens, blanks and comments included; joined they are `text`. With a
// limit, no more than that many. REQUIRES: the text is below 4 GB.
std::vector<Token> Lex(std::string_view text,
                       size_t tokens_max = static_cast<size_t>(-1));

// The terminal of a keyword (any case), or 0 if the word is none.
uint16_t KeywordCode(std::string_view word);
// The other way round: the first keyword of a terminal, in upper case, or "".
std::string KeywordText(uint16_t code);

// What a name token says: quotes off, doubled quotes undone.
std::string Dequote(std::string_view token);
Quote QuoteOf(std::string_view token);

// Where the statement that starts at `offset` ends: the offset behind its
// semicolon (those inside a CREATE TRIGGER body do not end it), or the end.
size_t StatementEnd(std::string_view text, size_t offset);

// 1-based line and column (in bytes) of an offset.
struct Position {
  int line = 1, column = 1;
};
Position PositionOf(std::string_view text, size_t offset);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_LEXER_H_
