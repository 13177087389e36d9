// VALIDATE CONSTRAINT n: asks the rows, and takes NOT VALID off.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<ValidateConstraint>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.validate_constraint.kind",
       "only CHECKs and foreign keys can be NOT VALID",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const ValidateConstraint& op) {
  const auto ref = work.Constraint(op.name);
  if (!ref) return false;
  const CreateTable table = work.table();
  if (const auto* check = RuleAt<CheckRule>(table, *ref)) {
    work.AskCheck(check->expr);
  } else if (const auto* fk = RuleAt<ForeignKeyRule>(table, *ref)) {
    if (!work.AskForeignKey(ColumnsAt(table, *ref), fk->references, true)) {
      return false;
    }
  } else {
    return work.Refuse(Reason::kBadDefinition, "full.validate_constraint.kind");
  }
  Draft draft = work.draft();
  draft.At(*ref).not_valid = false;
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
