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
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
