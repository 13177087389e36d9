// The statement that takes an ALTER TABLE of the full dialect back, where one
// does. An engine that carries out both must end where it began.
//
//   // before: CREATE TABLE t(a)
//   InverseOf(before, ALTER TABLE t ADD UNIQUE (a) ..)   // DROP CONSTRAINT ..
#ifndef ALTEREGO_ORACLE_INVERSE_H_
#define ALTEREGO_ORACLE_INVERSE_H_

#include <optional>
#include <string>

#include "model/statement.h"
#include "shadow/state.h"

namespace alterego {

struct Inverse {
  std::string sql;
  bool rows = true;   // rows and rowids are as before, too
  bool texts = true;  // and so are the texts of the schema
};

// `before`: the world in which the ALTER was accepted. nullopt if there is no
// such statement.
std::optional<Inverse> InverseOf(const shadow::World& before,
                                 const Statement& alter);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_INVERSE_H_
