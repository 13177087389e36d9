// NOT NULL, CHECK, UNIQUE and PRIMARY KEY, in the order in which SQLite tests
// them. SQLite: src/insert.c, sqlite3GenerateConstraintChecks.
#include <algorithm>
#include <cmath>
#include <utility>

#include "shadow/dml.h"
#include "shadow/rows.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using sql::Node;
using sql::NodeKind;

// What to do about a violation: the statement's word, else the constraint's.
Conflict OnError(Conflict statement, Conflict own) {
  if (statement != Conflict::kDefault) return statement;
  return own == Conflict::kDefault ? Conflict::kAbort : own;
}

// Early releases tested what was given, not what it becomes in its column; but
// 3.31 read a column of type REAL as it does elsewhere (OP_RealAffinity).
bool ReadsRealsOfGiven(SqliteVersion version) {
  return version >= SqliteVersion{3, 31, 0} &&
         version < SqliteVersion{3, 32, 0};
}

RowImage WithReals(RowImage row, const TableInfo& info) {
  for (size_t i = 0; i < row.values.size(); ++i) {
    Value& value = row.values[i];
    if (info.affinities[i] != Affinity::kReal ||
        value.storage_class() != StorageClass::kInteger) {
      continue;
    }
    value = Value::Real(static_cast<double>(value.integer()));
  }
  return row;
}

}  // namespace

Flow Machine::CheckNotNull(Writing& w) {
  const TableInfo& info = w.entry->info;
  bool second = false, replaced = false, generated = false;
  while (true) {
    for (size_t i = 0; i < info.not_null.size(); ++i) {
      if (!info.not_null[i] || static_cast<int>(i) == info.rowid_alias) {
        continue;
      }
      if (info.generated[i] && !second) {
        generated = true;
        continue;
      }
      if (w.changes != nullptr && !w.changes->changed[i] &&
          !info.generated[i]) {
        continue;
      }
      Conflict on_error = OnError(w.conflict, *info.not_null[i]);
      const Column& column = info.table->columns[i];
      if (on_error == Conflict::kReplace) {
        if (second || column.Find<DefaultRule>() == nullptr) {
          on_error = Conflict::kAbort;
        }
      } else if (second && !info.generated[i]) {
        continue;
      }
      if (on_error == Conflict::kReplace) replaced = true;
      if (!w.row->values[i].is_null()) continue;
      if (on_error == Conflict::kIgnore) return Flow::kSkip;
      if (on_error != Conflict::kReplace) {
        return Refuse(on_error, Reason::kNotNull,
                      "NOT NULL constraint failed: " + info.name() + "." +
                          column.name.id.spelling());
      }
      EvalResult value = DefaultValue(*info.table, column, world_.dialect);
      if (!value.ok()) return Unknown();
      w.row->values[i] = std::move(value.value);
    }
    // Before 3.31 a default that is NULL was let pass.
    const bool once = world_.dialect.version < SqliteVersion{3, 31, 0};
    if ((!generated && !replaced) || second || once) return Flow::kNext;
    second = true;
    if (replaced && info.has_generated && !Generate(*w.entry, w.row)) {
      return Flow::kHalt;
    }
  }
}

// Whether an UPDATE changes what the CHECK reads, as that version compiles it.
bool Machine::Concerns(const Writing& w, const Node& expr,
                       SqliteVersion version) {
  const TableInfo& info = w.entry->info;
  if (NullIsDecided(expr, info, version)) return false;
  if (expr.kind == NodeKind::kColumn) {
    Context context;
    context.entry = w.entry;
    const Hit hit = Lookup(expr, context);
    if (hit.where != Where::kRow) return false;
    const bool rowid = hit.column < 0 || hit.column == info.rowid_alias;
    return rowid ? w.changes->key : w.changes->changed[hit.column];
  }
  return std::any_of(
      expr.children.begin(), expr.children.end(),
      [&](const Node& child) { return Concerns(w, child, version); });
}

Flow Machine::CheckChecks(Writing& w) {
  const TableInfo& info = w.entry->info;
  if (world_.dialect.ignore_check_constraints) return Flow::kNext;
  Context context;
  context.entry = w.entry;
  context.row = w.row;
  RowImage as_read;
  if (ReadsRealsOfGiven(world_.dialect.version)) {
    as_read = WithReals(*w.row, info);
    context.row = &as_read;
  }
  for (const CheckInfo& check : info.checks) {
    bool overlooked = false;
    if (w.changes != nullptr) {
      if (!Concerns(w, *check.expr, SqliteVersion{})) continue;
      const SqliteVersion version = world_.dialect.version;
      overlooked = version >= SqliteVersion{3, 35, 0} &&
                   !Concerns(w, *check.expr, version);
    }
    const bool given = world_.dialect.version < SqliteVersion{3, 32, 0};
    if (!w.affinity_done && given && w.changes != nullptr &&
        AnyTrigger(*w.entry, CreateTrigger::Event::kUpdate, w.changes)) {
      return Unknown();
    }
    if (!w.affinity_done && !given) {
      if (!ApplyAffinities(*w.entry, w.row, true)) return Flow::kHalt;
      w.affinity_done = true;
    }
    std::optional<bool> fine;
    if (!Test(*check.expr, context, &fine)) return Flow::kHalt;
    if (fine != false) continue;
    if (overlooked && w.conflict == Conflict::kIgnore) return Unknown();
    overlooked_check_ = overlooked;
    Conflict on_error = OnError(w.conflict, Conflict::kDefault);
    if (on_error == Conflict::kIgnore) return Flow::kSkip;
    if (on_error == Conflict::kReplace) on_error = Conflict::kAbort;
    const bool text = world_.dialect.version >= SqliteVersion{3, 33, 0};
    return Refuse(on_error, Reason::kCheck,
                  "CHECK constraint failed: " +
                      (text || check.named ? check.name : info.name()));
  }
  return Flow::kNext;
}

bool Machine::IndexKey(const Entry& entry, const IndexInfo& index,
                       const RowImage& row, bool* present, Row* key) {
  Context context;
  context.entry = &entry;
  context.row = &row;
  *present = true;
  if (index.where != nullptr) {
    std::optional<bool> yes;
    if (!Test(*index.where, context, &yes)) return false;
    if (yes != true) {
      *present = false;
      return true;
    }
  }
  key->clear();
  for (const KeyPart& part : index.parts) {
    Value& v = key->emplace_back();
    if (part.column == KeyPart::kExpression) {
      if (!Value_(*part.expr, context, &v)) return false;
    } else if (part.column == entry.info.rowid_alias &&
               entry.info.rowid_alias >= 0) {
      v = Value::Integer(row.rowid);
    } else {
      v = row.values[part.column];
      // Until 3.41 a VIRTUAL column may read otherwise than it is in the index.
      if (entry.info.is_virtual[part.column]) {
        v = ApplyAffinity(std::move(v), entry.info.affinities[part.column],
                          world_.dialect.version);
      }
    }
  }
  return true;
}

bool Machine::FindConflict(const Writing& w, const IndexInfo& index,
                           bool* conflict, RowImage* other) {
  *conflict = false;
  bool present;
  Row key, theirs;
  if (!IndexKey(*w.entry, index, *w.row, &present, &key)) return false;
  if (!present) return true;
  for (const Value& v : key) {
    if (v.is_null()) return true;
  }
  const bool rowid = w.entry->info.has_rowid();
  for (const StoredRow& stored : w.entry->rows().rows) {
    if (!Read(*w.entry, stored, other)) return false;
    if (w.old_row != nullptr && (rowid ? other->rowid == w.old_row->rowid
                                       : CompareKeys(*w.entry, other->values,
                                                     w.old_row->values) == 0)) {
      continue;
    }
    if (!IndexKey(*w.entry, index, *other, &present, &theirs)) return false;
    if (!present) continue;
    bool same = true;
    for (size_t i = 0; i < key.size() && same; ++i) {
      same = CompareValues(key[i], theirs[i], index.parts[i].collation) == 0;
    }
    if (same) {
      *conflict = true;
      return true;
    }
  }
  return true;
}

Machine::Uniqueness Machine::TestUnique(const Entry& entry,
                                        const IndexInfo& index) {
  std::vector<Row> keys;
  for (const StoredRow& stored : entry.rows().rows) {
    RowImage row;
    bool present = false;
    Row key;
    if (!Read(entry, stored, &row) ||
        !IndexKey(entry, index, row, &present, &key)) {
      return Uniqueness::kUnknown;
    }
    if (!present || !index.unique) continue;
    const bool null = std::any_of(key.begin(), key.end(),
                                  [](const Value& v) { return v.is_null(); });
    if (null) continue;
    for (const Row& other : keys) {
      bool same = true;
      for (size_t i = 0; i < key.size() && same; ++i) {
        same = CompareValues(key[i], other[i], index.parts[i].collation) == 0;
      }
      if (same) return Uniqueness::kViolated;
    }
    keys.push_back(std::move(key));
  }
  return Uniqueness::kUnique;
}

bool Machine::IsWritten(const TableInfo& info, const IndexInfo& index,
                        const Changes& changes, bool all) {
  if (all || changes.key) return true;
  const auto changed = [&](const Node& expr) {
    bool found = false;
    sql::Walk(expr, [&](const Node& node) {
      if (node.kind != NodeKind::kColumn || node.names.empty()) return;
      const int column = info.ColumnIndex(node.names.back().id);
      found |= column >= 0 && changes.changed[column];
    });
    return found;
  };
  if (index.where != nullptr && changed(*index.where)) return true;
  for (const KeyPart& part : index.parts) {
    if (part.column >= 0 && changes.changed[part.column]) return true;
    if (part.expr != nullptr && changed(*part.expr)) return true;
  }
  return false;
}

std::string Machine::KeyMessage(const Entry& entry,
                                const IndexInfo& index) const {
  if (index.has_expression()) {
    std::string name;
    for (char c : index.name) {
      name += c;
      if (c == '\'') name += c;
    }
    return "UNIQUE constraint failed: index '" + name + "'";
  }
  std::string out = "UNIQUE constraint failed: ";
  for (size_t i = 0; i < index.parts.size(); ++i) {
    if (i > 0) out += ", ";
    out += entry.info.name() + "." +
           entry.info.table->columns[index.parts[i].column].name.id.spelling();
  }
  return out;
}

Flow Machine::DoUpsert(Writing& w, const UpsertClause& upsert,
                       const RowImage& other) {
  Context context;
  context.entry = w.entry;
  context.frame = w.frame;
  context.upsert = true;
  context.excluded = w.row;
  RowImage identity = other;
  if (upsert.where != nullptr) {
    context.row = &identity;
    std::optional<bool> yes;
    if (!Test(*upsert.where, context, &yes)) return Flow::kHalt;
    if (yes != true) return Flow::kSkip;
  }
  const RowImage excluded = *w.row;
  context.excluded = &excluded;
  const Flow flow =
      UpdateRow(*w.entry, upsert.changes, Conflict::kAbort, identity, context);
  return flow == Flow::kHalt ? flow : Flow::kSkip;
}

// SQLite's fault by 3.31: beside INTEGER PRIMARY KEY ON CONFLICT REPLACE a row
// that is replaced may stay, and its entries in the indexes go.
bool Machine::ReplacesWrongly(const Entry& entry) const {
  return world_.dialect.version < SqliteVersion{3, 31, 0} &&
         entry.info.rowid_conflict == Conflict::kReplace;
}

Flow Machine::Violate(Writing& w, Conflict on_error, Reason reason,
                      std::string message, const RowImage* other,
                      const UpsertClause* upsert) {
  if (upsert != nullptr) {
    return upsert->update ? DoUpsert(w, *upsert, *other) : Flow::kSkip;
  }
  if (on_error == Conflict::kIgnore) return Flow::kSkip;
  if (on_error != Conflict::kReplace) {
    return Refuse(on_error, reason, std::move(message));
  }
  if (ReplacesWrongly(*w.entry)) {
    wrecked_ = true;
    return Unknown();
  }
  const bool fire =
      world_.dialect.recursive_triggers &&
      AnyTrigger(*w.entry, CreateTrigger::Event::kDelete, nullptr);
  // SQLite pins the row that is being updated meanwhile: "constraint failed".
  if (fire && w.old_row != nullptr) return Unknown();
  if (fire || HasForeignKeys(*w.entry)) ++w.replaced;
  const RowImage identity = *other;
  const Flow flow =
      DeleteRow(*w.entry, identity, fire, Conflict::kReplace, w.frame);
  return flow == Flow::kHalt ? flow : Flow::kNext;
}

// The last check of STRICT types passed over generated columns by mistake.
bool Machine::ComputedAreAskedLast(const TableInfo& info) const {
  return !info.table->strict ||
         world_.dialect.version >= SqliteVersion{3, 51, 0};
}

Flow Machine::CheckRowid(Writing& w, Conflict on_error,
                         const UpsertClause* upsert) {
  Entry& entry = *w.entry;
  if (w.old_row != nullptr && w.old_row->rowid == w.row->rowid) {
    return Flow::kNext;
  }
  const int at = Find(entry, *w.row);
  if (at < 0) return Flow::kNext;
  RowImage other;
  if (!Read(entry, entry.rows().rows[at], &other)) return Flow::kHalt;
  // What nobody hears of is not deleted: the new row is written over it, after
  // its types are looked at.
  if (upsert == nullptr && on_error == Conflict::kReplace && !w.affinity_done &&
      !HasForeignKeys(entry) && !world_.dialect.recursive_triggers) {
    const bool generated_too =
        !entry.info.indexes.empty() || ComputedAreAskedLast(entry.info);
    if (!ApplyAffinities(entry, w.row, generated_too)) {
      // The entries in its indexes were gone by then.
      const SqliteVersion version = world_.dialect.version;
      wrecked_ = !entry.info.indexes.empty() &&
                 w.conflict == Conflict::kReplace &&
                 version < SqliteVersion{3, 54, 0};
      return Flow::kHalt;
    }
    w.affinity_done = true;
  }
  const int alias = entry.info.rowid_alias;
  return Violate(
      w, on_error, Reason::kUnique,
      "UNIQUE constraint failed: " + entry.info.name() + "." +
          (alias >= 0 ? entry.info.table->columns[alias].name.id.spelling()
                      : "rowid"),
      &other, upsert);
}

// By 3.31 the index of a REAL column held integers as they were given, which
// may not be the same as real numbers.
bool Machine::KeepsIntegersOfReals(const TableInfo& info,
                                   const IndexInfo& index,
                                   const RowImage& row) const {
  constexpr double kExactMax = 0x1p53;
  if (world_.dialect.version >= SqliteVersion{3, 31, 0} || !index.unique) {
    return false;
  }
  return std::any_of(index.parts.begin(), index.parts.end(),
                     [&](const KeyPart& part) {
                       if (part.column < 0) return false;
                       const Value& value = row.values[part.column];
                       return info.affinities[part.column] == Affinity::kReal &&
                              value.storage_class() == StorageClass::kReal &&
                              std::fabs(value.real()) >= kExactMax;
                     });
}

Flow Machine::CheckIndex(Writing& w, const IndexInfo& index, bool recheck) {
  const TableInfo& info = w.entry->info;
  if (w.changes != nullptr && !IsWritten(info, index, *w.changes, w.rewrites)) {
    return Flow::kNext;
  }
  if (!w.affinity_done) {
    if (!ApplyAffinities(*w.entry, w.row, true)) return Flow::kHalt;
    w.affinity_done = true;
  }
  if (KeepsIntegersOfReals(info, index, *w.row)) {
    wrecked_ = true;
    return Unknown();
  }
  if (!index.unique) {
    // Its key is computed all the same, and that may fail.
    Context context;
    context.entry = w.entry;
    context.row = w.row;
    if (index.where != nullptr) {
      const EvalResult yes = Eval(*index.where, context);
      if (yes.status == EvalResult::Status::kError) return Raise(yes);
      if (!yes.ok() || Truth(yes.value) != true) return Flow::kNext;
    }
    for (const KeyPart& part : index.parts) {
      if (part.column != KeyPart::kExpression) continue;
      const EvalResult value = Eval(*part.expr, context);
      if (value.status == EvalResult::Status::kError) return Raise(value);
    }
    return Flow::kNext;
  }
  if (w.changes != nullptr && !info.has_rowid() && index.primary_key &&
      !w.changes->key) {
    return Flow::kNext;
  }
  const UpsertClause* upsert = nullptr;
  Conflict on_error = OnError(w.conflict, index.conflict);
  if (recheck) {
    on_error = Conflict::kAbort;
  } else if (w.upserts != nullptr && !w.upserts->empty()) {
    const UpsertClause& clause = w.upserts->front();
    if (!clause.has_target || clause.index == &index) upsert = &clause;
  }
  bool conflict = false;
  RowImage other;
  if (!FindConflict(w, index, &conflict, &other)) return Flow::kHalt;
  if (!conflict) return Flow::kNext;
  return Violate(w, on_error, Reason::kUnique, KeyMessage(*w.entry, index),
                 &other, upsert);
}

// Triggers and foreign keys may have put new rows in the way: of the rowid,
// also if it was not given, and of the keys that could be replaced.
Flow Machine::CheckAgain(Writing& w) {
  Flow flow = Flow::kNext;
  if (w.entry->info.has_rowid()) {
    flow = CheckRowid(w, Conflict::kAbort, nullptr);
  }
  for (const IndexInfo& index : w.entry->info.indexes) {
    if (flow != Flow::kNext) break;
    if (OnError(w.conflict, index.conflict) != Conflict::kReplace) continue;
    flow = CheckIndex(w, index, true);
  }
  if (flow != Flow::kNext && !ChecksKeysAgain(world_.dialect.version)) {
    // It is written over that row, whose entries stay in the indexes.
    wrecked_ = true;
    stop_ = Stop{};
    stop_.unknown = true;
  }
  return flow;
}

Flow Machine::CheckConstraints(Writing& w) {
  const TableInfo& info = w.entry->info;
  Flow flow = CheckNotNull(w);
  if (flow != Flow::kNext) return flow;
  flow = CheckChecks(w);
  if (flow != Flow::kNext) return flow;
  const UpsertClause* clause = w.upserts == nullptr || w.upserts->empty()
                                   ? nullptr
                                   : &w.upserts->front();
  // An ON CONFLICT clause for an index lets that index come first.
  const IndexInfo* first = clause == nullptr ? nullptr : clause->index;
  const UpsertClause* rowid_clause =
      clause != nullptr && clause->index == nullptr ? clause : nullptr;
  const bool rowid = w.check_rowid && info.has_rowid();
  const Conflict on_error = OnError(w.conflict, info.rowid_conflict);
  const bool last = rowid && on_error == Conflict::kReplace &&
                    w.conflict != Conflict::kReplace && !info.indexes.empty() &&
                    clause == nullptr;
  if (first != nullptr) {
    flow = CheckIndex(w, *first, false);
    if (flow != Flow::kNext) return flow;
  }
  if (rowid && !last) {
    flow = CheckRowid(w, on_error, rowid_clause);
    if (flow != Flow::kNext) return flow;
  }
  for (const IndexInfo& index : info.indexes) {
    if (&index == first) continue;
    flow = CheckIndex(w, index, false);
    if (flow != Flow::kNext) return flow;
  }
  if (last) {
    // It deletes a row there that nobody has looked for.
    wrecked_ = ReplacesWrongly(*w.entry) &&
               (HasForeignKeys(*w.entry) ||
                (world_.dialect.recursive_triggers &&
                 AnyTrigger(*w.entry, CreateTrigger::Event::kDelete, nullptr)));
    if (wrecked_) return Unknown();
    flow = CheckRowid(w, on_error, rowid_clause);
    if (flow != Flow::kNext) return flow;
  }
  if (w.replaced > 0) {
    flow = CheckAgain(w);
    if (flow != Flow::kNext) return flow;
  }
  if (!w.affinity_done &&
      !ApplyAffinities(*w.entry, w.row, ComputedAreAskedLast(info))) {
    return Flow::kHalt;
  }
  return Flow::kNext;
}

}  // namespace alterego::shadow
