// Hints: what a person who knows another database meant to say, and how the
// full dialect says it.
//
//   ALTER TABLE t MODIFY COLUMN c INT
//                 ^ "ALTER COLUMN c TYPE t changes a column's type, ..."
#ifndef ALTEREGO_MODEL_SQL_HINT_H_
#define ALTEREGO_MODEL_SQL_HINT_H_

#include <string>

#include "model/sql/parser.h"

namespace alterego::sql {

// For the syntax error at `token` of an ALTER TABLE; "" if nothing comes to
// mind. Looks at a bounded number of tokens around it.
std::string HintFor(const Parsed& parsed, TokenIndex token);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_HINT_H_
