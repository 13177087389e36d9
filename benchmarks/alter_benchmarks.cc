// The rebuild engine on a big table, against a floor of the same run.
//
//   build/release/benchmarks/alterego_alter_benchmarks
//   build/release/benchmarks/alterego_alter_benchmarks --make t.db 1000000
//   build/release/benchmarks/alterego_alter_benchmarks --rows=100000 --cpu
//
// Each iteration works on a fresh copy of the same file, by the wall clock, or,
// with --cpu, by what the processor did, for machines that others use, too;
// scripts/bench-alter prints the ratios. NAME/rows is the engine,
// Floor/NAME/rows what a person would do by hand, or the newest SQLite, whose
// library the environment names: ALTEREGO_NEWEST_SQLITE=PATH.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/check.h"
#include "benchmarks/alter_cases.h"
#include "engines/sqlite_loader.h"
#include "rebuild/rebuild.h"

namespace alterego::benchmarks {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kFew = 10;
constexpr int64_t kMany = 1000000;  // unless --rows says otherwise

// Seconds.
double Now(bool cpu) {
  if (cpu) {
    timespec time{};
    ALTEREGO_CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0);
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_nsec) * 1e-9;
  }
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

struct Setting {
  int64_t many = kMany;
  bool cpu = false;
};

// The files live as long as the program.
class Files {
 public:
  Files() {
    std::string name = (fs::temp_directory_path() / "alterego-XXXXXX").string();
    ALTEREGO_CHECK(mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  ~Files() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  // A fresh copy of a database with so many rows. Before each measurement that
  // of `many` rows is copied, too, and all is on the disk: else the first
  // commit would wait for what was copied and removed, and the processor's
  // caches would be colder the more rows there are.
  std::string Copy(int64_t rows, int64_t many) {
    const fs::path big = CopyAs(many, "big.db");
    const fs::path copy = rows == many ? big : CopyAs(rows, "copy.db");
    const int file = ::open(copy.c_str(), O_RDWR | O_CLOEXEC);
    ALTEREGO_CHECK(file >= 0 && ::syncfs(file) == 0);
    ::close(file);
    return copy.string();
  }

 private:
  fs::path CopyAs(int64_t rows, const std::string& name) {
    const fs::path original = folder_ / (std::to_string(rows) + ".db");
    if (!fs::exists(original)) MakeDatabase(original.string(), rows);
    const fs::path copy = folder_ / name;
    fs::remove(copy);
    fs::copy_file(original, copy);
    return copy;
  }

  fs::path folder_;
};

Files& TheFiles() {
  static Files files;
  return files;
}

const SqliteApi* Newest() {
  static const std::shared_ptr<const SqliteApi> api = [] {
    const char* path = std::getenv("ALTEREGO_NEWEST_SQLITE");
    if (path == nullptr) return std::shared_ptr<const SqliteApi>();
    auto loaded = LoadSqlite(path);
    return loaded.ok() ? *loaded : nullptr;
  }();
  return api.get();
}

void AlterWithEngine(const SqliteApi& api, sqlite3* db, const std::string& sql,
                     rebuild::Strategy strategy) {
  rebuild::Connection connection(api, db);
  rebuild::Options options;
  options.mode = rebuild::Mode::kFull;
  options.strategy = strategy;
  const auto report = rebuild::Alter(connection, sql, options);
  if (!report.ok()) {
    std::fprintf(stderr, "%s: %s\n", sql.c_str(),
                 std::string(report.status().message()).c_str());
    std::exit(1);
  }
}

void Execute(const SqliteApi& api, sqlite3* db, const std::string& sql) {
  ALTEREGO_CHECK(api.exec(db, sql.c_str(), nullptr, nullptr, nullptr) ==
                 SQLITE_OK);
}

// Calls work(api, db) on fresh copies, and counts its time only.
template <class Work>
void Measure(benchmark::State& state, const SqliteApi& api, const AlterCase& c,
             const Setting& setting, const Work& work) {
  for (auto _ : state) {
    const std::string path = TheFiles().Copy(state.range(0), setting.many);
    sqlite3* db = nullptr;
    ALTEREGO_CHECK(api.open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE,
                               nullptr) == SQLITE_OK);
    if (!c.setup.empty()) {
      AlterWithEngine(api, db, c.setup, rebuild::Strategy::kAuto);
    }
    sqlite3_memory_highwater(1);
    const double begin = Now(setting.cpu);
    work(api, db);
    state.SetIterationTime(Now(setting.cpu) - begin);
    state.counters["MB"] =
        static_cast<double>(sqlite3_memory_highwater(0)) / 1e6;
    api.close_v2(db);
  }
}

void Engine(benchmark::State& state, const AlterCase& c,
            const Setting& setting) {
  // Where the floor is the newest SQLite, the engine works on it, too.
  const SqliteApi& api =
      c.native_floor && Newest() != nullptr ? *Newest() : SqliteApi::Linked();
  Measure(state, api, c, setting, [&](const SqliteApi& on, sqlite3* db) {
    AlterWithEngine(on, db, c.alter, c.strategy);
  });
}

void Floor(benchmark::State& state, const AlterCase& c,
           const Setting& setting) {
  const SqliteApi& api = c.native_floor ? *Newest() : SqliteApi::Linked();
  Measure(state, api, c, setting, [&](const SqliteApi& on, sqlite3* db) {
    Execute(on, db, c.native_floor ? c.alter : c.by_hand);
  });
}

void Register(const Setting& setting) {
  for (const AlterCase& c : AlterCases()) {
    const auto add = [](benchmark::internal::Benchmark* b) {
      b->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);
    };
    auto* engine = benchmark::RegisterBenchmark(
        c.name.c_str(),
        [&c, setting](benchmark::State& state) { Engine(state, c, setting); });
    engine->Arg(kFew)->Arg(setting.many);
    add(engine);
    if (c.by_hand.empty() && (!c.native_floor || Newest() == nullptr)) continue;
    auto* floor = benchmark::RegisterBenchmark(
        ("Floor/" + c.name).c_str(),
        [&c, setting](benchmark::State& state) { Floor(state, c, setting); });
    floor->Arg(setting.many);
    add(floor);
  }
}

}  // namespace
}  // namespace alterego::benchmarks

int main(int argc, char** argv) {
  // The file that is measured with, for others to measure with.
  if (argc == 4 && std::string(argv[1]) == "--make") {
    alterego::benchmarks::MakeDatabase(argv[2], std::atoll(argv[3]));
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  alterego::benchmarks::Setting setting;
  constexpr std::string_view kRows = "--rows=";
  for (; argc > 1; --argc) {
    const std::string_view flag = argv[argc - 1];
    if (flag == "--cpu") {
      setting.cpu = true;
    } else if (flag.starts_with(kRows)) {
      setting.many = std::atoll(argv[argc - 1] + kRows.size());
      if (setting.many <= alterego::benchmarks::kFew) break;
    } else {
      break;
    }
  }
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  alterego::benchmarks::Register(setting);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
