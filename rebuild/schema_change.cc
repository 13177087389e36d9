#include "rebuild/schema_change.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace alterego::rebuild {
namespace {

// Releases before this one take RESET for OFF and keep the schema in memory.
constexpr int kResetSince = 3036000;
constexpr std::string_view kNoColumn = "no such column: ";
constexpr std::string_view kNoTable = "no such table: ";

}  // namespace

SchemaChange::SchemaChange(Database& database, std::string_view schema,
                           const std::vector<int>& off)
    : database_(database),
      quoted_(Quoted(schema)),
      last_rowid_(database.api().last_insert_rowid(database.db())) {
  const auto add = [&](int option, bool during) {
    switches_.push_back({option, database.Config(option), during});
  };
  add(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  add(SQLITE_DBCONFIG_DEFENSIVE, false);
  caller_writes_ = switches_[0].before && !switches_[1].before;
  for (const int option : off) add(option, false);
}

void SchemaChange::Set(bool during) {
  for (const Switch& s : switches_) {
    // What never differs is left alone; but RESET closes writable_schema.
    if (s.before == s.during && s.option != SQLITE_DBCONFIG_WRITABLE_SCHEMA) {
      continue;
    }
    database_.SetConfig(s.option, during ? s.during : s.before);
  }
}

void SchemaChange::Unlock() { Set(true); }

void SchemaChange::Restore() {
  Set(false);
  database_.api().set_last_insert_rowid(database_.db(), last_rowid_);
}

absl::Status SchemaChange::Begin() {
  own_ = database_.api().get_autocommit(database_.db()) != 0;
  return database_.Execute(absl::StrCat("SAVEPOINT ", kSavepoint));
}

absl::StatusOr<int64_t> SchemaChange::NoteVersion() {
  ALTEREGO_ASSIGN_OR_RETURN(
      version_,
      database_.Integer(absl::StrCat("PRAGMA ", quoted_, ".schema_version")));
  return version_;
}

absl::Status SchemaChange::End(absl::Status done) {
  Restore();
  if (done.ok()) done = Release();
  if (!done.ok()) Undo();
  return done;
}

// An interrupt may come when the savepoint is gone and all is written: then
// there is none to release again, and nothing that could be undone.
absl::Status SchemaChange::Release() {
  const std::string sql = absl::StrCat("RELEASE ", kSavepoint);
  absl::Status status = database_.Execute(sql);
  const std::optional<Refusal> refusal = RefusalOf(status);
  if (!refusal.has_value() || refusal->extended_code != SQLITE_INTERRUPT) {
    return status;
  }
  database_.api().progress_handler(database_.db(), 0, nullptr, nullptr);
  status = database_.Execute(sql);
  return status.message() == absl::StrCat("no such savepoint: ", kSavepoint)
             ? absl::OkStatus()
             : status;
}

void SchemaChange::Undo() {
  database_.set_fault(nullptr);
  // Where SQLite has already ended the transaction, these find nothing to do.
  if (own_) {
    // To release a savepoint is to commit, which a full disk refuses.
    Insist("ROLLBACK");
  } else {
    Insist(absl::StrCat("ROLLBACK TO ", kSavepoint));
    Insist(absl::StrCat("RELEASE ", kSavepoint));
  }
  Insist("PRAGMA writable_schema=RESET");
  Restore();
}

bool SchemaChange::Insist(const std::string& sql) {
  absl::Status status = database_.Execute(sql);
  const std::optional<Refusal> refusal = RefusalOf(status);
  if (!refusal.has_value()) return status.ok();
  if (refusal->extended_code == SQLITE_INTERRUPT) {
    database_.api().progress_handler(database_.db(), 0, nullptr, nullptr);
  } else if (refusal->extended_code != SQLITE_NOMEM) {
    return false;
  }
  return database_.Execute(sql).ok();
}

std::string SchemaChange::Master(std::string_view schema) {
  return Quoted(schema) + ".sqlite_master";
}

absl::Status SchemaChange::Lock(std::string_view schema) {
  return database_.Execute(
      absl::StrCat("UPDATE ", Master(schema), " SET sql=sql WHERE 0"));
}

absl::Status SchemaChange::Edit(std::string_view schema,
                                const SchemaObject& object) {
  return database_.Execute(absl::StrCat(
      "UPDATE ", Master(schema), " SET name=", Literal(object.name),
      ", tbl_name=", Literal(object.table_name),
      ", sql=", object.sql.has_value() ? Literal(*object.sql) : "NULL",
      " WHERE rowid=", object.rowid));
}

absl::Status SchemaChange::AddAlias(const std::string& name,
                                    const std::string& sql, int64_t rowid) {
  return database_.Execute(
      absl::StrCat("INSERT INTO ", Master(),
                   "(type, name, tbl_name, rootpage, sql) SELECT 'table', ",
                   Literal(name), ", ", Literal(name), ", rootpage, ",
                   Literal(sql), " FROM ", Master(), " WHERE rowid=", rowid));
}

absl::Status SchemaChange::Remove(const std::string& name) {
  return database_.Execute(
      absl::StrCat("DELETE FROM ", Master(), " WHERE name=", Literal(name)));
}

absl::Status SchemaChange::CountOnce() {
  return database_.Execute(
      absl::StrCat("PRAGMA ", quoted_, ".schema_version=", version_ + 1));
}

absl::Status SchemaChange::ReadAgain() {
  ALTEREGO_RETURN_IF_ERROR(CountOnce());
  if (database_.api().libversion_number() < kResetSince) {
    // To go back in a transaction that has changed the schema is to read it
    // again.
    for (const char* verb : {"SAVEPOINT ", "ROLLBACK TO ", "RELEASE "}) {
      ALTEREGO_RETURN_IF_ERROR(
          database_.Execute(absl::StrCat(verb, kSavepoint, "_read")));
    }
  }
  ALTEREGO_RETURN_IF_ERROR(database_.Execute("PRAGMA writable_schema=RESET"));
  if (caller_writes_) {
    database_.SetConfig(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  }
  // Older releases notice the new version only when a statement runs.
  return database_.HasRow(absl::StrCat("SELECT 1 FROM ", Master())).status();
}

namespace {

// Whether `object` may be the one that SQLite could not read. A table and a
// trigger may share a name: what the trigger lacks is its table, and a table
// lacks none. So may a table and an index of another schema: one of them names
// the column that is missing.
bool Fits(const SchemaObject& object, std::string_view fault) {
  const bool trigger = object.kind == ObjectKind::kTrigger;
  if (trigger != (fault.rfind(kNoTable, 0) == 0)) return false;
  if (fault.rfind(kNoColumn, 0) != 0) return true;
  fault.remove_prefix(kNoColumn.size());
  fault = fault.substr(0, fault.find(" - should this be "));
  // The table may be in quotes where it is named.
  return object.Mentions(fault.substr(fault.rfind('.') + 1));
}

}  // namespace

absl::Status Reworded(const absl::Status& status,
                      const std::vector<SchemaObject>& objects,
                      std::string_view when) {
  const std::string message(status.message());
  const SchemaObject* bad = nullptr;
  std::string rest;
  for (const SchemaObject& object : objects) {
    const std::string prefix =
        absl::StrCat("malformed database schema (", object.name, ")");
    if (!absl::StartsWith(message, prefix)) continue;
    // A name may go on behind a parenthesis.
    const std::string behind = message.substr(prefix.size());
    if (!behind.empty() && !absl::StartsWith(behind, " - ")) continue;
    rest = behind.substr(behind.empty() ? 0 : 3);
    const bool fits = Fits(object, rest);
    if (bad == nullptr || fits) bad = &object;
    if (fits) break;
  }
  if (bad == nullptr) return status;
  if (when.empty()) return RefusalStatus({SQLITE_ERROR, rest});
  return RefusalStatus(
      {SQLITE_ERROR,
       absl::StrCat("error in ", std::string(ObjectKindName(bad->kind)), " ",
                    bad->name, " after ", std::string(when), ": ", rest)});
}

}  // namespace alterego::rebuild
