#include "runner/simplify.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/overloaded.h"
#include "model/sql/lexer.h"
#include "model/sql/node.h"

namespace alterego {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

bool IsExpression(const Node& node) {
  switch (node.kind) {
    case NodeKind::kCaseBase:
    case NodeKind::kWhen:
    case NodeKind::kElse:
    case NodeKind::kFilter:
    case NodeKind::kOver:
    case NodeKind::kWindow:
    case NodeKind::kPartitionBy:
    case NodeKind::kFrame:
      return false;
    default:
      return node.kind < NodeKind::kSelect;
  }
}

// Kinds whose children are all alike, and one of them is enough.
bool IsSequence(NodeKind kind) {
  return kind == NodeKind::kList || kind == NodeKind::kValues ||
         kind == NodeKind::kResultColumns || kind == NodeKind::kGroupBy ||
         kind == NodeKind::kOrderBy || kind == NodeKind::kWith ||
         kind == NodeKind::kPartitionBy || kind == NodeKind::kWindows ||
         kind == NodeKind::kReturning;
}

// Children that may simply be left out.
bool IsOptional(NodeKind kind) {
  switch (kind) {
    case NodeKind::kWith:
    case NodeKind::kWhere:
    case NodeKind::kGroupBy:
    case NodeKind::kHaving:
    case NodeKind::kWindows:
    case NodeKind::kOrderBy:
    case NodeKind::kLimit:
    case NodeKind::kReturning:
    case NodeKind::kUpsert:
    case NodeKind::kConflictTarget:
    case NodeKind::kOn:
    case NodeKind::kUsing:
    case NodeKind::kFilter:
    case NodeKind::kOver:
    case NodeKind::kPartitionBy:
    case NodeKind::kFrame:
    case NodeKind::kCaseBase:
    case NodeKind::kElse:
    case NodeKind::kFrom:
      return true;
    default:
      return false;
  }
}

// The plainest literal of the same kind: 0, '', x''. "" if it is one already.
std::string PlainLiteral(const std::string& text) {
  if (text.empty()) return "";
  const char first = text[0];
  if (first == '\'') return text == "''" ? "" : "''";
  if ((first == 'x' || first == 'X') && text.size() > 1 && text[1] == '\'') {
    return text.size() == 3 ? "" : "x''";
  }
  const bool digit = (first >= '0' && first <= '9') || first == '.';
  if (digit) return text == "0" ? "" : "0";
  return EqualsFolded(text, "NULL") ? "" : "NULL";
}

// Walks over everything that can be made simpler, counts, and does the one
// that it was sent for. Every method returns true once that is done, and the
// caller then leaves everything else alone.
class Simplifier {
 public:
  explicit Simplifier(size_t wanted) : left_(wanted) {}

  bool Do(Statement& statement) {
    return std::visit([this](auto& s) { return this->Visit(s); }, statement);
  }

 private:
  // True if this is the one.
  bool Hit() { return left_-- == 0; }

  template <class T>
  bool Set(T& field, const T& simple) {
    if (field == simple || !Hit()) return false;
    field = simple;
    return true;
  }
  template <class T>
  bool Clear(std::optional<T>& field) {
    if (!field || !Hit()) return false;
    field.reset();
    return true;
  }
  // Leaves out elements while more than `at_least` are there.
  template <class T>
  bool Shorten(std::vector<T>& items, size_t at_least) {
    if (items.size() <= at_least) return false;
    if (at_least == 0 && items.size() > 1 && Hit()) {
      items.clear();
      return true;
    }
    for (size_t i = items.size(); i-- > 0;) {
      if (!Hit()) continue;
      items.erase(items.begin() + static_cast<ptrdiff_t>(i));
      return true;
    }
    return false;
  }

  bool VisitQuery(Node& node);
  bool VisitFlags(Node& node);
  bool VisitExpression(Node& node);
  bool VisitNode(Node& node);

  bool Visit(IndexedColumn& column) {
    return Set(column.order, Op::kNone) || VisitNode(column.expr);
  }
  bool VisitColumns(std::vector<IndexedColumn>& columns) {
    if (columns.size() > 1 && Shorten(columns, 1)) return true;
    for (IndexedColumn& column : columns) {
      if (Visit(column)) return true;
    }
    return false;
  }
  bool Visit(ReferencesClause& r) {
    using R = ReferencesClause;
    return Shorten(r.columns, 0) ||
           Set(r.on_delete, ForeignKeyAction::kUnset) ||
           Set(r.on_update, ForeignKeyAction::kUnset) || Clear(r.match) ||
           Set(r.initially, R::Initially::kUnset) ||
           Set(r.deferrable, R::Deferrable::kUnset);
  }
  bool Visit(NotNullRule& r) {
    return Set(r.conflict, sql::Conflict::kDefault);
  }
  bool Visit(NullRule& r) { return Set(r.conflict, sql::Conflict::kDefault); }
  bool Visit(PrimaryKeyRule& r) {
    return Set(r.autoincrement, false) || Set(r.order, Op::kNone) ||
           Set(r.conflict, sql::Conflict::kDefault) || VisitColumns(r.columns);
  }
  bool Visit(UniqueRule& r) {
    return Set(r.conflict, sql::Conflict::kDefault) || VisitColumns(r.columns);
  }
  bool Visit(CheckRule& r) {
    return Set(r.conflict, sql::Conflict::kDefault) || VisitNode(r.expr);
  }
  bool Visit(DefaultRule& r) { return VisitNode(r.expr); }
  bool Visit(CollateRule&) { return false; }
  bool Visit(GeneratedRule& r) {
    return Set(r.storage, GeneratedRule::Storage::kUnset) ||
           Set(r.generated_always, false) || VisitNode(r.expr);
  }
  bool Visit(ForeignKeyRule& r) {
    return (r.columns.size() > 1 && Shorten(r.columns, 1)) ||
           Visit(r.references);
  }
  bool Visit(NoRule&) { return false; }
  template <class Constraint>
  bool VisitConstraints(std::vector<Constraint>& constraints) {
    if (Shorten(constraints, 0)) return true;
    for (Constraint& constraint : constraints) {
      if (Clear(constraint.name)) return true;
      if (std::visit([this](auto& rule) { return this->Visit(rule); },
                     constraint.rule)) {
        return true;
      }
    }
    return false;
  }
  bool Visit(Column& column) {
    return Set(column.type, std::string()) ||
           VisitConstraints(column.constraints);
  }

  bool Visit(RenameTable&) { return false; }
  bool Visit(RenameColumn& op) { return Set(op.column_keyword, false); }
  bool Visit(AddColumn& op) {
    return Set(op.column_keyword, false) || Visit(op.column);
  }
  bool Visit(DropColumn& op) { return Set(op.column_keyword, false); }
  bool Visit(AddCheck& op) {
    return Clear(op.name) || Set(op.not_valid, false) || Visit(op.check);
  }
  bool Visit(DropConstraint&) { return false; }
  bool Visit(SetNotNull& op) {
    return Set(op.conflict, sql::Conflict::kDefault) ||
           Set(op.column_keyword, false);
  }
  bool Visit(DropNotNull& op) { return Set(op.column_keyword, false); }
  bool Visit(AlterTable& s) {
    return Clear(s.schema) ||
           std::visit([this](auto& op) { return this->Visit(op); }, s.op);
  }

  bool Visit(AlterTableFull& s) {
    if (Shorten(s.actions, 1) || Set(s.if_exists, false) || Clear(s.schema)) {
      return true;
    }
    for (AlterAction& action : s.actions) {
      if (std::visit([this](auto& op) { return this->Visit(op); }, action)) {
        return true;
      }
    }
    return false;
  }
  bool Visit(SetType& op) {
    return Clear(op.collation) || Clear(op.value) ||
           (op.value && VisitNode(*op.value)) ||
           (op.type != "TEXT" && Set(op.type, std::string("TEXT")));
  }
  bool Visit(AlterColumn& op) { return Visit(op.definition); }
  bool Visit(SetExpression& op) { return VisitNode(op.expr); }
  bool Visit(AddForeignKey& op) {
    return Clear(op.name) || Set(op.not_valid, false);
  }
  bool Visit(AddUnique& op) {
    return Clear(op.name) || Set(op.rule.conflict, sql::Conflict::kDefault) ||
           Shorten(op.rule.columns, 1);
  }
  bool Visit(AddPrimaryKey& op) {
    return Clear(op.name) || Set(op.rule.conflict, sql::Conflict::kDefault) ||
           Shorten(op.rule.columns, 1);
  }
  // The others hold names and numbers alone.
  template <class Op>
  requires std::constructible_from<AlterAction, Op> &&
      (!std::constructible_from<AlterOp, Op>)bool Visit(Op&) {
    return false;
  }

  bool Visit(CreateTable& s) {
    if (Shorten(s.constraints, 0)) return true;
    if (s.columns.size() > 1 && Shorten(s.columns, 1)) return true;
    if (Set(s.without_rowid, false) || Set(s.strict, false) ||
        Set(s.temp, false) || Set(s.if_not_exists, false) || Clear(s.schema)) {
      return true;
    }
    for (Column& column : s.columns) {
      if (Visit(column)) return true;
    }
    if (VisitConstraints(s.constraints)) return true;
    return s.as_select && VisitNode(*s.as_select);
  }
  bool Visit(CreateIndex& s) {
    return Clear(s.where) || Set(s.unique, false) ||
           Set(s.if_not_exists, false) || Clear(s.schema) ||
           VisitColumns(s.columns) || (s.where && VisitNode(*s.where));
  }
  bool Visit(CreateView& s) {
    return Set(s.temp, false) || Set(s.if_not_exists, false) ||
           Clear(s.schema) || Shorten(s.columns, 0) || VisitNode(s.select);
  }
  bool Visit(CreateTrigger& s) {
    if (s.steps.size() > 1 && Shorten(s.steps, 1)) return true;
    if (Clear(s.when) || Shorten(s.update_of, 0) || Set(s.temp, false) ||
        Set(s.if_not_exists, false) || Clear(s.schema) ||
        Clear(s.table_schema) || Set(s.for_each_row, false) ||
        (s.time != CreateTrigger::Time::kInsteadOf &&
         Set(s.time, CreateTrigger::Time::kUnset))) {
      return true;
    }
    if (s.when && VisitNode(*s.when)) return true;
    for (Node& step : s.steps) {
      if (VisitNode(step)) return true;
    }
    return false;
  }
  bool Visit(CreateVirtualTable& s) { return Set(s.if_not_exists, false); }
  bool Visit(Drop& s) { return Set(s.if_exists, false) || Clear(s.schema); }
  bool Visit(Insert& s) { return VisitNode(s.node); }
  bool Visit(Update& s) { return VisitNode(s.node); }
  bool Visit(Delete& s) { return VisitNode(s.node); }
  bool Visit(Select& s) { return VisitNode(s.node); }
  bool Visit(Begin& s) { return Set(s.mode, Begin::Mode::kUnset); }
  bool Visit(Commit&) { return false; }
  bool Visit(Rollback&) { return false; }
  bool Visit(Savepoint&) { return false; }
  bool Visit(Release&) { return false; }
  bool Visit(RollbackTo&) { return false; }
  bool Visit(Pragma& s) { return Clear(s.schema); }
  bool Visit(Reindex& s) { return Clear(s.schema) || Clear(s.name); }
  bool Visit(Analyze& s) { return Clear(s.schema) || Clear(s.name); }
  bool Visit(OtherStatement&) { return false; }

  size_t left_;
};

// Leaves out clauses and parts of compound queries and joins.
bool Simplifier::VisitQuery(Node& node) {
  std::vector<Node>& children = node.children;
  if (IsSequence(node.kind) && children.size() > 1 && Shorten(children, 1)) {
    return true;
  }
  const auto erase = [&](size_t first, size_t count) {
    const auto begin = children.begin() + static_cast<ptrdiff_t>(first);
    children.erase(begin, begin + static_cast<ptrdiff_t>(count));
    return true;
  };
  for (size_t i = 0; i < children.size(); ++i) {
    const NodeKind kind = children[i].kind;
    // (core UNION core): one of the two, and so for (source JOIN source).
    if ((kind == NodeKind::kCompound || kind == NodeKind::kJoin) && i > 0 &&
        i + 1 < children.size()) {
      if (Hit()) return erase(i, 2);
      if (Hit()) return erase(i - 1, 2);
    }
    if (IsOptional(kind) && Hit()) return erase(i, 1);
  }
  size_t sets = 0;
  for (const Node& child : children) sets += child.kind == NodeKind::kSet;
  for (size_t i = 0; i < children.size() && sets > 1; ++i) {
    if (children[i].kind == NodeKind::kSet && Hit()) return erase(i, 1);
  }
  return false;
}

bool Simplifier::VisitFlags(Node& node) {
  if (Set(node.conflict, sql::Conflict::kDefault) ||
      Set(node.distinct, false) || Set(node.recursive, false)) {
    return true;
  }
  switch (node.kind) {
    case NodeKind::kResultColumn:
      return Shorten(node.names, 0);
    case NodeKind::kTableRef:
    case NodeKind::kTableSubquery:
    case NodeKind::kTableParen:
      return Shorten(node.names2, 0) ||
             (node.names.size() > 1 && Shorten(node.names, 1)) ||
             Set(node.text, std::string());
    case NodeKind::kOrderTerm:
      return Set(node.op, Op::kNone) || Set(node.text, std::string());
    case NodeKind::kCte:
      return node.names.size() > 1 && Shorten(node.names, 1);
    case NodeKind::kInsert:
      return Set(node.text, std::string("INSERT"));
    default:
      return false;
  }
}

// An expression becomes a part of itself, or a literal.
bool Simplifier::VisitExpression(Node& node) {
  for (Node& child : node.children) {
    if (IsExpression(child) && Hit()) {
      Node part = std::move(child);
      node = std::move(part);
      return true;
    }
  }
  if (node.kind == NodeKind::kLiteral) {
    const std::string plain = PlainLiteral(node.text);
    return !plain.empty() && Set(node.text, plain);
  }
  if (node.kind == NodeKind::kColumn && node.names.size() > 1 &&
      Shorten(node.names, 1)) {
    return true;
  }
  if (node.kind != NodeKind::kList && Hit()) {
    node = sql::Literal("0");
    return true;
  }
  return false;
}

bool Simplifier::VisitNode(Node& node) {
  if (VisitQuery(node) || VisitFlags(node)) return true;
  if (IsExpression(node) && VisitExpression(node)) return true;
  for (Node& child : node.children) {
    if (VisitNode(child)) return true;
  }
  return false;
}

// Leaves value number `column` out of every row that the INSERT names.
bool LeaveOutValue(Node& insert, const CreateTable& table, size_t column) {
  size_t place = 0;  // in the rows; generated columns have none
  for (size_t i = 0; i < column; ++i) {
    place += table.columns[i].generated() == nullptr;
  }
  bool has_value = table.columns[column].generated() == nullptr;
  if (Node* list = insert.Child(NodeKind::kColumnList)) {
    const Identifier& name = table.columns[column].name.id;
    has_value = false;
    for (size_t i = 0; i < list->names.size() && !has_value; ++i) {
      if (!(list->names[i].id == name)) continue;
      list->names.erase(list->names.begin() + static_cast<ptrdiff_t>(i));
      place = i;
      has_value = true;
    }
  }
  Node* select = insert.Child(NodeKind::kSelect);
  if (!has_value || select == nullptr) return true;
  Node* values = select->Child(NodeKind::kValues);
  if (values == nullptr) return false;
  for (Node& row : values->children) {
    if (place >= row.children.size() || row.children.size() == 1) return false;
    row.children.erase(row.children.begin() + static_cast<ptrdiff_t>(place));
  }
  return true;
}

// Tables, columns, ... that a statement introduces, each with its letter.
class NameCollector {
 public:
  void Add(const sql::Name& name, char letter) {
    const std::string folded = name.id.Folded();
    if (seen_.insert(folded).second) names_.emplace_back(folded, letter);
  }
  void Collect(const Statement& statement);
  const std::vector<std::pair<std::string, char>>& names() const {
    return names_;
  }

 private:
  template <class Constraints>
  void AddConstraints(const Constraints& constraints) {
    for (const auto& c : constraints) {
      if (c.name) Add(*c.name, 'n');
    }
  }
  void AddColumn(const Column& column) {
    Add(column.name, 'c');
    AddConstraints(column.constraints);
  }
  void AddAliases(const Node& root) {
    sql::Walk(root, [this](const Node& node) {
      if (node.kind == NodeKind::kResultColumn) {
        for (const sql::Name& name : node.names) Add(name, 'c');
      }
      if (node.kind == NodeKind::kCte) {
        for (const sql::Name& name : node.names) Add(name, 'n');
      }
      for (const sql::Name& name : node.names2) Add(name, 'n');
    });
  }

  std::set<std::string> seen_;
  std::vector<std::pair<std::string, char>> names_;
};

void NameCollector::Collect(const Statement& statement) {
  if (const auto* table = std::get_if<CreateTable>(&statement)) {
    Add(table->name, 't');
    for (const Column& column : table->columns) AddColumn(column);
    AddConstraints(table->constraints);
  } else if (const auto* index = std::get_if<CreateIndex>(&statement)) {
    Add(index->name, 'i');
  } else if (const auto* view = std::get_if<CreateView>(&statement)) {
    Add(view->name, 'v');
    for (const sql::Name& name : view->columns) Add(name, 'c');
    AddAliases(view->select);
  } else if (const auto* trigger = std::get_if<CreateTrigger>(&statement)) {
    Add(trigger->name, 'r');
    for (const Node& step : trigger->steps) AddAliases(step);
  } else if (const auto* savepoint = std::get_if<Savepoint>(&statement)) {
    Add(savepoint->name, 'n');
  } else if (const auto* alter = std::get_if<AlterTable>(&statement)) {
    std::visit(
        Overloaded{[&](const RenameTable& op) { Add(op.new_name, 't'); },
                   [&](const RenameColumn& op) { Add(op.to, 'c'); },
                   [&](const alterego::AddColumn& op) { AddColumn(op.column); },
                   [&](const AddCheck& op) {
                     if (op.name) Add(*op.name, 'n');
                   },
                   [](const DropColumn&) {}, [](const DropConstraint&) {},
                   [](const SetNotNull&) {}, [](const DropNotNull&) {}},
        alter->op);
  }
}

}  // namespace

std::optional<Statement> Simplified(const Statement& statement, size_t n) {
  Statement copy = statement;
  Simplifier simplifier(n);
  if (!simplifier.Do(copy)) return std::nullopt;
  return copy;
}

std::optional<std::vector<Step>> WithoutColumn(const std::vector<Step>& steps,
                                               size_t create, size_t column) {
  if (create >= steps.size() || steps[create].parsed == nullptr) {
    return std::nullopt;
  }
  const auto* table =
      std::get_if<CreateTable>(&steps[create].parsed->statement);
  if (table == nullptr || table->columns.size() < 2 ||
      column >= table->columns.size()) {
    return std::nullopt;
  }
  std::vector<Step> out = steps;
  CreateTable smaller = *table;
  smaller.columns.erase(smaller.columns.begin() +
                        static_cast<ptrdiff_t>(column));
  out[create] = Step::FromStatement(smaller);
  for (size_t i = create + 1; i < steps.size(); ++i) {
    if (steps[i].parsed == nullptr) continue;
    const auto* insert = std::get_if<Insert>(&steps[i].parsed->statement);
    if (insert == nullptr) continue;
    Insert copy = *insert;
    const Node* target = copy.node.Child(NodeKind::kTableRef);
    if (target == nullptr || target->names.empty() ||
        !(target->names.back().id == table->name.id)) {
      continue;
    }
    if (!LeaveOutValue(copy.node, *table, column)) return std::nullopt;
    out[i] = Step::FromStatement(copy);
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> PlainNames(
    const std::vector<Step>& steps) {
  NameCollector collector;
  for (const Step& step : steps) {
    const sql::Parsed* read =
        step.parsed != nullptr ? step.parsed.get() : step.full.get();
    if (read != nullptr) collector.Collect(read->statement);
  }
  std::map<char, int> next;
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [old_name, letter] : collector.names()) {
    std::string name(1, letter);
    name += std::to_string(next[letter]++);
    if (name != old_name) out.emplace_back(old_name, std::move(name));
  }
  return out;
}

std::vector<Step> Renamed(
    const std::vector<Step>& steps,
    const std::vector<std::pair<std::string, std::string>>& names) {
  const std::map<std::string, std::string> by_name(names.begin(), names.end());
  std::vector<Step> out = steps;
  for (Step& step : out) {
    std::string text;
    bool changed = false;
    for (const sql::Token& token : sql::Lex(step.sql)) {
      const std::string_view word = token.In(step.sql);
      const bool is_name = token.kind == sql::TokenKind::kIdentifier ||
                           token.kind == sql::TokenKind::kQuoted;
      const auto it =
          is_name ? by_name.find(Identifier(sql::Dequote(word)).Folded())
                  : by_name.end();
      changed |= it != by_name.end();
      text.append(it == by_name.end() ? word : std::string_view(it->second));
    }
    if (changed) step = Step::FromSql(std::move(text));
  }
  return out;
}

}  // namespace alterego
