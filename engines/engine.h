// Engine: one database in something that executes SQL: a SQLite build, the
// rebuild engine on top of one, another program.
//
//   absl::StatusOr<std::unique_ptr<Engine>> e = OpenEngine("sqlite", {});
//   absl::StatusOr<Outcome> o = (*e)->Execute("CREATE TABLE t(a)");
//
// An engine's own "no" is an Outcome; a non-OK Status means that the harness
// could not ask. Not thread-safe; each Engine owns its database.
#ifndef ALTEREGO_ENGINES_ENGINE_H_
#define ALTEREGO_ENGINES_ENGINE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/dialect.h"
#include "model/observation.h"
#include "model/outcome.h"

namespace alterego {

// In what an engine is not held to SQLite's letter, and what it has not got.
struct EngineTraits {
  bool own_wording = false;  // refusals are in its own words
  bool own_text = false;     // sqlite_schema holds text of its own making
  // What the generator is not to draw: names of weights.
  std::vector<std::string> lacks;
  // In which details its answers are not compared: see oracle/meaning.h.
  std::vector<std::string> masks;
};

struct EngineInfo {
  std::string spec;      // as given: "sqlite:/opt/x.so", "rebuild"
  std::string name;      // "sqlite-3.40.1", "rebuild-3.40.1"
  std::string build_id;  // sqlite_source_id() or the like
  Dialect dialect;       // of a fresh connection
  EngineTraits traits;
};

class ObserverGroup;  // engines/observer_group.h

struct EngineOptions {
  // Of processor time; of sleep, too, for a driver (base/patience.h).
  int statement_timeout_ms = 5000;
  // A driver loads a language and an engine before it greets; no less than
  // statement_timeout_ms.
  int greeting_timeout_ms = 20000;
  // "" is in memory; else the file to create and own (it must not exist).
  std::string database_path;
  // SQLite's clock stands still (engines/fixed_clock.h), and its random numbers
  // start afresh with every statement; a database in memory has small pages.
  // Engines that run in processes of their own have their own.
  bool repeatable = false;
  // Engines with one group go through the same statements (lanes). What one of
  // them read, another need not read from the same bytes. Null: on its own.
  std::shared_ptr<ObserverGroup> group;
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual const EngineInfo& info() const = 0;
  // Runs one statement (no trailing semicolon needed).
  virtual absl::StatusOr<Outcome> Execute(std::string_view sql) = 0;
  virtual absl::StatusOr<Observation> Observe(const ObserveOptions&) = 0;
  // An empty database with a fresh connection: the start of the next case.
  virtual absl::Status Reset() = 0;
  // Closes and opens the same database, so that the schema is parsed afresh.
  // Rolls back an open transaction, forgets TEMP objects and pragmas. In
  // memory, the bytes go to a new connection (sqlite3_serialize).
  virtual absl::Status Reopen() = 0;
  // The file that holds the database, for another engine to read; "" if there
  // is none.
  virtual std::string File() const { return ""; }
  // Copies the database, as far as it is committed, to `path`, where nothing is
  // yet, for another engine to read. False if this engine cannot.
  virtual absl::StatusOr<bool> SaveTo(const std::string& path) {
    (void)path;
    return false;
  }
  // Puts a copy of the database at `path`, which another engine may have
  // written, in place of its own; refused if it cannot be opened, and then the
  // own one is empty. nullopt if this engine cannot do such a thing.
  virtual absl::StatusOr<std::optional<Outcome>> LoadFrom(
      const std::string& path) {
    (void)path;
    return std::nullopt;
  }
};

// "sqlite" (linked), "sqlite:PATH.so", "rebuild", "rebuild@sqlite:PATH.so".
// kInvalidArgument for a spec that is none of these; kUnavailable, with the
// way out, for an engine that is not here.
absl::StatusOr<std::unique_ptr<Engine>> OpenEngine(
    std::string_view spec, const EngineOptions& options);

// Splits "sqlite,rebuild@sqlite:/x.so" into specs.
std::vector<std::string> SplitEngineList(std::string_view list);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_ENGINE_H_
