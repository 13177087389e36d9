#include "oracle/structure.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "model/sql/edit.h"
#include "model/sql/lexer.h"
#include "model/value.h"

namespace alterego {
namespace {

constexpr SqliteVersion kStandardTypesSince{3, 37, 0};
// Until then, the same column with another collation counted as repeated
// (isDupColumn in src/build.c).
constexpr SqliteVersion kCollationsTellApartSince{3, 29, 0};
// 3.26 still took the text up to the next token, 3.31 no longer.
constexpr SqliteVersion kDefaultEndsWithItsToken{3, 31, 0};

// 3.51 still said BINARY of the columns behind a WITHOUT ROWID table's key.
constexpr SqliteVersion kTailsHaveCollations{3, 52, 0};

bool IsQuote(char c) { return c == '"' || c == '\'' || c == '[' || c == '`'; }

// sqlite3Dequote: up to the closing quote; what stands behind it is lost.
std::string DequotedStart(std::string_view text) {
  const char quote = text.front() == '[' ? ']' : text.front();
  std::string out;
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == quote) {
      if (i + 1 >= text.size() || text[i + 1] != quote) break;
      ++i;
    }
    out.push_back(text[i]);
  }
  return out;
}

// The type as the schema keeps it.
std::string TypeWord(std::string_view declared, SqliteVersion version) {
  if (version < kStandardTypesSince) {
    return !declared.empty() && IsQuote(declared.front())
               ? DequotedStart(declared)
               : std::string(declared);
  }
  // sqlite3DequoteToken: one quoted word only, and it knows `[` but not `]`.
  if (declared.size() >= 2 && IsQuote(declared.front()) &&
      std::none_of(declared.begin() + 1, declared.end() - 1, IsQuote)) {
    declared = declared.substr(1, declared.size() - 2);
  }
  for (const std::string_view standard :
       {"ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"}) {
    if (EqualsFolded(declared, standard)) return std::string(standard);
  }
  return std::string(declared);
}

// What an index key names: the collations around it taken off, and
// parentheses, which leave no trace in SQLite's tree.
struct Key {
  std::optional<Identifier> column;      // nullopt: an expression
  std::optional<std::string> collation;  // the outermost COLLATE
};

Key KeyOf(const sql::Node& expr, bool primary) {
  Key out;
  int collations = 0;
  const sql::Node* node = &expr;
  while (true) {
    if (node->kind == sql::NodeKind::kParen) {
      node = &node->children.front();
    } else if (node->kind == sql::NodeKind::kCollate) {
      ++collations;
      if (!out.collation) out.collation = node->names.front().id.spelling();
      node = &node->children.front();
    } else {
      break;
    }
  }
  if (node->kind == sql::NodeKind::kColumn && node->names.size() == 1) {
    out.column = node->names.front().id;
  } else if (node->kind == sql::NodeKind::kLiteral && !node->text.empty() &&
             node->text.front() == '\'' && (collations <= 1 || primary)) {
    // 'a' names a column, but under several COLLATEs in a PRIMARY KEY only.
    out.column = Identifier(sql::Dequote(node->text));
  }
  return out;
}

// The primary key as declared: of a column (then `column` says which) or of the
// table.
struct DeclaredKey {
  const PrimaryKeyRule* rule = nullptr;
  int column = -1;
};

DeclaredKey FindPrimaryKey(const CreateTable& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    for (const ColumnConstraint& c : table.columns[i].constraints) {
      if (const auto* rule = std::get_if<PrimaryKeyRule>(&c.rule)) {
        return {rule, static_cast<int>(i)};
      }
    }
  }
  for (const TableConstraint& c : table.constraints) {
    if (const auto* rule = std::get_if<PrimaryKeyRule>(&c.rule)) {
      return {rule, -1};
    }
  }
  return {};
}

// The column of an INTEGER PRIMARY KEY, also in a WITHOUT ROWID table; -1 if
// the key gets an index at its place in the text.
int IntegerKeyColumn(const CreateTable& table, SqliteVersion version) {
  const DeclaredKey key = FindPrimaryKey(table);
  if (key.rule == nullptr) return -1;
  int column = key.column;
  if (column >= 0 && key.rule->order == sql::Op::kDesc) return -1;
  if (column < 0) {
    if (key.rule->columns.size() != 1) return -1;
    const Key part = KeyOf(key.rule->columns.front().expr, true);
    if (!part.column) return -1;
    column = table.ColumnIndex(*part.column);
    if (column < 0) return -1;
  }
  const std::string type = TypeWord(table.columns[column].type, version);
  return EqualsFolded(type, "INTEGER") ? column : -1;
}

bool HasPart(const std::vector<IndexPart>& parts, const IndexPart& wanted,
             SqliteVersion version) {
  return std::any_of(parts.begin(), parts.end(), [&](const IndexPart& part) {
    return part.column == wanted.column &&
           (version < kCollationsTellApartSince ||
            EqualsFolded(part.collation, wanted.collation));
  });
}

// Walks the clauses in the order of the text, as SQLite's parser does, and
// makes the automatic indexes on the way.
class AutomaticIndexes {
 public:
  AutomaticIndexes(const Identifier& name, const CreateTable& table,
                   SqliteVersion version)
      : name_(name),
        table_(table),
        version_(version),
        collations_(table.columns.size()),
        integer_key_(IntegerKeyColumn(table, version)) {}

  std::vector<IndexShape> Make() {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      for (const ColumnConstraint& c : table_.columns[i].constraints) {
        OfColumn(static_cast<int>(i), c);
      }
    }
    for (const TableConstraint& c : table_.constraints) {
      if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
        if (integer_key_ < 0) {
          Add(Parts(key->columns, true), IndexShape::Origin::kPrimaryKey);
        }
      } else if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
        Add(Parts(unique->columns, false), IndexShape::Origin::kUnique);
      }
    }
    if (table_.without_rowid) {
      if (integer_key_ >= 0) {
        IndexPart part = PartOf(integer_key_);
        const DeclaredKey key = FindPrimaryKey(table_);
        part.descending =
            key.column < 0 && key.rule->columns.front().order == sql::Op::kDesc;
        Add({part}, IndexShape::Origin::kPrimaryKey);
      }
      DropRepeatedKeys();
    }
    return std::move(indexes_);
  }

  const std::vector<std::string>& collations() const { return collations_; }

  std::vector<IndexPart> Parts(const std::vector<IndexedColumn>& columns,
                               bool primary) {
    std::vector<IndexPart> out;
    for (const IndexedColumn& column : columns) {
      const Key key = KeyOf(column.expr, primary);
      IndexPart part;
      part.column = IndexPart::kExpression;
      if (key.column) {
        const int found = table_.ColumnIndex(*key.column);
        if (found >= 0) part = PartOf(found);
      }
      part.descending = column.order == sql::Op::kDesc;
      if (key.collation) part.collation = *key.collation;
      out.push_back(std::move(part));
    }
    return out;
  }

 private:
  IndexPart PartOf(int column) const {
    IndexPart out;
    out.column = column;
    if (!collations_[column].empty()) out.collation = collations_[column];
    return out;
  }

  void OfColumn(int i, const ColumnConstraint& c) {
    if (const auto* collate = std::get_if<CollateRule>(&c.rule)) {
      collations_[i] = collate->collation.id.spelling();
      // UNIQUE COLLATE x: the index was there first (sqlite3AddCollateType).
      for (IndexShape& index : indexes_) {
        if (index.keys.front().column == i) {
          index.keys.front().collation = collations_[i];
        }
      }
    } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
      if (integer_key_ >= 0) return;
      IndexPart part = PartOf(i);
      part.descending = key->order == sql::Op::kDesc;
      Add({part}, IndexShape::Origin::kPrimaryKey);
    } else if (std::holds_alternative<UniqueRule>(c.rule)) {
      Add({PartOf(i)}, IndexShape::Origin::kUnique);
    }
  }

  void Add(std::vector<IndexPart> keys, IndexShape::Origin origin) {
    for (IndexShape& index : indexes_) {
      const bool same =
          std::equal(index.keys.begin(), index.keys.end(), keys.begin(),
                     keys.end(), [](const IndexPart& a, const IndexPart& b) {
                       return a.column == b.column &&
                              EqualsFolded(a.collation, b.collation);
                     });
      if (!same) continue;
      if (origin == IndexShape::Origin::kPrimaryKey) index.origin = origin;
      return;
    }
    IndexShape index;
    index.name = "sqlite_autoindex_" + name_.spelling() + "_" +
                 std::to_string(indexes_.size() + 1);
    index.unique = true;
    index.origin = origin;
    index.keys = std::move(keys);
    indexes_.push_back(std::move(index));
  }

  void DropRepeatedKeys() {
    for (IndexShape& index : indexes_) {
      if (index.origin != IndexShape::Origin::kPrimaryKey) continue;
      std::vector<IndexPart> kept;
      for (IndexPart& part : index.keys) {
        const bool repeated = HasPart(kept, part, version_);
        if (!repeated) kept.push_back(std::move(part));
      }
      index.keys = std::move(kept);
    }
  }

  const Identifier& name_;
  const CreateTable& table_;
  const SqliteVersion version_;
  std::vector<std::string> collations_;  // of the columns, "" for none
  const int integer_key_;
  std::vector<IndexShape> indexes_;
};

bool HasColumn(const std::vector<IndexPart>& parts, int column) {
  return std::any_of(parts.begin(), parts.end(), [&](const IndexPart& part) {
    return part.column == column;
  });
}

void AddTails(const CreateTable& table, SqliteVersion version,
              std::vector<IndexShape>* indexes) {
  if (!table.without_rowid) {
    for (IndexShape& index : *indexes) index.tail.push_back({});
    return;
  }
  const auto key = std::find_if(
      indexes->begin(), indexes->end(), [](const IndexShape& index) {
        return index.origin == IndexShape::Origin::kPrimaryKey;
      });
  if (key == indexes->end()) return;
  const std::vector<IndexPart> key_parts = key->keys;
  for (IndexShape& index : *indexes) {
    if (index.origin == IndexShape::Origin::kPrimaryKey) {
      // The key's index is the table: all that is stored stands in it.
      for (size_t i = 0; i < table.columns.size(); ++i) {
        const int column = static_cast<int>(i);
        if (HasColumn(index.keys, column) || table.columns[i].is_virtual()) {
          continue;
        }
        IndexPart part;
        part.column = column;
        const auto* collate = table.columns[i].Find<CollateRule>();
        if (collate != nullptr && version >= kTailsHaveCollations) {
          part.collation = collate->collation.id.spelling();
        }
        index.tail.push_back(part);
      }
      continue;
    }
    for (const IndexPart& part : key_parts) {
      if (HasPart(index.keys, part, version)) continue;
      index.tail.push_back(part);
      // An automatic index gets its tail in convertToWithoutRowidTable, which
      // leaves the direction out; the others in sqlite3CreateIndex.
      if (index.origin == IndexShape::Origin::kUnique) {
        index.tail.back().descending = false;
      }
    }
  }
}

void AppendName(const std::string& name, std::string* out) {
  AppendTextLiteral(name, out);
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\f\r\v";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// The text of a DEFAULT as sqlite3AddDefaultValue cuts it out.
std::string DefaultText(const sql::Parsed& parsed, const sql::Node& expr,
                        SqliteVersion version) {
  std::string_view text = parsed.TextOf(expr.range);
  if (expr.kind == sql::NodeKind::kParen && text.size() >= 2) {
    text = Trimmed(text.substr(1, text.size() - 2));
  } else if (version < kDefaultEndsWithItsToken &&
             expr.kind != sql::NodeKind::kColumn) {
    // To the next token, comments included.
    sql::TokenIndex next = expr.range.end;
    while (next < parsed.tokens.size() &&
           (parsed.tokens[next].kind == sql::TokenKind::kSpace ||
            parsed.tokens[next].kind == sql::TokenKind::kComment)) {
      ++next;
    }
    const size_t begin = parsed.tokens[expr.range.begin].offset;
    const size_t end = next < parsed.tokens.size() ? parsed.tokens[next].offset
                                                   : parsed.source.size();
    text = Trimmed(std::string_view(parsed.source).substr(begin, end - begin));
  }
  return std::string(text);
}

std::string_view ActionName(ForeignKeyAction action) {
  switch (action) {
    case ForeignKeyAction::kUnset:
    case ForeignKeyAction::kNoAction:
      return "NO ACTION";
    case ForeignKeyAction::kRestrict:
      return "RESTRICT";
    case ForeignKeyAction::kSetNull:
      return "SET NULL";
    case ForeignKeyAction::kSetDefault:
      return "SET DEFAULT";
    case ForeignKeyAction::kCascade:
      return "CASCADE";
  }
  return "NO ACTION";
}

void AppendPart(const CreateTable& table, size_t number, const IndexPart& part,
                bool is_key, std::string* out) {
  *out += std::to_string(number) + "|" + std::to_string(part.column) + "|";
  if (part.column >= 0) {
    AppendName(table.columns[part.column].name.id.spelling(), out);
  } else {
    *out += "NULL";
  }
  *out += part.descending ? "|1|" : "|0|";
  AppendTextLiteral(part.collation, out);
  *out += is_key ? "|1\n" : "|0\n";
}

}  // namespace

// Of several words the first one without its quotes, if it has some.
std::string ListedType(std::string_view declared, SqliteVersion version) {
  std::string type = TypeWord(declared, version);
  return !type.empty() && IsQuote(type.front()) ? DequotedStart(type) : type;
}

// The type as it stands in the text. Until 3.36 GENERATED ALWAYS is a part of
// it, where a type could go on.
std::string TypeText(const sql::Parsed& parsed, const Column& column,
                     SqliteVersion version) {
  if (version >= kStandardTypesSince || column.constraints.empty()) {
    return column.type;
  }
  const ColumnConstraint& first = column.constraints.front();
  const auto* generated = std::get_if<GeneratedRule>(&first.rule);
  if (generated == nullptr || !generated->generated_always || first.name ||
      (!column.type.empty() && column.type.back() == ')')) {
    return column.type;
  }
  const sql::TokenIndex begin = sql::NextSignificant(parsed, column.name.token);
  const sql::TokenIndex always =
      sql::NextSignificant(parsed, first.range.begin);
  return std::string(parsed.TextOf({begin, always + 1}));
}

int RowidColumn(const CreateTable& table, SqliteVersion version) {
  return table.without_rowid ? -1 : IntegerKeyColumn(table, version);
}

std::vector<IndexShape> IndexesOf(
    const Identifier& table_name, const CreateTable& table,
    const std::vector<const CreateIndex*>& explicit_indexes,
    SqliteVersion version) {
  AutomaticIndexes automatic(table_name, table, version);
  std::vector<IndexShape> out = automatic.Make();
  for (const CreateIndex* index : explicit_indexes) {
    IndexShape shape;
    shape.name = index->name.id.spelling();
    shape.unique = index->unique;
    shape.partial = index->where.has_value();
    shape.keys = automatic.Parts(index->columns, false);
    out.push_back(std::move(shape));
  }
  AddTails(table, version, &out);
  std::sort(
      out.begin(), out.end(),
      [](const IndexShape& a, const IndexShape& b) { return a.name < b.name; });
  return out;
}

std::string XinfoText(const sql::Parsed& parsed, const CreateTable& table,
                      const std::vector<IndexShape>& indexes,
                      SqliteVersion version) {
  const auto key =
      std::find_if(indexes.begin(), indexes.end(), [](const IndexShape& index) {
        return index.origin == IndexShape::Origin::kPrimaryKey;
      });
  const int rowid = RowidColumn(table, version);
  std::string out;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const int number = static_cast<int>(i);
    size_t key_place = 0;
    if (number == rowid) {
      key_place = 1;
    } else if (key != indexes.end()) {
      for (size_t k = 0; k < key->keys.size() && key_place == 0; ++k) {
        if (key->keys[k].column == number) key_place = k + 1;
      }
    }
    // The key of WITHOUT ROWID and of STRICT tables is NOT NULL.
    const bool not_null =
        column.not_null() || (key_place > 0 && number != rowid &&
                              (table.without_rowid || table.strict));
    out += std::to_string(i) + "|";
    AppendName(column.name.id.spelling(), &out);
    out += "|";
    AppendTextLiteral(ListedType(TypeText(parsed, column, version), version),
                      &out);
    out += not_null ? "|1|" : "|0|";
    if (const auto* rule = column.Find<DefaultRule>()) {
      AppendTextLiteral(DefaultText(parsed, rule->expr, version), &out);
    } else {
      out += "NULL";
    }
    out += "|" + std::to_string(key_place);
    out += column.is_stored() ? "|3\n" : column.is_virtual() ? "|2\n" : "|0\n";
  }
  return out;
}

std::string IndexListText(const std::vector<IndexShape>& indexes) {
  std::string out;
  for (const IndexShape& index : indexes) {
    AppendTextLiteral(index.name, &out);
    out += index.unique ? "|1|" : "|0|";
    out += index.origin == IndexShape::Origin::kCreate   ? "'c'"
           : index.origin == IndexShape::Origin::kUnique ? "'u'"
                                                         : "'pk'";
    out += index.partial ? "|1\n" : "|0\n";
  }
  return out;
}

std::string IndexText(const CreateTable& table, const IndexShape& index) {
  std::string out;
  size_t number = 0;
  for (const IndexPart& part : index.keys) {
    AppendPart(table, number++, part, true, &out);
  }
  for (const IndexPart& part : index.tail) {
    AppendPart(table, number++, part, false, &out);
  }
  return out;
}

std::vector<ForeignKeyRule> ForeignKeysOf(const CreateTable& table) {
  std::vector<ForeignKeyRule> out;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& c : column.constraints) {
      if (const auto* rule = std::get_if<ForeignKeyRule>(&c.rule)) {
        out.push_back(*rule);
        out.back().columns = {column.name};
      }
    }
  }
  for (const TableConstraint& c : table.constraints) {
    if (const auto* rule = std::get_if<ForeignKeyRule>(&c.rule)) {
      out.push_back(*rule);
    }
  }
  return out;
}

std::string ForeignKeysText(const CreateTable& table) {
  std::string out;
  std::vector<ForeignKeyRule> rules = ForeignKeysOf(table);
  // SQLite numbers them from the last declared to the first.
  std::reverse(rules.begin(), rules.end());
  for (size_t id = 0; id < rules.size(); ++id) {
    const ReferencesClause& references = rules[id].references;
    for (size_t i = 0; i < rules[id].columns.size(); ++i) {
      out += std::to_string(id) + "|" + std::to_string(i) + "|";
      AppendName(references.parent.id.spelling(), &out);
      out += "|";
      // As the table spells its column, not as the key does.
      const Column* column = table.FindColumn(rules[id].columns[i].id);
      AppendName(column != nullptr ? column->name.id.spelling()
                                   : rules[id].columns[i].id.spelling(),
                 &out);
      out += "|";
      if (i < references.columns.size()) {
        AppendName(references.columns[i].id.spelling(), &out);
      } else {
        out += "NULL";
      }
      out += "|";
      AppendTextLiteral(ActionName(references.on_update), &out);
      out += "|";
      AppendTextLiteral(ActionName(references.on_delete), &out);
      out += "|'NONE'\n";
    }
  }
  return out;
}

}  // namespace alterego
