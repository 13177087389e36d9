#include "model/identifier.h"

#include <algorithm>

namespace alterego {

bool EqualsFolded(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return FoldAscii(x) == FoldAscii(y);
         });
}

std::string Identifier::Folded() const {
  std::string out = spelling_;
  for (char& c : out) c = FoldAscii(c);
  return out;
}

std::string Identifier::Quoted() const {
  std::string out = "\"";
  for (char c : spelling_) {
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

std::weak_ordering operator<=>(const Identifier& a, const Identifier& b) {
  const size_t shared = std::min(a.spelling_.size(), b.spelling_.size());
  for (size_t i = 0; i < shared; ++i) {
    const auto x = static_cast<unsigned char>(FoldAscii(a.spelling_[i]));
    const auto y = static_cast<unsigned char>(FoldAscii(b.spelling_[i]));
    if (x != y) return x <=> y;
  }
  return a.spelling_.size() <=> b.spelling_.size();
}

}  // namespace alterego
