// Every entry of a profile is shown by its probe on the engine itself: one that
// no longer holds fails here, and is to be taken out or given an `until`.
#include "engines/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "engines/process_engine.h"
#include "engines/profile_probe.h"
#include "engines/registry.h"
#include "tests/engines/builds.h"

namespace alterego {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string MessageOf(const absl::Status& status) {
  return std::string(status.message());
}

std::string SpecOf(const Profile& profile, const std::string& flag) {
  return flag.empty() ? profile.engine : profile.engine + ":" + flag;
}

class ProfileProbeTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ProfileProbeTest, EveryEntryHolds) {
  const Profile& profile = *FindProfile(GetParam());
  std::map<std::string, std::unique_ptr<Engine>> engines;  // by flag
  const auto engine_with = [&](const std::string& flag) -> Engine* {
    std::unique_ptr<Engine>& engine = engines[flag];
    if (engine == nullptr) {
      auto opened = OpenEngine(SpecOf(profile, flag), {});
      if (!opened.ok()) return nullptr;
      engine = *std::move(opened);
    }
    return engine.get();
  };
  const auto opened = OpenEngine(profile.engine, {});
  if (!opened.ok()) GTEST_SKIP() << opened.status();
  for (const ProfileEntry& entry : profile.entries) {
    auto* engine = static_cast<ProcessEngine*>(engine_with(entry.only_flag));
    ASSERT_NE(engine, nullptr) << entry.only_flag;
    const auto holding = profile.Holding(engine->version(), {entry.only_flag});
    if (std::find(holding.begin(), holding.end(), &entry) == holding.end()) {
      continue;
    }
    EXPECT_EQ(MessageOf(RunProbe(*engine, entry)), "");
    if (entry.unless_flag.empty()) continue;
    Engine* with = engine_with(entry.unless_flag);
    ASSERT_NE(with, nullptr) << entry.unless_flag;
    EXPECT_EQ(RunProbe(*with, entry).code(),
              absl::StatusCode::kFailedPrecondition)
        << entry.id << " holds also with the flag " << entry.unless_flag;
  }
}

std::vector<std::string> EnginesWithDriver() {
  std::vector<std::string> out;
  for (const Profile& profile : AllProfiles()) {
    if (!profile.command.empty()) out.push_back(profile.engine);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Engines, ProfileProbeTest,
                         ::testing::ValuesIn(EnginesWithDriver()),
                         [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

// On every build that is here: the entries of the versions before `until` hold,
// the others do not.
TEST(SqliteProfileTest, EveryEntryHoldsUntilItsVersion) {
  const Profile& profile = *FindProfile("sqlite");
  for (const std::string& spec : SqliteSpecs()) {
    auto engine = OpenEngine(spec, {});
    ASSERT_TRUE(engine.ok()) << engine.status();
    const std::string version = (*engine)->info().dialect.version.ToString();
    const auto holding = profile.Holding(version, {});
    for (const ProfileEntry& entry : profile.entries) {
      const bool holds =
          std::find(holding.begin(), holding.end(), &entry) != holding.end();
      EXPECT_EQ(RunProbe(**engine, entry).ok(), holds)
          << entry.id << " on " << version;
    }
  }
}

TEST(ProfileTest, IdsAreThereOnce) {
  for (const Profile& profile : AllProfiles()) {
    std::set<std::string> ids;
    for (const ProfileEntry& entry : profile.entries) {
      EXPECT_TRUE(ids.insert(entry.id).second)
          << profile.engine << ": " << entry.id;
    }
    EXPECT_NE(profile.title, "");
    EXPECT_TRUE(profile.command.empty() || !profile.install.empty());
  }
}

struct Wrong {
  const char* text;
  const char* message;
};

TEST(ProfileTest, SaysWhatIsWrong) {
  const Wrong kCases[] = {
      {"x", "profile: x: not JSON"},
      {"{}", "no engine"},
      {R"({"engine":"e","messages":[["ends","x","check"]]})",
       "the match is one of is, starts, contains"},
      {R"({"engine":"e","messages":[["is","x","chek"]]})",
       "there is no such reason"},
      {R"({"engine":"e","entries":[{"id":"i","verdict":"odd"}]})",
       "i: the verdict is one of gap, difference, bug"},
      {R"({"engine":"e","entries":[{"id":"i","verdict":"gap"}]})",
       "i: an entry has id, what and way_out"},
      {R"({"engine":"e","entries":[{"id":"i","verdict":"gap","what":"w",
          "way_out":"o"}]})",
       "i: its probe has sql and expect"},
      {R"({"engine":"e","entries":[{"id":"i","verdict":"gap","what":"w",
          "way_out":"o","unless_flag":"f",
          "probe":{"sql":"s","expect":"accepted"}}]})",
       "i: unknown flag f"},
  };
  for (const Wrong& c : kCases) {
    EXPECT_THAT(MessageOf(ParseProfile(c.text).status()), HasSubstr(c.message));
  }
}

TEST(ProfileTest, HoldsByVersionAndFlag) {
  const auto profile = ParseProfile(
      R"({"engine":"e","flags":["f"],"entries":[
        {"id":"old","verdict":"gap","what":"w","way_out":"o","until":"2.0.0",
         "probe":{"sql":"s","expect":"accepted"}},
        {"id":"unless","verdict":"gap","what":"w","way_out":"o",
         "unless_flag":"f","probe":{"sql":"s","expect":"accepted"}},
        {"id":"only","verdict":"gap","what":"w","way_out":"o","only_flag":"f",
         "probe":{"sql":"s","expect":"accepted"}}]})");
  ASSERT_TRUE(profile.ok()) << profile.status();
  const auto ids = [&](const char* version, std::vector<std::string> flags) {
    std::string out;
    for (const ProfileEntry* entry : profile->Holding(version, flags)) {
      out += entry->id + " ";
    }
    return out;
  };
  EXPECT_EQ(ids("1.9.9", {}), "old unless ");
  EXPECT_EQ(ids("2.0.0", {}), "unless ");
  EXPECT_EQ(ids("2.0.0", {"f"}), "only ");
  EXPECT_EQ(ids("", {}), "old unless ");
}

TEST(ProfileTest, ReadsSpecs) {
  EXPECT_FALSE(ParseProfileSpec("sqlite:turso").has_value());
  EXPECT_FALSE(ParseProfileSpec("tursor").has_value());
  const auto plain = ParseProfileSpec("turso");
  ASSERT_TRUE(plain.has_value() && plain->ok());
  EXPECT_THAT((*plain)->flags, IsEmpty());
  const auto flags = ParseProfileSpec("turso:views+mvcc");
  ASSERT_TRUE(flags.has_value() && flags->ok());
  EXPECT_THAT((*flags)->flags, ::testing::ElementsAre("views", "mvcc"));
  const auto wrong = ParseProfileSpec("turso:vews");
  ASSERT_TRUE(wrong.has_value());
  EXPECT_THAT(MessageOf(wrong->status()),
              HasSubstr("engine turso has no flag \"vews\"; there are: views"));
}

}  // namespace
}  // namespace alterego
