// Coverage: which forms of ALTER TABLE were tried on which schemas, and how
// they ended. A cell is form x schema feature x outcome.
//
//   for (std::string_view feature : FeaturesOf(world, alter)) { ... }
//   CoverageMatrix matrix = CoverageMatrix::Of(statistics.outcomes);
//   matrix.Count("drop_column", "strict").accepted;
//
// A feature is about the table that the statement names, or about what stands
// around it, before the statement runs. Same world, same features.
#ifndef ALTEREGO_RUNNER_COVERAGE_H_
#define ALTEREGO_RUNNER_COVERAGE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/alter_table.h"
#include "shadow/state.h"

namespace alterego {

// Every feature there is, in the order of reports, with one line each.
struct FeatureInfo {
  std::string_view name;
  std::string_view what;
};
const std::vector<FeatureInfo>& AllFeatures();

// Those that hold, each one once, in the order of AllFeatures().
std::vector<std::string_view> FeaturesOf(const shadow::World& world,
                                         const AlterTable& alter);

struct CoverageCell {
  uint64_t accepted = 0, refused = 0;
};

class CoverageMatrix {
 public:
  using Counts = std::map<std::string, uint64_t, std::less<>>;
  // From "form/feature/outcome" -> count; other keys are left out.
  static CoverageMatrix Of(const Counts& outcomes);

  CoverageCell Count(std::string_view form, std::string_view feature) const;
  // "form feature: never accepted", a line each, for every form and feature;
  // a form that was never met at all is one line.
  std::vector<std::string> NeverHit() const;

 private:
  std::map<std::pair<std::string, std::string>, CoverageCell, std::less<>>
      cells_;
};

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_COVERAGE_H_
