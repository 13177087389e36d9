// The values of SQL functions, where the shadow can compute them.
//
//   CallFunction("abs", {Value::Integer(-3)}, Collation::kBinary);   // 3
#ifndef ALTEREGO_SHADOW_BUILTINS_H_
#define ALTEREGO_SHADOW_BUILTINS_H_

#include <string_view>
#include <vector>

#include "shadow/eval.h"

namespace alterego::shadow {

// REQUIRES: the function exists and the number of arguments is legal.
// kUnknown for those that it cannot compute.
EvalResult CallFunction(std::string_view name, const std::vector<Value>& args,
                        Collation collation, SqliteVersion version);

// LIKE and GLOB over UTF-8. `escape` is 0 for none.
bool LikeMatches(std::string_view pattern, std::string_view text, bool glob,
                 char32_t escape);
// The code points of `text` up to a NUL; bytes that are no UTF-8 one by one.
std::vector<char32_t> CodePoints(std::string_view text);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_BUILTINS_H_
