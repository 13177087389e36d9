#include "rebuild/full/full.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/fnv1a.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "model/sql/table_edit.h"
#include "rebuild/dependencies.h"
#include "rebuild/full/external_content.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/kept.h"
#include "rebuild/full/legal.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/program.h"
#include "rebuild/full/shadow_tables.h"
#include "rebuild/full/state.h"
#include "rebuild/full/verify.h"

namespace alterego::rebuild::full {

uint64_t SchemaHash(const Introspection& in) {
  Fnv1a hash;
  const auto add = [&](std::string_view text) {
    hash.Add(text);
    hash.Add("\xff");
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
  return hash.value();
}

absl::Status RequireSchemaOf(Database& database, const FullPlan& plan) {
  ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                            Introspect(database, std::nullopt));
  if (SchemaHash(in) == plan.schema_hash) return absl::OkStatus();
  return Refuse("the schema has changed since the plan was made; plan again",
                SQLITE_SCHEMA);
}

namespace {

// "; there is an index of that name", where no table has it.
std::string OtherKind(const Introspection& in, const std::string& name) {
  for (const Schema& schema : in.schemas) {
    for (const SchemaObject& object : schema.objects) {
      if (!EqualsFolded(object.name, name)) continue;
      const bool index = object.kind == ObjectKind::kIndex;
      return absl::StrCat("; there is ", index ? "an index" : "a trigger",
                          " of that name on table ", object.table_name);
    }
  }
  return "";
}

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
  if (!place.has_value() && SystemTable("", table).has_value()) {
    return Refuse(absl::StrCat("table ", table, " may not be altered"));
  }
  if (!place.has_value()) {
    if (statement.if_exists) return std::optional<TablePlace>();
    std::vector<std::string> known;
    for (const Schema& s : in.schemas) {
      if (schema.has_value() && !EqualsFolded(*schema, s.name)) continue;
      for (const SchemaObject& object : s.objects) {
        if (object.kind == ObjectKind::kTable) known.push_back(object.name);
      }
    }
    const std::string other = OtherKind(in, table);
    return Refuse(
        absl::StrCat("no such table: ", schema.has_value() ? *schema + "." : "",
                     table, other.empty() ? Nearest(table, known) : other));
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
    plan_->locks.push_back(LockOf(p.schema));
    if (!p.move_to.empty()) plan_->locks.push_back(LockOf(p.move_to));
    if (!p.native.empty()) {
      for (const std::string& sql : p.native) Add("run", sql);
      for (const std::string& sql : p.after_sql) Add("run", sql);
      plan_->way = "native";
      if (p.move) state_.lint.insert("rewrites_table");
      return Verification();
    }
    ALTEREGO_RETURN_IF_ERROR(Steps());
    plan_->way = p.empty()                      ? "nothing"
                 : p.move || !p.move_to.empty() ? "rebuild"
                 : p.update.has_value()         ? "update"
                 : p.rekey                      ? "new keys"
                 : !p.reindex.empty()           ? "edit and reindex"
                                                : "edit";
    return absl::OkStatus();
  }

 private:
  absl::Status Steps() {
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
    if (!p.missing.empty()) {
      state_.warnings.push_back(absl::StrCat(
          "reads all rows of ", p.old_name,
          ": those that ADD COLUMN never wrote store no value, nothing in the "
          "file tells which these are, and they keep what they read"));
    }
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
    ALTEREGO_RETURN_IF_ERROR(Verification());
    if (p.move || p.update.has_value() || !p.move_to.empty()) {
      state_.lint.insert("rewrites_table");
      plan_->temp_bytes = bytes;
      plan_->growth_bytes = std::max<int64_t>(
          0, bytes - FreeBytes(p.move_to.empty() ? p.schema : p.move_to));
    }
    return absl::OkStatus();
  }

  // What is compared before the commit. An edit of the schema writes no row.
  absl::Status Verification() {
    const Verify verify = state_.options.verify;
    if (verify != Verify::kOff && !program_.move_to.empty()) {
      Add("verify",
          absl::StrCat("-- ", program_.new_name, " of ", program_.schema,
                       " and of ", program_.move_to, " give the same rows"));
    }
    if (verify == Verify::kOff || program_.verify_new.empty()) {
      return absl::OkStatus();
    }
    if (program_.move && program_.native.empty()) {
      Add("verify",
          absl::StrCat("-- gives the rows that it gave of ", program_.old_name,
                       " before:\n", program_.verify_new));
      return absl::OkStatus();
    }
    ALTEREGO_ASSIGN_OR_RETURN(const bool few,
                              HasFewRows(state_.database, state_.OldName()));
    if (verify == Verify::kFull || few) {
      Add("verify",
          absl::StrCat("-- has the digest of what this gave before:\n",
                       program_.verify_new));
    }
    return absl::OkStatus();
  }

  // Pages that the file has and that nothing uses.
  int64_t FreeBytes(const std::string& schema) {
    const auto pages = state_.database.Integer(
        absl::StrCat("PRAGMA ", Quoted(schema), ".freelist_count"));
    const auto size = state_.database.Integer(
        absl::StrCat("PRAGMA ", Quoted(schema), ".page_size"));
    return pages.ok() && size.ok() ? *pages * *size : 0;
  }

  std::string LockOf(const std::string& schema) {
    std::string journal;
    bool file = true;
    // Without an answer, what holds of all.
    (void)state_.database.ForEachRow(
        absl::StrCat("PRAGMA ", Quoted(schema), ".journal_mode"),
        [&](const Statement& row) { journal = row.Text(0); });
    (void)state_.database.ForEachRow(
        absl::StrCat("SELECT file FROM pragma_database_list WHERE name=",
                     Literal(schema)),
        [&](const Statement& row) { file = !row.Text(0).empty(); });
    if (!file) {
      return absl::StrCat(schema, ": of this connection alone");
    }
    return absl::StrCat(
        schema, ": nobody else can write until the commit; readers ",
        journal == "wal" ? "go on, with what was there before"
                         : "go on until rows are written back, and have to "
                           "wait from then on");
  }

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
  bool first = true;
  for (const AlterAction& action : state.statement.actions) {
    const std::string before = *state.object().sql;
    // What is computed from what changed so far, an action may ask or use.
    if (!first) ALTEREGO_RETURN_IF_ERROR(ComputeChanged(state));
    first = false;
    ALTEREGO_RETURN_IF_ERROR(
        std::visit([&](const auto& op) { return Fold(state, op); }, action));
    if (*state.object().sql != before) {
      ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
    }
  }
  return absl::OkStatus();
}

// A virtual table can be renamed, by SQLite's own ALTER TABLE.
absl::StatusOr<FullPlan> PlanVirtual(const Schema& home,
                                     const SchemaObject& object,
                                     const AlterTableFull& statement,
                                     FullPlan plan) {
  const auto* rename = statement.actions.size() == 1
                           ? std::get_if<RenameTable>(&statement.actions[0])
                           : nullptr;
  if (rename == nullptr) {
    return Refuse(absl::StrCat(object.name,
                               " is a virtual table, whose module decides what "
                               "it is: RENAME TO is all that can be done"));
  }
  Program program;
  program.schema = home.name;
  program.old_name = object.name;
  program.new_name = rename->new_name.id.spelling();
  program.table_rowid = object.rowid;
  program.after_sql.push_back(
      absl::StrCat("ALTER TABLE ", Quoted(home.name), ".", Quoted(object.name),
                   " RENAME TO ", Quoted(program.new_name)));
  plan.way = "native";
  plan.steps.push_back({"run", program.after_sql[0], 0, 0});
  plan.program = std::make_shared<const Program>(std::move(program));
  return plan;
}

// Names of what a message says there is none of.
std::vector<std::string> NamesLike(Database& database, std::string_view what,
                                   const Introspection& in,
                                   std::optional<TablePlace> place) {
  std::vector<std::string> out;
  if (what == "column" && place.has_value()) {
    const SchemaObject& object =
        in.schemas[place->schema].objects[place->object];
    if (const auto* table = object.As<CreateTable>()) {
      for (const Column& c : table->columns) {
        out.push_back(c.name.id.spelling());
      }
    }
    return out;
  }
  // Not all builds have these; without them there is no hint.
  const char* list = what == "function" ? "function" : "collation";
  (void)database.ForEachRow(
      absl::StrCat("SELECT DISTINCT name FROM pragma_", list, "_list"),
      [&](const Statement& row) { out.push_back(row.Text(0)); });
  return out;
}

// What SQLite says is not there gets the nearest name, too.
absl::Status WithNearest(Database& database, const absl::Status& status,
                         const Introspection& in,
                         std::optional<TablePlace> place) {
  const auto refusal = RefusalOf(status);
  if (!refusal.has_value()) return status;
  const std::string& message = refusal->message;
  // What a view or a trigger misses is no misspelling of this statement's.
  if (message.starts_with("error in ")) return status;
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"no such column: ", "column"},
      {"no such function: ", "function"},
      {"no such collation sequence: ", "collation"}};
  for (const auto& [words, what] : kWords) {
    const size_t at = message.rfind(words);
    if (at == message.npos) continue;
    const std::string name = message.substr(at + words.size());
    if (name.empty() || name.find_first_of(" .\";") != name.npos) continue;
    return Refuse(message + Nearest(name, NamesLike(database, what, in, place)),
                  refusal->extended_code);
  }
  return status;
}

void Finish(State& state, FullPlan* plan) {
  plan->warnings = state.warnings;
  const CreateTable& is = state.table();
  const CreateTable& was = state.old_table();
  if (is.strict && !was.strict) state.lint.insert("breaks_older_sqlite");
  plan->lint.assign(state.lint.begin(), state.lint.end());
}

FullPlan PlanNothing(std::string why, FullPlan plan) {
  plan.way = "nothing";
  plan.warnings.push_back(std::move(why));
  plan.program = std::make_shared<Program>();
  return plan;
}

absl::StatusOr<FullPlan> PlanTable(State& state, FullPlan plan,
                                   Purpose purpose) {
  ALTEREGO_RETURN_IF_ERROR(FoldAll(state));
  ALTEREGO_RETURN_IF_ERROR(RequireRoom(state));
  if (*state.object().sql != *state.old_object().sql) {
    ALTEREGO_RETURN_IF_ERROR(RequireDependants(state));
  }
  ALTEREGO_RETURN_IF_ERROR(AskKept(state));
  ALTEREGO_RETURN_IF_ERROR(WarnOfExternalContent(state));
  ALTEREGO_ASSIGN_OR_RETURN(Program program, Compile(state));
  if (purpose == Purpose::kShow) {
    ALTEREGO_RETURN_IF_ERROR(Describer(state, program, &plan).All());
    for (const CheckQuery& query : program.checks) {
      if (query.untold) continue;
      ALTEREGO_ASSIGN_OR_RETURN(PreCheck found, Ask(state.database, query));
      plan.checks.push_back(std::move(found));
    }
  }
  Finish(state, &plan);
  plan.program = std::make_shared<const Program>(std::move(program));
  return plan;
}

}  // namespace

absl::StatusOr<FullPlan> Plan(Database& database, std::string_view sql,
                              const Options& options, Purpose purpose) {
  database.workspace().Trim();
  const std::string_view all = sql;
  sql = sql.substr(0, sql::StatementEnd(sql, 0));
  for (const sql::Token& token : sql::Lex(all.substr(sql.size()))) {
    const std::string_view word = token.In(all.substr(sql.size()));
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment || word == ";") {
      continue;
    }
    return Refuse(
        absl::StrCat("one statement at a time: another one begins at "
                     "\"",
                     std::string(word), "\""));
  }
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
  in.true_owners = true;
  plan.schema_hash = SchemaHash(in);
  ALTEREGO_ASSIGN_OR_RETURN(const std::optional<TablePlace> place,
                            FindTarget(in, statement));
  if (!place.has_value()) {
    return PlanNothing(absl::StrCat("table ", statement.table.id.spelling(),
                                    " does not exist, skipped"),
                       std::move(plan));
  }
  const Schema& home = in.schemas[place->schema];
  plan.table = absl::StrCat(home.name, ".", home.objects[place->object].name);
  if (home.objects[place->object].is_virtual()) {
    return PlanVirtual(home, home.objects[place->object], statement,
                       std::move(plan));
  }
  ALTEREGO_RETURN_IF_ERROR(RequireNoShadowTable(database, in, *place));
  ALTEREGO_ASSIGN_OR_RETURN(
      const Permission permission,
      AskAuthorizer(database,
                    AnyAlter(home.name, home.objects[place->object].name)));
  if (permission == Permission::kIgnored) {
    plan.table.clear();
    return PlanNothing("the authorizer ignores ALTER TABLE", std::move(plan));
  }
  State state(database, *parsed, statement, options, std::move(in), *place);
  absl::StatusOr<FullPlan> made = PlanTable(state, std::move(plan), purpose);
  if (made.ok()) return made;
  return WithNearest(database, made.status(), state.now, place);
}

absl::StatusOr<Report> Apply(Database& database, const FullPlan& plan,
                             const Options& options) {
  if (plan.program == nullptr) {
    return absl::InvalidArgumentError("the plan was not made by PlanAlter()");
  }
  if (!plan.table.empty()) return Run(database, plan, options);
  // IF EXISTS found no table. There may be one now.
  ALTEREGO_RETURN_IF_ERROR(RequireSchemaOf(database, plan));
  return Report{};
}

}  // namespace alterego::rebuild::full
