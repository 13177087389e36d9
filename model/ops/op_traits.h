// What is the same for every instance of an operation form. The primary
// template is undefined on purpose: a form without its traits does not compile.
#ifndef ALTEREGO_MODEL_OPS_OP_TRAITS_H_
#define ALTEREGO_MODEL_OPS_OP_TRAITS_H_

#include <string_view>

#include "model/version.h"

namespace alterego {

// kName: "rename_table".
// kNative: SQLite has the form itself. (The form's struct may say more than
// SQLite's syntax can: see IsNative in model/alter_table.h.)
// kSince: the first SQLite that has it; of a form that no SQLite has, the first
// one whose CREATE TABLE can say what the form leaves behind.
template <class Op>
struct OpTraits;

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_OP_TRAITS_H_
