// The floor that everything is measured against: bare SQLite with nothing set
// and the C library's allocator, as a program has it that only links it. Alone
// in its program, because these choices are made for a whole process.
#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
