#include "base/patience.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <thread>

#include "base/subprocess.h"

namespace alterego {
namespace {

void Sleep(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

Subprocess Shell(const char* script) {
  auto child = Subprocess::Start({"sh", "-c", script});
  EXPECT_TRUE(child.ok()) << child.status();
  return *std::move(child);
}

// What ran out, and after how long.
std::string Outlast(pid_t group, int timeout_ms, int64_t* passed_ms) {
  const auto start = std::chrono::steady_clock::now();
  Patience patience(group, timeout_ms);
  while (const int wait_ms = patience.NextWaitMs()) Sleep(wait_ms);
  *passed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::steady_clock::now() - start)
                   .count();
  return patience.What();
}

TEST(PatienceTest, ASleeperIsNotWaitedForLonger) {
  for (const char* script : {"sleep 30", "sleep 30; true", "read x"}) {
    const Subprocess child = Shell(script);
    int64_t passed_ms = 0;
    EXPECT_EQ(Outlast(child.pid(), 400, &passed_ms), "400 ms") << script;
    EXPECT_GE(passed_ms, 400) << script;
  }
}

TEST(PatienceTest, AStoppedProcessSleeps) {
  const Subprocess child = Shell("while :; do :; done");
  ASSERT_EQ(::kill(-child.pid(), SIGSTOP), 0);
  int64_t passed_ms = 0;
  EXPECT_EQ(Outlast(child.pid(), 300, &passed_ms), "300 ms");
}

TEST(PatienceTest, WorkIsCountedInProcessorTime) {
  // The work is that of a child of the child.
  const Subprocess child = Shell("sh -c 'while :; do :; done'; true");
  int64_t passed_ms = 0;
  EXPECT_EQ(Outlast(child.pid(), 300, &passed_ms), "300 ms of processor time");
  EXPECT_GE(passed_ms, 300);
}

TEST(PatienceTest, WorkThatStaysShortIsWaitedFor) {
  // Some work, some sleep, and neither as long as the limit.
  const Subprocess child = Shell(
      "for i in 1 2 3; do sleep 0.1; n=0; "
      "while [ $n -lt 20000 ]; do n=$((n+1)); done; done; sleep 30");
  int64_t passed_ms = 0;
  EXPECT_EQ(Outlast(child.pid(), 600, &passed_ms), "600 ms");
  EXPECT_GT(passed_ms, 600);
}

TEST(PatienceTest, SeesWhatAGroupDoes) {
  const Subprocess sleeper = Shell("sleep 30; true");
  const Subprocess worker = Shell("while :; do :; done");
  Sleep(200);
  const auto asleep = ReadGroupActivity(sleeper.pid());
  const auto busy = ReadGroupActivity(worker.pid());
  ASSERT_TRUE(asleep && busy);
  EXPECT_TRUE(asleep->asleep);
  EXPECT_FALSE(busy->asleep);
  EXPECT_GT(busy->cpu_ms, 0);
  EXPECT_EQ(ReadGroupActivity(-7), std::nullopt);
}

}  // namespace
}  // namespace alterego
