// DROP [COLUMN] [IF EXISTS] c [RESTRICT | CASCADE]
#include "model/sql/lexer.h"
#include "shadow/full/work.h"
#include "shadow/table_info.h"

namespace alterego::shadow::full {
namespace {

// True if the constraint goes, or the column that is generated from it.
bool Uses(Work& work, sql::TokenRange range, const Identifier& column) {
  bool unknown = false;
  const bool found = Mentions(work.world(), work.place(), work.object(), range,
                              work.name(), column, &unknown);
  if (unknown && !found) work.Unknown("full.drop_column.needed");
  return found;
}

// A constraint that needs the column, but for those that go with it.
std::optional<ConstraintRef> UserOf(Work& work, size_t column) {
  const CreateTable& table = work.table();
  const Identifier& name = table.columns[column].name.id;
  for (const NamedConstraint& c : ConstraintNames(table)) {
    const bool key = RuleAt<UniqueRule>(table, c.ref) != nullptr ||
                     RuleAt<PrimaryKeyRule>(table, c.ref) != nullptr;
    if (c.ref.column == static_cast<int>(column) && !key) continue;
    const sql::TokenRange range =
        c.ref.column < 0
            ? table.constraints[c.ref.index].range
            : table.columns[c.ref.column].constraints[c.ref.index].range;
    if (RuleAt<CheckRule>(table, c.ref) != nullptr) {
      if (Uses(work, range, name)) return c.ref;
      continue;
    }
    if (!key && c.ref.column >= 0) continue;
    for (const int used : ColumnsAt(table, c.ref)) {
      if (used == static_cast<int>(column)) return c.ref;
    }
  }
  return std::nullopt;
}

std::optional<size_t> GeneratedFrom(Work& work, size_t column) {
  const CreateTable& table = work.table();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (i == column || table.columns[i].generated() == nullptr) continue;
    const int rule = LastRule<GeneratedRule>(table.columns[i]);
    if (Uses(work, table.columns[i].constraints[rule].range,
             table.columns[column].name.id)) {
      return i;
    }
  }
  return std::nullopt;
}

// An index is on its own database's table, whatever TEMP table hides that when
// SQLite resolves its text once more: its columns go by name.
bool Indexes(const CreateIndex& index, const Identifier& column) {
  bool found = false;
  const auto visit = [&](const sql::Node& node) {
    found |=
        node.kind == sql::NodeKind::kColumn && node.names.back().id == column;
  };
  for (const IndexedColumn& key : index.columns) {
    sql::Walk(key.expr, visit);
    const sql::Node* quoted = NameInQuotes(key.expr, false);
    found |=
        quoted != nullptr && Identifier(sql::Dequote(quoted->text)) == column;
  }
  if (index.where.has_value()) sql::Walk(*index.where, visit);
  return found;
}

bool DropIndexes(Work& work, const Identifier& column) {
  bool any = false;
  std::vector<Identifier> gone;
  for (const ObjectPtr& object : work.database().objects) {
    if (object->AsIndex() == nullptr || !(object->table == work.name())) {
      continue;
    }
    if (Indexes(*object->AsIndex(), column)) gone.push_back(object->name);
  }
  for (const Identifier& name : gone) {
    any = true;
    work.DropObjects(work.place(), [&name](const Object& o) {
      return o.kind == ObjectKind::kIndex && o.name == name;
    });
  }
  return any;
}

// Takes the column away, with all of the schema that is tied to it by name.
// NOLINTNEXTLINE: as deep as columns are generated from each other
bool Remove(Work& work, size_t column, bool* needed) {
  const Identifier name = work.table().columns[column].name.id;
  bool in_key = false;
  for (const int k : work.table().PrimaryKeyColumns()) {
    in_key |= k == static_cast<int>(column);
  }
  if (in_key && work.table().without_rowid) {
    return work.Refuse(Reason::kKeyColumn, "full.drop_column.without_rowid");
  }
  const auto referrers = Referrers(work, {static_cast<int>(column)}, in_key);
  *needed |= !referrers.empty();
  if (!DropReferrers(work, referrers)) return false;
  while (const auto ref = UserOf(work, column)) {
    *needed = true;
    Draft draft = work.draft();
    draft.Erase(*ref);
    if (!work.SetDraft(draft)) return false;
  }
  *needed |= DropIndexes(work, name);
  while (const auto other = GeneratedFrom(work, column)) {
    *needed = true;
    if (!Remove(work, *other, needed)) return false;
    column = static_cast<size_t>(work.table().ColumnIndex(name));
  }
  if (work.table().columns.size() < 2) {
    return work.Refuse(Reason::kLastColumn, "full.drop_column.last");
  }
  Draft draft = work.draft();
  draft.columns.erase(draft.columns.begin() + static_cast<ptrdiff_t>(column));
  if (!work.SetDraft(draft)) return false;
  work.EraseValues(column);
  return true;
}

void DropBroken(Work& work, const Broken& broken) {
  if (broken.kind == ObjectKind::kView) {  // with the triggers of TEMP on it
    work.DropObjects(1, [&work, &broken](const Object& o) {
      return o.kind == ObjectKind::kTrigger && o.table == broken.name &&
             TriggerTableDatabase(work.world().now, 1, o) == broken.database;
    });
  }
  work.DropObjects(broken.database, [&broken](const Object& o) {
    return (o.kind == broken.kind && o.name == broken.name) ||
           (broken.kind == ObjectKind::kView &&
            o.kind == ObjectKind::kTrigger && o.table == broken.name);
  });
}

}  // namespace

template <>
const std::vector<RuleInfo>& Rules<DropColumn>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.drop_column.without_rowid",
       "WITHOUT ROWID needs its PRIMARY KEY",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.drop_column.last",
       "no other columns exist",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.drop_column.needed",
       "something else needs the column",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const DropColumn& op) {
  if (op.if_exists && work.table().FindColumn(op.column.id) == nullptr) {
    return true;
  }
  const int place = work.Column(op.column);
  if (place < 0) return false;
  const WorldPtr before = work.shared_world();
  bool needed = false;
  if (!Remove(work, static_cast<size_t>(place), &needed)) return false;
  // Views of views, and the triggers of a view.
  bool unknown = false;
  while (true) {
    auto broken = NewlyBroken(*before, work.world(), work.place(), &unknown);
    AddQuoted(*before, work.name(), work.world(), work.place(), work.table(),
              &broken);
    if (broken.empty()) break;
    needed = true;
    for (const Broken& b : broken) DropBroken(work, b);
  }
  if (unknown) return work.Unknown("full.drop_column.needed");
  if (needed && op.behavior != DropBehavior::kCascade) {
    return work.Refuse(Reason::kMayNotBeAltered, "full.drop_column.needed");
  }
  return true;
}

}  // namespace alterego::shadow::full
