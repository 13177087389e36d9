#include "engines/error_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "model/version.h"
#include "tests/engines/builds.h"

namespace alterego {
namespace {

// Runs `setup` (each statement must be accepted), then `sql`, which must be
// refused for that reason by every SQLite from `since` to before `until`.
struct Case {
  std::vector<std::string> setup;
  std::string sql;
  Reason reason;
  SqliteVersion since{3, 24, 0};
  SqliteVersion until{99, 0, 0};
};

using R = Reason;
constexpr SqliteVersion k31{3, 31, 0}, k35{3, 35, 0}, k37{3, 37, 0},
    k53{3, 53, 0}, k54{3, 54, 0};

const std::vector<std::string> kT = {
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b NOT NULL, c UNIQUE, d CHECK(d>0))",
    "INSERT INTO t VALUES(1,2,3,4)"};

std::vector<std::string> With(std::vector<std::string> more) {
  std::vector<std::string> out = kT;
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

std::vector<Case> AlterCases() {
  const std::vector<std::string> view = {"CREATE TABLE t(a,b)",
                                         "CREATE VIEW v AS SELECT a FROM t"};
  const std::vector<std::string> fts = {
      "CREATE VIRTUAL TABLE ft USING fts5(a,b)"};
  return {
      // RENAME TO
      {{}, "ALTER TABLE nosuch RENAME TO x", R::kNoSuchTable},
      {{}, "ALTER TABLE main.nosuch ADD c", R::kNoSuchTable},
      {With({"CREATE TABLE u(x)"}), "ALTER TABLE t RENAME TO u", R::kNameTaken},
      {kT, "ALTER TABLE t RENAME TO T", R::kNameTaken},
      {kT, "ALTER TABLE t RENAME TO sqlite_x", R::kReservedName},
      {kT, "ALTER TABLE sqlite_master RENAME TO x", R::kMayNotBeAltered},
      {view, "ALTER TABLE v RENAME TO w", R::kIsView},
      {With({"CREATE VIEW w AS SELECT * FROM gone"}),
       "ALTER TABLE t RENAME TO u",
       R::kNoSuchTable,
       {3, 25, 0}},
      // RENAME COLUMN
      {kT, "ALTER TABLE t RENAME zz TO y", R::kNoSuchColumn, {3, 25, 0}},
      {kT, "ALTER TABLE t RENAME \"zz\" TO y", R::kNoSuchColumn, {3, 25, 0}},
      {kT, "ALTER TABLE t RENAME a TO b", R::kDuplicateColumn, {3, 25, 0}},
      {view, "ALTER TABLE v RENAME a TO b", R::kIsView, {3, 25, 0}},
      {fts, "ALTER TABLE ft RENAME a TO c", R::kIsVirtual, {3, 25, 0}},
      {{"CREATE TABLE t(a)"},
       "ALTER TABLE t RENAME a TO rowid",
       R::kRowidAlias,
       k54},
      {{"CREATE TABLE t(rowid)"},
       "ALTER TABLE t RENAME rowid TO a",
       R::kRowidAlias,
       k54},
      {{"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT a FROM t",
        "CREATE VIEW \"v: 2\" AS SELECT a FROM v"},
       "ALTER TABLE t RENAME a TO b",
       R::kNoSuchColumn,
       {3, 25, 0}},
      {{"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT * FROM w",
        "CREATE VIEW w AS SELECT * FROM v"},
       "ALTER TABLE t RENAME a TO b",
       R::kCircularView,
       {3, 25, 0}},
      {{"CREATE TABLE t(a,b)", "CREATE TABLE u(x)",
        "CREATE VIEW v AS SELECT a FROM t, (SELECT 1 AS c)"},
       "ALTER TABLE t RENAME b TO a",
       R::kDuplicateColumn,
       {3, 25, 0}},
      {{"CREATE TABLE t(a)", "CREATE TABLE u(c)",
        "CREATE VIEW v AS SELECT c FROM t, u"},
       "ALTER TABLE t RENAME a TO c",
       R::kAmbiguousColumn,
       {3, 25, 0}},
      {{"CREATE TABLE t(a)", "CREATE TABLE u(c)",
        "CREATE VIEW v AS SELECT c FROM u UNION SELECT 1 ORDER BY z"},
       "ALTER TABLE t RENAME a TO c",
       R::kBadDefinition,
       {3, 25, 0}},
      // ADD COLUMN
      {kT, "ALTER TABLE t ADD a", R::kDuplicateColumn},
      {kT, "ALTER TABLE t ADD e PRIMARY KEY", R::kAddPrimaryKey},
      {kT, "ALTER TABLE t ADD e UNIQUE", R::kAddUnique},
      {kT, "ALTER TABLE t ADD e NOT NULL", R::kAddNotNull},
      {kT, "ALTER TABLE t ADD e DEFAULT CURRENT_TIME", R::kAddNonConstant},
      {kT, "ALTER TABLE t ADD e DEFAULT (b)", R::kDefaultNotConstant},
      {With({"PRAGMA foreign_keys=1"}),
       "ALTER TABLE t ADD e DEFAULT 1 REFERENCES t(a)", R::kAddReferences},
      {kT, "ALTER TABLE t ADD e AS (1) STORED", R::kAddStored, k31},
      {kT, "ALTER TABLE t ADD e COLLATE nosuch", R::kNoSuchCollation},
      {kT, "ALTER TABLE t ADD e DEFAULT 1 AS (2)", R::kBadDefinition, k31},
      {kT, "ALTER TABLE t ADD e CHECK(zz>0)", R::kNoSuchColumn},
      {kT, "ALTER TABLE t ADD e CHECK((SELECT 1))", R::kProhibited},
      {kT, "ALTER TABLE t ADD e AS (random())", R::kProhibited, k31},
      {kT, "ALTER TABLE t ADD e CHECK(e IS 1)", R::kConstraintViolated, k37},
      {kT, "ALTER TABLE t ADD e AS (NULL) NOT NULL", R::kConstraintViolated,
       k37},
      {kT, "ALTER TABLE t ADD e CHECK(nosuch(e))", R::kNoSuchFunction, k37},
      {{"CREATE TABLE s(a INT) STRICT", "INSERT INTO s VALUES(1)"},
       "ALTER TABLE s ADD e FOO",
       R::kBadDefinition,
       k37},
      {{"CREATE TABLE s(a INT) STRICT", "INSERT INTO s VALUES(1)"},
       "ALTER TABLE s ADD e INT DEFAULT 'abc'",
       R::kTypeMismatchDefault,
       {3, 44, 0}},
      {view, "ALTER TABLE v ADD e", R::kIsView},
      {fts, "ALTER TABLE ft ADD e", R::kIsVirtual},
      {{"CREATE TABLE t(a)"}, "ALTER TABLE t ADD rowid", R::kRowidAlias, k54},
      // DROP COLUMN
      {kT, "ALTER TABLE t DROP COLUMN zz", R::kNoSuchColumn, k35},
      {kT, "ALTER TABLE t DROP COLUMN a", R::kKeyColumn, k35},
      {kT, "ALTER TABLE t DROP COLUMN c", R::kKeyColumn, k35},
      {{"CREATE TABLE t(a)"}, "ALTER TABLE t DROP a", R::kLastColumn, k35},
      {{"CREATE TABLE t(a, b AS (1))"},
       "ALTER TABLE t DROP a",
       R::kBadDefinition,
       k35},
      {{"CREATE TABLE t(a,b)", "CREATE INDEX i ON t(b)"},
       "ALTER TABLE t DROP b",
       R::kNoSuchColumn,
       k35},
      {{"CREATE TABLE t(a,b REFERENCES t(a), FOREIGN KEY(b) REFERENCES t(a))"},
       "ALTER TABLE t DROP b",
       R::kNoSuchColumn,
       k35},
      {view, "ALTER TABLE t DROP a", R::kNoSuchColumn, k35},
      {view, "ALTER TABLE v DROP a", R::kIsView, k35},
      {fts, "ALTER TABLE ft DROP a", R::kIsVirtual, k35},
      {{"CREATE TABLE t(a, rowid)"},
       "ALTER TABLE t DROP rowid",
       R::kRowidAlias,
       k54},
      // constraints
      {kT, "ALTER TABLE t ADD CONSTRAINT k CHECK(b>9)", R::kConstraintViolated,
       k53},
      {kT, "ALTER TABLE t ADD CHECK(zz>9)", R::kNoSuchColumn, k53},
      {kT, "ALTER TABLE t ADD CHECK((SELECT 1))", R::kProhibited, k53},
      {kT, "ALTER TABLE t ADD CHECK(?1)", R::kProhibited, k54},
      {{"CREATE TABLE t(a CONSTRAINT k CHECK(a))"},
       "ALTER TABLE t ADD CONSTRAINT K CHECK(1)",
       R::kConstraintExists,
       k53},
      {kT, "ALTER TABLE t DROP CONSTRAINT nosuch", R::kNoSuchConstraint, k53},
      {{"CREATE TABLE t(a CONSTRAINT k UNIQUE)"},
       "ALTER TABLE t DROP CONSTRAINT k",
       R::kConstraintMayNotDrop,
       k53},
      {view, "ALTER TABLE v DROP CONSTRAINT k", R::kIsView, k53},
      {fts, "ALTER TABLE ft DROP CONSTRAINT k", R::kIsVirtual, k53},
      {{"CREATE TABLE t(a)", "INSERT INTO t VALUES(NULL)"},
       "ALTER TABLE t ALTER a SET NOT NULL",
       R::kConstraintViolated,
       k53},
      {kT, "ALTER TABLE t ALTER zz SET NOT NULL", R::kNoSuchColumn, k53},
      {kT, "ALTER TABLE t ALTER a TYPE INT", R::kSyntax},
      {With({"PRAGMA query_only=1"}), "ALTER TABLE t ADD e", R::kReadOnly},
  };
}

std::vector<Case> DdlCases() {
  return {
      {{}, "CREATE TABLE", R::kSyntax},
      {{}, "CREATE TABLE t(a,)", R::kSyntax},
      {{}, "CREATE TABLE t(a) 'x", R::kSyntax},
      {{}, "CREATE TABLE t(a) FOO", R::kSyntax},
      {{}, "SELECT 1; SELECT 2", R::kSyntax},
      {{}, "", R::kSyntax},
      {{}, "CREATE TABLE t(a, A)", R::kDuplicateColumn},
      {kT, "CREATE TABLE t(a)", R::kNameTaken},
      {kT, "CREATE VIEW t AS SELECT 1", R::kNameTaken},
      {With({"CREATE INDEX i ON t(b)"}), "CREATE INDEX i ON t(c)",
       R::kNameTaken},
      {With({"CREATE INDEX i ON t(b)"}), "CREATE TABLE i(c)", R::kNameTaken},
      {kT, "CREATE INDEX t ON t(b)", R::kNameTaken},
      {With({"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"}),
       "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END", R::kNameTaken},
      {{}, "CREATE TABLE sqlite_x(a)", R::kReservedName},
      {{}, "CREATE TABLE t(a PRIMARY KEY, b PRIMARY KEY)", R::kBadDefinition},
      {{}, "CREATE TABLE t(a) WITHOUT ROWID", R::kBadDefinition},
      {{},
       "CREATE TABLE t(a TEXT PRIMARY KEY AUTOINCREMENT)",
       R::kBadDefinition},
      {{},
       "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT) WITHOUT ROWID",
       R::kBadDefinition},
      {{}, "CREATE TABLE t(a, CHECK((SELECT 1)))", R::kProhibited},
      {{}, "CREATE TABLE t(a, CHECK(zz))", R::kNoSuchColumn, {3, 0, 0}},
      {{}, "CREATE TABLE t(a AS (a))", R::kBadDefinition, k31},
      {{}, "CREATE TABLE t(a AS (1) PRIMARY KEY, b)", R::kBadDefinition, k31},
      {{}, "CREATE TABLE t(a) STRICT", R::kBadDefinition, k37},
      {{}, "CREATE TABLE t(a FOO) STRICT", R::kBadDefinition, k37},
      {{}, "CREATE TABLE t(a, FOREIGN KEY(zz) REFERENCES p)", R::kNoSuchColumn},
      {{}, "CREATE TABLE t(a REFERENCES p(x,y))", R::kBadDefinition},
      {{},
       "CREATE TABLE t(a, b, FOREIGN KEY(a,b) REFERENCES p(x))",
       R::kBadDefinition},
      {{}, "CREATE TABLE t(a, UNIQUE(a+1))", R::kProhibited},
      {{}, "CREATE TABLE t(a, UNIQUE(zz))", R::kNoSuchColumn, {3, 31, 0}},
      {{}, "CREATE TABLE t(a DEFAULT (a))", R::kDefaultNotConstant},
      {{}, "CREATE TABLE nodb.t(a)", R::kUnknownDatabase},
      {{}, "CREATE TEMP TABLE main.t(a)", R::kBadDefinition},
      {{}, "CREATE VIRTUAL TABLE t USING nosuch", R::kNoSuchModule},
      {{}, "CREATE INDEX i ON nosuch(a)", R::kNoSuchTable},
      {kT, "CREATE INDEX i ON t(zz)", R::kNoSuchColumn},
      {kT, "CREATE INDEX i ON t(random())", R::kProhibited},
      {kT, "CREATE INDEX i ON t(b) WHERE (SELECT 1)", R::kProhibited},
      {kT, "CREATE INDEX i ON t(sum(b))", R::kBadDefinition},
      {kT, "CREATE INDEX i ON sqlite_master(name)", R::kMayNotBeAltered},
      {{"CREATE VIEW v AS SELECT 1 AS a"},
       "CREATE INDEX i ON v(a)",
       R::kIsView},
      {{"CREATE TABLE t(a,b)", "INSERT INTO t VALUES(1,1),(1,2)"},
       "CREATE UNIQUE INDEX i ON t(a)",
       R::kUnique},
      {{}, "CREATE VIEW v AS SELECT ?1", R::kProhibited},
      {kT, "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT ?1; END",
       R::kProhibited},
      {kT, "CREATE TRIGGER r INSTEAD OF INSERT ON t BEGIN SELECT 1; END",
       R::kBadDefinition},
      {{"CREATE VIEW v AS SELECT 1 AS a"},
       "CREATE TRIGGER r AFTER INSERT ON v BEGIN SELECT 1; END",
       R::kIsView},
      {{},
       "CREATE TRIGGER r AFTER INSERT ON nosuch BEGIN SELECT 1; END",
       R::kNoSuchTable},
      {{},
       "CREATE TRIGGER r AFTER INSERT ON sqlite_master BEGIN SELECT 1; END",
       R::kMayNotBeAltered},
      {kT, "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM main.t; END",
       R::kBadDefinition},
      {{}, "DROP TABLE nosuch", R::kNoSuchTable},
      {{}, "DROP VIEW nosuch", R::kNoSuchView},
      {{}, "DROP INDEX nosuch", R::kNoSuchIndex},
      {{}, "DROP TRIGGER nosuch", R::kNoSuchTrigger},
      {kT, "DROP VIEW t", R::kNoSuchView},
      {{"CREATE VIEW v AS SELECT 1"}, "DROP TABLE v", R::kIsView},
      {{}, "DROP TABLE sqlite_master", R::kMayNotBeAltered},
      {kT, "DROP INDEX sqlite_autoindex_t_1", R::kMayNotBeAltered},
      {{}, "REINDEX nosuch", R::kNoSuchIndex},
      {{}, "ANALYZE nosuch", R::kNoSuchTable},
      {{}, "DETACH nosuch", R::kUnknownDatabase},
      {{}, "DETACH main", R::kMayNotBeAltered},
      {{}, "ATTACH ':memory:' AS main", R::kNameTaken},
  };
}

std::vector<Case> DmlCases() {
  const std::vector<std::string> fk = {
      "PRAGMA foreign_keys=1", "CREATE TABLE p(x PRIMARY KEY)",
      "CREATE TABLE c(y REFERENCES p)", "INSERT INTO p VALUES(1)",
      "INSERT INTO c VALUES(1)"};
  return {
      {kT, "INSERT INTO t VALUES(2,NULL,5,6)", R::kNotNull},
      {kT, "INSERT INTO t VALUES(2,2,3,6)", R::kUnique},
      {kT, "INSERT INTO t VALUES(1,2,4,6)", R::kUnique},
      {kT, "INSERT INTO t VALUES(2,2,5,-1)", R::kCheck},
      {kT, "INSERT INTO t VALUES('x',2,5,6)", R::kMismatch},
      {kT, "INSERT INTO t(zz) VALUES(1)", R::kNoSuchColumn},
      {kT, "INSERT INTO t VALUES(1)", R::kWidthMismatch},
      {kT, "INSERT INTO t(a,b) VALUES(1)", R::kWidthMismatch},
      {kT, "INSERT INTO t VALUES(1,2,3,4),(1,2)", R::kWidthMismatch},
      {kT, "INSERT INTO nosuch VALUES(1)", R::kNoSuchTable},
      {kT, "UPDATE t SET zz=1", R::kNoSuchColumn},
      {kT, "UPDATE t SET (a,b)=(1,2,3)", R::kWidthMismatch},
      {kT, "UPDATE t SET b=NULL", R::kNotNull},
      {kT, "DELETE FROM t WHERE zz", R::kNoSuchColumn},
      {kT, "SELECT t2.a FROM t", R::kNoSuchColumn},
      {kT, "SELECT a FROM t, t AS u", R::kAmbiguousColumn},
      {kT, "SELECT nosuch(1)", R::kNoSuchFunction},
      {kT, "SELECT abs(1,2)", R::kBadDefinition},
      {kT, "SELECT 1 UNION SELECT 1,2", R::kWidthMismatch},
      {kT, "SELECT (SELECT 1,2)", R::kWidthMismatch},
      {kT, "SELECT 1 IN (SELECT 1,2)", R::kWidthMismatch},
      {kT, "SELECT a FROM t ORDER BY 7", R::kBadDefinition},
      {kT, "SELECT a FROM t WHERE sum(a)", R::kBadDefinition},
      {kT, "SELECT 'a' COLLATE nosuch < 'b'", R::kNoSuchCollation},
      {kT, "SELECT abs(-9223372036854775808)", R::kMismatch},
      {kT, "SELECT * FROM t JOIN t AS u USING(zz)", R::kNoSuchColumn},
      {kT, "SELECT raise(ABORT,'x')", R::kBadDefinition},
      {{"CREATE VIEW v AS SELECT 1 AS a"},
       "INSERT INTO v VALUES(1)",
       R::kReadOnly},
      {{}, "INSERT INTO sqlite_master VALUES(1,2,3,4,5)", R::kMayNotBeAltered},
      {{"CREATE TABLE t(a, b AS (a))"},
       "INSERT INTO t(b) VALUES(1)",
       R::kGeneratedWrite,
       k31},
      {{"CREATE TABLE t(a, b AS (a))"},
       "UPDATE t SET b=1",
       R::kGeneratedWrite,
       k31},
      {{"CREATE TABLE s(a INT) STRICT"},
       "INSERT INTO s VALUES('x')",
       R::kDatatype,
       k37},
      {{"CREATE TABLE t(a)",
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT RAISE(ABORT,"
        "'no such table: t'); END"},
       "INSERT INTO t VALUES(1)",
       R::kRaise},
      {{"PRAGMA recursive_triggers=1", "CREATE TABLE t(a)",
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO t VALUES(1); "
        "END"},
       "INSERT INTO t VALUES(1)",
       R::kTriggerRecursion},
      {fk, "DELETE FROM p", R::kForeignKey},
      {fk, "INSERT INTO c VALUES(7)", R::kForeignKey},
      {{"PRAGMA foreign_keys=1", "CREATE TABLE p(x)",
        "CREATE TABLE c(y REFERENCES p(x))"},
       "INSERT INTO c VALUES(7)",
       R::kForeignKeyMismatch},
      {{"PRAGMA foreign_keys=1", "CREATE TABLE c(y REFERENCES p(x))"},
       "INSERT INTO c VALUES(7)",
       R::kNoSuchTable},
      {{"CREATE VIEW v AS SELECT * FROM v"},
       "SELECT * FROM v",
       R::kCircularView},
      {{"CREATE TABLE t(a)", "PRAGMA query_only=1"},
       "INSERT INTO t VALUES(1)",
       R::kReadOnly},
      // transactions
      {{"BEGIN"}, "BEGIN", R::kTransactionState},
      {{}, "COMMIT", R::kTransactionState},
      {{}, "ROLLBACK", R::kTransactionState},
      {{}, "RELEASE x", R::kNoSuchSavepoint},
      {{"SAVEPOINT a"}, "ROLLBACK TO x", R::kNoSuchSavepoint},
      {{"BEGIN"}, "VACUUM", R::kTransactionState},
      {{"BEGIN"}, "PRAGMA synchronous=OFF", R::kTransactionState},
  };
}

void RunCases(const std::vector<Case>& cases) {
  for (const std::string& spec : SqliteSpecs()) {
    auto engine = OpenEngine(spec, {});
    ASSERT_TRUE(engine.ok()) << engine.status();
    const SqliteVersion version = (*engine)->info().dialect.version;
    for (const Case& c : cases) {
      SCOPED_TRACE(version.ToString() + ": " + c.sql);
      if (version < c.since || version >= c.until) continue;
      ASSERT_TRUE((*engine)->Reset().ok());
      bool set_up = true;
      for (const std::string& sql : c.setup) {
        auto outcome = (*engine)->Execute(sql);
        ASSERT_TRUE(outcome.ok()) << outcome.status();
        // An old version may lack what a case builds on.
        set_up &= std::holds_alternative<Accepted>(*outcome);
      }
      if (!set_up) {
        EXPECT_LT(version, (SqliteVersion{3, 40, 1}));
        continue;
      }
      auto outcome = (*engine)->Execute(c.sql);
      ASSERT_TRUE(outcome.ok()) << outcome.status();
      const auto* refused = std::get_if<Refused>(&*outcome);
      if (refused == nullptr) {
        ADD_FAILURE() << Describe(*outcome);
        continue;
      }
      EXPECT_EQ(ReasonName(refused->reason), ReasonName(c.reason))
          << Describe(*outcome);
    }
  }
}

TEST(ErrorTable, ReadsWhatAlterRefuses) { RunCases(AlterCases()); }
TEST(ErrorTable, ReadsWhatOtherDdlRefuses) { RunCases(DdlCases()); }
TEST(ErrorTable, ReadsWhatDmlRefuses) { RunCases(DmlCases()); }

TEST(ErrorTable, ReadsWhatTheFullModeRefuses) {
  const struct {
    const char* message;
    Reason reason;
  } cases[] = {
      {"3 existing NULL values in t.c, first at rowid 17", R::kNotNull},
      {"1 value of t.a does not fit INT, first at rowid 2: ' already exists'",
       R::kDatatype},
      {"2 existing rows of t violate p, first at rowid 2", R::kCheck},
      {"1 duplicate key in t(a), first at rowid 1: 1 (2 times)", R::kUnique},
      {"2 values of t(a) have no parent in p, first at rowid 1: 5",
       R::kForeignKey},
      {"cannot drop column a: needed by view v", R::kMayNotBeAltered},
      {"this would break view v; drop or change these first",
       R::kMayNotBeAltered},
      {"constraint k already exists on table t", R::kConstraintExists},
      {"no such column: \"x\" in table t; did you mean \"y\"?",
       R::kNoSuchColumn},
      {"k: no such column: \"z\" in table p", R::kNoSuchColumn},
      {"k: 2 columns refer to 1 columns of p", R::kForeignKeyMismatch},
      {"table t would not be legal: unknown datatype for t.a: \"X\"",
       R::kBadDefinition},
      {"table t has a PRIMARY KEY already; DROP CONSTRAINT it first, or add "
       "UNIQUE",
       R::kBadDefinition},
      {"line 1, column 9: near \"X\": syntax error; expected a name",
       R::kSyntax},
      {"v is a view; ALTER TABLE changes tables", R::kIsView},
      {"cannot drop column a: no other columns exist", R::kLastColumn},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Classify(1, c.message).reason, c.reason) << c.message;
  }
}

// Messages that need an old version, a limit or damage to be had.
TEST(ErrorTable, ReadsMessagesAsTheyStand) {
  const struct {
    int code;
    const char* message;
    Reason reason;
    const char* wrapper;
  } cases[] = {
      {1,
       "no such column: \"a\" - should this be a string literal in "
       "single-quotes?",
       R::kNoSuchColumn, ""},
      {1, "error in view v: no such table: main.gone", R::kNoSuchTable,
       "error in view v: "},
      {1, "error in trigger tr after drop column: no such column: new.a",
       R::kNoSuchColumn, "error in trigger tr after drop column: "},
      {1,
       "error in table t after drop constraint: subqueries prohibited in "
       "CHECK constraints",
       R::kProhibited, "error in table t after drop constraint: "},
      {1, "error in table t after add column: near \"x\": syntax error",
       R::kSyntax, "error in table t after add column: "},
      {1, "error in table t after add column: incomplete input", R::kSyntax,
       "error in table t after add column: "},
      // Names that try to look like the wrapper.
      {1, "error in view a: b: no such column: x", R::kNoSuchColumn,
       "error in view a: b: "},
      {1, "error in view a after rename: b: ambiguous column name: x",
       R::kAmbiguousColumn, "error in view a after rename: b: "},
      {1,
       "error in index i after drop column after drop column: no such "
       "column: c",
       R::kNoSuchColumn,
       "error in index i after drop column after drop column: "},
      {1, "error in generated column \"c\"", R::kBadDefinition, ""},
      {1, "table a may not be altered b may not be altered",
       R::kMayNotBeAltered, ""},
      {1, "constraint C already exists", R::kConstraintExists, ""},
      {1, "table constraint x already exists", R::kNameTaken, ""},
      {19, "constraint failed", R::kConstraintViolated, ""},
      {275, "CHECK constraint failed: constraint failed", R::kCheck, ""},
      {1811, "constraint failed", R::kRaise, ""},
      {0, "UNIQUE constraint failed: t.a", R::kUnique, ""},
      {0, "NOT NULL constraint failed: t.a", R::kNotNull, ""},
      {0, "FOREIGN KEY constraint failed", R::kForeignKey, ""},
      {11, "malformed database schema (t) - no such column: x", R::kCorrupt,
       ""},
      {11, "database disk image is malformed", R::kCorrupt, ""},
      {5, "database is locked", R::kBusy, ""},
      {6, "database table is locked: t", R::kBusy, ""},
      {23, "not authorized", R::kNotAuthorized, ""},
      {1, "SQL logic error", R::kLogicError, ""},
      {1, "too many columns on sqlite_altertab_m", R::kTooMany, ""},
      {1, "too many levels of trigger recursion", R::kTriggerRecursion, ""},
      {1, "Expression tree is too large (maximum depth 1000)", R::kTooMany, ""},
      {18, "string or blob too big", R::kTooMany, ""},
      {1, "object name reserved for internal use: sqlite_x", R::kReservedName,
       ""},
      {1, "view v cannot reference objects in database aux", R::kBadDefinition,
       ""},
      {1, "1st ORDER BY term does not match any column in the result set",
       R::kBadDefinition, ""},
      {1, "expected 1 columns for 'v2' but got 2", R::kWidthMismatch, ""},
      {1, "a message of tomorrow", R::kUnclassified, ""},
      {1, "", R::kUnclassified, ""},
      {1, "error in view v: a message of tomorrow", R::kUnclassified, ""},
  };
  for (const auto& c : cases) {
    const Refused refused = Classify(c.code, c.message);
    EXPECT_EQ(ReasonName(refused.reason), ReasonName(c.reason)) << c.message;
    EXPECT_EQ(refused.wrapper, c.wrapper) << c.message;
    EXPECT_EQ(refused.message, c.message);
    EXPECT_EQ(refused.extended_code, c.code);
  }
}

}  // namespace
}  // namespace alterego
