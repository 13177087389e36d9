#include "runner/report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "nlohmann/json.hpp"
#include "runner/coverage.h"
#include "runner/report_assets.h"
#include "shadow/guard.h"

namespace alterego {
namespace {

using Json = nlohmann::ordered_json;

// A word in single quotes for a shell, if it needs them.
std::string ShellWord(const std::string& word) {
  bool plain = !word.empty();
  for (const char c : word) {
    plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             (c >= '0' && c <= '9') ||
             std::string_view("/._-+=").find(c) != std::string_view::npos;
  }
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string SeenText(const Bug& bug, const Bug::Seen& seen) {
  if (bug.count == 0) return "by a reduction, not by a case of its own";
  return absl::StrFormat("campaign %s%s, case %d", seen.campaign.substr(0, 8),
                         seen.date.empty() ? "" : " of " + seen.date,
                         seen.case_index);
}

// Of all but the shortest case of a bug only the name: a page of ten thousand
// bugs must open.
Json CaseJson(const BugCase& c, bool whole) {
  Json out = {{"signature", c.signature}, {"count", c.count}};
  if (!whole) return out;
  out["statement"] = c.statement;
  out["statements"] = c.statements;
  out["text"] = c.text;
  out["expected_from"] = c.expected_from;
  out["actual_from"] = c.actual_from;
  out["expected"] = c.expected;
  out["actual"] = c.actual;
  out["answers"] = c.answers;
  out["differences"] = Json::array();
  for (const Difference& d : c.differences) {
    out["differences"].push_back({d.section, d.expected, d.actual});
  }
  out["engines"] = Json::array();
  for (const EngineAnswer& a : c.engines) {
    out["engines"].push_back({a.engine, a.verdict, a.answer});
  }
  return out;
}

Json BugJson(const Bug& bug, const std::string& base_path) {
  Json cases = Json::array(), events = Json::array();
  for (size_t i = 0; i < bug.cases.size(); ++i) {
    cases.push_back(CaseJson(bug.cases[i], i == 0));
  }
  for (const BugEvent& e : bug.events) {
    events.push_back({{"kind", e.kind}, {"date", e.date}, {"text", e.text}});
  }
  return {
      {"id", bug.id},
      {"key", bug.key},
      {"status", bug.status},
      {"count", bug.count},
      {"campaigns", bug.campaigns},
      {"first", SeenText(bug, bug.first)},
      {"last", SeenText(bug, bug.last)},
      {"command", absl::StrFormat("alterego bugs show --bugs %1$s --sql %2$s > "
                                  "%2$s.sql; alterego replay %2$s.sql",
                                  ShellWord(base_path), bug.id)},
      {"cases", std::move(cases)},
      {"events", std::move(events)}};
}

Json CampaignJson(const CampaignRow& c) {
  Json samples = Json::array();
  for (const Sample& s : c.samples) {
    samples.push_back({{"ms", s.ms}, {"statements", s.statements}});
  }
  return {{"id", c.id},
          {"date", c.date},
          {"seed", absl::StrFormat("0x%x", c.seed)},
          {"first_case", c.first_case},
          {"cases", c.statistics.cases},
          {"statements", c.statistics.statements},
          {"divergences", c.divergences},
          {"ms", c.ms},
          {"engines", c.engines},
          {"options", c.options},
          {"samples", std::move(samples)}};
}

Json CoverageJson(const Statistics& statistics) {
  const CoverageMatrix matrix = CoverageMatrix::Of(statistics.outcomes);
  Json forms = Json::array(), features = Json::array(), cells = Json::array();
  for (size_t op = 0; op < kOpCount; ++op) {
    forms.push_back(std::string(OpName(op)));
  }
  for (const FeatureInfo& feature : AllFeatures()) {
    features.push_back({std::string(feature.name), std::string(feature.what)});
    Json row = Json::array();
    for (size_t op = 0; op < kOpCount; ++op) {
      const CoverageCell cell = matrix.Count(OpName(op), feature.name);
      row.push_back({cell.accepted, cell.refused});
    }
    cells.push_back(std::move(row));
  }
  return {{"forms", std::move(forms)},
          {"features", std::move(features)},
          {"cells", std::move(cells)}};
}

Json NumbersJson(const std::vector<CampaignRow>& campaigns,
                 const std::vector<Bug>& bugs, const Statistics& s) {
  uint64_t divergences = 0, open = 0, back = 0, closed = 0;
  int64_t ms = 0;
  for (const CampaignRow& c : campaigns) {
    divergences += c.divergences;
    ms += c.ms;
  }
  for (const Bug& bug : bugs) {
    ++(bug.status == "open" ? open : bug.status == "back" ? back : closed);
  }
  return Json::array({{"bugs open", open},
                      {"bugs back", back},
                      {"bugs closed", closed},
                      {"divergences", divergences},
                      {"campaigns", campaigns.size()},
                      {"cases", s.cases},
                      {"statements", s.statements},
                      {"ALTERs", s.alters},
                      {"accepted", s.accepted},
                      {"refused", s.refused},
                      {"lost", s.lost},
                      {"not predicted", s.unpredicted},
                      {"comparisons", s.checks},
                      {"hours", absl::StrFormat("%.2f", ms / 3.6e6)}});
}

Json UnhitJson(const Statistics& statistics) {
  Json out = Json::array();
  for (const shadow::RuleInfo& info : shadow::AllRules()) {
    if (statistics.rules.find(info.rule) == statistics.rules.end()) {
      out.push_back({std::string(info.rule), std::string(info.what)});
    }
  }
  return out;
}

// The template with @STYLE@ and the like filled in, in one pass: what is put in
// is not looked at again.
std::string Fill(std::string_view text, const std::string& json) {
  const std::pair<std::string_view, std::string_view> kParts[] = {
      {"@STYLE@", report_assets::Style()},
      {"@DATA@", json},
      {"@CHART@", report_assets::ChartLibrary()},
      {"@SCRIPT@", report_assets::Script()}};
  std::string out;
  for (const auto& [mark, part] : kParts) {
    const size_t at = text.find(mark);
    out.append(text.substr(0, at));
    out.append(part);
    text.remove_prefix(at + mark.size());
  }
  return out.append(text);
}

}  // namespace

absl::StatusOr<std::string> ReportPage(BugBase& base,
                                       const ReportOptions& options) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Bug> bugs, base.Bugs());
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<CampaignRow> campaigns,
                            base.Campaigns());
  Statistics all;
  for (const CampaignRow& campaign : campaigns) all.Merge(campaign.statistics);
  Json data = {
      {"title", options.title},
      {"about", absl::StrFormat("%d bugs of %d campaigns, from %s", bugs.size(),
                                campaigns.size(), options.base_path)},
      {"numbers", NumbersJson(campaigns, bugs, all)},
      {"campaigns", Json::array()},
      {"coverage", CoverageJson(all)},
      {"unhit", UnhitJson(all)},
      {"bugs", Json::array()}};
  for (const CampaignRow& campaign : campaigns) {
    data["campaigns"].push_back(CampaignJson(campaign));
  }
  for (const Bug& bug : bugs) {
    data["bugs"].push_back(BugJson(bug, options.base_path));
  }
  // "</script>" inside a script of a finding must not end the data.
  std::string json;
  for (const char c :
       data.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (c == '<') {
      json += "\\u003c";
    } else {
      json += c;
    }
  }
  return Fill(report_assets::Page(), json);
}

}  // namespace alterego
