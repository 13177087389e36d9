// SQLite's own ALTER TABLE for what a statement asks, where that SQLite has
// words for it: Strategy::kNative.
//
//   ALTER TABLE t RENAME a TO b, DROP COLUMN c
//     -> ALTER TABLE "main"."t" RENAME a TO b
//        ALTER TABLE "main"."t" DROP COLUMN c
#ifndef ALTEREGO_REBUILD_FULL_NATIVE_H_
#define ALTEREGO_REBUILD_FULL_NATIVE_H_

#include <string>
#include <vector>

#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// One statement an action; none if SQLite cannot say one of them. It may still
// refuse what it can say.
std::vector<std::string> NativeSql(const State& state);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_NATIVE_H_
