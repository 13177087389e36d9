// ALTER COLUMN SET NOT NULL: alter.c, sqlite3AlterSetNotNull.
#include "model/sql/edit.h"
#include "shadow/ops/constraint_edit.h"
#include "shadow/ops/constraint_text.h"
#include "shadow/ops/row_check.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<SetNotNull>;

std::optional<std::string> NoSuchColumn(const Context& c) {
  return NoSuchColumnBare(c, c.op.column);
}

// From NOT to the end of the statement: the words that SQLite copies.
std::string ConstraintText(const Context& context) {
  const sql::Parsed& parsed = context.parsed;
  const sql::TokenIndex set =
      sql::NextSignificant(parsed, context.op.column.token);
  const sql::TokenIndex first = sql::NextSignificant(parsed, set);
  const size_t from = parsed.tokens[first].offset;
  const size_t to = StatementTail(parsed, /*behind_semicolon=*/false);
  return TrimmedConstraint(
      std::string_view(parsed.source).substr(from, to - from));
}

// nullopt: a value is not known.
std::optional<bool> HasNull(const Context& context, int column) {
  const CreateTable& table = *context.create();
  if (column == table.RowidAlias()) return false;
  for (const StoredRow& row : RowsOf(context.database(), context.table).rows) {
    const std::optional<Row> values = ReadRow(table, row, context.dialect());
    if (!values) return std::nullopt;
    if ((*values)[column].is_null()) return true;
  }
  return false;
}

}  // namespace

template <>
const std::vector<Guard<SetNotNull>>& AlterRules<SetNotNull>::Guards() {
  static const auto* const guards = new std::vector<Guard<SetNotNull>>{
      {"set_not_null.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<SetNotNull>},
      {"set_not_null.view", "views have no constraints", Reason::kIsView,
       ConstraintOfView<SetNotNull>},
      {"set_not_null.virtual", "virtual tables have no constraints",
       Reason::kIsVirtual, ConstraintOfVirtual<SetNotNull>},
      {"set_not_null.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<SetNotNull>},
      {"set_not_null.no_such_column", "the column does not exist",
       Reason::kNoSuchColumn, NoSuchColumn},
      {"set_not_null.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, Denied<SetNotNull>},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<SetNotNull>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"set_not_null.null_found",
       "a row has NULL there",
       {3, 52, 0},
       {99, 0, 0}},
      {"set_not_null.reload",
       "the table's new text does not load",
       {3, 52, 0},
       {99, 0, 0}},
      {"set_not_null.accept",
       "NOT NULL stands last in the definition",
       {3, 52, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<SetNotNull>::Effect(const AlterContext<SetNotNull>& context,
                                       const WorldPtr& world) {
  const int column = context.create()->ColumnIndex(context.op.column.id);
  const std::optional<bool> null = HasNull(context, column);
  if (!null) return AlterUnknown(world, "set_not_null.null_found");
  if (*null) {
    return AlterRefuse(world, Reason::kConstraintViolated,
                       "set_not_null.null_found", "constraint failed");
  }
  const auto index = static_cast<size_t>(column);
  return AcceptConstraintText(
      context, world,
      WithColumnConstraint(WithoutNotNull(context.object()->sql, index), index,
                           ConstraintText(context)),
      "set_not_null.reload", "set_not_null.accept");
}

}  // namespace alterego::shadow
