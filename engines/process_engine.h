// ProcessEngine: an engine behind a driver program that speaks the process
// protocol (engines/PROTOCOL.md).
//
//   auto e = ProcessEngine::Open("process:node x.mjs", {"node", "x.mjs"}, {});
//
// A driver that crashes, hangs or breaks the protocol makes the outcome of that
// statement Lost and is killed with all it started; Reset starts a fresh one.
// Without a path in the options the database is a file in a folder of its own,
// in memory where the machine has such a place, and goes with the engine.
#ifndef ALTEREGO_ENGINES_PROCESS_ENGINE_H_
#define ALTEREGO_ENGINES_PROCESS_ENGINE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "base/subprocess.h"
#include "base/temporary_folder.h"
#include "engines/engine.h"
#include "engines/process_reply.h"
#include "engines/profile.h"
#include "nlohmann/json_fwd.hpp"

namespace alterego {

class ProcessEngine final : public Engine {
 public:
  // kUnavailable, naming the command, what it said and, with a profile, how the
  // engine is had, if the driver does not start or does not greet.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(
      std::string spec, std::vector<std::string> argv,
      const EngineOptions& options, const ProfileSpec& profile = {});
  ~ProcessEngine() override;

  const EngineInfo& info() const override { return info_; }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override;
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override;
  absl::Status Reset() override;
  absl::Status Reopen() override;
  std::string File() const override { return path_; }
  absl::StatusOr<bool> SaveTo(const std::string& path) override;
  absl::StatusOr<std::optional<Outcome>> LoadFrom(
      const std::string& path) override;

  // Runs one query; for probes of profiles and for the conformance suite.
  absl::StatusOr<QueryReply> Query(std::string_view sql);
  // The version that the driver gave: "0.7.2".
  const std::string& version() const { return version_; }

 private:
  ProcessEngine(std::string spec, std::vector<std::string> argv,
                EngineOptions options, ProfileSpec profile)
      : argv_(std::move(argv)),
        options_(std::move(options)),
        profile_(std::move(profile)) {
    info_.spec = std::move(spec);
  }

  struct Wanted;
  struct SchemaRow {
    std::string type, name, table, sql;
  };
  // Structure that was read, and the texts that it follows from. Only of an
  // engine that stores SQLite's own texts, and as SqliteObserver keeps it: not
  // over a change of the schema that failed or was undone, nor over a statement
  // that may change how the engine answers.
  struct Kept {
    std::string texts;
    Section section;
  };
  absl::Status MakeFolder();
  absl::Status Start();
  absl::Status Greet(const nlohmann::json& hello);
  void ReadDialect();
  absl::Status Unavailable(std::string_view what) const;
  // One request, one reply; nullopt and lost_ set if the driver is at fault.
  std::optional<nlohmann::json> Ask(std::string body);
  Outcome OutcomeOf(const nlohmann::json& reply) const;
  std::optional<std::vector<QueryReply>> Query(
      const std::vector<std::string>& sql);
  Refused RefusalOf(int code, std::string_view message) const;
  void Lose(Lost::How how, std::string detail);

  // Observing: process_observe.cc.
  bool Masks(std::string_view mask) const;
  static std::vector<SchemaRow> ObjectsOf(const QueryReply& reply);
  static void AskAbout(std::string_view database, const SchemaRow& row,
                       std::string_view texts, const ObserveOptions& options,
                       std::vector<Wanted>* wanted);
  static std::string TextsOf(std::string_view database,
                             const std::vector<SchemaRow>& rows,
                             const SchemaRow& row);
  void Executed(std::string_view sql, bool accepted);
  bool TakeKept(const Wanted& wanted, bool afresh, Observation* out) const;
  void Keep(const Wanted& wanted, const Section& section);
  static std::string RowsSql(std::string_view database, const SchemaRow& row);
  bool ReadKeyOrder(const std::vector<Wanted>& tables, Observation* out);
  Section SectionOf(const Wanted& wanted, const QueryReply& reply) const;
  void AddConnection(const std::vector<QueryReply>& replies, size_t at,
                     Observation* out) const;

  const std::vector<std::string> argv_;
  const EngineOptions options_;
  const ProfileSpec profile_;
  EngineInfo info_;
  std::string version_;
  std::optional<TemporaryFolder> folder_;  // if no path was given
  std::string path_;
  std::optional<Subprocess> child_;
  std::optional<Lost> lost_;            // since the last Reset
  std::optional<bool> in_transaction_;  // of the last reply that said so
  bool wants_alter_ = false;            // an ALTER in parts, beside its text
  std::map<std::string, Kept> kept_;    // by the section's name
  bool schema_changed_ = false;         // in the transaction under way
  int64_t next_id_ = 1;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROCESS_ENGINE_H_
