#include "runner/wire.h"

#include <charconv>

namespace alterego {
namespace {

class Packer {
 public:
  void Text(std::string_view text) {
    out_ += std::to_string(text.size());
    out_ += ':';
    out_.append(text);
    out_ += ',';
  }
  void Number(uint64_t number) { Text(std::to_string(number)); }
  void Counts(const std::map<std::string, uint64_t, std::less<>>& counts) {
    Number(counts.size());
    for (const auto& [name, count] : counts) {
      Text(name);
      Number(count);
    }
  }
  void Of(const Statistics& s) {
    for (uint64_t n : {s.cases, s.statements, s.alters, s.accepted, s.refused,
                       s.lost, s.unpredicted, s.checks, s.sections_skipped}) {
      Number(n);
    }
    Counts(s.rules);
    Counts(s.outcomes);
  }
  void Of(const Divergence& d) {
    Number(static_cast<uint64_t>(d.kind));
    Number(d.step);
    for (const std::string& text :
         {d.statement_kind, d.expected_from, d.actual_from, d.rule, d.expected,
          d.actual}) {
      Text(text);
    }
    Number(d.differences.size());
    for (const Difference& difference : d.differences) {
      Text(difference.section);
      Text(difference.expected);
      Text(difference.actual);
    }
  }
  void Of(const Script& script) {
    Number(script.header.size());
    for (const auto& [key, value] : script.header) {
      Text(key);
      Text(value);
    }
    Number(script.steps.size());
    for (const Step& step : script.steps) {
      Text(step.sql);
      Text(step.comment);
    }
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads what Packer writes; after a fault everything reads as empty.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool Finished() const { return ok_ && bytes_.empty(); }
  std::string Text() {
    const size_t colon = bytes_.find(':');
    size_t length = 0;
    if (!ok_ || colon == bytes_.npos ||
        !ToNumber(bytes_.substr(0, colon), &length) ||
        length >= bytes_.size() - colon - 1 ||
        bytes_[colon + 1 + length] != ',') {
      ok_ = false;
      return "";
    }
    std::string text(bytes_.substr(colon + 1, length));
    bytes_.remove_prefix(colon + length + 2);
    return text;
  }
  uint64_t Number() {
    uint64_t number = 0;
    if (!ToNumber(Text(), &number)) ok_ = false;
    return ok_ ? number : 0;
  }
  void Counts(std::map<std::string, uint64_t, std::less<>>* counts) {
    for (uint64_t n = Number(); n > 0 && ok_; --n) {
      std::string name = Text();
      (*counts)[std::move(name)] = Number();
    }
  }
  void Of(Statistics* s) {
    for (uint64_t* n :
         {&s->cases, &s->statements, &s->alters, &s->accepted, &s->refused,
          &s->lost, &s->unpredicted, &s->checks, &s->sections_skipped}) {
      *n = Number();
    }
    Counts(&s->rules);
    Counts(&s->outcomes);
  }
  void Of(Divergence* d) {
    d->kind = static_cast<Divergence::Kind>(Number());
    d->step = Number();
    for (std::string* text :
         {&d->statement_kind, &d->expected_from, &d->actual_from, &d->rule,
          &d->expected, &d->actual}) {
      *text = Text();
    }
    for (uint64_t n = Number(); n > 0 && ok_; --n) {
      Difference difference;
      difference.section = Text();
      difference.expected = Text();
      difference.actual = Text();
      d->differences.push_back(std::move(difference));
    }
  }
  void Of(Script* script) {
    for (uint64_t n = Number(); n > 0 && ok_; --n) {
      std::string key = Text();
      script->header.emplace_back(std::move(key), Text());
    }
    for (uint64_t n = Number(); n > 0 && ok_; --n) {
      Step step = Step::FromSql(Text());
      step.comment = Text();
      script->steps.push_back(std::move(step));
    }
  }

 private:
  template <class T>
  static bool ToNumber(std::string_view text, T* out) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, *out);
    return error == std::errc() && stop == end && !text.empty();
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace

std::string Pack(const CaseReport& report) {
  Packer packer;
  packer.Number(report.index);
  packer.Of(report.statistics);
  packer.Number(report.divergence ? 1 : 0);
  if (report.divergence) packer.Of(*report.divergence);
  packer.Of(report.script);
  packer.Text(report.log);
  packer.Number(report.digest);
  packer.Number(report.doublecheck_failed ? 1 : 0);
  packer.Text(report.error);
  return packer.Take();
}

std::string Pack(const ReductionReport& report) {
  Packer packer;
  packer.Of(report.script);
  packer.Of(report.divergence);
  packer.Text(report.answers);
  packer.Number(report.others.size());
  for (const auto& [divergence, script] : report.others) {
    packer.Of(divergence);
    packer.Of(script);
  }
  packer.Text(report.error);
  return packer.Take();
}

absl::StatusOr<CaseReport> UnpackCaseReport(std::string_view bytes) {
  Unpacker unpacker(bytes);
  CaseReport report;
  report.index = unpacker.Number();
  unpacker.Of(&report.statistics);
  if (unpacker.Number() != 0) unpacker.Of(&report.divergence.emplace());
  unpacker.Of(&report.script);
  report.log = unpacker.Text();
  report.digest = unpacker.Number();
  report.doublecheck_failed = unpacker.Number() != 0;
  report.error = unpacker.Text();
  if (!unpacker.Finished()) {
    return absl::InternalError("a worker reported what cannot be read");
  }
  return report;
}

absl::StatusOr<ReductionReport> UnpackReductionReport(std::string_view bytes) {
  Unpacker unpacker(bytes);
  ReductionReport report;
  unpacker.Of(&report.script);
  unpacker.Of(&report.divergence);
  report.answers = unpacker.Text();
  for (uint64_t n = unpacker.Number(); n > 0 && unpacker.ok(); --n) {
    auto& [divergence, script] = report.others.emplace_back();
    unpacker.Of(&divergence);
    unpacker.Of(&script);
  }
  report.error = unpacker.Text();
  if (!unpacker.Finished()) {
    return absl::InternalError("a reducer reported what cannot be read");
  }
  return report;
}

std::string Pack(const CampaignReport& report) {
  Packer packer;
  packer.Of(report.statistics);
  for (uint64_t n :
       {report.divergences, report.doublecheck_failures, report.digest,
        static_cast<uint64_t>(report.seconds * 1000), report.next_case}) {
    packer.Number(n);
  }
  packer.Counts({report.known.begin(), report.known.end()});
  packer.Number(report.findings.size());
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    packer.Of(finding.divergence);
    packer.Of(finding.script);
    packer.Number(finding.engines.size());
    for (const std::string& engine : finding.engines) packer.Text(engine);
    packer.Text(finding.answers);
    const Sighting& sighting = report.sightings[i];
    for (uint64_t n : {finding.seed, uint64_t{finding.statements_before},
                       sighting.count, sighting.first_case, sighting.last_case,
                       uint64_t{report.reduced[i]}}) {
      packer.Number(n);
    }
  }
  return packer.Take();
}

absl::StatusOr<CampaignReport> UnpackCampaignReport(std::string_view bytes) {
  Unpacker unpacker(bytes);
  CampaignReport report;
  unpacker.Of(&report.statistics);
  report.divergences = unpacker.Number();
  report.doublecheck_failures = unpacker.Number();
  report.digest = unpacker.Number();
  report.seconds = static_cast<double>(unpacker.Number()) / 1000;
  report.next_case = unpacker.Number();
  std::map<std::string, uint64_t, std::less<>> known;
  unpacker.Counts(&known);
  report.known.insert(known.begin(), known.end());
  for (uint64_t n = unpacker.Number(); n > 0 && unpacker.ok(); --n) {
    Finding& finding = report.findings.emplace_back();
    unpacker.Of(&finding.divergence);
    unpacker.Of(&finding.script);
    for (uint64_t m = unpacker.Number(); m > 0 && unpacker.ok(); --m) {
      finding.engines.push_back(unpacker.Text());
    }
    finding.answers = unpacker.Text();
    finding.seed = unpacker.Number();
    finding.statements_before = unpacker.Number();
    Sighting& sighting = report.sightings.emplace_back();
    sighting.count = unpacker.Number();
    sighting.first_case = unpacker.Number();
    sighting.last_case = unpacker.Number();
    report.reduced.push_back(unpacker.Number() != 0);
  }
  if (!unpacker.Finished()) {
    return absl::InternalError("the progress of a campaign cannot be read");
  }
  return report;
}

std::string Message(std::string_view payload) {
  std::string out = std::to_string(payload.size()) + ":";
  out.append(payload);
  out += ',';
  return out;
}

std::optional<std::string> Inbox::Next() {
  const size_t colon = bytes_.find(':', begin_);
  if (colon == bytes_.npos) return std::nullopt;
  size_t length = 0;
  std::from_chars(bytes_.data() + begin_, bytes_.data() + colon, length);
  if (bytes_.size() < colon + 1 + length + 1) return std::nullopt;
  std::string message = bytes_.substr(colon + 1, length);
  begin_ = colon + 1 + length + 1;
  if (begin_ == bytes_.size()) {
    bytes_.clear();
    begin_ = 0;
  }
  return message;
}

}  // namespace alterego
