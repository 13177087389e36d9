// Tokens: what the lexer makes of SQL text. Blanks and comments are tokens too,
// so that the tokens of a text, joined, are the text.
#ifndef ALTEREGO_MODEL_SQL_TOKEN_H_
#define ALTEREGO_MODEL_SQL_TOKEN_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace alterego::sql {

enum class TokenKind : uint8_t {
  kSpace,       // blanks and line breaks
  kComment,     // -- to the end of the line, /* */
  kIdentifier,  // a name without quotes that is no keyword
  kQuoted,      // "x", `x`, [x]
  kString,      // 'x'
  kBlob,        // x'0f'
  kInteger,     // 12, 0xff
  kFloat,       // 1.5, 1e3
  kParameter,   // ?, ?1, :a, @a, $a
  kKeyword,     // `code` says which
  kOperator,    // `code` says which: punctuation and operators, also ;
  kIllegal,     // SQLite's "unrecognized token"
};

struct Token {
  TokenKind kind = TokenKind::kIllegal;
  uint16_t code = 0;    // the parser's terminal for keywords and operators
  uint32_t offset = 0;  // bytes from the start of the text
  uint32_t length = 0;

  std::string_view In(std::string_view text) const {
    return text.substr(offset, length);
  }
};

// Index into Parsed::tokens.
using TokenIndex = uint32_t;
inline constexpr TokenIndex kNoToken = std::numeric_limits<uint32_t>::max();

// Half open [begin, end) over Parsed::tokens. Both ends are significant tokens
// (tokens[end - 1] is the last one, never a blank or a comment). Built values,
// which come from no text, have an empty range. Never part of equality.
struct TokenRange {
  TokenIndex begin = kNoToken, end = kNoToken;

  bool empty() const { return begin == end; }
  bool Contains(TokenIndex t) const { return begin <= t && t < end; }
  // Always equal: where something stands is not what it is.
  friend bool operator==(const TokenRange&, const TokenRange&) { return true; }
};

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_TOKEN_H_
