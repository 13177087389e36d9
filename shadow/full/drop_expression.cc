// ALTER [COLUMN] c DROP EXPRESSION [IF EXISTS]: keeps the last values.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DropExpression>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.drop_expression.not_generated",
       "the column is not generated",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const DropExpression& op) {
  const int place = work.Column(op.column);
  if (place < 0) return false;
  const auto column = static_cast<size_t>(place);
  const alterego::Column before = work.table().columns[column];
  if (before.generated() == nullptr) {
    if (op.if_exists) return true;
    return work.Refuse(Reason::kBadDefinition,
                       "full.drop_expression.not_generated");
  }
  work.NoteWanted(before.generated()->expr);
  std::vector<Value> values(work.rows().size());
  if (const auto all = work.ReadRows()) {
    for (size_t i = 0; i < all->size(); ++i) values[i] = (*all)[i][column];
  }
  Draft draft = work.draft();
  EraseRules<GeneratedRule>(before, &draft.columns[column]);
  if (!work.SetDraft(draft)) return false;
  // What was computed is stored now: the same values.
  const bool dirty = work.dirty()[column];
  work.SetValues(column, values);
  work.dirty()[column] = dirty;
  if (work.table().strict) work.AskType(column);
  return true;
}

}  // namespace alterego::shadow::full
