// Every rule of the grammar is used by a statement of our tables, and random
// sentences of the full dialect survive their text.
#include "tests/model/sql/grammar_rules.h"

#include <gtest/gtest.h>

#include <set>

#include "model/sql/grammar_actions.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/model/sql/dialect_forms.h"
#include "tests/model/sql/statements.h"

namespace alterego::sql {
namespace {

void Use(const std::string& sql, bool expression, Mode mode,
         std::set<size_t>* used) {
  Parsed parsed;
  parsed.source = sql;
  parsed.tokens = Lex(parsed.source);
  GrammarActions g(&parsed, mode);
  g.set_on_and_using(true);
  for (const uint16_t rule : RulesUsed(&g, expression)) used->insert(rule);
}

TEST(GrammarRules, EachHasAStatement) {
  const GrammarRules rules = GrammarRules::Read();
  ASSERT_GT(rules.all().size(), 400u);
  std::set<size_t> used;
  for (const char* sql : kStatements) Use(sql, false, Mode::kSqlite, &used);
  for (const Form& form : kForms) {
    const std::string action = form.action;
    Use("ALTER TABLE t " + action, false, Mode::kFull, &used);
    Use("ALTER TABLE IF EXISTS main.t RENAME TO u, " + action, false,
        Mode::kFull, &used);
  }
  Use("1", true, Mode::kSqlite, &used);
  for (size_t i = 0; i < rules.all().size(); ++i) {
    if (rules.all()[i].optimized_out) continue;
    EXPECT_TRUE(used.count(i) == 1)
        << "no statement for: " << rules.all()[i].text;
  }
}

TEST(GrammarRules, SentencesOfTheFullDialectSurviveTheirText) {
  GrammarRules rules = GrammarRules::Read();
  Random random(7);
  int accepted = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string sql = rules.Sentence("full_alter", random);
    const ParseResult parsed = ParseStatement(sql, Mode::kFull);
    if (!parsed.ok()) continue;
    ++accepted;
    const std::string printed = Print(parsed->statement);
    const ParseResult again = ParseStatement(printed, Mode::kFull);
    ASSERT_TRUE(again.ok()) << sql << "\nprinted: " << printed << "\n"
                            << again.error().ToString();
    EXPECT_TRUE(again->statement == parsed->statement)
        << sql << "\nprinted: " << printed;
  }
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace alterego::sql
