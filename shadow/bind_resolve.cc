// The second pass over a query: names, in SQLite's order of clauses
// (resolve.c, resolveSelectStep).
#include "shadow/binder.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

// Without parentheses and COLLATE.
const Node& Bare(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen || n->kind == NodeKind::kCollate) {
    n = &n->children[0];
  }
  return *n;
}

std::optional<int64_t> AsInteger(const Node& node) {
  const Node& bare = Bare(node);
  if (bare.kind == NodeKind::kUnary &&
      (bare.op == Op::kNegate || bare.op == Op::kPlus)) {
    const std::optional<int64_t> inner = AsInteger(bare.children[0]);
    if (!inner) return std::nullopt;
    return bare.op == Op::kNegate ? -*inner : *inner;
  }
  if (bare.kind != NodeKind::kLiteral || bare.text.empty()) return std::nullopt;
  if (bare.text.size() > 9) return std::nullopt;
  int64_t value = 0;
  for (const char c : bare.text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string Ordinal(size_t n) {
  const char* suffix = "th";
  const size_t tens = n / 10 % 10;
  if (tens != 1) {
    if (n % 10 == 1) suffix = "st";
    if (n % 10 == 2) suffix = "nd";
    if (n % 10 == 3) suffix = "rd";
  }
  return std::to_string(n) + suffix;
}

const char* CompoundName(Op op) {
  switch (op) {
    case Op::kUnionAll:
      return "UNION ALL";
    case Op::kIntersect:
      return "INTERSECT";
    case Op::kExcept:
      return "EXCEPT";
    default:
      return "UNION";
  }
}

}  // namespace

bool Binder::ResolveSelect(Instance& instance, const Node& select,
                           Context* outer) {
  Query& query = instance.Get(select);
  if (query.resolved) return !stopped();
  query.resolved = true;
  const bool in_from = std::exchange(in_from_, false);
  for (size_t i = query.cores.size(); i-- > 0;) {
    if (!ResolveCore(instance, query, i, outer, in_from)) return false;
  }
  return query.cores.size() < 2 || ResolveCompoundOrder(instance, query);
}

bool Binder::ResolveCore(Instance& instance, Query& query, size_t index,
                         Context* outer, bool in_from) {
  Core& core = query.cores[index];
  const bool last = index + 1 == query.cores.size();
  if (core.node == nullptr) {  // x IN t
    return ResolveSources(instance, core, outer);
  }
  Context empty;
  empty.instance = &instance;
  const Node* limit = query.node->Child(NodeKind::kLimit);
  if (last && limit != nullptr && !Children(*limit, empty)) return false;
  if (!ResolveSources(instance, core, outer)) return false;
  Context context;
  context.instance = &instance;
  context.sources = &core.sources;
  context.next = outer;
  context.in_from = in_from;
  context.windows = core.node->Child(NodeKind::kWindows);
  context.allow_aggregate = context.allow_window = true;
  if (core.node->kind == NodeKind::kValues) {
    for (const Node& row : core.node->children) {
      for (const Node& value : row.children) {
        if (!Expr(value, context)) return false;
      }
    }
  } else {
    if (!ResolveItems(core, context)) return false;
    const Node* group = core.node->Child(NodeKind::kGroupBy);
    context.allow_window = false;
    context.allow_aggregate = group != nullptr || context.has_aggregate;
    context.items = &core.items;
    const bool aggregate = context.allow_aggregate;
    if (!ResolveHaving(core, context)) return false;
    context.late = true;
    if (!ResolveWhere(*core.node, core.sources, context)) return false;
    context.late = !aggregate;
    if (!instance.checks && !ResolveWindows(*core.node, context)) return false;
    // ORDER BY and GROUP BY see no outer query, until 3.51 at least.
    if (!At(52)) context.next = nullptr;
    context.allow_aggregate = context.allow_window = true;
    if (last && query.cores.size() == 1 && !ResolveOrder(query, core, context))
      return false;
    context.allow_window = false;
    context.late = false;
    if (!ResolveGroup(core, context)) return false;
  }
  if (!last) {
    const Core& right = query.cores[index + 1];
    if (core.items.size() != right.items.size()) {
      const bool values = right.node->kind == NodeKind::kValues;
      return Fail(Reason::kWidthMismatch,
                  values && core.node->kind == NodeKind::kValues
                      ? "all VALUES must have the same number of terms"
                      : std::string("SELECTs to the left and right of ") +
                            CompoundName(query.operators[index]) +
                            " do not have the same number of result columns");
    }
  }
  return !stopped();
}

bool Binder::ResolveSources(Instance& instance, Core& core, Context* outer) {
  for (Source& source : core.sources) {
    if (source.subquery == nullptr) {
      if (outer != nullptr && !ResolveView(instance, source, outer)) {
        return false;
      }
      continue;
    }
    if (source.subquery->resolved) continue;
    Instance& owner = source.instance ? *source.instance : instance;
    in_from_ = true;
    if (!ResolveSelect(owner, *source.subquery->node, outer)) return false;
  }
  return !stopped();
}

// A view is a subquery like any other to SQLite: in a correlated query, what
// was a string or TRUE in the view alone may be a column of the outer queries.
bool Binder::ResolveView(const Instance& instance, const Source& source,
                         Context* outer) {
  const Object* object = source.shape->object;
  const CreateView* view = object != nullptr ? object->AsView() : nullptr;
  if (view == nullptr) return true;
  auto copy = std::make_unique<Instance>();
  copy->checks = instance.checks;
  copy->home = static_cast<size_t>(source.shape->database);
  copy->parsed = object->parsed.get();
  With* const with = std::exchange(with_, nullptr);
  bool ok = Expand(*copy, view->select) && !stopped();
  in_from_ = true;
  ok = ok && ResolveSelect(*copy, view->select, outer);
  in_from_ = false;
  with_ = with;
  copies_.push_back(std::move(copy));
  return ok && !stopped();
}

bool Binder::ResolveItems(Core& core, Context& context) {
  for (Item& item : core.items) {
    if (item.from_star) {
      // Spelled out as schema.table.column: ambiguous if two sources have one
      // name. Only then is there anything to find out.
      const Source& own = *item.source;
      const Identifier& name = own.alias ? *own.alias : own.shape->name;
      int same = 0;
      for (const Source& other : core.sources) {
        const Identifier& n = other.alias ? *other.alias : other.shape->name;
        if (other.shape->database == own.shape->database && n == name &&
            (own.alias != nullptr || own.shape->database >= 0 ||
             !name.empty()) &&
            other.shape->Find(own.shape->columns[item.column]) >= 0 &&
            !(other.has_using && &other != &own)) {
          ++same;
        }
      }
      if (same > 1) {
        const std::string schema =
            own.shape->database < 0
                ? "*"
                : snapshot_.databases[own.shape->database]->name.spelling();
        return Fail(Reason::kAmbiguousColumn,
                    "ambiguous column name: " + schema + "." + name.spelling() +
                        "." + item.name);
      }
      continue;
    }
    const bool before = context.has_aggregate;
    context.has_aggregate = false;
    const Node& bare = Bare(*item.expr);
    capture_ = bare.kind == NodeKind::kColumn ? &bare : nullptr;
    captured_ = {};
    if (!Expr(*item.expr, context)) return false;
    if (capture_ != nullptr && captured_.kind == Bound::Kind::kColumn) {
      item.source = captured_.source;
      item.column = captured_.column;
    }
    capture_ = nullptr;
    item.aggregate = context.has_aggregate;
    context.has_aggregate = context.has_aggregate || before;
  }
  return !stopped();
}

bool Binder::ResolveHaving(const Core& core, Context& context) {
  const Node* having = core.node->Child(NodeKind::kHaving);
  if (having == nullptr) return true;
  const bool group = core.node->Child(NodeKind::kGroupBy) != nullptr;
  if (!group && (!context.allow_aggregate || !At(39))) {
    if (!At(39)) {
      return Fail(Reason::kSyntax,
                  "a GROUP BY clause is required before HAVING");
    }
    return Fail(Reason::kBadDefinition,
                "HAVING clause on a non-aggregate query");
  }
  return Children(*having, context);
}

// WHERE, then the ON clauses, which SQLite appends to it; then the arguments
// of table-valued functions.
std::vector<const Node*> Binder::Conditions(const Node& core,
                                            const std::vector<Source>& sources,
                                            const Context& context) const {
  // Since 3.42 an ON is marked as one, and stays.
  std::vector<const Node*> left;
  bool is_false = false;
  bool any = false;
  const Node* where = core.Child(NodeKind::kWhere);
  if (where != nullptr) {
    left.push_back(where);
    any = true;
    is_false = IsDropped(where->children[0], context);
  }
  for (const Source& source : sources) {
    if (source.join == nullptr) continue;
    const Node* on = source.join->Child(NodeKind::kOn);
    if (on == nullptr) continue;
    const bool on_is_false =
        !source.left && IsDropped(on->children[0], context);
    left.push_back(on);
    if (!At(42) && any && (is_false || on_is_false)) left.clear();
    any = true;
    is_false |= on_is_false;
  }
  return left;
}

namespace {

bool HasStar(const Node& core) {
  const Node* columns = core.Child(NodeKind::kResultColumns);
  return columns != nullptr &&
         std::any_of(
             columns->children.begin(), columns->children.end(),
             [](const Node& column) { return column.kind == NodeKind::kStar; });
}

}  // namespace

bool Binder::ResolveWhere(const Node& core, std::vector<Source>& sources,
                          Context& context) {
  const std::vector<const Node*> conditions =
      Conditions(core, sources, context);
  for (const Node* condition : conditions) {
    if (!Children(*condition, context)) return false;
  }
  // Early releases did not forget the tokens of a condition that they dropped,
  // and took them for those of what a star then put into the same memory.
  const bool star = !At(28) && HasStar(core);
  if (star && conditions.empty() &&
      (core.Child(NodeKind::kWhere) != nullptr ||
       std::any_of(sources.begin(), sources.end(), [](const Source& source) {
         return source.join != nullptr &&
                source.join->Child(NodeKind::kOn) != nullptr;
       }))) {
    return Abandon();
  }
  for (const Source& source : sources) {
    if (!source.node->function_call) continue;
    if (!Children(*source.node, context)) return false;
  }
  return !stopped();
}

bool Binder::ResolveWindows(const Node& core, Context& context) {
  const Node* windows = core.Child(NodeKind::kWindows);
  if (windows == nullptr || !At(28)) return true;
  for (size_t i = windows->children.size(); i-- > 0;) {
    const Node& window = windows->children[i].children[0];
    for (const NodeKind kind : {NodeKind::kOrderBy, NodeKind::kPartitionBy}) {
      const Node* clause = window.Child(kind);
      if (clause != nullptr && !Children(*clause, context)) return false;
    }
  }
  return true;
}

bool Binder::ResolveOrder(Query& query, Core& core, Context& context) {
  const Node* order = query.node->Child(NodeKind::kOrderBy);
  if (order == nullptr) return true;
  for (size_t i = 0; i < order->children.size(); ++i) {
    const Node& term = order->children[i].children[0];
    const Node& bare = Bare(term);
    if (bare.kind == NodeKind::kColumn && bare.names.size() == 1) {
      const Item* match = nullptr;
      for (const Item& item : core.items) {
        if (match == nullptr && item.named &&
            EqualsFolded(item.name, bare.names[0].id.spelling())) {
          match = &item;
        }
      }
      if (match != nullptr) {
        // Before 3.28 the alias itself was taken for the column it stands for.
        if (!At(28) && match->source != nullptr) {
          RecordColumn(*context.instance, bare.names[0].token,
                       *match->source->shape, match->column,
                       Reference::Role::kBody);
        }
        continue;
      }
    }
    if (const std::optional<int64_t> n = AsInteger(term)) {
      const int64_t most = static_cast<int64_t>(core.items.size());
      if (*n < 1 || *n > (context.instance->checks ? most : 0xffff)) {
        return Fail(Reason::kBadDefinition,
                    Ordinal(i + 1) +
                        " ORDER BY term out of range - should be between 1 "
                        "and " +
                        std::to_string(most));
      }
      continue;
    }
    if (!Expr(term, context)) return false;
  }
  return !stopped();
}

bool Binder::ResolveGroup(const Core& core, Context& context) {
  const Node* group = core.node->Child(NodeKind::kGroupBy);
  if (group == nullptr) return true;
  for (size_t i = 0; i < group->children.size(); ++i) {
    const Node& term = group->children[i];
    if (const std::optional<int64_t> n = AsInteger(term)) {
      const int64_t most = static_cast<int64_t>(core.items.size());
      if (*n < 1 || *n > (context.instance->checks ? most : 0xffff)) {
        return Fail(Reason::kBadDefinition,
                    Ordinal(i + 1) +
                        " GROUP BY term out of range - should be between 1 "
                        "and " +
                        std::to_string(most));
      }
      continue;
    }
    context.has_aggregate = false;
    if (!Expr(term, context)) return false;
    if (context.has_aggregate) {
      return Fail(Reason::kBadDefinition,
                  "aggregate functions are not allowed in the GROUP BY clause");
    }
  }
  return !stopped();
}

bool Binder::SameExpr(const Node& a, const Node& b, Context& context) {
  const Node& x = a.kind == NodeKind::kParen ? Bare(a) : a;
  const Node& y = b.kind == NodeKind::kParen ? Bare(b) : b;
  if (x.kind != y.kind) return false;
  if (x.kind == NodeKind::kColumn) {
    Bound left, right;
    if (!Lookup(x, context, &left) || !Lookup(y, context, &right)) return false;
    if (left.kind != right.kind) return false;
    if (left.kind == Bound::Kind::kString) {
      return x.names[0].id.spelling() == y.names[0].id.spelling();
    }
    return left.source == right.source && left.column == right.column;
  }
  if (x.op != y.op || x.text != y.text || x.negated != y.negated ||
      x.names.size() != y.names.size() ||
      x.children.size() != y.children.size()) {
    return false;
  }
  for (size_t i = 0; i < x.names.size(); ++i) {
    if (!(x.names[i].id == y.names[i].id)) return false;
  }
  for (size_t i = 0; i < x.children.size(); ++i) {
    if (!SameExpr(x.children[i], y.children[i], context)) return false;
  }
  return true;
}

bool Binder::SameAsItem(const Node& term, const Item& item, Context& context) {
  if (!item.from_star) return SameExpr(term, *item.expr, context);
  const Node& bare = Bare(term);
  if (bare.kind != NodeKind::kColumn) return false;
  Bound bound;
  if (!Lookup(bare, context, &bound)) return false;
  const int column =
      item.column == item.source->shape->rowid_alias ? -1 : item.column;
  return bound.source == item.source && bound.column == column;
}

// Each term must be a number, the name of a result, or an expression equal to
// a result, of any of the queries from the left.
bool Binder::ResolveCompoundOrder(Instance& instance, Query& query) {
  const Node* order = query.node->Child(NodeKind::kOrderBy);
  if (order == nullptr) return true;
  std::vector<bool> done(order->children.size(), false);
  for (Core& core : query.cores) {
    Context context;
    context.instance = &instance;
    context.sources = &core.sources;
    context.items = &core.items;
    context.allow_aggregate = true;
    context.no_select = true;
    for (size_t i = 0; i < done.size(); ++i) {
      if (done[i]) continue;
      const Node& term = Bare(order->children[i].children[0]);
      if (const std::optional<int64_t> n = AsInteger(term)) {
        if (*n <= 0 || *n > static_cast<int64_t>(core.items.size())) {
          return Fail(Reason::kBadDefinition,
                      Ordinal(i + 1) +
                          " ORDER BY term out of range - should be between 1 "
                          "and " +
                          std::to_string(core.items.size()));
        }
        done[i] = true;
        continue;
      }
      if (term.kind == NodeKind::kColumn && MatchAlias(term, context)) {
        done[i] = true;
        continue;
      }
      // Tried without leaving a trace; done for good if it matches.
      const bool recording = std::exchange(recording_, false);
      bool match = Expr(term, context);
      for (size_t j = 0; match && !done[i] && j < core.items.size(); ++j) {
        done[i] = SameAsItem(term, core.items[j], context);
      }
      error_.reset();
      recording_ = recording;
      // Until 3.35 a match behind the first query could go wrong.
      if (done[i] && &core != &query.cores[0] && !At(36)) return Abandon();
      if (done[i] && At(28)) Expr(term, context);
    }
  }
  for (size_t i = 0; i < done.size(); ++i) {
    if (done[i]) continue;
    return Fail(Reason::kBadDefinition,
                Ordinal(i + 1) +
                    " ORDER BY term does not match any column in the result "
                    "set");
  }
  return !stopped();
}

}  // namespace alterego::shadow
