// alterego completion: makes the shell complete verbs and flags. The scripts
// are made from the flags that are declared, so they are never behind.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"

namespace alterego::cli {
namespace {

std::vector<CLI::App*> Verbs(CLI::App& app) { return app.get_subcommands({}); }

std::string VerbNames(CLI::App& app);

// The options of a verb and of its actions (`bugs list`), each name once.
std::vector<std::pair<std::string, const CLI::Option*>> LongFlags(
    CLI::App& verb) {
  std::vector<std::pair<std::string, const CLI::Option*>> out;
  std::vector<CLI::App*> all = Verbs(verb);
  all.insert(all.begin(), &verb);
  for (const CLI::App* app : all) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        const bool twice =
            std::any_of(out.begin(), out.end(),
                        [&](const auto& seen) { return seen.first == name; });
        if (!twice) out.emplace_back(name, option);
      }
    }
  }
  return out;
}

// "list show --bugs --help": what may follow a verb.
std::string WordsOf(CLI::App& verb) {
  std::string out = VerbNames(verb);
  for (const auto& [name, option] : LongFlags(verb)) {
    out += (out.empty() ? "--" : " --") + name;
  }
  return out;
}

std::string VerbNames(CLI::App& app) {
  std::string out;
  for (CLI::App* verb : Verbs(app)) {
    out += (out.empty() ? "" : " ") + verb->get_name();
  }
  return out;
}

// In single quotes for a shell; what they cannot hold is dropped.
std::string Quoted(const std::string& text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '`' || c == '\'' || c == '[' || c == ']') continue;
    out += c == ':' ? ' ' : c;
  }
  return out + "'";
}

std::string Bash(CLI::App& app) {
  std::string out =
      "# eval \"$(alterego completion bash)\"\n"
      "_alterego() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" words=\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    words=\"" +
      VerbNames(app) +
      " --help --version\"\n"
      "  else\n"
      "    case \"${COMP_WORDS[1]}\" in\n";
  for (CLI::App* verb : Verbs(app)) {
    absl::StrAppendFormat(&out, "      %s) words=\"%s\" ;;\n", verb->get_name(),
                          WordsOf(*verb));
  }
  return out +
         "    esac\n"
         "  fi\n"
         "  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ] || [ \"${word#-}\" != \"$word\" ] "
         "||\n"
         "    { [ \"$COMP_CWORD\" -eq 2 ] && [ \"${words#-}\" = \"$words\" ]; "
         "}; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -o default -F _alterego alterego\n";
}

std::string Zsh(CLI::App& app) {
  std::string out =
      "#compdef alterego\n"
      "# eval \"$(alterego completion zsh)\"\n"
      "_alterego() {\n"
      "  local -a verbs\n"
      "  verbs=(\n";
  for (CLI::App* verb : Verbs(app)) {
    absl::StrAppendFormat(&out, "    %s\n",
                          "'" + verb->get_name() + ":" +
                              Quoted(verb->get_description()).substr(1));
  }
  out +=
      "  )\n"
      "  if (( CURRENT == 2 )); then _describe verb verbs; return; fi\n"
      "  case $words[2] in\n";
  for (CLI::App* verb : Verbs(app)) {
    absl::StrAppendFormat(&out, "    %s) _arguments", verb->get_name());
    if (!Verbs(*verb).empty()) {
      absl::StrAppendFormat(&out, " '1: :(%s)'", VerbNames(*verb));
    }
    for (const auto& [name, option] : LongFlags(*verb)) {
      const std::string about = Quoted(option->get_description());
      const bool takes_value = option->get_items_expected_max() > 0;
      absl::StrAppendFormat(
          &out, " \\\n        '--%s%s[%s]%s'", name, takes_value ? "=" : "",
          about.substr(1, about.size() - 2), takes_value ? ": :_files" : "");
    }
    out += " \\\n        '*: :_files' ;;\n";
  }
  return out + "  esac\n}\ncompdef _alterego alterego\n";
}

std::string Fish(CLI::App& app) {
  std::string out =
      "# alterego completion fish | source\n"
      "complete -c alterego -n __fish_use_subcommand -l help\n"
      "complete -c alterego -n __fish_use_subcommand -l version\n";
  for (CLI::App* verb : Verbs(app)) {
    absl::StrAppendFormat(
        &out, "complete -c alterego -f -n __fish_use_subcommand -a %s -d %s\n",
        verb->get_name(), Quoted(verb->get_description()));
    if (!Verbs(*verb).empty()) {
      absl::StrAppendFormat(
          &out,
          "complete -c alterego -f -n '__fish_seen_subcommand_from %s' -a "
          "'%s'\n",
          verb->get_name(), VerbNames(*verb));
    }
    for (const auto& [name, option] : LongFlags(*verb)) {
      absl::StrAppendFormat(
          &out,
          "complete -c alterego -n '__fish_seen_subcommand_from %s' -l %s%s "
          "-d %s\n",
          verb->get_name(), name,
          option->get_items_expected_max() > 0 ? " -r" : "",
          Quoted(option->get_description()));
    }
  }
  return out;
}

}  // namespace

void AddCompletion(CLI::App& app, int* exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand(
      "completion", "Print the completion script for bash, zsh or fish");
  verb->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->callback([&app, shell, exit_code] {
    absl::PrintF("%s", *shell == "bash"  ? Bash(app)
                       : *shell == "zsh" ? Zsh(app)
                                         : Fish(app));
    *exit_code = kAgreed;
  });
}

}  // namespace alterego::cli
