#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/program.h"

namespace alterego::rebuild::full {
namespace {

// How a row of the table is told to a person.
std::string PlaceOf(const SchemaObject& object, std::string* place) {
  const CreateTable& table = *object.As<CreateTable>();
  const std::string rowid = RowidName(table);
  const std::string name = Quoted(object.name);
  if (!rowid.empty()) {
    *place = "rowid";
    return absl::StrCat(name, ".", rowid);
  }
  *place = "key";
  std::vector<std::string> parts;
  for (int c : table.PrimaryKeyColumns()) {
    parts.push_back(absl::StrCat("quote(", name, ".",
                                 table.columns[c].name.id.Quoted(), ")"));
  }
  return parts.empty() ? "'?'" : absl::StrJoin(parts, "||', '||");
}

}  // namespace

CheckQuery QueryOf(const State& state, const Check& check) {
  CheckQuery out;
  out.what = check.what;
  out.one = check.one;
  out.many = check.many;
  out.hint = check.hint;
  out.approximate = check.approximate;
  out.untold = check.untold;
  out.conversion = check.conversion;
  const std::string place = PlaceOf(state.old_object(), &out.place);
  const std::string sample = check.sample.empty() ? "NULL" : check.sample;
  // To count, an index will do; to find the first, the table's own order.
  const std::string counted = absl::StrCat(" FROM ", state.OldName());
  const std::string from = counted + " NOT INDEXED";
  out.any_sql = absl::StrCat("SELECT 1", from, " LIMIT 1");
  if (check.kind == Check::Kind::kRows) {
    const std::string where = " WHERE " + check.offending;
    out.rows_sql = absl::StrCat("SELECT *", from, where);
    out.count_sql = absl::StrCat("SELECT count(*)", counted, where);
    if (!check.converts.empty()) {
      // FILTER came with 3.30.
      out.count_sql = absl::StrCat("SELECT count(CASE WHEN ", check.offending,
                                   " THEN 1 END), count(CASE WHEN ",
                                   check.converts, " THEN 1 END)", counted);
    }
    out.first_sql =
        absl::StrCat("SELECT ", place, ", ", sample, from, where, " LIMIT 1");
    return out;
  }
  const std::string groups =
      absl::StrCat(counted, " WHERE ", check.not_null, " GROUP BY ", check.key,
                   " HAVING count(*)>1");
  out.rows_sql = absl::StrCat("SELECT ", sample, groups);
  out.count_sql = absl::StrCat("SELECT count(*) FROM (SELECT 1", groups, ")");
  out.first_sql = absl::StrCat("SELECT min(", place, "), ", sample,
                               "||' ('||count(*)||' times)'", groups,
                               " ORDER BY 1 LIMIT 1");
  return out;
}

CheckQuery AfterQueryOf(const State& state, const Check& check) {
  CheckQuery out;
  out.what = check.what;
  out.one = check.one;
  out.many = check.many;
  out.hint = "with the values that it would have";
  const std::string place = PlaceOf(state.object(), &out.place);
  const std::string from =
      absl::StrCat(" FROM ", Quoted(state.schema().name), ".",
                   Quoted(state.name()), " NOT INDEXED");
  const std::string rows = absl::StrCat(from, " WHERE NOT (", check.holds, ")");
  out.any_sql = absl::StrCat("SELECT 1", from, " LIMIT 1");
  out.rows_sql = "SELECT *" + rows;
  out.count_sql = "SELECT count(*)" + rows;
  out.first_sql = absl::StrCat("SELECT ", place, ", NULL", rows, " LIMIT 1");
  return out;
}

absl::StatusOr<PreCheck> Ask(Database& database, const CheckQuery& query) {
  PreCheck out;
  out.what = query.what;
  out.query = query.rows_sql;
  const bool converts = !query.conversion.column.empty();
  const absl::Status counted =
      database.ForEachRow(query.count_sql, [&](const Statement& row) {
        out.count = row.Integer(0);
        if (converts) out.converted = row.Integer(1);
      });
  if (!counted.ok()) {
    // What depends on no column is computed even if there is no row, and may
    // fail.
    bool any = false;
    ALTEREGO_RETURN_IF_ERROR(database.ForEachRow(
        query.any_sql, [&](const Statement&) { any = true; }));
    return any ? absl::StatusOr<PreCheck>(counted) : out;
  }
  if (out.count == 0) return out;
  std::string where;
  ALTEREGO_RETURN_IF_ERROR(
      database.ForEachRow(query.first_sql, [&](const Statement& row) {
        where = absl::StrCat(", first at ", query.place, " ", row.Text(0));
        if (!row.IsNull(1)) absl::StrAppend(&where, ": ", row.Text(1));
      }));
  out.finding =
      absl::StrCat(out.count, " ", out.count == 1 ? query.one : query.many,
                   where, query.hint.empty() ? "" : "; " + query.hint);
  return out;
}

}  // namespace alterego::rebuild::full
