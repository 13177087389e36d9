// Runs scripts on the shadow and on the linked SQLite, statement by statement,
// and compares outcome, message, schema and rows.
//
//   RunScript("CREATE TABLE t(a); INSERT INTO t VALUES(1);");
//
// A statement that starts with /*?*/ may be beyond the shadow; the script ends
// there if it is. gtest failures name the statement.
#ifndef ALTEREGO_TESTS_SHADOW_DIFFERENTIAL_H_
#define ALTEREGO_TESTS_SHADOW_DIFFERENTIAL_H_

#include <string_view>

namespace alterego::shadow {

void RunScript(std::string_view name, std::string_view script);

}  // namespace alterego::shadow

#endif  // ALTEREGO_TESTS_SHADOW_DIFFERENTIAL_H_
