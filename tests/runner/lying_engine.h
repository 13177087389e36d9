// LyingEngine: SQLite with a bug of our making, to see that the harness finds
// it. Each lie is what a real engine might do wrong in an ALTER.
#ifndef ALTEREGO_TESTS_RUNNER_LYING_ENGINE_H_
#define ALTEREGO_TESTS_RUNNER_LYING_ENGINE_H_

#include <unistd.h>

#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runner/session.h"

namespace alterego {

enum class Lie {
  kNone,
  kLosesIndexes,     // an accepted ALTER drops an index
  kLosesRow,         // an accepted ALTER deletes a row
  kRefuses,          // DROP COLUMN is refused
  kAccepts,          // DROP COLUMN is accepted without being done
  kWrongMessage,     // refused ALTERs are worded otherwise
  kForgetsOnReopen,  // a reopened database lacks an index
  kTimeout,          // an ALTER gives no answer in time, and the engine says so
  kHangs,            // an ALTER never comes back
  kCrashes,          // an ALTER ends the process
  kLosesTriggers,    // an accepted ALTER drops a trigger
  kAcceptsRefused,   // a refused ALTER is called done
  kWrongShadow,      // the engine is right: its shadow goes by other rules
};

// The names of an engine's tables, or indexes, ... in main. The generator's and
// the reducer's names are not known to a lie: it looks.
inline std::vector<std::string> ObjectNames(Engine& engine,
                                            std::string_view type) {
  std::vector<std::string> names;
  const auto seen = engine.Observe(ObserveOptions{});
  const Section* schema = seen.ok() ? seen->Find("schema main") : nullptr;
  const std::string start = "'" + std::string(type) + "'|'";
  for (size_t at = 0; schema != nullptr;) {
    at = schema->text.find(start, at);
    if (at == std::string::npos) break;
    at += start.size();
    names.push_back(schema->text.substr(at, schema->text.find('\'', at) - at));
  }
  return names;
}

class LyingEngine final : public Engine {
 public:
  LyingEngine(std::unique_ptr<Engine> honest, Lie lie)
      : honest_(std::move(honest)), lie_(lie), info_(honest_->info()) {
    // DROP COLUMN came with 3.35.
    if (lie_ == Lie::kWrongShadow) info_.dialect.version = {3, 34, 0};
  }

  const EngineInfo& info() const override { return info_; }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override {
    const bool alter = sql.substr(0, 11) == "ALTER TABLE";
    const bool drop = alter && sql.find(" DROP ") != sql.npos;
    if (alter && lie_ == Lie::kCrashes) ::raise(SIGKILL);
    if (alter && lie_ == Lie::kTimeout) {
      return Outcome(Lost{Lost::How::kTimeout, "5000 ms"});
    }
    while (alter && lie_ == Lie::kHangs) ::pause();
    if (drop && lie_ == Lie::kRefuses) {
      return Outcome(Refused{Reason::kLogicError, 1, "SQL logic error", ""});
    }
    if (drop && lie_ == Lie::kAccepts) return Outcome(Accepted());
    absl::StatusOr<Outcome> outcome = honest_->Execute(sql);
    if (!outcome.ok()) return outcome;
    if (auto* refused = std::get_if<Refused>(&*outcome)) {
      if (alter && lie_ == Lie::kAcceptsRefused) return Outcome(Accepted());
      if (alter && lie_ == Lie::kWrongMessage) refused->message += "!";
      return outcome;
    }
    if (alter && lie_ == Lie::kLosesIndexes) LoseIndexes();
    if (alter && lie_ == Lie::kLosesRow) LoseRows();
    if (alter && lie_ == Lie::kLosesTriggers) LoseTriggers();
    return outcome;
  }
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override {
    return honest_->Observe(options);
  }
  absl::Status Reset() override { return honest_->Reset(); }
  absl::Status Reopen() override {
    const absl::Status status = honest_->Reopen();
    if (lie_ == Lie::kForgetsOnReopen) LoseIndexes();
    return status;
  }

 private:
  void LoseIndexes() {
    for (const std::string& name : ObjectNames(*honest_, "index")) {
      (void)honest_->Execute("DROP INDEX main." + Identifier(name).Quoted());
    }
  }
  void LoseTriggers() {
    for (const std::string& name : ObjectNames(*honest_, "trigger")) {
      (void)honest_->Execute("DROP TRIGGER main." + Identifier(name).Quoted());
    }
  }
  void LoseRows() {
    for (const std::string& name : ObjectNames(*honest_, "table")) {
      const std::string table = "main." + Identifier(name).Quoted();
      (void)honest_->Execute("DELETE FROM " + table +
                             " WHERE rowid=(SELECT max(rowid) FROM " + table +
                             ")");
    }
  }

  std::unique_ptr<Engine> honest_;
  const Lie lie_;
  EngineInfo info_;
};

// One lane a lie, each over the linked SQLite or over the engines named.
inline absl::StatusOr<std::vector<Lane>> LyingLanes(
    const std::vector<Lie>& lies, std::vector<std::string> specs = {}) {
  specs.resize(lies.size(), "sqlite");
  auto lanes = OpenLanes(specs, {});
  for (size_t i = 0; lanes.ok() && i < lies.size(); ++i) {
    Lane& lane = (*lanes)[i];
    lane.engine =
        std::make_unique<LyingEngine>(std::move(lane.engine), lies[i]);
  }
  return lanes;
}

}  // namespace alterego

#endif  // ALTEREGO_TESTS_RUNNER_LYING_ENGINE_H_
