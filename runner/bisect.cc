#include "runner/bisect.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "runner/bucket.h"
#include "runner/known.h"
#include "runner/worker.h"

namespace alterego {
namespace {

// "rebuild@sqlite:x.so" -> "sqlite:x.so"; "rebuild" -> "sqlite".
std::string SqliteBelow(const std::string& spec) {
  if (spec == "rebuild") return "sqlite";
  const size_t at = spec.find('@');
  return at == spec.npos ? spec : spec.substr(at + 1);
}

// The engine of that family on the SQLite of `spec`.
std::string SpecOn(const std::string& spec, std::string_view family) {
  const std::string below = SqliteBelow(spec);
  if (family == "sqlite") return below;
  if (family == "rebuild") {
    return below == "sqlite" ? "rebuild" : "rebuild@" + below;
  }
  return spec;
}

// The bug without the engines at the end: those are asked one by one.
std::string WithoutEngines(std::string_view signature) {
  const std::string key = BucketKey(signature);
  size_t end = key.size();
  // Outcomes have five fields before the engines, differences four.
  const bool outcome = key.find("/expected:") != key.npos;
  size_t slash = 0;
  for (int field = 0; field < (outcome ? 5 : 4) && slash != key.npos; ++field) {
    slash = key.find('/', slash == 0 ? 0 : slash + 1);
  }
  if (slash != key.npos) end = slash;
  return key.substr(0, end);
}

// "  sqlite-3.40.1: predicted accepted [rule]; refused (...): ..." of the lane.
std::string AnswerOf(std::string_view lines, const std::string& name) {
  const std::string start = absl::StrCat("  ", name, ": predicted ");
  for (size_t begin = 0; begin < lines.size();) {
    const size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    if (line.substr(0, start.size()) == start) {
      const size_t cut = line.find("; ", line.find("]", start.size()));
      return std::string(cut == line.npos ? line : line.substr(cut + 2));
    }
    begin = end + 1;
  }
  return "";
}

EngineAnswer Ask(const Script& script, const BugCase& bug_case, size_t step,
                 const EngineListing& engine, int timeout_ms) {
  EngineAnswer answer;
  answer.engine = engine.name;
  answer.build_id = engine.build_id;
  CampaignOptions options;
  options.engines = {engine.spec};
  // What differs between two engines takes both.
  if (bug_case.expected_from != "shadow" && !bug_case.expected_from.empty()) {
    const std::string other =
        SpecOn(engine.spec, EngineFamily(bug_case.expected_from));
    if (other != engine.spec)
      options.engines.insert(options.engines.begin(), other);
  }
  const auto report = RunIsolated(script, options, timeout_ms);
  if (!report.ok()) {
    answer.verdict = "unasked";
    answer.answer = std::string(report.status().message());
    return answer;
  }
  answer.answer = AnswerOf(AnswersToStep(report->log, step), engine.name);
  if (!report->divergence) {
    answer.verdict = "agrees";
    return answer;
  }
  answer.signature = report->divergence->Signature();
  if (answer.answer.empty()) answer.answer = report->divergence->actual;
  const bool same =
      WithoutEngines(answer.signature) == WithoutEngines(bug_case.signature);
  answer.verdict = same ? "holds" : "other";
  return answer;
}

}  // namespace

std::string AnswersToStep(std::string_view log, size_t step) {
  const std::string start = absl::StrFormat("[%d] ", step);
  std::string out;
  bool inside = false;
  for (size_t begin = 0; begin < log.size();) {
    const size_t end = std::min(log.find('\n', begin), log.size());
    const std::string_view line = log.substr(begin, end - begin);
    if (line.substr(0, 1) == "[")
      inside = line.substr(0, start.size()) == start;
    if (inside && line.substr(0, 2) == "  ") out += std::string(line) + "\n";
    begin = end + 1;
  }
  return out;
}

absl::StatusOr<std::vector<EngineAnswer>> AskEngines(
    const BugCase& bug_case, const std::vector<EngineListing>& engines,
    int timeout_ms) {
  ALTEREGO_ASSIGN_OR_RETURN(const Script script, ParseScript(bug_case.text));
  const std::string* header = script.Header("step");
  const size_t step =
      header == nullptr ? 0 : std::strtoull(header->c_str(), nullptr, 10);
  std::vector<EngineAnswer> out;
  for (const EngineListing& engine : engines) {
    if (!engine.available) continue;
    // The linked SQLite and a build of the same version are one.
    const bool twice = std::any_of(
        out.begin(), out.end(),
        [&](const EngineAnswer& a) { return a.engine == engine.name; });
    if (!twice) out.push_back(Ask(script, bug_case, step, engine, timeout_ms));
  }
  std::sort(out.begin(), out.end(),
            [](const EngineAnswer& a, const EngineAnswer& b) {
              return EngineNameLess(a.engine, b.engine);
            });
  return out;
}

std::vector<AnswerChange> Changes(const std::vector<EngineAnswer>& answers,
                                  std::string_view family) {
  std::vector<AnswerChange> out;
  const EngineAnswer* last = nullptr;
  for (const EngineAnswer& answer : answers) {
    // "sqlite-utils-3.30" is no SQLite: the version follows the last dash.
    const size_t dash = answer.engine.rfind('-');
    if (answer.engine.substr(0, dash) != family) continue;
    if (answer.verdict == "unasked") continue;
    if (last != nullptr &&
        (last->verdict != answer.verdict || last->answer != answer.answer)) {
      out.push_back({last, &answer});
    }
    last = &answer;
  }
  return out;
}

std::string AnswerSummary(const std::vector<EngineAnswer>& answers) {
  // Family -> runs of versions with one verdict, in order.
  struct Run {
    std::string verdict, first, last;
  };
  std::map<std::string, std::vector<Run>> families;
  for (const EngineAnswer& answer : answers) {
    const size_t dash =
        std::min(answer.engine.rfind('-'), answer.engine.size());
    const std::string version =
        dash < answer.engine.size() ? answer.engine.substr(dash + 1) : "";
    std::vector<Run>& runs = families[answer.engine.substr(0, dash)];
    if (runs.empty() || runs.back().verdict != answer.verdict) {
      runs.push_back({answer.verdict, version, version});
    }
    runs.back().last = version;
  }
  std::string out;
  for (const auto& [family, runs] : families) {
    std::vector<std::string> words;
    for (const Run& run : runs) {
      words.push_back(absl::StrCat(
          run.verdict, " ", run.first,
          run.first == run.last ? "" : absl::StrCat("..", run.last)));
    }
    absl::StrAppend(&out, family, ": ", absl::StrJoin(words, ", "), "\n");
  }
  return out;
}

}  // namespace alterego
