#include "rebuild/executor.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/overloaded.h"
#include "base/status_macros.h"
#include "rebuild/schema_change.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild {
namespace {

class Run {
 public:
  Run(Database& database, const Plan& plan)
      : database_(database),
        plan_(plan),
        schema_(Quoted(plan.schema)),
        change_(database, plan.schema, {}) {}

  absl::StatusOr<Report> All() {
    ALTEREGO_RETURN_IF_ERROR(change_.Begin());
    ALTEREGO_RETURN_IF_ERROR(change_.End(Steps()));
    return report_;
  }

 private:
  absl::Status Steps() {
    change_.Unlock();
    // The first edit takes the write lock, too.
    const auto* first = plan_.steps.empty()
                            ? nullptr
                            : std::get_if<EditObject>(&plan_.steps[0]);
    // And what ends in a refusal writes nothing.
    const bool refuses = !plan_.steps.empty() &&
                         std::holds_alternative<Refuse>(plan_.steps.back());
    const bool edits = first != nullptr && first->schema == plan_.schema;
    if (!refuses && !edits) {
      ALTEREGO_RETURN_IF_ERROR(change_.Lock(plan_.schema));
      ALTEREGO_RETURN_IF_ERROR(RequireVersion());
    }
    for (const Step& step : plan_.steps) {
      ALTEREGO_RETURN_IF_ERROR(
          std::visit([&](const auto& s) { return Do(s); }, step));
      if (!refuses && edits && &step == &plan_.steps[0]) {
        ALTEREGO_RETURN_IF_ERROR(RequireVersion());
      }
    }
    return drop_.empty() ? absl::OkStatus() : change_.CountOnce();
  }

  // Another connection may have altered the schema since it was read.
  absl::Status RequireVersion() {
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t version, change_.NoteVersion());
    if (version == plan_.schema_version) return absl::OkStatus();
    return RefusalStatus({SQLITE_SCHEMA, "database schema has changed"});
  }

  absl::Status Do(const RefuseIfRow& step) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool row, database_.HasRow(step.query));
    return row ? RefusalStatus(step.refusal) : absl::OkStatus();
  }

  absl::Status Do(const Refuse& step) { return RefusalStatus(step.refusal); }

  absl::Status Do(const RequireCompiles& step) {
    change_.Restore();  // the open switch would allow double-quoted strings
    const absl::Status status = database_.Prepare(step.sql).status();
    change_.Unlock();
    const std::optional<Refusal> refusal = RefusalOf(status);
    if (!refusal.has_value()) return status;
    return RefusalStatus(
        {refusal->extended_code,
         absl::StrReplaceAll(refusal->message,
                             {{step.instead_of, step.table}})});
  }

  absl::Status Do(const RunSql& step) { return database_.Execute(step.sql); }

  absl::Status Do(const EditObject& step) {
    return change_.Edit(step.schema, step.object);
  }

  absl::Status Do(const CopyRows& step) {
    if (step.only_if_rows) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool rows,
                                database_.HasRow(step.has_rows_sql));
      if (!rows) return absl::OkStatus();
    }
    if (!step.alias_sql.empty()) {
      ALTEREGO_RETURN_IF_ERROR(
          change_.AddAlias(step.alias_name, step.alias_sql, step.table_rowid));
      ALTEREGO_RETURN_IF_ERROR(change_.ReadAgain());
      change_.Unlock();
    }
    // As a plain user would: nothing here needs the open switch.
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(step.create_sql));
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(step.insert_sql));
    report_.rows_copied += database_.api().changes(database_.db());
    if (!step.alias_sql.empty()) {
      ALTEREGO_RETURN_IF_ERROR(change_.Remove(step.alias_name));
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

  absl::Status Do(const ReloadSchema& step) {
    const absl::Status read = change_.ReadAgain();
    if (read.ok() && !drop_.empty()) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(drop_));
    }
    change_.Unlock();
    return Reworded(read, plan_.objects, step.when);
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

  Database& database_;
  const Plan& plan_;
  const std::string schema_;
  SchemaChange change_;
  std::string drop_;
  Report report_;
};

}  // namespace

absl::StatusOr<Report> RunPlan(Database& database, const Plan& plan) {
  ++database.workspace().runs;
  return Run(database, plan).All();
}

}  // namespace alterego::rebuild
