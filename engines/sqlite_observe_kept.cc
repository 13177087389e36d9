// What SqliteObserver remembers, and what of it still holds.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engines/sqlite_observe.h"
#include "model/identifier.h"

namespace alterego {
namespace {

// Beyond it, remembering costs more memory than it is worth.
constexpr size_t kImageBytesMax = size_t{16} << 20;
constexpr const char* kDatabases[] = {"main", "temp"};

bool IsOneOf(std::string_view word,
             std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [word](std::string_view w) {
    return EqualsFolded(word, w);
  });
}

// The word that the first statement starts with; "" where that is none.
std::string_view FirstWord(std::string_view sql) {
  while (true) {
    sql.remove_prefix(
        std::min(sql.find_first_not_of(" \t\n\f\r;"), sql.size()));
    std::string_view end;
    if (sql.substr(0, 2) == "--") end = "\n";
    if (sql.substr(0, 2) == "/*") end = "*/";
    if (end.empty()) break;
    const size_t at = sql.find(end, 2);
    sql.remove_prefix(at == sql.npos ? sql.size() : at + end.size());
  }
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  const auto stop = std::find_if_not(sql.begin(), sql.end(), is_letter);
  return sql.substr(0, static_cast<size_t>(stop - sql.begin()));
}

}  // namespace

SqliteObserver::Effect SqliteObserver::EffectOf(std::string_view sql) {
  const std::string_view word = FirstWord(sql);
  if (IsOneOf(word, {"ALTER", "CREATE", "DROP", "ANALYZE", "REINDEX"})) {
    return Effect::kSchema;
  }
  if (IsOneOf(word, {"ROLLBACK"})) return Effect::kRollback;
  if (IsOneOf(word,
              {"INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES",
               "BEGIN", "COMMIT", "END", "SAVEPOINT", "RELEASE"})) {
    return Effect::kData;
  }
  return Effect::kUnknown;
}

void SqliteObserver::Executed(Effect effect, bool accepted) {
  const bool schema = effect == Effect::kSchema;
  // SQLite parses the changed schema, or parts of it, from its texts. What a
  // failure or a rollback leaves of it in memory, the texts do not tell.
  const bool undone =
      effect == Effect::kRollback ? schema_changed_ : schema && !accepted;
  schema_changed_ |= schema;
  if (api_.get_autocommit(db_) != 0) schema_changed_ = false;
  if (effect == Effect::kUnknown) states_ = {};
  ForgetTempViews();
  if (!undone) return;
  for (const auto& state : states_) {
    if (state == nullptr) continue;
    state->tables.reset();
    for (Object& object : state->objects) object.structure.reset();
  }
}

// main and temp as they are; false if they are not all or cannot be had.
bool SqliteObserver::ReadImages(State* state) {
  for (size_t i = 0; i < 2; ++i) {
    if (i == 1) {
      // -1: there is no such database, or not yet.
      state->has_temp = api_.db_readonly(db_, kDatabases[1]) >= 0;
      if (!state->has_temp) break;
    }
    std::optional<PageImage> image = PageImage::Read(api_, db_, kDatabases[i]);
    if (!image || image->size() > kImageBytesMax) return false;
    state->images[i] = *std::move(image);
  }
  return true;
}

bool SqliteObserver::ListObjects(State* state) const {
  for (size_t i = 0; i < (state->has_temp ? 2 : 1); ++i) {
    std::optional<std::vector<SchemaRow>> rows = state->images[i].ReadSchema();
    if (!rows) return false;
    for (size_t place = 0; place < rows->size(); ++place) {
      const SchemaRow& row = (*rows)[place];
      if (row.type != "table" && row.type != "view") continue;
      Object object;
      object.database = i;
      object.place = place;
      for (const SchemaRow& other : *rows) {
        if (other.type == "index" && EqualsFolded(other.table, row.name)) {
          absl::StrAppend(&object.indexes, other.root, "|", other.line);
        }
      }
      state->objects.push_back(std::move(object));
    }
    state->databases.push_back(
        {kDatabases[i], Identifier(kDatabases[i]).Quoted(), *std::move(rows)});
  }
  return true;
}

// Shares with `to` what of `from` still holds.
void SqliteObserver::CarryOver(const State& from, State* to) const {
  bool same_schema = from.databases.size() == to->databases.size();
  for (size_t i = 0; same_schema && i < to->databases.size(); ++i) {
    same_schema = from.databases[i].objects == to->databases[i].objects;
  }
  if (same_schema) to->tables = from.tables;
  for (Object& object : to->objects) {
    const SchemaRow& row = to->databases[object.database].objects[object.place];
    for (const Object& old : from.objects) {
      if (old.database != object.database ||
          !(from.databases[old.database].objects[old.place] == row)) {
        continue;
      }
      if (row.type == "view") {
        if (same_schema) object.structure = old.structure;
        break;
      }
      if (old.indexes == object.indexes) object.structure = old.structure;
      const size_t i = object.database;
      if (old.content != nullptr &&
          to->images[i].SameTree(from.images[i], row.root)) {
        object.content = old.content;
      }
      break;
    }
  }
}

// The state of the database, with what is known of it; nullptr where the bytes
// do not tell.
SqliteObserver::State* SqliteObserver::Look() {
  const auto forget = [this] {
    states_ = {};
    return nullptr;
  };
  if (states_[0] == nullptr && !HasMainAndTempOnly()) return nullptr;
  auto now = std::make_unique<State>();
  if (!ReadImages(now.get())) return forget();
  for (auto& state : states_) {
    if (state == nullptr || state->has_temp != now->has_temp ||
        !(state->images[0] == now->images[0]) ||
        !(state->images[1] == now->images[1])) {
      continue;
    }
    std::swap(state, states_[0]);
    return states_[0].get();
  }
  if (!ListObjects(now.get())) return forget();
  if (states_[0] != nullptr) CarryOver(*states_[0], now.get());
  states_[1] = std::exchange(states_[0], std::move(now));
  return states_[0].get();
}

SqliteObserver::Sections SqliteObserver::TakeFrom(size_t begin) {
  const auto first = sections_.begin() + static_cast<ptrdiff_t>(begin);
  auto out = std::make_shared<std::vector<Section>>(
      std::make_move_iterator(first), std::make_move_iterator(sections_.end()));
  sections_.erase(first, sections_.end());
  return out;
}

// Asks for what is not known yet.
void SqliteObserver::Fill(const ObserveOptions& options, State* state) {
  const size_t begin = sections_.size();
  for (size_t i = 0; i < state->databases.size(); ++i) {
    const Database& database = state->databases[i];
    for (Object& object : state->objects) {
      if (object.database != i || !options.structure ||
          object.structure != nullptr) {
        continue;
      }
      ReadStructure(database, database.objects[object.place]);
      object.structure = TakeFrom(begin);
    }
    for (Object& object : state->objects) {
      if (object.database != i || object.content != nullptr) continue;
      const SchemaRow& row = database.objects[object.place];
      if (row.type == "view" && options.views) {
        ReadView(database, row);
        object.content = TakeFrom(begin);
      } else if (row.type == "table" && !row.is_virtual() && options.rows) {
        ReadRows(database, row);
        object.content = TakeFrom(begin);
      }
    }
    if (options.integrity && state->integrity[i] == nullptr) {
      ReadIntegrity(database);
      state->integrity[i] = TakeFrom(begin);
    }
  }
  if (options.structure && state->tables == nullptr) {
    ReadTables();
    state->tables = TakeFrom(begin);
  }
}

// Everything that was asked for, into `sections_`.
void SqliteObserver::Emit(const ObserveOptions& options, const State& state) {
  const auto add = [this](const Sections& sections) {
    if (sections == nullptr) return;
    sections_.insert(sections_.end(), sections->begin(), sections->end());
  };
  sections_.reserve(4 * state.objects.size() + 16);
  for (size_t i = 0; i < state.databases.size(); ++i) {
    std::string text;
    for (const SchemaRow& row : state.databases[i].objects) text += row.line;
    sections_.push_back({absl::StrCat("schema ", state.databases[i].name),
                         Section::Status::kRows, std::move(text)});
    if (options.integrity) add(state.integrity[i]);
  }
  if (!state.has_temp) AddEmptyTemp(options);
  for (const Object& object : state.objects) {
    if (options.structure) add(object.structure);
    const SchemaRow& row =
        state.databases[object.database].objects[object.place];
    if (row.type == "view" ? options.views : options.rows) add(object.content);
  }
  if (options.structure) add(state.tables);
  // user_version and application_id.
  const PageImage& main = state.images[0];
  sections_.push_back(
      {"header main", Section::Status::kRows,
       absl::StrCat(main.HeaderNumber(60), "|", main.HeaderNumber(68), "\n")});
}

}  // namespace alterego
