// Values for rows, defaults and comparisons: every storage class, small and
// simple ones mostly, and the edges where conversions go wrong.
#ifndef ALTEREGO_GENERATOR_VALUES_H_
#define ALTEREGO_GENERATOR_VALUES_H_

#include <vector>

#include "generator/context.h"
#include "model/sql/node.h"
#include "model/value.h"

namespace alterego::generator {

// A value that fits the affinity, or now and then any other. The simplest is 0
// or 'x'.
Value DrawValue(Context& context, shadow::Affinity affinity);
// As DrawValue, but only what a STRICT column of that affinity takes.
Value DrawStrictValue(Context& context, shadow::Affinity affinity);
// The expression that evaluates to exactly the value: a literal, or a minus
// sign and a literal, or the CAST that text beyond UTF-8 needs.
sql::Node LiteralOf(const Value& value);
// DrawValue as an expression.
sql::Node DrawLiteral(Context& context, shadow::Affinity affinity);

// Every edge value, for tests.
const std::vector<Value>& EdgeValues();

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_VALUES_H_
