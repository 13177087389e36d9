// alterego describe: a table with the names that its constraints answer to, and
// all that depends on it.
#include "rebuild/describe.h"

#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/alter_flags.h"
#include "cli/common.h"
#include "cli/describe.h"
#include "cli/verbs.h"
#include "engines/user_database.h"
#include "nlohmann/json.hpp"

namespace alterego::cli {
namespace {

using nlohmann::ordered_json;
using rebuild::TableDescription;

struct Flags {
  std::string database, table;
  bool json = false;
};

// On one line, however it was written.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

}  // namespace

std::string ToText(const TableDescription& t) {
  std::string out = absl::StrFormat("table %s.%s", t.schema, t.name);
  if (t.strict) out += ", STRICT";
  if (t.without_rowid) out += ", WITHOUT ROWID";
  if (t.autoincrement) out += ", AUTOINCREMENT";
  if (!t.owner.empty()) out += ", owner " + t.owner;
  out += "\ncolumns\n";
  for (const auto& c : t.columns) {
    absl::StrAppendFormat(
        &out, "  %s%s%s%s%s%s\n", c.name, c.type.empty() ? "" : " ", c.type,
        c.rules.empty() ? "" : "  ", OneLine(c.rules),
        c.statistics.empty() ? "" : "  (statistics " + c.statistics + ")");
  }
  if (!t.constraints.empty()) out += "constraints\n";
  for (const auto& c : t.constraints) {
    absl::StrAppendFormat(&out, "  %s%s%s%s: %s\n", c.name,
                          c.column.empty() ? "" : " on ", c.column,
                          c.valid ? "" : " (not valid)", OneLine(c.text));
  }
  if (!t.dependants.empty()) out += "dependants\n";
  for (const auto& d : t.dependants) {
    absl::StrAppendFormat(&out, "  %s %s.%s%s%s\n", d.kind, d.schema, d.name,
                          d.disabled ? " (disabled)" : "",
                          d.sql.empty() ? " (of a constraint)" : "");
  }
  return out;
}

namespace {

ordered_json ToJson(const TableDescription& t) {
  ordered_json out = {{"schema", t.schema},
                      {"name", t.name},
                      {"owner", t.owner},
                      {"strict", t.strict},
                      {"without_rowid", t.without_rowid},
                      {"autoincrement", t.autoincrement}};
  out["columns"] = ordered_json::array();
  for (const auto& c : t.columns) {
    out["columns"].push_back({{"name", c.name},
                              {"type", c.type},
                              {"rules", c.rules},
                              {"statistics", c.statistics}});
  }
  out["constraints"] = ordered_json::array();
  for (const auto& c : t.constraints) {
    out["constraints"].push_back({{"name", c.name},
                                  {"written", c.written},
                                  {"column", c.column},
                                  {"text", c.text},
                                  {"valid", c.valid}});
  }
  out["dependants"] = ordered_json::array();
  for (const auto& d : t.dependants) {
    out["dependants"].push_back({{"kind", d.kind},
                                 {"schema", d.schema},
                                 {"name", d.name},
                                 {"sql", d.sql},
                                 {"disabled", d.disabled}});
  }
  return out;
}

// Text that is not UTF-8 is shown as far as it is.
std::string Dump(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

int RunDescribe(const Flags& flags) {
  absl::StatusOr<UserDatabase> database =
      UserDatabase::OpenToRead(flags.database);
  if (!database.ok()) return FailDatabase(database.status());
  if (flags.table.empty()) {
    auto all = rebuild::TableNames(database->connection());
    if (!all.ok()) return FailAlter(all.status());
    if (!flags.json) {
      for (const std::string& name : *all) absl::PrintF("%s\n", name);
    } else {
      absl::PrintF("%s\n", Dump(ordered_json(*all)));
    }
    return kAgreed;
  }
  const auto table = rebuild::Describe(database->connection(), flags.table);
  if (const auto refusal = rebuild::RefusalOf(table.status())) {
    return Fail(kDiverged, refusal->message);
  }
  if (!table.ok()) return Fail(table.status());
  if (flags.json) {
    absl::PrintF("%s\n", Dump(ToJson(*table)));
  } else {
    absl::PrintF("%s", ToText(*table));
  }
  return kAgreed;
}

}  // namespace

void AddDescribe(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "describe",
      "Show a table: constraints with their names, owner, statistics,\n"
      "disabled triggers, dependants\n"
      "(exit code 1: no such table, 2: usage, 3: the file or the machine)");
  verb->add_option("DB", flags->database, "A SQLite database file")->required();
  verb->add_option("TABLE", flags->table,
                   "t or schema.t; without it, the tables are listed");
  verb->add_flag("--json", flags->json, "Print JSON");
  verb->callback([flags, exit_code] { *exit_code = RunDescribe(*flags); });
}

}  // namespace alterego::cli
