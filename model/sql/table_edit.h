// The text side of ALTER TABLE: what each form changes in a CREATE TABLE, with
// every other byte as it was, comments and spelling included.
//
//   Parsed p = *ParseStatement("CREATE TABLE t(a INT, -- the key\n b TEXT)");
//   WithColumn(p, 1, "c INT")    // CREATE TABLE t(a INT, c INT, -- the key ..
//   WithDefault(p, 0, "7")       // CREATE TABLE t(a INT DEFAULT 7, -- the ..
//
// Each function takes a parsed text and gives the new text: parse that for the
// next edit. Nothing is checked against a database: a result may be a table
// that SQLite refuses (two primary keys). Columns are given by their place,
// constraints by ConstraintRef (see model/constraint_names.h).
// REQUIRES, all: a CREATE TABLE with a list of columns, parsed from a text.
#ifndef ALTEREGO_MODEL_SQL_TABLE_EDIT_H_
#define ALTEREGO_MODEL_SQL_TABLE_EDIT_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/constraint_names.h"
#include "model/sql/parser.h"

namespace alterego::sql {

// --- columns ---------------------------------------------------------------
// As the column of that number: 0 is FIRST, the count of columns is the end.
std::string WithColumn(const Parsed& create, size_t at,
                       std::string_view definition);
std::string WithColumnReplaced(const Parsed& create, size_t column,
                               std::string_view definition);
// REQUIRES: it is not the only one.
std::string WithoutColumn(const Parsed& create, size_t column);

// --- clauses of a column ---------------------------------------------------
// NOT NULL goes to the end of the definition, as with SQLite's own form; those
// that were there go.
std::string WithNotNull(const Parsed& create, size_t column, Conflict conflict);
std::string WithoutNotNull(const Parsed& create, size_t column);
// `value`: what stands behind DEFAULT. Takes the place of the one in force.
std::string WithDefault(const Parsed& create, size_t column,
                        std::string_view value);
std::string WithoutDefault(const Parsed& create, size_t column);
// "" takes the type away. No collation: it stays as it is.
std::string WithType(const Parsed& create, size_t column, std::string_view type,
                     std::optional<Name> collation);
// `expr`: between the parentheses of AS. kUnset: the storage stays as it is.
std::string WithExpression(const Parsed& create, size_t column,
                           std::string_view expr,
                           GeneratedRule::Storage storage);
std::string WithoutExpression(const Parsed& create, size_t column);
// REQUIRES: the column is the primary key, alone.
std::string WithAutoincrement(const Parsed& create);
std::string WithoutAutoincrement(const Parsed& create);

// --- constraints -----------------------------------------------------------
// `constraint`: "CONSTRAINT n CHECK (a > 0)"; it becomes the table's last one.
std::string WithConstraint(const Parsed& create, std::string_view constraint);
std::string WithoutConstraint(const Parsed& create, ConstraintRef ref);
// The whole of it, its name included.
std::string WithConstraintReplaced(const Parsed& create, ConstraintRef ref,
                                   std::string_view constraint);
// Gives a name to one that has none.
std::string WithConstraintName(const Parsed& create, ConstraintRef ref,
                               const Name& name);
// REQUIRES: a foreign key. kUnset takes the words away.
std::string WithDeferrable(const Parsed& create, ConstraintRef ref,
                           ReferencesClause::Deferrable deferrable,
                           ReferencesClause::Initially initially);

// --- the table -------------------------------------------------------------
std::string WithOptions(const Parsed& create, bool without_rowid, bool strict);

// --- triggers --------------------------------------------------------------
// A CREATE TRIGGER that never fires, and back to its exact text. Its condition
// stays SQL, so that later renames reach it: WHEN /* alterego: disabled=1 */ 0
// AND (condition). Unchanged if it is so already.
std::string WithTriggerDisabled(const Parsed& create);
std::string WithTriggerEnabled(const Parsed& create);
bool TriggerIsDisabled(const Parsed& create);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_TABLE_EDIT_H_
