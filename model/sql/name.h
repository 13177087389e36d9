// Name: an identifier as it stands in SQL text: what it says, how it is quoted,
// and where it stands.
#ifndef ALTEREGO_MODEL_SQL_NAME_H_
#define ALTEREGO_MODEL_SQL_NAME_H_

#include <string>
#include <string_view>

#include "model/identifier.h"
#include "model/sql/token.h"

namespace alterego::sql {

// 'x' is allowed where a name is expected ("strings as identifiers").
enum class Quote : uint8_t { kNone, kDouble, kBracket, kBacktick, kSingle };

struct Name {
  Identifier id;
  Quote quote = Quote::kNone;
  TokenIndex token = kNoToken;  // not part of equality

  Name() = default;
  // Bare where that is legal (see NeedsQuotes), else double-quoted.
  explicit Name(Identifier name);
  Name(Identifier name, Quote quote, TokenIndex token = kNoToken)
      : id(std::move(name)), quote(quote), token(token) {}

  // The SQL text: with its quotes, quote characters inside doubled.
  std::string ToSql() const;

  // Equal when spelled alike: `a` and "a" differ, and so do a and A, because
  // the text they print differs. Use `id` to compare what they mean.
  friend bool operator==(const Name& a, const Name& b) {
    return a.quote == b.quote && a.id.spelling() == b.id.spelling();
  }
};

// True unless `text` is an identifier token that is no keyword at all (also
// keywords that would fall back to identifiers get quotes: always safe).
bool NeedsQuotes(std::string_view text);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_NAME_H_
