// Databases in files, and all that can be seen of them.
#ifndef ALTEREGO_TESTS_FAULTS_FILE_DATABASE_H_
#define ALTEREGO_TESTS_FAULTS_FILE_DATABASE_H_

#include <sqlite3.h>

#include <string>

#include "rebuild/rebuild.h"

namespace alterego {

// A folder that goes when the test ends.
class FileDatabase {
 public:
  // vfs: nullptr for SQLite's default.
  FileDatabase(const std::string& path, const char* vfs);
  ~FileDatabase();
  FileDatabase(const FileDatabase&) = delete;

  sqlite3* db() const { return db_; }
  // "ok", or SQLite's message.
  std::string Run(const std::string& sql) const;
  // "ok", or why not.
  std::string Alter(const std::string& sql, rebuild::Strategy strategy) const;
  // Schema, rows with storage classes, integrity_check; "error: ..." if they
  // cannot be read.
  std::string Look() const;
  // The switches that an ALTER sets and must restore.
  std::string Switches() const;

 private:
  std::string Rows(const std::string& sql) const;

  sqlite3* db_ = nullptr;
};

// The ALTERs that the tests make fail: each way that the engine has.
struct FaultCase {
  const char* name;
  const char* sql;
  rebuild::Strategy strategy = rebuild::Strategy::kAuto;
};
inline constexpr FaultCase kFaultCases[] = {
    {"edit", "ALTER TABLE t RENAME COLUMN b TO z"},
    {"in_place", "ALTER TABLE t ALTER COLUMN c TYPE TEXT"},
    {"missing_fields", "ALTER TABLE t ALTER COLUMN d SET DEFAULT 9"},
    {"new_keys", "ALTER TABLE t ADD UNIQUE (c)"},
    {"rebuild", "ALTER TABLE t DROP COLUMN c", rebuild::Strategy::kRebuild},
    {"rebuild_all", "ALTER TABLE t ALTER COLUMN c TYPE TEXT",
     rebuild::Strategy::kRebuild},
    {"native", "ALTER TABLE t DROP COLUMN c, RENAME COLUMN b TO z",
     rebuild::Strategy::kNative},
    {"without_rowid", "ALTER TABLE t SET WITHOUT ROWID"},
};

// Makes the database that they work on. `journal`: delete, truncate, wal.
void MakeFaultDatabase(const std::string& path, const std::string& journal);

}  // namespace alterego

#endif  // ALTEREGO_TESTS_FAULTS_FILE_DATABASE_H_
