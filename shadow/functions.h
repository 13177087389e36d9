// SQLite's own functions, as far as name resolution asks about them: how many
// arguments, whether an aggregate, whether deterministic.
//
//   const FunctionInfo* f = FindFunction("max", 1);   // the aggregate
//
// Source: https://sqlite.org/lang_corefunc.html, lang_aggfunc.html,
// windowfunctions.html, json1.html, lang_datefunc.html, lang_mathfunc.html.
#ifndef ALTEREGO_SHADOW_FUNCTIONS_H_
#define ALTEREGO_SHADOW_FUNCTIONS_H_

#include <string_view>

#include "model/sql/node.h"

namespace alterego::shadow {

struct FunctionInfo {
  std::string_view name;
  int arguments_min = 0;
  int arguments_max = 0;  // -1: any number
  bool aggregate = false;
  bool window_only = false;  // rank(), lag(), ...: needs OVER
  bool deterministic = true;
};

// The function of that name (any case) that takes so many arguments; nullptr
// if there is none.
const FunctionInfo* FindFunction(std::string_view name, int arguments);
// The same for a kFunction; what stands in FILTER, OVER and ORDER BY is no
// argument. nullptr for every other node, too.
const FunctionInfo* FunctionOf(const sql::Node& call);
bool IsAggregate(const sql::Node& node);
// True if a function of that name exists, whatever its arguments.
bool IsFunction(std::string_view name);
// True for functions that some builds have and others lack.
bool IsOptionalFunction(std::string_view name);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_FUNCTIONS_H_
