// alterego rules: every rule that the shadow goes by, the SQLite versions that
// it holds in, and how often a campaign met it.
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "runner/finding.h"
#include "shadow/guard.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string hits;
  bool unhit = false;
};

// "3.35.0", "3.35.0 to 3.54.0", "" for every version.
std::string Window(const shadow::RuleInfo& rule) {
  std::string out;
  if (rule.since > SqliteVersion{3, 0, 0}) {
    out = "since " + rule.since.ToString();
  }
  if (rule.until < SqliteVersion{99, 0, 0}) {
    out += (out.empty() ? "before " : ", before ") + rule.until.ToString();
  }
  return out.empty() ? "every version" : out;
}

int RunRules(const Flags& flags) {
  std::map<std::string, uint64_t> hits;
  if (!flags.hits.empty()) {
    absl::StatusOr<std::string> text = ReadFile(flags.hits);
    if (!text.ok()) return Fail(text.status());
    auto read = ReadRuleHits(*text);
    if (!read.ok()) {
      return Fail(kUsage,
                  flags.hits + ": " + std::string(read.status().message()));
    }
    hits = *std::move(read);
  }
  size_t rules = 0, met = 0;
  for (const shadow::RuleInfo& rule : shadow::AllRules()) {
    const auto it = hits.find(std::string(rule.rule));
    const uint64_t count = it == hits.end() ? 0 : it->second;
    ++rules;
    met += count > 0;
    if (flags.unhit && count > 0) continue;
    if (!flags.hits.empty()) absl::PrintF("%9s  ", Grouped(count));
    absl::PrintF("%-44s %s\n", rule.rule, Window(rule));
    if (!rule.what.empty()) absl::PrintF("    %s\n", rule.what);
  }
  if (flags.hits.empty()) {
    absl::PrintF("%d rules\n", rules);
  } else {
    absl::PrintF("%d of %d rules met\n", met, rules);
  }
  return kAgreed;
}

}  // namespace

void AddRules(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "rules", "List the rules that predictions go by, and how often met");
  CLI::Option* hits =
      verb->add_option("--hits", flags->hits,
                       "A summary that `alterego fuzz --summary=FILE` wrote");
  verb->add_flag("--unhit", flags->unhit, "Only the rules that were never met")
      ->needs(hits);
  verb->callback([flags, exit_code] { *exit_code = RunRules(*flags); });
}

}  // namespace alterego::cli
