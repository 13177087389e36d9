// What people are told about a statement that is not predicted.
#include "shadow/why_unknown.h"

#include <gtest/gtest.h>

#include <string>

#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

struct Case {
  const char* setup;
  const char* sql;
  const char* why;
};

void RunCase(const Case& c) {
  SCOPED_TRACE(std::string(c.setup) + "; " + c.sql);
  Shadow shadow{Dialect()};
  const auto setup = ParseScript(c.setup);
  ASSERT_TRUE(setup.ok()) << setup.status();
  for (const Step& step : setup->steps) {
    const Verdict verdict = shadow.Judge(step);
    ASSERT_TRUE(verdict.prediction.predicted && verdict.prediction.may_accept)
        << step.sql << ": " << verdict.prediction.ToString();
    shadow.Advance(verdict, true);
  }
  EXPECT_EQ(WhyUnknown(Step::FromSql(c.sql), shadow.world()), c.why);
}

constexpr char kTable[] = "CREATE TABLE t(a, b)";

TEST(WhyUnknownTest, NamesWhatIsInTheStatement) {
  constexpr char kQuery[] = "a query inside an expression";
  for (const Case& c : {
           Case{kTable, "UPDATE t SET a = (SELECT 1)", kQuery},
           Case{kTable, "DELETE FROM t WHERE EXISTS (SELECT 1)", kQuery},
           Case{kTable, "DELETE FROM t WHERE a IN (SELECT 1)",
                "IN with a query"},
           Case{kTable, "DELETE FROM t WHERE (a, b) IN ((1, 2), (3, 4))",
                "IN with row values"},
           Case{kTable, "DELETE FROM t WHERE a IN (1, 2)", ""},
           Case{kTable, "UPDATE t SET (a, b) = (1, 2)", "SET with a row value"},
           Case{kTable,
                "DELETE FROM t WHERE CASE (a, b) WHEN (1, 2) THEN 1 END",
                "CASE with a row value"},
           Case{kTable, "WITH q AS (SELECT 1) DELETE FROM t", "WITH"},
           Case{kTable, "DELETE FROM t WHERE a MATCH 'x'", "MATCH"},
           Case{kTable, "DELETE FROM t WHERE a REGEXP 'x'", "REGEXP"},
           Case{kTable, "DELETE FROM t WHERE a LIKE 'x'", ""},
           Case{kTable, "DELETE FROM t WHERE a -> 'x'", "-> and ->>"},
           Case{kTable, "DELETE FROM t WHERE a ->> 'x'", "-> and ->>"},
           Case{kTable, "DELETE FROM t WHERE a = ?1", "a parameter"},
           Case{kTable, "UPDATE t SET a = RAISE(IGNORE)",
                "RAISE outside a trigger"},
           Case{kTable, "UPDATE t SET a = u.a FROM t AS u", "UPDATE .. FROM"},
           Case{kTable, "INSERT INTO t SELECT 1, 2", "INSERT .. SELECT"},
           Case{kTable, "INSERT INTO t VALUES (1, 2)", ""},
           Case{kTable, "SELECT sum(a) OVER () FROM t", "a window function"},
           Case{kTable, "CREATE", ""},
       }) {
    RunCase(c);
  }
}

TEST(WhyUnknownTest, NamesFunctionsAsTheyAreWritten) {
  for (const Case& c : {
           Case{kTable, "UPDATE t SET a = Random()",
                "Random(), which tells something else each time"},
           Case{kTable, "UPDATE t SET a = current_time",
                "current_time, which tells something else each time"},
           Case{kTable, "UPDATE t SET a = sin(1)",
                "sin(), which not every build of SQLite has"},
           Case{kTable, "UPDATE t SET a = abs(1)", ""},
           Case{kTable, "UPDATE t SET a = random(), b = random()",
                "random(), which tells something else each time"},
           Case{kTable, "UPDATE t SET a = random(), b = (SELECT 1)",
                "random(), which tells something else each time; "
                "a query inside an expression"},
       }) {
    RunCase(c);
  }
}

TEST(WhyUnknownTest, LooksIntoDefinitions) {
  constexpr char kTime[] = "CURRENT_TIME, which tells something else each time";
  for (const Case& c : {
           Case{"", "CREATE TABLE t(a DEFAULT CURRENT_TIME)", kTime},
           Case{"", "CREATE TABLE t(a CHECK (a MATCH 1))", "MATCH"},
           Case{"", "CREATE TABLE t(a, b AS (a ->> 1))", "-> and ->>"},
           Case{"", "CREATE TABLE t(a, CHECK (a REGEXP 1))", "REGEXP"},
           Case{kTable, "CREATE INDEX i ON t(a MATCH 1)", "MATCH"},
           Case{kTable, "CREATE INDEX i ON t(a) WHERE b REGEXP 1", "REGEXP"},
           Case{kTable, "ALTER TABLE t ADD c DEFAULT CURRENT_TIME", kTime},
           Case{kTable, "ALTER TABLE t ADD c CHECK (c MATCH 1)", "MATCH"},
           Case{kTable, "ALTER TABLE t ADD CHECK (a MATCH 1)", "MATCH"},
           Case{kTable, "ALTER TABLE t DROP COLUMN a", ""},
       }) {
    RunCase(c);
  }
}

// What the statement itself does not hold may be in what it names.
TEST(WhyUnknownTest, LooksIntoWhatBelongsToTheTable) {
  for (const Case& c : {
           Case{"CREATE TABLE t(a DEFAULT CURRENT_TIME)",
                "INSERT INTO t DEFAULT VALUES",
                "in table t: CURRENT_TIME, which tells something else each "
                "time"},
           Case{"CREATE TABLE t(a CHECK (a > abs(random())))",
                "INSERT INTO \"T\" VALUES (1)",
                "in table t: random(), which tells something else each time"},
           Case{"CREATE TABLE t(a, b); CREATE TRIGGER r AFTER DELETE ON t "
                "WHEN OLD.a MATCH 1 BEGIN INSERT INTO t SELECT 1, 2; "
                "SELECT RAISE(IGNORE); END",
                "DELETE FROM t", "in trigger r: MATCH; INSERT .. SELECT"},
           Case{"CREATE TABLE t(a, b); CREATE TABLE u(a DEFAULT CURRENT_TIME)",
                "DELETE FROM t", ""},
       }) {
    RunCase(c);
  }
}

}  // namespace
}  // namespace alterego::shadow
