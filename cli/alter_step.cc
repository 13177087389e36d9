#include "cli/alter_step.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/summary.h"
#include "model/sql/parser.h"
#include "rebuild/analyze.h"

namespace alterego::cli {
namespace {

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
    // Of long work, also what cannot tell how far it is.
    if (shown_ && done == 0 && all <= 0) {
      absl::FPrintF(stderr, "\r\033[K%s ...", phase);
      std::fflush(stderr);
    }
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
absl::Status MayDestroy(rebuild::Connection& connection,
                        const rebuild::Options& options,
                        const rebuild::FullPlan& prepared) {
  if (!DestroysData(prepared)) return absl::OkStatus();
  if (::isatty(STDIN_FILENO) != 1) {
    return absl::AbortedError(prepared.sql +
                              "\n  destroys data; say so with --yes");
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      const rebuild::FullPlan plan,
      rebuild::PlanAlter(connection, prepared.sql, options));
  absl::FPrintF(stderr, "%s\n", plan.ToText());
  absl::FPrintF(stderr, "This destroys data. Go on? [y/N] ");
  std::string answer;
  std::getline(std::cin, answer);
  if (answer == "y" || answer == "Y" || answer == "yes") {
    return absl::OkStatus();
  }
  return absl::AbortedError("not confirmed");
}

// What was converted, and what was wrong before and stays so.
void Tell(const rebuild::Report& report) {
  for (const rebuild::Conversion& c : report.converted) {
    absl::PrintF("%s: %s value%s converted to %s\n", c.column,
                 Grouped(static_cast<uint64_t>(c.values)),
                 c.values == 1 ? "" : "s", c.type);
  }
  constexpr size_t kShown = 5;
  const size_t found = report.found_before.size();
  for (size_t i = 0; i < std::min(found, kShown); ++i) {
    absl::FPrintF(stderr, "warning: was so before: %s\n",
                  report.found_before[i]);
  }
  if (found > kShown) {
    absl::FPrintF(stderr, "warning: was so before: %d more\n", found - kShown);
  }
}

// SQLite says near which word the syntax is wrong; the parser also where that
// is, and how what other databases write is said here.
absl::Status Reworded(const absl::Status& status, const std::string& sql) {
  const auto refusal = rebuild::RefusalOf(status);
  if (!refusal.has_value() ||
      !(absl::EndsWith(refusal->message, ": syntax error") ||
        absl::EndsWith(refusal->message, "incomplete input"))) {
    return status;
  }
  const sql::ParseResult parsed = sql::ParseStatement(sql, Mode::kFull);
  if (parsed.ok()) return status;
  return rebuild::RefusalStatus(
      {refusal->extended_code, parsed.error().ToString()});
}

}  // namespace

absl::Status AlterStep::Run(const std::string& sql, int64_t* rows) {
  if (!IsAlterTable(sql)) {
    if (!rebuild::IsAnalyze(sql)) return Reworded(database_->Execute(sql), sql);
    return rebuild::Analyze(database_->connection(), sql);
  }
  ALTEREGO_ASSIGN_OR_RETURN(rebuild::Options options, flags_.ToOptions());
  Bar bar(quiet_);
  options.progress = [&](std::string_view phase, int64_t done, int64_t all) {
    return bar.Show(phase, done, all);
  };
  if (options.mode == rebuild::Mode::kSqlite) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const rebuild::Report report,
        rebuild::Alter(database_->connection(), sql, options));
    *rows += report.rows_copied;
    return absl::OkStatus();
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      const rebuild::FullPlan plan,
      rebuild::PrepareAlter(database_->connection(), sql, options));
  if (!yes_) {
    ALTEREGO_RETURN_IF_ERROR(
        MayDestroy(database_->connection(), options, plan));
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      const rebuild::Report report,
      rebuild::ApplyPlan(database_->connection(), plan, options));
  *rows += report.rows_copied;
  if (!quiet_) Tell(report);
  for (const std::string& warning : plan.warnings) {
    absl::FPrintF(stderr, "warning: %s\n", warning);
  }
  return absl::OkStatus();
}

}  // namespace alterego::cli
