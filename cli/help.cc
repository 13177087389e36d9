// alterego help [TOPIC].
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "generator/weights.h"

namespace alterego::cli {
namespace {

constexpr char kStart[] =
    "alterego fuzz                     60 seconds on SQLite and the rebuild "
    "engine\n"
    "alterego fuzz --for=10m --keep-going --summary=summary.json\n"
    "alterego replay findings/*.sql    what was predicted, what was answered\n"
    "alterego reduce FILE -o SMALL     the smallest script with the same bug\n"
    "alterego rules --hits=summary.json --unhit\n"
    "\n"
    "Topics: alterego help weights | engines | findings | exit-codes | VERB\n";

constexpr char kEngines[] =
    "An engine is named by a spec:\n"
    "  sqlite                   the SQLite that alterego is linked to\n"
    "  sqlite:PATH.so           another SQLite build, loaded at run time\n"
    "  rebuild                  alterego's own ALTER TABLE on the linked "
    "SQLite\n"
    "  rebuild@sqlite:PATH.so   the same on another build\n"
    "  rebuild:mode=full:strategy=rebuild\n"
    "                           with options: mode=sqlite|full,\n"
    "                           strategy=auto|edit|rebuild, "
    "verify=off|rows|full\n"
    "  turso, libsql, ...       an engine with a driver; turso:FLAG+FLAG sets "
    "flags\n"
    "  process:COMMAND          any program that speaks the driver protocol\n"
    "Several are separated by commas: --engines=sqlite,rebuild\n"
    "`alterego engines` lists those of this machine.\n";

constexpr char kFindings[] =
    "A finding is one .sql file. Its header names the kind of divergence, its\n"
    "signature, the engines and the seed; comments tell what was expected and\n"
    "what every engine answered. It runs in a plain sqlite3 shell, and\n"
    "  alterego replay FILE   shows every statement, prediction and answer\n"
    "  alterego reduce FILE   makes it smaller\n"
    "A signature names a bug, not an occurrence: one file a signature.\n"
    "Known differences: .sql files in corpus/known/ENGINE/ with the header\n"
    "lines signature=, reason=, verdict= and versions= (3.35.0..3.40.1, or "
    "*).\n"
    "They are counted and not reported.\n"
    "With --bugs=FILE, `fuzz` keeps all findings in one file: see\n"
    "  alterego bugs list | show | note | close | reopen | export | bisect\n"
    "  alterego report --html=FILE\n"
    "  alterego merge A.db B.db -o C.db\n";

constexpr char kExitCodes[] =
    "0  all agreed\n"
    "1  a divergence\n"
    "2  usage, or input that cannot be read\n"
    "3  the harness or the machine failed\n"
    "4  inconclusive: nothing was checked\n"
    "apply, plan, check, describe and shell, which work on your own file:\n"
    "0  done\n"
    "1  refused, and nothing was changed\n"
    "2  usage: a flag, no statement, a file of statements that is not there\n"
    "3  the database file or the machine does not let it: no such file, a\n"
    "   directory, no database, damaged, not readable, read-only, locked, "
    "full\n";

int RunHelp(CLI::App& app, const std::string& topic) {
  if (topic.empty()) {
    absl::PrintF("%s\n%s", app.help(), kStart);
  } else if (topic == "weights") {
    absl::PrintF("%s", WeightsHelpText());
  } else if (topic == "engines") {
    absl::PrintF("%s", kEngines);
  } else if (topic == "findings") {
    absl::PrintF("%s", kFindings);
  } else if (topic == "exit-codes") {
    absl::PrintF("%s", kExitCodes);
  } else {
    for (CLI::App* verb : app.get_subcommands({})) {
      if (verb->get_name() != topic) continue;
      absl::PrintF("%s", verb->help());
      return kAgreed;
    }
    return Fail(kUsage,
                absl::StrFormat("there is no help on \"%s\": write weights, "
                                "engines, findings, exit-codes or a verb",
                                topic));
  }
  return kAgreed;
}

}  // namespace

void AddHelp(CLI::App& app, int* exit_code) {
  auto topic = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("help", "Explain a verb or a topic");
  verb->add_option("TOPIC", *topic,
                   "weights, engines, findings, exit-codes or a verb");
  verb->callback(
      [&app, topic, exit_code] { *exit_code = RunHelp(app, *topic); });
}

}  // namespace alterego::cli
