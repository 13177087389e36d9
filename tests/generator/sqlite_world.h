// A World read back from the linked SQLite: drives the generator without the
// shadow, so that its tests do not depend on what the shadow knows.
//
//   SqliteWorld world;
//   world.Run("CREATE TABLE t(a)");               // "" or SQLite's message
//   generator.Next(entropy, world.Read(), 1);
#ifndef ALTEREGO_TESTS_GENERATOR_SQLITE_WORLD_H_
#define ALTEREGO_TESTS_GENERATOR_SQLITE_WORLD_H_

#include <sqlite3.h>

#include <string>
#include <vector>

#include "model/script.h"
#include "shadow/state.h"

namespace alterego::generator {

class SqliteWorld {
 public:
  SqliteWorld();
  ~SqliteWorld();
  SqliteWorld(const SqliteWorld&) = delete;
  SqliteWorld& operator=(const SqliteWorld&) = delete;

  // SQLite's message; "" if the statement was accepted. Triggers that fire each
  // other for ever are "interrupted", always at the same instruction.
  std::string Run(const Step& step);
  std::string Run(const std::string& sql) { return Run(Step::FromSql(sql)); }
  shadow::World Read();
  // Stored texts that our parser does not know.
  const std::vector<std::string>& unparsed() const { return unparsed_; }

 private:
  std::vector<Row> Query(const std::string& sql);
  void ReadDatabase(shadow::Database& database);
  void ReadRows(shadow::Database& database, const shadow::Object& object);
  bool Flag(const char* pragma);
  void Follow(const Statement& statement);

  sqlite3* db_ = nullptr;
  int instructions_ = 0;
  std::vector<std::optional<Identifier>> frames_;
  std::vector<std::string> unparsed_;
};

}  // namespace alterego::generator

#endif  // ALTEREGO_TESTS_GENERATOR_SQLITE_WORLD_H_
