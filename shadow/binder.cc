// Objects: tables, indexes, views and triggers, each in the order in which
// SQLite parses and resolves it (build.c; alter.c, renameResolveTrigger).
#include "shadow/binder.h"

#include <utility>

#include "model/sql/lexer.h"
#include "model/type_name.h"
#include "shadow/rows.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;
using Role = Reference::Role;

// Without parentheses and COLLATE.
const Node& Bare(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen || n->kind == NodeKind::kCollate) {
    n = &n->children[0];
  }
  return *n;
}

// One column that is declared INTEGER, DESC or not.
bool IsIntegerKey(const CreateTable& table,
                  const std::vector<IndexedColumn>& key) {
  if (key.size() != 1) return false;
  const Node& name = Bare(key[0].expr);
  if (name.kind != NodeKind::kColumn) return false;
  const Column* column = table.FindColumn(name.names.back().id);
  return column != nullptr && IsIntegerType(column->type);
}

bool IsStrictType(std::string_view type) {
  for (const char* known : {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"}) {
    if (IsType(type, known)) return true;
  }
  return false;
}

}  // namespace

bool Binder::Fail(Reason reason, std::string message) {
  if (!abandoned_) error_ = ResolveError{reason, std::move(message), false};
  return false;
}

bool Binder::Abandon() {
  abandoned_ = true;
  return false;
}

Resolution Binder::Resolve(size_t database, const Object& object,
                           const BindOptions& options) {
  Resolution out;
  out_ = &out;
  options_ = options;
  const bool prepared = options.loading || options.creating || options.compiled;
  read_whole_ = prepared || !At(31) ? nullptr : object.parsed.get();
  error_.reset();
  abandoned_ = false;
  recording_ = true;
  with_ = leaked_ = nullptr;
  trigger_table_ = nullptr;
  named_ = nullptr;
  in_from_ = false;
  if (object.parsed == nullptr || object.AsVirtualTable() != nullptr) {
    out.complete = object.AsVirtualTable() != nullptr || object.sql.empty();
  } else if (const CreateTable* table = object.AsTable()) {
    BindTable(database, object, *table);
  } else if (const CreateIndex* index = object.AsIndex()) {
    BindIndex(database, *index);
  } else if (const CreateView* view = object.AsView()) {
    if (options.bodies && !options.loading) BindView(database, object, *view);
  } else if (const CreateTrigger* trigger = object.AsTrigger()) {
    BindTrigger(database, object, *trigger);
  }
  out.error = std::move(error_);
  out.when_compiled = std::exchange(when_compiled_, "");
  out.complete = out.complete && !abandoned_;
  withs_.clear();
  copies_.clear();
  out_ = nullptr;
  return out;
}

Resolution Binder::ResolveCheck(size_t database, const Object& table,
                                const Node& expr, bool ddl_strings) {
  Resolution out;
  out_ = &out;
  options_ = {};
  options_.ddl_strings = ddl_strings;
  read_whole_ = nullptr;
  error_.reset();
  abandoned_ = false;
  recording_ = true;
  Instance instance;
  instance.checks = true;
  instance.home = database;
  std::vector<Source> sources(1);
  sources[0].shape = ShapeOf(database, table);
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  context.self = Self::kCheck;
  Expr(expr, context);
  out.error = std::move(error_);
  out.complete = !abandoned_;
  out_ = nullptr;
  return out;
}

// --- tables ----------------------------------------------------------------

void Binder::BindTable(size_t database, const Object& object,
                       const CreateTable& table) {
  Instance instance;
  instance.live = true;
  instance.home = database;
  instance.parsed = object.parsed.get();
  std::vector<Source> sources(1);
  sources[0].shape = ShapeOfTable(database, table.name.id, table);
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  RecordTable(instance, table.name.token, *sources[0].shape, Role::kDefinition);
  if (!TableClauses(database, table, context)) return;
  if (options_.clauses_only || !TableOptions(table)) return;
  TableExpressions(table, context);
}

bool Binder::TableClauses(size_t database, const CreateTable& table,
                          Context& context) {
  keys_.clear();
  integer_key_ = -1;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    for (size_t j = 0; j < i; ++j) {
      if (table.columns[j].name.id == column.name.id) {
        return Fail(Reason::kDuplicateColumn,
                    "duplicate column name: " + column.name.id.spelling());
      }
    }
    RecordColumn(*context.instance, column.name.token,
                 *(*context.sources)[0].shape, static_cast<int>(i),
                 Role::kDefinition);
    for (const ColumnConstraint& constraint : column.constraints) {
      const bool alias = static_cast<int>(i) == table.RowidAlias();
      if (std::holds_alternative<UniqueRule>(constraint.rule) ||
          (std::holds_alternative<PrimaryKeyRule>(constraint.rule) && !alias)) {
        keys_.push_back({{column.name.id, ColumnCollation(column)}});
      }
      if (const auto* key = std::get_if<PrimaryKeyRule>(&constraint.rule)) {
        if (key->order != sql::Op::kDesc) {
          NoteIntegerKey(table, static_cast<int>(i));
        }
      }
      const auto* collate = std::get_if<CollateRule>(&constraint.rule);
      // Of any table, although only a schema that was written by hand has one.
      if (collate != nullptr && !At(34) && !options_.loading &&
          !CollationByName(collate->collation.id.spelling())) {
        return Fail(
            Reason::kNoSuchCollation,
            "no such collation sequence: " + collate->collation.id.spelling());
      }
      const auto* key = std::get_if<ForeignKeyRule>(&constraint.rule);
      if (key != nullptr && !ForeignKey(database, table, *key, context)) {
        return false;
      }
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (!TableRule(database, table, constraint, context)) return false;
  }
  return true;
}

bool Binder::TableRule(size_t database, const CreateTable& table,
                       const TableConstraint& constraint, Context& context) {
  if (const auto* key = std::get_if<PrimaryKeyRule>(&constraint.rule)) {
    // The rowid's own key has no index that another one could repeat.
    const bool alias = table.RowidAlias() >= 0;
    // Before 3.28 so were the tokens of an INTEGER PRIMARY KEY in a table
    // without rowids, and of one with a COLLATE.
    const bool collated =
        alias && WithoutParens(key->columns[0].expr).kind == NodeKind::kCollate;
    const bool lost =
        !At(28) && (collated ||
                    (table.without_rowid && IsIntegerKey(table, key->columns)));
    const bool recording = std::exchange(recording_, recording_ && !lost);
    const bool ok =
        alias ? NamedKeyColumns(key->columns, true, KeyContext(context))
              : KeyColumns(table, key->columns, true, context);
    recording_ = recording;
    if (key->columns.size() == 1) {
      const Node& bare = Bare(key->columns[0].expr);
      if (bare.kind == NodeKind::kColumn) {
        // DESC counts behind the column only (sqlite3AddPrimaryKey).
        NoteIntegerKey(table, table.ColumnIndex(bare.names.back().id));
      }
    }
    return ok;
  }
  if (const auto* unique = std::get_if<UniqueRule>(&constraint.rule)) {
    return KeyColumns(table, unique->columns, false, context);
  }
  if (const auto* key = std::get_if<ForeignKeyRule>(&constraint.rule)) {
    return ForeignKey(database, table, *key, context);
  }
  return true;
}

bool Binder::KeyColumns(const CreateTable& table,
                        const std::vector<IndexedColumn>& columns, bool primary,
                        Context& context) {
  Context inner = KeyContext(context);
  // Before 3.28 the tokens of a key that repeats another one were lost.
  const bool lost = !At(28) && RepeatsKey(table, columns);
  const bool recording = std::exchange(recording_, recording_ && !lost);
  const bool ok = NamedKeyColumns(columns, primary, inner);
  recording_ = recording;
  return ok;
}

// In a WITHOUT ROWID table an INTEGER PRIMARY KEY counts as the rowid until the
// whole statement is read: what UNIQUE said about it by then is lost.
void Binder::NoteIntegerKey(const CreateTable& table, int column) {
  if (!table.without_rowid || column < 0) return;
  if (!IsIntegerType(table.columns[column].type)) return;
  integer_key_ = column;
}

// The same columns under the same collations.
bool Binder::RepeatsKey(const CreateTable& table,
                        const std::vector<IndexedColumn>& columns) {
  Key key;
  for (const IndexedColumn& column : columns) {
    const Node& bare = Bare(column.expr);
    if (bare.kind != NodeKind::kColumn) continue;
    const Identifier& name = bare.names.back().id;
    const Column* found = table.FindColumn(name);
    std::optional<Collation> collation;
    if (found != nullptr) collation = ColumnCollation(*found);
    const Node& written = WithoutParens(column.expr);
    if (written.kind == NodeKind::kCollate) {
      collation = CollationByName(written.names[0].id.spelling());
    }
    key.emplace_back(name, collation);
  }
  for (const Key& other : keys_) {
    if (other == key) return true;
  }
  keys_.push_back(std::move(key));
  return false;
}

Binder::Context Binder::KeyContext(const Context& context) {
  Context inner = context;
  inner.self = Self::kIndex;
  return inner;
}

bool Binder::NamedKeyColumns(const std::vector<IndexedColumn>& columns,
                             bool primary, Context inner) {
  const auto prohibited = [this] {
    return Fail(Reason::kProhibited,
                "expressions prohibited in PRIMARY KEY and UNIQUE constraints");
  };
  for (const IndexedColumn& column : columns) {
    if (const Node* name = NameInQuotes(column.expr, primary)) {
      if (!StringColumn(*name, inner)) return false;
      continue;
    }
    const Node& bare = Bare(column.expr);
    if (bare.kind != NodeKind::kColumn) {
      return Expr(column.expr, inner) && prohibited();
    }
    const size_t strings = out_->quoted_strings.size();
    const Shape& shape = *(*inner.sources)[0].shape;
    const bool lost =
        integer_key_ >= 0 && shape.Find(bare.names.back().id) == integer_key_;
    const bool recording = std::exchange(recording_, recording_ && !lost);
    const bool ok = Expr(column.expr, inner);
    recording_ = recording;
    if (!ok) return false;
    // "x" is no column, and neither is TRUE.
    const bool word = shape.Find(bare.names.back().id) < 0;
    if (word || out_->quoted_strings.size() != strings) return prohibited();
  }
  return true;
}

// 'a' in a list of key columns names the column a.
bool Binder::StringColumn(const Node& literal, Context& context) {
  const Shape& shape = *(*context.sources)[0].shape;
  const std::string name = sql::Dequote(literal.text);
  const int column = shape.Find(Identifier(name));
  if (column < 0) {
    return Fail(Reason::kNoSuchColumn, "no such column: " + name);
  }
  RecordColumn(*context.instance, literal.range.begin, shape, column,
               Role::kBody);
  return true;
}

bool Binder::ForeignKey(size_t database, const CreateTable& table,
                        const ForeignKeyRule& rule, Context& context) {
  const Shape& shape = *(*context.sources)[0].shape;
  const ReferencesClause& references = rule.references;
  for (const sql::Name& name : rule.columns) {
    const int column = table.ColumnIndex(name.id);
    if (column < 0) {
      return Fail(Reason::kNoSuchColumn, "unknown column \"" +
                                             name.id.spelling() +
                                             "\" in foreign key definition");
    }
    RecordColumn(*context.instance, name.token, shape, column, Role::kBody);
  }
  Reference parent;
  parent.role = Role::kParent;
  parent.database = database;
  parent.table = references.parent.id;
  parent.token = references.parent.token;
  out_->references.push_back(parent);
  parent.what = Reference::What::kColumn;
  for (const sql::Name& name : references.columns) {
    parent.token = name.token;
    parent.column = name.id;
    out_->references.push_back(parent);
  }
  return true;
}

bool Binder::TableOptions(const CreateTable& table) {
  if (table.strict) {
    for (const Column& column : table.columns) {
      if (IsStrictType(column.type)) continue;
      const std::string where =
          table.name.id.spelling() + "." + column.name.id.spelling();
      if (column.type.empty()) {
        return Fail(Reason::kBadDefinition, "missing datatype for " + where);
      }
      return Fail(Reason::kBadDefinition, "unknown datatype for " + where +
                                              ": \"" + TypeAsRead(column.type) +
                                              "\"");
    }
  }
  if (table.without_rowid && table.autoincrement()) {
    return Fail(Reason::kBadDefinition,
                "AUTOINCREMENT not allowed on WITHOUT ROWID tables");
  }
  if (table.without_rowid && table.PrimaryKeyColumns().empty()) {
    return Fail(Reason::kBadDefinition,
                "PRIMARY KEY missing on table " + table.name.id.spelling());
  }
  return true;
}

void Binder::TableExpressions(const CreateTable& table, Context& context) {
  context.self = Self::kCheck;
  bool ok = true;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& constraint : column.constraints) {
      const auto* check = std::get_if<CheckRule>(&constraint.rule);
      if (options_.without_checks) continue;
      if (check != nullptr) ok = ok && Expr(check->expr, context);
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    const auto* check = std::get_if<CheckRule>(&constraint.rule);
    if (options_.without_checks) continue;
    if (check != nullptr) ok = ok && Expr(check->expr, context);
  }
  // Every generated column is tried, and the last error is the one reported.
  context.self = Self::kGenerated;
  bool plain = false, generated = false;
  for (const Column& column : table.columns) {
    const GeneratedRule* rule = column.generated();
    plain = plain || rule == nullptr;
    generated = generated || rule != nullptr;
    if (rule == nullptr) continue;
    // A bare name is +name since 3.41 or later: it does not get over an error.
    if (At(41) && stopped() && Bare(rule->expr).kind == NodeKind::kColumn) {
      continue;
    }
    Expr(rule->expr, context);
  }
  if (generated && !plain) {
    Fail(Reason::kBadDefinition, "must have at least one non-generated column");
  }
}

// --- indexes ---------------------------------------------------------------

void Binder::BindIndex(size_t database, const CreateIndex& index) {
  Instance instance;
  instance.live = true;
  instance.home = database;
  Node ref;
  ref.kind = NodeKind::kTableRef;
  ref.names.push_back(index.table);
  std::vector<Source> sources(1);
  Reference on;
  on.role = Role::kDefinition;
  on.token = index.table.token;
  on.database = database;
  on.table = index.table.id;
  out_->references.push_back(std::move(on));
  // As with triggers: a TEMP table of that name comes first, except while the
  // schema is loaded or the index made (sqlite3CreateIndex).
  const bool hidden = !options_.loading && !options_.creating &&
                      snapshot_.databases[1]->FindTableOrView(index.table.id);
  if (hidden) instance.home = 1;
  if (!LocateQuietly(instance.home, ref, &sources[0])) {
    Locate(instance.home, ref, &sources[0]);
    return;
  }
  const Object* indexed = sources[0].shape->object;
  if (indexed != nullptr && indexed->AsTable() == nullptr) {
    const bool view = indexed->AsView() != nullptr;
    Fail(view ? Reason::kIsView : Reason::kIsVirtual,
         view ? "views may not be indexed"
              : "virtual tables may not be indexed");
    return;
  }
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  context.self = Self::kPartial;
  // A fault there does not stop SQLite before the first column.
  const bool where_ok = !index.where || Expr(*index.where, context);
  context.self = Self::kIndex;
  for (const IndexedColumn& column : index.columns) {
    const Node* name = NameInQuotes(column.expr, /*primary=*/false);
    // Nor does it look below a COLLATE then.
    if (!where_ok && name != nullptr &&
        WithoutParens(column.expr).kind == NodeKind::kCollate) {
      return;
    }
    if (name != nullptr ? !StringColumn(*name, context)
                        : !Expr(column.expr, context)) {
      return;
    }
    if (!where_ok) return;
  }
}

// --- views -----------------------------------------------------------------

void Binder::BindView(size_t database, const Object& object,
                      const CreateView& view) {
  Instance instance;
  instance.live = true;
  instance.checks = options_.compiled;
  instance.home = database;
  instance.parsed = object.parsed.get();
  const bool fine = Prepare(instance, view.select, nullptr);
  if (!fine || !instance.has_with || options_.compiled) return;
  WalkWith(instance, view.select);
  error_.reset();
}

// ALTER walks into the bodies of CTEs on its own: each is resolved once more,
// this time for good, and whatever goes wrong there is not reported.
void Binder::WalkWith(Instance& instance, const Node& node) {
  if (!At(28) || (!At(35) && stopped())) return;
  const Node* with =
      node.kind == NodeKind::kSelect ? node.Child(NodeKind::kWith) : nullptr;
  if (with != nullptr) {
    With* const outer = with_;
    // Before 3.35 the CTEs did not see each other here, nor themselves.
    if (At(35)) PushWith(instance, *with);
    for (const Node& cte : with->children) {
      const Node& body = cte.children[0];
      if (body.kind != NodeKind::kSelect) continue;
      if (!At(35) && stopped()) break;
      Prepare(instance, body, nullptr);
      WalkWith(instance, body);
    }
    with_ = outer;
  }
  for (const Node& child : node.children) {
    if (&child == with) continue;
    WalkWith(instance, child);
  }
}

// --- triggers --------------------------------------------------------------

void Binder::BindTrigger(size_t database, const Object& object,
                         const CreateTrigger& trigger) {
  Instance instance;
  instance.live = true;
  instance.checks = options_.compiled;
  instance.home = database;
  instance.parsed = object.parsed.get();
  Node ref;
  ref.kind = NodeKind::kTableRef;
  if (trigger.table_schema) ref.names.push_back(*trigger.table_schema);
  ref.names.push_back(trigger.table);
  // SQLite takes the trigger for a TEMP one if its table's name, taken alone,
  // is that of a TEMP table (sqlite3BeginTrigger).
  if (!options_.loading && !trigger.table_schema &&
      snapshot_.databases[1]->FindTableOrView(trigger.table.id) != nullptr) {
    // Before UPDATE FROM came, what a statement changes was looked for apart
    // from what it reads.
    if (!At(33)) instance.targets = database;
    database = instance.home = 1;
  }
  Source source;
  if (!LocateQuietly(database, ref, &source)) {
    Locate(database, ref, &source);
    return;
  }
  if (!TriggerFits(trigger, source)) return;
  Reference on;
  on.role = Role::kDefinition;
  on.token = trigger.table.token;
  on.database = static_cast<size_t>(source.shape->database);
  on.table = source.shape->name;
  out_->references.push_back(on);
  if (!options_.bodies || options_.loading) return;
  if (source.shape->object != nullptr && source.shape->object->AsView()) {
    source.shape = ViewShape(on.database, *source.shape->object);
    if (source.shape == nullptr) return;
    // Early releases kept the columns in its list though it did not compile,
    // and the second who asked got them.
    if (error_) {
      error_.reset();
      Abandon();
      return;
    }
  }
  trigger_table_ = source.shape;
  trigger_source_ = source;
  trigger_event_ = trigger.event;
  TargetColumns(source, trigger.update_of, Role::kBody);
  Context context;
  context.instance = &instance;
  if (trigger.when && !Expr(*trigger.when, context)) return;
  for (const Node& step : trigger.steps) {
    if (!BindStep(instance, step)) return;
  }
  if (!instance.has_with || options_.compiled) return;
  for (const Node& step : trigger.steps) WalkWith(instance, step);
  error_.reset();
}

// INSTEAD OF is for views and for nothing else.
bool Binder::TriggerFits(const CreateTrigger& trigger, const Source& on) {
  if (options_.loading || on.shape->object == nullptr) return true;
  const bool view = on.shape->object->AsView() != nullptr;
  const bool instead = trigger.time == CreateTrigger::Time::kInsteadOf;
  if (view == instead) return true;
  const std::string& name = trigger.table.id.spelling();
  if (!view) {
    return Fail(Reason::kBadDefinition,
                "cannot create INSTEAD OF trigger on table: " + name);
  }
  const bool after = trigger.time == CreateTrigger::Time::kAfter;
  return Fail(Reason::kIsView, std::string("cannot create ") +
                                   (after ? "AFTER" : "BEFORE") +
                                   " trigger on view: " + name);
}

bool Binder::BindStep(Instance& instance, const Node& step) {
  Context context;
  context.instance = &instance;
  switch (step.kind) {
    case NodeKind::kSelect:
      return Prepare(instance, step, &context);
    case NodeKind::kInsert:
      return BindInsert(instance, step);
    case NodeKind::kUpdate:
      return BindUpdate(instance, step);
    case NodeKind::kDelete:
      return BindDelete(instance, step);
    default:
      return Abandon();
  }
}

// Records the columns of a list that the table has, for a rename.
void Binder::TargetColumns(const Source& target,
                           const std::vector<sql::Name>& names, Role role) {
  const Shape& shape = *target.shape;
  for (const sql::Name& name : names) {
    const int column = shape.Find(name.id);
    if (shape.database < 0) continue;
    // Once a table of that name anywhere lent its columns to the list.
    if (column < 0 && (role != Role::kTarget || At(52))) continue;
    Reference ref;
    ref.what = Reference::What::kColumn;
    ref.role = role;
    ref.token = name.token;
    ref.database = static_cast<size_t>(shape.database);
    ref.table = shape.name;
    ref.column = column < 0 ? name.id : shape.columns[column];
    out_->references.push_back(std::move(ref));
  }
}

std::optional<Binder::Source> Binder::Target(Instance& instance,
                                             const Node& target) {
  // UPDATE t AS x: ALTER TABLE goes by the name t, though DML by x alone.
  Source source;
  source.node = &target;
  const size_t home = instance.targets.value_or(instance.home);
  if (!Locate(home, target, &source)) return std::nullopt;
  Reference ref;
  ref.role = Role::kTarget;
  ref.token = target.names.back().token;
  ref.database = static_cast<size_t>(source.shape->database);
  ref.table = source.shape->name;
  out_->references.push_back(std::move(ref));
  return source;
}

bool Binder::BindInsert(Instance& instance, const Node& step) {
  Context context;
  context.instance = &instance;
  if (const Node* select = step.Child(NodeKind::kSelect)) {
    if (!Prepare(instance, *select, &context)) return false;
  }
  std::optional<Source> target =
      Target(instance, *step.Child(NodeKind::kTableRef));
  if (!target) return false;
  if (const Node* columns = step.Child(NodeKind::kColumnList)) {
    TargetColumns(*target, columns->names, Role::kTarget);
  }
  std::vector<Source> sources{*target};
  context.sources = &sources;
  context.excluded = &sources[0];
  for (const Node& child : step.children) {
    if (child.kind != NodeKind::kUpsert) continue;
    if (const Node* update = child.Child(NodeKind::kDoUpdate)) {
      for (const Node& set : update->children) {
        if (set.kind != NodeKind::kSet) continue;
        TargetColumns(*target, set.names, Role::kTarget);
      }
    }
    if (!BindUpsert(context, child)) return false;
    // SQLite looks at the first ON CONFLICT clause only.
    break;
  }
  return !stopped();
}

bool Binder::BindUpsert(Context& context, const Node& upsert) {
  const Node* target = upsert.Child(NodeKind::kConflictTarget);
  const Node* update = upsert.Child(NodeKind::kDoUpdate);
  const auto fault = [this] {
    if (error_) error_->in_upsert = true;
    return false;
  };
  if (target != nullptr) {
    for (const Node& term : target->children) {
      if (term.kind != NodeKind::kWhere && !Expr(term, context)) {
        return fault();
      }
    }
  }
  if (update != nullptr) {
    for (const Node& set : update->children) {
      if (set.kind == NodeKind::kSet && !Children(set, context)) {
        return fault();
      }
    }
    const Node* where = update->Child(NodeKind::kWhere);
    if (where != nullptr && !Children(*where, context)) return false;
  }
  const Node* where =
      target != nullptr ? target->Child(NodeKind::kWhere) : nullptr;
  return where == nullptr || Children(*where, context);
}

bool Binder::Clause(const Node& node, Context& context) {
  const bool fine = node.kind == NodeKind::kWhere || node.kind == NodeKind::kSet
                        ? Children(node, context)
                        : Expr(node, context);
  if (!fine && error_) error_->in_clause = true;
  return fine;
}

bool Binder::BindUpdate(Instance& instance, const Node& step) {
  std::optional<Source> target =
      Target(instance, *step.Child(NodeKind::kTableRef));
  if (!target) return false;
  std::vector<Source> sources;
  const Node* from = step.Child(NodeKind::kFrom);
  sources.reserve(from != nullptr ? from->children.size() + 1 : 1);
  // SQLite resolves a copy of FROM: the tokens of its ON clauses are lost.
  Instance copy;
  copy.home = instance.home;
  copy.parsed = instance.parsed;
  if (from != nullptr) {
    TargetNames(*from, instance.home);
    if (!ExpandFrom(copy, *from, &sources)) return false;
  }
  sources.insert(sources.begin(), *target);
  if (stopped() || !ProcessJoins(&sources)) return false;
  for (const Node& child : step.children) {
    if (child.kind != NodeKind::kSet) continue;
    TargetColumns(*target, child.names, Role::kTarget);
    if (!ExpandInside(instance, child)) return false;
  }
  // Before 3.39 WHERE came before what is set.
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  const Node* where = step.Child(NodeKind::kWhere);
  if (!At(39) && where != nullptr && !Children(*where, context)) return false;
  if (!BindAssignments(instance, copy, step, sources)) return false;
  if (from != nullptr) {
    for (const Node& child : from->children) {
      if (child.kind != NodeKind::kTableSubquery) continue;
      if (!Prepare(instance, child.children[0], nullptr)) return false;
    }
  }
  return !At(39) || where == nullptr || Children(*where, context);
}

bool Binder::BindAssignments(Instance& instance, Instance& copy,
                             const Node& step, std::vector<Source>& sources) {
  for (Source& source : sources) {
    if (source.subquery == nullptr) continue;
    if (!ResolveSelect(copy, *source.subquery->node, nullptr)) return false;
  }
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  context.allow_aggregate = context.allow_window = true;
  // The names that are set count as aliases in ON, in older versions.
  std::vector<Item> items;
  for (const Node& child : step.children) {
    if (child.kind != NodeKind::kSet) continue;
    // Before 3.28 the parts of a row value lost their tokens.
    const bool lost =
        !At(28) && child.row && Bare(child.children[0]).kind == NodeKind::kList;
    const bool recording = std::exchange(recording_, recording_ && !lost);
    const bool ok = Clause(child, context);
    recording_ = recording;
    if (!ok) return false;
    for (const sql::Name& name : child.names) {
      Item item;
      item.named = true;
      item.name = name.id.spelling();
      items.push_back(std::move(item));
    }
  }
  Context on;
  on.instance = &copy;
  on.sources = &sources;
  if (!At(52)) on.items = &items;
  Node none;
  // Before 3.39 nobody looked at the ON clauses of UPDATE FROM.
  return !At(39) || ResolveWhere(none, sources, on);
}

bool Binder::BindDelete(Instance& instance, const Node& step) {
  std::optional<Source> target =
      Target(instance, *step.Child(NodeKind::kTableRef));
  if (!target) return false;
  std::vector<Source> sources{*target};
  Context context;
  context.instance = &instance;
  context.sources = &sources;
  const Node* where = step.Child(NodeKind::kWhere);
  return where == nullptr || Children(*where, context);
}

// FROM items of an UPDATE are renamed by name alone, like its target.
void Binder::TargetNames(const Node& from, size_t home) {
  if (!At(39)) return;
  for (const Node& child : from.children) {
    if (child.kind != NodeKind::kTableRef) continue;
    Reference ref;
    ref.role = Role::kTarget;
    ref.token = child.names.back().token;
    ref.database = home;
    ref.table = child.names.back().id;
    out_->references.push_back(std::move(ref));
  }
}

// --- tables and views by name ----------------------------------------------

ShapePtr Binder::ShapeOfTable(size_t database, const Identifier& name,
                              const CreateTable& table) {
  auto shape = std::make_shared<Shape>();
  shape->name = name;
  shape->database = static_cast<int>(database);
  shape->columns.reserve(table.columns.size());
  for (const Column& column : table.columns) {
    shape->columns.push_back(column.name.id);
  }
  shape->rowid_alias = table.RowidAlias();
  shape->has_rowid = !table.without_rowid;
  return shape;
}

ShapePtr Binder::ShapeOf(size_t database, const Object& object) {
  for (const Known& known : known_) {
    if (known.object == &object) return known.shape;
  }
  ShapePtr shape;
  if (const CreateTable* table = object.AsTable()) {
    shape = ShapeOfTable(database, object.name, *table);
  } else {
    shape = std::make_shared<Shape>();
    shape->name = object.name;
    shape->database = static_cast<int>(database);
  }
  shape->object = &object;
  known_.push_back({&object, shape});
  return shape;
}

ShapePtr Binder::ViewShape(size_t database, const Object& object) {
  size_t place = 0;
  while (place < known_views_.size() && known_views_[place].object != &object) {
    ++place;
  }
  if (place < known_views_.size()) {
    Known& known = known_views_[place];
    if (known.shape == nullptr) {
      Fail(Reason::kCircularView,
           "view " + object.name.spelling() + " is circularly defined");
    }
    // With a WITH that leaks in, it may be another view.
    const bool anew = !At(35) && (with_ != nullptr || leaked_ != nullptr);
    if (known.shape == nullptr || !anew) return known.shape;
    known.shape = nullptr;
  } else {
    known_views_.push_back({&object, nullptr});
  }
  Instance instance;
  instance.checks = true;
  instance.home = database;
  instance.parsed = object.parsed.get();
  const CreateView& view = *object.AsView();
  With* const with = std::exchange(with_, nullptr);
  With* const leaked = leaked_;
  if (!At(35) && with != nullptr) leaked_ = with;
  const Node* const capture = std::exchange(capture_, nullptr);
  const std::string outer = std::exchange(when_compiled_, "");
  const bool ok = Prepare(instance, view.select, nullptr) && !stopped();
  const std::string inner = std::exchange(when_compiled_, outer);
  capture_ = capture;
  with_ = with;
  leaked_ = leaked;
  // Before 3.31 a view that lists its columns stopped nothing: the last error
  // was named.
  if (!ok && (ExpansionStops() || view.columns.empty())) {
    known_views_.erase(known_views_.begin() + static_cast<long>(place));
    return nullptr;
  }
  auto shape = std::make_shared<Shape>();
  shape->name = object.name;
  shape->database = static_cast<int>(database);
  shape->object = &object;
  shape->has_rowid = !At(36);
  shape->maybe_rowid = At(36);
  if (view.columns.empty()) {
    shape->columns =
        ItemNames(instance, instance.Get(view.select).cores[0], true);
  } else {
    std::vector<std::string> names;
    for (const sql::Name& name : view.columns) {
      names.push_back(NotAWord(name.id.spelling(), names.size()));
    }
    shape->columns = UniqueNames(std::move(names));
    const size_t got = ok ? instance.Get(view.select).cores[0].items.size()
                          : view.columns.size();
    if (got != view.columns.size()) {
      shape->when_compiled = "expected " + std::to_string(view.columns.size()) +
                             " columns for '" + object.name.spelling() +
                             "' but got " + std::to_string(got);
    }
  }
  if (shape->when_compiled.empty()) shape->when_compiled = inner;
  known_views_[place].shape = shape;
  return shape;
}

namespace {

// The schema tables and SQLite's own table-valued functions.
struct System {
  std::string_view name;
  std::vector<Identifier> columns;
  size_t hidden_from;
};
const std::vector<System>& Systems() {
  static const auto* const systems =
      new std::vector<System>{{"json_each",
                               {"key", "value", "type", "atom", "id", "parent",
                                "fullkey", "path", "json", "root"},
                               8},
                              {"json_tree",
                               {"key", "value", "type", "atom", "id", "parent",
                                "fullkey", "path", "json", "root"},
                               8}};
  return *systems;
}

bool IsSchemaTable(const Identifier& name, bool preferred_names) {
  if (name == Identifier("sqlite_master")) return true;
  if (name == Identifier("sqlite_temp_master")) return true;
  return preferred_names && (name == Identifier("sqlite_schema") ||
                             name == Identifier("sqlite_temp_schema"));
}

}  // namespace

ShapePtr Binder::SystemShape(size_t home, const Node& ref) {
  const Identifier& name = ref.names.back().id;
  auto shape = std::make_shared<Shape>();
  if (IsSchemaTable(name, At(33))) {
    shape->name = Identifier("sqlite_master");
    shape->columns = {"type", "name", "tbl_name", "rootpage", "sql"};
    shape->has_rowid = true;
    shape->database = static_cast<int>(home);
    return shape;
  }
  for (const System& system : Systems()) {
    if (!(name == Identifier(system.name))) continue;
    // An extension before: some builds have it.
    if (!At(38) && !options_.json) Abandon();
    shape->name = name;
    shape->columns = system.columns;
    shape->hidden.resize(system.columns.size());
    for (size_t i = system.hidden_from; i < shape->hidden.size(); ++i) {
      shape->hidden[i] = true;
    }
    shape->has_rowid = true;
    return shape;
  }
  return nullptr;
}

bool Binder::LocateQuietly(size_t home, const Node& ref, Source* source) {
  const Identifier& name = ref.names.back().id;
  std::optional<Found> found;
  // Only temp's objects may look into other databases.
  if (home == 1) {
    std::optional<sql::Name> schema;
    if (ref.names.size() > 1) schema = ref.names[0];
    found = FindTableOrView(snapshot_, schema, name);
  } else {
    const Database& database = *snapshot_.databases[home];
    if (const Object* object = database.FindTableOrView(name)) {
      source->shape = ShapeOf(home, *object);
      return true;
    }
  }
  if (!found) return false;
  const Database& database = *snapshot_.databases[found->database];
  source->shape = ShapeOf(found->database, *database.objects[found->object]);
  return true;
}

bool Binder::Locate(size_t home, const Node& ref, Source* source) {
  if (!LocateQuietly(home, ref, source)) {
    source->shape = SystemShape(home, ref);
    if (source->shape != nullptr) return true;
    const std::string& name = ref.names.back().id.spelling();
    if (EqualsFolded(std::string_view(name).substr(0, 7), "pragma_")) {
      return Abandon();
    }
    std::string message = "no such table: ";
    if (home != 1) {
      message += snapshot_.databases[home]->name.spelling() + ".";
    } else if (ref.names.size() > 1) {
      message += ref.names[0].id.spelling() + ".";
    }
    return Fail(Reason::kNoSuchTable, message + name);
  }
  const Object* object = source->shape->object;
  if (object == nullptr) return true;
  if (object->AsView() != nullptr) {
    source->shape =
        ViewShape(static_cast<size_t>(source->shape->database), *object);
    return source->shape != nullptr;
  }
  if (object->AsTable() == nullptr) return Abandon();  // virtual, unknown
  if (ref.function_call) {
    return Fail(Reason::kBadDefinition,
                "'" + ref.names.back().id.spelling() + "' is not a function");
  }
  return true;
}

}  // namespace alterego::shadow
