// What a table's constraints are called, also those without a name: they answer
// to the names that PostgreSQL would give them.
//
//   CREATE TABLE t(a PRIMARY KEY, b CHECK (b > 0), UNIQUE (a, b))
//   ConstraintNames(t)        // t_pkey, t_b_check, t_a_b_key
//
// t_pkey, t_c_key and t_c_fkey (all columns, in order), t_c_check (t_check if
// the expression is not about one column alone); with 1, 2, ... where the name
// is taken: first by a name that is written, then from left to right.
#ifndef ALTEREGO_MODEL_CONSTRAINT_NAMES_H_
#define ALTEREGO_MODEL_CONSTRAINT_NAMES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "model/schema.h"

namespace alterego {

// One constraint of a table: of column number `column`, or of the table if that
// is -1; `index` is its place in that list of constraints.
struct ConstraintRef {
  int column = -1;
  size_t index = 0;
  friend bool operator==(const ConstraintRef&, const ConstraintRef&) = default;
};

struct NamedConstraint {
  ConstraintRef ref;
  Identifier name;
  bool written = false;  // CONSTRAINT name; else the default
};

// In the order of the text. Without a name, only PRIMARY KEY, UNIQUE, CHECK and
// foreign keys are constraints; with one, everything is.
std::vector<NamedConstraint> ConstraintNames(const CreateTable& table);

// The first one of that name.
std::optional<ConstraintRef> FindConstraint(const CreateTable& table,
                                            const Identifier& name);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_CONSTRAINT_NAMES_H_
