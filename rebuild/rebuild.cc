#include "rebuild/rebuild.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "rebuild/alter.h"
#include "rebuild/database.h"
#include "rebuild/executor.h"
#include "rebuild/full/full.h"
#include "rebuild/planner.h"
#include "rebuild/shadow_tables.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild {
namespace {

// A table that no sqlite_schema lists: sqlite_schema itself, or the one that a
// module such as json_each brings along.
absl::StatusOr<std::optional<Target>> FindSystemTable(
    Database& database, const std::optional<std::string>& schema,
    const std::string& table) {
  Target target;
  target.system = true;
  target.schema = schema.value_or("");
  if (auto name = SystemTable(target.schema, table)) {
    target.name = *name;
    return std::optional<Target>(target);
  }
  const std::string place =
      schema.has_value() ? Quoted(*schema) + "." : std::string();
  const absl::Status status =
      database.Prepare(absl::StrCat("SELECT 1 FROM ", place, Quoted(table)))
          .status();
  if (!status.ok()) return std::optional<Target>();
  target.name = Identifier(table).Folded();
  target.kind = Target::Kind::kVirtual;
  return std::optional<Target>(target);
}

absl::StatusOr<Target> FindTarget(Database& database, const Introspection& in,
                                  const AlterTable& alter) {
  const std::string& table = alter.table.id.spelling();
  std::optional<std::string> schema;
  if (alter.schema.has_value()) schema = alter.schema->id.spelling();
  const std::optional<TablePlace> place = in.FindTable(schema, table);
  if (!place.has_value()) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::optional<Target> system,
                              FindSystemTable(database, schema, table));
    if (system.has_value()) return *system;
    return Refused(absl::StrCat(
        "no such table: ", schema.has_value() ? *schema + "." : "", table));
  }
  const SchemaObject& object = in.schemas[place->schema].objects[place->object];
  Target target;
  target.place = *place;
  target.schema = in.schemas[place->schema].name;
  target.name = object.name;
  if (object.kind == ObjectKind::kView) target.kind = Target::Kind::kView;
  if (object.is_virtual()) target.kind = Target::Kind::kVirtual;
  // ALTER minds them since 3.27; pragma_table_list is of 3.37.
  if (in.settings.defensive && in.version >= SqliteVersion{3, 27, 0}) {
    target.shadow =
        ShadowedBy(in.schemas[place->schema], target.name) != nullptr;
    if (!target.shadow && in.version >= SqliteVersion{3, 37, 0}) {
      ALTEREGO_ASSIGN_OR_RETURN(
          target.shadow, database.HasRow(absl::StrCat(
                             "SELECT 1 FROM pragma_table_list(",
                             Literal(object.name), ") WHERE schema=",
                             Literal(target.schema), " AND type='shadow'")));
    }
  }
  return target;
}

// ADD COLUMN c COLLATE x: only the connection knows its collations.
void FindCollations(Database& database, const AlterTable& alter,
                    Introspection* in) {
  const auto* add = std::get_if<AddColumn>(&alter.op);
  if (add == nullptr) return;
  for (const ColumnConstraint& c : add->column.constraints) {
    const auto* rule = std::get_if<CollateRule>(&c.rule);
    if (rule == nullptr) continue;
    const absl::Status known =
        database
            .Prepare(absl::StrCat("SELECT 'a' < 'b' COLLATE ",
                                  rule->collation.id.Quoted()))
            .status();
    if (!known.ok()) in->missing_collations.push_back(rule->collation.id);
  }
}

// An ADD COLUMN that ends before the error, at a word that a clause of the
// column starts with: SQLite has taken everything in front of that word in.
std::optional<sql::Parsed> ColumnBefore(std::string_view sql,
                                        const std::vector<sql::Token>& words,
                                        size_t error) {
  constexpr std::array<std::string_view, 12> kClauses = {
      "constraint", "default",   "null",  "not",
      "primary",    "unique",    "check", "references",
      "collate",    "generated", "as",    "deferrable"};
  for (size_t i = words.size(); i-- > 0;) {
    if (words[i].offset >= error ||
        std::none_of(kClauses.begin(), kClauses.end(),
                     [&](std::string_view clause) {
                       return EqualsFolded(words[i].In(sql), clause);
                     })) {
      continue;
    }
    sql::ParseResult parsed =
        sql::ParseStatement(std::string(sql.substr(0, words[i].offset)));
    if (parsed.ok()) return *std::move(parsed);
  }
  return std::nullopt;
}

// What SQLite says before it comes to the error: it looks the table of an ALTER
// TABLE .. ADD up when it has read that word. And before 3.52 some words were
// an error that now only something behind them is.
absl::Status RefuseSyntax(Database& database, std::string_view sql,
                          const sql::SyntaxError& error,
                          const Options& options) {
  ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                            Introspect(database, options.version));
  std::vector<sql::Token> words;
  for (const sql::Token& token : sql::Lex(sql)) {
    if (token.kind != sql::TokenKind::kSpace &&
        token.kind != sql::TokenKind::kComment) {
      words.push_back(token);
    }
  }
  const auto is = [&](size_t i, std::string_view word) {
    return i < words.size() && EqualsFolded(words[i].In(sql), word);
  };
  size_t verb = is(3, ".") ? 5 : 3;
  if (!is(0, "alter") || !is(1, "table") || verb >= words.size() ||
      error.offset <= words[verb].offset) {
    return Refused(error.message);
  }
  if (is(verb, "add")) {
    const auto name = [&](size_t i) {
      return sql::Name(Identifier(sql::Dequote(words[i].In(sql))));
    };
    AlterTable add{std::nullopt, name(verb - 1), AddColumn()};
    if (verb == 5) add.schema = name(2);
    ALTEREGO_ASSIGN_OR_RETURN(Target target, FindTarget(database, in, add));
    Dependencies dependencies(database.workspace(), in);
    const sql::Parsed none;
    const Context context{database.workspace(), in, options, none, add, target,
                          dependencies};
    ALTEREGO_RETURN_IF_ERROR(RequireAddable(context));
    const auto before = ColumnBefore(sql, words, error.offset);
    const auto* alter =
        before ? std::get_if<AlterTable>(&before->statement) : nullptr;
    const auto* column =
        alter != nullptr ? std::get_if<AddColumn>(&alter->op) : nullptr;
    if (column != nullptr && !target.system) {
      Introspection with = in;
      FindCollations(database, *alter, &with);
      const Context defined{
          database.workspace(), with, options, *before, *alter, target,
          dependencies};
      ALTEREGO_RETURN_IF_ERROR(RequireDefined(defined, column->column));
    }
  }
  const bool later_word = (is(verb, "add") && (is(verb + 1, "constraint") ||
                                               is(verb + 1, "check"))) ||
                          (is(verb, "drop") && is(verb + 1, "constraint"));
  if (in.version < SqliteVersion{3, 52, 0}) {
    if (is(verb, "alter")) --verb;
    if (later_word || is(verb + 1, "alter")) {
      return Refused(absl::StrCat(
          "near \"", std::string(words[verb + 1].In(sql)), "\": syntax error"));
    }
  }
  return Refused(error.message);
}

absl::StatusOr<Permission> PermissionFor(Database& database,
                                         const AlterTable& alter,
                                         const std::string& sql,
                                         const Target& target,
                                         const Options& options) {
  const std::string any = AnyAlter(target.schema, target.name);
  // The library may lack the form that another version has.
  if (options.version.has_value()) return AskAuthorizer(database, any);
  ALTEREGO_ASSIGN_OR_RETURN(const Permission permission,
                            AskAuthorizer(database, sql));
  // This one has code before it asks.
  const bool adds = std::holds_alternative<AddColumn>(alter.op);
  if (permission != Permission::kGranted || !adds) return permission;
  return AskAuthorizer(database, any);
}

absl::StatusOr<Report> AlterOnce(Database& database, std::string_view sql,
                                 const Options& options) {
  if (options.mode == Mode::kFull) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const FullPlan plan,
        full::Plan(database, sql, options, full::Purpose::kApply));
    return full::Apply(database, plan, options);
  }
  if (options.strategy == Strategy::kNative) {
    return absl::InvalidArgumentError(
        "the strategy native is one of the mode full; in the mode sqlite the "
        "engine stands in for SQLite's own ALTER TABLE");
  }
  database.workspace().Trim();
  sql = sql.substr(0, sql::StatementEnd(sql, 0));
  const sql::ParseResult parsed = sql::ParseStatement(sql);
  if (!parsed.ok()) {
    return RefuseSyntax(database, sql, parsed.error(), options);
  }
  const auto* alter = std::get_if<AlterTable>(&parsed->statement);
  if (alter == nullptr) {
    return absl::InvalidArgumentError("not an ALTER TABLE statement");
  }
  ALTEREGO_ASSIGN_OR_RETURN(Introspection in,
                            Introspect(database, options.version));
  FindCollations(database, *alter, &in);
  if (const auto error = sql::SyntaxErrorIn(*parsed, in.version)) {
    return RefuseSyntax(database, sql, *error, options);
  }
  ALTEREGO_ASSIGN_OR_RETURN(Target target, FindTarget(database, in, *alter));
  ALTEREGO_ASSIGN_OR_RETURN(
      const Permission permission,
      PermissionFor(database, *alter, std::string(sql), target, options));
  if (permission == Permission::kIgnored) return Report{};
  Dependencies dependencies(database.workspace(), in);
  const Context context{
      database.workspace(), in, options, *parsed, *alter, target, dependencies};
  ALTEREGO_ASSIGN_OR_RETURN(Plan plan, MakePlan(context));
  if (const auto schema = in.FindSchema(plan.schema)) {
    plan.schema_version = in.schemas[*schema].version;
  }
  return RunPlan(database, plan);
}

// The same with the write lock held before the plan is made, so that nobody can
// come in between. Not at once: while a plan is made others may write.
absl::StatusOr<Report> AlterLocked(Database& database, std::string_view sql,
                                   const Options& options) {
  const bool open = database.api().get_autocommit(database.db()) == 0;
  if (open) return AlterOnce(database, sql, options);
  ALTEREGO_RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  absl::StatusOr<Report> report = AlterOnce(database, sql, options);
  const absl::Status ended =
      database.Execute(report.ok() ? "COMMIT" : "ROLLBACK");
  if (!report.ok() || ended.ok()) return report;
  (void)database.Execute("ROLLBACK");
  return ended;
}

}  // namespace

Connection::Connection(const SqliteApi& api, sqlite3* db)
    : Connection(api, db, std::make_shared<Workspace>(api)) {}

// Another connection may alter the schema between the plan and the write lock;
// then the plan is for a schema that is no more, as SQLite's own prepared
// statements can be (SQLITE_MAX_SCHEMA_RETRY).
absl::StatusOr<Report> AlterWith(Database& database, std::string_view sql,
                                 const Options& options) {
  constexpr int kTries = 5;
  for (int tries = 1;; ++tries) {
    absl::StatusOr<Report> report = AlterOnce(database, sql, options);
    const std::optional<Refusal> refusal = RefusalOf(report.status());
    if (!refusal || refusal->extended_code != SQLITE_SCHEMA) return report;
    if (tries == kTries) return AlterLocked(database, sql, options);
  }
}

absl::StatusOr<Report> Alter(Connection& connection, std::string_view sql,
                             const Options& options) {
  Database database(connection);
  return AlterWith(database, sql, options);
}

absl::StatusOr<FullPlan> PlanAlter(Connection& connection, std::string_view sql,
                                   const Options& options) {
  Database database(connection);
  return full::Plan(database, sql, options, full::Purpose::kShow);
}

absl::StatusOr<FullPlan> PrepareAlter(Connection& connection,
                                      std::string_view sql,
                                      const Options& options) {
  Database database(connection);
  return full::Plan(database, sql, options, full::Purpose::kApply);
}

absl::StatusOr<Report> ApplyPlan(Connection& connection, const FullPlan& plan,
                                 const Options& options) {
  Database database(connection);
  return full::Apply(database, plan, options);
}

}  // namespace alterego::rebuild
