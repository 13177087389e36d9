// INSERT, UPDATE and DELETE, row by row.
// SQLite: src/insert.c (sqlite3Insert), update.c, delete.c.
#include "shadow/dml.h"

#include <algorithm>
#include <limits>
#include <map>

#include "shadow/number.h"
#include "shadow/rows.h"
#include "shadow/schema_update.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using sql::Node;
using sql::NodeKind;
using Event = CreateTrigger::Event;

// Columns that an expression mentions by their own name.
bool Mentions(const Node& expr, const TableInfo& info, int column) {
  bool found = false;
  sql::Walk(expr, [&](const Node& node) {
    if (node.kind != NodeKind::kColumn || node.names.empty()) return;
    found |= info.ColumnIndex(node.names.back().id) == column;
  });
  return found;
}

// True if `where` names a column of `expr`, or `expr` may be a constant: it
// names none, or what it asks a NOT NULL column is IS NULL.
bool MentionsAnyOf(const Node& where, const TableInfo& info, const Node& expr) {
  bool found = false, constant = true;
  sql::Walk(expr, [&](const Node& node) {
    if (node.kind != NodeKind::kColumn || node.names.empty()) return;
    const int column = info.ColumnIndex(node.names.back().id);
    if (column < 0) return;
    constant &= column == info.rowid_alias || info.not_null[column].has_value();
    found |= Mentions(where, info, column);
  });
  return found || constant;
}

// True if SQLite may walk the rows of this WHERE by another index, in an order
// that the shadow does not know: an index whose first column the WHERE names,
// or a partial one whose own WHERE it may imply. Those of a table WITHOUT ROWID
// hold its key, which is all that an UPDATE or DELETE needs.
bool OrderUncertain(const TableInfo& info, const Node* where) {
  if (!info.has_rowid()) return info.indexes.size() > 1;
  if (where == nullptr) return false;
  for (const IndexInfo& index : info.indexes) {
    if (index.where != nullptr) {
      if (MentionsAnyOf(*where, info, *index.where)) return true;
      continue;
    }
    const KeyPart& part = index.parts[0];
    if (part.column >= 0) {
      if (Mentions(*where, info, part.column)) return true;
      continue;
    }
    // An expression is looked for as a whole.
    const Node* expr = &WithoutParens(*part.expr);
    while (expr->kind == NodeKind::kCollate) {
      expr = &WithoutParens(expr->children[0]);
    }
    bool found = false;
    sql::Walk(*where, [&](const Node& node) {
      found |= node.kind == expr->kind && node.op == expr->op;
    });
    if (found) return true;
  }
  return false;
}

// True if a query over the table may walk another index: one that its WHERE
// can use, or one that holds every column the query needs.
bool ScanUncertain(const TableInfo& info, const Node& query) {
  const Node* where = query.Child(NodeKind::kWhere);
  if (OrderUncertain(info, where == nullptr ? nullptr : &where->children[0])) {
    return true;
  }
  if (!info.has_rowid()) return false;
  for (const IndexInfo& index : info.indexes) {
    if (index.where != nullptr) continue;
    bool covers = true;
    for (size_t c = 0; c < info.affinities.size() && covers; ++c) {
      const int column = static_cast<int>(c);
      if (column == info.rowid_alias || !Mentions(query, info, column)) {
        continue;
      }
      covers = std::any_of(
          index.parts.begin(), index.parts.end(),
          [column](const KeyPart& part) { return part.column == column; });
    }
    if (covers || index.has_expression()) return true;
  }
  return false;
}

bool SameRows(const World& a, const World& b) {
  if (a.in_transaction() != b.in_transaction() ||
      a.deferred_violations != b.deferred_violations) {
    return false;
  }
  for (size_t d = 0; d < a.now.databases.size(); ++d) {
    const Database& x = *a.now.databases[d];
    const Database& y = *b.now.databases[d];
    if (&x == &y) continue;
    for (const auto& [name, rows] : x.rows) {
      const auto other = y.rows.find(name);
      if (other == y.rows.end()) return false;
      if (rows == other->second) continue;
      const std::vector<StoredRow>& p = rows->rows;
      const std::vector<StoredRow>& q = other->second->rows;
      const bool same =
          std::equal(p.begin(), p.end(), q.begin(), q.end(),
                     [](const StoredRow& m, const StoredRow& n) {
                       return m.rowid == n.rowid && m.values == n.values;
                     });
      if (!same) return false;
    }
  }
  return true;
}

bool SameVerdict(const Verdict& a, const Verdict& b) {
  const Prediction &p = a.prediction, &q = b.prediction;
  const bool same = std::equal(
      p.may_refuse.begin(), p.may_refuse.end(), q.may_refuse.begin(),
      q.may_refuse.end(),
      [](const Prediction::Refusal& m, const Prediction::Refusal& n) {
        return m.reason == n.reason && m.message == n.message;
      });
  return same && p.predicted == q.predicted && p.may_accept == q.may_accept &&
         SameRows(*a.if_accepted, *b.if_accepted) &&
         SameRows(*a.if_refused, *b.if_refused);
}

WorldPtr WithDeferred(const WorldPtr& world,
                      std::optional<int64_t> violations) {
  if (!violations || !world->in_transaction()) return world;
  auto out = std::make_shared<World>(*world);
  out->deferred_violations = *violations;
  return out;
}

}  // namespace

bool Machine::MustBeInteger(const Value& value, int64_t* out) {
  const Value v =
      ApplyAffinity(value, Affinity::kNumeric, world_.dialect.version);
  // The least integer as a real was out of reach before 3.54.
  if (v.storage_class() == StorageClass::kReal && v.real() == -0x1p63 &&
      world_.dialect.version >= SqliteVersion{3, 54, 0}) {
    *out = std::numeric_limits<int64_t>::min();
    return true;
  }
  if (v.storage_class() != StorageClass::kInteger) {
    return Fail(Reason::kMismatch, "datatype mismatch");
  }
  *out = v.integer();
  return true;
}

// The last rowid of an AUTOINCREMENT table is used up. What is left of a
// transaction depends on the journal that the statement keeps.
bool Machine::NoRowidLeft() {
  if (world_.in_transaction()) return Lose();
  return Fail(Reason::kTooMany, "database or disk is full");
}

bool Machine::NewRowid(Entry& entry, int64_t* rowid) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  const std::vector<StoredRow>& rows = entry.rows().rows;
  int64_t next = 1;
  if (!rows.empty()) {
    if (rows.back().rowid == kMax) {
      if (entry.info.autoincrement) return NoRowidLeft();
      random_ = true;  // SQLite tries at random
      return Lose();
    }
    next = rows.back().rowid + 1;
  }
  if (entry.info.autoincrement) {
    int64_t* sequence = Sequence(entry);
    if (sequence == nullptr) return Lose();
    if (*sequence == kMax) return NoRowidLeft();
    next = std::max(next, *sequence + 1);
    *sequence = next;
  }
  *rowid = next;
  return true;
}

Flow Machine::InsertRow(InsertPlan& plan, const Row& given_values,
                        const TriggerFrame* frame) {
  Entry& entry = *plan.entry;
  const TableInfo& info = entry.info;
  RowImage row;
  row.values.resize(info.generated.size());
  for (size_t i = 0; i < row.values.size(); ++i) {
    const int source = plan.sources[i];
    if (info.generated[i] || static_cast<int>(i) == info.rowid_alias) continue;
    if (plan.defaults || source < 0) {
      EvalResult value =
          DefaultAsWritten(info.table->columns[i], world_.dialect);
      if (!value.ok()) return Unknown();
      row.values[i] = std::move(value.value);
    } else {
      row.values[i] = given_values[source];
    }
  }
  Value rowid;
  const bool given = plan.rowid_source >= 0;
  if (given) rowid = given_values[plan.rowid_source];
  if (HasBefore(entry, Event::kInsert, nullptr)) {
    RowImage fresh = row;
    fresh.rowid = -1;
    if (!rowid.is_null() && !MustBeInteger(rowid, &fresh.rowid)) {
      return Flow::kHalt;
    }
    if (!Generate(entry, &fresh) || !ApplyAffinities(entry, &fresh, true)) {
      return Flow::kHalt;
    }
    const Flow flow = RunTriggers(entry, Event::kInsert, nullptr, true,
                                  plan.conflict, nullptr, &fresh, frame);
    if (flow != Flow::kNext) return flow;
  }
  if (info.has_rowid()) {
    if (rowid.is_null()) {
      if (!NewRowid(entry, &row.rowid)) return Flow::kHalt;
    } else if (!MustBeInteger(rowid, &row.rowid)) {
      return Flow::kHalt;
    }
    if (info.autoincrement) {
      int64_t* sequence = Sequence(entry);
      if (sequence == nullptr) return Unknown();
      *sequence = std::max(*sequence, row.rowid);
    }
  }
  if (!Generate(entry, &row)) return Flow::kHalt;
  Writing w;
  w.entry = &entry;
  w.row = &row;
  w.conflict = plan.conflict;
  w.check_rowid = given;
  w.upserts = &plan.upserts;
  w.frame = frame;
  Flow flow = CheckConstraints(w);
  if (flow != Flow::kNext) return flow;
  if (!ForeignKeys(entry, nullptr, &row, nullptr)) return Flow::kHalt;
  Store(entry, row);
  return RunTriggers(entry, Event::kInsert, nullptr, false, plan.conflict,
                     nullptr, &row, frame);
}

Flow Machine::SelectRows(const InsertPlan& plan, const TriggerFrame* frame,
                         const RowTaker& use) {
  const Node& columns = *plan.query->Child(NodeKind::kResultColumns);
  const Node* where = plan.query->Child(NodeKind::kWhere);
  Context context;
  context.entry = plan.source;
  context.alias = plan.source_alias;
  context.frame = frame;
  const auto take = [&] {
    if (where != nullptr) {
      std::optional<bool> yes;
      if (!Test(where->children[0], context, &yes)) return Flow::kHalt;
      if (yes != true) return Flow::kSkip;
    }
    Row row;
    for (const Node& item : columns.children) {
      if (!Assigned(item.children[0], context, &row.emplace_back())) {
        return Flow::kHalt;
      }
    }
    return use(std::move(row));
  };
  if (plan.source == nullptr) return take();
  if (!Spend(plan.source->rows().rows.size())) return Flow::kHalt;
  std::vector<RowImage> images;
  for (const StoredRow& stored : plan.source->rows().rows) {
    if (!Read(*plan.source, stored, &images.emplace_back())) return Flow::kHalt;
  }
  const bool uncertain =
      images.size() > 1 && ScanUncertain(plan.source->info, *plan.query);
  if (uncertain) Reorder(*plan.source, &images);
  for (const RowImage& image : images) {
    context.row = &image;
    if (take() == Flow::kHalt) return Flow::kHalt;
  }
  return Flow::kNext;
}

Flow Machine::GivenRows(const InsertPlan& plan, const TriggerFrame* frame,
                        const RowTaker& use) {
  if (plan.query != nullptr) return SelectRows(plan, frame, use);
  Context context;
  context.frame = frame;
  for (const Node* list : plan.rows) {
    Row row;
    for (const Node& expr : list->children) {
      if (!Assigned(expr, context, &row.emplace_back())) return Flow::kHalt;
    }
    if (use(std::move(row)) == Flow::kHalt) return Flow::kHalt;
  }
  return Flow::kNext;
}

void Machine::Reorder(const Entry& entry, std::vector<RowImage>* rows) {
  uncertain_ = true;
  if (order_ == 0) return;
  if (order_ == 1) {
    std::reverse(rows->begin(), rows->end());
    return;
  }
  const size_t at = static_cast<size_t>(order_ - 2);
  if (at >= entry.info.indexes.size()) return;
  const IndexInfo& index = entry.info.indexes[at];
  std::vector<std::pair<Row, RowImage>> keyed;
  for (RowImage& row : *rows) {
    bool present;
    Row key;
    if (!IndexKey(entry, index, row, &present, &key)) return;
    keyed.emplace_back(std::move(key), row);
  }
  std::stable_sort(
      keyed.begin(), keyed.end(), [&index](const auto& a, const auto& b) {
        for (size_t i = 0; i < index.parts.size(); ++i) {
          if (i >= a.first.size() || i >= b.first.size()) break;
          const int c =
              CompareValues(a.first[i], b.first[i], index.parts[i].collation);
          if (c != 0) {
            return index.parts[i].descending ? c > 0 : c < 0;
          }
        }
        return false;
      });
  rows->clear();
  for (auto& [key, row] : keyed) rows->push_back(std::move(row));
}

// Rows are written as they are made, unless triggers may change what they are
// made of: then all are made first (insert.c, useTempTable). RETURNING is a
// trigger, too.
Flow Machine::Insert(InsertPlan& plan, const TriggerFrame* frame) {
  if (plan.defaults) return InsertRow(plan, {}, frame);
  const auto insert = [&](const Row& row) {
    return InsertRow(plan, row, frame);
  };
  const bool first = plan.returning || plan.source == plan.entry ||
                     AnyTrigger(*plan.entry, Event::kInsert, nullptr);
  if (!first) return GivenRows(plan, frame, insert);
  std::vector<Row> rows;
  const auto keep = [&rows](Row row) {
    rows.push_back(std::move(row));
    return Flow::kNext;
  };
  if (GivenRows(plan, frame, keep) == Flow::kHalt) return Flow::kHalt;
  for (const Row& row : rows) {
    if (insert(row) == Flow::kHalt) return Flow::kHalt;
  }
  return Flow::kNext;
}

bool Machine::Matching(const WritePlan& plan, const TriggerFrame* frame,
                       std::vector<RowImage>* out) {
  Context context;
  context.entry = plan.entry;
  context.alias = plan.alias;
  context.frame = frame;
  if (!Spend(plan.entry->rows().rows.size())) return false;
  for (const StoredRow& stored : plan.entry->rows().rows) {
    RowImage row;
    if (!Read(*plan.entry, stored, &row)) return false;
    if (plan.where != nullptr) {
      std::optional<bool> yes;
      context.row = &row;
      if (!Test(*plan.where, context, &yes)) return false;
      if (yes != true) continue;
    }
    out->push_back(std::move(row));
  }
  return true;
}

bool Machine::Assign(const Changes& changes, const Context& context,
                     RowImage* row) {
  const auto is_rowid = [&context](const Change& change) {
    return change.column < 0 ||
           change.column == context.entry->info.rowid_alias;
  };
  // Of several for the rowid SQLite computes the last one only.
  const Change* rowid = nullptr;
  for (const Change& change : changes.list) {
    if (is_rowid(change)) rowid = &change;
  }
  for (const Change& change : changes.list) {
    if (is_rowid(change) && &change != rowid) continue;
    Value v = change.value;
    if (change.expr != nullptr && !Assigned(*change.expr, context, &v)) {
      return false;
    }
    if (&change == rowid) {
      if (!MustBeInteger(v, &row->rowid)) return false;
    } else {
      row->values[change.column] = std::move(v);
    }
  }
  return true;
}

Flow Machine::UpdateRow(Entry& entry, const Changes& changes, Conflict conflict,
                        const RowImage& identity, const Context& outer) {
  const TableInfo& info = entry.info;
  int at = Find(entry, identity);
  if (at < 0) return Flow::kSkip;
  RowImage old_row;
  if (!Read(entry, entry.rows().rows[at], &old_row)) return Flow::kHalt;
  RowImage row = old_row;
  Context context = outer;
  context.entry = &entry;
  context.row = &old_row;
  if (!Assign(changes, context, &row)) return Flow::kHalt;
  if (!HasBefore(entry, Event::kUpdate, &changes)) {
    if (!Generate(entry, &row)) return Flow::kHalt;
  } else {
    RowImage fresh = row;
    if (info.has_generated || info.table->strict) {
      BlankUnused(entry, changes, conflict, outer.frame, &fresh);
      if (!Generate(entry, &fresh)) return Flow::kHalt;
    }
    if (!ApplyAffinities(entry, &fresh, true)) return Flow::kHalt;
    const Flow flow = RunTriggers(entry, Event::kUpdate, &changes, true,
                                  conflict, &old_row, &fresh, outer.frame);
    if (flow != Flow::kNext) return flow;
    at = Find(entry, identity);
    if (at < 0) return Flow::kSkip;
    RowImage now;
    if (!Read(entry, entry.rows().rows[at], &now)) return Flow::kHalt;
    for (size_t i = 0; i < row.values.size(); ++i) {
      if (!changes.changed[i]) row.values[i] = now.values[i];
    }
    if (!Generate(entry, &row)) return Flow::kHalt;
  }
  Writing w;
  w.entry = &entry;
  w.row = &row;
  w.old_row = &old_row;
  w.changes = &changes;
  w.conflict = conflict;
  w.check_rowid = changes.key;
  w.rewrites = RewritesRow(entry, changes);
  w.frame = outer.frame;
  const Flow flow = CheckConstraints(w);
  if (flow != Flow::kNext) return flow;
  if (Find(entry, identity) < 0) return Flow::kSkip;
  const bool concern = ForeignKeysConcern(entry, changes);
  if (concern && !ForeignKeys(entry, &old_row, nullptr, &changes)) {
    return Flow::kHalt;
  }
  const bool stays = !changes.key && !w.rewrites;
  Erase(entry, identity);
  if (concern && !ForeignKeys(entry, nullptr, &row, &changes,
                              stays ? &old_row : nullptr)) {
    return Flow::kHalt;
  }
  Store(entry, row);
  if (concern) {
    const Flow acted = Actions(entry, old_row, &row, &changes, outer.frame);
    if (acted != Flow::kNext) return acted;
  }
  return RunTriggers(entry, Event::kUpdate, &changes, false, conflict, &old_row,
                     &row, outer.frame);
}

Flow Machine::Update(WritePlan& plan, const TriggerFrame* frame) {
  std::vector<RowImage> rows;
  if (!Matching(plan, frame, &rows)) return Flow::kHalt;
  Entry& entry = *plan.entry;
  if (rows.size() > 1 && OrderUncertain(entry.info, plan.where)) {
    Reorder(entry, &rows);
  }
  Context context;
  context.alias = plan.alias;
  context.frame = frame;
  for (const RowImage& row : rows) {
    if (UpdateRow(entry, plan.changes, plan.conflict, row, context) ==
        Flow::kHalt) {
      return Flow::kHalt;
    }
  }
  return Flow::kNext;
}

Flow Machine::DeleteRow(Entry& entry, const RowImage& identity, bool fire,
                        Conflict conflict, const TriggerFrame* frame) {
  const int at = Find(entry, identity);
  if (at < 0) return Flow::kSkip;
  RowImage old_row;
  if (!Read(entry, entry.rows().rows[at], &old_row)) return Flow::kHalt;
  if (fire) {
    const Flow flow = RunTriggers(entry, Event::kDelete, nullptr, true,
                                  conflict, &old_row, nullptr, frame);
    if (flow != Flow::kNext) return flow;
    if (Find(entry, identity) < 0) return Flow::kSkip;
  }
  if (!ForeignKeys(entry, &old_row, nullptr, nullptr)) return Flow::kHalt;
  Erase(entry, identity);
  const Flow acted = Actions(entry, old_row, nullptr, nullptr, frame);
  if (acted != Flow::kNext || !fire) return acted;
  return RunTriggers(entry, Event::kDelete, nullptr, false, conflict, &old_row,
                     nullptr, frame);
}

Flow Machine::Delete(WritePlan& plan, const TriggerFrame* frame) {
  std::vector<RowImage> rows;
  if (!Matching(plan, frame, &rows)) return Flow::kHalt;
  Entry& entry = *plan.entry;
  const bool fire = AnyTrigger(entry, Event::kDelete, nullptr);
  if (rows.size() > 1 && OrderUncertain(entry.info, plan.where)) {
    Reorder(entry, &rows);
  }
  if (!fire && !HasForeignKeys(entry) && !rows.empty()) {
    std::vector<StoredRow>& stored = Mutable(entry).rows;
    if (rows.size() == stored.size()) {
      stored.clear();
      return Flow::kNext;
    }
  }
  for (const RowImage& row : rows) {
    if (DeleteRow(entry, row, fire, Conflict::kDefault, frame) == Flow::kHalt) {
      return Flow::kHalt;
    }
  }
  return Flow::kNext;
}

Flow Machine::Execute(const Node& statement, Conflict outer,
                      const TriggerFrame* frame) {
  switch (statement.kind) {
    case NodeKind::kInsert: {
      InsertPlan plan;
      if (!PlanInsert(statement, outer, frame, &plan)) return Flow::kHalt;
      return Insert(plan, frame);
    }
    case NodeKind::kUpdate: {
      WritePlan plan;
      if (!PlanUpdate(statement, outer, frame, &plan)) return Flow::kHalt;
      return Update(plan, frame);
    }
    case NodeKind::kDelete: {
      WritePlan plan;
      if (!PlanDelete(statement, frame, &plan)) return Flow::kHalt;
      return Delete(plan, frame);
    }
    case NodeKind::kSelect:
      return RunSelect(statement, *frame);
    default:
      return Unknown();
  }
}

Machine::Dropped Machine::DropRows(size_t database, const Object& table) {
  deferred_ = world_.deferred_violations;
  if (!world_.dialect.foreign_keys) return Dropped::kDone;
  Entry* entry = EntryOf(database, table);
  if (entry == nullptr) return Dropped::kUnknown;
  if (References(*entry).empty()) {
    const auto& keys = entry->info.foreign_keys;
    const bool deferred =
        std::any_of(keys.begin(), keys.end(),
                    [](const ForeignKeyInfo& key) { return key.deferred(); });
    if (!deferred || deferred_ == 0) return Dropped::kDone;
  }
  dropping_ = true;
  const auto stopped = [this] {
    return stop_.unknown ? Dropped::kUnknown : Dropped::kRefused;
  };
  if (!CheckActions(*entry, nullptr, nullptr)) return stopped();
  WritePlan plan;
  plan.entry = entry;
  std::vector<RowImage> rows;
  if (!Matching(plan, nullptr, &rows)) return stopped();
  for (const RowImage& row : rows) {
    if (DeleteRow(*entry, row, false, Conflict::kDefault, nullptr) ==
        Flow::kHalt) {
      return stopped();
    }
  }
  // FkIfZero: a row that had lost its parent's table before counts as -1, and
  // that is as bad.
  if (violations_ != 0 || AnyViolation()) {
    Fail(Reason::kForeignKey, "FOREIGN KEY constraint failed");
    return Dropped::kRefused;
  }
  return Dropped::kDone;
}

bool CountsAsViolation(int64_t count, SqliteVersion version) {
  return version < SqliteVersion{3, 51, 0} ? count > 0 : count != 0;
}

bool Machine::AnyViolation() const {
  const SqliteVersion version = world_.dialect.version;
  return CountsAsViolation(violations_, version) ||
         (!world_.in_transaction() && CountsAsViolation(deferred_, version));
}

Verdict Machine::NotForetold(const WorldPtr& world, const Node& statement) {
  const bool endless =
      endless_ || random_ || MayTakeLong(statement) || HasLastRowid();
  return {Prediction::Unknown(endless    ? kEndlessRule
                              : wrecked_ ? kWreckRule
                                         : "dml.unknown"),
          world, world};
}

Verdict Machine::Run(const WorldPtr& world, const Node& statement) {
  const auto refuse = [&](std::string_view rule) {
    Verdict v{Prediction::Refuse(stop_.reason, rule, stop_.message), world,
              world};
    if (stop_.other) {
      v.prediction.may_refuse.push_back(
          {stop_.other->first, stop_.other->second});
    }
    return v;
  };
  const auto unknown = [&] { return NotForetold(world, statement); };
  deferred_ = world->deferred_violations;
  if (!Check(statement, Conflict::kDefault, nullptr)) {
    return stop_.unknown ? unknown() : refuse("dml.prepare");
  }
  if (world->dialect.query_only) {
    return {Prediction::Refuse(Reason::kReadOnly, "dml.query_only",
                               "attempt to write a readonly database"),
            world, world};
  }
  const bool halted =
      Execute(statement, Conflict::kDefault, nullptr) == Flow::kHalt;
  if (halted && stop_.unknown) return unknown();
  if (fails_early_ && !(halted && stop_.reason == Reason::kMismatch)) {
    return unknown();
  }
  if (!halted) {
    SaveSequences();
    if (!AnyViolation()) {
      const WorldPtr after = Commit();
      const std::string_view rule =
          misread_ ? kMisreadExcludedRule : "dml.accept";
      return {Prediction::Accept(rule), after, world};
    }
    Refuse(Conflict::kAbort, Reason::kForeignKey,
           "FOREIGN KEY constraint failed");
    Verdict v =
        refuse(overlooked_ ? "dml.foreign_key_set_null" : "dml.foreign_key");
    v.if_refused = WithDeferred(world, left_deferred_);
    return v;
  }
  Verdict v = refuse(misread_            ? kMisreadExcludedRule
                     : overlooked_check_ ? kOverlookedCheckRule
                                         : "dml.constraint");
  if (stop_.action == Conflict::kAbort && !may_abort_ &&
      world->in_transaction()) {
    // How much was done at the real limit is not known.
    if (stop_.reason == Reason::kTriggerRecursion || view_may_abort_) {
      return unknown();
    }
    if (wrecked_) v.prediction.rule = kWreckRule;
    v.if_refused = Commit();
    return v;
  }
  if (stop_.action == Conflict::kRollback) {
    auto back = std::make_shared<World>(*world);
    if (world->in_transaction()) back->now = world->frames[0].snapshot;
    back->LeaveTransaction();
    v.if_refused = back;
  } else if (stop_.action == Conflict::kFail) {
    if (violations_ != 0 || (!world->in_transaction() && deferred_ > 0)) {
      return unknown();
    }
    v.if_refused = Commit();
  }
  return v;
}

namespace {

// As stored, the reverse, and that of each index of the table with most.
int OrdersOf(const World& world) {
  std::map<std::string, int> indexes;
  int most = 0;
  for (const DatabasePtr& database : world.now.databases) {
    indexes.clear();
    for (const ObjectPtr& object : database->objects) {
      if (object->kind != ObjectKind::kIndex) continue;
      most = std::max(most, ++indexes[object->table.Folded()]);
    }
  }
  // One more: the key of a table without rowids is no object.
  return 2 + most + 1;
}

}  // namespace

Verdict JudgeDml(const WorldPtr& world, const sql::Parsed& parsed) {
  const Node* node = nullptr;
  if (const auto* insert = std::get_if<struct Insert>(&parsed.statement)) {
    node = &insert->node;
  } else if (const auto* update =
                 std::get_if<struct Update>(&parsed.statement)) {
    node = &update->node;
  } else if (const auto* del = std::get_if<struct Delete>(&parsed.statement)) {
    node = &del->node;
  }
  if (node == nullptr) {
    return {Prediction::Unknown("dml.unknown"), world, world};
  }
  if (node->kind == NodeKind::kUpdate) {
    if (auto verdict = JudgeSchemaUpdate(world, *node)) {
      return *std::move(verdict);
    }
  }
  Machine machine(*world);
  Verdict verdict = machine.Run(world, *node);
  if (!machine.order_mattered() || !verdict.prediction.predicted) {
    return verdict;
  }
  // SQLite visits the rows in an order of its own. If several orders come to
  // the same end, so does that one.
  const int orders = OrdersOf(*world);
  for (int order = 1; order < orders; ++order) {
    Machine other(*world, order);
    if (!SameVerdict(verdict, other.Run(world, *node))) {
      return {Prediction::Unknown("dml.order"), world, world};
    }
  }
  return verdict;
}

}  // namespace alterego::shadow
