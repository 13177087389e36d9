// What the verbs share: exit codes, error messages, reading of arguments and
// scripts.
#ifndef ALTEREGO_CLI_COMMON_H_
#define ALTEREGO_CLI_COMMON_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "generator/weights.h"
#include "model/script.h"
#include "model/version.h"
#include "runner/campaign.h"

namespace alterego::cli {

enum ExitCode : int {
  kAgreed = 0,        // all agreed
  kDiverged = 1,      // a divergence
  kUsage = 2,         // usage, or input that cannot be read
  kHarness = 3,       // the harness or the machine failed
  kInconclusive = 4,  // nothing was checked
};

// "alterego: message" on stderr; returns `code`.
int Fail(ExitCode code, std::string_view message);
// For a Status: what the caller gave is kUsage, what the machine did kHarness.
int Fail(const absl::Status& status);

// "90", "90s", "10m", "2h", "500ms" in milliseconds.
absl::StatusOr<int64_t> ParseDuration(std::string_view text);
// Decimal or 0x...
absl::StatusOr<uint64_t> ParseSeed(std::string_view text);
// "3.40.1" or "3.40", if the rules of that release were measured. `before` is
// what stood before it, for the message: "--sqlite=".
absl::StatusOr<SqliteVersion> ParseSqliteVersion(std::string_view before,
                                                 std::string_view text);
// "name=weight,..." or @FILE.
absl::StatusOr<Weights> LoadWeights(const std::string& argument);
// Errors read "FILE: line 3, column 7: ...".
absl::StatusOr<Script> LoadScript(const std::string& path);
// Fails now, not at the end of a campaign, if the file cannot be written. "" is
// no file.
absl::Status CheckWritable(const std::string& path);
// --engines, or the script's header, or sqlite and rebuild. In the full
// dialect, as FullLanes() has them: a script may ask for it with the header
// mode=full. Checked by opening them.
absl::StatusOr<std::vector<std::string>> EnginesFor(const std::string& flag,
                                                    const Script* script,
                                                    Mode mode = Mode::kSqlite);
// --timeout-ms, for verbs that run each script in a worker.
void AddTimeout(CLI::App* verb, int* timeout_ms);
// One for each processor.
int DefaultJobs();
// The divergence in words, differences included.
std::string Explain(const Divergence& divergence);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_COMMON_H_
