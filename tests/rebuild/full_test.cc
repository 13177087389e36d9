// The full mode, form by form: the text, the rows with their storage classes,
// or the refusal; every result is held against a database made from scratch.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/rebuild/full_cases.h"

namespace alterego::rebuild {
namespace {

void RunCases(const std::vector<FullCase>& cases) {
  for (const FullCase& c : cases) {
    for (Strategy s : {Strategy::kAuto, Strategy::kEdit, Strategy::kRebuild,
                       Strategy::kNative}) {
      RunFullCase(c, s);
    }
  }
}

constexpr char kMissing[] =
    "CREATE TABLE t(a); INSERT INTO t VALUES(1),(2); "
    "ALTER TABLE t ADD COLUMN b INT DEFAULT '7'; "
    "ALTER TABLE t ADD COLUMN c TEXT DEFAULT 8; INSERT INTO t(a) VALUES(3)";

TEST(FullTest, Defaults) {
  RunCases({
      {"set", "CREATE TABLE t(a INT, b); INSERT INTO t VALUES(1,2)",
       "ALTER TABLE t ALTER COLUMN b SET DEFAULT 'x'",
       "CREATE TABLE t(a INT, b DEFAULT 'x')", "1|2"},
      {"not constant", "CREATE TABLE t(a INT, b DEFAULT 5)",
       "ALTER TABLE t ALTER b SET DEFAULT (abs(-3) + 1)",
       "CREATE TABLE t(a INT, b DEFAULT (abs(-3) + 1))", ""},
      {"rows that lack the column", kMissing,
       "ALTER TABLE t ALTER b SET DEFAULT 9",
       "CREATE TABLE t(a, b INT DEFAULT 9, c TEXT DEFAULT 8)",
       "1|7|'8';2|7|'8';3|7|'8'"},
      {"both of them", kMissing,
       "ALTER TABLE t ALTER b DROP DEFAULT, ALTER c SET DEFAULT 'z'",
       "CREATE TABLE t(a, b INT, c TEXT DEFAULT 'z')",
       "1|7|'8';2|7|'8';3|7|'8'"},
      {"of a column without default",
       "CREATE TABLE t(a); INSERT INTO t VALUES(1); ALTER TABLE t ADD b",
       "ALTER TABLE t ALTER b SET DEFAULT 5", "CREATE TABLE t(a, b DEFAULT 5)",
       "1|NULL"},
      {"generated", "CREATE TABLE t(a, b AS (a))",
       "ALTER TABLE t ALTER b SET DEFAULT 5",
       "column b is generated and has no default; DROP EXPRESSION makes it an "
       "ordinary column",
       nullptr},
      {"no such column", "CREATE TABLE t(amount, b)",
       "ALTER TABLE t ALTER amuont SET DEFAULT 5",
       "no such column: \"amuont\" in table t; did you mean \"amount\"?",
       nullptr},
      {"no such table", "CREATE TABLE orders(a)",
       "ALTER TABLE order_s ALTER a SET DEFAULT 5",
       "no such table: order_s; did you mean \"orders\"?", nullptr},
      {"if exists", "CREATE TABLE t(a)",
       "ALTER TABLE IF EXISTS nix ALTER a SET DEFAULT 5", "CREATE TABLE t(a)",
       ""},
  });
}

TEST(FullTest, Types) {
  RunCases({
      {"same affinity", "CREATE TABLE t(a INT); INSERT INTO t VALUES(1)",
       "ALTER TABLE t ALTER a TYPE BIGINT", "CREATE TABLE t(a BIGINT)", "1"},
      {"int to text",
       "CREATE TABLE t(a INT, b); INSERT INTO t VALUES(1,2),(NULL,3),(4.5,1); "
       "CREATE INDEX i ON t(a)",
       "ALTER TABLE t ALTER a TYPE TEXT", "CREATE TABLE t(a TEXT, b)",
       "'1'|2;NULL|3;'4.5'|1"},
      {"text to int",
       "CREATE TABLE t(a TEXT UNIQUE); INSERT INTO t VALUES('1'),(' 2 '),"
       "('3.0'),(NULL)",
       "ALTER TABLE t ALTER a SET DATA TYPE INT",
       "CREATE TABLE t(a INT UNIQUE)", "1;2;3;NULL"},
      {"does not fit",
       "CREATE TABLE t(a TEXT); INSERT INTO t VALUES('1'),('x'),('4.5')",
       "ALTER TABLE t ALTER a TYPE INT",
       "2 values of t.a do not fit INT, first at rowid 2: 'x'; say how to "
       "convert them: ... TYPE INT USING expression",
       nullptr},
      {"using",
       "CREATE TABLE t(a TEXT, b); INSERT INTO t VALUES('1x',5),('y',7)",
       "ALTER TABLE t ALTER a TYPE INT USING b * 2 + length(a)",
       "CREATE TABLE t(a INT, b)", "12|5;15|7"},
      {"real to int", "CREATE TABLE t(a REAL); INSERT INTO t VALUES(1),(2.0)",
       "ALTER TABLE t ALTER a TYPE INT", "CREATE TABLE t(a INT)", "1;2"},
      {"real to none", "CREATE TABLE t(a REAL); INSERT INTO t VALUES(1),(2.5)",
       "ALTER TABLE t ALTER a TYPE BLOB", "CREATE TABLE t(a BLOB)", "1.0;2.5"},
      {"collation",
       "CREATE TABLE t(a TEXT, b); INSERT INTO t VALUES('b',1),('A',2),('c',3);"
       "CREATE INDEX i ON t(a)",
       "ALTER TABLE t ALTER a TYPE TEXT COLLATE nocase",
       "CREATE TABLE t(a TEXT COLLATE nocase, b)", "'b'|1;'A'|2;'c'|3"},
      {"missing fields", kMissing, "ALTER TABLE t ALTER c TYPE BLOB",
       "CREATE TABLE t(a, b INT DEFAULT '7', c BLOB DEFAULT 8)",
       "1|7|'8';2|7|'8';3|7|'8'"},
      {"stored generated column",
       "CREATE TABLE t(a INT, g AS (typeof(a)) STORED, h AS (g || a));"
       "INSERT INTO t VALUES(1)",
       "ALTER TABLE t ALTER a TYPE TEXT",
       "CREATE TABLE t(a TEXT, g AS (typeof(a)) STORED, h AS (g || a))",
       "'1'|'text'|'text1'"},
  });
}

TEST(FullTest, Constraints) {
  RunCases({
      {"check", "CREATE TABLE t(a); INSERT INTO t VALUES(1)",
       "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0)",
       "CREATE TABLE t(a, CONSTRAINT p CHECK (a > 0))", "1"},
      {"check fails", "CREATE TABLE t(a); INSERT INTO t VALUES(1),(-1),(-2)",
       "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0)",
       "2 existing rows of t violate p, first at rowid 2; mend these rows "
       "first, or add the constraint NOT VALID",
       nullptr},
      {"check not valid", "CREATE TABLE t(a); INSERT INTO t VALUES(1),(-1)",
       "ALTER TABLE t ADD CONSTRAINT p CHECK (a > 0) NOT VALID",
       "CREATE TABLE t(a, CONSTRAINT p CHECK /* alterego: not_valid=1 */ (a > "
       "0))",
       "1;-1"},
      {"unique",
       "CREATE TABLE t(a, b UNIQUE); INSERT INTO t VALUES(1,2),(2,1),(NULL,9)",
       "ALTER TABLE t ADD UNIQUE (a)",
       "CREATE TABLE t(a, b UNIQUE, UNIQUE (a))", "1|2;2|1;NULL|9"},
      {"unique fails",
       "CREATE TABLE t(a, b); INSERT INTO t "
       "VALUES(1,2),(1,2),(2,2),(2,2),(3,3)",
       "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b)",
       "2 duplicate keys in t(a, b), first at rowid 1: 1, 2 (2 times); remove "
       "the duplicates first",
       nullptr},
      {"primary key",
       "CREATE TABLE t(a TEXT, b); INSERT INTO t VALUES('x',2),('y',1)",
       "ALTER TABLE t ADD PRIMARY KEY (a)",
       "CREATE TABLE t(a TEXT, b, PRIMARY KEY (a))", "'x'|2;'y'|1"},
      {"integer primary key",
       "CREATE TABLE t(a INTEGER, b); INSERT INTO t VALUES(7,2),(5,1); CREATE "
       "INDEX i ON t(b)",
       "ALTER TABLE t ADD PRIMARY KEY (a)",
       "CREATE TABLE t(a INTEGER, b, PRIMARY KEY (a))", "5|1;7|2"},
      {"second primary key", "CREATE TABLE t(a PRIMARY KEY, b)",
       "ALTER TABLE t ADD PRIMARY KEY (b)",
       "table t has a PRIMARY KEY already; DROP CONSTRAINT it first, or add "
       "UNIQUE",
       nullptr},
      {"foreign key",
       "CREATE TABLE p(k PRIMARY KEY); INSERT INTO p VALUES(1); CREATE TABLE "
       "t(a); INSERT INTO t VALUES(1),(NULL)",
       "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p(k) ON DELETE CASCADE",
       "CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p(k) ON DELETE CASCADE)",
       "1;NULL"},
      {"foreign key fails",
       "CREATE TABLE p(k PRIMARY KEY); CREATE TABLE t(a); INSERT INTO t "
       "VALUES(1),(NULL)",
       "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p",
       "1 value of t(a) has no parent in p, first at rowid 1: 1; mend these "
       "rows first, or add the constraint NOT VALID",
       nullptr},
      {"foreign key to no key", "CREATE TABLE p(k, l); CREATE TABLE t(a)",
       "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p(k)",
       "f: the columns of p that it refers to are no PRIMARY KEY and not "
       "UNIQUE; add a UNIQUE constraint or index there first",
       nullptr},
      {"name taken", "CREATE TABLE t(a, CONSTRAINT p CHECK (a))",
       "ALTER TABLE t ADD CONSTRAINT P UNIQUE (a)",
       "constraint P already exists on table t", nullptr},
      {"drop check", "CREATE TABLE t(a CHECK (a > 0)); INSERT INTO t VALUES(1)",
       "ALTER TABLE t DROP CONSTRAINT t_a_check", "CREATE TABLE t(a)", "1"},
      {"drop unique",
       "CREATE TABLE t(a UNIQUE, b UNIQUE); INSERT INTO t VALUES(1,2)",
       "ALTER TABLE t DROP CONSTRAINT t_a_key", "CREATE TABLE t(a, b UNIQUE)",
       "1|2"},
      {"drop integer primary key",
       "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b); INSERT INTO t "
       "VALUES(3,2),(9,1)",
       "ALTER TABLE t DROP CONSTRAINT t_pkey", "CREATE TABLE t(a INTEGER, b)",
       "3|2;9|1"},
      {"drop, restrict",
       "CREATE TABLE t(a PRIMARY KEY); CREATE TABLE c(x REFERENCES t); CREATE "
       "TABLE d(y, CONSTRAINT f FOREIGN KEY (y) REFERENCES t(a))",
       "ALTER TABLE t DROP CONSTRAINT t_pkey",
       "cannot drop constraint t_pkey: needed by foreign key c_x_fkey of table "
       "c, foreign key f of table d; use CASCADE to drop these too",
       nullptr},
      {"drop, cascade",
       "CREATE TABLE t(a PRIMARY KEY); CREATE TABLE c(x REFERENCES t, z)",
       "ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE", "CREATE TABLE t(a)", ""},
      {"drop if exists", "CREATE TABLE t(a)",
       "ALTER TABLE t DROP CONSTRAINT IF EXISTS nix", "CREATE TABLE t(a)", ""},
      {"drop, unknown", "CREATE TABLE t(a, CONSTRAINT abc CHECK (a))",
       "ALTER TABLE t DROP CONSTRAINT abd",
       "no such constraint: abd on table t; did you mean \"abc\"?", nullptr},
      {"set not null", "CREATE TABLE t(a); INSERT INTO t VALUES(1)",
       "ALTER TABLE t ALTER a SET NOT NULL", "CREATE TABLE t(a NOT NULL)", "1"},
      {"set not null fails",
       "CREATE TABLE t(a); INSERT INTO t(rowid, a) VALUES(3,1),(17,NULL),"
       "(18,NULL),(20,NULL)",
       "ALTER TABLE t ALTER a SET NOT NULL",
       "3 existing NULL values in t.a, first at rowid 17; give these rows a "
       "value first",
       nullptr},
      {"drop not null", "CREATE TABLE t(a NOT NULL); INSERT INTO t VALUES(1)",
       "ALTER TABLE t ALTER a DROP NOT NULL", "CREATE TABLE t(a)", "1"},
  });
}

TEST(FullTest, AddColumn) {
  constexpr char kRows[] = "CREATE TABLE t(a); INSERT INTO t VALUES(1),(2)";
  RunCases({
      {"plain", kRows, "ALTER TABLE t ADD COLUMN b TEXT",
       "CREATE TABLE t(a, b TEXT)", "1|NULL;2|NULL"},
      {"default", kRows, "ALTER TABLE t ADD b TEXT NOT NULL DEFAULT 5",
       "CREATE TABLE t(a, b TEXT NOT NULL DEFAULT 5)", "1|'5';2|'5'"},
      {"word", kRows, "ALTER TABLE t ADD b DEFAULT word",
       "CREATE TABLE t(a, b DEFAULT word)", "1|'word';2|'word'"},
      {"not constant", kRows, "ALTER TABLE t ADD b INT DEFAULT (abs(-4))",
       "CREATE TABLE t(a, b INT DEFAULT (abs(-4)))", "1|4;2|4"},
      {"first", kRows, "ALTER TABLE t ADD b INT DEFAULT 5 FIRST",
       "CREATE TABLE t(b INT DEFAULT 5, a)", "5|1;5|2"},
      {"after", "CREATE TABLE t(a, c); INSERT INTO t VALUES(1,2)",
       "ALTER TABLE t ADD b INT AFTER a", "CREATE TABLE t(a, b INT, c)",
       "1|NULL|2"},
      {"unique", kRows, "ALTER TABLE t ADD b UNIQUE",
       "CREATE TABLE t(a, b UNIQUE)", "1|NULL;2|NULL"},
      {"unique default", kRows, "ALTER TABLE t ADD b UNIQUE DEFAULT 5",
       "1 duplicate key in t(b), first at rowid 1: 5 (2 times); remove the "
       "duplicates first",
       nullptr},
      {"integer primary key",
       "CREATE TABLE t(a); INSERT INTO t(rowid,a) VALUES(4,1),(6,2)",
       "ALTER TABLE t ADD id INTEGER PRIMARY KEY AUTOINCREMENT FIRST",
       "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a)", "4|1;6|2"},
      {"stored", kRows, "ALTER TABLE t ADD b INT AS (a * 2) STORED",
       "CREATE TABLE t(a, b INT AS (a * 2) STORED)", "1|2;2|4"},
      {"virtual", kRows, "ALTER TABLE t ADD b AS (a * 2)",
       "CREATE TABLE t(a, b AS (a * 2))", "1|2;2|4"},
      {"not null", kRows, "ALTER TABLE t ADD b NOT NULL",
       "2 existing NULL values in t.b, first at rowid 1; give these rows a "
       "value first",
       nullptr},
      {"check", kRows, "ALTER TABLE t ADD b DEFAULT 5 CHECK (b > a + 3)",
       "1 existing row of t violates CHECK (b > a + 3), first at rowid 2; mend "
       "these rows first, or add the constraint NOT VALID",
       nullptr},
      // Only the new column compares so: asked when it is there.
      {"check with a collation", kRows,
       "ALTER TABLE t ADD b TEXT COLLATE NOCASE DEFAULT 'x' CHECK (b <> 'X')",
       "2 existing rows of t violate t_b_check, first at rowid 1; with the "
       "values that it would have",
       nullptr},
      {"duplicate", kRows, "ALTER TABLE t ADD A", "duplicate column name: A",
       nullptr},
      {"if not exists", kRows, "ALTER TABLE t ADD IF NOT EXISTS A INT",
       "CREATE TABLE t(a)", "1;2"},
      {"several", kRows,
       "ALTER TABLE t ADD b INT DEFAULT 1, ADD c DEFAULT 2 AFTER a, RENAME a "
       "TO "
       "z, ALTER b SET DEFAULT 9, ADD CHECK (z < b + c)",
       "CREATE TABLE t(z, c DEFAULT 2, b INT DEFAULT 9, CHECK (z < b + c))",
       "1|2|1;2|2|1"},
      {"without rowid",
       "CREATE TABLE t(a, b PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES"
       "(1,2),(3,1)",
       "ALTER TABLE t ADD c DEFAULT (1+1) FIRST",
       "CREATE TABLE t(c DEFAULT (1+1), a, b PRIMARY KEY) WITHOUT ROWID",
       "2|3|1;2|1|2"},
  });
}

TEST(FullTest, DropColumn) {
  constexpr char kNeeded[] =
      "CREATE TABLE t(a, b INT, c AS (b + 1), UNIQUE (a, b), CHECK (b > 0)); "
      "INSERT INTO t VALUES(1,2); CREATE INDEX i ON t(b); CREATE INDEX j ON "
      "t(a) WHERE b > 1; CREATE INDEX k ON t(a); CREATE VIEW v AS SELECT b "
      "FROM "
      "t; CREATE VIEW w AS SELECT * FROM v; CREATE VIEW x AS SELECT a FROM t; "
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT new.b; END; CREATE "
      "TABLE "
      "o(y, FOREIGN KEY (y, y) REFERENCES t(a, b))";
  RunCases({
      {"plain", "CREATE TABLE t(a, b, c); INSERT INTO t VALUES(1,2,3)",
       "ALTER TABLE t DROP b", "CREATE TABLE t(a, c)", "1|3"},
      {"restrict", kNeeded, "ALTER TABLE t DROP COLUMN b",
       "cannot drop column b: needed by foreign key o_y_y_fkey of table o, "
       "constraint t_a_b_key, constraint t_b_check, index i, index j, "
       "generated "
       "column c, view v, view w, trigger r; use CASCADE to drop these too",
       nullptr},
      {"cascade", kNeeded, "ALTER TABLE t DROP COLUMN b CASCADE",
       "CREATE TABLE t(a)", "1", "t", "index k, table o, view x"},
      {"primary key",
       "CREATE TABLE t(a INTEGER PRIMARY KEY, b); INSERT INTO t VALUES(4,2)",
       "ALTER TABLE t DROP a CASCADE", "CREATE TABLE t(b)", "2"},
      {"written in double quotes",
       "CREATE TABLE t(a, b); CREATE VIEW v AS SELECT \"b\" FROM t; CREATE "
       "VIEW w AS SELECT a, \"word\" FROM t; CREATE VIEW x AS SELECT \"b\", "
       "\"word\" FROM t; CREATE INDEX i ON t(\"b\")",
       "ALTER TABLE t DROP b",
       "cannot drop column b: needed by index i, view v, view x; use CASCADE "
       "to drop these too",
       nullptr},
      {"only", "CREATE TABLE t(a)", "ALTER TABLE t DROP a",
       "cannot drop column a: no other columns exist", nullptr},
      {"if exists", "CREATE TABLE t(a)", "ALTER TABLE t DROP IF EXISTS b",
       "CREATE TABLE t(a)", ""},
      {"and add", "CREATE TABLE t(a, b); INSERT INTO t VALUES(1,2)",
       "ALTER TABLE t DROP b, ADD b DEFAULT 3",
       "CREATE TABLE t(a, b DEFAULT 3)", "1|3"},
  });
}

}  // namespace
}  // namespace alterego::rebuild
