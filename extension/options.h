// The options of alter_table() and alter_plan(), which SQL gives as JSON.
//
//   ParseOptions(R"({"strategy": "rebuild", "verify": "full"})")
//
// mode: full (default), sqlite; version: "3.40.1", for mode sqlite; strategy:
// auto, edit, rebuild; verify: off, rows, full; keep_old: a name. The error
// names what is not one of these.
#ifndef ALTEREGO_EXTENSION_OPTIONS_H_
#define ALTEREGO_EXTENSION_OPTIONS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "rebuild/rebuild.h"

namespace alterego {

absl::StatusOr<rebuild::Options> ParseOptions(std::string_view json);

}  // namespace alterego

#endif  // ALTEREGO_EXTENSION_OPTIONS_H_
