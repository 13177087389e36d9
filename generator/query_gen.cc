#include "generator/query_gen.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "generator/names.h"
#include "generator/values.h"
#include "model/sql/printer.h"

namespace alterego::generator {
namespace {

using sql::Name;
using sql::Node;
using sql::NodeKind;
using sql::Op;
using sql::Quote;

constexpr size_t kWidthMax = 4;

Node MakeNode(NodeKind kind, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

Name BareName(const char* name) { return Name(Identifier(name), Quote::kNone); }

// One item of FROM, and how its columns are named.
struct Source {
  Node node;
  Identifier qualifier;  // alias or table
  Columns columns;
};

std::optional<size_t> PlaceOf(const QueryFrame& frame) {
  if (frame.database == kMain) return kMain;
  return std::nullopt;
}

QueryFrame Inner(const QueryFrame& frame, size_t width) {
  QueryFrame inner = frame;
  inner.width = width;
  inner.depth = frame.depth - 1;
  return inner;
}

void AddAlias(Source& source, Identifier alias) {
  source.node.names2.push_back(Name(alias));
  source.node.as_keyword = true;
  source.qualifier = std::move(alias);
}

Source SubquerySource(Context& context, const QueryFrame& frame,
                      const char* alias) {
  Source source;
  source.node = MakeNode(NodeKind::kTableSubquery,
                         {DrawSelect(context, Inner(frame, 0))});
  source.columns = ResultColumns(context.world(), frame.database,
                                 source.node.children[0], 2);
  AddAlias(source, Identifier(alias));
  return source;
}

Source TableSource(Context& context, const QueryFrame& frame, const char* alias,
                   bool must_alias) {
  Source source;
  source.node = MakeNode(NodeKind::kTableRef, {});
  const Target* target = context.PickSource(PlaceOf(frame), frame.views);
  if (target == nullptr || context.Take(Feature::kBrokenReference)) {
    source.node.names.push_back(MissingName(context));
    source.qualifier = source.node.names.back().id;
    source.columns.push_back({Identifier("a"), {}, nullptr});
    return source;
  }
  // A view in main may name no database at all, or main.
  if (auto prefix = context.Prefix(*target)) {
    source.node.names.push_back(*std::move(prefix));
  }
  source.node.names.push_back(context.Ref(target->name()));
  source.qualifier = target->name();
  source.columns = context.ColumnsOf(*target);
  if (must_alias || context.Take(Feature::kViewAlias)) {
    AddAlias(source, Identifier(alias));
    source.node.as_keyword = !context.OneIn(3);
    if (!source.node.as_keyword && context.OneIn(3)) {
      source.node.names2[0].quote = Quote::kDouble;
    }
  }
  return source;
}

Source DrawSource(Context& context, const QueryFrame& frame, const char* alias,
                  bool must_alias) {
  if (frame.depth > 0 && context.Take(Feature::kViewSubquery)) {
    return SubquerySource(context, frame, alias);
  }
  return TableSource(context, frame, alias, must_alias);
}

Scope QualifiedScopeOf(const Source& source) {
  Scope scope;
  for (const ColumnInfo& column : source.columns) {
    if (column.name.empty()) continue;
    scope.push_back({Name(source.qualifier), column.name, column.affinity});
  }
  return scope;
}

Scope BareScopeOf(const Source& source) {
  Scope scope = QualifiedScopeOf(source);
  for (ScopeColumn& column : scope) column.qualifier.reset();
  return scope;
}

// A column that both have, for USING.
std::optional<Identifier> CommonColumn(const Source& a, const Source& b) {
  for (const ColumnInfo& left : a.columns) {
    for (const ColumnInfo& right : b.columns) {
      if (left.name == right.name && !left.name.empty()) return left.name;
    }
  }
  return std::nullopt;
}

// FROM: its node, and the columns that expressions may name.
struct FromClause {
  Node node;
  Scope scope;
  std::vector<Identifier> qualifiers;
};

Node DrawOn(Context& context, const Source& left, const Source& right) {
  const Scope a = QualifiedScopeOf(left);
  const Scope b = QualifiedScopeOf(right);
  if (a.empty() || b.empty())
    return MakeNode(NodeKind::kOn, {sql::Literal("1")});
  Node one = DrawColumnRef(context, a);
  Node other = DrawColumnRef(context, b);
  Node equal = sql::Binary(Op::kEq, std::move(one), std::move(other));
  return MakeNode(NodeKind::kOn, {std::move(equal)});
}

Node DrawJoin(Context& context, Feature kind, const Source& left,
              const Source& right) {
  Node join = MakeNode(NodeKind::kJoin, {});
  join.op = Op::kJoinWords;
  switch (kind) {
    case Feature::kViewCommaJoin:
      join.op = Op::kJoinComma;
      return join;
    case Feature::kViewNaturalJoin:
      join.text = "NATURAL JOIN";
      return join;
    case Feature::kViewUsingJoin:
      if (const auto common = CommonColumn(left, right)) {
        join.text = context.OneIn(3) ? "LEFT JOIN" : "JOIN";
        Node columns = MakeNode(NodeKind::kUsing, {});
        columns.names.push_back(context.Ref(*common));
        join.children.push_back(std::move(columns));
        return join;
      }
      break;
    case Feature::kViewLeftJoin:
      join.text = context.OneIn(3) ? "LEFT OUTER JOIN" : "LEFT JOIN";
      join.children.push_back(DrawOn(context, left, right));
      return join;
    default:
      break;
  }
  join.text = context.OneIn(4) ? "INNER JOIN" : "JOIN";
  if (context.OneIn(8)) join.text = "CROSS JOIN";
  join.children.push_back(DrawOn(context, left, right));
  return join;
}

FromClause DrawFrom(Context& context, const QueryFrame& frame) {
  FromClause from;
  const std::optional<Feature> join = context.TakeOneOf(
      {Feature::kViewJoin, Feature::kViewLeftJoin, Feature::kViewCommaJoin,
       Feature::kViewNaturalJoin, Feature::kViewUsingJoin});
  Source first = DrawSource(context, frame, "x", join.has_value());
  if (!join) {
    // One source: its columns bare, or now and then with the qualifier.
    from.scope =
        context.OneIn(4) ? QualifiedScopeOf(first) : BareScopeOf(first);
    from.qualifiers.push_back(first.qualifier);
    from.node = MakeNode(NodeKind::kFrom, {std::move(first.node)});
    return from;
  }
  // Joins of views that join views would have millions of rows.
  QueryFrame of_tables = frame;
  of_tables.views = false;
  Source second = DrawSource(context, of_tables, "y", true);
  Node joined = DrawJoin(context, *join, first, second);
  from.scope = QualifiedScopeOf(first);
  for (ScopeColumn& column : QualifiedScopeOf(second)) {
    from.scope.push_back(std::move(column));
  }
  from.qualifiers = {first.qualifier, second.qualifier};
  from.node = MakeNode(NodeKind::kFrom, {});
  from.node.children.push_back(std::move(first.node));
  from.node.children.push_back(std::move(joined));
  from.node.children.push_back(std::move(second.node));
  return from;
}

Node SubqueryOf(Context& context, const QueryFrame& frame, NodeKind kind) {
  return MakeNode(kind, {DrawSelect(context, Inner(frame, 1))});
}

// One result: a column mostly.
Node DrawResult(Context& context, const QueryFrame& frame, const Scope& scope) {
  if (context.Take(Feature::kBrokenReference)) {
    return sql::ColumnRef(MissingName(context));
  }
  if (context.Take(Feature::kViewDqs)) {
    return sql::ColumnRef(Name(Identifier("text"), sql::Quote::kDouble));
  }
  if (frame.depth > 0 && context.Take(Feature::kViewSubquery)) {
    return SubqueryOf(context, frame, NodeKind::kSubquery);
  }
  if (scope.empty()) return DrawLiteral(context, shadow::Affinity::kNone);
  if (context.OneIn(4)) return DrawExpr(context, scope, 2);
  return DrawColumnRef(context, scope);
}

Node ResultColumn(Context& context, Node expr, size_t place) {
  Node column = MakeNode(NodeKind::kResultColumn, {});
  const bool needs_name = expr.kind != NodeKind::kColumn;
  if (context.Take(Feature::kViewAlias) || (needs_name && !context.OneIn(3))) {
    Name alias(Identifier(std::string(1, static_cast<char>('p' + place))));
    column.as_keyword = !context.OneIn(4);
    // a"p" and "text"'p': what RENAME and DROP COLUMN must keep apart.
    if (!column.as_keyword) {
      constexpr std::array kQuotes = {Quote::kNone, Quote::kDouble,
                                      Quote::kSingle};
      alias.quote = kQuotes[context.entropy().Below(kQuotes.size())];
    }
    column.names.push_back(std::move(alias));
  }
  column.children.push_back(std::move(expr));
  return column;
}

Node DrawAggregate(Context& context, const Scope& scope) {
  constexpr std::array<const char*, 5> kNames = {"count", "sum", "max", "min",
                                                 "total"};
  const size_t place = context.entropy().Below(kNames.size());
  Node call = sql::Function(BareName(kNames[place]), {});
  if (place == 0) {
    call.star = true;
  } else {
    call.children.push_back(DrawColumnRef(context, scope));
  }
  return call;
}

Node DrawWindowCall(Context& context, const Scope& scope) {
  Node term = MakeNode(NodeKind::kOrderTerm, {DrawColumnRef(context, scope)});
  Node window = MakeNode(NodeKind::kWindow, {});
  if (context.OneIn(2)) {
    window.children.push_back(
        MakeNode(NodeKind::kPartitionBy, {DrawColumnRef(context, scope)}));
  }
  window.children.push_back(MakeNode(NodeKind::kOrderBy, {std::move(term)}));
  Node call = sql::Function(BareName("row_number"), {});
  call.children.push_back(MakeNode(NodeKind::kOver, {std::move(window)}));
  return call;
}

Node DrawResults(Context& context, const QueryFrame& frame,
                 const FromClause& from) {
  Node results = MakeNode(NodeKind::kResultColumns, {});
  if (frame.width == 0 && context.Take(Feature::kViewStar)) {
    Node star = MakeNode(NodeKind::kStar, {});
    if (context.OneIn(4)) {
      star.names.push_back(Name(context.entropy().Pick(from.qualifiers)));
    }
    results.children.push_back(std::move(star));
    return results;
  }
  if (frame.width == 0 && !from.scope.empty() && context.AtLeast(25) &&
      context.Take(Feature::kViewWindow)) {
    results.children.push_back(
        ResultColumn(context, DrawWindowCall(context, from.scope), 9));
  }
  do {
    Node expr = DrawResult(context, frame, from.scope);
    results.children.push_back(
        ResultColumn(context, std::move(expr), results.children.size()));
  } while (frame.width > 0
               ? results.children.size() < frame.width
               : results.children.size() < kWidthMax && context.OneIn(2));
  return results;
}

// WHERE: a condition on the columns, EXISTS, or IN a subquery.
Node DrawWhere(Context& context, const QueryFrame& frame, const Scope& scope) {
  if (frame.depth > 0 && !scope.empty() &&
      context.Take(Feature::kViewSubquery)) {
    if (context.OneIn(2)) {
      return SubqueryOf(context, frame, NodeKind::kExists);
    }
    Node in = MakeNode(NodeKind::kIn, {DrawColumnRef(context, scope)});
    in.children.push_back(DrawSelect(context, Inner(frame, 1)));
    in.negated = context.OneIn(4);
    return in;
  }
  Scope all = scope;
  all.insert(all.end(), frame.outer.begin(), frame.outer.end());
  return DrawCondition(context, all);
}

Node DrawCore(Context& context, const QueryFrame& frame) {
  FromClause from = DrawFrom(context, frame);
  Node core = MakeNode(NodeKind::kSelectCore, {});
  const bool group = !from.scope.empty() && context.Take(Feature::kViewGroupBy);
  core.distinct = !group && context.OneIn(12);
  Node results = DrawResults(context, frame, from);
  if (group && results.children.size() > 1) {
    results.children.back() =
        ResultColumn(context, DrawAggregate(context, from.scope), 8);
  }
  core.children.push_back(std::move(results));
  core.children.push_back(std::move(from.node));
  if (context.Take(Feature::kViewWhere)) {
    core.children.push_back(
        MakeNode(NodeKind::kWhere, {DrawWhere(context, frame, from.scope)}));
  }
  if (group) {
    core.children.push_back(
        MakeNode(NodeKind::kGroupBy, {DrawColumnRef(context, from.scope)}));
    if (context.OneIn(3)) {
      Node having = sql::Binary(Op::kGt, DrawAggregate(context, from.scope),
                                sql::Literal("0"));
      core.children.push_back(MakeNode(NodeKind::kHaving, {std::move(having)}));
    }
  }
  return core;
}

// WITH c(..) AS (query) in front of SELECT ... FROM c.
Node DrawCteSelect(Context& context, const QueryFrame& frame) {
  Node cte = MakeNode(NodeKind::kCte, {});
  cte.names.push_back(BareName("c"));
  const size_t width = std::max<size_t>(frame.width, 1);
  const bool listed = context.OneIn(2);
  Node query = DrawSelect(context, Inner(frame, width));
  Columns columns = ResultColumns(context.world(), frame.database, query, 2);
  Node core = MakeNode(NodeKind::kSelectCore, {});
  Node results = MakeNode(NodeKind::kResultColumns, {});
  for (size_t i = 0; i < width; ++i) {
    const Identifier listed_name(std::string(1, static_cast<char>('u' + i)));
    if (listed) cte.names.push_back(Name(listed_name));
    const bool named = i < columns.size() && !columns[i].name.empty();
    if (!listed && !named) continue;
    const Identifier& name = listed ? listed_name : columns[i].name;
    results.children.push_back(
        MakeNode(NodeKind::kResultColumn, {sql::ColumnRef(context.Ref(name))}));
  }
  while (results.children.size() < width) {
    results.children.push_back(
        MakeNode(NodeKind::kResultColumn, {sql::Literal("1")}));
  }
  cte.children.push_back(std::move(query));
  Node table = MakeNode(NodeKind::kTableRef, {});
  table.names.push_back(BareName("c"));
  core.children.push_back(std::move(results));
  core.children.push_back(MakeNode(NodeKind::kFrom, {std::move(table)}));
  Node select = MakeNode(NodeKind::kSelect, {});
  select.children.push_back(MakeNode(NodeKind::kWith, {std::move(cte)}));
  select.children.push_back(std::move(core));
  return select;
}

Op DrawCompoundOp(Context& context) {
  constexpr std::array<Op, 4> kOps = {Op::kUnionAll, Op::kUnion, Op::kExcept,
                                      Op::kIntersect};
  return kOps[context.entropy().Below(kOps.size())];
}

}  // namespace

Node DrawSelect(Context& context, const QueryFrame& frame) {
  if (frame.depth > 0 && context.Take(Feature::kViewCte)) {
    return DrawCteSelect(context, frame);
  }
  QueryFrame parts = frame;
  const bool compound = frame.depth > 0 && context.Take(Feature::kViewCompound);
  if (compound && parts.width == 0) {
    parts.width = context.entropy().Between(1, 2);
  }
  Node select = MakeNode(NodeKind::kSelect, {DrawCore(context, parts)});
  if (compound) {
    do {
      Node joint = MakeNode(NodeKind::kCompound, {});
      joint.op = DrawCompoundOp(context);
      select.children.push_back(std::move(joint));
      select.children.push_back(DrawCore(context, parts));
    } while (select.children.size() < 5 && context.OneIn(6));
  }
  if (context.Take(Feature::kViewOrderBy)) {
    Node term = MakeNode(NodeKind::kOrderTerm, {sql::Literal("1")});
    if (context.OneIn(3)) term.op = Op::kDesc;
    select.children.push_back(MakeNode(NodeKind::kOrderBy, {std::move(term)}));
    if (context.OneIn(4)) {
      select.children.push_back(
          MakeNode(NodeKind::kLimit, {sql::Literal("3")}));
    }
  }
  return select;
}

CreateView DrawCreateView(Context& context) {
  CreateView view;
  view.temp = context.Take(Feature::kTempView);
  QueryFrame frame;
  frame.database = view.temp ? kTemp : kMain;
  frame.depth = 1;
  view.if_not_exists = context.Take(Feature::kIfNotExists);
  view.name = NewName(context, NameKind::kView, frame.database);
  if (!view.temp) view.schema = context.PrefixOfDatabase(kMain);
  view.select = DrawSelect(context, frame);
  if (context.Take(Feature::kViewColumnList)) {
    const Columns columns =
        ResultColumns(context.world(), frame.database, view.select, 3);
    std::vector<Identifier> taken;
    for (size_t i = 0; i < columns.size(); ++i) {
      view.columns.push_back(NewColumnName(context, taken));
      taken.push_back(view.columns.back().id);
    }
  }
  if (!context.invalid()) return view;
  switch (context.entropy().Below(3)) {
    case 0:
      view.name = ReservedName(context);
      break;
    case 1:
      if (const Target* table = context.PickTable()) {
        view.name = context.Ref(table->name());
        view.if_not_exists = false;
      }
      break;
    default:
      view.schema = MissingName(context);
      view.temp = false;
      break;
  }
  return view;
}

}  // namespace alterego::generator
