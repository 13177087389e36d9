#include "runner/simplify.h"

#include <gtest/gtest.h>

#include <set>

#include "model/sql/printer.h"

namespace alterego {
namespace {

constexpr const char* kStatements[] = {
    "CREATE TEMP TABLE IF NOT EXISTS t(a INTEGER CONSTRAINT n PRIMARY KEY "
    "AUTOINCREMENT, b TEXT NOT NULL ON CONFLICT FAIL COLLATE NOCASE CHECK(b<>"
    "'x' AND length(b)>3), c AS (a+1) STORED, d REFERENCES u(x) ON DELETE "
    "CASCADE DEFERRABLE INITIALLY DEFERRED, UNIQUE(a, b DESC), FOREIGN "
    "KEY(a,b) REFERENCES u(x,y))",
    "CREATE UNIQUE INDEX main.i ON t(a COLLATE NOCASE DESC, b+1) WHERE a>0",
    "CREATE VIEW v(x, y) AS WITH w(p) AS (SELECT 1) SELECT DISTINCT t.a AS x, "
    "count(*) FROM t LEFT JOIN u AS z ON t.a=z.b WHERE t.a IN (1,2,3) GROUP BY "
    "1 HAVING count(*)>0 UNION ALL SELECT 1, 2 ORDER BY 1 DESC LIMIT 3 OFFSET "
    "1",
    "CREATE TRIGGER r AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN new.a>0 "
    "BEGIN INSERT OR IGNORE INTO u(x) VALUES(new.a),(2); UPDATE u SET x=1, "
    "y=CASE WHEN x THEN 1 ELSE 2 END WHERE x BETWEEN 1 AND 2; DELETE FROM u; "
    "END",
    ("INSERT OR REPLACE INTO t(a,b) VALUES(1,'x'),(2.5,x'0f') ON CONFLICT(a) "
     "DO UPDATE SET b=excluded.b WHERE 1 RETURNING *"),
    "UPDATE OR IGNORE t SET a=b+1, c=(SELECT max(x) FROM u) FROM u WHERE a=1",
    "ALTER TABLE main.t ADD COLUMN c TEXT DEFAULT ('a'||'b') CHECK(c>0)",
    "ALTER TABLE t RENAME COLUMN a TO b",
    "DROP TABLE IF EXISTS main.t",
    "BEGIN IMMEDIATE",
};

// Every variant is a statement of its own, and taking the first one again and
// again ends.
TEST(SimplifiedTest, GivesStatementsAndEnds) {
  for (const char* sql : kStatements) {
    const auto parsed = sql::ParseStatement(sql);
    ASSERT_TRUE(parsed.ok()) << sql << parsed.error().ToString();
    const std::string before = sql::Print(parsed->statement);
    std::set<std::string> variants;
    for (size_t n = 0;; ++n) {
      const auto variant = Simplified(parsed->statement, n);
      if (!variant) break;
      ASSERT_LT(n, 1000u);
      const std::string text = sql::Print(*variant);
      EXPECT_NE(text, before);
      variants.insert(text);
      Statement current = *variant;
      int steps = 0;
      for (auto next = Simplified(current, 0); next;
           next = Simplified(current, 0)) {
        current = *next;
        ASSERT_LT(++steps, 1000) << sql::Print(current);
      }
    }
    EXPECT_FALSE(variants.count(before));
  }
}

bool Reaches(const std::string& sql, const std::string& wanted) {
  const auto parsed = sql::ParseStatement(sql);
  if (!parsed.ok()) return false;
  for (size_t n = 0;; ++n) {
    const auto variant = Simplified(parsed->statement, n);
    if (!variant) return false;
    if (sql::Print(*variant) == wanted) return true;
  }
}

TEST(SimplifiedTest, LeavesOutEachPart) {
  const struct {
    const char *before, *after;
  } kCases[] = {
      {"CREATE TABLE t(a, b)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a NOT NULL)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a INT)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a, CHECK (a > 0))", "CREATE TABLE t(a)"},
      {"CREATE INDEX i ON t(a, b)", "CREATE INDEX i ON t(a)"},
      {"CREATE INDEX i ON t(a) WHERE a > 0", "CREATE INDEX i ON t(a)"},
      {"INSERT INTO t VALUES (1), (2)", "INSERT INTO t VALUES (1)"},
      {"DELETE FROM t WHERE a > 0", "DELETE FROM t"},
      {"DELETE FROM t WHERE a + 1 > 0", "DELETE FROM t WHERE a + 1"},
      {"DELETE FROM t WHERE 12", "DELETE FROM t WHERE 0"},
      {"DELETE FROM t WHERE 'abc'", "DELETE FROM t WHERE ''"},
      {"SELECT 1 UNION SELECT 2", "SELECT 1"},
      {"SELECT 1 UNION SELECT 2", "SELECT 2"},
      {"SELECT a FROM t JOIN u", "SELECT a FROM u"},
      {"UPDATE t SET a = 0, b = 0", "UPDATE t SET b = 0"},
  };
  for (const auto& c : kCases) {
    const std::string after =
        sql::Print(sql::ParseStatement(c.after)->statement);
    EXPECT_TRUE(Reaches(c.before, after)) << c.before << " -> " << after;
  }
}

std::vector<Step> Steps(std::initializer_list<const char*> statements) {
  std::vector<Step> out;
  for (const char* sql : statements) out.push_back(Step::FromSql(sql));
  return out;
}
std::string Text(const std::vector<Step>& steps) {
  std::string out;
  for (const Step& step : steps) out += step.sql + "\n";
  return out;
}

TEST(WithoutColumnTest, TakesTheValuesToo) {
  const auto steps = Steps(
      {"CREATE TABLE t(a, b AS (1), c)", "INSERT INTO t VALUES(1,3),(4,6)",
       "INSERT INTO t(c, a) VALUES(7,8)", "INSERT INTO u VALUES(1,2)"});
  EXPECT_EQ(
      Text(*WithoutColumn(steps, 0, 2)),
      Text(Steps(
          {"CREATE TABLE t(a, b AS (1))", "INSERT INTO t VALUES (1), (4)",
           "INSERT INTO t (a) VALUES (8)", "INSERT INTO u VALUES(1,2)"})));
  EXPECT_EQ(Text(*WithoutColumn(steps, 0, 1)).find(" b "), std::string::npos);
  EXPECT_FALSE(WithoutColumn(steps, 0, 3));
  EXPECT_FALSE(WithoutColumn(steps, 1, 0));
  EXPECT_FALSE(WithoutColumn(Steps({"CREATE TABLE t(a)"}), 0, 0));
}

TEST(RenamedTest, NamesEverythingPlainly) {
  const auto steps = Steps({"CREATE TABLE \"my table\"(x, [the Y])",
                            "CREATE INDEX \"my index\" ON \"MY TABLE\"(X)",
                            "CREATE VIEW w AS SELECT x AS z FROM \"my table\"",
                            "ALTER TABLE \"my table\" RENAME \"the y\" TO q"});
  EXPECT_EQ(Text(Renamed(steps, PlainNames(steps))),
            "CREATE TABLE t0(c0, c1)\n"
            "CREATE INDEX i0 ON t0(c0)\n"
            "CREATE VIEW v0 AS SELECT c0 AS c2 FROM t0\n"
            "ALTER TABLE t0 RENAME c1 TO c3\n");
}

}  // namespace
}  // namespace alterego
