// Which indexes of the table an ALTER leaves as they are, so that they need not
// be written anew although the rows of the table are.
#ifndef ALTEREGO_REBUILD_FULL_INDEXES_H_
#define ALTEREGO_REBUILD_FULL_INDEXES_H_

#include <string>
#include <vector>

#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// True if each row keeps its rowid, and has one.
bool KeepsRowids(const State& state);

// True if values of the column compare as in the one that it comes from: the
// same affinity and collation. REQUIRES: it comes from one.
bool ComparesAlike(const State& state, size_t column);

// True if PRIMARY KEY and UNIQUE are of the columns that they were of.
bool SameKeys(const State& state);

// True if the column's values, their order and their equality stay.
bool IsUntouched(const State& state, size_t column);

// The indexes behind PRIMARY KEY and UNIQUE hold what they held.
bool KeepsKeys(const State& state);

// The statements that write the others anew; at most one if it is all of them.
// `new_keys`: those behind PRIMARY KEY and UNIQUE are empty.
std::vector<std::string> ReindexSql(const State& state,
                                    const std::string& schema, bool new_keys);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_INDEXES_H_
