// Work: the world as the actions of an ALTER TABLE have made it so far, and
// what has been found wrong with the rows. One overload of Apply a form, each
// in a file of its own, changes it.
//
//   bool Apply(Work& work, const DropDefault& op) {
//     const int column = work.Column(op.column);
//     if (column < 0) return false;
//     ...
//     return work.SetDraft(draft);
//   }
//
// False: refused, or not known; Work remembers why.
#ifndef ALTEREGO_SHADOW_FULL_WORK_H_
#define ALTEREGO_SHADOW_FULL_WORK_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shadow/full/draft.h"
#include "shadow/guard.h"
#include "shadow/rows.h"
#include "shadow/shadow.h"
#include "shadow/table_info.h"

namespace alterego::shadow::full {

class Work {
 public:
  Work(const WorldPtr& world, const sql::Parsed& alter, Found found);

  const sql::Parsed& alter() const { return alter_; }
  const World& world() const { return *now_; }
  WorldPtr shared_world() const { return now_; }
  const World& before() const { return *before_; }
  const Dialect& dialect() const { return now_->dialect; }
  size_t place() const { return place_; }
  const Database& database() const { return *now_->now.databases[place_]; }
  const Identifier& name() const { return name_; }
  const Object& object() const;
  const Object& first() const { return *first_; }  // before all actions
  const CreateTable& table() const { return *object().AsTable(); }
  const std::vector<StoredRow>& rows() const;
  // The text of tokens of the ALTER; `node` printed if it has none.
  std::string Text(sql::TokenRange range) const;
  std::string Text(const sql::Node& node) const;

  // --- answers, all false ----------------------------------------------------
  bool Refuse(Reason reason, std::string_view rule);
  bool Unknown(std::string_view rule);
  // The same as a verdict of another part of the shadow, if it does not accept.
  bool Take(const Prediction& prediction);
  // Rows stand in the way; true, for the actions behind go on.
  bool RowFault(Reason reason, std::string_view rule);
  bool RowsUnknown(std::string_view rule);
  // An expression whose values are wanted before there is a table to compute
  // them: where it compares or computes from computed columns what this
  // statement has changed, an engine may ask for a statement of its own.
  void NoteWanted(const sql::Node& expr);

  // --- names -----------------------------------------------------------------
  // -1 and refused if there is none.
  int Column(const sql::Name& name);
  std::optional<ConstraintRef> Constraint(const sql::Name& name);
  bool RequireFree(const std::optional<sql::Name>& name);
  // The columns of a key in the ALTER; nullopt and refused if one is missing.
  std::optional<std::vector<int>> Keys(const std::vector<IndexedColumn>& keys);

  // --- changes ---------------------------------------------------------------
  Draft draft() const { return DraftOf(object()); }
  bool SetDraft(const Draft& draft);
  bool SetSql(size_t database, size_t object, std::string sql);
  void SetRows(std::vector<StoredRow> rows);
  // One value a row into that column; `dirty`: it may break rules.
  void SetValues(size_t column, const std::vector<Value>& values);
  void InsertValues(size_t column, std::vector<Value> values);
  void EraseValues(size_t column);
  void SetWorld(WorldPtr world, Identifier table);
  void SetPlace(size_t database) { place_ = database; }
  // With all that belongs to it.
  void DropObjects(size_t database,
                   const std::function<bool(const Object&)>& gone);
  // The values of this column are others now.
  void MarkDirty(size_t column) { dirty_[column] = true; }
  std::vector<bool>& dirty() { return dirty_; }

  // --- rows ------------------------------------------------------------------
  // Of the expression in each row of the table as it is; nullopt, and the rows
  // are not known then.
  std::optional<std::vector<Value>> Compute(const sql::Node& expr);
  std::optional<std::vector<Row>> ReadRows();
  // STORED columns follow what they are computed from.
  bool Recompute();
  void AskNotNull(size_t column);
  void AskCheck(const sql::Node& expr);
  void AskUnique(const std::vector<int>& columns,
                 const std::vector<IndexedColumn>& keys);
  // False: refused, for the parent has no such key.
  bool AskForeignKey(const std::vector<int>& columns,
                     const ReferencesClause& references, bool rows);
  void AskType(size_t column);
  // The rules of a column's own definition.
  bool AskColumn(size_t column);

  // The rows of sqlite_sequence in a database, which gets one if it has none.
  // `added` get rowids behind those that are left.
  void EditSequences(size_t database,
                     const std::function<bool(const StoredRow&)>& gone,
                     std::vector<StoredRow> added);

  // --- another database -----------------------------------------------------
  // At the end; the table may have to stay.
  bool MoveTo(const sql::Name& schema);
  bool HasRoom();
  bool Move();

  // --- the end ---------------------------------------------------------------
  Verdict Finish();

 private:
  friend class Settler;
  Database& Edit(size_t database);
  bool IsTied();
  void SpreadDirt();
  ObjectPtr Moved(const ObjectPtr& object) const;

  const WorldPtr before_;
  const Object* first_ = nullptr;  // the table, before
  const sql::Parsed& alter_;
  std::shared_ptr<const World> now_;
  size_t place_;
  Identifier name_;
  std::optional<Prediction> refusal_;
  std::vector<Prediction::Refusal> row_faults_;
  std::string_view row_rule_;
  std::string_view unknown_;
  std::vector<bool> dirty_;  // by column
  bool may_prohibit_ = false;
  std::optional<size_t> move_to_;
};

// May the value be stored as that type? See docs/dialect.md.
bool Fits(const Value& value, std::string_view type, bool strict,
          SqliteVersion version);
// A column's values under another type; those that do not fit stand in the way.
std::vector<Value> Converted(Work& work, size_t column, const std::string& from,
                             const std::string& to);
bool SwitchTriggers(Work& work, TriggerScope scope, const sql::Name& name,
                    bool disable);
bool SetAutoincrement(Work& work, bool on);
// The objects (views, triggers, indexes) of `database` and temp that do not
// compile. *unknown is set if that cannot be told.
struct Broken {
  size_t database;
  ObjectKind kind;
  Identifier name;
  friend bool operator==(const Broken&, const Broken&) = default;
};
std::vector<Broken> BrokenObjects(const World& world, size_t database,
                                  bool* unknown);
std::vector<Broken> NewlyBroken(const World& before, const World& after,
                                size_t database, bool* unknown);
// Adds what would read a string now where it read a column of the table `was`.
void AddQuoted(const World& before, const Identifier& was, const World& after,
               size_t database, const CreateTable& is,
               std::vector<Broken>* out);
// True if the tokens `range` of the object name that column of the table.
bool Mentions(const World& world, size_t database, const Object& object,
              sql::TokenRange range, const Identifier& table,
              const Identifier& column, bool* unknown);
bool Native(Work& work, const AlterOp& op);

// Foreign keys of other tables of the database that refer to one of these
// columns of the table, or, without naming columns, to its PRIMARY KEY.
struct Referrer {
  size_t object;
  ConstraintRef ref;
};
std::vector<Referrer> Referrers(const Work& work,
                                const std::vector<int>& columns, bool primary);
bool DropReferrers(Work& work, const std::vector<Referrer>& referrers);
std::vector<int> ColumnsAt(const CreateTable& table, ConstraintRef ref);

template <class Rule>
const Rule* RuleAt(const CreateTable& table, ConstraintRef ref) {
  if (ref.column < 0) {
    return std::get_if<Rule>(&table.constraints[ref.index].rule);
  }
  return std::get_if<Rule>(
      &table.columns[ref.column].constraints[ref.index].rule);
}

// The last clause of that kind of a column, or -1.
template <class Rule>
int LastRule(const alterego::Column& column) {
  for (size_t i = column.constraints.size(); i-- > 0;) {
    if (std::holds_alternative<Rule>(column.constraints[i].rule)) {
      return static_cast<int>(i);
    }
  }
  return -1;
}
template <class Rule>
void EraseRules(const alterego::Column& column, DraftColumn* draft) {
  for (size_t i = column.constraints.size(); i-- > 0;) {
    if (std::holds_alternative<Rule>(column.constraints[i].rule)) {
      draft->rules.erase(draft->rules.begin() + static_cast<ptrdiff_t>(i));
    }
  }
}

bool Apply(Work& work, const RenameTable& op);
bool Apply(Work& work, const RenameColumn& op);
bool Apply(Work& work, const AddColumn& op);
bool Apply(Work& work, const DropColumn& op);
bool Apply(Work& work, const AddCheck& op);
bool Apply(Work& work, const DropConstraint& op);
bool Apply(Work& work, const SetNotNull& op);
bool Apply(Work& work, const DropNotNull& op);
bool Apply(Work& work, const RenameConstraint& op);
bool Apply(Work& work, const AlterColumn& op);
bool Apply(Work& work, const SetType& op);
bool Apply(Work& work, const SetDefault& op);
bool Apply(Work& work, const DropDefault& op);
bool Apply(Work& work, const SetExpression& op);
bool Apply(Work& work, const DropExpression& op);
bool Apply(Work& work, const SetStatistics& op);
bool Apply(Work& work, const AddForeignKey& op);
bool Apply(Work& work, const AddUnique& op);
bool Apply(Work& work, const AddPrimaryKey& op);
bool Apply(Work& work, const ValidateConstraint& op);
bool Apply(Work& work, const AlterConstraint& op);
bool Apply(Work& work, const SetSchema& op);
bool Apply(Work& work, const SetTablespace& op);
bool Apply(Work& work, const OwnerTo& op);
bool Apply(Work& work, const EnableTrigger& op);
bool Apply(Work& work, const DisableTrigger& op);
bool Apply(Work& work, const SetStrict& op);
bool Apply(Work& work, const SetNotStrict& op);
bool Apply(Work& work, const SetWithoutRowid& op);
bool Apply(Work& work, const SetWithRowid& op);
bool Apply(Work& work, const AddIdentity& op);
bool Apply(Work& work, const DropIdentity& op);

// The rules that the form may name.
template <class Op>
struct Rules {
  static const std::vector<RuleInfo>& All();
};

}  // namespace alterego::shadow::full

#endif  // ALTEREGO_SHADOW_FULL_WORK_H_
