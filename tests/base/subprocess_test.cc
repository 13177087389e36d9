#include "base/subprocess.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace alterego {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SubprocessTest, SpeaksInLines) {
  auto child = Subprocess::Start({"cat"});
  ASSERT_TRUE(child.ok()) << child.status();
  ASSERT_TRUE(child->WriteLine("one", 1000).ok());
  ASSERT_TRUE(child->WriteLine("", 1000).ok());
  EXPECT_EQ(*child->ReadLine(1000), "one");
  EXPECT_EQ(*child->ReadLine(1000), "");
  child->CloseInput();
  EXPECT_EQ(*child->Wait(1000), "exit code 0");
}

TEST(SubprocessTest, MovesALotBothWays) {
  auto child = Subprocess::Start({"cat"});
  ASSERT_TRUE(child.ok());
  const std::string line(50000, 'x');  // less than a pipe holds
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(child->WriteLine(line, 1000).ok());
    EXPECT_EQ(*child->ReadLine(1000), line);
  }
}

TEST(SubprocessTest, NamesAProgramThatIsNotThere) {
  auto child = Subprocess::Start({"/no/such/program"});
  ASSERT_FALSE(child.ok());
  EXPECT_EQ(child.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(child.status().message()),
              HasSubstr("\"/no/such/program\": No such file"));
}

TEST(SubprocessTest, SaysHowItEnded) {
  auto child = Subprocess::Start({"sh", "-c", "echo why >&2; exit 3"});
  ASSERT_TRUE(child.ok());
  const auto line = child->ReadLine(2000);
  EXPECT_EQ(line.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(line.status().message()), HasSubstr("exit code 3"));
  EXPECT_EQ(child->StderrTail(), "why\n");
}

TEST(SubprocessTest, SaysWhichSignal) {
  auto child = Subprocess::Start({"sh", "-c", "kill -SEGV $$"});
  ASSERT_TRUE(child.ok());
  EXPECT_FALSE(child->ReadLine(2000).ok());
  EXPECT_THAT(child->HowItEnded(), HasSubstr("signal 11"));
}

TEST(SubprocessTest, StopsWaitingInTime) {
  auto child = Subprocess::Start({"sleep", "30"});
  ASSERT_TRUE(child.ok());
  EXPECT_EQ(child->ReadLine(30).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(child->running());
  child->Kill();
  EXPECT_THAT(child->HowItEnded(), HasSubstr("signal 9"));
}

// It must not be waited for without an end, and what it says on its standard
// error meanwhile must not stop it.
TEST(SubprocessTest, StopsWaitingForAProcessThatDoesNotRead) {
  auto child = Subprocess::Start(
      {"sh", "-c", "head -c 200000 /dev/zero >&2; echo end >&2; sleep 30"});
  ASSERT_TRUE(child.ok());
  const absl::Status status = child->WriteLine(std::string(1 << 20, 'x'), 300);
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(std::string(status.message()),
              StartsWith("the process does not read within "));
  EXPECT_EQ(child->Wait(20).status().message(), "the process still runs");
  child->Kill();
  const std::string tail = child->StderrTail();
  EXPECT_EQ(tail.size(), 4096u) << "the last bytes alone";
  EXPECT_THAT(tail, EndsWith("end\n"));
}

TEST(SubprocessTest, BoundsTheLine) {
  auto child = Subprocess::Start({"sh", "-c", "head -c 200000 /dev/zero"},
                                 {.line_bytes_max = 100000});
  ASSERT_TRUE(child.ok());
  EXPECT_EQ(child->ReadLine(2000).status().code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(SubprocessTest, AWriteToADeadProcessIsAnError) {
  auto child = Subprocess::Start({"true"});
  ASSERT_TRUE(child.ok());
  ASSERT_TRUE(child->Wait(2000).ok());
  EXPECT_EQ(child->WriteLine("x", 1000).code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace alterego
