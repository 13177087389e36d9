#include "rebuild/full/indexes.h"

#include "absl/strings/str_cat.h"
#include "model/sql/lexer.h"
#include "rebuild/database.h"
#include "rebuild/full/facts.h"

namespace alterego::rebuild::full {
namespace {

// Any word of the index that could be a column counts as one: a function of
// that name costs time, never the truth.
bool IsKept(const State& state, const SchemaObject& index) {
  const sql::Parsed& parsed = *index.parsed();
  for (const sql::Token& token : parsed.tokens) {
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment) {
      continue;
    }
    const Identifier word(sql::Dequote(token.In(parsed.source)));
    const int column = state.table().ColumnIndex(word);
    if (column < 0) continue;
    if (!IsUntouched(state, static_cast<size_t>(column))) return false;
  }
  return true;
}

bool HasKeyIndexes(const CreateTable& table) {
  std::vector<int> places;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    places.push_back(static_cast<int>(i));
  }
  for (const std::string& key : KeyTexts(table, places)) {
    if (!key.starts_with("rowid: ")) return true;
  }
  return false;
}

}  // namespace

bool KeepsRowids(const State& state) {
  const CreateTable& was = state.old_table();
  const CreateTable& is = state.table();
  if (was.without_rowid || is.without_rowid) return false;
  const int alias = is.RowidAlias();
  if (alias < 0) return true;
  // Not -1 on both sides: rowids that USING computes.
  const int source = state.sources[alias].old_column;
  return source >= 0 && source == was.RowidAlias();
}

bool ComparesAlike(const State& state, size_t column) {
  const Column& before =
      state.old_table().columns[state.sources[column].old_column];
  const Column& after = state.table().columns[column];
  return EqualsFolded(CollationOf(before), CollationOf(after)) &&
         AffinityOf(before.type, state.old_table().strict) ==
             AffinityOf(after.type, state.table().strict);
}

bool IsUntouched(const State& state, size_t column) {
  const Source& source = state.sources[column];
  if (source.old_column < 0 || source.convert || source.generated) return false;
  return state.old_table().columns[source.old_column].generated() == nullptr &&
         state.table().columns[column].generated() == nullptr &&
         ComparesAlike(state, column);
}

namespace {

// Keys are told by the old places of their columns; `old_place` says which one
// a column of the new table counts as, less than 0 for none.
template <class Place>
bool SameKeys(const State& state, const Place& old_place) {
  constexpr int kNew = 100000;  // more than SQLite has columns
  std::vector<int> was, is;
  for (size_t i = 0; i < state.old_table().columns.size(); ++i) {
    was.push_back(static_cast<int>(i));
  }
  for (size_t i = 0; i < state.table().columns.size(); ++i) {
    const int place = old_place(i);
    is.push_back(place >= 0 ? place : kNew + static_cast<int>(i));
  }
  return KeyTexts(state.old_table(), was) == KeyTexts(state.table(), is);
}

}  // namespace

bool SameKeys(const State& state) {
  return SameKeys(state, [&](size_t i) { return state.sources[i].old_column; });
}

bool KeepsKeys(const State& state) {
  return KeepsRowids(state) && SameKeys(state, [&](size_t i) {
           return IsUntouched(state, i) ? state.sources[i].old_column : -1;
         });
}

namespace {

// SQLite finds nothing there that is called "".
std::string Reindex(const std::string& schema, const std::string& name) {
  return name.empty()
             ? "REINDEX"
             : absl::StrCat("REINDEX ", Quoted(schema), ".", Quoted(name));
}

}  // namespace

std::vector<std::string> ReindexSql(const State& state,
                                    const std::string& schema, bool new_keys) {
  std::vector<std::string> all = {Reindex(schema, state.name())};
  const bool keys = !new_keys && KeepsKeys(state);
  if (!KeepsRowids(state) || (!keys && HasKeyIndexes(state.table()))) {
    return all;
  }
  std::vector<std::string> some;
  for (const SchemaObject& object : state.schema().objects) {
    if (object.kind != ObjectKind::kIndex || !object.sql.has_value() ||
        !EqualsFolded(object.table_name, state.name())) {
      continue;
    }
    if (object.parsed() == nullptr) return all;
    if (IsKept(state, object)) continue;
    some.push_back(Reindex(schema, object.name));
  }
  return some;
}

}  // namespace alterego::rebuild::full
