// alterego: does what an ALTER TABLE did equal what it should have done?
#include <signal.h>

#include <cstdio>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"

namespace {

constexpr char kDescription[] =
    "Finds out whether ALTER TABLE does what it should: generated statements\n"
    "run on SQLite and on other engines, and every answer, every schema and\n"
    "every row is held against an independent prediction.";

constexpr char kFooter[] =
    "Exit codes: 0 all agreed, 1 divergence, 2 usage or unreadable input,\n"
    "3 harness or machine failed, 4 nothing was checked.\n"
    "More: alterego help, alterego VERB --help";

// CLI11 would only say that a verb is missing. "" if `word` is a verb or a
// flag.
std::string UnknownVerb(const CLI::App& app, const std::string& word) {
  if (word.empty() || word[0] == '-') return "";
  std::string verbs;
  for (const CLI::App* verb : app.get_subcommands({})) {
    if (verb->get_name() == word) return "";
    verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
  }
  return absl::StrFormat("there is no verb \"%s\": write one of %s", word,
                         verbs);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace alterego::cli;  // NOLINT: the program itself
  // A file that grows too large is a fault like others: the write fails.
  ::signal(SIGXFSZ, SIG_IGN);
  int exit_code = kAgreed;
  CLI::App app{kDescription, "alterego"};
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.set_version_flag("--version", "alterego " ALTEREGO_VERSION);
  AddFuzz(app, &exit_code);
  AddReplay(app, &exit_code);
  AddReduce(app, &exit_code);
  AddEngines(app, &exit_code);
  AddRules(app, &exit_code);
  AddApply(app, &exit_code);
  AddPlan(app, &exit_code);
  AddCheck(app, &exit_code);
  AddDescribe(app, &exit_code);
  AddShell(app, &exit_code);
  AddGate(app, &exit_code);
  AddCoverage(app, &exit_code);
  AddPredict(app, &exit_code);
  AddImport(app, &exit_code);
  AddSelftest(app, &exit_code);
  AddDoctor(app, &exit_code);
  AddBugs(app, &exit_code);
  AddReport(app, &exit_code);
  AddMerge(app, &exit_code);
  AddMinimizeCorpus(app, &exit_code);
  AddHelp(app, &exit_code);
  AddCompletion(app, &exit_code);
  if (argc > 1) {
    const std::string fault = UnknownVerb(app, argv[1]);
    if (!fault.empty()) return Fail(kUsage, fault);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAgreed : kUsage;
  }
  if (std::fflush(stdout) != 0) {
    return Fail(kHarness, "cannot write the output");
  }
  return exit_code;
}
