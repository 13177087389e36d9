#include "rebuild/executor.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/overloaded.h"
#include "base/status_macros.h"

namespace alterego::rebuild {
namespace {

// Releases before this one take RESET for OFF and keep the schema in memory.
constexpr int kResetSince = 3036000;

class Run {
 public:
  Run(Database& database, const Introspection& before, const Plan& plan)
      : database_(database),
        plan_(plan),
        schema_(Quoted(plan.schema)),
        settings_(before.settings),
        writable_(database.Config(SQLITE_DBCONFIG_WRITABLE_SCHEMA)),
        last_rowid_(database.api().last_insert_rowid(database.db())) {}

  absl::StatusOr<Report> All() {
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(absl::StrCat("SAVEPOINT ", kSavepoint)));
    absl::Status status = Steps();
    Restore();
    if (status.ok()) status = Release();
    if (!status.ok()) {
      Undo();
      return status;
    }
    return report_;
  }

 private:
  // sqlite_schema can be written to only with these switches.
  void Unlock() {
    if (settings_.defensive) {
      database_.SetConfig(SQLITE_DBCONFIG_DEFENSIVE, false);
    }
    database_.SetConfig(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  }

  void Restore() {
    database_.SetConfig(SQLITE_DBCONFIG_WRITABLE_SCHEMA, writable_);
    if (settings_.defensive) {
      database_.SetConfig(SQLITE_DBCONFIG_DEFENSIVE, true);
    }
    database_.api().set_last_insert_rowid(database_.db(), last_rowid_);
  }

  // An interrupt may come when the savepoint is gone and all is written: then
  // there is none to release again, and nothing that could be undone.
  absl::Status Release() {
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

  void Undo() {
    database_.set_fault(nullptr);
    // Where SQLite has already ended the transaction, these find nothing to do.
    Insist(absl::StrCat("ROLLBACK TO ", kSavepoint));
    Insist(absl::StrCat("RELEASE ", kSavepoint));
    Insist("PRAGMA writable_schema=RESET");
    Restore();
  }

  // A progress handler that interrupts the way back, too, has to go.
  void Insist(const std::string& sql) {
    const std::optional<Refusal> refusal = RefusalOf(database_.Execute(sql));
    if (!refusal.has_value() || refusal->extended_code != SQLITE_INTERRUPT) {
      return;
    }
    database_.api().progress_handler(database_.db(), 0, nullptr, nullptr);
    (void)database_.Execute(sql);
  }

  absl::Status Steps() {
    ALTEREGO_ASSIGN_OR_RETURN(
        const int64_t version,
        database_.Integer(absl::StrCat("PRAGMA ", schema_, ".schema_version")));
    schema_version_ = version;
    Unlock();
    // Takes the write lock: a read-only database says no before anything else.
    const auto* first = plan_.steps.empty()
                            ? nullptr
                            : std::get_if<EditObject>(&plan_.steps[0]);
    if (first == nullptr || first->schema != plan_.schema) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
          "UPDATE ", schema_, ".sqlite_master SET sql=sql WHERE 0")));
    }
    for (const Step& step : plan_.steps) {
      ALTEREGO_RETURN_IF_ERROR(
          std::visit([&](const auto& s) { return Do(s); }, step));
    }
    return Finish();
  }

  absl::Status Do(const RefuseIfRow& step) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool row, database_.HasRow(step.query));
    return row ? RefusalStatus(step.refusal) : absl::OkStatus();
  }

  absl::Status Do(const Refuse& step) { return RefusalStatus(step.refusal); }

  absl::Status Do(const RequireCompiles& step) {
    Restore();  // the open switch would allow double-quoted strings
    const absl::Status status = database_.Prepare(step.sql).status();
    Unlock();
    const std::optional<Refusal> refusal = RefusalOf(status);
    if (!refusal.has_value()) return status;
    return RefusalStatus(
        {refusal->extended_code,
         absl::StrReplaceAll(refusal->message,
                             {{step.instead_of, step.table}})});
  }

  absl::Status Do(const RunSql& step) { return database_.Execute(step.sql); }

  absl::Status Do(const EditObject& step) {
    return database_.Execute(absl::StrCat(
        "UPDATE ", Quoted(step.schema),
        ".sqlite_master SET name=", Literal(step.object.name),
        ", tbl_name=", Literal(step.object.table_name), ", sql=",
        step.object.sql.has_value() ? Literal(*step.object.sql) : "NULL",
        " WHERE rowid=", step.object.rowid));
  }

  absl::Status Do(const CopyRows& step) {
    if (step.only_if_rows) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool rows,
                                database_.HasRow(step.has_rows_sql));
      if (!rows) return absl::OkStatus();
    }
    if (!step.alias_sql.empty()) ALTEREGO_RETURN_IF_ERROR(MakeAlias(step));
    // As a plain user would: nothing here needs the open switch.
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(step.create_sql));
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(step.insert_sql));
    report_.rows_copied += database_.api().changes(database_.db());
    if (!step.alias_sql.empty()) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
          "DELETE FROM ", schema_,
          ".sqlite_master WHERE name=", Literal(step.alias_name))));
    }
    ALTEREGO_ASSIGN_OR_RETURN(
        const int64_t old_root,
        database_.Integer(
            absl::StrCat("SELECT rootpage FROM ", schema_,
                         ".sqlite_master WHERE rowid=", step.table_rowid)));
    const std::string copy = absl::StrCat("name=", Literal(step.copy_name));
    ALTEREGO_ASSIGN_OR_RETURN(
        const int64_t new_root,
        database_.Integer(absl::StrCat("SELECT rootpage FROM ", schema_,
                                       ".sqlite_master WHERE ", copy)));
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
        "UPDATE ", schema_, ".sqlite_master SET rootpage=", new_root,
        " WHERE rowid=", step.table_rowid)));
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
        "UPDATE ", schema_, ".sqlite_master SET rootpage=", old_root, " WHERE ",
        copy)));
    drop_ = absl::StrCat("DROP TABLE ", schema_, ".", Quoted(step.copy_name));
    return absl::OkStatus();
  }

  absl::Status MakeAlias(const CopyRows& step) {
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
        "INSERT INTO ", schema_,
        ".sqlite_master(type, name, tbl_name, rootpage, sql) SELECT 'table', ",
        Literal(step.alias_name), ", ", Literal(step.alias_name),
        ", rootpage, ", Literal(step.alias_sql), " FROM ", schema_,
        ".sqlite_master WHERE rowid=", step.table_rowid)));
    ALTEREGO_RETURN_IF_ERROR(ReadSchemaAgain());
    Unlock();
    return absl::OkStatus();
  }

  // SQLite forgets the schema that it has in memory and reads the stored one.
  absl::Status ReadSchemaAgain() {
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
        "PRAGMA ", schema_, ".schema_version=", schema_version_ + 1)));
    if (database_.api().libversion_number() < kResetSince) {
      // To go back in a transaction that has changed the schema is to read it
      // again.
      for (const char* verb : {"SAVEPOINT ", "ROLLBACK TO ", "RELEASE "}) {
        ALTEREGO_RETURN_IF_ERROR(
            database_.Execute(absl::StrCat(verb, kSavepoint, "_read")));
      }
    }
    ALTEREGO_RETURN_IF_ERROR(database_.Execute("PRAGMA writable_schema=RESET"));
    if (settings_.writable_schema) {
      database_.SetConfig(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
    }
    // Older releases notice the new version only when a statement runs.
    return database_
        .HasRow(absl::StrCat("SELECT 1 FROM ", schema_, ".sqlite_master"))
        .status();
  }

  absl::Status Do(const ReloadSchema& step) {
    absl::Status status = ReadSchemaAgain();
    if (status.ok() && !drop_.empty()) {
      status = database_.Execute(drop_);
      if (!status.ok()) return status;
    }
    Unlock();
    return status.ok() ? status : Reworded(status, step.when);
  }

  // "malformed database schema (t) - no such column: x" is what an ALTER calls
  // "error in table t after rename: no such column: x".
  absl::Status Reworded(const absl::Status& status, const std::string& when) {
    const std::string message(status.message());
    const SchemaObject* bad = nullptr;
    std::string rest;
    for (const SchemaObject& object : plan_.objects) {
      const std::string prefix =
          absl::StrCat("malformed database schema (", object.name, ")");
      // A table and a trigger may share a name; it is the table that fails.
      if (!absl::StartsWith(message, prefix) ||
          (bad != nullptr && object.kind == ObjectKind::kTrigger)) {
        continue;
      }
      bad = &object;
      rest = message.substr(prefix.size());
      if (absl::StartsWith(rest, " - ")) rest.erase(0, 3);
      if (object.kind != ObjectKind::kTrigger) break;
    }
    if (bad != nullptr) {
      return RefusalStatus(
          {SQLITE_ERROR,
           absl::StrCat("error in ", std::string(ObjectKindName(bad->kind)),
                        " ", bad->name, " after ", when, ": ", rest)});
    }
    return status;
  }

  absl::Status Do(const VerifyRows& step) {
    // As a table, for the pragma itself words an error differently.
    absl::StatusOr<Statement> check = database_.Prepare(
        absl::StrCat("SELECT quick_check FROM pragma_quick_check(",
                     Literal(step.table), ",", Literal(step.schema), ")"));
    if (!check.ok()) return check.status();
    while (true) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool row, database_.Step(*check));
      if (!row) return absl::OkStatus();
      const std::string text = check->Text(0);
      if (absl::StartsWith(text, "CHECK")) {
        return RefusalStatus({SQLITE_ERROR, "CHECK constraint failed"});
      }
      if (absl::StartsWith(text, "NULL")) {
        return RefusalStatus({SQLITE_ERROR, "NOT NULL constraint failed"});
      }
      if (step.types && absl::StartsWith(text, "non-") &&
          absl::StrContains(text, " value in")) {
        return RefusalStatus({SQLITE_ERROR, "type mismatch on DEFAULT"});
      }
    }
  }

  // An ALTER counts as one change of the schema, however many it took.
  absl::Status Finish() {
    if (drop_.empty()) return absl::OkStatus();
    return database_.Execute(absl::StrCat(
        "PRAGMA ", schema_, ".schema_version=", schema_version_ + 1));
  }

  Database& database_;
  const Plan& plan_;
  const std::string schema_;
  const Settings settings_;
  const bool writable_;
  const sqlite3_int64 last_rowid_;
  int64_t schema_version_ = 0;
  std::string drop_;
  Report report_;
};

}  // namespace

absl::StatusOr<Report> RunPlan(Database& database, const Introspection& before,
                               const Plan& plan) {
  return Run(database, before, plan).All();
}

}  // namespace alterego::rebuild
