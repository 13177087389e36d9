// ALTER [COLUMN] c TO coldef: what it does not say, the column has no more.
#include "shadow/full/legal.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<AlterColumn>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const AlterColumn& op) {
  const int place = work.Column(op.column);
  if (place < 0) return false;
  const auto column = static_cast<size_t>(place);
  const alterego::Column& is = op.definition;
  if (!(op.column.id == is.name.id) &&
      !Native(work, RenameColumn{op.column, is.name, true})) {
    return false;
  }
  const alterego::Column was = work.table().columns[column];
  std::vector<Value> values(work.rows().size());
  if (is.generated() == nullptr) {
    if (was.generated() != nullptr) work.NoteWanted(was.generated()->expr);
    values = Converted(work, column, was.type, is.type);
  }
  Draft draft = work.draft();
  draft.columns[column] = DraftOfColumn(work.alter(), is);
  if (!work.SetDraft(draft)) return false;
  const bool strict = work.table().strict;
  const bool same =
      is.generated() == nullptr &&
      AffinityOfType(was.type, strict) == AffinityOfType(is.type, strict) &&
      ColumnCollation(was) == ColumnCollation(is);
  // What was computed and is stored now is the same, too.
  const bool dirty = work.dirty()[column];
  if (!same || was.generated() != nullptr) work.SetValues(column, values);
  if (same) work.dirty()[column] = dirty;
  work.Recompute();
  // What is no table is told before what its foreign key misses.
  return RequireLegal(work) && work.AskColumn(column);
}

}  // namespace alterego::shadow::full
