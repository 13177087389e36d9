// alterego rules: every rule that the shadow goes by, the SQLite versions that
// it holds in, and how often a campaign met it.
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "cli/common.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "shadow/guard.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string hits;
  bool unhit = false, markdown = false;
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

// One table a form; the form is what stands before the point.
std::string Markdown() {
  std::string out =
      "# Rules\n\n"
      "Every rule that the shadow predicts by, with the SQLite versions that "
      "it\nholds in. Made from the guards by `alterego rules --markdown`; a "
      "test\nnotices if this copy is stale.\n";
  std::string_view section;
  for (const shadow::RuleInfo& rule : shadow::AllRules()) {
    const std::string_view form = rule.rule.substr(0, rule.rule.find('.'));
    if (form != section) {
      absl::StrAppendFormat(&out,
                            "\n## %s\n\n| rule | versions | what |\n"
                            "|---|---|---|\n",
                            form);
      section = form;
    }
    absl::StrAppendFormat(
        &out, "| `%s` | %s | %s |\n", rule.rule, Window(rule),
        absl::StrReplaceAll(std::string(rule.what), {{"|", "\\|"}}));
  }
  return out;
}

int RunRules(const Flags& flags) {
  if (flags.markdown) {
    absl::PrintF("%s", Markdown());
    return kAgreed;
  }
  Counts hits;
  std::string path = flags.hits;
  if (path.empty() && std::filesystem::exists(kDefaultSummary)) {
    path = kDefaultSummary;
  }
  if (path.empty() && flags.unhit) {
    return Fail(kUsage,
                "there is no campaign to say what was hit: run `alterego "
                "fuzz`, or give its summary with --hits");
  }
  if (!path.empty()) {
    auto read = LoadCounts(path, "rules");
    if (!read.ok()) return Fail(read.status());
    hits = *std::move(read);
  }
  size_t rules = 0, met = 0, beyond = 0;
  for (const shadow::RuleInfo& rule : shadow::AllRules()) {
    const auto it = hits.find(std::string(rule.rule));
    const bool out_of_reach = !path.empty() && it == hits.end();
    const uint64_t count = it == hits.end() ? 0 : it->second;
    ++(out_of_reach ? beyond : rules);
    met += count > 0;
    if (flags.unhit && (count > 0 || out_of_reach)) continue;
    if (!path.empty()) {
      absl::PrintF("%9s  ", out_of_reach ? "-" : Grouped(count));
    }
    absl::PrintF("%-44s %s\n", rule.rule, Window(rule));
    if (!rule.what.empty()) absl::PrintF("    %s\n", rule.what);
  }
  if (path.empty()) {
    absl::PrintF("%d rules\n", rules);
  } else {
    absl::PrintF("%d of %d rules met; %d (-) are of other versions or modes\n",
                 met, rules, beyond);
  }
  return kAgreed;
}

}  // namespace

void AddRules(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "rules", "List the rules that predictions go by, and how often met");
  verb->add_option("--hits", flags->hits,
                   "A summary that `alterego fuzz` wrote (default: "
                   "findings/summary.json, if there is one)");
  verb->add_flag("--unhit", flags->unhit, "Only the rules that were never met");
  verb->add_flag("--markdown", flags->markdown, "Print docs/rules.md");
  verb->callback([flags, exit_code] { *exit_code = RunRules(*flags); });
}

}  // namespace alterego::cli
