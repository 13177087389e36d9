// What a declared type says, beyond its affinity.
//
//   IsType("Integer", "INTEGER")     true, and so of "INTEGER" and [integer]
//   IsType("INTEGER (8)", "INTEGER") false
//   TypeAsRead("\"INT\" (3)")        INT
#ifndef ALTEREGO_MODEL_TYPE_NAME_H_
#define ALTEREGO_MODEL_TYPE_NAME_H_

#include <string>
#include <string_view>

namespace alterego {

// The declared type is exactly that word, in any case, quoted or not.
bool IsType(std::string_view declared, std::string_view word);

// What the one column of a primary key needs to be the rowid.
// https://sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
bool IsIntegerType(std::string_view declared);

// What SQLite keeps of a declared type: of one that begins with a quote that
// word alone, without its quotes; else all of it.
std::string TypeAsRead(std::string_view declared);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_TYPE_NAME_H_
