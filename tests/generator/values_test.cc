#include "generator/values.h"

#include <sqlite3.h>

#include <set>
#include <string>

#include "generator/expr_gen.h"
#include "gtest/gtest.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/generator/sqlite_world.h"

namespace alterego::generator {
namespace {

TEST(ValuesTest, LiteralsEvaluateToExactlyTheValue) {
  for (const Value& value : EdgeValues()) {
    const std::string literal = sql::Print(LiteralOf(value));
    SqliteWorld world;
    ASSERT_EQ(world.Run("CREATE TABLE t(a)"), "");
    ASSERT_EQ(world.Run("INSERT INTO t VALUES (" + literal + ")"), "");
    const shadow::World read = world.Read();
    const Value stored = read.now.databases[0]->rows.at("t")->rows[0].values[0];
    // SQLite keeps no sign of a zero.
    if (literal == "-0.0") continue;
    EXPECT_EQ(stored.ToLiteral(), value.ToLiteral());
  }
}

TEST(ValuesTest, EveryStorageClassIsAnEdge) {
  std::set<StorageClass> seen;
  for (const Value& value : EdgeValues()) seen.insert(value.storage_class());
  EXPECT_EQ(seen.size(), 4u);  // NULL is drawn by itself
}

class DrawnExpressions : public testing::TestWithParam<int> {};

// What the expression generator draws is SQL for us and for SQLite, and means
// the same tree again: no parentheses are missing.
TEST_P(DrawnExpressions, ParseAndPrintBack) {
  SqliteWorld world;
  world.Run("CREATE TABLE t(a INTEGER, \"b c\" TEXT, \"select\" REAL)");
  world.Run("INSERT INTO t VALUES (1, 'x', 2.5)");
  const shadow::World read = world.Read();
  const Weights weights = Weights::Defaults();
  const Limits limits;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    SeedEntropy entropy(seed);
    Context context(entropy, weights, limits, read, nullptr);
    const Scope scope = ScopeOf(context.ColumnsOf(context.tables()[0]));
    const sql::Node node = GetParam() < 3 ? DrawExpr(context, scope, GetParam())
                           : GetParam() == 3
                               ? DrawTolerantCondition(context, scope)
                           : GetParam() == 4 ? DrawCondition(context, scope)
                                             : DrawConstantExpr(context);
    const std::string text = sql::Print(node);
    const auto parsed = sql::ParseExpression(text);
    ASSERT_TRUE(std::holds_alternative<sql::Node>(parsed)) << text;
    EXPECT_EQ(sql::Print(std::get<sql::Node>(parsed)), text);
    const std::string error = world.Run("SELECT " + text + " FROM t");
    EXPECT_TRUE(error.empty() || error == "integer overflow")
        << text << ": " << error;
  }
}

INSTANTIATE_TEST_SUITE_P(AllKinds, DrawnExpressions, testing::Range(0, 6));

}  // namespace
}  // namespace alterego::generator
