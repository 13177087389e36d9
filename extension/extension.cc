// The loadable extension: the rebuild engine as SQL functions.
//
//   .load ./alterego
//   SELECT alter_table('ALTER TABLE t ALTER COLUMN c TYPE INTEGER');
//   SELECT kind, detail FROM alter_plan('ALTER TABLE t DROP COLUMN c');
//
// alter_table(SQL [, OPTIONS]) does it and returns how; an error is the error
// of the SELECT, and leaves the database as it was. alter_plan(SQL [, OPTIONS])
// is a table of what would be done, and changes nothing. OPTIONS is JSON: see
// extension/options.h. Both are for direct use only: no trigger and no view may
// call them (SQLITE_DIRECTONLY), and no schema can.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extension/host.h"
#include "extension/options.h"
#include "rebuild/rebuild.h"

// After the headers above: it makes macros of SQLite's functions.
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

namespace alterego {
namespace {

// Lives as long as the connection that loaded the extension.
struct Host {
  SqliteApi api;
  sqlite3* db;
};

std::string TextOf(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr
             ? ""
             : std::string(text,
                           static_cast<size_t>(sqlite3_value_bytes(value)));
}

absl::StatusOr<rebuild::Options> OptionsOf(int count, sqlite3_value** values) {
  const bool given = count > 1 && sqlite3_value_type(values[1]) != SQLITE_NULL;
  return ParseOptions(given ? TextOf(values[1]) : "{}");
}

std::string MessageOf(const absl::Status& status) {
  const auto refusal = rebuild::RefusalOf(status);
  return refusal ? refusal->message : std::string(status.message());
}

// For these SQLite rolls the caller's transaction back, or tries again, when a
// statement ends with them: too much for what has been undone already.
bool IsMoreThanAnError(int code) {
  switch (code & 0xff) {
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_SCHEMA:
      return true;
    default:
      return false;
  }
}

void ResultError(sqlite3_context* context, const absl::Status& status) {
  const std::string message = MessageOf(status);
  sqlite3_result_error(context, message.data(),
                       static_cast<int>(message.size()));
  const auto refusal = rebuild::RefusalOf(status);
  // Keeps the words.
  if (refusal && !IsMoreThanAnError(refusal->extended_code)) {
    sqlite3_result_error_code(context, refusal->extended_code);
  }
}

void AlterTableFunction(sqlite3_context* context, int count,
                        sqlite3_value** values) {
  const auto& host = *static_cast<const Host*>(sqlite3_user_data(context));
  const absl::StatusOr<rebuild::Options> options = OptionsOf(count, values);
  if (!options.ok()) return ResultError(context, options.status());
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
    return ResultError(
        context, absl::InvalidArgumentError("alter_table() needs a statement"));
  }
  rebuild::Connection connection(host.api, host.db);
  const absl::StatusOr<rebuild::Report> report =
      rebuild::Alter(connection, TextOf(values[0]), *options);
  if (!report.ok()) return ResultError(context, report.status());
  std::string done =
      absl::StrCat("done, ", report->rows_copied,
                   report->rows_copied == 1 ? " row" : " rows", " rewritten");
  for (const rebuild::Conversion& c : report->converted) {
    absl::StrAppend(&done, "; ", c.column, ": ", c.values,
                    c.values == 1 ? " value" : " values", " converted to ",
                    c.type);
  }
  if (!report->found_before.empty()) {
    absl::StrAppend(&done, "; was so before: ", report->found_before[0]);
  }
  sqlite3_result_text(context, done.data(), static_cast<int>(done.size()),
                      SQLITE_TRANSIENT);
}

// --- alter_plan -------------------------------------------------------------

struct PlanRow {
  std::string kind, detail;
  int64_t rows = 0, bytes = 0;
};

std::vector<PlanRow> RowsOf(const rebuild::FullPlan& plan) {
  std::vector<PlanRow> rows;
  rows.push_back({"way", plan.way, 0, 0});
  for (const rebuild::PreCheck& check : plan.checks) {
    rows.push_back({check.count > 0 ? "refused" : "check",
                    check.count > 0 ? check.finding : check.what, check.count,
                    0});
  }
  for (const rebuild::FullStep& step : plan.steps) {
    rows.push_back({step.kind, step.sql, step.rows, step.bytes});
  }
  for (const std::string& warning : plan.warnings) {
    rows.push_back({"warning", warning, 0, 0});
  }
  for (const std::string& lock : plan.locks) {
    rows.push_back({"lock", lock, 0, 0});
  }
  if (plan.growth_bytes > 0) {
    rows.push_back({"growth", "by which the file may be larger afterwards", 0,
                    plan.growth_bytes});
  }
  for (const std::string& code : plan.lint)
    rows.push_back({"lint", code, 0, 0});
  return rows;
}

struct PlanTable {
  sqlite3_vtab base;  // first: SQLite's view of it
  const Host* host;
};
struct PlanCursor {
  sqlite3_vtab_cursor base;
  std::vector<PlanRow> rows;
  size_t at = 0;
  std::string statement;
};
enum PlanColumn { kStep, kKind, kDetail, kRows, kBytes, kStatement, kOptions };

int PlanConnect(sqlite3* db, void* aux, int, const char* const*,
                sqlite3_vtab** out, char**) {
  const int code = sqlite3_declare_vtab(
      db,
      "CREATE TABLE x(step INTEGER, kind TEXT, detail TEXT, rows INTEGER, "
      "bytes INTEGER, statement HIDDEN, options HIDDEN)");
  if (code != SQLITE_OK) return code;
  sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
  auto* table = new PlanTable{};
  table->host = static_cast<const Host*>(aux);
  *out = &table->base;
  return SQLITE_OK;
}

int PlanDisconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<PlanTable*>(table);
  return SQLITE_OK;
}

// The statement, and the options if they are given, must be known.
int PlanBestIndex(sqlite3_vtab* table, sqlite3_index_info* info) {
  int arguments[2] = {-1, -1};
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& constraint = info->aConstraint[i];
    if (constraint.iColumn < kStatement) continue;
    if (constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!constraint.usable) return SQLITE_CONSTRAINT;
    arguments[constraint.iColumn - kStatement] = i;
  }
  if (arguments[0] < 0) {
    table->zErrMsg = sqlite3_mprintf(
        "alter_plan() needs a statement: SELECT * FROM alter_plan('ALTER "
        "TABLE ...')");
    return SQLITE_ERROR;
  }
  int number = 0;
  for (int which = 0; which < 2; ++which) {
    if (arguments[which] < 0) continue;
    info->aConstraintUsage[arguments[which]].argvIndex = ++number;
    info->aConstraintUsage[arguments[which]].omit = 1;
  }
  info->estimatedCost = 1;
  info->estimatedRows = 10;
  return SQLITE_OK;
}

int PlanOpen(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = &(new PlanCursor{})->base;
  return SQLITE_OK;
}
int PlanClose(sqlite3_vtab_cursor* cursor) {
  delete reinterpret_cast<PlanCursor*>(cursor);
  return SQLITE_OK;
}

int PlanFilter(sqlite3_vtab_cursor* base, int, const char*, int count,
               sqlite3_value** values) {
  auto& cursor = *reinterpret_cast<PlanCursor*>(base);
  const auto& table = *reinterpret_cast<PlanTable*>(base->pVtab);
  const auto fail = [&](const absl::Status& status) {
    sqlite3_free(base->pVtab->zErrMsg);
    base->pVtab->zErrMsg = sqlite3_mprintf("%s", MessageOf(status).c_str());
    return SQLITE_ERROR;
  };
  const absl::StatusOr<rebuild::Options> options = OptionsOf(count, values);
  if (!options.ok()) return fail(options.status());
  cursor.statement = TextOf(values[0]);
  rebuild::Connection connection(table.host->api, table.host->db);
  const absl::StatusOr<rebuild::FullPlan> plan =
      rebuild::PlanAlter(connection, cursor.statement, *options);
  if (!plan.ok()) return fail(plan.status());
  cursor.rows = RowsOf(*plan);
  cursor.at = 0;
  return SQLITE_OK;
}

int PlanNext(sqlite3_vtab_cursor* cursor) {
  ++reinterpret_cast<PlanCursor*>(cursor)->at;
  return SQLITE_OK;
}
int PlanEof(sqlite3_vtab_cursor* base) {
  const auto& cursor = *reinterpret_cast<PlanCursor*>(base);
  return cursor.at >= cursor.rows.size();
}
int PlanRowid(sqlite3_vtab_cursor* base, sqlite3_int64* rowid) {
  *rowid =
      static_cast<sqlite3_int64>(reinterpret_cast<PlanCursor*>(base)->at) + 1;
  return SQLITE_OK;
}

int PlanColumnValue(sqlite3_vtab_cursor* base, sqlite3_context* context,
                    int column) {
  const auto& cursor = *reinterpret_cast<PlanCursor*>(base);
  const PlanRow& row = cursor.rows[cursor.at];
  const auto text = [&](const std::string& value) {
    sqlite3_result_text(context, value.data(), static_cast<int>(value.size()),
                        SQLITE_TRANSIENT);
  };
  switch (column) {
    case kStep:
      sqlite3_result_int64(context, static_cast<sqlite3_int64>(cursor.at) + 1);
      break;
    case kKind:
      text(row.kind);
      break;
    case kDetail:
      text(row.detail);
      break;
    case kRows:
      sqlite3_result_int64(context, row.rows);
      break;
    case kBytes:
      sqlite3_result_int64(context, row.bytes);
      break;
    case kStatement:
      text(cursor.statement);
      break;
    default:
      sqlite3_result_null(context);
  }
  return SQLITE_OK;
}

const sqlite3_module* PlanModule() {
  static const sqlite3_module kModule = [] {
    sqlite3_module module{};  // without xCreate: it exists by itself
    module.xConnect = PlanConnect;
    module.xDisconnect = PlanDisconnect;
    module.xBestIndex = PlanBestIndex;
    module.xOpen = PlanOpen;
    module.xClose = PlanClose;
    module.xFilter = PlanFilter;
    module.xNext = PlanNext;
    module.xEof = PlanEof;
    module.xColumn = PlanColumnValue;
    module.xRowid = PlanRowid;
    return module;
  }();
  return &kModule;
}

int Register(sqlite3* db, const sqlite3_api_routines* routines,
             char** message) {
  constexpr int kOldest = 3031000;
  if (sqlite3_libversion_number() < kOldest) {
    *message =
        sqlite3_mprintf("alterego needs SQLite 3.31.0 or later, this is %s",
                        sqlite3_libversion());
    return SQLITE_ERROR;
  }
  // The module owns it: it goes last when the connection closes.
  auto* host = new Host{HostApi(routines), db};
  const auto destroy = [](void* p) { delete static_cast<Host*>(p); };
  int code =
      sqlite3_create_module_v2(db, "alter_plan", PlanModule(), host, destroy);
  for (int arguments = 1; arguments <= 2 && code == SQLITE_OK; ++arguments) {
    code = sqlite3_create_function_v2(
        db, "alter_table", arguments, SQLITE_UTF8 | SQLITE_DIRECTONLY,
        new Host(*host), AlterTableFunction, nullptr, nullptr, destroy);
  }
  return code;
}

}  // namespace
}  // namespace alterego

extern "C" __attribute__((visibility("default"))) int sqlite3_alterego_init(
    sqlite3* db, char** message, const sqlite3_api_routines* routines) {
  SQLITE_EXTENSION_INIT2(routines);
  return alterego::Register(db, routines, message);
}
