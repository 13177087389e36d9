// Every probe of probes.jsonl against the shadow alone, as each version: what
// 31 releases of SQLite answered to the statements of docs/rules.md. One line a
// probe:
//
//   {"id", "title", "setup", "setup_unsupported": {version: error},
//    "steps": [{"sql", "outcomes": [{"from", "to", "result"}]}]}
//
// A result is `ok`, `ERR(code) message`, or rows as JSON. Steps that only SQL
// can answer (queries over views, PRAGMA integrity_check) are left out.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/script.h"
#include "model/sql/lexer.h"
#include "shadow/rows.h"
#include "shadow/shadow.h"
#include "tests/places.h"

namespace alterego::shadow {
namespace {

using nlohmann::json;

// Probes that the shadow cannot pass yet, and why. The test fails if one of
// them passes: take it off the list.
const std::map<std::string, std::string>& NotYet() {
  static const auto* const probes = new std::map<std::string, std::string>{};
  return *probes;
}

constexpr SqliteVersion kVersions[] = {{3, 26, 0}, {3, 31, 1}, {3, 36, 0},
                                       {3, 40, 1}, {3, 45, 3}, {3, 51, 3},
                                       {3, 53, 3}, {3, 54, 1}};

json ToJson(const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kInteger:
      return value.integer();
    case StorageClass::kReal:
      return value.real();
    case StorageClass::kText:
      return value.text();
    case StorageClass::kBlob:
      return value.blob();
    case StorageClass::kNull:
      break;
  }
  return nullptr;
}

// A result of one column is a list of values, of several a list of lists.
json Rows(std::vector<json> rows) {
  json out = json::array();
  for (json& row : rows) {
    out.push_back(row.size() == 1 ? row[0] : std::move(row));
  }
  return out;
}

class Probe {
 public:
  Probe(const json& probe, SqliteVersion version)
      : probe_(probe),
        version_(version),
        shadow_(Dialect{.version = version}) {}

  // "" if everything in reach is as it was measured.
  std::string Run() {
    const std::string& setup = probe_["setup"].get_ref<const std::string&>();
    for (const auto& [version, error] : probe_["setup_unsupported"].items()) {
      if (SqliteVersion::Parse(version) == version_) return "";
    }
    for (const std::string& sql : Split(setup)) {
      const std::string fault = Advance(sql, "ok");
      if (!fault.empty()) return "setup: " + fault;
    }
    for (const json& step : probe_["steps"]) {
      const std::optional<std::string> expected = Expected(step);
      if (!expected) return "";
      const std::string fault =
          Advance(step["sql"].get<std::string>(), *expected);
      if (!fault.empty()) return fault;
    }
    return "";
  }

 private:
  static std::vector<std::string> Split(const std::string& text) {
    std::vector<std::string> out;
    for (size_t at = 0; at < text.size();) {
      const size_t end = sql::StatementEnd(text, at);
      std::string one = text.substr(at, end - at);
      if (one.find_first_not_of(" \n;") != std::string::npos) {
        out.push_back(std::move(one));
      }
      at = end;
    }
    return out;
  }

  // The measured result of this version; nullopt if there is none.
  std::optional<std::string> Expected(const json& step) const {
    for (const json& outcome : step["outcomes"]) {
      const auto from =
          SqliteVersion::Parse(outcome["from"].get<std::string>());
      const auto to = SqliteVersion::Parse(outcome["to"].get<std::string>());
      if (*from <= version_ && version_ <= *to) {
        return outcome["result"].get<std::string>();
      }
    }
    return std::nullopt;
  }

  template <class F>
  void EditWorld(F&& edit) {
    auto world = std::make_shared<World>(shadow_.world());
    edit(*world);
    shadow_ = Shadow(WorldPtr(std::move(world)));
  }

  void AddObject(const char* sql, size_t database = 0) {
    EditWorld([sql, database](World& world) {
      auto copy = std::make_shared<Database>(*world.now.databases[database]);
      copy->objects.push_back(Object::FromStoredSql(sql));
      world.now.databases[database] = std::move(copy);
    });
  }

  void AddIndex(const char* name, const char* table) {
    EditWorld([name, table](World& world) {
      auto main = std::make_shared<Database>(*world.now.databases[0]);
      auto index = std::make_shared<Object>();
      index->kind = ObjectKind::kIndex;
      index->name = Identifier(name);
      index->table = Identifier(table);
      main->objects.push_back(std::move(index));
      world.now.databases[0] = std::move(main);
    });
  }

  // The modules make these tables; only their names are asked for.
  void AddVirtualTable(const std::string& sql) {
    if (sql.find("USING fts5") != std::string::npos) {
      AddObject("CREATE VIRTUAL TABLE ft USING fts5(x)");
      for (const char* name : {"data", "idx", "content", "docsize", "config"}) {
        AddObject(("CREATE TABLE 'ft_" + std::string(name) + "'(x)").c_str());
      }
    } else if (sql.find("USING rtree") != std::string::npos) {
      AddObject("CREATE VIRTUAL TABLE r USING rtree(id,x1,x2)");
      for (const char* name : {"rowid", "node", "parent"}) {
        AddObject(("CREATE TABLE \"r_" + std::string(name) + "\"(x)").c_str());
      }
    } else if (sql.find("USING fts4") != std::string::npos) {
      AddObject("CREATE VIRTUAL TABLE f USING fts4(x)");
      for (const char* name : {"content", "segments", "docsize", "stat"}) {
        AddObject(("CREATE TABLE 'f_" + std::string(name) + "'(x)").c_str());
      }
      AddObject("CREATE TABLE 'f_segdir'(x PRIMARY KEY)");
      AddIndex("sqlite_autoindex_f_segdir_1", "f_segdir");
    } else {
      AddObject("CREATE VIRTUAL TABLE d USING dbstat(main)", 1);
    }
  }

  // ATTACH, ANALYZE, virtual tables and sqlite3_db_config() are set up here:
  // the shadow does not judge them.
  bool Harness(const std::string& sql) {
    if (sql.find("ATTACH") == 0 || sql.find(" ATTACH") == 0) {
      EditWorld([&](World& world) {
        auto database = std::make_shared<Database>();
        database->name = "aux";
        world.now.databases.push_back(std::move(database));
      });
      return true;
    }
    if (sql.find("ANALYZE") != std::string::npos) {
      AddObject("CREATE TABLE sqlite_stat1(tbl,idx,stat)");
      return true;
    }
    if (sql.find("CREATE VIRTUAL TABLE") != std::string::npos) {
      AddVirtualTable(sql);
      return true;
    }
    if (sql.find(".dbconfig") != 0) return false;
    const bool on = sql.back() == '1';
    EditWorld([&](World& world) {
      if (version_ < SqliteVersion{3, 29, 0}) return;
      if (sql.find("dqs_ddl") != std::string::npos) world.dialect.dqs_ddl = on;
      if (sql.find("dqs_dml") != std::string::npos) world.dialect.dqs_dml = on;
      if (sql.find("defensive") != std::string::npos) {
        world.dialect.defensive = on;
      }
    });
    return true;
  }

  std::string Advance(const std::string& sql, const std::string& expected) {
    if (Harness(sql)) return "";
    if (expected[0] == '[') return Query(sql, expected);
    std::string one = sql;
    while (!one.empty() && one.back() == ';') one.pop_back();
    const Step step = Step::FromSql(one);
    if (step.parsed != nullptr &&
        (std::holds_alternative<Select>(step.parsed->statement) ||
         std::holds_alternative<OtherStatement>(step.parsed->statement))) {
      return "";
    }
    const bool pragma = step.parsed != nullptr &&
                        std::holds_alternative<Pragma>(step.parsed->statement);
    const Verdict verdict = shadow_.Judge(step);
    const Prediction& p = verdict.prediction;
    if (!p.predicted) return pragma ? "" : sql + ": not predicted";
    if (expected == "ok") {
      if (!p.may_accept) return sql + ": " + p.ToString() + " <> ok";
      shadow_.Advance(verdict, true);
      return "";
    }
    const std::string message = expected.substr(expected.find(") ") + 2);
    for (const Prediction::Refusal& refusal : p.may_refuse) {
      if (!refusal.message.empty() && refusal.message != message) continue;
      shadow_.Advance(verdict, false);
      return "";
    }
    return sql + ": " + p.ToString() + " <> " + message;
  }

  // SELECT columns FROM [aux.]sqlite_master, and SELECT * FROM table.
  std::string Query(const std::string& sql, const std::string& expected) {
    std::optional<json> actual = SchemaQuery(sql);
    if (!actual) actual = TableQuery(sql);
    if (!actual || *actual == json::parse(expected)) return "";
    return sql + ":\n  " + actual->dump() + " <>\n  " + expected;
  }

  std::optional<json> SchemaQuery(const std::string& sql) const {
    const auto has = [&sql](const char* part) {
      return sql.find(part) != std::string::npos;
    };
    if (!has("FROM") || !has("sqlite_")) return std::nullopt;
    if (has("sqlite_sequence") || has("count(")) return std::nullopt;
    size_t database = has("sqlite_temp_master") ? 1 : 0;
    if (has("aux.sqlite_master")) database = 2;
    const bool visible = has("NOT LIKE");
    const std::string columns = sql.substr(7, sql.find(" FROM") - 7);
    std::vector<json> rows;
    for (const ObjectPtr& o :
         shadow_.world().now.databases[database]->objects) {
      if (visible && o->name.spelling().rfind("sqlite_", 0) == 0) continue;
      json row = json::array();
      std::string rest = columns + ",";
      for (size_t comma; (comma = rest.find(',')) != std::string::npos;) {
        const std::string column = rest.substr(0, comma);
        rest = rest.substr(comma + 1);
        if (column == "type") row.push_back(ObjectKindName(o->kind));
        if (column == "name") row.push_back(o->name.spelling());
        if (column == "tbl_name") row.push_back(o->table.spelling());
        if (column == "sql") {
          row.push_back(o->sql.empty() ? json(nullptr) : json(o->sql));
        }
      }
      rows.push_back(std::move(row));
    }
    if (has("ORDER BY 1")) std::sort(rows.begin(), rows.end());
    return Rows(std::move(rows));
  }

  std::optional<json> TableQuery(const std::string& sql) const {
    if (sql.rfind("SELECT * FROM ", 0) != 0) return std::nullopt;
    const Identifier name(sql.substr(14));
    const auto found = FindTableOrView(shadow_.world().now, std::nullopt, name);
    if (!found) return std::nullopt;
    const Database& database = *shadow_.world().now.databases[found->database];
    const CreateTable* table = database.objects[found->object]->AsTable();
    auto entry = database.rows.find(name.Folded());
    if (table == nullptr || entry == database.rows.end()) return std::nullopt;
    std::vector<json> rows;
    for (const StoredRow& stored : entry->second->rows) {
      const auto row = ReadRow(*table, stored, shadow_.world().dialect);
      if (!row) return std::nullopt;
      json values = json::array();
      for (const Value& value : *row) values.push_back(ToJson(value));
      rows.push_back(std::move(values));
    }
    return Rows(std::move(rows));
  }

  const json& probe_;
  SqliteVersion version_;
  Shadow shadow_;
};

TEST(ProbesTest, TheShadowAnswersAsEveryVersionDid) {
  std::ifstream file(std::string(ALTEREGO_SOURCE_DIR) +
                     "/tests/shadow/probes.jsonl");
  std::string line;
  int count = 0;
  while (std::getline(file, line)) {
    const json probe = json::parse(line);
    const std::string id = probe["id"].get<std::string>();
    ++count;
    std::string faults;
    for (const SqliteVersion version : kVersions) {
      const std::string fault = Probe(probe, version).Run();
      if (!fault.empty()) faults += version.ToString() + ": " + fault + "\n";
    }
    if (NotYet().count(id) == 0) {
      EXPECT_TRUE(faults.empty()) << id << " " << probe["title"] << "\n"
                                  << faults;
    } else {
      EXPECT_FALSE(faults.empty()) << id << " passes: take it off the list";
    }
  }
  EXPECT_GT(count, 170);
}

}  // namespace
}  // namespace alterego::shadow
