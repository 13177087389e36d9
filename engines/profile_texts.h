// The files of engines/profiles/, compiled in by engines/CMakeLists.txt.
#ifndef ALTEREGO_ENGINES_PROFILE_TEXTS_H_
#define ALTEREGO_ENGINES_PROFILE_TEXTS_H_

#include <string_view>
#include <vector>

namespace alterego {

std::vector<std::string_view> ProfileTexts();

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROFILE_TEXTS_H_
