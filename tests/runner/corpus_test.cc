#include "runner/corpus.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/temporary_folder.h"
#include "runner/finding.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<CorpusFile>;

std::vector<std::string> Paths(const Files& files) {
  std::vector<std::string> out;
  for (const CorpusFile& file : files) out.push_back(file.path);
  return out;
}

TEST(MergeCorporaTest, Cases) {
  const struct {
    const char* what;
    Files files;
    std::vector<std::string> paths;  // "*" in place of a number
  } kCases[] = {
      {"nothing", {}, {}},
      {"different ones",
       {{"a.sql", "SELECT 1;"}, {"b.sql", "SELECT 2;"}},
       {"a.sql", "b.sql"}},
      {"the same under two names",
       {{"b.sql", "SELECT 1;"}, {"a.sql", "SELECT 1;"}},
       {"a.sql"}},
      {"the same but for comments and the seed",
       {{"a.sql", "-- alterego: seed=0x1\n-- one\nSELECT 1;"},
        {"b.sql", "-- alterego: seed=0x2\nSELECT 1;"}},
       {"a.sql"}},
      {"the same with another header",
       {{"a.sql", "-- alterego: reason=known\nSELECT 1;"},
        {"b.sql", "SELECT 1;"}},
       {"a.sql", "b.sql"}},
      {"names matter: they may be the bug",
       {{"a.sql", "CREATE TABLE t(a);"}, {"b.sql", "CREATE TABLE t(rowid);"}},
       {"a.sql", "b.sql"}},
      {"folders matter: they say what a script is for",
       {{"findings/a.sql", "SELECT 1;"}, {"regressions/a.sql", "SELECT 1;"}},
       {"findings/a.sql", "regressions/a.sql"}},
      {"one name for two",
       {{"x/a.sql", "SELECT 1;"}, {"x/a.sql", "SELECT 2;"}},
       {"x/a-*.sql", "x/a-*.sql"}},
      {"bytes",
       {{"parse/1", std::string("\0\1", 2)},
        {"parse/2", "\1"},
        {"parse/3", "\1"}},
       {"parse/1", "parse/2"}},
      {"no script",
       {{"a.sql", "SELECT 'open"}, {"b.sql", "SELECT 'open"}},
       {"a.sql"}},
  };
  for (const auto& c : kCases) {
    const Files merged = MergeCorpora(c.files);
    std::vector<std::string> paths = Paths(merged);
    for (std::string& path : paths) {
      const size_t dash = path.find('-');
      if (dash != path.npos) path.replace(dash + 1, 8, "*");
    }
    EXPECT_EQ(paths, c.paths) << c.what;
    EXPECT_EQ(MergeCorpora(merged), merged) << c.what;
    Files twice = merged;
    twice.insert(twice.end(), c.files.rbegin(), c.files.rend());
    EXPECT_EQ(MergeCorpora(twice), merged) << c.what;
  }
}

TEST(MergeCorporaTest, TheShorterTextOfTheSameScriptStays) {
  const Files merged = MergeCorpora(
      {{"a.sql", "-- a long comment\nSELECT 1;"}, {"b.sql", "SELECT 1;"}});
  ASSERT_EQ(merged.size(), 1u);
  EXPECT_EQ(merged[0].path, "a.sql");
  EXPECT_EQ(merged[0].bytes, "SELECT 1;");
}

TEST(RedundantTest, Cases) {
  const struct {
    const char* what;
    std::vector<Measured> scripts;
    std::vector<std::string> redundant;
  } kCases[] = {
      {"nothing", {}, {}},
      {"each has its own", {{"a", 1, {"x"}}, {"b", 1, {"y"}}}, {}},
      {"a long one for nothing",
       {{"a", 9, {"x"}}, {"b", 1, {"x", "y"}}},
       {"a"}},
      {"a short one that a later one covers",
       {{"a", 1, {"x"}}, {"b", 9, {"x", "y"}}},
       {"a"}},
      {"one that must stay", {{"a", 1, {"x"}, true}, {"b", 2, {"x"}}}, {"b"}},
      {"one that reaches nothing", {{"a", 1, {}}, {"b", 1, {"x"}}}, {"a"}},
      {"equals: the first name", {{"b", 1, {"x"}}, {"a", 1, {"x"}}}, {"b"}},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Redundant(c.scripts), c.redundant) << c.what;
  }
}

TEST(CorpusTest, WritesWhatItReads) {
  const TemporaryFolder folder;
  const std::string out = folder / "out";
  const Files files = {{"a.sql", "SELECT 1;\n"},
                       {"x/y/b", std::string("\0", 1)}};
  ASSERT_TRUE(WriteCorpus(out, files).ok());
  ASSERT_TRUE(WriteCorpus(out, files).ok());
  const auto read = ReadCorpus(out);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(*read, files);
  RemoveFromCorpus(out, {"a.sql"});
  EXPECT_EQ(ReadCorpus(out)->size(), 1u);
  const auto missing = ReadCorpus(folder / "nosuch");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(std::string(missing.status().message()).find("nosuch"),
            std::string::npos);
}

}  // namespace
}  // namespace alterego
