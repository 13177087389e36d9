// ALTER [COLUMN] c [SET DATA] TYPE t [COLLATE x] [USING expr]
#include "shadow/full/work.h"
#include "shadow/query_check.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetType>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.set_type.generated",
       "USING has nothing to set in a generated column",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.set_type.using",
       "USING names what is not there",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

// A name that means nothing is one, be there rows or not.
bool NamesResolve(Work& work, const SetType& op) {
  const sql::ParseResult query = sql::ParseStatement(
      "SELECT " + work.Text(op.value_range) + " FROM " +
      work.database().name.Quoted() + "." + work.name().Quoted());
  if (!query.ok()) return work.Refuse(Reason::kSyntax, "full.syntax");
  const auto* select = std::get_if<Select>(&query->statement);
  if (select == nullptr) return true;
  const QueryCheck check =
      CheckQuery(work.world().now, work.dialect(), select->node, nullptr);
  if (!check.error) return true;
  return work.Refuse(check.error->reason, "full.set_type.using");
}

}  // namespace

bool Apply(Work& work, const SetType& op) {
  const int place = work.Column(op.column);
  if (place < 0) return false;
  const auto column = static_cast<size_t>(place);
  const alterego::Column before = work.table().columns[column];
  const bool strict = work.table().strict;
  std::vector<Value> values;
  if (op.value) {
    if (before.generated() != nullptr) {
      return work.Refuse(Reason::kBadDefinition, "full.set_type.generated");
    }
    if (!NamesResolve(work, op)) return false;
    work.NoteWanted(*op.value);
    auto computed = work.Compute(*op.value);
    if (computed) values = *std::move(computed);
    values.resize(work.rows().size());
    for (Value& value : values) {
      if (strict && !Fits(value, op.type, strict, work.dialect().version)) {
        work.RowFault(Reason::kDatatype, "full.rows.type");
      }
      value = ApplyAffinity(std::move(value), AffinityOfType(op.type, strict),
                            work.dialect().version);
    }
  } else {
    values = Converted(work, column, before.type, op.type);
  }
  Draft draft = work.draft();
  DraftColumn& changed = draft.columns[column];
  changed.type = op.type;
  if (op.collation) {
    const std::string body = "COLLATE " + op.collation->ToSql();
    const int last = LastRule<CollateRule>(before);
    if (last >= 0) {
      changed.rules[last].body = body;
    } else {
      changed.rules.push_back({"", body, false});
    }
  }
  if (!work.SetDraft(draft)) return false;
  const bool other =
      op.value ||
      ColumnCollation(before) !=
          ColumnCollation(work.table().columns[column]) ||
      AffinityOfType(before.type, strict) != AffinityOfType(op.type, strict);
  if (!other) return true;
  if (!before.is_virtual()) work.SetValues(column, values);
  work.MarkDirty(column);
  return work.Recompute();
}

}  // namespace alterego::shadow::full
