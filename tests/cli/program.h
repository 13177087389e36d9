// The program as a person starts it: the fixture of the tests of its verbs.
//
//   const Output output = Run("replay x.sql");
//   EXPECT_EQ(output.code, 2);
//   EXPECT_HAS(output, "x.sql: ");
#ifndef ALTEREGO_TESTS_CLI_PROGRAM_H_
#define ALTEREGO_TESTS_CLI_PROGRAM_H_

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/temporary_folder.h"
#include "runner/finding.h"
#include "tests/places.h"

namespace alterego {

struct Output {
  int code = -1;
  std::string text;  // stdout and stderr
};

class CliTest : public testing::Test {
 protected:
  // In a directory of the test's own, through the shell.
  // `before` stands in front of the program: "ulimit -f 2 &&".
  Output Run(const std::string& arguments,
             const std::string& before = "") const {
    const std::string command = "cd '" + path_ + "' && " + before +
                                " '" ALTEREGO_BINARY_DIR "/bin/alterego' " +
                                arguments + " 2>&1";
    Output output;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return output;
    char buffer[4096];
    size_t count = 0;
    while ((count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0) {
      output.text.append(buffer, count);
    }
    const int status = ::pclose(pipe);
    output.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return output;
  }
  std::string Write(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(WriteFileAtomically(path_ + "/" + name, text).ok());
    return path_ + "/" + name;
  }
  std::string Read(const std::string& name) const {
    auto text = ReadFile(path_ + "/" + name);
    EXPECT_TRUE(text.ok()) << text.status();
    return text.ok() ? *text : "";
  }

  const TemporaryFolder home_;
  const std::string path_ = home_.path();
};

}  // namespace alterego

#define EXPECT_HAS(output, part)                         \
  EXPECT_NE((output).text.find(part), std::string::npos) \
      << "looked for: " << (part) << "\nin: " << (output).text

#endif  // ALTEREGO_TESTS_CLI_PROGRAM_H_
