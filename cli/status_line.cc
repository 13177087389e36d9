#include "cli/status_line.h"

#include <unistd.h>

#include <cstdio>

#include "absl/strings/str_format.h"
#include "cli/summary.h"

namespace alterego::cli {
namespace {

// A person can read a line this often; a file wants fewer.
constexpr double kPlainSeconds = 5;

}  // namespace

std::string StatusText(const Progress& progress) {
  const Statistics& s = progress.statistics;
  const double seconds = progress.seconds > 0 ? progress.seconds : 1e-3;
  return absl::StrFormat(
      "%.0f s | %s statements | %s ALTERs/s | %s accepted, %s refused | "
      "rules %d/%d | findings %d",
      progress.seconds, Grouped(s.statements),
      Grouped(static_cast<uint64_t>(static_cast<double>(s.alters) / seconds)),
      Grouped(s.accepted), Grouped(s.refused),
      RulesHit(s, progress.rules_in_reach), progress.rules_in_reach.size(),
      progress.findings.size());
}

StatusLine::StatusLine(bool quiet)
    : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

void StatusLine::Show(const Progress& progress) {
  if (quiet_) return;
  if (told_ < progress.findings.size()) Clear();
  for (; told_ < progress.findings.size(); ++told_) {
    absl::FPrintF(stderr, "finding %d: %s\n", told_ + 1,
                  progress.findings[told_]);
  }
  if (terminal_) {
    absl::FPrintF(stderr, "\r\x1b[K%s", StatusText(progress));
    std::fflush(stderr);
    drawn_ = true;
    return;
  }
  if (progress.seconds - shown_at_ < kPlainSeconds) return;
  shown_at_ = progress.seconds;
  absl::FPrintF(stderr, "%s\n", StatusText(progress));
}

void StatusLine::Clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace alterego::cli
