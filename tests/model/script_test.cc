#include "model/script.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/sql/statements.h"

namespace alterego {
namespace {

Script MustParse(const std::string& text) {
  auto script = ParseScript(text);
  EXPECT_TRUE(script.ok()) << script.status() << "\n" << text;
  return script.ok() ? *std::move(script) : Script();
}

TEST(Script, HeaderCommentsAndStatements) {
  const Script s = MustParse(
      "-- alterego: kind=outcome\n"
      "-- alterego:seed = x=1 \n"
      "-- first\n"
      "  /* second */ CREATE TABLE t(a);\n"
      "\n"
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END;\n"
      "-- alterego: no=header\n"
      "ALTER TABLE t RENAME a TO b -- why\n"
      ";;\n"
      "FROB;\n"
      "SELECT ';'");
  ASSERT_EQ(s.header.size(), 2u);
  EXPECT_EQ(*s.Header("kind"), "outcome");
  EXPECT_EQ(s.header[1].first, "seed ");
  EXPECT_EQ(s.Header("nothing"), nullptr);
  std::vector<std::string> sql;
  for (const Step& step : s.steps) sql.push_back(step.sql);
  EXPECT_EQ(sql,
            (std::vector<std::string>{
                "CREATE TABLE t(a)",
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; "
                "SELECT 2; END",
                "ALTER TABLE t RENAME a TO b -- why", "FROB", "SELECT ';'"}));
  EXPECT_EQ(s.steps[0].comment, "-- first\n/* second */\n");
  EXPECT_EQ(s.steps[2].comment, "-- alterego: no=header\n");
  EXPECT_NE(s.steps[1].parsed, nullptr);
  EXPECT_EQ(s.steps[3].parsed, nullptr);
  EXPECT_EQ(s.steps[3].error->message, "near \"FROB\": syntax error");
  EXPECT_TRUE(MustParse(s.ToText()) == s) << s.ToText();
}

TEST(Script, RoundTripOfEveryStatement) {
  Script script;
  script.SetHeader("kind", "seed");
  script.SetHeader("kind", "other");
  script.SetHeader("text", "a = b");
  for (const char* sql : sql::kStatements) {
    const std::string text = sql + std::string(";");
    // A text that runs into the next statement is no statement of a script.
    const size_t end = sql::StatementEnd(text + "\nSELECT 1;", 0);
    if (end != text.size() || !ParseScript(text).ok()) continue;
    for (const Step& step : MustParse(text).steps) {
      script.steps.push_back(step);
    }
  }
  ASSERT_GT(script.steps.size(), 400u);
  const Script again = MustParse(script.ToText());
  ASSERT_EQ(again.steps.size(), script.steps.size());
  for (size_t i = 0; i < script.steps.size(); ++i) {
    EXPECT_EQ(again.steps[i].sql, script.steps[i].sql);
  }
  EXPECT_TRUE(again == script);
  EXPECT_EQ(again.ToText(), script.ToText());
}

// A vertical tab is a blank behind a blank, and an unknown token elsewhere.
TEST(Script, KeepsAVerticalTabThatIsAToken) {
  const char* texts[] = {"\vDELETE FROM t", "SELECT 1;\vDELETE FROM t",
                         "SELECT 1;/* why */\vDELETE FROM t;SELECT 2\v",
                         "-- alterego: a=b\n\vDELETE FROM t",
                         "SELECT 1; \v DELETE FROM t"};
  for (const char* text : texts) {
    const Script script = MustParse(text);
    EXPECT_TRUE(MustParse(script.ToText()) == script) << text;
  }
  EXPECT_EQ(MustParse(texts[1]).steps[1].sql, "\vDELETE FROM t");
  EXPECT_EQ(MustParse(texts[2]).steps[2].sql, "SELECT 2\v");
  EXPECT_EQ(MustParse(texts[4]).steps[1].sql, "DELETE FROM t");
}

TEST(Script, Errors) {
  const struct {
    std::string text;
    const char* message;
  } cases[] = {
      {"SELECT 1;\nSELECT 'x", "line 2, column 8: an unterminated string"},
      {"SELECT [x", "line 1, column 8: an unterminated string"},
      {std::string("SELECT 1;\0", 10), "line 1, column 10: a NUL byte"},
      {"-- alterego: x\n",
       "line 1, column 1: a header line is `-- alterego: "
       "key=value`"},
  };
  for (const auto& c : cases) {
    const auto script = ParseScript(c.text);
    ASSERT_FALSE(script.ok()) << c.text;
    EXPECT_EQ(script.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(std::string(script.status().message()), c.message);
  }
}

TEST(Script, EmptyTexts) {
  for (const char* text : {"", "\n", ";", " ; ; ", "-- alterego: a=b\n"}) {
    EXPECT_TRUE(MustParse(text).steps.empty()) << text;
  }
}

TEST(Step, FromStatement) {
  const Step step = Step::FromStatement(Statement(Savepoint{sql::Name("s")}));
  EXPECT_EQ(step.sql, "SAVEPOINT s");
  ASSERT_NE(step.parsed, nullptr);
  EXPECT_TRUE(std::holds_alternative<Savepoint>(step.parsed->statement));
}

}  // namespace
}  // namespace alterego
