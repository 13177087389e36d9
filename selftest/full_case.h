// Full cases: databases, and statements of the full dialect that mean them, for
// fuzz targets and properties of the rebuild engine.
//
//   const std::optional<FullCase> drawn = DrawFullCase(entropy);
//   MemoryDatabase database;
//   for (const std::string& sql : drawn->setup) database.Run(sql);
//   rebuild::Connection connection = database.connection();
//   rebuild::Alter(connection, drawn->alter, {.mode = rebuild::Mode::kFull});
#ifndef ALTEREGO_SELFTEST_FULL_CASE_H_
#define ALTEREGO_SELFTEST_FULL_CASE_H_

#include <optional>
#include <string>
#include <vector>

#include "engines/sqlite_observe.h"
#include "generator/entropy.h"
#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"

namespace alterego::selftest {

struct FullCase {
  std::vector<std::string> setup;
  std::string alter;
};

// nullopt if what was drawn has no table.
std::optional<FullCase> DrawFullCase(EntropySource& entropy);

// A database in memory. What takes too long is interrupted, after so many
// instructions of SQLite and not by the clock.
class MemoryDatabase {
 public:
  MemoryDatabase();
  ~MemoryDatabase();
  MemoryDatabase(const MemoryDatabase&) = delete;
  MemoryDatabase& operator=(const MemoryDatabase&) = delete;

  // Its errors are the caller's to see in what it observes.
  void Run(const std::string& sql);
  rebuild::Connection connection() { return {api_, db_}; }
  // Everything that SQL can see, asked afresh.
  std::string Observe();
  // The same, with the rows of sqlite_schema in the order of their texts: an
  // index that is made anew comes behind what is there.
  std::string ObserveUnordered();
  bool interrupted() const { return periods_ > kPeriodsMax; }

 private:
  std::string Observe(bool ordered);
  static constexpr int kPeriod = 1000, kPeriodsMax = 5000;
  static int OnProgress(void* self);
  const SqliteApi& api_ = SqliteApi::Linked();
  sqlite3* db_ = nullptr;
  std::optional<SqliteObserver> observer_;
  int periods_ = 0;
};

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_FULL_CASE_H_
