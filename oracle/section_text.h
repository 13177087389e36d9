// The text of an observed section, taken apart: its rows, and a row's cells.
#ifndef ALTEREGO_ORACLE_SECTION_TEXT_H_
#define ALTEREGO_ORACLE_SECTION_TEXT_H_

#include <string_view>
#include <vector>

namespace alterego {

// The rows of a section. A line break inside a literal belongs to the row: a
// row ends at a break outside of quotes. A last row without a break counts.
std::vector<std::string_view> RowsOf(std::string_view text);

// The literals of a row, which '|' sets apart; one at least.
std::vector<std::string_view> CellsOf(std::string_view row);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_SECTION_TEXT_H_
