// Not gtest_main: SQLite's allocator has to be chosen before its first use.
#include "gtest/gtest.h"
#include "tests/faults/fault_memory.h"

int main(int argc, char** argv) {
  alterego::InstallFaultMemory();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
