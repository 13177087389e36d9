#include "model/sql/open_comment.h"

#include <vector>

#include "model/sql/lexer.h"

namespace alterego::sql {

bool EndsInOpenComment(std::string_view sql) {
  // Few texts have one at all: those need not be read.
  if (sql.find("/*") == sql.npos) return false;
  const std::vector<Token> tokens = Lex(sql);
  if (tokens.back().kind != TokenKind::kComment) return false;
  const std::string_view comment = tokens.back().In(sql);
  return comment.starts_with("/*") && !comment.substr(2).ends_with("*/");
}

}  // namespace alterego::sql
