#include "cli/shard.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "runner/bucket.h"

namespace alterego::cli {
namespace {

// Cases between the starts of two shards that end by time.
constexpr uint64_t kCasesApart = uint64_t{1} << 40;
constexpr uint64_t kPartsMax = uint64_t{1} << 20;

bool ReadNumber(std::string_view text, uint64_t* out) {
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

absl::StatusOr<Shard> ParseShard(std::string_view text) {
  const size_t slash = text.find('/');
  Shard shard;
  if (slash != text.npos && ReadNumber(text.substr(0, slash), &shard.part) &&
      ReadNumber(text.substr(slash + 1), &shard.parts) &&
      shard.part < shard.parts && shard.parts <= kPartsMax) {
    return shard;
  }
  return absl::InvalidArgumentError(absl::StrFormat(
      "\"%s\" is no shard: write PART/PARTS, like 0/4, 1/4, 2/4 and 3/4",
      text));
}

void ApplyShard(const Shard& shard, CampaignOptions* options) {
  if (!options->runs) {
    options->first_case = shard.part * kCasesApart;
    return;
  }
  // The first ones take what does not divide; nothing is left out.
  const uint64_t each = *options->runs / shard.parts;
  const uint64_t rest = *options->runs % shard.parts;
  options->first_case = shard.part * each + std::min(shard.part, rest);
  options->runs = each + (shard.part < rest ? 1 : 0);
}

absl::StatusOr<CampaignKey> KeyOf(const CampaignOptions& options,
                                  const std::string& date) {
  CampaignKey key;
  key.seed = options.seed;
  key.first_case = options.first_case;
  key.date = date;
  for (const std::string& spec : options.engines) {
    ALTEREGO_ASSIGN_OR_RETURN(auto engine, OpenEngine(spec, options.engine));
    absl::StrAppend(&key.engines, key.engines.empty() ? "" : "; ",
                    engine->info().name, " ", engine->info().build_id);
  }
  const Limits& l = options.limits;
  // Weights are many: a number stands for all that are not the default ones.
  const std::string weights = options.weights == Weights::Defaults()
                                  ? "default"
                                  : TextDigest(options.weights.ToText());
  key.options = absl::StrFormat(
      "alterego %s, weights %s%s, %d tables, %d columns, %d rows, %d "
      "statements",
      ALTEREGO_VERSION, weights, options.swarm ? "" : " without swarm",
      l.tables_max, l.columns_max, l.rows_max, l.statements_max);
  return key;
}

absl::Status BugRecorder::Attach(bool resume, CampaignOptions* options) {
  ALTEREGO_ASSIGN_OR_RETURN(BugBase base,
                            BugBase::Open(path_, BugBase::Mode::kCreate));
  if (resume) {
    ALTEREGO_ASSIGN_OR_RETURN(std::optional<CampaignReport> before,
                              base.Progress(key_));
    if (before) {
      cases_before_ = before->statistics.cases;
      options->resume =
          std::make_shared<const CampaignReport>(*std::move(before));
    }
  }
  options->checkpoint = [this](const CampaignReport& report) -> absl::Status {
    ALTEREGO_ASSIGN_OR_RETURN(BugBase open,
                              BugBase::Open(path_, BugBase::Mode::kCreate));
    return open.Record(key_, report, samples_);
  };
  return absl::OkStatus();
}

void BugRecorder::Sampled(const Progress& progress) {
  const auto ms = static_cast<int64_t>(progress.seconds * 1000);
  const int64_t last = samples_.empty() ? 0 : samples_.back().ms;
  // Each a second and a fiftieth of the time behind the last one.
  if (!samples_.empty() && ms < last + 1000 + last / 50) return;
  samples_.push_back({ms, progress.statistics.cases,
                      progress.statistics.statements,
                      progress.statistics.alters});
}

}  // namespace alterego::cli
