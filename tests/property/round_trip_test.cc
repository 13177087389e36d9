// Text and values, both ways, for everything that the generator can draw.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

// What no campaign draws unless it is asked to as well: what is not predicted
// can be printed all the same.
Weights EveryWeight() {
  constexpr uint32_t kSome = 3;
  Weights weights = Weights::Defaults();
  for (const std::string& name : Weights::Names()) {
    const std::optional<Feature> feature = FeatureByName(name);
    if (feature && weights.Get(*feature) == 0) weights.Set(*feature, kSome);
  }
  return weights;
}

Script ScriptOfEverything(EntropySource& entropy) {
  static const Generator generator(EveryWeight(), SmallLimits());
  return ScriptFrom(generator, entropy, Unpredicted::kChangesNothing);
}

Script DrawnScript() {
  TapeEntropy entropy((*ArbitraryTape(kCaseChoices)).values);
  return ScriptOfEverything(entropy);
}

// The properties below hold for all of these, then.
TEST(RoundTrip, SeesWhateverCanBeDrawn) {
  std::set<std::string, std::less<>> seen;
  for (uint64_t seed = 1; seed <= 400; ++seed) {
    SeedEntropy entropy(seed);
    for (const Step& step : ScriptOfEverything(entropy).steps) {
      if (step.parsed == nullptr) continue;
      const Statement& statement = step.parsed->statement;
      seen.insert(std::string(StatementName(statement)));
      const std::string printed = sql::Print(statement);
      const sql::ParseResult again = sql::ParseStatement(printed);
      ASSERT_TRUE(again.ok()) << step.sql << "\nprinted: " << printed;
      EXPECT_TRUE(again->statement == statement)
          << step.sql << "\nprinted: " << printed;
      for (const char* words :
           {"RETURNING", " OVER (", "WITH ", " UNION ", " AS SELECT ",
            "ON CONFLICT (", " DO UPDATE SET", "STRICT", "WITHOUT ROWID",
            "GENERATED ALWAYS", " FILTER (", "RAISE(", "INSTEAD OF",
            "UPDATE OF", "DEFERRABLE", " COLLATE ", "REPLACE INTO"}) {
        if (printed.find(words) != printed.npos) seen.insert(words);
      }
      if (printed.starts_with("UPDATE ") &&
          printed.find(" FROM ") != printed.npos) {
        seen.insert("UPDATE FROM");
      }
    }
  }
  std::string all;
  for (const std::string& one : seen) all += one + ";";
  for (const char* kind :
       {"alter_table",   "create_table",   "create_index",
        "create_view",   "create_trigger", "create_virtual_table",
        "drop",          "other",          "insert",
        "update",        "delete",         "begin",
        "commit",        "rollback",       "savepoint",
        "release",       "rollback_to",    "pragma",
        "analyze",       "RETURNING",      " OVER (",
        "WITH ",         " UNION ",        " AS SELECT ",
        "ON CONFLICT (", " DO UPDATE SET", "STRICT",
        "WITHOUT ROWID", "INSTEAD OF",     "UPDATE OF",
        "DEFERRABLE",    " COLLATE ",      "UPDATE FROM"}) {
    EXPECT_TRUE(seen.contains(kind)) << kind << " is none of " << all;
  }
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
