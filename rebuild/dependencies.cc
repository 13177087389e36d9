#include "rebuild/dependencies.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "rebuild/self_reference.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::TokenIndex;

// No schema has this name; what it stands for is unmistakable.
constexpr char kUnique[] = "alterego_unique_name";
// In backticks: then it is never taken for a string.
constexpr char kUniqueText[] = "`alterego_unique_name`";

void CollectColumnNodes(const Node& root, std::vector<const Node*>* out) {
  sql::Walk(root, [&](const Node& node) {
    if (node.kind == NodeKind::kColumn) out->push_back(&node);
  });
}

size_t CommonPrefix(const std::vector<Read>& a, const std::vector<Read>& b) {
  const size_t size = std::min(a.size(), b.size());
  for (size_t i = 0; i < size; ++i) {
    if (!(a[i] == b[i])) return i;
  }
  return size;
}

std::string Backticked(std::string_view name) {
  std::string out = "`";
  for (char c : name) {
    out += c;
    if (c == '`') out += c;
  }
  return out + "`";
}

// `t.*` where t stands in the same FROM and has no other name there.
void CollectStars(const Node& root, const TokenTexts& refs,
                  std::vector<TokenIndex>* out) {
  sql::Walk(root, [&](const Node& core) {
    if (core.kind != NodeKind::kSelectCore) return;
    const Node* columns = core.Child(NodeKind::kResultColumns);
    const Node* from = core.Child(NodeKind::kFrom);
    if (columns == nullptr || from == nullptr) return;
    for (const Node& star : columns->children) {
      if (star.kind != NodeKind::kStar || star.names.empty()) continue;
      for (const Node& source : from->children) {
        if (source.kind == NodeKind::kTableRef && source.names2.empty() &&
            refs.count(source.names.back().token) > 0 &&
            source.names.back().id == star.names.back().id) {
          out->push_back(star.names.back().token);
          break;
        }
      }
    }
  });
}

// The target of a trigger's step, and the sources of its UPDATE .. FROM, are
// compared by name only, whatever schema they turn out to be in.
void AddTargets(const sql::Parsed& parsed, const Identifier& name,
                const TokenTexts& known, std::vector<TokenIndex>* out) {
  const auto add = [&](const Node& ref) {
    if (ref.kind == NodeKind::kTableRef && ref.names.back().id == name &&
        known.count(ref.names.back().token) == 0) {
      out->push_back(ref.names.back().token);
    }
  };
  for (const Node* root : Roots(parsed)) {
    if (root->kind != NodeKind::kInsert && root->kind != NodeKind::kUpdate &&
        root->kind != NodeKind::kDelete) {
      continue;
    }
    for (const Node& child : root->children) {
      add(child);
      if (child.kind != NodeKind::kFrom) continue;
      for (const Node& source : child.children) add(source);
    }
  }
}

}  // namespace

Mirror Dependencies::Names(bool unnamed) const {
  MirrorOptions options;
  options.real_views = false;
  options.record_reads = true;
  options.keep_unnamed = unnamed;
  return Mirror(workspace_, in_, options);
}

Mirror Dependencies::Changed(TablePlace table, MirrorOptions::Change change,
                             size_t column, bool unnamed) const {
  MirrorOptions options;
  options.real_views = false;
  options.record_reads = true;
  options.keep_unnamed = unnamed;
  options.changed = table;
  options.change = change;
  options.column = column;
  options.new_name = kUnique;
  return Mirror(workspace_, in_, options);
}

bool Dependencies::IsChecked(TablePlace place, size_t home,
                             const CheckOptions& options) const {
  const SchemaObject& object = Object(place);
  if (object.is_internal() || object.is_virtual()) return false;
  const bool table = object.kind == ObjectKind::kTable;
  const bool index = object.kind == ObjectKind::kIndex;
  if (object.kind == ObjectKind::kView) return options.views_and_triggers;
  if (!table && !index) return true;
  if (!options.rewritten_for.has_value()) return true;
  return place.schema == home &&
         (table || EqualsFolded(object.table_name, *options.rewritten_for));
}

absl::StatusOr<std::optional<std::string>> Dependencies::Error(
    TablePlace place, size_t home, const CheckOptions& options) {
  const SchemaObject& object = Object(place);
  std::string error;
  if (object.kind == ObjectKind::kTrigger && !options.views_and_triggers) {
    ALTEREGO_ASSIGN_OR_RETURN(error, real_.Misplaced(place));
  } else if (object.kind == ObjectKind::kView ||
             object.kind == ObjectKind::kTrigger) {
    ALTEREGO_ASSIGN_OR_RETURN(Probe probe, real_.Compile(place, {}));
    error = std::move(probe.error);
  } else if (const auto* table = object.As<CreateTable>()) {
    error = ErrorInTable(*table, {in_.version, options.strings_off});
  } else if (object.kind == ObjectKind::kIndex) {
    error = IndexError(place, options);
  }
  if (error.empty()) return std::optional<std::string>();
  std::string when = options.when;
  if (options.rewritten_for.has_value() && place.schema != home &&
      EqualsFolded(object.table_name, *options.rewritten_for)) {
    when = "after rename";
  }
  return std::optional<std::string>(
      absl::StrCat("error in ", std::string(ObjectKindName(object.kind)), " ",
                   object.name, when.empty() ? "" : " ", when, ": ", error));
}

// An index of main is read as one of temp's table, if temp has one of that
// name; then its columns may be missing.
std::string Dependencies::IndexError(TablePlace place,
                                     const CheckOptions& options) const {
  const SchemaObject& object = Object(place);
  const auto* index = object.As<CreateIndex>();
  if (index == nullptr) return "";
  const std::optional<TablePlace> on = PlaceIndex(in_, place.schema, *index);
  if (!on.has_value()) return "";
  const SchemaObject& table = Object(*on);
  if (table.kind == ObjectKind::kView) return "views may not be indexed";
  if (table.is_virtual()) return "virtual tables may not be indexed";
  const auto* create = table.As<CreateTable>();
  if (create == nullptr) return "";
  return ErrorInIndex(*index, *create, {in_.version, options.strings_off});
}

absl::StatusOr<std::vector<TablePlace>> Dependencies::Checked(
    size_t schema, const CheckOptions& options) {
  std::vector<TablePlace> checked, compiled;
  for (int pass = 0; pass < 2; ++pass) {
    for (size_t s = 0; s < in_.schemas.size(); ++s) {
      const bool wanted =
          pass == 0 ? s == schema : s != schema && in_.schemas[s].is_temp();
      if (!wanted) continue;
      for (size_t o = 0; o < in_.schemas[s].objects.size(); ++o) {
        if (!IsChecked({s, o}, schema, options)) continue;
        checked.push_back({s, o});
        const ObjectKind kind = in_.schemas[s].objects[o].kind;
        if (options.views_and_triggers &&
            (kind == ObjectKind::kView || kind == ObjectKind::kTrigger)) {
          compiled.push_back({s, o});
        }
      }
    }
  }
  ALTEREGO_RETURN_IF_ERROR(real_.Expect(compiled));
  return checked;
}

absl::StatusOr<std::optional<std::string>> Dependencies::FirstBroken(
    size_t schema, const CheckOptions& options, TablePlace* broken) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<TablePlace> checked,
                            Checked(schema, options));
  for (TablePlace place : checked) {
    ALTEREGO_ASSIGN_OR_RETURN(std::optional<std::string> error,
                              Error(place, schema, options));
    if (!error.has_value()) continue;
    if (broken != nullptr) *broken = place;
    return error;
  }
  return std::optional<std::string>();
}

absl::StatusOr<std::vector<TablePlace>> Dependencies::AllBroken(
    size_t schema, const CheckOptions& options) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<TablePlace> checked,
                            Checked(schema, options));
  std::vector<TablePlace> out;
  for (TablePlace place : checked) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::optional<std::string> error,
                              Error(place, schema, options));
    if (error.has_value()) out.push_back(place);
  }
  return out;
}

absl::StatusOr<bool> Dependencies::IsBroken(TablePlace object, size_t home,
                                            const CheckOptions& options) {
  if (!IsChecked(object, home, options)) return false;
  ALTEREGO_ASSIGN_OR_RETURN(const std::optional<std::string> error,
                            Error(object, home, options));
  return error.has_value();
}

absl::StatusOr<bool> Dependencies::BreaksInUpsert(TablePlace object) {
  const sql::Parsed* parsed = Object(object).parsed();
  if (parsed == nullptr) return false;
  // Its text with a number for each column of the clause, and with one for each
  // in a WHERE of the clause.
  TokenTexts without, without_where;
  const auto blank = [](const Node& root, TokenTexts& texts) {
    sql::Walk(root, [&](const Node& node) {
      if (node.kind != NodeKind::kColumn) return;
      for (TokenIndex i = node.range.begin; i < node.range.end; ++i) {
        texts[i] = std::string(1, i == node.range.begin ? '0' : ' ');
      }
    });
  };
  for (const Node* root : Roots(*parsed)) {
    sql::Walk(*root, [&](const Node& upsert) {
      if (upsert.kind != NodeKind::kUpsert) return;
      blank(upsert, without);
      for (const Node& part : upsert.children) {  // the target, and DO UPDATE
        const Node* where = part.Child(NodeKind::kWhere);
        if (where != nullptr) blank(*where, without_where);
      }
    });
  }
  if (without.empty()) return false;
  // Compiled in the same way: as it is stored, it may have been prepared on a
  // table of its own, or not, by what was asked before.
  const TokenTexts as_is = {{0, std::string(parsed->TextOf(0))}};
  ALTEREGO_ASSIGN_OR_RETURN(const std::string with, ErrorWith(object, as_is));
  ALTEREGO_ASSIGN_OR_RETURN(const std::string elsewhere,
                            ErrorWith(object, without));
  if (elsewhere == with) return false;
  ALTEREGO_ASSIGN_OR_RETURN(const std::string in_lists,
                            ErrorWith(object, without_where));
  return in_lists != elsewhere;
}

// ----------------------------------------------------------------- columns

namespace {

// How an object reads when tokens are written with the unique name.
class ColumnSearch {
 public:
  ColumnSearch(TablePlace object, Read column)
      : object_(object), column_(std::move(column)), unique_(column_) {
    unique_.column = kUnique;
  }

  // `exported` has, for a token that is a result column as a whole, the name
  // that others may know it by.
  void Export(TokenTexts exported) { exported_ = std::move(exported); }

  // `quoted` has those of the candidates that are in double quotes in
  // backticks: where the name is gone they would become strings, and the
  // sources may read as if it were found.
  void Quote(TokenTexts quoted) { quoted_ = std::move(quoted); }

  // In the mirror with one column more; nullopt if that breaks the object.
  absl::StatusOr<std::optional<std::vector<TokenIndex>>> Individually(
      Mirror& extended, const std::vector<TokenIndex>& candidates) {
    ALTEREGO_ASSIGN_OR_RETURN(const Probe base, extended.Compile(object_, {}));
    if (!base.error.empty()) return std::optional<std::vector<TokenIndex>>();
    std::vector<TokenIndex> found;
    const bool reads = std::find(base.reads.begin(), base.reads.end(),
                                 column_) != base.reads.end();
    for (TokenIndex token : candidates) {
      if (!reads) break;
      ALTEREGO_ASSIGN_OR_RETURN(
          const Probe probe, extended.Compile(object_, {{token, kUniqueText}}));
      if (Means(base, probe)) {
        found.push_back(token);
        continue;
      }
      // Whatever it reads, it is not the column: that of a subquery, perhaps.
      if (probe.error.empty() && probe.reads == base.reads) {
        others_.insert(token);
      }
      if (probe.error.empty() || exported_.count(token) == 0) continue;
      ALTEREGO_ASSIGN_OR_RETURN(
          const Probe named,
          extended.Compile(object_, {{token, Unique(token, true)}}));
      if (Means(base, named)) found.push_back(token);
    }
    return std::optional<std::vector<TokenIndex>>(std::move(found));
  }

  // True if the object reads the same in the mirror where the column has the
  // unique name, with that name in these places.
  absl::StatusOr<bool> Complete(Mirror& renamed,
                                const std::vector<Read>& expected,
                                const std::vector<TokenIndex>& tokens) {
    for (const bool exported : {false, true}) {
      TokenTexts texts = Names();
      for (TokenIndex token : tokens) texts[token] = Unique(token, exported);
      ALTEREGO_ASSIGN_OR_RETURN(const Probe probe,
                                renamed.Compile(object_, texts));
      if (probe.error.empty() && probe.reads == Renamed(expected)) return true;
    }
    return false;
  }

  // In the mirror where the column has the unique name.
  absl::StatusOr<std::vector<TokenIndex>> OneByOne(
      Mirror& renamed, const std::vector<Read>& before,
      const std::vector<TokenIndex>& candidates) {
    const std::vector<Read> expected = Renamed(before);
    TokenTexts texts = Names();
    std::set<TokenIndex> taken;
    std::vector<TokenIndex> found;
    const auto common = [&](const TokenTexts& with) -> absl::StatusOr<size_t> {
      ALTEREGO_ASSIGN_OR_RETURN(const Probe probe,
                                renamed.Compile(object_, with));
      return CommonPrefix(probe.reads, expected);
    };
    ALTEREGO_ASSIGN_OR_RETURN(size_t best, common(texts));
    for (bool progress = true; progress;) {
      progress = false;
      for (TokenIndex token : candidates) {
        // Only a read of the column itself can be what is missing.
        if (best >= expected.size() || !(expected[best] == unique_)) break;
        if (taken.count(token) > 0 || others_.count(token) > 0) continue;
        for (const bool exported : {false, true}) {
          if (exported && exported_.count(token) == 0) break;
          TokenTexts with = texts;
          with[token] = Unique(token, exported);
          ALTEREGO_ASSIGN_OR_RETURN(const size_t now, common(with));
          if (now <= best) continue;
          best = now;
          texts = std::move(with);
          taken.insert(token);
          found.push_back(token);
          progress = true;
          break;
        }
      }
    }
    return found;
  }

 private:
  TokenTexts Names() const {
    TokenTexts names;
    for (const auto& [token, text] : quoted_) {
      if (others_.count(token) == 0) names[token] = text;
    }
    return names;
  }

  std::vector<Read> Renamed(std::vector<Read> reads) const {
    for (Read& read : reads) {
      if (read == column_) read = unique_;
    }
    return reads;
  }

  // True if reads of the column became reads of the new one, and nothing else
  // changed. An error may have cut the reads short: the new name is missed
  // elsewhere, by `c.a` for `WITH c AS (SELECT a ..)`, by ORDER BY in a UNION.
  bool Means(const Probe& base, const Probe& probe) const {
    // A read without a name may also say that nothing of a table is read.
    if (column_.column.empty()) {
      return Count(probe, unique_) > Count(base, unique_) &&
             (!probe.error.empty() ||
              Count(probe, column_) < Count(base, column_));
    }
    const size_t size = probe.reads.size();
    if (probe.error.empty() && size != base.reads.size()) return false;
    bool changed = false;
    for (size_t i = 0; i < size; ++i) {
      if (i >= base.reads.size()) {
        // ORDER BY, tried on one SELECT of the UNION after the other.
        if (!(probe.reads[i] == unique_ || probe.reads[i] == column_)) {
          return false;
        }
        continue;
      }
      if (probe.reads[i] == base.reads[i]) continue;
      if (!(base.reads[i] == column_) || !(probe.reads[i] == unique_)) {
        return false;
      }
      changed = true;
    }
    return changed;
  }

  static size_t Count(const Probe& probe, const Read& read) {
    return static_cast<size_t>(
        std::count(probe.reads.begin(), probe.reads.end(), read));
  }

  std::string Unique(TokenIndex token, bool exported) const {
    const auto name = exported_.find(token);
    return exported && name != exported_.end()
               ? absl::StrCat(kUniqueText, " AS ", name->second)
               : kUniqueText;
  }

  const TablePlace object_;
  const Read column_;
  Read unique_;
  TokenTexts exported_, quoted_;
  std::set<TokenIndex> others_;  // that mean something else
};

// The columns that a SELECT hands on under their own name.
TokenTexts ExportedNames(const sql::Parsed& parsed) {
  TokenTexts out;
  for (const Node* root : Roots(parsed)) {
    sql::Walk(*root, [&](const Node& item) {
      if (item.kind != NodeKind::kResultColumn || !item.names.empty() ||
          item.children.empty() || item.children[0].kind != NodeKind::kColumn) {
        return;
      }
      const sql::Name& last = item.children[0].names.back();
      out[last.token] = Backticked(last.id.spelling());
    });
  }
  return out;
}

}  // namespace

absl::StatusOr<std::vector<TokenIndex>> Dependencies::ColumnTokens(
    TablePlace object, TablePlace table, size_t column) {
  const SchemaObject& target = Object(table);
  const auto* create = target.As<CreateTable>();
  const sql::Parsed* parsed = Object(object).parsed();
  std::vector<TokenIndex> candidates;
  // Views are tables here: only what names the table can mean its column.
  if (create == nullptr || parsed == nullptr ||
      !Object(object).text()->Names(target.name)) {
    return candidates;
  }
  const Identifier& name = create->columns[column].name.id;
  const bool is_rowid = create->RowidAlias() == static_cast<int>(column);
  TokenTexts quoted;
  for (const Node* node : ColumnNodes(*parsed)) {
    const sql::Name& last = node->names.back();
    if (last.id == name || (is_rowid && IsRowidName(last.id.spelling()))) {
      candidates.push_back(last.token);
      if (last.quote == sql::Quote::kDouble) {
        quoted[last.token] = Backticked(last.id.spelling());
      }
    }
  }
  if (candidates.empty()) return candidates;
  ColumnSearch search(
      object, {in_.schemas[table.schema].name, target.name, name.spelling()});
  search.Export(ExportedNames(*parsed));
  search.Quote(std::move(quoted));
  Mirror extended =
      Changed(table, MirrorOptions::Change::kExtraColumn, 0, name.empty());
  ALTEREGO_ASSIGN_OR_RETURN(const auto found,
                            search.Individually(extended, candidates));
  if (found.has_value() && found->size() == candidates.size()) return *found;
  Mirror names = Names(name.empty());
  Mirror renamed =
      Changed(table, MirrorOptions::Change::kColumn, column, name.empty());
  ALTEREGO_ASSIGN_OR_RETURN(const Probe probe, names.Compile(object, {}));
  if (found.has_value()) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool complete,
                              search.Complete(renamed, probe.reads, *found));
    if (complete || !probe.error.empty()) return *found;
  }
  // One column more can be too many, and it can make a NATURAL JOIN another.
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<TokenIndex> others,
                            search.OneByOne(renamed, probe.reads, candidates));
  if (!found.has_value()) return others;
  ALTEREGO_ASSIGN_OR_RETURN(const bool complete,
                            search.Complete(renamed, probe.reads, others));
  // The new name itself may end it, SELECT * FROM (SELECT a FROM t) NATURAL
  // JOIN t WHERE a, and leave none that means the column individually.
  return complete || found->empty() ? others : *found;
}

// ------------------------------------------------------------------ tables

namespace {

// Which of the candidate qualifiers mean the table, in a mirror where it has
// the unique name; `texts` names it in the sources already. A qualifier that
// means something else is refused when it is written with that name.
// A table may be called old or new: then both readings may compile, and read
// the same. SQLite looks among the sources first.
absl::StatusOr<std::vector<TokenIndex>> SearchQualifiers(
    const Identifier& name, Mirror& renamed, TablePlace object,
    const std::vector<Read>& expected, TokenTexts texts,
    const std::vector<TokenIndex>& candidates) {
  const auto score = [&](const TokenTexts& with) -> absl::StatusOr<size_t> {
    ALTEREGO_ASSIGN_OR_RETURN(const Probe probe, renamed.Compile(object, with));
    const size_t common = CommonPrefix(probe.reads, expected);
    const bool complete = probe.error.empty() && common == expected.size() &&
                          probe.reads.size() == expected.size();
    return common + (complete ? 1 : 0);
  };
  const size_t complete = expected.size() + 1;
  TokenTexts all = texts;
  for (TokenIndex token : candidates) all[token] = kUniqueText;
  ALTEREGO_ASSIGN_OR_RETURN(const size_t of_all, score(all));
  if (of_all == complete) return candidates;

  std::vector<TokenIndex> found;
  ALTEREGO_ASSIGN_OR_RETURN(size_t best, score(texts));
  for (bool progress = true; progress && best < complete;) {
    progress = false;
    for (TokenIndex token : candidates) {
      if (texts.count(token) > 0) continue;
      TokenTexts with = texts;
      with[token] = kUniqueText;
      ALTEREGO_ASSIGN_OR_RETURN(const size_t now, score(with));
      if (now <= best) continue;
      best = now;
      texts = std::move(with);
      found.push_back(token);
      progress = true;
    }
  }
  if (!(name == Identifier("old") || name == Identifier("new"))) return found;
  for (TokenIndex token : candidates) {
    if (texts.count(token) > 0) continue;
    TokenTexts with = texts;
    with[token] = kUniqueText;
    ALTEREGO_ASSIGN_OR_RETURN(const size_t now, score(with));
    if (now < best) continue;
    texts = std::move(with);
    found.push_back(token);
  }
  return found;
}

}  // namespace

namespace {

// `x IN t` is overlooked by SQLite.
void ForgetInTables(const Node& root, TokenTexts* texts) {
  sql::Walk(root, [&](const Node& node) {
    if (node.kind != NodeKind::kIn) return;
    const Node& set = node.children[1];
    if (set.kind == NodeKind::kTableRef) texts->erase(set.names.back().token);
  });
}

// In a trigger `new.rowid` is that of the row that fires it, although a table
// called new is among the sources: SQLite looks there for columns only, and
// for rowids last.
bool IsRowidOfFiringRow(const CreateTrigger* trigger, const CreateTable* source,
                        const Node& column) {
  if (trigger == nullptr || column.names.size() != 2) return false;
  using Event = CreateTrigger::Event;
  const Identifier& row = column.names[0].id;
  const Identifier& name = column.names[1].id;
  const bool fires =
      (row == Identifier("new") && trigger->event != Event::kDelete) ||
      (row == Identifier("old") && trigger->event != Event::kInsert);
  if (!fires || !IsRowidName(name.spelling())) return false;
  return source == nullptr || source->FindColumn(name) == nullptr;
}

// `excluded` is the table too; SQLite writes the new name there.
void AddExcluded(const Node& step, const TokenTexts& refs,
                 std::vector<TokenIndex>* out) {
  const Node* upsert = step.Child(NodeKind::kUpsert);
  const Node* target = step.Child(NodeKind::kTableRef);
  if (upsert == nullptr || refs.count(target->names.back().token) == 0) return;
  sql::Walk(*upsert, [&](const Node& node) {
    if (node.kind == NodeKind::kColumn && node.names.size() == 2 &&
        node.names[0].id == Identifier("excluded")) {
      out->push_back(node.names[0].token);
    }
  });
}

}  // namespace

absl::StatusOr<std::vector<TokenIndex>> Dependencies::TableTokens(
    TablePlace object, TablePlace table) {
  const SchemaObject& target = Object(table);
  const sql::Parsed* parsed = Object(object).parsed();
  std::vector<TokenIndex> found, candidates;
  if (parsed == nullptr) return found;
  const Identifier name(target.name);
  size_t schema = object.schema;
  const auto* trigger = Object(object).As<CreateTrigger>();
  if (trigger != nullptr) schema = PlaceTrigger(in_, schema, *trigger).schema;
  const Schema& home = in_.schemas[schema];
  TokenTexts texts;
  const auto visit = [&](const Node& ref, bool is_cte) {
    if (is_cte || !(ref.names.back().id == name)) return;
    std::optional<std::string> schema;
    if (ref.names.size() == 2) {
      schema = ref.names[0].id.spelling();
    } else if (!home.is_temp()) {
      schema = home.name;
    }
    const auto place = in_.FindTable(schema, name.spelling());
    if (!place.has_value() || place->schema != table.schema) return;
    texts[ref.names.back().token] = kUniqueText;
  };
  const std::vector<const Node*> roots = Roots(*parsed);
  for (const Node* root : roots) ForEachTableRef(*root, visit);
  for (const Node* root : roots) ForgetInTables(*root, &texts);
  for (const auto& [token, text] : texts) found.push_back(token);
  AddTargets(*parsed, name, texts, &found);
  const size_t refs = found.size();
  for (const Node* root : roots) CollectStars(*root, texts, &found);
  for (size_t i = refs; i < found.size(); ++i) texts[found[i]] = kUniqueText;
  for (const Node* node : ColumnNodes(*parsed)) {
    if (node->names.size() < 2) continue;
    const sql::Name& qualifier = node->names[node->names.size() - 2];
    if (!(qualifier.id == name)) continue;
    // Until 3.34 a table called new hid the row.
    if (in_.version >= SqliteVersion{3, 35, 0} &&
        IsRowidOfFiringRow(trigger, target.As<CreateTable>(), *node)) {
      continue;
    }
    candidates.push_back(qualifier.token);
  }
  for (const Node* root : roots) AddExcluded(*root, texts, &found);
  if (candidates.empty()) return found;
  Mirror names = Names(false);
  Mirror renamed = Changed(table, MirrorOptions::Change::kTable, 0, false);
  ALTEREGO_ASSIGN_OR_RETURN(Probe probe, names.Compile(object, {}));
  for (Read& read : probe.reads) {
    if (read.schema == in_.schemas[table.schema].name &&
        read.table == target.name) {
      read.table = kUnique;
    }
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      const std::vector<TokenIndex> qualifiers,
      SearchQualifiers(name, renamed, object, probe.reads, texts, candidates));
  found.insert(found.end(), qualifiers.begin(), qualifiers.end());
  // In a table called `excluded` a token may have two reasons.
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

absl::StatusOr<std::vector<TokenIndex>> Dependencies::StringTokens(
    TablePlace object) {
  std::vector<TokenIndex> found;
  const sql::Parsed* parsed = Object(object).parsed();
  if (parsed == nullptr) return found;
  // In backticks a word is never a string.
  TokenTexts words;
  for (const Node* node : ColumnNodes(*parsed)) {
    const sql::Name& name = node->names[0];
    if (node->names.size() != 1 || name.quote != sql::Quote::kDouble) continue;
    words[name.token] = Backticked(name.id.spelling());
  }
  if (words.empty()) return found;
  ALTEREGO_ASSIGN_OR_RETURN(const Probe all, real_.Compile(object, words));
  if (all.error.empty()) return found;
  for (const Node* node : ColumnNodes(*parsed)) {
    const auto word = words.find(node->names[0].token);
    if (word == words.end()) continue;
    ALTEREGO_ASSIGN_OR_RETURN(const Probe probe,
                              real_.Compile(object, {*word}));
    if (!probe.error.empty()) found.push_back(word->first);
  }
  return found;
}

absl::StatusOr<std::string> Dependencies::ErrorWith(TablePlace object,
                                                    const TokenTexts& texts) {
  ALTEREGO_ASSIGN_OR_RETURN(Probe probe, real_.Compile(object, texts));
  return std::move(probe.error);
}

std::vector<const Node*> TableColumnNodes(const CreateTable& table) {
  std::vector<const Node*> out;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& c : column.constraints) {
      if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
        CollectColumnNodes(check->expr, &out);
      } else if (const auto* as = std::get_if<GeneratedRule>(&c.rule)) {
        CollectColumnNodes(as->expr, &out);
      }
    }
  }
  for (const TableConstraint& c : table.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
      CollectColumnNodes(check->expr, &out);
    }
  }
  return out;
}

const Node* StringKey(const IndexedColumn& key, bool primary) {
  const Node* expr = &key.expr;
  int collations = 0;
  while (expr->kind == NodeKind::kCollate || expr->kind == NodeKind::kParen) {
    if (expr->kind == NodeKind::kCollate) ++collations;
    expr = &expr->children[0];
  }
  const bool literal = expr->kind == NodeKind::kLiteral &&
                       !expr->text.empty() && expr->text[0] == '\'';
  const bool word = expr->kind == NodeKind::kColumn &&
                    expr->names.size() == 1 &&
                    expr->names[0].quote == sql::Quote::kDouble;
  if (collations > 1 && !primary) return nullptr;
  return literal || word ? expr : nullptr;
}

std::vector<const Node*> IndexColumnNodes(const CreateIndex& index) {
  std::vector<const Node*> out;
  for (const IndexedColumn& key : index.columns) {
    CollectColumnNodes(key.expr, &out);
  }
  if (index.where.has_value()) CollectColumnNodes(*index.where, &out);
  return out;
}

std::vector<TokenIndex> StringTokensOf(const sql::Parsed& parsed,
                                       const CreateTable& table) {
  std::vector<const Node*> nodes, no_rowid;
  if (const auto* own = std::get_if<CreateTable>(&parsed.statement)) {
    nodes = TableColumnNodes(*own);
    for (const Column& column : own->columns) {
      const GeneratedRule* as = column.generated();
      if (as != nullptr) CollectColumnNodes(as->expr, &no_rowid);
    }
  } else if (const auto* index = std::get_if<CreateIndex>(&parsed.statement)) {
    nodes = IndexColumnNodes(*index);
    for (const IndexedColumn& key : index->columns) {
      CollectColumnNodes(key.expr, &no_rowid);
    }
  }
  std::vector<TokenIndex> out;
  for (const Node* node : nodes) {
    const sql::Name& name = node->names[0];
    // The rowid has a name in CHECK and WHERE only.
    const bool rowid_is_name =
        !table.without_rowid &&
        std::find(no_rowid.begin(), no_rowid.end(), node) == no_rowid.end();
    if (node->names.size() != 1 || name.quote != sql::Quote::kDouble ||
        table.FindColumn(name.id) != nullptr ||
        (rowid_is_name && IsRowidName(name.id.spelling()))) {
      continue;
    }
    out.push_back(name.token);
  }
  return out;
}

}  // namespace alterego::rebuild
