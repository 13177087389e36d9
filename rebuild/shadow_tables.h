// Shadow tables: those that a virtual table keeps its content in, as ft_data of
// an FTS5 table ft (https://sqlite.org/vtab.html#the_xshadowname_method).
#ifndef ALTEREGO_REBUILD_SHADOW_TABLES_H_
#define ALTEREGO_REBUILD_SHADOW_TABLES_H_

#include <string_view>

#include "rebuild/introspect.h"

namespace alterego::rebuild {

// The virtual table of that schema whose module, one of those that come with
// SQLite, gives the name to a table of its own; nullptr if there is none.
// Older releases cannot be asked, and newer ones do not know of a module that
// is not loaded.
const SchemaObject* ShadowedBy(const Schema& schema, std::string_view name);

// The virtual table that the name would belong to: what stands before its last
// "_". nullptr if there is none.
const SchemaObject* VirtualTableBefore(const Schema& schema,
                                       std::string_view name);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_SHADOW_TABLES_H_
