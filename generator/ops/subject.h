// What all ALTER forms share: the table that is altered, and the ways in which
// that table can be the wrong one.
#ifndef ALTEREGO_GENERATOR_OPS_SUBJECT_H_
#define ALTEREGO_GENERATOR_OPS_SUBJECT_H_

#include <string_view>
#include <vector>

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// ALTER TABLE on `target`; on a table that is not there if it is nullptr.
AlterTable AlterOf(Context& context, const Target* target, AlterOp op);
// The deliberate errors of the subject: a table that does not exist, an unknown
// database, a view, a virtual table, a system table.
void SpoilSubject(Context& context, AlterTable& alter);

// True if the table's keys, checks, generated columns and foreign keys, or an
// index, trigger or view beside it, seem to name the column. Goes by tokens:
// another table's column of that name counts too.
bool IsMentioned(const Context& context, const Target& table,
                 const Column& column);
// Member of the PRIMARY KEY, or UNIQUE by itself.
bool IsKeyColumn(const CreateTable& table, const Column& column);
// The CONSTRAINT names of a table, in the order of its text.
std::vector<Identifier> ConstraintNames(const CreateTable& table);
// True if some row holds NULL in the column.
bool HoldsNull(const Context& context, const Target& table,
               const Column& column);
// COLUMN is written, mostly.
bool DrawColumnKeyword(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_SUBJECT_H_
