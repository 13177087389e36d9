// Parses an ALTER TABLE with alterego::model and carries it out with
// alterego::rebuild on a database of its own. Exit code 0 if all is well.
#include <sqlite3.h>

#include <cstdio>
#include <string>
#include <variant>

#include "model/alter_table.h"
#include "model/sql/parser.h"
#include "rebuild/rebuild.h"

namespace {

constexpr char kAlter[] = "ALTER TABLE t RENAME COLUMN a TO \"the new\"";

bool Parses() {
  const alterego::sql::ParseResult parsed =
      alterego::sql::ParseStatement(kAlter);
  if (!parsed.ok()) return false;
  const auto* alter = std::get_if<alterego::AlterTable>(&parsed->statement);
  return alter != nullptr && alterego::OpName(alter->op) == "rename_column";
}

bool Alters(sqlite3* db) {
  alterego::rebuild::Connection connection(alterego::SqliteApi::Linked(), db);
  const auto report = alterego::rebuild::Alter(connection, kAlter, {});
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n", report.status().ToString().c_str());
    return false;
  }
  return sqlite3_exec(db, "SELECT \"the new\" + 0 FROM t", nullptr, nullptr,
                      nullptr) == SQLITE_OK;
}

}  // namespace

int main() {
  if (!Parses()) return 1;
  sqlite3* db = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
  const bool ok = sqlite3_exec(db, "CREATE TABLE t(a); INSERT INTO t VALUES(1)",
                               nullptr, nullptr, nullptr) == SQLITE_OK &&
                  Alters(db);
  sqlite3_close(db);
  std::puts(ok ? "consumer: ok" : "consumer: failed");
  return ok ? 0 : 1;
}
