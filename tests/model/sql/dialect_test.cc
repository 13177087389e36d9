// The ALTER TABLE of the full dialect: what is read as what, what is refused
// and in which words, and that SQLite's own statements keep their meaning.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/script.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/model/sql/dialect_forms.h"
#include "tests/model/sql/statements.h"
#include "tests/places.h"

namespace alterego::sql {
namespace {

constexpr Mode kFull = Mode::kFull;

// What the full dialect makes of it, however many actions there are.
AlterTableFull Read(const std::string& sql) {
  const ParseResult parsed = ParseStatement(sql, kFull);
  if (!parsed.ok()) {
    ADD_FAILURE() << sql << "\n" << parsed.error().ToString();
    return AlterTableFull();
  }
  const Statement& statement = parsed->statement;
  if (const auto* native = std::get_if<AlterTable>(&statement)) {
    return Widened(*native);
  }
  return std::get<AlterTableFull>(statement);
}

TEST(Dialect, EveryFormReadsAndPrints) {
  std::set<std::string> seen;
  for (const Form& form : kForms) {
    const std::string subject = "ALTER TABLE t ";
    const AlterTableFull alter = Read(subject + form.action);
    ASSERT_EQ(alter.actions.size(), 1u) << form.action;
    EXPECT_EQ(ActionName(alter.actions[0]), form.name) << form.action;
    seen.emplace(form.name);
    const char* canonical = form.canonical ? form.canonical : form.action;
    EXPECT_EQ(alter.ToSql(), subject + canonical);
    EXPECT_EQ(Read(alter.ToSql()), alter) << alter.ToSql();
  }
  ForEachAction([&](auto tag) {
    using Op = typename decltype(tag)::type;
    EXPECT_EQ(seen.count(std::string(OpTraits<Op>::kName)), 1u)
        << OpTraits<Op>::kName << " has no row";
  });
}

TEST(Dialect, SeveralActionsInOneStatement) {
  std::string all = "ALTER TABLE IF EXISTS main.\"T\" ";
  std::string canonical = all;
  for (const Form& form : kForms) {
    if (&form != kForms) {
      all += " /* and */ , ";
      canonical += ", ";
    }
    all += form.action;
    canonical += form.canonical ? form.canonical : form.action;
  }
  const AlterTableFull alter = Read(all + " ; -- behind");
  EXPECT_TRUE(alter.if_exists);
  EXPECT_EQ(alter.schema->ToSql(), "main");
  ASSERT_EQ(alter.actions.size(), std::size(kForms));
  for (size_t i = 0; i < alter.actions.size(); ++i) {
    EXPECT_EQ(ActionName(alter.actions[i]), kForms[i].name) << i;
  }
  EXPECT_EQ(alter.ToSql(), canonical);
  EXPECT_EQ(Read(canonical), alter);
}

// What SQLite has words for is an AlterTable in both modes.
TEST(Dialect, NativeStatementsStayWhatTheyAre) {
  int compared = 0;
  auto compare = [&](const std::string& sql) {
    const ParseResult native = ParseStatement(sql);
    if (!native.ok()) return;
    ++compared;
    const ParseResult full = ParseStatement(sql, kFull);
    ASSERT_TRUE(full.ok()) << sql << "\n" << full.error().ToString();
    EXPECT_TRUE(full->statement == native->statement) << sql;
  };
  for (const char* sql : kStatements) compare(sql);
  const std::set<std::string> placed = {
      "ADD c INT FIRST",         "ADD c FIRST",     "ADD c INT AFTER b",
      "ADD c AFTER \"a b\"",     "ADD first FIRST", "ADD after AFTER b",
      "ADD after after AFTER b",
  };
  for (const Form& form : kForms) {
    const std::string sql = std::string("ALTER TABLE t ") + form.action;
    if (placed.count(form.action) == 0) {
      compare(sql);
      continue;
    }
    // The only ones that read otherwise: the words would be the type's.
    const ParseResult native = ParseStatement(sql);
    ASSERT_TRUE(native.ok()) << sql;
    const auto& alter = std::get<AlterTable>(native->statement);
    EXPECT_NE(std::get<AddColumn>(alter.op).column.type, "");
    EXPECT_FALSE(Narrowed(Read(sql)).has_value()) << sql;
  }
  EXPECT_GT(compared, 350);
}

TEST(Dialect, NarrowAndWide) {
  const AlterTable native{Name("main"), Name("t"), DropColumn{Name("c")}};
  AlterTableFull wide = Widened(native);
  EXPECT_EQ(wide.ToSql(), native.ToSql());
  EXPECT_EQ(Narrowed(wide), native);
  wide.if_exists = true;
  EXPECT_EQ(Narrowed(wide), std::nullopt);
  wide.if_exists = false;
  wide.actions.push_back(RenameTable{Name("u")});
  EXPECT_EQ(Narrowed(wide), std::nullopt);
  wide.actions.erase(wide.actions.begin());
  EXPECT_EQ(Narrowed(wide)->ToSql(), "ALTER TABLE main.t RENAME TO u");
  wide.actions[0] = SetStrict{};
  EXPECT_EQ(Narrowed(wide), std::nullopt);
  wide.actions[0] = DropColumn{Name("c"), true, false, DropBehavior::kRestrict};
  EXPECT_FALSE(IsNative(wide.actions[0]));
  EXPECT_EQ(Narrowed(wide), std::nullopt);
}

TEST(Dialect, SqliteRefusesTheRest) {
  for (const Form& form : kForms) {
    const std::string sql = std::string("ALTER TABLE t ") + form.action;
    const ParseResult full = ParseStatement(sql, kFull);
    if (!std::holds_alternative<AlterTableFull>(full->statement)) continue;
    const ParseResult native = ParseStatement(sql);
    for (const SqliteVersion version :
         {SqliteVersion{3, 31, 1}, {3, 40, 1}, {3, 54, 1}}) {
      const auto error = SyntaxErrorIn(*full, version);
      ASSERT_EQ(error.has_value(), !native.ok()) << sql;
      if (!error) continue;
      const SyntaxError same = SyntaxErrorIn(sql, native.error(), version);
      EXPECT_EQ(error->message, same.message) << sql;
      const ParseResult lane =
          ParseStatement(sql, Dialect{version, Mode::kSqlite});
      ASSERT_FALSE(lane.ok()) << sql;
      EXPECT_EQ(lane.error().message, same.message) << sql;
    }
  }
}

TEST(Dialect, AStepIsReadBothWays) {
  const Step same = Step::FromSql("ALTER TABLE t ADD COLUMN c INT");
  ASSERT_NE(same.parsed, nullptr);
  EXPECT_EQ(same.full, same.parsed);
  const Step other = Step::FromSql("ALTER TABLE t ADD COLUMN c INT FIRST");
  ASSERT_NE(other.full, nullptr);
  EXPECT_TRUE(std::holds_alternative<AlterTable>(other.parsed->statement));
  EXPECT_TRUE(std::holds_alternative<AlterTableFull>(other.full->statement));
  const Step ours = Step::FromSql("ALTER TABLE t SET STRICT");
  EXPECT_EQ(ours.parsed, nullptr);
  EXPECT_EQ(ours.error->message, "near \"SET\": syntax error");
  EXPECT_NE(ours.full, nullptr);
  EXPECT_EQ(ours.full_error, nullptr);
  const Step nobody = Step::FromSql("ALTER TABLE t MODIFY c INT");
  EXPECT_EQ(nobody.full, nullptr);
  EXPECT_NE(nobody.full_error->hint, "");
  EXPECT_EQ(nobody.error->hint, "");
}

struct Refusal {
  const char* sql;
  const char* error;
};

const Refusal kRefusals[] = {
    {"ALTER TABLE t",
     "line 1, column 14: incomplete input; expected RENAME, DISABLE, ENABLE, "
     "OWNER, VALIDATE, a dot, SET, DROP, ALTER or ADD"},
    {"ALTER TABLE IF EXISTS",
     "line 1, column 22: incomplete input; expected a name"},
    {"ALTER TABLE t ADD",
     "line 1, column 18: incomplete input; expected a name, CONSTRAINT, "
     "PRIMARY, UNIQUE, CHECK or FOREIGN"},
    {"ALTER TABLE t ADD c INT,",
     "line 1, column 25: incomplete input; expected RENAME, DISABLE, ENABLE, "
     "OWNER, VALIDATE, SET, DROP, ALTER or ADD"},
    {"ALTER TABLE t ADD c INT, , DROP d",
     "line 1, column 26: near \",\": syntax error; expected RENAME, DISABLE, "
     "ENABLE, OWNER, VALIDATE, SET, DROP, ALTER or ADD; hint: each action "
     "has words of its own: ADD COLUMN a INT, ADD COLUMN b INT, DROP COLUMN "
     "c"},
    {"ALTER TABLE t ADD c INT; DROP d",
     "line 1, column 26: near \"DROP\": syntax error"},
    {"ALTER TABLE t ADD CONSTRAINT n",
     "line 1, column 31: incomplete input; expected PRIMARY, UNIQUE, CHECK "
     "or FOREIGN"},
    {"ALTER TABLE t ADD CHECK a > 0",
     "line 1, column 25: near \"a\": syntax error; expected ("},
    {"ALTER TABLE t ADD CHECK (a > 0) NOT",
     "line 1, column 33: near \"NOT\": syntax error; expected ON, the end, a "
     "comma or NOT VALID"},
    {"ALTER TABLE t ADD CHECK (a > 0) VALID",
     "line 1, column 33: near \"VALID\": syntax error; expected ON, the end, "
     "a comma or NOT VALID"},
    {"ALTER TABLE t ADD UNIQUE a",
     "line 1, column 26: near \"a\": syntax error; expected (; hint: ADD "
     "CONSTRAINT n UNIQUE (c) adds a constraint with a name"},
    {"ALTER TABLE t ADD UNIQUE (a NULLS FIRST)",
     "line 1, column 27: unsupported use of NULLS FIRST"},
    {"ALTER TABLE t ADD UNIQUE (a) NOT VALID",
     "line 1, column 30: near \"NOT\": syntax error; expected ON, the end or "
     "a comma"},
    {"ALTER TABLE t ADD FOREIGN KEY (a)",
     "line 1, column 34: incomplete input; expected REFERENCES"},
    {"ALTER TABLE t ADD FOREIGN KEY (a DESC) REFERENCES p",
     "line 1, column 32: syntax error after column name \"a\""},
    {"ALTER TABLE t ADD c INT NOT NULL AFTER",
     "line 1, column 34: near \"AFTER\": syntax error; expected NOT, "
     "COLLATE, ON, GENERATED, the end, AS, a comma, CONSTRAINT, DEFAULT, "
     "NULL, PRIMARY or UNIQUE; hint: FIRST and AFTER c come last: ADD COLUMN "
     "d INT NOT NULL AFTER c"},
    {"ALTER TABLE t DROP c CASCADE RESTRICT",
     "line 1, column 30: near \"RESTRICT\": syntax error; expected the end "
     "or a comma"},
    {"ALTER TABLE t ALTER c",
     "line 1, column 22: incomplete input; expected TYPE, TO, SET, DROP or "
     "ADD; hint: ALTER COLUMN c TYPE t changes a column's type, ALTER COLUMN "
     "c TO definition all of it, SET NOT NULL and DROP NOT NULL whether it "
     "may be NULL"},
    {"ALTER TABLE t ALTER c SET",
     "line 1, column 26: incomplete input; expected NOT, DATA, EXPRESSION, "
     "STATISTICS or DEFAULT"},
    {"ALTER TABLE t ALTER c DROP",
     "line 1, column 27: incomplete input; expected NOT, EXPRESSION, "
     "IDENTITY or DEFAULT"},
    {"ALTER TABLE t ALTER c TYPE",
     "line 1, column 27: incomplete input; expected a name"},
    {"ALTER TABLE t ALTER c TYPE INT USING",
     "line 1, column 37: incomplete input; expected an expression"},
    {"ALTER TABLE t ALTER c TYPE INT GENERATED ALWAYS",
     "line 1, column 32: near \"GENERATED\": syntax error; expected a name, "
     "COLLATE, the end, a comma, ( or USING"},
    {"ALTER TABLE t ALTER c SET DEFAULT",
     "line 1, column 34: incomplete input; expected an expression"},
    {"ALTER TABLE t ALTER c SET EXPRESSION (a)",
     "line 1, column 38: near \"(\": syntax error; expected AS"},
    {"ALTER TABLE t ALTER c SET EXPRESSION AS (a) KEPT",
     "line 1, column 45: error in generated column \"c\""},
    {"ALTER TABLE t ALTER c SET STATISTICS 10001",
     "line 1, column 38: statistics target must be -1 or between 0 and "
     "10000"},
    {"ALTER TABLE t ALTER c SET STATISTICS -2",
     "line 1, column 38: statistics target must be -1 or between 0 and "
     "10000"},
    {"ALTER TABLE t ALTER c SET STATISTICS 1.5",
     "line 1, column 38: statistics target must be -1 or between 0 and "
     "10000"},
    {"ALTER TABLE t ALTER c SET STATISTICS 99999999999999999999",
     "line 1, column 38: statistics target must be -1 or between 0 and "
     "10000"},
    {"ALTER TABLE t ALTER c ADD GENERATED AS IDENTITY",
     "line 1, column 37: near \"AS\": syntax error; expected BY or ALWAYS"},
    {"ALTER TABLE t ALTER CONSTRAINT n",
     "line 1, column 33: incomplete input; expected NOT or DEFERRABLE"},
    {"ALTER TABLE t ALTER CONSTRAINT n INITIALLY DEFERRED",
     "line 1, column 34: near \"INITIALLY\": syntax error; expected NOT or "
     "DEFERRABLE"},
    {"ALTER TABLE t RENAME CONSTRAINT a",
     "line 1, column 34: incomplete input; expected TO"},
    {"ALTER TABLE t SET",
     "line 1, column 18: incomplete input; expected NOT, WITH, WITHOUT, "
     "SCHEMA, STRICT or TABLESPACE"},
    {"ALTER TABLE t SET WITHOUT",
     "line 1, column 26: incomplete input; expected ROWID"},
    {"ALTER TABLE t SET NOT",
     "line 1, column 22: incomplete input; expected STRICT"},
    {"ALTER TABLE t ENABLE TRIGGER",
     "line 1, column 29: incomplete input; expected a name or ALL"},
    {"ALTER TABLE t OWNER bob",
     "line 1, column 21: near \"bob\": syntax error; expected TO"},
    {"ALTER TABLE t VALIDATE n",
     "line 1, column 24: near \"n\": syntax error; expected CONSTRAINT"},
    {"ALTER TABLE t RENAME TO main.u",
     "line 1, column 29: near \".\": syntax error; expected the end or a "
     "comma"},
    {"ALTER TABLE t ADD c CHECK ((a > 0)",
     "line 1, column 35: incomplete input; expected an operator or )"},
    {"ALTER TABLE t ADD c DEFAULT 'open",
     "line 1, column 29: unrecognized token: \"'open\""},
};

TEST(Dialect, Refusals) {
  for (const Refusal& c : kRefusals) {
    const ParseResult parsed = ParseStatement(c.sql, kFull);
    ASSERT_FALSE(parsed.ok()) << c.sql;
    EXPECT_EQ(parsed.error().ToString(), c.error) << c.sql;
  }
}

// What people who know another database write: the error names our form.
const Refusal kHints[] = {
    {"ALTER TABLE t MODIFY COLUMN c INT",
     "ALTER COLUMN c TYPE t changes a column's type, ALTER COLUMN c TO "
     "definition all of it, SET NOT NULL and DROP NOT NULL whether it may be "
     "NULL"},
    {"ALTER TABLE t CHANGE COLUMN a b INT",
     "RENAME COLUMN a TO b renames a column, ALTER COLUMN a TO b t changes "
     "its definition too"},
    {"ALTER TABLE t ALTER COLUMN c int NULL",
     "ALTER COLUMN c TYPE t changes a column's type, ALTER COLUMN c TO "
     "definition all of it, SET NOT NULL and DROP NOT NULL whether it may be "
     "NULL"},
    {"ALTER TABLE t ALTER COLUMN c NOT NULL",
     "ALTER COLUMN c SET NOT NULL forbids NULL"},
    {"ALTER TABLE t ALTER COLUMN c SET NULL",
     "ALTER COLUMN c DROP NOT NULL allows NULL"},
    {"ALTER TABLE t ADD INDEX i (a)",
     "an index is a statement of its own: CREATE INDEX i ON t (c)"},
    {"ALTER TABLE t ADD KEY k (a)",
     "an index is a statement of its own: CREATE INDEX i ON t (c)"},
    {"ALTER TABLE t ADD FULLTEXT INDEX k (a)",
     "an index is a statement of its own: CREATE INDEX i ON t (c)"},
    {"ALTER TABLE t ADD UNIQUE INDEX u (a)",
     "an index is a statement of its own: CREATE INDEX i ON t (c)"},
    {"ALTER TABLE t ADD UNIQUE u (a)",
     "ADD CONSTRAINT n UNIQUE (c) adds a constraint with a name"},
    {"ALTER TABLE t ADD COLUMN id INTEGER PRIMARY KEY AUTO_INCREMENT",
     "SQLite's word is AUTOINCREMENT, right behind INTEGER PRIMARY KEY; for "
     "a column that is there, ALTER COLUMN c ADD GENERATED BY DEFAULT AS "
     "IDENTITY"},
    {"ALTER TABLE t ADD COLUMN id INTEGER NOT NULL AUTO_INCREMENT",
     "SQLite's word is AUTOINCREMENT, right behind INTEGER PRIMARY KEY; for "
     "a column that is there, ALTER COLUMN c ADD GENERATED BY DEFAULT AS "
     "IDENTITY"},
    {"ALTER TABLE t AUTO_INCREMENT = 100",
     "the next value is a row of a table: UPDATE sqlite_sequence SET seq = "
     "99 WHERE name = 't'"},
    {"ALTER TABLE t ADD COLUMN (a INT, b INT)",
     "name each column in an action of its own: ADD COLUMN a INT, ADD COLUMN "
     "b INT"},
    {"ALTER TABLE t ADD a INT, b INT",
     "each action has words of its own: ADD COLUMN a INT, ADD COLUMN b INT, "
     "DROP COLUMN c"},
    {"ALTER TABLE t DROP COLUMN a, b",
     "each action has words of its own: ADD COLUMN a INT, ADD COLUMN b INT, "
     "DROP COLUMN c"},
    {"EXEC sp_rename 't.a', 'b', 'COLUMN'",
     "ALTER TABLE t RENAME COLUMN a TO b renames a column, ALTER TABLE t "
     "RENAME TO u a table"},
    {"sp_rename 't.a', 'b'",
     "ALTER TABLE t RENAME COLUMN a TO b renames a column, ALTER TABLE t "
     "RENAME TO u a table"},
    {"ALTER TABLE t ENGINE = InnoDB",
     "SQLite has no such table option: leave it out"},
    {"CREATE TABLE t(a) ENGINE=InnoDB",
     "SQLite has no such table option: leave it out"},
    {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTO_INCREMENT)",
     "SQLite's word is AUTOINCREMENT, right behind INTEGER PRIMARY KEY; for "
     "a column that is there, ALTER COLUMN c ADD GENERATED BY DEFAULT AS "
     "IDENTITY"},
    {"ALTER TABLE t ADD COLUMN c INT IF NOT EXISTS",
     "IF [NOT] EXISTS stands behind COLUMN or CONSTRAINT and before the "
     "name: ADD COLUMN IF NOT EXISTS c, DROP COLUMN IF EXISTS c"},
    {"ALTER TABLE t ADD IF NOT EXISTS COLUMN c INT",
     "IF [NOT] EXISTS stands behind COLUMN or CONSTRAINT and before the "
     "name: ADD COLUMN IF NOT EXISTS c, DROP COLUMN IF EXISTS c"},
    {"ALTER TABLE t DROP IF EXISTS COLUMN c",
     "IF [NOT] EXISTS stands behind COLUMN or CONSTRAINT and before the "
     "name: ADD COLUMN IF NOT EXISTS c, DROP COLUMN IF EXISTS c"},
    {"ALTER TABLE t DROP COLUMN c IF EXISTS",
     "IF [NOT] EXISTS stands behind COLUMN or CONSTRAINT and before the "
     "name: ADD COLUMN IF NOT EXISTS c, DROP COLUMN IF EXISTS c"},
    {"ALTER TABLE t IF EXISTS DROP c",
     "IF EXISTS stands before the table: ALTER TABLE IF EXISTS t"},
    {"ALTER TABLE t DROP PRIMARY KEY",
     "DROP CONSTRAINT t_pkey drops the primary key of t; a key with a name "
     "answers to that"},
    {"ALTER TABLE t DROP FOREIGN KEY f",
     "DROP CONSTRAINT n drops a constraint; one without a name is t_c_fkey, "
     "t_c_check or t_c_key"},
    {"ALTER TABLE t DROP INDEX i", "DROP INDEX i is a statement of its own"},
    {"ALTER TABLE t DROP KEY k", "DROP INDEX i is a statement of its own"},
    {"ALTER TABLE t RENAME AS u", "RENAME TO new renames the table"},
    {"ALTER TABLE t RENAME u",
     "RENAME TO new renames the table, RENAME COLUMN a TO b a column"},
    {"ALTER TABLE t RENAME INDEX i TO j",
     "SQLite cannot rename an index: DROP INDEX and CREATE INDEX"},
    {"ALTER TABLE t ADD DEFAULT 1 FOR c",
     "ALTER COLUMN c SET DEFAULT e sets a default"},
    {"ALTER TABLE t ADD CONSTRAINT d DEFAULT 1 FOR c",
     "ALTER COLUMN c SET DEFAULT e sets a default"},
    {"ALTER TABLE t WITH NOCHECK ADD CONSTRAINT n CHECK (a)",
     "ADD CONSTRAINT n ... NOT VALID leaves the rows unchecked, VALIDATE "
     "CONSTRAINT n checks them"},
    {"ALTER TABLE ONLY t ADD c INT",
     "SQLite has no inheritance: leave ONLY out"},
    {"ALTER TABLE t ALTER c TYPE INT USING c::int", "a cast is CAST(x AS t)"},
    {"ALTER VIEW v RENAME TO w",
     "only tables can be altered: DROP and CREATE the object again"},
    {"RENAME TABLE a TO b", "ALTER TABLE t RENAME TO u renames a table"},
    {"ALTER TABLE t ADD COLUMN c INT NOT NULL AFTER b DEFAULT 1",
     "FIRST and AFTER c come last: ADD COLUMN d INT NOT NULL AFTER c"},
    {"ALTER TABLE t ALTER COLUMN IF EXISTS c TYPE INT",
     "ALTER COLUMN takes no IF EXISTS"},
    {"ALTER TABLE t STRICT", "SET STRICT makes a table strict"},
    {"ALTER TABLE t SET WITHOUT OIDS",
     "SET WITHOUT ROWID takes the rowid away"},
    {"ALTER TABLE t CONVERT TO CHARACTER SET utf8",
     "SQLite has no such table option: leave it out"},
    {"ALTER TABLE t ALTER c AUTO_INCREMENT",
     "SQLite's word is AUTOINCREMENT, right behind INTEGER PRIMARY KEY; for "
     "a column that is there, ALTER COLUMN c ADD GENERATED BY DEFAULT AS "
     "IDENTITY"},
    {"ALTER TABLE t ALTER c SET COLLATE nocase",
     "ALTER COLUMN c TYPE t COLLATE x changes a collation"},
    {"ALTER TABLE t DISABLE KEYS", "DISABLE TRIGGER name, ALL or USER"},
};

TEST(Dialect, Hints) {
  for (const Refusal& c : kHints) {
    const ParseResult parsed = ParseStatement(c.sql, kFull);
    ASSERT_FALSE(parsed.ok()) << c.sql;
    EXPECT_EQ(parsed.error().hint, c.error) << c.sql;
    // SQLite's own parser gives none.
    const ParseResult native = ParseStatement(c.sql);
    EXPECT_EQ(native.error().hint, "");
  }
  const ParseResult parsed =
      ParseStatement("ALTER TABLE t ADD INDEX (a)", kFull);
  EXPECT_NE(parsed.error().ToString().find(
                "; hint: an index is a statement of its own"),
            std::string::npos);
}

// Every ALTER TABLE of docs/dialect.md, but for those of other databases.
TEST(Dialect, TheManualsExamples) {
  std::ifstream file(ALTEREGO_SOURCE_DIR "/docs/dialect.md");
  ASSERT_TRUE(file.good());
  std::set<std::string_view> seen;
  std::string line, statement;
  while (std::getline(file, line) && line != "## From other databases") {
    if (line.rfind("      ", 0) == 0 && !statement.empty()) {
      statement += line;  // it goes on
      continue;
    }
    if (!statement.empty()) {
      for (const AlterAction& action : Read(statement).actions) {
        seen.insert(ActionName(action));
      }
    }
    const bool example =
        line.rfind("    ALTER TABLE ", 0) == 0 && line.find('[') == line.npos;
    statement = example ? line : "";
  }
  ForEachAction([&](auto tag) {
    using Op = typename decltype(tag)::type;
    EXPECT_EQ(seen.count(OpTraits<Op>::kName), 1u)
        << OpTraits<Op>::kName << " has no example";
  });
}

}  // namespace
}  // namespace alterego::sql
