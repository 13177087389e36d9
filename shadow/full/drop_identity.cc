// ALTER [COLUMN] c DROP IDENTITY [IF EXISTS]
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DropIdentity>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.drop_identity.none",
       "the column is no identity",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const DropIdentity& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  if (!work.table().autoincrement() || work.table().RowidAlias() != column) {
    if (op.if_exists) return true;
    return work.Refuse(Reason::kBadDefinition, "full.drop_identity.none");
  }
  return SetAutoincrement(work, false);
}

}  // namespace alterego::shadow::full
