// Finding: a divergence with the script that shows it, as one .sql file that
// runs in a plain sqlite3 shell and that `alterego replay` reads back.
#ifndef ALTEREGO_RUNNER_FINDING_H_
#define ALTEREGO_RUNNER_FINDING_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/script.h"
#include "oracle/divergence.h"

namespace alterego {

struct Finding {
  Script script;
  Divergence divergence;
  std::vector<std::string> engines;  // specs
  uint64_t seed = 0;
  size_t statements_before = 0;  // of the case, before reduction
  std::string answers;  // of every lane to the last statement, a line each
};

// The file: header (kind, signature, engines, seed, version, reproduce
// command), what was expected and got as comments, then the statements.
std::string FindingText(const Finding& finding);
// "outcome-drop_column-1f3a9c.sql": from the signature alone.
std::string FindingFileName(const Finding& finding);
// Writes whole or not at all: a temporary file in the same directory, fsync,
// rename. The error names the path and the reason.
absl::Status WriteFileAtomically(const std::string& path,
                                 std::string_view text);
// kInvalidArgument if none of the statements can be read as SQL: the file is
// something else, and that engines refuse all of it says nothing.
absl::Status CheckIsSql(const Script& script);
// The error names the path and the reason.
absl::StatusOr<std::string> ReadFile(const std::string& path);
// Creates the directory and those above it, and writes a file in it: a long
// campaign must not find out at its end. The error says what to do.
absl::Status CheckDirectoryWritable(const std::string& directory);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_FINDING_H_
