// What ALTER TABLE resolves of windows, written so that SQLite's compiler
// resolves the same: it looks at the names in a WINDOW clause, whether or not
// that window is used, and not at which window OVER means.
#ifndef ALTEREGO_REBUILD_WINDOW_TEXT_H_
#define ALTEREGO_REBUILD_WINDOW_TEXT_H_

#include "model/sql/parser.h"
#include "rebuild/analysis.h"

namespace alterego::rebuild {

// `OVER w` becomes `OVER ()`, `OVER (w ORDER BY x)` loses its w, and what a
// WINDOW clause names is named behind WHERE.
void UnlinkWindows(const sql::Parsed& parsed, TokenTexts* texts);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_WINDOW_TEXT_H_
