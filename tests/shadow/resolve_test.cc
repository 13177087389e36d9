// Which names mean what: a table of objects, and of the tokens that a rename
// must change. {x} in a text marks a token that means the column, ~x^ one that
// means the table; the markers are taken out before.
#include "shadow/resolve.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shadow/query_check.h"
#include "shadow/references.h"
#include "shadow/state.h"

namespace alterego::shadow {
namespace {

Snapshot MakeSnapshot(const std::vector<std::string>& main,
                      const std::vector<std::string>& temp = {}) {
  Snapshot snapshot = EmptySnapshot();
  const std::vector<const std::vector<std::string>*> texts{&main, &temp};
  for (size_t d = 0; d < 2; ++d) {
    auto database = std::make_shared<Database>(*snapshot.databases[d]);
    for (const std::string& sql : *texts[d]) {
      database->objects.push_back(Object::FromStoredSql(sql));
    }
    snapshot.databases[d] = std::move(database);
  }
  return snapshot;
}

std::string Unmarked(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '{' && c != '}' && c != '~' && c != '^') out += c;
  }
  return out;
}

// The text with the target's tokens between the two marks.
std::string Marked(const Object& object, const std::vector<sql::TokenIndex>& t,
                   char open, char close) {
  std::string out = object.sql;
  for (size_t i = t.size(); i-- > 0;) {
    const sql::Token& token = object.parsed->tokens[t[i]];
    out.insert(token.offset + token.length, 1, close);
    out.insert(token.offset, 1, open);
  }
  return out;
}

constexpr const char* kTables[] = {
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b)", "CREATE TABLE u(a, c)",
    "CREATE VIEW w AS SELECT a AS a, b AS b FROM t"};

// Tokens that mean t.b.
TEST(ResolveTest, Columns) {
  const char* const cases[] = {
      "CREATE VIEW v AS SELECT {b} FROM t",
      "CREATE VIEW v AS SELECT t.{b}, main.t.{B}, {\"b\"} FROM u, t WHERE {b}",
      "CREATE VIEW v AS SELECT b FROM w",
      "CREATE VIEW v AS SELECT c AS b FROM u ORDER BY b",
      "CREATE VIEW v AS SELECT a AS b FROM t WHERE {b}>1 ORDER BY b",
      "CREATE VIEW v AS SELECT a FROM u WHERE c IN (SELECT {b} FROM t)",
      "CREATE VIEW v AS SELECT (SELECT {b} FROM u) FROM t",
      "CREATE VIEW v AS SELECT b FROM (SELECT {b} FROM t)",
      "CREATE VIEW v AS WITH t AS (SELECT c AS b FROM u) SELECT b FROM t",
      "CREATE VIEW v AS WITH x AS (SELECT {b} AS q FROM t) SELECT q FROM x",
      "CREATE VIEW v AS SELECT {b} FROM t UNION SELECT c FROM u ORDER BY {b}",
      "CREATE VIEW v AS SELECT count(*) FROM t GROUP BY {b} HAVING {b}>1",
      "CREATE VIEW v AS SELECT sum({b}) OVER (ORDER BY {b}) FROM t",
      "CREATE VIEW v AS SELECT * FROM t JOIN u ON {b}=c",
      ("CREATE TRIGGER r AFTER UPDATE OF {b} ON t WHEN new.{b} BEGIN UPDATE t "
       "SET {b}=old.{b} WHERE {b}; INSERT INTO t({b}) SELECT c FROM u; END"),
      "CREATE TRIGGER r AFTER INSERT ON u BEGIN SELECT new.c, b FROM w; END",
      "CREATE INDEX i ON t({b}, abs({b})) WHERE {b}>1",
      "CREATE TABLE k(b, x REFERENCES t({b}), CHECK(b>1))",
  };
  const Dialect dialect;
  for (const char* text : cases) {
    std::vector<std::string> objects(std::begin(kTables), std::end(kTables));
    const std::string marked = text;
    objects.push_back(Unmarked(marked));
    const Snapshot snapshot = MakeSnapshot(objects);
    const Object& object = *snapshot.databases[0]->objects.back();
    const Resolution r = Resolve(snapshot, dialect, 0, object);
    ASSERT_FALSE(r.error) << text << r.error->message;
    EXPECT_TRUE(r.complete) << text;
    const RenameTarget target{0, "t", Identifier("b")};
    EXPECT_EQ(Marked(object, TokensToRename(r, target, dialect), '{', '}'),
              marked);
  }
}

// Tokens that mean the table t, between ~ and ^.
TEST(ResolveTest, Tables) {
  const char* const cases[] = {
      "CREATE VIEW v AS SELECT ~t^.a, q.b FROM ~t^, ~t^ AS q",
      "CREATE VIEW v AS SELECT ~t^.* FROM ~T^",
      "CREATE VIEW v AS SELECT t.c FROM u AS t",
      "CREATE VIEW v AS SELECT a FROM main.~t^",
      ("CREATE TRIGGER r AFTER INSERT ON ~t^ BEGIN DELETE FROM ~t^ WHERE "
       "~t^.a=new.a; END"),
      "CREATE TABLE k(x REFERENCES ~t^, FOREIGN KEY(x) REFERENCES ~\"T\"^(a))",
      "CREATE INDEX i ON ~t^(b) WHERE ~t^.a>1",
  };
  const Dialect dialect;
  for (const char* text : cases) {
    const std::string marked = text;
    std::vector<std::string> objects(std::begin(kTables), std::end(kTables));
    objects.push_back(Unmarked(marked));
    const Snapshot snapshot = MakeSnapshot(objects);
    const Object& object = *snapshot.databases[0]->objects.back();
    const Resolution r = Resolve(snapshot, dialect, 0, object);
    ASSERT_FALSE(r.error) << text << r.error->message;
    const RenameTarget target{0, "t", std::nullopt};
    EXPECT_EQ(Marked(object, TokensToRename(r, target, dialect), '~', '^'),
              marked);
  }
}

struct ErrorCase {
  const char* sql;
  Reason reason;
  const char* message;
};

TEST(ResolveTest, FirstError) {
  const ErrorCase cases[] = {
      {"CREATE VIEW v AS SELECT x FROM t", Reason::kNoSuchColumn,
       "no such column: x"},
      {"CREATE VIEW v AS SELECT t.x FROM t", Reason::kNoSuchColumn,
       "no such column: t.x"},
      {"CREATE VIEW v AS SELECT a FROM t, u", Reason::kAmbiguousColumn,
       "ambiguous column name: a"},
      {"CREATE VIEW v AS SELECT 1 FROM gone", Reason::kNoSuchTable,
       "no such table: main.gone"},
      {"CREATE VIEW v AS SELECT z.* FROM t", Reason::kNoSuchTable,
       "no such table: z"},
      {"CREATE VIEW v AS SELECT *", Reason::kBadDefinition,
       "no tables specified"},
      {"CREATE VIEW v AS SELECT 1 FROM t JOIN u USING(b)",
       Reason::kNoSuchColumn,
       "cannot join using column b - column not present in both tables"},
      {"CREATE VIEW v AS SELECT a, b FROM t UNION SELECT a FROM u",
       Reason::kWidthMismatch,
       "SELECTs to the left and right of UNION do not have the same number of "
       "result columns"},
      {"CREATE VIEW v AS SELECT a FROM t UNION SELECT a FROM u ORDER BY a+1",
       Reason::kBadDefinition,
       "1st ORDER BY term does not match any column in the result set"},
      {"CREATE VIEW v AS WITH c(p, q) AS (SELECT 1) SELECT p FROM c",
       Reason::kWidthMismatch, "table c has 1 values for 2 columns"},
      {"CREATE VIEW v AS WITH c AS (SELECT * FROM c) SELECT 1 FROM c",
       Reason::kBadDefinition, "circular reference: c"},
      {"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT old.a; END",
       Reason::kNoSuchColumn, "no such column: old.a"},
      {"CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM gone; END",
       Reason::kNoSuchTable, "no such table: main.gone"},
      {"CREATE INDEX i ON t(z)", Reason::kNoSuchColumn, "no such column: z"},
      {"CREATE INDEX i ON t((SELECT 1))", Reason::kProhibited,
       "subqueries prohibited in index expressions"},
      {"CREATE TABLE k(x, UNIQUE(y))", Reason::kNoSuchColumn,
       "no such column: y"},
      {"CREATE TABLE k(x, X)", Reason::kDuplicateColumn,
       "duplicate column name: X"},
      {"CREATE TABLE k(x CHECK(z>1))", Reason::kNoSuchColumn,
       "no such column: z"},
      {"CREATE TABLE k(x AS (1))", Reason::kBadDefinition,
       "must have at least one non-generated column"},
      // A view is one more subquery: its string meets the outer columns.
      {"CREATE VIEW v AS SELECT (SELECT 0 FROM text) FROM t, t AS x",
       Reason::kAmbiguousColumn, "ambiguous column name: b"},
      {"CREATE VIEW v AS SELECT 1 IN text FROM t, t AS x",
       Reason::kAmbiguousColumn, "ambiguous column name: b"},
      {"CREATE TRIGGER r AFTER INSERT ON t BEGIN"
       " SELECT EXISTS (SELECT 0 FROM text) FROM t AS x, t AS y; END",
       Reason::kAmbiguousColumn, "ambiguous column name: b"},
      {"CREATE VIEW v AS WITH c AS (SELECT nope) SELECT 1 IN c",
       Reason::kNoSuchColumn, "no such column: nope"},
  };
  const Dialect dialect;
  for (const ErrorCase& c : cases) {
    std::vector<std::string> objects(std::begin(kTables), std::end(kTables));
    objects.push_back("CREATE VIEW text AS SELECT \"b\"");
    objects.push_back(c.sql);
    const Snapshot snapshot = MakeSnapshot(objects);
    const Resolution r =
        Resolve(snapshot, dialect, 0, *snapshot.databases[0]->objects.back());
    ASSERT_TRUE(r.error) << c.sql;
    EXPECT_EQ(r.error->message, c.message) << c.sql;
    EXPECT_EQ(r.error->reason, c.reason) << c.sql;
  }
}

// What a SELECT of its own is refused for beyond its names, and what not.
struct QueryCase {
  const char* sql;
  SqliteVersion version;
  const char* message;  // "": accepted
};

TEST(ResolveTest, Queries) {
  constexpr SqliteVersion k40{3, 40, 1}, k45{3, 45, 1};
  const QueryCase cases[] = {
      // Windows.
      {"SELECT sum(b) OVER q FROM t", k40, "no such window: q"},
      {"SELECT sum(b) OVER \"q\" FROM t WINDOW q AS ()", k40,
       "no such window: \"q\""},
      {"SELECT sum(b) OVER Q FROM t WINDOW q AS ()", k40, ""},
      {"SELECT sum(b) OVER (q PARTITION BY a) FROM t WINDOW q AS (ORDER BY a)",
       k40, "cannot override PARTITION clause of window: q"},
      {"SELECT sum(b) OVER (q ORDER BY a) FROM t WINDOW q AS (ORDER BY a)", k40,
       "cannot override ORDER BY clause of window: q"},
      {"SELECT sum(b) OVER (q) FROM t WINDOW q AS (ROWS 1 PRECEDING)", k40,
       "cannot override frame specification of window: q"},
      {"SELECT sum(b) OVER (q ORDER BY a) FROM t WINDOW q AS (PARTITION BY b)",
       k40, ""},
      {"SELECT sum(b) OVER q FROM t WINDOW q AS (PARTITION BY x)", k40,
       "no such column: x"},
      {"SELECT b FROM t WINDOW q AS (PARTITION BY x)", k40, ""},
      {"SELECT sum(b) OVER (RANGE 1 PRECEDING) FROM t", k40,
       "RANGE with offset PRECEDING/FOLLOWING requires one ORDER BY "
       "expression"},
      {"SELECT rank() FILTER (WHERE b) OVER () FROM t", k40,
       "FILTER clause may only be used with aggregate window functions"},
      {"SELECT abs(b) OVER () FROM t", k40,
       "abs() may not be used as a window function"},
      {"SELECT abs(b) FILTER (WHERE 1) FROM t", k40,
       "FILTER may not be used with non-aggregate abs()"},
      {"SELECT rank() FROM t", k40, "misuse of window function rank()"},
      {"SELECT b FROM t WHERE sum(b) OVER ()", k40,
       "misuse of window function sum()"},
      // Aggregates of an outer query.
      {"SELECT (SELECT sum(b)) FROM t", k40, ""},
      {"SELECT (SELECT s FROM (SELECT sum(\"b\") AS s)) FROM t", k40,
       "misuse of aggregate: sum()"},
      {"SELECT (SELECT s FROM (SELECT sum(\"b\") AS s)) FROM t", k45, ""},
      {"SELECT (SELECT s FROM (SELECT sum(c) AS s FROM u)) FROM t", k40, ""},
      {"SELECT a FROM t WHERE sum(b)", k40,
       "misuse of aggregate function sum()"},
      {"SELECT 1 FROM t GROUP BY (SELECT sum(b) FROM u)", k40,
       "aggregate functions are not allowed in the GROUP BY clause"},
  };
  const Snapshot snapshot =
      MakeSnapshot({std::begin(kTables), std::end(kTables)});
  for (const QueryCase& c : cases) {
    Dialect dialect;
    dialect.version = c.version;
    const sql::ParseResult parsed = sql::ParseStatement(c.sql);
    ASSERT_TRUE(parsed.ok()) << c.sql;
    const QueryCheck check = CheckQuery(
        snapshot, dialect, std::get<Select>(parsed->statement).node, nullptr);
    EXPECT_FALSE(check.unknown) << c.sql;
    EXPECT_EQ(check.error ? check.error->message : "", c.message) << c.sql;
  }
}

TEST(ResolveTest, FaultsOfWindowsWhileTheyAreParsed) {
  const QueryCase cases[] = {
      {"CREATE VIEW v AS SELECT a FROM t WINDOW w AS (), x AS (y)",
       {3, 40, 1},
       "no such window: y"},
      {"CREATE VIEW v AS SELECT a FROM t WINDOW w AS (), x AS (w PARTITION BY "
       "a)",
       {3, 40, 1},
       "cannot override PARTITION clause of window: w"},
      {"CREATE VIEW v AS SELECT a FROM t WINDOW x AS (w), w AS ()",
       {3, 40, 1},
       ""},
      {"CREATE VIEW v AS SELECT count(DISTINCT a) OVER () FROM t",
       {3, 40, 1},
       "DISTINCT is not supported for window functions"},
      {"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT a FROM t WINDOW w AS "
       "(), x AS (y); END",
       {3, 40, 1},
       "no such window: y"},
  };
  for (const QueryCase& c : cases) {
    const sql::ParseResult parsed = sql::ParseStatement(c.sql);
    ASSERT_TRUE(parsed.ok()) << c.sql;
    EXPECT_EQ(WindowFault(parsed->statement, c.version), c.message) << c.sql;
  }
}

TEST(ResolveTest, StringsThatAreNoColumns) {
  const Snapshot snapshot =
      MakeSnapshot({kTables[0],
                    "CREATE VIEW v AS SELECT \"b\", \"x y\" FROM t "
                    "WHERE 'z'=\"it's\""});
  const Object& view = *snapshot.databases[0]->objects[1];
  const Resolution r = Resolve(snapshot, Dialect{}, 0, view);
  ASSERT_EQ(r.quoted_strings.size(), 2u);
  TextEdit edit;
  edit.strings = r.quoted_strings;
  EXPECT_EQ(EditText(*view.parsed, edit, Dialect{}),
            "CREATE VIEW v AS SELECT \"b\", 'x y' FROM t WHERE 'z'='it''s'");
  Dialect strict;
  strict.dqs_dml = false;
  EXPECT_EQ(Resolve(snapshot, strict, 0, view).error->message,
            "no such column: x y");
}

TEST(ResolveTest, TempObjectsSeeTempFirst) {
  const Snapshot snapshot =
      MakeSnapshot({"CREATE TABLE t(a)"},
                   {"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT a FROM t",
                    "CREATE VIEW w AS SELECT a FROM main.t"});
  const std::vector<Found> in_main =
      WhoMentions(snapshot, Dialect{}, {0, "t", Identifier("a")});
  ASSERT_EQ(in_main.size(), 2u);  // the table itself, and w
  EXPECT_EQ(in_main[1].database, 1u);
  EXPECT_EQ(in_main[1].object, 2u);
  EXPECT_EQ(WhoMentions(snapshot, Dialect{}, {1, "t", Identifier("a")}).size(),
            2u);
}

}  // namespace
}  // namespace alterego::shadow
