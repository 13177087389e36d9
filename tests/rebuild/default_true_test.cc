// TEXT DEFAULT TRUE of an added column reads as the integer 1 in older rows,
// and so it stands in indexes; until 3.45 SQLite's own UPDATE makes it a text
// in the row, not in the index, and then takes the file for malformed. No ALTER
// of ours may end so, nor leave an index behind that is wrong for the first
// time.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/rebuild/full_cases.h"

namespace alterego::rebuild {
namespace {

constexpr char kSetup[] =
    "CREATE TABLE t(a INTEGER PRIMARY KEY, z);"
    "INSERT INTO t VALUES(1,2),(2,3);"
    "ALTER TABLE t ADD b TEXT DEFAULT TRUE;"
    "CREATE INDEX i ON t(b); CREATE INDEX j ON t(z, b);"
    "CREATE INDEX k ON t(b || z) WHERE b = 1;";

constexpr const char* kAlters[] = {
    "ALTER b DROP DEFAULT",
    "ALTER b SET DEFAULT 'x'",
    "ALTER b TYPE INT",
    "ALTER b TYPE VARCHAR(3)",
    "ALTER b TYPE TEXT COLLATE nocase",
    "ALTER z TYPE TEXT",
    "ALTER z TYPE INT USING z + b",
    "ADD n DEFAULT (random())",
    "ADD n INT UNIQUE",
    "ADD n AS (b || 1) STORED",
    "ADD n INT FIRST",
    "ADD UNIQUE (b, a)",
    "ALTER b SET NOT NULL",
    "ALTER b DROP DEFAULT, ALTER b SET EXPRESSION AS (z || 1) STORED",
    "DROP z CASCADE",
    "DROP b CASCADE",
    "RENAME b TO c",
    "SET WITHOUT ROWID",
};

TEST(DefaultTrueTest, IndexesOfItAreNoObstacle) {
  // In the second one SQLite may have made the index wrong already.
  for (const char* more : {"", "UPDATE t SET z = z"}) {
    for (const char* alter : kAlters) {
      for (const Strategy s : {Strategy::kAuto, Strategy::kEdit,
                               Strategy::kRebuild, Strategy::kNative}) {
        TestDatabase database(SqliteApi::Linked());
        ASSERT_EQ(database.Run(absl::StrCat(kSetup, more)), "ok");
        const char* wrong =
            "SELECT count(*) FROM pragma_integrity_check WHERE "
            "integrity_check LIKE '%index%'";
        const std::string before = Value(database, wrong);
        Options options;
        options.strategy = s;
        options.verify = Verify::kFull;
        const std::string sql = absl::StrCat("ALTER TABLE t ", alter);
        const std::string answer = AlterFull(database, sql, options);
        EXPECT_EQ(answer, "ok") << sql;
        const std::string after = Value(database, wrong);
        EXPECT_TRUE(after == "0" || after == before)
            << sql << ": " << before << ", then " << after;
      }
    }
  }
}

}  // namespace
}  // namespace alterego::rebuild
