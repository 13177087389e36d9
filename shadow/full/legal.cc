#include "shadow/full/legal.h"

#include <memory>
#include <string>
#include <vector>

namespace alterego::shadow::full {
namespace {

// Follows what generated columns are computed from.
// NOLINTNEXTLINE: as deep as there are columns
bool Reaches(const CreateTable& table, size_t from, size_t goal,
             std::vector<bool>* seen) {
  const GeneratedRule* rule = table.columns[from].generated();
  if (rule == nullptr) return false;
  bool found = false;
  sql::Walk(rule->expr, [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
    const int column = table.ColumnIndex(node.names.back().id);
    if (column < 0) return;
    const auto next = static_cast<size_t>(column);
    found |= next == goal;
    if (found || (*seen)[next]) return;
    (*seen)[next] = true;
    found |= Reaches(table, next, goal, seen);
  });
  return found;
}

bool HasLoop(const CreateTable& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    std::vector<bool> seen(table.columns.size());
    if (Reaches(table, i, i, &seen)) return true;
  }
  return false;
}

}  // namespace

// As SQLite's CREATE TABLE would see it, under a name that is free.
bool RequireLegal(Work& work) {
  const Object& object = work.object();
  if (HasLoop(work.table()) && !HasLoop(*work.first().AsTable())) {
    return work.Refuse(Reason::kBadDefinition, "full.generated_loop");
  }
  const sql::Parsed& parsed = *object.parsed;
  std::string name = "alterego_check_0";
  while (work.database().FindTableOrView(Identifier(name)) != nullptr) {
    name += "0";
  }
  const sql::Token& token = parsed.tokens[work.table().name.token];
  sql::ParseResult create = sql::ParseStatement(
      "CREATE TABLE " + work.database().name.Quoted() + "." + name +
      parsed.source.substr(token.offset + token.length));
  if (!create.ok()) return work.Refuse(Reason::kSyntax, "full.not_legal");
  World plain = work.world();
  plain.dialect.query_only = false;
  const Verdict verdict =
      JudgeCreate(std::make_shared<const World>(plain), *create);
  const Prediction& p = verdict.prediction;
  if (!p.predicted) return work.Unknown("full.not_legal");
  if (p.may_accept) return true;
  return work.Refuse(p.may_refuse[0].reason, "full.not_legal");
}

}  // namespace alterego::shadow::full
