// Compares two observations, section by section.
#ifndef ALTEREGO_ORACLE_COMPARE_H_
#define ALTEREGO_ORACLE_COMPARE_H_

#include <string>
#include <vector>

#include "model/observation.h"

namespace alterego {

// One section that differs. `expected` and `actual` hold the lines that only
// that side has ("" for none), at most 20 lines, with "... n more".
struct Difference {
  std::string section;
  std::string expected;
  std::string actual;
};

// Sections that one side lacks or has as kUnavailable are equal to anything
// and are counted in `skipped`, if given.
std::vector<Difference> Compare(const Observation& expected,
                                const Observation& actual,
                                size_t* skipped = nullptr);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_COMPARE_H_
