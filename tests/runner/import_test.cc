#include "runner/import.h"

#include <gtest/gtest.h>

#include <limits>

#include "engines/engine.h"
#include "oracle/compare.h"
#include "oracle/expect.h"

namespace alterego {
namespace {

TEST(ParseRowsTest, ReadsEveryLiteral) {
  const std::vector<Row> rows = {
      {Value::Null(), Value::Integer(-12), Value::Real(1.5)},
      {Value::Integer(std::numeric_limits<int64_t>::min())},
      {Value::Real(std::numeric_limits<double>::infinity()),
       Value::Real(-std::numeric_limits<double>::infinity()), Value::Real(-0.0),
       Value::Real(1e300)},
      {Value::Text("it's|a\nb"), Value::Text(""), Value::Text("NULL")},
      {Value::Text(std::string("a\0b", 3)), Value::Text("\xff")},
      {Value::Blob(std::string("\0\xff", 2)), Value::Blob("")},
  };
  std::string text;
  for (const Row& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += '|';
      row[i].AppendLiteral(&text);
    }
    text += '\n';
  }
  const auto read = ParseRows(text);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, rows);
}

TEST(ParseRowsTest, RefusesWhatNoValueWrites) {
  for (const char* text :
       {"abc\n", "'open\n", "x'0\n", "x'zz'\n", "1|\n", "1", "1 \n", "--1\n",
        "CAST(x'00' AS BLOB)\n", "99999999999999999999\n"}) {
    EXPECT_EQ(ParseRows(text).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

struct Case {
  const char* name;
  std::vector<const char*> statements;
};

class ImportTest : public testing::TestWithParam<Case> {};

// What was imported expects exactly what was observed.
TEST_P(ImportTest, ExpectsWhatWasSeen) {
  auto engine = OpenEngine("sqlite", {});
  ASSERT_TRUE(engine.ok()) << engine.status();
  for (const char* sql : GetParam().statements) {
    const auto outcome = (*engine)->Execute(sql);
    ASSERT_TRUE(outcome.ok() && std::holds_alternative<Accepted>(*outcome))
        << sql;
  }
  const auto seen = (*engine)->Observe(ObserveOptions{});
  ASSERT_TRUE(seen.ok()) << seen.status();
  shadow::World before;
  before.dialect = (*engine)->info().dialect;
  before.now = shadow::EmptySnapshot();
  const auto world = ImportWorld(*seen, before);
  ASSERT_TRUE(world.ok()) << world.status();
  Expecter expecter;
  for (const Difference& difference :
       Compare(expecter.Expect(**world, ObserveOptions{}), *seen)) {
    ADD_FAILURE() << difference.section << "\nexpected " << difference.expected
                  << "\nseen " << difference.actual;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Databases, ImportTest,
    testing::Values(
        Case{"Empty", {}},
        Case{"Rows",
             {"CREATE TABLE t(a, b TEXT)",
              "INSERT INTO t(rowid, a, b) VALUES(7, 1.5, 'it''s'), "
              "(9, x'00', NULL)"}},
        Case{"WithoutRowid",
             {"CREATE TABLE t(a, b PRIMARY KEY) WITHOUT ROWID",
              "INSERT INTO t VALUES(1, 'z'), (2, 'a')"}},
        Case{"RowidNamesTaken",
             {"CREATE TABLE t(rowid, oid, _rowid_)",
              "INSERT INTO t VALUES(1, 2, 3), (4, 5, 6)"}},
        Case{"Generated",
             {"CREATE TABLE t(a INT, b AS (a+1), c AS (a*2) STORED)",
              "INSERT INTO t(a) VALUES(1), (2)"}},
        Case{"IndexesViewsTriggers",
             {"CREATE TABLE t(a UNIQUE, b)", "CREATE INDEX i ON t(b, a DESC)",
              "CREATE VIEW v AS SELECT a FROM t",
              "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
              "INSERT INTO t VALUES(1, 2)"}},
        Case{"Autoincrement",
             {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)",
              "INSERT INTO t VALUES(5)"}},
        Case{"Temp",
             {"CREATE TABLE t(a)", "CREATE TEMP TABLE u(b)",
              "INSERT INTO u VALUES(1)"}},
        Case{"OpenTransaction",
             {"CREATE TABLE t(a)", "PRAGMA foreign_keys=ON", "BEGIN",
              "INSERT INTO t VALUES(1)"}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(ImportWorldTest, SaysWhatIsMissing) {
  Observation seen;
  seen.Add({"schema main", Section::Status::kRows,
            "'table'|'t'|'t'|'CREATE TABLE t(a)'\n"});
  shadow::World before;
  before.now = shadow::EmptySnapshot();
  const auto world = ImportWorld(seen, before);
  EXPECT_EQ(world.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(world.status().message(), "the rows of t are missing");
}

}  // namespace
}  // namespace alterego
