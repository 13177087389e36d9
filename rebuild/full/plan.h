// FullPlan: what an ALTER TABLE of the full dialect will do to a database, as
// a value: read it, show it, keep it, and apply it later.
//
//   absl::StatusOr<FullPlan> plan = PlanAlter(connection, sql, options);
//   std::cout << plan->ToText();
//   absl::StatusOr<Report> done = ApplyPlan(connection, *plan, options);
//
// Immutable once made; copies share the steps.
#ifndef ALTEREGO_REBUILD_FULL_PLAN_H_
#define ALTEREGO_REBUILD_FULL_PLAN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace alterego::rebuild {

namespace full {
struct Program;
}  // namespace full

// One thing that will be done.
struct FullStep {
  std::string kind;   // "edit", "copy", "drop", "reindex", ...
  std::string sql;    // what runs, or a -- comment that says it
  int64_t rows = 0;   // that are written
  int64_t bytes = 0;  // that are written, roughly
};

// A question asked of the rows that are there.
struct PreCheck {
  std::string what;       // "NOT NULL of t.c"
  std::string query;      // its rows are the offending ones
  int64_t count = 0;      // of offending rows
  int64_t converted = 0;  // values that get another storage class
  std::string finding;    // "3 existing NULL values in t.c, first at rowid 17"
};

struct FullPlan {
  std::string sql;    // the ALTER
  std::string table;  // main.t; "": IF EXISTS found none, or it is ignored
  uint64_t schema_hash = 0;  // of the schema that it was made for
  std::string way;           // "nothing", "edit", "edit and reindex", "update",
                             // "new keys", "rebuild", "native"
  std::vector<FullStep> steps;
  std::vector<PreCheck> checks;
  std::vector<std::string> warnings;
  // destroys_data, rewrites_table, loosens, tightens, breaks_older_sqlite
  std::vector<std::string> lint;
  int64_t temp_bytes = 0;  // needed beside the database while it runs
  // By which the file may be larger afterwards; VACUUM gives it back.
  int64_t growth_bytes = 0;
  // What others have to wait for, a line for each database that is written to.
  std::vector<std::string> locks;

  std::shared_ptr<const full::Program> program;

  // A person's view; and the same as JSON.
  std::string ToText() const;
  std::string ToJson() const;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_FULL_PLAN_H_
