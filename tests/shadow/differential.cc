#include "differential.h"

#include <sqlite3.h>

#include <memory>
#include <string>

#include "engines/error_table.h"
#include "gtest/gtest.h"
#include "model/sql/lexer.h"
#include "shadow/rows.h"
#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

struct CloseDb {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Db = std::unique_ptr<sqlite3, CloseDb>;

std::string Literal(sqlite3_stmt* stmt, int column) {
  switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
      return Value::Integer(sqlite3_column_int64(stmt, column)).ToLiteral();
    case SQLITE_FLOAT:
      return Value::Real(sqlite3_column_double(stmt, column)).ToLiteral();
    case SQLITE_NULL:
      return "NULL";
    default:
      break;
  }
  const bool text = sqlite3_column_type(stmt, column) == SQLITE_TEXT;
  const void* data = sqlite3_column_blob(stmt, column);
  const int size = sqlite3_column_bytes(stmt, column);
  std::string bytes(static_cast<const char*>(data), data ? size : 0);
  return (text ? Value::Text(bytes) : Value::Blob(bytes)).ToLiteral();
}

std::string Query(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* stmt = nullptr;
  std::string out;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK) {
    return std::string("error: ") + sqlite3_errmsg(db);
  }
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(stmt); ++i) {
      if (i > 0) out += '|';
      out += Literal(stmt, i);
    }
    out += '\n';
  }
  sqlite3_finalize(stmt);
  return out;
}

// "" if accepted.
std::string Execute(sqlite3* db, const std::string& sql, int* code) {
  sqlite3_stmt* stmt = nullptr;
  *code = sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
  if (*code == SQLITE_OK && stmt != nullptr) {
    int rc = SQLITE_ROW;
    while (rc == SQLITE_ROW) rc = sqlite3_step(stmt);
    *code = rc == SQLITE_DONE ? SQLITE_OK : rc;
  }
  const std::string message = *code == SQLITE_OK ? "" : sqlite3_errmsg(db);
  sqlite3_finalize(stmt);
  return message;
}

std::string SchemaOf(const Database& database) {
  std::string out;
  for (const ObjectPtr& o : database.objects) {
    out += Value::Text(std::string(ObjectKindName(o->kind))).ToLiteral();
    out += '|' + Value::Text(o->name.spelling()).ToLiteral();
    out += '|' + Value::Text(o->table.spelling()).ToLiteral();
    out += '|';
    out += o->sql.empty() ? "NULL" : Value::Text(o->sql).ToLiteral();
    out += '\n';
  }
  return out;
}

std::string RowsOf(const Database& database, const Object& object,
                   const Dialect& dialect) {
  const CreateTable& table = *object.AsTable();
  const auto found = database.rows.find(object.name.Folded());
  if (found == database.rows.end()) return "the shadow has no rows";
  std::string out;
  for (const StoredRow& stored : found->second->rows) {
    const std::optional<Row> row = ReadRow(table, stored, dialect);
    if (!row) return "the shadow cannot read the row";
    bool first = table.without_rowid;
    if (!first) out += Value::Integer(stored.rowid).ToLiteral();
    for (const Value& v : *row) {
      if (!first) out += '|';
      first = false;
      out += v.ToLiteral();
    }
    out += '\n';
  }
  return out;
}

void CompareState(sqlite3* db, const World& world) {
  for (size_t d = 0; d < 2; ++d) {
    const Database& database = *world.now.databases[d];
    const std::string schema = d == 0 ? "main" : "temp";
    EXPECT_EQ(Query(db, "SELECT type,name,tbl_name,sql FROM " + schema +
                            ".sqlite_master ORDER BY rowid"),
              SchemaOf(database));
    for (const ObjectPtr& object : database.objects) {
      const CreateTable* table = object->AsTable();
      if (table == nullptr) continue;
      const std::string source = schema + "." + object->name.Quoted();
      EXPECT_EQ(
          Query(db, table->without_rowid
                        ? "SELECT * FROM " + source
                        : "SELECT rowid,* FROM " + source + " ORDER BY rowid"),
          RowsOf(database, *object, world.dialect))
          << source;
    }
  }
  EXPECT_EQ(sqlite3_get_autocommit(db) == 0, world.in_transaction());
}

}  // namespace

void RunScript(std::string_view name, std::string_view script) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const Db db(raw);
  Shadow shadow(Dialect{});
  size_t offset = 0;
  while (offset < script.size()) {
    const size_t end = sql::StatementEnd(script, offset);
    std::string text(script.substr(offset, end - offset));
    offset = end;
    while (!text.empty() &&
           (text.back() == ';' || text.back() == ' ' || text.back() == '\n')) {
      text.pop_back();
    }
    while (!text.empty() && (text[0] == ' ' || text[0] == '\n')) {
      text.erase(0, 1);
    }
    if (text.empty()) continue;
    SCOPED_TRACE(std::string(name) + ": " + text);
    const Verdict verdict = shadow.Judge(Step::FromSql(text));
    int code = 0;
    const std::string message = Execute(db.get(), text, &code);
    if (!verdict.prediction.predicted) {
      EXPECT_EQ(text.substr(0, 5), "/*?*/")
          << "not predicted; SQLite says: " << message;
      return;
    }
    Outcome outcome = Accepted{};
    if (code != SQLITE_OK) {
      outcome = Classify(sqlite3_extended_errcode(db.get()), message);
    }
    EXPECT_TRUE(verdict.prediction.Allows(outcome))
        << "SQLite: " << Describe(outcome)
        << "\nshadow: " << verdict.prediction.ToString();
    shadow.Advance(verdict, code == SQLITE_OK);
    CompareState(db.get(), shadow.world());
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace alterego::shadow
