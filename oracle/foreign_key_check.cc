#include "oracle/foreign_key_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/outcome.h"
#include "model/value.h"
#include "oracle/structure.h"
#include "shadow/eval.h"
#include "shadow/rows.h"

namespace alterego {
namespace {

enum class Answer { kOk, kMismatch, kUnknown };

std::string CollationOf(const Column& column) {
  const auto* rule = column.Find<CollateRule>();
  return rule == nullptr ? "BINARY" : rule->collation.id.spelling();
}

std::vector<const CreateIndex*> IndexesOn(const shadow::Database& database,
                                          const Identifier& table) {
  std::vector<const CreateIndex*> out;
  for (const shadow::ObjectPtr& object : database.objects) {
    const CreateIndex* index = object->AsIndex();
    if (index != nullptr && object->table == table) out.push_back(index);
  }
  return out;
}

// In the order in which SQLite looks at them, but for those that replace, which
// it puts last. Of several that fit, the first counts.
std::vector<IndexShape> NewestFirst(
    const Identifier& name, const CreateTable& table,
    const std::vector<const CreateIndex*>& created, SqliteVersion version) {
  std::vector<IndexShape> out = IndexesOf(name, table, created, version);
  const auto age = [&](const IndexShape& index) {
    const auto at =
        std::find_if(created.begin(), created.end(), [&](const CreateIndex* c) {
          return c->name.id == Identifier(index.name);
        });
    return at == created.end() ? -1 : at - created.begin();
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const IndexShape& a, const IndexShape& b) {
                     const auto x = age(a), y = age(b);
                     if (x != y) return x > y;
                     return x < 0 && std::pair(a.name.size(), a.name) >
                                         std::pair(b.name.size(), b.name);
                   });
  return out;
}

struct KeyPair {
  size_t child;  // place in the list of the child's columns
  int parent;
  // That of the index, and a primary key may have another than its column.
  std::string collation = "BINARY";
};

// Which columns of the parent the key points to, as sqlite3FkLocateIndex finds
// them: the primary key, or any unique index of that width in which every
// column is a named one, with its own collation. (An index over a column twice
// may leave another name of the list out.)
std::optional<std::vector<KeyPair>> ParentColumns(
    const shadow::Database& database, const shadow::Object& parent_object,
    const ForeignKeyRule& rule, SqliteVersion version) {
  const CreateTable& parent = *parent_object.AsTable();
  const std::vector<sql::Name>& named = rule.references.columns;
  const size_t width = rule.columns.size();
  if (!named.empty() && named.size() != width) return std::nullopt;
  const int rowid = RowidColumn(parent, version);
  if (width == 1 && rowid >= 0 &&
      (named.empty() || parent.ColumnIndex(named.front().id) == rowid)) {
    return std::vector<KeyPair>{{0, rowid}};
  }
  for (const IndexShape& index :
       NewestFirst(parent_object.name, parent,
                   IndexesOn(database, parent_object.name), version)) {
    if (!index.unique || index.partial || index.keys.size() != width) continue;
    if (named.empty()) {
      if (index.origin != IndexShape::Origin::kPrimaryKey) continue;
      std::vector<KeyPair> out;
      for (const IndexPart& part : index.keys) {
        out.push_back({out.size(), part.column, part.collation});
      }
      return out;
    }
    std::vector<KeyPair> out;
    for (const IndexPart& part : index.keys) {
      if (part.column < 0) break;
      const Column& column = parent.columns[part.column];
      if (!EqualsFolded(part.collation, CollationOf(column))) break;
      for (size_t i = 0; i < width; ++i) {
        if (named[i].id == column.name.id) {
          out.push_back({i, part.column, part.collation});
          break;
        }
      }
    }
    if (out.size() == width) return out;
  }
  return std::nullopt;
}

std::optional<std::vector<Row>> AllRows(const shadow::Database& database,
                                        const shadow::Object& object,
                                        const Dialect& dialect) {
  std::vector<Row> out;
  const auto found = database.rows.find(object.name.Folded());
  if (found == database.rows.end()) return out;
  for (const shadow::StoredRow& stored : found->second->rows) {
    std::optional<Row> row =
        shadow::ReadRow(*object.AsTable(), stored, dialect);
    if (!row) return std::nullopt;
    out.push_back(std::move(*row));
  }
  return out;
}

class Checker {
 public:
  Checker(const shadow::Database& database, const Dialect& dialect)
      : database_(database), dialect_(dialect) {}

  Answer Check(const shadow::Object& child, const ForeignKeyRule& rule,
               size_t id) {
    const CreateTable& table = *child.AsTable();
    std::vector<int> columns;
    for (const sql::Name& name : rule.columns) {
      columns.push_back(table.ColumnIndex(name.id));
      if (columns.back() < 0) return Answer::kUnknown;
    }
    const shadow::Object* parent =
        database_.FindTableOrView(rule.references.parent.id);
    std::optional<std::vector<KeyPair>> keys;
    std::optional<std::vector<Row>> parents;
    if (parent != nullptr) {
      if (parent->AsTable() == nullptr) return Answer::kUnknown;
      keys = ParentColumns(database_, *parent, rule, dialect_.version);
      if (!keys) return Answer::kMismatch;
      parents = AllRows(database_, *parent, dialect_);
      if (!parents) return Answer::kUnknown;
    }
    const std::optional<std::vector<Row>> rows =
        AllRows(database_, child, dialect_);
    if (!rows) return Answer::kUnknown;
    for (size_t r = 0; r < rows->size(); ++r) {
      const Row& row = (*rows)[r];
      bool some_null = false;
      for (size_t i = 0; i < columns.size(); ++i) {
        const size_t at = keys ? (*keys)[i].child : i;
        some_null |= row[columns[at]].is_null();
      }
      if (some_null) continue;
      if (parent != nullptr && HasParent(row, columns, *parent->AsTable(),
                                         *keys, *parents, dialect_.version)) {
        continue;
      }
      Report(child, r, rule, id);
    }
    return Answer::kOk;
  }

  std::vector<std::string> TakeLines() {
    std::sort(lines_.begin(), lines_.end());
    return std::move(lines_);
  }

 private:
  static bool HasParent(const Row& row, const std::vector<int>& columns,
                        const CreateTable& parent,
                        const std::vector<KeyPair>& keys,
                        const std::vector<Row>& parents,
                        SqliteVersion version) {
    std::vector<Value> wanted;
    for (const KeyPair& key : keys) {
      wanted.push_back(shadow::ApplyAffinity(
          row[columns[key.child]],
          shadow::LookupAffinity(
              shadow::ColumnAffinity(parent, parent.columns[key.parent],
                                     version),
              version),
          version));
    }
    return std::any_of(parents.begin(), parents.end(), [&](const Row& other) {
      for (size_t i = 0; i < keys.size(); ++i) {
        const int column = keys[i].parent;
        const auto collation = shadow::CollationByName(keys[i].collation)
                                   .value_or(shadow::Collation::kBinary);
        if (other[column].is_null() ||
            shadow::CompareValues(wanted[i], other[column], collation) != 0) {
          return false;
        }
      }
      return true;
    });
  }

  void Report(const shadow::Object& child, size_t row,
              const ForeignKeyRule& rule, size_t id) {
    std::string line;
    AppendTextLiteral(child.name.spelling(), &line);
    const auto& rows = database_.rows.at(child.name.Folded())->rows;
    line += child.AsTable()->without_rowid
                ? "|NULL|"
                : "|" + std::to_string(rows[row].rowid) + "|";
    AppendTextLiteral(rule.references.parent.id.spelling(), &line);
    line += "|" + std::to_string(id) + "\n";
    lines_.push_back(std::move(line));
  }

  const shadow::Database& database_;
  const Dialect& dialect_;
  std::vector<std::string> lines_;
};

}  // namespace

Section ForeignKeyCheck(const shadow::Database& database,
                        const Dialect& dialect) {
  Section out;
  out.name = "fk_check " + database.name.spelling();
  Checker checker(database, dialect);
  bool mismatch = false;
  for (const shadow::ObjectPtr& object : database.objects) {
    if (object->kind != ObjectKind::kTable) continue;
    const CreateTable* table = object->AsTable();
    if (table == nullptr) {
      if (object->AsVirtualTable() != nullptr) continue;
      out.status = Section::Status::kUnavailable;
      out.text = "a table that alterego does not know";
      return out;
    }
    const std::vector<ForeignKeyRule> rules = ForeignKeysOf(*table);
    for (size_t i = 0; i < rules.size(); ++i) {
      const Answer answer =
          checker.Check(*object, rules[i], rules.size() - 1 - i);
      if (answer == Answer::kUnknown) {
        out.status = Section::Status::kUnavailable;
        out.text = "values that alterego cannot compute";
        return out;
      }
      mismatch |= answer == Answer::kMismatch;
    }
  }
  if (mismatch) {
    out.status = Section::Status::kRefused;
    out.text = ReasonName(Reason::kForeignKeyMismatch);
    return out;
  }
  for (const std::string& line : checker.TakeLines()) out.text += line;
  return out;
}

}  // namespace alterego
