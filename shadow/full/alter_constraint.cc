// ALTER CONSTRAINT n [NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]
#include "model/sql/printer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AlterConstraint>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.alter_constraint.kind",
       "only foreign keys are deferred",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const AlterConstraint& op) {
  const auto ref = work.Constraint(op.name);
  if (!ref) return false;
  const auto* fk = RuleAt<ForeignKeyRule>(work.table(), *ref);
  if (fk == nullptr) {
    return work.Refuse(Reason::kBadDefinition, "full.alter_constraint.kind");
  }
  ForeignKeyRule rule = *fk;
  rule.references.deferrable = op.deferrable;
  rule.references.initially = op.initially;
  Draft draft = work.draft();
  std::string& body = draft.At(*ref).body;
  if (ref->column < 0) {
    TableConstraint constraint;
    constraint.rule = rule;
    body = sql::Print(constraint);
  } else {
    ColumnConstraint constraint;
    constraint.rule = rule;
    body = sql::Print(constraint);
  }
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
