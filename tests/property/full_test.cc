// The full mode of the rebuild engine: planning and carrying out in two steps
// is the same as in one, every way leads to the same database, and what was
// done can be undone.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "rebuild/rebuild.h"
#include "selftest/full_case.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

using rebuild::Options;
using selftest::DrawFullCase;
using selftest::FullCase;
using selftest::MemoryDatabase;

constexpr int kFullChoices = 600;

FullCase SomeCase() {
  TapeEntropy entropy((*ArbitraryTape(kFullChoices)).values);
  const std::optional<FullCase> drawn = DrawFullCase(entropy);
  RC_PRE(drawn.has_value());
  return *drawn;
}

Options Full() {
  Options options;
  options.mode = rebuild::Mode::kFull;
  return options;
}

std::string Describe(const FullCase& drawn) {
  std::string out;
  for (const std::string& sql : drawn.setup) out += sql + ";\n";
  return out + drawn.alter + ";\n";
}

void SetUp(const FullCase& drawn, MemoryDatabase* database) {
  for (const std::string& sql : drawn.setup) database->Run(sql);
}

std::string Answer(const absl::Status& status) {
  return status.ok() ? "accepted" : std::string(status.message());
}

RC_GTEST_PROP(Full, PlanThenApplyIsAlter, ()) {
  const FullCase drawn = SomeCase();
  RC_LOG() << Describe(drawn);
  MemoryDatabase one, two;
  SetUp(drawn, &one);
  SetUp(drawn, &two);
  const std::string before = two.Observe();
  rebuild::Connection first = one.connection(), second = two.connection();
  const auto altered = rebuild::Alter(first, drawn.alter, Full());
  const auto plan = rebuild::PlanAlter(second, drawn.alter, Full());
  RC_ASSERT(two.Observe() == before);
  const absl::Status applied =
      plan.ok() ? rebuild::ApplyPlan(second, *plan, Full()).status()
                : plan.status();
  RC_PRE(!one.interrupted() && !two.interrupted());
  RC_ASSERT(Answer(altered.status()) == Answer(applied));
  RC_ASSERT(one.Observe() == two.Observe());
}

RC_GTEST_PROP(Full, APlanIsTheSameTwice, ()) {
  const FullCase drawn = SomeCase();
  RC_LOG() << Describe(drawn);
  MemoryDatabase database;
  SetUp(drawn, &database);
  rebuild::Connection connection = database.connection();
  const auto first = rebuild::PlanAlter(connection, drawn.alter, Full());
  const auto second = rebuild::PlanAlter(connection, drawn.alter, Full());
  RC_PRE(!database.interrupted());
  RC_ASSERT(Answer(first.status()) == Answer(second.status()));
  if (first.ok()) RC_ASSERT(first->ToJson() == second->ToJson());
}

RC_GTEST_PROP(Full, EveryWayLeadsToTheSameDatabase, ()) {
  const FullCase drawn = SomeCase();
  RC_LOG() << Describe(drawn);
  MemoryDatabase one, two;
  SetUp(drawn, &one);
  SetUp(drawn, &two);
  Options moving = Full();
  moving.strategy = rebuild::Strategy::kRebuild;
  moving.verify = rebuild::Verify::kFull;
  rebuild::Connection first = one.connection(), second = two.connection();
  const auto chosen = rebuild::Alter(first, drawn.alter, Full());
  const auto moved = rebuild::Alter(second, drawn.alter, moving);
  RC_PRE(!one.interrupted() && !two.interrupted());
  RC_ASSERT(Answer(chosen.status()) == Answer(moved.status()));
  RC_ASSERT(one.ObserveUnordered() == two.ObserveUnordered());
}

// There and back again, on a table with rows, an index, a view and a trigger.
TEST(Full, InversePairsRestoreTheDatabase) {
  constexpr const char* kSetup =
      "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x', c NUMERIC,"
      " CONSTRAINT k CHECK (c > 0));"
      "CREATE TABLE log(n);"
      "CREATE INDEX i ON t(b) WHERE c > 1;"
      "CREATE VIEW v AS SELECT a, c FROM t;"
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES(NEW.a);"
      " END;"
      "INSERT INTO t VALUES(1, 'p', 2), (7, NULL, 3.5), (9, 'q', NULL);";
  const struct {
    const char* there;
    const char* back;
  } kPairs[] = {
      {"ALTER TABLE t RENAME TO u", "ALTER TABLE u RENAME TO t"},
      {"ALTER TABLE t RENAME b TO bb", "ALTER TABLE t RENAME bb TO b"},
      {"ALTER TABLE t RENAME CONSTRAINT k TO l",
       "ALTER TABLE t RENAME CONSTRAINT l TO k"},
      {"ALTER TABLE t ADD COLUMN d DEFAULT 5", "ALTER TABLE t DROP COLUMN d"},
      {"ALTER TABLE t ADD COLUMN d AFTER a", "ALTER TABLE t DROP COLUMN d"},
      {"ALTER TABLE t ADD COLUMN d FIRST", "ALTER TABLE t DROP COLUMN d"},
      {"ALTER TABLE t ALTER b DROP DEFAULT",
       "ALTER TABLE t ALTER b SET DEFAULT 'x'"},
      {"ALTER TABLE t ALTER a SET NOT NULL",
       "ALTER TABLE t ALTER a DROP NOT NULL"},
      {"ALTER TABLE t ADD CONSTRAINT m CHECK (a > 0)",
       "ALTER TABLE t DROP CONSTRAINT m"},
      {"ALTER TABLE t ADD CONSTRAINT m UNIQUE (c)",
       "ALTER TABLE t DROP CONSTRAINT m"},
      {"ALTER TABLE t ADD CONSTRAINT m FOREIGN KEY (c) REFERENCES t(a) NOT"
       " VALID",
       "ALTER TABLE t DROP CONSTRAINT m"},
      {"ALTER TABLE t ALTER c TYPE BLOB", "ALTER TABLE t ALTER c TYPE NUMERIC"},
      {"ALTER TABLE t DISABLE TRIGGER r", "ALTER TABLE t ENABLE TRIGGER r"},
  };
  for (const auto& pair : kPairs) {
    for (const auto strategy :
         {rebuild::Strategy::kAuto, rebuild::Strategy::kRebuild}) {
      MemoryDatabase database;
      database.Run(kSetup);
      rebuild::Connection connection = database.connection();
      Options options = Full();
      options.strategy = strategy;
      // RENAME TO puts quotes around the name, as SQLite does: once.
      if (pair.there == std::string_view("ALTER TABLE t RENAME TO u")) {
        ASSERT_TRUE(rebuild::Alter(connection, pair.there, options).ok());
        ASSERT_TRUE(rebuild::Alter(connection, pair.back, options).ok());
      }
      const std::string before = database.ObserveUnordered();
      const auto there = rebuild::Alter(connection, pair.there, options);
      ASSERT_TRUE(there.ok()) << pair.there << ": " << there.status();
      EXPECT_NE(database.ObserveUnordered(), before) << pair.there;
      const auto back = rebuild::Alter(connection, pair.back, options);
      ASSERT_TRUE(back.ok()) << pair.back << ": " << back.status();
      EXPECT_EQ(database.ObserveUnordered(), before)
          << pair.there << "; " << pair.back;
    }
  }
}

}  // namespace
}  // namespace alterego::property
