// The evaluator on its own: values, and where it must say that it cannot.
#include "shadow/eval.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gtest/gtest.h"
#include "model/sql/parser.h"

namespace alterego::shadow {
namespace {

EvalResult EvaluateText(std::string_view text) {
  auto parsed = sql::ParseExpression(text);
  EXPECT_EQ(parsed.index(), 0u) << text;
  if (parsed.index() != 0) return EvalResult::Unknown();
  const Scope scope;
  return Evaluate(std::get<0>(parsed), scope);
}

struct Case {
  std::string_view expr;
  std::string_view value;
};

TEST(Evaluate, ComputesWhatSqliteComputes) {
  const std::vector<Case> cases = {
      {"1 + 2 * 3", "7"},
      {"9223372036854775807 + 1", "9223372036854775808.0"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"7 / 0", "NULL"},
      {"-7 % 3", "-1"},
      {"'5x' * 2", "10"},
      {"1 || 2.0", "'12.0'"},
      {"NULL AND 0", "0"},
      {"NULL OR 1", "1"},
      {"3 IN (1, NULL)", "NULL"},
      {"NULL IN ()", "0"},
      {"5 IS TRUE", "1"},
      {"'a' = 'A' COLLATE NOCASE", "1"},
      {"CAST('12abc' AS INTEGER)", "12"},
      {"CASE 1 WHEN '1' THEN 'y' ELSE 'n' END", "'n'"},
      {"'abc' LIKE 'A_c'", "1"},
      {"substr('hello', -3, 2)", "'ll'"},
      {"x'41' || 'b'", "'Ab'"},
      {"\"no column\"", "'no column'"},
      {"-1 >> 70", "-1"},
  };
  for (const Case& c : cases) {
    const EvalResult result = EvaluateText(c.expr);
    ASSERT_TRUE(result.ok()) << c.expr;
    EXPECT_EQ(result.value.ToLiteral(), c.value) << c.expr;
  }
}

TEST(Evaluate, AdmitsWhatItCannotCompute) {
  for (std::string_view text :
       {"CURRENT_TIMESTAMP", "random()", "(SELECT 1)", "printf('%d', 1)",
        "no_column", "?1", "x'31' LIKE '1'"}) {
    EXPECT_EQ(EvaluateText(text).status, EvalResult::Status::kUnknown) << text;
  }
}

TEST(Evaluate, ReportsErrorsOfFunctions) {
  const EvalResult result = EvaluateText("abs(-9223372036854775808)");
  EXPECT_EQ(result.status, EvalResult::Status::kError);
  EXPECT_EQ(result.error, "integer overflow");
}

}  // namespace
}  // namespace alterego::shadow
