// The gate says the same twice, whatever the scripts and the number of jobs.
#include "runner/gate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/temporary_folder.h"
#include "runner/finding.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

std::string TextOf(const GateReport& report) {
  std::string out;
  for (const GateCase& one : report.cases) {
    out += one.path + "/" + std::to_string(static_cast<int>(one.verdict)) +
           "/" + one.kind + "/" + one.message + "/" + one.signature + "/" +
           std::to_string(one.line) + "\n" + one.detail;
  }
  return out;
}

TEST(Gate, SaysTheSameTwice) {
  const TemporaryFolder folder;
  std::vector<std::string> paths;
  for (uint64_t seed = 0; seed < 6; ++seed) {
    SeedEntropy entropy(seed);
    paths.push_back(folder / (std::to_string(seed) + ".sql"));
    ASSERT_TRUE(
        WriteFileAtomically(paths.back(), ScriptFrom(entropy).ToText()).ok());
  }
  // One that cannot be read, and one that says what cannot be so.
  paths.push_back(folder / "none.sql");
  paths.push_back(folder / "false.sql");
  ASSERT_TRUE(WriteFileAtomically(
                  paths.back(),
                  "-- alterego: signature=outcome/never\nCREATE TABLE t(a);\n")
                  .ok());
  std::vector<std::string> texts;
  for (const int jobs : {1, 1, 3}) {
    GateOptions options;
    options.engines = {"sqlite"};
    options.jobs = jobs;
    const auto report = RunGate(paths, options);
    ASSERT_TRUE(report.ok()) << report.status();
    texts.push_back(TextOf(*report));
  }
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_EQ(texts[0], texts[2]);
}

}  // namespace
}  // namespace alterego::property
