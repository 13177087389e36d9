#include "model/version.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace alterego {

std::string SqliteVersion::ToString() const {
  return absl::StrCat(major, ".", minor, ".", patch);
}

std::optional<SqliteVersion> SqliteVersion::Parse(std::string_view text) {
  const std::vector<std::string> parts =
      absl::StrSplit(absl::string_view(text.data(), text.size()), '.');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  int numbers[3] = {0, 0, 0};
  for (size_t i = 0; i < parts.size(); ++i) {
    if (!absl::SimpleAtoi(parts[i], &numbers[i]) || numbers[i] < 0) {
      return std::nullopt;
    }
  }
  return SqliteVersion{numbers[0], numbers[1], numbers[2]};
}

}  // namespace alterego
