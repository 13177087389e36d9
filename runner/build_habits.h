// In what two builds of SQLite answer a query otherwise though neither is
// wrong: an option that they were compiled with, or a change of a function that
// no rule of ALTER TABLE is about. Views are compared between engines of
// different versions; one that says such a thing has to be left out of that.
//
//   HabitsOf(*engine)                   // asks the engine itself, once
//   ViewsToLeaveOut(observation, a ^ b) // what else differs is a finding
#ifndef ALTEREGO_RUNNER_BUILD_HABITS_H_
#define ALTEREGO_RUNNER_BUILD_HABITS_H_

#include <bitset>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "engines/engine.h"
#include "model/observation.h"

namespace alterego {

// One bit a habit, set where the engine has it: see build_habits.cc.
using Habits = std::bitset<8>;

// Asks for each habit by a SELECT that the engine accepts or refuses, and makes
// the database empty.
absl::StatusOr<Habits> HabitsOf(Engine& engine);

// The sections ("view main.v", "xinfo main.v") of views whose text, or the text
// of a view that they name, has words of one of these habits.
std::set<std::string> ViewsToLeaveOut(const Observation& observation,
                                      Habits habits);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_BUILD_HABITS_H_
