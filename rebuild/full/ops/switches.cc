// What SET STRICT, SET NOT STRICT, SET WITHOUT ROWID, SET WITH ROWID, SET
// SCHEMA and SET TABLESPACE have in common.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "model/type_name.h"
#include "rebuild/analysis.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status SwitchStrict(State& state, bool strict) {
  const bool without_rowid = state.table().without_rowid;
  if (state.table().strict == strict) return absl::OkStatus();
  if (strict && state.now.version < SqliteVersion{3, 37, 0}) {
    return Refuse(
        absl::StrCat("SET STRICT needs SQLite 3.37 or later; this is ",
                     state.now.version.ToString()));
  }
  for (size_t i = 0; strict && i < state.sources.size(); ++i) {
    if (IsType(state.table().columns[i].type, "any")) TakeConverted(state, i);
  }
  ALTEREGO_RETURN_IF_ERROR(
      state.SetText(sql::WithOptions(state.parsed(), without_rowid, strict)));
  state.lint.insert(strict ? "tightens" : "loosens");
  for (size_t i = 0; i < state.table().columns.size(); ++i) {
    const Column& column = state.table().columns[i];
    if (strict) {
      CheckFits(
          state, i, state.Raw(i), column.type,
          absl::StrCat("convert them first: ALTER COLUMN ", column.name.ToSql(),
                       " TYPE ", column.type, " USING expression"));
      for (int k : state.table().PrimaryKeyColumns()) {
        if (k == static_cast<int>(i) && state.table().RowidAlias() != k) {
          CheckNotNull(state, i);
        }
      }
    }
    // ANY keeps every value in a STRICT table, and makes numbers elsewhere.
    if (!strict && IsType(column.type, "any")) {
      state.sources[i].convert = true;
    }
  }
  return absl::OkStatus();
}

absl::Status SwitchRowid(State& state, bool without_rowid) {
  const CreateTable& table = state.table();
  if (table.without_rowid == without_rowid) return absl::OkStatus();
  const bool strict = table.strict;
  if (without_rowid) {
    if (table.PrimaryKeyColumns().empty()) {
      return Refuse(absl::StrCat("table ", state.name(),
                                 " has no PRIMARY KEY, which a table WITHOUT "
                                 "ROWID needs; ADD PRIMARY KEY first"));
    }
    if (table.autoincrement()) {
      return Refuse(absl::StrCat(
          "table ", state.name(),
          " has an AUTOINCREMENT column, which a table WITHOUT ROWID cannot "
          "have; DROP IDENTITY first"));
    }
    if (table.RowidAlias() < 0) {
      state.warnings.push_back("the rowids of the rows are lost");
      for (int k : table.PrimaryKeyColumns()) {
        CheckNotNull(state, static_cast<size_t>(k));
      }
    }
  }
  ALTEREGO_RETURN_IF_ERROR(
      state.SetText(sql::WithOptions(state.parsed(), without_rowid, strict)));
  // With rowids SQLite takes a STORED column's value that is not of its type;
  // without, it would refuse every later change of that row.
  for (size_t i = 0; without_rowid && strict && i < state.sources.size(); ++i) {
    const Column& column = state.table().columns[i];
    if (!column.is_stored()) continue;
    CheckFits(state, i, state.Raw(i), column.type,
              "a STRICT table WITHOUT ROWID does not take such values");
  }
  return absl::OkStatus();
}

namespace {

// The tables that a trigger of the table uses, but for the table itself.
bool UsesOthers(const State& state, const SchemaObject& object) {
  bool others = false;
  const auto visit = [&](const sql::Node& ref, bool is_cte) {
    // A schema that is named does not change with the table's.
    others |= !is_cte && !ref.names.empty() &&
              (ref.names.size() > 1 ||
               !(ref.names.back().id == Identifier(state.name())));
  };
  for (const sql::Node* root : Roots(*object.parsed())) {
    ForEachTableRef(*root, visit);
  }
  return others;
}

// What would not follow the table to another database.
absl::StatusOr<std::vector<std::string>> Ties(State& state) {
  std::vector<std::string> out;
  std::vector<size_t> all;
  for (size_t i = 0; i < state.table().columns.size(); ++i) all.push_back(i);
  for (const Reference& r : ReferencesTo(state, all, true)) {
    out.push_back(r.text);
  }
  for (const NamedConstraint& c : ConstraintNames(state.table())) {
    const auto* fk = RuleAt<ForeignKeyRule>(state.table(), c.ref);
    if (fk != nullptr &&
        !(fk->references.parent.id == Identifier(state.name()))) {
      out.push_back(absl::StrCat("its foreign key ", c.name.spelling()));
    }
  }
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<TablePlace> triggers,
                            TriggersOf(state, TriggerScope::kAll, sql::Name()));
  for (TablePlace place : triggers) {
    const Schema& home = state.now.schemas[place.schema];
    const SchemaObject& trigger = home.objects[place.object];
    if (place.schema != state.place.schema || UsesOthers(state, trigger)) {
      out.push_back(absl::StrCat("trigger ", trigger.name));
    }
  }
  const Introspection was = state.now;
  SchemaObject& table =
      state.now.schemas[state.place.schema].objects[state.place.object];
  const SchemaObject kept = table;
  table = SchemaObject();
  table.kind = ObjectKind::kIndex;
  const auto broken = NewlyBroken(state, was);
  state.now.schemas[state.place.schema].objects[state.place.object] = kept;
  ALTEREGO_RETURN_IF_ERROR(broken.status());
  for (const Dependant& d : *broken) {
    const SchemaObject& object =
        was.schemas[d.place.schema].objects[d.place.object];
    // Its own indexes and triggers go along.
    if (object.kind == ObjectKind::kView ||
        !EqualsFolded(object.table_name, kept.name)) {
      out.push_back(d.text);
    }
  }
  return out;
}

}  // namespace

absl::Status MoveToSchema(State& state, const sql::Name& schema) {
  const auto found = state.now.FindSchema(schema.id.spelling());
  // It is there once something is in it.
  const bool temp = schema.id == Identifier("temp");
  if (!found.has_value() && !temp) {
    std::vector<std::string> known;
    for (const Schema& s : state.now.schemas) known.push_back(s.name);
    return Refuse(absl::StrCat("unknown database: ", schema.id.spelling(),
                               Nearest(schema.id.spelling(), known),
                               "; ATTACH it first"));
  }
  state.move_to.reset();
  if (found == state.place.schema) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> ties, Ties(state));
  if (!ties.empty()) {
    return Refuse(absl::StrCat(
        "cannot move table ", state.name(), " to ", schema.id.spelling(),
        ": tied to its schema by ", absl::StrJoin(ties, ", "),
        "; SQLite knows no references between databases, drop these first"));
  }
  state.move_to = found.has_value() ? state.now.schemas[*found].name : "temp";
  return absl::OkStatus();
}

absl::Status RequireRoom(const State& state) {
  const auto target = state.move_to.has_value()
                          ? state.now.FindSchema(*state.move_to)
                          : std::nullopt;
  if (!target.has_value()) return absl::OkStatus();
  for (const SchemaObject& mine : state.schema().objects) {
    if (!EqualsFolded(mine.table_name, state.name())) continue;
    const bool trigger = mine.kind == ObjectKind::kTrigger;
    for (const SchemaObject& theirs : state.now.schemas[*target].objects) {
      if ((theirs.kind == ObjectKind::kTrigger) != trigger ||
          !EqualsFolded(theirs.name, mine.name)) {
        continue;
      }
      return Refuse(absl::StrCat("cannot move table ", state.name(), " to ",
                                 *state.move_to, ", where ",
                                 std::string(ObjectKindName(theirs.kind)), " ",
                                 theirs.name, " already exists"));
    }
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
