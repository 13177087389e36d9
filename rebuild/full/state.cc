#include "rebuild/full/state.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/edit_distance.h"
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/indexes.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild::full {
absl::Status Refuse(std::string message, int code) {
  return RefusalStatus({code, std::move(message)});
}

std::string Nearest(std::string_view name,
                    const std::vector<std::string>& known) {
  const std::string* best = nullptr;
  // One letter says nothing, three may be two of them exchanged.
  size_t least =
      std::max(name.size() / 3,
               std::min<size_t>(name.empty() ? 0 : name.size() - 1, 2)) +
      1;
  for (const std::string& word : known) {
    const size_t distance = EditDistance(
        absl::AsciiStrToLower(std::string(name)), absl::AsciiStrToLower(word));
    if (distance < least) {
      least = distance;
      best = &word;
    }
  }
  return best == nullptr ? "" : absl::StrCat("; did you mean \"", *best, "\"?");
}

State::State(Database& database, const sql::Parsed& alter,
             const AlterTableFull& statement, const Options& options,
             Introspection in, TablePlace place)
    : database(database),
      alter(alter),
      statement(statement),
      options(options),
      before(in),
      now(std::move(in)),
      place(place) {
  if (object().As<CreateTable>() == nullptr) return;
  for (size_t i = 0; i < table().columns.size(); ++i) {
    Source source;
    source.old_column = static_cast<int>(i);
    sources.push_back(source);
  }
}

std::string State::OldName() const {
  return absl::StrCat(Quoted(before.schemas[place.schema].name), ".",
                      Quoted(old_object().name));
}

void State::SetText(TablePlace object, std::string text) {
  SchemaObject& edited = now.schemas[object.schema].objects[object.object];
  if (edited.sql != text) {
    edited.SetSql(std::move(text), database.workspace().texts);
  }
}

absl::Status State::SetText(std::string text) {
  SetText(place, std::move(text));
  const auto* table = object().As<CreateTable>();
  if (table == nullptr || table->columns.size() != sources.size()) {
    return absl::InternalError(
        absl::StrCat("an edit was not understood: ", *object().sql));
  }
  return absl::OkStatus();
}

void State::Drop(TablePlace object) {
  dropped.push_back(object);
  SchemaObject& gone = now.schemas[object.schema].objects[object.object];
  const int64_t rowid = gone.rowid;
  gone = SchemaObject();
  gone.rowid = rowid;
  gone.kind = ObjectKind::kIndex;
}

std::string State::Raw(size_t column) const {
  const Source& source = sources[column];
  if (source.old_column < 0) return absl::StrCat("(", source.expr, ")");
  const Column& was = old_table().columns[source.old_column];
  const std::string name =
      absl::StrCat(Quoted(old_object().name), ".", was.name.id.Quoted());
  if (was.generated() == nullptr ||
      AffinityOf(was.type, old_table().strict) != Affinity::kReal ||
      AffinityOf(table().columns[column].type, table().strict) ==
          Affinity::kReal) {
    return name;
  }
  // SQLite stores a whole number that is read from there as an integer.
  return absl::StrCat("(CASE typeof(", name, ") WHEN 'real' THEN CAST(", name,
                      " AS REAL) ELSE ", name, " END)");
}

namespace {

// A DEFAULT as rows read it, which is a literal, with an affinity that leaves
// it as it is; nullopt if there is none.
std::optional<std::string> CastOf(const Source& source, Affinity affinity) {
  if (!source.by_default || source.as_is || source.expr.empty()) {
    return std::nullopt;
  }
  const char first = source.expr[0];
  const bool text = first == '\'';
  const bool null = EqualsFolded(source.expr, "null");
  const bool number = first == '-' || (first >= '0' && first <= '9');
  switch (affinity) {
    case Affinity::kBlob:
      return source.expr;
    case Affinity::kText:
      if (!text && !null) return std::nullopt;
      return absl::StrCat("CAST(", source.expr, " AS TEXT)");
    case Affinity::kReal:
      if (!number && !null) return std::nullopt;
      return absl::StrCat("CAST(", source.expr, " AS REAL)");
    case Affinity::kInteger:
    case Affinity::kNumeric:
      if (!number && !null) return std::nullopt;
      return absl::StrCat("CAST(", source.expr, " AS NUMERIC)");
  }
  return std::nullopt;
}

}  // namespace

std::string State::Value(size_t column) const {
  const std::string raw = Raw(column);
  const Source& source = sources[column];
  if (source.old_column < 0) {
    const std::optional<std::string> cast = CastOf(
        source, AffinityOf(table().columns[column].type, table().strict));
    if (cast.has_value()) return absl::StrCat("(", *cast, ")");
  }
  if (!source.convert) {
    // What is stored stays, and compares as the new definition has it.
    const bool alike = source.old_column < 0 || ComparesAlike(*this, column);
    return alike ? raw : absl::StrCat("(+", raw, ")");
  }
  return Converted(raw, table().columns[column].type, source.old_column >= 0);
}

std::string State::Converted(const std::string& raw, const std::string& type,
                             bool fits) const {
  switch (AffinityOf(type, table().strict)) {
    case Affinity::kBlob:
      return raw;
    case Affinity::kText:
      if (!fits) {
        return absl::StrCat("(CASE WHEN typeof(", raw, ")='blob' THEN ", raw,
                            " ELSE CAST(", raw, " AS TEXT) END)");
      }
      return absl::StrCat("CAST(", raw, " AS TEXT)");
    case Affinity::kReal:
      if (fits) return absl::StrCat("CAST(", raw, " AS REAL)");
      break;
    case Affinity::kInteger:
      if (!fits) break;
      // Of text the former takes the digits, the latter alone makes integers.
      return absl::StrCat("CAST(CAST(", raw, " AS NUMERIC) AS INTEGER)");
    case Affinity::kNumeric:
      break;
  }
  // What is no number stays what it is.
  const bool real = AffinityOf(type, table().strict) == Affinity::kReal;
  const std::string number = absl::StrCat("CAST(", raw, " AS NUMERIC)");
  return absl::StrCat(
      "(CASE WHEN typeof(", raw, ")='blob' OR typeof(", raw, ")='text' AND ",
      raw, "<>", number, " THEN ", raw, " ",
      real ? ""
           : absl::StrCat("WHEN typeof(", number, ")='real' AND ",
                          IsWholeReal(number), " THEN CAST(", number,
                          " AS INTEGER) "),
      "ELSE CAST(", raw, " AS ", real ? "REAL" : "NUMERIC", ") END)");
}

// What is no column of the new table: a string, even where the old one has such
// a column, or a rowid. "" for the word as it is.
std::string State::NoColumn(const sql::Node& node, bool query) const {
  const sql::Name& word = node.names.back();
  if (node.names.size() > 1 || query) return "";
  if (word.quote == sql::Quote::kDouble) {
    return " " + Literal(word.id.spelling()) + " ";
  }
  const std::string rowid = RowidName(old_table());
  if (word.quote != sql::Quote::kNone || !IsRowidName(word.id.spelling()) ||
      rowid.empty()) {
    return "";
  }
  return absl::StrCat(" ", Quoted(old_object().name), ".", rowid, " ");
}

absl::StatusOr<std::string> State::OverOldRow(const sql::Parsed& parsed,
                                              sql::TokenRange range,
                                              const sql::Node& expr) const {
  TokenTexts texts;
  bool query = false;
  std::vector<const sql::Node*> columns;
  sql::Walk(expr, [&](const sql::Node& node) {
    query |= node.kind == sql::NodeKind::kSelect;
    if (node.kind == sql::NodeKind::kColumn) columns.push_back(&node);
  });
  bool changed = false;
  for (const sql::Node* node : columns) {
    const sql::Name& word = node->names.back();
    const int column = table().ColumnIndex(word.id);
    if (word.token == sql::kNoToken) continue;
    if (column < 0) {
      const std::string text = NoColumn(*node, query);
      if (!text.empty()) texts[word.token] = text;
      continue;
    }
    const Source& source = sources[column];
    const bool same = source.old_column >= 0 && !source.convert &&
                      ComparesAlike(*this, static_cast<size_t>(column)) &&
                      old_table().columns[source.old_column].name.id == word.id;
    const bool renamed =
        node->names.size() > 1 &&
        !(Identifier(old_object().name) == Identifier(object().name));
    if (same && !renamed) {
      // It may come to stand in a query for a parent, with columns of its own.
      if (!query && node->names.size() == 1) {
        texts[word.token] = " " + Raw(static_cast<size_t>(column)) + " ";
      }
      continue;
    }
    changed = true;
    for (sql::TokenIndex t = node->range.begin; t < node->range.end; ++t) {
      texts[t] = "";
    }
    // A name in quotes may stand right behind a word.
    texts[word.token] = absl::StrCat(" ", Value(column), " ");
  }
  if (changed && query) {
    return Refuse(
        "a sub-query cannot be mixed with other changes of the columns that "
        "it reads; make these a statement of their own");
  }
  return Render(parsed, range, texts);
}

bool State::TellsExactly(const sql::Node& expr) const {
  bool exact = true;
  bool collated = false;
  for (const Column& column : table().columns) {
    collated |= !EqualsFolded(CollationOf(column), "binary");
  }
  sql::Walk(expr, [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn) return;
    const int at = table().ColumnIndex(node.names.back().id);
    if (at < 0) return;
    const size_t column = static_cast<size_t>(at);
    const Source& source = sources[column];
    if (source.old_column < 0) {
      const Affinity affinity =
          AffinityOf(table().columns[column].type, table().strict);
      exact = exact && !collated && CastOf(source, affinity).has_value();
    } else if (!source.convert) {
      exact = exact && ComparesAlike(*this, column);
    } else {
      // A CAST, which has both.
      const Column& before = old_table().columns[source.old_column];
      const Column& after = table().columns[column];
      const Affinity affinity = AffinityOf(after.type, table().strict);
      exact = exact && EqualsFolded(CollationOf(before), CollationOf(after)) &&
              affinity != Affinity::kBlob && affinity != Affinity::kNumeric;
    }
  });
  return exact;
}

namespace {

// What asks for the affinity or the collation of a column that it reads.
bool Compares(const sql::Node& node) {
  switch (node.kind) {
    case sql::NodeKind::kBinary:
      return (node.op >= sql::Op::kEq &&
              node.op <= sql::Op::kIsNotDistinctFrom);
    case sql::NodeKind::kBetween:
    case sql::NodeKind::kIn:
    case sql::NodeKind::kCaseBase:
      return true;
    case sql::NodeKind::kFunction: {
      const std::string& name = node.names.back().id.spelling();
      return EqualsFolded(name, "nullif") || EqualsFolded(name, "min") ||
             EqualsFolded(name, "max");
    }
    default:
      return false;
  }
}

// Which columns can be told over the old row, each asked once: one may read
// another many times over.
class Exactness {
 public:
  explicit Exactness(const State& state)
      : state_(state), known_(state.table().columns.size()) {}

  bool Of(const sql::Node& expr) {
    bool compares = false, exact = true;
    sql::Walk(expr, [&](const sql::Node& node) {
      compares |= Compares(node);
      if (node.kind != sql::NodeKind::kColumn) return;
      const int read = state_.table().ColumnIndex(node.names.back().id);
      exact = exact && (read < 0 || Of(static_cast<size_t>(read)));
    });
    return exact && (!compares || state_.TellsExactly(expr));
  }

  bool Of(size_t column) {
    const GeneratedRule* rule = state_.table().columns[column].generated();
    if (rule == nullptr) return true;
    if (!known_[column].has_value()) {
      known_[column] = false;  // of a loop, which SQLite refuses
      known_[column] = !state_.sources[column].untold && Of(rule->expr);
    }
    return *known_[column];
  }

 private:
  const State& state_;
  std::vector<std::optional<bool>> known_;
};

// What is put into each other grows by a factor with each column; beyond that
// SQLite's parser needs seconds, or has no room.
bool IsTooMuch(std::string_view expr) {
  constexpr size_t kMostBytes = 4096;
  constexpr int kMostParens = 16;
  int open = 0, most = 0;
  for (const char c : expr) {
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    most = std::max(most, open);
  }
  return expr.size() > kMostBytes || most > kMostParens;
}

}  // namespace

bool State::ComputesExactly(const sql::Node& expr) const {
  return Exactness(*this).Of(expr);
}

bool State::ComputesExactly(size_t column) const {
  return Exactness(*this).Of(column);
}

absl::StatusOr<Source> State::Computed(const sql::Parsed& parsed,
                                       sql::TokenRange range,
                                       const sql::Node& expr) const {
  Source source;
  source.generated = source.convert = true;
  ALTEREGO_ASSIGN_OR_RETURN(source.expr, OverOldRow(parsed, range, expr));
  // A user's own expression is as SQLite has taken it.
  const bool changed = source.expr.size() > parsed.TextOf(range).size() * 2;
  source.untold = changed && IsTooMuch(source.expr);
  if (source.untold) source.expr = "NULL";
  return source;
}

absl::StatusOr<size_t> State::RequireColumn(const sql::Name& column) const {
  const int index = table().ColumnIndex(column.id);
  if (index >= 0) return static_cast<size_t>(index);
  std::vector<std::string> known;
  for (const Column& c : table().columns) known.push_back(c.name.id.spelling());
  return Refuse(absl::StrCat("no such column: \"", column.id.spelling(),
                             "\" in table ", name(),
                             Nearest(column.id.spelling(), known)));
}

absl::StatusOr<ConstraintRef> State::RequireConstraint(
    const sql::Name& constraint) const {
  const auto found = FindConstraint(table(), constraint.id);
  if (found.has_value()) return *found;
  std::vector<std::string> known;
  for (const NamedConstraint& c : ConstraintNames(table())) {
    known.push_back(c.name.spelling());
  }
  return Refuse(absl::StrCat("no such constraint: ", constraint.id.spelling(),
                             " on table ", name(),
                             Nearest(constraint.id.spelling(), known)));
}

std::string State::Text(sql::TokenRange range) const {
  return range.empty() ? "" : std::string(alter.TextOf(range));
}

}  // namespace alterego::rebuild::full
