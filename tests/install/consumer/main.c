/* Carries out ALTER TABLE from C, and is refused one. Exit code 0 if all is
** well. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "rebuild/alterego.h"

static int Told(void *context, const char *phase, long long rows_done,
                long long rows_all) {
  (void)phase;
  (void)rows_done;
  (void)rows_all;
  ++*(int *)context;
  return 0; /* go on */
}

static int Alters(sqlite3 *db) {
  char *message = NULL;
  char *json = NULL;
  alterego_kept_plan *plan = NULL;
  int told = 0;
  int applied = 0;
  alterego_options options;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.strategy = ALTEREGO_STRATEGY_REBUILD;
  options.progress = Told;
  options.context = &told;
  if (alterego_alter(db, "ALTER TABLE t ALTER COLUMN a TYPE INTEGER", &options,
                     &message) != SQLITE_OK) {
    fprintf(stderr, "%s\n", message);
    alterego_free(message);
    return 0;
  }
  if (alterego_plan(db, "ALTER TABLE t ADD b UNIQUE", NULL, &json, NULL) !=
      SQLITE_OK) {
    return 0;
  }
  puts(json);
  alterego_free(json);
  /* A plan that is kept is good for the schema that it was made for. */
  if (alterego_keep_plan(db, "ALTER TABLE t RENAME a TO b", NULL, &plan,
                         NULL) != SQLITE_OK) {
    return 0;
  }
  puts(alterego_kept_plan_text(plan));
  applied = alterego_apply(db, plan, NULL, NULL) == SQLITE_OK &&
            alterego_apply(db, plan, NULL, NULL) == SQLITE_SCHEMA;
  alterego_free_plan(plan);
  if (!applied) return 0;
  /* A refusal has SQLite's code, and says which row. */
  if (alterego_alter(db, "ALTER TABLE t ALTER COLUMN n SET NOT NULL", NULL,
                     &message) == SQLITE_OK) {
    return 0;
  }
  puts(message);
  told += strstr(message, "rowid 1") != NULL;
  alterego_free(message);
  return told > 1;
}

int main(void) {
  sqlite3 *db = NULL;
  int ok = 0;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
  ok = sqlite3_exec(db,
                    "CREATE TABLE t(a TEXT, n);"
                    "INSERT INTO t VALUES('12', NULL)",
                    NULL, NULL, NULL) == SQLITE_OK &&
       Alters(db);
  sqlite3_close(db);
  puts(ok ? "c_consumer: ok" : "c_consumer: failed");
  return ok ? 0 : 1;
}
