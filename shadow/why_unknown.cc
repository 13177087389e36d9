#include "shadow/why_unknown.h"

#include <algorithm>
#include <vector>

#include "model/sql/lexer.h"
#include "shadow/functions.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

// What is beyond the shadow, in the words of who wrote it; each once.
class Reasons {
 public:
  void Add(std::string reason) {
    if (std::find(all_.begin(), all_.end(), reason) == all_.end()) {
      all_.push_back(std::move(reason));
    }
  }
  bool empty() const { return all_.empty(); }
  std::string Join() const {
    std::string out;
    for (const std::string& reason : all_) {
      if (!out.empty()) out += "; ";
      out += reason;
    }
    return out;
  }

 private:
  std::vector<std::string> all_;
};

void LookAtFunction(const Node& node, Reasons* out) {
  const std::string name = node.names[0].id.spelling() + "()";
  int arguments = 0;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kOver) return out->Add("a window function");
    arguments +=
        child.kind != NodeKind::kFilter && child.kind != NodeKind::kOrderBy;
  }
  const std::string& spelling = node.names[0].id.spelling();
  const FunctionInfo* info = FindFunction(spelling, arguments);
  if (info == nullptr && IsOptionalFunction(spelling)) {
    out->Add(name + ", which not every build of SQLite has");
  } else if (info != nullptr && !info->deterministic) {
    out->Add(name + ", which tells something else each time");
  }
}

// What the evaluator or the machine of DML leaves alone.
void LookAt(const Node& node, bool in_trigger, Reasons* out) {
  switch (node.kind) {
    case NodeKind::kSubquery:
    case NodeKind::kExists:
      out->Add("a query inside an expression");
      break;
    case NodeKind::kIn:
      if (node.children[1].kind != NodeKind::kList) {
        out->Add("IN with a query");
      } else if (WithoutParens(node.children[0]).kind == NodeKind::kList) {
        out->Add("IN with row values");
      }
      break;
    case NodeKind::kSet:
      if (node.row) out->Add("SET with a row value");
      break;
    case NodeKind::kCaseBase:
      if (WithoutParens(node.children[0]).kind == NodeKind::kList) {
        out->Add("CASE with a row value");
      }
      break;
    case NodeKind::kWith:
      out->Add("WITH");
      break;
    case NodeKind::kFunction:
      LookAtFunction(node, out);
      break;
    case NodeKind::kLike:
      if (node.op == sql::Op::kMatch) out->Add("MATCH");
      if (node.op == sql::Op::kRegexp) out->Add("REGEXP");
      break;
    case NodeKind::kBinary:
      if (node.op == sql::Op::kArrow || node.op == sql::Op::kArrowText) {
        out->Add("-> and ->>");
      }
      break;
    case NodeKind::kParameter:
      out->Add("a parameter");
      break;
    case NodeKind::kRaise:
      if (!in_trigger) out->Add("RAISE outside a trigger");
      break;
    case NodeKind::kLiteral:
      if (EqualsFolded(node.text.substr(0, 8), "current_")) {
        out->Add(node.text + ", which tells something else each time");
      }
      break;
    default:
      break;
  }
}

void Look(const Node& root, bool in_trigger, Reasons* out) {
  sql::Walk(root, [&](const Node& node) { LookAt(node, in_trigger, out); });
  if (root.kind == NodeKind::kUpdate &&
      root.Child(NodeKind::kFrom) != nullptr) {
    out->Add("UPDATE .. FROM");
  }
  if (root.kind == NodeKind::kInsert &&
      root.Child(NodeKind::kSelect) != nullptr &&
      root.Child(NodeKind::kSelect)->children[0].kind != NodeKind::kValues) {
    out->Add("INSERT .. SELECT");
  }
}

void LookAtColumn(const Column& column, Reasons* out) {
  for (const ColumnConstraint& c : column.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
      Look(check->expr, false, out);
    } else if (const auto* as = std::get_if<GeneratedRule>(&c.rule)) {
      Look(as->expr, false, out);
    } else if (const auto* value = std::get_if<DefaultRule>(&c.rule)) {
      Look(value->expr, false, out);
    }
  }
}

void LookAtTable(const CreateTable& table, Reasons* out) {
  for (const Column& column : table.columns) LookAtColumn(column, out);
  for (const TableConstraint& c : table.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
      Look(check->expr, false, out);
    }
  }
}

void LookAtTrigger(const CreateTrigger& trigger, Reasons* out) {
  if (trigger.when) Look(*trigger.when, true, out);
  for (const Node& step : trigger.steps) Look(step, true, out);
}

void LookAtIndex(const CreateIndex& index, Reasons* out) {
  for (const IndexedColumn& key : index.columns) Look(key.expr, false, out);
  if (index.where) Look(*index.where, false, out);
}

void LookAtStatement(const Statement& statement, Reasons* out) {
  if (const auto* insert = std::get_if<struct Insert>(&statement)) {
    Look(insert->node, false, out);
  } else if (const auto* update = std::get_if<struct Update>(&statement)) {
    Look(update->node, false, out);
  } else if (const auto* del = std::get_if<struct Delete>(&statement)) {
    Look(del->node, false, out);
  } else if (const auto* select = std::get_if<Select>(&statement)) {
    Look(select->node, false, out);
  } else if (const auto* table = std::get_if<CreateTable>(&statement)) {
    LookAtTable(*table, out);
  } else if (const auto* index = std::get_if<CreateIndex>(&statement)) {
    LookAtIndex(*index, out);
  } else if (const auto* alter = std::get_if<AlterTable>(&statement)) {
    if (const auto* add = std::get_if<AddColumn>(&alter->op)) {
      LookAtColumn(add->column, out);
    } else if (const auto* check = std::get_if<AddCheck>(&alter->op)) {
      Look(check->check.expr, false, out);
    }
  }
}

// What belongs to the tables that the text names.
void LookAtNamed(const sql::Parsed& parsed, const World& world, Reasons* out) {
  std::vector<Identifier> names;
  for (const sql::Token& token : parsed.tokens) {
    if (token.kind == sql::TokenKind::kIdentifier ||
        token.kind == sql::TokenKind::kQuoted ||
        token.kind == sql::TokenKind::kString) {
      names.push_back(Identifier(sql::Dequote(token.In(parsed.source))));
    }
  }
  for (const auto& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      if (std::find(names.begin(), names.end(), object->table) == names.end()) {
        continue;
      }
      const std::string title = std::string(ObjectKindName(object->kind)) +
                                " " + object->name.spelling();
      Reasons own;
      if (object->parsed == nullptr && !object->sql.empty()) {
        own.Add("its text is not understood");
      } else if (object->AsVirtualTable() != nullptr) {
        own.Add("it is virtual");
      } else if (const CreateTable* table = object->AsTable()) {
        LookAtTable(*table, &own);
      } else if (const CreateTrigger* trigger = object->AsTrigger()) {
        LookAtTrigger(*trigger, &own);
      } else if (object->kind == ObjectKind::kIndex &&
                 object->parsed != nullptr) {
        const auto* index =
            std::get_if<CreateIndex>(&object->parsed->statement);
        if (index != nullptr) LookAtIndex(*index, &own);
      }
      if (!own.empty()) out->Add("in " + title + ": " + own.Join());
    }
  }
}

}  // namespace

std::string WhyUnknown(const Step& step, const World& world) {
  if (step.parsed == nullptr) return "";
  Reasons out;
  LookAtStatement(step.parsed->statement, &out);
  if (out.empty()) LookAtNamed(*step.parsed, world, &out);
  return out.Join();
}

}  // namespace alterego::shadow
