#include "model/statement.h"

#include <array>

namespace alterego {

std::string_view ObjectKindName(ObjectKind kind) {
  static constexpr std::string_view kNames[] = {"table", "index", "view",
                                                "trigger"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view StatementName(const Statement& statement) {
  // In the order of the variant.
  static constexpr std::string_view kNames[] = {
      "alter_table",    "create_table",
      "create_index",   "create_view",
      "create_trigger", "create_virtual_table",
      "drop",           "insert",
      "update",         "delete",
      "select",         "begin",
      "commit",         "rollback",
      "savepoint",      "release",
      "rollback_to",    "pragma",
      "reindex",        "analyze",
      "other",          "alter_table_full"};
  static_assert(std::size(kNames) == std::variant_size_v<Statement>);
  return kNames[statement.index()];
}

}  // namespace alterego
