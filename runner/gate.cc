#include "runner/gate.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "nlohmann/json.hpp"
#include "runner/campaign.h"
#include "runner/finding.h"
#include "runner/known.h"
#include "runner/worker.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

int64_t Since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() -
                                                               begin)
      .count();
}

// Where the statement number `step` begins in `text`: statements stand in
// their order, but comments and blanks may hold anything.
size_t LineOf(const std::string& text, const Script& script, size_t step) {
  size_t at = 0;
  for (size_t i = 0; i <= step && i < script.steps.size(); ++i) {
    const size_t found = text.find(script.steps[i].sql, at);
    if (found == text.npos) break;
    at = i == step ? found : found + script.steps[i].sql.size();
  }
  return 1 +
         static_cast<size_t>(std::count(text.begin(), text.begin() + at, '\n'));
}

// The line that ParseScript() complains of: "line 3, column 7: ...".
size_t LineIn(const std::string& message) {
  size_t line = 1;
  return std::sscanf(message.c_str(), "line %zu", &line) == 1 ? line : 1;
}

class Gate {
 public:
  Gate(const GateOptions& options, std::vector<EngineInfo> engines)
      : options_(options), engines_(std::move(engines)) {}

  GateCase Run(const std::string& path) const {
    GateCase out;
    out.path = path;
    const auto begin = Clock::now();
    Check(&out);
    out.duration_ms = Since(begin);
    return out;
  }

 private:
  static void Fail(GateCase* out, std::string kind, std::string message) {
    out->verdict = Verdict::kFailed;
    out->kind = std::move(kind);
    out->message = std::move(message);
  }

  // True if one of the engines is such as the difference is known of.
  bool TakesPart(const KnownDifference& known) const {
    return std::any_of(
        engines_.begin(), engines_.end(), [&](const EngineInfo& engine) {
          const bool in_window =
              known.versions.empty() ||
              std::any_of(known.versions.begin(), known.versions.end(),
                          [&](const auto& window) {
                            return window.first <= engine.dialect.version &&
                                   engine.dialect.version <= window.second;
                          });
          return in_window && EngineFamily(engine.spec) == known.engine;
        });
  }

  void Check(GateCase* out) const {
    absl::StatusOr<std::string> text = ReadFile(out->path);
    if (!text.ok()) {
      return Fail(out, "unreadable", std::string(text.status().message()));
    }
    absl::StatusOr<Script> script = ParseScript(*text);
    if (!script.ok()) {
      const std::string message(script.status().message());
      out->line = LineIn(message);
      return Fail(out, "unreadable", message);
    }
    if (script->steps.empty()) {
      return Fail(out, "unreadable", "there is no statement in it");
    }
    std::optional<KnownDifference> known;
    if (script->Header("verdict") != nullptr) {
      absl::StatusOr<KnownDifference> read =
          KnownDifferences::LoadFile(out->path);
      if (!read.ok()) {
        return Fail(out, "unreadable", std::string(read.status().message()));
      }
      known = *std::move(read);
      if (!TakesPart(*known)) {
        out->verdict = Verdict::kSkipped;
        out->message = "none of the engines is such as this is known of";
        return;
      }
    }
    CampaignOptions options;
    options.engines = options_.engines;
    options.open_lanes = options_.open_lanes;
    if (IsFullScript(*script)) {
      options.engines = FullLanes(options_.engines);
      std::erase_if(options.engines, [](const std::string& spec) {
        return spec.find("mode=full") == spec.npos;
      });
      if (options.engines.empty()) {
        out->verdict = Verdict::kSkipped;
        out->message = "none of the engines speaks the full dialect";
        return;
      }
    }
    absl::StatusOr<CaseReport> report =
        RunIsolated(*script, options, options_.timeout_ms);
    if (!report.ok()) {
      return Fail(out, "harness", std::string(report.status().message()));
    }
    Judge(*text, *script, known, *report, out);
  }

  static void Judge(const std::string& text, const Script& script,
                    const std::optional<KnownDifference>& known,
                    const CaseReport& report, GateCase* out) {
    if (!report.divergence) {
      // Not before it has run: what our grammar cannot read may be a finding.
      const absl::Status is_sql = CheckIsSql(script);
      if (!is_sql.ok()) {
        return Fail(out, "unreadable", std::string(is_sql.message()));
      }
      if (!known) return;
      return Fail(out, "gone",
                  "the known difference is gone: the engines agree now; take "
                  "the file off the list, or narrow its versions=");
    }
    const Divergence& divergence = *report.divergence;
    out->signature = divergence.Signature();
    if (known && known->Matches(divergence)) return;
    out->line = LineOf(text, script, divergence.step);
    out->detail = absl::StrFormat("expected by %s: %s\nanswered by %s: %s\n",
                                  divergence.expected_from, divergence.expected,
                                  divergence.actual_from, divergence.actual);
    for (const Difference& d : divergence.differences) {
      absl::StrAppendFormat(&out->detail,
                            "section %s\n  expected: %s\n"
                            "  actual:   %s\n",
                            d.section, d.expected, d.actual);
    }
    if (known) {
      return Fail(out, "other",
                  "another difference than the known one: " + out->signature);
    }
    Fail(out, "diverged", out->signature);
  }

  const GateOptions& options_;
  const std::vector<EngineInfo> engines_;
};

Json ToJson(const GateCase& c) {
  return {{"verdict", static_cast<int>(c.verdict)},
          {"kind", c.kind},
          {"message", c.message},
          {"detail", c.detail},
          {"signature", c.signature},
          {"line", c.line},
          {"ms", c.duration_ms}};
}

GateCase FromJson(const Json& json, std::string path) {
  GateCase c;
  c.path = std::move(path);
  c.verdict = static_cast<Verdict>(json["verdict"].get<int>());
  c.kind = json["kind"].get<std::string>();
  c.message = json["message"].get<std::string>();
  c.detail = json["detail"].get<std::string>();
  c.signature = json["signature"].get<std::string>();
  c.line = json["line"].get<size_t>();
  c.duration_ms = json["ms"].get<int64_t>();
  return c;
}

// One of several processes that share the scripts out among themselves.
struct Share {
  Child child;
  Inbox inbox;
  bool open = true;
};

// Takes in what a process has sent; false if it has ended.
bool Receive(Share& share, const std::vector<std::string>& scripts,
             std::vector<std::optional<GateCase>>* cases) {
  char buffer[1 << 16];
  const ssize_t count = ::read(share.child.from, buffer, sizeof buffer);
  if (count < 0) return errno == EINTR;
  if (count == 0) return false;
  share.inbox.Append(std::string_view(buffer, static_cast<size_t>(count)));
  while (auto message = share.inbox.Next()) {
    const Json json = Json::parse(*message);
    const auto index = json["index"].get<size_t>();
    (*cases)[index] = FromJson(json["case"], scripts[index]);
  }
  return true;
}

absl::StatusOr<std::vector<EngineInfo>> OpenEach(
    const std::vector<std::string>& specs) {
  std::vector<EngineInfo> out;
  for (const std::string& spec : specs) {
    ALTEREGO_ASSIGN_OR_RETURN(auto engine, OpenEngine(spec, {}));
    out.push_back(engine->info());
  }
  return out;
}

bool IsFuzzInput(const fs::path& path) {
  for (const fs::path& part : path.parent_path()) {
    if (part == "findings" || part == "parse" || part == "choices") return true;
  }
  return false;
}

}  // namespace

size_t GateReport::count(Verdict verdict) const {
  return static_cast<size_t>(
      std::count_if(cases.begin(), cases.end(),
                    [&](const GateCase& c) { return c.verdict == verdict; }));
}

size_t GateReport::failed_as(std::string_view kind) const {
  return static_cast<size_t>(
      std::count_if(cases.begin(), cases.end(), [&](const GateCase& c) {
        return c.verdict == Verdict::kFailed && c.kind == kind;
      }));
}

absl::StatusOr<std::vector<std::string>> FindScripts(
    const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      return absl::NotFoundError(path + ": there is no such file or folder");
    }
    if (!fs::is_directory(path, error)) {
      out.push_back(path);
      continue;
    }
    for (fs::recursive_directory_iterator it(path, error), end;
         !error && it != end; it.increment(error)) {
      if (it->path().extension() != ".sql") continue;
      if (IsFuzzInput(fs::relative(it->path(), path, error))) continue;
      out.push_back(it->path().lexically_normal().string());
    }
    if (error) {
      return absl::NotFoundError(
          absl::StrFormat("%s: cannot be read: %s", path, error.message()));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

absl::StatusOr<GateReport> RunGate(const std::vector<std::string>& scripts,
                                   const GateOptions& options) {
  const auto begin = Clock::now();
  ALTEREGO_ASSIGN_OR_RETURN(auto engines, OpenEach(options.engines));
  const Gate gate(options, std::move(engines));
  const size_t jobs = std::clamp<size_t>(static_cast<size_t>(options.jobs), 1,
                                         std::max<size_t>(scripts.size(), 1));
  std::vector<Share> shares;
  absl::Status failed;
  for (size_t job = 0; job < jobs && failed.ok(); ++job) {
    absl::StatusOr<Child> child = StartChild([&](int, int out) {
      for (size_t i = job; i < scripts.size(); i += jobs) {
        const Json json = {{"index", i},
                           {"case", ToJson(gate.Run(scripts[i]))}};
        const std::string text =
            json.dump(-1, ' ', false, Json::error_handler_t::replace);
        if (!WriteToPipe(out, Message(text))) return 1;
      }
      return 0;
    });
    failed = child.status();
    if (child.ok()) shares.push_back({*child, Inbox(), true});
  }
  std::vector<std::optional<GateCase>> cases(scripts.size());
  while (failed.ok()) {
    std::vector<pollfd> wait;
    std::vector<Share*> who;
    for (Share& share : shares) {
      if (!share.open) continue;
      wait.push_back({share.child.from, POLLIN, 0});
      who.push_back(&share);
    }
    if (wait.empty()) break;
    if (::poll(wait.data(), wait.size(), -1) < 0) continue;
    for (size_t i = 0; i < wait.size(); ++i) {
      if (wait[i].revents == 0) continue;
      who[i]->open = Receive(*who[i], scripts, &cases);
    }
  }
  for (Share& share : shares) EndChild(share.child);
  ALTEREGO_RETURN_IF_ERROR(failed);
  GateReport report;
  for (size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i]) {
      return absl::UnavailableError(
          scripts[i] + ": the process that ran it ended without a word");
    }
    report.cases.push_back(*std::move(cases[i]));
  }
  report.duration_ms = Since(begin);
  return report;
}

}  // namespace alterego
