#include "tests/faults/fault_memory.h"

#include <sqlite3.h>

#include "base/check.h"

namespace alterego {
namespace {

// SQLite hands no argument to its allocator.
sqlite3_mem_methods real;
int left = 0;
bool failed = false;

bool IsTheOne() {
  if (left == 0 || --left > 0) return false;
  failed = true;
  return true;
}

void* Malloc(int size) { return IsTheOne() ? nullptr : real.xMalloc(size); }
void* Realloc(void* block, int size) {
  return IsTheOne() ? nullptr : real.xRealloc(block, size);
}

}  // namespace

void InstallFaultMemory() {
  ALTEREGO_CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) == SQLITE_OK);
  sqlite3_mem_methods methods = real;
  methods.xMalloc = Malloc;
  methods.xRealloc = Realloc;
  ALTEREGO_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
}

void FailAllocation(int n) {
  left = n;
  failed = false;
}

bool AllocationFailed() { return failed; }

}  // namespace alterego
