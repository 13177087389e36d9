// ALTER TABLE t DROP COLUMN c: the text loses the column, and so do the rows.
#include "absl/strings/str_cat.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "rebuild/planner.h"

namespace alterego::rebuild {
namespace {

absl::Status Guards(const Context& context, size_t column,
                    const Identifier& name) {
  const CreateTable& table = context.table();
  ALTEREGO_RETURN_IF_ERROR(RefuseRowidAlias(context, "drop", name));
  bool key = table.columns[column].Find<PrimaryKeyRule>() != nullptr;
  for (int k : table.PrimaryKeyColumns()) key |= k == static_cast<int>(column);
  const bool unique = ALTEREGO_MUTANT(
      "rebuild.drops_unique",
      table.columns[column].Find<UniqueRule>() != nullptr, false);
  if (ALTEREGO_MUTANT("rebuild.drops_key", key, false) || unique) {
    return Refused(absl::StrCat("cannot drop ", key ? "PRIMARY KEY" : "UNIQUE",
                                " column: \"", name.spelling(), "\""));
  }
  if (ALTEREGO_MUTANT("rebuild.drops_last", table.columns.size() <= 1, false)) {
    return Refused(absl::StrCat("cannot drop column \"", name.spelling(),
                                "\": no other columns exist"));
  }
  return RequireWritable(context);
}

// Where the list of columns ends: at the comma before the table constraints, or
// at the closing parenthesis.
size_t EndOfColumns(const sql::Parsed& parsed, const CreateTable& table) {
  sql::TokenIndex end = table.close_paren;
  if (!table.constraints.empty()) {
    end = sql::PreviousSignificant(parsed, table.constraints[0].range.begin);
  }
  return parsed.tokens[end].offset;
}

// The offset of the comma before the last column.
size_t CommaBefore(const Context& context, const sql::Parsed& parsed,
                   const Column& column) {
  if (context.Since(53)) {
    return parsed.tokens[sql::PreviousSignificant(parsed, column.name.token)]
        .offset;
  }
  // Older releases look for the character, in a comment too.
  return parsed.source.rfind(',', parsed.tokens[column.name.token].offset);
}

std::string WithoutColumn(const Context& context, const sql::Parsed& parsed,
                          const CreateTable& table, size_t column) {
  sql::Edits edits(parsed);
  const Column& dropped = table.columns[column];
  if (column + 1 < table.columns.size()) {
    const sql::TokenIndex next = table.columns[column + 1].name.token;
    edits.EraseBytes(parsed.tokens[dropped.name.token].offset,
                     parsed.tokens[next].offset);
  } else {
    edits.EraseBytes(CommaBefore(context, parsed, dropped),
                     EndOfColumns(parsed, table));
  }
  return edits.Apply();
}

}  // namespace

absl::StatusOr<Plan> PlanOp(const Context& context, const DropColumn& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireAlterable(context));
  ALTEREGO_RETURN_IF_ERROR(RequireTable(context, "drop column from"));
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            RequireColumn(context, op.column));
  ALTEREGO_RETURN_IF_ERROR(Guards(context, column, op.column.id));
  ALTEREGO_RETURN_IF_ERROR(ALTEREGO_MUTANT("rebuild.drop_tests_nothing_before",
                                           CheckBefore(context),
                                           absl::OkStatus()));

  Draft draft(context);
  for (TablePlace place : draft.Visited()) {
    const SchemaObject& object =
        context.in.schemas[place.schema].objects[place.object];
    if (object.is_internal() || object.is_virtual() ||
        object.parsed() == nullptr) {
      continue;
    }
    sql::Edits edits(*object.parsed());
    ALTEREGO_RETURN_IF_ERROR(FixQuotes(context, place, &edits));
    if (ALTEREGO_MUTANT("rebuild.no_quote_fix", !edits.empty(), false))
      draft.SetText(place, edits.Apply());
  }
  SchemaObject& edited = draft.object(context.target.place);
  const auto* table = edited.As<CreateTable>();
  if (table == nullptr || column >= table->columns.size()) {
    return absl::InternalError("the table's text was not understood");
  }
  draft.SetText(context.target.place,
                WithoutColumn(context, *edited.parsed(), *table, column));

  Plan plan = draft.NewPlan();
  Plan refused = draft.NewPlan();
  draft.AppendSteps("drop column", &refused);
  ALTEREGO_ASSIGN_OR_RETURN(
      const bool broken,
      CheckAfter(context, draft, "drop column", true, &refused));
  if (ALTEREGO_MUTANT("rebuild.drop_tests_nothing_after", broken, false))
    return refused;
  // A table of generated columns only: reading it will be refused.
  bool any = false;
  const std::vector<Column>& columns = context.table().columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    any |= i != column && columns[i].generated() == nullptr;
  }
  if (ALTEREGO_MUTANT("rebuild.keeps_values",
                      any && !columns[column].is_virtual(), false)) {
    plan.steps.push_back(
        MakeCopy(context,
                 ALTEREGO_MUTANT("rebuild.drops_neighbours_values", column,
                                 column > 0 ? column - 1 : column),
                 nullptr));
  }
  draft.AppendSteps("drop column", &plan);
  return plan;
}

}  // namespace alterego::rebuild
