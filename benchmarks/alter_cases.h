// What the rebuild engine is measured with: a table as applications have them,
// the ALTERs, and what a careful person would write by hand instead.
#ifndef ALTEREGO_BENCHMARKS_ALTER_CASES_H_
#define ALTEREGO_BENCHMARKS_ALTER_CASES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "rebuild/rebuild.h"

namespace alterego::benchmarks {

struct AlterCase {
  std::string name = "";
  std::string setup = "";  // after the table has been made, not measured
  std::string alter = "";
  rebuild::Strategy strategy = rebuild::Strategy::kAuto;
  // The floor, a script; empty: native_floor's own ALTER, or none.
  std::string by_hand = "";
  bool native_floor = false;  // the floor is `alter` on the newest SQLite
};

// `rows` decides nothing but what is worth measuring.
const std::vector<AlterCase>& AlterCases();

// A database file with the table t, six columns, two indexes, about 100 bytes a
// row, in the default configuration.
void MakeDatabase(const std::string& path, int64_t rows);

}  // namespace alterego::benchmarks

#endif  // ALTEREGO_BENCHMARKS_ALTER_CASES_H_
