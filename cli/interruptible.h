// While one lives, Ctrl-C stops the statement that runs, which then is undone
// as after any other error, and not the program.
//
//   const Interruptible guard(&database);
//   absl::Status status = database.Execute("UPDATE ...");  // "interrupted"
//
// REQUIRES: one at a time.
#ifndef ALTEREGO_CLI_INTERRUPTIBLE_H_
#define ALTEREGO_CLI_INTERRUPTIBLE_H_

#include <signal.h>

#include "engines/user_database.h"

namespace alterego::cli {

class Interruptible {
 public:
  explicit Interruptible(UserDatabase* database);
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  struct sigaction before_ = {};
};

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_INTERRUPTIBLE_H_
