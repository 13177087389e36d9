#include "model/observation.h"

#include <algorithm>

#include "base/check.h"

namespace alterego {
namespace {

struct NameLess {
  bool operator()(const Section& section, std::string_view name) const {
    return section.name < name;
  }
};

}  // namespace

const Section* Observation::Find(std::string_view name) const {
  const auto it =
      std::lower_bound(sections.begin(), sections.end(), name, NameLess());
  return it != sections.end() && it->name == name ? &*it : nullptr;
}

void Observation::Add(Section section) {
  const auto it = std::lower_bound(sections.begin(), sections.end(),
                                   std::string_view(section.name), NameLess());
  ALTEREGO_CHECK(it == sections.end() || it->name != section.name);
  sections.insert(it, std::move(section));
}

}  // namespace alterego
