// alterego predict: what SQLite would answer to statements on a database file,
// from the shadow alone. The file is read, and never written.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "model/script.h"
#include "nlohmann/json.hpp"
#include "runner/database_file.h"
#include "shadow/shadow.h"
#include "shadow/why_unknown.h"

namespace alterego::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Flags {
  std::string database, sql, version;
  bool json = false;
};

// One object of the schema that a statement makes, changes or takes away.
struct Change {
  std::string database, kind, name;
  std::optional<std::string> before, after;  // stored text; none: not there
  std::string new_name;                      // if that changes
};

struct Answer {
  std::string sql;
  Prediction prediction;
  std::string why;  // it is not predicted; "" if that is hard to tell
  std::vector<Change> changes;
  // Table -> rows whose stored values are others than before.
  std::vector<std::pair<std::string, size_t>> rows;
};

Change Describe(const shadow::Database& database,
                const shadow::Object& object) {
  return {database.name.spelling(),
          std::string(ObjectKindName(object.kind)),
          object.name.spelling(),
          std::nullopt,
          std::nullopt,
          ""};
}

// Rows are told apart by their rowid, and by their place where they have none.
size_t RowsChanged(const shadow::TableRows& before,
                   const shadow::TableRows& after) {
  std::map<std::pair<int64_t, size_t>, const Row*> old;
  size_t kept = 0;
  for (size_t i = 0; i < before.rows.size(); ++i) {
    const shadow::StoredRow& row = before.rows[i];
    old[{row.rowid, row.rowid == 0 ? i : 0}] = &row.values;
  }
  for (size_t i = 0; i < after.rows.size(); ++i) {
    const shadow::StoredRow& row = after.rows[i];
    const auto it = old.find({row.rowid, row.rowid == 0 ? i : 0});
    kept += it != old.end() && *it->second == row.values;
  }
  return std::max(before.rows.size(), after.rows.size()) - kept;
}

// An ALTER keeps the places of objects, so an object that changed is found at
// its place; what has no partner was made or dropped.
void CompareObjects(const shadow::Database& before,
                    const shadow::Database& after,
                    std::vector<Change>* changes) {
  const bool in_place = before.objects.size() == after.objects.size();
  std::map<std::pair<ObjectKind, std::string>, shadow::ObjectPtr> old;
  for (const auto& object : before.objects) {
    old[{object->kind, object->name.Folded()}] = object;
  }
  for (size_t i = 0; i < after.objects.size(); ++i) {
    const shadow::ObjectPtr& now = after.objects[i];
    shadow::ObjectPtr was;
    if (in_place) {
      was = before.objects[i];
    } else if (auto it = old.find({now->kind, now->name.Folded()});
               it != old.end()) {
      was = it->second;
    }
    if (was != nullptr) old.erase({was->kind, was->name.Folded()});
    const bool renamed =
        was != nullptr && was->name.spelling() != now->name.spelling();
    if (was != nullptr && was->sql == now->sql && !renamed) continue;
    Change change = Describe(after, was == nullptr ? *now : *was);
    if (was != nullptr) change.before = was->sql;
    if (renamed) change.new_name = now->name.spelling();
    change.after = now->sql;
    changes->push_back(std::move(change));
  }
  for (const auto& [key, gone] : old) {
    Change change = Describe(before, *gone);
    change.before = gone->sql;
    changes->push_back(std::move(change));
  }
}

void CompareSnapshots(const shadow::Snapshot& before,
                      const shadow::Snapshot& after, Answer* answer) {
  for (size_t i = 0; i < after.databases.size(); ++i) {
    if (i >= before.databases.size()) break;
    const shadow::Database& old = *before.databases[i];
    const shadow::Database& now = *after.databases[i];
    if (&old == &now) continue;
    CompareObjects(old, now, &answer->changes);
    for (const auto& [name, rows] : now.rows) {
      const auto it = old.rows.find(name);
      if (it == old.rows.end() || it->second == rows) continue;
      const size_t changed = RowsChanged(*it->second, *rows);
      if (changed > 0) answer->rows.emplace_back(name, changed);
    }
  }
}

// Rows can decide only about the tables that the statements name.
std::function<bool(const Identifier&)> NamedIn(const Script& script) {
  std::string text;
  for (const Step& step : script.steps) text += Identifier(step.sql).Folded();
  return [text](const Identifier& table) {
    return text.find(table.Folded()) != text.npos ||
           table == "sqlite_sequence" || table == "sqlite_stat1";
  };
}

std::string Indented(const std::string& text, std::string_view lead) {
  std::string out(lead);
  for (char c : text) {
    out += c;
    if (c == '\n') out += std::string(lead.size(), ' ');
  }
  return out + "\n";
}

std::string Title(const Change& change) {
  std::string out = absl::StrFormat("  %s %s", change.kind, change.name);
  if (!change.before) {
    out += " is made";
  } else if (!change.after) {
    out += " is dropped";
  } else if (!change.new_name.empty()) {
    out += " becomes " + change.new_name;
  }
  if (change.database != "main") out += " (" + change.database + ")";
  return out + "\n";
}

void Print(const Answer& answer, const SqliteVersion& version) {
  absl::PrintF("%s\n", answer.sql);
  const Prediction& p = answer.prediction;
  if (!p.predicted) {
    absl::PrintF("  not predicted: the model does not know this%s [%s]\n",
                 answer.why.empty() ? "" : ": " + answer.why, p.rule);
    return;
  }
  absl::PrintF("  SQLite %s: %s\n", version.ToString(), p.ToString());
  for (const Change& change : answer.changes) {
    absl::PrintF("%s", Title(change));
    const bool same = change.before == change.after;
    if (change.before && !change.before->empty() && !same) {
      absl::PrintF("%s", Indented(*change.before, "    - "));
    }
    if (change.after && !change.after->empty() && !same) {
      absl::PrintF("%s", Indented(*change.after, "    + "));
    }
  }
  for (const auto& [table, count] : answer.rows) {
    absl::PrintF("  rows of %s: %s changed\n", table, Grouped(count));
  }
}

Json ToJson(const Answer& answer) {
  const Prediction& p = answer.prediction;
  Json json = {{"sql", answer.sql},
               {"answer", !p.predicted   ? "not predicted"
                          : p.may_accept ? "accepted"
                                         : "refused"},
               {"rule", std::string(p.rule)}};
  if (!answer.why.empty()) json["why"] = answer.why;
  if (p.predicted && !p.may_refuse.empty()) {
    json["reason"] = std::string(ReasonName(p.may_refuse[0].reason));
    json["message"] = p.may_refuse[0].message;
  }
  json["objects"] = Json::array();
  for (const Change& change : answer.changes) {
    Json object = {{"database", change.database},
                   {"kind", change.kind},
                   {"name", change.name}};
    if (!change.new_name.empty()) object["new_name"] = change.new_name;
    object["before"] = change.before ? Json(*change.before) : Json();
    object["after"] = change.after ? Json(*change.after) : Json();
    json["objects"].push_back(std::move(object));
  }
  json["rows"] = Json::object();
  for (const auto& [table, count] : answer.rows) json["rows"][table] = count;
  return json;
}

// Statements one after the other, each on what the one before left, up to the
// first that is not accepted.
std::vector<Answer> Predict(const Script& script, shadow::Shadow shadow) {
  std::vector<Answer> answers;
  for (const Step& step : script.steps) {
    Answer& answer = answers.emplace_back();
    answer.sql = step.sql;
    const shadow::WorldPtr before = shadow.shared_world();
    const shadow::Verdict verdict = shadow.Judge(step);
    answer.prediction = verdict.prediction;
    if (!answer.prediction.predicted) {
      answer.why = shadow::WhyUnknown(step, *before);
    }
    const bool accepted =
        verdict.prediction.predicted && verdict.prediction.may_accept;
    if (!accepted) break;
    shadow.Advance(verdict, true);
    CompareSnapshots(before->now, shadow.world().now, &answer);
  }
  return answers;
}

absl::StatusOr<int> RunPredict(const Flags& flags) {
  ReadOptions options;
  if (!flags.version.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(options.version,
                              ParseSqliteVersion("--sqlite=", flags.version));
  }
  ALTEREGO_ASSIGN_OR_RETURN(const Script script, ParseScript(flags.sql));
  if (script.steps.empty()) {
    return absl::InvalidArgumentError("there is no statement to predict");
  }
  options.wants_rows = NamedIn(script);
  ALTEREGO_ASSIGN_OR_RETURN(const DatabaseFile file,
                            ReadDatabaseFile(flags.database, options));
  const std::vector<Answer> answers =
      Predict(script, shadow::Shadow(file.world));
  const SqliteVersion version = file.world->dialect.version;
  if (flags.json) {
    Json json = {{"sqlite", version.ToString()},
                 {"statements", Json::array()},
                 {"notes", file.notes}};
    for (const Answer& answer : answers) {
      json["statements"].push_back(ToJson(answer));
    }
    absl::PrintF("%s\n",
                 json.dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    for (const Answer& answer : answers) Print(answer, version);
    for (const std::string& note : file.notes) {
      absl::PrintF("note: %s\n", note);
    }
  }
  const Prediction& last = answers.back().prediction;
  if (!last.predicted) return kInconclusive;
  return last.may_accept ? kAgreed : kDiverged;
}

}  // namespace

void AddPredict(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "predict",
      "Say what SQLite would answer on a database, without touching it\n"
      "(exit code 0: accepted, 1: refused, 4: not predicted)");
  verb->add_option("DB", flags->database, "A SQLite database file")->required();
  verb->add_option("SQL", flags->sql, "One or more statements")->required();
  verb->add_option("--sqlite", flags->version,
                   "The version to predict for, like 3.40.1 (default: the one "
                   "that alterego is linked to)");
  verb->add_flag("--json", flags->json, "Print the answers as JSON");
  verb->callback([flags, exit_code] {
    const absl::StatusOr<int> code = RunPredict(*flags);
    *exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace alterego::cli
