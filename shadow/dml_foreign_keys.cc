// Foreign keys: counters of violations, as SQLite keeps them, and actions.
// SQLite: src/fkey.c.
#include <algorithm>
#include <cmath>
#include <utility>

#include "model/limits.h"
#include "shadow/dml.h"
#include "shadow/rows.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using Event = CreateTrigger::Event;

Value ColumnValue(const TableInfo& info, const RowImage& row, int column) {
  if (column < 0 || column == info.rowid_alias) {
    return Value::Integer(row.rowid);
  }
  return row.values[column];
}

ForeignKeyAction ActionOf(const ForeignKeyInfo& key, bool update) {
  const ForeignKeyAction action =
      update ? key.references->on_update : key.references->on_delete;
  return action == ForeignKeyAction::kUnset ? ForeignKeyAction::kNoAction
                                            : action;
}

// Both names with quotes inside doubled (SQLite's %w).
std::string MismatchMessage(const Entry& child, const ForeignKeyInfo& key) {
  return "foreign key mismatch - " + child.info.object->name.Quoted() +
         " referencing " + key.references->parent.id.Quoted();
}

// `a = b` where a stands for a column with affinity `a_affinity`.
bool Equal(Value a, Affinity a_affinity, Value b, Affinity b_affinity,
           Collation collation, SqliteVersion version) {
  if (a.is_null() || b.is_null()) return false;
  const auto numeric = [](Affinity x) { return x >= Affinity::kNumeric; };
  Affinity affinity = Affinity::kBlob;
  if (a_affinity == Affinity::kNone) {
    affinity = b_affinity;
  } else if (numeric(a_affinity) || numeric(b_affinity)) {
    affinity = Affinity::kNumeric;
  }
  if (numeric(affinity)) {
    for (Value* v : {&a, &b}) {
      if (v->storage_class() == StorageClass::kText) {
        *v = ApplyAffinity(std::move(*v), Affinity::kNumeric, version);
      }
    }
  } else if (affinity == Affinity::kText) {
    a = ApplyAffinity(std::move(a), Affinity::kText, version);
    b = ApplyAffinity(std::move(b), Affinity::kText, version);
  }
  return CompareValues(a, b, collation) == 0;
}

}  // namespace

std::vector<Machine::Reference> Machine::References(const Entry& parent) {
  std::vector<Reference> out;
  const size_t d = parent.info.database;
  const std::vector<ObjectPtr>& objects = world_.now.databases[d]->objects;
  for (size_t i = objects.size(); i-- > 0;) {
    if (objects[i]->kind != ObjectKind::kTable) continue;
    const CreateTable* table = objects[i]->AsTable();
    if (table == nullptr) continue;
    Entry* child = EntryOf(d, *objects[i]);
    if (child == nullptr) continue;
    for (const ForeignKeyInfo& key : child->info.foreign_keys) {
      if (key.references->parent.id == parent.info.object->name) {
        out.push_back({child, &key});
      }
    }
  }
  return out;
}

bool Machine::ParentAborts(const Entry& entry, const Changes* changes) {
  for (const Reference& reference : References(entry)) {
    if (changes != nullptr && !ParentChanges(entry, *reference.key, *changes)) {
      continue;
    }
    const ForeignKeyAction action =
        ActionOf(*reference.key, changes != nullptr);
    if (action == ForeignKeyAction::kRestrict) return true;
    if (!reference.key->deferred() && action != ForeignKeyAction::kCascade &&
        action != ForeignKeyAction::kSetNull) {
      return true;
    }
  }
  return false;
}

bool Machine::HasForeignKeys(Entry& entry) {
  return world_.dialect.foreign_keys &&
         (!entry.info.foreign_keys.empty() || !References(entry).empty());
}

bool Machine::ChildChanges(const Entry& entry, const ForeignKeyInfo& key,
                           const Changes& changes) const {
  for (int column : key.columns) {
    if (column >= 0 && changes.changed[column]) return true;
    if (column == entry.info.rowid_alias && changes.key) return true;
  }
  return false;
}

bool Machine::ParentChanges(const Entry& entry, const ForeignKeyInfo& key,
                            const Changes& changes) const {
  const TableInfo& info = entry.info;
  const auto changed = [&](int column) {
    return changes.changed[column] ||
           (column == info.rowid_alias && changes.key);
  };
  if (key.references->columns.empty()) {
    for (int column : info.table->PrimaryKeyColumns()) {
      if (column >= 0 && changed(column)) return true;
    }
    return false;
  }
  for (const sql::Name& name : key.references->columns) {
    const int column = info.ColumnIndex(name.id);
    if (column >= 0 && changed(column)) return true;
  }
  return false;
}

// Long ago every UPDATE of a table that references itself was looked at.
bool Machine::AlwaysConcerns(const Entry& entry,
                             const ForeignKeyInfo& key) const {
  return world_.dialect.version < SqliteVersion{3, 35, 0} &&
         key.references->parent.id == entry.info.object->name;
}

bool Machine::ForeignKeysConcern(Entry& entry, const Changes& changes) {
  if (!world_.dialect.foreign_keys) return false;
  for (const ForeignKeyInfo& key : entry.info.foreign_keys) {
    if (ChildChanges(entry, key, changes) || AlwaysConcerns(entry, key)) {
      return true;
    }
  }
  for (const Reference& reference : References(entry)) {
    if (ParentChanges(entry, *reference.key, changes)) return true;
  }
  return false;
}

bool Machine::RewritesRow(Entry& entry, const Changes& changes) {
  if (!world_.dialect.foreign_keys) return false;
  for (const ForeignKeyInfo& key : entry.info.foreign_keys) {
    if (key.references->parent.id == entry.info.object->name &&
        (ChildChanges(entry, key, changes) || AlwaysConcerns(entry, key))) {
      return true;
    }
  }
  for (const Reference& reference : References(entry)) {
    if (ActionOf(*reference.key, true) != ForeignKeyAction::kNoAction &&
        ParentChanges(entry, *reference.key, changes)) {
      return true;
    }
  }
  return false;
}

Entry* Machine::ParentTable(const Entry& child, const ForeignKeyInfo& key) {
  const size_t d = child.info.database;
  const Object* object =
      world_.now.databases[d]->FindTableOrView(key.references->parent.id);
  if (object == nullptr) return nullptr;
  return EntryOf(d, *object);
}

// sqlite3FkLocateIndex.
bool Machine::LocateParent(Entry& child, const ForeignKeyInfo& key,
                           Entry* parent, ParentKey* out) {
  const TableInfo& info = parent->info;
  const std::vector<sql::Name>& names = key.references->columns;
  out->parent = parent;
  out->child_columns = key.columns;
  const size_t n = key.columns.size();
  if (n == 1 && info.rowid_alias >= 0 &&
      (names.empty() ||
       names[0].id == info.table->columns[info.rowid_alias].name.id)) {
    return true;
  }
  for (const IndexInfo& index : info.indexes) {
    if (index.parts.size() != n || !index.unique || index.where != nullptr) {
      continue;
    }
    if (names.empty()) {
      if (!index.primary_key) continue;
      out->index = &index;
      return true;
    }
    std::vector<int> mapped;
    for (const KeyPart& part : index.parts) {
      if (part.column < 0) break;
      const Column& column = info.table->columns[part.column];
      const auto* collate = column.Find<CollateRule>();
      const std::string own =
          collate != nullptr ? collate->collation.id.Folded() : "binary";
      if (own != part.collation_name) break;
      size_t j = 0;
      while (j < n && !(names[j].id == column.name.id)) ++j;
      if (j == n) break;
      mapped.push_back(key.columns[j]);
    }
    if (mapped.size() != n) continue;
    out->index = &index;
    out->child_columns = std::move(mapped);
    return true;
  }
  (void)child;
  return false;
}

// The columns of OLD that are needed: asked of every referring key
// (sqlite3FkOldmask). A later error replaces an earlier one.
bool Machine::CheckOldRow(Entry& entry) {
  if (!world_.dialect.foreign_keys || dropping_) return true;
  bool fine = true;
  ParentKey key;
  for (const Reference& reference : References(entry)) {
    if (LocateParent(*reference.child, *reference.key, &entry, &key)) continue;
    fine = FailOver(Reason::kForeignKeyMismatch,
                    MismatchMessage(*reference.child, *reference.key));
  }
  return fine;
}

bool Machine::CheckForeignKeys(Entry& entry, bool old_row,
                               const Changes* changes, bool multi,
                               const TriggerFrame* frame) {
  if (!world_.dialect.foreign_keys || dropping_) return true;
  const auto mismatch = [this](const Entry& child, const ForeignKeyInfo& key) {
    return FailOver(Reason::kForeignKeyMismatch, MismatchMessage(child, key));
  };
  // A later error replaces an earlier one; the two loops below stop at theirs.
  const bool fine = !old_row || CheckOldRow(entry);
  ParentKey parent_key;
  for (const ForeignKeyInfo& key : entry.info.foreign_keys) {
    const bool self = key.references->parent.id == entry.info.object->name;
    if (changes != nullptr && !self && !ChildChanges(entry, key, *changes)) {
      continue;
    }
    const size_t d = entry.info.database;
    const Database& database = *world_.now.databases[d];
    const Object* object = database.FindTableOrView(key.references->parent.id);
    if (object == nullptr) {
      return FailOver(Reason::kNoSuchTable,
                      "no such table: " + database.name.spelling() + "." +
                          key.references->parent.id.spelling());
    }
    Entry* parent = EntryOf(d, *object);
    if (parent == nullptr) {
      if (object->kind == ObjectKind::kView) return mismatch(entry, key);
      return Lose();
    }
    if (!LocateParent(entry, key, parent, &parent_key)) {
      return mismatch(entry, key);
    }
  }
  for (const Reference& reference : References(entry)) {
    if (changes != nullptr && !ParentChanges(entry, *reference.key, *changes)) {
      continue;
    }
    if (!reference.key->deferred() && frame == nullptr && !multi) continue;
    if (!LocateParent(*reference.child, *reference.key, &entry, &parent_key)) {
      return mismatch(*reference.child, *reference.key);
    }
  }
  return fine;
}

// RESTRICT is a query of the child's table; once it named no schema, so that a
// TEMP table of that name came first (fkActionTrigger).
bool Machine::CheckRestrict(const Entry& child, const ParentKey& key) {
  if (world_.dialect.version >= SqliteVersion{3, 37, 0}) return true;
  if (child.info.database == 1) return true;
  const Object* hiding =
      world_.now.databases[1]->FindTableOrView(child.info.object->name);
  if (hiding == nullptr) return true;
  // Another key may have an error that is named instead.
  if (hiding->AsTable() == nullptr || child.info.foreign_keys.size() > 1) {
    return Lose();
  }
  for (const int column : key.child_columns) {
    if (column < 0) return Lose();
    const Identifier& name = child.info.table->columns[column].name.id;
    if (hiding->AsTable()->FindColumn(name) == nullptr) {
      return FailOver(Reason::kNoSuchColumn,
                      "no such column: " + name.spelling());
    }
  }
  return Lose();  // the wrong rows are looked at
}

// An action is a trigger's program that calls the parent's key old.c and new.c
// (fkActionTrigger): in a child called so, its own column comes first.
bool Machine::ChildHidesParent(const Entry& child, const ParentKey& key,
                               bool updates) {
  const Identifier& name = child.info.object->name;
  const bool hides =
      name == Identifier("old") || (updates && name == Identifier("new"));
  if (!hides) return false;
  const TableInfo& parent = key.parent->info;
  const auto has = [&](int column) {
    if (column < 0) return true;
    const Identifier& id = parent.table->columns[column].name.id;
    return child.info.table->FindColumn(id) != nullptr || IsRowidName(id);
  };
  if (key.index == nullptr) return has(parent.rowid_alias);
  return std::any_of(key.index->parts.begin(), key.index->parts.end(),
                     [&](const KeyPart& part) { return has(part.column); });
}

bool Machine::CheckActions(Entry& entry, const Changes* changes,
                           const TriggerFrame* frame) {
  if (!world_.dialect.foreign_keys) return true;
  const bool dropping = std::exchange(dropping_, false);
  bool fine = true;
  for (const Reference& reference : References(entry)) {
    if (changes != nullptr && !ParentChanges(entry, *reference.key, *changes)) {
      continue;
    }
    const ForeignKeyAction action =
        ActionOf(*reference.key, changes != nullptr);
    if (action == ForeignKeyAction::kNoAction) continue;
    const std::pair known(reference.key, changes != nullptr);
    if (checked_actions_.contains(known)) continue;
    ParentKey key;
    // Without a key no trigger is made, and the next time it is looked for
    // again.
    if (!LocateParent(*reference.child, *reference.key, &entry, &key)) {
      if (dropping) continue;
      fine = FailOver(Reason::kForeignKeyMismatch,
                      MismatchMessage(*reference.child, *reference.key));
      continue;
    }
    checked_actions_.insert(known);
    if (ChildHidesParent(*reference.child, key, changes != nullptr)) {
      fine = Lose();
      break;
    }
    if (action == ForeignKeyAction::kRestrict) {
      fine = fine && CheckRestrict(*reference.child, key);
    }
    if (!fine || stopped_ || action == ForeignKeyAction::kRestrict) continue;
    TriggerFrame inner;
    inner.database = entry.info.database;
    inner.table = &entry;
    inner.parent = frame;
    if (action == ForeignKeyAction::kCascade && changes == nullptr) {
      fine = CheckDelete(*reference.child, Conflict::kDefault, &inner);
    } else {
      Changes made;
      for (int column : key.child_columns) {
        if (column < 0) continue;
        made.list.push_back(
            {reference.child->info.table->columns[column].name.id, column,
             nullptr, Value()});
        if (reference.child->info.generated[column]) {
          fine = Fail(Reason::kGeneratedWrite,
                      "cannot UPDATE generated column \"" +
                          made.list.back().name.spelling() + "\"");
        }
      }
      MarkChanged(*reference.child, &made);
      fine =
          fine && CheckUpdate(*reference.child, made, Conflict::kAbort, &inner);
    }
    if (!fine) break;
  }
  dropping_ = dropping;
  return fine;
}

// A row goes (step -1) or comes (+1): is its parent there?
void Machine::LookUpParent(Entry& child, const ForeignKeyInfo& key,
                           const ParentKey& parent, const RowImage& row,
                           int step) {
  const bool deferred = key.deferred();
  if (step < 0 && (deferred ? deferred_ : violations_) == 0) return;
  const TableInfo& parent_info = parent.parent->info;
  Row wanted;
  for (int column : parent.child_columns) {
    wanted.push_back(ColumnValue(child.info, row, column));
    if (wanted.back().is_null()) return;
  }
  const bool self = parent.parent == &child;
  if (parent.index == nullptr) {
    const int mine = parent.child_columns[0];
    const SqliteVersion version = world_.dialect.version;
    // A row that goes is read as real numbers, all but what it computes.
    const bool computed =
        step > 0 || (mine >= 0 && child.info.is_virtual[mine]);
    if (computed && mine != child.info.rowid_alias &&
        child.info.affinities[mine] == Affinity::kReal &&
        version >= SqliteVersion{3, 29, 0} &&
        version < SqliteVersion{3, 43, 0}) {
      // A whole number in a REAL column is no integer to OP_MustBeInt there.
      Count(deferred, step);
      return;
    }
    const Value v =
        ApplyAffinity(wanted[0], Affinity::kNumeric, world_.dialect.version);
    if (v.storage_class() == StorageClass::kInteger) {
      if (self && step > 0 && v.integer() == row.rowid) return;
      RowImage identity;
      identity.rowid = v.integer();
      if (Find(*parent.parent, identity) >= 0) return;
    }
    Count(deferred, step);
    return;
  }
  if (self && step > 0) {
    bool own = true;
    for (size_t i = 0; i < wanted.size() && own; ++i) {
      const int column = parent.index->parts[i].column;
      own = CompareValues(wanted[i], ColumnValue(parent_info, row, column),
                          Collation::kBinary) == 0;
    }
    if (own) return;
  }
  for (size_t i = 0; i < wanted.size(); ++i) {
    const int column = parent.index->parts[i].column;
    const Affinity affinity = column == parent_info.rowid_alias
                                  ? Affinity::kInteger
                                  : parent_info.affinities[column];
    wanted[i] = ApplyAffinity(std::move(wanted[i]),
                              LookupAffinity(affinity, world_.dialect.version),
                              world_.dialect.version);
  }
  for (const StoredRow& stored : parent.parent->rows().rows) {
    RowImage candidate;
    if (!Read(*parent.parent, stored, &candidate)) return;
    bool same = true;
    for (size_t i = 0; i < wanted.size() && same; ++i) {
      const KeyPart& part = parent.index->parts[i];
      same = CompareValues(wanted[i],
                           ColumnValue(parent_info, candidate, part.column),
                           part.collation) == 0;
    }
    if (same) return;
  }
  Count(deferred, step);
}

// A parent row comes (step -1) or goes (+1): how many children had it?
bool Machine::ScanChildren(Entry& parent, const Reference& reference,
                           const ParentKey& key, const RowImage& row, int step,
                           const RowImage* staying) {
  const bool deferred = reference.key->deferred();
  if (step < 0 && (deferred ? deferred_ : violations_) == 0) return true;
  const TableInfo& info = parent.info;
  Entry& child = *reference.child;
  int64_t matches = 0;
  std::vector<RowImage> candidates;
  if (staying != nullptr && &child == &parent) candidates.push_back(*staying);
  for (const StoredRow& stored : child.rows().rows) {
    if (!Read(child, stored, &candidates.emplace_back())) return false;
  }
  for (const RowImage& candidate : candidates) {
    bool same = true;
    for (size_t i = 0; i < key.child_columns.size() && same; ++i) {
      const int column = key.index == nullptr ? -1 : key.index->parts[i].column;
      const bool rowid = column < 0 || column == info.rowid_alias;
      const int mine = key.child_columns[i];
      same =
          Equal(ColumnValue(info, row, column),
                rowid ? Affinity::kInteger : info.affinities[column],
                ColumnValue(child.info, candidate, mine),
                mine == child.info.rowid_alias ? Affinity::kInteger
                                               : child.info.affinities[mine],
                rowid ? child.info.collations[mine] : info.collations[column],
                world_.dialect.version);
    }
    if (same && &child == &parent && step > 0) {
      same = info.has_rowid()
                 ? candidate.rowid != row.rowid
                 : CompareKeys(parent, candidate.values, row.values) != 0;
    }
    if (same) ++matches;
  }
  for (; matches > 0; --matches) Count(deferred, step);
  return true;
}

// Up to 3.53 SQLite looks for children by an index with the register that holds
// the parent's value: their affinity makes '7' 7, which OLD, NEW, the actions
// and the search for other children see then (fkScanChildren).
bool Machine::ShiftsKey(const Entry& parent, const Reference& reference,
                        const ParentKey& key, const RowImage& row) const {
  if (world_.dialect.version >= SqliteVersion{3, 54, 1}) return false;
  const TableInfo& child = reference.child->info;
  if (child.indexes.empty()) return false;
  for (size_t i = 0; i < key.child_columns.size(); ++i) {
    if (key.index == nullptr || key.child_columns[i] == child.rowid_alias) {
      continue;
    }
    const Value value =
        ColumnValue(parent.info, row, key.index->parts[i].column);
    const Affinity affinity = child.affinities[key.child_columns[i]];
    if (value.storage_class() == StorageClass::kText &&
        ApplyAffinity(value, affinity, world_.dialect.version)
                .storage_class() != StorageClass::kText) {
      return true;
    }
    // To compare it, REAL too makes an integer of a whole number.
    const bool numeric = affinity == Affinity::kNumeric ||
                         affinity == Affinity::kInteger ||
                         affinity == Affinity::kReal;
    if (numeric && value.storage_class() == StorageClass::kReal &&
        value.real() == std::floor(value.real())) {
      return true;
    }
  }
  return false;
}

// Whether triggers or actions see the row.
bool Machine::IsHeardOf(Entry& entry, Event event) {
  if (AnyTrigger(entry, event, nullptr)) return true;
  if (event == Event::kInsert) return false;
  const std::vector<Reference> references = References(entry);
  return std::any_of(
      references.begin(), references.end(), [&](const Reference& reference) {
        return ActionOf(*reference.key, event == Event::kUpdate) !=
               ForeignKeyAction::kNoAction;
      });
}

// Whether the statement may set that foreign key to NULL on the way. SQLite
// does not look for a parent then if the program that does so happens to be the
// last one that it compiled (isSetNullAction).
bool Machine::SetNullChecked(const ForeignKeyInfo& key) const {
  for (const bool update : {false, true}) {
    if (ActionOf(key, update) == ForeignKeyAction::kSetNull &&
        checked_actions_.count({&key, update}) > 0) {
      return true;
    }
  }
  return false;
}

// By 3.31 a parent was looked for by what was given, before the column's own
// affinity, of which nothing is left to see: that counts where it is REAL, or
// where the parent's is another one.
bool Machine::LooksUpAsGiven(const Entry& child, const ParentKey& key,
                             const RowImage& row) const {
  if (world_.dialect.version >= SqliteVersion{3, 31, 0}) return false;
  const auto typed = [](Affinity a) {
    return a != Affinity::kNone && a != Affinity::kBlob;
  };
  for (size_t i = 0; i < key.child_columns.size(); ++i) {
    const int column = key.child_columns[i];
    if (column < 0) continue;
    const Affinity own = child.info.affinities[column];
    const StorageClass stored = row.values[column].storage_class();
    if (stored == StorageClass::kNull || stored == StorageClass::kBlob) {
      continue;
    }
    if (own == Affinity::kReal && stored == StorageClass::kReal) return true;
    const int other = key.index == nullptr ? -1 : key.index->parts[i].column;
    const Affinity theirs =
        other < 0 ? Affinity::kInteger : key.parent->info.affinities[other];
    const bool both = typed(own) && typed(theirs);
    const bool text = (own == Affinity::kText) == (theirs == Affinity::kText);
    if (typed(own) && (!both || !text)) return true;
  }
  return false;
}

namespace {

// Whether no column of the foreign key is NULL.
bool IsWhole(const TableInfo& info, const ForeignKeyInfo& key,
             const RowImage& row) {
  return std::all_of(key.columns.begin(), key.columns.end(), [&](int column) {
    return !ColumnValue(info, row, column).is_null();
  });
}

// Whether the children of a row may be looked for in an index that covers the
// foreign key and that the UPDATE writes anew: of the row itself, which may be
// its own child, the index knows nothing then, and the table does. An index
// that begins with the key is searched, not scanned.
bool MayScanIndex(const TableInfo& info, const ForeignKeyInfo& key,
                  const Changes* changes) {
  if (changes == nullptr) return false;
  const auto begins = [&key](const IndexInfo& index) {
    return std::find(key.columns.begin(), key.columns.end(),
                     index.parts[0].column) != key.columns.end();
  };
  if (std::any_of(info.indexes.begin(), info.indexes.end(), begins)) {
    return false;
  }
  const auto has = [](const IndexInfo& index, int column) {
    return std::any_of(
        index.parts.begin(), index.parts.end(),
        [column](const KeyPart& part) { return part.column == column; });
  };
  return std::any_of(
      info.indexes.begin(), info.indexes.end(), [&](const IndexInfo& index) {
        const bool covers =
            std::all_of(key.columns.begin(), key.columns.end(),
                        [&](int column) { return has(index, column); });
        bool written = changes->rowid;
        for (const KeyPart& part : index.parts) {
          written |= part.column >= 0 && changes->changed[part.column];
        }
        return covers && written;
      });
}

}  // namespace

bool Machine::ForeignKeys(Entry& entry, const RowImage* old_row,
                          const RowImage* new_row, const Changes* changes,
                          const RowImage* staying) {
  if (!world_.dialect.foreign_keys) return true;
  for (const ForeignKeyInfo& key : entry.info.foreign_keys) {
    const bool self = key.references->parent.id == entry.info.object->name;
    if (changes != nullptr && !self && !ChildChanges(entry, key, *changes)) {
      continue;
    }
    Entry* parent = ParentTable(entry, key);
    ParentKey parent_key;
    if (parent == nullptr || !LocateParent(entry, key, parent, &parent_key)) {
      if (parent == nullptr && old_row != nullptr &&
          IsWhole(entry.info, key, *old_row)) {
        Count(key.deferred(), -1);
      }
      continue;
    }
    if (old_row != nullptr) LookUpParent(entry, key, parent_key, *old_row, -1);
    if (new_row == nullptr) continue;
    if (LooksUpAsGiven(entry, parent_key, *new_row)) {
      return Lose();
    }
    const int64_t before = violations_ + deferred_;
    LookUpParent(entry, key, parent_key, *new_row, 1);
    if (violations_ + deferred_ != before && SetNullChecked(key)) {
      // Whether it is counted for COMMIT nobody can tell.
      if (key.deferred()) return Lose();
      overlooked_ = true;
    }
    // There SQLite halts at once, and takes nothing of the count back, for it
    // has opened no savepoint for the statement (fkLookupParent).
    if (single_insert_ && violations_ > 0 && !left_deferred_) {
      left_deferred_ = deferred_;
    }
  }
  bool shifted = false;
  int scanned = 0;
  for (const Reference& reference : References(entry)) {
    if (changes != nullptr && !ParentChanges(entry, *reference.key, *changes)) {
      continue;
    }
    ParentKey key;
    if (!LocateParent(*reference.child, *reference.key, &entry, &key)) continue;
    ++scanned;
    // One new row alone mends nothing that is not deferred, says SQLite.
    const bool mends = !single_insert_ || reference.key->deferred();
    for (const RowImage* row : {old_row, mends ? new_row : nullptr}) {
      shifted |= row != nullptr && ShiftsKey(entry, reference, key, *row);
    }
    if (violations_ + deferred_ > 0 && reference.child == &entry &&
        MayScanIndex(entry.info, *reference.key, changes)) {
      return Lose();
    }
    if (new_row != nullptr && mends &&
        !ScanChildren(entry, reference, key, *new_row, -1, staying)) {
      return false;
    }
    if (old_row != nullptr &&
        !ScanChildren(entry, reference, key, *old_row, 1, nullptr)) {
      return false;
    }
  }
  const Event event = changes != nullptr   ? Event::kUpdate
                      : old_row != nullptr ? Event::kDelete
                                           : Event::kInsert;
  if (shifted && (scanned > 1 || IsHeardOf(entry, event))) return Lose();
  return !stopped_;
}

bool Machine::ActionChanges(Entry& parent, const Reference& reference,
                            const ParentKey& key, ForeignKeyAction action,
                            const RowImage* new_row, Changes* changes) {
  const TableInfo& child = reference.child->info;
  for (size_t i = 0; i < key.child_columns.size(); ++i) {
    const int column = key.child_columns[i];
    const Column& definition = child.table->columns[column];
    Change change{definition.name.id, column, nullptr, Value()};
    if (action == ForeignKeyAction::kCascade) {
      const int from = key.index == nullptr ? -1 : key.index->parts[i].column;
      change.value = ColumnValue(parent.info, *new_row, from);
    } else if (action == ForeignKeyAction::kSetDefault) {
      EvalResult value = DefaultValue(*child.table, definition, world_.dialect);
      if (!value.ok()) return Lose();
      change.value = std::move(value.value);
    }
    changes->list.push_back(std::move(change));
  }
  MarkChanged(*reference.child, changes);
  return true;
}

Flow Machine::Act(Entry& entry, const Reference& reference,
                  const ParentKey& key, ForeignKeyAction action,
                  const RowImage& old_row, const RowImage* new_row,
                  const TriggerFrame* frame) {
  Entry& child = *reference.child;
  const TableInfo& info = entry.info;
  std::vector<RowImage> rows;
  for (const StoredRow& stored : child.rows().rows) {
    RowImage candidate;
    if (!Read(child, stored, &candidate)) return Flow::kHalt;
    bool same = true;
    for (size_t i = 0; i < key.child_columns.size() && same; ++i) {
      const int column = key.index == nullptr ? -1 : key.index->parts[i].column;
      const bool rowid = column < 0 || column == info.rowid_alias;
      const int mine = key.child_columns[i];
      const bool my_rowid = mine == child.info.rowid_alias;
      same =
          Equal(ColumnValue(info, old_row, column),
                rowid ? Affinity::kInteger : Affinity::kNone,
                ColumnValue(child.info, candidate, mine),
                my_rowid ? Affinity::kInteger : child.info.affinities[mine],
                rowid ? child.info.collations[mine] : info.collations[column],
                world_.dialect.version);
    }
    if (same) rows.push_back(std::move(candidate));
  }
  if (action == ForeignKeyAction::kRestrict) {
    if (rows.empty()) return Flow::kNext;
    // SQLite makes it a RAISE in a trigger of its own.
    return Refuse(Conflict::kAbort, Reason::kRaise,
                  "FOREIGN KEY constraint failed");
  }
  TriggerFrame inner;
  inner.database = info.database;
  inner.table = &entry;
  inner.parent = frame;
  inner.depth = frame == nullptr ? 1 : frame->depth + 1;
  if (inner.depth > kTriggerDepthMax) return Unknown();
  const bool dropping = std::exchange(dropping_, false);
  Flow flow = Flow::kNext;
  if (action == ForeignKeyAction::kCascade && new_row == nullptr) {
    const bool fire = AnyTrigger(child, Event::kDelete, nullptr);
    for (const RowImage& row : rows) {
      // An action is ABORT, but a DELETE does not hand that on to its triggers.
      flow = DeleteRow(child, row, fire, Conflict::kDefault, &inner);
      if (flow == Flow::kHalt) break;
    }
  } else {
    Changes changes;
    if (!ActionChanges(entry, reference, key, action, new_row, &changes)) {
      return Flow::kHalt;
    }
    Context context;
    context.frame = &inner;
    for (const RowImage& row : rows) {
      flow = UpdateRow(child, changes, Conflict::kAbort, row, context);
      if (flow == Flow::kHalt) break;
    }
  }
  dropping_ = dropping;
  return flow == Flow::kHalt ? flow : Flow::kNext;
}

Flow Machine::Actions(Entry& entry, const RowImage& old_row,
                      const RowImage* new_row, const Changes* changes,
                      const TriggerFrame* frame) {
  if (!world_.dialect.foreign_keys) return Flow::kNext;
  for (const Reference& reference : References(entry)) {
    if (changes != nullptr && !ParentChanges(entry, *reference.key, *changes)) {
      continue;
    }
    const ForeignKeyAction action =
        ActionOf(*reference.key, changes != nullptr);
    if (action == ForeignKeyAction::kNoAction) continue;
    ParentKey key;
    if (!LocateParent(*reference.child, *reference.key, &entry, &key)) continue;
    if (new_row != nullptr) {
      // Only if the key changes: WHEN NOT (old IS new).
      const auto value = [&](const RowImage& row, size_t i) {
        return ColumnValue(
            entry.info, row,
            key.index == nullptr ? -1 : key.index->parts[i].column);
      };
      bool same = true;
      for (size_t i = 0; i < key.child_columns.size() && same; ++i) {
        const int column =
            key.index == nullptr ? -1 : key.index->parts[i].column;
        same = CompareValues(value(old_row, i), value(*new_row, i),
                             column < 0 ? Collation::kBinary
                                        : entry.info.collations[column]) == 0;
      }
      if (same) continue;
    }
    const Flow flow =
        Act(entry, reference, key, action, old_row, new_row, frame);
    if (flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

}  // namespace alterego::shadow
