// The summary of a campaign: for people, and as JSON for `alterego rules` and
// for scripts.
#ifndef ALTEREGO_CLI_SUMMARY_H_
#define ALTEREGO_CLI_SUMMARY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "runner/campaign.h"

namespace alterego::cli {

std::string SummaryText(const CampaignOptions& options,
                        const CampaignReport& report);
// {"seed": "0x..", "cases": .., ..., "rules": {"rule": hits, ...}, ...}
std::string SummaryJson(const CampaignOptions& options,
                        const CampaignReport& report);
using Counts = std::map<std::string, uint64_t, std::less<>>;
// The object "rules" or "outcomes" of such a text. The error says what is wrong
// with it, and LoadCounts which file it is.
absl::StatusOr<Counts> ReadCounts(const std::string& json,
                                  std::string_view member);
absl::StatusOr<Counts> LoadCounts(const std::string& path,
                                  std::string_view member);

// Where a campaign leaves its summary, if nobody says otherwise, in the
// directory of its findings.
inline constexpr char kSummaryName[] = "summary.json";
inline constexpr char kDefaultSummary[] = "findings/summary.json";

// How many of `rules` a campaign met.
size_t RulesHit(const Statistics& statistics,
                const std::vector<std::string_view>& rules);

// 1234567 -> "1,234,567".
std::string Grouped(uint64_t number);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_SUMMARY_H_
