// What each part costs, on the same cases. One iteration is all cases once;
// `items` are statements, `alters` are ALTER TABLEs of the scripts.
//
//   build/release/benchmarks/alterego_benchmarks
//
// BareSqlite is on the program's allocator here; the floor is a program of its
// own (floor_main.cc). scripts/bench runs both and prints the ratios.
#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/check.h"
#include "benchmarks/bare_sqlite.h"
#include "benchmarks/cases.h"
#include "oracle/compare.h"
#include "oracle/expect.h"
#include "runner/reducer.h"
#include "runner/session.h"

namespace alterego::benchmarks {
namespace {

void Generate(benchmark::State& state) {
  const Generator generator(Weights::Defaults(), Limits{});
  for (auto _ : state) {
    SeedEntropy entropy(1);
    for (const Case& c : FixedCases().cases) {
      for (size_t i = 0; i < c.worlds.size(); ++i) {
        benchmark::DoNotOptimize(
            generator.Next(entropy, *c.worlds[i], static_cast<int>(i)));
      }
    }
  }
  CountItems(state);
}
BENCHMARK(Generate);

void Parse(benchmark::State& state) {
  for (auto _ : state) {
    for (const Case& c : FixedCases().cases) {
      for (const Step& step : c.script.steps) {
        benchmark::DoNotOptimize(sql::ParseStatement(step.sql));
      }
    }
  }
  CountItems(state);
}
BENCHMARK(Parse);

void Shadow(benchmark::State& state) {
  for (auto _ : state) {
    for (const Case& c : FixedCases().cases) {
      shadow::Shadow shadow{Dialect{}};
      for (const Step& step : c.script.steps) {
        const shadow::Verdict verdict = shadow.Judge(step);
        shadow.Advance(verdict, verdict.prediction.may_accept);
      }
    }
  }
  CountItems(state);
}
BENCHMARK(Shadow);

void Expect(benchmark::State& state) {
  const ObserveOptions options;
  for (auto _ : state) {
    for (const Case& c : FixedCases().cases) {
      Expecter expecter;
      for (const shadow::WorldPtr& world : c.worlds) {
        benchmark::DoNotOptimize(expecter.Expect(*world, options));
      }
    }
  }
  CountItems(state);
}
BENCHMARK(Expect);

std::unique_ptr<Engine> Open(const std::string& spec) {
  EngineOptions options;
  options.repeatable = true;  // as a lane
  absl::StatusOr<std::unique_ptr<Engine>> engine = OpenEngine(spec, options);
  ALTEREGO_CHECK(engine.ok());
  return *std::move(engine);
}

// `observe`: read everything back after every statement.
void RunEngine(benchmark::State& state, const std::string& spec, bool observe) {
  for (auto _ : state) {
    // Afresh, for an engine may remember texts that it has seen before.
    const std::unique_ptr<Engine> engine = Open(spec);
    for (const Case& c : FixedCases().cases) {
      ALTEREGO_CHECK(engine->Reset().ok());
      for (const Step& step : c.script.steps) {
        ALTEREGO_CHECK(engine->Execute(step.sql).ok());
        if (!observe) continue;
        benchmark::DoNotOptimize(engine->Observe(ObserveOptions{}));
      }
    }
  }
  CountItems(state);
}
BENCHMARK_CAPTURE(RunEngine, sqlite, "sqlite", false);
BENCHMARK_CAPTURE(RunEngine, sqlite_observed, "sqlite", true);
BENCHMARK_CAPTURE(RunEngine, rebuild, "rebuild", false);

// Everything that a campaign does with a case: each statement on every lane,
// judged, observed, compared, probed, reopened, recreated.
void Check(benchmark::State& state, const std::vector<std::string>& engines) {
  SessionOptions options;
  options.stop_at_first = false;
  for (auto _ : state) {
    // Afresh, for an engine may remember texts that it has seen before.
    absl::StatusOr<std::vector<Lane>> lanes =
        OpenLanes(engines, EngineOptions{});
    ALTEREGO_CHECK(lanes.ok());
    Session session(*lanes, options);
    for (const Case& c : FixedCases().cases) {
      ALTEREGO_CHECK(session.Run(c.script).ok());
    }
  }
  CountItems(state);
}
BENCHMARK_CAPTURE(Check, one_lane, std::vector<std::string>{"sqlite"});
BENCHMARK_CAPTURE(Check, two_lanes,
                  std::vector<std::string>{"sqlite", "rebuild"});

// Reduction of a case of ten statements whose bug needs three of them, every
// candidate run on two lanes. One item is one candidate.
constexpr const char* kTen[] = {
    "CREATE TABLE t(a INT, b TEXT DEFAULT 'x', c)",
    "CREATE TABLE u(x, y REFERENCES t(a))",
    "CREATE INDEX i ON t(b, c)",
    "CREATE VIEW v AS SELECT a, b FROM t WHERE c > 3",
    "INSERT INTO t VALUES(1, 'one', 2), (2, 'two', 3), (3, 'three', 4)",
    "INSERT INTO u VALUES(1, 1)",
    "ALTER TABLE u RENAME COLUMN x TO z",
    "BEGIN",
    "ALTER TABLE t ADD COLUMN d INT DEFAULT 7",
    "ALTER TABLE t RENAME COLUMN b TO bb"};

Divergence NeedsThree() {
  Divergence divergence;
  divergence.statement_kind = "rename_column";
  divergence.expected_from = "shadow";
  divergence.actual_from = "sqlite";
  divergence.rule = "benchmark";
  return divergence;
}

bool Has(const Script& script, const char* text) {
  for (const Step& step : script.steps) {
    if (step.sql.find(text) != std::string::npos) return true;
  }
  return false;
}

// The ten, each among nine others that have nothing to do with the bug.
Script Hundred() {
  Script script;
  for (size_t i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    for (const std::string& sql :
         {"CREATE TABLE w" + n + "(a INTEGER PRIMARY KEY, b DEFAULT 1, c)",
          "INSERT INTO w" + n + "(c) VALUES(1), (2)",
          "CREATE INDEX w" + n + "i ON w" + n + "(b)",
          "CREATE VIEW w" + n + "v AS SELECT * FROM w" + n,
          "CREATE TRIGGER w" + n + "r AFTER INSERT ON w" + n +
              " BEGIN UPDATE w" + n + " SET c=0; END",
          "INSERT INTO w" + n + "(c) VALUES(3)", "UPDATE w" + n + " SET c=c+1",
          "ALTER TABLE w" + n + " ADD COLUMN d",
          "DELETE FROM w" + n + " WHERE b=2"}) {
      script.steps.push_back(Step::FromSql(sql));
    }
    script.steps.push_back(Step::FromSql(kTen[i]));
  }
  return script;
}

Script Ten() {
  Script script;
  for (const char* sql : kTen) script.steps.push_back(Step::FromSql(sql));
  return script;
}

void ReduceScript(benchmark::State& state, const Script& script) {
  absl::StatusOr<std::vector<Lane>> lanes =
      OpenLanes({"sqlite", "rebuild"}, EngineOptions{});
  ALTEREGO_CHECK(lanes.ok());
  Session session(*lanes, SessionOptions{});
  int64_t attempts = 0;
  const auto run = [&](const Script& candidate) -> std::optional<Divergence> {
    ALTEREGO_CHECK(session.Run(candidate).ok());
    const bool diverges = Has(candidate, "CREATE TABLE t") &&
                          Has(candidate, "INSERT INTO t") &&
                          Has(candidate, "RENAME COLUMN b");
    if (!diverges) return std::nullopt;
    return NeedsThree();
  };
  for (auto _ : state) {
    attempts += Reduce(script, NeedsThree(), run, ReduceOptions{}).attempts;
  }
  state.SetItemsProcessed(attempts);
}
void ReduceTen(benchmark::State& state) { ReduceScript(state, Ten()); }
void ReduceHundred(benchmark::State& state) { ReduceScript(state, Hundred()); }
BENCHMARK(ReduceTen)->Unit(benchmark::kMillisecond);
BENCHMARK(ReduceHundred)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace alterego::benchmarks

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  // As the program does, and first: it sets SQLite up.
  ALTEREGO_CHECK(alterego::OpenEngine("sqlite", {}).ok());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
