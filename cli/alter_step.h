// One statement as `alterego apply` and `alterego shell` carry it out: an ALTER
// TABLE by the rebuild engine, anything else by SQLite.
#ifndef ALTEREGO_CLI_ALTER_STEP_H_
#define ALTEREGO_CLI_ALTER_STEP_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "cli/alter_flags.h"
#include "engines/user_database.h"

namespace alterego::cli {

class AlterStep {
 public:
  // `yes`: what destroys data is done without asking; else a person at the
  // terminal is asked, and without one the answer is no. `quiet`: no progress.
  AlterStep(const AlterFlags& flags, bool yes, bool quiet,
            UserDatabase* database)
      : flags_(flags), yes_(yes), quiet_(quiet), database_(database) {}

  // Adds the rows that were rewritten to *rows. kAborted if the person says no.
  absl::Status Run(const std::string& sql, int64_t* rows);

 private:
  const AlterFlags& flags_;
  const bool yes_, quiet_;
  UserDatabase* const database_;
};

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_ALTER_STEP_H_
