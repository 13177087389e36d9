// Reads a database file that somebody else made into a world of the shadow, to
// predict on it or to write it out as a script. The file is opened read-only
// and left as it is.
//
//   ReadOptions options{.version = SqliteVersion{3, 40, 1}};
//   absl::StatusOr<DatabaseFile> file = ReadDatabaseFile("app.db", options);
//   shadow::Shadow shadow(file->world);
//
// What our grammar does not know is kept verbatim in the world, and named in
// `notes`; so is what SQLite itself finds fault with.
#ifndef ALTEREGO_RUNNER_DATABASE_FILE_H_
#define ALTEREGO_RUNNER_DATABASE_FILE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "model/identifier.h"
#include "model/version.h"
#include "shadow/state.h"

namespace alterego {

struct ReadOptions {
  // Whose rules the world goes by; by default those of the linked SQLite.
  std::optional<SqliteVersion> version;
  // Whose rows to read; empty function: everybody's. A table that is left out
  // has no rows in the world.
  std::function<bool(const Identifier& table)> wants_rows;
  // A schema that SQLite finds malformed is read as far as it goes, and so are
  // rows on damaged pages: from both ends of their table. Notes say so.
  bool accept_malformed = false;
};

struct DatabaseFile {
  shadow::WorldPtr world;
  // What the file's header says, where it is not as in a new database: PRAGMA
  // encoding, user_version, ... To be set before the first table is created.
  std::vector<std::string> pragmas;
  std::vector<std::string> notes;  // one line each
  // Modules of virtual tables that the linked SQLite does not have.
  std::vector<Identifier> missing_modules;
};

// Errors: see engines/database_reader.h.
absl::StatusOr<DatabaseFile> ReadDatabaseFile(const std::string& path,
                                              const ReadOptions& options);

// What is not as in the file once `statements` have created it anew, an object
// a line: tried on an empty database in memory, without the rows.
std::vector<std::string> NotesOfSchema(
    const DatabaseFile& file, const std::vector<std::string>& statements);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_DATABASE_FILE_H_
