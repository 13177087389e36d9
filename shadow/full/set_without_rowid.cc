// SET WITHOUT ROWID
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetWithoutRowid>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.set_without_rowid.no_key",
       "WITHOUT ROWID needs a PRIMARY KEY",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.set_without_rowid.identity",
       "WITHOUT ROWID has no AUTOINCREMENT",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const SetWithoutRowid&) {
  const CreateTable& table = work.table();
  if (table.without_rowid) return true;
  if (table.PrimaryKeyColumns().empty()) {
    return work.Refuse(Reason::kBadDefinition, "full.set_without_rowid.no_key");
  }
  if (table.autoincrement()) {
    return work.Refuse(Reason::kBadDefinition,
                       "full.set_without_rowid.identity");
  }
  for (const int key : table.PrimaryKeyColumns()) {
    work.AskNotNull(static_cast<size_t>(key));
  }
  Draft draft = work.draft();
  draft.without_rowid = true;
  if (!work.SetDraft(draft)) return false;
  // With rowids SQLite never asks for the type of what a STORED column
  // computes.
  const CreateTable now = work.table();
  for (size_t i = 0; now.strict && i < now.columns.size(); ++i) {
    if (now.columns[i].is_stored()) work.AskType(i);
  }
  return true;
}

}  // namespace alterego::shadow::full
