#include "shadow/alter.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "model/sql/edit.h"
#include "model/sql/prefix.h"
#include "shadow/full/full.h"
#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

// ALTER TABLE sqlite_master and json_each find a table that no row of the
// schema describes.
template <class Op>
void FindBuiltin(AlterContext<Op>* context) {
  const Identifier& name = context->alter.table.id;
  const bool preferred =
      context->world.dialect.version >= SqliteVersion{3, 33, 0};
  const bool in_temp =
      context->alter.schema && context->alter.schema->id == Identifier("temp");
  const bool master = name == Identifier("sqlite_master") ||
                      (preferred && name == Identifier("sqlite_schema"));
  const bool temp_master =
      name == Identifier("sqlite_temp_master") ||
      (preferred && name == Identifier("sqlite_temp_schema"));
  if (master || temp_master) {
    const bool temp = temp_master || in_temp;
    context->builtin = Builtin::kSchemaTable;
    context->database_index = temp ? 1 : 0;
    context->table = temp ? "sqlite_temp_master" : "sqlite_master";
    return;
  }
  if (context->alter.schema) return;
  const std::string_view text = name.spelling();
  if (name == Identifier("json_each") || name == Identifier("json_tree") ||
      name == Identifier("dbstat") ||
      EqualsFolded(text.substr(0, 7), "pragma_")) {
    context->builtin = Builtin::kEponymous;
    context->table = name;
  }
}

template <class Op>
void LocateTable(AlterContext<Op>* context) {
  context->found = FindTableOrView(context->world.now, context->alter.schema,
                                   context->alter.table.id);
  if (context->found) {
    context->database_index = context->found->database;
    context->table = context->object()->name;
  } else {
    FindBuiltin(context);
  }
}

// What only some builds have may as well not be there: JSON was an extension
// before 3.38, dbstat still is.
template <class Op>
Verdict OrNoSuchTable(const AlterContext<Op>& context, Verdict verdict) {
  if (context.builtin != Builtin::kEponymous) return verdict;
  const std::string& name = context.table.spelling();
  const bool json = EqualsFolded(std::string_view(name).substr(0, 5), "json_");
  const bool optional =
      context.table == Identifier("dbstat") ||
      (json && context.dialect().version < SqliteVersion{3, 38, 0});
  if (optional) {
    verdict.prediction.may_refuse.push_back(
        {Reason::kNoSuchTable, "no such table: " + name});
  }
  return verdict;
}

bool HasCode(const World& world) {
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      if (object->kind == ObjectKind::kView ||
          object->kind == ObjectKind::kTrigger) {
        return true;
      }
    }
  }
  return false;
}

// Whether json_each or json_tree stands in the text of some object.
bool MentionsJson(const World& world) {
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      const std::string folded = Identifier(object->sql).Folded();
      if (folded.find("json_each") != std::string::npos ||
          folded.find("json_tree") != std::string::npos) {
        return true;
      }
    }
  }
  return false;
}

template <class Op>
std::string_view IgnoredRule(const Op& op) {
  if constexpr (std::is_same_v<Op, AddColumn>) {
    // By then SQLite's parser has coded the index (sqlite3CreateIndex).
    if (op.column.template Find<PrimaryKeyRule>() != nullptr ||
        op.column.template Find<UniqueRule>() != nullptr) {
      return kIgnoredKeyRule;
    }
  }
  return "alter.ignored";
}

constexpr std::string_view kReadOnlyMessage =
    "attempt to write a readonly database";

template <class Op>
Verdict Ignored(const WorldPtr& world, const Op& op) {
  Verdict verdict{Prediction::Accept(IgnoredRule(op)), world, world};
  // SQLite writes the index after all, or tries to; who does not is right.
  if (verdict.prediction.rule == kIgnoredKeyRule && world->dialect.query_only) {
    verdict.prediction.may_refuse.push_back(
        {Reason::kReadOnly, std::string(kReadOnlyMessage)});
  }
  return verdict;
}

template <class Op>
Verdict JudgeOp(const WorldPtr& world, const sql::Parsed& parsed,
                const AlterTable& alter, const Op& op) {
  AlterContext<Op> context{*world, parsed, alter, op, {}, {}, 0, {}};
  LocateTable(&context);
  const SqliteVersion version = world->dialect.version;
  for (const Guard<Op>& guard : AlterRules<Op>::Guards()) {
    if (version < guard.since || version >= guard.until) continue;
    if (std::optional<std::string> message = guard.fires(context)) {
      if (guard.reason == Reason::kNotAuthorized &&
          !world->dialect.deny_alter_table) {
        return Ignored(world, op);
      }
      return OrNoSuchTable(context, AlterRefuse(world, guard.reason, guard.rule,
                                                *std::move(message)));
    }
  }
  // Before 3.36 there was nothing to rename, and SQLite said that it did.
  if (context.builtin == Builtin::kEponymous) {
    // The test of the schema runs all the same.
    if (HasCode(*world)) return AlterUnknown(world, "alter.opaque_table");
    return OrNoSuchTable(
        context, {Prediction::Accept("rename_table.eponymous"), world, world});
  }
  if (!context.found || context.object()->parsed == nullptr) {
    return AlterUnknown(world, "alter.opaque_table");
  }
  if (world->dialect.query_only) {
    // The query that looks for rows which break it is compiled before.
    if constexpr (std::is_same_v<Op, AddCheck>) {
      Verdict verdict = AlterRules<Op>::Effect(context, world);
      if (verdict.prediction.rule == "add_check.expression") return verdict;
    }
    return AlterRefuse(world, Reason::kReadOnly, "alter.query_only",
                       std::string(kReadOnlyMessage));
  }
  Verdict verdict = AlterRules<Op>::Effect(context, world);
  // Until 3.30 a rename that failed while it ran left its first edits behind,
  // unless it was a transaction of its own.
  const bool half_done = version < SqliteVersion{3, 31, 0} &&
                         world->in_transaction() &&
                         !verdict.prediction.may_accept;
  if (half_done) return AlterUnknown(world, kHalfDoneRule);
  return verdict;
}

const std::vector<RuleInfo>& CommonRules() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"alter.syntax",
       "a form that this version does not know",
       {3, 0, 0},
       {99, 0, 0}},
      {"alter.opaque_table",
       "the table's text is unknown to the grammar",
       {3, 0, 0},
       {99, 0, 0}},
      {kUnloadableRule,
       "a table or an index no longer loads or has a reserved name, and the "
       "case ends: with writable_schema, or the index of a UNIQUE that a "
       "comment took (before 3.31)",
       {3, 25, 0},
       {99, 0, 0}},
      {kHalfDoneRule,
       "leaves a broken database, and the case ends: a rename that is refused "
       "inside a transaction, or of a TEMP table that hides one with a TEMP "
       "trigger (before 3.31); one that rewrites another table's generated "
       "columns (since 3.31)",
       {3, 0, 0},
       {3, 36, 0}},
      {"alter.ignored",
       "the authorizer answers SQLITE_IGNORE: nothing is done",
       {3, 0, 0},
       {99, 0, 0}},
      {"alter.query_only", "PRAGMA query_only is on", {3, 0, 0}, {99, 0, 0}},
  };
  return *rules;
}

}  // namespace

Reason ReasonOfParser(std::string_view message) {
  static constexpr struct {
    std::string_view start;
    Reason reason;
  } kOthers[] = {
      {"error in generated column ", Reason::kBadDefinition},
      {"unsupported use of NULLS ", Reason::kBadDefinition},
      {"qualified table names are not allowed ", Reason::kBadDefinition},
      {"the INDEXED BY clause is not allowed ", Reason::kBadDefinition},
      {"the NOT INDEXED clause is not allowed ", Reason::kBadDefinition},
      {"cannot use RETURNING in a trigger", Reason::kBadDefinition},
      {"cannot have both ON and USING clauses ", Reason::kBadDefinition},
      {"duplicate WITH table name: ", Reason::kBadDefinition},
      {"unsupported frame ", Reason::kBadDefinition},
      {"RANGE must use only UNBOUNDED ", Reason::kBadDefinition},
      {"Expression tree is too large", Reason::kTooMany},
      {"parser stack overflow", Reason::kTooMany},
      {"Recursion limit", Reason::kTooMany},
  };
  for (const auto& other : kOthers) {
    if (message.substr(0, other.start.size()) == other.start) {
      return other.reason;
    }
  }
  if (message.find(" columns assigned ") != message.npos) {
    return Reason::kWidthMismatch;
  }
  return Reason::kSyntax;
}

Verdict AlterRefuse(const WorldPtr& world, Reason reason, std::string_view rule,
                    std::string message) {
  return {Prediction::Refuse(reason, rule, std::move(message)), world, world};
}

Verdict AlterUnknown(const WorldPtr& world, std::string_view rule) {
  return {Prediction::Unknown(rule), world, world};
}

Verdict AlterFault(const WorldPtr& world, const SchemaFault& fault,
                   std::string_view rule) {
  if (fault.ignored) return AlterUnknown(world, kUnloadableRule);
  if (fault.unknown) return AlterUnknown(world, rule);
  return AlterRefuse(world, fault.error.reason, rule, fault.error.message);
}

AlterWork::AlterWork(const WorldPtr& world)
    : before_(world), next_(std::make_shared<World>(*world)) {}

Database& AlterWork::Edit(size_t database) {
  for (auto& [index, copy] : copies_) {
    if (index == database) return *copy;
  }
  auto copy = std::make_shared<Database>(*next_->now.databases[database]);
  next_->now.databases[database] = copy;
  copies_.emplace_back(database, copy);
  return *copy;
}

Verdict AlterWork::Accept(std::string_view rule) const {
  return {Prediction::Accept(rule), next_, before_};
}

RebuiltObject RebuildObject(const Object& old, std::string sql, Identifier name,
                            Identifier table, SqliteVersion version) {
  auto object = std::make_shared<Object>(old);
  object->name = std::move(name);
  object->table = std::move(table);
  if (sql != old.sql) {
    sql::ParseResult parsed = ParseStored(sql, version);
    if (!parsed.ok()) return {nullptr, parsed.error()};
    object->parsed = std::make_shared<const sql::Parsed>(std::move(*parsed));
    object->sql = std::move(sql);
  }
  return {std::move(object), std::nullopt};
}

namespace {

// What SQLite finds wrong with the definitions in front of an error of syntax:
// it looks at each as it reads what is behind it, and where that is the error,
// tells the error.
std::optional<ResolveError> FaultInText(const Snapshot& now,
                                        const Dialect& dialect, size_t database,
                                        const std::string& sql, size_t error) {
  std::optional<sql::Parsed> part = sql::ParseBefore(sql, error);
  if (!part) return std::nullopt;
  const auto* table = std::get_if<CreateTable>(&part->statement);
  if (table == nullptr) return std::nullopt;
  Object object;
  object.name = object.table = table->name.id;
  object.sql = sql;
  object.parsed = std::make_shared<const sql::Parsed>(*std::move(part));
  BindOptions options;
  options.loading = true;
  options.clauses_only = true;
  return Binder(now, dialect).Resolve(database, object, options).error;
}

}  // namespace

std::optional<Verdict> ReplaceTableSql(AlterWork& work, const WorldPtr& world,
                                       size_t database, size_t object,
                                       std::string sql, AlterKind kind,
                                       std::string_view reload_rule) {
  const Dialect& dialect = world->dialect;
  const Object& old = *work.now().databases[database]->objects[object];
  RebuiltObject rebuilt =
      RebuildObject(old, sql, old.name, old.table, dialect.version);
  if (rebuilt.object == nullptr) {
    const sql::SyntaxError error =
        sql::SyntaxErrorIn(sql, *rebuilt.error, dialect.version);
    if (auto fault =
            FaultInText(work.now(), dialect, database, sql, error.offset)) {
      return AlterRefuse(world, fault->reason, reload_rule,
                         ReloadWrap(old, dialect, kind, fault->message));
    }
    return AlterRefuse(world, ReasonOfParser(error.message), reload_rule,
                       ReloadWrap(old, dialect, kind, error.message));
  }
  const Identifier table = old.name;
  work.Edit(database).objects[object] = std::move(rebuilt.object);
  Binder binder(work.now(), dialect);
  if (auto fault =
          ReloadTable(binder, work.now(), database, table, dialect, kind)) {
    return AlterFault(world, *fault, reload_rule);
  }
  return std::nullopt;
}

size_t StatementTail(const sql::Parsed& parsed, bool behind_semicolon) {
  for (size_t i = parsed.tokens.size(); i-- > 0;) {
    const sql::Token& token = parsed.tokens[i];
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment) {
      continue;
    }
    // The first of several semicolons ends the statement.
    if (token.In(parsed.source) != ";") break;
    size_t first = i;
    for (size_t j = i; j-- > 0;) {
      const sql::Token& before = parsed.tokens[j];
      if (before.In(parsed.source) == ";") first = j;
      if (before.kind != sql::TokenKind::kSpace &&
          before.kind != sql::TokenKind::kComment && first != j) {
        break;
      }
    }
    const sql::Token& semicolon = parsed.tokens[first];
    return semicolon.offset + (behind_semicolon ? semicolon.length : 0);
  }
  return parsed.source.size();
}

size_t AddColumnOffset(const sql::Parsed& parsed, const CreateTable& table) {
  sql::TokenIndex token = table.close_paren;
  if (!table.constraints.empty()) {
    token = sql::PreviousSignificant(parsed, table.constraints[0].range.begin);
  }
  return parsed.tokens[token].offset;
}

std::optional<Verdict> GuardsOfAdd(const WorldPtr& world,
                                   const sql::Parsed& parsed,
                                   const AlterTable& alter) {
  const AddColumn op;
  AlterContext<AddColumn> context{*world, parsed, alter, op, {}, {}, 0, {}};
  LocateTable(&context);
  for (const Guard<AddColumn>& guard : AlterRules<AddColumn>::Guards()) {
    if (guard.reason == Reason::kTooMany) break;  // the column's own follow
    if (auto message = guard.fires(context)) {
      return AlterRefuse(world, guard.reason, guard.rule, *std::move(message));
    }
  }
  return std::nullopt;
}

std::optional<Verdict> GuardsOfColumn(const WorldPtr& world,
                                      const sql::Parsed& parsed,
                                      const AlterTable& alter) {
  const auto* op = std::get_if<AddColumn>(&alter.op);
  if (op == nullptr) return std::nullopt;
  AlterContext<AddColumn> context{*world, parsed, alter, *op, {}, {}, 0, {}};
  LocateTable(&context);
  for (const Guard<AddColumn>& guard : AlterRules<AddColumn>::Guards()) {
    // That and what follows is looked at when all is read.
    if (guard.reason == Reason::kNotAuthorized) break;
    if (auto message = guard.fires(context)) {
      return AlterRefuse(world, guard.reason, guard.rule, *std::move(message));
    }
  }
  return std::nullopt;
}

Verdict JudgeAlter(const WorldPtr& world, const sql::Parsed& parsed,
                   const AlterTable& alter) {
  if (auto error = sql::SyntaxErrorIn(parsed, world->dialect.version)) {
    if (std::holds_alternative<AddCheck>(alter.op) ||
        std::holds_alternative<AddColumn>(alter.op)) {
      if (auto verdict = GuardsOfAdd(world, parsed, alter)) {
        return *std::move(verdict);
      }
      if (auto verdict = FaultBefore(world, parsed.source, error->offset)) {
        return *std::move(verdict);
      }
    }
    return AlterRefuse(world, ReasonOfParser(error->message), "alter.syntax",
                       error->message);
  }
  Verdict verdict = std::visit(
      [&](const auto& op) { return JudgeOp(world, parsed, alter, op); },
      alter.op);
  // A build without the extension finds no such table in the text.
  if (world->dialect.version < SqliteVersion{3, 38, 0} &&
      verdict.prediction.predicted && MentionsJson(*world)) {
    verdict.prediction.may_refuse.push_back({Reason::kNoSuchTable, ""});
    verdict.if_refused = world;
  }
  return verdict;
}

std::vector<RuleInfo> AllRules() {
  std::vector<RuleInfo> rules = CommonRules();
  ForEachOp([&rules](auto tag) {
    using Op = typename decltype(tag)::type;
    const std::vector<RuleInfo>& effects = AlterRules<Op>::Effects();
    // To a version that cannot accept the form it is a syntax error.
    SqliteVersion first{99, 0, 0};
    for (const RuleInfo& effect : effects) {
      first = std::min(first, effect.since);
    }
    for (const Guard<Op>& guard : AlterRules<Op>::Guards()) {
      rules.push_back(
          {guard.rule, guard.what, std::max(first, guard.since), guard.until});
    }
    rules.insert(rules.end(), effects.begin(), effects.end());
  });
  const std::vector<RuleInfo> full = FullRules();
  rules.insert(rules.end(), full.begin(), full.end());
  return rules;
}

std::vector<RuleInfo> RulesInReach(const Dialect& dialect) {
  std::vector<RuleInfo> rules = AllRules();
  std::erase_if(rules, [&dialect](const RuleInfo& rule) {
    const bool of_full = rule.rule.substr(0, 5) == "full.";
    return of_full != (dialect.mode == Mode::kFull) ||
           dialect.version < rule.since || !(dialect.version < rule.until);
  });
  return rules;
}

}  // namespace alterego::shadow
