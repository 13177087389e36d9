#include "rebuild/database.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/identifier.h"
#include "model/value.h"

namespace alterego::rebuild {
namespace {

constexpr char kCodePayload[] = "alterego/sqlite-code";

}  // namespace

absl::Status RefusalStatus(const Refusal& refusal) {
  absl::Status status = absl::FailedPreconditionError(refusal.message);
  status.SetPayload(kCodePayload,
                    absl::Cord(std::to_string(refusal.extended_code)));
  return status;
}

std::optional<Refusal> RefusalOf(const absl::Status& status) {
  const absl::optional<absl::Cord> code = status.GetPayload(kCodePayload);
  if (!code.has_value()) return std::nullopt;
  return Refusal{std::stoi(std::string(*code)), std::string(status.message())};
}

std::string Statement::Text(int column) const {
  const auto* text = api_->column_text(statement_, column);
  if (text == nullptr) return "";
  return std::string(reinterpret_cast<const char*>(text),
                     api_->column_bytes(statement_, column));
}

absl::Status Database::LastError() const {
  const int code = api_.extended_errcode(db_);
  std::string message = api_.errmsg(db_);
  if (code == SQLITE_READONLY_DBMOVED) {
    message += "; the file was moved or deleted while it was open";
  }
  return RefusalStatus({code, std::move(message)});
}

absl::StatusOr<Statement> Database::Prepare(const std::string& sql) {
  if (fault_) ALTEREGO_RETURN_IF_ERROR(fault_(sql));
  sqlite3_stmt* statement = nullptr;
  if (api_.prepare_v2(db_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                      &statement, nullptr) != SQLITE_OK) {
    return LastError();
  }
  return Statement(api_, statement);
}

absl::StatusOr<bool> Database::Step(Statement& statement) {
  switch (api_.step(statement.get())) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      return LastError();
  }
}

absl::Status Database::Execute(const std::string& sql) {
  return ForEachRow(sql, [](const Statement&) {});
}

absl::StatusOr<bool> Database::HasRow(const std::string& sql) {
  ALTEREGO_ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  return Step(statement);
}

absl::StatusOr<int64_t> Database::Integer(const std::string& sql) {
  ALTEREGO_ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  ALTEREGO_ASSIGN_OR_RETURN(const bool row, Step(statement));
  return row ? statement.Integer(0) : 0;
}

absl::Status Database::ForEachRow(
    const std::string& sql, absl::FunctionRef<void(const Statement&)> row) {
  ALTEREGO_ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  while (true) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool more, Step(statement));
    if (!more) return absl::OkStatus();
    row(statement);
  }
}

namespace {

// Before 3.28 these switches had no number.
const char* PragmaOf(int option) {
  switch (option) {
    case SQLITE_DBCONFIG_WRITABLE_SCHEMA:
      return "writable_schema";
    case SQLITE_DBCONFIG_LEGACY_ALTER_TABLE:
      return "legacy_alter_table";
    default:
      return nullptr;
  }
}

}  // namespace

bool Database::Config(int option) {
  int value = 0;
  const int code = api_.db_config(db_, option, -1, &value);
  if (code == SQLITE_OK) return value != 0;
  if (const char* pragma = PragmaOf(option)) {
    return Integer(absl::StrCat("PRAGMA ", pragma)).value_or(0) != 0;
  }
  return option == SQLITE_DBCONFIG_DQS_DDL || option == SQLITE_DBCONFIG_DQS_DML;
}

void Database::SetConfig(int option, bool on) {
  const int code =
      api_.db_config(db_, option, on ? 1 : 0, static_cast<int*>(nullptr));
  if (code == SQLITE_OK) return;
  if (const char* pragma = PragmaOf(option)) {
    Execute(absl::StrCat("PRAGMA ", pragma, on ? "=1" : "=0")).IgnoreError();
  }
}

absl::StatusOr<Permission> AskAuthorizer(Database& database,
                                         const std::string& sql) {
  const absl::StatusOr<Statement> alter = database.Prepare(sql);
  if (alter.ok()) {
    // An ALTER that is ignored has no code.
    return database.api().stmt_readonly(alter->get()) != 0
               ? Permission::kIgnored
               : Permission::kGranted;
  }
  const std::optional<Refusal> refusal = RefusalOf(alter.status());
  // Whatever is wrong with the ALTER itself, its plan says it better.
  const bool is_about_alter =
      refusal && (refusal->extended_code & 0xff) == SQLITE_ERROR;
  if (!is_about_alter) return alter.status();
  return Permission::kUnasked;
}

std::string AnyAlter(std::string_view schema, std::string_view table) {
  return absl::StrCat("ALTER TABLE ", Quoted(schema), ".", Quoted(table),
                      " RENAME TO alterego_asks_whether_it_may");
}

std::string Quoted(std::string_view name) {
  return Identifier(std::string(name)).Quoted();
}

std::string Literal(std::string_view text) {
  std::string out;
  AppendTextLiteral(text, &out);
  return out;
}

}  // namespace alterego::rebuild
