// SET NOT STRICT: a column of the type ANY makes numbers of text.
#include "model/type_name.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetNotStrict>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const SetNotStrict&) {
  if (!work.table().strict) return true;
  Draft draft = work.draft();
  draft.strict = false;
  if (!work.SetDraft(draft)) return false;
  const CreateTable table = work.table();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (!IsType(table.columns[i].type, "any") ||
        table.columns[i].is_virtual()) {
      continue;
    }
    std::vector<Value> values;
    for (const StoredRow& row : work.rows()) {
      values.push_back(ApplyAffinity(row.values[i], Affinity::kNumeric,
                                     work.dialect().version));
    }
    work.SetValues(i, values);
  }
  return work.Recompute();
}

}  // namespace alterego::shadow::full
