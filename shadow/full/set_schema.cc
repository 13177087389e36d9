// SET SCHEMA db: the table goes to another database.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetSchema>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.move.unknown_database",
       "there is no database of that name",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.move.tied",
       "something refers from one database to the other",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.move.name_taken",
       "an object there has the name",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const SetSchema& op) { return work.MoveTo(op.schema); }

}  // namespace alterego::shadow::full
