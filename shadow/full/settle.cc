// The end of an ALTER TABLE: is the table legal, does everything else still
// compile, do the rows keep the rules of what changed; then the world behind.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shadow/full/work.h"

namespace alterego::shadow::full {

class Settler {
 public:
  explicit Settler(Work& work) : work_(work) {}

  Verdict All() {
    if (!Schema()) return Answer();
    Rows();
    if (work_.row_faults_.empty() && work_.unknown_.empty()) work_.Move();
    return Answer();
  }

 private:
  Verdict Answer() {
    const WorldPtr& before = work_.before_;
    Prediction out = Prediction::Accept("full.accept");
    if (work_.refusal_) {
      out = *work_.refusal_;
    } else if (work_.dialect().query_only) {
      out = Prediction::Refuse(Reason::kReadOnly, "full.query_only", "");
    } else if (!work_.unknown_.empty()) {
      out = Prediction::Unknown(work_.unknown_);
    } else if (!work_.row_faults_.empty()) {
      out.may_accept = false;
      out.may_refuse = work_.row_faults_;
      out.rule = work_.row_rule_;
    }
    // Told when it is met, from left to right.
    if (work_.may_prohibit_ && out.predicted) {
      out.may_refuse.push_back({Reason::kProhibited, ""});
    }
    const WorldPtr& after =
        out.may_accept && out.predicted ? work_.now_ : before;
    return {std::move(out), after, before};
  }

  bool Schema() {
    if (work_.refusal_) return false;
    return work_.HasRoom() && Dependants();
  }

  bool Dependants() {
    bool unknown = false;
    std::vector<Broken> broken =
        NewlyBroken(work_.before(), work_.world(), work_.place(), &unknown);
    AddQuoted(work_.before(), first_->name, work_.world(), work_.place(),
              work_.table(), &broken);
    if (!broken.empty()) {
      return work_.Refuse(Reason::kMayNotBeAltered, "full.breaks");
    }
    if (unknown) return work_.Unknown("full.breaks");
    return true;
  }

  void Rows() {
    Rowids();
    Constraints();
    Order();
    Indexes();
    Sequence();
  }

  // An INTEGER PRIMARY KEY is the rowid.
  void Rowids() {
    const CreateTable& table = work_.table();
    const int alias = table.RowidAlias();
    std::vector<StoredRow> rows = work_.rows();
    if (alias < 0) {
      if (table.without_rowid) {
        for (StoredRow& row : rows) row.rowid = 0;
        work_.SetRows(std::move(rows));
      }
      return;
    }
    std::set<int64_t> taken;
    for (StoredRow& row : rows) {
      const Value& value = row.values[alias];
      if (value.is_null()) {
        work_.RowFault(Reason::kNotNull, "full.rows.not_null");
      } else if (value.storage_class() != StorageClass::kInteger) {
        work_.RowFault(Reason::kDatatype, "full.rows.type");
      } else if (!taken.insert(value.integer()).second) {
        work_.RowFault(Reason::kUnique, "full.rows.unique");
      } else {
        row.rowid = value.integer();
      }
    }
    work_.SetRows(std::move(rows));
  }

  bool AnyDirty(const std::vector<int>& columns) const {
    for (const int column : columns) {
      if (column >= 0 && work_.dirty()[column]) return true;
    }
    return false;
  }

  bool ReadsDirty(const sql::Node& expr) const {
    bool found = false;
    sql::Walk(expr, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
      const int column = work_.table().ColumnIndex(node.names.back().id);
      found |= column >= 0 && work_.dirty()[column];
    });
    return found;
  }

  // What values obeyed before, they obey under their new form, too.
  void Constraints() {
    const CreateTable table = work_.table();
    const Draft draft = work_.draft();
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (work_.dirty()[i] && column.not_null()) work_.AskNotNull(i);
      if (work_.dirty()[i] && table.strict && column.generated() != nullptr) {
        work_.AskType(i);
      }
      for (size_t k = 0; k < column.constraints.size(); ++k) {
        Constraint({static_cast<int>(i), k}, draft.columns[i].rules[k]);
      }
    }
    for (size_t k = 0; k < table.constraints.size(); ++k) {
      Constraint({-1, k}, draft.rules[k]);
    }
    Keys();
  }

  void Constraint(ConstraintRef ref, const DraftRule& rule) {
    const CreateTable table = work_.table();
    if (rule.not_valid) return;
    if (const auto* check = RuleAt<CheckRule>(table, ref)) {
      if (ReadsDirty(check->expr)) work_.AskCheck(check->expr);
    } else if (const auto* fk = RuleAt<ForeignKeyRule>(table, ref)) {
      const std::vector<int> columns = ColumnsAt(table, ref);
      if (!AnyDirty(columns)) return;
      work_.AskForeignKey(columns, fk->references, true);
      // One whose parent has no such key says nothing about rows.
      work_.refusal_.reset();
    } else if (RuleAt<PrimaryKeyRule>(table, ref) != nullptr) {
      if (!table.without_rowid && !table.strict) return;
      for (const int column : ColumnsAt(table, ref)) {
        work_.AskNotNull(static_cast<size_t>(column));
      }
    }
  }

  // PRIMARY KEY, UNIQUE, and unique indexes of their own.
  void Keys() {
    const Object& object = work_.object();
    const TableInfo info = MakeTableInfo(work_.database(), work_.place(),
                                         object, work_.dialect().version);
    for (const IndexInfo& index : info.indexes) {
      if (index.unique && IsDirty(index)) Key(index);
    }
  }

  bool IsDirty(const IndexInfo& index) const {
    for (const KeyPart& part : index.parts) {
      if (part.column >= 0 && work_.dirty()[part.column]) return true;
      if (part.expr != nullptr && ReadsDirty(*part.expr)) return true;
    }
    return index.where != nullptr && ReadsDirty(*index.where);
  }

  void Key(const IndexInfo& index) {
    std::vector<Row> keys;
    for (const StoredRow& row : work_.rows()) {
      const Scope scope = RowScope(work_.table(), row, work_.dialect());
      if (index.where != nullptr) {
        const EvalResult in = Evaluate(*index.where, scope);
        if (!in.ok()) return (void)work_.RowsUnknown("full.rows.unknown");
        if (Truth(in.value) != true) continue;
      }
      const auto values = ReadRow(work_.table(), row, work_.dialect());
      if (!values) return (void)work_.RowsUnknown("full.rows.unknown");
      Row key;
      for (const KeyPart& part : index.parts) {
        if (part.column >= 0) {
          key.push_back((*values)[part.column]);
        } else if (part.column == KeyPart::kRowid) {
          key.push_back(Value::Integer(row.rowid));
        } else {
          const EvalResult value = Evaluate(*part.expr, scope);
          if (!value.ok()) return (void)work_.RowsUnknown("full.rows.unknown");
          key.push_back(value.value);
        }
      }
      keys.push_back(std::move(key));
    }
    for (size_t a = 0; a < keys.size(); ++a) {
      for (size_t b = a + 1; b < keys.size(); ++b) {
        bool equal = true;
        for (size_t i = 0; i < index.parts.size(); ++i) {
          const Value &x = keys[a][i], &y = keys[b][i];
          equal = equal && !x.is_null() && !y.is_null() &&
                  CompareValues(x, y, index.parts[i].collation) == 0;
        }
        if (equal) work_.RowFault(Reason::kUnique, "full.rows.unique");
      }
    }
  }

  // By rowid, or by the primary key.
  void Order() {
    const CreateTable& table = work_.table();
    std::vector<StoredRow> rows = work_.rows();
    if (!table.without_rowid) {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const StoredRow& a, const StoredRow& b) {
                         return a.rowid < b.rowid;
                       });
      return work_.SetRows(std::move(rows));
    }
    const TableInfo info =
        MakeTableInfo(work_.database(), work_.place(), work_.object(),
                      work_.dialect().version);
    for (const IndexInfo& index : info.indexes) {
      if (!index.primary_key) continue;
      std::stable_sort(rows.begin(), rows.end(),
                       [&index](const StoredRow& a, const StoredRow& b) {
                         for (const KeyPart& part : index.parts) {
                           if (part.column < 0) continue;
                           const int order = CompareValues(
                               a.values[part.column], b.values[part.column],
                               part.collation);
                           if (order != 0)
                             return part.descending ? order > 0 : order < 0;
                         }
                         return false;
                       });
    }
    work_.SetRows(std::move(rows));
  }

  // Those that PRIMARY KEY and UNIQUE ask for.
  void Indexes() {
    const Identifier name = work_.name();
    const CreateTable table = work_.table();
    Database& database = work_.Edit(work_.place());
    std::erase_if(database.objects, [&](const ObjectPtr& o) {
      return o->kind == ObjectKind::kIndex && o->sql.empty() &&
             o->table == name;
    });
    auto at =
        std::find_if(database.objects.begin(), database.objects.end(),
                     [&](const ObjectPtr& o) {
                       return o->kind == ObjectKind::kTable && o->name == name;
                     });
    for (const AutomaticIndex& a : MakeAutomaticIndexes(table).indexes) {
      if (!a.stored) continue;
      auto index = std::make_shared<Object>();
      index->kind = ObjectKind::kIndex;
      index->name = Identifier(a.index.name);
      index->table = name;
      at = database.objects.insert(at + 1, std::move(index));
    }
  }

  void Sequence() {
    const bool is = work_.table().autoincrement();
    const CreateTable* first = first_->AsTable();
    const bool was = first->autoincrement();
    if (is == was) return;
    const std::string name = work_.name().spelling();
    std::optional<int64_t> largest;
    for (const StoredRow& row : work_.rows()) {
      if (!largest || row.rowid > *largest) largest = row.rowid;
    }
    std::vector<StoredRow> added;
    if (is && largest) {
      added.push_back({0, {Value::Text(name), Value::Integer(*largest)}});
    }
    work_.EditSequences(
        work_.place(),
        [&](const StoredRow& row) {
          return row.values[0] == Value::Text(name);
        },
        std::move(added));
  }

  Work& work_;
  const Object* const first_ = work_.first_;
};

Verdict Work::Finish() { return Settler(*this).All(); }

}  // namespace alterego::shadow::full
