// Limits that every lane is given, so that prediction and engine meet them at
// the same place.
#ifndef ALTEREGO_MODEL_LIMITS_H_
#define ALTEREGO_MODEL_LIMITS_H_

namespace alterego {

// Triggers and foreign key actions inside each other, SQLITE_LIMIT_TRIGGER_
// DEPTH: the one that would be a level deeper is refused. SQLite's own limit
// is 1000, and a statement that runs into that takes it up to a second. Only a
// recursion without end gets beyond this one, so other engines, which keep
// theirs, answer alike.
inline constexpr int kTriggerDepthMax = 50;

}  // namespace alterego

#endif  // ALTEREGO_MODEL_LIMITS_H_
