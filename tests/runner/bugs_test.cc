#include "runner/bugs.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/temporary_folder.h"
#include "runner/bisect.h"
#include "runner/bucket.h"
#include "tests/places.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

TEST(BucketTest, ABugSeenInSeveralWaysIsOneBucket) {
  const struct {
    const char* signature;
    const char* key;
  } kCases[] = {
      {"rows/drop_column/drop_column.accept/rows.missing/sqlite",
       "rows/drop_column/drop_column.accept/rows.missing/sqlite"},
      {"rows/drop_column/drop_column.accept/rows.missing:view.changed/sqlite",
       "rows/drop_column/drop_column.accept/rows.missing/sqlite"},
      {"schema/end/-/integrity.changed:schema-index.missing:xinfo.extra/sqlite",
       "schema/end/-/schema-index.missing/sqlite"},
      {"schema/drop_column/r/schema-index-table-view-temp.missing/sqlite",
       "schema/drop_column/r/schema-table.missing/sqlite"},
      {"schema/drop_column/r/schema-trigger-view.missing:schema-temp.extra/"
       "sqlite",
       "schema/drop_column/r/schema-view.missing/sqlite"},
      // A view of main takes its TEMP triggers along.
      {"schema/add_column/r/schema-trigger-temp.missing:schema-view.missing/"
       "sqlite",
       "schema/add_column/r/schema-view.missing/sqlite"},
      {"rows/end/-/rows-temp.extra:rows-sqlite_sequence.changed/sqlite",
       "rows/end/-/rows.extra/sqlite"},
      {"rows/rename_table/rename_table.accept_hiding/rows.missing/sqlite",
       "rows/rename_table/rename_table.accept/rows.missing/sqlite"},
      // What a prediction says is not made coarser.
      {"outcome/drop_column/drop_column.key/expected:accepted/"
       "actual:refused:no_such_column/sqlite",
       "outcome/drop_column/drop_column.key/expected:accepted/"
       "actual:refused:no_such_column/sqlite"},
      {"odd", "odd"},
      {"", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(BucketKey(c.signature), c.key);
  EXPECT_NE(BucketId("rows/a/b/c/d"), BucketId("rows/a/b/c/e"));
  EXPECT_EQ(BucketId("rows/a/b/c/d").rfind("rows-a-", 0), 0u);
}

TEST(CoreTest, NamesAndSpellingDoNotCount) {
  const auto core = [](const char* sql) { return CoreText(*ParseScript(sql)); };
  EXPECT_EQ(core("CREATE TABLE t(a, b);\n ALTER TABLE t DROP b;"),
            core("create table \"x y\" ( p , q ) ;\n"
                 "-- why\nalter table [x y] drop Q;"));
  EXPECT_NE(core("CREATE TABLE t(a, b); ALTER TABLE t DROP b;"),
            core("CREATE TABLE t(a, b); ALTER TABLE t DROP a;"));
}

Finding MakeFinding(const std::string& sql, const std::string& section,
                    const std::string& form = "drop_column") {
  Finding finding;
  finding.script = *ParseScript(sql);
  Divergence& d = finding.divergence;
  d.kind = Divergence::Kind::kRows;
  d.step = finding.script.steps.size() - 1;
  d.statement_kind = form;
  d.expected_from = "shadow";
  d.actual_from = "sqlite";
  d.rule = form + ".accept";
  d.expected = d.actual = "accepted";
  d.differences = {{section + " main.t", "1|2", ""}};
  finding.engines = {"sqlite"};
  finding.seed = 7;
  return finding;
}

CampaignReport MakeReport(std::vector<Finding> findings, uint64_t cases,
                          uint64_t count) {
  CampaignReport report;
  report.statistics.cases = cases;
  report.statistics.statements = cases * 20;
  report.statistics.rules["drop_column.accept"] = cases;
  report.statistics.outcomes["drop_column/strict/accepted"] = cases;
  report.digest = cases;
  report.next_case = cases;
  for (Finding& finding : findings) {
    report.sightings.push_back({count, 3, cases - 1});
    report.reduced.push_back(true);
    report.findings.push_back(std::move(finding));
  }
  report.divergences = count * report.findings.size();
  return report;
}

constexpr char kLong[] =
    "CREATE TABLE t(a, b); SELECT 1; ALTER TABLE t DROP b;";
constexpr char kShort[] = "CREATE TABLE t(a, b); ALTER TABLE t DROP b;";

class BugsTest : public testing::Test {
 protected:
  BugBase Base(const std::string& name) {
    auto base = BugBase::Open(folder_ + "/" + name, BugBase::Mode::kCreate);
    EXPECT_TRUE(base.ok()) << base.status();
    return *std::move(base);
  }
  static CampaignKey Key(uint64_t seed, const std::string& date = "") {
    return {seed, 0, "sqlite-3.40.1 x", "defaults", date};
  }
  const TemporaryFolder home_;
  const std::string folder_ = home_.path();
};

TEST_F(BugsTest, ABugHasItsCountItsShortestCaseAndWhenItWasMet) {
  BugBase base = Base("a.db");
  ASSERT_TRUE(base.Record(Key(1, "2026-11-02"),
                          MakeReport({MakeFinding(kLong, "rows")}, 100, 5), {})
                  .ok());
  ASSERT_TRUE(base.Record(Key(2, "2026-11-01"),
                          MakeReport({MakeFinding(kShort, "rows"),
                                      MakeFinding(kShort, "view")},
                                     50, 2),
                          {{1000, 10, 200, 50}})
                  .ok());
  const auto bugs = base.Bugs();
  ASSERT_TRUE(bugs.ok()) << bugs.status();
  ASSERT_EQ(bugs->size(), 2u);
  const Bug& bug = (*bugs)[0];
  EXPECT_EQ(bug.key, "rows/drop_column/drop_column.accept/rows.missing/sqlite");
  EXPECT_EQ(bug.status, "open");
  EXPECT_EQ(bug.count, 7u);
  EXPECT_EQ(bug.campaigns, 2u);
  ASSERT_EQ(bug.cases.size(), 1u);
  EXPECT_EQ(bug.cases[0].statements, 2u);
  EXPECT_EQ(bug.cases[0].statement, "ALTER TABLE t DROP b");
  ASSERT_EQ(bug.cases[0].differences.size(), 1u);
  EXPECT_EQ(bug.cases[0].differences[0].expected, "1|2");
  // By the dates that the callers gave, not as the campaigns came.
  EXPECT_EQ(bug.first.date, "2026-11-01");
  EXPECT_EQ(bug.last.date, "2026-11-02");
  EXPECT_EQ(bug.last.case_index, 99u);
  const auto campaigns = base.Campaigns();
  ASSERT_TRUE(campaigns.ok());
  ASSERT_EQ(campaigns->size(), 2u);
  EXPECT_EQ((*campaigns)[0].seed, 2u);
  EXPECT_EQ((*campaigns)[0].statistics.statements, 1000u);
  ASSERT_EQ((*campaigns)[0].samples.size(), 1u);
  EXPECT_EQ((*campaigns)[0].samples[0].statements, 200u);
}

TEST_F(BugsTest, TheSameCampaignCountsOnce) {
  BugBase base = Base("a.db");
  const auto half = MakeReport({MakeFinding(kLong, "rows")}, 50, 2);
  const auto all = MakeReport({MakeFinding(kLong, "rows")}, 100, 5);
  for (const CampaignReport* report : {&half, &all, &half, &all}) {
    ASSERT_TRUE(base.Record(Key(1), *report, {}).ok());
  }
  EXPECT_EQ((*base.Bugs())[0].count, 5u);
  EXPECT_EQ((*base.Campaigns())[0].statistics.cases, 100u);
  EXPECT_EQ((*base.Campaigns())[0].digest, "0000000000000064");
}

TEST_F(BugsTest, ProgressIsWhatWasRecorded) {
  BugBase base = Base("a.db");
  EXPECT_FALSE((*base.Progress(Key(1))).has_value());
  auto report = MakeReport({MakeFinding(kLong, "rows")}, 50, 2);
  report.findings[0].answers = "x\n";
  report.findings[0].statements_before = 9;
  report.reduced[0] = false;
  report.known["k"] = 4;
  report.seconds = 1.5;
  ASSERT_TRUE(base.Record(Key(1), report, {}).ok());
  const auto again = base.Progress(Key(1));
  ASSERT_TRUE(again.ok() && again->has_value()) << again.status();
  const CampaignReport& r = **again;
  EXPECT_EQ(r.next_case, 50u);
  EXPECT_EQ(r.digest, 50u);
  EXPECT_EQ(r.divergences, 2u);
  EXPECT_EQ(r.seconds, 1.5);
  EXPECT_EQ(r.known, report.known);
  EXPECT_EQ(r.statistics.rules, report.statistics.rules);
  ASSERT_EQ(r.findings.size(), 1u);
  EXPECT_EQ(FindingText(r.findings[0]), FindingText(report.findings[0]));
  EXPECT_EQ(r.sightings[0].last_case, 49u);
  EXPECT_FALSE(r.reduced[0]);
  EXPECT_FALSE((*base.Progress(Key(2))).has_value());
}

TEST_F(BugsTest, NotesAndStates) {
  BugBase base = Base("a.db");
  const auto report = MakeReport({MakeFinding(kLong, "rows")}, 50, 2);
  ASSERT_TRUE(base.Record(Key(1), report, {}).ok());
  const std::string id = (*base.Bugs())[0].id;
  const auto status = [&] { return base.Find(id)->status; };
  ASSERT_TRUE(base.AddEvent(id, "note", "2026-11-03", "odd").ok());
  EXPECT_EQ(status(), "open");
  ASSERT_TRUE(base.AddEvent(id, "close", "", "fixed").ok());
  EXPECT_EQ(status(), "closed");
  // The campaign that had met it before says so again: nothing new.
  ASSERT_TRUE(base.Record(Key(1), report, {}).ok());
  EXPECT_EQ(status(), "closed");
  ASSERT_TRUE(base.Record(Key(2), report, {}).ok());
  EXPECT_EQ(status(), "back");
  ASSERT_TRUE(base.AddEvent(id, "reopen", "", "").ok());
  EXPECT_EQ(status(), "open");
  ASSERT_EQ(base.Find(id)->events.size(), 3u);
  EXPECT_EQ(base.Find(id)->events[0].text, "odd");
  EXPECT_EQ(base.Find(id.substr(0, 6))->id, id);
  EXPECT_EQ(base.Find("no").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(BugsTest, MergesInAnyOrderAndTwice) {
  // Shards that share campaigns, bugs and notes.
  std::mt19937 random(7);
  const auto pick = [&](size_t n) { return random() % n; };
  const char* kSections[] = {"rows", "view"};
  const char* kForms[] = {"drop_column", "rename_column", "add_column"};
  std::vector<std::string> names;
  for (int shard = 0; shard < 5; ++shard) {
    names.push_back("shard" + std::to_string(shard));
    BugBase base = Base(names.back());
    for (int i = 0; i < 4; ++i) {
      const std::string sql =
          std::string(pick(2) == 0 ? "SELECT 1; " : "") + kShort;
      const uint64_t cases = 10 + pick(90);
      ASSERT_TRUE(base.Record(Key(pick(4)),
                              MakeReport({MakeFinding(sql, kSections[pick(2)],
                                                      kForms[pick(3)])},
                                         cases, pick(10)),
                              {{static_cast<int64_t>(cases), cases, cases, 0}})
                      .ok());
      const auto bugs = base.Bugs();
      const Bug& bug = (*bugs)[pick(bugs->size())];
      ASSERT_TRUE(
          base.AddEvent(bug.id, pick(2) == 0 ? "note" : "close", "", "x").ok());
      ASSERT_TRUE(base.AddAnswers(bug.cases[0], {{"sqlite-3.40.1", "b", "holds",
                                                  "s", "accepted"}})
                      .ok());
    }
  }
  const auto merged = [&](const std::vector<int>& order) {
    BugBase out = Base("out" + std::to_string(random()));
    for (int shard : order) {
      BugBase in = Base(names[static_cast<size_t>(shard)]);
      EXPECT_TRUE(out.Merge(in).ok());
    }
    return *out.Dump();
  };
  const std::string all = merged({0, 1, 2, 3, 4});
  EXPECT_FALSE(all.empty());
  EXPECT_EQ(merged({4, 3, 2, 1, 0}), all);
  EXPECT_EQ(merged({2, 0, 2, 4, 1, 1, 3, 0}), all);
  // Nothing is lost: every shard adds nothing more to the whole.
  BugBase whole = Base("whole");
  for (const std::string& name : names) {
    BugBase in = Base(name);
    ASSERT_TRUE(whole.Merge(in).ok());
  }
  EXPECT_EQ(*whole.Dump(), all);
  ASSERT_TRUE(whole.Merge(whole).ok());
  EXPECT_EQ(*whole.Dump(), all);
}

TEST_F(BugsTest, TwoCampaignsAtOnceLoseNothing) {
  { Base("a.db"); }
  std::vector<pid_t> children;
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    const pid_t child = ::fork();
    if (child == 0) {
      bool ok = true;
      for (uint64_t cases = 10; cases <= 50; cases += 10) {
        auto base = BugBase::Open(folder_ + "/a.db", BugBase::Mode::kCreate);
        ok =
            ok && base.ok() &&
            base->Record(Key(seed),
                         MakeReport({MakeFinding(kLong, "rows")}, cases, 3), {})
                .ok();
      }
      ::_exit(ok ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  BugBase base = Base("a.db");
  EXPECT_EQ((*base.Bugs())[0].count, 12u);
  EXPECT_EQ(base.Campaigns()->size(), 4u);
}

// A difference that SQLite 3.35 made: DROP COLUMN.
TEST_F(BugsTest, BisectNamesTheVersions) {
  BugCase bug_case;
  bug_case.text =
      "-- alterego: step=1\nCREATE TABLE t(a, b);\nALTER TABLE t DROP b;\n";
  bug_case.expected_from = "shadow";
  bug_case.actual_from = "sqlite";
  bug_case.signature = "rows/drop_column/drop_column.accept/x.missing/sqlite";
  auto engines = ListEngines(ALTEREGO_SOURCE_DIR);
  // What tools make of it is not SQLite's.
  std::erase_if(engines, [](const EngineListing& engine) {
    return engine.spec != "sqlite" && !engine.spec.starts_with("sqlite:");
  });
  const auto answers = AskEngines(bug_case, engines, 20000);
  ASSERT_TRUE(answers.ok()) << answers.status();
  ASSERT_FALSE(answers->empty());
  for (const EngineAnswer& answer : *answers) {
    EXPECT_EQ(answer.verdict, "agrees") << answer.engine << answer.signature;
    EXPECT_FALSE(answer.answer.empty()) << answer.engine;
  }
  const auto changes = Changes(*answers, "sqlite");
  if (answers->front().engine.empty() || changes.empty()) {
    GTEST_SKIP() << "no SQLite before and after 3.35: run scripts/engines";
  }
  ASSERT_EQ(changes.size(), 1u);
  const auto version = [](const std::string& engine) {
    const size_t dash = engine.find('-');
    return SqliteVersion::Parse(engine.substr(dash + 1))
        .value_or(SqliteVersion{});
  };
  EXPECT_LT(version(changes[0].before->engine), (SqliteVersion{3, 35, 0}));
  EXPECT_GE(version(changes[0].after->engine), (SqliteVersion{3, 35, 0}));
  EXPECT_EQ(changes[0].after->answer, "accepted");
  bug_case.text = "CREATE TABLE t('a";
  EXPECT_FALSE(AskEngines(bug_case, engines, 20000).ok());
}

TEST(BisectTest, SummaryRunsTogetherWhatIsAlike) {
  const std::vector<EngineAnswer> answers = {
      {"rebuild-3.40.1", "", "agrees", "", "accepted"},
      {"sqlite-3.9.2", "", "agrees", "", "accepted"},
      {"sqlite-3.31.1", "", "holds", "s", "accepted"},
      {"sqlite-3.36.0", "", "holds", "s", "accepted"},
      {"sqlite-3.40.1", "", "unasked", "", "gone"},
      {"sqlite-3.54.1", "", "agrees", "", "accepted"},
      {"sqlite-utils-3.30", "", "other", "", "refused"},
  };
  EXPECT_EQ(AnswerSummary(answers),
            "rebuild: agrees 3.40.1\n"
            "sqlite: agrees 3.9.2, holds 3.31.1..3.36.0, unasked 3.40.1, "
            "agrees 3.54.1\n"
            "sqlite-utils: other 3.30\n");
  const auto changes = Changes(answers, "sqlite");
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[1].before->engine, "sqlite-3.36.0");
  EXPECT_EQ(changes[1].after->engine, "sqlite-3.54.1");
  EXPECT_TRUE(EngineNameLess("sqlite-3.9.2", "sqlite-3.31.1"));
  EXPECT_EQ(AnswersToStep("[0] a\n  x: 1\n[1] b\n  x: 2\n  y: 3\n[end]\n", 1),
            "  x: 2\n  y: 3\n");
}

}  // namespace
}  // namespace alterego
