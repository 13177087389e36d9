// Runs the program as a person does: exit codes, messages, files.
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "model/script.h"
#include "nlohmann/json.hpp"
#include "tests/cli/program.h"
#include "tests/places.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

TEST_F(CliTest, UsageIsExitCodeTwoAndNamesTheFault) {
  Write("bad.sql", "CREATE TABLE t(a);\nINSERT INTO t VALUES('open);\n");
  Write("header.sql", "-- alterego: no key\nSELECT 1;\n");
  Write("empty.sql", "-- nothing here\n");
  Write("w.txt", "drop_colum=3\n");
  const struct {
    const char* arguments;
    std::vector<const char*> parts;
  } kCases[] = {
      {"", {"subcommand", "--help"}},
      {"fuz", {"there is no verb \"fuz\"", "fuzz, replay"}},
      {"fuzz --sed 1", {"--sed"}},
      {"fuzz --seed 12x", {"\"12x\" is no seed"}},
      {"fuzz --for soon", {"\"soon\" is no duration", "10m"}},
      {"fuzz --for 0", {"is no duration"}},
      {"fuzz --runs 0", {"--runs"}},
      {"fuzz --runs 1 --jobs 0", {"--jobs"}},
      {"fuzz --runs 1 --engines postgres", {"postgres", "alterego engines"}},
      {"fuzz --runs 1 --engines ,", {"--engines"}},
      {"fuzz --runs 1 --weights drop_colum=3",
       {"--weights: ", "drop_colum", "drop_column", "help weights"}},
      {"fuzz --runs 1 --weights drop_column=many", {"drop_column"}},
      {"fuzz --runs 1 --weights @w.txt", {"w.txt: ", "drop_colum"}},
      {"fuzz --runs 1 --weights @no.txt",
       {"cannot read \"no.txt\": No such file or directory"}},
      {"fuzz --runs 1 --known x --no-known", {"--known", "--no-known"}},
      {"fuzz --runs 1 --known nosuch", {"nosuch"}},
      {"fuzz --runs 1 --findings /proc/no/such", {"/proc/no/such"}},
      {"fuzz --runs 1 --log no/such/log", {"no/such/log"}},
      {"fuzz --runs 1 --summary no/such/json", {"no/such/json"}},
      {"fuzz --coverage --seed 1", {"--coverage", "--seed", "libFuzzer"}},
      {"fuzz --for 1s --coverage nosuch", {"nosuch", "choices"}},
      {"replay", {"FILE"}},
      {"replay .", {"cannot read \".\": Is a directory"}},
      {"fuzz --runs 0", {"--runs", "not in range 1 to"}},
      {"replay no.sql", {"cannot read \"no.sql\": No such file or directory"}},
      {"replay bad.sql", {"bad.sql: ", "line 2, column 22"}},
      {"replay header.sql", {"header.sql: ", "line 1"}},
      {"replay empty.sql", {"empty.sql: there is no statement in it"}},
      {"reduce no.sql", {"cannot read \"no.sql\""}},
      {"rules --hits w.txt", {"w.txt: ", "not JSON", "--summary"}},
      {"help nonsense", {"nonsense", "weights"}},
      {"completion tcsh", {"tcsh"}},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments);
    EXPECT_EQ(output.code, 2) << c.arguments << "\n" << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
    // Never an exception's name or a trace.
    EXPECT_EQ(output.text.find("terminate called"), std::string::npos);
  }
  EXPECT_FALSE(fs::exists(path_ + "/no"));
}

TEST_F(CliTest, HelpAndVersion) {
  for (const char* arguments :
       {"--help", "help", "help fuzz", "fuzz --help", "help engines",
        "help findings", "help exit-codes", "engines", "rules"}) {
    const Output output = Run(arguments);
    EXPECT_EQ(output.code, 0) << arguments << output.text;
    EXPECT_GT(output.text.size(), 60u) << arguments;
  }
  const Output weights = Run("help weights");
  EXPECT_EQ(weights.code, 0);
  EXPECT_HAS(weights, "drop_column");
  EXPECT_HAS(weights, "without_rowid");
  const Output version = Run("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_HAS(version, "alterego 0.");
}

TEST_F(CliTest, ReplayShowsWhatWasPredictedAndAnswered) {
  Write("a.sql",
        "CREATE TABLE t(a, b);\nINSERT INTO t VALUES(1, 2);\n"
        "ALTER TABLE t DROP COLUMN b;\nALTER TABLE t DROP COLUMN zz;\n");
  const Output output = Run("replay --engines sqlite a.sql");
  EXPECT_EQ(output.code, 0) << output.text;
  EXPECT_HAS(output, "[2] ALTER TABLE t DROP COLUMN b");
  EXPECT_HAS(output, "predicted accepted");
  EXPECT_HAS(output, "no such column: \"zz\"");
  EXPECT_HAS(output, "a.sql: agreed (4 statements, 0 not predicted)");
  const Output quiet = Run("replay -q --engines sqlite a.sql a.sql");
  EXPECT_EQ(quiet.code, 0);
  EXPECT_EQ(quiet.text.find("[0]"), std::string::npos);
}

TEST_F(CliTest, ReduceOfAgreementHasNothingToDo) {
  Write("a.sql", "CREATE TABLE t(a, b);\n");
  const Output output = Run("reduce --engines sqlite a.sql");
  EXPECT_EQ(output.code, 0) << output.text;
  EXPECT_HAS(output, "all engines agree");
}

TEST_F(CliTest, FuzzWritesWhatRulesReads) {
  const Output fuzz = Run(
      "fuzz --seed 7 --runs 3 --jobs 1 --engines sqlite --no-reduce "
      "--summary s.json --log l.txt --findings f --doublecheck --keep-going");
  EXPECT_TRUE(fuzz.code == 0 || fuzz.code == 1) << fuzz.text;
  EXPECT_HAS(fuzz, "seed 0x7");
  EXPECT_HAS(fuzz, "cases        3");
  const std::string json = Read("s.json");
  EXPECT_NE(json.find("\"cases\": 3,"), json.npos) << json;
  EXPECT_NE(json.find("\"doublecheck_failures\": 0,"), json.npos) << json;
  EXPECT_EQ(Read("l.txt").rfind("case 0 seed 0x", 0), 0u);
  EXPECT_TRUE(fs::is_directory(path_ + "/f"));
  const Output rules = Run("rules --hits s.json");
  EXPECT_EQ(rules.code, 0) << rules.text;
  EXPECT_HAS(rules, "rules met");
  // The same seed is the same campaign.
  Run("fuzz --seed 0x7 --runs 3 --jobs 2 --engines sqlite --no-reduce "
      "--log l2.txt --findings f --keep-going -q");
  EXPECT_EQ(Read("l.txt"), Read("l2.txt"));
}

TEST_F(CliTest, FuzzLeavesWhatRulesAndCoverageReadByThemselves) {
  const Output none = Run("rules --unhit");
  EXPECT_EQ(none.code, 2);
  EXPECT_HAS(none, "there is no campaign");
  EXPECT_HAS(Run("coverage"), "cannot read \"findings/summary.json\"");
  const Output fuzz = Run("fuzz --seed 3 --runs 5 --jobs 1 --quiet");
  ASSERT_LT(fuzz.code, 2) << fuzz.text;
  EXPECT_HAS(Run("rules"), " rules met");
  EXPECT_HAS(Run("rules --unhit"), "rename_table.");
  const Output coverage = Run("coverage");
  EXPECT_EQ(coverage.code, 0);
  EXPECT_HAS(coverage, "trigger_elsewhere ");
  EXPECT_HAS(coverage, ": never accepted\n");
  EXPECT_HAS(Run("coverage --missing"), " cells never hit\n");
  EXPECT_HAS(Run("coverage --json"), "\"form\": \"drop_column\"");
  Write("bad.json", "{\"outcomes\": {\"x\": -1}}");
  const Output bad = Run("coverage --summary bad.json");
  EXPECT_EQ(bad.code, 2);
  EXPECT_HAS(bad, "bad.json: the count of \"x\" is none: it must be what");
}

TEST_F(CliTest, TheListOfRulesIsUpToDate) {
  const auto written = ReadFile(ALTEREGO_SOURCE_DIR "/docs/rules.md");
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(Run("rules --markdown").text, *written)
      << "make it anew: alterego rules --markdown > docs/rules.md";
}

TEST_F(CliTest, NothingCheckedIsInconclusive) {
  const Output output =
      Run("fuzz --seed 1 --runs 1 --max-statements 1 --engines sqlite "
          "--no-swarm");
  EXPECT_EQ(output.code, 4) << output.text;
  EXPECT_HAS(output, "no ALTER was checked");
}

TEST_F(CliTest, CtrlCStillGivesASummary) {
  const Output output =
      Run("fuzz --seed 3 --engines sqlite --keep-going --no-reduce --for 60s & "
          "pid=$!; sleep 1; kill -INT $pid; wait $pid");
  EXPECT_TRUE(output.code == 0 || output.code == 1) << output.text;
  EXPECT_HAS(output, ", interrupted");
  EXPECT_HAS(output, "statements");
}

TEST_F(CliTest, TermToTheWholeGroupStillGivesASummary) {
  // As a service or a terminal does it: every process gets the signal.
  const Output output =
      Run("fuzz --seed 3 --engines sqlite --keep-going --for 60s --jobs 2 & "
          "pid=$!; sleep 1; for child in $(ps -o pid= --ppid $pid) $pid; do "
          "kill -TERM $child; done; wait $pid");
  EXPECT_TRUE(output.code == 0 || output.code == 1) << output.text;
  EXPECT_HAS(output, ", interrupted");
  EXPECT_HAS(output, "0 lost");
}

TEST_F(CliTest, TheDigestIsThatOfTheCases) {
  const auto digest = [this](const std::string& flags) {
    const Output output =
        Run("fuzz --engines sqlite --no-reduce --keep-going "
            "--runs 3 --findings f " +
            flags);
    const size_t at = output.text.find("digest");
    EXPECT_NE(at, std::string::npos) << output.text;
    return at == std::string::npos ? "" : output.text.substr(at, 29);
  };
  const std::string first = digest("--seed 7 --jobs 1");
  EXPECT_EQ(first, digest("--seed 7 --jobs 2 --doublecheck --log l.txt"));
  EXPECT_NE(first, digest("--seed 8 --jobs 1"));
}

// ALTEREGO_OTHER_BINARY: the program as another compiler or build type makes
// it, to be run side by side.
TEST_F(CliTest, AnotherBuildWritesTheSameLog) {
  const char* other = std::getenv("ALTEREGO_OTHER_BINARY");
  if (other == nullptr) GTEST_SKIP() << "ALTEREGO_OTHER_BINARY is not set";
  const std::string flags =
      "fuzz --seed 11 --runs 6 --jobs 1 --no-reduce --keep-going -q "
      "--findings f --log ";
  Run(flags + "a.txt");
  const std::string command = "cd '" + path_ + "' && '" + std::string(other) +
                              "' " + flags + "b.txt >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << command;
  EXPECT_GT(Read("a.txt").size(), 1000u);
  EXPECT_EQ(Read("a.txt"), Read("b.txt"));
}

// The file size limit of the shell (blocks of 512 bytes) stands for a full
// disk.
TEST_F(CliTest, AFullDiskFailsWithoutHalfAFile) {
  for (const char* limit : {"ulimit -f 0 &&", "ulimit -f 2 &&"}) {
    const Output output =
        Run("fuzz --seed 7 --runs 3 --jobs 1 --engines sqlite --no-reduce "
            "--findings f --summary f/s.json",
            limit);
    EXPECT_EQ(output.code, 3) << output.text;
    EXPECT_HAS(output, "alterego: cannot write \"f/");
    EXPECT_HAS(output, "File too large");
    EXPECT_TRUE(fs::is_empty(path_ + "/f"));
  }
}

// The campaign outlives its log, which ends where the disk did.
TEST_F(CliTest, ALogThatIsFullEndsAlone) {
  const Output output =
      Run("fuzz --seed 7 --runs 40 --jobs 1 --engines sqlite --log x.log "
          "--findings f -q",
          "ulimit -f 64 &&");
  EXPECT_EQ(output.code, 3) << output.text;
  EXPECT_HAS(output, "cannot write the log \"x.log\": File too large");
  const auto summary = nlohmann::json::parse(Read("f/summary.json"));
  EXPECT_EQ(summary["cases"], 40) << summary;
}

TEST_F(CliTest, CompletionKnowsTheFlags) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Output output = Run(std::string("completion ") + shell);
    EXPECT_EQ(output.code, 0);
    for (const char* word : {"doublecheck", "replay", "hits"}) {
      EXPECT_HAS(output, word);
    }
  }
  const Output completed =
      Run("completion bash > c; bash -c 'source ./c; COMP_WORDS=(alterego fuzz "
          "--dou); COMP_CWORD=2; _alterego; echo \"${COMPREPLY[@]}\"'");
  EXPECT_EQ(completed.text, "--doublecheck\n");
}

}  // namespace
}  // namespace alterego
