// State: the table as the actions so far have made it, before anything is done.
// Each action of an ALTER TABLE is folded into it, from left to right; only the
// end of it decides what has to be done (see choose.h).
//
//   State state(database, alter, statement, options, Introspect(..), place);
//   for (const AlterAction& a : statement.actions) Fold(state, a);
//
// Values are told as SQL over one row of the table as it was: state.Value(i) is
// what column i of the new table holds.
#ifndef ALTEREGO_REBUILD_FULL_STATE_H_
#define ALTEREGO_REBUILD_FULL_STATE_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/alter_table.h"
#include "model/constraint_names.h"
#include "model/sql/parser.h"
#include "rebuild/database.h"
#include "rebuild/introspect.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild::full {

// Where the values of a column of the new table come from.
struct Source {
  int old_column = -1;   // the stored value of that column of the old table...
  std::string expr;      // ...or SQL over the old row, if that is -1
  bool convert = false;  // the new type's affinity changes what is stored
  // A new column whose value in the old rows is its DEFAULT, which SQLite reads
  // where a row stores nothing.
  bool by_default = false;
  bool generated = false;  // `expr` is its expression
  // That would be too long or too deep over the old row: only the new table can
  // tell, and `expr` is NULL.
  bool untold = false;
  bool as_is = false;  // the new type's affinity would change the value
  // Of old_column's rows, those that were never written read differently now:
  // they store fewer fields than the table has columns.
  bool write_missing = false;
};

// A question about the rows that are there: `offending` is SQL over the old
// row, true for those that stand in the way.
struct Check {
  enum class Kind : uint8_t { kRows, kDuplicates };
  Kind kind = Kind::kRows;
  std::string what;       // "NOT NULL of t.c"
  std::string offending;  // kRows
  std::string key;        // kDuplicates: GROUP BY
  std::string not_null;   // kDuplicates: rows that can be duplicates at all
  std::string sample;     // SQL of what to show, text
  // "%d existing NULL value(s) in t.c"
  std::string one, many;
  std::string hint;
  // Shown in a plan, but not relied on: see State::TellsExactly(). Then the new
  // table's own rows are asked: `holds` is SQL over these, false for those that
  // stand in the way.
  bool approximate = false;
  bool untold = false;  // not even shown
  std::string holds = "";
  // kRows: SQL over the old row, true for values that get another storage
  // class; "": none.
  std::string converts = "";
  Conversion conversion = {};
};

struct State {
  State(Database& database, const sql::Parsed& alter,
        const AlterTableFull& statement, const Options& options,
        Introspection in, TablePlace place);

  Database& database;
  const sql::Parsed& alter;
  const AlterTableFull& statement;
  const Options& options;
  const Introspection before;
  Introspection now;
  const TablePlace place;

  std::vector<Source> sources;  // one for each column of table()
  std::vector<Check> checks;
  std::vector<Check> after_checks;     // with `holds`
  std::vector<std::string> run_sql;    // on sqlite_sequence and the like
  std::vector<std::string> after_sql;  // on sqlite_stat1 and 4
  std::vector<TablePlace> dropped;     // objects that go, in that order
  std::vector<Conversion> computed;    // by USING; values are not counted
  std::vector<std::string> warnings;
  std::set<std::string> lint;
  std::optional<std::string> move_to;  // another schema
  std::string when = "rename";         // how SQLite words an error afterwards

  const Schema& schema() const { return now.schemas[place.schema]; }
  const SchemaObject& object() const { return schema().objects[place.object]; }
  const sql::Parsed& parsed() const { return *object().parsed(); }
  const CreateTable& table() const { return *object().As<CreateTable>(); }
  const SchemaObject& old_object() const {
    return before.schemas[place.schema].objects[place.object];
  }
  const CreateTable& old_table() const {
    return *old_object().As<CreateTable>();
  }
  const std::string& name() const { return object().name; }
  // main."t", as it was.
  std::string OldName() const;

  // The new text; `sources` must fit it already.
  absl::Status SetText(std::string text);
  void SetText(TablePlace object, std::string text);
  void Drop(TablePlace object);

  // SQL over the old row: what column `column` is given, and what it holds
  // when its type has had its way with that.
  std::string Raw(size_t column) const;
  std::string Value(size_t column) const;
  // SQL: `raw` under the affinity of a type. `fits`: it is known to fit.
  std::string Converted(const std::string& raw, const std::string& type,
                        bool fits) const;
  // An expression over the columns of table(), told over the old row. `range`
  // are the tokens of `expr` in `parsed`. Refuses what it cannot translate.
  absl::StatusOr<std::string> OverOldRow(const sql::Parsed& parsed,
                                         sql::TokenRange range,
                                         const sql::Node& expr) const;
  // Does OverOldRow() compare as the new table would? What is converted by an
  // expression has neither the affinity nor the collation of its column.
  bool TellsExactly(const sql::Node& expr) const;
  // Does it give the values that the new table would compute? It need not tell
  // exactly where nothing is compared. What is generated from columns that
  // change is computed the same way.
  bool ComputesExactly(const sql::Node& expr) const;
  bool ComputesExactly(size_t column) const;
  // Of a generated column of table(): what it would compute.
  absl::StatusOr<Source> Computed(const sql::Parsed& parsed,
                                  sql::TokenRange range,
                                  const sql::Node& expr) const;

  std::string NoColumn(const sql::Node& node, bool query) const;

  // The place of a column, or a refusal that names the nearest.
  absl::StatusOr<size_t> RequireColumn(const sql::Name& column) const;
  absl::StatusOr<ConstraintRef> RequireConstraint(const sql::Name& name) const;
  // The source text of tokens of the ALTER.
  std::string Text(sql::TokenRange range) const;
};

absl::Status Refuse(std::string message, int code = 1);
// "; did you mean "c"?", or "".
std::string Nearest(std::string_view name,
                    const std::vector<std::string>& known);

// One overload a form, in ops/.
absl::Status Fold(State& state, const RenameTable& op);
absl::Status Fold(State& state, const RenameColumn& op);
absl::Status Fold(State& state, const AddColumn& op);
absl::Status Fold(State& state, const DropColumn& op);
absl::Status Fold(State& state, const AddCheck& op);
absl::Status Fold(State& state, const DropConstraint& op);
absl::Status Fold(State& state, const SetNotNull& op);
absl::Status Fold(State& state, const DropNotNull& op);
absl::Status Fold(State& state, const RenameConstraint& op);
absl::Status Fold(State& state, const AlterColumn& op);
absl::Status Fold(State& state, const SetType& op);
absl::Status Fold(State& state, const SetDefault& op);
absl::Status Fold(State& state, const DropDefault& op);
absl::Status Fold(State& state, const SetExpression& op);
absl::Status Fold(State& state, const DropExpression& op);
absl::Status Fold(State& state, const SetStatistics& op);
absl::Status Fold(State& state, const AddForeignKey& op);
absl::Status Fold(State& state, const AddUnique& op);
absl::Status Fold(State& state, const AddPrimaryKey& op);
absl::Status Fold(State& state, const ValidateConstraint& op);
absl::Status Fold(State& state, const AlterConstraint& op);
absl::Status Fold(State& state, const SetSchema& op);
absl::Status Fold(State& state, const SetTablespace& op);
absl::Status Fold(State& state, const OwnerTo& op);
absl::Status Fold(State& state, const EnableTrigger& op);
absl::Status Fold(State& state, const DisableTrigger& op);
absl::Status Fold(State& state, const SetStrict& op);
absl::Status Fold(State& state, const SetNotStrict& op);
absl::Status Fold(State& state, const SetWithoutRowid& op);
absl::Status Fold(State& state, const SetWithRowid& op);
absl::Status Fold(State& state, const AddIdentity& op);
absl::Status Fold(State& state, const DropIdentity& op);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_STATE_H_
