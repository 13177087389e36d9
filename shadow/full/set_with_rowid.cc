// SET WITH ROWID: rows get numbers in the order of their key. Those of a table
// that had rowids when the statement began have not lost them.
#include <utility>

#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetWithRowid>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const SetWithRowid&) {
  if (!work.table().without_rowid) return true;
  Draft draft = work.draft();
  draft.without_rowid = false;
  if (!work.SetDraft(draft)) return false;
  if (!work.first().AsTable()->without_rowid) return true;
  std::vector<StoredRow> rows = work.rows();
  int64_t next = 0;
  for (StoredRow& row : rows) row.rowid = ++next;
  work.SetRows(std::move(rows));
  return true;
}

}  // namespace alterego::shadow::full
