#include "runner/worker.h"

#include "gtest/gtest.h"

namespace alterego {
namespace {

const std::vector<std::string> kEngines = {"sqlite", "rebuild"};

Divergence Lose(const FlightRecorder& recorder) {
  return LostDivergence(recorder, Lost::How::kTimeout, "no sign of life",
                        kEngines);
}

TEST(FlightRecorderTest, NamesTheEngineThatWasAsked) {
  auto recorder = FlightRecorder::Create();
  ASSERT_TRUE(recorder.ok());
  FlightRecorder& r = **recorder;
  r.BeginCase(7);
  const Step step = Step::FromSql("CREATE TABLE t(a)");
  r.OnStatement(0, step, 0);
  EXPECT_EQ(Lose(r).actual_from, "sqlite");
  r.OnStatement(0, step, 1);
  EXPECT_EQ(Lose(r).actual_from, "rebuild");
  EXPECT_EQ(Lose(r).Signature(),
            "lost/create_table/-/expected:accepted-or-refused/"
            "actual:lost:timeout/rebuild");
}

// A generator without an end must not be told as a bug of an engine.
TEST(FlightRecorderTest, NamesAlteregoWhereNoEngineWasAsked) {
  auto recorder = FlightRecorder::Create();
  ASSERT_TRUE(recorder.ok());
  FlightRecorder& r = **recorder;
  r.BeginCase(7);
  r.OnStatement(0, Step::FromSql("CREATE TABLE t(a)"), 1);
  const uint64_t beats = r.beats();
  r.OnOwnWork();
  EXPECT_GT(r.beats(), beats) << "drawing is a sign of life";
  EXPECT_TRUE(r.own_work());
  EXPECT_EQ(Lose(r).actual_from, "alterego");
  r.OnActivity();
  EXPECT_EQ(Lose(r).actual_from, "rebuild");
}

}  // namespace
}  // namespace alterego
