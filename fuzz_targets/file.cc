// Fuzz target: the input is a database file, sound or damaged. Reading it into
// the shadow must end with a world or with an error that names the file, and
// ALTER TABLE on it must succeed or leave every byte as it was.
//
// The file for the reader is the only one that this target writes, in a folder
// of its own below TMPDIR.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/temporary_folder.h"
#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"
#include "runner/database_file.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

// Instructions of SQLite's virtual machine for one ALTER: a damaged b-tree may
// have no end.
constexpr int kPeriod = 1000, kPeriodsMax = 300;

// Every seed has a table t(a, b, c).
constexpr const char* kAlters[] = {
    "ALTER TABLE t ADD COLUMN zz DEFAULT 5",
    "ALTER TABLE t DROP COLUMN b",
    "ALTER TABLE t RENAME COLUMN a TO zz",
    "ALTER TABLE t RENAME TO zz",
    "ALTER TABLE t ALTER COLUMN a TYPE TEXT",
    "ALTER TABLE t ALTER COLUMN b SET NOT NULL, ADD UNIQUE (a)",
};

[[noreturn]] void Fail(const char* what, std::string_view detail) {
  std::fprintf(stderr, "%s: %.*s\n", what, static_cast<int>(detail.size()),
               detail.data());
  std::abort();
}

const std::string& ScratchPath() {
  static const auto* const path = [] {
    static const TemporaryFolder folder;  // removed at the exit
    ALTEREGO_CHECK(!folder.path().empty());
    return new std::string(folder / "input.db");
  }();
  return *path;
}

void CheckReader(const uint8_t* data, size_t size) {
  const std::string& path = ScratchPath();
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data),
             static_cast<std::streamsize>(size));
  const auto file = ReadDatabaseFile(path, {});
  if (file.ok()) {
    if (file->world == nullptr) Fail("neither a world nor an error", path);
    return;
  }
  const std::string message(file.status().message());
  if (message.find(path) == message.npos) {
    Fail("an error does not name the file", message);
  }
}

// The bytes as a database in memory, closed in the end.
class Memory {
 public:
  Memory(const uint8_t* data, size_t size) {
    ALTEREGO_CHECK(api_.open_v2(":memory:", &db_,
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                    SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                                nullptr) == SQLITE_OK);
    auto* copy = static_cast<unsigned char*>(api_.malloc64(size));
    ALTEREGO_CHECK(copy != nullptr);
    std::memcpy(copy, data, size);
    open_ =
        api_.deserialize(db_, "main", copy, static_cast<sqlite3_int64>(size),
                         static_cast<sqlite3_int64>(size),
                         SQLITE_DESERIALIZE_FREEONCLOSE |
                             SQLITE_DESERIALIZE_RESIZEABLE) == SQLITE_OK;
    api_.progress_handler(db_, kPeriod, &Memory::OnProgress, this);
  }
  ~Memory() { api_.close_v2(db_); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  bool open() const { return open_; }
  rebuild::Connection connection() { return {api_, db_}; }
  // Every byte, "" for an empty database. Without what a commit counts in the
  // header (https://sqlite.org/fileformat2.html#file_change_counter): undoing
  // ends with one that writes nothing.
  std::string Bytes() {
    sqlite3_int64 size = 0;
    unsigned char* const bytes = api_.serialize(db_, "main", &size, 0);
    if (bytes == nullptr) return "";
    std::string out(reinterpret_cast<const char*>(bytes),
                    static_cast<size_t>(size));
    api_.free(bytes);
    constexpr size_t kHeader = 100, kChangeCounter = 24, kValidFor = 92;
    if (out.size() >= kHeader) {
      out.replace(kChangeCounter, 4, 4, '\0');
      out.replace(kValidFor, 8, 8, '\0');
    }
    return out;
  }
  bool interrupted() const { return periods_ > kPeriodsMax; }
  bool in_transaction() const { return api_.get_autocommit(db_) == 0; }

 private:
  static int OnProgress(void* self) {
    return ++static_cast<Memory*>(self)->periods_ > kPeriodsMax;
  }
  const SqliteApi& api_ = SqliteApi::Linked();
  sqlite3* db_ = nullptr;
  bool open_ = false;
  int periods_ = 0;
};

void CheckAlter(const uint8_t* data, size_t size, const char* sql,
                rebuild::Mode mode) {
  Memory memory(data, size);
  if (!memory.open()) return;
  const std::string before = memory.Bytes();
  rebuild::Connection connection = memory.connection();
  rebuild::Options options;
  options.mode = mode;
  if (mode == rebuild::Mode::kFull) {
    (void)rebuild::PlanAlter(connection, sql, options).ok();
    if (memory.Bytes() != before) Fail("a plan changes the database", sql);
  }
  const auto report = rebuild::Alter(connection, sql, options);
  if (memory.in_transaction()) Fail("a transaction stays open", sql);
  if (!report.ok() && !memory.interrupted() && memory.Bytes() != before) {
    Fail("a refused ALTER changes the database",
         std::string(sql) + ": " + std::string(report.status().message()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kBytesMax = size_t{1} << 18;
  if (size == 0 || size > kBytesMax) return 0;
  CheckReader(data, size);
  if (SqliteApi::Linked().deserialize == nullptr) return 0;
  for (const char* sql : kAlters) {
    CheckAlter(data, size, sql, rebuild::Mode::kSqlite);
    CheckAlter(data, size, sql, rebuild::Mode::kFull);
  }
  return 0;
}
