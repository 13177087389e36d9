// What a table is to a writer: affinities, keys, indexes in the order in which
// SQLite tests them, checks with the names of their messages, foreign keys.
//
//   TableInfo info = MakeTableInfo(database, 0, table_object, {3, 40, 1});
//
// Points into the objects it was made from; they must outlive it.
#ifndef ALTEREGO_SHADOW_TABLE_INFO_H_
#define ALTEREGO_SHADOW_TABLE_INFO_H_

#include <string>
#include <vector>

#include "model/schema.h"
#include "shadow/eval.h"
#include "shadow/state.h"

namespace alterego::shadow {

struct KeyPart {
  static constexpr int kRowid = -1, kExpression = -2;
  int column = kExpression;
  const sql::Node* expr = nullptr;  // kExpression
  Collation collation = Collation::kBinary;
  std::string collation_name;  // folded; for comparison of definitions
  bool descending = false;
};

struct IndexInfo {
  std::string name;
  bool unique = false;
  bool primary_key = false;
  sql::Conflict conflict = sql::Conflict::kDefault;
  std::vector<KeyPart> parts;
  const sql::Node* where = nullptr;
  const Object* object = nullptr;  // null: of a constraint

  bool has_expression() const;
};

// The indexes that UNIQUE and PRIMARY KEY make, in the order of their numbers,
// equal ones merged as SQLite does. `stored` is false for the PRIMARY KEY of a
// WITHOUT ROWID table, which has no row in sqlite_schema.
struct AutomaticIndex {
  IndexInfo index;
  bool stored = true;
  // REPLACE came with a later constraint on the same columns.
  bool replaces_later = false;
};
struct AutomaticIndexes {
  std::vector<AutomaticIndex> indexes;
  bool conflicting = false;  // conflicting ON CONFLICT clauses specified
};
AutomaticIndexes MakeAutomaticIndexes(const CreateTable& table);

struct CheckInfo {
  const sql::Node* expr = nullptr;
  std::string name;    // what the message says
  bool named = false;  // by CONSTRAINT, not by its text
};

struct ForeignKeyInfo {
  const ReferencesClause* references = nullptr;
  std::vector<int> columns;  // of the child; -1: no such column
  bool deferred() const { return references->deferred(); }
};

struct TableInfo {
  size_t database = 0;
  const Object* object = nullptr;
  const CreateTable* table = nullptr;
  std::string key;  // folded name: the key of Database::rows
  std::vector<Affinity> affinities;
  std::vector<Collation> collations;
  std::vector<bool> generated, is_virtual;
  // NOT NULL of each column: kDefault.. if it has one.
  std::vector<std::optional<sql::Conflict>> not_null;
  int rowid_alias = -1;
  sql::Conflict rowid_conflict = sql::Conflict::kDefault;
  bool autoincrement = false;
  bool has_generated = false;
  std::vector<int> primary_key;    // positions; WITHOUT ROWID's key order
  std::vector<IndexInfo> indexes;  // in SQLite's order
  std::vector<CheckInfo> checks;   // in textual order
  std::vector<ForeignKeyInfo> foreign_keys;  // the last one first
  bool valid = true;  // false: a collation that does not exist, ...

  bool has_rowid() const { return !table->without_rowid; }
  const std::string& name() const { return object->name.spelling(); }
  int ColumnIndex(const Identifier& column) const {
    return table->ColumnIndex(column);
  }
};

TableInfo MakeTableInfo(const Database& database, size_t database_index,
                        const Object& object, SqliteVersion version);
// One index of CREATE INDEX.
IndexInfo MakeIndexInfo(const TableInfo& table, const CreateIndex& index,
                        bool* valid);

// Which database the table of a trigger is in. A TEMP trigger keeps the table
// that its name meant when it was created, or when the schema was read: a TEMP
// table made later does not take its place.
std::optional<size_t> TriggerTableDatabase(const Snapshot& now, size_t database,
                                           const Object& trigger);

// rowid, oid, _rowid_.
bool IsRowidName(const Identifier& name);
// sqlite_master under any of its names: no row of the schema describes it.
bool IsSchemaTable(const Identifier& name);
// `expr` without parentheses.
const sql::Node& WithoutParens(const sql::Node& expr);
// The column that decides whether `operand` is NULL: x, +x, -(x); nullptr for
// everything else.
const sql::Node* NullDecider(const sql::Node& operand);
// Whether a version takes IS NULL of a NOT NULL column for false when it
// compiles; since 3.46 only behind WHERE, where it is false.
inline bool DecidesNullEarly(SqliteVersion version) {
  return version >= SqliteVersion{3, 33, 0} &&
         version < SqliteVersion{3, 46, 0};
}
// 0, and 0 AND anything: SQLite's parser makes a 0 of it, and nobody looks at
// what else stands there (sqlite3ExprAnd). Until 3.30 the 0 may have signs;
// since 3.51 function calls stay.
bool IsAlwaysFalse(const sql::Node& expr, SqliteVersion version);
// = <> < <= > >= IS, IS NOT and their other spellings.
bool IsComparison(const sql::Node& node);
// ISNULL, NOTNULL, IS NULL and IS NOT NULL, which has one side only (parse.y,
// binaryToUnaryIfNull).
bool IsNullTest(const sql::Node& node);
// Of a comparison or a BETWEEN whose sides are not rows of one width: "row
// value misused".
bool MisusesRows(const sql::Node& comparison);
// Whether a row value stands where one value is wanted, which compiling tells:
// "row value misused". kUnclear: behind AND and OR, which may leave it out, or
// in an IN.
enum class RowUse : uint8_t { kFine, kMisused, kUnclear };
RowUse UseOfRows(const sql::Node& expr);
// Whether the column is generated from itself.
bool NamesItself(const Column& column);
// The CHECKs of a table in textual order.
std::vector<const sql::Node*> ChecksOf(const CreateTable& table);
// The string that is a key as a whole, where SQLite takes it for the name of a
// column: under one COLLATE at most, or under any number in a PRIMARY KEY.
// nullptr for any other key.
const sql::Node* NameInQuotes(const sql::Node& key, bool primary);
// The one name of a kColumn with a single name, or of a string literal where a
// column is expected; nullptr for any other expression.
const Identifier* PlainColumn(const sql::Node& expr, Identifier* storage);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_TABLE_INFO_H_
