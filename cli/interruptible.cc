#include "cli/interruptible.h"

namespace alterego::cli {
namespace {

// For the handler: what runs, or null.
UserDatabase* running = nullptr;

void Interrupt(int) {
  if (running != nullptr) running->Interrupt();
}

}  // namespace

Interruptible::Interruptible(UserDatabase* database) {
  running = database;
  struct sigaction action = {};
  action.sa_handler = Interrupt;
  ::sigaction(SIGINT, &action, &before_);
}

Interruptible::~Interruptible() {
  ::sigaction(SIGINT, &before_, nullptr);
  running = nullptr;
}

}  // namespace alterego::cli
