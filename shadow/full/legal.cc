#include "shadow/full/legal.h"

#include <memory>
#include <string>
#include <vector>

#include "model/sql/edit.h"
#include "model/sql/lexer.h"
#include "shadow/alter.h"

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

// (0, 0) as the value of a column: SQLite takes a VIRTUAL one in ADD COLUMN,
// and then reads no row of the table any more.
bool HasRowValue(const CreateTable& table) {
  for (const Column& column : table.columns) {
    const GeneratedRule* rule = column.generated();
    if (rule == nullptr) continue;
    const sql::Node* expr = &rule->expr;
    while (expr->kind == sql::NodeKind::kParen) expr = &expr->children[0];
    if (expr->kind == sql::NodeKind::kList) return true;
  }
  return false;
}

// The text behind the name of the table, with columns that name it naming
// `name`: a word before a dot can be nothing else there.
std::string BodyAs(const sql::Parsed& parsed, const sql::Name& table,
                   const std::string& name) {
  std::string out;
  for (sql::TokenIndex i = table.token + 1; i < parsed.tokens.size(); ++i) {
    const std::string_view text = parsed.TextOf(i);
    const sql::TokenIndex next = sql::NextSignificant(parsed, i);
    const bool qualifies = next != sql::kNoToken &&
                           parsed.TextOf(next) == "." &&
                           Identifier(sql::Dequote(text)) == table.id;
    // A name in quotes may stand right behind a word.
    out += qualifies ? " " + name : std::string(text);
  }
  return out;
}

}  // namespace

// As SQLite's CREATE TABLE would see it, under a name that is free.
bool RequireLegal(Work& work) {
  const Object& object = work.object();
  if (HasLoop(work.table()) && !HasLoop(*work.first().AsTable())) {
    return work.Refuse(Reason::kBadDefinition, "full.generated_loop");
  }
  if (HasRowValue(work.table()) && !HasRowValue(*work.first().AsTable())) {
    return work.Refuse(Reason::kBadDefinition, "full.row_value");
  }
  const sql::Parsed& parsed = *object.parsed;
  std::string name = "alterego_check_0";
  while (work.database().FindTableOrView(Identifier(name)) != nullptr) {
    name += "0";
  }
  sql::ParseResult create =
      sql::ParseStatement("CREATE TABLE " + work.database().name.Quoted() +
                          "." + name + BodyAs(parsed, work.table().name, name));
  if (!create.ok()) return work.Refuse(Reason::kSyntax, "full.not_legal");
  // What came later: generated columns, STRICT.
  if (auto error = sql::SyntaxErrorIn(*create, work.world().dialect.version)) {
    return work.Refuse(ReasonOfParser(error->message), "full.not_legal");
  }
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
