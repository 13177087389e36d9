// ProcessEngine: an engine behind a driver program that speaks the process
// protocol (engines/PROTOCOL.md).
//
//   auto e = ProcessEngine::Open("process:node x.mjs", {"node", "x.mjs"}, {});
//
// A driver that crashes, hangs or breaks the protocol makes the outcome of that
// statement Lost and is killed with all it started; Reset starts a fresh one.
#ifndef ALTEREGO_ENGINES_PROCESS_ENGINE_H_
#define ALTEREGO_ENGINES_PROCESS_ENGINE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "base/subprocess.h"
#include "engines/engine.h"
#include "nlohmann/json_fwd.hpp"

namespace alterego {

class ProcessEngine final : public Engine {
 public:
  // kUnavailable, naming the command and what it said, if the driver does not
  // start or does not greet.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(
      std::string spec, std::vector<std::string> argv,
      const EngineOptions& options);

  const EngineInfo& info() const override { return info_; }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override;
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override;
  absl::Status Reset() override;
  absl::Status Reopen() override;

 private:
  ProcessEngine(std::string spec, std::vector<std::string> argv,
                EngineOptions options)
      : argv_(std::move(argv)), options_(std::move(options)) {
    info_.spec = std::move(spec);
  }

  struct Reply;  // the driver's JSON, checked
  struct Wanted;
  struct SchemaRow {
    std::string type, name, sql;
  };
  absl::Status Start();
  // One request, one reply; nullopt and lost_ set if the driver is at fault.
  std::optional<Reply> Ask(std::string body);
  std::optional<std::vector<Reply>> Query(const std::vector<std::string>& sql);
  static std::optional<Reply> QueryReply(const nlohmann::json& json);
  static void AskAbout(const SchemaRow& row, const ObserveOptions& options,
                       std::vector<Wanted>* wanted);
  static Section SectionOf(const Wanted& wanted, const Reply& reply);
  void Lose(Lost::How how, std::string detail);

  const std::vector<std::string> argv_;
  const EngineOptions options_;
  EngineInfo info_;
  std::optional<Subprocess> child_;
  std::optional<Lost> lost_;  // since the last Reset
  int64_t next_id_ = 1;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROCESS_ENGINE_H_
