// RebuildEngine: a SQLite database whose ALTER TABLE statements are carried out
// by the rebuild engine; everything else goes to SQLite as it is.
#ifndef ALTEREGO_ENGINES_REBUILD_ENGINE_H_
#define ALTEREGO_ENGINES_REBUILD_ENGINE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "engines/sqlite_engine.h"
#include "rebuild/rebuild.h"

namespace alterego {

class RebuildEngine : public SqliteEngine {
 public:
  static absl::StatusOr<std::unique_ptr<RebuildEngine>> Open(
      std::string spec, std::shared_ptr<const SqliteApi> api,
      EngineOptions options, const rebuild::Options& how = {});

  absl::StatusOr<Outcome> Execute(std::string_view sql) override;

 private:
  using SqliteEngine::SqliteEngine;

  rebuild::Options how_;
  // To the database that was open at the last ALTER.
  std::optional<rebuild::Connection> connection_;
};

// True if the first word of the statement is ALTER.
bool IsAlter(std::string_view sql);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_REBUILD_ENGINE_H_
