#include "oracle/meaning.h"

#include <gtest/gtest.h>

#include <string>

namespace alterego {
namespace {

struct Same {
  const char *a, *b;
};

TEST(MeaningTest, SpellingsOfOneStatement) {
  const Same kCases[] = {
      {"CREATE TABLE t(a, b)", "create  table \"T\" ([a], `b`) -- x"},
      {"CREATE TABLE t(a CHECK (a <> 1))", "CREATE TABLE t(a, CHECK ((a!=1)))"},
      {"CREATE TABLE t(a NOT NULL DEFAULT 1)",
       "CREATE TABLE t(a DEFAULT (1) NOT NULL)"},
      {"CREATE TABLE t(a REFERENCES u(b))",
       "CREATE TABLE t(a, FOREIGN KEY(a) REFERENCES u(b) ON DELETE NO ACTION "
       "NOT DEFERRABLE)"},
      {"CREATE TABLE t(a DEFAULT x)", "CREATE TABLE t(a DEFAULT 'x')"},
      {"CREATE TABLE t(a DEFAULT TRUE)", "CREATE TABLE t(a DEFAULT true)"},
      {"CREATE TABLE t(a DECIMAL(5,2))", "CREATE TABLE t(a DECIMAL (5, 2))"},
      {"CREATE TABLE t(a PRIMARY KEY)",
       "CREATE TABLE t(a, PRIMARY KEY (a ASC))"},
      {"CREATE INDEX i ON t(a) WHERE a IS NOT NULL",
       "CREATE INDEX IF NOT EXISTS i ON t(a ASC) WHERE (a IS NOT NULL)"},
      {"CREATE VIEW v AS SELECT a b FROM t LEFT OUTER JOIN u",
       "CREATE TEMP VIEW v AS SELECT a AS b FROM t LEFT JOIN u"},
      {"CREATE TRIGGER r INSERT ON t BEGIN REPLACE INTO t VALUES (1); END",
       "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW BEGIN INSERT OR "
       "REPLACE INTO t VALUES (1); END"},
  };
  for (const Same& c : kCases) EXPECT_EQ(MeaningOf(c.a), MeaningOf(c.b));
}

TEST(MeaningTest, WhatMeansSomethingElse) {
  const Same kCases[] = {
      {"CREATE TABLE t(a, b)", "CREATE TABLE t(b, a)"},
      {"CREATE TABLE t(a TEXT)", "CREATE TABLE t(a BLOB)"},
      {"CREATE TABLE t(a COLLATE NOCASE)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a CONSTRAINT k NOT NULL)", "CREATE TABLE t(a NOT NULL)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY DESC)",
       "CREATE TABLE t(a INTEGER, PRIMARY KEY (a DESC))"},
      {"CREATE TABLE t(a REFERENCES u DEFERRABLE INITIALLY DEFERRED)",
       "CREATE TABLE t(a REFERENCES u)"},
      {"CREATE TABLE t(a DEFAULT 'x')", "CREATE TABLE t(a DEFAULT 'X')"},
      {"CREATE INDEX i ON t(a)", "CREATE INDEX i ON t(a DESC)"},
      {"CREATE VIEW v AS SELECT 1", "CREATE VIEW v(a) AS SELECT 1"},
  };
  for (const Same& c : kCases) {
    EXPECT_NE(MeaningOf(c.a), MeaningOf(c.b)) << c.a;
  }
}

TEST(MeaningTest, MarksWhatCannotBeRead) {
  EXPECT_EQ(MeaningOf("CREATE TABLE t(a REFERENCES t())"),
            "unreadable: CREATE TABLE t(a REFERENCES t())");
}

Observation With(std::string name, std::string text) {
  Observation out;
  out.Add({std::move(name), Section::Status::kRows, std::move(text)});
  return out;
}

std::string Masked(std::vector<std::string> masks, std::string name,
                   std::string text) {
  const Observation out =
      Meanings(std::move(masks)).Of(With(std::move(name), std::move(text)));
  std::string all;
  for (const Section& section : out.sections) {
    all += section.name + ": " + section.text;
  }
  return all;
}

TEST(MeaningsTest, MasksTakeOutTheirDetailAlone) {
  const std::string index = "'index'|'sqlite_autoindex_t_1'|'t'|NULL\n";
  EXPECT_EQ(Masked({}, "schema main", index), "schema main: " + index);
  EXPECT_EQ(Masked({"autoindexes"}, "schema main", index), "schema main: ");
  EXPECT_EQ(Masked({"autoindexes"}, "index main.sqlite_autoindex_t_1", "x\n"),
            "");
  EXPECT_EQ(Masked({"fk_check"}, "fk_check main", "1\n"), "");
  EXPECT_EQ(Masked({"null_names"}, "fks main.t", "0|0|'t'|'a'|NULL\n"),
            "fks main.t: 0|0|'t'|'a'|''\n");
  EXPECT_EQ(
      Masked({"type_case"}, "xinfo main.t", "0|'A'|'VARCHAR(10)'|0|NULL|0|0\n"),
      "xinfo main.t: 0|'A'|'varchar ( 10 )'|0|NULL|0|0\n");
  EXPECT_EQ(Masked({"type_case"}, "schema main",
                   "'table'|'t'|'t'|'CREATE TABLE t(A INT DEFAULT ''X'')'\n"),
            "schema main: 'table'|'t'|'t'|'CREATE TABLE \"t\" (\"a\" int "
            "DEFAULT ''X'')'\n");
  const std::string view =
      "'view'|'v'|'v'|'CREATE VIEW \"v\" AS SELECT \"no such\"'\n";
  EXPECT_EQ(Masked({"view_strings"}, "schema main",
                   "'view'|'v'|'v'|'CREATE VIEW v AS SELECT ''No Such'''\n"),
            "schema main: " + view);
  EXPECT_EQ(Masked({"view_strings"}, "schema main", view),
            "schema main: " + view);
  EXPECT_EQ(Masked({"name_case"}, "rows main.T", "1\n"), "rows main.t: 1\n");
  EXPECT_EQ(Masked({"type_arguments"}, "xinfo main.t",
                   "0|'a'|'CHAR(3)'|0|'(1)'|0|0\n"),
            "xinfo main.t: 0|'a'|'CHAR'|0|'1'|0|0\n");
  EXPECT_EQ(Masked({}, "xinfo main.t", "0|'a'|'CHAR(3)'|0|NULL|0|0\n"),
            "xinfo main.t: 0|'a'|'CHAR ( 3 )'|0|NULL|0|0\n");
  EXPECT_EQ(Masked({"internal"}, "tables", "'main'|'__x'|'table'|1|0|0\n"),
            "tables: ");
}

TEST(MeaningsTest, LeavesRowsAlone) {
  EXPECT_EQ(Masked(Meanings::AllMasks(), "rows main.t", "2|'B'\n1|NULL\n"),
            "rows main.t: 2|'B'\n1|NULL\n");
}

TEST(NameWhatDiffersTest, NamesTheClausesOfOneSide) {
  Difference difference{
      "schema main",
      "'table'|'t'|'t'|'CREATE TABLE \"t\" (\"a\" COLLATE \"nocase\")'\n",
      "'table'|'t'|'t'|'CREATE TABLE \"t\" (\"a\" DEFAULT 1)'\n"};
  NameWhatDiffers(&difference);
  EXPECT_EQ(difference.section, "schema-lost-collate-new-default main");
  // Not in strings, not in names, not where one side has nothing.
  difference = {"schema main", "'CREATE TABLE \"default\" (''unique'')'\n",
                "'CREATE TABLE \"t\" (1)'\n"};
  NameWhatDiffers(&difference);
  EXPECT_EQ(difference.section, "schema main");
  difference = {"schema temp",
                "'trigger'|'r'|'references'|'CREATE TRIGGER r'\n",
                "'trigger'|'r'|'t'|'CREATE TRIGGER r'\n"};
  NameWhatDiffers(&difference);
  EXPECT_EQ(difference.section, "schema-new-name temp");
  // What cannot be read has other words; which, is no difference of its own.
  difference = {"schema main",
                "'CREATE TABLE \"t\" (\"a\" COLLATE \"nocase\")'\n",
                "'unreadable: CREATE TABLE t(a REFERENCES t())'\n"};
  NameWhatDiffers(&difference);
  EXPECT_EQ(difference.section, "schema-new-unreadable main");
  // A schema that cannot be read has not lost a clause.
  difference = {"schema main",
                "'table'|'t'|'t'|'CREATE TABLE \"t\" (\"a\" UNIQUE)'\n",
                "refused: no_such_table"};
  NameWhatDiffers(&difference);
  EXPECT_EQ(difference.section, "schema main");
}

// Other rowids are another thing than other values; a table without rowids,
// whose rows have as many cells as columns, has none to change.
TEST(NameChangedRowidsTest, TellsRowidsFromValues) {
  Observation all;
  all.Add({"xinfo main.t", Section::Status::kRows,
           "0|'a'|''|0|NULL|0|0\n1|'b'|''|0|NULL|0|0\n"});
  const auto named = [&all](std::string expected, std::string actual) {
    Difference difference{"rows main.t", std::move(expected),
                          std::move(actual)};
    NameChangedRowids(all, &difference);
    return difference.section;
  };
  EXPECT_EQ(named("7|1|'x'\n9|1|'a'\n", "1|1|'a'\n2|1|'x'\n"),
            "rows-rowids main.t");
  EXPECT_EQ(named("7|1|'x'\n... 3 more\n", "1|1|'x'\n... 3 more\n"),
            "rows-rowids main.t");
  EXPECT_EQ(named("7|1|'x'\n", "1|1|'y'\n"), "rows main.t");
  EXPECT_EQ(named("7|1|'x'\n", ""), "rows main.t");
  EXPECT_EQ(named("7|1\n", "1|1\n"), "rows main.t");
  EXPECT_EQ(named("7|1|1\n", "7|1\n"), "rows main.t");
}

// What a shadow goes on from is the engine's own text: the canonical one may
// be no SQL, and names a collation in lower case.
TEST(MeaningsTest, ShowsWhatAMaskDoesNotHideAsItIs) {
  Observation all;
  all.Add({"schema main", Section::Status::kRows,
           "'table'|'T'|'T'|'CREATE TABLE T (a COLLATE NOCASE DEFAULT "
           "(abs(1)))'\n'index'|'sqlite_autoindex_T_1'|'T'|NULL\n"
           "'table'|'__x'|'__x'|'CREATE TABLE __x (a)'\n"});
  all.Add({"rows main.T", Section::Status::kRows, "1|'x'|1\n"});
  all.Add({"rows main.__x", Section::Status::kRows, "1|1\n"});
  const Observation shown = Meanings({"autoindexes", "internal"}).Shown(all);
  ASSERT_EQ(shown.sections.size(), 2u);
  EXPECT_EQ(shown.sections[0].text, "1|'x'|1\n");
  EXPECT_EQ(shown.sections[1].text,
            "'table'|'T'|'T'|'CREATE TABLE T (a COLLATE NOCASE DEFAULT "
            "(abs(1)))'\n");
}

}  // namespace
}  // namespace alterego
