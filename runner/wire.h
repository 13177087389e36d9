// Wire: how a worker process tells its parent what came out. Fields are
// netstrings ("5:hello,"), numbers are decimal, maps and lists start with their
// count. A message on a pipe is one netstring around its fields.
//
//   std::string bytes = Message(Pack(report));
//   ... inbox.Append(bytes); while (auto m = inbox.Next()) Unpack(*m);
#ifndef ALTEREGO_RUNNER_WIRE_H_
#define ALTEREGO_RUNNER_WIRE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "model/script.h"
#include "oracle/divergence.h"
#include "runner/campaign.h"
#include "runner/session.h"

namespace alterego {

// What a worker reports of one case.
struct CaseReport {
  uint64_t index = 0;
  Statistics statistics;
  std::optional<Divergence> divergence;
  Script script;        // only with a divergence
  std::string log;      // only if it was asked for
  uint64_t digest = 0;  // of the log
  bool doublecheck_failed = false;
  std::string error;  // the harness itself failed: not a result
};

// What a reducing process reports.
struct ReductionReport {
  Script script;
  Divergence divergence;
  std::string answers;  // what each lane said to the last statement
  std::vector<std::pair<Divergence, Script>> others;
  std::string error;
};

std::string Pack(const CaseReport& report);
std::string Pack(const ReductionReport& report);
// kInternal for bytes that Pack did not write.
absl::StatusOr<CaseReport> UnpackCaseReport(std::string_view bytes);
absl::StatusOr<ReductionReport> UnpackReductionReport(std::string_view bytes);

// What a campaign needs to go on (CampaignOptions::resume); nothing of the
// files that it wrote.
std::string Pack(const CampaignReport& report);
absl::StatusOr<CampaignReport> UnpackCampaignReport(std::string_view bytes);

std::string Message(std::string_view payload);

// Puts together what arrives in pieces.
class Inbox {
 public:
  void Append(std::string_view bytes) { bytes_.append(bytes); }
  // The next whole message; nullopt if there is none yet.
  std::optional<std::string> Next();

 private:
  std::string bytes_;
  size_t begin_ = 0;
};

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_WIRE_H_
