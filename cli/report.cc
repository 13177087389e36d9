// alterego report: what a bug base knows, as one page to look at.
#include "runner/report.h"

#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/bugs_text.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string bugs = kDefaultBugs, html, title = "alterego";
};

absl::Status RunReport(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(
      BugBase base, BugBase::Open(flags.bugs, BugBase::Mode::kMustExist));
  ALTEREGO_ASSIGN_OR_RETURN(const std::string page,
                            ReportPage(base, {flags.title, flags.bugs}));
  ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(flags.html, page));
  absl::PrintF("%s: %d bytes\n", flags.html, page.size());
  return absl::OkStatus();
}

}  // namespace

void AddReport(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "report", "Write a bug base as one HTML page that needs no network");
  verb->add_option("--html", flags->html, "The file to write")->required();
  verb->add_option("--bugs", flags->bugs,
                   "The bug base that `alterego fuzz --bugs=FILE` keeps")
      ->capture_default_str();
  verb->add_option("--title", flags->title, "What the page is called")
      ->capture_default_str();
  verb->callback([flags, exit_code] {
    const absl::Status status = RunReport(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
}

}  // namespace alterego::cli
