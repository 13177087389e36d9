// Report: what a bug base knows, as one page of HTML that needs no network.
//
//   absl::StatusOr<std::string> page =
//       ReportPage(base, {.title = "Nightly", .base_path = "alterego.db"});
//
// The page holds its data as JSON and draws it itself: runner/report_page/. The
// chart library is Chart.js, taken from a package when the program is built.
#ifndef ALTEREGO_RUNNER_REPORT_H_
#define ALTEREGO_RUNNER_REPORT_H_

#include <string>

#include "absl/status/statusor.h"
#include "runner/bugs.h"

namespace alterego {

struct ReportOptions {
  std::string title = "alterego";
  std::string base_path;  // in the commands that show a bug again
};

absl::StatusOr<std::string> ReportPage(BugBase& base,
                                       const ReportOptions& options);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_REPORT_H_
