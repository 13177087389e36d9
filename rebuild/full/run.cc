// The only part of the full mode that changes a database. Atomic, as
// rebuild/executor.h says of the sqlite mode.
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "rebuild/full/move.h"
#include "rebuild/full/program.h"
#include "rebuild/full/verify.h"
#include "rebuild/schema_change.h"

namespace alterego::rebuild::full {
namespace {

constexpr int64_t kBatchRows = 10000;

class Runner {
 public:
  Runner(Database& database, const FullPlan& plan, const Options& options)
      : database_(database),
        plan_(plan),
        program_(*plan.program),
        options_(options),
        schema_(Quoted(plan.program->schema)),
        change_(database, plan.program->schema,
                {SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
  }

  absl::StatusOr<Report> All() {
    ALTEREGO_ASSIGN_OR_RETURN(
        ignore_checks_, database_.Integer("PRAGMA ignore_check_constraints"));
    ALTEREGO_RETURN_IF_ERROR(change_.Begin());
    const absl::Status done = change_.End(Steps());
    if (checks_off_) RestoreChecks();
    ALTEREGO_RETURN_IF_ERROR(done);
    for (Conversion computed : program_.computed) {
      computed.values = report_.rows_copied;
      report_.converted.push_back(std::move(computed));
    }
    return report_;
  }

 private:
  // Rows that are there need not satisfy what is NOT VALID.
  absl::Status IgnoreChecks() {
    checks_off_ = true;
    return database_.Execute("PRAGMA ignore_check_constraints=1");
  }

  // Where it fails, All() comes back to it.
  void RestoreChecks() {
    checks_off_ = !change_.Insist(
        absl::StrCat("PRAGMA ignore_check_constraints=", ignore_checks_));
  }

  absl::Status Steps() {
    change_.Unlock();
    ALTEREGO_RETURN_IF_ERROR(change_.Lock(program_.schema));
    ALTEREGO_RETURN_IF_ERROR(change_.NoteVersion().status());
    ALTEREGO_RETURN_IF_ERROR(RequireSchemaOf(database_, plan_));
    ALTEREGO_RETURN_IF_ERROR(Checks(program_.checks));
    if (program_.empty()) return absl::OkStatus();
    if (options_.verify == Verify::kFull) {
      ALTEREGO_ASSIGN_OR_RETURN(report_.found_before, Faults());
    }
    ALTEREGO_RETURN_IF_ERROR(Remember());
    if (!program_.native.empty()) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool native, Native());
      if (native) {
        ALTEREGO_RETURN_IF_ERROR(CountRewritten());
        ALTEREGO_RETURN_IF_ERROR(PutTextsBack());
        ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.after_sql));
        ALTEREGO_RETURN_IF_ERROR(Checks(program_.after_checks));
        return Finish();
      }
    }
    ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.drops));
    for (const AliasUpdate& missing : program_.missing) {
      ALTEREGO_RETURN_IF_ERROR(UpdateThrough(missing));
    }
    if (program_.update.has_value()) {
      ALTEREGO_RETURN_IF_ERROR(UpdateThrough(*program_.update));
    }
    if (program_.move || program_.rekey) {
      ALTEREGO_RETURN_IF_ERROR(Prepare());
      if (program_.move) ALTEREGO_RETURN_IF_ERROR(Copy());
      ALTEREGO_RETURN_IF_ERROR(Exchange());
    }
    ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.run_sql));
    for (const EditedObject& edit : program_.edits) {
      ALTEREGO_RETURN_IF_ERROR(change_.Edit(edit.schema, edit.object));
    }
    ALTEREGO_RETURN_IF_ERROR(Reload());
    ALTEREGO_RETURN_IF_ERROR(Rest());
    return Finish();
  }

  absl::Status Checks(const std::vector<CheckQuery>& checks) {
    for (const CheckQuery& check : checks) {
      if (check.approximate) continue;
      ALTEREGO_RETURN_IF_ERROR(Tell("check", 0, 0));
      ALTEREGO_ASSIGN_OR_RETURN(const PreCheck found, Ask(database_, check));
      if (found.count > 0) return Refuse(found.finding, SQLITE_CONSTRAINT);
      if (found.converted == 0) continue;
      report_.converted.push_back(check.conversion);
      report_.converted.back().values = found.converted;
    }
    return absl::OkStatus();
  }

  absl::Status Tell(std::string_view phase, int64_t done, int64_t all) {
    if (!options_.progress || options_.progress(phase, done, all)) {
      return absl::OkStatus();
    }
    return Refuse("cancelled", SQLITE_INTERRUPT);
  }

  Looked LookedAtOf(int64_t all) {
    return [this, all](int64_t rows) { return Tell("verify", rows, all); };
  }

  absl::Status ExecuteAll(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(sql));
    }
    return absl::OkStatus();
  }

  // SQLite's own ALTER TABLE, under the switches that the caller has. False: it
  // refused, and everything is as it was.
  absl::StatusOr<bool> Native() {
    constexpr char kTry[] = "alterego_native";
    change_.Restore();
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(absl::StrCat("SAVEPOINT ", kTry)));
    const absl::Status done = ExecuteAll(program_.native);
    const auto refusal = RefusalOf(done);
    if (!done.ok()) {
      const int code = refusal.has_value() ? refusal->extended_code & 0xff : 0;
      if (code != SQLITE_ERROR && code != SQLITE_CONSTRAINT) return done;
      ALTEREGO_RETURN_IF_ERROR(
          database_.Execute(absl::StrCat("ROLLBACK TO ", kTry)));
    }
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat("RELEASE ", kTry)));
    change_.Unlock();
    return done.ok();
  }

  // SQLite's DROP COLUMN does not count the rows that it writes.
  absl::Status CountRewritten() {
    if (!program_.move) return absl::OkStatus();
    ALTEREGO_ASSIGN_OR_RETURN(
        report_.rows_copied,
        database_.Integer(absl::StrCat("SELECT count(*) FROM ", schema_, ".",
                                       Quoted(program_.new_name))));
    return absl::OkStatus();
  }

  // SQLite's DROP COLUMN writes 'x' for "x" all over the schema, and blanks and
  // comments end up on another side of what is added.
  absl::Status PutTextsBack() {
    bool edited = false;
    for (const EditedObject& text : program_.texts) {
      const SchemaObject& object = text.object;
      const std::string sql =
          object.sql.has_value() ? Literal(*object.sql) : "NULL";
      ALTEREGO_ASSIGN_OR_RETURN(
          const bool same,
          database_.HasRow(
              absl::StrCat("SELECT 1 FROM ", SchemaChange::Master(text.schema),
                           " WHERE rowid=", object.rowid, " AND sql IS ", sql,
                           " AND name=", Literal(object.name),
                           " AND tbl_name=", Literal(object.table_name))));
      if (same) continue;
      edited = true;
      ALTEREGO_RETURN_IF_ERROR(change_.Edit(text.schema, object));
    }
    return edited ? Reload() : absl::OkStatus();
  }

  absl::Status UpdateThrough(const AliasUpdate& update) {
    ALTEREGO_RETURN_IF_ERROR(
        change_.AddAlias(update.alias, update.alias_sql, program_.table_rowid));
    ALTEREGO_RETURN_IF_ERROR(change_.ReadAgain());
    change_.Unlock();
    ALTEREGO_RETURN_IF_ERROR(UpdateRows(update));
    ALTEREGO_RETURN_IF_ERROR(change_.Remove(update.alias));
    ALTEREGO_RETURN_IF_ERROR(change_.ReadAgain());
    change_.Unlock();
    return absl::OkStatus();
  }

  absl::Status UpdateRows(const AliasUpdate& update) {
    if (!options_.progress || update.rowid.empty()) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(update.update_sql));
      report_.rows_copied += database_.api().changes(database_.db());
      return absl::OkStatus();
    }
    const std::string table = absl::StrCat(schema_, ".", Quoted(update.alias));
    ALTEREGO_ASSIGN_OR_RETURN(
        const int64_t all,
        database_.Integer(absl::StrCat("SELECT count(*) FROM ", table)));
    ALTEREGO_RETURN_IF_ERROR(Tell("update", 0, all));
    return InParts("update", update.update_sql, table, update.rowid, all);
  }

  absl::Status Prepare() {
    // As a plain user would: what SQLite refuses here, it would refuse there.
    database_.SetConfig(SQLITE_DBCONFIG_WRITABLE_SCHEMA, false);
    const absl::Status made = database_.Execute(program_.holder_sql);
    change_.Unlock();
    ALTEREGO_RETURN_IF_ERROR(made);
    if (program_.copy_sql.empty()) return absl::OkStatus();
    return database_.Execute(program_.copy_sql);
  }

  absl::Status Copy() {
    ALTEREGO_ASSIGN_OR_RETURN(
        const int64_t all,
        database_.Integer(absl::StrCat("SELECT count(*) FROM ", schema_, ".",
                                       Quoted(program_.old_name))));
    ALTEREGO_RETURN_IF_ERROR(Tell("copy", 0, all));
    ALTEREGO_RETURN_IF_ERROR(IgnoreChecks());
    ALTEREGO_RETURN_IF_ERROR(CopyAll(all));
    ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.recompute));
    RestoreChecks();
    return absl::OkStatus();
  }

  absl::Status CopyAll(int64_t all) {
    const std::string sql =
        absl::StrCat(program_.insert_into, " ", program_.select);
    if (!options_.progress || program_.rowid.empty()) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(sql));
      report_.rows_copied += database_.api().changes(database_.db());
      return Tell("copy", all, all);
    }
    const std::string table =
        absl::StrCat(schema_, ".", Quoted(program_.old_name));
    return InParts("copy", sql, table, program_.rowid, all);
  }

  // `sql` with a condition on the rowids of the table, part by part, so that
  // there is something to tell.
  absl::Status InParts(std::string_view phase, const std::string& sql,
                       const std::string& table, const std::string& rowid,
                       int64_t all) {
    std::string where;
    int64_t done = 0;
    while (true) {
      int64_t last = 0, rows = 0;
      ALTEREGO_RETURN_IF_ERROR(database_.ForEachRow(
          absl::StrCat("SELECT count(*), max(r) FROM (SELECT ", rowid,
                       " AS r FROM ", table, where, " ORDER BY ", rowid,
                       " LIMIT ", kBatchRows, ")"),
          [&](const Statement& row) {
            rows = row.Integer(0);
            last = row.Integer(1);
          }));
      if (rows == 0) return absl::OkStatus();
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(
          absl::StrCat(sql, where.empty() ? " WHERE " : where,
                       where.empty() ? "" : " AND ", rowid, "<=", last)));
      done += rows;
      report_.rows_copied += rows;
      ALTEREGO_RETURN_IF_ERROR(Tell(phase, done, all));
      where = absl::StrCat(" WHERE ", rowid, ">", last);
    }
  }

  absl::StatusOr<int64_t> RootOf(const std::string& where) {
    return database_.Integer(absl::StrCat("SELECT rootpage FROM ",
                                          change_.Master(),
                                          " WHERE type='table' AND ", where));
  }

  absl::Status SetRoot(const std::string& where, int64_t root) {
    return database_.Execute(absl::StrCat("UPDATE ", change_.Master(),
                                          " SET rootpage=", root,
                                          " WHERE type='table' AND ", where));
  }

  // The table and the holder exchange what they have; only the table's place in
  // sqlite_schema stays, and the explicit indexes and triggers with it.
  absl::Status Exchange() {
    const std::string table = absl::StrCat("rowid=", program_.table_rowid);
    const std::string holder = absl::StrCat("name=", Literal(program_.holder));
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t old_root, RootOf(table));
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t holder_root, RootOf(holder));
    if (program_.move) {
      int64_t new_root = holder_root;
      if (!program_.copy.empty()) {
        const std::string copy = absl::StrCat("name=", Literal(program_.copy));
        ALTEREGO_ASSIGN_OR_RETURN(new_root, RootOf(copy));
        ALTEREGO_RETURN_IF_ERROR(SetRoot(copy, holder_root));
      }
      ALTEREGO_RETURN_IF_ERROR(SetRoot(table, new_root));
      ALTEREGO_RETURN_IF_ERROR(SetRoot(holder, old_root));
    }
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(absl::StrCat(
        "UPDATE ", change_.Master(),
        " SET sql=", Literal(program_.holder_old_sql), " WHERE ", holder)));
    return program_.keeps_keys ? absl::OkStatus() : ExchangeIndexes();
  }

  absl::Status ExchangeIndexes() {
    struct Row {
      int64_t rowid;
      std::string number;
    };
    std::vector<Row> old, fresh;
    int64_t next = 0;
    ALTEREGO_RETURN_IF_ERROR(database_.ForEachRow(
        absl::StrCat("SELECT rowid, name, tbl_name FROM ", change_.Master(),
                     " WHERE type='index' AND sql IS NULL ORDER BY rowid"),
        [&](const Statement& row) {
          const std::string name = row.Text(1), table = row.Text(2);
          const bool own = EqualsFolded(table, program_.old_name);
          if (!own && !EqualsFolded(table, program_.holder)) return;
          (own ? old : fresh)
              .push_back({row.Integer(0), name.substr(name.rfind('_') + 1)});
        }));
    ALTEREGO_ASSIGN_OR_RETURN(
        next, database_.Integer(
                  absl::StrCat("SELECT max(rowid) FROM ", change_.Master())));
    const auto give = [&](const Row& row, const std::string& table,
                          int64_t rowid) {
      return database_.Execute(absl::StrCat(
          "UPDATE ", change_.Master(), " SET rowid=", rowid, ", name=",
          Literal(absl::StrCat("sqlite_autoindex_", table, "_", row.number)),
          ", tbl_name=", Literal(table), " WHERE rowid=", row.rowid));
    };
    // An index has to come behind its table. The new ones take the places of
    // the old ones, where an edit would have left these.
    for (const Row& row : old) {
      ALTEREGO_RETURN_IF_ERROR(give(row, program_.holder, ++next));
    }
    for (size_t i = 0; i < fresh.size(); ++i) {
      ALTEREGO_RETURN_IF_ERROR(
          give(fresh[i], program_.new_name,
               i < old.size() ? old[i].rowid : fresh[i].rowid));
    }
    return absl::OkStatus();
  }

  absl::Status Reload() {
    const absl::Status read = change_.ReadAgain();
    change_.Unlock();
    return Reworded(read, program_.objects, "alter table");
  }

  // What the new schema has to be there for.
  absl::Status Rest() {
    if (!program_.reindex.empty()) {
      ALTEREGO_RETURN_IF_ERROR(Tell("reindex", 0, 0));
      ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.reindex));
    }
    ALTEREGO_RETURN_IF_ERROR(Checks(program_.after_checks));
    if (program_.move && options_.verify != Verify::kOff) {
      ALTEREGO_RETURN_IF_ERROR(Tell("verify", 0, 0));
      ALTEREGO_RETURN_IF_ERROR(SameRows(database_, program_.verify_old,
                                        program_.verify_new,
                                        LookedAtOf(report_.rows_copied)));
    }
    if (!program_.copy.empty()) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(
          absl::StrCat("DROP TABLE ", schema_, ".", Quoted(program_.copy))));
    }
    if (!program_.holder.empty() && !program_.keep_holder) {
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(
          absl::StrCat("DROP TABLE ", schema_, ".", Quoted(program_.holder))));
    }
    ALTEREGO_RETURN_IF_ERROR(ExecuteAll(program_.after_sql));
    if (!program_.move_to.empty()) {
      ALTEREGO_RETURN_IF_ERROR(change_.Lock(program_.move_to));
      ALTEREGO_RETURN_IF_ERROR(IgnoreChecks());
      ALTEREGO_RETURN_IF_ERROR(MoveTable(database_, program_, change_,
                                         options_.verify != Verify::kOff,
                                         &report_));
      RestoreChecks();
    }
    return absl::OkStatus();
  }

  // A copy is compared with what it was made of. Of rows that change where they
  // are, by our UPDATE or by SQLite's DROP COLUMN, only a digest is left; and
  // as the whole table has to be read for it, twice, a large one is for kFull.
  absl::Status Remember() {
    if (program_.stay_old.empty() || options_.verify == Verify::kOff ||
        (program_.move && program_.native.empty())) {
      return absl::OkStatus();
    }
    if (options_.verify == Verify::kRows) {
      ALTEREGO_ASSIGN_OR_RETURN(
          const bool few,
          HasFewRows(database_,
                     absl::StrCat(schema_, ".", Quoted(program_.old_name))));
      if (!few) return absl::OkStatus();
    }
    ALTEREGO_RETURN_IF_ERROR(Tell("verify", 0, 0));
    int64_t all = 0;
    if (options_.progress) {
      ALTEREGO_ASSIGN_OR_RETURN(
          all, database_.Integer(absl::StrCat("SELECT count(*) FROM ", schema_,
                                              ".", Quoted(program_.old_name))));
    }
    ALTEREGO_ASSIGN_OR_RETURN(
        stayed_, DigestOf(database_, program_.stay_old, LookedAtOf(all)));
    return absl::OkStatus();
  }

  absl::Status SameAsRemembered() {
    if (!stayed_.has_value() || !program_.move_to.empty()) {
      return absl::OkStatus();
    }
    ALTEREGO_RETURN_IF_ERROR(Tell("verify", 0, 0));
    ALTEREGO_ASSIGN_OR_RETURN(
        const Digest now,
        DigestOf(database_, program_.verify_new, LookedAtOf(stayed_->rows)));
    if (now == *stayed_) return absl::OkStatus();
    return Refuse("values that had to stay were changed", SQLITE_INTERNAL);
  }

  absl::Status Finish() {
    ALTEREGO_RETURN_IF_ERROR(SameAsRemembered());
    if (options_.verify == Verify::kFull) {
      ALTEREGO_RETURN_IF_ERROR(VerifyDatabase());
    }
    return change_.CountOnce();
  }

  // What integrity_check and foreign_key_check find fault with. Rows that a
  // constraint would refuse are no fault of the database: a constraint may be
  // NOT VALID, and what this ALTER asks of rows has been asked before.
  absl::StatusOr<std::vector<std::string>> Faults() {
    std::vector<std::string> out;
    // 3.40 takes the DEFAULT's type for the value's in tables WITHOUT ROWID.
    const bool misreads = database_.api().libversion_number() / 1000 == 3040;
    ALTEREGO_RETURN_IF_ERROR(database_.ForEachRow(
        absl::StrCat("PRAGMA ", schema_, ".integrity_check"),
        [&](const Statement& row) {
          std::string text = row.Text(0);
          if (misreads && absl::StrContains(text, " value in ")) return;
          if (text != "ok" && !absl::StartsWith(text, "CHECK constraint")) {
            out.push_back(std::move(text));
          }
        }));
    // A mismatch of keys is an error of this pragma, and not new.
    (void)database_.ForEachRow(
        absl::StrCat("PRAGMA ", schema_, ".foreign_key_check"),
        [&](const Statement& row) {
          out.push_back(absl::StrCat("row ", row.Text(1), " of ", row.Text(0),
                                     " has no parent in ", row.Text(2)));
        });
    return out;
  }

  absl::Status VerifyDatabase() {
    ALTEREGO_RETURN_IF_ERROR(Tell("verify", 0, 0));
    ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> after, Faults());
    if (after.size() <= report_.found_before.size()) return absl::OkStatus();
    return Refuse(absl::StrCat("found after the ALTER: ", after.back()),
                  SQLITE_CORRUPT);
  }

  Database& database_;
  const FullPlan& plan_;
  const Program& program_;
  const Options& options_;
  const std::string schema_;
  SchemaChange change_;
  int64_t ignore_checks_ = 0;
  bool checks_off_ = false;
  std::optional<Digest> stayed_;
  Report report_;
};

}  // namespace

absl::StatusOr<Report> Run(Database& database, const FullPlan& plan,
                           const Options& options) {
  return Runner(database, plan, options).All();
}

}  // namespace alterego::rebuild::full
