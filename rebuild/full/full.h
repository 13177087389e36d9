// The full mode: PlanAlter() and ApplyPlan() of rebuild.h over a Database of
// the caller's making, for tests that make one of its statements fail.
#ifndef ALTEREGO_REBUILD_FULL_FULL_H_
#define ALTEREGO_REBUILD_FULL_FULL_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "rebuild/database.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild::full {

// kApply: a plan that nobody reads. It asks no rows before ApplyPlan() does, so
// that what only edits the schema takes no longer on a big table.
enum class Purpose : uint8_t { kShow, kApply };

absl::StatusOr<FullPlan> Plan(Database& database, std::string_view sql,
                              const Options& options, Purpose purpose);
absl::StatusOr<Report> Apply(Database& database, const FullPlan& plan,
                             const Options& options);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_FULL_H_
