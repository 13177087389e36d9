// Session: runs one script on every lane and checks every lane after every
// statement: outcome and message against the shadow, schema, rows, views and
// integrity against the shadow and against the other lanes, probe DML, reopen,
// a freshly created database.
//
//   Session session(lanes, SessionOptions{});
//   CaseResult r = *session.Run(script);      // r.divergence, if any
//
// Deterministic. The lanes are borrowed and reset at the start of each run.
#ifndef ALTEREGO_RUNNER_SESSION_H_
#define ALTEREGO_RUNNER_SESSION_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "model/script.h"
#include "oracle/divergence.h"
#include "runner/lane.h"

namespace alterego {

// Told what a session is about to do, so that a process that does not come
// back can be blamed on a statement.
class SessionListener {
 public:
  virtual ~SessionListener() = default;
  // Lane number `lane` is about to execute the step.
  virtual void OnStatement(size_t index, const Step& step, size_t lane) = 0;
  // An engine is about to be asked something else: it has a heartbeat.
  virtual void OnActivity() = 0;
  // No engine is asked from here on: a statement is drawn, or judged.
  virtual void OnOwnWork() {}
};

struct SessionOptions {
  // Probe statements after each accepted ALTER, other ones each time.
  size_t probes_max = 3;
  static constexpr size_t kAllProbes = static_cast<size_t>(-1);
  bool reopen = true;  // at the end of a case
  bool fresh = true;   // at the end of a case
  // Have engines read the files that others wrote; at the end of a case.
  bool cross = true;
  bool stop_at_first = true;  // end the case at its first divergence
  bool invert = true;         // full dialect: undo each ALTER by its inverse
  // Full dialect: hold SQLite's own constraint forms against SQLite 3.53 or
  // later, if .engines/ has one.
  bool native = true;
  SessionListener* listener = nullptr;  // not owned
};

struct Statistics {
  uint64_t cases = 0, statements = 0;
  uint64_t alters = 0;  // ALTERs checked, per script, not per lane
  uint64_t accepted = 0, refused = 0, lost = 0, unpredicted = 0;
  uint64_t checks = 0;  // observations compared
  // Shown by an engine, and neither the shadow nor another lane knew better.
  uint64_t sections_skipped = 0;
  std::map<std::string, uint64_t, std::less<>> rules;  // rule -> hits
  // "statement/outcome" and, for ALTERs, "form/feature/outcome" -> count: see
  // runner/coverage.h.
  std::map<std::string, uint64_t, std::less<>> outcomes;

  void Merge(const Statistics& other);
};

struct CaseResult {
  Script script;  // what was run, up to and including the last step
  std::optional<Divergence> divergence;
  Statistics statistics;
  // What was predicted and what each lane answered, a line a statement: the
  // replay log. Byte-identical for the same seed on every machine.
  std::string log;
};

class NativeOracle;

class Session {
 public:
  Session(std::vector<Lane>& lanes, SessionOptions options);
  ~Session();

  // Non-OK if an engine could not be asked (not: said no). With `probes=all` in
  // its header every probe is tried after every ALTER, so that what a probe
  // found does not hang on the number of statements before it.
  absl::StatusOr<CaseResult> Run(const Script& script);
  // Steps come from `next`, called with the first lane's world and the index,
  // until it returns nullopt: how the generator drives a case.
  using NextStep =
      absl::FunctionRef<std::optional<Step>(const shadow::World&, int)>;
  absl::StatusOr<CaseResult> RunGenerated(NextStep next);

 private:
  absl::StatusOr<CaseResult> RunSteps(const SessionOptions& options,
                                      NextStep next, bool generated = false);

  std::vector<Lane>& lanes_;
  SessionOptions options_;
  std::unique_ptr<NativeOracle> native_;
};

// What the step says; in the full dialect if SQLite has no words for it.
// nullptr for text that both grammars refuse.
const sql::Parsed* ReadingOf(const Step& step);

// "drop_column", "create_view"; "unparsed" for text that the grammar refuses.
std::string_view StepKind(const Step& step);

// The lanes that `specs` name, for the full dialect: a `rebuild` becomes two,
// which leave the rows where they are, or move them. Those come first.
std::vector<std::string> FullLanes(const std::vector<std::string>& specs);
// The header line mode=full.
bool IsFullScript(const Script& script);

// Opens one lane an engine.
absl::StatusOr<std::vector<Lane>> OpenLanes(
    const std::vector<std::string>& specs, const EngineOptions& options);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_SESSION_H_
