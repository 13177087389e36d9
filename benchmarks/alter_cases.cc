#include "benchmarks/alter_cases.h"

#include <sqlite3.h>

#include "base/check.h"

namespace alterego::benchmarks {
namespace {

using rebuild::Strategy;

// The procedure of https://sqlite.org/lang_altertable.html, as short as it can
// be. %s is how the column e is copied.
std::string ByHand(const std::string& type, const std::string& copied) {
  return "BEGIN;"
         "CREATE TABLE n(id INTEGER PRIMARY KEY, a INT, b TEXT NOT NULL,"
         " c REAL, d TEXT DEFAULT 'none', e " +
         type +
         ");"
         "INSERT INTO n SELECT id, a, b, c, d, " +
         copied +
         " FROM t;"
         "DROP TABLE t;"
         "ALTER TABLE n RENAME TO t;"
         "CREATE INDEX t_a ON t(a);"
         "CREATE INDEX t_b ON t(b);"
         "COMMIT;";
}

}  // namespace

const std::vector<AlterCase>& AlterCases() {
  static const auto* const cases = new std::vector<AlterCase>{
      {"ConvertEveryValue", "", "ALTER TABLE t ALTER COLUMN e TYPE TEXT",
       Strategy::kAuto, ByHand("TEXT", "CAST(e AS TEXT)")},
      {"FullRebuild", "", "ALTER TABLE t ALTER COLUMN e TYPE BIGINT",
       Strategy::kRebuild, ByHand("BIGINT", "e")},
      {"SetNotNull", "", "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
       Strategy::kAuto, "", true},
      {"AddCheck", "", "ALTER TABLE t ADD CONSTRAINT k CHECK(a>=0)",
       Strategy::kAuto, "", true},
      {"AddColumn", "", "ALTER TABLE t ADD COLUMN f INT DEFAULT 7"},
      {"AddColumnBackfilled", "",
       "ALTER TABLE t ADD COLUMN f INT DEFAULT (abs(random()))"},
      {"RenameTable", "", "ALTER TABLE t RENAME TO u"},
      {"RenameColumn", "", "ALTER TABLE t RENAME COLUMN a TO z"},
      // No row can lack a, left of a NOT NULL. Rows may lack c and d, if ADD
      // COLUMN made these: all are looked at.
      {"SetDefault", "", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 1"},
      {"SetDefaultOfTail", "", "ALTER TABLE t ALTER COLUMN c SET DEFAULT 1.5"},
      {"DropDefaultOfTail", "", "ALTER TABLE t ALTER COLUMN d DROP DEFAULT"},
      {"DropNotNull", "", "ALTER TABLE t ALTER COLUMN b DROP NOT NULL"},
      {"DropCheck", "ALTER TABLE t ADD CONSTRAINT k CHECK(a>=0)",
       "ALTER TABLE t DROP CONSTRAINT k"},
      {"DropForeignKey",
       "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY(a) REFERENCES t(id)"
       " NOT VALID",
       "ALTER TABLE t DROP CONSTRAINT k"},
      {"IntToBigint", "", "ALTER TABLE t ALTER COLUMN a TYPE BIGINT"},
  };
  return *cases;
}

void MakeDatabase(const std::string& path, int64_t rows) {
  sqlite3* db = nullptr;
  ALTEREGO_CHECK(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
  const std::string sql =
      "BEGIN;"
      "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b TEXT NOT NULL, c REAL,"
      " d TEXT DEFAULT 'none', e INT);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT " +
      std::to_string(rows) +
      ") INSERT INTO t SELECT i, (i*7919)%1000003,"
      " printf('user%08d', (i*104729)%9999991), i*0.5,"
      " printf('some text of a usual length, number %d', i), i*3 FROM n;"
      "CREATE INDEX t_a ON t(a);"
      "CREATE INDEX t_b ON t(b);"
      "COMMIT;";
  ALTEREGO_CHECK(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) ==
                 SQLITE_OK);
  sqlite3_close(db);
}

}  // namespace alterego::benchmarks
