// ALTER TABLE t RENAME TO x: only texts and names change.
#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "rebuild/planner.h"
#include "rebuild/shadow_tables.h"

namespace alterego::rebuild {
namespace {

constexpr char kAutoIndex[] = "sqlite_autoindex_";

// By a table, a view or an index.
bool IsTaken(const Schema& schema, std::string_view name) {
  return std::any_of(schema.objects.begin(), schema.objects.end(),
                     [&](const SchemaObject& object) {
                       return ALTEREGO_MUTANT(
                                  "rebuild.renames_over_index",
                                  object.kind != ObjectKind::kTrigger,
                                  object.kind == ObjectKind::kTable) &&
                              EqualsFolded(object.name, name) &&
                              // What an action before has dropped has no name.
                              (!name.empty() || object.sql.has_value());
                     });
}

// In defensive mode those names are the modules' alone, in every database.
bool NamesShadowTable(const Context& context, std::string_view name) {
  return context.in.settings.defensive && context.Since(31) &&
         std::any_of(context.in.schemas.begin(), context.in.schemas.end(),
                     [&](const Schema& schema) {
                       return ShadowedBy(schema, name) != nullptr;
                     });
}

absl::Status Guards(const Context& context, const Identifier& name) {
  const Schema& schema = context.schema();
  const std::string& spelling = name.spelling();
  if (SystemTable(schema.name, spelling).has_value() ||
      IsTaken(schema, spelling)) {
    return Refused(absl::StrCat(
        "there is already another table or index with this name: ", spelling));
  }
  ALTEREGO_RETURN_IF_ERROR(RequireAlterable(context));
  const bool reserved =
      spelling.size() >= 7 && EqualsFolded(spelling.substr(0, 7), "sqlite_");
  if (!context.in.settings.writable_schema &&
      ALTEREGO_MUTANT("rebuild.renames_to_reserved",
                      reserved || NamesShadowTable(context, spelling), false)) {
    return Refused(
        absl::StrCat("object name reserved for internal use: ", spelling));
  }
  if (ALTEREGO_MUTANT("rebuild.renames_view",
                      context.target.kind == Target::Kind::kView, false)) {
    return Refused(
        absl::StrCat("view ", context.target.name, " may not be altered"));
  }
  return RequireWritable(context);
}

class Renaming {
 public:
  Renaming(const Context& context, const Identifier& name, Draft* draft)
      : context_(context),
        old_(context.object().name),
        new_(name),
        draft_(draft),
        legacy_(context.in.settings.legacy_alter_table) {}

  absl::Status Rewrite(TablePlace place) {
    const SchemaObject& object =
        context_.in.schemas[place.schema].objects[place.object];
    const sql::Parsed* parsed = object.parsed();
    if (object.is_internal() || parsed == nullptr) return absl::OkStatus();
    // A name with quotes in it may be spelled in several ways.
    if (old_.spelling().find_first_of("\"`'") == std::string::npos &&
        !object.Mentions(old_.spelling())) {
      return absl::OkStatus();
    }
    parsed_ = parsed;
    edits_.emplace(*parsed);
    if (const auto* table = object.As<CreateTable>()) {
      RewriteTable(*table);
    } else if (const auto* index = object.As<CreateIndex>()) {
      if (!(Identifier(object.table_name) == old_)) return absl::OkStatus();
      Put(index->table);
      const auto on = PlaceIndex(context_.in, place.schema, *index);
      const bool own =
          on.has_value() && on->schema == context_.target.place.schema;
      if (ALTEREGO_MUTANT("rebuild.skips_index_where",
                          own && !legacy_ && index->where.has_value(), false)) {
        Qualifiers(*index->where);
      }
    } else if (const auto* view = object.As<CreateVirtualTable>()) {
      if (view->name.id == old_) Put(view->name);
    } else {
      ALTEREGO_RETURN_IF_ERROR(RewriteViewOrTrigger(place, object));
    }
    if (!edits_->empty()) draft_->SetText(place, edits_->Apply());
    return absl::OkStatus();
  }

 private:
  void Put(const sql::Name& name) { Put(name.token); }
  void Put(sql::TokenIndex token) {
    edits_->Replace(token, ReplacementName(*parsed_, token, new_, true));
  }

  // t.a in an expression that sees only the table's own columns.
  void Qualifiers(const sql::Node& root) {
    sql::Walk(root, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn || node.names.size() < 2) return;
      const sql::Name& qualifier = node.names[node.names.size() - 2];
      if (qualifier.id == old_) Put(qualifier);
    });
  }

  void RewriteTable(const CreateTable& table) {
    const bool own = table.name.id == old_;
    if (own) Put(table.name);
    const bool parents = ALTEREGO_MUTANT(
        "rebuild.legacy_keeps_parents",
        !legacy_ || context_.in.settings.foreign_keys, !legacy_);
    const auto rule = [&](const auto& constraint) {
      if (const auto* fk = std::get_if<ForeignKeyRule>(&constraint.rule)) {
        if (ALTEREGO_MUTANT("rebuild.skips_references", parents, false) &&
            fk->references.parent.id == old_) {
          Put(fk->references.parent);
        }
      } else if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
        if (ALTEREGO_MUTANT("rebuild.skips_checks", own && !legacy_, false))
          Qualifiers(check->expr);
      }
    };
    for (const Column& column : table.columns) {
      for (const ColumnConstraint& c : column.constraints) rule(c);
    }
    for (const TableConstraint& c : table.constraints) rule(c);
  }

  absl::Status RewriteViewOrTrigger(TablePlace place,
                                    const SchemaObject& object) {
    const auto* trigger = object.As<CreateTrigger>();
    if (trigger != nullptr && trigger->table.id == old_ &&
        OnTarget(place, *trigger)) {
      Put(trigger->table);
    }
    if (ALTEREGO_MUTANT("rebuild.is_never_legacy", legacy_, false))
      return absl::OkStatus();
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::vector<sql::TokenIndex> tokens,
        context_.dependencies.TableTokens(place, context_.target.place));
    for (sql::TokenIndex token : tokens) Put(token);
    return absl::OkStatus();
  }

  // A trigger of temp may be on another schema's table of the same name.
  bool OnTarget(TablePlace place, const CreateTrigger& trigger) const {
    const auto on = PlaceTrigger(context_.in, place.schema, trigger).table;
    return ALTEREGO_MUTANT(
        "rebuild.edits_triggers_of_other_schema",
        on.has_value() && on->schema == context_.target.place.schema, true);
  }

  const Context& context_;
  const Identifier old_, new_;
  Draft* draft_;
  const bool legacy_;
  const sql::Parsed* parsed_ = nullptr;
  std::optional<sql::Edits> edits_;
};

// name and tbl_name of the table, its indexes and its triggers.
void RenameRows(const Context& context, const Identifier& old,
                const Identifier& name, Draft* draft) {
  for (TablePlace place : draft->Visited()) {
    SchemaObject& object = draft->object(place);
    if (!(Identifier(object.table_name) == old)) continue;
    if (place.schema != context.target.place.schema) {
      const auto* trigger = object.As<CreateTrigger>();
      if (trigger == nullptr || !(trigger->table.id == name)) continue;
      object.table_name = name.spelling();
      continue;
    }
    if (ALTEREGO_MUTANT("rebuild.keeps_tbl_name_of_triggers",
                        object.kind == ObjectKind::kView,
                        object.kind == ObjectKind::kView ||
                            object.kind == ObjectKind::kTrigger))
      continue;
    object.table_name = name.spelling();
    if (object.kind == ObjectKind::kTable) {
      object.name = name.spelling();
    } else if (object.kind == ObjectKind::kIndex &&
               ALTEREGO_MUTANT("rebuild.keeps_autoindex_name",
                               object.name.size() > sizeof(kAutoIndex) - 1,
                               false) &&
               EqualsFolded(object.name.substr(0, sizeof(kAutoIndex) - 1),
                            kAutoIndex)) {
      object.name = absl::StrCat(
          kAutoIndex, name.spelling(),
          object.name.substr(sizeof(kAutoIndex) - 1 + old.spelling().size()));
    }
  }
}

// The tables that SQLite's own modules keep beside a virtual table.
bool IsShadowSuffix(std::string_view suffix) {
  constexpr std::array<std::string_view, 11> kSuffixes = {
      "data",   "idx",  "content", "docsize", "config", "segments",
      "segdir", "stat", "node",    "parent",  "rowid"};
  return std::find(kSuffixes.begin(), kSuffixes.end(),
                   Identifier(suffix).Folded()) != kSuffixes.end();
}

// What the module's own code does: its tables take on the new name.
void RenameShadows(const Context& context, const Identifier& name,
                   Draft* draft) {
  const std::string prefix = context.object().name + "_";
  for (const SchemaObject& object : context.schema().objects) {
    const auto* table = object.As<CreateTable>();
    if (table == nullptr || object.name.size() <= prefix.size() ||
        !EqualsFolded(object.name.substr(0, prefix.size()), prefix) ||
        !IsShadowSuffix(object.name.substr(prefix.size()))) {
      continue;
    }
    const Identifier renamed(
        absl::StrCat(name.spelling(), "_", object.name.substr(prefix.size())));
    sql::Edits edits(*object.parsed());
    edits.Replace(
        table->name.token,
        ReplacementName(*object.parsed(), table->name.token, renamed, true));
    const size_t index = &object - context.schema().objects.data();
    draft->SetText({context.target.place.schema, index}, edits.Apply());
    RenameRows(context, Identifier(object.name), renamed, draft);
  }
}

}  // namespace

absl::StatusOr<Plan> PlanOp(const Context& context, const RenameTable& op) {
  const Identifier& name = op.new_name.id;
  if (context.target.system) {
    std::string home = context.target.schema;
    if (EqualsFolded(context.target.name, "sqlite_temp_master")) home = "temp";
    if (home.empty()) home = "main";
    bool taken = SystemTable(home, name.spelling()).has_value();
    for (const Schema& schema : context.in.schemas) {
      taken |=
          EqualsFolded(schema.name, home) && IsTaken(schema, name.spelling());
    }
    if (taken) {
      return Refused(absl::StrCat(
          "there is already another table or index with this name: ",
          name.spelling()));
    }
    return RequireAlterable(context);
  }
  ALTEREGO_RETURN_IF_ERROR(Guards(context, name));
  // With legacy_alter_table every text is still parsed, but of a trigger's
  // names only what it is on.
  CheckOptions options;
  options.views_and_triggers = !context.in.settings.legacy_alter_table;
  options.strings_off = !context.in.settings.dqs_ddl;
  options.rewritten_for = context.object().name;
  if (!IsLenient(context)) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::optional<std::string> error,
        context.dependencies.FirstBroken(context.target.place.schema, options));
    if (ALTEREGO_MUTANT("rebuild.rename_ignores_broken", error.has_value(),
                        false))
      return Refused(*error);
  }
  Draft draft(context);
  Renaming renaming(context, name, &draft);
  for (TablePlace place : draft.Visited()) {
    const ObjectKind kind =
        context.in.schemas[place.schema].objects[place.object].kind;
    const bool home = place.schema == context.target.place.schema;
    if (home || ALTEREGO_MUTANT(
                    "rebuild.rename_misses_temp_triggers",
                    kind == ObjectKind::kView || kind == ObjectKind::kTrigger,
                    kind == ObjectKind::kView)) {
      // What is broken keeps its text.
      ALTEREGO_ASSIGN_OR_RETURN(
          const bool broken, context.dependencies.IsBroken(
                                 place, context.target.place.schema, options));
      if (!IsLenient(context) || !broken) {
        ALTEREGO_RETURN_IF_ERROR(renaming.Rewrite(place));
      }
    }
  }
  RenameRows(context, Identifier(context.object().name), name, &draft);
  const bool is_virtual = context.target.kind == Target::Kind::kVirtual;
  if (is_virtual) RenameShadows(context, name, &draft);
  Plan plan = draft.NewPlan();
  if (!is_virtual) AppendCopyIfAsked(context, &plan);
  if (ALTEREGO_MUTANT("rebuild.keeps_sequence",
                      context.schema().FindTable("sqlite_sequence") != nullptr,
                      false)) {
    plan.steps.push_back(RunSql{
        absl::StrCat("UPDATE ", Quoted(context.schema().name),
                     ".sqlite_sequence SET name=", Literal(name.spelling()),
                     " WHERE name=", Literal(context.object().name))});
  }
  draft.AppendSteps("rename", &plan);
  ALTEREGO_RETURN_IF_ERROR(
      CheckAfter(context, draft, "rename", false, &plan).status());
  return plan;
}

}  // namespace alterego::rebuild
