#include "rebuild/full/ops/common.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/dependencies.h"
#include "rebuild/full/legal.h"
#include "rebuild/planner.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild::full {

// SQLite's ADD COLUMN writes no rows: those that were there store fewer fields
// than the table has columns. Nothing but the rows themselves tells whether
// there are such; but some columns no row can lack: the first one, and one that
// would read NULL then and is NOT NULL. Nor can it lack any to the left, or one
// of its key.
bool MayBeMissing(const CreateTable& table, size_t column) {
  if (column == 0) return false;
  for (const int key : table.PrimaryKeyColumns()) {
    if (key == static_cast<int>(column)) return false;
  }
  for (size_t i = column; i < table.columns.size(); ++i) {
    if (table.columns[i].generated() == nullptr &&
        table.columns[i].not_null() &&
        table.columns[i].Find<DefaultRule>() == nullptr) {
      return false;
    }
  }
  return true;
}

void KeepMissing(State& state, size_t column) {
  Source& source = state.sources[column];
  const CreateTable& was = state.old_table();
  if (source.old_column >= 0 &&
      was.columns[source.old_column].generated() == nullptr &&
      MayBeMissing(was, static_cast<size_t>(source.old_column))) {
    source.write_missing = true;
  }
  source.by_default = false;
}

void ConvertTo(State& state, size_t column, const std::string& from,
               const std::string& to, bool strict) {
  const Affinity before = AffinityOf(from, strict);
  const Affinity after = AffinityOf(to, strict);
  if (before == after && !strict) return;
  // Converted twice in one statement: the second time, what the first gave.
  if (state.sources[column].convert &&
      state.table().columns[column].generated() == nullptr) {
    state.sources[column].expr = state.Value(column);
    state.sources[column].old_column = -1;
  }
  CheckFits(state, column, state.Raw(column), to,
            absl::StrCat("say how to convert them: ... TYPE ", to,
                         " USING expression"));
  if (before == after) return;
  // Without an affinity every value stays as it is stored; but reals that are
  // stored as integers must be written out.
  Source& source = state.sources[column];
  KeepMissing(state, column);
  if (after != Affinity::kBlob || before == Affinity::kReal) {
    source.convert = true;
  }
}

namespace {

// Takes over what a plan of the sqlite mode stores.
absl::Status TakeOver(State& state, const rebuild::Plan& plan) {
  for (const Step& step : plan.steps) {
    if (const auto* refuse = std::get_if<rebuild::Refuse>(&step)) {
      // SQLite reads the new table before it looks at what depends on it.
      ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
      return RefusalStatus(refuse->refusal);
    }
    if (const auto* edit = std::get_if<EditObject>(&step)) {
      const auto schema = state.now.FindSchema(edit->schema);
      if (!schema.has_value()) continue;
      for (SchemaObject& object : state.now.schemas[*schema].objects) {
        if (object.rowid == edit->object.rowid) object = edit->object;
      }
    } else if (const auto* run = std::get_if<RunSql>(&step)) {
      state.run_sql.push_back(run->sql);
    } else if (const auto* check = std::get_if<RefuseIfRow>(&step)) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool row,
                                state.database.HasRow(check->query));
      if (row) return RefusalStatus(check->refusal);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status FoldNative(State& state, const AlterOp& op) {
  const auto* rename = std::get_if<RenameColumn>(&op);
  // Since 3.54 SQLite refuses these itself, whether there is one or not.
  const bool rowid = rename != nullptr &&
                     IsRowidName(rename->to.id.spelling()) &&
                     !state.table().without_rowid &&
                     state.now.version >= SqliteVersion{3, 54, 0};
  if (rename != nullptr && !rowid && !(rename->from.id == rename->to.id) &&
      state.table().FindColumn(rename->to.id) != nullptr) {
    // A table with that name twice would break everything that reads it. What
    // was wrong with the schema before, SQLite says first: any name shows it.
    std::string free = "alterego_name_0";
    while (state.table().FindColumn(Identifier(free)) != nullptr) free += "0";
    const Introspection kept = state.now;
    const absl::Status before = FoldNative(
        state, RenameColumn{rename->from, sql::Name(Identifier(free)), true});
    state.now = kept;
    const auto refusal = RefusalOf(before);
    if (!refusal.has_value() ||
        !(absl::StrContains(refusal->message, " after rename: ") ||
          absl::StrContains(refusal->message, " would not be legal: ") ||
          absl::StrContains(refusal->message, free))) {
      ALTEREGO_RETURN_IF_ERROR(before);
    }
    return Refuse(
        absl::StrCat("duplicate column name: ", rename->to.id.spelling()));
  }
  Introspection in = state.now;
  in.settings.query_only = false;  // asked for all of it at the end
  Options options;
  options.strategy = Strategy::kEdit;
  Target target;
  target.place = state.place;
  target.schema = state.schema().name;
  target.name = state.name();
  AlterTable alter{std::nullopt, sql::Name(Identifier(state.name())), op};
  Dependencies dependencies(state.database.workspace(), in);
  const Context context{state.database.workspace(),
                        in,
                        options,
                        state.alter,
                        alter,
                        target,
                        dependencies};
  ALTEREGO_ASSIGN_OR_RETURN(const rebuild::Plan plan, MakePlan(context));
  return TakeOver(state, plan);
}

namespace {

SchemaObject Gone(const SchemaObject& object) {
  SchemaObject gone;
  gone.rowid = object.rowid;
  gone.kind = ObjectKind::kIndex;
  return gone;
}

// Takes the object away that does not compile, with that error. Two objects of
// one name may stand in two schemas: the error goes with the right one.
absl::StatusOr<std::optional<Dependant>> FindBroken(State& state,
                                                    Introspection* in,
                                                    const CheckOptions& options,
                                                    const std::string& error) {
  std::optional<Dependant> last;
  for (size_t s = 0; s < in->schemas.size(); ++s) {
    if (s != state.place.schema && !in->schemas[s].is_temp()) continue;
    for (size_t o = 0; o < in->schemas[s].objects.size(); ++o) {
      SchemaObject& object = in->schemas[s].objects[o];
      if (object.parsed() == nullptr) continue;
      const std::string text = absl::StrCat(
          std::string(ObjectKindName(object.kind)), " ", object.name);
      if (!absl::StartsWith(error, absl::StrCat("error in ", text, ":"))) {
        continue;
      }
      if (object.kind == ObjectKind::kTable) return std::optional<Dependant>();
      const SchemaObject kept = object;
      object = Gone(object);
      last = Dependant{{s, o}, text};
      Dependencies dependencies(state.database.workspace(), *in);
      ALTEREGO_ASSIGN_OR_RETURN(
          const std::optional<std::string> now,
          dependencies.FirstBroken(state.place.schema, options));
      if (now != error) return last;
      object = kept;
    }
  }
  // Another one gives the same error: any of them will do.
  if (last.has_value()) {
    SchemaObject& object =
        in->schemas[last->place.schema].objects[last->place.object];
    object = Gone(object);
  }
  return last;
}

// All objects that do not compile, by taking away the first one again and
// again. Their places are those in `in`.
absl::StatusOr<std::vector<Dependant>> Broken(State& state, Introspection in) {
  std::vector<Dependant> out;
  CheckOptions options;
  while (true) {
    Dependencies dependencies(state.database.workspace(), in);
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::optional<std::string> error,
        dependencies.FirstBroken(state.place.schema, options));
    if (!error.has_value()) return out;
    ALTEREGO_ASSIGN_OR_RETURN(const auto found,
                              FindBroken(state, &in, options, *error));
    if (!found.has_value()) return out;
    out.push_back(*found);
  }
}

}  // namespace

namespace {

bool Contains(const std::vector<Dependant>& list, const Dependant& d) {
  return std::any_of(list.begin(), list.end(), [&](const Dependant& other) {
    return other.place.schema == d.place.schema &&
           other.place.object == d.place.object;
  });
}

absl::Status AddNewlyBroken(State& state, Introspection was, Introspection now,
                            bool strings, std::vector<Dependant>* out) {
  for (Introspection* in : {&was, &now}) {
    if (strings) continue;
    in->settings.dqs_ddl = in->settings.dqs_dml = false;
  }
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Dependant> broken,
                            Broken(state, std::move(now)));
  if (broken.empty()) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Dependant> before,
                            Broken(state, std::move(was)));
  for (const Dependant& d : broken) {
    if (!Contains(before, d) && !Contains(*out, d)) out->push_back(d);
  }
  return absl::OkStatus();
}

// A column that is written in double quotes, and that is gone, would turn into
// a string without a word. Where such strings are beside columns, only the
// tokens can tell.
absl::Status AddQuoted(State& state, const Introspection& was,
                       std::vector<Dependant>* out) {
  const CreateTable* before = was.schemas[state.place.schema]
                                  .objects[state.place.object]
                                  .As<CreateTable>();
  const CreateTable* after = state.object().As<CreateTable>();
  if (before == nullptr || after == nullptr) return absl::OkStatus();
  Dependencies dependencies(state.database.workspace(), was);
  for (size_t c = 0; c < before->columns.size(); ++c) {
    const Identifier& name = before->columns[c].name.id;
    if (after->FindColumn(name) != nullptr) continue;
    for (size_t s = 0; s < was.schemas.size(); ++s) {
      const Schema& schema = was.schemas[s];
      if (s != state.place.schema && !schema.is_temp()) continue;
      for (size_t o = 0; o < schema.objects.size(); ++o) {
        const SchemaObject& object = schema.objects[o];
        const Dependant d{{s, o},
                          absl::StrCat(std::string(ObjectKindName(object.kind)),
                                       " ", object.name)};
        const SchemaObject& is = state.now.schemas[s].objects[o];
        if ((object.kind != ObjectKind::kView &&
             object.kind != ObjectKind::kTrigger) ||
            object.parsed() == nullptr || is.sql != object.sql ||
            !object.Mentions(absl::StrCat("\"", name.spelling(), "\"")) ||
            Contains(*out, d)) {
          continue;
        }
        ALTEREGO_ASSIGN_OR_RETURN(
            const std::vector<sql::TokenIndex> tokens,
            dependencies.ColumnTokens({s, o}, state.place, c));
        const sql::Parsed& text = *object.parsed();
        const bool quoted = std::any_of(
            tokens.begin(), tokens.end(),
            [&](sql::TokenIndex t) { return text.TextOf(t).starts_with('"'); });
        if (!quoted) continue;
        ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Dependant> broken,
                                  Broken(state, was));
        if (!Contains(broken, d)) out->push_back(d);
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Dependant>> NewlyBroken(State& state,
                                                   const Introspection& was) {
  std::vector<Dependant> out;
  ALTEREGO_RETURN_IF_ERROR(AddNewlyBroken(state, was, state.now, true, &out));
  ALTEREGO_RETURN_IF_ERROR(AddNewlyBroken(state, was, state.now, false, &out));
  ALTEREGO_RETURN_IF_ERROR(AddQuoted(state, was, &out));
  return out;
}

std::vector<Reference> ReferencesTo(const State& state,
                                    const std::vector<size_t>& columns,
                                    bool primary_key) {
  std::vector<Reference> out;
  const Schema& schema = state.schema();
  for (size_t o = 0; o < schema.objects.size(); ++o) {
    const auto* table = schema.objects[o].As<CreateTable>();
    if (table == nullptr || o == state.place.object) continue;
    for (const NamedConstraint& c : ConstraintNames(*table)) {
      const auto* fk = RuleAt<ForeignKeyRule>(*table, c.ref);
      if (fk == nullptr ||
          !(fk->references.parent.id == Identifier(state.name()))) {
        continue;
      }
      bool needs = fk->references.columns.empty() && primary_key;
      for (const sql::Name& name : fk->references.columns) {
        for (size_t column : columns) {
          needs |= state.table().columns[column].name.id == name.id;
        }
      }
      if (!needs) continue;
      out.push_back({{state.place.schema, o},
                     c.ref,
                     absl::StrCat("foreign key ", c.name.spelling(),
                                  " of table ", schema.objects[o].name)});
    }
  }
  return out;
}

absl::Status DropReference(State& state, const Reference& reference) {
  const SchemaObject& child =
      state.now.schemas[reference.table.schema].objects[reference.table.object];
  state.SetText(reference.table,
                sql::WithoutConstraint(*child.parsed(), reference.constraint));
  return absl::OkStatus();
}

absl::Status RefuseDependants(const std::string& what,
                              const std::vector<std::string>& dependants) {
  return Refuse(absl::StrCat("cannot drop ", what, ": needed by ",
                             absl::StrJoin(dependants, ", "),
                             "; use CASCADE to drop these too"));
}

const std::optional<sql::Name>& NameOf(const CreateTable& table,
                                       ConstraintRef ref) {
  if (ref.column < 0) return table.constraints[ref.index].name;
  return table.columns[ref.column].constraints[ref.index].name;
}

std::vector<size_t> ColumnsAt(const CreateTable& table, ConstraintRef ref) {
  if (ref.column >= 0) return {static_cast<size_t>(ref.column)};
  if (const auto* rule = RuleAt<UniqueRule>(table, ref)) {
    return KeyColumns(table, rule->columns);
  }
  if (const auto* rule = RuleAt<PrimaryKeyRule>(table, ref)) {
    return KeyColumns(table, rule->columns);
  }
  std::vector<size_t> out;
  if (const auto* rule = RuleAt<ForeignKeyRule>(table, ref)) {
    for (const sql::Name& name : rule->columns) {
      const int column = table.ColumnIndex(name.id);
      if (column >= 0) out.push_back(static_cast<size_t>(column));
    }
  }
  return out;
}

absl::StatusOr<std::vector<TablePlace>> TriggersOf(const State& state,
                                                   TriggerScope scope,
                                                   const sql::Name& name) {
  std::vector<TablePlace> out;
  std::vector<std::string> known;
  for (size_t s = 0; s < state.now.schemas.size(); ++s) {
    const Schema& schema = state.now.schemas[s];
    if (s != state.place.schema && !schema.is_temp()) continue;
    for (size_t o = 0; o < schema.objects.size(); ++o) {
      const auto on = TableOfTrigger(state.now, {s, o});
      if (!on.has_value() || on->schema != state.place.schema ||
          on->object != state.place.object) {
        continue;
      }
      known.push_back(schema.objects[o].name);
      if (scope == TriggerScope::kNamed &&
          !EqualsFolded(known.back(), name.id.spelling())) {
        continue;
      }
      out.push_back({s, o});
    }
  }
  if (scope == TriggerScope::kNamed && out.empty()) {
    return Refuse(absl::StrCat("no such trigger: ", name.id.spelling(),
                               " on table ", state.name(),
                               Nearest(name.id.spelling(), known)));
  }
  return out;
}

absl::StatusOr<std::vector<size_t>> RequireKeyColumns(
    const State& state, const std::vector<IndexedColumn>& keys) {
  std::vector<size_t> out;
  for (const IndexedColumn& key : keys) {
    const sql::Node* expr = &key.expr;
    if (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
    if (expr->names.empty()) {
      return Refuse(
          "a PRIMARY KEY or UNIQUE constraint is of columns; CREATE UNIQUE "
          "INDEX takes expressions");
    }
    ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                              state.RequireColumn(expr->names.back()));
    out.push_back(column);
  }
  return out;
}

absl::Status RequireFreeName(const State& state,
                             const std::optional<sql::Name>& name) {
  // A default name gives way to one that is written.
  bool taken = false;
  for (const NamedConstraint& c : ConstraintNames(state.table())) {
    taken |= name.has_value() && c.written && c.name == name->id;
  }
  if (!taken) return absl::OkStatus();
  return Refuse(absl::StrCat("constraint ", name->id.spelling(),
                             " already exists on table ", state.name()));
}

std::string LastConstraintName(const State& state) {
  return ConstraintNames(state.table()).back().name.spelling();
}

}  // namespace alterego::rebuild::full
