#include "rebuild/full/short_rows.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "rebuild/full/facts.h"

namespace alterego::rebuild::full {
namespace {

std::string Value(const SqliteApi& api, const Statement& row) {
  // SQL has a literal for it, and no word.
  if (api.column_type(row.get(), 3) == SQLITE_FLOAT) {
    const double real = api.column_double(row.get(), 3);
    if (real == 0 && std::signbit(real)) return "-0.0";
  }
  // quote() ends at the first zero byte of a text.
  if (row.Integer(1) != 0) return row.Text(2);
  std::string out = row.Text(0);
  // Older releases have no SQL for it.
  if (out == "Inf") return "9e999";
  if (out == "-Inf") return "-9e999";
  return out;
}

absl::StatusOr<ReadDefault> Ask(Database& memory, const std::string& create) {
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
  ReadDefault out;
  const std::string read =
      "SELECT quote(b), typeof(b)='text' AND instr(CAST(b AS BLOB),x'00'), "
      "'CAST('||quote(CAST(b AS BLOB))||' AS TEXT)', b FROM x";
  ALTEREGO_RETURN_IF_ERROR(memory.ForEachRow(
      read, [&](const Statement& row) { out.sql = Value(memory.api(), row); }));
  // A STRICT table would refuse what it changes.
  const absl::Status stored =
      memory.Execute(absl::StrCat("INSERT INTO x VALUES(0,", out.sql, ")"));
  if (!stored.ok()) {
    out.as_is = true;
    return out;
  }
  ALTEREGO_RETURN_IF_ERROR(
      memory.ForEachRow(read + " WHERE rowid=2", [&](const Statement& row) {
        out.as_is = Value(memory.api(), row) != out.sql;
      }));
  return out;
}

}  // namespace

absl::StatusOr<ReadDefault> DefaultAsRead(const Database& database,
                                          const std::string& type,
                                          const std::string& value,
                                          bool strict) {
  const SqliteApi& api = database.api();
  sqlite3* db = nullptr;
  const int opened = api.open_v2(
      ":memory:", &db,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
      nullptr);
  absl::StatusOr<ReadDefault> out =
      absl::ResourceExhaustedError("no memory for a scratch database");
  if (opened == SQLITE_OK) {
    Database memory(Connection(api, db));
    out = Ask(memory, absl::StrCat("CREATE TABLE x(a", strict ? " ANY" : "",
                                   ", b ", type, "\n DEFAULT ", value, ")",
                                   strict ? " STRICT" : ""));
  }
  api.close_v2(db);
  return out;
}

absl::StatusOr<std::string> MissingField(const Database& database,
                                         const sql::Parsed& create,
                                         size_t column) {
  const auto& table = std::get<CreateTable>(create.statement);
  const auto* rule = table.columns[column].Find<DefaultRule>();
  if (rule == nullptr || !IsLiteralDefault(rule->expr)) return "NULL";
  ALTEREGO_ASSIGN_OR_RETURN(
      const ReadDefault read,
      DefaultAsRead(database, table.columns[column].type,
                    std::string(create.TextOf(rule->expr.range)),
                    table.strict));
  return ALTEREGO_MUTANT("full.missing_is_null", read.sql, std::string("NULL"));
}

}  // namespace alterego::rebuild::full
