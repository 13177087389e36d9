// alterego coverage: which forms of ALTER TABLE a campaign tried on which
// schemas, and how they ended.
#include "runner/coverage.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "model/alter_table.h"
#include "nlohmann/json.hpp"

namespace alterego::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Flags {
  std::string summary = kDefaultSummary;
  bool json = false, missing = false;
};

// "1.2k/34": accepted and refused, short enough for a column.
std::string Short(uint64_t count) {
  if (count < 1000) return std::to_string(count);
  if (count < 1000000) return absl::StrFormat("%dk", count / 1000);
  return absl::StrFormat("%dM", count / 1000000);
}

std::string Text(const CoverageMatrix& matrix) {
  std::string out =
      "Statements accepted/refused, by form and by what the schema has.\n\n";
  absl::StrAppendFormat(&out, "%-19s", "");
  for (size_t op = 0; op < kOpCount; ++op) {
    absl::StrAppendFormat(&out, " %15s", OpName(op));
  }
  out += "\n";
  for (const FeatureInfo& feature : AllFeatures()) {
    absl::StrAppendFormat(&out, "%-19s", feature.name);
    for (size_t op = 0; op < kOpCount; ++op) {
      const CoverageCell cell = matrix.Count(OpName(op), feature.name);
      absl::StrAppendFormat(
          &out, " %15s",
          cell.accepted + cell.refused == 0
              ? "-"
              : Short(cell.accepted) + "/" + Short(cell.refused));
    }
    out += "\n";
  }
  return out;
}

Json ToJson(const CoverageMatrix& matrix) {
  Json cells = Json::array();
  for (size_t op = 0; op < kOpCount; ++op) {
    for (const FeatureInfo& feature : AllFeatures()) {
      const CoverageCell cell = matrix.Count(OpName(op), feature.name);
      cells.push_back({{"form", std::string(OpName(op))},
                       {"feature", std::string(feature.name)},
                       {"accepted", cell.accepted},
                       {"refused", cell.refused}});
    }
  }
  return {{"cells", std::move(cells)}, {"never_hit", matrix.NeverHit()}};
}

absl::Status RunCoverage(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(const Counts outcomes,
                            LoadCounts(flags.summary, "outcomes"));
  const CoverageMatrix matrix = CoverageMatrix::Of(outcomes);
  if (flags.json) {
    absl::PrintF("%s\n", ToJson(matrix).dump(1));
    return absl::OkStatus();
  }
  if (!flags.missing) absl::PrintF("%s\n", Text(matrix));
  const std::vector<std::string> missing = matrix.NeverHit();
  for (const std::string& cell : missing) absl::PrintF("%s\n", cell);
  absl::PrintF("%d cells never hit\n", missing.size());
  return absl::OkStatus();
}

}  // namespace

void AddCoverage(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "coverage",
      "Show which ALTERs a campaign tried on which schemas, and what it never "
      "did");
  verb->add_option("--summary", flags->summary,
                   "A summary that `alterego fuzz` wrote")
      ->capture_default_str();
  verb->add_flag("--missing", flags->missing, "Only the cells never hit");
  verb->add_flag("--json", flags->json, "Print all cells as JSON");
  verb->callback([flags, exit_code] {
    const absl::Status status = RunCoverage(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
}

}  // namespace alterego::cli
