// The SQLite builds to test with: the linked one, and those that
// scripts/engines left below the source folder. A machine without any still
// tests something.
#ifndef ALTEREGO_TESTS_ENGINES_BUILDS_H_
#define ALTEREGO_TESTS_ENGINES_BUILDS_H_

#include <string>
#include <vector>

#include "engines/registry.h"
#include "tests/places.h"

namespace alterego {

inline std::vector<std::string> SqliteSpecs() {
  std::vector<std::string> out;
  for (const EngineListing& engine : ListEngines(ALTEREGO_SOURCE_DIR)) {
    if (engine.available &&
        (engine.spec == "sqlite" || engine.spec.starts_with("sqlite:"))) {
      out.push_back(engine.spec);
    }
  }
  return out;
}

}  // namespace alterego

#endif  // ALTEREGO_TESTS_ENGINES_BUILDS_H_
