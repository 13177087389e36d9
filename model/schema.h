// The CREATE statements as values: tables, indexes, views, triggers. They are
// both what a script's CREATE says and what one row of sqlite_schema means.
//
//   Parsed p = *ParseStatement("CREATE TABLE t(a INT NOT NULL, CHECK(a>0))");
//   std::get<CreateTable>(p.statement).FindColumn("A")->not_null();   // true
//
// Clauses stand in the order in which they are written, duplicates included,
// because SQLite's ALTER edits text: which NOT NULL comes first matters. What a
// clause means (effective default, affinity, key) is asked of the helpers
// below. Value types; equality ignores where things stand (range, token).
// Source: https://sqlite.org/lang_createtable.html and siblings.
#ifndef ALTEREGO_MODEL_SCHEMA_H_
#define ALTEREGO_MODEL_SCHEMA_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/identifier.h"
#include "model/sql/name.h"
#include "model/sql/node.h"

namespace alterego {

enum class ForeignKeyAction : uint8_t {
  kUnset,
  kNoAction,
  kRestrict,
  kSetNull,
  kSetDefault,
  kCascade
};

// REFERENCES parent(columns) ON DELETE .. ON UPDATE .. MATCH .. DEFERRABLE ..
struct ReferencesClause {
  sql::Name parent;
  std::vector<sql::Name> columns;  // empty: the parent's primary key
  ForeignKeyAction on_delete = ForeignKeyAction::kUnset;
  ForeignKeyAction on_update = ForeignKeyAction::kUnset;
  std::optional<sql::Name> match;
  enum class Deferrable : uint8_t { kUnset, kDeferrable, kNotDeferrable };
  Deferrable deferrable = Deferrable::kUnset;
  enum class Initially : uint8_t { kUnset, kDeferred, kImmediate };
  Initially initially = Initially::kUnset;

  // DEFERRABLE INITIALLY DEFERRED: the only form that SQLite defers.
  bool deferred() const {
    return deferrable == Deferrable::kDeferrable &&
           initially == Initially::kDeferred;
  }
  friend bool operator==(const ReferencesClause&,
                         const ReferencesClause&) = default;
};

// The rules of columns and tables. One struct per clause.
struct NotNullRule {
  sql::Conflict conflict = sql::Conflict::kDefault;
  friend bool operator==(const NotNullRule&, const NotNullRule&) = default;
};
struct NullRule {  // a bare NULL: accepted, means nothing
  sql::Conflict conflict = sql::Conflict::kDefault;
  friend bool operator==(const NullRule&, const NullRule&) = default;
};
struct IndexedColumn {             // also the key of an index: any expression
  sql::Node expr;                  // may be a kCollate around the column
  sql::Op order = sql::Op::kNone;  // kNone, kAsc, kDesc
  sql::TokenRange range;
  friend bool operator==(const IndexedColumn&, const IndexedColumn&) = default;
};
struct PrimaryKeyRule {
  std::vector<IndexedColumn> columns;  // empty in a column constraint
  sql::Op order = sql::Op::kNone;      // column constraint: PRIMARY KEY DESC
  bool autoincrement = false;
  sql::Conflict conflict = sql::Conflict::kDefault;
  friend bool operator==(const PrimaryKeyRule&,
                         const PrimaryKeyRule&) = default;
};
struct UniqueRule {
  std::vector<IndexedColumn> columns;  // empty in a column constraint
  sql::Conflict conflict = sql::Conflict::kDefault;
  friend bool operator==(const UniqueRule&, const UniqueRule&) = default;
};
struct CheckRule {
  sql::Node expr;  // without the parentheses that belong to CHECK
  sql::Conflict conflict = sql::Conflict::kDefault;  // parsed, ignored
  friend bool operator==(const CheckRule&, const CheckRule&) = default;
};
struct DefaultRule {
  // kLiteral, kUnary +/- of one, kParen of any expression, or a bare word
  // (kColumn), which SQLite takes as a string or TRUE/FALSE.
  sql::Node expr;
  friend bool operator==(const DefaultRule&, const DefaultRule&) = default;
};
struct CollateRule {
  sql::Name collation;
  friend bool operator==(const CollateRule&, const CollateRule&) = default;
};
struct GeneratedRule {
  sql::Node expr;  // without the parentheses that belong to AS
  enum class Storage : uint8_t { kUnset, kVirtual, kStored };
  Storage storage = Storage::kUnset;  // unset means virtual
  bool generated_always = false;      // the optional words were written
  friend bool operator==(const GeneratedRule&, const GeneratedRule&) = default;
};
struct ForeignKeyRule {
  std::vector<sql::Name> columns;  // empty in a column constraint
  ReferencesClause references;
  friend bool operator==(const ForeignKeyRule&,
                         const ForeignKeyRule&) = default;
};
struct NoRule {  // CONSTRAINT x with nothing behind it: SQLite accepts that
  friend bool operator==(const NoRule&, const NoRule&) = default;
};

struct ColumnConstraint {
  std::optional<sql::Name> name;  // CONSTRAINT name
  std::variant<NotNullRule, NullRule, PrimaryKeyRule, UniqueRule, CheckRule,
               DefaultRule, CollateRule, GeneratedRule, ForeignKeyRule, NoRule>
      rule;
  sql::TokenRange range;  // from CONSTRAINT (if named) to the last token
  friend bool operator==(const ColumnConstraint&,
                         const ColumnConstraint&) = default;
};

struct Column {
  sql::Name name;
  std::string type;  // as stored: SQLite keeps the text between first and last
                     // token of the type; "" for none
  std::vector<ColumnConstraint> constraints;
  sql::TokenRange range;  // from the name to the last constraint's end

  // The last rule of that kind (SQLite lets the last one win), or nullptr.
  template <class Rule>
  const Rule* Find() const {
    const Rule* found = nullptr;
    for (const ColumnConstraint& c : constraints) {
      if (const auto* rule = std::get_if<Rule>(&c.rule)) found = rule;
    }
    return found;
  }
  bool not_null() const { return Find<NotNullRule>() != nullptr; }
  const GeneratedRule* generated() const { return Find<GeneratedRule>(); }
  bool is_stored() const;   // generated STORED
  bool is_virtual() const;  // generated VIRTUAL (the default)

  friend bool operator==(const Column&, const Column&) = default;
};

struct TableConstraint {
  std::optional<sql::Name> name;
  std::variant<PrimaryKeyRule, UniqueRule, CheckRule, ForeignKeyRule, NoRule>
      rule;
  // SQLite needs no comma between table constraints; true if one was written
  // before this one.
  bool comma_before = true;
  sql::TokenRange range;
  friend bool operator==(const TableConstraint&,
                         const TableConstraint&) = default;
};

struct CreateTable {
  bool temp = false, if_not_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name;
  std::vector<Column> columns;  // empty only for CREATE TABLE .. AS
  std::vector<TableConstraint> constraints;
  bool without_rowid = false, strict = false;
  std::optional<sql::Node> as_select;
  // Where ALTER puts things; kNoToken when built.
  sql::TokenIndex open_paren = sql::kNoToken, close_paren = sql::kNoToken;
  sql::TokenRange range;

  const Column* FindColumn(const Identifier& name) const;
  // Position in `columns`, or -1.
  int ColumnIndex(const Identifier& name) const;
  // The one PRIMARY KEY, whether of a column or of the table: its columns by
  // position, in key order; empty if there is none.
  std::vector<int> PrimaryKeyColumns() const;
  // Position of the INTEGER PRIMARY KEY column that is the rowid, or -1: the
  // declared type is exactly INTEGER (any case), the key has one column, and
  // it is not the column constraint PRIMARY KEY DESC; never in WITHOUT ROWID.
  // https://sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
  int RowidAlias() const;
  bool autoincrement() const;

  friend bool operator==(const CreateTable&, const CreateTable&);
};

struct CreateIndex {
  bool unique = false, if_not_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name, table;
  std::vector<IndexedColumn> columns;
  std::optional<sql::Node> where;
  sql::TokenRange range;
  friend bool operator==(const CreateIndex&, const CreateIndex&) = default;
};

struct CreateView {
  bool temp = false, if_not_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name;
  std::vector<sql::Name> columns;
  sql::Node select;
  sql::TokenRange range;
  friend bool operator==(const CreateView&, const CreateView&) = default;
};

struct CreateTrigger {
  bool temp = false, if_not_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name;
  enum class Time : uint8_t { kUnset, kBefore, kAfter, kInsteadOf };
  Time time = Time::kUnset;  // unset means BEFORE
  enum class Event : uint8_t { kDelete, kInsert, kUpdate };
  Event event = Event::kInsert;
  std::vector<sql::Name> update_of;
  std::optional<sql::Name> table_schema;
  sql::Name table;
  bool for_each_row = false;  // the words were written
  std::optional<sql::Node> when;
  std::vector<sql::Node> steps;  // kInsert, kUpdate, kDelete, kSelect
  sql::TokenRange range;
  friend bool operator==(const CreateTrigger&, const CreateTrigger&) = default;
};

struct CreateVirtualTable {
  bool if_not_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name, module;
  bool has_arguments = false;
  std::string arguments;  // verbatim, between the parentheses
  sql::TokenRange range;
  friend bool operator==(const CreateVirtualTable&,
                         const CreateVirtualTable&) = default;
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_SCHEMA_H_
