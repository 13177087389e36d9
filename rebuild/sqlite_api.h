// SqliteApi: the C functions of one SQLite build, as a table. The rebuild
// engine and the adapters call SQLite only through such a table, so that one
// process can hold several builds, and so that a loadable extension can use its
// host's (https://sqlite.org/loadext.html).
//
//   const SqliteApi& api = SqliteApi::Linked();
//   api.prepare_v2(db, "SELECT 1", -1, &statement, nullptr);
//
// Plain function pointers with SQLite's own names, types and contracts. The
// table is immutable; use it from any thread that may use the connection.
#ifndef ALTEREGO_REBUILD_SQLITE_API_H_
#define ALTEREGO_REBUILD_SQLITE_API_H_

#include <sqlite3.h>

namespace alterego {

#define ALTEREGO_SQLITE_FUNCTIONS(X) \
  X(bind_blob)                       \
  X(bind_double)                     \
  X(bind_int64)                      \
  X(bind_null)                       \
  X(bind_text)                       \
  X(bind_value)                      \
  X(busy_timeout)                    \
  X(changes)                         \
  X(clear_bindings)                  \
  X(close_v2)                        \
  X(column_blob)                     \
  X(column_bytes)                    \
  X(column_count)                    \
  X(column_double)                   \
  X(column_int64)                    \
  X(column_name)                     \
  X(column_text)                     \
  X(column_type)                     \
  X(column_value)                    \
  X(create_function_v2)              \
  X(db_config)                       \
  X(db_filename)                     \
  X(db_readonly)                     \
  X(errcode)                         \
  X(errmsg)                          \
  X(exec)                            \
  X(extended_errcode)                \
  X(finalize)                        \
  X(free)                            \
  X(get_autocommit)                  \
  X(interrupt)                       \
  X(last_insert_rowid)               \
  X(libversion)                      \
  X(libversion_number)               \
  X(limit)                           \
  X(malloc64)                        \
  X(open_v2)                         \
  X(prepare_v2)                      \
  X(prepare_v3)                      \
  X(progress_handler)                \
  X(reset)                           \
  X(set_authorizer)                  \
  X(set_last_insert_rowid)           \
  X(sourceid)                        \
  X(sql)                             \
  X(step)                            \
  X(stmt_readonly)                   \
  X(table_column_metadata)           \
  X(total_changes) X(backup_init) X(backup_step) X(backup_finish)

// Absent from some builds; null there, so ask before calling.
#define ALTEREGO_SQLITE_OPTIONAL_FUNCTIONS(X) \
  X(deserialize) X(serialize) X(test_control)

struct SqliteApi {
#define ALTEREGO_SQLITE_MEMBER(name) decltype(&sqlite3_##name) name = nullptr;
  ALTEREGO_SQLITE_FUNCTIONS(ALTEREGO_SQLITE_MEMBER)
  ALTEREGO_SQLITE_OPTIONAL_FUNCTIONS(ALTEREGO_SQLITE_MEMBER)
#undef ALTEREGO_SQLITE_MEMBER

  // The SQLite that this program is linked to.
  static const SqliteApi& Linked();
};

}  // namespace alterego

#endif  // ALTEREGO_REBUILD_SQLITE_API_H_
