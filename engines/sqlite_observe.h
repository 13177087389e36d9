// Reads everything that SQL can see of a SQLite connection: the sections of
// model/observation.h, whose comment is the contract.
//
//   SqliteObserver observer(api, db);
//   absl::StatusOr<Observation> o = observer.Observe({});
//
// Changes nothing that SQL can see. It runs after every statement of a
// campaign, so texts are built in place, without a Value in between.
#ifndef ALTEREGO_ENGINES_SQLITE_OBSERVE_H_
#define ALTEREGO_ENGINES_SQLITE_OBSERVE_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engines/statement_cache.h"
#include "model/dialect.h"
#include "model/observation.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

class SqliteObserver {
 public:
  // Both must outlive the observer; destroy it before closing `db`.
  SqliteObserver(const SqliteApi& api, sqlite3* db);

  // An error only if the machine failed (no memory, disk). A section that the
  // database refuses to show is kRefused, one that was interrupted (see
  // sqlite3_interrupt and the progress handler) kUnavailable.
  absl::StatusOr<Observation> Observe(const ObserveOptions& options);

  // The pragmas of the connection as they are now.
  Dialect ReadDialect();

 private:
  struct SchemaRow {
    std::string type, name, sql;
    bool is_virtual = false;
  };
  struct Database {
    std::string name;
    std::string quoted;
    std::vector<SchemaRow> objects;
  };

  std::vector<Database> ReadDatabases(const ObserveOptions& options);
  void ReadSchema(Database& database);
  void ReadStructure(const Database& database);
  void ReadIndexes(const Database& database, const std::string& table);
  void ReadTables();
  void ReadRows(const Database& database, const SchemaRow& table);
  void ReadView(const Database& database, const SchemaRow& view);
  void ReadIntegrity(const Database& database);
  void ReadConnection();
  void ReadHeader();

  // The SELECT that reads a table, rowid first where it has a name.
  const std::string& RowsSql(const Database& database, const SchemaRow& table);
  bool Compiles(const std::string& sql);
  std::string KeyIndexName(const Database& database, const SchemaRow& table);
  std::string ChooseRowsSql(const Database& database, const SchemaRow& table);

  // Steps to the end and resets or finalizes: on_row(statement) for each row.
  // Returns SQLITE_DONE or the error's code.
  template <class F>
  int ForEachRow(sqlite3_stmt* statement, F&& on_row);
  template <class F>
  int Cached(const std::string& sql, F&& on_row);
  template <class F>
  int Once(std::string_view sql, F&& on_row);
  int64_t PragmaInteger(std::string_view sql);
  int Config(int option, int otherwise);

  void AppendRow(sqlite3_stmt* statement, int begin, int end,
                 std::string* out) const;
  void AppendValue(sqlite3_stmt* statement, int column, std::string* out) const;
  std::string_view Text(sqlite3_stmt* statement, int column) const;
  // Adds a section with `text` for SQLITE_DONE; else with the error.
  void Add(std::string name, std::string text, int code);
  void AddUnavailable(std::string name, std::string_view why);

  const SqliteApi& api_;
  sqlite3* const db_;
  const int version_;
  StatementCache cache_;
  std::unordered_map<std::string, std::string> rows_sql_;
  std::string sql_;  // scratch
  // Of the observation under way.
  std::vector<Section> sections_;
  absl::Status failure_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_SQLITE_OBSERVE_H_
