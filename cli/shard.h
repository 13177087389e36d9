// What `alterego fuzz` keeps of a campaign while it runs: its bug base, and the
// part of the cases that is its own.
#ifndef ALTEREGO_CLI_SHARD_H_
#define ALTEREGO_CLI_SHARD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/bugs.h"
#include "runner/campaign.h"

namespace alterego::cli {

// "3/100": part number 3 of 0..99.
struct Shard {
  uint64_t part = 0, parts = 1;
};
absl::StatusOr<Shard> ParseShard(std::string_view text);

// Leaves the shard's cases in the options: of `runs` cases an equal part, or,
// without a number of cases, a range that no other shard comes to.
void ApplyShard(const Shard& shard, CampaignOptions* options);

// Keeps a bug base up to date while a campaign runs. Opens the file for each
// entry, so that no connection is open when processes are started.
class BugRecorder {
 public:
  BugRecorder(std::string path, CampaignKey key)
      : path_(std::move(path)), key_(std::move(key)) {}

  // Sets `checkpoint` and, to go on with what the base knows, `resume`. The
  // recorder must outlive the campaign. The error says what is wrong with the
  // base.
  absl::Status Attach(bool resume, CampaignOptions* options);
  // Call it as often as there is progress: keeps a few hundred samples of a
  // campaign of any length.
  void Sampled(const Progress& progress);
  uint64_t cases_before() const { return cases_before_; }

 private:
  const std::string path_;
  const CampaignKey key_;
  std::vector<Sample> samples_;
  uint64_t cases_before_ = 0;  // of the process that this one goes on with
};

// What makes the campaign of these options the same as another one.
absl::StatusOr<CampaignKey> KeyOf(const CampaignOptions& options,
                                  const std::string& date);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_SHARD_H_
