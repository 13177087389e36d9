// ADD COLUMN: alter.c, sqlite3AlterBeginAddColumn and
// sqlite3AlterFinishAddColumn; the definition: build.c, sqlite3AddColumn.
#include <utility>

#include "base/mutant.h"
#include "model/sql/edit.h"
#include "model/type_name.h"
#include "shadow/alter.h"
#include "shadow/eval.h"
#include "shadow/old_rows.h"
#include "shadow/ops/row_check.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<AddColumn>;
using sql::Node;
using sql::NodeKind;
using sql::Op;

constexpr size_t kColumnsMax = 2000;
constexpr SqliteVersion kOnlyWithRows{3, 32, 0};

const Node& WithoutParens(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen) n = &n->children[0];
  return *n;
}

bool IsCurrentTime(const Node& node) {
  return node.kind == NodeKind::kLiteral &&
         EqualsFolded(std::string_view(node.text).substr(0, 8), "CURRENT_");
}

bool IsNullLiteral(const Node& node) {
  return node.kind == NodeKind::kLiteral && EqualsFolded(node.text, "NULL");
}

bool IsTrueOrFalse(const Node& node, SqliteVersion version) {
  return node.kind == NodeKind::kColumn && node.names.size() == 1 &&
         BooleanWord(node.names[0], version).has_value();
}

// A default may call functions but not name columns (sqlite3ExprIsConstant..).
bool NamesColumn(const Node& node, SqliteVersion version) {
  if (node.kind == NodeKind::kColumn) return !IsTrueOrFalse(node, version);
  if (node.kind == NodeKind::kParameter) return true;
  for (const Node& child : node.children) {
    if (NamesColumn(child, version)) return true;
  }
  return false;
}

// What sqlite3ValueFromExpr can turn into a value without running anything.
bool IsLiteralValue(const Node& expr, bool top, SqliteVersion version) {
  const Node& node = WithoutParens(expr);
  if (FoldedTest(node, version)) return true;
  switch (node.kind) {
    case NodeKind::kLiteral:
      return !IsCurrentTime(node);
    case NodeKind::kColumn:  // DEFAULT word, or TRUE and FALSE
      return top || IsTrueOrFalse(node, version);
    case NodeKind::kUnary:
      return (node.op == Op::kNegate || node.op == Op::kPlus) &&
             IsLiteralValue(node.children[0], false, version);
    case NodeKind::kCast:
      return IsLiteralValue(node.children[0], false, version);
    default:
      return false;
  }
}

const DefaultRule* Default(const Column& column) {
  return column.Find<DefaultRule>();
}

// DEFAULT NULL, also in parentheses, is no default.
const Node* NonNullDefault(const Column& column) {
  const DefaultRule* rule = Default(column);
  if (rule == nullptr || column.generated() != nullptr) return nullptr;
  const Node& expr = WithoutParens(rule->expr);
  return ALTEREGO_MUTANT("shadow.null_is_a_default",
                         IsNullLiteral(expr) ? nullptr : &rule->expr,
                         &rule->expr);
}

std::optional<std::string> View(const Context& c) {
  if (!IsViewObject(c)) return std::nullopt;
  return "Cannot add a column to a view";
}
std::optional<std::string> Virtual(const Context& c) {
  if (!IsVirtualTable(c)) return std::nullopt;
  return "virtual tables may not be altered";
}

std::optional<std::string> TooMany(const Context& c) {
  if (c.create() == nullptr || c.create()->columns.size() < kColumnsMax) {
    return std::nullopt;
  }
  return "too many columns on sqlite_altertab_" + c.table.spelling();
}

std::optional<std::string> Duplicate(const Context& c) {
  const Identifier& name = c.op.column.name.id;
  if (c.create() == nullptr ||
      ALTEREGO_MUTANT("shadow.adds_duplicate",
                      c.create()->FindColumn(name) == nullptr, true)) {
    return std::nullopt;
  }
  return "duplicate column name: " + name.spelling();
}

// The clauses of the definition, as the parser meets them: the first fault.
struct DefinitionFault {
  Reason reason;
  std::string message;
};

class Definition {
 public:
  explicit Definition(const Context& context) : context_(context) {}

  std::optional<DefinitionFault> Fault() {
    for (const ColumnConstraint& constraint : context_.op.column.constraints) {
      if (auto fault = std::visit(*this, constraint.rule)) return fault;
    }
    return std::nullopt;
  }

  using Result = std::optional<DefinitionFault>;
  Result operator()(const NotNullRule&) { return {}; }
  Result operator()(const NullRule&) { return {}; }
  Result operator()(const UniqueRule&) { return {}; }
  Result operator()(const CheckRule&) { return {}; }
  Result operator()(const NoRule&) { return {}; }

  Result operator()(const PrimaryKeyRule& rule) {
    if (key_) {
      return DefinitionFault{Reason::kBadDefinition,
                             "table \"sqlite_altertab_" +
                                 context_.table.spelling() +
                                 "\" has more than one primary key"};
    }
    key_ = true;
    if (generated_) return GeneratedKey();
    const std::string& type = context_.op.column.type;
    // Before 3.37 what stands behind a quoted word did not count.
    const bool integer =
        IsIntegerType(type) ||
        (context_.dialect().version < SqliteVersion{3, 37, 0} &&
         EqualsFolded(TypeAsRead(type), "INTEGER"));
    if (rule.autoincrement && (!integer || rule.order == Op::kDesc)) {
      return DefinitionFault{
          Reason::kBadDefinition,
          "AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY"};
    }
    return {};
  }

  Result operator()(const DefaultRule& rule) {
    const std::string& name = context_.op.column.name.id.spelling();
    // A bare word is a string.
    const bool word = rule.expr.kind == NodeKind::kColumn;
    if (!word && NamesColumn(rule.expr, context_.dialect().version)) {
      return DefinitionFault{
          Reason::kDefaultNotConstant,
          "default value of column [" + name + "] is not constant"};
    }
    if (generated_) {
      return DefinitionFault{Reason::kBadDefinition,
                             "cannot use DEFAULT on a generated column"};
    }
    default_ = true;
    return {};
  }

  Result operator()(const CollateRule& rule) {
    if (CollationByName(rule.collation.id.spelling())) return {};
    return DefinitionFault{
        Reason::kNoSuchCollation,
        "no such collation sequence: " + rule.collation.id.spelling()};
  }

  Result operator()(const GeneratedRule&) {
    if (default_ || generated_) {
      return DefinitionFault{Reason::kBadDefinition,
                             "error in generated column \"" +
                                 context_.op.column.name.id.spelling() + "\""};
    }
    generated_ = true;
    if (key_) return GeneratedKey();
    return {};
  }

  Result operator()(const ForeignKeyRule& rule) {
    if (rule.references.columns.size() <= 1) return {};
    return DefinitionFault{
        Reason::kBadDefinition,
        "foreign key on " + context_.op.column.name.id.spelling() +
            " should reference only one column of table " +
            std::string(context_.parsed.TextOf(rule.references.parent.token))};
  }

 private:
  static Result GeneratedKey() {
    return DefinitionFault{
        Reason::kBadDefinition,
        "generated columns cannot be part of the PRIMARY KEY"};
  }

  const Context& context_;
  bool key_ = false, generated_ = false, default_ = false;
};

// One guard a reason, because a guard has one.
template <Reason kReason>
std::optional<std::string> BadDefinition(const Context& c) {
  if (c.create() == nullptr) return std::nullopt;
  std::optional<DefinitionFault> fault = Definition(c).Fault();
  if (!fault || fault->reason != kReason) return std::nullopt;
  return std::move(fault->message);
}

std::optional<std::string> PrimaryKey(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.adds_primary_key",
                      c.op.column.Find<PrimaryKeyRule>() == nullptr, true))
    return std::nullopt;
  return "Cannot add a PRIMARY KEY column";
}
std::optional<std::string> Unique(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.adds_unique",
                      c.op.column.Find<UniqueRule>() == nullptr, true))
    return std::nullopt;
  return "Cannot add a UNIQUE column";
}
std::optional<std::string> Rowid(const Context& c) {
  return RowidName(c, c.op.column.name.id, "add");
}

// --- tests against the rows, before 3.32 made whether or not there are any --

std::optional<std::string> References(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.adds_references_always_checked",
                      !c.dialect().foreign_keys, false) ||
      c.op.column.Find<ForeignKeyRule>() == nullptr ||
      NonNullDefault(c.op.column) == nullptr) {
    return std::nullopt;
  }
  return "Cannot add a REFERENCES column with non-NULL default value";
}
std::optional<std::string> NotNull(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.adds_not_null", !c.op.column.not_null(), true) ||
      c.op.column.generated() != nullptr ||
      NonNullDefault(c.op.column) != nullptr) {
    return std::nullopt;
  }
  return "Cannot add a NOT NULL column with default value NULL";
}
std::optional<std::string> NonConstant(const Context& c) {
  const Node* value = NonNullDefault(c.op.column);
  if (value == nullptr ||
      ALTEREGO_MUTANT("shadow.adds_non_constant",
                      IsLiteralValue(*value, true, c.dialect().version),
                      true)) {
    return std::nullopt;
  }
  return "Cannot add a column with non-constant default";
}
std::optional<std::string> Stored(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.adds_stored", !c.op.column.is_stored(), true))
    return std::nullopt;
  return "cannot add a STORED column";
}

struct RowTest {
  std::string_view rule;
  Reason reason;
  std::optional<std::string> (*fires)(const Context&);
};
constexpr RowTest kRowTests[] = {
    {"add_column.references", Reason::kAddReferences, References},
    {"add_column.not_null", Reason::kAddNotNull, NotNull},
    {"add_column.non_constant", Reason::kAddNonConstant, NonConstant},
    {"add_column.stored", Reason::kAddStored, Stored},
};

// The text from the column's name to the end of the statement, as it stands.
std::string ColumnText(const Context& context) {
  const sql::Parsed& parsed = context.parsed;
  const size_t from = parsed.tokens[context.op.column.name.token].offset;
  size_t to = StatementTail(parsed, /*behind_semicolon=*/true);
  const auto drops = [](char c) {
    return c == ';' || c == ' ' || (c >= '\t' && c <= '\r');
  };
  while (to > from + 1 && ALTEREGO_MUTANT("shadow.keeps_trailing_blanks",
                                          drops(parsed.source[to - 1]), false))
    --to;
  return parsed.source.substr(from, to - from);
}

// Under writable_schema a table is loaded without its CHECKs if one of them
// cannot be resolved.
bool OnlyChecksBreak(const AlterWork& work, const Context& context) {
  const Dialect& dialect = context.dialect();
  if (!dialect.writable_schema || dialect.defensive) return false;
  const size_t d = context.database_index;
  const Object& object =
      *work.now().databases[d]->objects[context.found->object];
  if (object.sql == context.object()->sql) return false;
  BindOptions options;
  options.loading = options.without_checks = true;
  const Resolution r = Binder(work.now(), dialect).Resolve(d, object, options);
  return !r.error && r.complete;
}

// Existing rows read the default of the new column.
bool ExtendRows(AlterWork& work, const Context& context) {
  Database& database = work.Edit(context.database_index);
  auto entry = database.rows.find(context.table.Folded());
  if (entry == database.rows.end() || entry->second->rows.empty()) return true;
  const CreateTable& table =
      *database.objects[context.found->object]->AsTable();
  Value value;
  if (context.op.column.generated() == nullptr) {
    const EvalResult result =
        OldRowsDefault(table, table.columns.back(), context.dialect());
    if (!result.ok()) return false;
    value = ALTEREGO_MUTANT("shadow.old_rows_read_null", result.value,
                            Value::Null());
  }
  auto rows = std::make_shared<TableRows>(*entry->second);
  for (StoredRow& row : rows->rows) row.values.push_back(value);
  entry->second = std::move(rows);
  return true;
}

// Between 3.41 and 3.48 quick_check took the default 1.5 of a NOT NULL column
// for NULL where a row is shorter than the table.
bool MistakesRealForNull(const CreateTable& table, const Dialect& dialect) {
  if (dialect.version < SqliteVersion{3, 41, 0} ||
      dialect.version >= SqliteVersion{3, 49, 0}) {
    return false;
  }
  for (const Column& column : table.columns) {
    if (!column.not_null() || Default(column) == nullptr) continue;
    const EvalResult value = DefaultValue(table, column, dialect);
    if (!value.ok() || value.value.storage_class() == StorageClass::kReal) {
      return true;
    }
  }
  return false;
}

// "1a" was a number to PRAGMA quick_check (sqlite3GetInt32): so many faults it
// told, of all tables. By 3.49 it asks for a table first.
bool IsTakenForNumber(std::string_view name, const Dialect& dialect) {
  if (dialect.version >= SqliteVersion{3, 49, 0}) return false;
  if (!name.empty() && (name[0] == '-' || name[0] == '+')) {
    name.remove_prefix(1);
  }
  return !name.empty() && name[0] >= '0' && name[0] <= '9';
}

// 3.40 takes what it has not read of a row for the default: see the known
// differences.
bool MisreadsRows(const CreateTable& table, const Dialect& dialect) {
  return table.without_rowid && dialect.version >= SqliteVersion{3, 38, 0} &&
         dialect.version < SqliteVersion{3, 41, 0};
}

// Whether PRAGMA quick_check may find anything anywhere.
bool AnyFault(const Database& database, const Dialect& dialect) {
  for (const ObjectPtr& object : database.objects) {
    const CreateTable* table = object->AsTable();
    if (table != nullptr && (MisreadsRows(*table, dialect) ||
                             QuickCheck(*table, RowsOf(database, object->name),
                                        dialect, true) != RowFault::kNone)) {
      return true;
    }
  }
  return false;
}

// Before the ALTER looked at types, what a VIRTUAL column of a STRICT table
// computes wrongly was found as a NULL further on: see the known differences.
bool ComputesMisfits(const CreateTable& table, const TableRows& rows,
                     const Dialect& dialect) {
  return table.strict &&
         QuickCheck(table, rows, dialect, true) == RowFault::kComputedType;
}

// Why the CHECKs do not compile, if so.
std::optional<Verdict> ChecksCompile(const CreateTable& table,
                                     const WorldPtr& world) {
  bool optional = false;
  if (auto name = UnknownCheckFunction(table, &optional)) {
    return AlterRefuse(world, Reason::kNoSuchFunction,
                       "add_column.unknown_function",
                       "unknown function: " + *name + "()");
  }
  if (optional) return AlterUnknown(world, "add_column.unknown_function");
  if (UseOfRows(table) == RowUse::kMisused) {
    return AlterRefuse(world, Reason::kBadDefinition, "add_column.row_value",
                       "row value misused");
  }
  return std::nullopt;
}

// What PRAGMA quick_check finds in the table that the ALTER has made.
std::optional<Verdict> Verify(AlterWork& work, const Context& context,
                              const WorldPtr& world) {
  const Dialect& dialect = world->dialect;
  const Column& column = context.op.column;
  const Database& database = *work.now().databases[context.database_index];
  const CreateTable& table =
      *database.objects[context.found->object]->AsTable();
  const bool types = dialect.version >= SqliteVersion{3, 44, 0};
  const bool needed =
      ALTEREGO_MUTANT("shadow.adds_unchecked",
                      column.Find<CheckRule>() != nullptr, false) ||
      (column.not_null() && column.generated() != nullptr) ||
      (types && table.strict);
  if (needed && UseOfRows(table) == RowUse::kUnclear) {
    return AlterUnknown(world, "add_column.row_value");
  }
  if (!needed || dialect.version < SqliteVersion{3, 37, 0}) {
    return std::nullopt;
  }
  if (!dialect.ignore_check_constraints) {
    if (auto verdict = ChecksCompile(table, world)) return verdict;
  }
  const bool misreads = MisreadsRows(table, dialect);
  const TableRows& rows = RowsOf(database, context.table);
  if (misreads || (!types && ComputesMisfits(table, rows, dialect)) ||
      MistakesRealForNull(table, dialect)) {
    return AlterUnknown(world, "add_column.null_found");
  }
  if (IsTakenForNumber(context.table.spelling(), dialect)) {
    if (!AnyFault(database, dialect)) return std::nullopt;
    return AlterUnknown(world, "add_column.check_fails");
  }
  switch (QuickCheck(table, rows, dialect, types)) {
    case RowFault::kNone:
      return std::nullopt;
    case RowFault::kCheck:
      return AlterRefuse(world, Reason::kConstraintViolated,
                         "add_column.check_fails", "CHECK constraint failed");
    case RowFault::kNotNull:
      return AlterRefuse(world, Reason::kConstraintViolated,
                         "add_column.null_found", "NOT NULL constraint failed");
    case RowFault::kType:
      return AlterRefuse(world, Reason::kTypeMismatchDefault,
                         "add_column.type_mismatch",
                         "type mismatch on DEFAULT");
    case RowFault::kComputedType:
      if (dialect.version < SqliteVersion{3, 51, 0}) {
        return AlterRefuse(world, Reason::kTypeMismatchDefault,
                           "add_column.type_mismatch",
                           "type mismatch on DEFAULT");
      }
      return AlterRefuse(world, Reason::kConstraintViolated,
                         "add_column.computed_type", "constraint failed");
    case RowFault::kUnknown:
      break;
  }
  return AlterUnknown(world, "add_column.check_fails");
}

}  // namespace

template <>
const std::vector<Guard<AddColumn>>& AlterRules<AddColumn>::Guards() {
  static const auto* const guards = new std::vector<Guard<AddColumn>>{
      {"add_column.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<AddColumn>},
      {"add_column.virtual", "virtual tables take no columns",
       Reason::kIsVirtual, Virtual},
      {"add_column.view", "views take no columns", Reason::kIsView, View},
      {"add_column.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<AddColumn>},
      {"add_column.too_many", "2000 columns are the limit", Reason::kTooMany,
       TooMany},
      {"add_column.duplicate", "the table has a column of that name",
       Reason::kDuplicateColumn, Duplicate},
      {"add_column.default_names_column", "the default names a column",
       Reason::kDefaultNotConstant, BadDefinition<Reason::kDefaultNotConstant>},
      {"add_column.no_such_collation", "COLLATE names no collation",
       Reason::kNoSuchCollation, BadDefinition<Reason::kNoSuchCollation>},
      {"add_column.bad_definition", "clauses that do not go together",
       Reason::kBadDefinition, BadDefinition<Reason::kBadDefinition>},
      {"add_column.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, NotAuthorized<AddColumn>},
      {"add_column.primary_key", "the column is a PRIMARY KEY",
       Reason::kAddPrimaryKey, PrimaryKey},
      {"add_column.unique", "the column is UNIQUE", Reason::kAddUnique, Unique},
      {"add_column.rowid",
       "the name is one of the rowid's",
       Reason::kRowidAlias,
       Rowid,
       {3, 54, 0}},
      {"add_column.always_references",
       "REFERENCES with a default, foreign keys on",
       Reason::kAddReferences,
       References,
       {3, 0, 0},
       kOnlyWithRows},
      {"add_column.always_not_null",
       "NOT NULL without a default",
       Reason::kAddNotNull,
       NotNull,
       {3, 0, 0},
       kOnlyWithRows},
      {"add_column.always_non_constant",
       "the default must be computed",
       Reason::kAddNonConstant,
       NonConstant,
       {3, 0, 0},
       kOnlyWithRows},
      {"add_column.always_stored",
       "a STORED generated column",
       Reason::kAddStored,
       Stored,
       {3, 31, 0},
       kOnlyWithRows},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<AddColumn>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"add_column.references",
       "REFERENCES with a default, foreign keys on, the table has rows",
       {3, 32, 0},
       {99, 0, 0}},
      {"add_column.not_null",
       "NOT NULL without a default, the table has rows",
       {3, 32, 0},
       {99, 0, 0}},
      {"add_column.non_constant",
       "the default must be computed, the table has rows",
       {3, 32, 0},
       {99, 0, 0}},
      {"add_column.stored",
       "a STORED generated column, the table has rows",
       {3, 32, 0},
       {99, 0, 0}},
      {"add_column.reload",
       "the table's new text does not load",
       {3, 0, 0},
       {99, 0, 0}},
      {"add_column.default_value",
       "the default's value is not known",
       {3, 0, 0},
       {99, 0, 0}},
      {"add_column.unknown_function",
       "a CHECK calls an unknown function",
       {3, 37, 0},
       {99, 0, 0}},
      {"add_column.row_value",
       "a CHECK takes a row for a value",
       {3, 37, 0},
       {99, 0, 0}},
      {"add_column.check_fails",
       "a row breaks a CHECK",
       {3, 37, 0},
       {99, 0, 0}},
      {"add_column.null_found",
       "a row has NULL where it must not",
       {3, 37, 0},
       {99, 0, 0}},
      {"add_column.type_mismatch",
       "a row of a STRICT table has a wrong type",
       {3, 44, 0},
       {99, 0, 0}},
      {"add_column.computed_type",
       "a VIRTUAL column of a STRICT table computes a wrong type",
       {3, 51, 0},
       {99, 0, 0}},
      {kBrokenCheckRule,
       "writable_schema: added, its CHECK is not looked at, and the case ends",
       {3, 25, 0},
       {99, 0, 0}},
      {kIgnoredKeyRule,
       "a key, which the authorizer ignores: SQLite leaves its index behind",
       {3, 0, 0},
       {99, 0, 0}},
      {kLoopRule,
       "added, and generated from itself: the table cannot be read any more",
       {3, 31, 0},
       {99, 0, 0}},
      {"add_column.accept",
       "added; existing rows read its default",
       {3, 0, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<AddColumn>::Effect(const AlterContext<AddColumn>& context,
                                      const WorldPtr& world) {
  const size_t d = context.database_index;
  if (!RowsOf(context.database(), context.table).rows.empty()) {
    for (const RowTest& test : kRowTests) {
      if (auto message = test.fires(context)) {
        return AlterRefuse(world, test.reason, test.rule, *std::move(message));
      }
    }
  }
  const Object& object = *context.object();
  const size_t place = AddColumnOffset(*object.parsed, *context.create());
  AlterWork work(world);
  std::string sql = object.sql.substr(0, place) +
                    ALTEREGO_MUTANT("shadow.adds_without_blank", ", ", ",") +
                    ColumnText(context) + object.sql.substr(place);
  if (auto verdict =
          ReplaceTableSql(work, world, d, context.found->object, std::move(sql),
                          AlterKind::kAdd, "add_column.reload")) {
    if (!OnlyChecksBreak(work, context)) return *std::move(verdict);
    if (!ExtendRows(work, context)) {
      return AlterUnknown(world, "add_column.default_value");
    }
    return work.Accept(kBrokenCheckRule);
  }
  if (!ExtendRows(work, context)) {
    return AlterUnknown(world, "add_column.default_value");
  }
  if (auto verdict = Verify(work, context, world)) return *std::move(verdict);
  if (!NamesItself(context.op.column)) return work.Accept("add_column.accept");
  // The types of a STRICT table are looked at, which cannot be done.
  const bool read = world->dialect.version >= SqliteVersion{3, 44, 0} &&
                    context.create()->strict;
  return read ? AlterUnknown(world, kLoopRule) : work.Accept(kLoopRule);
}

}  // namespace alterego::shadow
