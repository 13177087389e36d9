#include "rebuild/full/move.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/introspect.h"

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
  Mover(Database& database, const Program& program, Report* report)
      : database_(database),
        program_(program),
        from_(absl::StrCat(Quoted(program.schema), ".")),
        to_(absl::StrCat(Quoted(program.move_to), ".")),
        name_(Quoted(program.new_name)),
        report_(report) {}

  absl::Status All() {
    ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                              Introspect(database_, std::nullopt));
    const Schema& home = in.schemas[*in.FindSchema(program_.schema)];
    const SchemaObject& table = *home.FindTable(program_.new_name);
    ALTEREGO_RETURN_IF_ERROR(
        database_.Execute(InSchema(table, program_.move_to)));
    ALTEREGO_RETURN_IF_ERROR(CopyRows(*table.As<CreateTable>()));
    ALTEREGO_RETURN_IF_ERROR(CopyOthers(home));
    ALTEREGO_RETURN_IF_ERROR(
        CopySequence(in, home, table.As<CreateTable>()->autoincrement()));
    return database_.Execute(absl::StrCat("DROP TABLE ", from_, name_));
  }

 private:
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

  absl::Status CopyOthers(const Schema& home) {
    for (ObjectKind kind : {ObjectKind::kIndex, ObjectKind::kTrigger}) {
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
  const std::string from_, to_, name_;
  Report* report_;
};

}  // namespace

absl::Status MoveTable(Database& database, const Program& program,
                       Report* report) {
  return Mover(database, program, report).All();
}

}  // namespace alterego::rebuild::full
