// Windows: OVER, and the WINDOW clause it names (SQLite: window.c,
// sqlite3WindowUpdate, sqlite3WindowChain).
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.h"
#include "shadow/binder.h"
#include "shadow/functions.h"
#include "shadow/query_check.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

constexpr SqliteVersion kBaseWindows{3, 28, 0};

// A window, with what it has from its base.
struct Window {
  const Node* node = nullptr;  // kWindow
  const Node* partition = nullptr;
  const Node* order = nullptr;
  const Node* frame = nullptr;
};

Window WindowOf(const Node& node) {
  return {&node, node.Child(NodeKind::kPartitionBy),
          node.Child(NodeKind::kOrderBy), node.Child(NodeKind::kFrame)};
}

// Those of a WINDOW clause, as far as they are read.
using Named = std::vector<std::pair<const sql::Name*, Window>>;

// Names are compared as they are written, quotes and all. The last one counts.
const Window* Find(const Named& windows, const sql::Name& name) {
  const std::string text = name.ToSql();
  for (size_t i = windows.size(); i-- > 0;) {
    if (EqualsFolded(windows[i].first->ToSql(), text)) {
      return &windows[i].second;
    }
  }
  return nullptr;
}

std::string NoSuchWindow(const sql::Name& name) {
  return "no such window: " + name.ToSql();
}

// Puts the window on its base; "" or what is wrong with that.
std::string Chain(const Named& windows, Window* window) {
  if (window->node->names.empty()) return "";
  const sql::Name& name = window->node->names[0];
  const Window* base = Find(windows, name);
  if (base == nullptr) return NoSuchWindow(name);
  const char* part = nullptr;
  if (window->partition != nullptr) {
    part = "PARTITION clause";
  } else if (base->order != nullptr && window->order != nullptr) {
    part = "ORDER BY clause";
  } else if (base->frame != nullptr) {
    part = "frame specification";
  }
  if (part != nullptr) {
    return std::string("cannot override ") + part +
           " of window: " + name.ToSql();
  }
  window->partition = base->partition;
  if (base->order != nullptr) window->order = base->order;
  return "";
}

// Each stands on those before it; the first one's base is never looked for.
std::string Read(const Node& clause, Named* windows) {
  for (const Node& definition : clause.children) {
    Window window = WindowOf(definition.children[0]);
    if (!windows->empty()) {
      std::string fault = Chain(*windows, &window);
      if (!fault.empty()) return fault;
    }
    windows->emplace_back(&definition.names[0], window);
  }
  return "";
}

std::string FaultIn(const Node& root, SqliteVersion version) {
  std::string fault;
  sql::Walk(root, [&](const Node& node) {
    if (!fault.empty()) return;
    if (node.kind == NodeKind::kWindows && version >= kBaseWindows) {
      Named windows;
      fault = Read(node, &windows);
    } else if (node.kind == NodeKind::kFunction && node.distinct &&
               node.Child(NodeKind::kOver) != nullptr) {
      fault = "DISTINCT is not supported for window functions";
    }
  });
  return fault;
}

}  // namespace

std::string WindowFault(const Statement& statement, SqliteVersion version) {
  const auto node = [version](const auto& s) {
    return FaultIn(s.node, version);
  };
  return std::visit(
      Overloaded{
          [&](const Select& s) { return node(s); },
          [&](const Insert& s) { return node(s); },
          [&](const Update& s) { return node(s); },
          [&](const Delete& s) { return node(s); },
          [&](const CreateView& s) { return FaultIn(s.select, version); },
          [&](const CreateTrigger& s) {
            std::string fault = s.when ? FaultIn(*s.when, version) : "";
            for (const Node& step : s.steps) {
              if (fault.empty()) fault = FaultIn(step, version);
            }
            return fault;
          },
          [](const auto&) { return std::string(); },
      },
      statement);
}

void Binder::CheckWindow(const Node& function, const Node& over,
                         Context& context) {
  Named windows;
  if (context.windows != nullptr) Read(*context.windows, &windows);
  Window window;
  std::string fault;
  if (!over.names.empty()) {
    const Window* found = Find(windows, over.names[0]);
    if (found == nullptr) {
      Fail(Reason::kBadDefinition, NoSuchWindow(over.names[0]));
      return;
    }
    if (!context.instance->checks) return;
    window = *found;
  } else if (!context.instance->checks) {
    return;
  } else {
    window = WindowOf(over.children[0]);
    fault = Chain(windows, &window);
  }
  const bool range =
      window.frame != nullptr && !window.frame->children.empty() &&
      EqualsFolded(std::string_view(window.frame->text).substr(0, 5), "RANGE");
  const bool one =
      window.order != nullptr && window.order->children.size() == 1;
  const FunctionInfo* info = FunctionOf(function);
  if (range && !one && At(28)) {
    fault =
        "RANGE with offset PRECEDING/FOLLOWING requires one ORDER BY "
        "expression";
  } else if (info != nullptr && info->window_only &&
             function.Child(NodeKind::kFilter) != nullptr) {
    fault = "FILTER clause may only be used with aggregate window functions";
  }
  if (!fault.empty()) Fail(Reason::kBadDefinition, fault);
  // What it has from elsewhere is copied, and resolved here.
  const Node* const own = over.names.empty() ? &over.children[0] : nullptr;
  for (const Node* list : {window.partition, window.order}) {
    if (list == nullptr) continue;
    if (own != nullptr && own->Child(list->kind) == list) continue;
    for (const Node& item : list->children) {
      const bool term = item.kind == NodeKind::kOrderTerm;
      if (!Walk(term ? item.children[0] : item, context)) break;
    }
  }
}

}  // namespace alterego::shadow
