// What a table is tied to: objects that name its columns, foreign keys in both
// directions, SQLite's own renames.
#include <algorithm>
#include <set>
#include <utility>

#include "shadow/alter.h"
#include "shadow/binder.h"
#include "shadow/full/work.h"
#include "shadow/ops/column_edit.h"
#include "shadow/schema_check.h"

namespace alterego::shadow::full {
namespace {

void AddBroken(const Snapshot& now, const Dialect& dialect, size_t database,
               bool strings, bool* unknown, std::vector<Broken>* out) {
  Dialect plain = dialect;
  plain.legacy_alter_table = false;
  plain.writable_schema = false;
  if (!strings) plain.dqs_ddl = plain.dqs_dml = false;
  BindOptions options;
  options.ddl_strings = plain.dqs_ddl;
  Binder binder(now, plain);
  std::set<size_t> places = {database, 1};
  for (const size_t d : places) {
    for (const ObjectPtr& object : now.databases[d]->objects) {
      if (object->kind == ObjectKind::kTable || object->sql.empty()) continue;
      // An index whose table a TEMP table hides is not read as it is.
      if (IsHiddenIndex(now, d, *object)) continue;
      const Resolution r = binder.Resolve(d, *object, options);
      if (!r.error) {
        if (!r.complete) *unknown = true;
        continue;
      }
      const Broken broken{d, object->kind, object->name};
      if (std::find(out->begin(), out->end(), broken) == out->end()) {
        out->push_back(broken);
      }
    }
  }
}

}  // namespace

std::vector<Broken> BrokenObjects(const World& world, size_t database,
                                  bool* unknown) {
  std::vector<Broken> out;
  AddBroken(world.now, world.dialect, database, true, unknown, &out);
  return out;
}

std::vector<Broken> NewlyBroken(const World& before, const World& after,
                                size_t database, bool* unknown) {
  std::vector<Broken> out;
  for (const bool strings : {true, false}) {
    std::vector<Broken> was, is;
    AddBroken(before.now, before.dialect, database, strings, unknown, &was);
    AddBroken(after.now, after.dialect, database, strings, unknown, &is);
    for (const Broken& b : is) {
      if (std::find(was.begin(), was.end(), b) == was.end() &&
          std::find(out.begin(), out.end(), b) == out.end()) {
        out.push_back(b);
      }
    }
  }
  return out;
}

// A column in double quotes that is gone turns into a string without a word.
void AddQuoted(const World& before, const Identifier& was, const World& after,
               size_t database, const CreateTable& is,
               std::vector<Broken>* out) {
  Dialect plain = before.dialect;
  plain.legacy_alter_table = plain.writable_schema = false;
  BindOptions options;
  options.ddl_strings = plain.dqs_ddl;
  Binder binder(before.now, plain);
  for (const size_t d : std::set<size_t>{database, 1}) {
    for (const ObjectPtr& object : before.now.databases[d]->objects) {
      if (object->AsView() == nullptr && object->AsTrigger() == nullptr) {
        continue;
      }
      const auto& objects = after.now.databases[d]->objects;
      const bool same =
          std::any_of(objects.begin(), objects.end(), [&](const ObjectPtr& o) {
            return o->kind == object->kind && o->name == object->name &&
                   o->sql == object->sql;
          });
      if (!same) continue;
      const Resolution r = binder.Resolve(d, *object, options);
      const Broken broken{d, object->kind, object->name};
      if (r.error ||
          std::find(out->begin(), out->end(), broken) != out->end()) {
        continue;
      }
      const auto is_event = [&](sql::TokenIndex token) {  // UPDATE OF "a"
        const CreateTrigger* trigger = object->AsTrigger();
        return trigger != nullptr &&
               std::any_of(
                   trigger->update_of.begin(), trigger->update_of.end(),
                   [&](const sql::Name& n) { return n.token == token; });
      };
      for (const Reference& ref : r.references) {
        if (ref.what != Reference::What::kColumn || is_event(ref.token) ||
            ref.role != Reference::Role::kBody || !(ref.table == was) ||
            ref.database != database || is.FindColumn(ref.column) != nullptr ||
            object->parsed->TextOf(ref.token)[0] != '"') {
          continue;
        }
        out->push_back(broken);
        break;
      }
    }
  }
}

bool Mentions(const World& world, size_t database, const Object& object,
              sql::TokenRange range, const Identifier& table,
              const Identifier& column, bool* unknown) {
  Binder binder(world.now, world.dialect);
  const Resolution r = binder.Resolve(database, object, {});
  for (const Reference& ref : r.references) {
    if (ref.what == Reference::What::kTable || !range.Contains(ref.token)) {
      continue;
    }
    if (ref.table == table && ref.column == column) return true;
  }
  if (!r.complete) *unknown = true;
  return false;
}

bool Native(Work& work, const AlterOp& op) {
  AlterTable alter{sql::Name(work.database().name), sql::Name(work.name()), op};
  const sql::ParseResult parsed = sql::ParseStatement(alter.ToSql());
  if (!parsed.ok()) return work.Refuse(Reason::kSyntax, "full.syntax");
  World plain = work.world();
  plain.dialect.query_only = false;  // asked for all of it at the end
  const auto judge = [&] {
    return JudgeAlter(std::make_shared<const World>(plain), *parsed,
                      std::get<AlterTable>(parsed->statement));
  };
  Verdict verdict = judge();
  // SQLite once overlooked the t of t.* and what an UPDATE reads FROM, and then
  // refused for what it had broken: a limitation.
  constexpr SqliteVersion kFollows = {3, 40, 0};
  if (verdict.prediction.rule == "rename_table.post_check" &&
      plain.dialect.version < kFollows) {
    plain.dialect.version = kFollows;
    Verdict now = judge();
    if (now.prediction.may_accept) verdict = std::move(now);
  }
  if (!work.Take(verdict.prediction)) return false;
  auto after = std::make_shared<World>(*verdict.if_accepted);
  after->dialect = work.dialect();
  Identifier name = work.name();
  if (const auto* rename = std::get_if<RenameTable>(&op)) {
    name = rename->new_name.id;
  }
  work.SetWorld(after, std::move(name));
  return true;
}

std::vector<int> ColumnsAt(const CreateTable& table, ConstraintRef ref) {
  if (ref.column >= 0) return {ref.column};
  std::vector<int> out;
  const auto add = [&](const std::vector<IndexedColumn>& keys) {
    for (const IndexedColumn& key : keys) {
      Identifier storage;
      const sql::Node* expr = &key.expr;
      while (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
      const Identifier* name = PlainColumn(*expr, &storage);
      const int column = name == nullptr ? -1 : table.ColumnIndex(*name);
      if (column >= 0) out.push_back(column);
    }
  };
  if (const auto* unique = RuleAt<UniqueRule>(table, ref)) add(unique->columns);
  if (const auto* key = RuleAt<PrimaryKeyRule>(table, ref)) add(key->columns);
  if (const auto* fk = RuleAt<ForeignKeyRule>(table, ref)) {
    for (const sql::Name& name : fk->columns) {
      const int column = table.ColumnIndex(name.id);
      if (column >= 0) out.push_back(column);
    }
  }
  return out;
}

std::vector<Referrer> Referrers(const Work& work,
                                const std::vector<int>& columns, bool primary) {
  std::vector<Referrer> out;
  const auto& objects = work.database().objects;
  for (size_t o = 0; o < objects.size(); ++o) {
    const CreateTable* child = objects[o]->AsTable();
    if (child == nullptr || objects[o]->name == work.name()) continue;
    for (const NamedConstraint& c : ConstraintNames(*child)) {
      const auto* fk = RuleAt<ForeignKeyRule>(*child, c.ref);
      if (fk == nullptr || !(fk->references.parent.id == work.name())) continue;
      bool needs = fk->references.columns.empty() && primary;
      for (const sql::Name& name : fk->references.columns) {
        for (const int column : columns) {
          needs |= work.table().columns[column].name.id == name.id;
        }
      }
      if (needs) out.push_back({o, c.ref});
    }
  }
  return out;
}

bool DropReferrers(Work& work, const std::vector<Referrer>& referrers) {
  for (size_t i = referrers.size(); i-- > 0;) {
    const size_t object = referrers[i].object;
    Draft child = DraftOf(*work.database().objects[object]);
    child.Erase(referrers[i].ref);
    if (!work.SetSql(work.place(), object, child.ToSql())) return false;
  }
  return true;
}

namespace {

// The columns of the parent that the foreign key means, if they are a key.
std::optional<std::vector<int>> ParentKey(Work& work, const Object& parent,
                                          const ReferencesClause& references,
                                          size_t width) {
  const CreateTable& table = *parent.AsTable();
  std::vector<int> key;
  for (const sql::Name& name : references.columns) {
    key.push_back(table.ColumnIndex(name.id));
    if (key.back() < 0) {
      work.Refuse(Reason::kNoSuchColumn, "full.no_such_parent_column");
      return std::nullopt;
    }
  }
  if (references.columns.empty()) key = table.PrimaryKeyColumns();
  const auto sorted = [](std::vector<int> list) {
    std::sort(list.begin(), list.end());
    return list;
  };
  bool found =
      key.size() == width && (sorted(key) == sorted(table.PrimaryKeyColumns()));
  const TableInfo info = MakeTableInfo(work.database(), work.place(), parent,
                                       work.dialect().version);
  for (const IndexInfo& index : info.indexes) {
    if (!index.unique || index.where != nullptr) continue;
    std::vector<int> columns;
    for (const KeyPart& part : index.parts) columns.push_back(part.column);
    found |= key.size() == width && sorted(columns) == sorted(key);
  }
  if (found) return key;
  work.Refuse(Reason::kForeignKeyMismatch, "full.foreign_key_mismatch");
  return std::nullopt;
}

}  // namespace

bool Work::AskForeignKey(const std::vector<int>& columns,
                         const ReferencesClause& references, bool rows) {
  const Object* parent = database().FindTableOrView(references.parent.id);
  if (parent != nullptr && parent->AsTable() == nullptr) parent = nullptr;
  std::optional<std::vector<int>> key;
  if (parent != nullptr) {
    key = ParentKey(*this, *parent, references, columns.size());
    if (!key) return false;
  }
  if (!rows) return true;
  const auto children = ReadRows();
  if (!children) return true;
  std::vector<Row> parents;
  if (parent != nullptr) {
    const auto stored = database().rows.find(parent->name.Folded());
    if (stored != database().rows.end()) {
      for (const StoredRow& row : stored->second->rows) {
        auto read = ReadRow(*parent->AsTable(), row, dialect());
        if (!read) return RowsUnknown("full.rows.unknown");
        parents.push_back(*std::move(read));
      }
    }
  }
  for (const Row& child : *children) {
    bool null = false;
    for (const int column : columns) null |= child[column].is_null();
    if (null) continue;
    bool has = false;
    for (const Row& row : parents) {
      bool equal = true;
      for (size_t i = 0; i < columns.size(); ++i) {
        const alterego::Column& c = parent->AsTable()->columns[(*key)[i]];
        const Value value = ApplyAffinity(
            child[columns[i]],
            ColumnAffinity(*parent->AsTable(), c, dialect().version),
            dialect().version);
        equal =
            equal &&
            CompareValues(value, row[(*key)[i]],
                          ColumnCollation(c).value_or(Collation::kBinary)) == 0;
      }
      has |= equal;
    }
    if (!has) RowFault(Reason::kForeignKey, "full.rows.foreign_key");
  }
  return true;
}

}  // namespace alterego::shadow::full
