// SQLite's allocator, with an n-th allocation that fails
// (https://sqlite.org/malloc.html).
#ifndef ALTEREGO_TESTS_FAULTS_FAULT_MEMORY_H_
#define ALTEREGO_TESTS_FAULTS_FAULT_MEMORY_H_

namespace alterego {

// REQUIRES: SQLite has not been used yet in this process.
void InstallFaultMemory();

// The n-th allocation from now on fails, once; 0: none.
void FailAllocation(int n);
// True if it came to that.
bool AllocationFailed();

}  // namespace alterego

#endif  // ALTEREGO_TESTS_FAULTS_FAULT_MEMORY_H_
