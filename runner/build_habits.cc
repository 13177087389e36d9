#include "runner/build_habits.h"

#include <iterator>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/identifier.h"
#include "model/sql/lexer.h"
#include "oracle/section_text.h"

namespace alterego {
namespace {

struct Habit {
  std::string_view condition;           // true in those that have it
  std::vector<std::string_view> words;  // what says so, in lower case
};

const std::vector<Habit>& AllHabits() {
  static const auto* const all = new std::vector<Habit>{
      // Not with SQLITE_LIKE_DOESNT_MATCH_BLOBS, which Debian compiles with.
      {"x'61' LIKE 'a'", {"like", "glob"}},
      // Up to 3.45, substr() took its arguments for numbers of 32 bits.
      {"substr('abc', 0, 1e300) = 'abc'", {"substr", "substring"}},
      // Up to 3.40, the columns of a compound SELECT had the affinity of its
      // first part, whatever the others were.
      {"(SELECT c = '1' FROM (SELECT CAST(1 AS INT) AS c UNION ALL "
       "SELECT CAST(1 AS TEXT)) LIMIT 1)",
       {"union", "intersect", "except"}},
      // And none at all, up to 3.45, where the first part had none.
      {"(SELECT c = '1' FROM (SELECT 5 AS c UNION ALL SELECT CAST(1 AS INT)) "
       "WHERE c = 1)",
       {"union", "intersect", "except"}},
  };
  return *all;
}

struct View {
  std::string place, name;
  std::vector<std::string> words;  // of its text, in lower case
};

std::string Lower(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(FoldAscii(c));
  return out;
}

// 'it''s' -> it's
std::string Unquoted(std::string_view literal) {
  std::string out;
  for (size_t i = 1; i + 1 < literal.size(); ++i) {
    out.push_back(literal[i]);
    if (literal[i] == '\'') ++i;
  }
  return out;
}

// A word may be written "so", [so] or `so`; and then it is a name.
std::string WordOf(std::string_view token) {
  if (token.size() > 2 &&
      (token[0] == '"' || token[0] == '[' || token[0] == '`')) {
    token = token.substr(1, token.size() - 2);
  }
  return Lower(token);
}

std::vector<View> ViewsOf(const Observation& observation) {
  std::vector<View> out;
  constexpr std::string_view kSchema = "schema ";
  for (const Section& section : observation.sections) {
    if (section.name.rfind(kSchema, 0) != 0) continue;
    for (const std::string_view row : RowsOf(section.text)) {
      const std::vector<std::string_view> cells = CellsOf(row);
      if (cells.size() != 4 || cells[0] != "'view'") continue;
      View view;
      view.name = Unquoted(cells[1]);
      view.place =
          absl::StrCat(section.name.substr(kSchema.size()), ".", view.name);
      view.name = Lower(view.name);
      const std::string sql = Unquoted(cells[3]);
      for (const sql::Token& token : sql::Lex(sql)) {
        view.words.push_back(WordOf(token.In(sql)));
      }
      out.push_back(std::move(view));
    }
  }
  return out;
}

}  // namespace

absl::StatusOr<Habits> HabitsOf(Engine& engine) {
  Habits out;
  const std::vector<Habit>& all = AllHabits();
  for (size_t i = 0; i < all.size(); ++i) {
    // It is refused where the condition is true: integer overflow.
    const std::string condition(all[i].condition);
    ALTEREGO_ASSIGN_OR_RETURN(
        const Outcome outcome,
        engine.Execute(absl::StrCat("SELECT abs(CASE WHEN ", condition,
                                    " THEN -9223372036854775807 - 1 END)")));
    out[i] = std::holds_alternative<Refused>(outcome);
  }
  return out;
}

std::set<std::string> ViewsToLeaveOut(const Observation& observation,
                                      Habits habits) {
  std::set<std::string> out, words;
  for (size_t i = 0; i < AllHabits().size(); ++i) {
    if (!habits[i]) continue;
    for (const std::string_view word : AllHabits()[i].words) {
      words.emplace(word);
    }
  }
  if (words.empty()) return out;
  const std::vector<View> views = ViewsOf(observation);
  for (bool more = true; more;) {
    more = false;
    for (const View& view : views) {
      bool says_so = false;
      for (const std::string& word : view.words) {
        says_so |= words.count(word) > 0;
      }
      if (!says_so || !out.insert("view " + view.place).second) continue;
      out.insert("xinfo " + view.place);
      words.insert(view.name);  // those that read it
      more = true;
    }
  }
  return out;
}

}  // namespace alterego
