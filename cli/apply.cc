// alterego apply: carries out ALTER TABLE statements of the full dialect on a
// database file, and other statements as they are. All of them, or none.
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/alter_flags.h"
#include "cli/alter_step.h"
#include "cli/common.h"
#include "cli/interruptible.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "engines/user_database.h"
#include "model/script.h"
#include "rebuild/rebuild.h"

namespace alterego::cli {
namespace {

struct Flags {
  AlterFlags alter;
  std::string backup;
  bool quiet = false;
  bool yes = false;
};

// `done`: how many statements went well.
absl::Status ApplyAll(const Flags& flags, const Script& script,
                      UserDatabase* database, int64_t* rows, size_t* done) {
  AlterStep step_of(flags.alter, flags.yes, flags.quiet, database);
  ALTEREGO_RETURN_IF_ERROR(database->Execute("BEGIN IMMEDIATE"));
  for (const Step& step : script.steps) {
    const absl::Status status = step_of.Run(step.sql, rows);
    if (status.ok()) {
      ++*done;
      continue;
    }
    if (!database->autocommit()) database->Execute("ROLLBACK").IgnoreError();
    return status;
  }
  return database->Execute("COMMIT");
}

// Of several statements, which one it was.
void TellWhich(const Flags& flags, const Script& script, size_t step) {
  if (script.steps.size() < 2 || step >= script.steps.size()) return;
  absl::FPrintF(stderr, "In statement %d of %d%s:\n", step + 1,
                script.steps.size(), flags.alter.PlaceOf(step));
}

int RunApply(const Flags& flags) {
  const absl::StatusOr<Script> script = flags.alter.LoadStatements();
  if (!script.ok()) return FailAlter(script.status());
  const auto options = flags.alter.ToOptions();
  if (!options.ok()) return Fail(options.status());
  absl::StatusOr<UserDatabase> database =
      UserDatabase::Open(flags.alter.database);
  if (!database.ok()) return FailDatabase(database.status());
  const Interruptible guard(&*database);
  if (!flags.backup.empty()) {
    const absl::Status backup = database->Backup(flags.backup);
    if (absl::IsInvalidArgument(backup)) return Fail(backup);
    if (!backup.ok()) return FailDatabase(backup);
  }
  int64_t rows = 0;
  size_t done = 0;
  const absl::Status status =
      ApplyAll(flags, *script, &*database, &rows, &done);
  if (!status.ok()) {
    TellWhich(flags, *script, done);
    return FailAlter(status);
  }
  if (!flags.quiet) {
    const size_t count = script->steps.size();
    absl::PrintF("%s: done, %d statement%s, %s row%s rewritten\n",
                 flags.alter.database, count, count == 1 ? "" : "s",
                 Grouped(static_cast<uint64_t>(rows)), rows == 1 ? "" : "s");
  }
  return kAgreed;
}

}  // namespace

void AddApply(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "apply",
      "Carry out ALTER TABLE statements on a database: all, or none\n"
      "(exit code 0: done, 1: refused and nothing changed, 2: usage,\n"
      "3: the file or the machine does not let it)");
  flags->alter.AddTo(verb);
  verb->add_option("--backup", flags->backup,
                   "Copy the database to this file first");
  verb->add_flag("--yes,-y", flags->yes,
                 "Do what destroys data without asking");
  verb->add_flag("--quiet,-q", flags->quiet, "Say nothing but errors");
  verb->callback([flags, exit_code] { *exit_code = RunApply(*flags); });
}

}  // namespace alterego::cli
