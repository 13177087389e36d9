// ALTER [COLUMN] c ADD GENERATED ... AS IDENTITY: AUTOINCREMENT.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AddIdentity>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.add_identity.no_rowid",
       "only an INTEGER PRIMARY KEY is an identity",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.add_identity.twice",
       "the column is an identity already",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const AddIdentity& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  if (work.table().RowidAlias() != column) {
    return work.Refuse(Reason::kBadDefinition, "full.add_identity.no_rowid");
  }
  if (work.table().autoincrement()) {
    return work.Refuse(Reason::kBadDefinition, "full.add_identity.twice");
  }
  return SetAutoincrement(work, true);
}

}  // namespace alterego::shadow::full
