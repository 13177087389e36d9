#include "rebuild/scratch.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "rebuild/database.h"

namespace alterego::rebuild {
namespace {

// Releases before this one keep the schema that they have in memory. (3.36.0
// does, too, in a scratch database: measured, its views find no tables there.)
constexpr int kResetSince = 3037000;

}  // namespace

int Scratch::Authorize(void* self, int action, const char* table,
                       const char* column, const char* schema, const char*) {
  const auto& scratch = *static_cast<const Scratch*>(self);
  if (scratch.reads_ == nullptr || action != SQLITE_READ) return SQLITE_OK;
  const auto text = [](const char* s) { return s == nullptr ? "" : s; };
  // No column: a table of which nothing is read. sqlite_master: SQLite itself
  // reads its schema.
  if ((*text(column) != '\0' || scratch.unnamed_) &&
      std::string_view(text(table)).substr(0, 7) != "sqlite_") {
    scratch.reads_->push_back({text(schema), text(table), text(column)});
  }
  return SQLITE_OK;
}

void Scratch::Close() {
  if (db_ != nullptr) api_.close_v2(db_);
  db_ = nullptr;
  loaded_.clear();
  paged_.clear();
}

absl::Status Scratch::Open(const std::vector<std::string>& schemas) {
  Close();
  if (api_.open_v2(
          ":memory:", &db_,
          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
          nullptr) != SQLITE_OK) {
    Close();
    return absl::ResourceExhaustedError("no memory for a scratch database");
  }
  Run("PRAGMA temp_store=MEMORY");
  for (const std::string& schema : schemas) {
    if (schema == "temp" || schema == "main") continue;
    Run("ATTACH ':memory:' AS " + Quoted(schema));
  }
  schemas_ = schemas;
  Run("BEGIN");
  Switch(SQLITE_DBCONFIG_DQS_DDL, strings_ddl_);
  Switch(SQLITE_DBCONFIG_DQS_DML, strings_dml_);
  api_.set_authorizer(db_, Authorize, this);
  return absl::OkStatus();
}

void Scratch::Switch(int option, bool on) {
  api_.db_config(db_, option, on ? 1 : 0, static_cast<int*>(nullptr));
}

void Scratch::AllowStrings(bool ddl, bool dml) {
  if (db_ != nullptr && ddl != strings_ddl_) {
    Switch(SQLITE_DBCONFIG_DQS_DDL, ddl);
  }
  if (db_ != nullptr && dml != strings_dml_) {
    Switch(SQLITE_DBCONFIG_DQS_DML, dml);
    // SQLite remembers the columns of a view that it once could read: all is to
    // be loaded again.
    for (Definition& held : loaded_) held.sql.clear();
  }
  strings_ddl_ = ddl;
  strings_dml_ = dml;
}

bool Scratch::ViewsHaveRowid() {
  if (!views_have_rowid_ && (db_ != nullptr || Open(schemas_).ok())) {
    // SQLite treats both alike.
    views_have_rowid_ = Prepare("SELECT rowid FROM (SELECT 1)").empty();
  }
  return views_have_rowid_.value_or(false);
}

bool Scratch::Has(const Definition& definition) const {
  return std::find(loaded_.begin(), loaded_.end(), definition) != loaded_.end();
}

bool Scratch::Holds(const std::vector<Definition>& definitions,
                    absl::FunctionRef<bool(const Definition&)> concerns) const {
  for (const Definition& wanted : definitions) {
    if (!Has(wanted)) return false;
  }
  for (const Definition& held : loaded_) {
    if (concerns(held) && std::find(definitions.begin(), definitions.end(),
                                    held) == definitions.end()) {
      return false;
    }
  }
  return true;
}

absl::Status Scratch::Load(
    const std::vector<std::string>& schemas,
    const std::vector<Definition>& definitions,
    absl::FunctionRef<bool(const Definition&)> concerns) {
  std::vector<Read>* const reads = reads_;
  reads_ = nullptr;
  absl::Status status;
  if (db_ == nullptr || schemas != schemas_) status = Open(schemas);
  if (status.ok() && !Holds(definitions, concerns) &&
      !LoadAtOnce(definitions)) {
    status = LoadOneByOne(definitions);
  }
  reads_ = reads;
  return status;
}

// False if SQLite cannot read all of them.
bool Scratch::LoadAtOnce(const std::vector<Definition>& definitions) {
  if (api_.libversion_number() < kResetSince) return false;
  // So that sqlite_master can be written to.
  Switch(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  bool ok = true;
  for (const std::string& schema : schemas_) {
    const auto in_schema = [&](const Definition& d) {
      return d.schema == schema;
    };
    const bool paged =
        std::find(paged_.begin(), paged_.end(), schema) != paged_.end();
    const bool wanted =
        std::any_of(definitions.begin(), definitions.end(), in_schema);
    const bool holds = std::any_of(loaded_.begin(), loaded_.end(), in_schema);
    if (!wanted && !holds) continue;
    const std::string master = Quoted(schema) + ".sqlite_master";
    if (!paged) {
      ok &= Run(absl::StrCat("CREATE TABLE ", Quoted(schema), ".p(x)"));
      paged_.push_back(schema);
    }
    if (!paged || holds) ok &= Run("DELETE FROM " + master);
    std::string rows;
    for (const Definition& d : definitions) {
      if (!in_schema(d)) continue;
      absl::StrAppend(&rows, rows.empty() ? "" : ",", "(", Literal(d.type), ",",
                      Literal(d.name), ",", Literal(d.table), ",",
                      d.type == "table" ? "2," : "0,", Literal(d.sql), ")");
    }
    if (rows.empty()) continue;
    ok &= Run(absl::StrCat("INSERT INTO ", master, " VALUES", rows));
  }
  ok &= Run("PRAGMA writable_schema=RESET") &&
        Prepare("SELECT 1 FROM sqlite_master").empty();
  loaded_ = definitions;
  return ok;
}

// By CREATE statements. Tables and views that SQLite refuses count as loaded:
// it would refuse them again.
absl::Status Scratch::LoadOneByOne(const std::vector<Definition>& definitions) {
  const bool ddl = std::exchange(strings_ddl_, true);
  const bool dml = std::exchange(strings_dml_, true);
  const std::vector<std::string> schemas = schemas_;
  ALTEREGO_RETURN_IF_ERROR(Open(schemas));
  // So that sqlite_sequence and the like can be created by name.
  Switch(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  for (const Definition& d : definitions) {
    // CREATE TABLE x -> CREATE TABLE "main".x
    const size_t name = sizeof("CREATE ") + d.type.size();
    const bool done = Run(absl::StrCat(d.sql.substr(0, name), Quoted(d.schema),
                                       ".", d.sql.substr(name)));
    if (done || d.type != "trigger") loaded_.push_back(d);
  }
  Switch(SQLITE_DBCONFIG_WRITABLE_SCHEMA, false);
  // None has been read so far.
  Switch(SQLITE_DBCONFIG_DQS_DDL, strings_ddl_ = ddl);
  Switch(SQLITE_DBCONFIG_DQS_DML, strings_dml_ = dml);
  return absl::OkStatus();
}

bool Scratch::Run(const std::string& sql) {
  return api_.exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string Scratch::Prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int rc = api_.prepare_v2(
      db_, sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
  std::string error = rc == SQLITE_OK ? "" : api_.errmsg(db_);
  api_.finalize(statement);
  return error;
}

std::string Scratch::ColumnsError(const std::string& schema,
                                  const std::string& table) {
  std::vector<Read>* const reads = std::exchange(reads_, nullptr);
  const bool ok = Run(absl::StrCat("PRAGMA ", Quoted(schema), ".table_xinfo(",
                                   Quoted(table), ")"));
  reads_ = reads;
  return ok ? "" : LastError();
}

std::vector<std::string> Scratch::ColumnsOf(const std::string& schema,
                                            const std::string& table) {
  std::vector<std::string> out;
  const auto add = [](void* columns, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(columns)->push_back(
        values[1] == nullptr ? "" : values[1]);
    return 0;
  };
  api_.exec(db_,
            absl::StrCat("PRAGMA ", Quoted(schema), ".table_xinfo(",
                         Quoted(table), ")")
                .c_str(),
            add, &out, nullptr);
  return out;
}

}  // namespace alterego::rebuild
