// The words in which a person chooses among rebuild::Options, wherever they are
// written: on the command line, in the options of the extension.
#ifndef ALTEREGO_REBUILD_OPTION_WORDS_H_
#define ALTEREGO_REBUILD_OPTION_WORDS_H_

#include <array>
#include <string_view>
#include <utility>

#include "rebuild/rebuild.h"

namespace alterego::rebuild {

template <class T, size_t kCount>
using Words = std::array<std::pair<std::string_view, T>, kCount>;

inline constexpr Words<Mode, 2> kModeWords = {
    {{"full", Mode::kFull}, {"sqlite", Mode::kSqlite}}};
inline constexpr Words<Strategy, 4> kStrategyWords = {
    {{"auto", Strategy::kAuto},
     {"edit", Strategy::kEdit},
     {"rebuild", Strategy::kRebuild},
     {"native", Strategy::kNative}}};
inline constexpr Words<Verify, 3> kVerifyWords = {
    {{"off", Verify::kOff}, {"rows", Verify::kRows}, {"full", Verify::kFull}}};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_OPTION_WORDS_H_
