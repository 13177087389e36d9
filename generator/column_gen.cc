#include "generator/column_gen.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "generator/expr_gen.h"
#include "generator/names.h"
#include "generator/values.h"
#include "model/sql/printer.h"

namespace alterego::generator {
namespace {

using shadow::Affinity;
using sql::Conflict;
using sql::Name;
using sql::Node;
using sql::NodeKind;
using sql::Op;

constexpr size_t kConstraintsMax = 5;

// The columns that a foreign key may point at: the primary key, or one unique
// column, or, where there is neither, any column.
std::vector<Identifier> ParentKey(Context& context, const CreateTable& parent,
                                  size_t width) {
  std::vector<Identifier> key;
  for (int i : parent.PrimaryKeyColumns()) {
    if (i >= 0) key.push_back(parent.columns[i].name.id);
  }
  if (key.size() == width) return key;
  key.clear();
  for (const Column& column : parent.columns) {
    if (width == 1 && column.Find<UniqueRule>() != nullptr) {
      return {column.name.id};
    }
  }
  const size_t first = context.entropy().Below(parent.columns.size());
  for (size_t i = 0; i < width; ++i) {
    key.push_back(parent.columns[(first + i) % parent.columns.size()].name.id);
  }
  return key;
}

bool HasKey(const CreateTable& parent, size_t width) {
  if (parent.PrimaryKeyColumns().size() == width) return true;
  return width == 1 &&
         std::any_of(parent.columns.begin(), parent.columns.end(),
                     [](const Column& column) {
                       return column.Find<UniqueRule>() != nullptr;
                     });
}

// The parent's name and, where they are written, its columns.
void DrawParent(Context& context, const TableFrame& frame, size_t width,
                ReferencesClause& clause) {
  if (context.Take(Feature::kFkMissingParent)) {
    clause.parent = context.OneIn(3) ? EndOfConstraint() : MissingName(context);
    return;
  }
  std::vector<const Target*> parents;
  for (const Target& target : context.tables()) {
    if (target.database == frame.database) parents.push_back(&target);
  }
  const bool self = parents.empty() || context.Take(Feature::kFkSelf);
  if (self) {
    clause.parent = context.Ref(frame.table.id);
    // The primary key, if there will be one, or the first columns.
    if (frame.columns.empty() || context.OneIn(2)) return;
    for (size_t i = 0; i < width; ++i) {
      const size_t place = i % frame.columns.size();
      clause.columns.push_back(context.Ref(frame.columns[place].name));
    }
    return;
  }
  // Where there is no key to point at, no row can be written.
  std::vector<const Target*> with_key;
  for (const Target* one : parents) {
    if (HasKey(*one->object->AsTable(), width)) with_key.push_back(one);
  }
  const bool any = with_key.empty() || context.OneIn(4);
  const Target& parent = *context.entropy().Pick(any ? parents : with_key);
  clause.parent = context.Ref(parent.name());
  const CreateTable& table = *parent.object->AsTable();
  const bool has_key = table.PrimaryKeyColumns().size() == width;
  if (has_key && !context.Take(Feature::kFkColumnList)) return;
  for (const Identifier& column : ParentKey(context, table, width)) {
    clause.columns.push_back(context.Ref(column));
  }
}

ForeignKeyAction DrawAction(Context& context, const Identifier& table) {
  constexpr std::array<ForeignKeyAction, 6> kActions = {
      ForeignKeyAction::kUnset,    ForeignKeyAction::kCascade,
      ForeignKeyAction::kSetNull,  ForeignKeyAction::kSetDefault,
      ForeignKeyAction::kNoAction, ForeignKeyAction::kRestrict};
  // RESTRICT is the last.
  const bool all = MayRestrict(context, table);
  return kActions[context.entropy().Below(kActions.size() - (all ? 0 : 1))];
}

// The rule that a feature stands for.
ColumnConstraint MakeRule(Context& context, Feature feature,
                          const TableFrame& frame, const ColumnInfo& self) {
  ColumnConstraint constraint;
  switch (feature) {
    case Feature::kNotNull:
      constraint.rule = NotNullRule{DrawConflictClause(context)};
      break;
    case Feature::kUniqueColumn: {
      UniqueRule rule;
      rule.conflict = DrawConflictClause(context);
      constraint.rule = std::move(rule);
      break;
    }
    case Feature::kCheckColumn: {
      Columns visible = frame.columns;
      visible.insert(visible.begin(), self);
      // Mostly about the column itself, as people write it.
      if (!context.OneIn(4)) visible.resize(1);
      constraint.rule = CheckRule{
          DrawTolerantCondition(context, ScopeOf(visible)), Conflict::kDefault};
      break;
    }
    case Feature::kCollate: {
      constexpr std::array<const char*, 3> kNames = {"NOCASE", "RTRIM",
                                                     "BINARY"};
      constraint.rule = CollateRule{Name(
          Identifier(kNames[context.entropy().Below(3)]), sql::Quote::kNone)};
      break;
    }
    case Feature::kReferences: {
      ForeignKeyRule rule;
      rule.references = DrawReferences(context, frame, 1);
      const bool misleading = rule.references.parent == EndOfConstraint();
      constraint.rule = std::move(rule);
      // Where it ends matters to DROP CONSTRAINT, which needs a name.
      if (misleading && context.OneIn(2)) {
        constraint.name = NewLabel(context, "k");
        return constraint;
      }
      break;
    }
    case Feature::kGeneratedVirtual:
    case Feature::kGeneratedStored: {
      GeneratedRule rule;
      rule.expr = DrawExpr(context, ScopeOf(frame.columns), 2);
      rule.generated_always = context.OneIn(2);
      if (feature == Feature::kGeneratedStored) {
        rule.storage = GeneratedRule::Storage::kStored;
      } else if (context.OneIn(2)) {
        rule.storage = GeneratedRule::Storage::kVirtual;
      }
      constraint.rule = std::move(rule);
      break;
    }
    default:
      constraint.rule = DrawDefault(context, feature, self.affinity);
      break;
  }
  constraint.name = DrawConstraintName(context);
  return constraint;
}

bool IsDefault(Feature feature) {
  return feature >= Feature::kDefaultLiteral && feature <= Feature::kDefaultDqs;
}

bool IsGenerated(Feature feature) {
  return feature == Feature::kGeneratedVirtual ||
         feature == Feature::kGeneratedStored;
}

// True if the column may get that rule too: no second rule of a kind, and no
// DEFAULT beside AS, which SQLite refuses.
bool Fits(Context& context, const Column& column, Feature feature) {
  if (IsGenerated(feature)) {
    return context.AtLeast(31) && column.generated() == nullptr &&
           column.Find<DefaultRule>() == nullptr;
  }
  if (IsDefault(feature)) {
    return column.generated() == nullptr &&
           column.Find<DefaultRule>() == nullptr;
  }
  switch (feature) {
    case Feature::kNotNull:
      return !column.not_null();
    case Feature::kUniqueColumn:
      return column.Find<UniqueRule>() == nullptr;
    case Feature::kCollate:
      return column.Find<CollateRule>() == nullptr;
    default:
      return true;
  }
}

}  // namespace

Conflict DrawConflict(Context& context) {
  constexpr std::array<Conflict, 5> kAll = {
      Conflict::kIgnore, Conflict::kReplace, Conflict::kAbort, Conflict::kFail,
      Conflict::kRollback};
  constexpr std::array<uint32_t, 5> kOdds = {4, 4, 2, 2, 1};
  return kAll[context.entropy().Weighted(kOdds)];
}

Conflict DrawConflictClause(Context& context) {
  if (!context.Take(Feature::kConflictClause)) return Conflict::kDefault;
  return DrawConflict(context);
}

std::optional<Name> DrawConstraintName(Context& context) {
  if (!context.Take(Feature::kNamedConstraint)) return std::nullopt;
  return NewLabel(context, "k");
}

ColumnInfo InfoOf(const Column& column, bool strict) {
  return {column.name.id, shadow::AffinityOfType(column.type, strict), nullptr};
}

std::string DrawType(Context& context, bool strict) {
  if (strict) {
    constexpr std::array<std::string_view, 6> kStrict = {
        "INTEGER", "TEXT", "INT", "REAL", "ANY", "BLOB"};
    return std::string(kStrict[context.entropy().Below(kStrict.size())]);
  }
  constexpr std::array<std::string_view, 16> kTypes = {"INTEGER",
                                                       "TEXT",
                                                       "INT",
                                                       "REAL",
                                                       "NUMERIC",
                                                       "BLOB",
                                                       "VARCHAR(10)",
                                                       "DECIMAL(5,2)",
                                                       "BOOLEAN",
                                                       "CHAR(3)",
                                                       "DOUBLE PRECISION",
                                                       "FLOATING POINT",
                                                       "STRING",
                                                       "UNSIGNED BIG INT",
                                                       "DATETIME",
                                                       "ANY"};
  constexpr std::array<uint32_t, 16> kOdds = {8, 8, 5, 4, 3, 3, 2, 2,
                                              1, 1, 1, 1, 1, 1, 1, 1};
  return std::string(kTypes[context.entropy().Weighted(kOdds)]);
}

DefaultRule DrawDefault(Context& context, Feature kind, Affinity affinity) {
  switch (kind) {
    case Feature::kDefaultNegative: {
      Node number =
          sql::Literal(std::to_string(context.entropy().Between(1, 9)));
      if (context.OneIn(4)) number = sql::Literal("0.5");
      const Op op = context.OneIn(6) ? Op::kPlus : Op::kNegate;
      return {sql::Unary(op, std::move(number))};
    }
    case Feature::kDefaultExpression:
      return {sql::Paren(DrawConstantExpr(context))};
    case Feature::kDefaultCurrentTime: {
      constexpr std::array<const char*, 3> kTimes = {
          "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"};
      return {sql::Literal(kTimes[context.entropy().Below(3)])};
    }
    case Feature::kDefaultDqs: {
      static const auto& words =
          *new std::vector<Name>{Name(Identifier("text"), sql::Quote::kDouble),
                                 Name(Identifier("TRUE"), sql::Quote::kNone),
                                 Name(Identifier("word"), sql::Quote::kNone),
                                 Name(Identifier("a"), sql::Quote::kDouble),
                                 Name(Identifier("12"), sql::Quote::kDouble),
                                 Name(Identifier("false"), sql::Quote::kNone)};
      return {sql::ColumnRef(context.entropy().Pick(words))};
    }
    default:
      break;
  }
  // Long enough that rows of an old shape do not fit where they were when an
  // ALTER writes them anew.
  const bool texts = affinity == Affinity::kText || affinity == Affinity::kNone;
  Node literal = texts && context.OneIn(12)
                     ? LiteralOf(Value::Text(std::string(200, 'd')))
                     : DrawLiteral(context, affinity);
  // DEFAULT takes a literal, a signed one, or anything in parentheses.
  const bool cast = literal.kind == NodeKind::kCast;
  if (cast || context.OneIn(12)) literal = sql::Paren(std::move(literal));
  return {std::move(literal)};
}

ReferencesClause DrawReferences(Context& context, const TableFrame& frame,
                                size_t width) {
  ReferencesClause clause;
  DrawParent(context, frame, width, clause);
  if (context.Take(Feature::kFkAction)) {
    clause.on_delete = DrawAction(context, frame.table.id);
    clause.on_update = DrawAction(context, frame.table.id);
  }
  if (context.OneIn(24)) {
    clause.match = Name(Identifier("SIMPLE"), sql::Quote::kNone);
  }
  if (context.Take(Feature::kFkDeferred)) {
    using Deferrable = ReferencesClause::Deferrable;
    using Initially = ReferencesClause::Initially;
    clause.deferrable = Deferrable::kDeferrable;
    clause.initially = Initially::kDeferred;
    if (context.OneIn(5)) clause.initially = Initially::kImmediate;
    if (context.OneIn(5)) clause.deferrable = Deferrable::kNotDeferrable;
  }
  return clause;
}

Column DrawColumn(Context& context, const TableFrame& frame) {
  Column column;
  std::vector<Identifier> taken;
  for (const ColumnInfo& other : frame.columns) taken.push_back(other.name);
  column.name = NewColumnName(context, taken);
  if (frame.strict || context.Take(Feature::kTyped)) {
    column.type = DrawType(context, frame.strict);
  }
  const ColumnInfo self = InfoOf(column, frame.strict);
  while (column.constraints.size() < kConstraintsMax) {
    const std::optional<Feature> feature = context.TakeOneOf(
        {Feature::kDefaultLiteral, Feature::kNotNull, Feature::kCheckColumn,
         Feature::kCollate, Feature::kUniqueColumn, Feature::kReferences,
         Feature::kDefaultNegative, Feature::kDefaultExpression,
         Feature::kDefaultDqs, Feature::kDefaultCurrentTime,
         Feature::kGeneratedVirtual, Feature::kGeneratedStored});
    if (!feature) break;
    // An added UNIQUE is one of the deliberate errors of ops/add_column.
    if (frame.adding && *feature == Feature::kUniqueColumn) break;
    if (!Fits(context, column, *feature)) break;
    column.constraints.push_back(MakeRule(context, *feature, frame, self));
  }
  return column;
}

}  // namespace alterego::generator
