// ADD [COLUMN] [IF NOT EXISTS] coldef [FIRST | AFTER c]: any definition.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/short_rows.h"

namespace alterego::rebuild::full {
namespace {

// What the rows that are there hold in the new column.
absl::StatusOr<Source> SourceOf(State& state, const Column& column) {
  Source source;
  source.convert = true;
  source.expr = "NULL";
  if (const GeneratedRule* rule = column.generated()) {
    return state.Computed(state.alter, rule->expr.range, rule->expr);
  }
  source.by_default = true;
  if (const auto* rule = column.Find<DefaultRule>()) {
    source.by_default = IsLiteralDefault(rule->expr);
    source.expr = state.Text(rule->expr.range);
    if (source.by_default) {
      const auto read = DefaultAsRead(state.database, column.type, source.expr,
                                      state.table().strict);
      // A definition that SQLite refuses is told of later.
      if (!read.ok() && !RefusalOf(read.status())) return read.status();
      if (read.ok()) {
        source.expr = read->sql;
        source.as_is = read->as_is;
      }
    }
  }
  return source;
}

}  // namespace

absl::Status Fold(State& state, const AddColumn& op) {
  const Column& column = op.column;
  if (state.table().FindColumn(column.name.id) != nullptr) {
    if (!op.if_not_exists) {
      return Refuse(
          absl::StrCat("duplicate column name: ", column.name.id.spelling()));
    }
    state.warnings.push_back(absl::StrCat("column ", column.name.id.spelling(),
                                          " exists already, skipped"));
    return absl::OkStatus();
  }
  size_t at = op.first ? 0 : state.table().columns.size();
  if (op.after.has_value()) {
    ALTEREGO_ASSIGN_OR_RETURN(const size_t before,
                              state.RequireColumn(*op.after));
    at = before + 1;
  }
  ALTEREGO_ASSIGN_OR_RETURN(Source source, SourceOf(state, column));
  WarnOfType(state, column);
  const bool had_key = !state.table().PrimaryKeyColumns().empty();
  if (column.Find<PrimaryKeyRule>() != nullptr && had_key) {
    return Refuse(absl::StrCat("table ", state.name(),
                               " has a PRIMARY KEY already; DROP CONSTRAINT "
                               "it first, or make the column UNIQUE"));
  }
  const bool strict_none = source.expr == "NULL" && !source.generated;
  state.sources.insert(state.sources.begin() + static_cast<long>(at), source);
  ALTEREGO_RETURN_IF_ERROR(state.SetText(
      sql::WithColumn(state.parsed(), at, state.Text(column.range))));
  if (state.table().RowidAlias() == static_cast<int>(at)) {
    // The rowid that each row has is the value of the new column.
    const std::string rowid = RowidName(state.old_table());
    if (!rowid.empty()) {
      state.sources[at].expr =
          absl::StrCat(Quoted(state.old_object().name), ".", rowid);
      state.sources[at].by_default = false;
    }
  } else if (state.table().strict && !strict_none) {
    CheckFits(state, at, state.Raw(at), column.type,
              "give it a default of its type");
  }
  return CheckColumnRules(state, at, column);
}

}  // namespace alterego::rebuild::full
