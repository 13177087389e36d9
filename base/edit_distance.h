// How far two words are from each other, for "did you mean".
#ifndef ALTEREGO_BASE_EDIT_DISTANCE_H_
#define ALTEREGO_BASE_EDIT_DISTANCE_H_

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace alterego {

// Insertions, deletions and changes of a letter that turn `a` into `b`
// (Levenshtein), in O(|a| |b|). Case counts.
inline size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace alterego

#endif  // ALTEREGO_BASE_EDIT_DISTANCE_H_
