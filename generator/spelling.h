// Spelling: writes the same SQL in another way, token by token: keywords in any
// case, blanks, line breaks and comments where they may stand, names in other
// quotes. SQLite's ALTER edits text, so how a schema is spelled matters.
//
//   Respell(context, "CREATE TABLE t1(a)");
//   // "create  TABLE /* , */ [t1]( a\n)"
//
// What the statement means does not change: the tokens stay the same but for
// the case of keywords and the quotes of names. No comment is put behind the
// last token, and none before the first.
#ifndef ALTEREGO_GENERATOR_SPELLING_H_
#define ALTEREGO_GENERATOR_SPELLING_H_

#include <string>
#include <string_view>

#include "generator/context.h"

namespace alterego::generator {

// As it is, or respelled where spelling_noise says so.
std::string MaybeRespell(Context& context, std::string sql);
std::string Respell(Context& context, std::string_view sql);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_SPELLING_H_
