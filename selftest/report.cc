#include "selftest/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"

namespace alterego::selftest {
namespace {

constexpr char kHead[] =
    "# What the harness detects\n"
    "\n"
    "This table is made by `alterego selftest --markdown docs/DETECTION.md`. "
    "Each line is\n"
    "a fault of our own making. A campaign on one core runs with the fault in "
    "place\n"
    "until something diverges; the script must agree without the fault, and "
    "is\n"
    "reduced. Seconds are those of one core. *Drawn* is the number of "
    "statements until then, over all cases; "
    "*in* and\n"
    "*out* are the statements of the script before and after its reduction.\n"
    "\n";

// Statistics of one family.
struct Rate {
  std::string family;
  size_t planted = 0, caught = 0, equivalent = 0, small = 0;
  std::vector<double> seconds;
  std::vector<size_t> sizes;
};

constexpr size_t kSmall = 6;  // statements of a script that is easy to read

std::vector<Rate> RatesOf(const std::vector<Planting>& plantings) {
  std::vector<Rate> out;
  for (const Planting& planting : plantings) {
    if (out.empty() || out.back().family != planting.fault.family) {
      out.emplace_back().family = planting.fault.family;
    }
    Rate& rate = out.back();
    const Detection& detection = planting.detection;
    if (!planting.fault.equivalent.empty()) {
      ++rate.equivalent;
      continue;
    }
    ++rate.planted;
    if (!detection.caught) continue;
    ++rate.caught;
    rate.seconds.push_back(detection.seconds);
    rate.sizes.push_back(detection.statements_reduced);
    rate.small += detection.statements_reduced <= kSmall;
  }
  for (Rate& rate : out) {
    std::sort(rate.seconds.begin(), rate.seconds.end());
    std::sort(rate.sizes.begin(), rate.sizes.end());
  }
  return out;
}

bool Survives(const Planting& planting) {
  return !planting.detection.caught && planting.fault.equivalent.empty();
}

// A cell of a table in Markdown.
std::string Cell(std::string_view text) {
  return absl::StrReplaceAll(std::string(text), {{"|", "\\|"}, {"\n", " "}});
}

std::string MarkdownLine(const Planting& planting) {
  const Fault& fault = planting.fault;
  const Detection& detection = planting.detection;
  const std::string where =
      fault.place.empty() ? "" : absl::StrCat(" (`", fault.place, "`)");
  std::string out =
      absl::StrFormat("| `%s` | %s%s | ", fault.name, Cell(fault.what), where);
  if (!fault.equivalent.empty()) {
    return out + absl::StrFormat("equivalent: %s | | | | |\n",
                                 Cell(fault.equivalent));
  }
  if (!detection.caught) {
    return out + absl::StrFormat("**survives** | %d | %.1f | | |\n",
                                 detection.statements, detection.seconds);
  }
  return out + absl::StrFormat("`%s` | %d | %.1f | %d | %d |\n",
                               Cell(detection.signature), detection.statements,
                               detection.seconds, detection.statements_drawn,
                               detection.statements_reduced);
}

}  // namespace

size_t Report::survivors() const {
  return static_cast<size_t>(
      std::count_if(plantings.begin(), plantings.end(), Survives));
}

std::string Report::Line(const Planting& planting) {
  const Detection& detection = planting.detection;
  const std::string name = planting.fault.FullName();
  if (!detection.caught) {
    return absl::StrFormat("%-44s %s after %d statements, %.1f s\n", name,
                           planting.fault.equivalent.empty()
                               ? "SURVIVES"
                               : "shows nothing, as it must,",
                           detection.statements, detection.seconds);
  }
  return absl::StrFormat(
      "%-44s caught after %d statements, %.1f s; %d -> %d statements%s  %s\n",
      name, detection.statements, detection.seconds, detection.statements_drawn,
      detection.statements_reduced,
      detection.reduced ? "" : " (no time to reduce it)", detection.signature);
}

std::string Report::Text() const {
  std::string out;
  for (const Rate& rate : RatesOf(plantings)) {
    absl::StrAppendFormat(&out, "%-8s %d of %d caught", rate.family,
                          rate.caught, rate.planted);
    if (rate.caught > 0) {
      absl::StrAppendFormat(
          &out,
          "; seconds: half within %.1f, all within %.1f; statements: half "
          "within %d, all within %d",
          rate.seconds[rate.seconds.size() / 2], rate.seconds.back(),
          rate.sizes[rate.sizes.size() / 2], rate.sizes.back());
    }
    if (rate.equivalent > 0) {
      absl::StrAppendFormat(&out, "; %d equivalent", rate.equivalent);
    }
    out += "\n";
  }
  for (const std::string& why : missing) {
    absl::StrAppendFormat(&out, "not planted: %s\n", why);
  }
  for (const Planting& planting : plantings) {
    if (Survives(planting)) out += Line(planting);
  }
  return out;
}

std::string Report::Json() const {
  nlohmann::ordered_json all = {{"seed", seed},
                                {"seconds_max", seconds_max},
                                {"planted", plantings.size()},
                                {"survivors", survivors()},
                                {"missing", missing},
                                {"faults", nlohmann::json::array()}};
  for (const Planting& planting : plantings) {
    const Fault& fault = planting.fault;
    const Detection& detection = planting.detection;
    nlohmann::ordered_json one = {{"family", fault.family},
                                  {"name", fault.name},
                                  {"what", fault.what},
                                  {"place", fault.place},
                                  {"equivalent", fault.equivalent},
                                  {"caught", detection.caught},
                                  {"cases", detection.cases},
                                  {"statements", detection.statements},
                                  {"seconds", detection.seconds},
                                  {"unrelated", detection.unrelated}};
    if (detection.caught) {
      one["signature"] = detection.signature;
      one["statements_drawn"] = detection.statements_drawn;
      one["reduced"] = detection.reduced;
      one["reduction_seconds"] = detection.reduction_seconds;
      one["statements_reduced"] = detection.statements_reduced;
      one["script"] = detection.script.ToText();
    }
    all["faults"].push_back(std::move(one));
  }
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

absl::StatusOr<Report> Report::FromJson(std::string_view text) {
  using Json = nlohmann::ordered_json;
  const Json all = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const auto invalid = [](std::string_view what) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "not the results of a self-test (alterego selftest --json): %s", what));
  };
  if (!all.is_object() || !all.contains("faults") ||
      !all["faults"].is_array()) {
    return invalid("no faults");
  }
  Report report;
  report.seed = all.value("seed", Json(0)).get<uint64_t>();
  report.seconds_max = all.value("seconds_max", Json(0.0)).get<double>();
  for (const Json& one : all["faults"]) {
    const auto word = [&one](const char* key) {
      const auto found = one.find(key);
      return found != one.end() && found->is_string()
                 ? found->get<std::string>()
                 : std::string();
    };
    const auto number = [&one](const char* key) {
      const auto found = one.find(key);
      return found != one.end() && found->is_number() ? found->get<double>()
                                                      : 0.0;
    };
    if (!one.is_object() || word("name").empty()) return invalid("no name");
    Planting planting;
    Fault& fault = planting.fault;
    Detection& detection = planting.detection;
    fault.family = word("family");
    fault.name = word("name");
    fault.what = word("what");
    fault.place = word("place");
    fault.equivalent = word("equivalent");
    detection.caught = one.value("caught", Json()) == Json(true);
    detection.reduced = one.value("reduced", Json()) == Json(true);
    detection.cases = static_cast<uint64_t>(number("cases"));
    detection.statements = static_cast<uint64_t>(number("statements"));
    detection.seconds = number("seconds");
    detection.unrelated = static_cast<uint64_t>(number("unrelated"));
    detection.signature = word("signature");
    detection.statements_drawn =
        static_cast<size_t>(number("statements_drawn"));
    detection.reduction_seconds = number("reduction_seconds");
    detection.statements_reduced =
        static_cast<size_t>(number("statements_reduced"));
    absl::StatusOr<Script> script = ParseScript(word("script"));
    if (!script.ok()) return invalid(word("name"));
    detection.script = *std::move(script);
    report.plantings.push_back(std::move(planting));
  }
  return report;
}

void Report::Merge(const Report& other) {
  seed = other.seed;
  seconds_max = std::max(seconds_max, other.seconds_max);
  for (const Planting& planting : other.plantings) {
    const Fault& fault = planting.fault;
    const auto same = std::find_if(
        plantings.begin(), plantings.end(), [&](const Planting& mine) {
          return mine.fault.FullName() == fault.FullName();
        });
    if (same != plantings.end()) {
      *same = planting;
      continue;
    }
    const auto last = std::find_if(plantings.rbegin(), plantings.rend(),
                                   [&](const Planting& mine) {
                                     return mine.fault.family == fault.family;
                                   });
    const auto place = last == plantings.rend() ? plantings.end() : last.base();
    plantings.insert(place, planting);
  }
}

std::string Report::Markdown() const {
  std::string out = kHead;
  out +=
      "| family | faults | caught | half within | all within | six "
      "statements or fewer |\n|---|---|---|---|---|---|\n";
  for (const Rate& rate : RatesOf(plantings)) {
    absl::StrAppendFormat(
        &out, "| %s | %d | %d | %.1f s | %.1f s | %d |\n", rate.family,
        rate.planted, rate.caught,
        rate.seconds.empty() ? 0.0 : rate.seconds[rate.seconds.size() / 2],
        rate.seconds.empty() ? 0.0 : rate.seconds.back(), rate.small);
  }
  for (const std::string& why : missing) {
    absl::StrAppendFormat(&out, "\nNot planted: %s\n", why);
  }
  std::string family;
  for (const Planting& planting : plantings) {
    if (planting.fault.family != family) {
      family = planting.fault.family;
      absl::StrAppendFormat(&out,
                            "\n## %s\n\n| fault | what | caught as | drawn | s "
                            "| in | out |\n|---|---|---|---|---|---|---|\n",
                            family);
    }
    out += MarkdownLine(planting);
  }
  return out;
}

}  // namespace alterego::selftest
