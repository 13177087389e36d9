// What stands in front of a fault. SQLite acts on a clause as soon as it has
// read it, so what it finds wrong there comes before an error of syntax:
//
//   ParseBefore("CREATE TABLE t(a, a, b", 22)   // a CreateTable of a and a
#ifndef ALTEREGO_MODEL_SQL_PREFIX_H_
#define ALTEREGO_MODEL_SQL_PREFIX_H_

#include <optional>
#include <string_view>

#include "model/sql/parser.h"

namespace alterego::sql {

// What was read when the token at `fault` came: a CREATE TABLE with its columns
// and constraints, a CREATE TRIGGER whose BEGIN was read with its whole steps,
// an ALTER TABLE .. ADD with its column; nullopt for everything else. Ranges
// may lack their ends.
std::optional<Parsed> ParseBefore(std::string_view text, size_t fault);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_PREFIX_H_
