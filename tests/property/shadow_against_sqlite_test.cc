// The shadow and SQLite, side by side, as RapidCheck's model and system: one
// command type whose command is a generated statement. A failure prints the
// statements, ready to paste, each with the tape that it was drawn from.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "engines/engine.h"
#include "oracle/compare.h"
#include "oracle/expect.h"
#include "shadow/alter.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

struct Model {
  shadow::Shadow shadow;
  int index = 0;  // of the next statement
};

struct System {
  std::unique_ptr<Engine> engine;
};

std::string DescribeDifferences(const std::vector<Difference>& differences) {
  std::string out;
  for (const Difference& d : differences) {
    out += d.section + "\nshadow: " + d.expected + "\nsqlite: " + d.actual;
    out += "\n";
  }
  return out;
}

// corpus/known/sqlite/integrity_check_of_without_rowid.sql: a NULL that is
// none, from 3.38 to 3.40.
bool IsKnownFault(const Difference& d, SqliteVersion version) {
  return d.section.rfind("integrity ", 0) == 0 &&
         d.actual.find(" value in ") != d.actual.npos &&
         version >= SqliteVersion{3, 38, 0} &&
         version < SqliteVersion{3, 41, 0};
}

class StepCommand : public rc::state::Command<Model, System> {
 public:
  explicit StepCommand(const Model& model) : tape_(*ArbitraryTape(100)) {
    TapeEntropy entropy(tape_.values);
    const Generator generator(Weights::Defaults(), SmallLimits());
    const std::optional<Step> drawn =
        generator.Next(entropy, model.shadow.world(),
                       std::min(model.index, SmallLimits().statements_max - 1));
    step_ = drawn.has_value() ? *drawn : Step::FromSql("SELECT 1");
  }

  // What the shadow cannot tell, or leaves open, is for the session's tests:
  // RapidCheck's model moves without looking at the system.
  void checkPreconditions(const Model& model) const override {
    const Prediction p = model.shadow.Judge(step_).prediction;
    RC_PRE(p.predicted && p.may_accept == p.may_refuse.empty());
    RC_PRE(!shadow::LeavesBroken(p.rule));  // a campaign's case ends there
  }

  void apply(Model& model) const override {
    const shadow::Verdict verdict = model.shadow.Judge(step_);
    model.shadow.Advance(verdict, verdict.prediction.may_accept);
    ++model.index;
  }

  void run(const Model& before, System& system) const override {
    const Prediction prediction = before.shadow.Judge(step_).prediction;
    const absl::StatusOr<Outcome> outcome = system.engine->Execute(step_.sql);
    RC_ASSERT(outcome.ok());
    RC_LOG() << step_.sql << "\npredicted: " << prediction.ToString()
             << "\nanswered: " << Describe(*outcome) << "\n";
    RC_ASSERT(prediction.Allows(*outcome));
    const Model after = nextState(before);
    const absl::StatusOr<Observation> observed =
        system.engine->Observe(ObserveOptions{});
    RC_ASSERT(observed.ok());
    Expecter expecter;
    std::vector<Difference> differences = Compare(
        expecter.Expect(after.shadow.world(), ObserveOptions{}), *observed);
    std::erase_if(differences, [&after](const Difference& d) {
      return IsKnownFault(d, after.shadow.world().dialect.version);
    });
    RC_LOG() << DescribeDifferences(differences);
    RC_ASSERT(differences.empty());
  }

  void show(std::ostream& os) const override {
    os << step_.sql << ";  -- tape " << tape_;
  }

 private:
  DrawnTape tape_;
  Step step_;
};

RC_GTEST_PROP(ShadowAgainstSqlite, EveryStatementAgrees, ()) {
  absl::StatusOr<std::unique_ptr<Engine>> engine = OpenEngine("sqlite", {});
  RC_ASSERT(engine.ok());
  Model model{shadow::Shadow((*engine)->info().dialect)};
  System system{*std::move(engine)};
  rc::state::check(model, system,
                   rc::state::gen::execOneOfWithArgs<StepCommand>());
}

}  // namespace
}  // namespace alterego::property
