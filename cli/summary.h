// The summary of a campaign: for people, and as JSON for `alterego rules` and
// for scripts.
#ifndef ALTEREGO_CLI_SUMMARY_H_
#define ALTEREGO_CLI_SUMMARY_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "runner/campaign.h"

namespace alterego::cli {

std::string SummaryText(const CampaignOptions& options,
                        const CampaignReport& report);
// {"seed": "0x..", "cases": .., ..., "rules": {"rule": hits, ...}, ...}
std::string SummaryJson(const CampaignOptions& options,
                        const CampaignReport& report);
// The object "rules" of such a text. The error says what is wrong with it.
absl::StatusOr<std::map<std::string, uint64_t>> ReadRuleHits(
    const std::string& json);

// 1234567 -> "1,234,567".
std::string Grouped(uint64_t number);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_SUMMARY_H_
