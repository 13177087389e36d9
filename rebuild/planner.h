// The planner: from what is known of the database and one ALTER TABLE to a
// Plan, or to SQLite's refusal. One overload a form, in ops/. It changes
// nothing; the only database that it talks to is a mirror (see mirror.h).
//
//   absl::StatusOr<Plan> plan = MakePlan(context);
#ifndef ALTEREGO_REBUILD_PLANNER_H_
#define ALTEREGO_REBUILD_PLANNER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "model/alter_table.h"
#include "model/sql/edit.h"
#include "model/sql/parser.h"
#include "rebuild/dependencies.h"
#include "rebuild/introspect.h"
#include "rebuild/plan.h"

namespace alterego::rebuild {

// The table that an ALTER names.
struct Target {
  enum class Kind : uint8_t { kTable, kView, kVirtual };
  TablePlace place;          // meaningless for a system table
  std::string schema, name;  // as stored
  Kind kind = Kind::kTable;
  bool system = false;  // sqlite_master, or a module's own table
  bool shadow = false;  // belongs to a virtual table
};

struct Context {
  Workspace& workspace;
  const Introspection& in;
  const Options& options;
  const sql::Parsed& parsed;  // the ALTER
  const AlterTable& alter;
  Target target;
  Dependencies& dependencies;

  bool Since(int minor, int patch = 0) const {
    return in.version >= SqliteVersion{3, minor, patch};
  }
  const Schema& schema() const { return in.schemas[target.place.schema]; }
  const SchemaObject& object() const {
    return schema().objects[target.place.object];
  }
  // The table as parsed; REQUIRES: RequireTable(..).ok().
  const CreateTable& table() const { return *object().As<CreateTable>(); }
};

absl::StatusOr<Plan> MakePlan(const Context& context);

absl::StatusOr<Plan> PlanOp(const Context& context, const RenameTable& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const RenameColumn& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const AddColumn& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const DropColumn& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const AddCheck& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const DropConstraint& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const SetNotNull& op);
absl::StatusOr<Plan> PlanOp(const Context& context, const DropNotNull& op);

// ---- what the forms share -------------------------------------------------

absl::Status Refused(std::string message, int code = 1);

// "table t may not be altered"
absl::Status RequireAlterable(const Context& context);
// "cannot <action> view "v""
absl::Status RequireTable(const Context& context, std::string_view action);
// What ADD COLUMN looks at before it reads the column's definition.
absl::Status RequireAddable(const Context& context);
// What is wrong with the definition itself, clause by clause.
absl::Status RequireDefined(const Context& context, const Column& column);
// "no such column: "c"", as the forms before 3.52 word it.
absl::StatusOr<size_t> RequireColumn(const Context& context,
                                     const sql::Name& column);
// 3.54: "cannot <action> rowid alias: rowid"
absl::Status RefuseRowidAlias(const Context& context, std::string_view action,
                              const Identifier& column);
// The read-only database's no, which comes after all that prepare finds.
absl::Status RequireWritable(const Context& context);

// The text of a name that takes the place of `token`: bare if both the old and
// the new one are written bare, else in double quotes.
std::string ReplacementName(const sql::Parsed& parsed, sql::TokenIndex token,
                            const Identifier& name, bool quoted);

// A copy of the snapshot whose objects are edited one by one.
class Draft {
 public:
  explicit Draft(const Context& context)
      : context_(context), after_(context.in) {}

  const Introspection& after() const { return after_; }
  SchemaObject& object(TablePlace place) {
    return after_.schemas[place.schema].objects[place.object];
  }
  // Writes other text for tokens; `edits` are by token of the text before.
  void SetText(TablePlace place, std::string text);
  // Every object of the table's schema and of temp, in the order in which
  // SQLite visits them.
  std::vector<TablePlace> Visited() const;
  // The steps that store what has changed, and make SQLite read it.
  void AppendSteps(std::string_view when, Plan* plan) const;
  Plan NewPlan() const;

 private:
  const Context& context_;
  Introspection after_;
};

// Whether errors in the schema do not matter: where it may be edited.
bool IsLenient(const Context& context);
// Before RENAME COLUMN and DROP COLUMN: everything must compile.
absl::Status CheckBefore(const Context& context);
// Double-quoted strings become single-quoted ones: what to write instead of the
// tokens of one object.
absl::StatusOr<TokenTexts> FixedQuotes(const Context& context,
                                       TablePlace place);
absl::Status FixQuotes(const Context& context, TablePlace place,
                       sql::Edits* edits);
// After: what no longer compiles ends the plan with a Refuse step. True if so.
absl::StatusOr<bool> CheckAfter(const Context& context, const Draft& draft,
                                std::string_view when, bool strings_off,
                                Plan* plan);

// Moves the rows: without column `dropped`, with column `added`.
CopyRows MakeCopy(const Context& context, std::optional<size_t> dropped,
                  const Column* added);
// Appends a copy of all rows where the strategy asks for it.
void AppendCopyIfAsked(const Context& context, Plan* plan);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_PLANNER_H_
