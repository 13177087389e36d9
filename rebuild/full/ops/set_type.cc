// ALTER [COLUMN] c [SET DATA] TYPE t [COLLATE x] [USING expr]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

namespace {

// USING is computed from the old row, which still has what an action before
// this one has taken away.
absl::Status RequireColumns(const State& state, const sql::Node& expr) {
  const Identifier* gone = nullptr;
  bool query = false;
  sql::Walk(expr, [&](const sql::Node& node) {
    query |= node.kind == sql::NodeKind::kSelect;
    if (node.kind != sql::NodeKind::kColumn) return;
    const sql::Name& word = node.names.back();
    const bool text = word.quote == sql::Quote::kDouble &&
                      node.names.size() == 1 && state.before.settings.dqs_dml;
    if (!text && state.table().FindColumn(word.id) == nullptr &&
        state.old_table().FindColumn(word.id) != nullptr) {
      gone = &word.id;
    }
  });
  if (gone == nullptr || query) return absl::OkStatus();
  return Refuse(absl::StrCat("no such column: ", gone->spelling()));
}

}  // namespace

absl::Status Fold(State& state, const SetType& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const Column& before = state.table().columns[column];
  const bool strict = state.table().strict;
  const bool generated = before.generated() != nullptr;
  if (op.value.has_value()) {
    if (generated) {
      return Refuse(absl::StrCat("column ", op.column.id.spelling(),
                                 " is generated: USING has nothing to set; SET "
                                 "EXPRESSION changes its expression"));
    }
    ALTEREGO_RETURN_IF_ERROR(RequireColumns(state, *op.value));
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::string expr,
        state.OverOldRow(state.alter, op.value_range, *op.value));
    // What is wrong with it, SQLite says.
    ALTEREGO_RETURN_IF_ERROR(
        state.database
            .Prepare(absl::StrCat("SELECT ", expr, " FROM ", state.OldName()))
            .status());
    if (!state.ComputesExactly(*op.value)) return RefuseInexact();
    Source source;
    source.expr = expr;
    source.convert = true;
    state.sources[column] = source;
    state.computed.push_back(
        {absl::StrCat(state.name(), ".", before.name.id.spelling()), op.type,
         0});
    if (strict) {
      CheckFits(state, column, state.Raw(column), op.type,
                "USING must give values of that type");
    }
  } else {
    ConvertTo(state, column, before.type, op.type, strict);
  }
  if (op.collation.has_value()) state.lint.insert("tightens");
  return state.SetText(
      sql::WithType(state.parsed(), column, op.type, op.collation));
}

}  // namespace alterego::rebuild::full
