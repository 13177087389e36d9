// Context: what the parts of the generator share while they draw one statement:
// the entropy, the weights, and the world's objects sorted by kind.
//
//   if (context.Take(Feature::kStrict)) table.strict = true;
//   const Target* target = context.PickTable();  // nullptr: there is none
//   statement.table = context.Ref(target->object->name);
//
// Lives as long as one call of Generator::Next.
#ifndef ALTEREGO_GENERATOR_CONTEXT_H_
#define ALTEREGO_GENERATOR_CONTEXT_H_

#include <initializer_list>
#include <optional>
#include <vector>

#include "generator/entropy.h"
#include "generator/generator.h"
#include "generator/weights.h"
#include "model/identifier.h"
#include "model/sql/name.h"
#include "shadow/eval.h"
#include "shadow/state.h"

namespace alterego::generator {

inline constexpr size_t kMain = 0;
inline constexpr size_t kTemp = 1;

// One object of the world. Table, view, index and trigger pointers come from
// Object::As...(): the one that fits the kind is never null.
struct Target {
  size_t database = kMain;
  const shadow::Object* object = nullptr;

  const Identifier& name() const { return object->name; }
};

// A column as expressions and statements see it.
struct ColumnInfo {
  Identifier name;
  shadow::Affinity affinity = shadow::Affinity::kNone;
  const Column* column = nullptr;  // of a table; nullptr for a view's
};
using Columns = std::vector<ColumnInfo>;

class Context {
 public:
  Context(EntropySource& entropy, const Weights& weights, const Limits& limits,
          const shadow::World& world, FeatureCounts* drawn);

  EntropySource& entropy() { return entropy_; }
  const Limits& limits() const { return limits_; }
  const shadow::World& world() const { return world_; }
  const Dialect& dialect() const { return world_.dialect; }
  bool AtLeast(int minor) const {
    return world_.dialect.version >= SqliteVersion{3, minor, 0};
  }
  uint32_t Weight(Feature feature) const { return weights_.Get(feature); }

  // A feature against leaving it out. Leaving out is simpler.
  bool Take(Feature feature);
  // One of several features, or none (which is simpler).
  std::optional<Feature> TakeOneOf(std::initializer_list<Feature> features);
  // One of several that exclude each other; the first if all weigh nothing.
  Feature PickOneOf(std::initializer_list<Feature> features);
  // Counts a feature that was drawn by other means.
  void Count(Feature feature);
  // Yes with odds 1 in `denominator`; no is simpler.
  bool OneIn(uint64_t denominator) { return entropy_.Chance(1, denominator); }

  // True for the whole statement if it is to be deliberately wrong.
  bool invalid() const { return invalid_; }
  void set_invalid(bool invalid) { invalid_ = invalid; }

  // The objects of main and temp that a statement may name: no automatic
  // indexes, no system tables, nothing that the grammar does not know. Shadow
  // tables of virtual ones only where defensive mode keeps them whole.
  const std::vector<Target>& tables() const { return tables_; }
  const std::vector<Target>& virtual_tables() const { return virtual_tables_; }
  const std::vector<Target>& views() const { return views_; }
  const std::vector<Target>& indexes() const { return indexes_; }
  const std::vector<Target>& triggers() const { return triggers_; }
  // nullptr if there is none.
  const Target* PickTable() { return PickFrom(tables_); }
  const Target* PickView() { return PickFrom(views_); }
  const Target* PickFrom(const std::vector<Target>& targets);
  // Any table or view; views as often as `view_of_view` says.
  const Target* PickSource(std::optional<size_t> database, bool views);

  // The columns of a table or of a view (as far as its text tells).
  Columns ColumnsOf(const Target& target) const;
  // nullptr if the table has no rows.
  const shadow::TableRows* RowsOf(const Target& target) const;

  // A reference to a name: bare where that is legal; in a statement with
  // quoted names in any quotes and any case.
  sql::Name Ref(const Identifier& name);
  // "main", "temp" or nothing, for a reference to an object.
  std::optional<sql::Name> Prefix(const Target& target);
  std::optional<sql::Name> PrefixOfDatabase(size_t database);

  bool IsTableViewOrIndex(size_t database, const Identifier& name) const;
  bool IsTrigger(size_t database, const Identifier& name) const;

 private:
  void Sort(size_t database, const shadow::Object& object);

  EntropySource& entropy_;
  const Weights& weights_;
  const Limits& limits_;
  const shadow::World& world_;
  FeatureCounts* drawn_;
  bool invalid_ = false;
  bool quoting_ = false;
  bool quoting_drawn_ = false;
  std::vector<Target> tables_, virtual_tables_, views_, indexes_, triggers_;
};

// The columns of a SELECT's result, as far as the text tells. `depth` bounds
// the way through views of views.
Columns ResultColumns(const shadow::World& world, size_t database,
                      const sql::Node& select, int depth);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_CONTEXT_H_
