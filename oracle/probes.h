// Probe DML: statements that each constraint, trigger and default of a schema
// must refuse or react to. They run inside a savepoint that is rolled back; the
// shadow judges them like any statement, and every lane must answer alike.
#ifndef ALTEREGO_ORACLE_PROBES_H_
#define ALTEREGO_ORACLE_PROBES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "model/script.h"
#include "shadow/state.h"

namespace alterego {

// At most `probes_max`, spread over the tables of main and temp. For each
// table: a row of defaults, a copy of an existing row (UNIQUE), a NULL in each
// NOT NULL column, values that break each CHECK and each foreign key, an
// UPDATE that touches each column (triggers). Same world, same probes.
// `skip` turns the order: who asks again and again with a growing number gets
// all of them in turn.
std::vector<Step> ProbesFor(const shadow::World& world, size_t probes_max,
                            size_t skip = 0);

// Objects that the model does not look into: virtual tables, and text that our
// grammar does not know.
enum class Opaque : uint8_t {
  kRefuse,    // one of them: no statements at all
  kVerbatim,  // their text as it is stored; a virtual table's content comes
              // with the rows of its shadow tables
};

// The statements that create the world's main database afresh: its objects in
// order, then its rows with their rowids and storage classes. TEMP objects
// too. Empty if the world holds what cannot be created so.
// With kVerbatim, names that are SQLite's own, and virtual tables of a module
// that is missing, come by way of writable_schema.
std::vector<std::string> RecreateSql(
    const shadow::World& world, Opaque opaque = Opaque::kRefuse,
    const std::vector<Identifier>& missing_modules = {});

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_PROBES_H_
