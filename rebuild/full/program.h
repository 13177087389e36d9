// Program: the statements that carry a FullPlan out. Made by Compile() from the
// end of a State, run by Run().
//
// A rebuild never drops the table: its rows are copied to a table without any
// rule, whose storage is exchanged with the table's own. The indexes that
// PRIMARY KEY and UNIQUE ask for come from a second table, which SQLite makes
// from the new text ("holder"); it takes the old storage and the old indexes
// over, and is dropped, or kept under the name that the caller wants. So
// sqlite_schema's order, explicit indexes and triggers stay as they are.
#ifndef ALTEREGO_REBUILD_FULL_PROGRAM_H_
#define ALTEREGO_REBUILD_FULL_PROGRAM_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rebuild/database.h"
#include "rebuild/full/plan.h"
#include "rebuild/full/state.h"
#include "rebuild/introspect.h"

namespace alterego::rebuild::full {

// A Check as queries.
struct CheckQuery {
  std::string what, rows_sql, count_sql, first_sql;  // first: place, sample
  std::string any_sql;                               // a row, if there is one
  std::string one, many, hint;
  std::string place;  // "rowid", or "key"
  bool approximate = false;
  bool untold = false;    // as in Check
  Conversion conversion;  // no column: converts nothing
};

// An UPDATE of the table's own storage through a table of another text.
struct AliasUpdate {
  std::string alias, alias_sql, update_sql;
  std::string rowid = "";  // its name; "": all rows at once
};

struct EditedObject {
  std::string schema;
  SchemaObject object;
};

struct Program {
  std::string schema;              // of the table
  std::string old_name, new_name;  // of the table
  int64_t table_rowid = 0;         // of its row in sqlite_schema
  std::vector<CheckQuery> checks;
  std::vector<std::string> drops;
  // Instead of all below, but for after_checks, where SQLite takes them. Then
  // texts are put back that SQLite spells otherwise.
  std::vector<std::string> native;
  std::vector<EditedObject> texts;   // native: all that there is then
  std::vector<Conversion> computed;  // by USING
  // Fields that rows lack that were there before ADD COLUMN.
  std::vector<AliasUpdate> missing;
  std::optional<AliasUpdate> update;  // all rows, where they are
  std::vector<EditedObject> edits;
  std::vector<std::string> run_sql;  // before the schema is read again
  bool move = false;                 // the rows get new storage
  bool rekey = false;                // other PRIMARY KEY or UNIQUE indexes
  bool keeps_keys = false;  // a move leaves the indexes of keys as they are
  std::vector<std::string> reindex;  // writes indexes of the table anew
  // move or rekey:
  std::string holder, holder_sql, holder_old_sql;
  std::string copy, copy_sql;  // empty: rows go into the holder's own storage
  std::string insert_into, select;  // INSERT INTO .. SELECT .. FROM main."t"
  std::string rowid;                // of the old table; "" if there is none
  std::vector<std::string> recompute;
  // Must give the same rows: the holder's and the table's behind a move; before
  // and after, what stays of the table's.
  std::string verify_old, stay_old, verify_new;
  bool keep_holder = false;
  // When the new schema is there:
  std::vector<CheckQuery> after_checks;
  std::vector<std::string> after_sql;
  std::string move_to;  // another schema: see move.h
  std::string when;
  std::vector<SchemaObject> objects;  // to word errors

  // The table's own, where they are or to another place.
  bool writes_rows() const {
    return move || update.has_value() || !missing.empty();
  }
  bool empty() const {
    return drops.empty() && edits.empty() && !move && !rekey && !update &&
           reindex.empty() && run_sql.empty() && after_sql.empty() &&
           move_to.empty();
  }
};

// From the end of a state to what is to be done, and its description.
absl::StatusOr<Program> Compile(State& state);

// The queries behind the checks of a state.
CheckQuery QueryOf(const State& state, const Check& check);
// Of the new table, by check.holds.
CheckQuery AfterQueryOf(const State& state, const Check& check);
// "" if nothing offends.
absl::StatusOr<PreCheck> Ask(Database& database, const CheckQuery& query);

uint64_t SchemaHash(const Introspection& in);
// A refusal if the schema is not the one that the plan was made for.
absl::Status RequireSchemaOf(Database& database, const FullPlan& plan);

absl::StatusOr<Report> Run(Database& database, const FullPlan& plan,
                           const Options& options);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_PROGRAM_H_
