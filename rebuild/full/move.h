// SET SCHEMA and SET TABLESPACE: a table with its rows, indexes and triggers to
// another database of the connection.
#ifndef ALTEREGO_REBUILD_FULL_MOVE_H_
#define ALTEREGO_REBUILD_FULL_MOVE_H_

#include "absl/status/status.h"
#include "rebuild/database.h"
#include "rebuild/full/program.h"
#include "rebuild/schema_change.h"

namespace alterego::rebuild::full {

// REQUIRES: inside the transaction of Run(), with CHECKs off; the table is as
// it is to be. `verify`: both are compared before the old one goes.
absl::Status MoveTable(Database& database, const Program& program,
                       SchemaChange& change, bool verify, Report* report);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_MOVE_H_
