#include "engines/alter_request.h"

#include <variant>

#include "base/overloaded.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "model/statement.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using Json = nlohmann::json;

std::string Text(const sql::Name& name) { return name.id.spelling(); }

void Fill(const AddColumn& op, Json* out) {
  (*out)["column"] = Text(op.column.name);
  (*out)["type"] = op.column.type;
  (*out)["not_null"] = op.column.not_null();
  // The only clauses are those that have a member of their own.
  bool simple = true;
  for (const ColumnConstraint& constraint : op.column.constraints) {
    const bool told = std::holds_alternative<NotNullRule>(constraint.rule) ||
                      std::holds_alternative<DefaultRule>(constraint.rule);
    simple &= told && !constraint.name.has_value();
  }
  (*out)["simple"] = simple;
  if (const auto* rule = op.column.Find<DefaultRule>()) {
    (*out)["default"] = sql::Print(rule->expr);
  }
  (*out)["definition"] = sql::Print(op.column);
}

}  // namespace

std::string AlterRequest(std::string_view text) {
  const sql::ParseResult parsed = sql::ParseStatement(text);
  if (!parsed.ok()) return "";
  const auto* alter = std::get_if<AlterTable>(&parsed->statement);
  if (alter == nullptr) return "";
  Json out = {{"form", std::string(OpName(alter->op))},
              {"table", Text(alter->table)}};
  if (alter->schema) out["schema"] = Text(*alter->schema);
  std::visit(
      Overloaded{
          [&](const RenameTable& op) { out["to"] = Text(op.new_name); },
          [&](const RenameColumn& op) {
            out["column"] = Text(op.from);
            out["to"] = Text(op.to);
          },
          [&](const AddColumn& op) { Fill(op, &out); },
          [&](const DropColumn& op) { out["column"] = Text(op.column); },
          [&](const AddCheck& op) {
            if (op.name) out["name"] = Text(*op.name);
            out["check"] = sql::Print(op.check.expr);
          },
          [&](const DropConstraint& op) { out["name"] = Text(op.name); },
          [&](const SetNotNull& op) { out["column"] = Text(op.column); },
          [&](const DropNotNull& op) { out["column"] = Text(op.column); }},
      alter->op);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace alterego
