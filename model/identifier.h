// Identifier: a SQL name, already without its quotes.
//
//   Identifier("Total") == Identifier("TOTAL")        // true
//   Identifier("Total").spelling()                    // "Total"
//
// Comparison folds ASCII case only, as SQLite does (sqlite3StrICmp); the
// spelling is kept, because the stored schema text keeps it. The empty name is
// legal in SQLite ("") and here. A value type; thread-safe as std::string is.
#ifndef ALTEREGO_MODEL_IDENTIFIER_H_
#define ALTEREGO_MODEL_IDENTIFIER_H_

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace alterego {

inline char FoldAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Case-insensitive for ASCII only.
bool EqualsFolded(std::string_view a, std::string_view b);

class Identifier {
 public:
  Identifier() = default;
  Identifier(const char* literal) : spelling_(literal) {}  // NOLINT: literals
  explicit Identifier(std::string spelling) : spelling_(std::move(spelling)) {}
  explicit Identifier(std::string_view spelling) : spelling_(spelling) {}

  const std::string& spelling() const { return spelling_; }
  bool empty() const { return spelling_.empty(); }
  // ASCII lower case: the key to sort and to look up by.
  std::string Folded() const;
  // "name", with quotes inside doubled: valid SQL for every name.
  std::string Quoted() const;

  friend bool operator==(const Identifier& a, const Identifier& b) {
    return EqualsFolded(a.spelling_, b.spelling_);
  }
  // Orders by folded bytes.
  friend std::weak_ordering operator<=>(const Identifier& a,
                                        const Identifier& b);

 private:
  std::string spelling_;
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_IDENTIFIER_H_
