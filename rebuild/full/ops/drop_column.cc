// DROP [COLUMN] [IF EXISTS] c [RESTRICT | CASCADE]
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "model/sql/table_edit.h"
#include "rebuild/dependencies.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {
namespace {

bool Reads(const sql::Node& expr, const Identifier& column) {
  bool found = false;
  sql::Walk(expr, [&](const sql::Node& node) {
    found |=
        node.kind == sql::NodeKind::kColumn && node.names.back().id == column;
  });
  return found;
}

// A constraint that needs the column, other than those that go with it.
std::optional<NamedConstraint> FindConstraintOn(const CreateTable& table,
                                                size_t column) {
  const Identifier& name = table.columns[column].name.id;
  for (const NamedConstraint& c : ConstraintNames(table)) {
    const bool key = RuleAt<UniqueRule>(table, c.ref) != nullptr ||
                     RuleAt<PrimaryKeyRule>(table, c.ref) != nullptr;
    const bool own = c.ref.column == static_cast<int>(column);
    if (own && !key) continue;
    if (const auto* check = RuleAt<CheckRule>(table, c.ref)) {
      if (Reads(check->expr, name)) return c;
      continue;
    }
    for (size_t used : ColumnsAt(table, c.ref)) {
      if (used == column && (key || c.ref.column < 0)) return c;
    }
  }
  return std::nullopt;
}

std::optional<size_t> FindGeneratedFrom(const CreateTable& table,
                                        size_t column) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const GeneratedRule* rule = table.columns[i].generated();
    if (i != column && rule != nullptr &&
        Reads(rule->expr, table.columns[column].name.id)) {
      return i;
    }
  }
  return std::nullopt;
}

std::vector<TablePlace> IndexesOn(const State& state, size_t column) {
  const Identifier& name = state.table().columns[column].name.id;
  std::vector<TablePlace> out;
  for (size_t o = 0; o < state.schema().objects.size(); ++o) {
    const auto* index = state.schema().objects[o].As<CreateIndex>();
    if (index == nullptr || !(index->table.id == Identifier(state.name()))) {
      continue;
    }
    bool needs = index->where.has_value() && Reads(*index->where, name);
    for (const IndexedColumn& key : index->columns) {
      const sql::Node* text = StringKey(key);
      needs |= Reads(key.expr, name) ||
               (text != nullptr && text->kind == sql::NodeKind::kLiteral &&
                Identifier(sql::Dequote(text->text)) == name);
    }
    if (needs) out.push_back({state.place.schema, o});
  }
  return out;
}

// Takes the column away, and everything in the schema that needs it. What goes
// beside it is told in `gone`.
absl::Status Remove(State& state, size_t column,
                    std::vector<std::string>* gone) {
  const Identifier name = state.table().columns[column].name.id;
  bool in_key = false;
  for (int k : state.table().PrimaryKeyColumns()) {
    in_key |= k == static_cast<int>(column);
  }
  if (in_key && state.table().without_rowid) {
    return Refuse(absl::StrCat("cannot drop column ", name.spelling(),
                               ": the PRIMARY KEY of a table WITHOUT ROWID; "
                               "SET WITH ROWID first"));
  }
  const std::vector<Reference> references =
      ReferencesTo(state, {column}, in_key);
  // From the last to the first, so that places stay true.
  for (size_t i = references.size(); i-- > 0;) {
    const Reference& r = references[i];
    gone->push_back(r.text);
    ALTEREGO_RETURN_IF_ERROR(DropReference(state, r));
  }
  while (const auto c = FindConstraintOn(state.table(), column)) {
    gone->push_back(absl::StrCat("constraint ", c->name.spelling()));
    ALTEREGO_RETURN_IF_ERROR(
        state.SetText(sql::WithoutConstraint(state.parsed(), c->ref)));
  }
  for (TablePlace index : IndexesOn(state, column)) {
    gone->push_back(absl::StrCat(
        "index ", state.now.schemas[index.schema].objects[index.object].name));
    state.Drop(index);
  }
  while (const auto other = FindGeneratedFrom(state.table(), column)) {
    gone->push_back(absl::StrCat(
        "generated column ", state.table().columns[*other].name.id.spelling()));
    ALTEREGO_RETURN_IF_ERROR(Remove(state, *other, gone));
    column = static_cast<size_t>(state.table().ColumnIndex(name));
  }
  if (state.table().columns.size() < 2) {
    return Refuse(absl::StrCat("cannot drop column ", name.spelling(),
                               ": no other columns exist"));
  }
  if (state.table().columns[column].generated() == nullptr) {
    state.lint.insert("destroys_data");
  }
  // A comment behind the last column would stay, and mean the one before.
  ALTEREGO_RETURN_IF_ERROR(state.SetText(sql::WithoutAnnotation(
      state.parsed(), sql::ColumnAnchor(state.parsed(), column),
      "statistics")));
  state.sources.erase(state.sources.begin() + static_cast<long>(column));
  return state.SetText(sql::WithoutColumn(state.parsed(), column));
}

bool IsDropped(const State& state, TablePlace place) {
  return std::any_of(
      state.dropped.begin(), state.dropped.end(), [&](TablePlace other) {
        return other.schema == place.schema && other.object == place.object;
      });
}

// Until nothing breaks: what compiles without the column, as its name in double
// quotes would be a string, goes too, and only then breaks what is built on it.
absl::Status DropBroken(State& state, const Introspection& was,
                        std::vector<std::string>* gone) {
  while (true) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Dependant> broken,
                              NewlyBroken(state, was));
    const size_t before = state.dropped.size();
    for (const Dependant& d : broken) {
      // A view takes its triggers along: those that go first are not dropped
      // twice.
      if (IsDropped(state, d.place)) continue;
      gone->push_back(d.text);
      state.Drop(d.place);
    }
    if (state.dropped.size() == before) return absl::OkStatus();
  }
}

}  // namespace

absl::Status Fold(State& state, const DropColumn& op) {
  if (op.if_exists && state.table().FindColumn(op.column.id) == nullptr) {
    state.warnings.push_back(absl::StrCat("column ", op.column.id.spelling(),
                                          " does not exist, skipped"));
    return absl::OkStatus();
  }
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const Introspection was = state.now;
  std::vector<std::string> gone;
  ALTEREGO_RETURN_IF_ERROR(Remove(state, column, &gone));
  ALTEREGO_RETURN_IF_ERROR(DropBroken(state, was, &gone));
  if (!gone.empty() && op.behavior != DropBehavior::kCascade) {
    return RefuseDependants("column " + op.column.id.spelling(), gone);
  }
  for (const std::string& text : gone) {
    state.warnings.push_back("drops " + text);
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
