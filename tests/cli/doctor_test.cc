#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "nlohmann/json.hpp"
#include "tests/cli/program.h"

namespace alterego {
namespace {

class DoctorTest : public CliTest {
 protected:
  // A database of the test's own that these statements make.
  void Make(const std::string& name, const std::vector<std::string>& sql) {
    EngineOptions options;
    options.database_path = path_ + "/" + name;
    auto engine = OpenEngine("sqlite", options);
    ASSERT_TRUE(engine.ok()) << engine.status();
    for (const std::string& one : sql) {
      const auto outcome = (*engine)->Execute(one);
      ASSERT_TRUE(outcome.ok()) << outcome.status();
      ASSERT_EQ(Describe(*outcome), "accepted") << one;
    }
  }
};

TEST_F(DoctorTest, NamesObjectReasonEntryAndWayOut) {
  Make("shop.db",
       {"CREATE TABLE plain(a)",
        "CREATE TABLE price(k TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE sums(a, b AS (a + 1) STORED)",
        "CREATE TABLE s(a INT) STRICT", "CREATE VIEW v AS SELECT a FROM plain",
        "CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN "
        "SELECT 1; END"});
  const Output turso = Run("doctor shop.db --target=turso");
  EXPECT_EQ(turso.code, 1) << turso.text;
  EXPECT_HAS(turso,
             "WITHOUT ROWID tables need an experimental flag "
             "[turso/without_rowid, gap]\n"
             "  way out: open the database with the flag without_rowid, or "
             "make it a rowid table\n"
             "  table price\n");
  EXPECT_HAS(turso, "[turso/instead_of, gap]");
  EXPECT_HAS(turso, "  trigger r\n");
  EXPECT_HAS(turso, "6 objects looked at");
  EXPECT_EQ(turso.text.find("table plain"), std::string::npos) << turso.text;
  // With the flag there is something else to say of it.
  const Output flags = Run("doctor shop.db --target=turso:without_rowid");
  EXPECT_EQ(flags.code, 1);
  EXPECT_HAS(flags, "[turso/without_rowid_update, gap]");

  const Output old = Run("doctor shop.db --target=sqlite-3.30");
  EXPECT_EQ(old.code, 1);
  EXPECT_HAS(old, "STRICT tables came with 3.37 [sqlite/strict, gap]");
  EXPECT_HAS(old, "2 of what it holds will be otherwise on sqlite-3.30");
  EXPECT_EQ(Run("doctor shop.db --target=sqlite-3.40").code, 0);
}

TEST_F(DoctorTest, WritesJson) {
  Make("shop.db", {"CREATE TABLE price(k TEXT PRIMARY KEY) WITHOUT ROWID"});
  const Output output = Run("doctor shop.db --target=turso --json");
  EXPECT_EQ(output.code, 1);
  const auto json = nlohmann::json::parse(output.text, nullptr, false);
  ASSERT_TRUE(json.is_object()) << output.text;
  EXPECT_EQ(json["objects"], 1);
  ASSERT_EQ(json["findings"].size(), 1u);
  EXPECT_EQ(json["findings"][0]["entry"], "turso/without_rowid");
  EXPECT_EQ(json["findings"][0]["object"]["name"], "price");
  EXPECT_NE(json["findings"][0]["way_out"], "");
}

TEST_F(DoctorTest, NothingToSayIsExitCodeZero) {
  Make("plain.db", {"CREATE TABLE t(a)"});
  const Output output = Run("doctor plain.db --target=turso");
  EXPECT_EQ(output.code, 0);
  EXPECT_HAS(output, "0 of what it holds will be otherwise on turso");
}

TEST_F(DoctorTest, SaysWhatIsWrongWithItsInput) {
  Make("whole.db", {"CREATE TABLE t(a)", "CREATE TABLE u(a UNIQUE)"});
  Write("text.db",
        "this is no database, but text that is long enough to be "
        "one, if only its first bytes were such as they must be");
  Write("cut.db", Read("whole.db").substr(0, 5000));
  const struct {
    const char* arguments;
    const char* says;
  } kCases[] = {
      {"whole.db --target=nope", "there is no profile of \"nope\""},
      {"whole.db --target=turso:nope", "nope"},
      {"whole.db --target=sqlite-9.9", "--target=sqlite-9.9: there is no such"},
      {"whole.db --target=sqlite-3.8", "give one from 3.26.0 to 3.54"},
      {"whole.db --target=sqlite-new", "there is no profile of \"sqlite-new\""},
      {"none.db --target=turso", "none.db: there is no such file"},
      {"text.db --target=turso", "text.db: is not a SQLite database"},
      {"cut.db --target=turso", "cut.db: is truncated"},
      {"whole.db", "--target is required"},
  };
  for (const auto& c : kCases) {
    const Output output = Run(std::string("doctor ") + c.arguments);
    EXPECT_EQ(output.code, 2) << c.arguments << ": " << output.text;
    EXPECT_HAS(output, c.says);
  }
}

// A lane that cannot be had stops the campaign before it begins, and says
// which it is and how it is had.
TEST_F(DoctorTest, NamesAnEngineThatCannotBeHad) {
  Write("text.so", "this is no library at all, just text");
  const struct {
    const char* engine;
    const char* says;
  } kCases[] = {
      {"sqlite:text.so", "text.so: not a shared library; scripts/engines"},
      {"sqlite:none.so", "none.so: there is no such file; scripts/engines"},
      {"rebuild@sqlite:text.so", "text.so: not a shared library"},
      {"process:/no/such/driver", "engine process:/no/such/driver: cannot run"},
      {"process:true", "engine process:true: does not greet"},
      {"mysql", "mysql"},
  };
  for (const auto& c : kCases) {
    const Output output =
        Run(std::string("fuzz --runs 1 --engines sqlite,") + c.engine);
    EXPECT_TRUE(output.code == 2 || output.code == 3) << output.text;
    EXPECT_HAS(output, c.says);
  }
}

// What an engine lacks is not drawn, unless that is what is asked for.
TEST_F(DoctorTest, DrawsWhatAnEngineLacksOnlyIfAsked) {
  const auto turso = OpenEngine("turso", {});
  if (!turso.ok()) GTEST_SKIP() << turso.status();
  const std::string fuzz =
      "fuzz --engines sqlite,turso --seed 3 --runs 25 --jobs 1 --no-swarm "
      "--keep-going --no-reduce --quiet --log ";
  ASSERT_LT(Run(fuzz + "without.log").code, 2);
  ASSERT_LT(Run(fuzz + "with.log --unsupported").code, 2);
  constexpr char kLacked[] = "WITHOUT ROWID";
  EXPECT_EQ(Read("without.log").find(kLacked), std::string::npos);
  EXPECT_NE(Read("with.log").find(kLacked), std::string::npos);
}

}  // namespace
}  // namespace alterego
