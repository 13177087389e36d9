// ADD [CONSTRAINT n] UNIQUE (...)
#include "model/sql/printer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AddUnique>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const AddUnique& op) {
  if (!work.RequireFree(op.name)) return false;
  const auto columns = work.Keys(op.rule.columns);
  if (!columns) return false;
  TableConstraint constraint;
  constraint.rule = op.rule;
  Draft draft = work.draft();
  draft.rules.push_back(
      {op.name ? op.name->ToSql() : "", sql::Print(constraint), false});
  if (!work.SetDraft(draft)) return false;
  work.AskUnique(*columns, op.rule.columns);
  return true;
}

}  // namespace alterego::shadow::full
