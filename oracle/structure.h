// What SQLite's PRAGMAs list about a table, from its CREATE TABLE and CREATE
// INDEX statements alone: the columns, the indexes (automatic ones too), the
// foreign keys. The texts are those of model/observation.h.
//
//   std::vector<IndexShape> indexes = IndexesOf(name, table, {}, version);
//   IndexListText(indexes);               // 'sqlite_autoindex_t_1'|1|'u'|0\n
//
// Source: sqlite3AddColumn, sqlite3AddPrimaryKey, sqlite3CreateIndex and
// convertToWithoutRowidTable in src/build.c, and src/pragma.c.
#ifndef ALTEREGO_ORACLE_STRUCTURE_H_
#define ALTEREGO_ORACLE_STRUCTURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/schema.h"
#include "model/sql/parser.h"
#include "model/version.h"

namespace alterego {

// One key of an index, or one of the columns that SQLite adds behind the keys.
struct IndexPart {
  static constexpr int kRowid = -1;
  static constexpr int kExpression = -2;
  int column = kRowid;  // position in the table, or one of these
  bool descending = false;
  std::string collation = "BINARY";  // as spelled
};

struct IndexShape {
  std::string name;
  bool unique = false;
  enum class Origin : uint8_t { kCreate, kUnique, kPrimaryKey };
  Origin origin = Origin::kCreate;
  bool partial = false;
  std::vector<IndexPart> keys;
  std::vector<IndexPart> tail;
};

// The declared type as PRAGMA table_xinfo shows it: from 3.37 on, standard
// names are in upper case and one pair of quotes is gone.
std::string ListedType(std::string_view declared, SqliteVersion version);

// The position of the column that is the rowid, or -1.
int RowidColumn(const CreateTable& table, SqliteVersion version);

// All indexes of a table by name. `explicit_indexes` are the CREATE INDEX
// statements on it, in the order of creation.
std::vector<IndexShape> IndexesOf(
    const Identifier& table_name, const CreateTable& table,
    const std::vector<const CreateIndex*>& explicit_indexes,
    SqliteVersion version);

// `parsed` is the statement that holds `table`.
std::string XinfoText(const sql::Parsed& parsed, const CreateTable& table,
                      const std::vector<IndexShape>& indexes,
                      SqliteVersion version);
std::string IndexListText(const std::vector<IndexShape>& indexes);
std::string IndexText(const CreateTable& table, const IndexShape& index);
std::string ForeignKeysText(const CreateTable& table);

// The foreign keys of a table in the order in which they are declared, those of
// columns with the column's name filled in.
std::vector<ForeignKeyRule> ForeignKeysOf(const CreateTable& table);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_STRUCTURE_H_
