#include "rebuild/full/short_rows.h"

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace alterego::rebuild::full {
namespace {

absl::StatusOr<std::string> Ask(Database& memory, const std::string& create) {
  for (const std::string& sql : {
           std::string("BEGIN"),
           std::string("CREATE TABLE x(a)"),
           std::string("INSERT INTO x VALUES(0)"),
           std::string("PRAGMA writable_schema=ON"),
           absl::StrCat("UPDATE sqlite_master SET sql=", Literal(create)),
           // To have the schema read again, also by older releases: see
           // SchemaChange::ReadAgain().
           std::string("SAVEPOINT s"),
           std::string("ROLLBACK TO s"),
           std::string("RELEASE s"),
           std::string("PRAGMA writable_schema=RESET"),
           std::string("SELECT 1 FROM sqlite_master"),
       }) {
    ALTEREGO_RETURN_IF_ERROR(memory.Execute(sql));
  }
  std::string out;
  ALTEREGO_RETURN_IF_ERROR(
      memory.ForEachRow("SELECT quote(b) FROM x",
                        [&](const Statement& row) { out = row.Text(0); }));
  // Older releases have no SQL for it.
  if (out == "Inf") return "9e999";
  if (out == "-Inf") return "-9e999";
  return out;
}

}  // namespace

absl::StatusOr<std::string> DefaultAsRead(const Database& database,
                                          const std::string& type,
                                          const std::string& value,
                                          bool strict) {
  const SqliteApi& api = database.api();
  sqlite3* db = nullptr;
  const int opened = api.open_v2(
      ":memory:", &db,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  absl::StatusOr<std::string> out =
      absl::ResourceExhaustedError("no memory for a scratch database");
  if (opened == SQLITE_OK) {
    Database memory(Connection(api, db));
    out = Ask(memory, absl::StrCat("CREATE TABLE x(a", strict ? " ANY" : "",
                                   ", b ", type, " DEFAULT ", value, ")",
                                   strict ? " STRICT" : ""));
  }
  api.close_v2(db);
  return out;
}

}  // namespace alterego::rebuild::full
