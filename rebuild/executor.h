// The executor: the only part of the rebuild engine that changes a database.
//
//   absl::StatusOr<Report> r = RunPlan(database, plan);
//
// Atomic: inside the caller's transaction or in one of its own, between a
// savepoint and its release; a failing step brings back everything, switches
// and schema included. (An error with which SQLite itself ends the transaction,
// as sqlite3_interrupt() in a write does, ends it here too.)
#ifndef ALTEREGO_REBUILD_EXECUTOR_H_
#define ALTEREGO_REBUILD_EXECUTOR_H_

#include "absl/status/statusor.h"
#include "rebuild/database.h"
#include "rebuild/plan.h"

namespace alterego::rebuild {

absl::StatusOr<Report> RunPlan(Database& database, const Plan& plan);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_EXECUTOR_H_
