// Two connections to two equal in-memory databases: one runs ALTER TABLE
// natively, the other through the rebuild engine.
//
//   SideBySide pair(api);
//   pair.Setup("CREATE TABLE t(a,b)");
//   EXPECT_EQ(pair.Alter("ALTER TABLE t DROP a", {}), "");   // no difference
#ifndef ALTEREGO_TESTS_REBUILD_SIDE_BY_SIDE_H_
#define ALTEREGO_TESTS_REBUILD_SIDE_BY_SIDE_H_

#include <string>
#include <string_view>

#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"

namespace alterego::rebuild {

class TestDatabase {
 public:
  explicit TestDatabase(const SqliteApi& api);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;

  const SqliteApi& api() const { return api_; }
  sqlite3* db() const { return db_; }
  // "ok", or "19: constraint failed".
  std::string Run(const std::string& sql);
  // All rows of a query, one line a row, with storage classes.
  std::string Rows(const std::string& sql) const;
  // Everything that SQL can see, as text.
  std::string Observe() const;

 private:
  const SqliteApi& api_;
  sqlite3* db_ = nullptr;
};

// The first line in which two texts differ, for people; "" if they are equal.
std::string FirstDifference(const std::string& want, const std::string& got);

class SideBySide {
 public:
  explicit SideBySide(const SqliteApi& api)
      : api_(api), native_(api), rebuilt_(api) {}

  TestDatabase& native() { return native_; }
  TestDatabase& rebuilt() { return rebuilt_; }
  // On both; lines that start with a dot are switches: ".dqs_ddl 0".
  void Setup(const std::string& sql);
  // Runs the ALTER on both; "" if answers and databases are equal, else what
  // differs.
  std::string Alter(const std::string& sql, const Options& options);
  // The native answer to the last Alter.
  const std::string& answer() const { return answer_; }

 private:
  const SqliteApi& api_;
  TestDatabase native_, rebuilt_;
  std::string answer_;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_TESTS_REBUILD_SIDE_BY_SIDE_H_
