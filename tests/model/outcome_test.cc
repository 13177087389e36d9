#include "model/outcome.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/observation.h"
#include "model/statement.h"

namespace alterego {
namespace {

TEST(Reason, NamesDiffer) {
  std::set<std::string_view> names;
  for (int i = 0; i < kReasonCount; ++i) {
    names.insert(ReasonName(static_cast<Reason>(i)));
  }
  EXPECT_EQ(names.size(), static_cast<size_t>(kReasonCount));
  EXPECT_EQ(ReasonName(Reason::kNoSuchColumn), "no_such_column");
  EXPECT_EQ(ReasonName(Reason::kUnclassified), "unclassified");
  EXPECT_EQ(ReasonName(Reason::kSyntax), "syntax");
}

TEST(Prediction, Allows) {
  const Outcome yes = Accepted{};
  const Outcome no = Refused{Reason::kNotNull, 1, "m", ""};
  const Outcome other = Refused{Reason::kCheck, 1, "m", ""};
  const Outcome lost = Lost{Lost::How::kCrash, ""};
  const Prediction accept = Prediction::Accept("r");
  const Prediction any_words = Prediction::Refuse(Reason::kNotNull, "r", "");
  const Prediction words = Prediction::Refuse(Reason::kNotNull, "r", "n");
  const Prediction unknown = Prediction::Unknown("r");
  const struct {
    const Prediction& prediction;
    bool yes, no, other;
  } cases[] = {{accept, true, false, false},
               {any_words, false, true, false},
               {words, false, false, false},
               {unknown, true, true, true}};
  for (const auto& c : cases) {
    EXPECT_EQ(c.prediction.Allows(yes), c.yes) << c.prediction.ToString();
    EXPECT_EQ(c.prediction.Allows(no), c.no) << c.prediction.ToString();
    EXPECT_EQ(c.prediction.Allows(other), c.other) << c.prediction.ToString();
    EXPECT_FALSE(c.prediction.Allows(lost)) << c.prediction.ToString();
  }
  EXPECT_EQ(words.ToString(), "refused (not_null): n [r]");
  EXPECT_EQ(Describe(no), "refused (not_null): m");
  EXPECT_EQ(Describe(yes), "accepted");
  EXPECT_EQ(Describe(lost), "lost (crash)");
}

TEST(Observation, KeepsItsSectionsSorted) {
  Observation o;
  for (const char* name : {"tables", "rows main.t", "schema main"}) {
    o.Add({name, Section::Status::kRows, name});
  }
  ASSERT_EQ(o.sections.size(), 3u);
  EXPECT_EQ(o.sections[0].name, "rows main.t");
  EXPECT_EQ(o.sections[2].name, "tables");
  ASSERT_NE(o.Find("schema main"), nullptr);
  EXPECT_EQ(o.Find("schema main")->text, "schema main");
  EXPECT_EQ(o.Find("schema"), nullptr);
}

TEST(Names, OfStatementsAndForms) {
  EXPECT_EQ(StatementName(AlterTable{}), "alter_table");
  EXPECT_EQ(StatementName(CreateVirtualTable{}), "create_virtual_table");
  EXPECT_EQ(StatementName(OtherStatement{}), "other");
  EXPECT_EQ(ObjectKindName(ObjectKind::kTrigger), "trigger");
  EXPECT_EQ(OpName(AlterOp(DropColumn{})), "drop_column");
  EXPECT_EQ(OpName(kOpCount - 1), "drop_not_null");
  int count = 0;
  ForEachOp([&](auto tag) {
    using Form = typename decltype(tag)::type;
    EXPECT_EQ(OpName(count++), OpTraits<Form>::kName);
  });
}

}  // namespace
}  // namespace alterego
