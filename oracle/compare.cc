#include "oracle/compare.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "oracle/section_text.h"

namespace alterego {
namespace {

constexpr size_t kLinesMax = 20;

// The rows of `rows` that `other` has not, counted with multiplicity, in order.
std::vector<std::string_view> Without(std::vector<std::string_view> rows,
                                      std::vector<std::string_view> other) {
  std::sort(other.begin(), other.end());
  std::vector<bool> used(other.size(), false);
  std::vector<std::string_view> out;
  for (const std::string_view row : rows) {
    auto it = std::lower_bound(other.begin(), other.end(), row);
    while (it != other.end() && *it == row && used[it - other.begin()]) ++it;
    if (it != other.end() && *it == row) {
      used[it - other.begin()] = true;
    } else {
      out.push_back(row);
    }
  }
  return out;
}

std::string Printed(const std::vector<std::string_view>& rows) {
  std::string out;
  for (size_t i = 0; i < rows.size() && i < kLinesMax; ++i) {
    out.append(rows[i]).push_back('\n');
  }
  if (rows.size() > kLinesMax) {
    absl::StrAppend(&out, "... ", rows.size() - kLinesMax, " more\n");
  }
  return out;
}

// One side refused to show the section, or both did for different reasons.
std::string Whole(const Section& section) {
  if (section.status == Section::Status::kRefused) {
    return absl::StrCat("refused: ", section.text, "\n");
  }
  return Printed(RowsOf(section.text));
}

Difference Differ(const Section& expected, const Section& actual) {
  Difference out;
  out.section = expected.name;
  if (expected.status != Section::Status::kRows ||
      actual.status != Section::Status::kRows) {
    out.expected = Whole(expected);
    out.actual = Whole(actual);
    return out;
  }
  const auto expected_rows = RowsOf(expected.text);
  const auto actual_rows = RowsOf(actual.text);
  out.expected = Printed(Without(expected_rows, actual_rows));
  out.actual = Printed(Without(actual_rows, expected_rows));
  if (out.expected.empty() && out.actual.empty()) {
    // The same rows in another order: show the first that is out of place.
    size_t i = 0;
    while (i < expected_rows.size() && expected_rows[i] == actual_rows[i]) ++i;
    const std::string place = absl::StrCat("row ", i + 1, " in order: ");
    out.expected =
        i < expected_rows.size()
            ? absl::StrCat(place, std::string(expected_rows[i]), "\n")
            : "\n";
    out.actual = i < actual_rows.size()
                     ? absl::StrCat(place, std::string(actual_rows[i]), "\n")
                     : "\n";
  }
  return out;
}

}  // namespace

std::vector<Difference> Compare(const Observation& expected,
                                const Observation& actual, size_t* skipped) {
  std::vector<Difference> out;
  const auto skip = [&] {
    if (skipped != nullptr) ++*skipped;
  };
  auto e = expected.sections.begin();
  auto a = actual.sections.begin();
  while (e != expected.sections.end() || a != actual.sections.end()) {
    const bool only_expected =
        a == actual.sections.end() ||
        (e != expected.sections.end() && e->name < a->name);
    const bool only_actual =
        !only_expected && (e == expected.sections.end() || a->name < e->name);
    if (only_expected || only_actual) {
      skip();
      only_expected ? ++e : ++a;
      continue;
    }
    if (e->status == Section::Status::kUnavailable ||
        a->status == Section::Status::kUnavailable) {
      skip();
    } else if (e->status != a->status || e->text != a->text) {
      out.push_back(Differ(*e, *a));
    }
    ++e;
    ++a;
  }
  return out;
}

}  // namespace alterego
