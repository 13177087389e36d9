// Observation: everything that SQL can see of one database, in a form that the
// oracle compares byte by byte.
//
//   "schema main"       rows  'table'|'t'|'t'|'CREATE TABLE t(a)'\n
//   "rows main.t"       rows  1|'x'|2.5\n
//   "view main.v"       refused  no_such_column
//
// Grammar of a section's text: one line a row, columns joined by '|', every
// value as Value::ToLiteral writes it (so a line break inside a value cannot
// split a row: it is inside a literal; compare whole texts, not lines).
//
// The sections, with D = main, temp or an attached name, spelled as declared:
//   "schema D"    type|name|tbl_name|sql, in the order of sqlite_schema's rowid
//   "xinfo D.t"   PRAGMA table_xinfo of each table and view:
//                 cid|name|type|notnull|dflt_value|pk|hidden
//   "indexes D.t" PRAGMA index_list, by name: name|unique|origin|partial
//   "index D.i"   PRAGMA index_xinfo: seqno|cid|name|desc|coll|key
//   "fks D.t"     PRAGMA foreign_key_list:
//                 id|seq|table|from|to|on_update|on_delete|match
//   "tables"      PRAGMA table_list (3.37+), by schema and name:
//                 schema|name|type|ncol|wr|strict, without the schema tables;
//                 ncol is * for views and virtual tables (xinfo has it)
//   "rows D.t"    each ordinary table, sqlite_sequence and sqlite_stat1 too:
//                 rowid|columns in declared order (generated ones too), by
//                 rowid; WITHOUT ROWID, and where rowid, oid and _rowid_ are
//                 all names of columns: columns only, in scan order
//   "view D.v"    first line the column names, then SELECT *, lines sorted;
//                 kRefused where the view is broken; a line that says so in
//                 place of more than 10,000 rows
//   "integrity D" PRAGMA D.integrity_check
//   "fk_check D"  PRAGMA D.foreign_key_check, lines sorted
//   "connection"  in_transaction|foreign_keys|legacy_alter_table|
//                 recursive_triggers
//   "header main" user_version|application_id
// Virtual tables appear in schema, xinfo and tables only.
#ifndef ALTEREGO_MODEL_OBSERVATION_H_
#define ALTEREGO_MODEL_OBSERVATION_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alterego {

struct Section {
  // kUnavailable: this engine cannot answer. Equal to anything; counted.
  enum class Status : uint8_t { kRows, kRefused, kUnavailable };
  std::string name;
  Status status = Status::kRows;
  std::string text;  // rows; for kRefused the reason's name; else why not

  friend bool operator==(const Section&, const Section&) = default;
};

// Which sections to read. Rows change with every statement; structure only when
// a schema does; the rest costs more and is read at the end of a case as well.
struct ObserveOptions {
  bool structure = true;  // xinfo, indexes, index, fks, tables
  bool rows = true;
  bool views = true;
  bool integrity = true;  // integrity and fk_check
  // Ask the database for all of it, also for what an engine can tell to be as
  // it was.
  bool afresh = false;

  friend bool operator==(const ObserveOptions&,
                         const ObserveOptions&) = default;
};

// Sections sorted by name, each name once.
struct Observation {
  std::vector<Section> sections;

  const Section* Find(std::string_view name) const;
  void Add(Section section);  // keeps the order; REQUIRES: the name is new
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OBSERVATION_H_
