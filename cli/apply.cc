// alterego apply: carries out ALTER TABLE statements of the full dialect on a
// database file, and other statements as they are. All of them, or none.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/alter_flags.h"
#include "cli/common.h"
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
  bool yes = false, quiet = false;
};

// One line on a terminal, for work that takes its time.
class Bar {
 public:
  explicit Bar(bool quiet) : on_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ~Bar() {
    if (shown_) std::fprintf(stderr, "\r\033[K");
  }
  bool Show(std::string_view phase, int64_t done, int64_t all) {
    using Clock = std::chrono::steady_clock;
    const auto now = Clock::now();
    if (done == 0) begin_ = now;
    if (!on_ || all <= 0 || now - last_ < std::chrono::milliseconds(100)) {
      return true;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double part = static_cast<double>(done) / static_cast<double>(all);
    const std::string left =
        done == 0 ? ""
                  : absl::StrFormat(", %.0f s left", seconds / part - seconds);
    const int filled = static_cast<int>(part * 30);
    absl::FPrintF(stderr, "\r\033[K%s [%s%s] %d %%%s", phase,
                  std::string(filled, '#'), std::string(30 - filled, '.'),
                  static_cast<int>(part * 100), left);
    std::fflush(stderr);
    shown_ = true;
    return true;
  }

 private:
  const bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point begin_, last_;
};

bool DestroysData(const rebuild::FullPlan& plan) {
  for (const std::string& code : plan.lint) {
    if (code == "destroys_data") return true;
  }
  return false;
}

// Asks the person at the terminal; without one, the answer is no.
absl::Status MayDestroy(const Flags& flags, const rebuild::FullPlan& plan) {
  if (flags.yes || !DestroysData(plan)) return absl::OkStatus();
  if (::isatty(STDIN_FILENO) != 1) {
    return absl::AbortedError(plan.sql +
                              "\n  destroys data; say so with --yes");
  }
  absl::FPrintF(stderr, "%s\n", plan.ToText());
  absl::FPrintF(stderr, "This destroys data. Go on? [y/N] ");
  std::string answer;
  std::getline(std::cin, answer);
  if (answer == "y" || answer == "Y" || answer == "yes") {
    return absl::OkStatus();
  }
  return absl::AbortedError("not confirmed");
}

absl::Status ApplyOne(const Flags& flags, const std::string& sql,
                      UserDatabase* database, int64_t* rows) {
  if (!IsAlterTable(sql)) return database->Execute(sql);
  ALTEREGO_ASSIGN_OR_RETURN(rebuild::Options options, flags.alter.ToOptions());
  Bar bar(flags.quiet);
  options.progress = [&](std::string_view phase, int64_t done, int64_t all) {
    return bar.Show(phase, done, all);
  };
  if (options.mode == rebuild::Mode::kSqlite) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const rebuild::Report report,
        rebuild::Alter(database->connection(), sql, options));
    *rows += report.rows_copied;
    return absl::OkStatus();
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      const rebuild::FullPlan plan,
      rebuild::PlanAlter(database->connection(), sql, options));
  ALTEREGO_RETURN_IF_ERROR(MayDestroy(flags, plan));
  ALTEREGO_ASSIGN_OR_RETURN(
      const rebuild::Report report,
      rebuild::ApplyPlan(database->connection(), plan, options));
  *rows += report.rows_copied;
  for (const std::string& warning : plan.warnings) {
    absl::FPrintF(stderr, "warning: %s\n", warning);
  }
  return absl::OkStatus();
}

absl::Status ApplyAll(const Flags& flags, const Script& script,
                      UserDatabase* database, int64_t* rows) {
  ALTEREGO_RETURN_IF_ERROR(database->Execute("BEGIN IMMEDIATE"));
  for (const Step& step : script.steps) {
    const absl::Status status = ApplyOne(flags, step.sql, database, rows);
    if (status.ok()) continue;
    if (!database->autocommit()) database->Execute("ROLLBACK").IgnoreError();
    return status;
  }
  return database->Execute("COMMIT");
}

int RunApply(const Flags& flags) {
  const absl::StatusOr<Script> script = flags.alter.LoadStatements();
  if (!script.ok()) return Fail(script.status());
  const auto options = flags.alter.ToOptions();
  if (!options.ok()) return Fail(options.status());
  absl::StatusOr<UserDatabase> database =
      UserDatabase::Open(flags.alter.database);
  if (!database.ok()) return Fail(database.status());
  if (!flags.backup.empty()) {
    const absl::Status backup = database->Backup(flags.backup);
    if (!backup.ok()) return Fail(backup);
  }
  int64_t rows = 0;
  const absl::Status status = ApplyAll(flags, *script, &*database, &rows);
  if (!status.ok()) return FailAlter(status);
  if (!flags.quiet) {
    absl::PrintF("%s: done, %d statements, %s rows rewritten\n",
                 flags.alter.database, script->steps.size(),
                 Grouped(static_cast<uint64_t>(rows)));
  }
  return kAgreed;
}

}  // namespace

void AddApply(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "apply",
      "Carry out ALTER TABLE statements on a database: all, or none\n"
      "(exit code 0: done, 1: refused and nothing changed)");
  flags->alter.AddTo(verb);
  verb->add_option("--backup", flags->backup,
                   "Copy the database to this file first");
  verb->add_flag("--yes,-y", flags->yes,
                 "Do what destroys data without asking");
  verb->add_flag("--quiet,-q", flags->quiet, "Say nothing but errors");
  verb->callback([flags, exit_code] { *exit_code = RunApply(*flags); });
}

}  // namespace alterego::cli
