// Alter() over a Database of the caller's making: for tests that make one of
// its statements fail.
#ifndef ALTEREGO_REBUILD_ALTER_H_
#define ALTEREGO_REBUILD_ALTER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "rebuild/database.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {

absl::StatusOr<Report> AlterWith(Database& database, std::string_view sql,
                                 const Options& options);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_ALTER_H_
