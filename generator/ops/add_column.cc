#include "generator/ops/add_column.h"

#include <array>
#include <utility>
#include <variant>

#include "generator/column_gen.h"
#include "generator/names.h"
#include "generator/ops/subject.h"
#include "generator/values.h"

namespace alterego::generator {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

template <class Rule>
void Add(Column& column, Rule rule) {
  column.constraints.push_back({std::nullopt, std::move(rule), {}});
}

template <class Rule>
void Remove(Column& column) {
  std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
    return std::holds_alternative<Rule>(constraint.rule);
  });
}

bool IsConstant(const DefaultRule& rule) {
  if (rule.expr.kind == NodeKind::kLiteral) {
    return rule.expr.text.compare(0, 7, "CURRENT") != 0;
  }
  if (rule.expr.kind != NodeKind::kParen) return true;
  const NodeKind inner = rule.expr.children[0].kind;
  return inner == NodeKind::kLiteral || inner == NodeKind::kCast;
}

bool IsNullDefault(const DefaultRule* rule) {
  return rule == nullptr ||
         (rule->expr.kind == NodeKind::kLiteral && rule->expr.text == "NULL");
}

// What a table with rows refuses is taken out again.
void Soften(Context& context, const TableFrame& frame, Column& column) {
  for (ColumnConstraint& constraint : column.constraints) {
    if (auto* generated = std::get_if<GeneratedRule>(&constraint.rule)) {
      generated->storage = GeneratedRule::Storage::kUnset;
    }
  }
  const DefaultRule* rule = column.Find<DefaultRule>();
  if (rule != nullptr && !IsConstant(*rule)) {
    Remove<DefaultRule>(column);
    rule = nullptr;
  }
  if (column.not_null() && column.generated() == nullptr &&
      IsNullDefault(rule)) {
    Remove<DefaultRule>(column);
    const ColumnInfo info = InfoOf(column, frame.strict);
    Value value = DrawStrictValue(context, info.affinity);
    if (value.is_null()) value = Value::Integer(0);
    Node literal = LiteralOf(value);
    if (literal.kind == NodeKind::kCast) literal = sql::Paren(literal);
    Add(column, DefaultRule{std::move(literal)});
  }
  if (context.dialect().foreign_keys &&
      column.Find<ForeignKeyRule>() != nullptr) {
    Remove<DefaultRule>(column);
    Remove<NotNullRule>(column);
    // No other default is allowed, but this one is.
    if (context.OneIn(4)) Add(column, DefaultRule{sql::Literal("NULL")});
  }
}

// --- deliberate errors: each takes a column and makes it one that is refused.

using Spoiler = void (*)(Context&, const TableFrame&, Column&);

void PrimaryKey(Context&, const TableFrame&, Column& column) {
  Add(column, PrimaryKeyRule{});
}
void Unique(Context&, const TableFrame&, Column& column) {
  Add(column, UniqueRule{});
}
void Duplicate(Context& context, const TableFrame& frame, Column& column) {
  column.name = context.Ref(context.entropy().Pick(frame.columns).name);
}
void NotNullWithoutDefault(Context& context, const TableFrame&,
                           Column& column) {
  Remove<DefaultRule>(column);
  Remove<GeneratedRule>(column);
  Add(column, NotNullRule{});
  // The same, said aloud.
  if (context.OneIn(3)) Add(column, DefaultRule{sql::Literal("NULL")});
}
void NonConstantDefault(Context& context, const TableFrame&, Column& column) {
  Remove<DefaultRule>(column);
  Remove<GeneratedRule>(column);
  if (context.Take(Feature::kDefaultCurrentTime)) {
    Add(column, DrawDefault(context, Feature::kDefaultCurrentTime, {}));
    return;
  }
  Add(column, DefaultRule{sql::Paren(sql::Binary(Op::kAdd, sql::Literal("1"),
                                                 sql::Literal("1")))});
}
void ReferencesWithDefault(Context& context, const TableFrame& frame,
                           Column& column) {
  column.constraints.clear();
  ForeignKeyRule rule;
  rule.references = DrawReferences(context, frame, 1);
  Add(column, std::move(rule));
  Add(column, DefaultRule{sql::Literal("1")});
}
void Stored(Context& context, const TableFrame&, Column& column) {
  if (!context.AtLeast(31)) return Add(column, UniqueRule{});
  column.constraints.clear();
  GeneratedRule rule;
  rule.expr = sql::Literal("1");
  rule.storage = GeneratedRule::Storage::kStored;
  Add(column, std::move(rule));
}
void DefaultOfColumn(Context& context, const TableFrame& frame,
                     Column& column) {
  column.constraints.clear();
  Add(column, DefaultRule{sql::Paren(
                  sql::ColumnRef(context.Ref(frame.columns[0].name)))});
}
void GeneratedWithDefault(Context& context, const TableFrame&, Column& column) {
  if (!context.AtLeast(31)) return Add(column, UniqueRule{});
  column.constraints.clear();
  GeneratedRule rule;
  rule.expr = sql::Literal("1");
  Add(column, DefaultRule{sql::Literal("2")});
  Add(column, std::move(rule));
}
void UnknownCollation(Context& context, const TableFrame&, Column& column) {
  Add(column, CollateRule{MissingName(context)});
}
void CheckOfMissing(Context& context, const TableFrame&, Column& column) {
  CheckRule rule;
  rule.expr =
      sql::ColumnRef(sql::Name(MissingName(context).id, sql::Quote::kBracket));
  Add(column, std::move(rule));
}
void ViolatedCheck(Context& context, const TableFrame&, Column& column) {
  CheckRule rule;
  rule.expr = sql::Literal("0");
  if (context.OneIn(2)) {
    rule.expr =
        sql::Binary(Op::kIs, sql::ColumnRef(column.name), sql::Literal("'no'"));
  }
  Add(column, std::move(rule));
}
void UnknownFunction(Context&, const TableFrame&, Column& column) {
  CheckRule rule;
  rule.expr = sql::Function(sql::Name(Identifier("no_such_function")), {});
  Add(column, std::move(rule));
}
void RowidName(Context& context, const TableFrame&, Column& column) {
  column.name = context.Ref("rowid");
}
void UnknownType(Context& context, const TableFrame& frame, Column& column) {
  column.type = context.OneIn(2) ? "" : "FOO";
  // Only a STRICT table minds; the others refuse a key.
  if (!frame.strict) Add(column, UniqueRule{});
}
void GeneratedFromItself(Context& context, const TableFrame&, Column& column) {
  if (!context.AtLeast(31)) return Add(column, UniqueRule{});
  column.constraints.clear();
  GeneratedRule rule;
  rule.expr = sql::Binary(Op::kAdd, sql::ColumnRef(MissingName(context)),
                          sql::Literal("1"));
  Add(column, std::move(rule));
}

constexpr std::array<Spoiler, 16> kSpoilers = {PrimaryKey,
                                               Unique,
                                               Duplicate,
                                               NotNullWithoutDefault,
                                               NonConstantDefault,
                                               ReferencesWithDefault,
                                               Stored,
                                               DefaultOfColumn,
                                               GeneratedWithDefault,
                                               UnknownCollation,
                                               CheckOfMissing,
                                               ViolatedCheck,
                                               UnknownFunction,
                                               RowidName,
                                               UnknownType,
                                               GeneratedFromItself};

}  // namespace

AlterTable DrawAlter(Tag<AddColumn>, Context& context) {
  const Target* table = context.PickTable();
  AddColumn op;
  op.column_keyword = DrawColumnKeyword(context);
  TableFrame frame;
  frame.adding = true;
  if (table == nullptr) {
    op.column = DrawColumn(context, frame);
    return AlterOf(context, table, std::move(op));
  }
  const CreateTable& create = *table->object->AsTable();
  frame.database = table->database;
  frame.table = create.name;
  frame.columns = context.ColumnsOf(*table);
  frame.strict = create.strict;
  op.column = DrawColumn(context, frame);
  const bool rows = context.RowsOf(*table) != nullptr;
  if (rows && !context.OneIn(12)) Soften(context, frame, op.column);
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid()) return alter;
  auto& column = std::get<AddColumn>(alter.op).column;
  // STRICT tables are few, and only they care about types.
  if (frame.strict && context.OneIn(4)) {
    UnknownType(context, frame, column);
    return alter;
  }
  const size_t kind = context.entropy().Below(kSpoilers.size() + 4);
  if (kind < kSpoilers.size()) {
    kSpoilers[kind](context, frame, column);
  } else {
    SpoilSubject(context, alter);
  }
  return alter;
}

}  // namespace alterego::generator
