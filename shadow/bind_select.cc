// The first pass over a query: finds its tables, views and CTEs, joins them,
// and spells out stars (SQLite: select.c, selectExpander).
#include <cctype>
#include <utility>

#include "shadow/binder.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

bool IsCore(const Node& node) {
  return node.kind == NodeKind::kSelectCore || node.kind == NodeKind::kValues;
}

bool HasWord(std::string_view words, std::string_view word) {
  return words.find(word) != std::string_view::npos;
}

const Node& WithoutParens(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen) n = &n->children[0];
  return *n;
}

// The first source of a FROM that is nothing but one source.
const Node* OnlySource(const Node& from) {
  return from.children.size() == 1 ? &from.children[0] : nullptr;
}

}  // namespace

Binder::Query& Binder::Instance::Get(const Node& node) {
  for (auto& [key, query] : queries) {
    if (key == &node) return *query;
  }
  queries.emplace_back(&node, std::make_unique<Query>());
  queries.back().second->node = &node;
  return *queries.back().second;
}

bool Binder::Prepare(Instance& instance, const Node& select, Context* outer) {
  if (!Expand(instance, select) || stopped()) return false;
  return ResolveSelect(instance, select, outer);
}

bool Binder::Expand(Instance& instance, const Node& select) {
  Query& query = instance.Get(select);
  if (query.expanded) return true;
  query.expanded = true;
  if (select.kind == NodeKind::kTableRef) {  // x IN t: SELECT * FROM t
    query.cores.emplace_back(nullptr);
    Core& core = query.cores.back();
    // SQLite does not rename the table of x IN t.
    const bool recording = std::exchange(recording_, false);
    const bool ok = ExpandSource(instance, select, &core.sources);
    recording_ = recording;
    if (!ok) return false;
    Node star;
    star.kind = NodeKind::kStar;
    return ExpandStar(star, &core);
  }
  const Node* with = select.Child(NodeKind::kWith);
  if (with != nullptr && !PushWith(instance, *with)) return false;
  for (const Node& child : select.children) {
    if (IsCore(child)) query.cores.emplace_back(&child);
    if (child.kind == NodeKind::kCompound) query.operators.push_back(child.op);
  }
  bool ok = true;
  for (size_t i = query.cores.size(); ok && i-- > 0;) {
    ok = ExpandCore(instance, query, i);
  }
  if (with != nullptr) PopWith();
  return ok;
}

bool Binder::ExpandCore(Instance& instance, Query& query, size_t index) {
  Core& core = query.cores[index];
  const Node& node = *core.node;
  if (node.kind == NodeKind::kValues) {
    for (const Node& value : node.children[0].children) {
      Item item;
      item.expr = &value;
      core.items.push_back(std::move(item));
    }
    return ExpandInside(instance, node);
  }
  if (const Node* from = node.Child(NodeKind::kFrom)) {
    if (!ExpandFrom(instance, *from, &core.sources)) return false;
  }
  if (ExpansionStops() || !ProcessJoins(&core.sources)) return false;
  if (!ExpandItems(instance, &core) && ExpansionStops()) return false;
  for (const Node& child : node.children) {
    if (!ExpandInside(instance, child)) return false;
  }
  if (index + 1 < query.cores.size()) return true;
  for (const Node& child : query.node->children) {
    const bool last =
        child.kind == NodeKind::kOrderBy || child.kind == NodeKind::kLimit;
    if (last && !ExpandInside(instance, child)) return false;
  }
  return true;
}

// Queries inside expressions: below `node`, not below other queries.
bool Binder::ExpandInside(Instance& instance, const Node& node) {
  if (node.kind == NodeKind::kSelect) return Expand(instance, node);
  if (node.kind == NodeKind::kIn &&
      node.children[1].kind == NodeKind::kTableRef) {
    return ExpandInside(instance, node.children[0]) &&
           Expand(instance, node.children[1]);
  }
  for (const Node& child : node.children) {
    if (!ExpandInside(instance, child)) return false;
  }
  return true;
}

bool Binder::ExpandFrom(Instance& instance, const Node& from,
                        std::vector<Source>* sources) {
  sources->reserve((from.children.size() + 1) / 2);
  const Node* join = nullptr;
  for (const Node& child : from.children) {
    if (child.kind == NodeKind::kJoin) {
      join = &child;
      continue;
    }
    if (!ExpandSource(instance, child, sources)) return false;
    Source& source = sources->back();
    source.join = join;
    if (join == nullptr || join->op != Op::kJoinWords) continue;
    const bool full = HasWord(join->text, "FULL");
    source.natural = HasWord(join->text, "NATURAL");
    source.left = full || HasWord(join->text, "LEFT");
    source.right = full || HasWord(join->text, "RIGHT");
  }
  return true;
}

bool Binder::ExpandSource(Instance& instance, const Node& node,
                          std::vector<Source>* sources) {
  Source source;
  source.node = &node;
  if (!node.names2.empty()) source.alias = &node.names2[0].id;
  if (node.kind == NodeKind::kTableParen) {
    // (t): the same as t. A join in parentheses is beyond this resolver.
    const Node* inner = OnlySource(node.children[0]);
    if (inner == nullptr) return Abandon();
    if (!ExpandSource(instance, *inner, sources)) return false;
    if (source.alias != nullptr) sources->back().alias = source.alias;
    return true;
  }
  if (node.kind == NodeKind::kTableSubquery) {
    if (!Expand(instance, node.children[0])) return false;
    source.subquery = &instance.Get(node.children[0]);
    source.shape = std::make_shared<Shape>();
    source.shape->has_rowid = !At(36);
    source.shape->maybe_rowid = At(36);
    source.shape->columns =
        ItemNames(instance, source.subquery->cores[0], false);
    sources->push_back(std::move(source));
    return !ExpansionStops();
  }
  if (!ExpandTableRef(instance, node, &source)) return false;
  sources->push_back(std::move(source));
  return true;
}

bool Binder::ExpandTableRef(Instance& instance, const Node& node,
                            Source* source) {
  for (auto& [key, shape] : instance.recursive) {
    if (key == &node) {
      source->shape = shape;
      return true;
    }
  }
  const int cte = FindCte(instance, node, source);
  if (cte != 0) return cte > 0;
  if (!Locate(instance.home, node, source)) return false;
  if (when_compiled_.empty()) when_compiled_ = source->shape->when_compiled;
  RecordTable(instance, node.names.back().token, *source->shape,
              Reference::Role::kBody);
  return !node.text.empty() && node.text != "NOT INDEXED" ? Abandon() : true;
}

// --- WITH ------------------------------------------------------------------

bool Binder::PushWith(Instance& instance, const Node& node) {
  instance.has_with = true;
  withs_.push_back(std::make_unique<With>());
  With* with = withs_.back().get();
  for (const Node& cte : node.children) with->ctes.push_back({.node = &cte});
  with->outer = with_;
  with_ = with;
  return true;
}

void Binder::PopWith() {
  if (with_ != nullptr) with_ = with_->outer;
}

Binder::With* Binder::SearchWith(With* first, const Identifier& name,
                                 Cte** found) {
  for (With* with = first; with != nullptr; with = with->outer) {
    for (Cte& cte : with->ctes) {
      if (cte.node->names[0].id == name) {
        *found = &cte;
        return with;
      }
    }
  }
  return nullptr;
}

// Until 3.35 what a view or trigger outside temp says of its own database was
// taken away before anybody looked for the name (attach.c, sqlite3FixSrcList).
bool Binder::MayBeCte(const Instance& instance, const Node& node) const {
  if (node.names.size() < 2) return true;
  return dialect_.version < SqliteVersion{3, 36, 0} && instance.home != 1 &&
         snapshot_.databases[instance.home]->name == node.names[0].id;
}

int Binder::FindCte(Instance& instance, const Node& node, Source* source) {
  if (stopped() || !MayBeCte(instance, node)) return 0;
  Cte* cte = nullptr;
  With* with = SearchWith(with_, node.names.back().id, &cte);
  const bool leaked = with == nullptr;
  if (leaked) with = SearchWith(leaked_, node.names.back().id, &cte);
  if (with == nullptr) return 0;
  const Identifier& name = cte->node->names[0].id;
  if (cte->error != nullptr) {
    Fail(Reason::kBadDefinition, cte->error + name.spelling());
    return -1;
  }
  if (leaked || cte->node->children[0].kind != NodeKind::kSelect) {
    Abandon();
    return -1;
  }
  auto copy = std::make_unique<Instance>();
  copy->checks = instance.checks;
  copy->home = instance.home;
  copy->parsed = instance.parsed;
  source->shape = std::make_shared<Shape>();
  source->shape->name = name;
  if (!ExpandCte(*copy, *cte, with, source->shape)) return -1;
  source->subquery = &copy->Get(cte->node->children[0]);
  source->instance = copy.get();
  copies_.push_back(std::move(copy));
  return 1;
}

bool Binder::NameCteColumns(const Cte& cte, const Instance& instance,
                            const Core& left, Shape* shape) {
  const size_t columns = cte.node->names.size() - 1;
  if (columns == 0) {
    shape->columns = ItemNames(instance, left, false);
    return true;
  }
  if (columns != left.items.size()) {
    return Fail(Reason::kWidthMismatch,
                "table " + cte.node->names[0].id.spelling() + " has " +
                    std::to_string(left.items.size()) + " values for " +
                    std::to_string(columns) + " columns");
  }
  std::vector<std::string> names;
  for (size_t i = 1; i <= columns; ++i) {
    names.push_back(cte.node->names[i].id.spelling());
  }
  shape->columns = UniqueNames(std::move(names));
  return true;
}

bool Binder::ExpandCte(Instance& copy, Cte& cte, With* with, ShapePtr shape) {
  const Node& select = cte.node->children[0];
  const Identifier& name = cte.node->names[0].id;
  std::vector<const Node*> cores;
  std::vector<Op> operators;
  for (const Node& child : select.children) {
    if (IsCore(child)) cores.push_back(&child);
    if (child.kind == NodeKind::kCompound) operators.push_back(child.op);
  }
  // The cores from the right whose FROM names the CTE itself.
  const Op last = operators.empty() ? Op::kNone : operators.back();
  const bool may_recurse = last == Op::kUnion || last == Op::kUnionAll;
  size_t base = cores.size();
  while (may_recurse && base > 1 && operators[base - 2] == last) {
    const Node* from = cores[base - 1]->Child(NodeKind::kFrom);
    int count = 0;
    for (size_t i = 0; from != nullptr && i < from->children.size(); ++i) {
      const Node& source = from->children[i];
      if (source.kind != NodeKind::kTableRef) continue;
      if (source.names.size() > 1 || !(source.names[0].id == name)) continue;
      copy.recursive.emplace_back(&source, shape);
      if (++count < 2) continue;
      return Fail(Reason::kBadDefinition,
                  "multiple references to recursive table: " + name.spelling());
    }
    if (count == 0) break;
    --base;
  }
  const bool recursive = base < cores.size();
  cte.error = "circular reference: ";
  With* saved = with_;
  with_ = with;
  bool ok = true;
  // The columns are those of the leftmost core: it is expanded alone first.
  Instance first;
  first.checks = copy.checks;
  first.home = copy.home;
  first.parsed = copy.parsed;
  Core* left = nullptr;
  Query lone;
  if (recursive) {
    lone.node = &select;
    for (size_t i = 0; i < base; ++i) lone.cores.emplace_back(cores[i]);
    lone.operators.assign(operators.begin(),
                          operators.begin() + static_cast<long>(base) - 1);
    const Node* inner = select.Child(NodeKind::kWith);
    if (inner != nullptr) PushWith(first, *inner);
    for (size_t i = base; ok && i-- > 0;) ok = ExpandCore(first, lone, i);
    if (inner != nullptr) PopWith();
    left = &lone.cores[0];
  } else {
    ok = Expand(copy, select);
    if (ok) left = &copy.Get(select).cores[0];
  }
  with_ = with;
  ok = ok && NameCteColumns(cte, first, *left, shape.get());
  if (ok && may_recurse) {
    cte.error = recursive ? "multiple recursive references: "
                          : "recursive reference in a subquery: ";
    ok = Expand(copy, select);
  }
  cte.error = nullptr;
  with_ = saved;
  return ok;
}

// --- joins and stars -------------------------------------------------------

namespace {

// The first of sources [0, end) with that column.
template <class Sources>
int FindLeft(const Sources& sources, size_t end, const Identifier& name,
             bool ignore_hidden) {
  for (size_t i = 0; i < end; ++i) {
    const Shape& shape = *sources[i].shape;
    const int column = shape.Find(name);
    if (column < 0) continue;
    if (ignore_hidden && !shape.hidden.empty() && shape.hidden[column]) {
      continue;
    }
    return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

bool Binder::ProcessJoins(std::vector<Source>* sources) {
  for (size_t i = 1; i < sources->size(); ++i) {
    Source& right = (*sources)[i];
    const Node* on = nullptr;
    const Node* use = nullptr;
    if (right.join != nullptr) {
      on = right.join->Child(NodeKind::kOn);
      use = right.join->Child(NodeKind::kUsing);
    }
    if (right.natural) {
      if (on != nullptr || use != nullptr) {
        return Fail(Reason::kBadDefinition,
                    "a NATURAL join may not have an ON or USING clause");
      }
      const Shape& shape = *right.shape;
      for (size_t j = 0; j < shape.columns.size(); ++j) {
        if (!shape.hidden.empty() && shape.hidden[j]) continue;
        if (FindLeft(*sources, i, shape.columns[j], true) < 0) continue;
        right.using_columns.push_back(shape.columns[j]);
      }
      right.has_using = !right.using_columns.empty();
    }
    if (use == nullptr) continue;
    right.has_using = true;
    for (const sql::Name& name : use->names) {
      right.using_columns.push_back(name.id);
      if (right.shape->Find(name.id) < 0 ||
          FindLeft(*sources, i, name.id, false) < 0) {
        return Fail(Reason::kNoSuchColumn,
                    "cannot join using column " + name.id.spelling() +
                        " - column not present in both tables");
      }
    }
  }
  return true;
}

bool Binder::ExpandItems(Instance& instance, Core* core) {
  const Node* results = core->node->Child(NodeKind::kResultColumns);
  bool fine = true;
  for (const Node& result : results->children) {
    if (result.kind == NodeKind::kStar) {
      const size_t before = core->items.size();
      // The last one that stands for nothing is the one that SQLite names.
      const bool expanded = ExpandStar(result, core);
      fine = fine && expanded;
      if (!expanded || result.names.empty() || !At(39)) continue;
      // Only the first column that t.* stands for keeps the token.
      core->items[before].qualifier = result.names.back().token;
      const Source& source = *core->items[before].source;
      if (source.alias == nullptr) {
        RecordTable(instance, result.names.back().token, *source.shape,
                    Reference::Role::kBody);
      }
      continue;
    }
    Item item;
    item.expr = &result.children[0];
    if (!result.names.empty()) {
      item.named = true;
      item.name = result.names[0].id.spelling();
    }
    core->items.push_back(std::move(item));
  }
  return fine;
}

bool Binder::ExpandStar(const Node& star, Core* core) {
  bool seen = false;
  for (size_t i = 0; i < core->sources.size(); ++i) {
    const Source& source = core->sources[i];
    const Shape& shape = *source.shape;
    const Identifier& name =
        source.alias != nullptr ? *source.alias : shape.name;
    if (!star.names.empty() && !(star.names.back().id == name)) continue;
    for (size_t j = 0; j < shape.columns.size(); ++j) {
      if (!shape.hidden.empty() && shape.hidden[j]) continue;
      seen = true;
      if (i > 0 && star.names.empty() && source.has_using) {
        bool merged = false;
        for (const Identifier& used : source.using_columns) {
          merged = merged || used == shape.columns[j];
        }
        if (merged) continue;
      }
      Item item;
      item.named = At(28);
      item.from_star = true;
      item.name = shape.columns[j].spelling();
      item.source = &source;
      item.column = static_cast<int>(j);
      core->items.push_back(std::move(item));
    }
  }
  if (seen) return true;
  if (!star.names.empty()) {
    return Fail(Reason::kNoSuchTable,
                "no such table: " + star.names.back().id.spelling());
  }
  return Fail(Reason::kBadDefinition, "no tables specified");
}

// --- names of results ------------------------------------------------------

std::vector<Identifier> Binder::UniqueNames(
    std::vector<std::string> names) const {
  std::vector<Identifier> out;
  out.reserve(names.size());
  for (std::string& name : names) {
    std::string unique = name;
    for (int count = 1;; ++count) {
      bool taken = false;
      for (const Identifier& other : out) {
        taken = taken || EqualsFolded(other.spelling(), unique);
      }
      if (!taken) break;
      // A number that is there already, behind a colon, is replaced.
      size_t end = unique.size();
      size_t digit = end;
      while (digit > 1 && isdigit(unique[digit - 1])) --digit;
      if (end > 0 && digit > 0 && unique[digit - 1] == ':') end = digit - 1;
      unique = unique.substr(0, end) + ":" + std::to_string(count);
    }
    out.emplace_back(std::move(unique));
  }
  return out;
}

std::string Binder::ItemName(const Instance& instance, const Item& item,
                             bool resolved) {
  if (item.named || item.from_star) return item.name;
  const Node* node = &WithoutParens(*item.expr);
  while (node->kind == NodeKind::kCollate) {
    node = &WithoutParens(node->children[0]);
  }
  if (node->kind == NodeKind::kColumn) {
    if (!resolved) return node->names.back().id.spelling();
    if (item.source != nullptr && item.column >= -1) {
      const Shape& shape = *item.source->shape;
      const int column = item.column < 0 ? shape.rowid_alias : item.column;
      return column < 0 ? "rowid" : shape.columns[column].spelling();
    }
  }
  if (instance.parsed == nullptr || item.expr->range.empty()) return "";
  // The text up to the next token, comments included.
  const sql::Parsed& parsed = *instance.parsed;
  const size_t begin = parsed.tokens[item.expr->range.begin].offset;
  size_t next = item.expr->range.end;
  while (next < parsed.tokens.size() &&
         (parsed.tokens[next].kind == sql::TokenKind::kSpace ||
          parsed.tokens[next].kind == sql::TokenKind::kComment)) {
    ++next;
  }
  size_t end = next < parsed.tokens.size() ? parsed.tokens[next].offset
                                           : parsed.source.size();
  while (end > begin && isspace(parsed.source[end - 1])) --end;
  return parsed.source.substr(begin, end - begin);
}

namespace {

std::string NumberedName(size_t place) {
  return "column" + std::to_string(place + 1);
}

}  // namespace

std::vector<Identifier> Binder::ItemNames(const Instance& instance,
                                          const Core& core, bool resolved) {
  std::vector<std::string> names;
  names.reserve(core.items.size());
  const bool values =
      core.node != nullptr && core.node->kind == NodeKind::kValues;
  for (const Item& item : core.items) {
    std::string name = values ? "" : ItemName(instance, item, resolved);
    const bool nameless = name.empty() && !item.named && !item.from_star;
    names.push_back(nameless ? NumberedName(names.size())
                             : NotAWord(std::move(name), names.size()));
  }
  return UniqueNames(std::move(names));
}

std::string Binder::NotAWord(std::string name, size_t place) const {
  const bool word = EqualsFolded(name, "true") || EqualsFolded(name, "false");
  return word && At(31) ? NumberedName(place) : name;
}

}  // namespace alterego::shadow
