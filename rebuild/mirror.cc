#include "rebuild/mirror.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/trigger_text.h"
#include "rebuild/window_text.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

// What an error of the compiler is to ALTER TABLE, which only resolves names.
enum class ErrorClass { kNames, kFunction, kOther };

// The text between a prefix and a suffix; nullopt if they are not there.
std::optional<std::string> Between(std::string_view text,
                                   std::string_view prefix,
                                   std::string_view suffix) {
  if (text.size() < prefix.size() + suffix.size() ||
      text.substr(0, prefix.size()) != prefix ||
      text.substr(text.size() - suffix.size()) != suffix) {
    return std::nullopt;
  }
  text.remove_prefix(prefix.size());
  text.remove_suffix(suffix.size());
  return std::string(text);
}

struct Wording {
  std::string_view prefix, suffix;
};
// Complaints about a function, with its name in the middle.
constexpr std::array<Wording, 9> kFunctionErrors = {{
    {"no such function: ", ""},
    {"wrong number of arguments to function ", "()"},
    {"misuse of aggregate: ", "()"},
    {"misuse of aggregate function ", "()"},
    {"misuse of window function ", "()"},
    {"misuse of aggregate ", "()"},
    {"", "() may not be used as a window function"},
    {"FILTER may not be used with non-aggregate ", "()"},
    {"unsafe use of ", "()"},
}};
// Found while code is made, after all names are resolved.
constexpr std::array<std::string_view, 14> kOtherErrors = {
    "RANGE with offset ",
    "expected ",  // 2 columns for a view but got 3
    "no such collation sequence",
    "sub-select returns",
    "DISTINCT ",
    "misuse of ",
    "too many terms",
    "FILTER clause may only",
    "ORDER BY may not be used with non-aggregate",
    "no query solution",
    "at most ",
    "table function",
    "unable to use function",
    "second argument to likelihood",
};

ErrorClass Classify(std::string_view error, std::string* function) {
  for (const Wording& w : kFunctionErrors) {
    if (auto name = Between(error, w.prefix, w.suffix)) {
      *function = *name;
      return ErrorClass::kFunction;
    }
  }
  for (std::string_view prefix : kOtherErrors) {
    if (error.substr(0, prefix.size()) == prefix) return ErrorClass::kOther;
  }
  return ErrorClass::kNames;
}

// A built-in function that takes the arguments of `call` where it stands.
std::string Substitute(const Node& call) {
  const bool aggregate = call.Child(NodeKind::kOver) != nullptr ||
                         call.Child(NodeKind::kFilter) != nullptr;
  if (!aggregate) return " printf";
  size_t arguments = 0;
  for (const Node& child : call.children) {
    arguments += child.kind != NodeKind::kOver &&
                 child.kind != NodeKind::kFilter &&
                 child.kind != NodeKind::kOrderBy;
  }
  return arguments < 2 ? " count" : " group_concat";
}

// True if a call of `function` could be written differently.
bool ReplaceFunction(const sql::Parsed& parsed, std::string_view function,
                     TokenTexts* texts) {
  bool changed = false;
  const auto visit = [&](const Node& node) {
    if (node.kind != NodeKind::kFunction ||
        !EqualsFolded(node.names[0].id.spelling(), function)) {
      return;
    }
    changed |= texts->emplace(node.names[0].token, Substitute(node)).second;
  };
  for (const Node* root : Roots(parsed)) sql::Walk(*root, visit);
  return changed;
}

// `0 AND x`: SQLite's parser drops x, but not where ALTER TABLE reads it. A
// constant that is no literal keeps it. What stands behind ON and behind WHERE
// are such operands, too.
void KeepOperands(const sql::Parsed& parsed, TokenTexts* texts) {
  const auto visit = [&](const Node& node) {
    const bool joined =
        node.kind == NodeKind::kWhere || node.kind == NodeKind::kOn;
    const bool both =
        node.kind == NodeKind::kBinary && node.op == sql::Op::kAnd;
    if (!joined && !both) return;
    for (const Node& child : node.children) {
      const Node& operand = WithoutParens(child);
      const bool literal = operand.kind == NodeKind::kLiteral;
      const bool word = operand.kind == NodeKind::kColumn &&
                        operand.names.size() == 1 &&
                        operand.names[0].id == Identifier("false");
      if (!literal && !word) continue;
      const sql::TokenIndex token = operand.range.begin;
      texts->emplace(
          token, absl::StrCat("(+", std::string(parsed.TextOf(token)), ")"));
    }
  };
  for (const Node* root : Roots(parsed)) sql::Walk(*root, visit);
}

// `ORDER BY 2`, `GROUP BY 2`: the place of a result column, which ALTER TABLE
// does not look for, but in a compound (sqlite3ResolveOrderGroupBy). What can
// be none at all it minds (resolveOrderGroupBy).
void DropPlace(const Node& term, TokenTexts* texts) {
  const Node* expr = &term;
  while (expr->kind == NodeKind::kOrderTerm || expr->kind == NodeKind::kParen ||
         expr->kind == NodeKind::kCollate ||
         (expr->kind == NodeKind::kUnary && expr->op == sql::Op::kPlus)) {
    expr = &expr->children[0];
  }
  int64_t place = 0;
  if (expr->kind != NodeKind::kLiteral ||
      !absl::SimpleAtoi(expr->text, &place) || place < 1 || place > 0xffff) {
    return;
  }
  texts->emplace(expr->range.begin, "NULL");
}

void DropPlaces(const sql::Parsed& parsed, TokenTexts* texts) {
  const auto visit = [&](const Node& node) {
    const bool one = node.kind == NodeKind::kSelect &&
                     node.Child(NodeKind::kCompound) == nullptr;
    const Node* terms = node.kind == NodeKind::kSelectCore
                            ? node.Child(NodeKind::kGroupBy)
                        : one ? node.Child(NodeKind::kOrderBy)
                              : nullptr;
    if (terms == nullptr) return;
    for (const Node& term : terms->children) DropPlace(term, texts);
  };
  for (const Node* root : Roots(parsed)) sql::Walk(*root, visit);
}

// What an ordinary statement resolves otherwise than ALTER TABLE does.
void WriteAsRead(const sql::Parsed& parsed, SqliteVersion version,
                 TokenTexts* texts) {
  KeepOperands(parsed, texts);
  if (version >= SqliteVersion{3, 31, 0}) DropPlaces(parsed, texts);
  UnlinkWindows(parsed, texts);
}

// "expected 1 columns for 'v' but got 2"
bool IsOfWidth(const std::string& error) {
  return absl::StartsWith(error, "expected ") &&
         absl::StrContains(error, " columns for '");
}

// A statement that fires the trigger.
std::string FiringSql(const CreateTrigger& trigger, const std::string& target,
                      const std::string& column) {
  switch (trigger.event) {
    case CreateTrigger::Event::kDelete:
      return "DELETE FROM " + target;
    case CreateTrigger::Event::kInsert:
      return absl::StrCat("INSERT INTO ", target, " DEFAULT VALUES");
    case CreateTrigger::Event::kUpdate:
      return absl::StrCat("UPDATE ", target, " SET ", Quoted(column), "=NULL");
  }
  return "";
}

std::string TableSql(const std::string& name,
                     const std::vector<std::string>& columns,
                     const CreateTable* create) {
  std::string out = "CREATE TABLE " + Quoted(name) + "(";
  const int alias = create == nullptr ? -1 : create->RowidAlias();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    out += Quoted(columns[i]);
    if (static_cast<int>(i) == alias) out += " INTEGER PRIMARY KEY";
  }
  const bool without_rowid = create != nullptr && create->without_rowid;
  if (without_rowid) {
    absl::StrAppend(&out, ",PRIMARY KEY(", Quoted(columns[0]), ")");
  }
  return absl::StrCat(out, ")", without_rowid ? " WITHOUT ROWID" : "");
}

// On a view SQLite is asked about a table of its columns, for what is wrong
// with the view itself is not the trigger's fault.
std::string StandInName(const std::string& view) {
  return "alterego_stand_in_" + view;
}

// `rowid`: whether it can be named of a view.
Definition StandIn(const std::string& schema, std::string name,
                   const std::vector<std::string>& columns, bool rowid) {
  std::string sql = "CREATE TABLE " + Quoted(name) + "(";
  for (const std::string& column : columns) sql += Quoted(column) + ",";
  if (rowid) {
    sql.back() = ')';
  } else {
    absl::StrAppend(&sql, "PRIMARY KEY(", Quoted(columns[0]),
                    ")) WITHOUT ROWID");
  }
  return {schema, "table", std::move(name), std::move(sql)};
}

bool IsTableOrView(const SchemaObject& object) {
  return object.kind == ObjectKind::kTable || object.kind == ObjectKind::kView;
}

void AppendPart(std::string_view part, std::string* key) {
  absl::StrAppend(key, part.size(), ":");
  key->append(part);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> Mirror::ColumnsOf(TablePlace place) {
  const SchemaObject& object = Object(place);
  if (object.kind == ObjectKind::kView) return ColumnsOfView(place);
  std::vector<std::string> columns = object.virtual_columns;
  if (const auto* create = object.As<CreateTable>()) {
    columns.clear();
    for (const Column& c : create->columns) {
      columns.push_back(c.name.id.spelling());
    }
  }
  if (columns.empty() || !IsChanged(place)) return columns;
  if (options_.change == MirrorOptions::Change::kColumn) {
    columns[options_.column] = options_.new_name;
  } else if (options_.change == MirrorOptions::Change::kExtraColumn) {
    columns.push_back(options_.new_name);
  }
  return columns;
}

// Only the view itself can tell.
absl::StatusOr<std::vector<std::string>> Mirror::ColumnsOfView(
    TablePlace place) {
  Mirror real(workspace_, in_, {});
  ALTEREGO_ASSIGN_OR_RETURN(const Surroundings* around,
                            real.SurroundingsOf(place));
  const std::string key = real.KeyOf(place, {}, *around);
  if (const auto* known = workspace_.view_columns.Find(key)) return *known;
  ALTEREGO_RETURN_IF_ERROR(real.Load({*around}));
  return workspace_.view_columns.Keep(
      key,
      scratch_.ColumnsOf(in_.schemas[place.schema].name, Object(place).name));
}

// nullopt for what no mirror can have.
absl::StatusOr<std::optional<Definition>> Mirror::Define(TablePlace place) {
  const SchemaObject& object = Object(place);
  const std::string& schema = in_.schemas[place.schema].name;
  if (object.kind == ObjectKind::kView && options_.real_views) {
    const auto* view = object.As<CreateView>();
    if (view == nullptr) return std::optional<Definition>();
    const sql::Parsed& parsed = *object.parsed();
    return std::optional<Definition>(
        {schema, "view", object.name,
         "CREATE VIEW " +
             parsed.source.substr(parsed.tokens[view->name.token].offset)});
  }
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> columns,
                            ColumnsOf(place));
  if (columns.empty()) return std::optional<Definition>();
  const bool renamed =
      IsChanged(place) && options_.change == MirrorOptions::Change::kTable;
  const std::string& name = renamed ? options_.new_name : object.name;
  return std::optional<Definition>(
      {schema, "table", name,
       TableSql(name, columns, object.As<CreateTable>())});
}

absl::StatusOr<const std::optional<Definition>*> Mirror::DefinitionOf(
    TablePlace place) {
  const std::pair<size_t, size_t> key = {place.schema, place.object};
  const auto known = definitions_.find(key);
  if (known != definitions_.end()) return &known->second;
  ALTEREGO_ASSIGN_OR_RETURN(std::optional<Definition> found, Define(place));
  return &definitions_.emplace(key, std::move(found)).first->second;
}

absl::StatusOr<const Mirror::Surroundings*> Mirror::SurroundingsOf(
    TablePlace place) {
  const std::pair<size_t, size_t> key = {place.schema, place.object};
  const auto known = surroundings_.find(key);
  if (known != surroundings_.end()) return &known->second;
  ALTEREGO_ASSIGN_OR_RETURN(Surroundings found, FindSurroundings(place));
  return &surroundings_.emplace(key, std::move(found)).first->second;
}

absl::StatusOr<Mirror::Surroundings> Mirror::FindSurroundings(
    TablePlace place) {
  Surroundings out;
  if (Object(place).text() != nullptr)
    out.texts.push_back(Object(place).text());
  std::vector<std::vector<bool>> seen;
  for (const Schema& schema : in_.schemas) {
    seen.emplace_back(schema.objects.size());
  }
  for (size_t done = 0; done < out.texts.size(); ++done) {
    const ObjectTextPtr text = out.texts[done];
    for (size_t s = 0; s < in_.schemas.size(); ++s) {
      for (size_t o = 0; o < in_.schemas[s].objects.size(); ++o) {
        const SchemaObject& object = in_.schemas[s].objects[o];
        const bool always = done == 0 && IsChanged({s, o});
        if (seen[s][o] || !IsTableOrView(object) ||
            !(always || text->Names(object.name))) {
          continue;
        }
        seen[s][o] = true;
        if (object.kind == ObjectKind::kView && options_.real_views &&
            object.text() != nullptr) {
          out.texts.push_back(object.text());
        }
      }
    }
  }
  const bool trigger = Object(place).kind == ObjectKind::kTrigger;
  for (size_t s = 0; s < in_.schemas.size(); ++s) {
    AppendPart(in_.schemas[s].name, &out.key);
    for (size_t o = 0; o < in_.schemas[s].objects.size(); ++o) {
      if (!seen[s][o]) continue;
      const SchemaObject& object = in_.schemas[s].objects[o];
      ALTEREGO_ASSIGN_OR_RETURN(const std::optional<Definition>* definition,
                                DefinitionOf({s, o}));
      absl::StrAppend(&out.key, std::string(ObjectKindName(object.kind)));
      AppendPart(object.name, &out.key);
      if (!definition->has_value()) continue;
      AppendPart((*definition)->sql, &out.key);
      out.definitions.push_back(**definition);
      if (!trigger || object.kind != ObjectKind::kView ||
          !options_.real_views) {
        continue;
      }
      ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> columns,
                                ColumnsOfView({s, o}));
      if (columns.empty()) continue;
      out.definitions.push_back(StandIn(in_.schemas[s].name,
                                        StandInName(object.name), columns,
                                        scratch_.ViewsHaveRowid()));
    }
  }
  return out;
}

std::string Mirror::KeyOf(TablePlace place, const TokenTexts& texts,
                          const Surroundings& around) const {
  const SchemaObject& object = Object(place);
  std::string key = absl::StrCat(
      options_.real_views, options_.record_reads, options_.keep_unnamed,
      in_.settings.dqs_ddl, in_.settings.dqs_dml,
      std::string(ObjectKindName(object.kind)), place.schema, ";");
  AppendPart(object.name, &key);
  AppendPart(object.sql.value_or(""), &key);
  for (const auto& [token, text] : texts) {
    absl::StrAppend(&key, token, "=");
    AppendPart(text, &key);
  }
  key += around.key;
  if (options_.changed.has_value()) {
    absl::StrAppend(&key, options_.changed->schema, ",",
                    options_.changed->object, ",",
                    static_cast<int>(options_.change), ",", options_.column);
  }
  return key;
}

absl::Status Mirror::Load(const std::vector<Surroundings>& all) {
  std::vector<Definition> definitions;
  for (const Surroundings& around : all) {
    for (const Definition& d : around.definitions) {
      if (std::find(definitions.begin(), definitions.end(), d) ==
          definitions.end()) {
        definitions.push_back(d);
      }
    }
  }
  std::vector<std::string> schemas;
  for (const Schema& schema : in_.schemas) schemas.push_back(schema.name);
  const auto concerns = [&](const Definition& d) {
    for (const Definition& wanted : definitions) {
      if (EqualsFolded(wanted.name, d.name)) return true;
    }
    for (const Surroundings& around : all) {
      for (const ObjectTextPtr& text : around.texts) {
        if (text->Names(d.name)) return true;
      }
    }
    return false;
  };
  scratch_.AllowStrings(in_.settings.dqs_ddl, in_.settings.dqs_dml);
  return scratch_.Load(schemas, definitions, concerns);
}

// A trigger that has a table of its own, so that what fires it fires no other.
std::optional<Mirror::Planted> Mirror::Plant(TablePlace place,
                                             const TriggerTarget& on) const {
  const SchemaObject& object = Object(place);
  const auto* trigger = object.As<CreateTrigger>();
  if (trigger == nullptr || on.columns.empty()) return std::nullopt;
  TokenTexts texts;
  WriteAsRead(*object.parsed(), in_.version, &texts);
  const std::string number = absl::StrCat(place.schema, "_", place.object);
  const std::string table = "alterego_target_" + number;
  const std::string name = "alterego_trigger_" + number;
  Planted out;
  out.table =
      on.view ? StandIn(on.owner, table, on.columns, scratch_.ViewsHaveRowid())
              : Definition{on.owner, "table", table,
                           TableSql(table, on.columns,
                                    Object(on.place).As<CreateTable>())};
  std::string sql = absl::StrCat(
      "CREATE TRIGGER ", name, " BEFORE ", TriggerEventSql(*trigger), " ON ",
      on.home == "temp" ? Quoted(on.owner) + "." : "", table, " ",
      TriggerBodySql(*object.parsed(), *trigger, texts));
  out.trigger = {on.home, "trigger", name, std::move(sql), table};
  return out;
}

absl::Status Mirror::Expect(const std::vector<TablePlace>& places) {
  std::vector<Surroundings> unknown;
  for (TablePlace place : places) {
    if (Object(place).parsed() == nullptr) continue;
    ALTEREGO_ASSIGN_OR_RETURN(const Surroundings* known, SurroundingsOf(place));
    if (workspace_.probes.Find(KeyOf(place, {}, *known)) != nullptr) continue;
    Surroundings around = *known;
    if (Object(place).kind == ObjectKind::kTrigger) {
      ALTEREGO_ASSIGN_OR_RETURN(const TriggerTarget on, TargetOf(place));
      if (const auto planted = Plant(place, on)) {
        around.definitions.push_back(planted->table);
        around.definitions.push_back(planted->trigger);
      }
    }
    unknown.push_back(std::move(around));
  }
  return unknown.empty() ? absl::OkStatus() : Load(unknown);
}

absl::StatusOr<Probe> Mirror::Compile(TablePlace place,
                                      const TokenTexts& texts) {
  const SchemaObject& object = Object(place);
  if (object.parsed() == nullptr) return Probe();
  ALTEREGO_ASSIGN_OR_RETURN(const Surroundings* around, SurroundingsOf(place));
  const std::string key = KeyOf(place, texts, *around);
  const Probe* known = workspace_.probes.Find(key);
  Probe probe;
  if (known != nullptr) {
    probe = *known;
  } else {
    ALTEREGO_RETURN_IF_ERROR(Load({*around}));
    scratch_.Record(options_.record_reads ? &reads_ : nullptr,
                    options_.keep_unnamed);
    absl::StatusOr<Probe> found = CompileLoaded(place, texts);
    scratch_.Record(nullptr, false);
    ALTEREGO_RETURN_IF_ERROR(found.status());
    probe = workspace_.probes.Keep(key, *std::move(found));
  }
  // A mirror has no indexes: what names one is looked up in the snapshot.
  if (probe.error.empty() && object.Mentions("indexed")) {
    probe.error = MissingIndex(place);
  }
  return probe;
}

absl::StatusOr<Probe> Mirror::CompileLoaded(TablePlace place,
                                            const TokenTexts& texts) {
  const sql::Parsed& parsed = *Object(place).parsed();
  Probe probe;
  TokenTexts all = texts;
  WriteAsRead(parsed, in_.version, &all);
  bool as_stored = texts.empty();
  while (true) {
    reads_.clear();
    if (Object(place).kind == ObjectKind::kView) {
      probe.error = CompileView(place, all);
    } else {
      ALTEREGO_ASSIGN_OR_RETURN(probe.error,
                                CompileTrigger(place, all, as_stored));
    }
    std::string function;
    // The width of a view is looked at when code is made, which ALTER TABLE
    // does not; what stands behind has not been looked at then.
    if (options_.real_views && IsOfWidth(probe.error)) {
      MirrorOptions flat = options_;
      flat.real_views = false;
      return Mirror(workspace_, in_, flat).Compile(place, texts);
    }
    const ErrorClass kind = probe.error.empty() || IsOfView(place, probe.error)
                                ? ErrorClass::kNames
                                : Classify(probe.error, &function);
    if (kind == ErrorClass::kFunction &&
        ReplaceFunction(parsed, function, &all)) {
      as_stored = false;
      continue;
    }
    if (kind != ErrorClass::kNames) probe.error.clear();
    probe.reads = std::move(reads_);
    return probe;
  }
}

// To read a view SQLite asks for its columns, and then minds all that is wrong
// with it.
bool Mirror::IsOfView(TablePlace place, const std::string& error) const {
  bool found = false;
  const auto visit = [&](const Node& ref, bool is_cte) {
    if (is_cte || found) return;
    const std::string& name = ref.names.back().id.spelling();
    for (size_t s = 0; s < in_.schemas.size() && !found; ++s) {
      const SchemaObject* object = in_.schemas[s].FindTable(name);
      if (object == nullptr || object->kind != ObjectKind::kView) continue;
      found = scratch_.ColumnsError(in_.schemas[s].name, name) == error;
    }
  };
  if (!options_.real_views) return false;
  for (const Node* root : Roots(*Object(place).parsed())) {
    ForEachTableRef(*root, visit);
  }
  return found;
}

std::string Mirror::MissingIndex(TablePlace place) const {
  const SchemaObject& object = in_.schemas[place.schema].objects[place.object];
  std::string missing;
  const auto visit = [&](const Node& ref, bool is_cte) {
    const std::optional<std::string> index =
        Between(ref.text, "INDEXED BY ", "");
    if (is_cte || !index.has_value() || !missing.empty()) return;
    const std::string name = sql::Dequote(*index);
    for (const Schema& schema : in_.schemas) {
      for (const SchemaObject& row : schema.objects) {
        if (row.kind == ObjectKind::kIndex && EqualsFolded(row.name, name) &&
            EqualsFolded(row.table_name, ref.names.back().id.spelling())) {
          return;
        }
      }
    }
    missing = absl::StrCat("no such index: ", name);
  };
  for (const Node* root : Roots(*object.parsed())) {
    ForEachTableRef(*root, visit);
  }
  return missing;
}

std::string Mirror::CompileView(TablePlace place, TokenTexts texts) {
  const Schema& schema = in_.schemas[place.schema];
  const SchemaObject& object = schema.objects[place.object];
  const auto* view = object.As<CreateView>();
  if (view == nullptr) return "";
  const sql::Parsed& parsed = *object.parsed();
  ForEachTableRef(view->select, [&](const Node& ref, bool is_cte) {
    DropIndexedBy(parsed, ref, &texts);
    // A view sees its own schema only, but for those of temp.
    if (is_cte || ref.names.size() != 1 || schema.is_temp()) return;
    const sql::TokenIndex token = ref.names[0].token;
    const auto written = texts.find(token);
    const std::string name = written == texts.end()
                                 ? std::string(parsed.TextOf(token))
                                 : written->second;
    texts[token] = absl::StrCat(Quoted(schema.name), ".", name);
  });
  return scratch_.Prepare(Render(parsed, view->select.range, texts));
}

absl::StatusOr<Mirror::TriggerTarget> Mirror::TargetOf(TablePlace place) {
  const auto* trigger = Object(place).As<CreateTrigger>();
  TriggerTarget out;
  if (trigger == nullptr) return out;
  const TriggerPlace where = PlaceTrigger(in_, place.schema, *trigger);
  const Schema& home = in_.schemas[where.schema];
  out.home = home.name;
  if (!where.table.has_value()) {
    out.error =
        absl::StrCat("no such table: ", home.is_temp() ? "" : home.name,
                     home.is_temp() ? "" : ".", trigger->table.id.spelling());
    return out;
  }
  const Schema& owner = in_.schemas[where.table->schema];
  const SchemaObject& on = owner.objects[where.table->object];
  // Possible where the name means another object than it did at first.
  const bool instead = trigger->time == CreateTrigger::Time::kInsteadOf;
  if (instead != (on.kind == ObjectKind::kView)) {
    const bool after = trigger->time == CreateTrigger::Time::kAfter;
    out.error = absl::StrCat("cannot create ",
                             instead ? "INSTEAD OF"
                             : after ? "AFTER"
                                     : "BEFORE",
                             " trigger on ", instead ? "table: " : "view: ",
                             trigger->table.id.spelling());
    return out;
  }
  out.place = *where.table;
  out.owner = owner.name;
  out.view = options_.real_views && on.kind == ObjectKind::kView;
  out.table = on.name;
  if (IsChanged(*where.table) &&
      options_.change == MirrorOptions::Change::kTable) {
    out.table = options_.new_name;
  }
  ALTEREGO_ASSIGN_OR_RETURN(out.columns, ColumnsOf(*where.table));
  return out;
}

absl::StatusOr<std::string> Mirror::Misplaced(TablePlace trigger) {
  ALTEREGO_ASSIGN_OR_RETURN(TriggerTarget on, TargetOf(trigger));
  return std::move(on.error);
}

absl::StatusOr<std::string> Mirror::CompileTrigger(TablePlace place,
                                                   const TokenTexts& texts,
                                                   bool as_stored) {
  const auto* trigger = Object(place).As<CreateTrigger>();
  if (trigger == nullptr) return std::string();
  ALTEREGO_ASSIGN_OR_RETURN(const TriggerTarget on, TargetOf(place));
  if (!on.error.empty()) return on.error;
  if (on.columns.empty()) {
    return scratch_.Prepare(absl::StrCat("SELECT * FROM ", Quoted(on.owner),
                                         ".", Quoted(on.table)));
  }
  if (as_stored && !options_.record_reads) {
    const std::optional<Planted> planted = Plant(place, on);
    if (planted.has_value() && scratch_.Has(planted->table) &&
        scratch_.Has(planted->trigger)) {
      return scratch_.Prepare(FiringSql(
          *trigger,
          absl::StrCat(Quoted(on.owner), ".", Quoted(planted->table.name)),
          on.columns[0]));
    }
  }
  return Fire(*trigger, place, on, texts);
}

// Creates the trigger and compiles a statement that fires it.
std::string Mirror::Fire(const CreateTrigger& trigger, TablePlace object,
                         const TriggerTarget& on, const TokenTexts& texts) {
  const std::string table = Quoted(on.view ? StandInName(on.table) : on.table);
  const std::string target = absl::StrCat(Quoted(on.owner), ".", table);
  const std::string name = Quoted(on.home) + ".alterego_probe";
  const std::string create = absl::StrCat(
      "CREATE TRIGGER ", name, " BEFORE ", TriggerEventSql(trigger), " ON ",
      on.home == "temp" ? target : table, " ",
      TriggerBodySql(*Object(object).parsed(), trigger, texts));
  std::string error = scratch_.Run(create) ? "" : scratch_.LastError();
  reads_.clear();
  if (!error.empty()) return error;
  error = scratch_.Prepare(FiringSql(trigger, target, on.columns[0]));
  std::vector<Read> reads = std::move(reads_);
  scratch_.Run("DROP TRIGGER " + name);
  reads_ = std::move(reads);
  return error;
}

}  // namespace alterego::rebuild
