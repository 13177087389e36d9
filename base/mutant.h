// ALTEREGO_MUTANT: a place in our own code that can be made wrong on purpose,
// so that a self-test sees whether the harness notices.
//
//   if (ALTEREGO_MUTANT("shadow.forgets_check", is_check, false)) ...
//
// The second argument, as if the macro were not there, in every build but one
// with ALTEREGO_MUTANTS. In that one it is the third while the environment
// variable ALTEREGO_MUTANT says the name. The name, with what it does, stands
// in selftest/mutants.cc; a test holds the two lists against each other.
#ifndef ALTEREGO_BASE_MUTANT_H_
#define ALTEREGO_BASE_MUTANT_H_

#ifdef ALTEREGO_MUTANTS

#include <cstdlib>
#include <cstring>

namespace alterego {

// Asked each time: a worker process may have inherited another one.
inline bool MutantIsOn(const char* name) {
  const char* const active = std::getenv("ALTEREGO_MUTANT");
  return active != nullptr && std::strcmp(active, name) == 0;
}

}  // namespace alterego

#define ALTEREGO_MUTANT(name, value, mutated) \
  (::alterego::MutantIsOn(name) ? (mutated) : (value))

#else

#define ALTEREGO_MUTANT(name, value, mutated) (value)

#endif  // ALTEREGO_MUTANTS

#endif  // ALTEREGO_BASE_MUTANT_H_
