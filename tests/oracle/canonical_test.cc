#include "oracle/canonical.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace alterego {
namespace {

TEST(CanonicalTest, TextsThatSayTheSame) {
  const std::vector<std::vector<std::string>> groups = {
      {"create table t( a int -- the key\n ,b)", "CREATE TABLE [t](a int,b)"},
      {"CREATE TABLE t(a NOT NULL DEFAULT 1)",
       "CREATE TABLE t(a DEFAULT 1 NOT NULL)"},
      {"CREATE TABLE t(a, b AS (a))",
       "CREATE TABLE t(a, b GENERATED ALWAYS AS (a) VIRTUAL)"},
      {"CREATE TABLE t /* alterego: owner=x */ (a)",
       "CREATE TABLE \"t\"/* alterego: owner=x */(a)"},
      {"CREATE TABLE t(a, CHECK (a) UNIQUE (a))",
       "CREATE TABLE t(a, CHECK (a), UNIQUE (a))"},
  };
  for (const auto& group : groups) {
    EXPECT_EQ(CanonicalSql(group[0]), CanonicalSql(group[1]));
  }
}

TEST(CanonicalTest, TextsThatDiffer) {
  const std::vector<std::vector<std::string>> pairs = {
      {"CREATE TABLE t(a)", "CREATE TABLE t(b)"},
      {"CREATE TABLE t(a)", "CREATE TABLE T(a)"},
      {"CREATE TABLE t(a UNIQUE PRIMARY KEY)",
       "CREATE TABLE t(a PRIMARY KEY UNIQUE)"},
      {"CREATE TABLE t(a DEFAULT 1)", "CREATE TABLE t(a DEFAULT (1))"},
      {"CREATE TABLE t(a)", "CREATE TABLE t /* alterego: owner=x */ (a)"},
      {"CREATE TABLE t(a /* alterego: statistics=1 */, b)",
       "CREATE TABLE t(a, b /* alterego: statistics=1 */)"},
      {"CREATE TABLE t(a, CHECK (a))",
       "CREATE TABLE t(a, CHECK /* alterego: not_valid=1 */ (a))"},
  };
  for (const auto& pair : pairs) {
    EXPECT_NE(CanonicalSql(pair[0]), CanonicalSql(pair[1])) << pair[0];
  }
}

// What SQLite's own ALTER TABLE may take away, and what it may not.
TEST(CanonicalTest, MeaningsLeaveOutWhatSqliteDoesNotKnow) {
  const std::vector<std::vector<std::string>> same = {
      {"CREATE TABLE t /* alterego: owner=x */ (a)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a /* alterego: statistics=1 */)", "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a REFERENCES p NOT DEFERRABLE)",
       "CREATE TABLE t(a REFERENCES p)"},
      {"CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p NOT DEFERRABLE "
       "INITIALLY DEFERRED)",
       "CREATE TABLE t(a, FOREIGN KEY (a) REFERENCES p)"},
  };
  for (const auto& pair : same) {
    EXPECT_EQ(CanonicalMeaning(pair[0]), CanonicalMeaning(pair[1]));
  }
  EXPECT_NE(CanonicalMeaning("CREATE TABLE t(a REFERENCES p DEFERRABLE "
                             "INITIALLY DEFERRED)"),
            CanonicalMeaning("CREATE TABLE t(a REFERENCES p)"));
  EXPECT_NE(CanonicalMeaning("CREATE TABLE t(a NOT NULL)"),
            CanonicalMeaning("CREATE TABLE t(a)"));
}

TEST(CanonicalTest, SortsSchemasAndLeavesTheRest) {
  Observation all;
  all.Add({"rows main.t", Section::Status::kRows, "2\n1\n"});
  all.Add({"schema main", Section::Status::kRows,
           "'table'|'t'|'t'|'create  table t(''x''\n)'\n"
           "'index'|'i'|'t'|NULL\n"});
  const Observation out = Canonical().Of(all);
  EXPECT_EQ(out.Find("rows main.t")->text, "2\n1\n");
  EXPECT_EQ(out.Find("schema main")->text,
            "'index'|'i'|'t'|NULL\n"
            "'table'|'t'|'t'|'CREATE TABLE \"t\"(''x'')'\n");
}

}  // namespace
}  // namespace alterego
