// What a declared type says, beyond its affinity.
#ifndef ALTEREGO_MODEL_TYPE_NAME_H_
#define ALTEREGO_MODEL_TYPE_NAME_H_

#include <string_view>

namespace alterego {

// The declared type is exactly INTEGER, in any case, quoted or not: what the
// one column of a primary key needs to be the rowid.
// https://sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
bool IsIntegerType(std::string_view declared);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_TYPE_NAME_H_
