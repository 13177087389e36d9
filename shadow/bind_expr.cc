// Names and functions inside expressions (SQLite: resolve.c, lookupName and
// resolveExprStep).
#include <algorithm>
#include <cctype>
#include <utility>

#include "model/sql/edit.h"
#include "shadow/binder.h"
#include "shadow/eval.h"
#include "shadow/functions.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

// Without parentheses and COLLATE.
const Node& Bare(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen || n->kind == NodeKind::kCollate) {
    n = &n->children[0];
  }
  return *n;
}

std::string Dotted(const std::vector<sql::Name>& names, size_t from) {
  std::string out;
  for (size_t i = from; i < names.size(); ++i) {
    if (!out.empty() || i > from) out += '.';
    out += names[i].id.spelling();
  }
  return out;
}

}  // namespace

int Shape::Find(const Identifier& column) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == column) return static_cast<int>(i);
  }
  return -1;
}

// What a search through the name contexts has found so far.
struct Binder::Match {
  int columns = 0;       // sources with that column
  int tables = 0;        // sources with that qualifier
  int rowid_tables = 0;  // sources that have a rowid
  Source* source = nullptr;
  int column = -2;
  int full_joins = 0;  // matches that a FULL JOIN merges
  bool by_alias = false;
  bool trigger = false;
  bool excluded = false;
  bool maybe_rowid = false;
};

bool Binder::NotValid(const Context& context, const char* what) {
  static constexpr const char* kIn[] = {
      "", "CHECK constraints", "partial index WHERE clauses",
      "index expressions", "generated columns"};
  return Fail(Reason::kProhibited, std::string(what) + " prohibited in " +
                                       kIn[static_cast<size_t>(context.self)]);
}

bool Binder::WalkChildren(const Node& node, Context& context) {
  for (const Node& child : node.children) {
    if (!Walk(child, context)) return false;
  }
  return !abandoned_;
}

bool Binder::IsDropped(const Node& expr, const Context& context) const {
  const Instance& instance = *context.instance;
  const bool whole = read_whole_ != nullptr &&
                     (instance.live || instance.parsed == read_whole_);
  return !whole && IsAlwaysFalse(expr, dialect_.version);
}

// x IS NULL is a test of x alone. A bare name right of IS is looked up first:
// it may be TRUE.
bool Binder::WalkIs(const Node& node, Context& context) {
  const Node* right = &Bare(node.children[1]);
  if (At(33) && (node.op == sql::Op::kIs || node.op == sql::Op::kIsNot) &&
      WithoutParens(node.children[1]).kind == NodeKind::kLiteral &&
      EqualsFolded(WithoutParens(node.children[1]).text, "NULL")) {
    Walk(node.children[0], context);
    return !abandoned_;
  }
  if (right->kind == NodeKind::kColumn && right->names.size() == 1) {
    const bool recording = std::exchange(recording_, false);
    Bound bound;
    const bool ok = Lookup(*right, context, &bound);
    recording_ = recording;
    if (!ok) return false;
  }
  return !stopped() && !RowMisused(node) && WalkChildren(node, context);
}

bool Binder::RowMisused(const Node& comparison) {
  if (!MisusesRows(comparison)) return false;
  Fail(Reason::kBadDefinition, "row value misused");
  return true;
}

// The word of the operator, as it is written where we have the text.
std::string LikeWord(const sql::Parsed* text, const Node& node) {
  if (text == nullptr) return "REGEXP";
  const sql::Parsed& parsed = *text;
  sql::TokenIndex token =
      sql::NextSignificant(parsed, node.children[0].range.end - 1);
  if (node.negated) token = sql::NextSignificant(parsed, token);
  return std::string(parsed.TextOf(token));
}

// A function like(pattern, x, escape): its arguments in that order.
bool Binder::WalkLike(const Node& node, Context& context) {
  const Instance& instance = *context.instance;
  const bool kept = context.self == Self::kIndex ||
                    context.self == Self::kPartial ||
                    context.self == Self::kGenerated;
  if (node.op == sql::Op::kMatch && kept) {
    NotValid(context, "non-deterministic functions");
  }
  // Nothing has that name unless somebody registers it.
  const bool compiled = instance.checks && !options_.loading;
  if (node.op == sql::Op::kRegexp && (compiled || options_.creating)) {
    Fail(Reason::kNoSuchFunction,
         "no such function: " + LikeWord(instance.parsed, node));
  }
  if (Walk(node.children[1], context) && Walk(node.children[0], context) &&
      node.children.size() > 2) {
    Walk(node.children[2], context);
  }
  return !abandoned_;
}

bool Binder::Walk(const Node& node, Context& context) {
  switch (node.kind) {
    case NodeKind::kColumn: {
      const bool dotted = node.names.size() > 1;
      if (dotted &&
          (context.self == Self::kIndex || context.self == Self::kGenerated)) {
        NotValid(context, "the \".\" operator");
      }
      Bound bound;
      const bool ok = Lookup(node, context, &bound);
      if (&node == capture_) captured_ = bound;
      return ok && !abandoned_;
    }
    case NodeKind::kLiteral: {
      const bool now =
          !node.text.empty() && (node.text[0] == 'C' || node.text[0] == 'c');
      if (now &&
          (context.self == Self::kIndex || context.self == Self::kPartial ||
           context.self == Self::kGenerated)) {
        NotValid(context, "non-deterministic functions");
      }
      // CURRENT_TIME is a function, and those go on after an error.
      return now ? !abandoned_ : !stopped();
    }
    case NodeKind::kParameter:
      if (context.self != Self::kNone) NotValid(context, "parameters");
      return !stopped();
    case NodeKind::kFunction:
      return Function(node, context);
    case NodeKind::kSubquery:
    case NodeKind::kExists:
      return InsideSelect(node.children[0], context) && !stopped();
    case NodeKind::kIn:
      return InList(node, context);
    case NodeKind::kLike:
      return WalkLike(node, context);
    case NodeKind::kIsNull:
      if (!At(33)) break;  // 3.31 had no word of its own for it, 3.36 has
      Walk(node.children[0], context);
      return !abandoned_;
    case NodeKind::kParen:
    case NodeKind::kCaseBase:
    case NodeKind::kWhen:
    case NodeKind::kElse:
      return WalkChildren(node, context);
    case NodeKind::kBinary:
      if (IsDropped(node, context)) return !stopped();
      if (node.op == sql::Op::kIs || node.op == sql::Op::kIsNot ||
          node.op == sql::Op::kIsDistinctFrom ||
          node.op == sql::Op::kIsNotDistinctFrom) {
        return WalkIs(node, context);
      }
      [[fallthrough]];
    case NodeKind::kBetween:
      if (!stopped() && RowMisused(node)) return false;
      break;
    default:
      break;
  }
  return !stopped() && WalkChildren(node, context);
}

bool Binder::InList(const Node& node, Context& context) {
  const Node& right = node.children[1];
  // SQLite resolves the SELECT before what stands left of IN.
  if (right.kind == NodeKind::kSelect || right.kind == NodeKind::kTableRef) {
    if (!InsideSelect(right, context) || stopped()) return false;
    return Walk(node.children[0], context);
  }
  return !stopped() && Walk(node.children[0], context) &&
         WalkChildren(right, context);
}

bool Binder::InsideSelect(const Node& select, Context& context) {
  if (context.self != Self::kNone) return NotValid(context, "subqueries");
  if (context.no_select) return true;
  for (const auto& [node, query] : context.instance->queries) {
    if (node == &select && query->expanded) {
      return ResolveSelect(*context.instance, select, &context);
    }
  }
  return Prepare(*context.instance, select, &context);
}

bool Binder::CheckFunction(const Node& node, int arguments, bool window,
                           Context& context) {
  const std::string& name = node.names[0].id.spelling();
  const FunctionInfo* info = FindFunction(name, arguments);
  const bool aggregate = info != nullptr && info->aggregate;
  if (window && info != nullptr && !aggregate) {
    return Fail(Reason::kBadDefinition,
                name + "() may not be used as a window function");
  }
  if (aggregate && (window ? !context.allow_window
                           : !context.allow_aggregate || info->window_only)) {
    const char* kind = window || info->window_only ? "window" : "aggregate";
    return Fail(Reason::kBadDefinition,
                std::string("misuse of ") + kind + " function " + name + "()");
  }
  if (info != nullptr) {
    const bool filter = node.Child(NodeKind::kFilter) != nullptr;
    const bool order = node.Child(NodeKind::kOrderBy) != nullptr;
    if (aggregate || (!filter && !order)) return true;
    return Fail(Reason::kBadDefinition,
                std::string(filter ? "FILTER" : "ORDER BY") +
                    " may not be used with non-aggregate " + name + "()");
  }
  if (IsFunction(name)) {
    return Fail(Reason::kBadDefinition,
                "wrong number of arguments to function " + name + "()");
  }
  if (options_.loading && !options_.creating) return true;
  if (IsOptionalFunction(name)) return Abandon();
  return Fail(Reason::kNoSuchFunction, "no such function: " + name);
}

// Each list is walked whatever became of the one before. (A frame whose bounds
// are no constants has none.)
void Binder::WalkOver(const Node& over, Context& context) {
  for (const Node& window : over.children) {
    for (const Node& list : window.children) {
      if (list.kind == NodeKind::kFrame) continue;
      for (const Node& item : list.children) {
        const bool term = item.kind == NodeKind::kOrderTerm;
        if (!Walk(term ? item.children[0] : item, context)) break;
      }
    }
  }
}

bool Binder::Function(const Node& node, Context& context) {
  int arguments = 0;
  const Node* over = node.Child(NodeKind::kOver);
  const Node* filter = node.Child(NodeKind::kFilter);
  const Node* order = node.Child(NodeKind::kOrderBy);
  for (const Node& child : node.children) {
    if (&child != over && &child != filter && &child != order) ++arguments;
  }
  const FunctionInfo* info =
      FindFunction(node.names[0].id.spelling(), arguments);
  if (info != nullptr && !info->deterministic &&
      (context.self == Self::kIndex || context.self == Self::kPartial ||
       context.self == Self::kGenerated)) {
    NotValid(context, "non-deterministic functions");
  }
  if (context.instance->checks || options_.loading || options_.creating) {
    CheckFunction(node, arguments, over != nullptr, context);
  }
  const bool aggregate = info != nullptr && info->aggregate;
  const bool allowed_aggregate = context.allow_aggregate;
  const bool allowed_window = context.allow_window;
  if (aggregate) {
    context.allow_window = false;
    if (over == nullptr) context.allow_aggregate = false;
  }
  const bool late =
      std::exchange(context.late, context.late || (aggregate && !over));
  std::vector<const Context*> named;
  std::vector<const Context*>* const outer = named_;
  if (aggregate && over == nullptr) named_ = &named;
  bool ok = true;
  for (const Node& child : node.children) {
    if (&child == over || &child == filter) continue;
    ok = ok && Walk(child, context);
  }
  // OVER before FILTER, as SQLite walks a window.
  if (over != nullptr) {
    // Until 3.30 ALTER TABLE looked for the window, too.
    if (aggregate && (context.instance->checks || !At(31))) {
      CheckWindow(node, *over, context);
    }
    WalkOver(*over, context);
  }
  if (filter != nullptr) WalkChildren(*filter, context);
  context.late = late;
  context.allow_aggregate = allowed_aggregate;
  context.allow_window = allowed_window;
  named_ = outer;
  if (outer != nullptr) outer->insert(outer->end(), named.begin(), named.end());
  if (aggregate && over == nullptr) NoteAggregate(node, context, named);
  return !abandoned_;
}

// An aggregate belongs to the innermost query that it names a column of; to its
// own if it names none.
void Binder::NoteAggregate(const Node& node, Context& context,
                           const std::vector<const Context*>& named) {
  const auto is_named = [&named](const Context* c) {
    return std::find(named.begin(), named.end(), c) != named.end();
  };
  // Before 3.41 nobody counted the queries of a FROM in between.
  bool lost = false;
  Context* owner = &context;
  while (owner != nullptr && !is_named(owner)) {
    lost = lost || (owner->in_from && !At(41));
    owner = owner->next;
  }
  if (owner == nullptr) {
    owner = &context;
    lost = false;
  }
  owner->has_aggregate = true;
  if (!context.instance->checks || owner == &context) return;
  if (lost && when_compiled_.empty()) {
    when_compiled_ =
        "misuse of aggregate: " + node.names[0].id.spelling() + "()";
  }
  // SQLite notices when it makes code for it, and leaves out much: AND 0, what
  // EXISTS selects.
  if (owner->late && options_.compiled) Abandon();
}

void Binder::CountMatch(Source* source, int column, const Identifier& name,
                        Match* match) {
  if (match->columns > 0) {
    bool merged = false;
    if (source->has_using) {
      for (const Identifier& used : source->using_columns) {
        merged = merged || used == name;
      }
    }
    if (!merged) {
      match->full_joins = 0;  // ambiguous
    } else if (!source->right) {
      return;  // INNER or LEFT JOIN: the left one counts
    } else if (!source->left) {
      match->columns = 0;  // RIGHT JOIN: the right one counts
      match->full_joins = 0;
    } else {
      ++match->full_joins;
    }
  }
  ++match->columns;
  match->source = source;
  match->column = column == source->shape->rowid_alias ? -1 : column;
}

void Binder::MatchSources(const Node& node, Context& context, Match* match) {
  const size_t parts = node.names.size();
  const Identifier& column = node.names.back().id;
  const bool in_schema = parts == 3 && context.self != Self::kCheck &&
                         context.self != Self::kPartial;
  for (Source& source : *context.sources) {
    const Shape& shape = *source.shape;
    if (parts > 1) {
      if (in_schema) {
        if (shape.database < 0) continue;
        const Database& database = *snapshot_.databases[shape.database];
        if (!(database.name == node.names[0].id)) continue;
      }
      const Identifier& name =
          source.alias != nullptr ? *source.alias : shape.name;
      if (!(name == node.names[parts - 2].id)) continue;
      if (source.alias != nullptr) match->by_alias = true;
      ++match->tables;
    }
    const int found = shape.Find(column);
    if (found >= 0) CountMatch(&source, found, column, match);
    match->maybe_rowid = match->maybe_rowid || shape.maybe_rowid;
    if (match->columns == 0 && shape.has_rowid) {
      ++match->rowid_tables;
      match->source = &source;
    }
  }
}

bool Binder::MatchTrigger(const Node& node, Context& context, Match* match) {
  if (node.names.size() != 2) return false;
  const Identifier& table = node.names[0].id;
  const Source* source = nullptr;
  const bool has_new = trigger_event_ != CreateTrigger::Event::kDelete;
  const bool has_old = trigger_event_ != CreateTrigger::Event::kInsert;
  if (trigger_table_ != nullptr && ((has_new && table == Identifier("new")) ||
                                    (has_old && table == Identifier("old")))) {
    source = &trigger_source_;
  }
  const bool excluded =
      context.excluded != nullptr && table == Identifier("excluded");
  if (excluded) source = context.excluded;
  if (source == nullptr) return false;
  const Shape& shape = *source->shape;
  int column = shape.Find(node.names[1].id);
  if (column < 0) {
    if (!IsRowidName(node.names[1].id)) return false;
    match->maybe_rowid = match->maybe_rowid || shape.maybe_rowid;
    if (!shape.has_rowid) {
      ++match->rowid_tables;  // counts as a table, although it has none
      return false;
    }
    column = -1;
  } else if (column == shape.rowid_alias) {
    column = -1;
  }
  match->columns = 1;
  match->source = const_cast<Source*>(source);
  match->column = column;
  match->trigger = !excluded;
  match->excluded = excluded;
  return true;
}

const Binder::Item* Binder::MatchAlias(const Node& node, Context& context) {
  if (context.items == nullptr || node.names.size() != 1) return nullptr;
  for (const Item& item : *context.items) {
    if (item.named && EqualsFolded(item.name, node.names[0].id.spelling())) {
      return &item;
    }
  }
  return nullptr;
}

bool Binder::NoMatch(const Node& node, const Match& match,
                     const Context& context, Bound* bound) {
  const sql::Name& last = node.names.back();
  const bool quoted = last.quote == sql::Quote::kDouble;
  if (match.columns == 0 && node.names.size() == 1) {
    const bool strings =
        options_.loading ||
        (context.self != Self::kNone ? options_.ddl_strings : dialect_.dqs_dml);
    if (quoted && strings) {
      bound->kind = Bound::Kind::kString;
      if (context.instance->live && recording_) {
        out_->quoted_strings.push_back(last.token);
      }
      return true;
    }
    if (BooleanWord(last, dialect_.version)) {
      bound->kind = Bound::Kind::kOther;
      return true;
    }
  }
  if (match.columns > 1 && match.full_joins == match.columns - 1) {
    bound->kind = Bound::Kind::kOther;  // coalesce() of a FULL JOIN
    return true;
  }
  const bool none = match.columns == 0;
  std::string message = none ? "no such column: " : "ambiguous column name: ";
  const bool skip_schema =
      node.names.size() == 3 &&
      (context.self == Self::kCheck || context.self == Self::kPartial);
  if (none && quoted && node.names.size() == 1 && At(46)) {
    message += "\"" + last.id.spelling() +
               "\" - should this be a string literal in single-quotes?";
  } else {
    message += Dotted(node.names, skip_schema ? 1 : 0);
  }
  return Fail(none ? Reason::kNoSuchColumn : Reason::kAmbiguousColumn,
              std::move(message));
}

bool Binder::Lookup(const Node& node, Context& top, Bound* bound) {
  Match match;
  const bool no_rowid =
      top.self == Self::kIndex || top.self == Self::kGenerated;
  const Context* found_in = nullptr;
  for (Context* c = &top; c != nullptr; c = c->next) {
    found_in = c;
    if (c->sources != nullptr) MatchSources(node, *c, &match);
    // Until 3.34 a table called new hid the row.
    if (match.columns == 0 && (At(35) || match.tables == 0)) {
      MatchTrigger(node, *c, &match);
    }
    if (match.columns == 0 && match.maybe_rowid && !no_rowid &&
        IsRowidName(node.names.back().id)) {
      return Abandon();
    }
    const bool one = At(46) ? match.rowid_tables >= 1 : match.rowid_tables == 1;
    if (match.columns == 0 && one && match.source != nullptr && !no_rowid &&
        IsRowidName(node.names.back().id)) {
      match.columns = match.rowid_tables;
      match.column = -1;
    }
    if (match.columns > 0) break;
    if (const Item* item = MatchAlias(node, *c)) {
      if (!c->allow_aggregate && item->aggregate) {
        return Fail(Reason::kBadDefinition,
                    "misuse of aliased aggregate " + item->name);
      }
      bound->kind = Bound::Kind::kOther;
      bound->source = item->source;
      bound->column = item->column;
      return true;
    }
  }
  if (match.columns != 1) return NoMatch(node, match, top, bound);
  if (named_ != nullptr && !match.trigger) named_->push_back(found_in);
  bound->kind = match.trigger ? Bound::Kind::kTrigger : Bound::Kind::kColumn;
  bound->source = match.source;
  bound->column = match.column;
  const Shape& shape = *match.source->shape;
  const size_t parts = node.names.size();
  RecordColumn(*top.instance, node.names.back().token, shape, match.column,
               Reference::Role::kBody);
  // Not `new` and `old`; but `excluded`, as SQLite takes it for the table.
  if (parts > 1 && !match.trigger && !match.by_alias) {
    RecordTable(*top.instance, node.names[parts - 2].token, shape,
                Reference::Role::kBody);
  }
  return true;
}

void Binder::RecordTable(const Instance& instance, sql::TokenIndex token,
                         const Shape& shape, Reference::Role role) {
  if (!instance.live || !recording_ || token == sql::kNoToken) return;
  if (shape.database < 0) return;
  Reference ref;
  ref.role = role;
  ref.token = token;
  ref.database = static_cast<size_t>(shape.database);
  ref.table = shape.name;
  out_->references.push_back(std::move(ref));
}

void Binder::RecordColumn(const Instance& instance, sql::TokenIndex token,
                          const Shape& shape, int column,
                          Reference::Role role) {
  if (!instance.live || !recording_ || token == sql::kNoToken) return;
  if (shape.database < 0) return;
  if (column < 0 && shape.rowid_alias < 0) return;
  Reference ref;
  ref.what = column < 0 ? Reference::What::kRowid : Reference::What::kColumn;
  ref.role = role;
  ref.token = token;
  ref.database = static_cast<size_t>(shape.database);
  ref.table = shape.name;
  ref.column = shape.columns[column < 0 ? shape.rowid_alias : column];
  out_->references.push_back(std::move(ref));
}

}  // namespace alterego::shadow
