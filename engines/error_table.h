// From SQLite's error texts to Reasons. SQLite answers code 1 to nearly every
// refusal, so the message decides; the wrapper `error in <kind> <name> <after
// op>: ` comes off first, or a dependent index would read as a missing column.
#ifndef ALTEREGO_ENGINES_ERROR_TABLE_H_
#define ALTEREGO_ENGINES_ERROR_TABLE_H_

#include <string_view>

#include "model/outcome.h"

namespace alterego {

// kUnclassified if no row of the table matches.
Refused Classify(int extended_code, std::string_view message);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_ERROR_TABLE_H_
