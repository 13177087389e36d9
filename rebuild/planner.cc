#include "rebuild/planner.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "model/type_name.h"
#include "rebuild/analysis.h"
#include "rebuild/database.h"

namespace alterego::rebuild {
namespace {

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '$' || (c & 0x80) != 0;
}

char ByteAfter(const sql::Parsed& parsed, sql::TokenIndex token) {
  const sql::Token& t = parsed.tokens[token];
  const size_t next = t.offset + t.length;
  return next < parsed.source.size() ? parsed.source[next] : '\0';
}

std::string SingleQuoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

// A name that no object has.
std::string FreeName(const Introspection& in, std::string_view base) {
  for (int n = 0;; ++n) {
    std::string name = absl::StrCat(std::string(base), n);
    bool taken = false;
    for (const Schema& schema : in.schemas) {
      for (const SchemaObject& object : schema.objects) {
        taken |= EqualsFolded(object.name, name);
      }
    }
    if (!taken) return name;
  }
}

}  // namespace

absl::StatusOr<Plan> MakePlan(const Context& context) {
  return std::visit([&](const auto& op) { return PlanOp(context, op); },
                    context.alter.op);
}

absl::Status Refused(std::string message, int code) {
  return RefusalStatus({code, std::move(message)});
}

absl::Status RequireAlterable(const Context& context) {
  const Target& t = context.target;
  const bool internal =
      t.name.size() >= 7 && EqualsFolded(t.name.substr(0, 7), "sqlite_");
  if (!internal && !t.system && !(t.shadow && context.in.settings.defensive)) {
    return absl::OkStatus();
  }
  return Refused(absl::StrCat("table ", t.name, " may not be altered"));
}

absl::Status RequireTable(const Context& context, std::string_view action) {
  switch (context.target.kind) {
    case Target::Kind::kTable:
      break;
    case Target::Kind::kView:
    case Target::Kind::kVirtual:
      return Refused(absl::StrCat("cannot ", std::string(action),
                                  context.target.kind == Target::Kind::kView
                                      ? " view \""
                                      : " virtual table \"",
                                  context.target.name, "\""));
  }
  if (!context.target.system && context.object().As<CreateTable>() == nullptr) {
    return absl::UnimplementedError("the table's stored text is unreadable");
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> RequireColumn(const Context& context,
                                     const sql::Name& column) {
  const int index = context.table().ColumnIndex(column.id);
  if (index >= 0) return static_cast<size_t>(index);
  const std::string shown =
      context.Since(38) ? std::string(context.parsed.TextOf(column.token))
                        : column.id.spelling();
  return Refused(absl::StrCat("no such column: \"", shown, "\""));
}

absl::Status RefuseRowidAlias(const Context& context, std::string_view action,
                              const Identifier& column) {
  if (!context.Since(54) || context.table().without_rowid ||
      !IsRowidName(column.spelling())) {
    return absl::OkStatus();
  }
  return Refused(absl::StrCat("cannot ", std::string(action),
                              " rowid alias: ", column.spelling()));
}

absl::Status RequireWritable(const Context& context) {
  if (!context.in.settings.query_only) return absl::OkStatus();
  return Refused("attempt to write a readonly database", SQLITE_READONLY);
}

std::string ReplacementName(const sql::Parsed& parsed, sql::TokenIndex token,
                            const Identifier& name, bool quoted) {
  if (!quoted && IsNameByte(parsed.TextOf(token)[0])) return name.spelling();
  // So that the new quotes do not run into the ones behind.
  return name.Quoted() + (ByteAfter(parsed, token) == '"' ? " " : "");
}

void Draft::SetText(TablePlace place, std::string text) {
  SchemaObject& edited = object(place);
  if (edited.sql == text) return;
  edited.SetSql(std::move(text), context_.workspace.texts);
}

std::vector<TablePlace> Draft::Visited() const {
  std::vector<TablePlace> out;
  const size_t home = context_.target.place.schema;
  for (size_t o = 0; o < after_.schemas[home].objects.size(); ++o) {
    out.push_back({home, o});
  }
  for (size_t s = 0; s < after_.schemas.size(); ++s) {
    if (s == home || !after_.schemas[s].is_temp()) continue;
    for (size_t o = 0; o < after_.schemas[s].objects.size(); ++o) {
      out.push_back({s, o});
    }
  }
  return out;
}

Plan Draft::NewPlan() const {
  Plan plan;
  plan.schema = context_.schema().name;
  for (TablePlace p : Visited()) {
    plan.objects.push_back(after_.schemas[p.schema].objects[p.object]);
  }
  return plan;
}

void Draft::AppendSteps(std::string_view when, Plan* plan) const {
  for (TablePlace p : Visited()) {
    const SchemaObject& before =
        context_.in.schemas[p.schema].objects[p.object];
    const SchemaObject& after = after_.schemas[p.schema].objects[p.object];
    if (before.sql != after.sql || before.name != after.name ||
        before.table_name != after.table_name) {
      plan->steps.push_back(EditObject{after_.schemas[p.schema].name, after});
    }
  }
  // Before 3.35 SQLite did not say whose fault it was.
  plan->steps.push_back(ReloadSchema{
      context_.schema().name, std::string(context_.Since(35) ? when : "")});
}

absl::Status CheckBefore(const Context& context) {
  const Settings& settings = context.in.settings;
  if (IsLenient(context)) return absl::OkStatus();
  CheckOptions options;
  options.strings_off = !settings.dqs_ddl;
  // Until 3.34 nothing was tested before, and what is rewritten was seen.
  if (!context.Since(35)) options.rewritten_for = context.object().name;
  const size_t schema = context.target.place.schema;
  const bool legacy = settings.legacy_alter_table && context.Since(36);
  if (legacy) {
    options.views_and_triggers = false;
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::optional<std::string> error,
        context.dependencies.FirstBroken(schema, options));
    if (error.has_value()) return Refused(*error);
    options.views_and_triggers = true;
  }
  TablePlace broken;
  ALTEREGO_ASSIGN_OR_RETURN(
      const std::optional<std::string> error,
      context.dependencies.FirstBroken(schema, options, &broken));
  if (!error.has_value()) return absl::OkStatus();
  if (!legacy) return Refused(*error);
  // With legacy_alter_table only the change of quotes looks at views and
  // triggers, and that step reports nothing but a code: until 3.45 another one
  // where a list of an ON CONFLICT clause is wrong
  // (sqlite3ResolveExprListNames).
  ALTEREGO_ASSIGN_OR_RETURN(const bool upsert,
                            context.dependencies.BreaksInUpsert(broken));
  return upsert && !context.Since(47) ? Refused("unknown error", 2)
                                      : Refused("SQL logic error");
}

bool IsLenient(const Context& context) {
  return context.in.settings.writable_schema && context.Since(38);
}

absl::StatusOr<TokenTexts> FixedQuotes(const Context& context,
                                       TablePlace place) {
  TokenTexts out;
  const SchemaObject& object =
      context.in.schemas[place.schema].objects[place.object];
  const sql::Parsed* parsed = object.parsed();
  if (!context.Since(36) || parsed == nullptr || !object.Mentions("\"")) {
    return out;
  }
  if (IsLenient(context)) {
    CheckOptions options;
    options.strings_off = !context.in.settings.dqs_ddl;
    ALTEREGO_ASSIGN_OR_RETURN(const bool broken,
                              context.dependencies.IsBroken(
                                  place, context.target.place.schema, options));
    if (broken) return out;
  }
  std::vector<sql::TokenIndex> tokens;
  if (const auto* table = object.As<CreateTable>()) {
    tokens = StringTokensOf(*parsed, *table);
  } else if (const auto* index = object.As<CreateIndex>()) {
    const auto on = PlaceIndex(context.in, place.schema, *index);
    const auto* create = on.has_value() ? context.in.schemas[on->schema]
                                              .objects[on->object]
                                              .As<CreateTable>()
                                        : nullptr;
    if (create != nullptr) tokens = StringTokensOf(*parsed, *create);
  } else {
    ALTEREGO_ASSIGN_OR_RETURN(tokens, context.dependencies.StringTokens(place));
  }
  for (sql::TokenIndex token : tokens) {
    out[token] = SingleQuoted(sql::Dequote(parsed->TextOf(token))) +
                 (ByteAfter(*parsed, token) == '\'' ? " " : "");
  }
  return out;
}

absl::Status FixQuotes(const Context& context, TablePlace place,
                       sql::Edits* edits) {
  ALTEREGO_ASSIGN_OR_RETURN(const TokenTexts texts,
                            FixedQuotes(context, place));
  for (const auto& [token, text] : texts) edits->Replace(token, text);
  return absl::OkStatus();
}

absl::StatusOr<bool> CheckAfter(const Context& context, const Draft& draft,
                                std::string_view when, bool strings_off,
                                Plan* plan) {
  const Settings& settings = context.in.settings;
  if (IsLenient(context)) return false;
  CheckOptions options;
  options.when = absl::StrCat("after ", std::string(when));
  options.strings_off = strings_off || !settings.dqs_ddl;
  options.views_and_triggers = !settings.legacy_alter_table;
  Dependencies after(context.workspace, draft.after());
  ALTEREGO_ASSIGN_OR_RETURN(
      const std::optional<std::string> error,
      after.FirstBroken(context.target.place.schema, options));
  if (!error.has_value()) return false;
  plan->steps.push_back(Refuse{{1, *error}});
  return true;
}

// ------------------------------------------------------------------- copies

namespace {

// The column's type and default, as a rule-free table has them: what decides
// how a value that is not stored is read.
std::string TypeAndDefault(const sql::Parsed& parsed, const Column& column,
                           bool strict) {
  // ANY means no conversion in a STRICT table, and NUMERIC in any other.
  std::string out;
  if (!strict || !IsType(column.type, "any")) out = " " + column.type;
  if (const auto* rule = column.Find<DefaultRule>()) {
    absl::StrAppend(&out, " DEFAULT ",
                    std::string(parsed.TextOf(rule->expr.range)));
  }
  return out;
}

struct KeyColumn {
  int column;
  std::string collation;  // " COLLATE x"
  bool descending = false;

  std::string Suffix() const { return collation + (descending ? " DESC" : ""); }
};
using Key = std::vector<KeyColumn>;

std::string CollationOf(const Column& column) {
  const auto* rule = column.Find<CollateRule>();
  return rule == nullptr ? "" : " COLLATE " + rule->collation.id.Quoted();
}

// Whether SQLite has one index for both: the order counts for nothing.
bool SameColumns(const Key& a, const Key& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const KeyColumn& x, const KeyColumn& y) {
                      return x.column == y.column &&
                             EqualsFolded(x.collation, y.collation);
                    });
}

Key KeyOf(const CreateTable& table, const std::vector<IndexedColumn>& columns) {
  Key out;
  for (const IndexedColumn& part : columns) {
    const sql::Node* expr = &part.expr;
    std::string collation;
    while (expr->kind == sql::NodeKind::kCollate ||
           expr->kind == sql::NodeKind::kParen) {
      if (expr->kind == sql::NodeKind::kCollate && collation.empty()) {
        collation = " COLLATE " + expr->names[0].id.Quoted();
      }
      expr = &expr->children[0];
    }
    const Identifier name = expr->names.empty()
                                ? Identifier(sql::Dequote(expr->text))
                                : expr->names[0].id;
    const int column = table.ColumnIndex(name);
    if (column < 0) continue;
    if (collation.empty()) collation = CollationOf(table.columns[column]);
    out.push_back({column, std::move(collation), part.order == sql::Op::kDesc});
  }
  return out;
}

// The keys of a table in the order in which SQLite makes their indexes.
class Keys {
 public:
  explicit Keys(const CreateTable& table) : table_(table) {
    for (size_t i = 0; i < table.columns.size(); ++i) {
      for (const ColumnConstraint& c : table.columns[i].constraints) {
        const auto* primary = std::get_if<PrimaryKeyRule>(&c.rule);
        const bool descending =
            primary != nullptr && primary->order == sql::Op::kDesc;
        Add({{static_cast<int>(i), CollationOf(table.columns[i]), descending}},
            primary != nullptr, std::holds_alternative<UniqueRule>(c.rule),
            !descending);
      }
    }
    for (const TableConstraint& c : table.constraints) {
      if (const auto* primary = std::get_if<PrimaryKeyRule>(&c.rule)) {
        Add(KeyOf(table, primary->columns), true, false, true);
      } else if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
        Add(KeyOf(table, unique->columns), false, true, false);
      }
    }
  }

  // The primary key; one that repeats an earlier UNIQUE has that one's order.
  Key Primary() const {
    Key key = primary_;
    for (const Key& unique : before_) {
      if (!SameColumns(unique, key)) continue;
      key = unique;
      break;
    }
    Key out;
    for (KeyColumn& part : key) {
      const bool seen = std::any_of(
          out.begin(), out.end(),
          [&part](const KeyColumn& k) { return SameColumns({k}, {part}); });
      if (!seen) out.push_back(std::move(part));
    }
    return out;
  }

 private:
  // What could be the rowid is made a key when all is read.
  void Add(Key key, bool primary, bool unique, bool rowid) {
    if (primary) {
      last_ = rowid && key.size() == 1 &&
              IsIntegerType(table_.columns[key[0].column].type);
      primary_ = std::move(key);
    } else if (unique && (primary_.empty() || last_)) {
      before_.push_back(std::move(key));
    }
  }

  const CreateTable& table_;
  Key primary_;
  std::vector<Key> before_;  // UNIQUE
  bool last_ = false;
};

std::string CopyName(size_t column) { return absl::StrCat("k", column); }

}  // namespace

CopyRows MakeCopy(const Context& context, std::optional<size_t> dropped,
                  const Column* added) {
  const CreateTable& table = context.table();
  const sql::Parsed& text = *context.object().parsed();
  const std::string schema = Quoted(context.schema().name);
  CopyRows copy;
  copy.schema = context.schema().name;
  copy.table_rowid = context.object().rowid;
  copy.copy_name = FreeName(context.in, "alterego_copy_");
  std::string rowid = RowidName(table);
  const bool hidden = !table.without_rowid && rowid.empty();
  std::vector<std::string> columns, targets, sources, alias_columns;
  if (!table.without_rowid) {
    targets.push_back("rowid");
    sources.push_back(hidden ? "rowid" : rowid);
  }
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (column.is_virtual()) continue;
    alias_columns.push_back(CopyName(i) +
                            TypeAndDefault(text, column, table.strict));
    if (dropped == i) continue;
    columns.push_back(CopyName(i));
    if (table.RowidAlias() == static_cast<int>(i)) continue;  // stored as NULL
    targets.push_back(CopyName(i));
    sources.push_back(hidden ? CopyName(i) : column.name.id.Quoted());
  }
  if (added != nullptr) {
    columns.push_back(CopyName(table.columns.size()) +
                      TypeAndDefault(context.parsed, *added, table.strict));
  }
  if (table.without_rowid) {
    std::vector<std::string> key;
    for (const KeyColumn& k : Keys(table).Primary()) {
      key.push_back(CopyName(k.column) + k.Suffix());
    }
    columns.push_back(
        absl::StrCat("PRIMARY KEY(", absl::StrJoin(key, ","), ")"));
  }
  std::string source = context.object().name;
  if (hidden) {
    copy.alias_name = FreeName(context.in, "alterego_alias_");
    copy.alias_sql = absl::StrCat("CREATE TABLE ", copy.alias_name, "(",
                                  absl::StrJoin(alias_columns, ","), ")");
    source = copy.alias_name;
  }
  copy.create_sql =
      absl::StrCat("CREATE TABLE ", schema, ".", Quoted(copy.copy_name), "(",
                   absl::StrJoin(columns, ","), ")",
                   table.without_rowid ? " WITHOUT ROWID" : "");
  copy.insert_sql = absl::StrCat(
      "INSERT INTO ", schema, ".", Quoted(copy.copy_name), "(",
      absl::StrJoin(targets, ","), ") SELECT ", absl::StrJoin(sources, ","),
      " FROM ", schema, ".", Quoted(source), " NOT INDEXED");
  copy.has_rows_sql = absl::StrCat("SELECT 1 FROM ", schema, ".",
                                   Quoted(context.object().name), " LIMIT 1");
  return copy;
}

void AppendCopyIfAsked(const Context& context, Plan* plan) {
  if (context.options.strategy != Strategy::kRebuild) return;
  plan->steps.push_back(MakeCopy(context, std::nullopt, nullptr));
}

}  // namespace alterego::rebuild
