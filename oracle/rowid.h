// How the rowid of a table is reached in SQL.
#ifndef ALTEREGO_ORACLE_ROWID_H_
#define ALTEREGO_ORACLE_ROWID_H_

#include <optional>
#include <string_view>

#include "model/statement.h"

namespace alterego {

// A name of the rowid that no column hides; nothing if there is none, or no
// rowid. Rows of a table that has one are observed with their rowid in front.
inline std::optional<std::string_view> RowidName(const CreateTable& table) {
  if (table.without_rowid) return std::nullopt;
  for (const std::string_view name : {"rowid", "oid", "_rowid_"}) {
    if (table.FindColumn(Identifier(name)) == nullptr) return name;
  }
  return std::nullopt;
}

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_ROWID_H_
