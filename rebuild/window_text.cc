#include "rebuild/window_text.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

// The expressions of PARTITION BY and ORDER BY: " IS (a) IS (b)".
std::string Expressions(const sql::Parsed& parsed, const Node& windows,
                        const TokenTexts& texts) {
  std::string out;
  for (const Node& definition : windows.children) {
    for (const Node& list : definition.children[0].children) {
      if (list.kind == NodeKind::kFrame) continue;
      for (const Node& term : list.children) {
        const Node& expr =
            term.kind == NodeKind::kOrderTerm ? term.children[0] : term;
        absl::StrAppend(&out, " IS (", Render(parsed, expr.range, texts), ")");
      }
    }
  }
  return out;
}

void NameInWhere(const sql::Parsed& parsed, const Node& core,
                 TokenTexts* texts) {
  const Node* windows = core.Child(NodeKind::kWindows);
  const Node* from = core.Child(NodeKind::kFrom);
  if (windows == nullptr || from == nullptr) return;
  const std::string named = Expressions(parsed, *windows, *texts);
  const Node* where = core.Child(NodeKind::kWhere);
  const Node* behind = where != nullptr ? where : from;
  const sql::TokenIndex token = behind->range.end - 1;
  (*texts)[token] =
      absl::StrCat(Render(parsed, {token, token + 1}, *texts),
                   where != nullptr || named.empty() ? "" : " WHERE 1", named);
}

}  // namespace

void UnlinkWindows(const sql::Parsed& parsed, TokenTexts* texts) {
  for (const Node* root : Roots(parsed)) {
    sql::Walk(*root, [&](const Node& node) {
      if (node.kind == NodeKind::kOver && !node.names.empty()) {
        (*texts)[node.names[0].token] = "()";
      } else if (node.kind == NodeKind::kWindow && !node.names.empty()) {
        (*texts)[node.names[0].token] = " ";
      } else if (node.kind == NodeKind::kSelectCore) {
        NameInWhere(parsed, node, texts);
      }
    });
  }
}

}  // namespace alterego::rebuild
