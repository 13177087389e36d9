// ALTER [COLUMN] c SET DEFAULT e: rows keep what they hold.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetDefault>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.set_default.generated",
       "a generated column has no default",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const SetDefault& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  const alterego::Column& before = work.table().columns[column];
  if (before.generated() != nullptr) {
    return work.Refuse(Reason::kBadDefinition, "full.set_default.generated");
  }
  Draft draft = work.draft();
  DraftColumn& changed = draft.columns[column];
  const std::string body = "DEFAULT " + work.Text(op.value.expr);
  const int last = LastRule<DefaultRule>(before);
  if (last >= 0) {
    changed.rules[last].body = body;
  } else {
    changed.rules.push_back({"", body, false});
  }
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
