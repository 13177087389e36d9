#include "model/schema.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/sql/parser.h"

namespace alterego {
namespace {

CreateTable Table(const std::string& sql) {
  sql::ParseResult parsed = sql::ParseStatement(sql);
  EXPECT_TRUE(parsed.ok()) << sql;
  return std::get<CreateTable>(parsed->statement);
}

TEST(CreateTable, Keys) {
  const struct {
    const char* sql;
    std::vector<int> key;
    int alias;
  } cases[] = {
      {"CREATE TABLE t(a, b)", {}, -1},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY)", {0}, 0},
      {"CREATE TABLE t(z, a integer primary key asc)", {1}, 1},
      {"CREATE TABLE t(a INT PRIMARY KEY)", {0}, -1},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY DESC)", {0}, -1},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY(A))", {0}, 0},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY(a DESC))", {0}, 0},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY('a'))", {0}, 0},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY(b COLLATE nocase, a))",
       {1, 0},
       -1},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY) WITHOUT ROWID", {0}, -1},
      {"CREATE TABLE t(a INTEGER(4) PRIMARY KEY)", {0}, -1},
  };
  for (const auto& c : cases) {
    const CreateTable t = Table(c.sql);
    EXPECT_EQ(t.PrimaryKeyColumns(), c.key) << c.sql;
    EXPECT_EQ(t.RowidAlias(), c.alias) << c.sql;
    EXPECT_FALSE(t.autoincrement()) << c.sql;
  }
  EXPECT_TRUE(Table("CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)")
                  .autoincrement());
  EXPECT_TRUE(Table("CREATE TABLE t(a INTEGER, PRIMARY KEY(a AUTOINCREMENT))")
                  .autoincrement());
}

TEST(CreateTable, Columns) {
  const CreateTable t =
      Table("CREATE TABLE t(a NOT NULL, b AS (a), c AS (a) STORED)");
  EXPECT_EQ(t.ColumnIndex("B"), 1);
  EXPECT_EQ(t.ColumnIndex("x"), -1);
  EXPECT_EQ(t.FindColumn("x"), nullptr);
  EXPECT_TRUE(t.FindColumn("A")->not_null());
  EXPECT_FALSE(t.columns[0].is_virtual());
  EXPECT_TRUE(t.columns[1].is_virtual());
  EXPECT_FALSE(t.columns[1].is_stored());
  EXPECT_TRUE(t.columns[2].is_stored());
}

TEST(CreateTable, EqualityIsOfWhatIsSaid) {
  const CreateTable a = Table("CREATE TABLE t(a, b)");
  EXPECT_TRUE(a == Table("create  table t ( a , b )"));
  EXPECT_FALSE(a == Table("CREATE TABLE t(a, \"b\")"));
  EXPECT_FALSE(a == Table("CREATE TABLE t(a, b) STRICT"));
  EXPECT_FALSE(a == Table("CREATE TABLE t(a, b, CHECK(a))"));
}

}  // namespace
}  // namespace alterego
