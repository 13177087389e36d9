// The full dialect, form by form: what the shadow says must happen.
#include "shadow/full/full.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/script.h"
#include "shadow/rows.h"

namespace alterego::shadow {
namespace {

struct Case {
  const char* setup;
  const char* alter;
  const char* expected;        // the text of t, or "refused reason [rule]"
  const char* rows = nullptr;  // rowid|values;...
};

std::string RowsOf(const World& world, const Object& table,
                   size_t database = 0) {
  std::string out;
  const auto& rows = world.now.databases[database]->rows;
  const auto found = rows.find(table.name.Folded());
  if (found == rows.end()) return out;
  for (const StoredRow& row : found->second->rows) {
    if (!out.empty()) out += ";";
    out += std::to_string(row.rowid);
    const auto values = ReadRow(*table.AsTable(), row, world.dialect);
    if (!values) return "unknown";
    for (const Value& value : *values) out += "|" + value.ToLiteral();
  }
  return out;
}

void RunCase(const Case& c) {
  SCOPED_TRACE(std::string(c.setup) + "; " + c.alter);
  Dialect dialect;
  dialect.mode = Mode::kFull;
  Shadow shadow(dialect);
  const auto setup = ParseScript(c.setup);
  ASSERT_TRUE(setup.ok()) << setup.status();
  for (const Step& step : setup->steps) {
    const Verdict verdict = shadow.Judge(step);
    ASSERT_TRUE(verdict.prediction.may_accept)
        << step.sql << ": " << verdict.prediction.ToString();
    shadow.Advance(verdict, true);
  }
  const Verdict verdict = shadow.Judge(Step::FromSql(c.alter));
  const Prediction& p = verdict.prediction;
  std::string answer;
  if (!p.predicted) {
    answer = "unknown [" + std::string(p.rule) + "]";
  } else if (!p.may_accept) {
    answer = "refused " + std::string(ReasonName(p.may_refuse[0].reason)) +
             " [" + std::string(p.rule) + "]";
  }
  if (!answer.empty()) {
    EXPECT_EQ(answer, c.expected);
    EXPECT_EQ(verdict.if_refused, shadow.shared_world());
    return;
  }
  const World& world = *verdict.if_accepted;
  const Object& table = *world.now.databases[0]->FindTableOrView("t");
  EXPECT_EQ(table.sql, c.expected);
  if (c.rows != nullptr) {
    EXPECT_EQ(RowsOf(world, table), c.rows);
  }
}

constexpr char kRows[] =
    "CREATE TABLE t(a INT, b TEXT); INSERT INTO t VALUES(1,'x'),(2,'12')";

TEST(ShadowFullTest, Columns) {
  for (const Case& c : std::vector<Case>{
           {kRows, "ALTER TABLE t ADD COLUMN c INT DEFAULT 7 FIRST",
            "CREATE TABLE t(c INT DEFAULT 7, a INT, b TEXT)",
            "1|7|1|'x';2|7|2|'12'"},
           {kRows, "ALTER TABLE t ADD COLUMN c DEFAULT (1 + 1) AFTER a",
            "CREATE TABLE t(a INT, c DEFAULT (1 + 1), b TEXT)",
            "1|1|2|'x';2|2|2|'12'"},
           {kRows, "ALTER TABLE t ADD IF NOT EXISTS a REAL",
            "CREATE TABLE t(a INT, b TEXT)"},
           {kRows, "ALTER TABLE t ADD a REAL",
            "refused duplicate_column [full.add_column.duplicate]"},
           {kRows, "ALTER TABLE t ADD c UNIQUE DEFAULT 1",
            "refused unique [full.rows.unique]"},
           {kRows, "ALTER TABLE t ADD c TEXT PRIMARY KEY",
            "refused not_null [full.rows.not_null]"},
           {kRows, "ALTER TABLE t ADD c INTEGER PRIMARY KEY",
            "CREATE TABLE t(a INT, b TEXT, c INTEGER PRIMARY KEY)",
            "1|1|'x'|1;2|2|'12'|2"},
           {kRows, "ALTER TABLE t DROP COLUMN a", "CREATE TABLE t(b TEXT)",
            "1|'x';2|'12'"},
           {"CREATE TABLE t(a, b, CHECK (a > b))", "ALTER TABLE t DROP a",
            "refused may_not_be_altered [full.drop_column.needed]"},
           {"CREATE TABLE t(a, b, CHECK (a > b))",
            "ALTER TABLE t DROP a CASCADE", "CREATE TABLE t(b)"},
           {"CREATE TABLE t(a)", "ALTER TABLE t DROP a",
            "refused last_column [full.drop_column.last]"},
           {"CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID",
            "ALTER TABLE t DROP a CASCADE",
            "refused key_column [full.drop_column.without_rowid]"},
           {kRows, "ALTER TABLE t ALTER b TO c INT NOT NULL",
            "refused datatype [full.rows.type]"},
           {kRows, "ALTER TABLE t ALTER a TO c TEXT NOT NULL",
            "CREATE TABLE t(c TEXT NOT NULL, b TEXT)", "1|'1'|'x';2|'2'|'12'"},
       }) {
    RunCase(c);
  }
}

TEST(ShadowFullTest, TypesAndValues) {
  for (const Case& c : std::vector<Case>{
           {kRows, "ALTER TABLE t ALTER b TYPE INT",
            "refused datatype [full.rows.type]"},
           {kRows, "ALTER TABLE t ALTER b TYPE INT USING length(b) + a",
            "CREATE TABLE t(a INT, b INT)", "1|1|2;2|2|4"},
           {kRows, "ALTER TABLE t ALTER a TYPE TEXT COLLATE nocase",
            "CREATE TABLE t(a TEXT COLLATE nocase, b TEXT)",
            "1|'1'|'x';2|'2'|'12'"},
           {"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES('1'),(1)",
            "ALTER TABLE t ALTER a TYPE TEXT",
            "refused unique [full.rows.unique]"},
           {"CREATE TABLE t(a NOT NULL); INSERT INTO t VALUES(1)",
            "ALTER TABLE t ALTER a TYPE INT USING NULL",
            "refused not_null [full.rows.not_null]"},
           {"CREATE TABLE t(a, b, CHECK (a < b)); INSERT INTO t VALUES(1,2)",
            "ALTER TABLE t ALTER b TYPE INT USING 0",
            "refused check [full.rows.check]"},
           {"CREATE TABLE t(a, g AS (a + 1) STORED); INSERT INTO t VALUES(1)",
            "ALTER TABLE t ALTER a TYPE INT USING 5",
            "CREATE TABLE t(a INT, g AS (a + 1) STORED)", "1|5|6"},
           {kRows, "ALTER TABLE t ALTER a SET DEFAULT 5",
            "CREATE TABLE t(a INT DEFAULT 5, b TEXT)", "1|1|'x';2|2|'12'"},
           {"CREATE TABLE t(a DEFAULT 5 NOT NULL)",
            "ALTER TABLE t ALTER a DROP DEFAULT", "CREATE TABLE t(a NOT NULL)"},
           {kRows, "ALTER TABLE t ALTER b SET EXPRESSION AS (a * 2) STORED",
            "CREATE TABLE t(a INT, b TEXT AS (a * 2) STORED)",
            "1|1|'2';2|2|'4'"},
           {kRows, "ALTER TABLE t ALTER b SET EXPRESSION AS (b)",
            "refused bad_definition [full.generated_loop]"},
           {"CREATE TABLE t(a, g INT AS (a + 1)); INSERT INTO t VALUES(1)",
            "ALTER TABLE t ALTER g DROP EXPRESSION", "CREATE TABLE t(a, g INT)",
            "1|1|2"},
           {kRows, "ALTER TABLE t ALTER a DROP EXPRESSION",
            "refused bad_definition [full.drop_expression.not_generated]"},
           {kRows, "ALTER TABLE t ALTER a SET STATISTICS 9",
            "CREATE TABLE t(a /* alterego: statistics=9 */ INT, b TEXT)"},
       }) {
    RunCase(c);
  }
}

TEST(ShadowFullTest, Constraints) {
  constexpr char kParent[] =
      "CREATE TABLE p(x PRIMARY KEY); INSERT INTO p VALUES(1); "
      "CREATE TABLE t(a INT, b TEXT); INSERT INTO t VALUES(1,'x'),(2,'12')";
  for (const Case& c : std::vector<Case>{
           {kRows, "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1)",
            "refused check [full.rows.check]"},
           {kRows, "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1) NOT VALID",
            "CREATE TABLE t(a INT, b TEXT, CONSTRAINT k CHECK "
            "/* alterego: not_valid=1 */  (a > 1))"},
           {kParent, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p",
            "refused foreign_key [full.rows.foreign_key]"},
           {kParent, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p(y)",
            "refused no_such_column [full.no_such_parent_column]"},
           {kParent, "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t(b)",
            "refused foreign_key_mismatch [full.foreign_key_mismatch]"},
           {kRows, "ALTER TABLE t ADD UNIQUE (a, b DESC)",
            "CREATE TABLE t(a INT, b TEXT, UNIQUE (a, b DESC))"},
           {"CREATE TABLE t(a INTEGER, b); INSERT INTO t VALUES(5,1),(3,2)",
            "ALTER TABLE t ADD PRIMARY KEY (a)",
            "CREATE TABLE t(a INTEGER, b, PRIMARY KEY (a))", "3|3|2;5|5|1"},
           {"CREATE TABLE t(a PRIMARY KEY)",
            "ALTER TABLE t ADD PRIMARY KEY (a)",
            "refused bad_definition [full.second_primary_key]"},
           {"CREATE TABLE t(a CHECK (a > 0))",
            "ALTER TABLE t DROP CONSTRAINT t_a_check", "CREATE TABLE t(a)"},
           {kRows, "ALTER TABLE t DROP CONSTRAINT k",
            "refused no_such_constraint [full.no_such_constraint]"},
           {kRows, "ALTER TABLE t DROP CONSTRAINT IF EXISTS k",
            "CREATE TABLE t(a INT, b TEXT)"},
           {"CREATE TABLE t(a PRIMARY KEY, b REFERENCES t)",
            "ALTER TABLE t ALTER CONSTRAINT t_b_fkey DEFERRABLE INITIALLY "
            "DEFERRED",
            "CREATE TABLE t(a PRIMARY KEY, b REFERENCES t DEFERRABLE INITIALLY "
            "DEFERRED)"},
           {"CREATE TABLE t(a UNIQUE)",
            "ALTER TABLE t VALIDATE CONSTRAINT t_a_key",
            "refused bad_definition [full.validate_constraint.kind]"},
           {"CREATE TABLE t(a, CHECK (a > 0))",
            "ALTER TABLE t RENAME CONSTRAINT t_a_check TO k",
            "CREATE TABLE t(a, CONSTRAINT k CHECK (a > 0))"},
           {kRows, "ALTER TABLE t ALTER a SET NOT NULL, ALTER a DROP NOT NULL",
            "CREATE TABLE t(a INT, b TEXT)"},
       }) {
    RunCase(c);
  }
}

TEST(ShadowFullTest, Tables) {
  for (const Case& c : std::vector<Case>{
           {kRows, "ALTER TABLE t OWNER TO ada",
            "CREATE TABLE t /* alterego: owner=ada */(a INT, b TEXT)"},
           {kRows, "ALTER TABLE t SET STRICT",
            "CREATE TABLE t(a INT, b TEXT) STRICT"},
           {"CREATE TABLE t(a INT); INSERT INTO t VALUES('x')",
            "ALTER TABLE t SET STRICT", "refused datatype [full.rows.type]"},
           {"CREATE TABLE t(a ANY) STRICT; INSERT INTO t VALUES('1')",
            "ALTER TABLE t SET NOT STRICT", "CREATE TABLE t(a ANY)", "1|1"},
           {"CREATE TABLE t(a TEXT PRIMARY KEY, b); "
            "INSERT INTO t VALUES('y',1),('x',2)",
            "ALTER TABLE t SET WITHOUT ROWID",
            "CREATE TABLE t(a TEXT PRIMARY KEY, b) WITHOUT ROWID",
            "0|'x'|2;0|'y'|1"},
           {kRows, "ALTER TABLE t SET WITHOUT ROWID",
            "refused bad_definition [full.set_without_rowid.no_key]"},
           {"CREATE TABLE t(a INTEGER PRIMARY KEY)",
            "ALTER TABLE t ALTER a ADD GENERATED BY DEFAULT AS IDENTITY",
            "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)"},
           {kRows, "ALTER TABLE t ALTER a DROP IDENTITY",
            "refused bad_definition [full.drop_identity.none]"},
           {kRows, "ALTER TABLE t SET SCHEMA nowhere",
            "refused unknown_database [full.move.unknown_database]"},
           {"CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t",
            "ALTER TABLE t SET SCHEMA temp",
            "refused may_not_be_altered [full.move.tied]"},
           {kRows, "ALTER TABLE t ENABLE TRIGGER r",
            "refused no_such_trigger [full.no_such_trigger]"},
           {kRows, "ALTER TABLE IF EXISTS t OWNER TO a, ADD CHECK (zz > 0)",
            "refused no_such_column [full.not_legal]"},
           {kRows, "ALTER TABLE u OWNER TO a",
            "refused no_such_table [full.no_such_table]"},
           {kRows, "ALTER TABLE t ALTER", "refused syntax [full.syntax]"},
       }) {
    RunCase(c);
  }
}

TEST(ShadowFullTest, Objects) {
  Dialect dialect;
  dialect.mode = Mode::kFull;
  Shadow shadow(dialect);
  const auto script = ParseScript(
      "CREATE TABLE t(a); INSERT INTO t VALUES(1);"
      "CREATE INDEX i ON t(a);"
      "CREATE TRIGGER r AFTER INSERT ON t WHEN new.a > 0 BEGIN "
      "DELETE FROM t; END;"
      "ALTER TABLE t DISABLE TRIGGER r");
  ASSERT_TRUE(script.ok()) << script.status();
  for (const Step& step : script->steps) {
    const Verdict verdict = shadow.Judge(step);
    ASSERT_TRUE(verdict.prediction.may_accept) << step.sql;
    shadow.Advance(verdict, true);
  }
  EXPECT_EQ(shadow.world().now.databases[0]->FindTrigger("r")->sql,
            "CREATE TRIGGER r AFTER INSERT ON t WHEN /* alterego: disabled=1 "
            "*/ 0 AND (new.a > 0) BEGIN DELETE FROM t; END");
  for (const char* sql :
       {"ALTER TABLE t ENABLE TRIGGER ALL", "ALTER TABLE t SET SCHEMA temp"}) {
    const Verdict verdict = shadow.Judge(Step::FromSql(sql));
    ASSERT_TRUE(verdict.prediction.may_accept) << sql;
    shadow.Advance(verdict, true);
  }
  const Database& temp = *shadow.world().now.databases[1];
  EXPECT_EQ(shadow.world().now.databases[0]->objects.size(), 0u);
  ASSERT_NE(temp.FindTrigger("r"), nullptr);
  EXPECT_EQ(temp.FindTrigger("r")->sql,
            "CREATE TRIGGER r AFTER INSERT ON t WHEN new.a > 0 BEGIN DELETE "
            "FROM t; END");
  ASSERT_NE(temp.FindIndex("i"), nullptr);
  EXPECT_EQ(RowsOf(shadow.world(), *temp.FindTableOrView("t"), 1), "1|1");
}

}  // namespace
}  // namespace alterego::shadow
