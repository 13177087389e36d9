#include "generator/context.h"

#include <array>
#include <string>
#include <utility>

#include "shadow/virtual_tables.h"

namespace alterego::generator {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Quote;

constexpr int kViewDepthMax = 3;

bool IsSystemName(const Identifier& name) {
  const std::string& text = name.spelling();
  return text.size() >= 7 &&
         EqualsFolded(std::string_view(text).substr(0, 7), "sqlite_");
}

// A keyword that SQLite takes as a name wherever we write one.
bool FallsBack(const Identifier& name) {
  for (const char* word : {"key", "temp", "replace", "rename"}) {
    if (name == Identifier(word)) return true;
  }
  return false;
}

Columns TableColumns(const CreateTable& table) {
  Columns columns;
  columns.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    columns.push_back({column.name.id,
                       shadow::AffinityOfType(column.type, table.strict),
                       &column});
  }
  return columns;
}

Columns ObjectColumns(const shadow::World& world, size_t database,
                      const shadow::Object& object, int depth) {
  if (const CreateTable* table = object.AsTable()) return TableColumns(*table);
  const CreateView* view = object.AsView();
  if (view == nullptr || depth <= 0) return {};
  Columns columns = ResultColumns(world, database, view->select, depth - 1);
  for (size_t i = 0; i < view->columns.size(); ++i) {
    if (i == columns.size()) columns.emplace_back();
    columns[i].name = view->columns[i].id;
  }
  return columns;
}

Columns SourceColumns(const shadow::World& world, size_t database,
                      const Node& source, int depth) {
  if (source.kind == NodeKind::kTableSubquery && !source.children.empty()) {
    return ResultColumns(world, database, source.children[0], depth);
  }
  if (source.kind != NodeKind::kTableRef || source.names.empty()) return {};
  const Identifier& name = source.names.back().id;
  // What a view means is looked for where it stands, then in main.
  for (size_t place : {database, kMain}) {
    if (place >= world.now.databases.size()) continue;
    const shadow::Object* object =
        world.now.databases[place]->FindTableOrView(name);
    if (object != nullptr) return ObjectColumns(world, place, *object, depth);
  }
  return {};
}

Identifier NameOfResult(const Node& result) {
  if (!result.names.empty()) return result.names[0].id;
  if (result.children.empty()) return Identifier();
  const Node& expr = result.children[0];
  // A double-quoted name may be a string, whose column has another name.
  if (expr.kind == NodeKind::kColumn && expr.names[0].quote != Quote::kDouble) {
    return expr.names.back().id;
  }
  return Identifier();
}

}  // namespace

Columns ResultColumns(const shadow::World& world, size_t database,
                      const Node& select, int depth) {
  const Node* core = select.kind == NodeKind::kSelect
                         ? select.Child(NodeKind::kSelectCore)
                         : nullptr;
  if (core == nullptr || depth < 0) return {};
  const Node* results = core->Child(NodeKind::kResultColumns);
  const Node* from = core->Child(NodeKind::kFrom);
  if (results == nullptr) return {};
  Columns columns;
  for (const Node& result : results->children) {
    if (result.kind != NodeKind::kStar) {
      columns.push_back(
          {NameOfResult(result), shadow::Affinity::kNone, nullptr});
      continue;
    }
    if (from == nullptr) continue;
    for (const Node& source : from->children) {
      if (source.kind == NodeKind::kJoin) continue;
      for (ColumnInfo& info : SourceColumns(world, database, source, depth)) {
        info.column = nullptr;
        columns.push_back(std::move(info));
      }
    }
  }
  return columns;
}

Context::Context(EntropySource& entropy, const Weights& weights,
                 const Limits& limits, const shadow::World& world,
                 FeatureCounts* drawn)
    : entropy_(entropy),
      weights_(weights),
      limits_(limits),
      world_(world),
      drawn_(drawn) {
  for (size_t i = 0; i < world.now.databases.size() && i <= kTemp; ++i) {
    for (const shadow::ObjectPtr& object : world.now.databases[i]->objects) {
      Sort(i, *object);
    }
  }
}

void Context::Sort(size_t database, const shadow::Object& object) {
  if (object.parsed == nullptr || IsSystemName(object.name)) return;
  const Target target{database, &object};
  switch (object.kind) {
    case ObjectKind::kTable:
      if (object.AsVirtualTable() != nullptr) virtual_tables_.push_back(target);
      if (object.AsTable() == nullptr) return;
      if (world_.dialect.defensive ||
          !shadow::IsShadowTableName(world_.now, object.name)) {
        tables_.push_back(target);
      }
      return;
    case ObjectKind::kIndex:
      if (object.AsIndex() != nullptr) indexes_.push_back(target);
      return;
    case ObjectKind::kView:
      if (object.AsView() != nullptr) views_.push_back(target);
      return;
    case ObjectKind::kTrigger:
      if (object.AsTrigger() != nullptr) triggers_.push_back(target);
      return;
  }
}

void Context::Count(Feature feature) {
  if (drawn_ != nullptr) ++(*drawn_)[static_cast<size_t>(feature)];
}

bool Context::Take(Feature feature) {
  const uint32_t weight = Weight(feature);
  if (weight == 0) return false;
  if (!entropy_.Chance(weight, weight + kPlainWeight)) return false;
  Count(feature);
  return true;
}

std::optional<Feature> Context::TakeOneOf(
    std::initializer_list<Feature> features) {
  std::array<uint32_t, kFeatureCount> weights;
  size_t count = 0;
  weights[count++] = kPlainWeight;
  for (Feature feature : features) weights[count++] = Weight(feature);
  const size_t drawn = entropy_.Weighted({weights.data(), count});
  if (drawn == 0) return std::nullopt;
  const Feature feature = *(features.begin() + (drawn - 1));
  Count(feature);
  return feature;
}

Feature Context::PickOneOf(std::initializer_list<Feature> features) {
  std::array<uint32_t, kFeatureCount> weights;
  size_t count = 0;
  uint64_t total = 0;
  for (Feature feature : features) {
    weights[count++] = Weight(feature);
    total += Weight(feature);
  }
  const size_t drawn =
      total == 0 ? 0 : entropy_.Weighted({weights.data(), count});
  const Feature feature = *(features.begin() + drawn);
  Count(feature);
  return feature;
}

const Target* Context::PickFrom(const std::vector<Target>& targets) {
  if (targets.empty()) return nullptr;
  return &targets[entropy_.Below(targets.size())];
}

const Target* Context::PickSource(std::optional<size_t> database, bool views) {
  std::vector<const Target*> here;
  const bool view = views && !views_.empty() && Take(Feature::kViewOfView);
  for (const Target& target : view ? views_ : tables_) {
    if (!database || target.database == *database) here.push_back(&target);
  }
  if (here.empty()) return nullptr;
  return entropy_.Pick(here);
}

Columns Context::ColumnsOf(const Target& target) const {
  return ObjectColumns(world_, target.database, *target.object, kViewDepthMax);
}

const shadow::TableRows* Context::RowsOf(const Target& target) const {
  const shadow::Database& database = *world_.now.databases[target.database];
  const auto found = database.rows.find(target.name().Folded());
  if (found == database.rows.end() || found->second == nullptr ||
      found->second->rows.empty()) {
    return nullptr;
  }
  return found->second.get();
}

sql::Name Context::Ref(const Identifier& name) {
  if (!quoting_drawn_) {
    quoting_drawn_ = true;
    quoting_ = Take(Feature::kQuotedName);
  }
  if (!quoting_) return sql::Name(name);
  constexpr std::array<uint32_t, 6> kStyles = {8, 4, 2, 2, 2, 2};
  const size_t style = entropy_.Weighted(kStyles);
  const bool has_bracket = name.spelling().find(']') != std::string::npos;
  switch (style) {
    case 1:
      return sql::Name(name, Quote::kDouble);
    case 2:
      return sql::Name(name, has_bracket ? Quote::kDouble : Quote::kBracket);
    case 3:
      return sql::Name(name, Quote::kBacktick);
    case 4: {  // the same name in upper case
      std::string upper = name.spelling();
      for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      }
      return sql::Name(Identifier(std::move(upper)));
    }
    case 5:
      return sql::Name(name, FallsBack(name) ? Quote::kNone : Quote::kDouble);
    default:
      return sql::Name(name);
  }
}

std::optional<sql::Name> Context::PrefixOfDatabase(size_t database) {
  if (!Take(Feature::kSchemaPrefix)) return std::nullopt;
  return sql::Name(world_.now.databases[database]->name);
}

std::optional<sql::Name> Context::Prefix(const Target& target) {
  // Behind a table of TEMP that has its name, only main.t is that table.
  const bool hidden =
      target.database != kTemp && IsTableViewOrIndex(kTemp, target.name());
  if (hidden && OneIn(2)) {
    return sql::Name(world_.now.databases[target.database]->name);
  }
  return PrefixOfDatabase(target.database);
}

bool Context::IsTableViewOrIndex(size_t database,
                                 const Identifier& name) const {
  const shadow::Database& place = *world_.now.databases[database];
  return place.FindTableOrView(name) != nullptr ||
         place.FindIndex(name) != nullptr;
}

bool Context::IsTrigger(size_t database, const Identifier& name) const {
  return world_.now.databases[database]->FindTrigger(name) != nullptr;
}

}  // namespace alterego::generator
