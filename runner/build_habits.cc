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
  // Where no condition tells: a view called habits that shows this.
  std::vector<std::string_view> setup = {};
  std::string_view shows = {};
  bool of_generated = false;  // only where there are generated columns
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
      // Up to 3.49, a REAL became TEXT with 15 digits; in 3.54 with 17.
      {"(1.0 / 3) || '' = '0.33333333333333332'",
       {"||",      "cast",         "instr",     "length", "substr", "substring",
        "upper",   "lower",        "trim",      "ltrim",  "rtrim",  "replace",
        "like",    "glob",         "printf",    "format", "hex",    "quote",
        "unicode", "group_concat", "string_agg"}},
      // Up to 3.49, what comes out of a sorter has the value of a VIRTUAL
      // column as it was computed, without the affinity REAL.
      {"",
       {"order", "group", "distinct", "union", "intersect", "except", "over"},
       {"CREATE TABLE habit(a, b REAL AS (0))", "INSERT INTO habit VALUES (1)",
        "CREATE VIEW habits AS SELECT * FROM habit ORDER BY 1"},
       "0.0",
       true},
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

// Whether some table has "AS (".
bool HasGenerated(const Observation& observation) {
  for (const Section& section : observation.sections) {
    if (section.name.rfind("schema ", 0) != 0) continue;
    for (const std::string_view row : RowsOf(section.text)) {
      const std::vector<std::string_view> cells = CellsOf(row);
      if (cells.size() != 4 || cells[0] != "'table'") continue;
      const std::string sql = Unquoted(cells[3]);
      bool behind_as = false;
      for (const sql::Token& token : sql::Lex(sql)) {
        const std::string_view text = token.In(sql);
        if (text[0] <= ' ') continue;
        if (behind_as && text == "(") return true;
        behind_as = EqualsFolded(text, "as");
      }
    }
  }
  return false;
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

absl::StatusOr<bool> Shows(Engine& engine, const Habit& habit) {
  for (const std::string_view sql : habit.setup) {
    ALTEREGO_RETURN_IF_ERROR(engine.Execute(sql).status());
  }
  ALTEREGO_ASSIGN_OR_RETURN(const Observation seen,
                            engine.Observe({false, false, true, false}));
  const Section* const view = seen.Find("view main.habits");
  return view != nullptr && view->text.find(habit.shows) != std::string::npos;
}

}  // namespace

absl::StatusOr<Habits> HabitsOf(Engine& engine) {
  Habits out;
  const std::vector<Habit>& all = AllHabits();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].condition.empty()) {
      ALTEREGO_ASSIGN_OR_RETURN(out[i], Shows(engine, all[i]));
      continue;
    }
    // It is refused where the condition is true: integer overflow.
    const std::string condition(all[i].condition);
    ALTEREGO_ASSIGN_OR_RETURN(
        const Outcome outcome,
        engine.Execute(absl::StrCat("SELECT abs(CASE WHEN ", condition,
                                    " THEN -9223372036854775807 - 1 END)")));
    out[i] = std::holds_alternative<Refused>(outcome);
  }
  ALTEREGO_RETURN_IF_ERROR(engine.Reset());
  return out;
}

std::set<std::string> ViewsToLeaveOut(const Observation& observation,
                                      Habits habits) {
  std::set<std::string> out, words;
  const bool generated = HasGenerated(observation);
  for (size_t i = 0; i < AllHabits().size(); ++i) {
    if (!habits[i] || (AllHabits()[i].of_generated && !generated)) continue;
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
