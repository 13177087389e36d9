// Rows of one statement's tables: reading, finding, storing, generating.
#include <algorithm>

#include "model/type_name.h"
#include "shadow/dml.h"
#include "shadow/number.h"
#include "shadow/rows.h"

namespace alterego::shadow {
namespace {

std::string_view StorageName(const Value& v) {
  switch (v.storage_class()) {
    case StorageClass::kNull:
      return "NULL";
    case StorageClass::kInteger:
      return "INT";
    case StorageClass::kReal:
      return "REAL";
    case StorageClass::kText:
      return "TEXT";
    case StorageClass::kBlob:
      return "BLOB";
  }
  return "";
}

// The standard type's name as SQLite spells it; "" for ANY.
std::string_view StrictType(std::string_view declared) {
  for (std::string_view type : {"BLOB", "INT", "INTEGER", "REAL", "TEXT"}) {
    if (IsType(declared, type)) return type;
  }
  return "";
}

bool FitsStrict(const Value& v, std::string_view type) {
  if (v.is_null() || type.empty()) return true;
  if (type == "BLOB") return v.storage_class() == StorageClass::kBlob;
  if (type == "TEXT") return v.storage_class() == StorageClass::kText;
  if (type == "REAL") return v.storage_class() == StorageClass::kReal;
  return v.storage_class() == StorageClass::kInteger;
}

}  // namespace

Entry* Machine::EntryOf(size_t database, const Object& object) {
  std::unique_ptr<Entry>& slot = entries_[&object];
  if (slot != nullptr) return slot.get();
  const CreateTable* table = object.AsTable();
  if (table == nullptr || table->columns.empty()) return nullptr;
  const Database& d = *world_.now.databases[database];
  auto entry = std::make_unique<Entry>();
  entry->info = MakeTableInfo(d, database, object, world_.dialect.version);
  const auto rows = d.rows.find(entry->info.key);
  entry->shared =
      rows != d.rows.end() ? rows->second : std::make_shared<const TableRows>();
  slot = std::move(entry);
  return slot.get();
}

std::shared_ptr<World> Machine::Commit() const {
  auto world = std::make_shared<World>(world_);
  // A statement of its own ends its transaction, and the count with it.
  world->deferred_violations = world_.in_transaction() ? deferred_ : 0;
  std::vector<std::shared_ptr<Database>> copies(world->now.databases.size());
  for (const auto& [object, entry] : entries_) {
    if (entry == nullptr || !entry->own) continue;
    const size_t d = entry->info.database;
    if (!copies[d]) {
      copies[d] = std::make_shared<Database>(*world->now.databases[d]);
    }
    copies[d]->rows[entry->info.key] = entry->own;
  }
  for (size_t d = 0; d < copies.size(); ++d) {
    if (copies[d]) world->now.databases[d] = copies[d];
  }
  return world;
}

TableRows& Machine::Mutable(Entry& entry) {
  if (!entry.own) entry.own = std::make_shared<TableRows>(*entry.shared);
  return *entry.own;
}

bool Machine::Read(const Entry& entry, const StoredRow& stored, RowImage* out) {
  out->rowid = stored.rowid;
  if (!entry.info.has_generated) {
    out->values = stored.values;
    out->values.resize(entry.info.table->columns.size());
    return true;
  }
  std::optional<Row> row = ReadRow(*entry.info.table, stored, world_.dialect);
  if (!row) return Lose();
  out->values = *std::move(row);
  return true;
}

int Machine::CompareKeys(const Entry& entry, const Row& a, const Row& b) const {
  for (const IndexInfo& index : entry.info.indexes) {
    if (!index.primary_key) continue;
    for (const KeyPart& part : index.parts) {
      const int c =
          CompareValues(a[part.column], b[part.column], part.collation);
      if (c != 0) return part.descending ? -c : c;
    }
    return 0;
  }
  return 0;
}

int Machine::Find(const Entry& entry, const RowImage& identity) const {
  const std::vector<StoredRow>& rows = entry.rows().rows;
  if (!entry.info.has_rowid()) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (CompareKeys(entry, rows[i].values, identity.values) == 0) {
        return static_cast<int>(i);
      }
    }
    return -1;
  }
  const auto at = std::lower_bound(
      rows.begin(), rows.end(), identity.rowid,
      [](const StoredRow& row, int64_t rowid) { return row.rowid < rowid; });
  if (at == rows.end() || at->rowid != identity.rowid) return -1;
  return static_cast<int>(at - rows.begin());
}

void Machine::Store(Entry& entry, const RowImage& image) {
  StoredRow row;
  const TableInfo& info = entry.info;
  row.rowid = info.has_rowid() ? image.rowid : 0;
  row.values = image.values;
  for (size_t i = 0; i < row.values.size(); ++i) {
    if (info.is_virtual[i]) row.values[i] = Value::Null();
    // Written as the integer that it is; by 3.54 at the latest, as a REAL where
    // the column has no affinity.
    const Affinity a = info.affinities[i];
    const bool typeless = a == Affinity::kBlob || a == Affinity::kNone;
    const bool typed = a == Affinity::kNumeric || a == Affinity::kInteger;
    const bool integer =
        typeless ? world_.dialect.version < SqliteVersion{3, 54, 0} : typed;
    if (integer && image.IsSmallReal(i) && !info.is_virtual[i]) {
      row.values[i] = Value::Integer(ToInteger(row.values[i]));
    }
  }
  if (info.rowid_alias >= 0) {
    row.values[info.rowid_alias] = Value::Integer(image.rowid);
  }
  const int found = Find(entry, image);
  std::vector<StoredRow>& rows = Mutable(entry).rows;
  if (found >= 0) {
    rows[found] = std::move(row);
    return;
  }
  const auto before = [&](const StoredRow& a, const StoredRow& b) {
    return info.has_rowid() ? a.rowid < b.rowid
                            : CompareKeys(entry, a.values, b.values) < 0;
  };
  const auto at = std::upper_bound(rows.begin(), rows.end(), row, before);
  rows.insert(at, std::move(row));
}

void Machine::Erase(Entry& entry, const RowImage& identity) {
  const int found = Find(entry, identity);
  if (found < 0) return;
  std::vector<StoredRow>& rows = Mutable(entry).rows;
  rows.erase(rows.begin() + found);
}

bool Machine::ApplyAffinities(Entry& entry, RowImage* row, bool generated_too) {
  const TableInfo& info = entry.info;
  const SqliteVersion version = world_.dialect.version;
  for (size_t i = 0; i < row->values.size(); ++i) {
    if (info.generated[i] && !generated_too) continue;
    if (static_cast<int>(i) == info.rowid_alias) continue;
    Value& v = row->values[i];
    const bool kept = row->IsSmallReal(i) && version < SqliteVersion{3, 41, 0};
    if (!kept) v = ApplyAffinity(std::move(v), info.affinities[i], version);
    // Until 3.49 nobody asked for the types of VIRTUAL columns.
    const bool asked =
        !info.is_virtual[i] || version >= SqliteVersion{3, 51, 0};
    if (!info.table->strict || !asked) continue;
    if (!KeepsType(entry, i, v)) return false;
  }
  return true;
}

bool Machine::KeepsType(const Entry& entry, size_t index, const Value& v) {
  const Column& column = entry.info.table->columns[index];
  const std::string_view type = StrictType(column.type);
  return FitsStrict(v, type) ||
         Fail(Reason::kDatatype, "cannot store " + std::string(StorageName(v)) +
                                     " value in " + std::string(type) +
                                     " column " + entry.info.name() + "." +
                                     column.name.id.spelling());
}

bool Machine::Generate(Entry& entry, RowImage* row) {
  const TableInfo& info = entry.info;
  if (!info.has_generated) return true;
  if (!ApplyAffinities(entry, row, /*generated_too=*/false)) return false;
  // Columns may refer to generated ones: as often as one gets further.
  std::vector<bool> done(info.generated.size());
  row->small_reals.assign(info.generated.size(), false);
  for (size_t i = 0; i < done.size(); ++i) done[i] = !info.generated[i];
  Context context;
  context.entry = &entry;
  context.row = row;
  bool progress = true, left = true;
  while (progress && left) {
    progress = left = false;
    for (size_t i = 0; i < done.size(); ++i) {
      if (done[i]) continue;
      const sql::Node& expr = info.table->columns[i].generated()->expr;
      bool ready = true;
      sql::Walk(expr, [&](const sql::Node& node) {
        if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
        const int c = info.ColumnIndex(node.names.back().id);
        if (c >= 0 && !done[c]) ready = false;
      });
      left = true;
      if (!ready) continue;
      const EvalResult v = ApplyToComputed(
          Eval(expr, context), info.affinities[i], world_.dialect.version);
      if (!v.ok()) {
        if (Raise(v) == Flow::kSkip) Unknown();
        return false;
      }
      row->values[i] = v.value;
      row->small_reals[i] = v.small_real;
      const bool at_once = info.is_virtual[i] && info.table->strict &&
                           world_.dialect.version >= SqliteVersion{3, 51, 0};
      if (at_once && !KeepsType(entry, i, row->values[i])) return false;
      done[i] = progress = true;
    }
  }
  return left && !progress ? Lose() : true;
}

int64_t* Machine::Sequence(Entry& entry) {
  for (Sequenced& s : sequences_) {
    if (s.entry == &entry) return &s.now;
  }
  const Database& database = *world_.now.databases[entry.info.database];
  const Object* object =
      database.FindTableOrView(Identifier("sqlite_sequence"));
  Entry* sequence =
      object == nullptr ? nullptr : EntryOf(entry.info.database, *object);
  if (sequence == nullptr) return nullptr;
  std::optional<int64_t> last;
  for (const StoredRow& row : sequence->rows().rows) {
    if (row.values.size() == 2 &&
        row.values[0] == Value::Text(entry.info.name())) {
      last = ToInteger(row.values[1]);
      break;
    }
  }
  sequences_.push_back({&entry, last, last.value_or(0)});
  return &sequences_.back().now;
}

void Machine::SaveSequences() {
  // The last one named first; also those whose INSERT never ran.
  for (size_t i = sequences_.size(); i-- > 0;) {
    const Sequenced& s = sequences_[i];
    if (s.before && s.now <= *s.before) continue;
    const size_t d = s.entry->info.database;
    const Object* object =
        world_.now.databases[d]->FindTableOrView(Identifier("sqlite_sequence"));
    Entry* sequence = object == nullptr ? nullptr : EntryOf(d, *object);
    if (sequence == nullptr) continue;
    std::vector<StoredRow>& rows = Mutable(*sequence).rows;
    const Value name = Value::Text(s.entry->info.name());
    const auto known =
        std::find_if(rows.begin(), rows.end(), [&name](const StoredRow& row) {
          return row.values.size() == 2 && row.values[0] == name;
        });
    if (known != rows.end()) {
      known->values[1] = Value::Integer(s.now);
    } else {
      const int64_t rowid = rows.empty() ? 1 : rows.back().rowid + 1;
      rows.push_back({rowid, {name, Value::Integer(s.now)}});
    }
  }
}

}  // namespace alterego::shadow
