// alterego plan and alterego check: what apply would do, and whether the rows
// allow it. Neither changes anything.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/alter_flags.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "engines/user_database.h"
#include "rebuild/rebuild.h"

namespace alterego::cli {
namespace {

struct Flags {
  AlterFlags alter;
  bool json = false;
};

// A plan knows the database as it is now: one statement.
absl::StatusOr<std::string> OneStatement(const AlterFlags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(const Script script, flags.LoadStatements());
  if (script.steps.size() != 1) {
    return absl::InvalidArgumentError(
        "a plan is made for one statement; put several actions into one ALTER "
        "TABLE, or plan each when the one before has been applied");
  }
  return script.steps[0].sql;
}

absl::StatusOr<rebuild::Options> FullOptions(const AlterFlags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(rebuild::Options options, flags.ToOptions());
  if (options.mode != rebuild::Mode::kFull) {
    return absl::InvalidArgumentError(
        "--mode=sqlite has no plans; see `alterego predict`");
  }
  return options;
}

// The exit code; *plan is there if that is kAgreed.
int MakePlan(const AlterFlags& flags, rebuild::FullPlan* plan) {
  const absl::StatusOr<std::string> sql = OneStatement(flags);
  if (!sql.ok()) return FailAlter(sql.status());
  const absl::StatusOr<rebuild::Options> options = FullOptions(flags);
  if (!options.ok()) return Fail(options.status());
  absl::StatusOr<UserDatabase> database =
      UserDatabase::OpenToRead(flags.database);
  if (!database.ok()) return FailDatabase(database.status());
  auto made = rebuild::PlanAlter(database->connection(), *sql, *options);
  if (!made.ok()) return FailAlter(made.status());
  *plan = *std::move(made);
  return kAgreed;
}

bool Refused(const rebuild::FullPlan& plan) {
  for (const rebuild::PreCheck& check : plan.checks) {
    if (check.count > 0) return true;
  }
  return false;
}

int RunPlan(const Flags& flags) {
  rebuild::FullPlan plan;
  const int code = MakePlan(flags.alter, &plan);
  if (code != kAgreed) return code;
  absl::PrintF("%s\n", flags.json ? plan.ToJson() : plan.ToText());
  return Refused(plan) ? kDiverged : kAgreed;
}

int RunCheck(const Flags& flags) {
  rebuild::FullPlan plan;
  const int code = MakePlan(flags.alter, &plan);
  if (code != kAgreed) return code;
  for (const rebuild::PreCheck& check : plan.checks) {
    absl::PrintF("%s: %s\n", check.what,
                 check.count == 0 ? "holds" : check.finding);
  }
  if (plan.checks.empty()) absl::PrintF("nothing to check\n");
  return Refused(plan) ? kDiverged : kAgreed;
}

}  // namespace

void AddPlan(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("plan",
                         "Show what apply would do: steps, checks, warnings\n"
                         "(exit code 0: it can be done, 1: refused, 2: usage,\n"
                         "3: the file or the machine does not let it)");
  flags->alter.AddTo(verb);
  verb->add_flag("--json", flags->json, "Print the plan as JSON");
  verb->callback([flags, exit_code] { *exit_code = RunPlan(*flags); });
}

void AddCheck(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "check",
      "Check whether the rows allow an ALTER TABLE, and no more\n"
      "(exit codes as those of plan)");
  flags->alter.AddTo(verb);
  verb->callback([flags, exit_code] { *exit_code = RunCheck(*flags); });
}

}  // namespace alterego::cli
