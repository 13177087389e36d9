#include "shadow/full/full.h"

#include <array>
#include <string>
#include <utility>

#include "shadow/full/legal.h"
#include "shadow/full/work.h"

namespace alterego::shadow {
namespace {

Verdict Refuse(const WorldPtr& world, Reason reason, std::string_view rule) {
  return {Prediction::Refuse(reason, rule, ""), world, world};
}

// "full.set_type.accept" of every form; static texts.
const std::vector<std::string>& AcceptRules() {
  static const auto* const rules = [] {
    auto* out = new std::vector<std::string>;
    for (size_t i = 0; i < kActionCount; ++i) {
      out->push_back("full." + std::string(ActionName(i)) + ".accept");
    }
    return out;
  }();
  return *rules;
}

std::string_view AcceptRule(const AlterTableFull& alter) {
  if (alter.actions.size() > 1) return "full.several.accept";
  return AcceptRules()[alter.actions[0].index()];
}

// A table that may be altered, or the answer.
std::optional<Verdict> CheckSubject(const WorldPtr& world,
                                    const AlterTableFull& alter,
                                    std::optional<Found>* found) {
  bool known = !alter.schema;
  for (const DatabasePtr& database : world->now.databases) {
    known |= alter.schema && database->name == alter.schema->id;
  }
  if (!known) {
    return Refuse(world, Reason::kUnknownDatabase, "full.unknown_database");
  }
  *found = FindTableOrView(world->now, alter.schema, alter.table.id);
  if (!*found && IsSchemaTable(alter.table.id)) {
    return Refuse(world, Reason::kMayNotBeAltered, "full.may_not_be_altered");
  }
  if (!*found) {
    if (!alter.if_exists) {
      return Refuse(world, Reason::kNoSuchTable, "full.no_such_table");
    }
    return Verdict{Prediction::Accept("full.if_exists"), world, world};
  }
  const Object& object =
      *world->now.databases[(*found)->database]->objects[(*found)->object];
  if (HasSystemPrefix(object.name)) {
    return Refuse(world, Reason::kMayNotBeAltered, "full.may_not_be_altered");
  }
  if (object.kind == ObjectKind::kView) {
    return Refuse(world, Reason::kIsView, "full.view");
  }
  if (object.AsVirtualTable() != nullptr) {
    return Refuse(world, Reason::kIsVirtual, "full.virtual");
  }
  if (object.AsTable() == nullptr) {
    return Verdict{Prediction::Unknown("full.opaque_table"), world, world};
  }
  if (world->dialect.deny_alter_table) {
    return Refuse(world, Reason::kNotAuthorized, "full.not_authorized");
  }
  if (world->dialect.ignore_alter_table) {
    return Verdict{Prediction::Accept("full.ignored"), world, world};
  }
  return std::nullopt;
}

RuleInfo Info(std::string_view rule, std::string_view what) {
  return {rule, what, {3, 31, 0}, {99, 0, 0}};
}

}  // namespace

Verdict JudgeAlterFull(const WorldPtr& world, const sql::Parsed& parsed,
                       const AlterTableFull& alter) {
  std::optional<Found> found;
  if (auto verdict = CheckSubject(world, alter, &found)) {
    return *std::move(verdict);
  }
  full::Work work(world, parsed, *found);
  for (const AlterAction& action : alter.actions) {
    const std::string text = work.object().sql;
    const bool done = std::visit(
        [&work](const auto& op) { return full::Apply(work, op); }, action);
    if (!done) break;
    if (work.object().sql != text && !full::RequireLegal(work)) break;
  }
  Verdict verdict = work.Finish();
  if (verdict.prediction.predicted && verdict.prediction.may_accept) {
    verdict.prediction.rule = AcceptRule(alter);
  }
  return verdict;
}

std::vector<RuleInfo> FullRules() {
  std::vector<RuleInfo> out = {
      Info("full.syntax", "no ALTER TABLE of the full dialect"),
      Info("full.unknown_database", "there is no database of that name"),
      Info("full.no_such_table", "the table does not exist"),
      Info("full.if_exists", "IF EXISTS, and there is no such table"),
      Info("full.may_not_be_altered", "one of SQLite's own tables"),
      Info("full.view", "a view is no table"),
      Info("full.virtual", "a virtual table's module decides what it is"),
      Info("full.opaque_table", "the table's text is unknown to the grammar"),
      Info("full.not_authorized", "the authorizer denies ALTER TABLE"),
      Info("full.ignored", "the authorizer ignores ALTER TABLE"),
      Info("full.query_only", "PRAGMA query_only is on"),
      Info("full.no_such_column", "the column does not exist"),
      Info("full.no_such_constraint", "the constraint does not exist"),
      Info("full.constraint_exists", "a constraint of the table is called so"),
      Info("full.key_of_expression", "a key is of columns, not expressions"),
      Info("full.no_such_parent_column", "REFERENCES names no column"),
      Info("full.foreign_key_mismatch", "the parent has no such key"),
      Info("full.not_legal", "CREATE TABLE would refuse the result"),
      Info("full.generated_loop", "a column would be computed from itself"),
      Info("full.row_value", "a column would be a row value"),
      Info("full.breaks", "a view, trigger or index would no longer compile"),
      Info("full.rows.not_null", "a row has NULL there"),
      Info("full.rows.check", "a row breaks a CHECK"),
      Info("full.rows.unique", "two rows have the same key"),
      Info("full.rows.type", "a value does not fit its type"),
      Info("full.rows.foreign_key", "a row has no parent"),
      Info("full.rows.unknown", "a value is beyond the evaluator"),
      Info("full.several.accept", "several actions, done as one"),
  };
  for (const std::string& rule : AcceptRules())
    out.push_back(Info(rule, "done"));
  ForEachAction([&out](auto tag) {
    const auto& rules = full::Rules<typename decltype(tag)::type>::All();
    out.insert(out.end(), rules.begin(), rules.end());
  });
  return out;
}

}  // namespace alterego::shadow
