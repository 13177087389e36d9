#include "rebuild/self_reference.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rebuild/analysis.h"
#include "rebuild/dependencies.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

// Without parentheses and COLLATE.
const Node& Bare(const Node& node) {
  const Node* n = &WithoutParens(node);
  while (n->kind == NodeKind::kCollate) n = &WithoutParens(n->children[0]);
  return *n;
}

// TRUE and FALSE are values where no column has that name.
bool IsTruthValue(const Node& node) {
  return node.names.size() == 1 && node.names[0].quote == sql::Quote::kNone &&
         (node.names[0].id == Identifier("true") ||
          node.names[0].id == Identifier("false"));
}

// Walks as SQLite does, over one expression after the other.
class NameWalk {
 public:
  NameWalk(const CreateTable& table, const SelfReference& names)
      : table_(table), names_(names) {}

  // `rowid`: it can be named there. False: something is wrong.
  bool Expression(const Node& node, bool rowid) {
    rowid_ = rowid && !table_.without_rowid;
    Walk(node);
    return error_.empty();
  }
  // A key that is a string as a whole means a column.
  bool Key(const IndexedColumn& key) {
    const Node* text = StringKey(key);
    if (text == nullptr || text->kind != NodeKind::kLiteral) {
      return Expression(key.expr, false);
    }
    // Behind a wrong WHERE, SQLite does not look below a COLLATE.
    const bool seen =
        error_.empty() || WithoutParens(key.expr).kind != NodeKind::kCollate;
    const std::string name = sql::Dequote(text->text);
    if (seen && table_.FindColumn(Identifier(name)) == nullptr) {
      Miss(name, false);
    }
    return error_.empty();
  }
  const std::string& error() const { return error_; }

 private:
  // False: SQLite stops there.
  bool Walk(const Node& node);
  bool Children(const Node& node) {
    for (const Node& child : node.children) {
      if (!Walk(child)) return false;
    }
    return true;
  }
  bool Column(const Node& node);
  bool Is(const Node& node);
  bool Since33() const { return names_.version >= SqliteVersion{3, 33, 0}; }
  void Miss(const std::string& name, bool word) {
    const bool hint = word && names_.version >= SqliteVersion{3, 46, 0};
    error_ = absl::StrCat("no such column: ", hint ? "\"" : "", name,
                          hint ? "\" - should this be a string literal in "
                                 "single-quotes?"
                               : "");
  }

  const CreateTable& table_;
  const SelfReference& names_;
  bool rowid_ = false;
  std::string error_;
};

bool NameWalk::Column(const Node& node) {
  const sql::Name& last = node.names.back();
  const bool word = node.names.size() == 1 && last.quote == sql::Quote::kDouble;
  if ((rowid_ && IsRowidName(last.id.spelling())) ||
      table_.FindColumn(last.id) != nullptr || IsTruthValue(node) ||
      (word && !names_.strings_off)) {
    return true;
  }
  const auto spelling = [](std::string* out, const sql::Name& name) {
    out->append(name.id.spelling());
  };
  Miss(absl::StrJoin(node.names, ".", spelling), word);
  return false;
}

// x IS NULL is a test of x alone. A name right of IS is looked up first: it may
// be TRUE.
bool NameWalk::Is(const Node& node) {
  const Node& second = WithoutParens(node.children[1]);
  const bool test = node.op == Op::kIs || node.op == Op::kIsNot;
  if (test && Since33() && second.kind == NodeKind::kLiteral &&
      EqualsFolded(second.text, "NULL")) {
    Walk(node.children[0]);
    return true;
  }
  const Node& right = Bare(second);
  if (right.kind == NodeKind::kColumn && right.names.size() == 1 &&
      !Column(right)) {
    return false;
  }
  return error_.empty() && Children(node);
}

bool NameWalk::Walk(const Node& node) {
  switch (node.kind) {
    case NodeKind::kColumn:
      return Column(node);
    case NodeKind::kParen:
    case NodeKind::kCaseBase:
    case NodeKind::kWhen:
    case NodeKind::kElse:
    case NodeKind::kList:
      return Children(node);
    case NodeKind::kLiteral:
      // CURRENT_TIME is a function.
      return error_.empty() || node.text.empty() ||
             FoldAscii(node.text[0]) == 'c';
    // A function, whatever becomes of its arguments, does not stop it.
    case NodeKind::kFunction:
      Children(node);
      return true;
    case NodeKind::kLike:  // like(pattern, x, escape)
      if (Walk(node.children[1]) && Walk(node.children[0]) &&
          node.children.size() > 2) {
        Walk(node.children[2]);
      }
      return true;
    case NodeKind::kIsNull:
      if (!Since33()) break;
      Walk(node.children[0]);
      return true;
    case NodeKind::kBinary:
      if (node.op == Op::kIs || node.op == Op::kIsNot ||
          node.op == Op::kIsDistinctFrom || node.op == Op::kIsNotDistinctFrom) {
        return Is(node);
      }
      break;
    default:
      break;
  }
  return error_.empty() && Children(node);
}

}  // namespace

std::string ErrorInTable(const CreateTable& table, const SelfReference& names) {
  std::vector<const Node*> checks;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& c : column.constraints) {
      const auto* check = std::get_if<CheckRule>(&c.rule);
      if (check != nullptr) checks.push_back(&check->expr);
    }
  }
  for (const TableConstraint& c : table.constraints) {
    const auto* check = std::get_if<CheckRule>(&c.rule);
    if (check != nullptr) checks.push_back(&check->expr);
  }
  NameWalk walk(table, names);
  for (const Node* check : checks) {
    if (!walk.Expression(*check, true)) break;
  }
  // Each is looked into, behind a wrong CHECK too.
  for (const Column& column : table.columns) {
    const GeneratedRule* as = column.generated();
    if (as == nullptr) continue;
    // Since 3.41 a bare name is +name, which is not looked into by then.
    const bool bare = Bare(as->expr).kind == NodeKind::kColumn;
    if (bare && !walk.error().empty() &&
        names.version >= SqliteVersion{3, 41, 0}) {
      continue;
    }
    walk.Expression(as->expr, false);
  }
  return walk.error();
}

std::string ErrorInIndex(const CreateIndex& index, const CreateTable& table,
                         const SelfReference& names) {
  NameWalk walk(table, names);
  // The WHERE comes first, and the first key even if that is wrong.
  if (index.where.has_value()) walk.Expression(*index.where, true);
  for (const IndexedColumn& key : index.columns) {
    if (!walk.Key(key)) break;
  }
  return walk.error();
}

}  // namespace alterego::rebuild
