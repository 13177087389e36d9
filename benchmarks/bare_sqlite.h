// The benchmark BareSqlite, which every program registers that links it: the
// fixed cases on one bare connection, without any check.
#ifndef ALTEREGO_BENCHMARKS_BARE_SQLITE_H_
#define ALTEREGO_BENCHMARKS_BARE_SQLITE_H_

#include <benchmark/benchmark.h>

namespace alterego::benchmarks {

// One iteration is all fixed cases once: counts their statements as items, and
// their ALTER TABLEs as `alters`.
void CountItems(benchmark::State& state);

}  // namespace alterego::benchmarks

#endif  // ALTEREGO_BENCHMARKS_BARE_SQLITE_H_
