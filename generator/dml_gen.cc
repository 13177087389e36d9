#include "generator/dml_gen.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "generator/column_gen.h"
#include "generator/names.h"
#include "generator/values.h"
#include "model/sql/printer.h"

namespace alterego::generator {
namespace {

using sql::Name;
using sql::Node;
using sql::NodeKind;
using sql::Op;

constexpr size_t kSetsMax = 3;

Node MakeNode(NodeKind kind, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

Node TableRef(Context& context, const Target& target, const DmlFrame& frame) {
  Node node = MakeNode(NodeKind::kTableRef, {});
  if (!frame.in_trigger) {
    if (auto prefix = context.Prefix(target)) {
      node.names.push_back(*std::move(prefix));
    }
  }
  node.names.push_back(context.Ref(target.name()));
  return node;
}

// What INSERT and UPDATE may write to.
Columns Writable(const Columns& columns) {
  Columns writable;
  for (const ColumnInfo& info : columns) {
    if (info.name.empty() && info.column == nullptr) continue;
    if (info.column != nullptr && info.column->generated()) continue;
    writable.push_back(info);
  }
  return writable;
}

bool IsKey(const ColumnInfo& info) {
  return info.column != nullptr &&
         (info.column->Find<PrimaryKeyRule>() != nullptr ||
          info.column->Find<UniqueRule>() != nullptr);
}

// A value that is in the parent table; nullopt if there is none to be found.
std::optional<Value> ParentValue(Context& context, const Target& target,
                                 const ColumnInfo& info) {
  const auto* rule =
      info.column == nullptr ? nullptr : info.column->Find<ForeignKeyRule>();
  if (rule == nullptr) return std::nullopt;
  for (const Target& parent : context.tables()) {
    if (parent.database != target.database) continue;
    if (parent.name() != rule->references.parent.id) continue;
    const shadow::TableRows* rows = context.RowsOf(parent);
    const CreateTable& table = *parent.object->AsTable();
    int place = 0;
    if (!rule->references.columns.empty()) {
      place = table.ColumnIndex(rule->references.columns[0].id);
    } else if (!table.PrimaryKeyColumns().empty()) {
      place = table.PrimaryKeyColumns()[0];
    }
    if (rows == nullptr || place < 0) return std::nullopt;
    const shadow::StoredRow& row = context.entropy().Pick(rows->rows);
    if (static_cast<size_t>(place) >= row.values.size()) return std::nullopt;
    return row.values[static_cast<size_t>(place)];
  }
  return std::nullopt;
}

// Of a key: rarely a duplicate.
Value KeyValue(Context& context, const Target& target, const ColumnInfo& info,
               size_t place) {
  const shadow::TableRows* rows = context.RowsOf(target);
  const size_t count = rows == nullptr ? 0 : rows->rows.size();
  const auto number =
      static_cast<int64_t>(1 + count + place + context.entropy().Below(40) / 3);
  switch (info.affinity) {
    case shadow::Affinity::kText:
      return Value::Text("k" + std::to_string(number));
    case shadow::Affinity::kReal:
      return Value::Real(static_cast<double>(number) + 0.5);
    default:
      return Value::Integer(number);
  }
}

// True if what violates the table's deferred foreign keys now waits for COMMIT.
bool WaitsForCommit(const Context& context, const Target& target) {
  return context.dialect().foreign_keys && context.world().in_transaction() &&
         HasDeferredKey(target);
}

Value ColumnValue(Context& context, const Target& target,
                  const ColumnInfo& info, size_t place) {
  const CreateTable* table = target.object->AsTable();
  const bool strict = table != nullptr && table->strict;
  if (IsKey(info) && !context.OneIn(8)) {
    return KeyValue(context, target, info, place);
  }
  if (!context.OneIn(WaitsForCommit(context, target) ? 2 : 6)) {
    if (auto value = ParentValue(context, target, info)) return *value;
  }
  const bool blob = strict && EqualsFolded(info.column->type, "BLOB");
  if (blob && !context.OneIn(20)) return Value::Blob("ab");
  Value value = strict && !context.OneIn(20)
                    ? DrawStrictValue(context, info.affinity)
                    : DrawValue(context, info.affinity);
  const bool required = info.column != nullptr && info.column->not_null();
  if (value.is_null() && required && !context.OneIn(10)) {
    return KeyValue(context, target, info, place);
  }
  return value;
}

// The value of one column of an inserted row, as an expression.
Node InsertedExpr(Context& context, const Target& target,
                  const ColumnInfo& info, const DmlFrame& frame, size_t place) {
  if (!frame.outer.empty() && context.entropy().Chance(2, 3)) {
    if (context.OneIn(4)) return DrawExpr(context, frame.outer, 1);
    return DrawColumnRef(context, frame.outer);
  }
  const CreateTable* table = target.object->AsTable();
  if (table != nullptr) {
    const int alias = table->RowidAlias();
    if (alias >= 0 && info.column == &table->columns[alias]) {
      // NULL lets SQLite choose; a gap is what a rebuild may lose.
      if (!context.Take(Feature::kRowidGap)) return sql::Literal("NULL");
      return sql::Literal(std::to_string(10 + context.entropy().Below(90)));
    }
  }
  if (frame.outer.empty() && context.OneIn(20)) {
    return DrawConstantExpr(context);
  }
  return LiteralOf(ColumnValue(context, target, info, place));
}

// The columns that an INSERT lists: all or some; with rowid for a gap.
struct InsertShape {
  Columns columns;
  bool listed = false;
  bool rowid = false;
};

InsertShape DrawShape(Context& context, const Target& target,
                      const DmlFrame& frame) {
  InsertShape shape;
  shape.columns = Writable(context.ColumnsOf(target));
  const CreateTable* table = target.object->AsTable();
  if (!frame.in_trigger && table != nullptr && !table->without_rowid &&
      table->RowidAlias() < 0 &&
      table->FindColumn(Identifier("rowid")) == nullptr &&
      context.Take(Feature::kRowidGap)) {
    shape.rowid = shape.listed = true;
  }
  if (shape.columns.size() > 1 && context.Take(Feature::kColumnSubset)) {
    shape.listed = true;
    const size_t dropped = context.entropy().Below(shape.columns.size());
    shape.columns.erase(shape.columns.begin() +
                        static_cast<std::ptrdiff_t>(dropped));
  } else if (context.OneIn(3)) {
    shape.listed = true;
  }
  // A list of no columns is a syntax error.
  if (shape.columns.empty() && !shape.rowid) shape.listed = false;
  return shape;
}

Node ColumnList(Context& context, const InsertShape& shape) {
  Node list = MakeNode(NodeKind::kColumnList, {});
  if (shape.rowid) {
    list.names.push_back(Name(Identifier("rowid"), sql::Quote::kNone));
  }
  for (const ColumnInfo& info : shape.columns) {
    list.names.push_back(context.Ref(info.name));
  }
  return list;
}

Node DrawRow(Context& context, const Target& target, const InsertShape& shape,
             const DmlFrame& frame, size_t place) {
  Node row = MakeNode(NodeKind::kList, {});
  if (shape.rowid) {
    row.children.push_back(
        sql::Literal(std::to_string(10 + context.entropy().Below(90))));
  }
  for (const ColumnInfo& info : shape.columns) {
    row.children.push_back(InsertedExpr(context, target, info, frame, place));
  }
  if (row.children.empty()) row.children.push_back(sql::Literal("1"));
  return row;
}

// SELECT columns FROM another table, as the rows to insert.
Node SelectRows(Context& context, const InsertShape& shape) {
  const Target& source = *context.PickTable();
  const Scope scope = ScopeOf(context.ColumnsOf(source));
  Node results = MakeNode(NodeKind::kResultColumns, {});
  const size_t width = shape.columns.size() + (shape.rowid ? 1 : 0);
  for (size_t i = 0; i < width; ++i) {
    results.children.push_back(
        MakeNode(NodeKind::kResultColumn, {DrawColumnRef(context, scope)}));
  }
  Node table = MakeNode(NodeKind::kTableRef, {});
  table.names.push_back(context.Ref(source.name()));
  Node core = MakeNode(NodeKind::kSelectCore, {std::move(results)});
  core.children.push_back(MakeNode(NodeKind::kFrom, {std::move(table)}));
  if (context.OneIn(2)) {
    core.children.push_back(
        MakeNode(NodeKind::kWhere, {DrawCondition(context, scope)}));
  }
  return MakeNode(NodeKind::kSelect, {std::move(core)});
}

// WHERE: one known row, a condition, or none.
void AddWhere(Context& context, const Target& target, const DmlFrame& frame,
              Node& statement) {
  Scope scope = ScopeOf(Writable(context.ColumnsOf(target)));
  const CreateTable* table = target.object->AsTable();
  const shadow::TableRows* rows =
      table == nullptr ? nullptr : context.RowsOf(target);
  if (!frame.in_trigger && rows != nullptr) {
    const bool has_rowid = !table->without_rowid &&
                           table->FindColumn(Identifier("rowid")) == nullptr;
    if (has_rowid && context.OneIn(3)) {
      const shadow::StoredRow& row = context.entropy().Pick(rows->rows);
      Node where = sql::Binary(
          Op::kEq, sql::ColumnRef(Name(Identifier("rowid"), sql::Quote::kNone)),
          sql::Parenthesised(LiteralOf(Value::Integer(row.rowid))));
      statement.children.push_back(
          MakeNode(NodeKind::kWhere, {std::move(where)}));
      return;
    }
  }
  if (context.OneIn(5)) return;
  Node where;
  if (!frame.outer.empty() && !scope.empty() && !context.OneIn(3)) {
    Node left = DrawColumnRef(context, scope);
    Node right = DrawColumnRef(context, frame.outer);
    where = sql::Binary(Op::kEq, std::move(left), std::move(right));
  } else {
    where = DrawCondition(context, scope);
  }
  statement.children.push_back(MakeNode(NodeKind::kWhere, {std::move(where)}));
}

Node SetOf(Context& context, const Target& target, const ColumnInfo& info,
           const Scope& scope) {
  Node set = MakeNode(NodeKind::kSet, {});
  set.names.push_back(context.Ref(info.name));
  if (context.OneIn(2) && !scope.empty()) {
    set.children.push_back(DrawExpr(context, scope, 2));
  } else {
    set.children.push_back(LiteralOf(ColumnValue(context, target, info, 0)));
  }
  return set;
}

void AddSets(Context& context, const Target& target, const DmlFrame& frame,
             Node& statement) {
  const Columns columns = context.ColumnsOf(target);
  const Columns writable = Writable(columns);
  Scope scope = ScopeOf(writable);
  scope.insert(scope.end(), frame.outer.begin(), frame.outer.end());
  if (writable.empty()) {
    Node set = MakeNode(NodeKind::kSet, {sql::Literal("1")});
    set.names.push_back(MissingName(context));
    statement.children.push_back(std::move(set));
    return;
  }
  const size_t first = context.entropy().Below(writable.size());
  size_t count = 0;
  do {
    statement.children.push_back(SetOf(
        context, target, writable[(first + count) % writable.size()], scope));
    ++count;
  } while (count < kSetsMax && count < writable.size() && context.OneIn(3));
}

// SET column = f.x FROM table AS f WHERE f.y ...: names of the other table all
// qualified, as the two often share some. False: there is none to take.
bool AddFrom(Context& context, const Target& target, Node& statement) {
  const Columns writable = Writable(context.ColumnsOf(target));
  const Target* source = context.PickTable();
  if (source == nullptr || writable.empty()) return false;
  const Name alias(Identifier("f"));
  const Columns columns = Writable(context.ColumnsOf(*source));
  if (columns.empty()) return false;
  const Scope scope = QualifiedScope(columns, alias);
  Node set = MakeNode(NodeKind::kSet, {DrawColumnRef(context, scope)});
  set.names.push_back(context.Ref(context.entropy().Pick(writable).name));
  statement.children.push_back(std::move(set));
  Node table = MakeNode(NodeKind::kTableRef, {});
  table.names.push_back(context.Ref(source->name()));
  table.names2.push_back(alias);
  statement.children.push_back(MakeNode(NodeKind::kFrom, {std::move(table)}));
  if (context.OneIn(2)) {
    statement.children.push_back(
        MakeNode(NodeKind::kWhere, {DrawCondition(context, scope)}));
  }
  return true;
}

// RETURNING *, or a column.
void AddReturning(Context& context, const Target& target, Node& statement) {
  if (!context.AtLeast(35) || !context.Take(Feature::kReturning)) return;
  const Columns columns = Writable(context.ColumnsOf(target));
  Node returning = MakeNode(NodeKind::kReturning, {});
  if (columns.empty() || context.OneIn(2)) {
    returning.children.push_back(MakeNode(NodeKind::kStar, {}));
  } else {
    returning.children.push_back(MakeNode(
        NodeKind::kResultColumn, {DrawColumnRef(context, ScopeOf(columns))}));
  }
  statement.children.push_back(std::move(returning));
}

// A table, now and then a view; tables that are full are left alone.
const Target* PickDmlTarget(Context& context) {
  if (!context.views().empty() && context.OneIn(16)) {
    return context.PickView();
  }
  for (const Target& table : context.tables()) {
    if (WaitsForCommit(context, table) && context.OneIn(2)) return &table;
  }
  return context.PickTable();
}

bool IsFull(const Context& context, const Target& target) {
  const shadow::TableRows* rows = context.RowsOf(target);
  return rows != nullptr && rows->rows.size() > kRowsFull;
}

// How many rows there may be more, by the limits.
size_t RoomIn(const Context& context, const Target& target) {
  const shadow::TableRows* rows = context.RowsOf(target);
  const size_t count = rows == nullptr ? 0 : rows->rows.size();
  const auto limit = static_cast<size_t>(context.limits().rows_max);
  return limit > count ? limit - count : 0;
}

// The deliberate errors of DML: a missing table or column, a row of the wrong
// width, a generated column that is written to.
void Spoil(Context& context, const Target* target, Node& statement) {
  Node* table = statement.Child(NodeKind::kTableRef);
  Node* list = statement.Child(NodeKind::kColumnList);
  Node* set = statement.Child(NodeKind::kSet);
  const size_t kind = context.entropy().Below(3);
  std::vector<Identifier> generated;
  if (target != nullptr && target->object->AsTable() != nullptr) {
    for (const Column& column : target->object->AsTable()->columns) {
      if (column.generated() != nullptr) generated.push_back(column.name.id);
    }
  }
  Node* names = list != nullptr ? list : set;
  if (kind == 1 && names != nullptr && !names->names.empty()) {
    names->names.back() = generated.empty() ? MissingName(context)
                                            : context.Ref(generated.front());
    return;
  }
  Node* select = statement.Child(NodeKind::kSelect);
  Node* values = select == nullptr ? nullptr : select->Child(NodeKind::kValues);
  if (kind == 2 && values != nullptr) {
    for (Node& row : values->children) {
      row.children.push_back(sql::Literal("99"));
    }
    return;
  }
  table->names = {MissingName(context)};
}

Target NoTable() {
  static const auto& object = *new shadow::Object();
  return {kMain, &object};
}

// `make` on a table of the world, or on one that is not there.
template <class Make>
Node OnSomeTable(Context& context, Make&& make) {
  const Target* target = PickDmlTarget(context);
  if (target == nullptr) {
    Node node = make(NoTable());
    node.Child(NodeKind::kTableRef)->names = {MissingName(context)};
    return node;
  }
  Node node = make(*target);
  if (context.invalid()) Spoil(context, target, node);
  return node;
}

}  // namespace

bool HasDeferredKey(const Target& target) {
  const CreateTable* table = target.object->AsTable();
  return table != nullptr &&
         AnyForeignKey(*table, [](const ForeignKeyRule& rule) {
           return rule.references.deferred();
         });
}

Node InsertInto(Context& context, const Target& target, const DmlFrame& frame) {
  Node insert = MakeNode(NodeKind::kInsert, {});
  insert.text = "INSERT";
  if (context.Take(Feature::kConflictVerb)) {
    if (context.OneIn(3)) {
      insert.text = "REPLACE";
    } else {
      insert.conflict = DrawConflict(context);
    }
  }
  insert.children.push_back(TableRef(context, target, frame));
  const bool full = !frame.in_trigger && IsFull(context, target);
  if (!frame.in_trigger && context.Take(Feature::kDefaultValues)) {
    insert.children.push_back(MakeNode(NodeKind::kDefaultValues, {}));
    return insert;
  }
  const InsertShape shape = DrawShape(context, target, frame);
  if (shape.listed) insert.children.push_back(ColumnList(context, shape));
  if (!frame.in_trigger && !full && !context.tables().empty() &&
      context.Take(Feature::kInsertSelect)) {
    insert.children.push_back(SelectRows(context, shape));
    return insert;
  }
  Node values = MakeNode(NodeKind::kValues, {});
  const size_t room = RoomIn(context, target);
  do {
    values.children.push_back(
        DrawRow(context, target, shape, frame, values.children.size()));
  } while (!frame.in_trigger && values.children.size() < room &&
           context.Take(Feature::kSeveralRows));
  insert.children.push_back(MakeNode(NodeKind::kSelect, {std::move(values)}));
  return insert;
}

// DO UPDATE SET column = excluded.x, now and then with a WHERE.
Node DoUpdate(Context& context, const Target& target) {
  const Columns writable = Writable(context.ColumnsOf(target));
  const ColumnInfo& info = context.entropy().Pick(writable);
  Node set = MakeNode(NodeKind::kSet, {});
  set.names.push_back(context.Ref(info.name));
  set.children.push_back(DrawColumnRef(
      context, QualifiedScope(writable, Name(Identifier("excluded")))));
  Node update = MakeNode(NodeKind::kDoUpdate, {std::move(set)});
  if (context.OneIn(3)) {
    // Names alone could be those of either row.
    const Scope old = QualifiedScope(writable, Name(target.name()));
    update.children.push_back(
        MakeNode(NodeKind::kWhere, {DrawCondition(context, old)}));
  }
  return update;
}

Node UpsertInto(Context& context, const Target& target, const DmlFrame& frame) {
  Node insert = InsertInto(context, target, frame);
  const Node* select = insert.Child(NodeKind::kSelect);
  const CreateTable* table = target.object->AsTable();
  // INSERT ... SELECT would need WHERE true, and a view has no keys.
  if (select == nullptr || select->Child(NodeKind::kValues) == nullptr ||
      table == nullptr || insert.text == "REPLACE") {
    return insert;
  }
  const std::vector<int> key = table->PrimaryKeyColumns();
  Node upsert = MakeNode(NodeKind::kUpsert, {});
  if (key.empty() || context.OneIn(3)) {
    upsert.children.push_back(MakeNode(NodeKind::kDoNothing, {}));
    insert.children.push_back(std::move(upsert));
    return insert;
  }
  Node goal = MakeNode(NodeKind::kConflictTarget, {});
  for (int i : key) {
    goal.children.push_back(
        MakeNode(NodeKind::kOrderTerm,
                 {sql::ColumnRef(context.Ref(table->columns[i].name.id))}));
  }
  upsert.children.push_back(std::move(goal));
  if (context.OneIn(3)) {
    upsert.children.push_back(MakeNode(NodeKind::kDoNothing, {}));
  } else {
    upsert.children.push_back(DoUpdate(context, target));
  }
  insert.children.push_back(std::move(upsert));
  return insert;
}

// The shadow does not run UPDATE ... FROM, and so cannot see that triggers
// which fire each other would take hours: it is for where there is one at most.
Feature UpdateFromHere(const Context& context, const DmlFrame& frame) {
  const size_t triggers = context.triggers().size() + frame.in_trigger;
  return triggers > 1 ? Feature::kUpdateFromCascade : Feature::kUpdateFrom;
}

Node UpdateOf(Context& context, const Target& target, const DmlFrame& frame) {
  Node update = MakeNode(NodeKind::kUpdate, {});
  if (context.Take(Feature::kConflictVerb)) {
    update.conflict = DrawConflict(context);
  }
  update.children.push_back(TableRef(context, target, frame));
  if (context.AtLeast(33) && context.Take(UpdateFromHere(context, frame)) &&
      AddFrom(context, target, update)) {
    return update;
  }
  AddSets(context, target, frame, update);
  AddWhere(context, target, frame, update);
  return update;
}

Node DeleteFrom(Context& context, const Target& target, const DmlFrame& frame) {
  Node node = MakeNode(NodeKind::kDelete, {});
  node.children.push_back(TableRef(context, target, frame));
  if (frame.in_trigger || !IsFull(context, target)) {
    AddWhere(context, target, frame, node);
  }
  return node;
}

Statement DrawInsert(Context& context) {
  const Target* target = PickDmlTarget(context);
  if (target != nullptr && IsFull(context, *target)) {
    return Delete{DeleteFrom(context, *target, {})};
  }
  const bool upsert = context.AtLeast(24) && context.Take(Feature::kUpsert);
  const Target nowhere = NoTable();
  const Target& into = target == nullptr ? nowhere : *target;
  Node node =
      upsert ? UpsertInto(context, into, {}) : InsertInto(context, into, {});
  AddReturning(context, into, node);
  if (target == nullptr) {
    node.Child(NodeKind::kTableRef)->names = {MissingName(context)};
  } else if (context.invalid()) {
    Spoil(context, target, node);
  }
  return Insert{std::move(node)};
}

Statement DrawUpdate(Context& context) {
  return Update{OnSomeTable(context, [&](const Target& target) {
    Node node = UpdateOf(context, target, {});
    AddReturning(context, target, node);
    return node;
  })};
}

Statement DrawDelete(Context& context) {
  return Delete{OnSomeTable(context, [&](const Target& target) {
    Node node = DeleteFrom(context, target, {});
    AddReturning(context, target, node);
    return node;
  })};
}

Statement DrawFirstRows(Context& context) {
  const Target* fewest = nullptr;
  size_t least = 0;
  for (const Target& target : context.tables()) {
    const shadow::TableRows* rows = context.RowsOf(target);
    const size_t count = rows == nullptr ? 0 : rows->rows.size();
    if (fewest == nullptr || count < least) {
      fewest = &target;
      least = count;
    }
  }
  if (fewest == nullptr) return DrawInsert(context);
  return Insert{InsertInto(context, *fewest, {})};
}

}  // namespace alterego::generator
