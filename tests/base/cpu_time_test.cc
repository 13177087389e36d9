#include "base/cpu_time.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace alterego {
namespace {

TEST(CpuTime, CountsWorkAndNoWaiting) {
  const int64_t start = ThreadCpuMs();
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  EXPECT_LT(ThreadCpuMs() - start, 50);
  volatile uint64_t sum = 0;
  while (ThreadCpuMs() - start < 50) sum = sum + 1;
  EXPECT_GE(ProcessCpuMs(::getpid()).value_or(0), 50);
}

TEST(CpuTime, OfNobodyIsNone) { EXPECT_EQ(ProcessCpuMs(-5), std::nullopt); }

}  // namespace
}  // namespace alterego
