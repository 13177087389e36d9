// What of a schema a profile may have something to say about.
//
//   DetectFeatures("CREATE TABLE t(a, b AS (a + 1) STORED)")
//       // {"generated", "generated_stored"}
//
// The words are those of "detects" in engines/profiles: docs/ENGINES.md lists
// them. Besides those of the table there: "function:NAME" for every function
// that is called, "module:NAME" for a virtual table.
#ifndef ALTEREGO_ENGINES_DETECT_H_
#define ALTEREGO_ENGINES_DETECT_H_

#include <set>
#include <string>
#include <string_view>

namespace alterego {

// Of one CREATE statement as sqlite_schema holds it; names in lower case.
std::set<std::string> DetectFeatures(std::string_view sql);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_DETECT_H_
