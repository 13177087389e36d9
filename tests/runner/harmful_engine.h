// HarmfulEngine: SQLite that does harm when it has accepted one form of ALTER.
// A form and a harm are one bug.
#ifndef ALTEREGO_TESTS_RUNNER_HARMFUL_ENGINE_H_
#define ALTEREGO_TESTS_RUNNER_HARMFUL_ENGINE_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "tests/runner/lying_engine.h"

namespace alterego {

enum class Harm { kLosesRow, kLosesIndex, kLosesView, kLosesTrigger, kAdds };

// SQLite, but one form of ALTER does harm when it is accepted.
class HarmfulEngine final : public Engine {
 public:
  HarmfulEngine(std::unique_ptr<Engine> honest, size_t form, Harm harm)
      : honest_(std::move(honest)), form_(form), harm_(harm) {}

  const EngineInfo& info() const override { return honest_->info(); }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override {
    const Step step = Step::FromSql(std::string(sql));
    const auto* alter = step.parsed == nullptr
                            ? nullptr
                            : std::get_if<AlterTable>(&step.parsed->statement);
    absl::StatusOr<Outcome> outcome = honest_->Execute(sql);
    if (alter == nullptr || alter->op.index() != form_ || !outcome.ok() ||
        !std::holds_alternative<Accepted>(*outcome)) {
      return outcome;
    }
    DoHarm();
    return outcome;
  }
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override {
    return honest_->Observe(options);
  }
  absl::Status Reset() override { return honest_->Reset(); }
  absl::Status Reopen() override { return honest_->Reopen(); }

 private:
  void Each(const std::string& type, const std::string& before,
            const std::string& after = "") {
    for (const std::string& name : ObjectNames(*honest_, type)) {
      // SQLite's own tables are not ours to harm.
      if (name.starts_with("sqlite_")) continue;
      (void)honest_->Execute(before + Identifier(name).Quoted() + after);
    }
  }
  void DoHarm() {
    switch (harm_) {
      case Harm::kLosesRow:
        return Each("table", "DELETE FROM main.", " WHERE rowid=1");
      case Harm::kLosesIndex:
        return Each("index", "DROP INDEX main.");
      case Harm::kLosesView:
        return Each("view", "DROP VIEW main.");
      case Harm::kLosesTrigger:
        return Each("trigger", "DROP TRIGGER main.");
      case Harm::kAdds:
        (void)honest_->Execute("CREATE TABLE IF NOT EXISTS main.harm(a)");
    }
  }

  const std::unique_ptr<Engine> honest_;
  const size_t form_;
  const Harm harm_;
};

// AlterTable's alternative of that name.
inline size_t FormOf(std::string_view name) {
  size_t form = 0;
  while (OpName(form) != name) ++form;
  return form;
}

}  // namespace alterego

#endif  // ALTEREGO_TESTS_RUNNER_HARMFUL_ENGINE_H_
