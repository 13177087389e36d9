#include "rebuild/full/in_place.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/indexes.h"
#include "rebuild/full/short_rows.h"

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

bool CanConvert(const State& state, size_t column) {
  const Source& source = state.sources[column];
  const CreateTable& old = state.old_table();
  if (source.old_column != static_cast<int>(column)) return false;
  if (!source.convert) return true;
  const Column& before = old.columns[column];
  const Affinity affinity = AffinityOf(before.type, old.strict);
  // A REAL column stores 10.0 as 10; only its own type reads it back.
  return affinity != Affinity::kReal && ReadsSameDefault(before, affinity);
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

absl::StatusOr<AliasUpdate> UpdateInPlace(const State& state,
                                          const std::string& alias) {
  const CreateTable& was = state.old_table();
  const CreateTable& is = state.table();
  const sql::Parsed& old = *state.old_object().parsed();
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
    std::string definition = name;
    if (added || source.convert) {
      sets.push_back(absl::StrCat(name, "=", added ? state.Raw(i) : name));
      if (!source.as_is) definition += TypeOf(is, i);
    }
    // What stays is written as it is: a type would turn the integer that rows
    // of TEXT DEFAULT TRUE read into a text, now or when that DEFAULT is gone.
    if (!added && source.convert) {
      definition += DefaultOf(old, was.columns[i]);
    } else if (!added) {
      ALTEREGO_ASSIGN_OR_RETURN(const std::string field,
                                MissingField(state.database, old, i));
      absl::StrAppend(&definition, " DEFAULT(", field, ")");
    }
    columns.push_back(definition);
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
