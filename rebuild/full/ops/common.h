// What several forms of the full dialect share.
#ifndef ALTEREGO_REBUILD_FULL_OPS_COMMON_H_
#define ALTEREGO_REBUILD_FULL_OPS_COMMON_H_

#include <optional>
#include <string>
#include <vector>

#include "rebuild/full/facts.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// May there be rows that store nothing for that column?
bool MayBeMissing(const CreateTable& table, size_t column);
// The column's default or affinity changes: rows that store fewer fields must
// go on reading what they read now.
void KeepMissing(State& state, size_t column);

// What an action before has made of the values of a column, before another one
// converts them again: then it is that which is converted.
void TakeConverted(State& state, size_t column);
// The values of a column are to be stored as another type: asks whether they
// fit, and says what that means for the rows.
void ConvertTo(State& state, size_t column, const std::string& from,
               const std::string& to, bool strict);

// A warning for words that SQLite takes for the type's, and other databases for
// more: INT AUTO_INCREMENT.
void WarnOfType(State& state, const Column& column);

absl::Status SwitchStrict(State& state, bool strict);
absl::Status SwitchRowid(State& state, bool without_rowid);
absl::Status MoveToSchema(State& state, const sql::Name& schema);
// At the end: nothing that moves along meets one of its name.
absl::Status RequireRoom(const State& state);

// Carries out one of SQLite's own statements on state.now, by the sqlite mode.
absl::Status FoldNative(State& state, const AlterOp& op);

// An object that needs what is to go.
struct Dependant {
  TablePlace place;
  std::string text;  // "view v"
};
// Views, triggers and indexes that compile in `was` and not in state.now, those
// included that need one of them.
absl::StatusOr<std::vector<Dependant>> NewlyBroken(State& state,
                                                   const Introspection& was);
// Foreign keys of other tables of the schema that refer to one of these columns
// of this table. With no columns: to the key that it no longer has.
struct Reference {
  TablePlace table;
  ConstraintRef constraint;
  std::string text;  // "foreign key child_x_fkey of table child"
};
std::vector<Reference> ReferencesTo(const State& state,
                                    const std::vector<size_t>& columns,
                                    bool primary_key);
absl::Status DropReference(State& state, const Reference& reference);

// "; use CASCADE to drop these too"
absl::Status RefuseDependants(const std::string& what,
                              const std::vector<std::string>& dependants);

const std::optional<sql::Name>& NameOf(const CreateTable& table,
                                       ConstraintRef ref);
template <class Rule>
const Rule* RuleAt(const CreateTable& table, ConstraintRef ref) {
  if (ref.column < 0) {
    return std::get_if<Rule>(&table.constraints[ref.index].rule);
  }
  return std::get_if<Rule>(
      &table.columns[ref.column].constraints[ref.index].rule);
}
// The columns of a UNIQUE, PRIMARY KEY or FOREIGN KEY at that place.
std::vector<size_t> ColumnsAt(const CreateTable& table, ConstraintRef ref);
// The triggers on the table, temporary ones too; a refusal for a name that none
// of them has.
absl::StatusOr<std::vector<TablePlace>> TriggersOf(const State& state,
                                                   TriggerScope scope,
                                                   const sql::Name& name);
// Of the words in a key, which must be columns.
absl::StatusOr<std::vector<size_t>> RequireKeyColumns(
    const State& state, const std::vector<IndexedColumn>& keys);
// The name must be free.
absl::Status RequireFreeName(const State& state,
                             const std::optional<sql::Name>& name);
// What a constraint without a name will be called: the last of the table.
std::string LastConstraintName(const State& state);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_OPS_COMMON_H_
