// Full-text tables that index another table: FTS5 and FTS4 with content=t. They
// look its columns up by name, each time they are asked for a text, and nothing
// in the schema says so; SQLite's own ALTER TABLE leaves them behind.
#ifndef ALTEREGO_REBUILD_FULL_EXTERNAL_CONTENT_H_
#define ALTEREGO_REBUILD_FULL_EXTERNAL_CONTENT_H_

#include "absl/status/status.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// Warns of those that would not find what they read any more, and of those
// whose index no longer says what the table does. REQUIRES: all actions are
// folded.
absl::Status WarnOfExternalContent(State& state);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_EXTERNAL_CONTENT_H_
