// Lies about the schema: behind an ALTER, some CREATE statement says something
// else, or SQLite goes by something else than what it says.
#include <algorithm>
#include <utility>
#include <variant>

#include "selftest/lies.h"

namespace alterego::selftest {
namespace {

CreateTable* Table(Statement* s) { return std::get_if<CreateTable>(s); }

// Takes the last clause of that kind from a column, or from the table.
template <class Rule>
bool LoseColumnRule(Statement* s) {
  CreateTable* table = Table(s);
  if (table == nullptr) return false;
  for (Column& column : table->columns) {
    for (size_t i = column.constraints.size(); i-- > 0;) {
      if (!std::holds_alternative<Rule>(column.constraints[i].rule)) continue;
      column.constraints.erase(column.constraints.begin() +
                               static_cast<ptrdiff_t>(i));
      return true;
    }
  }
  return false;
}
template <class Rule>
bool LoseTableRule(Statement* s) {
  CreateTable* table = Table(s);
  if (table == nullptr) return false;
  for (size_t i = table->constraints.size(); i-- > 0;) {
    if (!std::holds_alternative<Rule>(table->constraints[i].rule)) continue;
    table->constraints.erase(table->constraints.begin() +
                             static_cast<ptrdiff_t>(i));
    return true;
  }
  return false;
}

// Calls change(rule) for the rules of that kind until one is changed.
template <class Rule, class F>
bool ChangeRule(Statement* s, F change) {
  CreateTable* table = Table(s);
  if (table == nullptr) return false;
  for (Column& column : table->columns) {
    for (ColumnConstraint& c : column.constraints) {
      auto* rule = std::get_if<Rule>(&c.rule);
      if (rule != nullptr && change(*rule)) return true;
    }
  }
  if constexpr (!std::is_same_v<Rule, NotNullRule> &&
                !std::is_same_v<Rule, DefaultRule> &&
                !std::is_same_v<Rule, GeneratedRule>) {
    for (TableConstraint& c : table->constraints) {
      auto* rule = std::get_if<Rule>(&c.rule);
      if (rule != nullptr && change(*rule)) return true;
    }
  }
  return false;
}

bool LoseCheck(Statement* s) {
  return LoseColumnRule<CheckRule>(s) || LoseTableRule<CheckRule>(s);
}
bool NegateCheck(Statement* s) {
  return ChangeRule<CheckRule>(s, [](CheckRule& rule) {
    rule.expr = sql::Unary(sql::Op::kNot, sql::Paren(std::move(rule.expr)));
    return true;
  });
}
bool LoseReferences(Statement* s) {
  return LoseColumnRule<ForeignKeyRule>(s) || LoseTableRule<ForeignKeyRule>(s);
}
bool LoseForeignKeyAction(Statement* s) {
  return ChangeRule<ForeignKeyRule>(s, [](ForeignKeyRule& rule) {
    const ReferencesClause before = rule.references;
    rule.references.on_delete = ForeignKeyAction::kUnset;
    rule.references.on_update = ForeignKeyAction::kUnset;
    return !(before == rule.references);
  });
}
bool SwapForeignKeyActions(Statement* s) {
  return ChangeRule<ForeignKeyRule>(s, [](ForeignKeyRule& rule) {
    std::swap(rule.references.on_delete, rule.references.on_update);
    return rule.references.on_delete != rule.references.on_update;
  });
}
bool LoseDeferrable(Statement* s) {
  return ChangeRule<ForeignKeyRule>(s, [](ForeignKeyRule& rule) {
    const bool deferred = rule.references.deferred();
    rule.references.deferrable = ReferencesClause::Deferrable::kUnset;
    rule.references.initially = ReferencesClause::Initially::kUnset;
    return deferred;
  });
}
bool ChangeDefault(Statement* s) {
  return ChangeRule<DefaultRule>(s, [](DefaultRule& rule) {
    rule.expr = sql::Literal("77");
    return true;
  });
}
template <class Rule>
bool LoseConflict(Statement* s) {
  return ChangeRule<Rule>(s, [](Rule& rule) {
    return std::exchange(rule.conflict, sql::Conflict::kDefault) !=
           sql::Conflict::kDefault;
  });
}
bool LoseAutoincrement(Statement* s) {
  return ChangeRule<PrimaryKeyRule>(s, [](PrimaryKeyRule& rule) {
    return std::exchange(rule.autoincrement, false);
  });
}
bool LoseStrict(Statement* s) {
  CreateTable* table = Table(s);
  return table != nullptr && std::exchange(table->strict, false);
}
bool ChangeGenerated(Statement* s) {
  return ChangeRule<GeneratedRule>(s, [](GeneratedRule& rule) {
    if (rule.storage == GeneratedRule::Storage::kStored) return false;
    rule.expr = sql::Literal("77");
    return true;
  });
}
bool ChangeType(Statement* s) {
  CreateTable* table = Table(s);
  if (table == nullptr || table->strict) return false;
  for (Column& column : table->columns) {
    if (column.type.empty() || EqualsFolded(column.type, "INTEGER")) continue;
    column.type = "BLOB";
    return true;
  }
  return false;
}
bool LoseConstraintName(Statement* s) {
  CreateTable* table = Table(s);
  if (table == nullptr) return false;
  for (Column& column : table->columns) {
    for (ColumnConstraint& c : column.constraints) {
      if (std::exchange(c.name, std::nullopt)) return true;
    }
  }
  for (TableConstraint& c : table->constraints) {
    if (std::exchange(c.name, std::nullopt)) return true;
  }
  return false;
}
bool SwapColumns(Statement* s) {
  CreateTable* table = Table(s);
  if (table == nullptr || table->columns.size() < 2) return false;
  std::swap(table->columns[0], table->columns[1]);
  return true;
}

CreateIndex* Index(Statement* s) { return std::get_if<CreateIndex>(s); }
bool LoseDesc(Statement* s) {
  CreateIndex* index = Index(s);
  if (index == nullptr) return false;
  for (IndexedColumn& column : index->columns) {
    if (std::exchange(column.order, sql::Op::kNone) == sql::Op::kDesc) {
      return true;
    }
  }
  return false;
}
bool LoseIndexCollation(Statement* s) {
  CreateIndex* index = Index(s);
  if (index == nullptr) return false;
  for (IndexedColumn& column : index->columns) {
    if (column.expr.kind != sql::NodeKind::kCollate) continue;
    sql::Node inner = std::move(column.expr.children[0]);
    column.expr = std::move(inner);
    return true;
  }
  return false;
}
bool LoseWhere(Statement* s) {
  CreateIndex* index = Index(s);
  return index != nullptr && std::exchange(index->where, std::nullopt);
}
bool LoseUnique(Statement* s) {
  CreateIndex* index = Index(s);
  return index != nullptr && std::exchange(index->unique, false);
}
bool SwapIndexColumns(Statement* s) {
  CreateIndex* index = Index(s);
  if (index == nullptr || index->columns.size() < 2) return false;
  std::swap(index->columns[0], index->columns[1]);
  return true;
}

// The first core of a view's SELECT that has such a child.
sql::Node* ViewPart(Statement* s, sql::NodeKind kind) {
  auto* view = std::get_if<CreateView>(s);
  if (view == nullptr) return nullptr;
  sql::Node* core = view->select.Child(sql::NodeKind::kSelectCore);
  return core == nullptr ? nullptr : core->Child(kind);
}
bool ViewLosesWhere(Statement* s) {
  sql::Node* where = ViewPart(s, sql::NodeKind::kWhere);
  if (where == nullptr) return false;
  where->children = {sql::Literal("1")};
  return true;
}
bool ViewOtherColumn(Statement* s) {
  sql::Node* columns = ViewPart(s, sql::NodeKind::kResultColumns);
  if (columns == nullptr || columns->children.size() < 2) return false;
  std::swap(columns->children.front(), columns->children.back());
  return true;
}

CreateTrigger* Trigger(Statement* s) { return std::get_if<CreateTrigger>(s); }
bool TriggerTime(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  if (trigger == nullptr || trigger->time == CreateTrigger::Time::kInsteadOf) {
    return false;
  }
  trigger->time = trigger->time == CreateTrigger::Time::kAfter
                      ? CreateTrigger::Time::kBefore
                      : CreateTrigger::Time::kAfter;
  return true;
}
bool TriggerEvent(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  if (trigger == nullptr) return false;
  trigger->update_of.clear();
  const bool update = trigger->event == CreateTrigger::Event::kUpdate;
  trigger->event =
      update ? CreateTrigger::Event::kInsert : CreateTrigger::Event::kUpdate;
  return true;
}
bool TriggerLosesWhen(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  return trigger != nullptr && std::exchange(trigger->when, std::nullopt);
}
bool TriggerLosesUpdateOf(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  if (trigger == nullptr || trigger->update_of.empty()) return false;
  trigger->update_of.clear();
  return true;
}
bool TriggerLosesStep(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  if (trigger == nullptr || trigger->steps.size() < 2) return false;
  trigger->steps.pop_back();
  return true;
}
bool TriggerReversesSteps(Statement* s) {
  CreateTrigger* trigger = Trigger(s);
  if (trigger == nullptr || trigger->steps.size() < 2) return false;
  std::reverse(trigger->steps.begin(), trigger->steps.end());
  return true;
}

struct Spoiled {
  const char* written;  // nullptr: only in memory
  const char* in_memory;
  const char* what;
  Spoiler spoiler;
};

constexpr Spoiled kSpoiled[] = {
    {"loses_check", "forgets_check", "a CHECK constraint is gone", LoseCheck},
    {nullptr, "negates_check", "a CHECK constraint is negated", NegateCheck},
    {"loses_not_null", "forgets_not_null", "a NOT NULL is gone",
     LoseColumnRule<NotNullRule>},
    {"loses_default", "forgets_default", "a DEFAULT is gone",
     LoseColumnRule<DefaultRule>},
    {"rewrites_default", "mistakes_default", "a DEFAULT is another one",
     ChangeDefault},
    {"loses_collate", "forgets_collate", "a column's COLLATE is gone",
     LoseColumnRule<CollateRule>},
    {"loses_references", "forgets_references", "a foreign key is gone",
     LoseReferences},
    {"loses_action", "forgets_action", "a foreign key's action is gone",
     LoseForeignKeyAction},
    {nullptr, "swaps_actions", "ON DELETE and ON UPDATE change places",
     SwapForeignKeyActions},
    {"loses_deferrable", "forgets_deferrable",
     "a deferred foreign key is immediate", LoseDeferrable},
    {nullptr, "forgets_conflict_of_not_null",
     "ON CONFLICT of a NOT NULL is gone", LoseConflict<NotNullRule>},
    {"loses_conflict_clause", "forgets_conflict_of_unique",
     "ON CONFLICT of a UNIQUE is gone", LoseConflict<UniqueRule>},
    {nullptr, "forgets_conflict_of_key", "ON CONFLICT of a PRIMARY KEY is gone",
     LoseConflict<PrimaryKeyRule>},
    {"loses_autoincrement", "forgets_autoincrement", "AUTOINCREMENT is gone",
     LoseAutoincrement},
    {"loses_strict", "forgets_strict", "STRICT is gone", LoseStrict},
    {"rewrites_generated", "mistakes_generated",
     "a generated column has another expression", ChangeGenerated},
    {"rewrites_type", "mistakes_type", "a column's type is another one",
     ChangeType},
    {"loses_constraint_name", "forgets_constraint_name",
     "a constraint's name is gone", LoseConstraintName},
    {nullptr, "swaps_columns", "the first two columns change places",
     SwapColumns},
    {"loses_desc", "forgets_desc", "an index's DESC is gone", LoseDesc},
    {"loses_index_collate", "forgets_index_collate",
     "an index's COLLATE is gone", LoseIndexCollation},
    {"loses_index_where", "forgets_index_where",
     "a partial index's WHERE is gone", LoseWhere},
    {"loses_unique", "forgets_unique", "an index's UNIQUE is gone", LoseUnique},
    {nullptr, "swaps_index_columns", "two columns of an index change places",
     SwapIndexColumns},
    {"loses_view_where", "forgets_view_where", "a view's WHERE is gone",
     ViewLosesWhere},
    {nullptr, "swaps_view_columns", "two columns of a view change places",
     ViewOtherColumn},
    {nullptr, "trigger_at_other_time", "BEFORE and AFTER change places",
     TriggerTime},
    {nullptr, "trigger_of_other_event", "a trigger waits for another event",
     TriggerEvent},
    {"loses_when", "forgets_when", "a trigger's WHEN is gone",
     TriggerLosesWhen},
    {nullptr, "forgets_update_of", "a trigger's UPDATE OF is UPDATE",
     TriggerLosesUpdateOf},
    {"loses_trigger_step", "forgets_trigger_step",
     "a trigger's last statement is gone", TriggerLosesStep},
    {nullptr, "reverses_trigger", "a trigger's statements run backwards",
     TriggerReversesSteps},
};

}  // namespace

std::vector<Lie> SpoilingLies() {
  std::vector<Lie> out;
  for (const Spoiled& spoiled : kSpoiled) {
    Lie lie;
    lie.what = spoiled.what;
    lie.spoiler = spoiled.spoiler;
    lie.spoiling = Lie::Spoiling::kInMemory;
    lie.name = spoiled.in_memory;
    out.push_back(lie);
    if (spoiled.written == nullptr) continue;
    lie.spoiling = Lie::Spoiling::kWritten;
    lie.name = spoiled.written;
    out.push_back(lie);
  }
  return out;
}

}  // namespace alterego::selftest
