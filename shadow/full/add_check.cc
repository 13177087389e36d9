// ADD [CONSTRAINT n] CHECK (e) [NOT VALID]
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AddCheck>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const AddCheck& op) {
  if (!work.RequireFree(op.name)) return false;
  DraftRule rule;
  if (op.name) rule.name = op.name->ToSql();
  rule.body = "CHECK (" + work.Text(op.expr_range) + ")";
  rule.not_valid = op.not_valid;
  Draft draft = work.draft();
  draft.rules.push_back(rule);
  if (!work.SetDraft(draft)) return false;
  if (!op.not_valid) work.AskCheck(op.check.expr);
  return true;
}

}  // namespace alterego::shadow::full
