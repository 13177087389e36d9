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

void SqliteObserver::Executing(std::string_view unknown) {
  states_ = {};
  recursive_triggers_.reset();
  history_.append(unknown).push_back('\0');
}

// True if nothing of the latest state would have to be asked.
bool SqliteObserver::KnowsStructure() const {
  return states_[0] != nullptr &&
         std::all_of(
             states_[0]->objects.begin(), states_[0]->objects.end(),
             [](const Object& object) { return object.structure != nullptr; });
}

void SqliteObserver::Executed(Effect effect, bool accepted) {
  const bool schema = effect == Effect::kSchema;
  // Of a view that reads no table a statement does not notice that the schema
  // is another; all others would be compiled anew anyhow.
  if (effect != Effect::kData) cache_.Clear();
  // SQLite parses the changed schema, or parts of it, from its texts. What a
  // failure or a rollback leaves of it in memory, the texts do not tell.
  const bool undone =
      effect == Effect::kRollback ? schema_changed_ : schema && !accepted;
  schema_changed_ |= schema;
  if (api_.get_autocommit(db_) != 0) schema_changed_ = false;
  if (effect == Effect::kUnknown) states_ = {};
  ForgetTempViews();
  // What was asked since holds; what comes now is parsed from its text.
  if (schema && accepted && KnowsStructure()) undone_ = false;
  if (!undone) return;
  undone_ = true;
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

// Takes the lists of `before` where their pages are the same.
bool SqliteObserver::ListObjects(const State* before, State* state) const {
  for (size_t i = 0; i < (state->has_temp ? 2 : 1); ++i) {
    if (before != nullptr && i < before->databases.size() &&
        state->images[i].SameTree(before->images[i], 1)) {
      state->databases.push_back(before->databases[i]);
      continue;
    }
    std::optional<std::vector<SchemaRow>> rows = state->images[i].ReadSchema();
    if (!rows) return false;
    auto database = std::make_shared<Database>();
    database->name = kDatabases[i];
    database->quoted = Identifier(kDatabases[i]).Quoted();
    database->objects = *std::move(rows);
    for (const SchemaRow& row : database->objects) {
      database->text += row.line;
      std::string& indexes = database->indexes.emplace_back();
      if (row.type != "table") continue;
      for (const SchemaRow& other : database->objects) {
        if (other.type == "index" && EqualsFolded(other.table, row.name)) {
          indexes += other.line;
        }
      }
    }
    state->databases.push_back(std::move(database));
  }
  for (size_t i = 0; i < state->databases.size(); ++i) {
    const std::vector<SchemaRow>& rows = state->databases[i]->objects;
    for (size_t place = 0; place < rows.size(); ++place) {
      if (rows[place].type != "table" && rows[place].type != "view") continue;
      Object& object = state->objects.emplace_back();
      object.database = i;
      object.place = place;
    }
  }
  return true;
}

bool SqliteObserver::IsStale(const State& now) {
  constexpr size_t kSchemaNumber = 40;  // its place in the header
  bool stale = false;
  for (size_t i = 0; i < 2; ++i) {
    Known known;
    if (i < now.databases.size() && !now.databases[i]->objects.empty()) {
      known.database = now.databases[i];
    }
    known.number = now.images[i].HeaderNumber(kSchemaNumber);
    const Known& before = known_[i];
    const bool same_text =
        before.database == known.database ||
        (before.database != nullptr && known.database != nullptr &&
         before.database->objects == known.database->objects);
    known.stale = before.number == known.number && (before.stale || !same_text);
    stale |= known.stale;
    known_[i] = std::move(known);
  }
  return stale;
}

// Shares with `to` what of `from` still holds.
void SqliteObserver::CarryOver(const State& from, State* to) const {
  bool same_schema = from.databases.size() == to->databases.size();
  for (size_t i = 0; same_schema && i < to->databases.size(); ++i) {
    same_schema = from.databases[i] == to->databases[i] ||
                  from.databases[i]->objects == to->databases[i]->objects;
  }
  if (same_schema) {
    to->tables = from.tables;
    to->tables_by_text = from.tables_by_text;
  }
  for (Object& object : to->objects) {
    const SchemaRow& row = to->Row(object);
    for (const Object& old : from.objects) {
      if (old.database != object.database || !(from.Row(old) == row)) continue;
      if (row.type == "view" ? same_schema
                             : from.Indexes(old) == to->Indexes(object)) {
        object.structure = old.structure;
        object.by_text = old.by_text;
      }
      const size_t i = object.database;
      if (row.type == "table" && old.content != nullptr &&
          to->images[i].SameTree(from.images[i], row.root)) {
        object.content = old.content;
      }
      break;
    }
  }
}

// A database without objects is as good as one that is not open yet.
SqliteObserver::Likeness SqliteObserver::Compare(const State& a,
                                                 const State& b) {
  static const auto* const kNone = new Database;
  Likeness likeness = Likeness::kRows;
  for (size_t i = 0; i < std::size(kDatabases); ++i) {
    const Database& left = i < a.databases.size() ? *a.databases[i] : *kNone;
    const Database& right = i < b.databases.size() ? *b.databases[i] : *kNone;
    if (left.text != right.text) return Likeness::kNot;
    if (likeness == Likeness::kTexts) continue;
    const auto differs = [&](const SchemaRow& row) {
      return row.is_virtual() ||
             (row.root != 0 && !a.images[i].SameTree(b.images[i], row.root));
    };
    if (left.objects != right.objects ||
        std::any_of(left.objects.begin(), left.objects.end(), differs)) {
      likeness = Likeness::kTexts;
    }
  }
  return likeness;
}

void SqliteObserver::TakeFromState(const State& from, State* to) {
  const Likeness likeness = Compare(from, *to);
  if (likeness != Likeness::kNot && to->tables == nullptr &&
      from.tables_by_text) {
    to->tables = from.tables;
    to->tables_by_text = true;
  }
  for (Object& object : to->objects) {
    if (object.structure != nullptr && object.content != nullptr) continue;
    const SchemaRow& row = to->Row(object);
    const bool view = row.type == "view";
    // Of a TEMP view SQLite keeps what it has once worked out: each lane asks.
    if (view && object.database != 0) continue;
    for (const Object& other : from.objects) {
      if (other.database != object.database ||
          from.Row(other).line != row.line) {
        continue;
      }
      if (object.structure == nullptr && other.by_text &&
          (view ? likeness != Likeness::kNot
                : from.Indexes(other) == to->Indexes(object))) {
        object.structure = other.structure;
        object.by_text = true;
      }
      const size_t i = object.database;
      if (object.content == nullptr && other.content != nullptr &&
          (view ? likeness == Likeness::kRows
                : from.Row(other).root == row.root &&
                      to->images[i].SameTree(from.images[i], row.root))) {
        object.content = other.content;
      }
      break;
    }
  }
}

// What others of the group have read from the same bytes.
void SqliteObserver::TakeFromGroup(State* to) const {
  if (group_ == nullptr || undone_ || to->stale) return;
  for (const SqliteObserver* other : group_->observers_) {
    if (other == this || other->api_.open_v2 != api_.open_v2 ||
        other->undone_ || other->history_ != history_) {
      continue;
    }
    for (const auto& state : other->states_) {
      if (state != nullptr && !state->stale) TakeFromState(*state, to);
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
    states_[0]->stale = IsStale(*states_[0]);
    return states_[0].get();
  }
  const State* const before = states_[0].get();
  if (!ListObjects(before, now.get())) return forget();
  now->stale = IsStale(*now);
  if (before != nullptr) CarryOver(*before, now.get());
  TakeFromGroup(now.get());
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
    const Database& database = *state->databases[i];
    for (Object& object : state->objects) {
      if (object.database != i || !options.structure ||
          object.structure != nullptr) {
        continue;
      }
      ReadStructure(database, database.objects[object.place]);
      object.structure = TakeFrom(begin);
      object.by_text = !undone_ && !state->stale;
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
    state->tables_by_text = !undone_ && !state->stale;
  }
}

// Everything that was asked for: what is the state's own into `kept_`, the rest
// into `sections_`.
void SqliteObserver::Emit(const ObserveOptions& options, const State& state) {
  const auto add = [this](const Sections& sections) {
    if (sections == nullptr) return;
    for (const Section& section : *sections) kept_.push_back(&section);
  };
  for (size_t i = 0; i < state.databases.size(); ++i) {
    const Database& database = *state.databases[i];
    sections_.push_back({absl::StrCat("schema ", database.name),
                         Section::Status::kRows, database.text});
    if (options.integrity) add(state.integrity[i]);
  }
  if (!state.has_temp) AddEmptyTemp(options);
  for (const Object& object : state.objects) {
    if (options.structure) add(object.structure);
    if (state.Row(object).type == "view" ? options.views : options.rows)
      add(object.content);
  }
  if (options.structure) add(state.tables);
  // user_version and application_id.
  const PageImage& main = state.images[0];
  sections_.push_back(
      {"header main", Section::Status::kRows,
       absl::StrCat(main.HeaderNumber(60), "|", main.HeaderNumber(68), "\n")});
}

}  // namespace alterego
