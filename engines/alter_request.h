// An ALTER TABLE as a driver of a tool gets it: in parts, so that it need not
// read SQL.
//
//   AlterRequest("ALTER TABLE t RENAME a TO b")
//     // {"form":"rename_column","table":"t","column":"a","to":"b"}
#ifndef ALTEREGO_ENGINES_ALTER_REQUEST_H_
#define ALTEREGO_ENGINES_ALTER_REQUEST_H_

#include <string>
#include <string_view>

namespace alterego {

// JSON; "" for a statement that is no ALTER TABLE. The members are those of
// engines/PROTOCOL.md, "Tools".
std::string AlterRequest(std::string_view sql);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_ALTER_REQUEST_H_
