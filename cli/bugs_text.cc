#include "cli/bugs_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "cli/summary.h"
#include "nlohmann/json.hpp"
#include "runner/bisect.h"
#include "runner/known.h"

namespace alterego::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string Indented(const std::string& text, const char* by) {
  if (text.empty()) return "";
  std::string out =
      by + absl::StrReplaceAll(text, {{"\n", absl::StrCat("\n", by)}});
  if (text.back() == '\n') out.resize(out.size() - std::string(by).size());
  return out.back() == '\n' ? out : out + "\n";
}

std::string SeenText(const Bug& bug, const Bug::Seen& seen) {
  if (bug.count == 0) return "by a reduction, not by a case of its own";
  return absl::StrFormat("campaign %s%s, case %d", seen.campaign.substr(0, 8),
                         seen.date.empty() ? "" : " of " + seen.date,
                         seen.case_index);
}

std::string ChangeLines(const BugCase& bug_case,
                        const std::vector<EngineAnswer>& answers) {
  std::string out;
  for (const AnswerChange& change :
       Changes(answers, EngineFamily(bug_case.actual_from))) {
    absl::StrAppendFormat(
        &out, "changed between %s and %s:\n  %s, %s\n  %s, %s\n",
        change.before->engine, change.after->engine, change.before->verdict,
        change.before->answer, change.after->verdict, change.after->answer);
  }
  return out.empty() ? "the same answer on all of them\n" : out;
}

Json ToJson(const Bug::Seen& seen) {
  return {{"campaign", seen.campaign},
          {"date", seen.date},
          {"order", seen.order},
          {"case", seen.case_index}};
}

Json ToJson(const BugCase& c) {
  Json engines = Json::array();
  for (const EngineAnswer& a : c.engines) {
    engines.push_back({{"engine", a.engine},
                       {"build", a.build_id},
                       {"verdict", a.verdict},
                       {"signature", a.signature},
                       {"answer", a.answer}});
  }
  Json changes = Json::array();
  for (const AnswerChange& change :
       Changes(c.engines, EngineFamily(c.actual_from))) {
    changes.push_back(
        {{"before", change.before->engine}, {"after", change.after->engine}});
  }
  return {{"signature", c.signature},
          {"count", c.count},
          {"statements", c.statements},
          {"statement", c.statement},
          {"expected_from", c.expected_from},
          {"expected", c.expected},
          {"actual_from", c.actual_from},
          {"actual", c.actual},
          {"sql", c.text},
          {"engines", std::move(engines)},
          {"changes", std::move(changes)}};
}

Json ToJson(const Bug& bug) {
  Json cases = Json::array(), events = Json::array();
  for (const BugCase& c : bug.cases) cases.push_back(ToJson(c));
  for (const BugEvent& e : bug.events) {
    events.push_back({{"kind", e.kind}, {"date", e.date}, {"text", e.text}});
  }
  return {{"id", bug.id},
          {"key", bug.key},
          {"status", bug.status},
          {"count", bug.count},
          {"campaigns", bug.campaigns},
          {"first", ToJson(bug.first)},
          {"last", ToJson(bug.last)},
          {"cases", std::move(cases)},
          {"events", std::move(events)}};
}

// Bytes that are no UTF-8 may stand in a script.
std::string Dump(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string BugLine(const Bug& bug) {
  const size_t statements = bug.cases.empty() ? 0 : bug.cases[0].statements;
  return absl::StrFormat("%-34s  %-6s  %s times  %d statements\n    %s\n",
                         bug.id, bug.status, Grouped(bug.count), statements,
                         bug.key);
}

std::string BisectText(const BugCase& bug_case,
                       const std::vector<EngineAnswer>& answers) {
  std::string out;
  for (const EngineAnswer& a : answers) {
    absl::StrAppendFormat(&out, "  %-16s  %-7s  %s\n", a.engine, a.verdict,
                          a.answer);
  }
  return out + Indented(ChangeLines(bug_case, answers), "  ");
}

std::string BugText(const Bug& bug) {
  std::string out = absl::StrFormat(
      "%s  %s\n  %s\n  met %s times in %d campaigns\n  first: %s\n"
      "  last:  %s\n",
      bug.id, bug.status, bug.key, Grouped(bug.count), bug.campaigns,
      SeenText(bug, bug.first), SeenText(bug, bug.last));
  for (const BugEvent& e : bug.events) {
    absl::StrAppendFormat(&out, "  %s%s: %s\n", e.kind,
                          e.date.empty() ? "" : " " + e.date, e.text);
  }
  for (const BugCase& c : bug.cases) {
    absl::StrAppendFormat(&out, "\n%s (%s times)\n", c.signature,
                          Grouped(c.count));
    if (c.engines.empty()) {
      out += "  on which engines: not asked yet, `alterego bugs bisect`\n";
    } else {
      out += Indented(AnswerSummary(c.engines), "  ");
      out += Indented(ChangeLines(c, c.engines), "  ");
    }
    out += "\n" + Indented(c.text, "  ");
  }
  return out;
}

std::string BugJson(const Bug& bug) { return Dump(ToJson(bug)); }

std::string BugsJson(const std::vector<Bug>& bugs) {
  Json out = Json::array();
  for (const Bug& bug : bugs) out.push_back(ToJson(bug));
  return Dump(out);
}

}  // namespace alterego::cli
