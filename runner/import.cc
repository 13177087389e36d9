#include "runner/import.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "model/schema.h"
#include "model/sql/parser.h"
#include "oracle/rowid.h"

namespace alterego {
namespace {

using shadow::Database;
using shadow::Object;
using shadow::World;

// Reads literals one after the other.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  bool Eat(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  absl::StatusOr<Value> Read() {
    if (Eat("NULL")) return Value::Null();
    if (Eat("CAST(")) {
      ALTEREGO_ASSIGN_OR_RETURN(std::string bytes, ReadBlob());
      if (!Eat(" AS TEXT)")) return Fault("a CAST that does not end");
      return Value::Text(std::move(bytes));
    }
    if (text_.substr(at_).starts_with("x'")) {
      ALTEREGO_ASSIGN_OR_RETURN(std::string bytes, ReadBlob());
      return Value::Blob(std::move(bytes));
    }
    if (Eat("'")) return ReadText();
    return ReadNumber();
  }
  absl::Status Fault(std::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrFormat("at byte %d of a section: %s", at_, what));
  }

 private:
  absl::StatusOr<Value> ReadText() {
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\'' && !Eat("'")) return Value::Text(std::move(out));
      out.push_back(c);
    }
    return Fault("a text without its closing quote");
  }
  static int HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
  absl::StatusOr<std::string> ReadBlob() {
    if (!Eat("x'")) return Fault("not a blob");
    std::string out;
    while (at_ + 1 < text_.size() && text_[at_] != '\'') {
      const int high = HexDigit(text_[at_]), low = HexDigit(text_[at_ + 1]);
      if (high < 0 || low < 0) return Fault("not a hexadecimal digit");
      out.push_back(static_cast<char>(high << 4 | low));
      at_ += 2;
    }
    if (!Eat("'")) return Fault("a blob without its closing quote");
    return out;
  }
  absl::StatusOr<Value> ReadNumber() {
    size_t end = at_;
    while (end < text_.size() && text_[end] != '|' && text_[end] != '\n') ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    if (word == "9e999" || word == "-9e999") {
      at_ = end;
      const double infinity = std::numeric_limits<double>::infinity();
      return Value::Real(word[0] == '-' ? -infinity : infinity);
    }
    const char* last = word.data() + word.size();
    if (word.find_first_of(".e") == word.npos) {
      int64_t integer = 0;
      const auto [stop, error] = std::from_chars(word.data(), last, integer);
      if (stop != last || error != std::errc()) return Fault("not a literal");
      at_ = end;
      return Value::Integer(integer);
    }
    double real = 0;
    const auto [stop, error] = std::from_chars(word.data(), last, real);
    if (stop != last || error != std::errc()) return Fault("not a literal");
    at_ = end;
    return Value::Real(real);
  }

  std::string_view text_;
  size_t at_ = 0;
};

std::optional<ObjectKind> KindByName(const std::string& name) {
  for (ObjectKind kind : {ObjectKind::kTable, ObjectKind::kIndex,
                          ObjectKind::kView, ObjectKind::kTrigger}) {
    if (name == ObjectKindName(kind)) return kind;
  }
  return std::nullopt;
}

// One row of sqlite_schema: type, name, tbl_name, sql.
absl::StatusOr<shadow::ObjectPtr> ImportObject(const Row& row,
                                               SqliteVersion version) {
  for (size_t i = 0; i < 3; ++i) {
    if (row.size() != 4 || row[i].storage_class() != StorageClass::kText) {
      return absl::InvalidArgumentError("a schema row that is none");
    }
  }
  const std::optional<ObjectKind> kind = KindByName(row[0].text());
  if (!kind) {
    return absl::InvalidArgumentError(
        absl::StrFormat("an object of the kind \"%s\"", row[0].text()));
  }
  Object object;
  object.kind = *kind;
  object.name = Identifier(row[1].text());
  object.table = Identifier(row[2].text());
  if (row[3].storage_class() == StorageClass::kText) {
    object.sql = row[3].text();
    if (auto parsed = shadow::ParseStored(object.sql, version); parsed.ok()) {
      object.parsed = std::make_shared<sql::Parsed>(std::move(*parsed));
    }
  }
  return std::make_shared<const Object>(std::move(object));
}

// `before`: the rows of the table as they were known, or nullptr.
absl::StatusOr<shadow::TableRowsPtr> ImportRows(
    const CreateTable& table, const std::string& text,
    const shadow::TableRows* before) {
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Row> lines, ParseRows(text));
  const bool with_rowid = RowidName(table).has_value();
  const bool keeps = before != nullptr && before->rows.size() == lines.size();
  auto out = std::make_shared<shadow::TableRows>();
  for (size_t n = 0; n < lines.size(); ++n) {
    Row& line = lines[n];
    shadow::StoredRow row;
    // Where no name reaches the rowid, as yet, it is most likely what it was.
    row.rowid = table.without_rowid ? 0
                : keeps             ? before->rows[n].rowid
                                    : static_cast<int64_t>(n) + 1;
    if (with_rowid) {
      if (line.empty() || line[0].storage_class() != StorageClass::kInteger) {
        return absl::InvalidArgumentError("a row without its rowid");
      }
      row.rowid = line[0].integer();
      line.erase(line.begin());
    }
    if (line.size() != table.columns.size()) {
      return absl::InvalidArgumentError(
          absl::StrFormat("a row of %d values in a table of %d columns",
                          line.size(), table.columns.size()));
    }
    row.values = std::move(line);
    for (size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].is_virtual()) row.values[c] = Value::Null();
    }
    out->rows.push_back(std::move(row));
  }
  return shadow::TableRowsPtr(std::move(out));
}

absl::StatusOr<shadow::DatabasePtr> ImportDatabase(
    const Observation& observation, const std::string& name,
    const World& before) {
  const auto& all = before.now.databases;
  const auto known = std::find_if(all.begin(), all.end(),
                                  [&name](const shadow::DatabasePtr& database) {
                                    return database->name == Identifier(name);
                                  });
  auto database = std::make_shared<Database>();
  database->name = Identifier(name);
  const Section* schema = observation.Find("schema " + name);
  if (schema == nullptr && name == "temp") {  // not opened yet: empty
    return shadow::DatabasePtr(std::move(database));
  }
  if (schema == nullptr || schema->status != Section::Status::kRows) {
    return absl::InvalidArgumentError("the schema of " + name + " is missing");
  }
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Row> lines, ParseRows(schema->text));
  for (const Row& line : lines) {
    ALTEREGO_ASSIGN_OR_RETURN(shadow::ObjectPtr object,
                              ImportObject(line, before.dialect.version));
    database->objects.push_back(object);
    const CreateTable* table = object->AsTable();
    if (table == nullptr) continue;
    const std::string& spelling = object->name.spelling();
    const Section* rows = observation.Find("rows " + name + "." + spelling);
    if (rows == nullptr || rows->status != Section::Status::kRows) {
      return absl::InvalidArgumentError("the rows of " + spelling +
                                        " are missing");
    }
    const shadow::TableRows* was = nullptr;
    if (known != all.end()) {
      const auto found = (*known)->rows.find(object->name.Folded());
      if (found != (*known)->rows.end()) was = found->second.get();
    }
    ALTEREGO_ASSIGN_OR_RETURN(database->rows[object->name.Folded()],
                              ImportRows(*table, rows->text, was));
  }
  return shadow::DatabasePtr(std::move(database));
}

// main, temp, then what else is there: in the order of `before`, new ones last.
std::vector<std::string> DatabaseNames(const Observation& observation,
                                       const World& before) {
  std::vector<std::string> names = {"main", "temp"};
  const auto add = [&](const std::string& name) {
    for (const std::string& known : names) {
      if (EqualsFolded(known, name)) return;
    }
    if (observation.Find("schema " + name) != nullptr) names.push_back(name);
  };
  for (const auto& database : before.now.databases) {
    add(database->name.spelling());
  }
  for (const Section& section : observation.sections) {
    if (section.name.starts_with("schema ")) add(section.name.substr(7));
  }
  return names;
}

void ImportTransaction(bool open, World* world) {
  if (!open) {
    world->LeaveTransaction();
  } else if (world->frames.empty()) {
    world->frames.push_back(shadow::Frame{std::nullopt, world->now, 0});
  }
}

// in_transaction|foreign_keys|legacy_alter_table|recursive_triggers|...; an
// engine that lacks one of these may still know the first.
absl::Status ImportConnection(const Observation& observation, World* world) {
  const auto section = [&observation](std::string_view name) {
    const Section* found = observation.Find(name);
    const bool rows =
        found != nullptr && found->status == Section::Status::kRows;
    return rows ? found : nullptr;
  };
  if (const Section* open = section("transaction")) {
    ImportTransaction(open->text == "1\n", world);
  }
  const Section* all = section("connection");
  if (all == nullptr) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Row> lines, ParseRows(all->text));
  if (lines.size() != 1 || lines[0].size() < 4) {
    return absl::InvalidArgumentError("a connection line that is none");
  }
  bool flags[4];
  for (size_t i = 0; i < 4; ++i) {
    flags[i] = lines[0][i] == Value::Integer(1);
  }
  world->dialect.foreign_keys = flags[1];
  world->dialect.legacy_alter_table = flags[2];
  world->dialect.recursive_triggers = flags[3];
  ImportTransaction(flags[0], world);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Row>> ParseRows(std::string_view text) {
  std::vector<Row> rows;
  LiteralReader reader(text);
  while (!reader.done()) {
    Row row;
    do {
      ALTEREGO_ASSIGN_OR_RETURN(Value value, reader.Read());
      row.push_back(std::move(value));
    } while (reader.Eat("|"));
    if (!reader.Eat("\n")) return reader.Fault("neither | nor a line's end");
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<shadow::WorldPtr> ImportWorld(const Observation& observation,
                                             const World& before) {
  auto world = std::make_shared<World>();
  world->dialect = before.dialect;
  world->frames = before.frames;
  world->deferred_violations = before.deferred_violations;
  world->deferred_unknown = before.dialect.foreign_keys;
  // The frame that the statement opened itself goes back to what was before.
  world->now = before.now;
  ALTEREGO_RETURN_IF_ERROR(ImportConnection(observation, world.get()));
  world->now.databases.clear();
  for (const std::string& name : DatabaseNames(observation, before)) {
    ALTEREGO_ASSIGN_OR_RETURN(shadow::DatabasePtr database,
                              ImportDatabase(observation, name, before));
    world->now.databases.push_back(std::move(database));
  }
  return shadow::WorldPtr(std::move(world));
}

}  // namespace alterego
