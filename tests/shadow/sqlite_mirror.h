// One SQLite connection, and the shadow's World read back from it: what the
// shadow must arrive at on its own.
//
//   SqliteMirror sqlite(SqliteApi::Linked());
//   sqlite.Run("CREATE TABLE t(a)");            // "" or SQLite's message
//   shadow::WorldPtr world = sqlite.Read();
#ifndef ALTEREGO_TESTS_SHADOW_SQLITE_MIRROR_H_
#define ALTEREGO_TESTS_SHADOW_SQLITE_MIRROR_H_

#include <memory>
#include <string>
#include <vector>

#include "model/outcome.h"
#include "model/value.h"
#include "rebuild/sqlite_api.h"
#include "shadow/state.h"

namespace alterego::shadow {

class SqliteMirror {
 public:
  explicit SqliteMirror(const SqliteApi& api);
  ~SqliteMirror();
  SqliteMirror(const SqliteMirror&) = delete;
  SqliteMirror& operator=(const SqliteMirror&) = delete;

  SqliteVersion version() const;
  sqlite3* db() const { return db_; }
  // All statements of the text; stops at the first error: SQLite's message.
  std::string Run(const std::string& sql);
  Outcome Execute(const std::string& sql);
  WorldPtr Read();
  std::vector<Row> Query(const std::string& sql);

 private:
  void ReadDatabase(Database* database);
  void ReadRows(Database* database, const Object& object);
  bool Flag(const char* pragma);

  const SqliteApi& api_;
  sqlite3* db_ = nullptr;
};

// The linked SQLite, and the builds below .engines/sqlite: name and functions.
struct SqliteBuild {
  std::string name;
  std::shared_ptr<const SqliteApi> api;
};
const std::vector<SqliteBuild>& SqliteBuilds();

// type|name|tbl_name|sql of every object, then the rows of every table.
std::string DescribeWorld(const World& world);

}  // namespace alterego::shadow

#endif  // ALTEREGO_TESTS_SHADOW_SQLITE_MIRROR_H_
