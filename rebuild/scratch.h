// Scratch: an in-memory database of the same SQLite build that has whatever
// schema one wants to know something about. It has no rows, nothing is ever run
// there, and never an ALTER TABLE: statements are compiled, and SQLite says
// what is wrong with them and which columns they read.
//
//   Scratch scratch(api);
//   scratch.Load({"main", "temp"}, {{"main", "table", "t", "CREATE TABLE
//   t(a)"}},
//                holds);
//   scratch.Prepare("SELECT b FROM main.t");  // "no such column: b"
//
// It stays open: to write a schema into sqlite_master and have it read again
// costs a fraction of running its CREATE statements.
#ifndef ALTEREGO_REBUILD_SCRATCH_H_
#define ALTEREGO_REBUILD_SCRATCH_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "rebuild/sqlite_api.h"

namespace alterego::rebuild {

// A column that a statement reads, as SQLite's authorizer is told.
struct Read {
  std::string schema, table, column;
  friend bool operator==(const Read&, const Read&) = default;
};

// One row of sqlite_master.
struct Definition {
  std::string schema;
  std::string type;  // "table", "view", "trigger"
  std::string name, sql;
  std::string table = name;  // that a trigger is on
  friend bool operator==(const Definition&, const Definition&) = default;
};

class Scratch {
 public:
  explicit Scratch(const SqliteApi& api) : api_(api) {}
  ~Scratch() { Close(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Makes it hold these. What it held before may stay, unless `concerns` says
  // that it is in the way: that its name may be meant by what is asked next.
  absl::Status Load(const std::vector<std::string>& schemas,
                    const std::vector<Definition>& definitions,
                    absl::FunctionRef<bool(const Definition&)> concerns);
  // True if it was loaded, and SQLite took it.
  bool Has(const Definition& definition) const;
  // True if rowid can be named of a view: always until 3.36, and since then in
  // builds with SQLITE_ALLOW_ROWID_IN_VIEW.
  bool ViewsHaveRowid();
  // Double-quoted words that are no name are strings.
  void AllowStrings(bool ddl, bool dml);

  bool Run(const std::string& sql);
  // The error; "" if there is none.
  std::string Prepare(const std::string& sql);
  std::string LastError() const { return api_.errmsg(db_); }
  std::vector<std::string> ColumnsOf(const std::string& schema,
                                     const std::string& table);
  // What keeps SQLite from naming them; "" if nothing does.
  std::string ColumnsError(const std::string& schema, const std::string& table);

  // Where to note what is read from now on; nullptr: nowhere. `unnamed`: note
  // columns without a name, too; SQLite reports one for a table of which
  // nothing is read.
  void Record(std::vector<Read>* reads, bool unnamed) {
    reads_ = reads;
    unnamed_ = unnamed;
  }

 private:
  static int Authorize(void* self, int action, const char* table,
                       const char* column, const char* schema, const char*);
  void Close();
  absl::Status Open(const std::vector<std::string>& schemas);
  void Switch(int option, bool on);
  // All of them, and nothing that is in the way.
  bool Holds(const std::vector<Definition>& definitions,
             absl::FunctionRef<bool(const Definition&)> concerns) const;
  bool LoadAtOnce(const std::vector<Definition>& definitions);
  absl::Status LoadOneByOne(const std::vector<Definition>& definitions);

  const SqliteApi& api_;
  sqlite3* db_ = nullptr;
  std::vector<std::string> schemas_;
  std::vector<Definition> loaded_;
  // A page that tables can claim to begin at, in each schema.
  std::vector<std::string> paged_;
  bool strings_ddl_ = true, strings_dml_ = true;
  std::optional<bool> views_have_rowid_;
  std::vector<Read>* reads_ = nullptr;
  bool unnamed_ = false;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_SCRATCH_H_
