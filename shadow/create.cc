// CREATE TABLE, INDEX, VIEW, TRIGGER and VIRTUAL TABLE.
// SQLite: src/build.c (sqlite3StartTable, sqlite3EndTable, sqlite3CreateIndex,
// sqlite3CreateView), src/trigger.c (sqlite3BeginTrigger).
#include <algorithm>
#include <functional>
#include <utility>

#include "model/sql/edit.h"
#include "model/type_name.h"
#include "shadow/binder.h"
#include "shadow/dml.h"
#include "shadow/eval.h"
#include "shadow/resolve.h"
#include "shadow/shadow.h"
#include "shadow/table_info.h"
#include "shadow/virtual_tables.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

// One CREATE in the making: the first thing that is decided stays.
class Creator {
 public:
  Creator(const WorldPtr& world, const sql::Parsed& parsed)
      : world_(world), parsed_(parsed) {}

  Verdict Table(const CreateTable& table);
  Verdict AsSelect(const Node& query);
  Verdict Index(const CreateIndex& index);
  Verdict View(const CreateView& view);
  Verdict Trigger(const CreateTrigger& trigger);
  // What is looked at while the statement is being read; false: decided.
  bool TableClauses(const CreateTable& table);
  bool TriggerHead(const CreateTrigger& trigger);
  bool SparesShadowTables(const CreateTrigger& trigger);
  const Verdict& verdict() const { return verdict_; }
  std::optional<Found> TriggerTable(const CreateTrigger& trigger);
  bool TriggerTimeFits(const CreateTrigger& trigger, const Object& table);
  Verdict VirtualTable(const CreateVirtualTable& table);

 private:
  const Dialect& dialect() const { return world_->dialect; }
  const Database& database() const { return *world_->now.databases[target_]; }

  // False, with the verdict decided.
  bool Refuse(Reason reason, std::string_view rule, std::string message) {
    verdict_ = {Prediction::Refuse(reason, rule, std::move(message)), world_,
                world_};
    return false;
  }
  bool Unknown() {
    verdict_ = {Prediction::Unknown("create.unknown"), world_, world_};
    return false;
  }
  bool Nothing() {  // IF NOT EXISTS
    verdict_ = {Prediction::Accept("create.exists"), world_, world_};
    return false;
  }
  // As the statement spells it, quotes included (SQLite's %T).
  std::string Raw(const sql::Name& name) const {
    return name.token == sql::kNoToken
               ? name.ToSql()
               : std::string(parsed_.TextOf(name.token));
  }
  bool Place(const std::optional<sql::Name>& schema, bool temp,
             const char* what);
  bool NotReserved(const Identifier& name);
  bool NewTable(const sql::Name& name, bool if_not_exists);
  bool ColumnRules(const CreateTable& table);
  bool ColumnRule(const CreateTable& table, const Column& column,
                  const ColumnConstraint& constraint, bool* default_seen,
                  bool* generated_seen);
  bool TableRules(const CreateTable& table);
  bool TableRule(const CreateTable& table, const TableConstraint& c);
  bool KeysAgree(const CreateTable& table, size_t columns, size_t of_column,
                 size_t constraints);
  bool KeysConflict();
  // `generated`: the AS clauses of these columns have been read.
  bool KeyRule(const CreateTable& table, const PrimaryKeyRule& key,
               const std::vector<int>& columns, bool generated);
  bool ForeignKeyRule_(const CreateTable& table, const ForeignKeyRule& key,
                       const Column* column);
  bool Collations(const std::vector<IndexedColumn>& columns);
  bool Expressions(const ObjectPtr& object);
  bool KeyNames(const CreateTable& table, const TableConstraint& constraint,
                const std::vector<IndexedColumn>& columns);
  bool References(const Node& node, const char* kind, const sql::Name& name);
  bool NewIndex(const CreateIndex& index);
  bool UniqueSoFar(const CreateIndex& index, const Object& table);
  bool FactorsError(const sql::Node& expr) const;
  ObjectPtr NewObject(ObjectKind kind, const Identifier& name,
                      const Identifier& table) const;
  Verdict Accept(std::vector<ObjectPtr> objects, bool table);

  const WorldPtr& world_;
  const sql::Parsed& parsed_;
  size_t target_ = 0;
  Verdict verdict_;
  bool has_primary_key_ = false;
  bool key_seen_ = false;         // of the column that is being read
  bool on_schema_table_ = false;  // a trigger
  bool conflicting_ = false;      // the keys of the whole table are
};

bool StartsReserved(const Identifier& name) {
  return name.spelling().size() >= 7 &&
         EqualsFolded(name.spelling().substr(0, 7), "sqlite_");
}

bool Creator::Place(const std::optional<sql::Name>& schema, bool temp,
                    const char* what) {
  target_ = temp ? 1 : 0;
  if (!schema) return true;
  const std::vector<DatabasePtr>& all = world_->now.databases;
  const auto found = std::find_if(
      all.begin(), all.end(),
      [&schema](const DatabasePtr& d) { return d->name == schema->id; });
  if (found == all.end()) {
    return Refuse(Reason::kUnknownDatabase, "create.unknown_database",
                  "unknown database " + Raw(*schema));
  }
  target_ = static_cast<size_t>(found - all.begin());
  if (temp && target_ != 1) {
    return Refuse(Reason::kBadDefinition, "create.temp_qualified", what);
  }
  return true;
}

bool Creator::NotReserved(const Identifier& name) {
  const bool shadows = ReservesShadowTable(*world_, name);
  if (dialect().writable_schema && !dialect().defensive) return true;
  if (!StartsReserved(name) && !shadows) return true;
  return Refuse(Reason::kReservedName, "create.reserved_name",
                "object name reserved for internal use: " + name.spelling());
}

bool Creator::NewTable(const sql::Name& name, bool if_not_exists) {
  if (!NotReserved(name.id)) return false;
  if (const Object* taken = database().FindTableOrView(name.id)) {
    if (if_not_exists) return Nothing();
    const bool view = taken->kind == ObjectKind::kView;
    const bool kind = dialect().version >= SqliteVersion{3, 38, 0};
    return Refuse(Reason::kNameTaken, "create.table_exists",
                  std::string(view && kind ? "view " : "table ") + Raw(name) +
                      " already exists");
  }
  if (database().FindIndex(name.id) != nullptr) {
    return Refuse(Reason::kNameTaken, "create.index_named",
                  "there is already an index named " + name.id.spelling());
  }
  return true;
}

ObjectPtr Creator::NewObject(ObjectKind kind, const Identifier& name,
                             const Identifier& table) const {
  const std::string stored = sql::StoredSql(parsed_);
  sql::ParseResult again = ParseStored(stored, dialect().version);
  if (!again.ok()) return nullptr;
  auto object = std::make_shared<Object>();
  object->kind = kind;
  object->name = name;
  object->table = table;
  object->sql = stored;
  object->parsed = std::make_shared<const sql::Parsed>(*std::move(again));
  return object;
}

Verdict Creator::Accept(std::vector<ObjectPtr> objects, bool table) {
  if (dialect().query_only) {
    return {Prediction::Refuse(Reason::kReadOnly, "create.query_only",
                               "attempt to write a readonly database"),
            world_, world_};
  }
  auto after = std::make_shared<World>(*world_);
  auto copy = std::make_shared<Database>(database());
  if (table) {
    copy->rows[objects[0]->name.Folded()] = std::make_shared<const TableRows>();
    for (const ObjectPtr& object : objects) {
      if (object->name == Identifier("sqlite_sequence")) {
        copy->rows["sqlite_sequence"] = std::make_shared<const TableRows>();
      }
    }
  }
  for (ObjectPtr& object : objects) copy->objects.push_back(std::move(object));
  after->now.databases[target_] = std::move(copy);
  return {Prediction::Accept("create.accept"), std::move(after), world_};
}

// --- tables ------------------------------------------------------------------

// sqlite3ExprIsConstantOrFunction.
bool IsConstantDefault(const Node& expr, SqliteVersion version) {
  bool constant = true;
  sql::Walk(expr, [&constant, version](const Node& node) {
    switch (node.kind) {
      case NodeKind::kColumn: {
        const bool word = node.names.size() == 1 &&
                          BooleanWord(node.names[0], version).has_value();
        if (!word) constant = false;
        return;
      }
      case NodeKind::kSubquery:
      case NodeKind::kExists:
      case NodeKind::kSelect:
      case NodeKind::kParameter:
      case NodeKind::kRaise:
      case NodeKind::kTableRef:
        constant = false;
        return;
      default:
        return;
    }
  });
  return constant;
}

bool Creator::KeyRule(const CreateTable& table, const PrimaryKeyRule& key,
                      const std::vector<int>& columns, bool generated) {
  const std::string& name = table.name.id.spelling();
  if (has_primary_key_) {
    return Refuse(Reason::kBadDefinition, "create.two_primary_keys",
                  "table \"" + name + "\" has more than one primary key");
  }
  has_primary_key_ = true;
  const bool alias = columns.size() == 1 && columns[0] >= 0 &&
                     IsIntegerType(table.columns[columns[0]].type) &&
                     key.order != sql::Op::kDesc;
  if (key.autoincrement && !alias) {
    return Refuse(Reason::kBadDefinition, "create.autoincrement",
                  "AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY");
  }
  for (int column : columns) {
    if (generated && column >= 0 &&
        table.columns[column].generated() != nullptr) {
      return Refuse(Reason::kBadDefinition, "create.generated_key",
                    "generated columns cannot be part of the PRIMARY KEY");
    }
  }
  return true;
}

bool Creator::ForeignKeyRule_(const CreateTable& table,
                              const ForeignKeyRule& key, const Column* column) {
  const size_t named = key.references.columns.size();
  if (column != nullptr) {
    if (named <= 1) return true;
    return Refuse(Reason::kBadDefinition, "create.foreign_key_width",
                  "foreign key on " + column->name.id.spelling() +
                      " should reference only one column of table " +
                      Raw(key.references.parent));
  }
  if (named > 0 && named != key.columns.size()) {
    return Refuse(Reason::kBadDefinition, "create.foreign_key_width",
                  "number of columns in foreign key does not match the number "
                  "of columns in the referenced table");
  }
  for (const sql::Name& name : key.columns) {
    if (table.ColumnIndex(name.id) >= 0) continue;
    return Refuse(Reason::kNoSuchColumn, "create.foreign_key_column",
                  "unknown column \"" + name.id.spelling() +
                      "\" in foreign key definition");
  }
  return true;
}

bool Creator::ColumnRule(const CreateTable& table, const Column& column,
                         const ColumnConstraint& constraint, bool* default_seen,
                         bool* generated_seen) {
  const std::string& name = column.name.id.spelling();
  if (const auto* rule = std::get_if<DefaultRule>(&constraint.rule)) {
    if (rule->expr.kind != NodeKind::kColumn &&
        !IsConstantDefault(rule->expr, dialect().version)) {
      return Refuse(Reason::kDefaultNotConstant, "create.default",
                    "default value of column [" + name + "] is not constant");
    }
    if (*generated_seen) {
      return Refuse(Reason::kBadDefinition, "create.default_generated",
                    "cannot use DEFAULT on a generated column");
    }
    *default_seen = true;
  } else if (const auto* rule = std::get_if<GeneratedRule>(&constraint.rule)) {
    // A row value: some releases take it here, and nothing can be read then.
    if (WithoutParens(rule->expr).kind == NodeKind::kList) return Unknown();
    if (*default_seen) {
      return Refuse(Reason::kBadDefinition, "create.generated",
                    "error in generated column \"" + name + "\"");
    }
    if (key_seen_) {
      return Refuse(Reason::kBadDefinition, "create.generated_key",
                    "generated columns cannot be part of the PRIMARY KEY");
    }
    *generated_seen = true;
  } else if (const auto* key = std::get_if<PrimaryKeyRule>(&constraint.rule)) {
    key_seen_ = true;
    return KeyRule(table, *key, {table.ColumnIndex(column.name.id)},
                   *generated_seen);
  } else if (const auto* fk = std::get_if<ForeignKeyRule>(&constraint.rule)) {
    return ForeignKeyRule_(table, *fk, &column);
  } else if (const auto* collate = std::get_if<CollateRule>(&constraint.rule)) {
    if (!CollationByName(collate->collation.id.spelling())) {
      return Refuse(
          Reason::kNoSuchCollation, "create.collation",
          "no such collation sequence: " + collate->collation.id.spelling());
    }
  }
  return true;
}

bool Creator::ColumnRules(const CreateTable& table) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    for (size_t j = 0; j < i; ++j) {
      if (table.columns[j].name.id == column.name.id) {
        return Refuse(Reason::kDuplicateColumn, "create.duplicate_column",
                      "duplicate column name: " + column.name.id.spelling());
      }
    }
    bool default_seen = false, generated_seen = false;
    key_seen_ = false;
    for (size_t j = 0; j < column.constraints.size(); ++j) {
      if (!ColumnRule(table, column, column.constraints[j], &default_seen,
                      &generated_seen) ||
          !KeysAgree(table, i + 1, j + 1, 0)) {
        return false;
      }
    }
  }
  return true;
}

bool Creator::Collations(const std::vector<IndexedColumn>& columns) {
  for (const IndexedColumn& column : columns) {
    const Node& expr = WithoutParens(column.expr);
    if (expr.kind != NodeKind::kCollate) continue;
    const std::string& name = expr.names[0].id.spelling();
    if (CollationByName(name)) continue;
    return Refuse(Reason::kNoSuchCollation, "create.collation",
                  "no such collation sequence: " + name);
  }
  return true;
}

// Whether the keys up to there ask for different things: of the first columns,
// of the last of them only some constraints, and of some of the table's.
bool Creator::KeysAgree(const CreateTable& table, size_t columns,
                        size_t of_column, size_t constraints) {
  if (!conflicting_) return true;
  CreateTable part = table;
  part.columns.resize(columns);
  part.columns.back().constraints.resize(of_column);
  part.constraints.resize(constraints);
  // An INTEGER PRIMARY KEY is the rowid until all is read.
  part.without_rowid = false;
  return !MakeAutomaticIndexes(part).conflicting || KeysConflict();
}

bool Creator::KeysConflict() {
  return Refuse(Reason::kBadDefinition, "create.conflict_clauses",
                "conflicting ON CONFLICT clauses specified");
}

bool Creator::TableRules(const CreateTable& table) {
  const size_t columns = table.columns.size();
  for (size_t i = 0; i < table.constraints.size(); ++i) {
    if (!TableRule(table, table.constraints[i]) ||
        !KeysAgree(table, columns, table.columns.back().constraints.size(),
                   i + 1)) {
      return false;
    }
  }
  return true;
}

bool Creator::TableRule(const CreateTable& table, const TableConstraint& c) {
  if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
    return ForeignKeyRule_(table, *fk, nullptr);
  }
  if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
    return KeyNames(table, c, unique->columns) && Collations(unique->columns);
  }
  const auto* key = std::get_if<PrimaryKeyRule>(&c.rule);
  if (key == nullptr) return true;
  std::vector<int> columns;
  for (const IndexedColumn& column : key->columns) {
    Identifier storage;
    const Node* expr = &WithoutParens(column.expr);
    while (expr->kind == NodeKind::kCollate) {
      expr = &WithoutParens(expr->children[0]);
    }
    const Identifier* name = PlainColumn(*expr, &storage);
    columns.push_back(name == nullptr ? -1 : table.ColumnIndex(*name));
  }
  if (!KeyRule(table, *key, columns, true)) return false;
  const bool alias = columns.size() == 1 && columns[0] >= 0 &&
                     IsIntegerType(table.columns[columns[0]].type);
  return alias ||
         (KeyNames(table, c, key->columns) && Collations(key->columns));
}

// What the resolver says about the object, as if it were there already.
bool Creator::Expressions(const ObjectPtr& object) {
  Snapshot with = world_->now;
  auto copy = std::make_shared<Database>(database());
  copy->objects.push_back(object);
  with.databases[target_] = std::move(copy);
  // Read as when the schema is loaded, an index belongs to its own database
  // although a TEMP table may hide the table.
  BindOptions options;
  options.ddl_strings = dialect().dqs_ddl;
  options.creating = true;
  options.loading = object->AsIndex() != nullptr && dialect().dqs_ddl;
  const Resolution r =
      Binder(with, dialect()).Resolve(target_, *object, options);
  if (r.error) {
    return Refuse(r.error->reason, "create.expression", r.error->message);
  }
  return r.complete || Unknown();
}

// The columns of a key, when its clause has been read: only faults cost more
// than a look.
bool Creator::KeyNames(const CreateTable& table,
                       const TableConstraint& constraint,
                       const std::vector<IndexedColumn>& columns) {
  const bool plain = std::all_of(
      columns.begin(), columns.end(), [&](const IndexedColumn& column) {
        const Node& expr = WithoutParens(column.expr);
        return expr.kind == NodeKind::kColumn && expr.names.size() == 1 &&
               table.ColumnIndex(expr.names[0].id) >= 0;
      });
  if (plain) return true;
  CreateTable part = table;
  for (Column& column : part.columns) column.constraints.clear();
  part.constraints = {constraint};
  part.strict = part.without_rowid = false;
  sql::Parsed parsed = parsed_;
  parsed.statement = part;
  auto object = std::make_shared<Object>();
  object->name = object->table = table.name.id;
  object->sql = parsed_.source;
  object->parsed = std::make_shared<const sql::Parsed>(std::move(parsed));
  return Expressions(object);
}

bool Creator::TableClauses(const CreateTable& table) {
  if (!Place(table.schema, table.temp,
             "temporary table name must be unqualified") ||
      !NewTable(table.name, table.if_not_exists)) {
    return false;
  }
  conflicting_ = MakeAutomaticIndexes(table).conflicting;
  return ColumnRules(table) && TableRules(table);
}

// Its columns and rows are read back. One table alone may have as many as it
// likes.
Verdict Creator::AsSelect(const Node& query) {
  size_t sources = 0;
  sql::Walk(query, [&](const Node& node) {
    if (node.kind != NodeKind::kTableRef || node.names.empty()) return;
    const auto found =
        FindTableOrView(world_->now, std::nullopt, node.names.back().id);
    const bool view = found && world_->now.databases[found->database]
                                       ->objects[found->object]
                                       ->AsView() != nullptr;
    sources += view ? 2 : 1;
  });
  Unknown();
  if (sources > 1 && Machine(*world_).JoinsTooMany(query)) {
    verdict_.prediction = Prediction::Unknown(kEndlessRule);
  }
  return verdict_;
}

Verdict Creator::Table(const CreateTable& table) {
  if (!TableClauses(table)) return verdict_;
  if (table.as_select) return AsSelect(*table.as_select);
  if (table.columns.empty()) return Unknown(), verdict_;
  const ObjectPtr object =
      NewObject(ObjectKind::kTable, table.name.id, table.name.id);
  if (object == nullptr || object->AsTable() == nullptr) {
    return Unknown(), verdict_;
  }
  const AutomaticIndexes automatic = MakeAutomaticIndexes(table);
  if (!Expressions(object)) {
    // By 3.54 a generated column's fault does not keep SQLite from going on.
    // The faults of all CHECKs but the first are not looked for any more.
    if (conflicting_ && (dialect().version >= SqliteVersion{3, 41, 0} ||
                         ChecksOf(table).size() > 1)) {
      Unknown();
    }
    return verdict_;
  }
  if (conflicting_) return KeysConflict(), verdict_;
  std::vector<ObjectPtr> objects = {object};
  for (const AutomaticIndex& a : automatic.indexes) {
    if (!a.stored) continue;
    auto index = std::make_shared<Object>();
    index->kind = ObjectKind::kIndex;
    index->name = Identifier(a.index.name);
    index->table = table.name.id;
    objects.push_back(std::move(index));
  }
  if (table.autoincrement() &&
      database().FindTableOrView(Identifier("sqlite_sequence")) == nullptr) {
    objects.push_back(
        Object::FromStoredSql("CREATE TABLE sqlite_sequence(name,seq)"));
  }
  return Accept(std::move(objects), /*table=*/true);
}

// --- indexes -----------------------------------------------------------------

bool Creator::UniqueSoFar(const CreateIndex& index, const Object& table) {
  Machine machine(*world_);
  Entry* entry = machine.EntryOf(target_, table);
  if (entry == nullptr || !entry->info.valid) return Unknown();
  bool valid = true;
  const IndexInfo info = MakeIndexInfo(entry->info, index, &valid);
  if (!valid) return Unknown();
  switch (machine.TestUnique(*entry, info)) {
    case Machine::Uniqueness::kUnknown:
      return Unknown();
    case Machine::Uniqueness::kUnique:
      return true;
    case Machine::Uniqueness::kViolated:
      break;
  }
  return Refuse(Reason::kUnique, "create_index.unique",
                machine.KeyMessage(*entry, info));
}

// Until 3.32 SQLite computed what is constant in an index before it looked for
// rows (sqlite3ExprCodeFactorable): an error there came at once.
bool Creator::FactorsError(const sql::Node& expr) const {
  if (dialect().version >= SqliteVersion{3, 33, 0}) return false;
  return ConstantCallFails(expr, dialect());
}

// Whether the name of the index is free.
bool Creator::NewIndex(const CreateIndex& index) {
  const Identifier& name = index.name.id;
  if (!NotReserved(name)) return false;
  // Before 3.38 or so a table of that name in any database was in the way.
  const bool anywhere = dialect().version < SqliteVersion{3, 38, 0};
  if (database().FindTableOrView(name) != nullptr ||
      (anywhere && FindTableOrView(world_->now, std::nullopt, name))) {
    return Refuse(Reason::kNameTaken, "create_index.table_named",
                  "there is already a table named " + name.spelling());
  }
  if (database().FindIndex(name) == nullptr) return true;
  if (index.if_not_exists) return Nothing();
  return Refuse(Reason::kNameTaken, "create_index.exists",
                "index " + name.spelling() + " already exists");
}

Verdict Creator::Index(const CreateIndex& index) {
  if (!Place(index.schema, false, "")) return verdict_;
  const auto lookup = [&](const std::optional<sql::Name>& schema) {
    return FindTableOrView(world_->now, schema, index.table.id);
  };
  std::optional<Found> found = lookup(std::nullopt);
  if (!index.schema && found && found->database == 1) target_ = 1;
  // The table is looked for in the schema of the index, or from TEMP anywhere.
  std::optional<sql::Name> schema;
  if (target_ != 1) schema = sql::Name(database().name);
  found = lookup(schema);
  if (!found && StartsReserved(index.table.id)) {
    for (const char* master : {"sqlite_master", "sqlite_schema"}) {
      if (index.table.id == Identifier(master)) {
        Refuse(Reason::kMayNotBeAltered, "create_index.system",
               "table sqlite_master may not be indexed");
        return verdict_;
      }
    }
    return Unknown(), verdict_;
  }
  if (!found) {
    Refuse(Reason::kNoSuchTable, "create_index.no_such_table",
           "no such table: " + (schema ? schema->id.spelling() + "." : "") +
               index.table.id.spelling());
    return verdict_;
  }
  const Object& table =
      *world_->now.databases[found->database]->objects[found->object];
  if (target_ == 1 && found->database != 1) {
    Refuse(Reason::kBadDefinition, "create_index.temp",
           "cannot create a TEMP index on non-TEMP table \"" +
               table.name.spelling() + "\"");
    return verdict_;
  }
  if (StartsReserved(table.name)) {
    Refuse(Reason::kMayNotBeAltered, "create_index.system",
           "table " + table.name.spelling() + " may not be indexed");
    return verdict_;
  }
  if (table.kind == ObjectKind::kView) {
    Refuse(Reason::kIsView, "create_index.view", "views may not be indexed");
    return verdict_;
  }
  if (table.AsVirtualTable() != nullptr) {
    Refuse(Reason::kIsVirtual, "create_index.virtual",
           "virtual tables may not be indexed");
    return verdict_;
  }
  if (!NewIndex(index)) return verdict_;
  const ObjectPtr object =
      NewObject(ObjectKind::kIndex, index.name.id, table.name);
  if (object == nullptr || table.AsTable() == nullptr) {
    return Unknown(), verdict_;
  }
  if (!Expressions(object) || !Collations(index.columns)) return verdict_;
  for (const IndexedColumn& column : index.columns) {
    if (FactorsError(column.expr)) return Unknown(), verdict_;
  }
  if (index.where && FactorsError(*index.where)) return Unknown(), verdict_;
  // No row is read if nothing may be written.
  if (!dialect().query_only && !UniqueSoFar(index, table)) return verdict_;
  return Accept({object}, /*table=*/false);
}

// --- views and triggers ------------------------------------------------------

// Objects outside TEMP name only what is in their own database.
bool Creator::References(const Node& node, const char* kind,
                         const sql::Name& name) {
  if (target_ == 1) return true;
  const Node* wrong = nullptr;
  sql::Walk(node, [&](const Node& n) {
    if (n.kind != NodeKind::kTableRef || n.names.size() != 2) return;
    if (!(n.names[0].id == database().name) && wrong == nullptr) wrong = &n;
  });
  if (wrong == nullptr) return true;
  return Refuse(Reason::kBadDefinition, "create.other_database",
                std::string(kind) + " " + Raw(name) +
                    " cannot reference objects in database " +
                    wrong->names[0].id.spelling());
}

bool HasParameter(const Node& node) {
  bool found = false;
  sql::Walk(node, [&found](const Node& n) {
    found |= n.kind == NodeKind::kParameter;
  });
  return found;
}

Verdict Creator::View(const CreateView& view) {
  if (HasParameter(view.select)) {
    Refuse(Reason::kProhibited, "create_view.parameters",
           "parameters are not allowed in views");
    return verdict_;
  }
  if (!Place(view.schema, view.temp,
             "temporary table name must be unqualified") ||
      !NewTable(view.name, view.if_not_exists) ||
      !References(view.select, "view", view.name)) {
    return verdict_;
  }
  const ObjectPtr object =
      NewObject(ObjectKind::kView, view.name.id, view.name.id);
  if (object == nullptr) return Unknown(), verdict_;
  return Accept({object}, /*table=*/false);
}

bool IsSchemaTable(const Identifier& name, SqliteVersion version) {
  return name == Identifier("sqlite_master") ||
         (name == Identifier("sqlite_schema") &&
          version >= SqliteVersion{3, 33, 0});
}

// The table that the trigger is on; nullopt: refused, or a schema table.
std::optional<Found> Creator::TriggerTable(const CreateTrigger& trigger) {
  std::optional<Found> found =
      FindTableOrView(world_->now, trigger.table_schema, trigger.table.id);
  if (!trigger.schema && found && found->database == 1) target_ = 1;
  if (target_ != 1 && trigger.table_schema &&
      !(trigger.table_schema->id == database().name)) {
    Refuse(Reason::kBadDefinition, "create.other_database",
           "trigger " + Raw(trigger.name) +
               " cannot reference objects in database " +
               trigger.table_schema->id.spelling());
    return std::nullopt;
  }
  std::optional<sql::Name> schema = trigger.table_schema;
  if (target_ != 1) schema = sql::Name(database().name);
  if (!found || target_ != 1) {
    found = FindTableOrView(world_->now, schema, trigger.table.id);
  }
  if (!found && IsSchemaTable(trigger.table.id, dialect().version)) {
    on_schema_table_ = true;
    return std::nullopt;
  }
  if (!found) {
    Refuse(Reason::kNoSuchTable, "create_trigger.no_such_table",
           "no such table: " + (schema ? schema->id.spelling() + "." : "") +
               trigger.table.id.spelling());
    return std::nullopt;
  }
  return found;
}

// Whether BEFORE, AFTER or INSTEAD OF goes with a table or a view.
bool Creator::TriggerTimeFits(const CreateTrigger& trigger,
                              const Object& table) {
  const bool view = table.kind == ObjectKind::kView;
  const bool instead = trigger.time == CreateTrigger::Time::kInsteadOf;
  const std::string written =
      (trigger.table_schema ? trigger.table_schema->id.spelling() + "." : "") +
      trigger.table.id.spelling();
  if (view && !instead) {
    const bool after = trigger.time == CreateTrigger::Time::kAfter;
    Refuse(Reason::kIsView, "create_trigger.on_view",
           std::string("cannot create ") + (after ? "AFTER" : "BEFORE") +
               " trigger on view: " + written);
    return false;
  }
  if (!view && instead) {
    Refuse(Reason::kBadDefinition, "create_trigger.instead_of",
           "cannot create INSTEAD OF trigger on table: " + written);
    return false;
  }
  return true;
}

bool Creator::TriggerHead(const CreateTrigger& trigger) {
  if (trigger.temp && trigger.schema) {
    return Refuse(Reason::kBadDefinition, "create_trigger.temp_qualified",
                  "temporary trigger may not have qualified name");
  }
  if (!Place(trigger.schema, trigger.temp, "")) return false;
  const std::optional<Found> found = TriggerTable(trigger);
  if (!found && !on_schema_table_) return false;
  const Object* table =
      found
          ? world_->now.databases[found->database]->objects[found->object].get()
          : nullptr;
  if (table != nullptr && table->AsVirtualTable() != nullptr) {
    return Refuse(Reason::kIsVirtual, "create_trigger.virtual",
                  "cannot create triggers on virtual tables");
  }
  if (table != nullptr && dialect().version >= SqliteVersion{3, 44, 0} &&
      IsReadOnlyShadowTable(*world_, table->name)) {
    return Refuse(Reason::kMayNotBeAltered, "create_trigger.shadow_table",
                  "cannot create triggers on shadow tables");
  }
  if (!NotReserved(trigger.name.id)) return false;
  if (database().FindTrigger(trigger.name.id) != nullptr) {
    if (trigger.if_not_exists) return Nothing();
    return Refuse(Reason::kNameTaken, "create_trigger.exists",
                  "trigger " + Raw(trigger.name) + " already exists");
  }
  if (table == nullptr || StartsReserved(table->name)) {
    return Refuse(Reason::kMayNotBeAltered, "create_trigger.system",
                  "cannot create trigger on system table");
  }
  return TriggerTimeFits(trigger, *table);
}

// In defensive mode no step may write to a shadow table (not yet in 3.37).
bool Creator::SparesShadowTables(const CreateTrigger& trigger) {
  if (dialect().version < SqliteVersion{3, 38, 0}) return true;
  for (const Node& step : trigger.steps) {
    const Node* target = step.Child(NodeKind::kTableRef);
    if (step.kind == NodeKind::kSelect || target == nullptr ||
        !IsReadOnlyShadowTable(*world_, target->names.back().id)) {
      continue;
    }
    return Refuse(Reason::kMayNotBeAltered, "create_trigger.shadow_table",
                  "trigger \"" + trigger.name.id.spelling() +
                      "\" may not write to shadow table \"" +
                      target->names.back().id.spelling() + "\"");
  }
  return true;
}

Verdict Creator::Trigger(const CreateTrigger& trigger) {
  if (!TriggerHead(trigger)) return verdict_;
  for (const Node& step : trigger.steps) {
    if (!References(step, "trigger", trigger.name)) return verdict_;
    if (HasParameter(step)) return Unknown(), verdict_;
  }
  if (trigger.when && !References(*trigger.when, "trigger", trigger.name)) {
    return verdict_;
  }
  if (!SparesShadowTables(trigger)) return verdict_;
  const ObjectPtr object =
      NewObject(ObjectKind::kTrigger, trigger.name.id, trigger.table.id);
  if (object == nullptr) return Unknown(), verdict_;
  return Accept({object}, /*table=*/false);
}

Verdict Creator::VirtualTable(const CreateVirtualTable& table) {
  if (!Place(table.schema, false, "") ||
      !NewTable(table.name, table.if_not_exists)) {
    return verdict_;
  }
  for (const char* known :
       {"fts3",        "fts3tokenize",    "fts4",        "fts4aux",
        "fts5",        "fts5vocab",       "rtree",       "rtree_i32",
        "geopoly",     "dbstat",          "sqlite_stmt", "bytecode",
        "tables_used", "json_each",       "json_tree",   "sqlite_dbpage",
        "series",      "generate_series", "csv",         "unionvtab",
        "swarmvtab",   "completion"}) {
    if (table.module.id == Identifier(known)) return Unknown(), verdict_;
  }
  Refuse(Reason::kNoSuchModule, "create_virtual_table.no_such_module",
         "no such module: " + table.module.id.spelling());
  return verdict_;
}

}  // namespace

Verdict JudgeCreate(const WorldPtr& world, const sql::Parsed& parsed) {
  Creator creator(world, parsed);
  const Statement& s = parsed.statement;
  if (const auto* table = std::get_if<CreateTable>(&s)) {
    CreateTable read = *table;
    ReadTypes(&read, world->dialect.version);
    return creator.Table(read);
  }
  if (const auto* index = std::get_if<CreateIndex>(&s)) {
    return creator.Index(*index);
  }
  if (const auto* view = std::get_if<CreateView>(&s)) {
    return creator.View(*view);
  }
  if (const auto* trigger = std::get_if<CreateTrigger>(&s)) {
    return creator.Trigger(*trigger);
  }
  if (const auto* table = std::get_if<CreateVirtualTable>(&s)) {
    return creator.VirtualTable(*table);
  }
  return {Prediction::Unknown("create.unknown"), world, world};
}

std::optional<Verdict> JudgeCreateBefore(const WorldPtr& world,
                                         const sql::Parsed& part) {
  Creator creator(world, part);
  bool good = true;
  if (const auto* table = std::get_if<CreateTable>(&part.statement)) {
    good = creator.TableClauses(*table);
  } else if (const auto* t = std::get_if<CreateTrigger>(&part.statement)) {
    good = creator.TriggerHead(*t);
  }
  // IF NOT EXISTS of what exists does nothing until the end.
  if (good || creator.verdict().prediction.rule == "create.exists") {
    return std::nullopt;
  }
  return creator.verdict();
}

}  // namespace alterego::shadow
