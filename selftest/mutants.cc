#include "selftest/mutants.h"

namespace alterego::selftest {

const std::vector<Mutant>& AllMutants() {
  static const auto* const mutants = new std::vector<Mutant>{};
  return *mutants;
}

const std::vector<Mutant>& OwnMutants() {
#ifdef ALTEREGO_MUTANTS
  return AllMutants();
#else
  static const auto* const none = new std::vector<Mutant>;
  return *none;
#endif
}

}  // namespace alterego::selftest
