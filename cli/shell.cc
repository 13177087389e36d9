// alterego shell: SQL on a database, line by line. ALTER TABLE of the full
// dialect goes through the rebuild engine, everything else to SQLite.
#include <editline/readline.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/alter_step.h"
#include "cli/common.h"
#include "cli/describe.h"
#include "cli/interruptible.h"
#include "cli/verbs.h"
#include "engines/user_database.h"
#include "rebuild/analyze.h"
#include "rebuild/database.h"

namespace alterego::cli {
namespace {

constexpr char kHelp[] =
    ".describe TABLE  constraints with their names, owner, dependants\n"
    ".help            this\n"
    ".plan ALTER ...  what an ALTER TABLE would do\n"
    ".quit            leave (so does the end of input)\n"
    ".schema [NAME]   the CREATE texts\n"
    ".tables          the tables\n";

// Words to complete, beside the names in the database.
constexpr const char* kWords[] = {
    "ACTION",  "ADD",        "AFTER",   "ALTER",      "AUTOINCREMENT",
    "BEGIN",   "BIGINT",     "BLOB",    "CASCADE",    "CHECK",
    "COLLATE", "COLUMN",     "COMMIT",  "CONSTRAINT", "CREATE",
    "DEFAULT", "DELETE",     "DISABLE", "DROP",       "ENABLE",
    "EXISTS",  "FIRST",      "FOREIGN", "FROM",       "IDENTITY",
    "INDEX",   "INSERT",     "INTEGER", "INTO",       "KEY",
    "NOT",     "NULL",       "OWNER",   "PRAGMA",     "PRIMARY",
    "REAL",    "REFERENCES", "RENAME",  "ROLLBACK",   "ROWID",
    "SCHEMA",  "SELECT",     "SET",     "STATISTICS", "STRICT",
    "TABLE",   "TABLESPACE", "TEXT",    "TRIGGER",    "TYPE",
    "UNIQUE",  "UPDATE",     "USING",   "VALIDATE",   "VALUES",
    "VIEW",    "WHERE",      "WITHOUT"};

using Words = std::vector<std::string>;

// readline asks for completions through functions without an argument of ours.
std::function<Words()>& CompletionSource() {
  static auto* const source = new std::function<Words()>;
  return *source;
}
Words& Completions() {
  static auto* const words = new Words;
  return *words;
}

char* NextCompletion(const char* text, int state) {
  static size_t next = 0;
  if (state == 0) next = 0;
  const Words& words = Completions();
  const size_t length = std::strlen(text);
  while (next < words.size()) {
    const std::string& word = words[next++];
    if (word.size() >= length && ::strncasecmp(word.c_str(), text, length) == 0)
      return ::strdup(word.c_str());
  }
  return nullptr;
}

// Names are read when Tab asks for them: another connection may have made new
// ones, or hold a lock that a prompt must not wait for.
char** Complete(const char* text, int, int) {
  Completions() = CompletionSource()();
  return rl_completion_matches(text, NextCompletion);
}

// $XDG_STATE_HOME/alterego/history; "" where there is no such place.
std::string HistoryFile() {
  namespace fs = std::filesystem;
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (state != nullptr && *state != '\0') {
    folder = state;
  } else if (home != nullptr && *home != '\0') {
    folder = fs::path(home) / ".local/state";
  } else {
    return "";
  }
  folder /= "alterego";
  std::error_code error;
  fs::create_directories(folder, error);
  return error ? "" : (folder / "history").string();
}

std::string Shown(const SqliteApi& api, sqlite3_stmt* row, int column) {
  switch (api.column_type(row, column)) {
    case SQLITE_NULL:
      return "NULL";
    case SQLITE_BLOB: {
      const auto* bytes =
          static_cast<const char*>(api.column_blob(row, column));
      const auto size = static_cast<size_t>(api.column_bytes(row, column));
      return "x'" + absl::BytesToHexString({bytes, size}) + "'";
    }
    default:
      return reinterpret_cast<const char*>(api.column_text(row, column));
  }
}

class Shell {
 public:
  Shell(const AlterFlags& flags, bool yes, UserDatabase* database)
      : database_(*database),
        step_(flags, yes, false, database),
        flags_(flags),
        interactive_(::isatty(STDIN_FILENO) == 1) {}

  int Loop() {
    std::string history;
    if (interactive_) {
      history = HistoryFile();
      rl_initialize();
      CompletionSource() = [this] { return Names(); };
      rl_attempted_completion_function = Complete;
      if (!history.empty()) read_history(history.c_str());
      absl::PrintF("ALTER TABLE of the full dialect, and SQL. .help helps.\n");
    }
    const int code = Lines();
    if (!history.empty()) write_history(history.c_str());
    return code;
  }

 private:
  bool ReadLine(bool first, std::string* line) {
    if (!interactive_) return static_cast<bool>(std::getline(std::cin, *line));
    std::fflush(stdout);
    char* text = readline(first ? "alterego> " : "     ...> ");
    if (text == nullptr) {
      absl::PrintF("\n");
      return false;
    }
    *line = text;
    std::free(text);
    if (!line->empty()) add_history(line->c_str());
    return true;
  }

  // A script ends at its first error, with the exit code of it; a person may go
  // on.
  int Lines() {
    std::string line, text;
    while (ReadLine(text.empty(), &line)) {
      const std::string word(absl::StripAsciiWhitespace(line));
      if (text.empty() && word.empty()) continue;
      absl::Status status;
      if (text.empty() && word[0] == '.') {
        if (word == ".quit" || word == ".exit") return kAgreed;
        status = Command(word);
      } else {
        text += line + "\n";
        if (!UserDatabase::IsComplete(text)) continue;
        status = Statements(text);
        text.clear();
      }
      const int code = Tell(status);
      if (code != kAgreed) return code;
    }
    if (absl::StripAsciiWhitespace(text).empty()) return kAgreed;
    return Tell(Statements(text));
  }

  int Tell(const absl::Status& status) const {
    if (status.ok()) return kAgreed;
    const int code = FailAlter(status);
    return interactive_ ? static_cast<int>(kAgreed) : code;
  }

  Words Names() {
    std::set<std::string> out(std::begin(kWords), std::end(kWords));
    rebuild::Database database(database_.connection());
    database
        .ForEachRow(
            "SELECT name FROM sqlite_master UNION SELECT p.name FROM "
            "sqlite_master AS m, pragma_table_info(m.name) AS p",
            [&](const rebuild::Statement& row) { out.insert(row.Text(0)); })
        .IgnoreError();
    return {out.begin(), out.end()};
  }

  absl::Status Statements(const std::string& text) {
    ALTEREGO_ASSIGN_OR_RETURN(const Script script, ParseScript(text));
    for (const Step& step : script.steps) {
      const Interruptible guard(&database_);
      if (!IsAlterTable(step.sql) && !rebuild::IsAnalyze(step.sql)) {
        ALTEREGO_RETURN_IF_ERROR(Query(step.sql));
        continue;
      }
      int64_t rows = 0;
      ALTEREGO_RETURN_IF_ERROR(step_.Run(step.sql, &rows));
    }
    return absl::OkStatus();
  }

  absl::Status Query(const std::string& sql) {
    const SqliteApi& api = database_.connection().api();
    rebuild::Database database(database_.connection());
    ALTEREGO_ASSIGN_OR_RETURN(rebuild::Statement statement,
                              database.Prepare(sql));
    const int columns = api.column_count(statement.get());
    bool header = interactive_;
    while (true) {
      ALTEREGO_ASSIGN_OR_RETURN(const bool row, database.Step(statement));
      if (!row) return absl::OkStatus();
      for (int i = 0; header && i < columns; ++i) {
        absl::PrintF("%s%s", i == 0 ? "" : "|",
                     api.column_name(statement.get(), i));
      }
      if (header) absl::PrintF("\n");
      header = false;
      for (int i = 0; i < columns; ++i) {
        absl::PrintF("%s%s", i == 0 ? "" : "|", Shown(api, statement.get(), i));
      }
      absl::PrintF("\n");
    }
  }

  absl::Status Command(const std::string& line) {
    const size_t blank = line.find(' ');
    const std::string name = line.substr(0, blank);
    const std::string argument(absl::StripAsciiWhitespace(
        blank == line.npos ? "" : line.substr(blank)));
    if (name == ".help") {
      absl::PrintF("%s", kHelp);
      return absl::OkStatus();
    }
    if (name == ".tables") {
      ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                                rebuild::TableNames(database_.connection()));
      for (const std::string& table : names) absl::PrintF("%s\n", table);
      return absl::OkStatus();
    }
    if (name == ".schema") {
      const std::string wanted =
          argument.empty() ? "" : " AND tbl_name=" + rebuild::Literal(argument);
      return Query("SELECT sql||';' FROM sqlite_master WHERE sql IS NOT NULL" +
                   wanted);
    }
    if (name == ".describe") {
      ALTEREGO_ASSIGN_OR_RETURN(
          const rebuild::TableDescription table,
          rebuild::Describe(database_.connection(), argument));
      absl::PrintF("%s", ToText(table));
      return absl::OkStatus();
    }
    if (name == ".plan") {
      ALTEREGO_ASSIGN_OR_RETURN(const rebuild::Options options,
                                flags_.ToOptions());
      ALTEREGO_ASSIGN_OR_RETURN(
          const rebuild::FullPlan plan,
          rebuild::PlanAlter(database_.connection(), argument, options));
      absl::PrintF("%s\n", plan.ToText());
      return absl::OkStatus();
    }
    return absl::InvalidArgumentError(
        absl::StrFormat("there is no command %s; see .help", name));
  }

  UserDatabase& database_;
  AlterStep step_;
  const AlterFlags& flags_;
  const bool interactive_;
};

struct Flags {
  AlterFlags alter;
  bool yes = false;
};

int RunShell(const Flags& flags) {
  const auto options = flags.alter.ToOptions();
  if (!options.ok()) return Fail(options.status());
  absl::StatusOr<UserDatabase> database =
      UserDatabase::Open(flags.alter.database);
  if (!database.ok()) return FailDatabase(database.status());
  return Shell(flags.alter, flags.yes, &*database).Loop();
}

}  // namespace

void AddShell(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "shell",
      "SQL on a database, with ALTER TABLE of the full dialect; from a\n"
      "terminal with history and completion, else a script up to its first\n"
      "error (exit code 1: refused, 2: usage, 3: the file or the machine)");
  verb->add_option("DB", flags->alter.database, "A SQLite database file")
      ->required();
  flags->alter.AddWaysTo(verb);
  verb->add_flag("--yes,-y", flags->yes,
                 "Do what destroys data without asking");
  verb->callback([flags, exit_code] { *exit_code = RunShell(*flags); });
}

}  // namespace alterego::cli
