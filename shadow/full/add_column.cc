// ADD [COLUMN] [IF NOT EXISTS] coldef [FIRST | AFTER c]
#include "shadow/full/work.h"
#include "shadow/old_rows.h"

namespace alterego::shadow::full {
namespace {

// Rows read a constant where they have nothing; anything else is computed.
bool IsConstant(const sql::Node& expr) {
  using sql::NodeKind;
  if (expr.kind == NodeKind::kLiteral) {
    return expr.text.empty() || (expr.text[0] | 0x20) != 'c';  // CURRENT_TIME
  }
  if (expr.kind == NodeKind::kColumn) return true;
  const bool sign = expr.kind == NodeKind::kUnary &&
                    (expr.op == sql::Op::kNegate || expr.op == sql::Op::kPlus);
  return (sign || expr.kind == NodeKind::kParen) &&
         IsConstant(expr.children[0]);
}

// What the rows that are there hold in the new column.
std::vector<Value> ValuesOf(Work& work, size_t at) {
  const CreateTable& table = work.table();
  const alterego::Column& column = table.columns[at];
  std::vector<Value> values(work.rows().size());
  if (column.generated() != nullptr || values.empty()) return values;
  if (table.RowidAlias() == static_cast<int>(at)) {
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = Value::Integer(work.rows()[i].rowid);
    }
    return values;
  }
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return values;
  const EvalResult value = IsConstant(rule->expr)
                               ? OldRowsDefault(table, column, work.dialect())
                               : DefaultValue(table, column, work.dialect());
  if (!value.ok()) work.RowsUnknown("full.rows.unknown");
  for (Value& v : values) v = value.value;
  return values;
}

}  // namespace

template <>
const std::vector<RuleInfo>& Rules<AddColumn>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.add_column.duplicate",
       "there is a column of that name",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.second_primary_key",
       "the table has a PRIMARY KEY already",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const AddColumn& op) {
  const alterego::Column& column = op.column;
  const CreateTable& table = work.table();
  if (table.FindColumn(column.name.id) != nullptr) {
    if (op.if_not_exists) return true;
    return work.Refuse(Reason::kDuplicateColumn, "full.add_column.duplicate");
  }
  size_t at = op.first ? 0 : table.columns.size();
  if (op.after) {
    const int after = work.Column(*op.after);
    if (after < 0) return false;
    at = static_cast<size_t>(after) + 1;
  }
  if (column.Find<PrimaryKeyRule>() != nullptr &&
      !table.PrimaryKeyColumns().empty()) {
    return work.Refuse(Reason::kBadDefinition, "full.second_primary_key");
  }
  Draft draft = work.draft();
  draft.columns.insert(draft.columns.begin() + static_cast<ptrdiff_t>(at),
                       DraftOfColumn(work.alter(), column));
  if (!work.SetDraft(draft)) return false;
  work.InsertValues(at, ValuesOf(work, at));
  work.Recompute();
  if (work.table().strict) work.AskType(at);
  return work.AskColumn(at);
}

}  // namespace alterego::shadow::full
