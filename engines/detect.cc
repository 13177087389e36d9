#include "engines/detect.h"

#include <algorithm>
#include <variant>

#include "model/identifier.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/statement.h"

namespace alterego {
namespace {

using sql::Node;
using sql::NodeKind;

class Detector {
 public:
  explicit Detector(const sql::Parsed& parsed) : parsed_(parsed) {}

  std::set<std::string> Run() {
    for (const sql::Token& token : parsed_.tokens) {
      if (token.kind == sql::TokenKind::kComment) Add("comment");
    }
    const Statement& statement = parsed_.statement;
    if (const auto* table = std::get_if<CreateTable>(&statement)) {
      Read(*table);
    } else if (const auto* index = std::get_if<CreateIndex>(&statement)) {
      Read(*index);
    } else if (const auto* view = std::get_if<CreateView>(&statement)) {
      ReadName(view->name);
      Read(view->select);
    } else if (const auto* trigger = std::get_if<CreateTrigger>(&statement)) {
      Read(*trigger);
    } else if (const auto* module =
                   std::get_if<CreateVirtualTable>(&statement)) {
      Add("module:" + module->module.id.Folded());
    }
    return std::move(found_);
  }

 private:
  void Add(std::string feature) { found_.insert(std::move(feature)); }
  void ReadName(const sql::Name& name) {
    if (name.id.Folded() != name.id.spelling()) Add("upper_case");
  }

  // Expressions, queries and DML.
  void Read(const Node& root) {
    sql::Walk(root, [this](const Node& node) {
      switch (node.kind) {
        case NodeKind::kFunction:
          if (!node.names.empty()) {
            Add("function:" + node.names[0].id.Folded());
          }
          break;
        case NodeKind::kWith:
          Add(node.recursive ? "recursive_cte" : "cte");
          break;
        case NodeKind::kCte:
          if (!node.text.empty()) Add("materialized");
          break;
        case NodeKind::kFrame:
          Add("window_frame");
          break;
        case NodeKind::kOver:
          Add("window");
          break;
        case NodeKind::kFilter:
          Add("filter");
          break;
        case NodeKind::kUpsert:
          Add("upsert");
          break;
        case NodeKind::kReturning:
          Add("returning");
          break;
        case NodeKind::kOrderTerm:
          if (!node.text.empty()) Add("nulls_order");
          break;
        case NodeKind::kJoin:
          if (node.text.find("RIGHT") != node.text.npos ||
              node.text.find("FULL") != node.text.npos) {
            Add("right_join");
          }
          break;
        case NodeKind::kUpdate:
          if (node.Child(NodeKind::kFrom) != nullptr) Add("update_from");
          break;
        case NodeKind::kBinary:
          ReadOperator(node.op);
          break;
        case NodeKind::kColumn:
          if (node.names.size() == 1) ReadWord(node.names[0]);
          break;
        default:
          break;
      }
    });
  }
  void ReadOperator(sql::Op op) {
    if (op == sql::Op::kArrow || op == sql::Op::kArrowText) Add("json_arrow");
    if (op == sql::Op::kIsDistinctFrom || op == sql::Op::kIsNotDistinctFrom) {
      Add("is_distinct_from");
    }
  }
  // "x" where the table has no column x is a string; only in a CREATE TABLE
  // are all columns at hand.
  void ReadWord(const sql::Name& name) {
    if (name.quote != sql::Quote::kDouble || table_ == nullptr) return;
    if (table_->FindColumn(name.id) == nullptr) Add("dqs");
  }

  void ReadKeys(const std::vector<IndexedColumn>& columns) {
    for (const IndexedColumn& column : columns) Read(column.expr);
  }
  void Read(const CreateTable& table) {
    table_ = &table;
    ReadName(table.name);
    if (table.without_rowid) Add("without_rowid");
    if (table.strict) Add("strict");
    if (table.autoincrement()) Add("autoincrement");
    for (const Column& column : table.columns) {
      if (column.generated() != nullptr) Add("generated");
      if (column.is_stored()) Add("generated_stored");
      for (const ColumnConstraint& c : column.constraints) {
        if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
          Read(check->expr);
        } else if (const auto* rule = std::get_if<DefaultRule>(&c.rule)) {
          Read(rule->expr);
        } else if (const auto* as = std::get_if<GeneratedRule>(&c.rule)) {
          Read(as->expr);
        } else if (std::holds_alternative<ForeignKeyRule>(c.rule)) {
          Add("foreign_key");
        } else if (std::holds_alternative<CollateRule>(c.rule)) {
          Add("collate");
        }
      }
    }
    for (const TableConstraint& c : table.constraints) {
      if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
        Read(check->expr);
      } else if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
        for (const IndexedColumn& column : unique->columns) {
          if (column.expr.kind == NodeKind::kCollate) Add("unique_collation");
        }
        ReadKeys(unique->columns);
      } else if (std::holds_alternative<ForeignKeyRule>(c.rule)) {
        Add("foreign_key");
      }
    }
  }
  void Read(const CreateIndex& index) {
    ReadName(index.name);
    ReadKeys(index.columns);
    if (index.where) {
      Add("index_partial");
      Read(*index.where);
    }
    for (const IndexedColumn& column : index.columns) {
      const Node* expr = &column.expr;
      while (expr->kind == NodeKind::kCollate) expr = &expr->children[0];
      if (expr->kind != NodeKind::kColumn) Add("index_expression");
    }
  }
  void Read(const CreateTrigger& trigger) {
    ReadName(trigger.name);
    if (trigger.time == CreateTrigger::Time::kInsteadOf) Add("instead_of");
    if (trigger.when) Read(*trigger.when);
    for (const Node& step : trigger.steps) Read(step);
  }

  const sql::Parsed& parsed_;
  const CreateTable* table_ = nullptr;  // whose columns are known
  std::set<std::string> found_;
};

}  // namespace

std::set<std::string> DetectFeatures(std::string_view text) {
  const sql::ParseResult parsed = sql::ParseStatement(text);
  if (!parsed.ok()) return {"unreadable"};
  return Detector(*parsed).Run();
}

}  // namespace alterego
