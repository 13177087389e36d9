#include "model/dot_command.h"

#include "absl/strings/str_cat.h"

namespace alterego {
namespace {

struct Place {
  std::string_view text;
  bool Dialect::*field;
};

const Place& PlaceOf(Switch which) {
  // In the order of the enumeration.
  static constexpr std::array<Place, kSwitches.size()> kPlaces = {{
      {".dbconfig defensive", &Dialect::defensive},
      {".dbconfig dqs_ddl", &Dialect::dqs_ddl},
      {".dbconfig dqs_dml", &Dialect::dqs_dml},
      {".authorizer deny_alter_table", &Dialect::deny_alter_table},
      {".authorizer ignore_alter_table", &Dialect::ignore_alter_table},
  }};
  return kPlaces[static_cast<size_t>(which)];
}

}  // namespace

std::string Print(const SetSwitch& set) {
  return absl::StrCat(std::string(PlaceOf(set.which).text),
                      set.on ? " on" : " off");
}

std::optional<SetSwitch> ParseSwitch(std::string_view text) {
  if (text.empty() || text[0] != '.') return std::nullopt;
  for (const Switch which : kSwitches) {
    for (const bool on : {false, true}) {
      const SetSwitch set{which, on};
      if (Print(set) == text) return set;
    }
  }
  return std::nullopt;
}

bool IsOn(const Dialect& dialect, Switch which) {
  return dialect.*PlaceOf(which).field;
}

void Apply(const SetSwitch& set, Dialect* dialect) {
  dialect->*PlaceOf(set.which).field = set.on;
}

}  // namespace alterego
