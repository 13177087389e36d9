// ALTER [COLUMN] c SET NOT NULL [ON CONFLICT x]
#include "model/sql/printer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetNotNull>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const SetNotNull& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  work.AskNotNull(static_cast<size_t>(column));
  Draft draft = work.draft();
  DraftColumn& changed = draft.columns[column];
  EraseRules<NotNullRule>(work.table().columns[column], &changed);
  changed.rules.push_back(
      {"", "NOT NULL" + sql::PrintOnConflict(op.conflict), false});
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
