// How each form of the full dialect is drawn. Where a statement is to be wrong
// it names what is not there, or what cannot be so.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "generator/column_gen.h"
#include "generator/expr_gen.h"
#include "generator/full.h"
#include "generator/names.h"
#include "model/constraint_names.h"

namespace alterego::generator {
namespace {

class Drawer {
 public:
  Drawer(Context& context, const Target& target)
      : context_(context),
        target_(target),
        table_(*target.object->AsTable()),
        columns_(context.ColumnsOf(target)) {
    frame_.database = target.database;
    frame_.table = table_.name;
    frame_.columns = columns_;
    frame_.strict = table_.strict;
    frame_.adding = true;
  }

  void Draw(RenameTable& op) {
    op.new_name = NewName(context_, NameKind::kTable, target_.database);
    if (Wrong()) op.new_name = context_.Ref(target_.name());
  }
  void Draw(RenameColumn& op) {
    op.from = PickColumn();
    op.column_keyword = Keyword();
    op.to = FreshColumn();
    if (Wrong()) op.to = PickColumn();
  }
  void Draw(AddColumn& op) {
    op.column_keyword = Keyword();
    op.column = DrawColumn(context_, frame_);
    if (Wrong()) op.column.name = PickColumn();
    AddKey(&op.column);
    if (context_.Take(Feature::kColumnPlace)) {
      op.first = context_.OneIn(3);
      if (!op.first) op.after = PickColumn();
    }
    op.if_not_exists = context_.OneIn(10);
  }
  void Draw(DropColumn& op) {
    op.column = PickColumn();
    op.column_keyword = Keyword();
    op.if_exists = context_.OneIn(10);
    op.behavior = Behavior();
  }
  void Draw(AddCheck& op) {
    op.name = MaybeLabel();
    op.check.expr = DrawTolerantCondition(context_, ScopeOf(columns_));
    if (Wrong()) op.check.expr = sql::Literal("0");
    op.not_valid = context_.Take(Feature::kNotValid);
  }
  void Draw(DropConstraint& op) {
    op.name = PickConstraint();
    op.if_exists = context_.OneIn(10);
    op.behavior = Behavior();
  }
  void Draw(SetNotNull& op) {
    op.column = PickColumn();
    op.column_keyword = Keyword();
    op.conflict = DrawConflictClause(context_);
  }
  void Draw(DropNotNull& op) {
    op.column = PickColumn();
    op.column_keyword = Keyword();
  }
  void Draw(RenameConstraint& op) {
    op.from = PickConstraint();
    op.to = Wrong() ? PickConstraint() : NewLabel(context_, "k");
  }
  void Draw(AlterColumn& op) {
    op.column = PickColumn();
    op.definition = DrawColumn(context_, frame_);
    if (!context_.OneIn(3)) op.definition.name = op.column;
    AddKey(&op.definition);
  }
  void Draw(SetType& op) {
    op.column = PickColumn();
    op.type = Type();
    if (context_.Take(Feature::kCollate)) {
      constexpr std::array<const char*, 3> kNames = {"NOCASE", "RTRIM",
                                                     "BINARY"};
      op.collation = context_.Ref(kNames[context_.entropy().Below(3)]);
      if (Wrong()) op.collation = MissingName(context_);
    }
    if (context_.Take(Feature::kUsing)) {
      op.value = DrawExpr(context_, ScopeOf(columns_), 2);
    }
  }
  void Draw(SetDefault& op) {
    const size_t column = PickPlace();
    op.column = NameAt(column);
    const Feature kind =
        context_.PickOneOf({Feature::kDefaultLiteral, Feature::kDefaultNegative,
                            Feature::kDefaultExpression, Feature::kDefaultDqs});
    op.value = DrawDefault(context_, kind, columns_[column].affinity);
    Unquote(&op.value.expr);
  }
  void Draw(DropDefault& op) { op.column = PickColumn(); }
  void Draw(SetExpression& op) {
    const size_t column = PickPlace();
    op.column = NameAt(column);
    Columns others = columns_;
    if (!Wrong() && others.size() > 1) {
      others.erase(others.begin() + static_cast<ptrdiff_t>(column));
    }
    op.expr = DrawExpr(context_, ScopeOf(others), 2);
    constexpr std::array kStorages = {GeneratedRule::Storage::kUnset,
                                      GeneratedRule::Storage::kVirtual,
                                      GeneratedRule::Storage::kStored};
    op.storage = kStorages[context_.entropy().Below(3)];
  }
  void Draw(DropExpression& op) {
    op.column =
        PickWhere([](const Column& c) { return c.generated() != nullptr; });
    op.if_exists = context_.OneIn(4);
  }
  void Draw(SetStatistics& op) {
    op.column = PickColumn();
    op.target = static_cast<int32_t>(context_.entropy().Below(10002)) - 1;
  }
  void Draw(AddForeignKey& op) {
    op.name = MaybeLabel();
    const size_t width = context_.OneIn(4) && columns_.size() > 1 ? 2 : 1;
    for (size_t i = 0; i < width; ++i) op.rule.columns.push_back(PickColumn());
    op.rule.references = DrawReferences(context_, frame_, width);
    op.not_valid = context_.Take(Feature::kNotValid);
  }
  void Draw(AddUnique& op) {
    op.name = MaybeLabel();
    op.rule.columns = Keys();
    op.rule.conflict = DrawConflictClause(context_);
  }
  void Draw(AddPrimaryKey& op) {
    op.name = MaybeLabel();
    op.rule.columns = Keys();
    op.rule.conflict = DrawConflictClause(context_);
  }
  void Draw(ValidateConstraint& op) { op.name = PickConstraint(); }
  void Draw(AlterConstraint& op) {
    op.name = PickWhereRule<ForeignKeyRule>();
    using Deferrable = ReferencesClause::Deferrable;
    using Initially = ReferencesClause::Initially;
    op.deferrable = context_.OneIn(3) ? Deferrable::kNotDeferrable
                                      : Deferrable::kDeferrable;
    constexpr std::array kWhen = {Initially::kUnset, Initially::kDeferred,
                                  Initially::kImmediate};
    op.initially = kWhen[context_.entropy().Below(3)];
  }
  void Draw(SetSchema& op) { op.schema = OtherDatabase(); }
  void Draw(SetTablespace& op) { op.tablespace = OtherDatabase(); }
  void Draw(OwnerTo& op) { op.owner = NewLabel(context_, "o"); }
  void Draw(EnableTrigger& op) { Switch(&op); }
  void Draw(DisableTrigger& op) { Switch(&op); }
  void Draw(SetStrict&) {}
  void Draw(SetNotStrict&) {}
  void Draw(SetWithoutRowid&) {}
  void Draw(SetWithRowid&) {}
  void Draw(AddIdentity& op) {
    op.column = KeyColumn();
    op.always = context_.OneIn(2);
  }
  void Draw(DropIdentity& op) {
    op.column = KeyColumn();
    op.if_exists = context_.OneIn(4);
  }

 private:
  bool Wrong() { return context_.invalid() && context_.OneIn(3); }
  bool Keyword() { return !context_.OneIn(4); }
  size_t PickPlace() { return context_.entropy().Below(columns_.size()); }
  sql::Name NameAt(size_t place) {
    if (Wrong()) return MissingName(context_);
    return context_.Ref(columns_[place].name);
  }
  sql::Name PickColumn() { return NameAt(PickPlace()); }
  sql::Name FreshColumn() {
    std::vector<Identifier> taken;
    for (const ColumnInfo& column : columns_) taken.push_back(column.name);
    return NewColumnName(context_, taken);
  }
  template <class F>
  sql::Name PickWhere(F&& fits) {
    std::vector<size_t> places;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (fits(table_.columns[i])) places.push_back(i);
    }
    if (places.empty() || context_.OneIn(8)) return PickColumn();
    return NameAt(context_.entropy().Pick(places));
  }
  sql::Name KeyColumn() {
    const int alias = table_.RowidAlias();
    if (alias < 0 || context_.OneIn(6)) return PickColumn();
    return NameAt(static_cast<size_t>(alias));
  }
  std::optional<sql::Name> MaybeLabel() {
    if (context_.OneIn(3)) return std::nullopt;
    if (Wrong()) return PickConstraint();
    return NewLabel(context_, "k");
  }
  // Those without a name have one, too.
  sql::Name PickConstraint() {
    const std::vector<NamedConstraint> all = alterego::ConstraintNames(table_);
    if (all.empty() || Wrong()) return NewLabel(context_, "k");
    return context_.Ref(context_.entropy().Pick(all).name);
  }
  template <class Rule>
  sql::Name PickWhereRule() {
    std::vector<Identifier> names;
    for (const NamedConstraint& c : alterego::ConstraintNames(table_)) {
      const bool fits =
          c.ref.column < 0
              ? std::holds_alternative<Rule>(
                    table_.constraints[c.ref.index].rule)
              : std::holds_alternative<Rule>(
                    table_.columns[c.ref.column].constraints[c.ref.index].rule);
      if (fits) names.push_back(c.name);
    }
    if (names.empty() || context_.OneIn(8)) return PickConstraint();
    return context_.Ref(context_.entropy().Pick(names));
  }
  DropBehavior Behavior() {
    if (context_.Take(Feature::kCascade)) return DropBehavior::kCascade;
    return context_.OneIn(8) ? DropBehavior::kRestrict : DropBehavior::kUnset;
  }
  // What ADD COLUMN may bring here, and nowhere else.
  void AddKey(Column* column) {
    if (column->generated() != nullptr || !context_.OneIn(8)) return;
    ColumnConstraint key;
    if (context_.OneIn(2)) {
      key.rule = PrimaryKeyRule{};
      if (context_.OneIn(2)) column->type = "INTEGER";
    } else {
      key.rule = UniqueRule{};
    }
    column->constraints.push_back(std::move(key));
  }
  std::string Type() {
    if (table_.strict && !Wrong()) {
      constexpr std::array<const char*, 6> kStrict = {"ANY",  "INT",  "INTEGER",
                                                      "TEXT", "REAL", "BLOB"};
      return kStrict[context_.entropy().Below(kStrict.size())];
    }
    constexpr std::array<const char*, 12> kTypes = {
        "TEXT", "INT",           "INTEGER", "BLOB",        "REAL",
        "NUM",  "BIGINT",        "DATE",    "VARCHAR(10)", "DOUBLE PRECISION",
        "ANY",  "DECIMAL(10, 2)"};
    return kTypes[context_.entropy().Below(kTypes.size())];
  }
  std::vector<IndexedColumn> Keys() {
    const size_t width = context_.OneIn(3) && columns_.size() > 1 ? 2 : 1;
    std::vector<IndexedColumn> out;
    size_t place = PickPlace();
    for (size_t i = 0; i < width; ++i) {
      IndexedColumn key;
      key.expr = sql::ColumnRef(NameAt(place));
      if (context_.Take(Feature::kIndexCollate)) {
        key.expr = DrawCollated(context_, std::move(key.expr));
      }
      if (context_.Take(Feature::kIndexDesc)) key.order = sql::Op::kDesc;
      out.push_back(std::move(key));
      place = (place + 1) % columns_.size();
    }
    return out;
  }
  sql::Name OtherDatabase() {
    if (Wrong()) return MissingName(context_);
    const bool temp = target_.database == kTemp;
    return context_.Ref(temp != context_.OneIn(6) ? "main" : "temp");
  }
  template <class Op>
  void Switch(Op* op) {
    std::vector<Identifier> names;
    for (const Target& trigger : context_.triggers()) {
      if (trigger.object->table == target_.name()) {
        names.push_back(trigger.name());
      }
    }
    if (context_.OneIn(3)) {
      op->scope = context_.OneIn(2) ? TriggerScope::kAll : TriggerScope::kUser;
    } else if (names.empty() || Wrong()) {
      op->trigger = NewLabel(context_, "r");
    } else {
      op->trigger = context_.Ref(context_.entropy().Pick(names));
    }
  }
  // A word that is a string for CREATE TABLE alone.
  static void Unquote(sql::Node* expr) {
    if (expr->kind == sql::NodeKind::kColumn && !expr->names.empty()) {
      *expr = sql::Literal("'" + expr->names[0].id.Folded() + "'");
    }
  }

  Context& context_;
  const Target& target_;
  const CreateTable& table_;
  const Columns columns_;
  TableFrame frame_;
};

}  // namespace

AlterAction DrawAction(Context& context, const Target& table, size_t action) {
  AlterAction out;
  size_t place = 0;
  ForEachAction([&](auto tag) {
    using Op = typename decltype(tag)::type;
    if (place++ == action) out = Op{};
  });
  Drawer drawer(context, table);
  std::visit([&drawer](auto& op) { drawer.Draw(op); }, out);
  return out;
}

}  // namespace alterego::generator
