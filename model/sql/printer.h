// Canonical SQL for values: Parse(Print(x)) == x for everything that can be
// built. Keywords in upper case, one blank between words, names as their Quote
// says. What was parsed and not changed is printed from its source instead:
// Parsed::source.
//
//   Print(Binary(Op::kAdd, ColumnRef(Name("a")), Literal("1")));   // a + 1
//
// The printer never adds parentheses: a tree that needs them holds kParen, as
// the parser's trees do. Parenthesised() gives what precedence asks for.
#ifndef ALTEREGO_MODEL_SQL_PRINTER_H_
#define ALTEREGO_MODEL_SQL_PRINTER_H_

#include <string>

#include "model/schema.h"
#include "model/sql/node.h"
#include "model/statement.h"

namespace alterego::sql {

std::string Print(const Node& node);
std::string Print(const Column& column);
std::string Print(const ColumnConstraint& constraint);
std::string Print(const TableConstraint& constraint);
std::string Print(const Statement& statement);

// " ON CONFLICT ABORT", with the blank before it; "" for kDefault.
std::string PrintOnConflict(Conflict conflict);

// `operand` in kParen unless it is already atomic.
Node Parenthesised(Node operand);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_PRINTER_H_
