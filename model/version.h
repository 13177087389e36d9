// SqliteVersion: which SQLite's rules hold, e.g. {3, 40, 1}.
#ifndef ALTEREGO_MODEL_VERSION_H_
#define ALTEREGO_MODEL_VERSION_H_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace alterego {

struct SqliteVersion {
  int major = 3, minor = 0, patch = 0;

  std::string ToString() const;
  // "3.40.1" or "3.40"; nullopt for anything else.
  static std::optional<SqliteVersion> Parse(std::string_view text);

  friend auto operator<=>(const SqliteVersion&, const SqliteVersion&) = default;
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_VERSION_H_
