#include "rebuild/mirror.h"

#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/trigger_text.h"

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
constexpr std::array<std::string_view, 13> kOtherErrors = {
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
// constant that is no literal keeps it.
void KeepOperands(const sql::Parsed& parsed, TokenTexts* texts) {
  const auto visit = [&](const Node& node) {
    if (node.kind != NodeKind::kBinary || node.op != sql::Op::kAnd) return;
    for (const Node& child : node.children) {
      const Node* operand = &child;
      while (operand->kind == NodeKind::kParen) operand = &operand->children[0];
      const bool literal = operand->kind == NodeKind::kLiteral;
      const bool word = operand->kind == NodeKind::kColumn &&
                        operand->names.size() == 1 &&
                        operand->names[0].id == Identifier("false");
      if (!literal && !word) continue;
      const sql::TokenIndex token = operand->range.begin;
      texts->emplace(
          token, absl::StrCat("(+", std::string(parsed.TextOf(token)), ")"));
    }
  };
  for (const Node* root : Roots(parsed)) sql::Walk(*root, visit);
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

std::string TableSql(const std::string& schema, const std::string& name,
                     const std::vector<std::string>& columns,
                     const CreateTable* create) {
  std::vector<std::string> parts;
  const int alias = create == nullptr ? -1 : create->RowidAlias();
  for (size_t i = 0; i < columns.size(); ++i) {
    parts.push_back(Quoted(columns[i]));
    if (static_cast<int>(i) == alias) parts.back() += " INTEGER PRIMARY KEY";
  }
  const bool without_rowid = create != nullptr && create->without_rowid;
  if (without_rowid) {
    parts.push_back(absl::StrCat("PRIMARY KEY(", Quoted(columns[0]), ")"));
  }
  return absl::StrCat("CREATE TABLE ", Quoted(schema), ".", Quoted(name), "(",
                      absl::StrJoin(parts, ","), ")",
                      without_rowid ? " WITHOUT ROWID" : "");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Mirror>> Mirror::Create(
    const SqliteApi& api, const Introspection& in,
    const MirrorOptions& options) {
  std::unique_ptr<Mirror> mirror(new Mirror(api, in, options));
  ALTEREGO_RETURN_IF_ERROR(mirror->Open());
  return mirror;
}

int Mirror::Authorize(void* mirror, int action, const char* table,
                      const char* column, const char* schema, const char*) {
  const auto text = [](const char* s) { return s == nullptr ? "" : s; };
  auto* self = static_cast<Mirror*>(mirror);
  // No column: a table of which nothing is read. sqlite_master: SQLite itself
  // reads its schema.
  if (action == SQLITE_READ &&
      (*text(column) != '\0' || self->options_.keep_unnamed) &&
      std::string_view(text(table)).substr(0, 7) != "sqlite_") {
    self->reads_.push_back({text(schema), text(table), text(column)});
  }
  return SQLITE_OK;
}

Mirror::~Mirror() { api_.close_v2(db_); }

absl::Status Mirror::Open() {
  if (api_.open_v2(
          ":memory:", &db_,
          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
          nullptr) != SQLITE_OK) {
    return absl::ResourceExhaustedError("no memory for a scratch database");
  }
  const auto set = [&](int option, bool on) {
    api_.db_config(db_, option, on ? 1 : 0, static_cast<int*>(nullptr));
  };
  for (const Schema& schema : in_.schemas) {
    if (schema.is_temp() || schema.name == "main") continue;
    Run("ATTACH ':memory:' AS " + Quoted(schema.name));
  }
  // So that sqlite_sequence and the like can be created by name.
  set(SQLITE_DBCONFIG_WRITABLE_SCHEMA, true);
  Run("BEGIN");
  CreateTables();
  if (options_.real_views) {
    CreateViews();
  } else {
    CreateStandIns();
  }
  set(SQLITE_DBCONFIG_WRITABLE_SCHEMA, false);
  set(SQLITE_DBCONFIG_DQS_DDL, in_.settings.dqs_ddl);
  set(SQLITE_DBCONFIG_DQS_DML, in_.settings.dqs_dml);
  if (options_.record_reads) {
    api_.set_authorizer(db_, Authorize, this);
  }
  return absl::OkStatus();
}

void Mirror::CreateTables() {
  for (size_t s = 0; s < in_.schemas.size(); ++s) {
    const Schema& schema = in_.schemas[s];
    for (size_t o = 0; o < schema.objects.size(); ++o) {
      const SchemaObject& object = schema.objects[o];
      if (object.kind != ObjectKind::kTable) continue;
      const auto* create = object.As<CreateTable>();
      std::vector<std::string> columns = object.virtual_columns;
      if (create != nullptr) {
        columns.clear();
        for (const Column& c : create->columns) {
          columns.push_back(c.name.id.spelling());
        }
      }
      if (columns.empty()) continue;
      std::string name = object.name;
      if (options_.changed.has_value() && options_.changed->schema == s &&
          options_.changed->object == o) {
        switch (options_.change) {
          case MirrorOptions::Change::kTable:
            name = options_.new_name;
            break;
          case MirrorOptions::Change::kColumn:
            columns[options_.column] = options_.new_name;
            break;
          case MirrorOptions::Change::kExtraColumn:
            columns.push_back(options_.new_name);
            break;
        }
      }
      Run(TableSql(schema.name, name, columns, create));
    }
  }
}

void Mirror::CreateViews() {
  for (const Schema& schema : in_.schemas) {
    for (const SchemaObject& object : schema.objects) {
      if (object.kind != ObjectKind::kView) continue;
      const auto* view = object.As<CreateView>();
      if (view == nullptr) continue;
      const sql::Parsed& parsed = *object.parsed();
      Run(absl::StrCat(
          "CREATE VIEW ", Quoted(schema.name), ".",
          parsed.source.substr(parsed.tokens[view->name.token].offset)));
    }
  }
}

void Mirror::CreateStandIns() {
  bool any = false;
  for (const Schema& schema : in_.schemas) {
    for (const SchemaObject& object : schema.objects) {
      any |= object.kind == ObjectKind::kView;
    }
  }
  if (!any) return;
  // What a view's columns are, only the views themselves can tell.
  MirrorOptions real = options_;
  real.real_views = true;
  real.record_reads = false;
  real.changed.reset();
  absl::StatusOr<std::unique_ptr<Mirror>> mirror = Create(api_, in_, real);
  if (!mirror.ok()) return;
  for (const Schema& schema : in_.schemas) {
    for (const SchemaObject& object : schema.objects) {
      if (object.kind != ObjectKind::kView) continue;
      const std::vector<std::string> columns =
          (*mirror)->ColumnsOf(schema.name, object.name);
      if (!columns.empty()) {
        Run(TableSql(schema.name, object.name, columns, nullptr));
      }
    }
  }
}

bool Mirror::Run(const std::string& sql) {
  return api_.exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string Mirror::Prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int rc = api_.prepare_v2(
      db_, sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
  std::string error = rc == SQLITE_OK ? "" : api_.errmsg(db_);
  api_.finalize(statement);
  return error;
}

std::vector<std::string> Mirror::ColumnsOf(const std::string& schema,
                                           const std::string& table) {
  std::vector<std::string> out;
  const auto add = [](void* columns, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(columns)->push_back(
        values[1] == nullptr ? "" : values[1]);
    return 0;
  };
  api_.exec(db_,
            absl::StrCat("PRAGMA ", Quoted(schema), ".table_xinfo(",
                         Quoted(table), ")")
                .c_str(),
            add, &out, nullptr);
  return out;
}

Probe Mirror::Compile(TablePlace place, const TokenTexts& texts) {
  const SchemaObject& object = in_.schemas[place.schema].objects[place.object];
  Probe probe;
  if (object.parsed() == nullptr) return probe;
  TokenTexts all = texts;
  KeepOperands(*object.parsed(), &all);
  while (true) {
    reads_.clear();
    probe.error = CompileOnce(place, all);
    std::string function;
    const ErrorClass kind = probe.error.empty()
                                ? ErrorClass::kNames
                                : Classify(probe.error, &function);
    if (kind == ErrorClass::kFunction &&
        ReplaceFunction(*object.parsed(), function, &all)) {
      continue;
    }
    if (kind != ErrorClass::kNames) probe.error.clear();
    probe.reads = reads_;
    return probe;
  }
}

std::string Mirror::CompileOnce(TablePlace place, const TokenTexts& texts) {
  const SchemaObject& object = in_.schemas[place.schema].objects[place.object];
  std::string error = object.kind == ObjectKind::kView
                          ? CompileView(place, texts)
                          : CompileTrigger(place, texts);
  // A mirror has no indexes: what names one is looked up in the snapshot.
  return error.empty() && object.Mentions("indexed") ? MissingIndex(place)
                                                     : error;
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
  return Prepare(Render(parsed, view->select.range, texts));
}

std::string Mirror::CompileTrigger(TablePlace place, const TokenTexts& texts) {
  const SchemaObject& object = in_.schemas[place.schema].objects[place.object];
  const auto* trigger = object.As<CreateTrigger>();
  if (trigger == nullptr) return "";
  const TriggerPlace where = PlaceTrigger(in_, place.schema, *trigger);
  const Schema& home = in_.schemas[where.schema];
  if (!where.table.has_value()) {
    return absl::StrCat("no such table: ", home.is_temp() ? "" : home.name,
                        home.is_temp() ? "" : ".",
                        trigger->table.id.spelling());
  }
  const Schema& owner = in_.schemas[where.table->schema];
  const SchemaObject& on = owner.objects[where.table->object];
  // Possible where the name means another object than it did at first.
  const bool instead = trigger->time == CreateTrigger::Time::kInsteadOf;
  if (instead != (on.kind == ObjectKind::kView)) {
    const bool after = trigger->time == CreateTrigger::Time::kAfter;
    return absl::StrCat("cannot create ",
                        instead ? "INSTEAD OF"
                        : after ? "AFTER"
                                : "BEFORE",
                        " trigger on ", instead ? "table: " : "view: ",
                        trigger->table.id.spelling());
  }
  std::string table = on.name;
  if (options_.changed.has_value() &&
      options_.change == MirrorOptions::Change::kTable &&
      options_.changed->schema == where.table->schema &&
      options_.changed->object == where.table->object) {
    table = options_.new_name;
  }
  const std::vector<std::string> columns = ColumnsOf(owner.name, table);
  if (columns.empty()) {
    return Prepare(
        absl::StrCat("SELECT * FROM ", Quoted(owner.name), ".", Quoted(table)));
  }
  // On a view: on a table of its columns, for what is wrong with the view
  // itself is not the trigger's fault.
  const bool stand_in = options_.real_views && on.kind == ObjectKind::kView;
  if (stand_in) {
    table = "alterego_stand_in";
    std::vector<std::string> parts;
    for (const std::string& c : columns) parts.push_back(Quoted(c));
    Run(absl::StrCat("CREATE TABLE ", Quoted(owner.name), ".", table, "(",
                     absl::StrJoin(parts, ","), ",PRIMARY KEY(", parts[0],
                     ")) WITHOUT ROWID"));
  }
  const std::string target =
      absl::StrCat(Quoted(owner.name), ".", Quoted(table));
  constexpr char kName[] = "alterego_probe";
  const std::string create =
      absl::StrCat("CREATE TRIGGER ", Quoted(home.name), ".", kName, " BEFORE ",
                   TriggerEventSql(*trigger), " ON ",
                   home.is_temp() ? target : Quoted(table), " ",
                   TriggerBodySql(*object.parsed(), *trigger, texts));
  std::string error = Run(create) ? "" : api_.errmsg(db_);
  std::vector<Read> reads;
  if (error.empty()) {
    reads_.clear();
    error = Prepare(FiringSql(*trigger, target, columns[0]));
    reads = std::move(reads_);
    Run(absl::StrCat("DROP TRIGGER ", Quoted(home.name), ".", kName));
  }
  if (stand_in) Run("DROP TABLE " + target);
  reads_ = std::move(reads);
  return error;
}

}  // namespace alterego::rebuild
