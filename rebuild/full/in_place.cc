#include "rebuild/full/in_place.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/indexes.h"

namespace alterego::rebuild::full {
namespace {

// A field that a short row lacks reads as the DEFAULT that the column had: the
// new type must read the same.
bool ReadsSameDefault(const Column& column, Affinity affinity) {
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return true;
  if (rule->expr.kind != sql::NodeKind::kLiteral) return false;
  const std::string& text = rule->expr.text;
  if (EqualsFolded(text, "null")) return true;
  if (text.starts_with('\'')) {
    return affinity == Affinity::kText || affinity == Affinity::kBlob;
  }
  return (affinity == Affinity::kInteger || affinity == Affinity::kNumeric) &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

// DEFAULT TRUE is an integer also in a column of TEXT or REAL, and rows that
// read it or have been given it would get the column's form when written.
bool HoldsOddDefault(const State& state, size_t column) {
  const Column& before = state.old_table().columns[column];
  const Affinity affinity = AffinityOf(before.type, state.old_table().strict);
  const auto* rule = before.Find<DefaultRule>();
  return rule != nullptr && rule->expr.kind == sql::NodeKind::kColumn &&
         (affinity == Affinity::kText || affinity == Affinity::kReal);
}

bool CanConvert(const State& state, size_t column) {
  const Source& source = state.sources[column];
  const CreateTable& old = state.old_table();
  if (source.old_column != static_cast<int>(column)) return false;
  if (!source.convert) return !HoldsOddDefault(state, column);
  const Column& before = old.columns[column];
  const Affinity affinity = AffinityOf(before.type, old.strict);
  // A REAL column stores 10.0 as 10; only its own type reads it back.
  return affinity != Affinity::kReal && ReadsSameDefault(before, affinity);
}

std::string Collated(const Column& column) {
  return absl::StrCat(" COLLATE ", Quoted(CollationOf(column)));
}

// The name of an added column, which no old one has.
std::string AddedName(const State& state, size_t column) {
  std::string name = absl::StrCat("alterego_new_", column);
  while (state.old_table().FindColumn(Identifier(name)) != nullptr) name += "_";
  return name;
}

}  // namespace

bool CanUpdateInPlace(const State& state) {
  const CreateTable& was = state.old_table();
  const CreateTable& is = state.table();
  if (!state.options.keep_old.empty() || !KeepsKeys(state) ||
      is.columns.size() < was.columns.size() ||
      was.autoincrement() != is.autoincrement()) {
    return false;
  }
  bool converts = false, adds = false;
  for (size_t i = 0; i < is.columns.size(); ++i) {
    const Source& source = state.sources[i];
    if (is.columns[i].generated() != nullptr) return false;
    if (i < was.columns.size()) {
      if (was.columns[i].generated() != nullptr) return false;
      if (!CanConvert(state, i)) return false;
      converts |= source.convert;
      continue;
    }
    if (source.old_column >= 0) return false;
    adds = true;
  }
  // What is added may be computed from what is converted.
  return !(converts && adds);
}

AliasUpdate UpdateInPlace(const State& state, const std::string& alias) {
  const CreateTable& was = state.old_table();
  const CreateTable& is = state.table();
  std::vector<std::string> columns, sets;
  for (size_t i = 0; i < is.columns.size(); ++i) {
    const bool added = i >= was.columns.size();
    const Source& source = state.sources[i];
    const std::string name =
        added ? Quoted(AddedName(state, i)) : was.columns[i].name.id.Quoted();
    if (static_cast<int>(i) == is.RowidAlias()) {
      columns.push_back(name + " INTEGER PRIMARY KEY");
      continue;
    }
    const bool typed_anew = added || source.convert;
    const CreateTable& types = typed_anew ? is : was;
    columns.push_back(absl::StrCat(
        name, source.as_is ? "" : TypeOf(types, i),
        added ? "" : DefaultOf(*state.old_object().parsed(), was.columns[i]),
        Collated(types.columns[i])));
    if (typed_anew) {
      sets.push_back(absl::StrCat(name, "=", added ? state.Raw(i) : name));
    }
  }
  AliasUpdate out;
  out.alias = alias;
  out.alias_sql = absl::StrCat("CREATE TABLE ", alias, "(",
                               absl::StrJoin(columns, ","), ")");
  const std::string schema =
      Quoted(state.before.schemas[state.place.schema].name);
  out.update_sql = absl::StrCat("UPDATE ", schema, ".", alias, " AS ",
                                Quoted(state.old_object().name), " SET ",
                                absl::StrJoin(sets, ","));
  out.rowid = RowidName(was);
  return out;
}

}  // namespace alterego::rebuild::full
