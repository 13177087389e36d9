// Guard: one reason why SQLite refuses an operation. The guards of a form are a
// table in the order in which alter.c tests them, because the first that fires
// names the error. `rule` is also the coverage mark and the anchor in
// docs/rules.md.
#ifndef ALTEREGO_SHADOW_GUARD_H_
#define ALTEREGO_SHADOW_GUARD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alter_table.h"
#include "model/outcome.h"
#include "model/version.h"
#include "shadow/state.h"

namespace alterego::shadow {

// What a guard looks at: the statement, the world, and the table it resolved.
template <class Op>
struct AlterContext {
  const World& world;
  const sql::Parsed& parsed;
  const AlterTable& alter;
  const Op& op;
  Found found;  // only guards behind `no_such_table` may use it

  const Database& database() const {
    return *world.now.databases[found.database];
  }
  const Object& object() const { return *database().objects[found.object]; }
};

template <class Op>
struct Guard {
  std::string_view rule;  // "drop_column.no_such_column"
  Reason reason;
  // The whole message if the guard fires, else nullopt.
  std::optional<std::string> (*fires)(const AlterContext<Op>&);
  SqliteVersion since{3, 0, 0};  // holds in [since, until)
  SqliteVersion until{99, 0, 0};
};

// Every rule of the shadow, for `alterego rules`, coverage and docs/rules.md.
struct RuleInfo {
  std::string_view rule;
  std::string_view what;  // one line
  SqliteVersion since, until;
};
std::vector<RuleInfo> AllRules();

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_GUARD_H_
