// Source text, edit, resulting text; and SQLite accepts every result.
#include "model/sql/table_edit.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <functional>
#include <string>

#include "model/sql/annotation.h"

namespace alterego::sql {
namespace {

using Deferrable = ReferencesClause::Deferrable;
using Initially = ReferencesClause::Initially;
using Storage = GeneratedRule::Storage;

Parsed MustParse(const std::string& sql) {
  ParseResult result = ParseStatement(sql);
  EXPECT_TRUE(result.ok()) << sql << "\n" << result.error().ToString();
  return std::move(*result);
}

// "" or what SQLite has against running these statements.
std::string SqliteSays(const std::string& sql) {
  sqlite3* db = nullptr;
  sqlite3_open(":memory:", &db);
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string code = sqlite3_errmsg(db);
  sqlite3_close(db);
  return code == "not an error" ? "" : code;
}

struct Case {
  const char* before;
  std::function<std::string(const Parsed&)> edit;
  const char* after;
};

void RunCases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    ASSERT_EQ(SqliteSays(c.before), "") << c.before;
    const std::string after = c.edit(MustParse(c.before));
    EXPECT_EQ(after, c.after) << c.before;
    EXPECT_EQ(SqliteSays(after), "") << after;
  }
}

auto Column(size_t at, const char* text) {
  return [=](const Parsed& p) { return WithColumn(p, at, text); };
}

TEST(TableEdit, Columns) {
  RunCases({
      {"CREATE TABLE t(a, b)", Column(0, "c INT"),
       "CREATE TABLE t(c INT, a, b)"},
      {"CREATE TABLE t(a, b)", Column(1, "c INT"),
       "CREATE TABLE t(a, c INT, b)"},
      {"CREATE TABLE t(a, b)", Column(2, "c INT"),
       "CREATE TABLE t(a, b, c INT)"},
      {"CREATE TABLE t(a INT, -- the key\n b)", Column(1, "c"),
       "CREATE TABLE t(a INT, c, -- the key\n b)"},
      {"CREATE TABLE t( -- all\n  a /* x */)", Column(0, "c"),
       "CREATE TABLE t( -- all\n  c, a /* x */)"},
      {"CREATE TABLE t(a, UNIQUE (a))", Column(1, "c"),
       "CREATE TABLE t(a, c, UNIQUE (a))"},
      {"CREATE TABLE t(a, b INT, c)",
       [](const Parsed& p) { return WithoutColumn(p, 1); },
       "CREATE TABLE t(a, c)"},
      {"CREATE TABLE t(a /* x */, b INT)",
       [](const Parsed& p) { return WithoutColumn(p, 0); },
       "CREATE TABLE t(b INT)"},
      {"CREATE TABLE t(a, -- a\n b CHECK (b)/* b */, CHECK (a))",
       [](const Parsed& p) { return WithoutColumn(p, 1); },
       "CREATE TABLE t(a/* b */, CHECK (a))"},
      {"CREATE TABLE t(a, b  INT  NOT NULL /* b */)",
       [](const Parsed& p) { return WithColumnReplaced(p, 1, "c TEXT"); },
       "CREATE TABLE t(a, c TEXT /* b */)"},
  });
}

TEST(TableEdit, NotNull) {
  const auto set = [](const Parsed& p) {
    return WithNotNull(p, 0, Conflict::kDefault);
  };
  const auto drop = [](const Parsed& p) { return WithoutNotNull(p, 0); };
  RunCases({
      {"CREATE TABLE t(a)", set, "CREATE TABLE t(a NOT NULL)"},
      {"CREATE TABLE t(a INT DEFAULT 5 /* x */, b)", set,
       "CREATE TABLE t(a INT DEFAULT 5 NOT NULL /* x */, b)"},
      {"CREATE TABLE t(a INT -- x\n)", set,
       "CREATE TABLE t(a INT NOT NULL -- x\n)"},
      {"CREATE TABLE t(a CONSTRAINT n NOT NULL ON CONFLICT FAIL UNIQUE)",
       [](const Parsed& p) { return WithNotNull(p, 0, Conflict::kIgnore); },
       "CREATE TABLE t(a UNIQUE NOT NULL ON CONFLICT IGNORE)"},
      {"CREATE TABLE t(a INT NOT NULL, b)", drop, "CREATE TABLE t(a INT, b)"},
      {"CREATE TABLE t(a INT -- why\n NOT NULL, b)", drop,
       "CREATE TABLE t(a INT -- why\n , b)"},
      {"CREATE TABLE t(a INT NOT NULL /* x */ GENERATED ALWAYS AS (1), b)",
       drop, "CREATE TABLE t(a INT GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a NOT NULL -- x\n GENERATED ALWAYS AS (1), b)", drop,
       "CREATE TABLE t(a -- x\n GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a CHECK(a)NOT NULL UNIQUE)", drop,
       "CREATE TABLE t(a CHECK(a) UNIQUE)"},
      {"CREATE TABLE t(a UNIQUE NOT NULL/**/CHECK(a))", drop,
       "CREATE TABLE t(a UNIQUE/**/CHECK(a))"},
      {"CREATE TABLE t(a NOT NULL CONSTRAINT n NOT NULL)", drop,
       "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a INT)", drop, "CREATE TABLE t(a INT)"},
  });
}

TEST(TableEdit, Defaults) {
  const auto set = [](const char* value) {
    return [=](const Parsed& p) { return WithDefault(p, 0, value); };
  };
  const auto drop = [](const Parsed& p) { return WithoutDefault(p, 0); };
  RunCases({
      {"CREATE TABLE t(a INT, b)", set("7"),
       "CREATE TABLE t(a INT DEFAULT 7, b)"},
      {"CREATE TABLE t(a DEFAULT 1 /* one */ UNIQUE)", set("'x'"),
       "CREATE TABLE t(a DEFAULT 'x' /* one */ UNIQUE)"},
      {"CREATE TABLE t(a DEFAULT(1)UNIQUE)", set("-5"),
       "CREATE TABLE t(a DEFAULT-5 UNIQUE)"},
      {"CREATE TABLE t(a DEFAULT(1)UNIQUE)", set("word"),
       "CREATE TABLE t(a DEFAULT word UNIQUE)"},
      {"CREATE TABLE t(a CONSTRAINT d DEFAULT -1)", set("(1 + 1)"),
       "CREATE TABLE t(a CONSTRAINT d DEFAULT (1 + 1))"},
      {"CREATE TABLE t(a DEFAULT 1 DEFAULT 2)", set("3"),
       "CREATE TABLE t(a DEFAULT 1 DEFAULT 3)"},
      {"CREATE TABLE t(a DEFAULT 1 DEFAULT (2) CHECK (a))", drop,
       "CREATE TABLE t(a CHECK (a))"},
      {"CREATE TABLE t(a/**/DEFAULT 'x'/**/, b)", drop,
       "CREATE TABLE t(a/**//**/, b)"},
  });
}

TEST(TableEdit, Types) {
  const auto type = [](const char* text, std::optional<Name> collation) {
    return [=](const Parsed& p) { return WithType(p, 0, text, collation); };
  };
  RunCases({
      {"CREATE TABLE t(a)", type("INT", std::nullopt), "CREATE TABLE t(a INT)"},
      {"CREATE TABLE t(a/* x */UNIQUE)", type("INT", std::nullopt),
       "CREATE TABLE t(a INT/* x */UNIQUE)"},
      {"CREATE TABLE t(\"a\"INT)", type("TEXT", std::nullopt),
       "CREATE TABLE t(\"a\" TEXT)"},
      {"CREATE TABLE t(a VARCHAR ( 10 ) NOT NULL)",
       type("VARCHAR(99)", std::nullopt),
       "CREATE TABLE t(a VARCHAR(99) NOT NULL)"},
      {"CREATE TABLE t(a long /* odd */ name UNIQUE)", type("", std::nullopt),
       "CREATE TABLE t(a UNIQUE)"},
      {"CREATE TABLE t(a INT GENERATED ALWAYS AS (1), b)",
       type("TEXT", std::nullopt),
       "CREATE TABLE t(a TEXT GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a GENERATED ALWAYS AS (1), b)",
       type("TEXT", std::nullopt),
       "CREATE TABLE t(a TEXT GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a /* x */ GENERATED ALWAYS AS (1), b)",
       type("TEXT", std::nullopt),
       "CREATE TABLE t(a /* x */ TEXT GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a -- x\nGENERATED ALWAYS AS (1), b)",
       type("TEXT", std::nullopt),
       "CREATE TABLE t(a -- x\nTEXT GENERATED ALWAYS AS (1), b)"},
      {"CREATE TABLE t(a TEXT COLLATE binary UNIQUE)",
       type("TEXT", Name("nocase")),
       "CREATE TABLE t(a TEXT COLLATE nocase UNIQUE)"},
      {"CREATE TABLE t(a)", type("TEXT", Name("nocase")),
       "CREATE TABLE t(a TEXT COLLATE nocase)"},
  });
}

TEST(TableEdit, Expressions) {
  const auto set = [](const char* expr, Storage storage) {
    return [=](const Parsed& p) { return WithExpression(p, 1, expr, storage); };
  };
  const auto drop = [](const Parsed& p) { return WithoutExpression(p, 1); };
  RunCases({
      {"CREATE TABLE t(a, b INT)", set("a + 1", Storage::kStored),
       "CREATE TABLE t(a, b INT AS (a + 1) STORED)"},
      {"CREATE TABLE t(a, b)", set("a", Storage::kUnset),
       "CREATE TABLE t(a, b AS (a))"},
      {"CREATE TABLE t(a, b AS (a) STORED UNIQUE)",
       set("a * 2", Storage::kUnset),
       "CREATE TABLE t(a, b AS (a * 2) STORED UNIQUE)"},
      {"CREATE TABLE t(a, b AS ( a /* x */ ))", set("a * 2", Storage::kStored),
       "CREATE TABLE t(a, b AS ( a * 2 /* x */ ) STORED)"},
      {"CREATE TABLE t(a, b AS (a) stored)", set("a", Storage::kVirtual),
       "CREATE TABLE t(a, b AS (a) VIRTUAL)"},
      {"CREATE TABLE t(a, b INT GENERATED ALWAYS AS (a) STORED NOT NULL)", drop,
       "CREATE TABLE t(a, b INT NOT NULL)"},
  });
}

auto Named(const char* name, const char* to) {
  return [=](const Parsed& p) {
    const auto& table = std::get<CreateTable>(p.statement);
    const auto ref = FindConstraint(table, Identifier(std::string(name)));
    EXPECT_TRUE(ref.has_value()) << name;
    return WithConstraintName(p, *ref, Name(Identifier(std::string(to))));
  };
}
auto Drop(const char* name) {
  return [=](const Parsed& p) {
    const auto& table = std::get<CreateTable>(p.statement);
    const auto ref = FindConstraint(table, Identifier(std::string(name)));
    EXPECT_TRUE(ref.has_value()) << name;
    return WithoutConstraint(p, *ref);
  };
}

TEST(TableEdit, Constraints) {
  const auto add = [](const char* text) {
    return [=](const Parsed& p) { return WithConstraint(p, text); };
  };
  RunCases({
      {"CREATE TABLE t(a /* a */ -- end\n)", add("CHECK (a > 0)"),
       "CREATE TABLE t(a, CHECK (a > 0) /* a */ -- end\n)"},
      {"CREATE TABLE t(a, UNIQUE (a))", add("CONSTRAINT n CHECK (a > 0)"),
       "CREATE TABLE t(a, UNIQUE (a), CONSTRAINT n CHECK (a > 0))"},
      {"CREATE TABLE t(a, CONSTRAINT n CHECK (a))", Named("N", "m"),
       "CREATE TABLE t(a, CONSTRAINT m CHECK (a))"},
      {"CREATE TABLE t(a, CHECK (a))", Named("t_a_check", "x y"),
       "CREATE TABLE t(a, CONSTRAINT \"x y\" CHECK (a))"},
      {"CREATE TABLE t(a UNIQUE, b)", Named("t_a_key", "u"),
       "CREATE TABLE t(a CONSTRAINT u UNIQUE, b)"},
      {"CREATE TABLE t(a, UNIQUE (a), CHECK (a))", Drop("t_a_key"),
       "CREATE TABLE t(a, CHECK (a))"},
      {"CREATE TABLE t(a, UNIQUE (a) CHECK (a))", Drop("t_a_key"),
       "CREATE TABLE t(a, CHECK (a))"},
      {"CREATE TABLE t(a, UNIQUE (a) CHECK (a))", Drop("t_a_check"),
       "CREATE TABLE t(a, UNIQUE (a))"},
      {"CREATE TABLE t(a, CONSTRAINT c CHECK (a) /* why */)", Drop("c"),
       "CREATE TABLE t(a /* why */)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b)", Drop("t_pkey"),
       "CREATE TABLE t(a INTEGER, b)"},
      {"CREATE TABLE t(a CONSTRAINT n CHECK (a)UNIQUE)", Drop("n"),
       "CREATE TABLE t(a UNIQUE)"},
      {"CREATE TABLE t(a REFERENCES p DEFERRABLE NOT NULL, b)",
       Drop("t_a_fkey"), "CREATE TABLE t(a NOT NULL, b)"},
      {"CREATE TABLE t(a REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED)",
       Drop("t_a_fkey"), "CREATE TABLE t(a NOT NULL)"},
      {"CREATE TABLE t(a, CHECK ( a /* x */ ))",
       [](const Parsed& p) {
         return WithConstraintReplaced(p, {-1, 0}, "CHECK (a < 9)");
       },
       "CREATE TABLE t(a, CHECK (a < 9))"},
  });
}

TEST(TableEdit, Deferrable) {
  const auto set = [](Deferrable deferrable, Initially initially) {
    return [=](const Parsed& p) {
      const auto& table = std::get<CreateTable>(p.statement);
      const auto ref = *FindConstraint(table, "t_a_fkey");
      return WithDeferrable(p, ref, deferrable, initially);
    };
  };
  const auto deferred = set(Deferrable::kDeferrable, Initially::kDeferred);
  RunCases({
      {"CREATE TABLE t(a REFERENCES p, b)", deferred,
       "CREATE TABLE t(a REFERENCES p DEFERRABLE INITIALLY DEFERRED, b)"},
      {"CREATE TABLE t(a REFERENCES p(x) NOT DEFERRABLE UNIQUE)", deferred,
       "CREATE TABLE t(a REFERENCES p(x) DEFERRABLE INITIALLY DEFERRED "
       "UNIQUE)"},
      {"CREATE TABLE t(a REFERENCES p UNIQUE DEFERRABLE)",
       set(Deferrable::kNotDeferrable, Initially::kUnset),
       "CREATE TABLE t(a REFERENCES p UNIQUE NOT DEFERRABLE)"},
      {"CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE)",
       deferred,
       "CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE "
       "DEFERRABLE INITIALLY DEFERRED)"},
      {"CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY "
       "DEFERRED, CHECK (a))",
       set(Deferrable::kDeferrable, Initially::kImmediate),
       "CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p DEFERRABLE INITIALLY "
       "IMMEDIATE, CHECK (a))"},
      {"CREATE TABLE t(a REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
       set(Deferrable::kUnset, Initially::kUnset),
       "CREATE TABLE t(a REFERENCES p)"},
  });
}

TEST(TableEdit, Options) {
  const auto set = [](bool without_rowid, bool strict) {
    return
        [=](const Parsed& p) { return WithOptions(p, without_rowid, strict); };
  };
  const auto on = [](const Parsed& p) { return WithAutoincrement(p); };
  const auto off = [](const Parsed& p) { return WithoutAutoincrement(p); };
  RunCases({
      {"CREATE TABLE t(a INT)", set(false, true),
       "CREATE TABLE t(a INT) STRICT"},
      {"CREATE TABLE t(a INT PRIMARY KEY)", set(true, true),
       "CREATE TABLE t(a INT PRIMARY KEY) WITHOUT ROWID, STRICT"},
      {"CREATE TABLE t(a INT PRIMARY KEY) strict, without  rowid",
       set(true, false), "CREATE TABLE t(a INT PRIMARY KEY) without  rowid"},
      {"CREATE TABLE t(a INT PRIMARY KEY)without rowid", set(true, true),
       "CREATE TABLE t(a INT PRIMARY KEY) without rowid, STRICT"},
      {"CREATE TABLE t(a INT PRIMARY KEY) STRICT, STRICT;", set(false, false),
       "CREATE TABLE t(a INT PRIMARY KEY);"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY ASC ON CONFLICT FAIL, b)", on,
       "CREATE TABLE t(a INTEGER PRIMARY KEY ASC ON CONFLICT FAIL "
       "AUTOINCREMENT, b)"},
      {"CREATE TABLE t(a INTEGER, PRIMARY KEY (a) ON CONFLICT FAIL)", on,
       "CREATE TABLE t(a INTEGER, PRIMARY KEY (a AUTOINCREMENT) ON CONFLICT "
       "FAIL)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL)", off,
       "CREATE TABLE t(a INTEGER PRIMARY KEY NOT NULL)"},
      {"CREATE TABLE t(a INTEGER, PRIMARY KEY (a AUTOINCREMENT))", off,
       "CREATE TABLE t(a INTEGER, PRIMARY KEY (a))"},
  });
}

TEST(TableEdit, DisabledTriggers) {
  const std::string table = "CREATE TABLE t(a); ";
  const char* cases[][2] = {
      {"CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; END",
       "CREATE TRIGGER r AFTER INSERT ON t WHEN /* alterego: disabled=1 */ 0 "
       "BEGIN DELETE FROM t; END"},
      {"CREATE TRIGGER begin AFTER INSERT ON t BEGIN/* x */WITH w AS (SELECT 1)"
       " SELECT * FROM w; END",
       "CREATE TRIGGER begin AFTER INSERT ON t WHEN /* alterego: disabled=1 */ "
       "0 BEGIN/* x */WITH w AS (SELECT 1) SELECT * FROM w; END"},
      {"CREATE TRIGGER r INSERT ON t WHEN new.a OR 1 BEGIN DELETE FROM t; END",
       "CREATE TRIGGER r INSERT ON t WHEN /* alterego: disabled=1 */ 0 AND "
       "(new.a OR 1) BEGIN DELETE FROM t; END"},
      {"CREATE TRIGGER r INSERT ON t WHEN(new.a)BEGIN DELETE FROM t; END",
       "CREATE TRIGGER r INSERT ON t WHEN/* alterego: disabled=1 */ 0 AND "
       "((new.a))BEGIN DELETE FROM t; END"},
  };
  for (const auto& c : cases) {
    const Parsed before = MustParse(c[0]);
    EXPECT_FALSE(TriggerIsDisabled(before));
    EXPECT_EQ(WithTriggerEnabled(before), c[0]);
    const std::string disabled = WithTriggerDisabled(before);
    EXPECT_EQ(disabled, c[1]);
    // It does not fire: the row stays.
    const std::string one_row =
        "; INSERT INTO t VALUES (1); CREATE TABLE seen(n CHECK (n = 1)); "
        "INSERT INTO seen SELECT count(*) FROM t";
    EXPECT_EQ(SqliteSays(table + disabled + one_row), "");
    const Parsed after = MustParse(disabled);
    EXPECT_TRUE(TriggerIsDisabled(after));
    EXPECT_EQ(WithTriggerDisabled(after), disabled);
    EXPECT_EQ(WithTriggerEnabled(after), c[0]);
  }
}

}  // namespace
}  // namespace alterego::sql
