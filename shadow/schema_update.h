// UPDATE sqlite_schema, as PRAGMA writable_schema allows it: the text of an
// object is replaced, and SQLite goes on with what it has in memory until
// PRAGMA writable_schema=RESET.
//
//   PRAGMA writable_schema = ON;
//   UPDATE sqlite_schema SET sql = 'CREATE VIEW v AS SELECT 1' WHERE name =
//   'v'; PRAGMA writable_schema = RESET;
#ifndef ALTEREGO_SHADOW_SCHEMA_UPDATE_H_
#define ALTEREGO_SHADOW_SCHEMA_UPDATE_H_

#include <optional>

#include "shadow/shadow.h"

namespace alterego::shadow {

// nullopt: no such UPDATE, or none of the plain form above.
std::optional<Verdict> JudgeSchemaUpdate(const WorldPtr& world,
                                         const sql::Node& update);
// Whether some object's text is not what SQLite has in memory. Asked only while
// writable_schema is on: nothing else makes it so.
bool IsStale(const World& world);
// Reads all texts again. What cannot be read becomes opaque.
void ReadSchemaAgain(World& world);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_SCHEMA_UPDATE_H_
