// What `alterego apply`, `plan` and `check` share: the database, the
// statements, and how the rebuild engine is to go about them.
#ifndef ALTEREGO_CLI_ALTER_FLAGS_H_
#define ALTEREGO_CLI_ALTER_FLAGS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/script.h"
#include "rebuild/rebuild.h"

namespace alterego::cli {

struct AlterFlags {
  std::string database, sql, file;
  std::string mode = "full", strategy = "auto", verify = "rows";
  std::string version, keep_old;

  // DB, the statements, and AddWaysTo().
  void AddTo(CLI::App* verb);
  // How the engine is to go about it.
  void AddWaysTo(CLI::App* verb);
  absl::StatusOr<rebuild::Options> ToOptions() const;
  // SQL or the file, one of them. The error names what is wrong.
  absl::StatusOr<Script> LoadStatements() const;
  // Where one of these statements begins: ", line 3 of alter.sql"; "" if they
  // are no file's.
  std::string PlaceOf(size_t step) const;
};

// True if the statement begins with ALTER TABLE, whatever comes then.
bool IsAlterTable(std::string_view sql);

// "alterego: message"; kDiverged for a refusal of the database or of the
// engine, kHarness where the file or the machine is to blame (locked,
// read-only, damaged, full), else as Fail() says. Nothing was changed in all
// cases.
int FailAlter(const absl::Status& status);
// The same for a file that cannot be opened: always kHarness.
int FailDatabase(const absl::Status& status);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_ALTER_FLAGS_H_
