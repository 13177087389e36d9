// The bug base from the command line: fuzz --bugs, bugs, merge, shards.
#include "runner/bugs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "model/script.h"
#include "nlohmann/json.hpp"
#include "runner/worker.h"
#include "tests/cli/program.h"
#include "tests/places.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class BugsCliTest : public CliTest {
 protected:
  // Writes to a base that a campaign of that seed has met what this SQLite
  // shows of SQLite's known bugs, those beyond the first `skip`. Returns how
  // many; another SQLite may show none.
  size_t Fill(const std::string& base, uint64_t seed, size_t skip = 0) {
    std::set<fs::path> files;
    for (const auto& entry :
         fs::directory_iterator(ALTEREGO_SOURCE_DIR "/corpus/known/sqlite")) {
      files.insert(entry.path());
    }
    CampaignOptions options;
    options.engines = {"sqlite"};
    CampaignReport report;
    for (const fs::path& file : files) {
      const auto script = ParseScript(*ReadFile(file.string()));
      auto seen = RunIsolated(*script, options, 20000);
      if (!seen.ok() || !seen->divergence) continue;
      if (skip > 0) {
        --skip;
        continue;
      }
      report.findings.push_back({*script, *seen->divergence, options.engines,
                                 seed, script->steps.size(), "an answer\n"});
      report.sightings.push_back({3, 10, 40});
      report.reduced.push_back(true);
    }
    report.divergences = 3 * report.findings.size();
    report.statistics.cases = 50;
    auto open = BugBase::Open(path_ + "/" + base, BugBase::Mode::kCreate);
    EXPECT_TRUE(open.ok()) << open.status();
    const CampaignKey key{seed, 0, "sqlite", "defaults", "2026-11-21"};
    EXPECT_TRUE(open->Record(key, report, {{1000, 50, 500, 100}}).ok());
    return report.findings.size();
  }
};

TEST_F(BugsCliTest, UsageAndUnreadableInput) {
  Write("text.db", "no database at all, only words");
  fs::create_directory(path_ + "/folder");
  Write("x.sql", "CREATE TABLE t(a, b);\nALTER TABLE t DROP b;\n");
  fs::create_directory(path_ + "/cut");
  Write("cut/x.sql", "CREATE TABLE t(a);\nSELECT 'a\n");
  ASSERT_LE(Run("fuzz --runs 1 --seed 1 -q --bugs good.db").code, 1);
  const struct {
    const char* arguments;
    std::vector<const char*> parts;
  } kCases[] = {
      {"bugs", {"subcommand"}},
      {"bugs list", {"alterego.db: there is no such bug base"}},
      {"bugs list --bugs text.db", {"text.db: is no bug base"}},
      {"bugs list --bugs folder", {"folder: is a directory"}},
      {"bugs list --status odd", {"odd"}},
      {"bugs show", {"ID"}},
      {"bugs note x", {"TEXT"}},
      {"fuzz --runs 1 --bugs text.db", {"text.db: is no bug base"}},
      {"fuzz --runs 1 --seed 1 --shard 4/4", {"\"4/4\" is no shard", "0/4"}},
      {"fuzz --runs 1 --seed 1 --shard x", {"\"x\" is no shard"}},
      {"fuzz --runs 1 --shard 0/4", {"--shard needs --seed"}},
      {"fuzz --runs 1 --checkpoint often", {"is no duration"}},
      {"report --html x.html", {"there is no such bug base"}},
      {"report --html no/such.html --bugs good.db",
       {"no/such.html", "No such file or directory"}},
      {"report --html folder --bugs good.db", {"folder", "Is a directory"}},
      {"gate x.sql --junit no/such.xml", {"no/such.xml", "No such file"}},
      {"gate x.sql --sarif no/such.sarif", {"no/such.sarif", "No such file"}},
      {"bugs export x.sql --bugs good.db", {"x.sql"}},
      {"reduce x.sql --others x.sql", {"x.sql"}},
      {"merge text.db -o out.db", {"text.db: is no bug base"}},
      {"merge text.db folder -o out", {"must all be"}},
      {"merge folder", {"--output"}},
      {"minimize-corpus nosuch", {"nosuch"}},
      {"minimize-corpus cut", {"cut/x.sql: line 2, column 8"}},
      {"minimize-corpus folder -o x --delete", {"--delete"}},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments);
    EXPECT_TRUE(output.code == 2 || output.code == 3) << c.arguments << "\n"
                                                      << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
  }
  EXPECT_FALSE(fs::exists(path_ + "/out.db"));
  EXPECT_EQ(Read("text.db"), "no database at all, only words");
}

TEST_F(BugsCliTest, KeepsListsShowsNotesClosesExports) {
  if (Fill("alterego.db", 9) == 0) GTEST_SKIP() << "nothing diverges here";
  const Output list = Run("bugs list --json");
  ASSERT_EQ(list.code, 0) << list.text;
  const Json bugs = Json::parse(list.text);
  ASSERT_FALSE(bugs.empty());
  const std::string id = bugs[0]["id"];
  EXPECT_GT(bugs[0]["count"], 0);
  EXPECT_EQ(bugs[0]["first"]["date"], "2026-11-21");
  EXPECT_HAS(Run("bugs list"), id);
  const Output show = Run("bugs show " + id);
  EXPECT_HAS(show, "of 2026-11-21, case ");
  EXPECT_HAS(show, "not asked yet");
  EXPECT_EQ(Json::parse(Run("bugs show --json " + id).text)["id"], id);
  EXPECT_HAS(Run("bugs close " + id + " 'known for long'"), id + ": closed");
  EXPECT_HAS(Run("bugs list --status closed"), id);
  EXPECT_HAS(Run("bugs show " + id), "close: known for long");
  EXPECT_HAS(Run("bugs reopen " + id), "open again");
  EXPECT_HAS(Run("bugs export out"), "files in out");
  const Output replay = Run("replay -q out/" + id + ".sql");
  EXPECT_EQ(replay.code, 1);
  EXPECT_HAS(replay, "as the file says");
  EXPECT_EQ(Run("bugs show --sql " + id).text, Read("out/" + id + ".sql"));
  const Output bisect = Run("bugs bisect " + id);
  EXPECT_EQ(bisect.code, 0) << bisect.text;
  EXPECT_HAS(bisect, "holds");
  EXPECT_HAS(Run("bugs show " + id), "sqlite: holds");
  EXPECT_HAS(Run("bugs show nosuch"), "`alterego bugs list` names them all");
}

// Shards merged are one campaign; merged twice too.
TEST_F(BugsCliTest, ShardsMergeToTheWhole) {
  const std::string fuzz =
      "fuzz --seed 12 --runs 30 --jobs 1 --no-known --no-reduce -q --engines "
      "'process:python3 " ALTEREGO_SOURCE_DIR
      "/tests/cli/forgetful_driver.py " ALTEREGO_SOURCE_DIR
      "/engines/drivers' ";
  for (const char* part : {"0", "1", "2"}) {
    const Output output =
        Run(fuzz + "--shard " + part + "/3 --findings all/s" + part);
    EXPECT_LE(output.code, 1) << output.text;
  }
  EXPECT_EQ(
      Run("merge all/s0/alterego.db all/s1/alterego.db all/s2/alterego.db -o "
          "a.db")
          .code,
      0);
  EXPECT_EQ(
      Run("merge a.db all/s2/alterego.db all/s0/alterego.db -o a.db").code, 0);
  ASSERT_LE(Run(fuzz + "--keep-going --bugs b.db").code, 1);
  const auto counts = [&](const std::string& base) {
    std::map<std::string, uint64_t> out;
    const Json bugs = Json::parse(Run("bugs list --json --bugs " + base).text);
    for (const Json& bug : bugs) {
      if (bug["count"] > 0) out[bug["id"]] = bug["count"];
    }
    return out;
  };
  EXPECT_EQ(counts("a.db"), counts("b.db"));
  EXPECT_GT(counts("a.db").size(), 1u);
}

// Stopped at any time, the same command ends as if it had never been. The time
// of day that SQL can ask for is in the digest, so it is not drawn.
TEST_F(BugsCliTest, AStoppedShardGoesOn) {
  const std::string fuzz =
      "fuzz --seed 5 --runs 100 --jobs 1 --no-reduce --shard 0/1 --checkpoint "
      "50ms --weights default_current_time=0 ";
  const auto digest = [&](const std::string& folder) {
    return Json::parse(Read(folder + "/summary.json"))["digest"];
  };
  ASSERT_LE(Run(fuzz + "-q --findings whole").code, 1);
  int stopped = 0, resumed = 0;
  for (int i = 0; i < 40; ++i) {
    // SIGTERM: it says how far it came. SIGKILL: it says nothing.
    const bool kill = i % 2 == 0;
    const Output output = Run(fuzz + "--findings parts",
                              kill ? "timeout -s KILL 1" : "timeout -s TERM 1");
    resumed += output.text.find("going on after ") != std::string::npos;
    if (output.code <= 1) break;
    ++stopped;
    if (output.text.find("interrupted") != std::string::npos) {
      EXPECT_HAS(output, "the same command goes on");
    }
  }
  const Output last = Run(fuzz + "--findings parts");
  EXPECT_LE(last.code, 1) << last.text;
  // What is done is done: nothing runs a second time.
  EXPECT_HAS(Run(fuzz + "--findings parts"), "going on after 100 cases");
  EXPECT_EQ(digest("parts"), digest("whole"));
  if (stopped > 3) EXPECT_GT(resumed, 0);
}

// Every byte, whatever was merged before: bases by what they export, corpora by
// their files.
TEST_F(BugsCliTest, MergingTwiceChangesNothing) {
  if (Fill("s0.db", 0) < 2) GTEST_SKIP() << "too little diverges here";
  Fill("s1.db", 1, 1);
  const auto files = [&](const std::string& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry :
         fs::recursive_directory_iterator(path_ + "/" + folder)) {
      if (!entry.is_regular_file()) continue;
      const auto name = fs::relative(entry.path(), path_).string();
      out[name.substr(folder.size())] = Read(name);
    }
    return out;
  };
  ASSERT_EQ(Run("merge s0.db s1.db -o a.db").code, 0);
  ASSERT_EQ(Run("bugs export a --bugs a.db").code, 0);
  const std::string list = Run("bugs list --json --bugs a.db").text;
  ASSERT_EQ(Run("merge s1.db a.db s0.db -o a.db").code, 0);
  ASSERT_EQ(Run("bugs export b --bugs a.db").code, 0);
  EXPECT_EQ(files("a"), files("b"));
  EXPECT_EQ(Run("bugs list --json --bugs a.db").text, list);
  // A corpus may hold what is no SQL, and what is cut off: it stays as it is.
  fs::create_directories(path_ + "/c");
  Write("c/cut.sql", "CREATE TABLE t(a);\nSELECT 'a\n");
  Write("c/empty.sql", "");
  Write("c/words.sql", "Dear all,\n");
  Write("c/bytes.bin", std::string("\0\xff\n", 3));
  ASSERT_EQ(Run("merge c a -o d").code, 0);
  const auto merged = files("d");
  EXPECT_EQ(merged.at("/cut.sql"), Read("c/cut.sql"));
  EXPECT_EQ(merged.at("/bytes.bin"), Read("c/bytes.bin"));
  EXPECT_EQ(merged.size(), files("a").size() + 4);
  ASSERT_EQ(Run("merge a d c -o d").code, 0);
  EXPECT_EQ(files("d"), merged);
}

TEST_F(BugsCliTest, MergesCorporaAndMakesThemSmaller) {
  fs::create_directories(path_ + "/a");
  fs::create_directories(path_ + "/b");
  const std::string drop = "CREATE TABLE t(a, b);\nALTER TABLE t DROP b;\n";
  Write("a/one.sql", drop);
  Write("b/two.sql", "-- again\n" + drop);
  Write("b/one.sql", drop + "ALTER TABLE t RENAME TO u;\n");
  EXPECT_HAS(Run("merge a b -o c"), "c: 2 files (of 3)");
  EXPECT_HAS(Run("merge b a -o c"), "c: 2 files");
  const Output minimal = Run("minimize-corpus c");
  EXPECT_EQ(minimal.code, 0) << minimal.text;
  EXPECT_HAS(minimal, "1 of 2 scripts");
  EXPECT_EQ(Run("minimize-corpus c -o d").code, 0);
  EXPECT_HAS(Run("minimize-corpus c --delete"), "removed");
  EXPECT_HAS(Run("minimize-corpus c"), "0 of 1 scripts");
  EXPECT_HAS(Run("gate d c"), "2 ");
}

}  // namespace
}  // namespace alterego
