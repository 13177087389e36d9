// The mutants of this program: places in shadow/ and rebuild/ where
// ALTEREGO_MUTANT (base/mutant.h) names another value.
#ifndef ALTEREGO_SELFTEST_MUTANTS_H_
#define ALTEREGO_SELFTEST_MUTANTS_H_

#include <string_view>
#include <vector>

namespace alterego::selftest {

struct Mutant {
  std::string_view name;  // "shadow.forgets_check": as the code names it
  std::string_view place;
  std::string_view what;
  std::string_view equivalent;  // see Fault
};

// Those that there are in the source.
const std::vector<Mutant>& AllMutants();
// Those that are compiled in: all, or none.
const std::vector<Mutant>& OwnMutants();

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_MUTANTS_H_
