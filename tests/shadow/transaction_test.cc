// Snapshots of the shadow: what a rollback restores and a reopen keeps.
#include <initializer_list>
#include <string>

#include "gtest/gtest.h"
#include "model/script.h"
#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

Shadow After(std::initializer_list<const char*> statements) {
  Shadow shadow(Dialect{});
  for (const char* sql : statements) {
    const Verdict verdict = shadow.Judge(Step::FromSql(sql));
    EXPECT_TRUE(verdict.prediction.predicted) << sql;
    EXPECT_TRUE(verdict.prediction.may_accept) << sql;
    shadow.Advance(verdict, /*accepted=*/true);
  }
  return shadow;
}

size_t RowsOf(const World& world, const std::string& table) {
  const auto found = world.now.databases[0]->rows.find(table);
  return found == world.now.databases[0]->rows.end()
             ? 0
             : found->second->rows.size();
}

TEST(Transaction, RollbackRestoresRowsAndSchemaButNoPragma) {
  const Shadow shadow =
      After({"CREATE TABLE t(a)", "BEGIN", "INSERT INTO t VALUES(1)",
             "CREATE TABLE u(a)", "PRAGMA recursive_triggers=ON", "ROLLBACK"});
  EXPECT_EQ(RowsOf(shadow.world(), "t"), 0u);
  EXPECT_EQ(shadow.world().now.databases[0]->objects.size(), 1u);
  EXPECT_TRUE(shadow.world().dialect.recursive_triggers);
  EXPECT_FALSE(shadow.world().in_transaction());
}

TEST(Transaction, RollbackToKeepsTheSavepoint) {
  const Shadow shadow =
      After({"CREATE TABLE t(a)", "SAVEPOINT s", "INSERT INTO t VALUES(1)",
             "SAVEPOINT s", "INSERT INTO t VALUES(2)", "ROLLBACK TO s"});
  EXPECT_EQ(RowsOf(shadow.world(), "t"), 1u);
  EXPECT_EQ(shadow.world().frames.size(), 2u);
}

TEST(Transaction, SnapshotsShareWhatDoesNotChange) {
  Shadow shadow = After({"CREATE TABLE t(a)", "CREATE TABLE u(a)"});
  const auto before = shadow.world().now.databases[0]->rows.at("u");
  shadow.Advance(shadow.Judge(Step::FromSql("INSERT INTO t VALUES(1)")), true);
  EXPECT_EQ(shadow.world().now.databases[0]->rows.at("u"), before);
}

TEST(Reopen, KeepsWhatWasCommitted) {
  const Shadow shadow =
      After({"CREATE TABLE t(a)", "CREATE TEMP TABLE x(a)",
             "PRAGMA foreign_keys=ON", "BEGIN", "INSERT INTO t VALUES(1)"});
  const WorldPtr after = shadow.AfterReopen();
  EXPECT_EQ(RowsOf(*after, "t"), 0u);
  EXPECT_TRUE(after->now.databases[1]->objects.empty());
  EXPECT_FALSE(after->dialect.foreign_keys);
  EXPECT_FALSE(after->in_transaction());
}

}  // namespace
}  // namespace alterego::shadow
