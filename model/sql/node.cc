#include "model/sql/node.h"

#include <utility>

namespace alterego::sql {
namespace {

Node WithChildren(NodeKind kind, Op op, Node first) {
  Node node;
  node.kind = kind;
  node.op = op;
  node.children.push_back(std::move(first));
  return node;
}

}  // namespace

const Node* Node::Child(NodeKind wanted) const {
  for (const Node& child : children) {
    if (child.kind == wanted) return &child;
  }
  return nullptr;
}

Node* Node::Child(NodeKind wanted) {
  return const_cast<Node*>(std::as_const(*this).Child(wanted));
}

Node Literal(std::string text) {
  Node node;
  node.text = std::move(text);
  return node;
}

Node ColumnRef(Name column) {
  Node node;
  node.kind = NodeKind::kColumn;
  node.names.push_back(std::move(column));
  return node;
}

Node ColumnRef(Name table, Name column) {
  Node node = ColumnRef(std::move(table));
  node.names.push_back(std::move(column));
  return node;
}

Node Unary(Op op, Node operand) {
  return WithChildren(NodeKind::kUnary, op, std::move(operand));
}

Node Binary(Op op, Node left, Node right) {
  Node node = WithChildren(NodeKind::kBinary, op, std::move(left));
  node.children.push_back(std::move(right));
  return node;
}

Node Function(Name name, std::vector<Node> arguments) {
  Node node;
  node.kind = NodeKind::kFunction;
  node.names.push_back(std::move(name));
  node.children = std::move(arguments);
  return node;
}

Node Paren(Node inner) {
  return WithChildren(NodeKind::kParen, Op::kNone, std::move(inner));
}

}  // namespace alterego::sql
