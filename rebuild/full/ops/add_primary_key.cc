// ADD [CONSTRAINT n] PRIMARY KEY (...)
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AddPrimaryKey& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireFreeName(state, op.name));
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<size_t> columns,
                            RequireKeyColumns(state, op.rule.columns));
  if (!state.table().PrimaryKeyColumns().empty()) {
    return Refuse(absl::StrCat("table ", state.name(),
                               " has a PRIMARY KEY already; DROP CONSTRAINT "
                               "it first, or add UNIQUE"));
  }
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  state.lint.insert("tightens");
  ALTEREGO_RETURN_IF_ERROR(state.SetText(
      sql::WithConstraint(state.parsed(), sql::Print(constraint))));
  for (size_t column : columns) CheckNotNull(state, column);
  CheckUnique(state, LastConstraintName(state), columns, op.rule.columns);
  const int alias = state.table().RowidAlias();
  if (alias >= 0) {
    CheckFits(state, alias, state.Raw(alias), "INTEGER",
              "only integers can be an INTEGER PRIMARY KEY");
    state.warnings.push_back(
        absl::StrCat("an INTEGER PRIMARY KEY is the rowid: rows get new "
                     "rowids, the values of ",
                     state.table().columns[alias].name.id.spelling()));
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
