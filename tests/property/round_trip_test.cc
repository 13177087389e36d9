// Text and values, both ways, for everything that the generator can draw.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

Script DrawnScript() {
  TapeEntropy entropy((*ArbitraryTape(kCaseChoices)).values);
  return ScriptFrom(entropy);
}

RC_GTEST_PROP(RoundTrip, PrintedStatementsParseToTheSame, ()) {
  for (const Step& step : DrawnScript().steps) {
    if (step.parsed == nullptr) continue;  // a deliberate syntax error
    const std::string printed = sql::Print(step.parsed->statement);
    const sql::ParseResult again = sql::ParseStatement(printed);
    RC_LOG() << step.sql << ";\nprinted: " << printed << "\n";
    if (!again.ok()) RC_LOG() << again.error().ToString();
    RC_ASSERT(again.ok());
    RC_ASSERT(again->statement == step.parsed->statement);
    RC_ASSERT(sql::Print(again->statement) == printed);
  }
}

RC_GTEST_PROP(RoundTrip, TokensJoinedAreTheText, ()) {
  for (const Step& step : DrawnScript().steps) {
    if (step.parsed == nullptr) continue;
    std::string joined;
    for (size_t i = 0; i < step.parsed->tokens.size(); ++i) {
      joined += step.parsed->TextOf(static_cast<sql::TokenIndex>(i));
    }
    RC_ASSERT(joined == step.parsed->source);
    RC_ASSERT(joined == step.sql);
  }
}

RC_GTEST_PROP(RoundTrip, ScriptsSurviveTheirFile, ()) {
  Script script = DrawnScript();
  script.SetHeader("seed", "0x2a");
  const absl::StatusOr<Script> again = ParseScript(script.ToText());
  RC_LOG() << script.ToText();
  RC_ASSERT(again.ok());
  RC_ASSERT(*again == script);
  RC_ASSERT(again->ToText() == script.ToText());
}

}  // namespace
}  // namespace alterego::property
