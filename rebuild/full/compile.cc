#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/in_place.h"
#include "rebuild/full/indexes.h"
#include "rebuild/full/native.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/program.h"
#include "rebuild/full/short_rows.h"

namespace alterego::rebuild::full {
namespace {

// A name that no object has.
std::string FreeName(const Introspection& in, std::string_view base) {
  for (int n = 0;; ++n) {
    const std::string name = absl::StrCat(std::string(base), n);
    bool taken = false;
    for (const Schema& schema : in.schemas) {
      for (const SchemaObject& object : schema.objects) {
        taken |= EqualsFolded(object.name, name);
      }
    }
    if (!taken) return name;
  }
}

std::string K(size_t column) { return absl::StrCat("k", column); }

class Compiler {
 public:
  explicit Compiler(State& state)
      : state_(state), old_(state.old_table()), new_(state.table()) {}

  absl::StatusOr<Program> All() {
    Program& p = program_;
    p.schema = state_.before.schemas[state_.place.schema].name;
    p.old_name = state_.old_object().name;
    p.new_name = state_.name();
    p.table_rowid = state_.object().rowid;
    p.when = state_.when;
    p.run_sql = state_.run_sql;
    p.move_to = state_.move_to.value_or("");
    p.computed = state_.computed;
    p.after_sql = state_.after_sql;
    for (const Check& check : state_.checks) {
      p.checks.push_back(QueryOf(state_, check));
    }
    for (const Check& check : state_.after_checks) {
      p.after_checks.push_back(AfterQueryOf(state_, check));
    }
    // A view takes its triggers along: these go first.
    for (const bool triggers : {true, false}) {
      for (TablePlace place : state_.dropped) {
        const bool trigger =
            state_.before.schemas[place.schema].objects[place.object].kind ==
            ObjectKind::kTrigger;
        if (ALTEREGO_MUTANT("full.cascade_drops_nothing", trigger == triggers,
                            false)) {
          Drop(place);
        }
      }
    }
    ALTEREGO_RETURN_IF_ERROR(ForgetAlike());
    ALTEREGO_RETURN_IF_ERROR(Choose());
    if (WantsNative() && state_.options.keep_old.empty() &&
        !state_.before.settings.writable_schema && p.drops.empty()) {
      p.native = NativeSql(state_);
    }
    ALTEREGO_RETURN_IF_ERROR(Missing());
    if (p.move || p.rekey) ALTEREGO_RETURN_IF_ERROR(Exchange());
    if (p.writes_rows()) Verification();
    Edits();
    Sequence();
    return p;
  }

 private:
  void Drop(TablePlace place) {
    const Schema& schema = state_.before.schemas[place.schema];
    const SchemaObject& object = schema.objects[place.object];
    std::string kind(ObjectKindName(object.kind));
    for (char& c : kind) c = static_cast<char>(c - 'a' + 'A');
    program_.drops.push_back(absl::StrCat(
        "DROP ", kind, " ", Quoted(schema.name), ".", Quoted(object.name)));
  }

  // By cost: SQLite's DROP COLUMN takes the field out of each row where that
  // is, in a quarter of the time of a copy. Before 3.35.5 it could corrupt the
  // file.
  bool WantsNative() const {
    constexpr SqliteVersion kSound{3, 35, 5};
    if (state_.options.strategy != Strategy::kAuto) {
      return state_.options.strategy == Strategy::kNative;
    }
    if (!program_.move || state_.before.version < kSound) return false;
    for (const AlterAction& action : state_.statement.actions) {
      if (std::holds_alternative<DropColumn>(action)) return true;
    }
    return false;
  }

  bool SameStorage() const {
    if (old_.without_rowid != new_.without_rowid) return false;
    const int alias = new_.RowidAlias();
    const int was = alias < 0 ? -1 : state_.sources[alias].old_column;
    if (was != old_.RowidAlias()) return false;
    size_t at = 0;
    for (size_t i = 0; i < old_.columns.size(); ++i) {
      if (old_.columns[i].is_virtual()) continue;
      while (at < new_.columns.size() && new_.columns[at].is_virtual()) ++at;
      if (at == new_.columns.size()) return false;
      const Source& source = state_.sources[at];
      if (source.old_column != static_cast<int>(i) || source.convert) {
        return false;
      }
      // What is missing in a row without a rowid is found by its key only.
      if (source.write_missing && old_.without_rowid) return false;
      ++at;
    }
    for (; at < new_.columns.size(); ++at) {
      if (new_.columns[at].is_virtual()) continue;
      const Source& source = state_.sources[at];
      if (!source.by_default || source.generated) return false;
    }
    return true;
  }

  absl::Status Choose() {
    bool collations = false;
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      collations |=
          state_.sources[i].old_column >= 0 && !ComparesAlike(state_, i);
    }
    const bool keys = !SameKeys(state_);
    const bool sequence = new_.autoincrement() && !old_.autoincrement();
    program_.move = !SameStorage() || (keys && new_.without_rowid) ||
                    state_.options.strategy == Strategy::kRebuild;
    program_.rekey = !program_.move && ALTEREGO_MUTANT("full.keeps_old_keys",
                                                       keys || sequence, false);
    if (program_.move && state_.options.strategy != Strategy::kRebuild &&
        CanUpdateInPlace(state_)) {
      program_.move = false;
      ALTEREGO_ASSIGN_OR_RETURN(
          program_.update,
          UpdateInPlace(state_, FreeName(state_.before, "alterego_alias_")));
    }
    // A generated column may be indexed, and its values change with it.
    bool generated = false;
    for (const Source& source : state_.sources) generated |= source.generated;
    program_.keeps_keys =
        program_.move && state_.options.keep_old.empty() && KeepsKeys(state_);
    if (ALTEREGO_MUTANT("full.reindexes_nothing",
                        program_.move || program_.rekey ||
                            program_.update.has_value() || collations ||
                            generated,
                        false)) {
      program_.reindex =
          ReindexSql(state_, program_.schema,
                     program_.rekey || (program_.move && !program_.keeps_keys));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> OldField(size_t column) const {
    return MissingField(state_.database, *state_.old_object().parsed(), column);
  }

  // Rows that lack a field read the same from the new default, as NULL from
  // none and from an expression: nothing has to be written, and none looked
  // for.
  absl::Status ForgetAlike() {
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      Source& source = state_.sources[i];
      if (!source.write_missing || source.old_column < 0 || source.convert ||
          new_.columns[i].generated() != nullptr) {
        continue;
      }
      ALTEREGO_ASSIGN_OR_RETURN(
          const std::string was,
          OldField(static_cast<size_t>(source.old_column)));
      ALTEREGO_ASSIGN_OR_RETURN(
          const std::string is,
          MissingField(state_.database, state_.parsed(), i));
      if (was == is) source.write_missing = false;
    }
    return absl::OkStatus();
  }

  // A second name for the same storage, in which a missing field reads as a
  // value that nobody else stores. Nothing has a type there: see in_place.cc.
  absl::Status Missing() {
    if (program_.move || program_.update.has_value()) return absl::OkStatus();
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      const Source& source = state_.sources[i];
      if (!source.write_missing || source.old_column < 0) continue;
      const size_t column = static_cast<size_t>(source.old_column);
      const std::string marker = "x'616c74657265676f206d697373696e67'";
      std::vector<std::string> columns;
      for (size_t c = 0; c < old_.columns.size(); ++c) {
        if (old_.columns[c].is_virtual()) continue;
        ALTEREGO_ASSIGN_OR_RETURN(const std::string read, OldField(c));
        columns.push_back(
            absl::StrCat(K(c), " DEFAULT(", c == column ? marker : read, ")"));
      }
      ALTEREGO_ASSIGN_OR_RETURN(const std::string value, OldField(column));
      AliasUpdate missing;
      missing.alias = FreeName(state_.before, "alterego_alias_");
      missing.alias_sql = absl::StrCat("CREATE TABLE ", missing.alias, "(",
                                       absl::StrJoin(columns, ","), ")");
      missing.update_sql = absl::StrCat(
          "UPDATE ", Quoted(program_.schema), ".", missing.alias, " SET ",
          K(column), "=", value, " WHERE ", K(column), "=", marker);
      program_.missing.push_back(missing);
    }
    return absl::OkStatus();
  }

  // An expression over the columns of the new table, over those of the copy.
  std::string OverCopy(const sql::Node& expr) const {
    TokenTexts texts;
    sql::Walk(expr, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn) return;
      const sql::Name& name = node.names.back();
      const int column = new_.ColumnIndex(name.id);
      for (sql::TokenIndex t = node.range.begin; t < node.range.end; ++t) {
        if (t != name.token) texts[t] = "";
      }
      // A name in quotes may stand right behind a word.
      if (column >= 0) {
        texts[name.token] = absl::StrCat(" ", K(column), " ");
      } else if (name.quote == sql::Quote::kDouble) {
        texts[name.token] = absl::StrCat(" ", Literal(name.id.spelling()), " ");
      }
    });
    return Render(state_.parsed(), expr.range, texts);
  }

  // The VIRTUAL columns that a STORED one is computed from.
  std::vector<bool> ReadByStored() const {
    std::vector<bool> out(new_.columns.size());
    std::vector<const sql::Node*> left;
    for (const Column& column : new_.columns) {
      if (column.is_stored()) left.push_back(&column.generated()->expr);
    }
    while (!left.empty()) {
      const sql::Node* expr = left.back();
      left.pop_back();
      sql::Walk(*expr, [&](const sql::Node& node) {
        if (node.kind != sql::NodeKind::kColumn) return;
        const int read = new_.ColumnIndex(node.names.back().id);
        if (read < 0 || out[read] || !new_.columns[read].is_virtual()) return;
        out[read] = true;
        left.push_back(&new_.columns[read].generated()->expr);
      });
    }
    return out;
  }

  // The definition of a column in the copy. What is computed there needs the
  // types, the collations and the VIRTUAL columns of the table that it stands
  // for.
  std::string CopyColumn(size_t i, bool typed) const {
    const Column& column = new_.columns[i];
    if (static_cast<int>(i) == new_.RowidAlias()) {
      return K(i) + (Recomputes() ? " INTEGER PRIMARY KEY" : "");
    }
    std::string out = K(i);
    if (typed || column.is_virtual()) {
      absl::StrAppend(&out, TypeOf(new_, i), " COLLATE ",
                      Quoted(CollationOf(column)));
    }
    if (column.is_virtual()) {
      absl::StrAppend(&out, " AS (", OverCopy(column.generated()->expr), ")");
    }
    return out;
  }

  bool Recomputes() const {
    for (const Source& source : state_.sources) {
      if (source.old_column < 0 || source.convert) return true;
    }
    return false;
  }

  // The columns that must have their types in the copy, although their values
  // stay, for STORED columns are computed from them there. All others have
  // none: a DEFAULT leaves values in rows that no column of the type would
  // take, like the integer 1 of TEXT DEFAULT TRUE.
  std::vector<bool> ReadByComputed() const {
    std::vector<bool> out(new_.columns.size());
    bool stored = false;
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      const GeneratedRule* rule = new_.columns[i].generated();
      if (rule == nullptr) continue;
      if (new_.columns[i].is_stored()) stored = out[i] = true;
      sql::Walk(rule->expr, [&](const sql::Node& node) {
        if (node.kind != sql::NodeKind::kColumn) return;
        const int column = new_.ColumnIndex(node.names.back().id);
        if (column >= 0) out[static_cast<size_t>(column)] = true;
      });
    }
    return stored ? out : std::vector<bool>(new_.columns.size());
  }

  // INSERT INTO the copy, or, without rowids, into the table itself.
  void Fill() {
    Program& p = program_;
    const std::string schema = Quoted(p.schema);
    const int alias = new_.RowidAlias();
    const bool direct = new_.without_rowid;
    const bool recompute = Recomputes();
    const std::vector<bool> read = ReadByComputed();
    const std::vector<bool> by_stored = ReadByStored();
    std::vector<std::string> columns, targets, values;
    if (!direct && ALTEREGO_MUTANT("full.numbers_rows_anew",
                                   alias >= 0 || !p.rowid.empty(), false)) {
      targets.push_back("rowid");
      values.push_back(alias >= 0
                           ? state_.Raw(alias)
                           : absl::StrCat(Quoted(p.old_name), ".", p.rowid));
    }
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      const Column& column = new_.columns[i];
      if (column.is_virtual()) {
        if (recompute && by_stored[i]) columns.push_back(CopyColumn(i, true));
        continue;
      }
      const bool typed =
          ((recompute && read[i]) || state_.sources[i].convert) &&
          !state_.sources[i].as_is;
      columns.push_back(CopyColumn(i, typed));
      if (static_cast<int>(i) == alias && !direct) continue;
      if (column.is_stored() && (direct || recompute)) {
        if (ALTEREGO_MUTANT("full.computes_nothing", !direct, false)) {
          p.recompute.push_back(
              absl::StrCat("UPDATE ", schema, ".", Quoted(p.copy), " SET ",
                           K(i), "=", OverCopy(column.generated()->expr)));
        }
        continue;
      }
      targets.push_back(direct ? column.name.id.Quoted() : K(i));
      values.push_back(state_.Raw(i));
    }
    // A STORED column may read another one: as often as there are some.
    const std::vector<std::string> once = p.recompute;
    for (size_t i = 1; i < once.size(); ++i) {
      p.recompute.insert(p.recompute.end(), once.begin(), once.end());
    }
    if (!direct) {
      p.copy_sql = absl::StrCat("CREATE TABLE ", schema, ".", Quoted(p.copy),
                                "(", absl::StrJoin(columns, ","), ")");
    }
    p.insert_into = absl::StrCat("INSERT OR ABORT INTO ", schema, ".",
                                 Quoted(direct ? p.holder : p.copy), "(",
                                 absl::StrJoin(targets, ","), ")");
    p.select = absl::StrCat("SELECT ", absl::StrJoin(values, ","), " FROM ",
                            state_.OldName(), " NOT INDEXED");
    // Without rowids, NOT INDEXED excludes nothing, and new rowids are given in
    // the order of the key.
    if (old_.without_rowid) {
      absl::StrAppend(&p.select, " ORDER BY ", OldKeyOrder());
    }
  }

  // As the PRIMARY KEY of the old table sorts.
  std::string OldKeyOrder() const {
    std::vector<std::string> key;
    for (const Column& column : old_.columns) {
      const auto* rule = column.Find<PrimaryKeyRule>();
      if (rule == nullptr) continue;
      key.push_back(absl::StrCat(column.name.id.Quoted(),
                                 rule->order == sql::Op::kDesc ? " DESC" : ""));
    }
    for (const TableConstraint& c : old_.constraints) {
      const auto* rule = std::get_if<PrimaryKeyRule>(&c.rule);
      if (rule == nullptr) continue;
      for (const IndexedColumn& part : rule->columns) {
        const bool collated = part.expr.kind == sql::NodeKind::kCollate;
        for (size_t column : KeyColumns(old_, {part})) {
          key.push_back(absl::StrCat(
              old_.columns[column].name.id.Quoted(),
              collated ? " COLLATE " + part.expr.names[0].id.Quoted() : "",
              part.order == sql::Op::kDesc ? " DESC" : ""));
        }
      }
    }
    return absl::StrJoin(key, ",");
  }

  // What rows read where they store nothing may be a value that no row of such
  // a column can be given: of TEXT DEFAULT false the integer 0. When that
  // DEFAULT is gone, nothing tells of it any more.
  absl::Status KeepAsRead() {
    const std::vector<bool> computed = ReadByComputed();
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      Source& source = state_.sources[i];
      if (source.old_column < 0 || source.convert ||
          !MayBeMissing(old_, static_cast<size_t>(source.old_column))) {
        continue;
      }
      const Column& was = old_.columns[source.old_column];
      if (new_.without_rowid && !computed[i] &&
          AffinityOf(was.type, old_.strict) == Affinity::kText) {
        source.as_is = true;
      }
      const auto* rule = was.Find<DefaultRule>();
      if (rule == nullptr || !IsLiteralDefault(rule->expr)) continue;
      ALTEREGO_ASSIGN_OR_RETURN(
          const ReadDefault read,
          DefaultAsRead(state_.database, was.type,
                        std::string(state_.old_object().parsed()->TextOf(
                            rule->expr.range)),
                        old_.strict));
      source.as_is |= read.as_is;
    }
    return absl::OkStatus();
  }

  // Rows that go into it directly must not be changed by its types. Its text
  // is gone when the table has its storage.
  std::string HolderSql() const {
    std::string text = state_.parsed().source;
    for (size_t i = 0; program_.move && i < new_.columns.size(); ++i) {
      if (!state_.sources[i].as_is || !new_.without_rowid) continue;
      const sql::ParseResult parsed = sql::ParseStatement(text);
      if (!parsed.ok()) break;
      text = sql::WithType(*parsed, i, new_.strict ? "ANY" : "", std::nullopt);
    }
    const sql::ParseResult parsed = sql::ParseStatement(text);
    return CreateAs(parsed.ok() ? *parsed : state_.parsed(), program_.schema,
                    program_.holder);
  }

  absl::Status Exchange() {
    Program& p = program_;
    const std::string& keep = state_.options.keep_old;
    p.holder = keep.empty() ? FreeName(state_.before, "alterego_old_") : keep;
    if (state_.now.FindTable(p.schema, p.holder).has_value()) {
      return Refuse(absl::StrCat("cannot keep the old table as ", p.holder,
                                 ": there is one of that name"));
    }
    p.keep_holder = !keep.empty();
    p.rowid = RowidName(old_);
    if (p.move && !new_.without_rowid) {
      p.copy = FreeName(state_.before, "alterego_copy_");
      if (p.rowid.empty() && !old_.without_rowid) {
        return Refuse(absl::StrCat(
            "the columns rowid, oid and _rowid_ of table ", p.old_name,
            " hide the rowids that must be kept; rename one of them first"));
      }
    }
    if (p.move) ALTEREGO_RETURN_IF_ERROR(KeepAsRead());
    p.holder_sql = HolderSql();
    p.holder_old_sql = CreateAs(*state_.old_object().parsed(), "", p.holder);
    if (p.move) Fill();
    return absl::OkStatus();
  }

  // What the table gives before and after, or both tables, in the same order:
  // by rowid, or by a key that stays.
  // Never by an index: those of a holder are empty where the table keeps its
  // own.
  // The holder has the old rows then.
  void Verification() {
    std::vector<std::string> was, is, was_order, is_order;
    const auto add = [&](size_t column, std::vector<std::string>* old_out,
                         std::vector<std::string>* new_out) {
      const int source = state_.sources[column].old_column;
      old_out->push_back(old_.columns[source].name.id.Quoted());
      new_out->push_back(new_.columns[column].name.id.Quoted());
    };
    if (KeepsRowids(state_) && !RowidName(new_).empty() &&
        !RowidName(old_).empty()) {
      was_order = was = {RowidName(old_)};
      is_order = is = {RowidName(new_)};
    } else {
      for (size_t column : KeyThatStays()) {
        add(column, &was_order, &is_order);
        const std::string collation =
            " COLLATE " + Quoted(CollationOf(new_.columns[column]));
        was_order.back() += collation;
        is_order.back() += collation;
      }
    }
    if (was_order.empty()) {
      was = is = {"count(*)"};
    } else {
      for (size_t i = 0; i < new_.columns.size(); ++i) {
        const Source& source = state_.sources[i];
        if (source.old_column >= 0 && !source.convert &&
            new_.columns[i].generated() == nullptr) {
          add(i, &was, &is);
        }
      }
    }
    const auto select = [&](const std::vector<std::string>& columns,
                            const std::string& table,
                            const std::vector<std::string>& order) {
      return absl::StrCat("SELECT ", absl::StrJoin(columns, ","), " FROM ",
                          Quoted(program_.schema), ".", Quoted(table),
                          " NOT INDEXED", order.empty() ? "" : " ORDER BY ",
                          absl::StrJoin(order, ","));
    };
    program_.stay_old = select(was, program_.old_name, was_order);
    program_.verify_new = select(is, program_.new_name, is_order);
    if (!program_.move) return;
    program_.verify_old = select(was, program_.holder, was_order);
  }

  // The PRIMARY KEY of a table without rowids, if its values stay.
  std::vector<size_t> KeyThatStays() const {
    std::vector<size_t> out;
    if (!new_.without_rowid) return out;
    for (const TableConstraint& c : new_.constraints) {
      if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
        out = KeyColumns(new_, key->columns);
      }
    }
    for (size_t i = 0; i < new_.columns.size(); ++i) {
      if (new_.columns[i].Find<PrimaryKeyRule>() != nullptr) out = {i};
    }
    for (size_t column : out) {
      const Source& source = state_.sources[column];
      if (source.old_column < 0 || source.convert ||
          new_.columns[column].generated() != nullptr) {
        return {};
      }
    }
    return out;
  }

  void Edits() {
    for (size_t s = 0; s < state_.now.schemas.size(); ++s) {
      const Schema& schema = state_.now.schemas[s];
      for (size_t o = 0; o < schema.objects.size(); ++o) {
        const SchemaObject& before = state_.before.schemas[s].objects[o];
        const SchemaObject& after = schema.objects[o];
        // Dropped. An object may be called "".
        if (after.name.empty() && !after.sql.has_value()) continue;
        const bool home = s == state_.place.schema;
        if (home || schema.is_temp()) program_.objects.push_back(after);
        if (!program_.native.empty()) {
          program_.texts.push_back({schema.name, after});
        }
        if (before.sql == after.sql && before.name == after.name &&
            before.table_name == after.table_name) {
          continue;
        }
        // Those of the old table: the exchange deals with them.
        const bool automatic =
            after.kind == ObjectKind::kIndex && !after.sql.has_value();
        if (automatic && (program_.move || program_.rekey) && home &&
            !program_.keeps_keys &&
            EqualsFolded(before.table_name, program_.old_name)) {
          continue;
        }
        program_.edits.push_back({schema.name, after});
      }
    }
  }

  void Sequence() {
    Program& p = program_;
    const std::string sequence = Quoted(p.schema) + ".sqlite_sequence";
    if (ALTEREGO_MUTANT("full.identity_starts_at_one",
                        new_.autoincrement() && !old_.autoincrement(), false)) {
      p.after_sql.push_back(absl::StrCat(
          "INSERT INTO ", sequence, "(name,seq) SELECT ", Literal(p.new_name),
          ", m FROM (SELECT max(",
          new_.columns[new_.RowidAlias()].name.id.Quoted(), ") AS m FROM ",
          Quoted(p.schema), ".", Quoted(p.new_name), ") WHERE m IS NOT NULL"));
    } else if (old_.autoincrement() && !new_.autoincrement()) {
      p.after_sql.push_back(absl::StrCat("DELETE FROM ", sequence,
                                         " WHERE name=", Literal(p.new_name)));
    }
    const Schema& schema = state_.before.schemas[state_.place.schema];
    if (!p.rekey && !p.move) return;
    for (const char* table : {"sqlite_stat1", "sqlite_stat4"}) {
      if (schema.FindTable(table) == nullptr || SameKeys(state_)) continue;
      p.after_sql.push_back(absl::StrCat("DELETE FROM ", Quoted(p.schema), ".",
                                         table,
                                         " WHERE tbl=", Literal(p.new_name),
                                         " AND idx LIKE 'sqlite_autoindex_%'"));
    }
  }

  State& state_;
  const CreateTable& old_;
  const CreateTable& new_;
  Program program_;
};

}  // namespace

absl::StatusOr<Program> Compile(State& state) { return Compiler(state).All(); }

}  // namespace alterego::rebuild::full
