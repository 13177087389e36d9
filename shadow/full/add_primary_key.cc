// ADD [CONSTRAINT n] PRIMARY KEY (...)
#include "model/sql/printer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AddPrimaryKey>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const AddPrimaryKey& op) {
  if (!work.RequireFree(op.name)) return false;
  const auto columns = work.Keys(op.rule.columns);
  if (!columns) return false;
  if (!work.table().PrimaryKeyColumns().empty()) {
    return work.Refuse(Reason::kBadDefinition, "full.second_primary_key");
  }
  for (const int column : *columns) {
    work.AskNotNull(static_cast<size_t>(column));
  }
  work.AskUnique(*columns, op.rule.columns);
  TableConstraint constraint;
  constraint.rule = op.rule;
  Draft draft = work.draft();
  draft.rules.push_back(
      {op.name ? op.name->ToSql() : "", sql::Print(constraint), false});
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
