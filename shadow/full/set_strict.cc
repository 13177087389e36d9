// SET STRICT
#include "model/type_name.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetStrict>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.set_strict.version",
       "there are STRICT tables since 3.37",
       {3, 31, 0},
       {3, 37, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const SetStrict&) {
  if (work.table().strict) return true;
  if (work.dialect().version < SqliteVersion{3, 37, 0}) {
    return work.Refuse(Reason::kNotSupported, "full.set_strict.version");
  }
  Draft draft = work.draft();
  draft.strict = true;
  if (!work.SetDraft(draft)) return false;
  const CreateTable& table = work.table();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    work.AskType(i);
    // Numbers before, anything now: what compares with it is asked again.
    if (IsType(table.columns[i].type, "any")) work.MarkDirty(i);
  }
  for (const int key : table.PrimaryKeyColumns()) {
    work.AskNotNull(static_cast<size_t>(key));
  }
  return true;
}

}  // namespace alterego::shadow::full
