// Fault: one mistake of our own making, and how it is planted and looked for.
//
//   for (const Fault& fault : EngineFaults()) {
//     Detection d = *Plant(fault, options);   // d.caught, d.script
//   }
//
// A campaign runs with the fault in place until something diverges. That
// counts only if the same script agrees without the fault. Then the script is
// reduced as a campaign would reduce it.
#ifndef ALTEREGO_SELFTEST_FAULT_H_
#define ALTEREGO_SELFTEST_FAULT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "generator/weights.h"
#include "model/script.h"
#include "runner/known.h"
#include "selftest/liar.h"

namespace alterego::selftest {

// Read by the mutants of SQLite and by those of this program.
inline constexpr char kMutantVariable[] = "ALTEREGO_MUTANT";

struct Fault {
  std::string family;  // engine, full, sqlite, shadow, rebuild
  std::string name;    // without the family
  std::string place;   // the function that is changed; "" for lies
  std::string what;
  std::string equivalent;  // why nothing can show it; "" if it must show
  // Those of a campaign: SQLite, and the rebuild engine on the same SQLite.
  std::vector<std::string> engines;
  const Lie* lie = nullptr;  // of the first engine
  std::string mutant;        // what kMutantVariable says; "" for none

  std::string FullName() const { return family + "/" + name; }
};

// One for each lie.
std::vector<Fault> EngineFaults();
// The lies about what an ALTER leaves behind, told by the rebuild engine in the
// full mode; the other lane moves all rows, and is honest.
std::vector<Fault> FullFaults();
// Of the library that scripts/mutants has made in the folder: its table, and
// one engine. kNotFound, with what to do, if there is none.
absl::StatusOr<std::vector<Fault>> SqliteFaults(const std::string& folder);
// The mutants that this program was compiled with; none without
// ALTEREGO_MUTANTS.
std::vector<Fault> OwnFaults();

struct PlantOptions {
  uint64_t seed = 1;
  int64_t duration_ms = 60000;  // of one core
  bool reduce = true;
  int reduction_ms_max = 60000;
  std::string folder;      // for the campaign's own files
  KnownDifferences known;  // that a campaign would not report
  // What campaigns draw: to compare ways of drawing.
  Weights weights = Weights::Defaults();
  bool swarm = true;
};

struct Detection {
  bool caught = false;
  uint64_t cases = 0, statements = 0;  // until it was caught, or in all
  double seconds = 0;                  // of one core, for that
  // Divergences that were there without the fault as well.
  uint64_t unrelated = 0;
  std::string signature;
  size_t statements_drawn = 0;  // of the case that showed it
  bool reduced = false;         // within the time for it
  double reduction_seconds = 0;
  size_t statements_reduced = 0;  // of the script
  Script script;                  // reduced, if it was
};

// Non-OK if the harness failed. Not for several threads: it changes the
// environment while it runs.
absl::StatusOr<Detection> Plant(const Fault& fault,
                                const PlantOptions& options);

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_FAULT_H_
