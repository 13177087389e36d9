#include "rebuild/analysis.h"

#include "model/identifier.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

class TableWalk {
 public:
  explicit TableWalk(const std::function<void(const Node&, bool)>& visit)
      : visit_(visit) {}

  void Run(const Node& node) {
    const Node* with = node.Child(NodeKind::kWith);
    if (with != nullptr) withs_.push_back(with);
    if (node.kind == NodeKind::kTableRef) visit_(node, IsCte(node));
    for (const Node& child : node.children) Run(child);
    if (with != nullptr) withs_.pop_back();
  }

 private:
  bool IsCte(const Node& ref) const {
    if (ref.names.size() != 1) return false;
    for (const Node* with : withs_) {
      for (const Node& cte : with->children) {
        if (!cte.names.empty() && cte.names[0].id == ref.names[0].id) {
          return true;
        }
      }
    }
    return false;
  }

  const std::function<void(const Node&, bool)>& visit_;
  std::vector<const Node*> withs_;
};

void CollectColumns(const Node& node, std::vector<const Node*>* out) {
  if (node.kind == NodeKind::kColumn) out->push_back(&node);
  bool upsert_seen = false;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kUpsert) {
      if (upsert_seen) continue;
      upsert_seen = true;
    }
    if (node.kind == NodeKind::kUpdate && child.kind == NodeKind::kFrom) {
      for (const Node& source : child.children) {
        if (source.kind == NodeKind::kTableSubquery) {
          CollectColumns(source, out);
        }
      }
      continue;
    }
    CollectColumns(child, out);
  }
}

}  // namespace

std::string Render(const sql::Parsed& parsed, sql::TokenRange range,
                   const TokenTexts& texts) {
  std::string out;
  for (sql::TokenIndex i = range.begin; i < range.end; ++i) {
    const auto replaced = texts.find(i);
    if (replaced != texts.end()) {
      out += replaced->second;
    } else if (parsed.tokens[i].kind == sql::TokenKind::kComment) {
      out += ' ';
    } else {
      out += parsed.TextOf(i);
    }
  }
  return out;
}

void ForEachTableRef(const Node& root,
                     const std::function<void(const Node&, bool)>& visit) {
  TableWalk(visit).Run(root);
}

std::vector<const Node*> Roots(const sql::Parsed& parsed) {
  std::vector<const Node*> out;
  if (const auto* view = std::get_if<CreateView>(&parsed.statement)) {
    out.push_back(&view->select);
  } else if (const auto* trigger =
                 std::get_if<CreateTrigger>(&parsed.statement)) {
    if (trigger->when.has_value()) out.push_back(&*trigger->when);
    for (const Node& step : trigger->steps) out.push_back(&step);
  }
  return out;
}

std::vector<const Node*> ColumnNodes(const sql::Parsed& parsed) {
  std::vector<const Node*> out;
  for (const Node* root : Roots(parsed)) CollectColumns(*root, &out);
  return out;
}

const Node& WithoutParens(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen) n = &n->children[0];
  return *n;
}

bool IsRowidName(std::string_view name) {
  return EqualsFolded(name, "rowid") || EqualsFolded(name, "oid") ||
         EqualsFolded(name, "_rowid_");
}

std::string RowidName(const CreateTable& table) {
  if (table.without_rowid) return "";
  const int alias = table.RowidAlias();
  if (alias >= 0) return table.columns[alias].name.id.Quoted();
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (table.FindColumn(Identifier(name)) == nullptr) return name;
  }
  return "";
}

}  // namespace alterego::rebuild
