#include "engines/sqlite_engine.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/cpu_time.h"
#include "base/status_macros.h"
#include "engines/error_table.h"
#include "engines/fixed_clock.h"
#include "model/identifier.h"
#include "model/limits.h"
#include "model/sql/lexer.h"

namespace alterego {
namespace {

// Instructions of SQLite's virtual machine between two looks at the clock:
// some 10 microseconds.
constexpr int kProgressPeriod = 1000;
// SQLite's own limit is 1,000 million. A trigger that fires itself may double a
// text each time, and within one instruction nobody looks at the clock.
constexpr int kValueBytesMax = 20'000'000;
// After each statement all pages are copied and compared. The smallest pages
// hold the few rows of a case in less space, and make trees of them.
constexpr const char* kSmallPages = "PRAGMA page_size = 512";

// The syntax error of what stands behind the first statement; nullopt if that
// is only blanks, comments and semicolons. SQLite itself would leave it for the
// next call.
std::optional<std::string> TrailingText(std::string_view tail) {
  if (tail.find_first_not_of(" \t\n\f\r;") == tail.npos) return std::nullopt;
  for (const sql::Token& token : sql::Lex(tail)) {
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment || token.In(tail) == ";") {
      continue;
    }
    if (token.kind == sql::TokenKind::kIllegal) {
      return absl::StrCat("unrecognized token: \"", std::string(token.In(tail)),
                          "\"");
    }
    return absl::StrCat("near \"", std::string(token.In(tail)),
                        "\": syntax error");
  }
  return std::nullopt;
}

bool IsAccepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}

Outcome SyntaxRefusal(std::string message) {
  return Refused{Reason::kSyntax, SQLITE_ERROR, std::move(message), ""};
}

}  // namespace

SqliteEngine::TimeLimit::TimeLimit(SqliteEngine& engine) : engine_(engine) {
  engine.timed_ = true;
}

int SqliteEngine::OnProgress(void* self) {
  auto& engine = *static_cast<SqliteEngine*>(self);
  if (!engine.timed_) return 0;
  const int64_t now = ThreadCpuMs();
  if (!engine.deadline_.has_value()) {
    engine.deadline_ = now + engine.options_.statement_timeout_ms;
  }
  return now > *engine.deadline_;
}

SqliteEngine::SqliteEngine(std::string spec,
                           std::shared_ptr<const SqliteApi> api,
                           EngineOptions options)
    : api_(std::move(api)), options_(std::move(options)) {
  info_.name = absl::StrCat("sqlite-", api_->libversion());
  info_.spec = std::move(spec);
  info_.build_id = api_->sourceid();
}

SqliteEngine::~SqliteEngine() {
  observer_.reset();
  if (db_ != nullptr) api_->close_v2(db_);
}

absl::StatusOr<std::unique_ptr<SqliteEngine>> SqliteEngine::Open(
    std::string spec, std::shared_ptr<const SqliteApi> api,
    EngineOptions options) {
  std::unique_ptr<SqliteEngine> engine(
      new SqliteEngine(std::move(spec), std::move(api), std::move(options)));
  ALTEREGO_RETURN_IF_ERROR(engine->Start());
  return engine;
}

absl::Status SqliteEngine::Start() {
  ALTEREGO_CHECK(db_ == nullptr);
  std::error_code error;
  if (!in_memory() && std::filesystem::exists(options_.database_path, error)) {
    return absl::AlreadyExistsError(
        absl::StrCat(options_.database_path,
                     ": exists already; an engine creates its database"));
  }
  ALTEREGO_RETURN_IF_ERROR(Connect());
  info_.dialect = observer_->ReadDialect();
  return absl::OkStatus();
}

absl::Status SqliteEngine::Failure(std::string_view what) const {
  return absl::InternalError(
      absl::StrCat(info_.spec, ": ", std::string(what), ": ",
                   db_ == nullptr ? "out of memory" : api_->errmsg(db_)));
}

absl::Status SqliteEngine::Connect() {
  ALTEREGO_CHECK(db_ == nullptr);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_PRIVATECACHE;
  if (in_memory()) flags |= SQLITE_OPEN_MEMORY;
  const char* path = in_memory() ? ":memory:" : options_.database_path.c_str();
  const char* const vfs = options_.repeatable ? kFixedClockVfs : nullptr;
  if (api_->open_v2(path, &db_, flags, vfs) != SQLITE_OK) {
    absl::Status status = Failure("cannot open the database");
    api_->close_v2(db_);
    db_ = nullptr;
    return status;
  }
  deadline_.reset();
  api_->progress_handler(db_, kProgressPeriod, &SqliteEngine::OnProgress, this);
  api_->limit(db_, SQLITE_LIMIT_LENGTH, kValueBytesMax);
  api_->limit(db_, SQLITE_LIMIT_TRIGGER_DEPTH, kTriggerDepthMax);
  // Not where an engine of another make may read the file.
  if (in_memory() && options_.repeatable) {
    api_->exec(db_, kSmallPages, nullptr, nullptr, nullptr);
  }
  observer_.emplace(*api_, db_, options_.group);
  return absl::OkStatus();
}

absl::Status SqliteEngine::Disconnect() {
  observer_.reset();
  sqlite3* const db = std::exchange(db_, nullptr);
  if (api_->close_v2(db) != SQLITE_OK) {
    return absl::InternalError(absl::StrCat(info_.spec, ": cannot close"));
  }
  return absl::OkStatus();
}

// Whether an AUTOINCREMENT table has no rowid left: SQLite calls that a full
// disk, too. The last rowid may have been taken by an UPDATE, of which the
// sequence knows nothing. It may also have been taken by the statement itself,
// which is undone and leaves no trace.
bool SqliteEngine::SequenceHasEnded() const {
  const auto found = [](void* yes, int, char**, char**) {
    *static_cast<bool*>(yes) = true;
    return 0;
  };
  const auto collect = [](void* names, int, char** cells, char**) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(cells[0]);
    return 0;
  };
  bool ended = false;
  for (const char* database : {"main", "temp"}) {
    const std::string sequence =
        absl::StrCat("SELECT 1 FROM ", database,
                     ".sqlite_sequence WHERE seq >= 9223372036854775807");
    api_->exec(db_, sequence.c_str(), found, &ended, nullptr);
    std::vector<std::string> tables;
    const std::string list = absl::StrCat(
        "SELECT name FROM ", database,
        database == std::string_view("temp") ? ".sqlite_temp_master"
                                             : ".sqlite_master",
        " WHERE type = 'table' AND sql LIKE '%autoincrement%'");
    api_->exec(db_, list.c_str(), collect, &tables, nullptr);
    for (const std::string& table : tables) {
      const std::string last = absl::StrCat(
          "SELECT 1 FROM ", database, ".", Identifier(table).Quoted(),
          " WHERE rowid = 9223372036854775807");
      api_->exec(db_, last.c_str(), found, &ended, nullptr);
    }
  }
  return ended;
}

absl::StatusOr<Outcome> SqliteEngine::FromError(int extended_code,
                                                std::string_view text) const {
  const std::string message(text);
  // Where there is no disk, none is full.
  if ((extended_code & 0xff) == SQLITE_FULL &&
      (in_memory() || SequenceHasEnded())) {
    return Classify(extended_code, message);
  }
  switch (extended_code & 0xff) {
    case SQLITE_INTERRUPT:
      return Lost{Lost::How::kTimeout,
                  absl::StrCat("no answer within ",
                               options_.statement_timeout_ms, " ms")};
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_MISUSE:
      return absl::InternalError(
          absl::StrCat(info_.spec, ": code ", extended_code, ": ", message));
    default:
      return Classify(extended_code, message);
  }
}

absl::StatusOr<Outcome> SqliteEngine::Step(sqlite3_stmt* statement) {
  int code;
  while ((code = api_->step(statement)) == SQLITE_ROW) {
  }
  if (code == SQLITE_DONE) return Accepted{};
  return FromError(api_->extended_errcode(db_), api_->errmsg(db_));
}

absl::StatusOr<Outcome> SqliteEngine::Execute(std::string_view sql) {
  if (sql.find('\0') != sql.npos) {
    return absl::InvalidArgumentError(
        "the statement holds a NUL byte, which ends SQL text for SQLite");
  }
  if (const std::optional<SetSwitch> set = ParseSwitch(sql)) {
    switches_.push_back(*set);
    Set(*set);
    return Accepted{};
  }
  const TimeLimit limit(*this);
  if (options_.repeatable && api_->test_control != nullptr) {
    // Builds before 3.30 do not know it, and draw as they like.
    api_->test_control(SQLITE_TESTCTRL_PRNG_SEED, 1, nullptr);
  }
  using Effect = SqliteObserver::Effect;
  const Effect effect = SqliteObserver::EffectOf(sql);
  // A PRAGMA has its effect when it is compiled.
  if (effect == Effect::kUnknown) observer_->Executing(sql);
  sqlite3_stmt* statement = nullptr;
  const char* tail = sql.data();
  const int code = api_->prepare_v2(
      db_, sql.data(), static_cast<int>(sql.size()), &statement, &tail);
  if (code != SQLITE_OK) {
    return FromError(api_->extended_errcode(db_), api_->errmsg(db_));
  }
  absl::StatusOr<Outcome> outcome = SyntaxRefusal("incomplete input");
  bool ran = false;
  if (statement != nullptr) {
    const auto trailing = TrailingText(sql.substr(tail - sql.data()));
    outcome = trailing.has_value() ? SyntaxRefusal(*trailing) : Step(statement);
    ran = !trailing.has_value();
  }
  api_->finalize(statement);
  if (ran) {
    observer_->Executed(effect, outcome.ok() && IsAccepted(*outcome));
  }
  return outcome;
}

void SqliteEngine::NoteAlter(bool ran, bool accepted) {
  using Effect = SqliteObserver::Effect;
  observer_->Executed(ran ? Effect::kSchema : Effect::kData, accepted);
}

absl::StatusOr<Observation> SqliteEngine::Observe(
    const ObserveOptions& options) {
  const TimeLimit limit(*this);
  return observer_->Observe(options);
}

absl::Status SqliteEngine::RemoveFiles() const {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::error_code error;
    std::filesystem::remove(options_.database_path + suffix, error);
    if (error) {
      return absl::InternalError(
          absl::StrCat(options_.database_path, suffix, ": ", error.message()));
    }
  }
  return absl::OkStatus();
}

int SqliteEngine::OnAlterTable(void* self, int action, const char* /*schema*/,
                               const char* /*table*/, const char* /*column*/,
                               const char* /*trigger*/) {
  const auto& engine = *static_cast<const SqliteEngine*>(self);
  if (action != SQLITE_ALTER_TABLE) return SQLITE_OK;
  return engine.denies_    ? SQLITE_DENY
         : engine.ignores_ ? SQLITE_IGNORE
                           : SQLITE_OK;
}

void SqliteEngine::Set(const SetSwitch& set) {
  observer_->Executing(Print(set));
  const auto config = [&](int option) {
    api_->db_config(db_, option, set.on ? 1 : 0, static_cast<int*>(nullptr));
  };
  switch (set.which) {
    case Switch::kDefensive:
      config(SQLITE_DBCONFIG_DEFENSIVE);
      break;
    case Switch::kDqsDdl:
      config(SQLITE_DBCONFIG_DQS_DDL);
      break;
    case Switch::kDqsDml:
      config(SQLITE_DBCONFIG_DQS_DML);
      break;
    case Switch::kDenyAlterTable:
    case Switch::kIgnoreAlterTable:
      (set.which == Switch::kDenyAlterTable ? denies_ : ignores_) = set.on;
      // None at all where nothing is kept from anybody: the usual way.
      api_->set_authorizer(
          db_, denies_ || ignores_ ? &SqliteEngine::OnAlterTable : nullptr,
          this);
      break;
  }
  observer_->Executed(SqliteObserver::Effect::kUnknown, true);
}

absl::Status SqliteEngine::Reset() {
  switches_.clear();
  denies_ = ignores_ = false;
  ALTEREGO_RETURN_IF_ERROR(Disconnect());
  if (!in_memory()) ALTEREGO_RETURN_IF_ERROR(RemoveFiles());
  return Connect();
}

absl::Status SqliteEngine::Reopen() {
  if (in_memory()) {
    ALTEREGO_RETURN_IF_ERROR(ReopenInMemory());
  } else {
    ALTEREGO_RETURN_IF_ERROR(Disconnect());
    ALTEREGO_RETURN_IF_ERROR(Connect());
  }
  for (const SetSwitch& set : switches_) Set(set);
  return absl::OkStatus();
}

absl::Status SqliteEngine::ReopenInMemory() {
  if (api_->serialize == nullptr || api_->deserialize == nullptr) {
    return absl::UnimplementedError(absl::StrCat(
        info_.spec,
        ": this build cannot reopen a database in memory (compiled "
        "without SQLITE_ENABLE_DESERIALIZE)"));
  }
  if (api_->get_autocommit(db_) == 0 &&
      api_->exec(db_, "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Failure("cannot roll back before reopening");
  }
  sqlite3_int64 size = 0;
  unsigned char* const bytes = api_->serialize(db_, "main", &size, 0);
  if (bytes == nullptr && size > 0) return Failure("cannot serialize");
  // The database must go before the copy moves in: files have one owner too.
  if (absl::Status status = Disconnect(); !status.ok()) {
    api_->free(bytes);
    return status;
  }
  return ConnectTo(bytes, size);
}

// A new database in memory that has these bytes, which become its own.
absl::Status SqliteEngine::ConnectTo(unsigned char* bytes, int64_t size) {
  absl::Status status = Connect();
  if (!status.ok() || size == 0) {
    api_->free(bytes);
    return status;
  }
  // SQLite owns `bytes` from here on, also if it fails.
  if (api_->deserialize(db_, "main", bytes, size, size,
                        SQLITE_DESERIALIZE_FREEONCLOSE |
                            SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK) {
    return Failure("cannot deserialize");
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SqliteEngine::SaveTo(const std::string& path) {
  if (!in_memory()) {
    std::error_code error;
    std::filesystem::copy_file(options_.database_path, path, error);
    if (!error) return true;
    return absl::InternalError(absl::StrCat(path, ": ", error.message()));
  }
  if (api_->serialize == nullptr) return false;
  sqlite3_int64 size = 0;
  unsigned char* const bytes = api_->serialize(db_, "main", &size, 0);
  if (bytes == nullptr && size > 0) return Failure("cannot serialize");
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes),
             static_cast<std::streamsize>(size));
  file.close();
  api_->free(bytes);
  if (file) return true;
  return absl::InternalError(absl::StrCat(path, ": cannot be written"));
}

absl::StatusOr<std::optional<Outcome>> SqliteEngine::LoadFrom(
    const std::string& path) {
  if (!in_memory() || api_->serialize == nullptr ||
      api_->deserialize == nullptr) {
    return std::nullopt;
  }
  sqlite3* file = nullptr;
  unsigned char* bytes = nullptr;
  sqlite3_int64 size = 0;
  std::optional<Outcome> outcome;
  // What stands in a write-ahead log goes into the file first: a database in
  // memory cannot have one.
  if (api_->open_v2(path.c_str(), &file, SQLITE_OPEN_READWRITE, nullptr) !=
          SQLITE_OK ||
      api_->exec(file, "PRAGMA journal_mode = DELETE", nullptr, nullptr,
                 nullptr) != SQLITE_OK) {
    outcome = Classify(api_->extended_errcode(file), api_->errmsg(file));
  } else {
    bytes = api_->serialize(file, "main", &size, 0);
    outcome = Accepted{};
  }
  api_->close_v2(file);
  absl::Status status = Disconnect();
  if (status.ok()) status = ConnectTo(bytes, size);
  if (!status.ok()) return status;
  return outcome;
}

}  // namespace alterego
