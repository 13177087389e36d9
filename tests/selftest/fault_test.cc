// The catalogue of faults, and what a self-test says about them.
#include "selftest/fault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "base/temporary_folder.h"
#include "nlohmann/json.hpp"
#include "selftest/lies.h"
#include "selftest/mutants.h"
#include "selftest/report.h"
#include "tests/places.h"

namespace alterego::selftest {
namespace {

using testing::HasSubstr;

class FaultTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + "/" + name) << text;
  }
  PlantOptions Options() const {
    PlantOptions options;
    options.folder = path_;
    return options;
  }
  static Fault Named(std::string_view name) {
    for (const Fault& fault : EngineFaults()) {
      if (fault.name == name) return fault;
    }
    ADD_FAILURE() << "no fault " << name;
    return Fault();
  }
  const TemporaryFolder home_;
  const std::string path_ = home_.path();
};

TEST_F(FaultTest, LiesHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Lie& lie : Lies()) {
    EXPECT_TRUE(names.insert(lie.name).second) << lie.name;
    EXPECT_FALSE(lie.what.empty()) << lie.name;
    EXPECT_TRUE(lie.instead != nullptr || lie.answer != nullptr ||
                lie.after != nullptr || lie.reopened != nullptr ||
                lie.seen != nullptr || lie.spoiler != nullptr ||
                !lie.spoils_rows.empty())
        << lie.name << " is no lie";
  }
  EXPECT_GE(names.size(), 100u);
}

// One of each kind; `alterego selftest` plants them all.
TEST_F(FaultTest, IsCaughtAndReduced) {
  for (const char* name :
       {"loses_check", "mistakes_type", "loses_row", "renumbers_rowids",
        "rollback_commits", "refused_is_half_done", "foreign_keys_off",
        "changes_user_version", "skips_add_column", "wrong_reason", "crashes",
        "drops_neighbour", "forgets_index_on_reopen"}) {
    const auto detection = Plant(Named(name), Options());
    ASSERT_TRUE(detection.ok()) << name << ": " << detection.status();
    EXPECT_TRUE(detection->caught) << name;
    EXPECT_TRUE(detection->reduced) << name;
    // Of all faults, docs/DETECTION.md says how many need no more than six.
    EXPECT_LE(detection->script.steps.size(), 8u) << name << ":\n"
                                                  << detection->script.ToText();
    EXPECT_FALSE(detection->signature.empty()) << name;
  }
}

TEST_F(FaultTest, LiesOfTheFullModeAreCaught) {
  size_t planted = 0;
  for (const Fault& fault : FullFaults()) {
    if (fault.name != "loses_row" && fault.name != "loses_default" &&
        fault.name != "forgets_not_null") {
      continue;
    }
    PlantOptions options = Options();
    options.reduce = false;
    const auto detection = Plant(fault, options);
    ASSERT_TRUE(detection.ok()) << fault.name << ": " << detection.status();
    EXPECT_TRUE(detection->caught) << fault.name;
    ++planted;
  }
  EXPECT_EQ(planted, 3u);
}

TEST_F(FaultTest, AnHonestEngineIsNotCaught) {
  static constexpr Lie kHonest = {.name = "honest", .what = "nothing"};
  Fault fault = Named("loses_row");
  fault.lie = &kHonest;
  PlantOptions options = Options();
  options.duration_ms = 1000;
  for (const bool full : {false, true}) {
    if (full) {
      fault.family = "full";
      fault.engines = FullFaults()[0].engines;
    }
    const auto detection = Plant(fault, options);
    ASSERT_TRUE(detection.ok()) << detection.status();
    EXPECT_FALSE(detection->caught) << detection->script.ToText();
    EXPECT_GT(detection->statements, 0u);
  }
}

TEST_F(FaultTest, MutantsComeFromTheirTable) {
  Write("mutants.tsv", "a\tf\tdoes this\t\nb\tg\tdoes that\tnobody can tell\n");
  const auto faults = SqliteFaults(path_);
  ASSERT_TRUE(faults.ok()) << faults.status();
  ASSERT_EQ(faults->size(), 2u);
  EXPECT_EQ((*faults)[0].FullName(), "sqlite/a");
  EXPECT_EQ((*faults)[0].mutant, "a");
  EXPECT_EQ((*faults)[1].place, "g");
  EXPECT_EQ((*faults)[1].equivalent, "nobody can tell");
}

TEST_F(FaultTest, SaysWhereMutantsComeFrom) {
  EXPECT_THAT(std::string(SqliteFaults(path_).status().message()),
              HasSubstr("there are no mutants of SQLite; scripts/mutants makes"
                        " them"));
  Write("mutants.tsv", "a\tb\n");
  EXPECT_THAT(std::string(SqliteFaults(path_).status().message()),
              HasSubstr("not name, place, what, equivalent: a\tb"));
}

// The names in the code are those of the table.
TEST_F(FaultTest, MutantsOfOurOwnAreAllInTheTable) {
  std::set<std::string> in_code;
  for (const char* folder : {"/shadow", "/rebuild"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::string(ALTEREGO_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".cc") continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      const std::regex name("ALTEREGO_MUTANT\\(\\s*\"([^\"]+)\"");
      for (std::sregex_iterator it(text.begin(), text.end(), name), end;
           it != end; ++it) {
        EXPECT_TRUE(in_code.insert((*it)[1]).second) << (*it)[1];
      }
    }
  }
  std::set<std::string> in_table;
  for (const Mutant& mutant : AllMutants()) {
    EXPECT_TRUE(in_table.insert(std::string(mutant.name)).second)
        << mutant.name;
    EXPECT_TRUE(std::filesystem::exists(std::string(ALTEREGO_SOURCE_DIR) + "/" +
                                        std::string(mutant.place)))
        << mutant.name << ": " << mutant.place;
  }
  EXPECT_EQ(in_code, in_table);
  EXPECT_GE(in_table.size(), 60u);
}

Report TwoPlantings() {
  Report report;
  report.seed = 1;
  report.seconds_max = 60;
  Planting caught;
  caught.fault.family = "engine";
  caught.fault.name = "loses_it";
  caught.fault.what = "a | b";
  caught.detection.caught = caught.detection.reduced = true;
  caught.detection.statements = 12;
  caught.detection.seconds = 0.5;
  caught.detection.signature = "schema/x";
  caught.detection.statements_drawn = 9;
  caught.detection.script.steps = {Step::FromSql("CREATE TABLE t(a)")};
  caught.detection.statements_reduced = 1;
  Planting survivor;
  survivor.fault.family = "engine";
  survivor.fault.name = "hides";
  survivor.detection.statements = 7;
  Planting equivalent = survivor;
  equivalent.fault.name = "same";
  equivalent.fault.equivalent = "nobody reads it";
  report.plantings = {caught, survivor, equivalent};
  report.missing = {"others"};
  return report;
}

TEST(ReportTest, SaysWhatSurvives) {
  const Report report = TwoPlantings();
  EXPECT_EQ(report.survivors(), 1u);
  EXPECT_EQ(report.Text(),
            "engine   1 of 2 caught; seconds: half within 0.5, all within 0.5; "
            "statements: half within 1, all within 1; 1 equivalent\n"
            "not planted: others\n"
            "engine/hides                                 SURVIVES after 7 "
            "statements, 0.0 s\n");
  EXPECT_EQ(Report::Line(report.plantings[0]),
            "engine/loses_it                              caught after 12 "
            "statements, 0.5 s; 9 -> 1 statements  schema/x\n");
}

TEST(ReportTest, IsJson) {
  const auto json = nlohmann::json::parse(TwoPlantings().Json());
  EXPECT_EQ(json["survivors"], 1);
  EXPECT_EQ(json["faults"][0]["statements_reduced"], 1);
  EXPECT_EQ(json["faults"][0]["script"], "CREATE TABLE t(a);\n");
  EXPECT_EQ(json["faults"][1]["caught"], false);
  EXPECT_EQ(json["missing"][0], "others");
}

TEST(ReportTest, PartsAreMerged) {
  const Report whole = TwoPlantings();
  const auto again = Report::FromJson(whole.Json());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->Markdown(), [&] {
    Report report = whole;
    report.missing.clear();
    return report.Markdown();
  }());
  Report merged = *again;
  Report other = *again;
  other.plantings.resize(2);
  other.plantings[0].fault.name = "another";
  other.plantings[1].detection.caught = true;
  merged.Merge(other);
  ASSERT_EQ(merged.plantings.size(), 4u);
  EXPECT_EQ(merged.plantings[3].fault.name, "another");
  EXPECT_EQ(merged.survivors(), 0u);
  EXPECT_THAT(std::string(Report::FromJson("[]").status().message()),
              HasSubstr("not the results of a self-test"));
}

TEST(ReportTest, IsATable) {
  const std::string text = TwoPlantings().Markdown();
  EXPECT_THAT(text, HasSubstr("| engine | 2 | 1 | 0.5 s | 0.5 s | 1 |\n"));
  EXPECT_THAT(text, HasSubstr("| `loses_it` | a \\| b | `schema/x` | 12 | 0.5 "
                              "| 9 | 1 |\n"));
  EXPECT_THAT(text, HasSubstr("| `hides` |  | **survives** | 7 | 0.0 | | |\n"));
  EXPECT_THAT(text, HasSubstr("equivalent: nobody reads it"));
}

}  // namespace
}  // namespace alterego::selftest
