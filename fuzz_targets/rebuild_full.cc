// Fuzz target: the input's bytes choose a database and a statement of the full
// dialect. It is carried out on two equal databases, one left to choose the way
// and one that must move the rows. Answers and databases must be equal; what
// is refused changes nothing; a plan tells beforehand what is refused.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>

#include "generator/entropy.h"
#include "rebuild/rebuild.h"
#include "selftest/full_case.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library
using selftest::FullCase;
using selftest::MemoryDatabase;

[[noreturn]] void Fail(const char* what, const FullCase& drawn,
                       const std::string& a, const std::string& b) {
  std::fprintf(stderr, "-- %s\n", what);
  for (const std::string& sql : drawn.setup) {
    std::fprintf(stderr, "%s;\n", sql.c_str());
  }
  std::fprintf(stderr, "%s;\n-- one:\n%s\n-- other:\n%s\n", drawn.alter.c_str(),
               a.c_str(), b.c_str());
  std::abort();
}

std::string Answer(const absl::Status& status) {
  return status.ok() ? "accepted" : std::string(status.message());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ByteEntropy entropy(std::span<const uint8_t>(data, size));
  const std::optional<FullCase> drawn = selftest::DrawFullCase(entropy);
  if (!drawn) return 0;
  struct Side {
    MemoryDatabase memory;
    std::string before, after, unordered, answer;
  };
  std::array<Side, 2> sides;
  for (size_t i = 0; i < sides.size(); ++i) {
    Side& side = sides[i];
    for (const std::string& sql : drawn->setup) side.memory.Run(sql);
    side.before = side.memory.Observe();
    rebuild::Options options;
    options.mode = rebuild::Mode::kFull;
    options.verify = rebuild::Verify::kFull;
    options.strategy =
        i == 0 ? rebuild::Strategy::kAuto : rebuild::Strategy::kRebuild;
    rebuild::Connection connection = side.memory.connection();
    const auto plan = rebuild::PlanAlter(connection, drawn->alter, options);
    const auto done = rebuild::Alter(connection, drawn->alter, options);
    side.answer = Answer(done.status());
    side.after = side.memory.Observe();
    side.unordered = side.memory.ObserveUnordered();
    if (side.memory.interrupted()) return 0;
    if (!plan.ok() && done.ok()) {
      Fail("refused by the plan, then done", *drawn, Answer(plan.status()),
           side.answer);
    }
    if (!done.ok() && side.after != side.before) {
      Fail("refused, but changed", *drawn, side.before, side.after);
    }
  }
  if (sides[0].answer != sides[1].answer) {
    Fail("two answers", *drawn, sides[0].answer, sides[1].answer);
  }
  if (sides[0].unordered != sides[1].unordered) {
    Fail("two databases", *drawn, sides[0].unordered, sides[1].unordered);
  }
  return 0;
}
