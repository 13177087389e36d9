// Do the rows of a table keep its rules? As PRAGMA quick_check and the queries
// of ALTER ask it.
#ifndef ALTEREGO_SHADOW_OPS_ROW_CHECK_H_
#define ALTEREGO_SHADOW_OPS_ROW_CHECK_H_

#include <optional>
#include <string>

#include "model/schema.h"
#include "shadow/rows.h"
#include "shadow/state.h"
#include "shadow/table_info.h"

namespace alterego::shadow {

enum class RowFault : uint8_t {
  kNone,
  kCheck,
  kNotNull,
  kType,
  kComputedType,  // of a VIRTUAL column
  kUnknown
};

// The first fault in the order of PRAGMA quick_check: row by row, NOT NULL and
// STRICT types column by column, then CHECK. `types`: STRICT types are asked.
RowFault QuickCheck(const CreateTable& table, const TableRows& rows,
                    const Dialect& dialect, bool types);

// A function in a CHECK that does not exist; nullopt if all do. `*optional` is
// set if one may or may not.
std::optional<std::string> UnknownCheckFunction(const CreateTable& table,
                                                bool* optional);

// What the CHECKs of a table, all together, make of row values.
RowUse UseOfRows(const CreateTable& table);

// The rows of a table, empty if there are none.
const TableRows& RowsOf(const Database& database, const Identifier& table);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_OPS_ROW_CHECK_H_
