#ifndef ALTEREGO_CLI_DESCRIBE_H_
#define ALTEREGO_CLI_DESCRIBE_H_

#include <string>

#include "rebuild/describe.h"

namespace alterego::cli {

// As `alterego describe` prints it, with a line break at the end.
std::string ToText(const rebuild::TableDescription& table);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_DESCRIBE_H_
