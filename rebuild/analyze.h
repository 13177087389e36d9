// ANALYZE that reads no more than SET STATISTICS says.
//
//   ALTER TABLE t ALTER COLUMN c SET STATISTICS 100
//   rebuild::Analyze(connection, "ANALYZE");   // 100 rows of each index of t
//
// Each table whose columns have such an annotation is analysed with the largest
// of them for PRAGMA analysis_limit (SQLite 3.32 and later; before, the
// annotation means nothing). The pragma is then as it was.
#ifndef ALTEREGO_REBUILD_ANALYZE_H_
#define ALTEREGO_REBUILD_ANALYZE_H_

#include <string_view>

#include "absl/status/status.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {

// True if the statement begins with ANALYZE.
bool IsAnalyze(std::string_view sql);

// An ANALYZE of everything, a database, a table or an index. Any other
// statement is carried out as it is.
absl::Status Analyze(Connection& connection, std::string_view sql);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_ANALYZE_H_
