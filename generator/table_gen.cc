#include "generator/table_gen.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "generator/column_gen.h"
#include "generator/expr_gen.h"
#include "generator/names.h"
#include "generator/values.h"

namespace alterego::generator {
namespace {

using sql::Conflict;
using sql::Name;
using sql::Node;
using sql::NodeKind;
using sql::Op;

constexpr size_t kTableConstraintsMax = 3;

Op DrawOrder(Context& context) {
  constexpr std::array<Op, 3> kOrders = {Op::kNone, Op::kDesc, Op::kAsc};
  constexpr std::array<uint32_t, 3> kOdds = {6, 2, 1};
  return kOrders[context.entropy().Weighted(kOdds)];
}

// One column, or two or three of them where `several`, each at most once.
std::vector<IndexedColumn> DrawKeyColumns(Context& context,
                                          const Columns& columns,
                                          bool several) {
  std::vector<IndexedColumn> key;
  const size_t first = context.entropy().Below(columns.size());
  size_t count = several ? 2 : 1;
  if (several && context.OneIn(4)) ++count;
  count = std::min(count, columns.size());
  for (size_t i = 0; i < count; ++i) {
    const ColumnInfo& column = columns[(first + i) % columns.size()];
    IndexedColumn part;
    part.expr = sql::ColumnRef(context.Ref(column.name));
    if (context.OneIn(12)) {
      part.expr = DrawCollated(context, std::move(part.expr));
    }
    part.order = DrawOrder(context);
    key.push_back(std::move(part));
  }
  return key;
}

// Columns that may be part of a primary key.
Columns OrdinaryColumns(const CreateTable& table) {
  Columns columns;
  for (const Column& column : table.columns) {
    if (column.generated() == nullptr) {
      columns.push_back(InfoOf(column, table.strict));
    }
  }
  return columns;
}

Columns AllColumns(const CreateTable& table) {
  Columns columns;
  for (const Column& column : table.columns) {
    columns.push_back(InfoOf(column, table.strict));
  }
  return columns;
}

void AddTableConstraint(Context& context, CreateTable& table,
                        decltype(TableConstraint::rule) rule) {
  TableConstraint constraint;
  constraint.name = DrawConstraintName(context);
  constraint.rule = std::move(rule);
  constraint.comma_before = table.constraints.empty() || !context.OneIn(16);
  table.constraints.push_back(std::move(constraint));
}

// PRIMARY KEY on the first column.
void AddKeyToColumn(Context& context, CreateTable& table, Feature kind) {
  Column& column = table.columns[0];
  PrimaryKeyRule rule;
  if (kind != Feature::kPrimaryKeyColumn) column.type = "INTEGER";
  if (kind == Feature::kPrimaryKeyDesc) rule.order = Op::kDesc;
  if (kind == Feature::kPrimaryKeyInteger && !table.without_rowid) {
    rule.autoincrement = context.Take(Feature::kAutoincrement);
  }
  rule.conflict = DrawConflictClause(context);
  ColumnConstraint constraint;
  constraint.name = DrawConstraintName(context);
  constraint.rule = std::move(rule);
  column.constraints.insert(column.constraints.begin(), std::move(constraint));
}

void AddPrimaryKey(Context& context, CreateTable& table) {
  std::optional<Feature> kind = context.TakeOneOf(
      {Feature::kPrimaryKeyInteger, Feature::kPrimaryKeyColumn,
       Feature::kPrimaryKeyComposite, Feature::kPrimaryKeyDesc});
  if (!kind && table.without_rowid) kind = Feature::kPrimaryKeyInteger;
  const Columns ordinary = OrdinaryColumns(table);
  if (!kind || ordinary.empty()) return;
  const bool first_is_ordinary = table.columns[0].generated() == nullptr;
  if (*kind != Feature::kPrimaryKeyComposite && first_is_ordinary &&
      !context.OneIn(8)) {
    AddKeyToColumn(context, table, *kind);
    return;
  }
  PrimaryKeyRule rule;
  rule.columns =
      DrawKeyColumns(context, ordinary, *kind == Feature::kPrimaryKeyComposite);
  rule.conflict = DrawConflictClause(context);
  AddTableConstraint(context, table, std::move(rule));
}

void AddForeignKey(Context& context, CreateTable& table, size_t database) {
  const Columns columns = AllColumns(table);
  ForeignKeyRule rule;
  const size_t width =
      columns.size() > 1 && context.Take(Feature::kFkComposite) ? 2 : 1;
  const size_t first = context.entropy().Below(columns.size());
  for (size_t i = 0; i < width; ++i) {
    rule.columns.push_back(
        context.Ref(columns[(first + i) % columns.size()].name));
  }
  TableFrame frame;
  frame.database = database;
  frame.table = table.name;
  frame.columns = columns;
  rule.references = DrawReferences(context, frame, width);
  AddTableConstraint(context, table, std::move(rule));
}

void AddTableConstraints(Context& context, CreateTable& table,
                         size_t database) {
  while (table.constraints.size() < kTableConstraintsMax) {
    const std::optional<Feature> feature =
        context.TakeOneOf({Feature::kTableCheck, Feature::kTableUnique,
                           Feature::kTableForeignKey});
    if (!feature) return;
    const Columns columns = AllColumns(table);
    if (*feature == Feature::kTableCheck) {
      CheckRule rule;
      // t.a, which a renamed table changes.
      rule.expr = DrawTolerantCondition(
          context, context.OneIn(4)
                       ? QualifiedScope(columns, context.Ref(table.name.id))
                       : ScopeOf(columns));
      AddTableConstraint(context, table, std::move(rule));
    } else if (*feature == Feature::kTableUnique) {
      UniqueRule rule;
      rule.columns = DrawKeyColumns(context, columns, !context.OneIn(3));
      rule.conflict = DrawConflictClause(context);
      AddTableConstraint(context, table, std::move(rule));
    } else {
      AddForeignKey(context, table, database);
    }
  }
}

// --- deliberate errors ----------------------------------------------------

Node MissingColumn(Context& context) {
  return sql::ColumnRef(Name(MissingName(context).id, sql::Quote::kBracket));
}

void DuplicateColumn(Context&, CreateTable& table) {
  table.columns.push_back(table.columns.front());
}
void SecondPrimaryKey(Context& context, CreateTable& table) {
  for (int i = 0; i < 2; ++i) {
    PrimaryKeyRule rule;
    rule.columns = DrawKeyColumns(context, AllColumns(table), false);
    AddTableConstraint(context, table, std::move(rule));
  }
}
void AutoincrementOfText(Context&, CreateTable& table) {
  PrimaryKeyRule rule;
  rule.autoincrement = true;
  table.columns[0].type = "TEXT";
  table.columns[0].constraints.push_back({std::nullopt, rule, {}});
}
void UniqueOfMissing(Context& context, CreateTable& table) {
  UniqueRule rule;
  rule.columns.push_back({MissingColumn(context), Op::kNone, {}});
  AddTableConstraint(context, table, std::move(rule));
}
void CheckOfMissing(Context& context, CreateTable& table) {
  CheckRule rule;
  rule.expr = MissingColumn(context);
  AddTableConstraint(context, table, std::move(rule));
}
void ForeignKeyOfMissing(Context& context, CreateTable& table) {
  ForeignKeyRule rule;
  rule.columns.push_back(MissingName(context));
  rule.references.parent = table.name;
  AddTableConstraint(context, table, std::move(rule));
}
void ForeignKeyOfOtherWidth(Context& context, CreateTable& table) {
  ForeignKeyRule rule;
  rule.columns.push_back(context.Ref(table.columns[0].name.id));
  rule.references.parent = table.name;
  rule.references.columns = {context.Ref("a"), context.Ref("b")};
  AddTableConstraint(context, table, std::move(rule));
}
void TakenName(Context& context, CreateTable& table) {
  for (const auto* targets :
       {&context.tables(), &context.views(), &context.indexes()}) {
    if (targets->empty() || context.OneIn(2)) continue;
    const Target& target = context.entropy().Pick(*targets);
    table.name = context.Ref(target.name());
    table.temp = target.database == kTemp;
    table.schema.reset();
    return;
  }
}
void Reserved(Context& context, CreateTable& table) {
  table.name = ReservedName(context);
}
void WithoutRowidOrKey(Context&, CreateTable& table) {
  table.without_rowid = true;
}
void DefaultOfColumn(Context& context, CreateTable& table) {
  DefaultRule rule{
      sql::Paren(sql::ColumnRef(context.Ref(table.columns[0].name.id)))};
  table.columns.back().constraints.push_back({std::nullopt, rule, {}});
}
void UnknownCollation(Context& context, CreateTable& table) {
  CollateRule rule{MissingName(context)};
  table.columns.back().constraints.push_back({std::nullopt, rule, {}});
}
void OnlyGenerated(Context& context, CreateTable& table) {
  if (!context.AtLeast(31)) return UnknownCollation(context, table);
  table.columns.resize(1);
  GeneratedRule rule;
  rule.expr = sql::Literal("1");
  table.columns[0].constraints = {{std::nullopt, rule, {}}};
}
void GeneratedWithDefault(Context& context, CreateTable& table) {
  if (!context.AtLeast(31)) return UnknownCollation(context, table);
  GeneratedRule generated;
  generated.expr = sql::Literal("1");
  DefaultRule rule{sql::Literal("2")};
  table.columns.back().constraints.push_back({std::nullopt, rule, {}});
  table.columns.back().constraints.push_back({std::nullopt, generated, {}});
}
void UnknownDatabase(Context& context, CreateTable& table) {
  table.schema = MissingName(context);
}

using Spoiler = void (*)(Context&, CreateTable&);
constexpr std::array<Spoiler, 15> kSpoilers = {DuplicateColumn,
                                               TakenName,
                                               Reserved,
                                               SecondPrimaryKey,
                                               AutoincrementOfText,
                                               UniqueOfMissing,
                                               CheckOfMissing,
                                               ForeignKeyOfMissing,
                                               ForeignKeyOfOtherWidth,
                                               WithoutRowidOrKey,
                                               DefaultOfColumn,
                                               UnknownCollation,
                                               OnlyGenerated,
                                               GeneratedWithDefault,
                                               UnknownDatabase};

}  // namespace

CreateTable DrawCreateTable(Context& context) {
  CreateTable table;
  const bool temp = context.Take(Feature::kTempTable);
  const size_t database = temp ? kTemp : kMain;
  table.temp = temp;
  if (!temp) {
    table.schema = context.PrefixOfDatabase(kMain);
  }
  table.if_not_exists = context.Take(Feature::kIfNotExists);
  table.name = NewName(context, NameKind::kTable, database);
  table.strict = context.AtLeast(37) && context.Take(Feature::kStrict);
  table.without_rowid = context.Take(Feature::kWithoutRowid);
  TableFrame frame;
  frame.database = database;
  frame.table = table.name;
  frame.strict = table.strict;
  do {
    table.columns.push_back(DrawColumn(context, frame));
    frame.columns.push_back(InfoOf(table.columns.back(), table.strict));
  } while (table.columns.size() <
               static_cast<size_t>(context.limits().columns_max) &&
           context.entropy().Chance(7, 10));
  // A table needs one ordinary column.
  if (OrdinaryColumns(table).empty()) table.columns[0].constraints.clear();
  AddPrimaryKey(context, table);
  AddTableConstraints(context, table, database);
  if (OrdinaryColumns(table).size() == 0 ||
      (table.without_rowid && table.PrimaryKeyColumns().empty())) {
    table.without_rowid = false;
  }
  if (context.invalid()) {
    kSpoilers[context.entropy().Below(kSpoilers.size())](context, table);
  }
  return table;
}

}  // namespace alterego::generator
