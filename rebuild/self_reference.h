// What is wrong with the names in the expressions that stand in a table and in
// its indexes, when ALTER TABLE reads their texts again.
//
//   SelfReference names{.version = version, .strings_off = true};
//   ErrorInTable(table, names);          // no such column: c
//   ErrorInIndex(index, table, names);
//
// Source: resolve.c, sqlite3ResolveSelfReference and resolveExprStep; build.c,
// sqlite3EndTable and sqlite3CreateIndex. SQLite goes on behind an error in
// some places, and then words the last one it met.
#ifndef ALTEREGO_REBUILD_SELF_REFERENCE_H_
#define ALTEREGO_REBUILD_SELF_REFERENCE_H_

#include <string>

#include "model/statement.h"
#include "model/version.h"

namespace alterego::rebuild {

struct SelfReference {
  SqliteVersion version;
  bool strings_off = false;  // "x" must be a name
};

// "" if every name of the CHECKs and generated columns is one.
std::string ErrorInTable(const CreateTable& table, const SelfReference& names);
// "" if every name of the keys and of the WHERE is one of that table.
std::string ErrorInIndex(const CreateIndex& index, const CreateTable& table,
                         const SelfReference& names);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_SELF_REFERENCE_H_
