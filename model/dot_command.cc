#include "model/dot_command.h"

#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"

namespace alterego {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"defensive", "dqs_ddl",
                                                    "dqs_dml"};

}  // namespace

std::string Print(const SetSwitch& set) {
  return absl::StrCat(".dbconfig ",
                      std::string(kNames[static_cast<size_t>(set.which)]),
                      set.on ? " on" : " off");
}

std::optional<SetSwitch> ParseSwitch(std::string_view text) {
  if (text.empty() || text[0] != '.') return std::nullopt;
  for (size_t i = 0; i < kNames.size(); ++i) {
    for (const bool on : {false, true}) {
      const SetSwitch set{static_cast<Switch>(i), on};
      if (Print(set) == text) return set;
    }
  }
  return std::nullopt;
}

}  // namespace alterego
