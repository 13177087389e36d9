// ADD CHECK: alter.c, sqlite3AlterAddConstraint.
#include "model/sql/edit.h"
#include "shadow/ops/constraint_edit.h"
#include "shadow/ops/constraint_text.h"
#include "shadow/ops/row_check.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<AddCheck>;

// From CONSTRAINT or CHECK to the end of the statement.
std::string ConstraintText(const Context& context) {
  const sql::Parsed& parsed = context.parsed;
  // CHECK ( expr: two tokens before the expression.
  sql::TokenIndex first =
      sql::PreviousSignificant(parsed, context.op.expr_range.begin);
  first = sql::PreviousSignificant(parsed, first);
  if (context.op.name) {
    first = sql::PreviousSignificant(parsed, context.op.name->token);
  }
  const size_t from = parsed.tokens[first].offset;
  const size_t to = StatementTail(parsed, /*behind_semicolon=*/false);
  return TrimmedConstraint(
      std::string_view(parsed.source).substr(from, to - from));
}

// What the rows will say then is a matter of chance.
bool CallsRandom(const sql::Node& expr) {
  bool calls = false;
  sql::Walk(expr, [&calls](const sql::Node& node) {
    calls |= node.kind == sql::NodeKind::kFunction && !node.names.empty() &&
             (node.names[0].id == Identifier("random") ||
              node.names[0].id == Identifier("randomblob"));
  });
  return calls;
}

// Whether a row breaks the new rule; nullopt: not known.
std::optional<bool> Violated(const Context& context) {
  const Dialect& dialect = context.dialect();
  // 3.52 and 3.53 took an unknown truth for a violation.
  const bool null_violates = dialect.version < SqliteVersion{3, 54, 0};
  const CreateTable& table = *context.create();
  for (const StoredRow& row : RowsOf(context.database(), context.table).rows) {
    const Scope scope = RowScope(table, row, dialect);
    const EvalResult result = Evaluate(context.op.check.expr, scope);
    if (!result.ok()) return std::nullopt;
    const std::optional<bool> truth = Truth(result.value);
    if (truth == false || (!truth && null_violates)) return true;
  }
  return false;
}

// What resolving the expression finds: as a CHECK since 3.53.1, and then as the
// condition of the query that looks for rows that break it.
std::optional<Verdict> Resolves(const Context& context, const WorldPtr& world) {
  const Dialect& dialect = world->dialect;
  const bool twice = dialect.version >= SqliteVersion{3, 53, 1};
  Binder binder(world->now, dialect);
  for (const bool as_check : {true, false}) {
    if (as_check && !twice) continue;
    const Resolution r = binder.ResolveCheck(
        context.database_index, *context.object(), context.op.check.expr,
        as_check ? dialect.dqs_ddl : dialect.dqs_dml);
    if (r.error && !twice && r.error->reason == Reason::kProhibited) {
      return std::nullopt;  // left to the reload
    }
    if (r.error) {
      return AlterRefuse(world, r.error->reason, "add_check.expression",
                         r.error->message);
    }
    if (!r.complete) return AlterUnknown(world, "add_check.expression");
  }
  return std::nullopt;
}

}  // namespace

template <>
const std::vector<Guard<AddCheck>>& AlterRules<AddCheck>::Guards() {
  static const auto* const guards = new std::vector<Guard<AddCheck>>{
      {"add_check.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<AddCheck>},
      {"add_check.view", "views have no constraints", Reason::kIsView,
       ConstraintOfView<AddCheck>},
      {"add_check.virtual", "virtual tables have no constraints",
       Reason::kIsVirtual, ConstraintOfVirtual<AddCheck>},
      {"add_check.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<AddCheck>},
      {"add_check.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, NotAuthorized<AddCheck>},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<AddCheck>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"add_check.expression",
       "the expression names or does what it may not",
       {3, 52, 0},
       {99, 0, 0}},
      {"add_check.name_taken",
       "a constraint of the table has that name",
       {3, 52, 0},
       {99, 0, 0}},
      {"add_check.violated", "a row breaks it", {3, 52, 0}, {99, 0, 0}},
      {"add_check.reload",
       "the table's new text does not load",
       {3, 52, 0},
       {99, 0, 0}},
      {"add_check.accept",
       "added behind the last definition",
       {3, 52, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<AddCheck>::Effect(const AlterContext<AddCheck>& context,
                                     const WorldPtr& world) {
  if (auto verdict = Resolves(context, world)) return *std::move(verdict);
  const std::string& sql = context.object()->sql;
  if (context.op.name && HasConstraintName(sql, context.op.name->id)) {
    return AlterRefuse(
        world, Reason::kConstraintExists, "add_check.name_taken",
        "constraint " + context.op.name->id.spelling() + " already exists");
  }
  switch (UseOfRows(context.op.check.expr)) {
    case RowUse::kFine:
      break;
    case RowUse::kMisused:
      return AlterRefuse(world, Reason::kBadDefinition, "add_check.expression",
                         "row value misused");
    case RowUse::kUnclear:
      return AlterUnknown(world, "add_check.expression");
  }
  const std::optional<bool> violated = Violated(context);
  const bool by_chance = !violated && CallsRandom(context.op.check.expr);
  if (!violated && !by_chance) {
    return AlterUnknown(world, "add_check.violated");
  }
  if (violated == true) {
    return AlterRefuse(world, Reason::kConstraintViolated, "add_check.violated",
                       "constraint failed");
  }
  Verdict verdict = AcceptConstraintText(
      context, world, WithTableConstraint(sql, ConstraintText(context)),
      "add_check.reload", "add_check.accept");
  if (by_chance && verdict.prediction.may_accept) {
    verdict.prediction.may_refuse.push_back(
        {Reason::kConstraintViolated, "constraint failed"});
  }
  return verdict;
}

}  // namespace alterego::shadow
