#include "generator/generator.h"

#include <algorithm>
#include <string>
#include <utility>

#include "generator/context.h"
#include "generator/dml_gen.h"
#include "generator/full.h"
#include "generator/index_gen.h"
#include "generator/ops/add_check.h"
#include "generator/ops/add_column.h"
#include "generator/ops/drop_column.h"
#include "generator/ops/drop_constraint.h"
#include "generator/ops/drop_not_null.h"
#include "generator/ops/rename_column.h"
#include "generator/ops/rename_table.h"
#include "generator/ops/set_not_null.h"
#include "generator/other_gen.h"
#include "generator/query_gen.h"
#include "generator/spelling.h"
#include "generator/table_gen.h"
#include "generator/trigger_gen.h"
#include "model/sql/printer.h"

namespace alterego {
namespace generator {
namespace {

// The first statements build; from there on a case may end.
constexpr int kBuildMax = 14;
constexpr size_t kObjectsEnough = 8;
// A case rarely ends while it builds; then it goes on with odds of 27 in 28:
// about 30 statements, of 40 at most.
constexpr uint64_t OneMoreIn(int index) { return index < 10 ? 250 : 28; }
// What the forms of SQLite 3.53 weigh more where they exist.
constexpr uint32_t kNewFormFactor = 6;
// What it weighs more to open and to end transactions in which foreign keys
// wait for COMMIT.
constexpr uint32_t kDeferFactor = 6;
// What turns off a pragma that stands in the way, or makes use of it.
constexpr uint32_t kWayOut = 100;

constexpr size_t kStatementCount =
    static_cast<size_t>(Feature::kSyntaxError) + 1;

bool IsForm(Feature feature) { return static_cast<size_t>(feature) < kOpCount; }

AlterTable DrawForm(Context& context, Feature form) {
  AlterTable alter;
  size_t place = 0;
  ForEachOp([&](auto tag) {
    if (place++ != static_cast<size_t>(form)) return;
    alter = DrawAlter(tag, context);
  });
  return alter;
}

bool FormExists(const Context& context, Feature form) {
  bool exists = true;
  size_t place = 0;
  ForEachOp([&](auto tag) {
    using Op = typename decltype(tag)::type;
    if (place++ != static_cast<size_t>(form)) return;
    exists = context.dialect().version >= OpTraits<Op>::kSince;
  });
  return exists;
}

bool IsFull(const Context& context) {
  return context.dialect().mode == Mode::kFull;
}

Statement DrawStatement(Context& context, Feature kind) {
  if (IsFull(context)) {
    if (const auto action = ActionOfFeature(kind)) {
      return DrawFull(context, *action);
    }
  }
  switch (kind) {
    case Feature::kInsert:
      return DrawInsert(context);
    case Feature::kUpdate:
      return DrawUpdate(context);
    case Feature::kDelete:
      return DrawDelete(context);
    case Feature::kCreateTable:
      return DrawCreateTable(context);
    case Feature::kCreateIndex:
      return DrawCreateIndex(context);
    case Feature::kCreateView:
      return DrawCreateView(context);
    case Feature::kCreateTrigger:
      return DrawCreateTrigger(context);
    case Feature::kDropTable:
    case Feature::kDropIndex:
    case Feature::kDropView:
    case Feature::kDropTrigger:
      return DrawDrop(context, kind);
    case Feature::kBegin:
    case Feature::kCommit:
    case Feature::kRollback:
    case Feature::kSavepoint:
    case Feature::kRelease:
    case Feature::kRollbackTo:
      return DrawTransaction(context, kind);
    case Feature::kPragmaForeignKeys:
    case Feature::kPragmaLegacyAlterTable:
    case Feature::kPragmaRecursiveTriggers:
    case Feature::kPragmaIgnoreCheckConstraints:
    case Feature::kPragmaWritableSchema:
    case Feature::kPragmaQueryOnly:
    case Feature::kPragmaEncoding:
      return DrawPragma(context, kind);
    case Feature::kWriteSchema:
      return DrawWriteSchema(context);
    case Feature::kCreateTableAs:
      return DrawCreateTableAs(context);
    case Feature::kCreateVirtualTable:
      return DrawCreateVirtualTable(context);
    case Feature::kAnalyze:
      return DrawAnalyze(context);
    case Feature::kAttach:
      return DrawAttach(context);
    case Feature::kDbConfig:
      return OtherStatement{Print(DrawSwitch(context))};
    default:
      ALTEREGO_CHECK(IsForm(kind));
      return DrawForm(context, kind);
  }
}

bool HasSavepoint(const Context& context) {
  for (const shadow::Frame& frame : context.world().frames) {
    if (frame.savepoint) return true;
  }
  return false;
}

// A statement towards a COMMIT that foreign keys have waited for: what it
// weighs more while it is called for.
uint32_t DeferFactor(const Context& context, Feature kind) {
  const bool open = context.world().in_transaction();
  const bool waiting = context.world().deferred_violations != 0;
  if (waiting) return kind == Feature::kCommit ? kDeferFactor : 1;
  if (kind == Feature::kCommit) return 1;
  const bool calls_for = kind == Feature::kPragmaForeignKeys
                             ? !context.dialect().foreign_keys
                             : context.dialect().foreign_keys &&
                                   open == (kind == Feature::kInsert);
  const std::vector<Target>& tables = context.tables();
  if (!calls_for ||
      std::none_of(tables.begin(), tables.end(), HasDeferredKey)) {
    return 1;
  }
  // Half of the statements are to be ALTERs.
  return kind == Feature::kInsert ? kDeferFactor / 2 : kDeferFactor;
}

// Whether ANALYZE has left statistics. In which order a join gives its rows
// then hangs on whether a connection has read them, and CREATE TABLE AS numbers
// the rows in that order.
bool HasStatistics(const shadow::World& world) {
  const auto& all = world.now.databases;
  return std::any_of(all.begin(), all.end(), [](const auto& database) {
    return database->FindTableOrView(Identifier("sqlite_stat1")) != nullptr;
  });
}

// What the statement weighs here: nothing where it makes no sense, unless it is
// to be wrong anyway.
uint32_t WeightHere(const Context& context, Feature kind) {
  const uint32_t weight = context.Weight(kind);
  const bool open = context.world().in_transaction();
  // Where it makes no sense: now and then, to see it refused.
  const uint32_t wrong = context.invalid() ? (weight + 3) / 4 : 0;
  switch (kind) {
    case Feature::kAddCheck:
    case Feature::kDropConstraint:
    case Feature::kSetNotNull:
    case Feature::kDropNotNull:
      return FormExists(context, kind) || IsFull(context)
                 ? weight * kNewFormFactor
                 : weight;
    case Feature::kCreateTableAs:
      if (HasStatistics(context.world())) return 0;
      [[fallthrough]];
    case Feature::kCreateTable:
    case Feature::kCreateVirtualTable: {
      const auto limit = static_cast<size_t>(context.limits().tables_max);
      return context.tables().size() < limit ? weight : 0;
    }
    case Feature::kPragmaQueryOnly:
      // Nothing goes on while it is on.
      return context.dialect().query_only ? weight * kWayOut : weight;
    case Feature::kPragmaWritableSchema:
      return context.dialect().writable_schema ? weight * kWayOut : weight;
    case Feature::kWriteSchema:
      return context.dialect().writable_schema ? weight * kWayOut : wrong;
    case Feature::kCreateIndex:
      return context.indexes().size() < 5 ? weight : 0;
    case Feature::kCreateView:
      return context.views().size() < 4 ? weight : 0;
    case Feature::kCreateTrigger:
      return TakesMoreTriggers(context) ? weight : 0;
    case Feature::kDropTable:
      return context.tables().size() > 1 ? weight : 0;
    case Feature::kDropIndex:
      return context.indexes().empty() ? wrong : weight;
    case Feature::kDropView:
      return context.views().empty() ? wrong : weight;
    case Feature::kDropTrigger:
      return context.triggers().empty() ? wrong : weight;
    case Feature::kInsert:
    case Feature::kPragmaForeignKeys:
      return weight * DeferFactor(context, kind);
    case Feature::kBegin:
      return open ? wrong : weight * DeferFactor(context, kind);
    case Feature::kCommit:
      return open ? weight * DeferFactor(context, kind) : wrong;
    case Feature::kRollback:
      return open ? weight : wrong;
    case Feature::kSavepoint:
      return context.world().frames.size() < 3 ? weight : 0;
    case Feature::kRelease:
    case Feature::kRollbackTo:
      return HasSavepoint(context) ? weight : wrong;
    default:
      return weight;
  }
}

// Statements in proportion to their weights. REQUIRES: some ALTER form is on.
Feature PickStatement(Context& context) {
  std::vector<Feature> kinds;
  for (size_t i = 0; i < kStatementCount; ++i) {
    kinds.push_back(static_cast<Feature>(i));
  }
  for (size_t i = kOpCount; i < kActionCount && IsFull(context); ++i) {
    kinds.push_back(FeatureOfAction(i));
  }
  std::vector<uint32_t> weights;
  for (const Feature kind : kinds) weights.push_back(WeightHere(context, kind));
  return kinds[context.entropy().Weighted(weights)];
}

// The next statement of the schema to build: tables, rows, dependants.
Feature PickBuilding(Context& context, int index) {
  const auto weigh = [&](Feature kind, uint32_t factor) {
    return WeightHere(context, kind) * factor;
  };
  size_t empty = 0;
  for (const Target& table : context.tables()) {
    if (context.RowsOf(table) == nullptr) ++empty;
  }
  constexpr std::array kKinds = {
      Feature::kInsert,        Feature::kCreateTable,
      Feature::kCreateIndex,   Feature::kCreateView,
      Feature::kCreateTrigger, Feature::kPragmaForeignKeys};
  const std::array<uint32_t, 6> weights = {
      weigh(Feature::kInsert, empty > 0 ? 4 : 1),
      weigh(Feature::kCreateTable, index < 4 ? 8 : 2),
      weigh(Feature::kCreateIndex, 2),
      weigh(Feature::kCreateView, 2),
      weigh(Feature::kCreateTrigger, 2),
      weigh(Feature::kPragmaForeignKeys, 1)};
  uint64_t total = 0;
  for (uint32_t weight : weights) total += weight;
  if (total == 0) return PickStatement(context);
  return kKinds[context.entropy().Weighted(weights)];
}

// True while the case builds its schema. Leaving it is simpler.
bool IsBuilding(Context& context, int index) {
  if (index >= kBuildMax) return false;
  const size_t objects = context.tables().size() + context.indexes().size() +
                         context.views().size() + context.triggers().size();
  if (objects >= kObjectsEnough) return false;
  return context.entropy().Chance(static_cast<uint64_t>(2 * kBuildMax - index),
                                  static_cast<uint64_t>(2 * kBuildMax));
}

struct Drawn {
  Feature kind = Feature::kCreateTable;
  std::string sql;
};

Drawn DrawSql(Context& context, int index) {
  Drawn drawn;
  if (context.tables().empty() && index < 3) {
    context.set_invalid(false);
    drawn.sql = sql::Print(DrawStatement(context, Feature::kCreateTable));
    context.Count(Feature::kCreateTable);
    return drawn;
  }
  // SQLite has to read what was written to its schema.
  if (SchemaIsStale(context)) {
    context.set_invalid(false);
    drawn.kind = Feature::kPragmaWritableSchema;
    drawn.sql = "PRAGMA writable_schema = RESET";
    context.Count(drawn.kind);
    return drawn;
  }
  const bool building = index > 0 && IsBuilding(context, index);
  const uint64_t percent =
      std::min<uint64_t>(context.Weight(Feature::kInvalid), 100);
  // A schema is rather built right: one in four of the usual rate.
  context.set_invalid(percent > 0 &&
                      context.entropy().Chance(percent, building ? 400 : 100));
  if (context.invalid()) context.Count(Feature::kInvalid);
  drawn.kind = building ? PickBuilding(context, index) : PickStatement(context);
  context.Count(drawn.kind);
  if (drawn.kind == Feature::kSyntaxError) {
    drawn.sql = DrawSyntaxError(context);
  } else if (building && drawn.kind == Feature::kInsert) {
    drawn.sql = sql::Print(DrawFirstRows(context));
  } else {
    drawn.sql = sql::Print(DrawStatement(context, drawn.kind));
  }
  return drawn;
}

}  // namespace
}  // namespace generator

std::optional<Step> Generator::Next(EntropySource& entropy,
                                    const shadow::World& world, int index,
                                    FeatureCounts* drawn) const {
  if (index >= limits_.statements_max) return std::nullopt;
  // "One more?": no is simpler, but a case has at least one ALTER.
  const uint64_t odds = generator::OneMoreIn(index);
  if (index >= 2 && !entropy.Chance(odds - 1, odds)) return std::nullopt;
  const size_t span = entropy.OpenSpan("statement");
  generator::Context context(entropy, weights_, limits_, world, drawn);
  generator::Drawn statement = generator::DrawSql(context, index);
  std::string text = std::move(statement.sql);
  if (!ParseSwitch(text)) {
    text = generator::MaybeRespell(context, std::move(text));
  }
  entropy.CloseSpan(span);
  return Step::FromSql(std::move(text));
}

}  // namespace alterego
