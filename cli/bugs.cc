// alterego bugs: what campaigns have found so far, one bucket a bug.
#include "runner/bugs.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/bugs_text.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "engines/registry.h"
#include "runner/bisect.h"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string file = kDefaultBugs, id, text, date, status = "all", root = ".";
  std::string directory;
  int timeout_ms = 20000;
  bool json = false, sql = false;
};

absl::StatusOr<BugBase> OpenBase(const Flags& flags) {
  return BugBase::Open(flags.file, BugBase::Mode::kMustExist);
}

absl::Status List(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base, OpenBase(flags));
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Bug> bugs, base.Bugs());
  bugs.erase(std::remove_if(bugs.begin(), bugs.end(),
                            [&](const Bug& bug) {
                              return flags.status != "all" &&
                                     bug.status != flags.status;
                            }),
             bugs.end());
  if (flags.json) {
    absl::PrintF("%s\n", BugsJson(bugs));
    return absl::OkStatus();
  }
  for (const Bug& bug : bugs) absl::PrintF("%s", BugLine(bug));
  absl::PrintF("%d bugs\n", bugs.size());
  return absl::OkStatus();
}

absl::Status Show(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base, OpenBase(flags));
  ALTEREGO_ASSIGN_OR_RETURN(const Bug bug, base.Find(flags.id));
  if (flags.sql) {
    absl::PrintF("%s", bug.cases.empty() ? "" : bug.cases[0].text);
  } else if (flags.json) {
    absl::PrintF("%s\n", BugJson(bug));
  } else {
    absl::PrintF("%s", BugText(bug));
  }
  return absl::OkStatus();
}

absl::Status Say(const Flags& flags, const std::string& kind) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base, OpenBase(flags));
  ALTEREGO_ASSIGN_OR_RETURN(const Bug bug, base.Find(flags.id));
  ALTEREGO_RETURN_IF_ERROR(base.AddEvent(bug.id, kind, flags.date, flags.text));
  const char* done = kind == "note"    ? "noted"
                     : kind == "close" ? "closed"
                                       : "open again";
  absl::PrintF("%s: %s\n", bug.id, done);
  return absl::OkStatus();
}

absl::Status Export(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base, OpenBase(flags));
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Bug> bugs, base.Bugs());
  ALTEREGO_RETURN_IF_ERROR(CheckDirectoryWritable(flags.directory));
  size_t files = 0;
  for (const Bug& bug : bugs) {
    if (!flags.id.empty() &&
        bug.id.compare(0, flags.id.size(), flags.id) != 0) {
      continue;
    }
    if (flags.status != "all" && bug.status != flags.status) continue;
    // The shortest case has the bug's name; others say which signature it is.
    for (size_t i = 0; i < bug.cases.size(); ++i) {
      const std::string name =
          i == 0 ? bug.id : absl::StrFormat("%s.%d", bug.id, i + 1);
      ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(
          absl::StrFormat("%s/%s.sql", flags.directory, name),
          bug.cases[i].text));
      ++files;
    }
  }
  absl::PrintF("%d files in %s\n", files, flags.directory);
  return absl::OkStatus();
}

absl::Status BisectOne(const Flags& flags, BugBase& base, const Bug& bug,
                       const std::vector<EngineListing>& engines) {
  for (const BugCase& bug_case : bug.cases) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::vector<EngineAnswer> answers,
                              AskEngines(bug_case, engines, flags.timeout_ms));
    ALTEREGO_RETURN_IF_ERROR(base.AddAnswers(bug_case, answers));
    if (flags.json) continue;
    absl::PrintF("%s\n  %s\n%s", bug.id, bug_case.signature,
                 BisectText(bug_case, answers));
  }
  return absl::OkStatus();
}

absl::Status Bisect(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base, OpenBase(flags));
  std::vector<Bug> bugs;
  if (flags.id.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(bugs, base.Bugs());
  } else {
    ALTEREGO_ASSIGN_OR_RETURN(Bug bug, base.Find(flags.id));
    bugs.push_back(std::move(bug));
  }
  const std::vector<EngineListing> engines = ListEngines(flags.root);
  for (const Bug& bug : bugs) {
    if (flags.id.empty() && bug.status == "closed") continue;
    ALTEREGO_RETURN_IF_ERROR(BisectOne(flags, base, bug, engines));
  }
  if (!flags.json) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Bug> asked, base.Bugs());
  asked.erase(std::remove_if(asked.begin(), asked.end(),
                             [&](const Bug& bug) {
                               return !flags.id.empty() && bug.id != bugs[0].id;
                             }),
              asked.end());
  absl::PrintF("%s\n", BugsJson(asked));
  return absl::OkStatus();
}

// An action with the flags that all have.
CLI::App* AddAction(CLI::App* verb, const std::shared_ptr<Flags>& flags,
                    int* exit_code, const char* name, const char* what,
                    absl::Status (*run)(const Flags&)) {
  CLI::App* action = verb->add_subcommand(name, what);
  action
      ->add_option("--bugs", flags->file,
                   "The bug base that `alterego fuzz --bugs=FILE` keeps")
      ->capture_default_str();
  action->callback([flags, exit_code, run] {
    const absl::Status status = run(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
  return action;
}

void AddWords(CLI::App* action, const std::shared_ptr<Flags>& flags,
              bool required) {
  action->add_option("ID", flags->id, "A bug's id, or the start of it")
      ->required();
  action->add_option("TEXT", flags->text, "What to remember of it")
      ->required(required);
  action->add_option("--date", flags->date,
                     "Written beside it; no clock is asked");
}

}  // namespace

void AddBugs(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "bugs", "List, explain and keep book of what campaigns have found");
  verb->require_subcommand(1);
  const auto add = [&](const char* name, const char* what,
                       absl::Status (*run)(const Flags&)) {
    return AddAction(verb, flags, exit_code, name, what, run);
  };
  const auto json = [&](CLI::App* action) {
    action->add_flag("--json", flags->json, "For programs");
  };
  const auto status = [&](CLI::App* action) {
    action->add_option("--status", flags->status, "Only these")
        ->check(CLI::IsMember({"all", "open", "closed", "back"}))
        ->capture_default_str();
  };
  CLI::App* list = add("list", "One line a bug, the most frequent first", List);
  json(list), status(list);
  CLI::App* show = add("show", "All that is known of a bug", Show);
  show->add_option("ID", flags->id, "A bug's id, or the start of it")
      ->required();
  json(show);
  show->add_flag("--sql", flags->sql, "Only its shortest script");
  AddWords(add("note", "Write something beside a bug",
               [](const Flags& f) { return Say(f, "note"); }),
           flags, true);
  AddWords(add("close", "A bug is done with; it is \"back\" if met again",
               [](const Flags& f) { return Say(f, "close"); }),
           flags, false);
  AddWords(add("reopen", "A closed bug is open again",
               [](const Flags& f) { return Say(f, "reopen"); }),
           flags, false);
  CLI::App* out =
      add("export", "Write the scripts of bugs as .sql files", Export);
  out->add_option("DIR", flags->directory, "Where to")->required();
  out->add_option("--bug", flags->id, "Only this one");
  status(out);
  CLI::App* bisect =
      add("bisect",
          "Run a bug (or all that are not closed) on every engine at hand and "
          "say between which versions the answer changed",
          Bisect);
  bisect->add_option("ID", flags->id, "A bug's id, or the start of it");
  json(bisect);
  bisect
      ->add_option("--root", flags->root,
                   "Directory in which .engines/ holds SQLite builds")
      ->capture_default_str();
  AddTimeout(bisect, &flags->timeout_ms);
}

}  // namespace alterego::cli
