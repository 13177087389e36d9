#include "shadow/full/work.h"

#include <algorithm>
#include <utility>

#include "model/sql/printer.h"
#include "shadow/alter.h"
#include "shadow/ops/column_edit.h"

namespace alterego::shadow::full {

Work::Work(const WorldPtr& world, const sql::Parsed& alter, Found found)
    : before_(world), alter_(alter), now_(world), place_(found.database) {
  name_ = database().objects[found.object]->name;
  first_ = &object();
  dirty_.resize(table().columns.size());
}

const Object& Work::object() const {
  return *database().FindTableOrView(name_);
}

const std::vector<StoredRow>& Work::rows() const {
  static const auto* const none = new std::vector<StoredRow>;
  const auto found = database().rows.find(name_.Folded());
  return found == database().rows.end() ? *none : found->second->rows;
}

std::string Work::Text(sql::TokenRange range) const {
  return std::string(alter_.TextOf(range));
}

std::string Work::Text(const sql::Node& node) const {
  return node.range.empty() ? sql::Print(node) : Text(node.range);
}

// --- answers -----------------------------------------------------------------

bool Work::Refuse(Reason reason, std::string_view rule) {
  if (!refusal_) refusal_ = Prediction::Refuse(reason, rule, "");
  return false;
}

bool Work::Unknown(std::string_view rule) {
  if (!refusal_) refusal_ = Prediction::Unknown(rule);
  return false;
}

namespace {

// `any`: whether anything of TEMP could.
bool HidesIndexedTable(const Snapshot& now, size_t database, bool any) {
  const std::vector<ObjectPtr>& objects = now.databases[database]->objects;
  return std::any_of(objects.begin(), objects.end(), [&](const ObjectPtr& o) {
    return any ? o->kind == ObjectKind::kIndex &&
                     !now.databases[1]->objects.empty()
               : IsHiddenIndex(now, database, *o);
  });
}

}  // namespace

bool Work::Take(const Prediction& prediction) {
  if (!prediction.predicted) return Unknown(prediction.rule);
  // SQLite takes the indexes of a table that one of TEMP hides for those of the
  // latter, whatever it renames; this mode does not. Where it refuses, the new
  // name may be the one that is hidden.
  if (place_ != 1 && prediction.rule.substr(0, 7) == "rename_" &&
      HidesIndexedTable(world().now, place_, !prediction.may_accept)) {
    return Unknown(prediction.rule);
  }
  if (prediction.may_accept) return true;
  Refuse(prediction.may_refuse[0].reason, prediction.rule);
  // Other objects may break as well, and no page says which is told first.
  if (prediction.rule == "rename_table.reload" &&
      refusal_->rule == prediction.rule) {
    refusal_->may_refuse.push_back({Reason::kMayNotBeAltered, ""});
  }
  return false;
}

bool Work::RowFault(Reason reason, std::string_view rule) {
  for (const Prediction::Refusal& known : row_faults_) {
    if (known.reason == reason) return true;
  }
  if (row_faults_.empty()) row_rule_ = rule;
  row_faults_.push_back({reason, ""});
  return true;
}

bool Work::RowsUnknown(std::string_view rule) {
  if (unknown_.empty()) unknown_ = rule;
  return true;
}

namespace {

// What an affinity or a collation decides.
bool IsDecidedByType(const sql::Node& node) {
  switch (node.kind) {
    case sql::NodeKind::kBinary:
      return IsComparison(node);
    case sql::NodeKind::kBetween:
    case sql::NodeKind::kIn:
    case sql::NodeKind::kCaseBase:
      return true;
    case sql::NodeKind::kFunction: {
      const Identifier& name = node.names.back().id;
      return name == Identifier("nullif") || name == Identifier("min") ||
             name == Identifier("max");
    }
    default:
      return false;
  }
}

}  // namespace

void Work::NoteWanted(const sql::Node& expr) {
  bool asks = false, changed = false;
  std::vector<bool> seen(table().columns.size());
  std::vector<const sql::Node*> left = {&expr};
  while (!left.empty()) {
    const sql::Node* next = left.back();
    left.pop_back();
    sql::Walk(*next, [&](const sql::Node& node) {
      asks |= IsDecidedByType(node);
      if (node.kind != sql::NodeKind::kColumn) return;
      const int read = table().ColumnIndex(node.names.back().id);
      if (read < 0 || seen[read]) return;
      seen[read] = true;
      changed |= dirty_[read];
      const GeneratedRule* rule = table().columns[read].generated();
      if (rule == nullptr) return;
      // Put into each other, expressions may be more than an engine takes.
      asks = true;
      left.push_back(&rule->expr);
    });
  }
  may_prohibit_ |= asks && changed;
}

// --- names -------------------------------------------------------------------

int Work::Column(const sql::Name& name) {
  const int column = table().ColumnIndex(name.id);
  if (column < 0) Refuse(Reason::kNoSuchColumn, "full.no_such_column");
  return column;
}

std::optional<ConstraintRef> Work::Constraint(const sql::Name& name) {
  const auto found = FindConstraint(table(), name.id);
  if (!found) Refuse(Reason::kNoSuchConstraint, "full.no_such_constraint");
  return found;
}

bool Work::RequireFree(const std::optional<sql::Name>& name) {
  bool taken = false;  // default names move out of the way
  for (const NamedConstraint& c : ConstraintNames(table())) {
    taken |= name && c.written && c.name == name->id;
  }
  if (!taken) return true;
  return Refuse(Reason::kConstraintExists, "full.constraint_exists");
}

std::optional<std::vector<int>> Work::Keys(
    const std::vector<IndexedColumn>& keys) {
  std::vector<int> out;
  for (const IndexedColumn& key : keys) {
    const sql::Node* expr = &key.expr;
    while (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
    if (expr->kind != sql::NodeKind::kColumn || expr->names.size() != 1) {
      Refuse(Reason::kBadDefinition, "full.key_of_expression");
      return std::nullopt;
    }
    const int column = Column(expr->names[0]);
    if (column < 0) return std::nullopt;
    out.push_back(column);
  }
  return out;
}

// --- changes -----------------------------------------------------------------

Database& Work::Edit(size_t database) {
  auto world = std::make_shared<World>(*now_);
  auto copy = std::make_shared<Database>(*world->now.databases[database]);
  Database& out = *copy;
  world->now.databases[database] = std::move(copy);
  now_ = std::move(world);
  return out;
}

bool Work::SetSql(size_t database, size_t place, std::string sql) {
  const Object& old = *now_->now.databases[database]->objects[place];
  if (old.sql == sql) return true;
  RebuiltObject rebuilt = RebuildObject(old, std::move(sql), old.name,
                                        old.table, dialect().version);
  if (rebuilt.object == nullptr) {
    return Refuse(Reason::kSyntax, "full.not_legal");
  }
  Edit(database).objects[place] = std::move(rebuilt.object);
  return true;
}

bool Work::SetDraft(const Draft& draft) {
  const auto& objects = database().objects;
  const auto at =
      std::find_if(objects.begin(), objects.end(), [&](const ObjectPtr& o) {
        return o->kind == ObjectKind::kTable && o->name == name_;
      });
  return SetSql(place_, static_cast<size_t>(at - objects.begin()),
                draft.ToSql());
}

void Work::SetRows(std::vector<StoredRow> rows) {
  auto table = std::make_shared<TableRows>();
  table->rows = std::move(rows);
  Edit(place_).rows[name_.Folded()] = std::move(table);
}

void Work::SetValues(size_t column, const std::vector<Value>& values) {
  std::vector<StoredRow> out = rows();
  for (size_t i = 0; i < out.size(); ++i) out[i].values[column] = values[i];
  SetRows(std::move(out));
  MarkDirty(column);
}

void Work::InsertValues(size_t column, std::vector<Value> values) {
  std::vector<StoredRow> out = rows();
  for (size_t i = 0; i < out.size(); ++i) {
    out[i].values.insert(out[i].values.begin() + static_cast<ptrdiff_t>(column),
                         std::move(values[i]));
  }
  SetRows(std::move(out));
  dirty_.insert(dirty_.begin() + static_cast<ptrdiff_t>(column), true);
}

void Work::EraseValues(size_t column) {
  std::vector<StoredRow> out = rows();
  for (StoredRow& row : out) {
    row.values.erase(row.values.begin() + static_cast<ptrdiff_t>(column));
  }
  SetRows(std::move(out));
  dirty_.erase(dirty_.begin() + static_cast<ptrdiff_t>(column));
}

void Work::SetWorld(WorldPtr world, Identifier table) {
  now_ = std::move(world);
  name_ = std::move(table);
}

void Work::DropObjects(size_t database,
                       const std::function<bool(const Object&)>& gone) {
  std::erase_if(Edit(database).objects,
                [&](const ObjectPtr& o) { return gone(*o); });
}

// --- rows --------------------------------------------------------------------

std::optional<std::vector<Value>> Work::Compute(const sql::Node& expr) {
  std::vector<Value> out;
  for (const StoredRow& row : rows()) {
    EvalResult result = Evaluate(expr, RowScope(table(), row, dialect()));
    // Which class a REAL that SQLite holds as an integer ends in depends on how
    // it gets there.
    if (!result.ok() || result.small_real) {
      RowsUnknown("full.rows.unknown");
      return std::nullopt;
    }
    out.push_back(std::move(result.value));
  }
  return out;
}

std::optional<std::vector<Row>> Work::ReadRows() {
  std::vector<Row> out;
  for (const StoredRow& row : rows()) {
    std::optional<Row> read = ReadRow(table(), row, dialect());
    if (!read) {
      RowsUnknown("full.rows.unknown");
      return std::nullopt;
    }
    out.push_back(*std::move(read));
  }
  return out;
}

namespace {

// A REAL that SQLite still holds as an integer is stored as one.
Value Stored(const EvalResult& computed, Affinity affinity) {
  const Value& value = computed.value;
  const bool small = computed.small_real && affinity != Affinity::kReal &&
                     value.storage_class() == StorageClass::kReal;
  return small ? Value::Integer(static_cast<int64_t>(value.real())) : value;
}

}  // namespace

bool Work::Recompute() {
  const CreateTable& create = table();
  bool stored = false;
  for (const alterego::Column& c : create.columns) stored |= c.is_stored();
  std::vector<StoredRow> out = rows();
  // One may be computed from another: as often as there are columns.
  for (size_t turn = 0; stored && turn < create.columns.size(); ++turn) {
    for (StoredRow& row : out) {
      for (size_t i = 0; i < create.columns.size(); ++i) {
        const alterego::Column& c = create.columns[i];
        if (!c.is_stored()) continue;
        const Affinity affinity = ColumnAffinity(create, c, dialect().version);
        const EvalResult value = ApplyToComputed(
            Evaluate(c.generated()->expr, RowScope(create, row, dialect())),
            affinity, dialect().version);
        if (!value.ok()) return RowsUnknown("full.rows.unknown");
        row.values[i] = Stored(value, affinity);
      }
    }
  }
  SpreadDirt();
  if (stored) SetRows(std::move(out));
  return true;
}

// What is computed from a column that changes, changes.
void Work::SpreadDirt() {
  const CreateTable& create = table();
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < create.columns.size(); ++i) {
      const GeneratedRule* rule = create.columns[i].generated();
      if (rule == nullptr || dirty_[i]) continue;
      sql::Walk(rule->expr, [&](const sql::Node& node) {
        if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
        const int read = create.ColumnIndex(node.names.back().id);
        if (read < 0 || !dirty_[read]) return;
        dirty_[i] = more = true;
      });
    }
  }
}

void Work::AskNotNull(size_t column) {
  if (table().RowidAlias() == static_cast<int>(column)) return;
  const auto all = ReadRows();
  if (!all) return;
  for (const Row& row : *all) {
    if (row[column].is_null()) {
      RowFault(Reason::kNotNull, "full.rows.not_null");
    }
  }
}

void Work::AskCheck(const sql::Node& expr) {
  const auto all = Compute(expr);
  if (!all) return;
  for (const Value& value : *all) {
    if (Truth(value) == false) RowFault(Reason::kCheck, "full.rows.check");
  }
}

void Work::AskUnique(const std::vector<int>& columns,
                     const std::vector<IndexedColumn>& keys) {
  std::vector<Collation> collations;
  for (size_t i = 0; i < columns.size(); ++i) {
    auto collation = ColumnCollation(table().columns[columns[i]]);
    if (i < keys.size() && keys[i].expr.kind == sql::NodeKind::kCollate) {
      collation = CollationByName(keys[i].expr.names[0].id.spelling());
    }
    collations.push_back(collation.value_or(Collation::kBinary));
  }
  const auto all = ReadRows();
  if (!all) return;
  for (size_t a = 0; a < all->size(); ++a) {
    for (size_t b = a + 1; b < all->size(); ++b) {
      bool equal = true;
      for (size_t i = 0; i < columns.size(); ++i) {
        const Value& x = (*all)[a][columns[i]];
        const Value& y = (*all)[b][columns[i]];
        equal = equal && !x.is_null() && !y.is_null() &&
                CompareValues(x, y, collations[i]) == 0;
      }
      if (equal) RowFault(Reason::kUnique, "full.rows.unique");
    }
  }
}

void Work::AskType(size_t column) {
  const alterego::Column& c = table().columns[column];
  const auto all = ReadRows();
  if (!all) return;
  for (const Row& row : *all) {
    if (!Fits(row[column], c.type, table().strict, dialect().version)) {
      RowFault(Reason::kDatatype, "full.rows.type");
    }
  }
}

bool Work::AskColumn(size_t column) {
  const alterego::Column c = table().columns[column];
  const bool alias = table().RowidAlias() == static_cast<int>(column);
  const std::vector<int> self = {static_cast<int>(column)};
  for (const ColumnConstraint& rule : c.constraints) {
    if (std::holds_alternative<NotNullRule>(rule.rule)) {
      AskNotNull(column);
    } else if (const auto* check = std::get_if<CheckRule>(&rule.rule)) {
      AskCheck(check->expr);
    } else if (const auto* fk = std::get_if<ForeignKeyRule>(&rule.rule)) {
      if (!AskForeignKey(self, fk->references, true)) return false;
    } else if (std::holds_alternative<UniqueRule>(rule.rule)) {
      AskUnique(self, {});
    } else if (std::holds_alternative<PrimaryKeyRule>(rule.rule) && !alias) {
      AskNotNull(column);
      AskUnique(self, {});
    }
  }
  return true;
}

}  // namespace alterego::shadow::full
