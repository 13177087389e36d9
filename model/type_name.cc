#include "model/type_name.h"

#include "model/identifier.h"
#include "model/sql/lexer.h"

namespace alterego {

bool IsType(std::string_view declared, std::string_view word) {
  // SQLite takes the quotes off a type before it looks at it.
  if (declared.size() >= 2 && sql::QuoteOf(declared) != sql::Quote::kNone) {
    declared = declared.substr(1, declared.size() - 2);
  }
  return EqualsFolded(declared, word);
}

bool IsIntegerType(std::string_view declared) {
  return IsType(declared, "INTEGER");
}

std::string TypeAsRead(std::string_view declared) {
  return sql::Dequote(declared);
}

}  // namespace alterego
