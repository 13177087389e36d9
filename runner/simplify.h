// Simplify: smaller variants of a statement or of a whole script, for the
// reducer. Nothing here knows what a divergence is; whoever asks runs the
// variant and decides.
//
//   for (size_t n = 0; auto smaller = Simplified(statement, n); ++n) ...
#ifndef ALTEREGO_RUNNER_SIMPLIFY_H_
#define ALTEREGO_RUNNER_SIMPLIFY_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/script.h"
#include "model/statement.h"

namespace alterego {

// The statement with its n-th simplification applied, or nullopt when there
// are no more: a clause, column, row, term or step less, an expression
// replaced by a part of it or by a literal, an option off. Big ones first.
// Repeating it ends: every variant has less to simplify.
std::optional<Statement> Simplified(const Statement& statement, size_t n);

// The script without column number `column` of the table that statement
// number `create` creates: the INSERTs into it lose their values for it.
// nullopt if that is no CREATE TABLE with such a column and another one.
std::optional<std::vector<Step>> WithoutColumn(const std::vector<Step>& steps,
                                               size_t create, size_t column);

// Old name (folded) and new name, in the order in which the script introduces
// them: tables t0, t1, ..., columns c0, ..., indexes i0, views v0, triggers r0,
// the rest n0. Names that are so already stay out.
std::vector<std::pair<std::string, std::string>> PlainNames(
    const std::vector<Step>& steps);

// The script with those names replaced wherever a name token says them.
std::vector<Step> Renamed(
    const std::vector<Step>& steps,
    const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_SIMPLIFY_H_
