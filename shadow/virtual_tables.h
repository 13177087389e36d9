// The shadow tables of virtual tables: those in which a module such as rtree
// keeps what it holds (https://sqlite.org/vtab.html#the_xshadowname_method). In
// defensive mode they are the module's alone.
#ifndef ALTEREGO_SHADOW_VIRTUAL_TABLES_H_
#define ALTEREGO_SHADOW_VIRTUAL_TABLES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/identifier.h"
#include "shadow/state.h"

namespace alterego::shadow {

//   ShadowTableSuffixes(Identifier("rtree"))  rowid, node, parent: of the
//                                             virtual table t, t_rowid ...
// In the order in which the module renames them. nullopt: it is not known.
std::optional<std::vector<std::string_view>> ShadowTableSuffixes(
    const Identifier& module);

// Whether `name`, up to its last "_", is a virtual table of the connection and
// the rest a suffix of its module (sqlite3ShadowTableName).
bool IsShadowTableName(const Snapshot& now, const Identifier& name);

// Whether defensive mode keeps a shadow table of that name from being written
// (sqlite3ReadOnlyShadowTables).
bool IsReadOnlyShadowTable(const World& world, const Identifier& name);
// Whether it keeps anything else from having that name: not in 3.26, but in
// 3.31 and later.
bool ReservesShadowTable(const World& world, const Identifier& name);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_VIRTUAL_TABLES_H_
