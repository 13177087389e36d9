#include "rebuild/full/full.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "model/sql/table_edit.h"
#include "rebuild/dependencies.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/kept.h"
#include "rebuild/full/legal.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/program.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

uint64_t SchemaHash(const Introspection& in) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  const auto add = [&](std::string_view text) {
    for (char c : text) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
    hash = (hash ^ 0xffu) * 1099511628211u;
  };
  for (const Schema& schema : in.schemas) {
    if (schema.objects.empty()) continue;
    add(schema.name);
    for (const SchemaObject& object : schema.objects) {
      add(absl::StrCat(object.rowid, " ",
                       std::string(ObjectKindName(object.kind))));
      add(object.name);
      add(object.table_name);
      add(object.sql.has_value() ? *object.sql : "");
    }
  }
  return hash;
}

namespace {

absl::StatusOr<std::optional<TablePlace>> FindTarget(
    const Introspection& in, const AlterTableFull& statement) {
  const std::string& table = statement.table.id.spelling();
  std::optional<std::string> schema;
  if (statement.schema.has_value()) {
    schema = statement.schema->id.spelling();
    // TEMP is there once something is in it.
    if (!in.FindSchema(*schema).has_value() && !EqualsFolded(*schema, "temp")) {
      std::vector<std::string> known;
      for (const Schema& s : in.schemas) known.push_back(s.name);
      return Refuse(
          absl::StrCat("unknown database: ", *schema, Nearest(*schema, known)));
    }
  }
  const auto place = in.FindTable(schema, table);
  if (!place.has_value()) {
    if (statement.if_exists) return std::optional<TablePlace>();
    std::vector<std::string> known;
    for (const Schema& s : in.schemas) {
      if (schema.has_value() && !EqualsFolded(*schema, s.name)) continue;
      for (const SchemaObject& object : s.objects) {
        if (object.kind == ObjectKind::kTable) known.push_back(object.name);
      }
    }
    return Refuse(
        absl::StrCat("no such table: ", schema.has_value() ? *schema + "." : "",
                     table, Nearest(table, known)));
  }
  const SchemaObject& object = in.schemas[place->schema].objects[place->object];
  if (object.is_internal()) {
    return Refuse(absl::StrCat("table ", object.name, " may not be altered"));
  }
  if (object.kind == ObjectKind::kView) {
    return Refuse(
        absl::StrCat(object.name, " is a view; ALTER TABLE changes tables"));
  }
  if (object.As<CreateTable>() == nullptr && !object.is_virtual()) {
    return absl::UnimplementedError("the table's stored text is unreadable");
  }
  return place;
}

// What the table had before must still compile.
absl::Status RequireDependants(State& state) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Dependant> broken,
                            NewlyBroken(state, state.before));
  if (broken.empty()) return absl::OkStatus();
  std::vector<std::string> texts;
  for (const Dependant& d : broken) texts.push_back(d.text);
  return Refuse(absl::StrCat("this would break ", absl::StrJoin(texts, ", "),
                             "; drop or change these first"));
}

// Bytes of the table and its indexes; without dbstat, of the whole file.
int64_t BytesOf(State& state) {
  const std::string& schema = state.before.schemas[state.place.schema].name;
  const absl::StatusOr<int64_t> exact = state.database.Integer(absl::StrCat(
      "SELECT sum(pgsize) FROM dbstat(", Literal(schema), ",1) WHERE name IN ",
      "(SELECT name FROM ", Quoted(schema),
      ".sqlite_master WHERE tbl_name=", Literal(state.old_object().name), ")"));
  if (exact.ok()) return *exact;
  const auto pages = state.database.Integer(
      absl::StrCat("PRAGMA ", Quoted(schema), ".page_count"));
  const auto size = state.database.Integer(
      absl::StrCat("PRAGMA ", Quoted(schema), ".page_size"));
  return pages.ok() && size.ok() ? *pages * *size : 0;
}

class Describer {
 public:
  Describer(State& state, const Program& program, FullPlan* plan)
      : state_(state), program_(program), plan_(plan) {}

  absl::Status All() {
    const Program& p = program_;
    int64_t rows = 0, bytes = 0;
    // To count takes as long as to read: only where rows are rewritten.
    if (p.move || p.update.has_value() || !p.reindex.empty() ||
        !p.move_to.empty()) {
      ALTEREGO_ASSIGN_OR_RETURN(
          rows, state_.database.Integer(
                    absl::StrCat("SELECT count(*) FROM ", state_.OldName())));
      bytes = BytesOf(state_);
    }
    for (const std::string& sql : p.drops) Add("drop", sql);
    for (const AliasUpdate& m : p.missing) {
      Add("write missing fields",
          absl::StrCat("-- read as ", m.alias_sql, "\n", m.update_sql));
    }
    if (p.update.has_value()) {
      Add("update",
          absl::StrCat("-- read as ", p.update->alias_sql, "\n",
                       p.update->update_sql),
          rows, bytes);
    }
    if (p.move || p.rekey) {
      Add("create", p.holder_sql);
      if (!p.copy_sql.empty()) Add("create", p.copy_sql);
    }
    if (p.move) {
      Add("copy", absl::StrCat(p.insert_into, " ", p.select), rows, bytes);
      for (const std::string& sql : p.recompute) Add("compute", sql, rows);
    }
    if (p.move || p.rekey) {
      Add("exchange",
          absl::StrCat("-- ", p.old_name, " and ", p.holder, " exchange ",
                       p.move ? "storage and keys" : "keys"));
    }
    for (const std::string& sql : p.run_sql) Add("run", sql);
    for (const EditedObject& e : p.edits) {
      Add("edit",
          absl::StrCat(
              "UPDATE ", Quoted(e.schema),
              ".sqlite_master SET name=", Literal(e.object.name),
              ", tbl_name=", Literal(e.object.table_name), ", sql=",
              e.object.sql.has_value() ? Literal(*e.object.sql) : "NULL",
              " WHERE rowid=", e.object.rowid));
    }
    if (!p.holder.empty() && !p.keep_holder) {
      Add("drop",
          absl::StrCat("DROP TABLE ", Quoted(p.schema), ".", Quoted(p.holder)));
    }
    for (const std::string& sql : p.reindex) Add("reindex", sql, rows);
    for (const std::string& sql : p.after_sql) Add("run", sql);
    if (!p.move_to.empty()) {
      Add("move", absl::StrCat("-- ", p.new_name, " to ", p.move_to), rows,
          bytes);
    }
    plan_->way = p.empty()                      ? "nothing"
                 : p.move || !p.move_to.empty() ? "rebuild"
                 : p.update.has_value()         ? "update"
                 : p.rekey                      ? "new keys"
                 : !p.reindex.empty()           ? "edit and reindex"
                                                : "edit";
    if (p.move || p.update.has_value() || !p.move_to.empty()) {
      state_.lint.insert("rewrites_table");
      plan_->temp_bytes = bytes;
    }
    return absl::OkStatus();
  }

 private:
  void Add(std::string kind, std::string sql, int64_t rows = 0,
           int64_t bytes = 0) {
    plan_->steps.push_back({std::move(kind), std::move(sql), rows, bytes});
  }

  State& state_;
  const Program& program_;
  FullPlan* plan_;
};

// Each action leaves a table behind that SQLite would take.
absl::Status FoldAll(State& state) {
  for (const AlterAction& action : state.statement.actions) {
    const std::string before = *state.object().sql;
    ALTEREGO_RETURN_IF_ERROR(
        std::visit([&](const auto& op) { return Fold(state, op); }, action));
    if (*state.object().sql != before) {
      ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
    }
  }
  return absl::OkStatus();
}

// A virtual table can be renamed, by the sqlite mode.
absl::StatusOr<FullPlan> PlanVirtual(const SchemaObject& object) {
  return Refuse(
      absl::StrCat(object.name,
                   " is a virtual table, whose module decides what it is: "
                   "it can be renamed with SQLite's own ALTER TABLE only"));
}

void Finish(State& state, FullPlan* plan) {
  plan->warnings = state.warnings;
  const CreateTable& is = state.table();
  const CreateTable& was = state.old_table();
  if (is.strict && !was.strict) state.lint.insert("breaks_older_sqlite");
  plan->lint.assign(state.lint.begin(), state.lint.end());
}

}  // namespace

absl::StatusOr<FullPlan> Plan(Database& database, std::string_view sql,
                              const Options& options, Purpose purpose) {
  sql = sql.substr(0, sql::StatementEnd(sql, 0));
  const sql::ParseResult parsed =
      sql::ParseStatement(sql, alterego::Mode::kFull);
  if (!parsed.ok()) return Refuse(parsed.error().ToString());
  AlterTableFull statement;
  if (const auto* full = std::get_if<AlterTableFull>(&parsed->statement)) {
    statement = *full;
  } else if (const auto* alter = std::get_if<AlterTable>(&parsed->statement)) {
    statement = Widened(*alter);
  } else {
    return absl::InvalidArgumentError("not an ALTER TABLE statement");
  }
  FullPlan plan;
  plan.sql = std::string(sql);
  ALTEREGO_ASSIGN_OR_RETURN(Introspection in,
                            Introspect(database, std::nullopt));
  plan.schema_hash = SchemaHash(in);
  ALTEREGO_ASSIGN_OR_RETURN(const std::optional<TablePlace> place,
                            FindTarget(in, statement));
  if (!place.has_value()) {
    plan.way = "nothing";
    plan.warnings.push_back(absl::StrCat(
        "table ", statement.table.id.spelling(), " does not exist, skipped"));
    plan.program = std::make_shared<Program>();
    return plan;
  }
  const Schema& home = in.schemas[place->schema];
  plan.table = absl::StrCat(home.name, ".", home.objects[place->object].name);
  if (home.objects[place->object].is_virtual()) {
    return PlanVirtual(home.objects[place->object]);
  }
  State state(database, *parsed, statement, options, std::move(in), *place);
  ALTEREGO_RETURN_IF_ERROR(FoldAll(state));
  ALTEREGO_RETURN_IF_ERROR(RequireRoom(state));
  if (*state.object().sql != *state.old_object().sql) {
    ALTEREGO_RETURN_IF_ERROR(RequireDependants(state));
  }
  ALTEREGO_RETURN_IF_ERROR(AskKept(state));
  ALTEREGO_ASSIGN_OR_RETURN(Program program, Compile(state));
  if (purpose == Purpose::kShow) {
    ALTEREGO_RETURN_IF_ERROR(Describer(state, program, &plan).All());
    for (const CheckQuery& query : program.checks) {
      ALTEREGO_ASSIGN_OR_RETURN(PreCheck found, Ask(database, query));
      plan.checks.push_back(std::move(found));
    }
  }
  Finish(state, &plan);
  plan.program = std::make_shared<const Program>(std::move(program));
  return plan;
}

absl::StatusOr<Report> Apply(Database& database, const FullPlan& plan,
                             const Options& options) {
  if (plan.program == nullptr) {
    return absl::InvalidArgumentError("the plan was not made by PlanAlter()");
  }
  if (plan.table.empty()) return Report{};
  return Run(database, plan, options);
}

}  // namespace alterego::rebuild::full
