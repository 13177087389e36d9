// ADD [CONSTRAINT n] FOREIGN KEY (...) REFERENCES ... [NOT VALID]
#include "model/sql/printer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AddForeignKey>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const AddForeignKey& op) {
  if (!work.RequireFree(op.name)) return false;
  std::vector<int> columns;
  for (const sql::Name& name : op.rule.columns) {
    columns.push_back(work.Column(name));
    if (columns.back() < 0) return false;
  }
  TableConstraint constraint;
  constraint.rule = op.rule;
  Draft draft = work.draft();
  draft.rules.push_back(
      {op.name ? op.name->ToSql() : "", sql::Print(constraint), op.not_valid});
  if (!work.SetDraft(draft)) return false;
  return work.AskForeignKey(columns, op.rule.references, !op.not_valid);
}

}  // namespace alterego::shadow::full
