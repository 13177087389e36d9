// ALTER TABLE t RENAME COLUMN a TO b: only texts change.
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "rebuild/planner.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

class Renaming {
 public:
  Renaming(const Context& context, size_t column, const sql::Name& to)
      : context_(context),
        column_(column),
        old_(context.table().columns[column].name.id),
        to_(to),
        is_rowid_(context.table().RowidAlias() == static_cast<int>(column)) {}

  // Adds the edits for one object.
  absl::Status Rewrite(TablePlace place, sql::Edits* edits) {
    const SchemaObject& object =
        context_.in.schemas[place.schema].objects[place.object];
    parsed_ = object.parsed();
    edits_ = edits;
    const bool home = place.schema == context_.target.place.schema;
    if (const auto* table = object.As<CreateTable>()) {
      if (home) RewriteTable(object, *table);
    } else if (const auto* index = object.As<CreateIndex>()) {
      if (!home || object.table_name != context_.object().name) {
        return absl::OkStatus();
      }
      // A TEMP table of that name comes first.
      const auto on = PlaceIndex(context_.in, place.schema, *index);
      const auto* create = on.has_value() ? context_.in.schemas[on->schema]
                                                .objects[on->object]
                                                .As<CreateTable>()
                                          : nullptr;
      if (create != nullptr) {
        ALTEREGO_RETURN_IF_ERROR(CheckKeys(object, *index, *create));
      }
      if (IsTarget(on)) {
        Columns(IndexColumnNodes(*index));
        StringKeys(index->columns, false);
      }
    } else {
      if (const auto* trigger = object.As<CreateTrigger>()) {
        RewriteLists(place, *trigger);
      }
      ALTEREGO_ASSIGN_OR_RETURN(const std::vector<sql::TokenIndex> tokens,
                                context_.dependencies.ColumnTokens(
                                    place, context_.target.place, column_));
      for (sql::TokenIndex token : tokens) Put(token);
      ALTEREGO_RETURN_IF_ERROR(CheckSecondPass(place, object, tokens));
    }
    return absl::OkStatus();
  }

  // The first fault of the second pass; to be asked when the first is through.
  const absl::Status& second_pass() const { return second_pass_; }

 private:
  void Put(sql::TokenIndex token) {
    edits_->Replace(token, ReplacementName(*parsed_, token, to_.id,
                                           to_.quote != sql::Quote::kNone));
  }
  // For a table of temp SQLite rewrites the views and triggers of temp twice,
  // before the table itself changes: what names the column by its new name has
  // nothing to find then.
  absl::Status CheckSecondPass(TablePlace place, const SchemaObject& object,
                               const std::vector<sql::TokenIndex>& tokens) {
    if (!context_.schema().is_temp() || tokens.empty() || !second_pass_.ok()) {
      return absl::OkStatus();
    }
    TokenTexts texts;
    for (sql::TokenIndex token : tokens) {
      texts[token] = ReplacementName(*parsed_, token, to_.id,
                                     to_.quote != sql::Quote::kNone);
    }
    ALTEREGO_ASSIGN_OR_RETURN(const std::string error,
                              context_.dependencies.ErrorWith(place, texts));
    if (error.empty()) return absl::OkStatus();
    second_pass_ = Refused(
        absl::StrCat("error in ", std::string(ObjectKindName(object.kind)), " ",
                     object.name, ": ", error));
    return absl::OkStatus();
  }
  void PutIfOld(const sql::Name& name) {
    if (name.id == old_) Put(name.token);
  }
  void PutIfOld(const std::vector<sql::Name>& names) {
    for (const sql::Name& name : names) PutIfOld(name);
  }

  // References where only the table's own columns can be meant.
  void Columns(const std::vector<const Node*>& nodes) {
    for (const Node* node : nodes) {
      const sql::Name& last = node->names.back();
      const bool rowid = is_rowid_ && IsRowidName(last.id.spelling()) &&
                         context_.table().FindColumn(last.id) == nullptr;
      if (last.id == old_ || rowid) Put(last.token);
    }
  }

  void StringKeys(const std::vector<IndexedColumn>& keys, bool primary) {
    for (const IndexedColumn& key : keys) {
      const Node* text = StringKey(key, primary);
      if (text != nullptr && text->kind == NodeKind::kLiteral &&
          Identifier(sql::Dequote(text->text)) == old_) {
        Put(text->range.begin);
      }
    }
  }

  // A key "x" that is no column is written 'x' by now, which must be one.
  absl::Status CheckKeys(const SchemaObject& object, const CreateIndex& index,
                         const CreateTable& table) const {
    for (const IndexedColumn& key : index.columns) {
      const Node* text = StringKey(key);
      if (text == nullptr || text->kind == NodeKind::kLiteral ||
          !context_.Since(36) ||
          table.FindColumn(text->names[0].id) != nullptr) {
        continue;
      }
      return Refused(
          absl::StrCat("error in index ", object.name,
                       ": no such column: ", text->names[0].id.spelling()));
    }
    return absl::OkStatus();
  }

  void Keys(const std::vector<IndexedColumn>& keys, bool primary) {
    StringKeys(keys, primary);
    for (const IndexedColumn& key : keys) {
      sql::Walk(key.expr, [&](const Node& node) {
        if (node.kind == NodeKind::kColumn) PutIfOld(node.names.back());
      });
    }
  }

  void References(const ForeignKeyRule& fk, bool own) {
    if (ALTEREGO_MUTANT("rebuild.skips_child_columns", own, false))
      PutIfOld(fk.columns);
    if (ALTEREGO_MUTANT(
            "rebuild.skips_parent_columns",
            fk.references.parent.id == Identifier(context_.object().name),
            false)) {
      PutIfOld(fk.references.columns);
    }
  }

  // Until SQLite reads WITHOUT ROWID at the end, it takes INTEGER PRIMARY KEY
  // for the rowid, and does not find that column in a UNIQUE list behind it.
  bool WouldBeRowid(const CreateTable& table) const {
    if (!table.without_rowid) return false;
    CreateTable with_rowid = table;
    with_rowid.without_rowid = false;
    return with_rowid.RowidAlias() == static_cast<int>(column_);
  }

  void RewriteTable(const SchemaObject& object, const CreateTable& table) {
    const bool own = &object == &context_.object();
    if (own) {
      Put(table.columns[column_].name.token);
      Columns(TableColumnNodes(table));
    }
    for (const Column& column : table.columns) {
      for (const ColumnConstraint& c : column.constraints) {
        if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
          References(*fk, own);
        }
      }
    }
    const bool would_be_rowid = own && WouldBeRowid(table);
    bool taken_for_rowid =
        would_be_rowid &&
        table.columns[column_].Find<PrimaryKeyRule>() != nullptr;
    for (const TableConstraint& c : table.constraints) {
      if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
        References(*fk, own);
      }
      if (!own) continue;
      if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
        Keys(key->columns, true);
        taken_for_rowid |= !key->columns.empty() && would_be_rowid;
      } else if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
        if (ALTEREGO_MUTANT("rebuild.skips_unique_lists", !taken_for_rowid,
                            false))
          Keys(unique->columns, false);
      }
    }
  }

  // UPDATE OF, SET and INSERT lists: names of the table that they belong to.
  void RewriteLists(TablePlace place, const CreateTrigger& trigger) {
    if (ALTEREGO_MUTANT(
            "rebuild.skips_update_of",
            IsTarget(PlaceTrigger(context_.in, place.schema, trigger).table),
            false)) {
      PutIfOld(trigger.update_of);
    }
    for (const Node& step : trigger.steps) {
      const Node* ref = step.Child(NodeKind::kTableRef);
      if (ref == nullptr || step.kind == NodeKind::kSelect) continue;
      if (!IsTarget(TargetOf(place, trigger, ref->names.back().id))) continue;
      if (const Node* columns = step.Child(NodeKind::kColumnList)) {
        PutIfOld(columns->names);
      }
      ALTEREGO_MUTANT("rebuild.skips_set", Sets(step), static_cast<void>(0));
      if (const Node* upsert =
              ALTEREGO_MUTANT("rebuild.skips_upsert_set",
                              step.Child(NodeKind::kUpsert), nullptr)) {
        if (const Node* update = upsert->Child(NodeKind::kDoUpdate)) {
          Sets(*update);
        }
      }
    }
  }
  // Before 3.52 SQLite looked a step's table up in the altered table's schema.
  std::optional<TablePlace> TargetOf(TablePlace place,
                                     const CreateTrigger& trigger,
                                     const Identifier& table) const {
    if (!context_.Since(52)) {
      return context_.in.FindTable(context_.schema().name, table.spelling());
    }
    const Schema& home =
        context_.in
            .schemas[PlaceTrigger(context_.in, place.schema, trigger).schema];
    if (home.is_temp()) {
      return context_.in.FindTable(std::nullopt, table.spelling());
    }
    return context_.in.FindTable(home.name, table.spelling());
  }
  void Sets(const Node& parent) {
    for (const Node& set : parent.children) {
      if (set.kind == NodeKind::kSet) PutIfOld(set.names);
    }
  }
  bool IsTarget(const std::optional<TablePlace>& place) const {
    return place.has_value() && place->schema == context_.target.place.schema &&
           place->object == context_.target.place.object;
  }

  const Context& context_;
  const size_t column_;
  const Identifier old_;
  const sql::Name& to_;
  const bool is_rowid_;
  const sql::Parsed* parsed_ = nullptr;
  sql::Edits* edits_ = nullptr;
  absl::Status second_pass_;
};

// Rewrites one object: its quotes first, and then what that has made of it,
// where the name of a query's column may have gone with them.
absl::Status RewriteObject(const Context& context, TablePlace place,
                           Renaming* renaming, Draft* draft) {
  const SchemaObject& object =
      context.in.schemas[place.schema].objects[place.object];
  if (object.is_internal() || object.is_virtual() ||
      object.parsed() == nullptr) {
    return absl::OkStatus();
  }
  sql::Edits edits(*object.parsed());
  ALTEREGO_ASSIGN_OR_RETURN(const TokenTexts fixed,
                            FixedQuotes(context, place));
  for (const auto& [token, text] : fixed) edits.Replace(token, text);
  std::string error;
  if (!fixed.empty() || IsLenient(context)) {
    ALTEREGO_ASSIGN_OR_RETURN(error,
                              context.dependencies.ErrorWith(place, fixed));
  }
  if (error.empty()) {
    ALTEREGO_RETURN_IF_ERROR(renaming->Rewrite(place, &edits));
  } else if (!IsLenient(context)) {
    return Refused(absl::StrCat("error in ",
                                std::string(ObjectKindName(object.kind)), " ",
                                object.name, ": ", error));
  }
  if (!edits.empty()) draft->SetText(place, edits.Apply());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Plan> PlanOp(const Context& context, const RenameColumn& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireAlterable(context));
  ALTEREGO_RETURN_IF_ERROR(RequireTable(context, "rename columns of"));
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            RequireColumn(context, op.from));
  ALTEREGO_RETURN_IF_ERROR(
      RefuseRowidAlias(context, "rename from", op.from.id));
  ALTEREGO_RETURN_IF_ERROR(RefuseRowidAlias(context, "rename to", op.to.id));
  ALTEREGO_RETURN_IF_ERROR(RequireWritable(context));
  ALTEREGO_RETURN_IF_ERROR(
      ALTEREGO_MUTANT("rebuild.rename_tests_nothing_before",
                      CheckBefore(context), absl::OkStatus()));

  Draft draft(context);
  Renaming renaming(context, column, op.to);
  for (TablePlace place : draft.Visited()) {
    ALTEREGO_RETURN_IF_ERROR(RewriteObject(context, place, &renaming, &draft));
  }
  ALTEREGO_RETURN_IF_ERROR(renaming.second_pass());
  Plan plan = draft.NewPlan();
  AppendCopyIfAsked(context, &plan);
  draft.AppendSteps("rename", &plan);
  ALTEREGO_RETURN_IF_ERROR(
      CheckAfter(context, draft, "rename",
                 ALTEREGO_MUTANT("rebuild.test_allows_strings",
                                 context.Since(36), false),
                 &plan)
          .status());
  return plan;
}

}  // namespace alterego::rebuild
