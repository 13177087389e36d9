// DROP CONSTRAINT [IF EXISTS] n [RESTRICT | CASCADE]
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DropConstraint>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.drop_constraint.without_rowid",
       "WITHOUT ROWID needs its PRIMARY KEY",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.drop_constraint.needed",
       "a foreign key refers to that key",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

// A named DEFAULT, COLLATE or expression loses its name alone, as in SQLite.
bool KeepsClause(const CreateTable& table, ConstraintRef ref) {
  if (ref.column < 0) return false;
  const auto& rule = table.columns[ref.column].constraints[ref.index].rule;
  return std::holds_alternative<DefaultRule>(rule) ||
         std::holds_alternative<CollateRule>(rule) ||
         std::holds_alternative<GeneratedRule>(rule);
}

}  // namespace

bool Apply(Work& work, const DropConstraint& op) {
  const CreateTable& table = work.table();
  if (op.if_exists && !FindConstraint(table, op.name.id)) return true;
  const auto ref = work.Constraint(op.name);
  if (!ref) return false;
  const bool primary = RuleAt<PrimaryKeyRule>(table, *ref) != nullptr;
  if (primary && table.without_rowid) {
    return work.Refuse(Reason::kConstraintMayNotDrop,
                       "full.drop_constraint.without_rowid");
  }
  if (primary || RuleAt<UniqueRule>(table, *ref) != nullptr) {
    const auto needs = Referrers(work, ColumnsAt(table, *ref), primary);
    if (!needs.empty() && op.behavior != DropBehavior::kCascade) {
      return work.Refuse(Reason::kMayNotBeAltered,
                         "full.drop_constraint.needed");
    }
    if (!DropReferrers(work, needs)) return false;
  }
  Draft draft = work.draft();
  if (KeepsClause(table, *ref)) {
    draft.At(*ref).name.clear();
  } else {
    draft.Erase(*ref);
  }
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
