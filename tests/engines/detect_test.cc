#include "engines/detect.h"

#include <gtest/gtest.h>

#include "absl/strings/str_join.h"

namespace alterego {
namespace {

struct Case {
  const char* sql;
  const char* features;
};

TEST(DetectTest, FindsWhatProfilesAskFor) {
  const Case kCases[] = {
      {"CREATE TABLE t(a, b)", ""},
      {"CREATE TABLE t(a) WITHOUT ROWID, STRICT", "strict without_rowid"},
      {"CREATE TABLE t(a, b AS (a + 1), c AS (abs(a)) STORED)",
       "function:abs generated generated_stored"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)", "autoincrement"},
      {"CREATE TABLE t(a REFERENCES u, b COLLATE NOCASE)",
       "collate foreign_key"},
      {"CREATE TABLE t(a, UNIQUE (a COLLATE NOCASE))", "unique_collation"},
      {"CREATE TABLE T(a /* why */)", "comment upper_case"},
      {"CREATE TABLE t(a CHECK (a <> \"x\"))", "dqs"},
      {"CREATE TABLE t(a CHECK (\"a\" <> 1))", ""},
      {"CREATE TABLE t(a DEFAULT \"x\")", "dqs"},
      {"CREATE INDEX i ON t(a COLLATE NOCASE, b DESC)", ""},
      {"CREATE INDEX i ON t(lower(a)) WHERE b > 0",
       "function:lower index_expression index_partial"},
      {"CREATE VIEW v AS WITH RECURSIVE c(n) AS (SELECT 1) SELECT n FROM c",
       "recursive_cte"},
      {"CREATE VIEW v AS SELECT a ->> '$.x' FROM t FULL JOIN u USING (a)",
       "json_arrow right_join"},
      {"CREATE VIEW v AS SELECT rank() OVER (ORDER BY a NULLS FIRST "
       "ROWS UNBOUNDED PRECEDING) FROM t",
       "function:rank nulls_order window window_frame"},
      {"CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN UPDATE t SET a = 1 "
       "FROM u; END",
       "instead_of update_from"},
      {"CREATE VIRTUAL TABLE f USING FTS5(a)", "module:fts5"},
      {"CREATE TABLE t(", "unreadable"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(absl::StrJoin(DetectFeatures(c.sql), " "), c.features) << c.sql;
  }
}

}  // namespace
}  // namespace alterego
