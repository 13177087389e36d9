#include "base/patience.h"

#include <dirent.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "absl/strings/str_cat.h"

namespace alterego {
namespace {

// Most answers come before it: then nothing is looked up.
constexpr int kFirstLookMs = 100;
constexpr int kLookMs = 50;

int64_t MillisecondsBetween(std::chrono::steady_clock::time_point from,
                            std::chrono::steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(to - from)
      .count();
}

// The numbers that a folder has for names.
void ForEachNumber(const std::string& folder,
                   const std::function<void(const std::string&)>& visit) {
  DIR* const entries = ::opendir(folder.c_str());
  if (entries == nullptr) return;
  while (const dirent* entry = ::readdir(entries)) {
    if (entry->d_name[0] < '0' || entry->d_name[0] > '9') continue;
    visit(entry->d_name);
  }
  ::closedir(entries);
}

struct Stat {
  char state = 'S';
  long group = 0;
  long long ticks = 0;
};

// "12 (name) S 1 12 ...": the name may hold anything, brackets too.
std::optional<Stat> ReadStat(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  if (!std::getline(file, text)) return std::nullopt;
  const size_t name_end = text.rfind(')');
  Stat stat;
  long long user = 0, system = 0;
  if (name_end == text.npos ||
      std::sscanf(text.c_str() + name_end + 1,
                  " %c %*d %ld %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld",
                  &stat.state, &stat.group, &user, &system) != 4) {
    return std::nullopt;
  }
  stat.ticks = user + system;
  return stat;
}

}  // namespace

std::optional<GroupActivity> ReadGroupActivity(pid_t group) {
  const long ticks_a_second = ::sysconf(_SC_CLK_TCK);
  GroupActivity activity;
  bool found = false;
  ForEachNumber("/proc", [&](const std::string& pid) {
    const std::optional<Stat> process =
        ReadStat(absl::StrCat("/proc/", pid, "/stat"));
    if (!process || process->group != group || process->state == 'Z') return;
    found = true;
    activity.cpu_ms += process->ticks * 1000 / ticks_a_second;
    const std::string tasks = absl::StrCat("/proc/", pid, "/task");
    ForEachNumber(tasks, [&](const std::string& thread) {
      const auto stat = ReadStat(absl::StrCat(tasks, "/", thread, "/stat"));
      if (stat && (stat->state == 'R' || stat->state == 'D')) {
        activity.asleep = false;
      }
    });
  });
  if (!found) return std::nullopt;
  return activity;
}

Patience::Patience(pid_t group, int timeout_ms)
    : group_(group),
      timeout_ms_(timeout_ms),
      start_(Clock::now()),
      looked_(start_) {}

int Patience::NextWaitMs() {
  const Clock::time_point now = Clock::now();
  const int64_t all_ms = MillisecondsBetween(start_, now);
  const int64_t first_ms = std::min(timeout_ms_, kFirstLookMs);
  if (all_ms < first_ms) return static_cast<int>(first_ms - all_ms);
  const int64_t passed_ms = MillisecondsBetween(looked_, now);
  const std::optional<GroupActivity> activity = ReadGroupActivity(group_);
  const int64_t worked_ms =
      activity && cpu_ms_ ? activity->cpu_ms - *cpu_ms_ : 0;
  if (!activity || (activity->asleep && worked_ms == 0)) {
    slept_ms_ += passed_ms;
  }
  // Threads that work side by side do not make the time pass sooner.
  worked_ms_ += std::min(worked_ms, passed_ms);
  if (activity) cpu_ms_ = activity->cpu_ms;
  looked_ = now;
  const int64_t left_ms =
      std::min(timeout_ms_ - std::max(slept_ms_, worked_ms_),
               int64_t{timeout_ms_} * kBusyFactor - all_ms);
  if (left_ms <= 0) return 0;
  return static_cast<int>(std::clamp<int64_t>(left_ms, 1, kLookMs));
}

std::string Patience::What() const {
  if (slept_ms_ >= timeout_ms_) return absl::StrCat(timeout_ms_, " ms");
  if (worked_ms_ >= timeout_ms_) {
    return absl::StrCat(timeout_ms_, " ms of processor time");
  }
  return absl::StrCat(int64_t{timeout_ms_} * kBusyFactor,
                      " ms, for most of which it waited for a processor");
}

}  // namespace alterego
