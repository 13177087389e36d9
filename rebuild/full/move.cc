#include "rebuild/full/move.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/verify.h"
#include "rebuild/introspect.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild::full {
namespace {

// CREATE TABLE t -> CREATE TABLE "aux".t; the same for indexes and triggers. A
// trigger ON main.t is ON "aux".t then.
std::string InSchema(const SchemaObject& object, const std::string& schema) {
  const sql::Parsed& parsed = *object.parsed();
  sql::TokenIndex name = sql::kNoToken;
  std::string words;
  if (const auto* table = object.As<CreateTable>()) {
    name = table->name.token;
    words = "CREATE TABLE ";
  } else if (const auto* index = object.As<CreateIndex>()) {
    name = index->name.token;
    words = index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  } else if (const auto* trigger = object.As<CreateTrigger>()) {
    name = trigger->name.token;
    words = "CREATE TRIGGER ";
  }
  std::string text = parsed.source;
  const auto* trigger = object.As<CreateTrigger>();
  if (trigger != nullptr && trigger->table_schema.has_value()) {
    const sql::Token& old = parsed.tokens[trigger->table_schema->token];
    text.replace(old.offset, old.length, Quoted(schema));
  }
  return absl::StrCat(words, Quoted(schema), ".",
                      text.substr(parsed.tokens[name].offset));
}

class Mover {
 public:
  Mover(Database& database, const Program& program, SchemaChange& change,
        bool verify, Report* report)
      : database_(database),
        program_(program),
        change_(change),
        from_(absl::StrCat(Quoted(program.schema), ".")),
        to_(absl::StrCat(Quoted(program.move_to), ".")),
        name_(Quoted(program.new_name)),
        verify_(verify),
        report_(report) {}

  absl::Status All() {
    ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                              Introspect(database_, std::nullopt));
    const Schema& home = in.schemas[*in.FindSchema(program_.schema)];
    const SchemaObject& table = *home.FindTable(program_.new_name);
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(InSchema(table, program_.move_to)));
    ALTEREGO_ASSIGN_OR_RETURN(const std::vector<size_t> odd,
                              OddColumns(*table.As<CreateTable>()));
    ALTEREGO_RETURN_IF_ERROR(odd.empty() ? CopyRows(*table.As<CreateTable>())
                                         : CopyOddRows(table, odd));
    if (verify_) {
      ALTEREGO_RETURN_IF_ERROR(CompareRows(*table.As<CreateTable>()));
    }
    ALTEREGO_RETURN_IF_ERROR(CopyOthers(home));
    ALTEREGO_RETURN_IF_ERROR(
        CopySequence(in, home, table.As<CreateTable>()->autoincrement()));
    return database_.Execute(absl::StrCat("DROP TABLE ", from_, name_));
  }

 private:
  // Columns of TEXT that hold numbers, as DEFAULT TRUE leaves them: what is
  // inserted there would be made text.
  absl::StatusOr<std::vector<size_t>> OddColumns(const CreateTable& table) {
    std::vector<size_t> out;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (column.generated() != nullptr ||
          AffinityOf(column.type, table.strict) != Affinity::kText) {
        continue;
      }
      ALTEREGO_ASSIGN_OR_RETURN(
          const bool odd,
          database_.HasRow(absl::StrCat(
              "SELECT 1 FROM ", from_, name_, " WHERE typeof(",
              column.name.id.Quoted(), ") IN ('integer','real') LIMIT 1")));
      if (odd) out.push_back(i);
    }
    return out;
  }

  // Into a table in which these have no type yet.
  absl::Status CopyOddRows(const SchemaObject& table,
                           const std::vector<size_t>& odd) {
    const CreateTable& create = *table.As<CreateTable>();
    const std::string master = SchemaChange::Master(program_.move_to);
    const std::string row =
        absl::StrCat(" WHERE type='table' AND name=", Literal(table.name));
    std::string stored;
    ALTEREGO_RETURN_IF_ERROR(database_.ForEachRow(
        absl::StrCat("SELECT sql FROM ", master, row),
        [&](const Statement& found) { stored = found.Text(0); }));
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(absl::StrCat("DROP TABLE ", to_, name_)));
    SchemaObject plain = table;
    for (const size_t i : odd) {
      plain.SetSql(sql::WithType(*plain.parsed(), i, create.strict ? "ANY" : "",
                                 std::nullopt),
                   database_.workspace().texts);
    }
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(InSchema(plain, program_.move_to)));
    ALTEREGO_RETURN_IF_ERROR(CopyRows(create));
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(
        absl::StrCat("UPDATE ", master, " SET sql=", Literal(stored), row)));
    ALTEREGO_RETURN_IF_ERROR(change_.ReadAgain());
    change_.Unlock();
    return absl::OkStatus();
  }

  absl::Status CopyRows(const CreateTable& table) {
    std::vector<std::string> columns;
    for (const Column& column : table.columns) {
      if (column.generated() == nullptr) {
        columns.push_back(column.name.id.Quoted());
      }
    }
    const std::string rowid = RowidName(table);
    if (!rowid.empty() && table.RowidAlias() < 0) columns.push_back(rowid);
    const std::string list = absl::StrJoin(columns, ",");
    ALTEREGO_RETURN_IF_ERROR(database_.Execute(
        absl::StrCat("INSERT OR ABORT INTO ", to_, name_, "(", list,
                     ") SELECT ", list, " FROM ", from_, name_)));
    report_->rows_copied += database_.api().changes(database_.db());
    return absl::OkStatus();
  }

  // In the order of the rowid, or of the key.
  absl::Status CompareRows(const CreateTable& table) {
    std::vector<std::string> columns, order;
    const std::string rowid = RowidName(table);
    if (!rowid.empty()) columns = order = {rowid};
    for (const Column& column : table.columns) {
      if (!column.is_virtual()) columns.push_back(column.name.id.Quoted());
    }
    for (const int key : table.PrimaryKeyColumns()) {
      if (!table.without_rowid) break;
      order.push_back(
          absl::StrCat(table.columns[static_cast<size_t>(key)].name.id.Quoted(),
                       " COLLATE BINARY"));
    }
    const auto select = [&](const std::string& schema) {
      return absl::StrCat("SELECT ", absl::StrJoin(columns, ","), " FROM ",
                          schema, name_, " NOT INDEXED",
                          order.empty() ? "" : " ORDER BY ",
                          absl::StrJoin(order, ","));
    };
    return SameRows(database_, select(from_), select(to_));
  }

  absl::Status CopyOthers(const Schema& home) {
    for (ObjectKind kind : {ObjectKind::kIndex, ObjectKind::kTrigger}) {
      if (ALTEREGO_MUTANT("full.move_leaves_triggers", false,
                          kind == ObjectKind::kTrigger)) {
        continue;
      }
      for (const SchemaObject& object : home.objects) {
        if (object.kind != kind || object.parsed() == nullptr ||
            !EqualsFolded(object.table_name, program_.new_name)) {
          continue;
        }
        ALTEREGO_RETURN_IF_ERROR(
            database_.Execute(InSchema(object, program_.move_to)));
      }
    }
    return absl::OkStatus();
  }

  absl::Status CopySequence(const Introspection& in, const Schema& home,
                            bool autoincrement) {
    const auto place = in.FindSchema(program_.move_to);
    const bool statistics = place.has_value() && in.schemas[*place].FindTable(
                                                     "sqlite_stat1") != nullptr;
    const std::string where =
        absl::StrCat(" WHERE name=", Literal(program_.new_name));
    if (autoincrement) {
      // The copy has left a row there, even of no rows at all.
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(
          absl::StrCat("DELETE FROM ", to_, "sqlite_sequence", where)));
      ALTEREGO_RETURN_IF_ERROR(database_.Execute(
          absl::StrCat("INSERT INTO ", to_, "sqlite_sequence SELECT * FROM ",
                       from_, "sqlite_sequence", where)));
    }
    const std::string tbl =
        absl::StrCat(" WHERE tbl=", Literal(program_.new_name));
    if (home.FindTable("sqlite_stat1") != nullptr && statistics) {
      return database_.Execute(absl::StrCat("INSERT INTO ", to_,
                                            "sqlite_stat1 SELECT * FROM ",
                                            from_, "sqlite_stat1", tbl));
    }
    return absl::OkStatus();
  }

  Database& database_;
  const Program& program_;
  SchemaChange& change_;
  const std::string from_, to_, name_;
  const bool verify_;
  Report* report_;
};

}  // namespace

absl::Status MoveTable(Database& database, const Program& program,
                       SchemaChange& change, bool verify, Report* report) {
  return Mover(database, program, change, verify, report).All();
}

}  // namespace alterego::rebuild::full
