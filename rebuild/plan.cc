#include "rebuild/plan.h"

#include "absl/strings/str_cat.h"
#include "base/overloaded.h"
#include "rebuild/database.h"
#include "rebuild/schema_change.h"

namespace alterego::rebuild {
namespace {

std::string StepSql(const Step& step) {
  return std::visit(
      Overloaded{
          [](const RefuseIfRow& s) {
            return absl::StrCat("-- no row allowed (", s.refusal.message,
                                "):\n", s.query, ";\n");
          },
          [](const Refuse& s) {
            return absl::StrCat("-- refuse: ", s.refusal.message, "\n");
          },
          [](const RequireCompiles& s) {
            return absl::StrCat("-- must compile:\n-- ", s.sql, ";\n");
          },
          [](const EditObject& s) {
            return absl::StrCat(
                "UPDATE ", Quoted(s.schema),
                ".sqlite_master SET name=", Literal(s.object.name),
                ", tbl_name=", Literal(s.object.table_name), ", sql=",
                s.object.sql.has_value() ? Literal(*s.object.sql) : "NULL",
                " WHERE rowid=", s.object.rowid, ";\n");
          },
          [](const RunSql& s) { return s.sql + ";\n"; },
          [](const CopyRows& s) {
            return absl::StrCat(
                s.alias_sql.empty()
                    ? ""
                    : absl::StrCat("-- read as ", s.alias_sql, "\n"),
                s.create_sql, ";\n", s.insert_sql, ";\n-- exchange storage; ",
                "DROP TABLE ", Quoted(s.schema), ".", Quoted(s.copy_name),
                ";\n");
          },
          [](const ReloadSchema& s) {
            return absl::StrCat(
                "-- reload ", Quoted(s.schema),
                s.when.empty() ? "" : absl::StrCat(" (after ", s.when, ")"),
                "\n");
          },
          [](const VerifyRows& s) {
            return absl::StrCat("PRAGMA ", Quoted(s.schema), ".quick_check(",
                                Quoted(s.table), ");\n");
          },
      },
      step);
}

}  // namespace

std::string Plan::ToSql() const {
  std::string out = absl::StrCat("SAVEPOINT ", kSavepoint, ";\n");
  for (const Step& step : steps) out += StepSql(step);
  return absl::StrCat(out, "RELEASE ", kSavepoint, ";\n");
}

}  // namespace alterego::rebuild
