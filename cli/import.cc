// alterego import: writes a database as a script, which replay, reduce and a
// plain sqlite3 shell run.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "model/script.h"
#include "oracle/probes.h"
#include "runner/database_file.h"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string database, output;
  bool schema_only = false;
};

// Notes stand before the first statement, where a reader looks first.
Script ToScript(const Flags& flags, const DatabaseFile& file,
                const std::vector<std::string>& statements) {
  Script script;
  script.SetHeader("kind", "import");
  script.SetHeader("source", flags.database);
  for (const std::string& sql : file.pragmas) {
    script.steps.push_back(Step::FromSql(sql));
  }
  for (const std::string& sql : statements) {
    script.steps.push_back(Step::FromSql(sql));
  }
  std::string notes;
  for (std::string note : file.notes) {
    std::replace(note.begin(), note.end(), '\n', ' ');
    notes += "-- note: " + note + "\n";
  }
  script.steps.front().comment.insert(0, notes);
  return script;
}

absl::Status RunImport(const Flags& flags) {
  ReadOptions options;
  options.accept_malformed = true;
  if (flags.schema_only) {
    options.wants_rows = [](const Identifier&) { return false; };
  }
  ALTEREGO_ASSIGN_OR_RETURN(DatabaseFile file,
                            ReadDatabaseFile(flags.database, options));
  const std::vector<std::string> statements =
      RecreateSql(*file.world, Opaque::kVerbatim, file.missing_modules);
  if (statements.empty() && !file.world->now.databases[0]->objects.empty()) {
    return absl::InvalidArgumentError(
        flags.database +
        ": holds what no statement creates; see its tables named sqlite_...");
  }
  for (std::string& note : NotesOfSchema(file, statements)) {
    file.notes.push_back(std::move(note));
  }
  const std::string text = ToScript(flags, file, statements).ToText();
  if (flags.output.empty()) {
    absl::PrintF("%s", text);
    return absl::OkStatus();
  }
  ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(flags.output, text));
  for (const std::string& note : file.notes) {
    absl::FPrintF(stderr, "note: %s\n", note);
  }
  absl::PrintF("%s: %s statements\n", flags.output, Grouped(statements.size()));
  return absl::OkStatus();
}

}  // namespace

void AddImport(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "import", "Write a database file as a script, schema and rows");
  verb->add_option("DB", flags->database, "A SQLite database file")->required();
  verb->add_option("-o,--output", flags->output,
                   "Where to write it (default: standard output)");
  verb->add_flag("--schema-only", flags->schema_only, "Without the rows");
  verb->callback([flags, exit_code] {
    const absl::Status status = RunImport(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
}

}  // namespace alterego::cli
