// What names in DML mean, the errors that resolving them gives, and values.
// SQLite: src/resolve.c, lookupName and resolveExprStep.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "shadow/dml.h"
#include "shadow/functions.h"

namespace alterego::shadow {

using sql::Node;
using sql::NodeKind;

// Walks an expression as sqlite3ResolveExprNames does. A later error replaces
// an earlier one until something stops the walk.
class NameChecker {
 public:
  NameChecker(const Machine& machine, const Context& context)
      : machine_(machine), context_(context) {}

  // False: stop walking.
  bool Walk(const Node& node);
  bool unknown() const { return unknown_; }
  const std::optional<std::pair<Reason, std::string>>& error() const {
    return error_;
  }

 private:
  bool Column(const Node& node);
  bool Function(const Node& node);
  bool Binary(const Node& node);
  bool Compared(const Node& node);
  void Error(Reason reason, std::string message) {
    error_.emplace(reason, std::move(message));
  }
  bool Lose() {
    unknown_ = true;
    return false;
  }
  bool Children(const Node& node) {
    for (const Node& child : node.children) {
      if (!Walk(child)) return false;
    }
    return true;
  }

  const Machine& machine_;
  const Context& context_;
  std::optional<std::pair<Reason, std::string>> error_;
  bool unknown_ = false;
};

bool NameChecker::Column(const Node& node) {
  if (machine_.Lookup(node, context_).where != Machine::Where::kNone) {
    return true;
  }
  const Dialect& dialect = machine_.world_.dialect;
  std::string name;
  for (const sql::Name& part : node.names) {
    if (!name.empty()) name += '.';
    name += part.id.spelling();
  }
  if (node.names.size() == 1) {
    const sql::Name& only = node.names[0];
    if (only.quote == sql::Quote::kDouble) {
      if (dialect.dqs_dml) return true;
      if (dialect.version >= SqliteVersion{3, 46, 0}) {
        name = "\"" + name +
               "\" - should this be a string literal in single-quotes?";
      }
    } else if (BooleanWord(only, dialect.version)) {
      return true;
    }
  }
  Error(Reason::kNoSuchColumn, "no such column: " + name);
  return false;
}

bool NameChecker::Function(const Node& node) {
  if (node.names.size() != 1) return Lose();
  const std::string& name = node.names[0].id.spelling();
  int count = 0;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kFilter || child.kind == NodeKind::kOver ||
        child.kind == NodeKind::kOrderBy) {
      return Lose();
    }
    ++count;
  }
  const FunctionInfo* info = FindFunction(name, count);
  if (info == nullptr && !IsFunction(name)) {
    Error(Reason::kNoSuchFunction, "no such function: " + name);
  } else if (info == nullptr) {
    Error(Reason::kBadDefinition,
          "wrong number of arguments to function " + name + "()");
  } else if (info->window_only) {
    Error(Reason::kBadDefinition, "misuse of window function " + name + "()");
  } else if (info->aggregate) {
    Error(Reason::kBadDefinition,
          "misuse of aggregate function " + name + "()");
  }
  // SQLite goes on behind a call even after an error among its arguments.
  Children(node);
  return !unknown_;
}

bool NameChecker::Binary(const Node& node) {
  if (IsAlwaysFalse(node, machine_.world_.dialect.version)) return true;
  const bool goes_on =
      machine_.world_.dialect.version >= SqliteVersion{3, 33, 0};
  if (goes_on && IsNullTest(node)) {
    Walk(node.children[0]);
    return !unknown_;
  }
  if (node.op == sql::Op::kIs || node.op == sql::Op::kIsNot ||
      node.op == sql::Op::kIsDistinctFrom ||
      node.op == sql::Op::kIsNotDistinctFrom) {
    // A bare name on the right is looked up first: it may be TRUE.
    const Node* right = &WithoutParens(node.children[1]);
    const bool behind =
        machine_.world_.dialect.version >= SqliteVersion{3, 31, 0};
    while (behind && right->kind == NodeKind::kCollate) {
      right = &WithoutParens(right->children[0]);
    }
    if (right->kind == NodeKind::kColumn && right->names.size() == 1 &&
        !Column(*right)) {
      return false;
    }
  }
  return !error_ && Compared(node);
}

// The sides of a comparison may be rows.
bool NameChecker::Compared(const Node& node) {
  if (MisusesRows(node)) {
    Error(Reason::kBadDefinition, "row value misused");
    return false;
  }
  for (const Node& child : node.children) {
    const Node& side = WithoutParens(child);
    const bool row = side.kind == NodeKind::kList &&
                     (node.kind == NodeKind::kBetween || IsComparison(node));
    if (!(row ? Children(side) : Walk(child))) return false;
  }
  return true;
}

bool NameChecker::Walk(const Node& node) {
  switch (node.kind) {
    case NodeKind::kColumn:
      return Column(node);
    case NodeKind::kFunction:
      return Function(node);
    case NodeKind::kLike:
      if (node.op == sql::Op::kRegexp) {
        Error(Reason::kNoSuchFunction, "no such function: REGEXP");
      }
      // A function like(pattern, x, escape).
      if (Walk(node.children[1]) && Walk(node.children[0]) &&
          node.children.size() > 2) {
        Walk(node.children[2]);
      }
      return !unknown_;
    case NodeKind::kParen:
    case NodeKind::kCaseBase:
    case NodeKind::kWhen:
    case NodeKind::kElse:
      return Children(node);
    case NodeKind::kSubquery:
    case NodeKind::kExists:
    case NodeKind::kSelect:
    case NodeKind::kTableRef:
    case NodeKind::kParameter:
      return Lose();
    case NodeKind::kIn:
      if (node.children.size() != 2 ||
          node.children[1].kind != NodeKind::kList ||
          WithoutParens(node.children[0]).kind == NodeKind::kList) {
        return Lose();
      }
      if (error_) return false;
      return Walk(node.children[0]) && [&] {
        for (const Node& item : node.children[1].children) {
          if (!Walk(item)) return false;
        }
        return true;
      }();
    case NodeKind::kList:
      return Lose();  // a row value
    case NodeKind::kRaise:
      if (context_.frame == nullptr) return Lose();
      return !error_.has_value();
    case NodeKind::kCollate:
      if (!CollationByName(node.names[0].id.spelling())) return Lose();
      if (error_) return false;
      return Children(node);
    case NodeKind::kIsNull:
      if (machine_.world_.dialect.version < SqliteVersion{3, 33, 0}) {
        return !error_ && Children(node);
      }
      // SQLite goes on behind it even after an error inside.
      Walk(node.children[0]);
      return !unknown_;
    case NodeKind::kBinary:
      return Binary(node);
    case NodeKind::kBetween:
      return !error_ && Compared(node);
    default:
      if (error_) return false;
      return Children(node);
  }
}

Machine::Hit Machine::Lookup(const Node& node, const Context& context) const {
  const size_t n = node.names.size();
  if (n == 0 || n > 3) return {};
  const Identifier& name = node.names[n - 1].id;
  const Identifier* table = n > 1 ? &node.names[n - 2].id : nullptr;
  bool source = false;
  if (context.entry != nullptr) {
    const TableInfo& info = context.entry->info;
    source = table == nullptr ||
             *table == (context.alias ? *context.alias : info.object->name);
    if (n == 3 &&
        !(world_.now.databases[info.database]->name == node.names[0].id)) {
      source = false;
    }
    const int column = source ? info.ColumnIndex(name) : -1;
    if (column >= 0) return {Where::kRow, column};
  }
  const auto in = [&](const Entry& entry, Where where) -> Hit {
    const int column = entry.info.ColumnIndex(name);
    if (column >= 0) return {where, column};
    if (IsRowidName(name) && entry.info.has_rowid()) return {where, -1};
    return {};
  };
  // Until 3.34 a table called new hid the row (lookupName).
  const bool hidden =
      source && world_.dialect.version < SqliteVersion{3, 35, 0};
  if (n == 2 && !hidden) {
    const TriggerFrame* frame = context.frame;
    if (frame != nullptr && *table == Identifier("new") &&
        frame->event != CreateTrigger::Event::kDelete) {
      return in(*frame->table, Where::kNew);
    }
    if (frame != nullptr && *table == Identifier("old") &&
        frame->event != CreateTrigger::Event::kInsert) {
      return in(*frame->table, Where::kOld);
    }
    if (context.upsert && *table == Identifier("excluded")) {
      return in(*context.entry, Where::kExcluded);
    }
  }
  if (source && IsRowidName(name) && context.entry->info.has_rowid()) {
    return {Where::kRow, -1};
  }
  return {};
}

// A call of a function may fail, and SQLite prepares for that: between 3.37 and
// 3.40 that began.
void Machine::NoteFunctions(const Node& expr) {
  if (world_.dialect.version < SqliteVersion{3, 38, 0}) return;
  sql::Walk(expr, [this](const Node& node) {
    if (node.kind == NodeKind::kLike) may_abort_ = true;
    if (node.kind != NodeKind::kFunction || node.names.size() != 1) return;
    for (const char* inlined :
         {"coalesce", "ifnull", "iif", "likely", "unlikely", "likelihood"}) {
      if (node.names[0].id == Identifier(inlined)) return;
    }
    // The steps of an aggregate may fail, but nobody has noted that.
    if (!IsAggregate(node)) may_abort_ = true;
  });
}

// The calls of views that a query reads: whether SQLite compiles them depends
// on what of the view is used.
void Machine::NoteViews(const Node& query) {
  const bool known = may_abort_;
  std::set<const Object*> seen;
  std::vector<const Node*> left = {&query};
  while (!left.empty()) {
    const Node* next = left.back();
    left.pop_back();
    sql::Walk(*next, [&](const Node& node) {
      if (node.kind != NodeKind::kTableRef || node.names.empty()) return;
      for (const DatabasePtr& database : world_.now.databases) {
        const Object* object = database->FindTableOrView(node.names.back().id);
        const CreateView* view = object == nullptr ? nullptr : object->AsView();
        if (view == nullptr || !seen.insert(object).second) continue;
        NoteFunctions(view->select);
        left.push_back(&view->select);
      }
    });
  }
  view_may_abort_ |= may_abort_ && !known;
  may_abort_ = known;
}

// A VIRTUAL column is computed where it is read, once each: they may read each
// other several times.
void Machine::NoteComputed(const Node& expr, const Context& context) {
  if (context.entry == nullptr || !context.entry->info.has_generated) return;
  const TableInfo& info = context.entry->info;
  std::vector<bool> seen(info.is_virtual.size());
  std::vector<const Node*> left = {&expr};
  while (!left.empty() && !may_abort_) {
    const Node* next = left.back();
    left.pop_back();
    sql::Walk(*next, [&](const Node& node) {
      if (node.kind != NodeKind::kColumn) return;
      const Hit hit = Lookup(node, context);
      if (hit.where != Where::kRow || hit.column < 0) return;
      const auto column = static_cast<size_t>(hit.column);
      if (!info.is_virtual[column] || seen[column]) return;
      seen[column] = true;
      const Node& computed = info.table->columns[column].generated()->expr;
      NoteFunctions(computed);
      left.push_back(&computed);
    });
  }
}

// Until 3.32 calls of constants were made before all else (expr.c,
// sqlite3ExprCodeTarget); those of a WHERE may be made as keys of an index.
void Machine::NoteFailure(const Node& expr) {
  fails_early_ = fails_early_ || ConstantCallFails(expr, world_.dialect);
}

bool Machine::CheckExpr(const Node& expr, const Context& context) {
  NoteFunctions(expr);
  if (world_.dialect.version < SqliteVersion{3, 33, 0}) NoteFailure(expr);
  NoteComputed(expr, context);
  NameChecker checker(*this, context);
  checker.Walk(expr);
  if (checker.unknown()) return Lose();
  if (checker.error()) {
    return Fail(checker.error()->first, checker.error()->second);
  }
  return true;
}

bool Machine::CheckWhere(const Node& expr, const Context& context) {
  NoteFailure(expr);
  return CheckExpr(expr, context);
}

bool Machine::CheckList(const std::vector<Node>& exprs,
                        const Context& context) {
  for (const Node& expr : exprs) {
    if (!CheckExpr(expr, context)) return false;
  }
  return true;
}

// Releases from 3.31 on took a column of `excluded` by its number, where those
// that are not stored come last.
bool Machine::IsMisread(const Entry& entry, int column) const {
  const SqliteVersion version = world_.dialect.version;
  if (version < SqliteVersion{3, 31, 0} || version >= SqliteVersion{3, 36, 0}) {
    return false;
  }
  const std::vector<bool>& computed = entry.info.is_virtual;
  return std::find(computed.begin(), computed.begin() + (column + 1), true) !=
         computed.begin() + (column + 1);
}

EvalResult Machine::Eval(const Node& expr, const Context& context) {
  Scope scope;
  scope.dialect = &world_.dialect;
  scope.resolve = [this, &context](const Node& node) -> std::optional<Binding> {
    const Hit hit = Lookup(node, context);
    const Entry* entry = context.entry;
    const RowImage* row = nullptr;
    switch (hit.where) {
      case Where::kNone:
        return std::nullopt;
      case Where::kRow:
        row = context.row;
        break;
      case Where::kNew:
        row = context.frame->new_row;
        entry = context.frame->table;
        break;
      case Where::kOld:
        row = context.frame->old_row;
        entry = context.frame->table;
        break;
      case Where::kExcluded:
        row = context.excluded;
        misread_ |= IsMisread(*entry, hit.column);
        break;
    }
    if (row == nullptr) return std::nullopt;
    const TableInfo& info = entry->info;
    if (hit.column < 0 || hit.column == info.rowid_alias) {
      return Binding{Value::Integer(row->rowid), Affinity::kInteger,
                     Collation::kBinary, false, false};
    }
    Value value = row->values[hit.column];
    // The row may be one that no affinity has been at yet.
    if (hit.where == Where::kExcluded &&
        value.storage_class() == StorageClass::kInteger &&
        info.affinities[hit.column] == Affinity::kReal &&
        MadeBeforeUpdate(*entry, hit.column) == Affinity::kReal) {
      value = Value::Real(static_cast<double>(value.integer()));
    }
    // NEW and OLD lend a collation to comparisons, but no affinity.
    return Binding{
        std::move(value),
        hit.where == Where::kRow ? info.affinities[hit.column]
                                 : Affinity::kNone,
        hit.where == Where::kExcluded ? Collation::kBinary
                                      : info.collations[hit.column],
        row->IsSmallReal(static_cast<size_t>(hit.column)),
        hit.where == Where::kRow && info.not_null[hit.column].has_value()};
  };
  return Evaluate(expr, scope);
}

bool Machine::Value_(const Node& expr, const Context& context, Value* out) {
  EvalResult result = Eval(expr, context);
  if (!result.ok()) {
    // RAISE(IGNORE) inside a value: only the steps of triggers know it.
    if (Raise(result) == Flow::kSkip) Unknown();
    return false;
  }
  *out = std::move(result.value);
  return true;
}

// Where a VIRTUAL column stands before them, sqlite3UpsertDoUpdate makes reals
// of the registers of other columns than the REAL ones: what a column of
// `excluded` is made, which may be another thing than what it is.
Affinity Machine::MadeBeforeUpdate(const Entry& entry, int column) const {
  const TableInfo& info = entry.info;
  const SqliteVersion version = world_.dialect.version;
  if (version >= SqliteVersion{3, 54, 1}) return info.affinities[column];
  if (version < SqliteVersion{3, 31, 0}) return Affinity::kNone;
  const std::vector<bool>& computed = info.is_virtual;
  const auto place = static_cast<size_t>(
      std::count(computed.begin(), computed.begin() + column, false));
  return info.affinities[place];
}

namespace {

// A VIRTUAL column of type REAL, or one without a type that may pass its value
// on as it is: by its name, COLLATE, CASE, coalesce(), max() and their like.
bool IsComputedReal(const TableInfo& info, int column) {
  std::vector<bool> seen(info.is_virtual.size());
  std::vector<int> left = {column};
  while (!left.empty()) {
    const int next = left.back();
    left.pop_back();
    if (next < 0 || !info.is_virtual[next] || seen[next]) continue;
    seen[next] = true;
    const Affinity affinity = info.affinities[next];
    if (affinity == Affinity::kReal) return true;
    if (affinity != Affinity::kBlob && affinity != Affinity::kNone) continue;
    sql::Walk(info.table->columns[next].generated()->expr,
              [&](const Node& node) {
                if (node.kind != NodeKind::kColumn) return;
                left.push_back(info.ColumnIndex(node.names.back().id));
              });
  }
  return false;
}

}  // namespace

// A VIRTUAL column of type REAL whose value is a whole number keeps both forms
// inside SQLite, and which of them is stored elsewhere depends on the way. So
// does a column of `excluded` that was not made a real.
bool Machine::Assigned(const Node& expr, const Context& context, Value* out) {
  if (!Value_(expr, context, out)) return false;
  const bool integer = out->storage_class() == StorageClass::kInteger;
  if (!integer && (out->storage_class() != StorageClass::kReal ||
                   out->real() != std::floor(out->real()))) {
    return true;
  }
  bool ambiguous = false;
  sql::Walk(expr, [&](const Node& node) {
    if (node.kind != NodeKind::kColumn) return;
    const Hit hit = Lookup(node, context);
    if (hit.where == Where::kNone || hit.column < 0) return;
    const Entry* entry =
        hit.where == Where::kRow || hit.where == Where::kExcluded
            ? context.entry
            : context.frame->table;
    const bool real = entry->info.affinities[hit.column] == Affinity::kReal;
    ambiguous |= !integer && IsComputedReal(entry->info, hit.column);
    if (hit.where != Where::kExcluded) return;
    const bool made = MadeBeforeUpdate(*entry, hit.column) == Affinity::kReal;
    ambiguous |= integer ? made && !real : real && !made;
  });
  return ambiguous ? Lose() : true;
}

bool Machine::Test(const Node& expr, const Context& context,
                   std::optional<bool>* out) {
  Value v;
  if (!Value_(expr, context, &v)) return false;
  *out = Truth(v);
  return true;
}

Flow Machine::Raise(const EvalResult& result) {
  if (result.status == EvalResult::Status::kUnknown) return Unknown();
  if (result.raise == sql::Conflict::kDefault) {
    return Refuse(sql::Conflict::kAbort, Reason::kMismatch, result.error);
  }
  if (result.raise == sql::Conflict::kIgnore) return Flow::kSkip;
  return Refuse(result.raise, Reason::kRaise, result.error);
}

Flow Machine::Unknown() {
  if (!stopped_) {
    stop_ = Stop{};
    stop_.unknown = true;
    stopped_ = true;
  }
  return Flow::kHalt;
}

bool Machine::Spend(size_t rows) {
  constexpr size_t kSpentMax = 5000;
  spent_ += rows;
  if (spent_ <= kSpentMax) return true;
  endless_ = true;
  return Lose();
}

bool Machine::MayOverflow(const Node& query) {
  constexpr size_t kLargeDigits = 15;
  bool adds = false, large_constant = false;
  sql::Walk(query, [&](const Node& node) {
    adds |= node.kind == NodeKind::kFunction && !node.names.empty() &&
            (node.names[0].id == Identifier("sum") ||
             node.names[0].id == Identifier("abs"));
    large_constant |=
        (node.kind == NodeKind::kLiteral && node.text.size() > kLargeDigits) ||
        (node.kind == NodeKind::kBinary && node.op == sql::Op::kShiftLeft);
  });
  if (!adds) return false;
  if (large_constant) return true;
  constexpr int64_t kLarge = int64_t{1} << 52;
  const auto is_large = [](const Value& v) {
    switch (v.storage_class()) {
      case StorageClass::kInteger:
        return v.integer() > kLarge || v.integer() < -kLarge;
      case StorageClass::kText:
        return v.text().size() > kLargeDigits;
      case StorageClass::kBlob:
        return v.blob().size() > kLargeDigits;
      default:
        return false;
    }
  };
  const auto large = [&](const StoredRow& row) {
    return std::any_of(row.values.begin(), row.values.end(), is_large);
  };
  // Views bring in any table.
  for (size_t d = 0; d < world_.now.databases.size(); ++d) {
    for (const ObjectPtr& object : world_.now.databases[d]->objects) {
      if (object->kind != ObjectKind::kTable) continue;
      const Entry* entry = EntryOf(d, *object);
      if (entry == nullptr) return true;
      const std::vector<StoredRow>& rows = entry->rows().rows;
      if (std::any_of(rows.begin(), rows.end(), large)) return true;
    }
  }
  return false;
}

size_t Machine::PairsOf(const Node& query, int depth) {
  constexpr size_t kMost = 1000000, kRowsOfView = 50;
  constexpr int kDepthMax = 5;
  size_t pairs = 1;
  sql::Walk(query, [&](const Node& node) {
    if (node.kind != NodeKind::kTableRef || node.names.empty()) return;
    size_t rows = kRowsOfView;
    const auto found =
        FindTableOrView(world_.now, std::nullopt, node.names.back().id);
    if (found) {
      const Object& object =
          *world_.now.databases[found->database]->objects[found->object];
      const CreateView* view = object.AsView();
      const Entry* entry = EntryOf(found->database, object);
      if (entry != nullptr) {
        rows = entry->rows().rows.size() + 1;
      } else if (view != nullptr && depth < kDepthMax) {
        rows = std::max(rows, PairsOf(view->select, depth + 1));
      }
    }
    pairs = std::min(pairs * rows, kMost);
  });
  return pairs;
}

bool Machine::JoinsTooMany(const Node& query) {
  constexpr size_t kMost = 200000;
  return PairsOf(query, 0) >= kMost;
}

bool Machine::MayTakeLong(const Node& statement) {
  if (JoinsTooMany(statement)) return true;
  for (const DatabasePtr& database : world_.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      const CreateTrigger* trigger = object->AsTrigger();
      if (trigger == nullptr) continue;
      for (const Node& step : trigger->steps) {
        if (JoinsTooMany(step)) return true;
      }
    }
  }
  return false;
}

bool Machine::HasLastRowid() const {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  for (const DatabasePtr& database : world_.now.databases) {
    for (const auto& [name, table] : database->rows) {
      if (!table->rows.empty() && table->rows.back().rowid == kMax) return true;
    }
  }
  return false;
}

bool Machine::SpendOnQuery(const Node& query) {
  // So many pairs of rows take an engine as long as one that is written.
  constexpr size_t kPairs = 200;
  return Spend(PairsOf(query, 0) / kPairs);
}

Flow Machine::Refuse(sql::Conflict action, Reason reason, std::string message) {
  if (!stopped_) {
    stop_ = Stop{};
    stop_.action = action;
    stop_.reason = reason;
    stop_.message = std::move(message);
    stopped_ = true;
  }
  return Flow::kHalt;
}

}  // namespace alterego::shadow
