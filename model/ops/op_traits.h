// What is the same for every instance of an operation form. The primary
// template is undefined on purpose: a form without its traits does not compile.
#ifndef ALTEREGO_MODEL_OPS_OP_TRAITS_H_
#define ALTEREGO_MODEL_OPS_OP_TRAITS_H_

#include <string_view>

#include "model/version.h"

namespace alterego {

template <class Op>
struct OpTraits;  // kName: "rename_table"; kSince: first SQLite that has it

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_OP_TRAITS_H_
