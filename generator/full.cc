#include "generator/full.h"

#include <array>
#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

constexpr size_t kActionsMax = 4;

size_t PickAction(Context& context) {
  std::array<uint32_t, kActionCount> weights;
  uint64_t total = 0;
  for (size_t i = 0; i < kActionCount; ++i) {
    weights[i] = context.Weight(FeatureOfAction(i));
    total += weights[i];
  }
  return total == 0 ? 0 : context.entropy().Weighted(weights);
}

}  // namespace

Feature FeatureOfAction(size_t action) {
  if (action < kOpCount) return static_cast<Feature>(action);
  return static_cast<Feature>(static_cast<size_t>(Feature::kRenameConstraint) +
                              (action - kOpCount));
}

std::optional<size_t> ActionOfFeature(Feature feature) {
  for (size_t i = 0; i < kActionCount; ++i) {
    if (FeatureOfAction(i) == feature) return i;
  }
  return std::nullopt;
}

AlterTableFull DrawFull(Context& context, size_t action) {
  const Target* table = context.PickTable();
  AlterTableFull alter;
  alter.if_exists = context.OneIn(20);
  if (table == nullptr) {
    alter.table = MissingName(context);
    alter.actions.push_back(OwnerTo{NewLabel(context, "o")});
    return alter;
  }
  alter.actions.push_back(DrawAction(context, *table, action));
  while (alter.actions.size() < kActionsMax &&
         context.Take(Feature::kSeveralActions)) {
    const size_t next = PickAction(context);
    context.Count(FeatureOfAction(next));
    alter.actions.push_back(DrawAction(context, *table, next));
  }
  AlterTable subject = AlterOf(context, table, RenameTable{});
  if (context.invalid() && context.OneIn(4)) SpoilSubject(context, subject);
  alter.schema = std::move(subject.schema);
  alter.table = std::move(subject.table);
  return alter;
}

}  // namespace alterego::generator
