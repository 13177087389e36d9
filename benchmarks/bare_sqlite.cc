#include "benchmarks/bare_sqlite.h"

#include <sqlite3.h>

#include "base/check.h"
#include "benchmarks/cases.h"

namespace alterego::benchmarks {

void CountItems(benchmark::State& state) {
  const Cases& cases = FixedCases();
  const auto iterations = static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations() * cases.statements);
  state.counters["alters"] =
      benchmark::Counter(iterations * static_cast<double>(cases.alters),
                         benchmark::Counter::kIsRate);
}

namespace {

void BareSqlite(benchmark::State& state) {
  for (auto _ : state) {
    for (const Case& c : FixedCases().cases) {
      sqlite3* db = nullptr;
      ALTEREGO_CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK);
      for (const Step& step : c.script.steps) {
        // Refusals are part of the cases.
        sqlite3_exec(db, step.sql.c_str(), nullptr, nullptr, nullptr);
      }
      sqlite3_close(db);
    }
  }
  CountItems(state);
}
BENCHMARK(BareSqlite);

}  // namespace
}  // namespace alterego::benchmarks
