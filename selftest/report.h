// What a self-test found out, for people and for programs.
#ifndef ALTEREGO_SELFTEST_REPORT_H_
#define ALTEREGO_SELFTEST_REPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "selftest/fault.h"

namespace alterego::selftest {

struct Planting {
  Fault fault;
  Detection detection;
};

struct Report {
  uint64_t seed = 0;
  double seconds_max = 0;  // a fault
  std::vector<Planting> plantings;
  std::vector<std::string> missing;  // families that could not be planted, why

  // Those that nothing caught although it must show.
  size_t survivors() const;
  // "engine/loses_check  caught  0.2 s ...": one line of text.
  static std::string Line(const Planting& planting);
  std::string Text() const;  // rates a family, and the survivors
  std::string Json() const;
  // What Json() wrote. kInvalidArgument for anything else.
  static absl::StatusOr<Report> FromJson(std::string_view text);
  // Takes in the plantings of another one, behind those of their family. For
  // runs that were shared out; a fault that is in both is the other's.
  void Merge(const Report& other);
  std::string Markdown() const;  // docs/DETECTION.md
};

}  // namespace alterego::selftest

#endif  // ALTEREGO_SELFTEST_REPORT_H_
