#include "rebuild/full/legal.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"

namespace alterego::rebuild::full {
namespace {

// A generated column that is computed from itself, by way of others or not.
// SQLite finds that out when the table is used, and not before.
std::optional<size_t> FindLoop(const CreateTable& table) {
  const size_t count = table.columns.size();
  std::vector<std::vector<bool>> reads(count, std::vector<bool>(count));
  for (size_t i = 0; i < count; ++i) {
    const GeneratedRule* rule = table.columns[i].generated();
    if (rule == nullptr) continue;
    sql::Walk(rule->expr, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn) return;
      const int column = table.ColumnIndex(node.names.back().id);
      if (column >= 0) reads[i][static_cast<size_t>(column)] = true;
    });
  }
  for (size_t k = 0; k < count; ++k) {
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = 0; j < count && reads[i][k]; ++j) {
        if (reads[k][j]) reads[i][j] = true;
      }
    }
  }
  for (size_t i = 0; i < count; ++i) {
    if (reads[i][i]) return i;
  }
  return std::nullopt;
}

// SQLite takes a VIRTUAL column that is a row value in its ADD COLUMN, and then
// cannot read the table.
std::optional<size_t> FindRowValue(const CreateTable& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const GeneratedRule* rule = table.columns[i].generated();
    if (rule == nullptr) continue;
    if (WithoutParens(rule->expr).kind == sql::NodeKind::kList) return i;
  }
  return std::nullopt;
}

}  // namespace

// SQLite itself says whether the new text is a table.
absl::Status RequireLegal(const State& state) {
  const auto loop = FindLoop(state.table());
  if (loop.has_value() && !FindLoop(state.old_table()).has_value()) {
    return Refuse(absl::StrCat(
        "table ", state.name(), " would not be legal: generated column loop ",
        "on \"", state.table().columns[*loop].name.id.spelling(), "\""));
  }
  const auto row = FindRowValue(state.table());
  if (row.has_value() && !FindRowValue(state.old_table()).has_value()) {
    return Refuse(absl::StrCat(
        "table ", state.name(), " would not be legal: row value misused in \"",
        state.table().columns[*row].name.id.spelling(), "\""));
  }
  std::string scratch = "alterego_check_0";
  while (state.now.FindTable(state.schema().name, scratch).has_value()) {
    scratch += "0";
  }
  const absl::Status status =
      state.database
          .Prepare(CreateAs(state.parsed(), state.schema().name, scratch))
          .status();
  if (status.ok()) return status;
  const auto refusal = RefusalOf(status);
  if (!refusal.has_value()) return status;
  std::string message = refusal->message;
  for (size_t at; (at = message.find(scratch)) != message.npos;) {
    message.replace(at, scratch.size(), state.name());
  }
  return Refuse(
      absl::StrCat("table ", state.name(), " would not be legal: ", message));
}

}  // namespace alterego::rebuild::full
