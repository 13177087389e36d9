#include "model/sql/name.h"

#include "model/sql/lexer.h"

namespace alterego::sql {

Name::Name(Identifier name)
    : id(std::move(name)),
      quote(NeedsQuotes(id.spelling()) ? Quote::kDouble : Quote::kNone) {}

std::string Name::ToSql() const {
  const std::string& text = id.spelling();
  char open = '"';
  switch (quote) {
    case Quote::kNone:
      return text;
    case Quote::kBracket:
      return "[" + text + "]";
    case Quote::kDouble:
      break;
    case Quote::kBacktick:
      open = '`';
      break;
    case Quote::kSingle:
      open = '\'';
      break;
  }
  std::string out;
  out.reserve(text.size() + 2);
  out += open;
  for (char c : text) {
    out += c;
    if (c == open) out += c;
  }
  out += open;
  return out;
}

bool NeedsQuotes(std::string_view text) {
  const std::vector<Token> tokens = Lex(text);
  return tokens.size() != 1 || tokens[0].kind != TokenKind::kIdentifier;
}

}  // namespace alterego::sql
