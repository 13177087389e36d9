#include "cli/summary.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "nlohmann/json.hpp"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return out;
}

std::string JsonString(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

template <class Map>
std::string JsonCounts(const Map& counts) {
  std::string out = "{";
  for (const auto& [name, count] : counts) {
    absl::StrAppendFormat(&out, "%s\n    %s: %d", out.size() == 1 ? "" : ",",
                          JsonString(name), count);
  }
  return out + (out.size() == 1 ? "}" : "\n  }");
}

// How many times each signature came, from the findings in their order.
std::string FindingLines(const CampaignReport& report) {
  std::string out;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    absl::StrAppendFormat(&out,
                          "    %s\n      %d statements: alterego replay %s\n",
                          finding.divergence.Signature(),
                          finding.script.steps.size(), report.finding_paths[i]);
  }
  return out;
}

}  // namespace

size_t RulesHit(const Statistics& statistics,
                const std::vector<std::string_view>& rules) {
  return static_cast<size_t>(
      std::count_if(rules.begin(), rules.end(), [&](std::string_view rule) {
        return statistics.rules.find(rule) != statistics.rules.end();
      }));
}

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string SummaryText(const CampaignOptions& options,
                        const CampaignReport& report) {
  const Statistics& s = report.statistics;
  const double seconds = report.seconds > 0 ? report.seconds : 1e-3;
  const auto rate = [&](uint64_t n) {
    return Grouped(static_cast<uint64_t>(static_cast<double>(n) / seconds));
  };
  std::string out = absl::StrFormat(
      "seed 0x%x, engines %s, %d jobs, %.1f s%s\n"
      "  cases        %s\n  statements   %s (%s/s)\n  ALTERs       %s (%s/s)\n"
      "  answers      %s accepted, %s refused, %s lost, %s not predicted\n"
      "  comparisons  %s, %s sections with nothing to compare with\n"
      "  rules        %d of %d in reach hit\n"
      "  digest       %016x: the same cases give the same anywhere\n",
      options.seed, Joined(options.engines), options.jobs, report.seconds,
      report.interrupted ? ", interrupted" : "", Grouped(s.cases),
      Grouped(s.statements), rate(s.statements), Grouped(s.alters),
      rate(s.alters), Grouped(s.accepted), Grouped(s.refused), Grouped(s.lost),
      Grouped(s.unpredicted), Grouped(s.checks), Grouped(s.sections_skipped),
      RulesHit(s, report.rules_in_reach), report.rules_in_reach.size(),
      report.digest);
  if (!report.known.empty()) {
    absl::StrAppendFormat(&out, "  known        %d differences met:\n",
                          report.known.size());
    for (const auto& [signature, count] : report.known) {
      absl::StrAppendFormat(&out, "    %s (%s times)\n", signature,
                            Grouped(count));
    }
  }
  if (report.doublecheck_failures > 0) {
    absl::StrAppendFormat(
        &out, "  NOT REPEATABLE: %s cases gave another log the second time\n",
        Grouped(report.doublecheck_failures));
  }
  absl::StrAppendFormat(&out, "  findings     %d (%s divergences)\n",
                        report.findings.size(), Grouped(report.divergences));
  return out + FindingLines(report);
}

std::string SummaryJson(const CampaignOptions& options,
                        const CampaignReport& report) {
  const Statistics& s = report.statistics;
  std::string out = "{\n";
  absl::StrAppendFormat(&out, "  \"seed\": \"0x%x\",\n", options.seed);
  absl::StrAppendFormat(&out, "  \"engines\": %s,\n",
                        JsonString(Joined(options.engines)));
  absl::StrAppendFormat(&out, "  \"seconds\": %.3f,\n", report.seconds);
  absl::StrAppendFormat(&out, "  \"digest\": \"%016x\",\n", report.digest);
  absl::StrAppendFormat(&out, "  \"interrupted\": %s,\n",
                        report.interrupted ? "true" : "false");
  const std::vector<std::pair<std::string_view, uint64_t>> numbers = {
      {"cases", s.cases},
      {"statements", s.statements},
      {"alters", s.alters},
      {"accepted", s.accepted},
      {"refused", s.refused},
      {"lost", s.lost},
      {"unpredicted", s.unpredicted},
      {"checks", s.checks},
      {"sections_skipped", s.sections_skipped},
      {"divergences", report.divergences},
      {"doublecheck_failures", report.doublecheck_failures}};
  for (const auto& [name, number] : numbers) {
    absl::StrAppendFormat(&out, "  \"%s\": %d,\n", name, number);
  }
  std::string findings;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    absl::StrAppendFormat(&findings,
                          "%s\n    {\"signature\": %s, \"path\": %s}",
                          i == 0 ? "" : ",",
                          JsonString(report.findings[i].divergence.Signature()),
                          JsonString(report.finding_paths[i]));
  }
  if (!findings.empty()) findings += "\n  ";
  absl::StrAppendFormat(&out, "  \"findings\": [%s],\n", findings);
  absl::StrAppendFormat(&out, "  \"known\": %s,\n", JsonCounts(report.known));
  absl::StrAppendFormat(&out, "  \"outcomes\": %s,\n", JsonCounts(s.outcomes));
  // Those that could have been hit, and were not, too: `alterego rules` knows
  // from them what the campaign could not have come to.
  auto rules = s.rules;
  for (const std::string_view rule : report.rules_in_reach)
    rules[std::string(rule)];
  absl::StrAppendFormat(&out, "  \"rules\": %s\n}\n", JsonCounts(rules));
  return out;
}

absl::StatusOr<Counts> ReadCounts(const std::string& json,
                                  std::string_view member) {
  const auto fault = [](std::string_view what) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: it must be what `alterego fuzz --summary=FILE` writes", what));
  };
  const auto whole = nlohmann::json::parse(json, nullptr, false);
  if (whole.is_discarded()) return fault("it is not JSON");
  const auto object = whole.find(std::string(member));
  if (!whole.is_object() || object == whole.end() || !object->is_object()) {
    return fault(absl::StrFormat("there is no object \"%s\" in it", member));
  }
  Counts counts;
  for (const auto& [name, count] : object->items()) {
    if (!count.is_number_unsigned()) {
      return fault(absl::StrFormat("the count of \"%s\" is none", name));
    }
    counts[name] = count.get<uint64_t>();
  }
  return counts;
}

absl::StatusOr<Counts> LoadCounts(const std::string& path,
                                  std::string_view member) {
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  absl::StatusOr<Counts> counts = ReadCounts(*text, member);
  if (!counts.ok()) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: %s", path, std::string(counts.status().message())));
  }
  return counts;
}

}  // namespace alterego::cli
