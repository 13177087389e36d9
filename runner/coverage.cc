#include "runner/coverage.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <optional>
#include <variant>

#include "absl/strings/str_split.h"

namespace alterego {
namespace {

using shadow::Database;
using shadow::Object;
using shadow::World;

enum FeatureId : size_t {
  kPlain,
  kRows,
  kNoTable,
  kPrimaryKey,
  kRowidAlias,
  kCompositeKey,
  kAutoincrement,
  kUnique,
  kCheck,
  kNotNull,
  kDefault,
  kCollate,
  kGeneratedVirtual,
  kGeneratedStored,
  kForeignKey,
  kSelfReference,
  kReferenced,
  kConflictClause,
  kNamedConstraint,
  kStrict,
  kWithoutRowid,
  kTemp,
  kQuotedName,
  kComment,
  kIndex,
  kUniqueIndex,
  kPartialIndex,
  kExpressionIndex,
  kDescendingIndex,
  kView,
  kTrigger,
  kTriggerElsewhere,
  kTransaction,
  kSavepoint,
  kForeignKeysOn,
  kLegacyAlterTable,
  kWritableSchema,
  kQueryOnly,
  kRecursiveTriggers,
  kIgnoreChecks,
  kVirtualTable,
  kHidden,
  kSequence,
  kStatistics,
  kUpdateFrom,
  kAttached,
  kFeatureCount,
};
using Features = std::bitset<kFeatureCount>;

// A table of named rules: columns and tables have each their own variant.
template <class Constraint>
void AddConstraint(const Constraint& constraint, Features* out) {
  if (constraint.name) out->set(kNamedConstraint);
  std::visit(
      [&](const auto& rule) {
        using Rule = std::decay_t<decltype(rule)>;
        if constexpr (std::is_same_v<Rule, PrimaryKeyRule>) {
          out->set(kPrimaryKey);
          if (rule.columns.size() > 1) out->set(kCompositeKey);
          if (rule.autoincrement) out->set(kAutoincrement);
        } else if constexpr (std::is_same_v<Rule, UniqueRule>) {
          out->set(kUnique);
        } else if constexpr (std::is_same_v<Rule, CheckRule>) {
          out->set(kCheck);
        } else if constexpr (std::is_same_v<Rule, NotNullRule>) {
          out->set(kNotNull);
        } else if constexpr (std::is_same_v<Rule, DefaultRule>) {
          out->set(kDefault);
        } else if constexpr (std::is_same_v<Rule, CollateRule>) {
          out->set(kCollate);
        } else if constexpr (std::is_same_v<Rule, GeneratedRule>) {
          out->set(rule.storage == GeneratedRule::Storage::kStored
                       ? kGeneratedStored
                       : kGeneratedVirtual);
        } else if constexpr (std::is_same_v<Rule, ForeignKeyRule>) {
          out->set(kForeignKey);
        }
        if constexpr (requires { rule.conflict; }) {
          if (rule.conflict != sql::Conflict::kDefault) {
            out->set(kConflictClause);
          }
        }
      },
      constraint.rule);
}

template <class F>
void ForEachForeignKey(const CreateTable& table, F&& f) {
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& c : column.constraints) {
      if (const auto* key = std::get_if<ForeignKeyRule>(&c.rule)) f(*key);
    }
  }
  for (const TableConstraint& c : table.constraints) {
    if (const auto* key = std::get_if<ForeignKeyRule>(&c.rule)) f(*key);
  }
}

void AddTable(const Object& object, const CreateTable& table, Features* out) {
  for (const Column& column : table.columns) {
    for (const auto& c : column.constraints) AddConstraint(c, out);
  }
  for (const auto& c : table.constraints) AddConstraint(c, out);
  if (out->none()) out->set(kPlain);
  if (table.RowidAlias() >= 0) out->set(kRowidAlias);
  if (table.strict) out->set(kStrict);
  if (table.without_rowid) out->set(kWithoutRowid);
  if (object.sql.find_first_of("\"[`") != std::string::npos) {
    out->set(kQuotedName);
  }
  if (object.sql.find("--") != std::string::npos ||
      object.sql.find("/*") != std::string::npos) {
    out->set(kComment);
  }
}

void AddIndex(const CreateIndex& index, Features* out) {
  out->set(kIndex);
  if (index.unique) out->set(kUniqueIndex);
  if (index.where) out->set(kPartialIndex);
  for (const IndexedColumn& column : index.columns) {
    const sql::Node* expr = &column.expr;
    if (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
    if (expr->kind != sql::NodeKind::kColumn) out->set(kExpressionIndex);
    if (column.order == sql::Op::kDesc) out->set(kDescendingIndex);
  }
}

bool ContainsFolded(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(),
                     [](char a, char b) {
                       return FoldAscii(a) == FoldAscii(b);
                     }) != text.end();
}

// What stands around the table. That a view or the body of a trigger is about
// it is read off its text: a word too many in a report does no harm.
void AddAround(const Object& object, const Object& other, Features* out) {
  const bool same = other.table == object.name;
  if (const CreateIndex* index = other.AsIndex(); index != nullptr && same) {
    AddIndex(*index, out);
  }
  if (const CreateTable* table = other.AsTable()) {
    ForEachForeignKey(*table, [&](const ForeignKeyRule& key) {
      if (!(key.references.parent.id == object.name)) return;
      out->set(&other == &object ? kSelfReference : kReferenced);
    });
  }
  if (other.kind == ObjectKind::kTrigger && same) out->set(kTrigger);
  const bool view = other.kind == ObjectKind::kView;
  if (!view && (other.kind != ObjectKind::kTrigger || same)) return;
  if (ContainsFolded(other.sql, object.name.spelling())) {
    out->set(view ? kView : kTriggerElsewhere);
  }
  if (const CreateTrigger* trigger = other.AsTrigger()) {
    for (const sql::Node& step : trigger->steps) {
      const sql::Node* from = step.kind == sql::NodeKind::kUpdate
                                  ? step.Child(sql::NodeKind::kFrom)
                                  : nullptr;
      if (from != nullptr) out->set(kUpdateFrom);
    }
  }
}

void AddConnection(const World& world, Features* out) {
  if (world.in_transaction()) out->set(kTransaction);
  for (const shadow::Frame& frame : world.frames) {
    if (frame.savepoint) out->set(kSavepoint);
  }
  if (world.dialect.foreign_keys) out->set(kForeignKeysOn);
  if (world.dialect.legacy_alter_table) out->set(kLegacyAlterTable);
  if (world.dialect.writable_schema) out->set(kWritableSchema);
  if (world.dialect.query_only) out->set(kQueryOnly);
  if (world.dialect.recursive_triggers) out->set(kRecursiveTriggers);
  if (world.dialect.ignore_check_constraints) out->set(kIgnoreChecks);
  if (world.now.databases.size() > 2) out->set(kAttached);
  const Database& main = *world.now.databases[0];
  const auto is_there = [&main](const char* name) {
    return main.FindTableOrView(Identifier(name)) != nullptr;
  };
  if (is_there("sqlite_sequence")) out->set(kSequence);
  if (is_there("sqlite_stat1")) out->set(kStatistics);
}

}  // namespace

const std::vector<FeatureInfo>& AllFeatures() {
  static const auto* const kFeatures = new std::vector<FeatureInfo>{
      {"plain", "no constraint at all"},
      {"rows", "the table holds rows"},
      {"no_table", "no table of that name"},
      {"primary_key", "a PRIMARY KEY"},
      {"rowid_alias", "an INTEGER PRIMARY KEY that is the rowid"},
      {"composite_key", "a PRIMARY KEY of several columns"},
      {"autoincrement", "AUTOINCREMENT"},
      {"unique", "a UNIQUE constraint"},
      {"check", "a CHECK constraint"},
      {"not_null", "a NOT NULL constraint"},
      {"default", "a DEFAULT"},
      {"collate", "a COLLATE"},
      {"generated_virtual", "a VIRTUAL generated column"},
      {"generated_stored", "a STORED generated column"},
      {"foreign_key", "a foreign key to some table"},
      {"self_reference", "a foreign key to the table itself"},
      {"referenced", "a foreign key of another table"},
      {"conflict_clause", "ON CONFLICT in a constraint"},
      {"named_constraint", "CONSTRAINT name"},
      {"strict", "STRICT"},
      {"without_rowid", "WITHOUT ROWID"},
      {"temp", "a TEMP table"},
      {"quoted_name", "a quoted name in its text"},
      {"comment", "a comment in its text"},
      {"index", "an index"},
      {"index_unique", "a UNIQUE index"},
      {"index_partial", "a partial index"},
      {"index_expression", "an index on an expression"},
      {"index_desc", "a DESC index"},
      {"view", "a view that names it"},
      {"trigger", "a trigger on it"},
      {"trigger_elsewhere", "a trigger on another table that names it"},
      {"transaction", "inside a transaction"},
      {"savepoint", "inside a savepoint"},
      {"foreign_keys_on", "PRAGMA foreign_keys=ON"},
      {"legacy_alter_table", "PRAGMA legacy_alter_table=ON"},
      {"writable_schema", "PRAGMA writable_schema=ON"},
      {"query_only", "PRAGMA query_only=ON"},
      {"recursive_triggers", "PRAGMA recursive_triggers=ON"},
      {"ignore_check_constraints", "PRAGMA ignore_check_constraints=ON"},
      {"virtual_table", "a virtual table"},
      {"hidden", "a table of that name in main and in temp"},
      {"sequence", "sqlite_sequence is there"},
      {"statistics", "sqlite_stat1 is there"},
      {"update_from", "a trigger with UPDATE ... FROM that names it"},
      {"attached", "an attached database"},
  };
  return *kFeatures;
}

std::vector<std::string_view> FeaturesOf(const World& world,
                                         const AlterTable& alter) {
  Features features;
  const auto found =
      shadow::FindTableOrView(world.now, alter.schema, alter.table.id);
  if (!found) {
    features.set(kNoTable);
  } else {
    const Database& database = *world.now.databases[found->database];
    const Object& object = *database.objects[found->object];
    if (const CreateTable* table = object.AsTable()) {
      AddTable(object, *table, &features);
    }
    const auto rows = database.rows.find(object.name.Folded());
    if (rows != database.rows.end() && !rows->second->rows.empty()) {
      features.set(kRows);
    }
    if (database.name == "temp") features.set(kTemp);
    if (object.AsVirtualTable() != nullptr) features.set(kVirtualTable);
    for (size_t d = 0; d < 2 && d < world.now.databases.size(); ++d) {
      if (d != found->database &&
          world.now.databases[d]->FindTableOrView(object.name) != nullptr) {
        features.set(kHidden);
      }
    }
    for (const shadow::DatabasePtr& each : world.now.databases) {
      for (const shadow::ObjectPtr& other : each->objects) {
        AddAround(object, *other, &features);
      }
    }
  }
  AddConnection(world, &features);
  std::vector<std::string_view> out;
  for (size_t i = 0; i < kFeatureCount; ++i) {
    if (features[i]) out.push_back(AllFeatures()[i].name);
  }
  return out;
}

CoverageMatrix CoverageMatrix::Of(const Counts& outcomes) {
  CoverageMatrix matrix;
  for (const auto& [key, count] : outcomes) {
    const std::vector<std::string> parts = absl::StrSplit(key, '/');
    if (parts.size() != 3) continue;
    CoverageCell& cell = matrix.cells_[{parts[0], parts[1]}];
    (parts[2] == "accepted" ? cell.accepted : cell.refused) += count;
  }
  return matrix;
}

CoverageCell CoverageMatrix::Count(std::string_view form,
                                   std::string_view feature) const {
  const auto it =
      cells_.find(std::pair(std::string(form), std::string(feature)));
  return it == cells_.end() ? CoverageCell() : it->second;
}

std::vector<std::string> CoverageMatrix::NeverHit() const {
  std::vector<std::string> out;
  for (size_t op = 0; op < kOpCount; ++op) {
    const std::string form(OpName(op));
    std::vector<std::string> missing;
    size_t met = 0;
    for (const FeatureInfo& feature : AllFeatures()) {
      const CoverageCell cell = Count(form, feature.name);
      met += cell.accepted + cell.refused > 0;
      const std::string place = form + " " + std::string(feature.name);
      // Without a table nothing can be accepted.
      if (cell.accepted == 0 && feature.name != "no_table") {
        missing.push_back(place + ": never accepted");
      }
      if (cell.refused == 0) missing.push_back(place + ": never refused");
    }
    if (met == 0) missing = {form + ": never tried"};
    out.insert(out.end(), missing.begin(), missing.end());
  }
  return out;
}

}  // namespace alterego
