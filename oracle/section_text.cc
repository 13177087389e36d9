#include "oracle/section_text.h"

namespace alterego {
namespace {

// The pieces that end with `end` outside of quotes, and what is left.
std::vector<std::string_view> Split(std::string_view text, char end) {
  std::vector<std::string_view> out;
  bool quoted = false;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;  // '' toggles twice
    if (text[i] != end || quoted) continue;
    out.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  out.push_back(text.substr(begin));
  return out;
}

}  // namespace

std::vector<std::string_view> RowsOf(std::string_view text) {
  std::vector<std::string_view> out = Split(text, '\n');
  if (out.back().empty()) out.pop_back();
  return out;
}

std::vector<std::string_view> CellsOf(std::string_view row) {
  return Split(row, '|');
}

}  // namespace alterego
