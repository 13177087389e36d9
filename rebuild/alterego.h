/* alterego: PostgreSQL's whole ALTER TABLE on any SQLite database, for C.
**
**   char *message = NULL;
**   if (alterego_alter(db, "ALTER TABLE t ALTER COLUMN c TYPE INTEGER", NULL,
**                      &message) != SQLITE_OK) {
**     fprintf(stderr, "%s\n", message);
**     alterego_free(message);
**   }
**
** The connection stays the caller's; nobody else may use it meanwhile. Each
** call is atomic: inside the caller's transaction or in one of its own, on any
** error the database is as it was. Functions return SQLite's result codes,
** extended ones where there are any. `message` may be NULL; what is written to
** it is UTF-8 text, or NULL, for alterego_free().
**
** Works with the libsqlite3 that this library is linked to, which must be the
** one that opened `db`, 3.31.0 or later. Another SQLite: load the extension.
*/
#ifndef ALTEREGO_REBUILD_ALTEREGO_H_
#define ALTEREGO_REBUILD_ALTEREGO_H_

#ifdef __cplusplus
extern "C" {
#endif

struct sqlite3;

#define ALTEREGO_MODE_FULL 0   /* the whole dialect */
#define ALTEREGO_MODE_SQLITE 1 /* what this SQLite accepts, and no more */

#define ALTEREGO_STRATEGY_AUTO 0
#define ALTEREGO_STRATEGY_EDIT 1    /* the schema text, rows in place */
#define ALTEREGO_STRATEGY_REBUILD 2 /* move the rows to a new table */
#define ALTEREGO_STRATEGY_NATIVE 3  /* SQLite's own ALTER TABLE, if it can */

#define ALTEREGO_VERIFY_ROWS 0 /* compare the rows that moved */
#define ALTEREGO_VERIFY_OFF 1
#define ALTEREGO_VERIFY_FULL 2 /* and check the integrity of the database */

/* All zero is the default. Set `size` to sizeof(alterego_options): a later
** version may have more members behind these. */
typedef struct alterego_options {
  unsigned int size;
  int mode;
  int strategy;
  int verify;
  const char *keep_old; /* keep the table as it was under this name, or NULL */
  /* Called now and then with rows done of rows in all; other than 0 cancels
  ** with SQLITE_INTERRUPT. NULL: not called. */
  int (*progress)(void *context, const char *phase, long long rows_done,
                  long long rows_all);
  void *context;
} alterego_options;

/* Carries out one ALTER TABLE. `options` may be NULL. */
int alterego_alter(struct sqlite3 *db, const char *sql,
                   const alterego_options *options, char **message);

/* What alterego_alter would do in ALTEREGO_MODE_FULL, as JSON; changes nothing.
** SQLITE_OK also if rows refuse it: the plan's checks say so. */
int alterego_plan(struct sqlite3 *db, const char *sql,
                  const alterego_options *options, char **json, char **message);

/* Frees what the functions above wrote. NULL is fine. */
void alterego_free(char *text);

/* A plan that is kept, to be looked at and carried out later:
**
**   alterego_kept_plan *plan = NULL;
**   if (alterego_keep_plan(db, "ALTER TABLE t DROP COLUMN c", NULL, &plan,
**                          &message) == SQLITE_OK) {
**     puts(alterego_kept_plan_text(plan));
**     if (agreed) alterego_apply(db, plan, NULL, &message);
**   }
**   alterego_free_plan(plan);
**
** It holds no lock and no statement, and may outlive the connection. */
typedef struct alterego_kept_plan alterego_kept_plan;

/* What alterego_plan does; `*plan` is NULL unless it returns SQLITE_OK. */
int alterego_keep_plan(struct sqlite3 *db, const char *sql,
                       const alterego_options *options,
                       alterego_kept_plan **plan, char **message);

/* The plan for a person and as JSON, until it is freed; NULL for NULL. */
const char *alterego_kept_plan_text(const alterego_kept_plan *plan);
const char *alterego_kept_plan_json(const alterego_kept_plan *plan);

/* Carries the plan out, as often as that can be. Rows are asked again, for some
** may have come since. SQLITE_SCHEMA, and nothing changed, if the schema is not
** the one that the plan was made for. Of `options`, which may be NULL, only
** `verify`, `progress` and `context` count: the rest is in the plan. */
int alterego_apply(struct sqlite3 *db, const alterego_kept_plan *plan,
                   const alterego_options *options, char **message);

/* NULL is fine. */
void alterego_free_plan(alterego_kept_plan *plan);

#ifdef __cplusplus
}
#endif

#endif /* ALTEREGO_REBUILD_ALTEREGO_H_ */
