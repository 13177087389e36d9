// What an engine must show, computed from the shadow alone.
//
//   Observation expected = Expect(shadow.world(), options);
//   std::vector<Difference> wrong = Compare(expected, observed);
//
// Sections that the shadow cannot know (rows of views, integrity) are given
// where they are certain ("integrity D" is 'ok') and kUnavailable otherwise.
#ifndef ALTEREGO_ORACLE_EXPECT_H_
#define ALTEREGO_ORACLE_EXPECT_H_

#include <map>
#include <string>

#include "model/observation.h"
#include "shadow/state.h"

namespace alterego {

// Remembers the texts of objects and rows that have not changed since the last
// call (snapshots share them), so that a statement costs what it changed.
class Expecter {
 public:
  Observation Expect(const shadow::World& world, const ObserveOptions& options);
};

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_EXPECT_H_
