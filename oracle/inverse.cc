#include "oracle/inverse.h"

#include <utility>
#include <variant>
#include <vector>

#include "model/constraint_names.h"
#include "model/sql/annotation.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"

namespace alterego {
namespace {

using shadow::Object;

bool HasType(const CreateTable& table, std::string_view type) {
  for (const Column& column : table.columns) {
    if (EqualsFolded(column.type, type)) return true;
  }
  return false;
}

// Undo(op): the action that takes `op` back.
class Undoer {
 public:
  using Action = std::optional<AlterAction>;

  Undoer(const shadow::World& before, shadow::Found found)
      : database_(*before.now.databases[found.database]),
        temp_(*before.now.databases[1]),
        object_(*database_.objects[found.object]),
        table_(*object_.AsTable()),
        name_(object_.name) {
    schema_ = database_.name;
  }

  Inverse Statement(AlterAction action) const {
    AlterTableFull alter;
    alter.schema = sql::Name(schema_);
    alter.table = sql::Name(name_);
    alter.actions.push_back(std::move(action));
    return {alter.ToSql(), rows_, texts_};
  }

  Action Undo(const RenameTable& op) {
    texts_ = false;  // names get quotes
    name_ = op.new_name.id;
    return RenameTable{sql::Name(object_.name)};
  }
  Action Undo(const RenameColumn& op) {
    texts_ = false;
    const Column* column = table_.FindColumn(op.from.id);
    return RenameColumn{sql::Name(op.to.id), sql::Name(column->name.id), true};
  }
  Action Undo(const AddColumn& op) {
    if (table_.FindColumn(op.column.name.id) != nullptr) return std::nullopt;
    for (const ColumnConstraint& c : op.column.constraints) {
      const auto* key = std::get_if<PrimaryKeyRule>(&c.rule);
      if (key != nullptr && key->autoincrement) return std::nullopt;
    }
    DropColumn drop;
    drop.column = sql::Name(op.column.name.id);
    return drop;
  }
  Action Undo(const AddCheck& op) { return Dropped(op.name); }
  Action Undo(const AddForeignKey& op) { return Dropped(op.name); }
  Action Undo(const AddUnique& op) { return Dropped(op.name); }
  Action Undo(const AddPrimaryKey& op) {
    rows_ = false;  // an INTEGER PRIMARY KEY gives new rowids
    return Dropped(op.name);
  }
  Action Undo(const SetNotNull& op) {
    if (table_.FindColumn(op.column.id)->not_null()) return std::nullopt;
    DropNotNull drop;
    drop.column = op.column;
    return drop;
  }
  Action Undo(const DropNotNull& op) {
    const Column& column = *table_.FindColumn(op.column.id);
    SetNotNull set;
    set.column = op.column;
    int count = 0;
    for (const ColumnConstraint& c : column.constraints) {
      const auto* rule = std::get_if<NotNullRule>(&c.rule);
      if (rule == nullptr) continue;
      ++count;
      if (c.name) return std::nullopt;
      set.conflict = rule->conflict;
    }
    if (count != 1) return std::nullopt;
    return set;
  }
  Action Undo(const RenameConstraint& op) {
    for (const NamedConstraint& c : ConstraintNames(table_)) {
      if (c.name == op.from.id && c.written) {
        return RenameConstraint{op.to, sql::Name(c.name)};
      }
    }
    return std::nullopt;
  }
  Action Undo(const SetDefault& op) {
    if (table_.FindColumn(op.column.id)->Find<DefaultRule>() != nullptr) {
      return std::nullopt;
    }
    return DropDefault{op.column};
  }
  Action Undo(const SetType& op) {
    const auto rows = database_.rows.find(object_.name.Folded());
    const Column& column = *table_.FindColumn(op.column.id);
    const bool empty =
        rows == database_.rows.end() || rows->second->rows.empty();
    if (!empty || op.collation || column.type.empty()) return std::nullopt;
    // A comment at the end of a type belongs to it in CREATE TABLE alone.
    if (column.type.find("/*") != column.type.npos ||
        column.type.find("--") != column.type.npos) {
      return std::nullopt;
    }
    SetType set;
    set.column = op.column;
    set.type = column.type;
    return set;
  }
  Action Undo(const SetStatistics& op) {
    const int column = table_.ColumnIndex(op.column.id);
    const auto old = sql::FindAnnotation(
        *object_.parsed,
        sql::ColumnAnchor(*object_.parsed, static_cast<size_t>(column)),
        "statistics");
    return SetStatistics{op.column, old ? std::stoi(*old) : -1};
  }
  Action Undo(const OwnerTo&) {
    const auto old = sql::FindAnnotation(
        *object_.parsed, sql::TableAnchor(*object_.parsed), "owner");
    if (!old) return std::nullopt;
    return OwnerTo{sql::Name(Identifier(*old))};
  }
  Action Undo(const SetSchema& op) { return MovedBack(op.schema); }
  Action Undo(const SetTablespace& op) { return MovedBack(op.tablespace); }
  Action Undo(const EnableTrigger& op) {
    return Switched<DisableTrigger>(op.scope, op.trigger, true);
  }
  Action Undo(const DisableTrigger& op) {
    return Switched<EnableTrigger>(op.scope, op.trigger, false);
  }
  Action Undo(const SetStrict&) {
    if (table_.strict || HasType(table_, "any")) return std::nullopt;
    return SetNotStrict{};
  }
  Action Undo(const SetNotStrict&) {
    if (!table_.strict || HasType(table_, "any")) return std::nullopt;
    return SetStrict{};
  }
  Action Undo(const SetWithoutRowid&) {
    if (table_.without_rowid) return std::nullopt;
    rows_ = table_.RowidAlias() >= 0;
    return SetWithRowid{};
  }
  Action Undo(const SetWithRowid&) {
    if (!table_.without_rowid) return std::nullopt;
    return SetWithoutRowid{};
  }
  // What was there before cannot be told in one action, or not at all.
  template <class Op>
  Action Undo(const Op&) {
    return std::nullopt;
  }

 private:
  Action Dropped(const std::optional<sql::Name>& name) const {
    if (!name) return std::nullopt;
    DropConstraint drop;
    drop.name = *name;
    return drop;
  }
  Action MovedBack(const sql::Name& to) {
    // sqlite_sequence would stay.
    if (to.id == schema_ || table_.autoincrement()) return std::nullopt;
    const Identifier home = schema_;
    schema_ = to.id;
    return SetSchema{sql::Name(home)};
  }
  template <class Op>
  Action Switched(TriggerScope scope, const sql::Name& name, bool was) const {
    const Object* trigger = database_.FindTrigger(name.id);
    // Those of one name, of the database and TEMP, are all meant.
    if (trigger != nullptr && temp_.FindTrigger(name.id) != nullptr &&
        &temp_ != &database_) {
      return std::nullopt;
    }
    if (scope != TriggerScope::kNamed || trigger == nullptr ||
        sql::TriggerIsDisabled(*trigger->parsed) != was) {
      return std::nullopt;
    }
    return Op{scope, name};
  }

  const shadow::Database& database_;
  const shadow::Database& temp_;
  const Object& object_;
  const CreateTable& table_;
  Identifier schema_, name_;
  bool rows_ = true, texts_ = true;
};

}  // namespace

std::optional<Inverse> InverseOf(const shadow::World& before,
                                 const Statement& alter) {
  AlterTableFull full;
  if (const auto* native = std::get_if<AlterTable>(&alter)) {
    full = Widened(*native);
  } else if (const auto* all = std::get_if<AlterTableFull>(&alter)) {
    full = *all;
  }
  if (full.actions.size() != 1) return std::nullopt;
  const auto found =
      shadow::FindTableOrView(before.now, full.schema, full.table.id);
  if (!found || before.now.databases[found->database]
                        ->objects[found->object]
                        ->AsTable() == nullptr) {
    return std::nullopt;
  }
  Undoer undoer(before, *found);
  auto action = std::visit(
      [&undoer](const auto& op) { return undoer.Undo(op); }, full.actions[0]);
  if (!action) return std::nullopt;
  return undoer.Statement(*std::move(action));
}

}  // namespace alterego
