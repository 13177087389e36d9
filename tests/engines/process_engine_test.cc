#include "engines/process_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/places.h"

namespace alterego {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

absl::StatusOr<std::unique_ptr<Engine>> OpenFake(std::string fault,
                                                 int timeout_ms = 5000) {
  EngineOptions options;
  options.statement_timeout_ms = options.greeting_timeout_ms = timeout_ms;
  return ProcessEngine::Open(
      "process:fake",
      {"python3", ALTEREGO_SOURCE_DIR "/tests/engines/fake_driver.py", fault},
      options);
}

std::string SectionText(Engine& engine, std::string_view name) {
  const absl::StatusOr<Observation> all = engine.Observe({});
  if (!all.ok()) return std::string(all.status().message());
  const Section* section = all->Find(name);
  return section == nullptr ? "no such section" : section->text;
}

TEST(ProcessEngineTest, GreetsAndExecutes) {
  auto engine = OpenFake("none");
  ASSERT_TRUE(engine.ok()) << engine.status();
  EXPECT_EQ((*engine)->info().name, "fake-1");
  EXPECT_GE((*engine)->info().dialect.version, (SqliteVersion{3, 30, 0}));
  auto outcome = (*engine)->Execute("CREATE TABLE t(a, b)");
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(Describe(*outcome), "accepted");
  outcome = (*engine)->Execute("ALTER TABLE t DROP COLUMN c");
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(std::get<Refused>(*outcome).reason, Reason::kNoSuchColumn);
}

TEST(ProcessEngineTest, ObservesAsALibraryDoes) {
  auto engine = OpenFake("none");
  ASSERT_TRUE(engine.ok()) << engine.status();
  for (const char* sql :
       {"CREATE TABLE t(a INT, b TEXT NOT NULL DEFAULT 'it''s')",
        "INSERT INTO t VALUES(9223372036854775807, 'x'), (0.1, x'00ff')",
        "CREATE VIEW v AS SELECT b FROM t", "CREATE VIEW w AS SELECT c FROM t",
        "CREATE UNIQUE INDEX i ON t(a)"}) {
    ASSERT_EQ(Describe(*(*engine)->Execute(sql)), "accepted") << sql;
  }
  EXPECT_EQ(SectionText(**engine, "rows main.t"),
            "1|9223372036854775807|'x'\n2|0.1|x'00ff'\n");
  EXPECT_EQ(SectionText(**engine, "view main.v"), "'b'\n'x'\nx'00ff'\n");
  EXPECT_EQ(SectionText(**engine, "view main.w"), "no_such_column");
  EXPECT_EQ(SectionText(**engine, "indexes main.t"), "'i'|1|'c'|0\n");
  EXPECT_EQ(SectionText(**engine, "xinfo main.t"),
            "0|'a'|'INT'|0|NULL|0|0\n1|'b'|'TEXT'|1|'''it''''s'''|0|0\n");
  EXPECT_EQ(SectionText(**engine, "integrity main"), "'ok'\n");
}

TEST(ProcessEngineTest, ResetForgetsEverything) {
  auto engine = OpenFake("none");
  ASSERT_TRUE(engine.ok());
  ASSERT_TRUE((*engine)->Execute("CREATE TABLE t(a)").ok());
  ASSERT_TRUE((*engine)->Reset().ok());
  EXPECT_EQ(SectionText(**engine, "schema main"), "");
}

struct FaultCase {
  const char* fault;
  Lost::How how;
  const char* detail;
};

class ProcessFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(ProcessFaultTest, IsAnOutcomeAndTheNextCaseStartsAfresh) {
  // Python may need a while to greet on a busy machine.
  const bool hangs = GetParam().how == Lost::How::kTimeout;
  auto engine = OpenFake(GetParam().fault, hangs ? 3000 : 10000);
  ASSERT_TRUE(engine.ok()) << engine.status();
  auto outcome = (*engine)->Execute("SELECT 'FAULT'");
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  const auto* lost = std::get_if<Lost>(&*outcome);
  ASSERT_NE(lost, nullptr) << Describe(*outcome);
  EXPECT_EQ(lost->how, GetParam().how) << lost->detail;
  EXPECT_THAT(lost->detail, HasSubstr(GetParam().detail));
  // Nothing more is asked of it in this case.
  outcome = (*engine)->Execute("SELECT 1");
  ASSERT_TRUE(outcome.ok());
  EXPECT_TRUE(std::holds_alternative<Lost>(*outcome));
  ASSERT_TRUE((*engine)->Reset().ok());
  outcome = (*engine)->Execute("SELECT 1");
  EXPECT_EQ(Describe(*outcome), "accepted");
}

INSTANTIATE_TEST_SUITE_P(
    Faults, ProcessFaultTest,
    ::testing::Values(
        FaultCase{"exit", Lost::How::kCrash, "exit code 7"},
        FaultCase{"crash", Lost::How::kCrash, "signal 6"},
        FaultCase{"hang", Lost::How::kTimeout, "no answer within 3"},
        FaultCase{"garbage", Lost::How::kProtocol, "not json"},
        FaultCase{"half", Lost::How::kCrash, "exit code 0"},
        FaultCase{"wrong_id", Lost::How::kProtocol, "-5"},
        FaultCase{"nothing", Lost::How::kProtocol, "not a reply"},
        FaultCase{"gigabyte", Lost::How::kProtocol, "a line of more than"},
        FaultCase{"no_ok", Lost::How::kProtocol, "not a reply"},
        FaultCase{"binary", Lost::How::kProtocol, "not a reply"},
        FaultCase{"deep", Lost::How::kProtocol, "not a reply"}),
    [](const auto& info) { return info.param.fault; });

// What is not as it must be is the driver's fault, not an empty answer.
TEST(ProcessEngineTest, ReadsNoRowsThatAreNone) {
  for (const char* fault : {"narrow_rows", "odd_value"}) {
    auto engine = OpenFake(fault);
    ASSERT_TRUE(engine.ok()) << engine.status();
    auto* process = static_cast<ProcessEngine*>(engine->get());
    const auto reply = process->Query("SELECT 'FAULT', 1");
    EXPECT_THAT(std::string(reply.status().message()),
                HasSubstr("not a reply to a query"));
    EXPECT_EQ(Describe(*(*engine)->Execute("SELECT 1")).substr(0, 4), "lost");
  }
}

TEST(ProcessEngineTest, ABatchHasOneReplyARequest) {
  auto engine = OpenFake("short_batch");
  ASSERT_TRUE(engine.ok()) << engine.status();
  auto* process = static_cast<ProcessEngine*>(engine->get());
  EXPECT_EQ(process->Query("SELECT 'FAULT'").status().message(),
            "engine process:fake is lost: a batch without one reply a request");
  // Whoever is lost stays so until the next case.
  EXPECT_EQ(process->Query("SELECT 1").status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_TRUE((*engine)->Reopen().ok()) << "Execute tells of it";
  ASSERT_TRUE((*engine)->Reset().ok());
  EXPECT_TRUE(process->Query("SELECT 1").ok());
}

TEST(ProcessEngineTest, SaysWhatADriverWillNotDo) {
  const struct {
    const char* fault;
    const char* says;
  } kCases[] = {
      {"refuses_hello",
       R"(engine process:fake: does not greet: {"id":1,"message":"not today")"},
      {"refuses_open", R"(engine process:fake: opens no database: {"id":2,)"},
      {"other_protocol",
       "engine process:fake: speaks another protocol or names no SQLite "
       "version: "},
      {"no_version",
       "engine process:fake: speaks another protocol or names no SQLite "
       "version: "},
  };
  for (const auto& c : kCases) {
    const auto engine = OpenFake(c.fault);
    EXPECT_EQ(engine.status().code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(std::string(engine.status().message()), HasSubstr(c.says))
        << c.fault;
  }
}

TEST(ProcessEngineTest, WhatADriverHasNotIsNotSupported) {
  auto engine = OpenFake("refuses_reset");
  ASSERT_TRUE(engine.ok()) << engine.status();
  ASSERT_TRUE((*engine)->Execute("CREATE TABLE t(a)").ok());
  ASSERT_TRUE((*engine)->Reset().ok()) << "it is started anew";
  EXPECT_EQ(SectionText(**engine, "schema main"), "");
  EXPECT_EQ((*engine)->Reopen().message(),
            "engine process:fake cannot reopen its database: cannot reopen");
}

TEST(ProcessEngineTest, NamesNoCommand) {
  EXPECT_EQ(ProcessEngine::Open("process:", {}, {}).status().message(),
            "process: names no command; write process:COMMAND");
}

TEST(ProcessEngineTest, SaysHowAnEngineIsHad) {
  const auto profile = ParseProfileSpec("turso");
  ASSERT_TRUE(profile.has_value() && profile->ok());
  const auto engine =
      ProcessEngine::Open("turso", {"/no/such/node"}, {}, **profile);
  EXPECT_THAT(std::string(engine.status().message()),
              HasSubstr("to install it: scripts/engines turso"));
}

TEST(ProcessEngineTest, NamesAProgramThatIsNotThere) {
  const auto engine = ProcessEngine::Open("process:/no/such", {"/no/such"}, {});
  EXPECT_EQ(engine.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(engine.status().message()),
              HasSubstr("engine process:/no/such: cannot run"));
}

TEST(ProcessEngineTest, SaysWhyADriverDoesNotGreet) {
  const auto gone = OpenFake("early_exit");
  EXPECT_THAT(std::string(gone.status().message()),
              HasSubstr("no module named engine"));
  // How long depends on whether Python had a processor to start on; base's
  // tests of Patience have the three texts.
  const auto silent = OpenFake("silent", 300);
  EXPECT_THAT(std::string(silent.status().message()),
              ContainsRegex("does not greet: no answer within [0-9]+ ms"));
}

}  // namespace
}  // namespace alterego
