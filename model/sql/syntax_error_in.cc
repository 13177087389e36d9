#include "model/sql/parser.h"

namespace alterego::sql {

std::optional<SyntaxError> SyntaxErrorIn(const Parsed&, SqliteVersion) {
  return std::nullopt;
}

}  // namespace alterego::sql
