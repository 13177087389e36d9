// LyingEngine: an engine with planted faults, to see that the oracle sees them.
//
//   LyingEngine liar(std::move(engine), {.reopen_does_nothing = true});
//
// Base of the canaries: a harness that finds nothing wrong with it is broken.
#ifndef ALTEREGO_TESTS_ENGINES_LYING_ENGINE_H_
#define ALTEREGO_TESTS_ENGINES_LYING_ENGINE_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "engines/engine.h"

namespace alterego {

class LyingEngine : public Engine {
 public:
  struct Lies {
    // Called with each statement; what it returns is executed instead.
    std::function<std::string(std::string_view)> rewrite;
    // Called with each answer and its statement.
    std::function<Outcome(std::string_view, Outcome)> answer;
    // Called with each observation.
    std::function<void(Observation*)> observation;
    bool reopen_does_nothing = false;
  };

  LyingEngine(std::unique_ptr<Engine> engine, Lies lies)
      : engine_(std::move(engine)), lies_(std::move(lies)) {}

  const EngineInfo& info() const override { return engine_->info(); }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override {
    const std::string said =
        lies_.rewrite ? lies_.rewrite(sql) : std::string(sql);
    absl::StatusOr<Outcome> outcome = engine_->Execute(said);
    if (outcome.ok() && lies_.answer) {
      return lies_.answer(sql, *std::move(outcome));
    }
    return outcome;
  }
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override {
    absl::StatusOr<Observation> out = engine_->Observe(options);
    if (out.ok() && lies_.observation) lies_.observation(&*out);
    return out;
  }
  absl::Status Reset() override { return engine_->Reset(); }
  absl::Status Reopen() override {
    return lies_.reopen_does_nothing ? absl::OkStatus() : engine_->Reopen();
  }

 private:
  std::unique_ptr<Engine> engine_;
  Lies lies_;
};

}  // namespace alterego

#endif  // ALTEREGO_TESTS_ENGINES_LYING_ENGINE_H_
