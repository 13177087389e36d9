#include "oracle/divergence.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "model/identifier.h"

namespace alterego {
namespace {

// Only what may stand in a signature; anything else becomes '-'.
std::string Clean(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
    out.push_back(plain || c == ':' || c == '.' || c == '_' || c == '/' ||
                          c == '-'
                      ? c
                      : '-');
  }
  return out.empty() ? "-" : out;
}

// "refused (no_such_column, code 1): no such column: x" is "refused:
// no_such_column"; what follows the bracket is the engine's wording. Takes what
// Describe(Outcome) and Prediction::ToString() write.
std::string OutcomeClass(std::string_view words) {
  std::string out;
  for (std::string_view start :
       {"accepted or refused", "accepted", "refused", "lost"}) {
    if (words.substr(0, start.size()) != start) continue;
    out = Clean(start);
    words.remove_prefix(start.size());
    if (words.substr(0, 2) == " (") {
      words.remove_prefix(2);
      out += ":" + Clean(words.substr(0, words.find_first_of(",)")));
    }
    return out;
  }
  // Foreign wording: its first word, as long as it is one.
  const size_t end = words.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  return Clean(words.substr(0, end));
}

// "sqlite:/opt/3.54.1/libsqlite3.so" -> "sqlite": where a build lies says
// nothing about the bug.
std::string EngineKind(std::string_view spec) {
  const size_t at = spec.find('@');
  std::string out = Clean(spec.substr(0, std::min(at, spec.find(':'))));
  if (at != spec.npos) out += "-on-" + EngineKind(spec.substr(at + 1));
  return out;
}

// "xinfo main.t" -> "xinfo".
std::string SectionKind(std::string_view section) {
  return Clean(section.substr(0, section.find(' ')));
}

// The first complaint of an integrity check, without names and numbers:
// "row 1 missing from index i" is "row_missing".
std::string Complaint(std::string_view text) {
  std::string out, word;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word.push_back(FoldAscii(c));
      continue;
    }
    if (word == "in" || word == "from" || word == "for") break;
    if (!word.empty()) out += (out.empty() ? "" : "_") + word;
    word.clear();
  }
  return out.empty() ? "changed" : out;
}

// "xinfo main.t" -> "xinfo"; with what the differing lines or the place tell of
// the kind of object: "schema main" -> "schema-index-view", "rows temp.t" ->
// "rows-temp", "rows main.sqlite_sequence" -> "rows-sqlite_sequence".
std::string SectionAndObjects(const Difference& difference) {
  const std::string_view section = difference.section;
  std::string out = SectionKind(section);
  const std::string_view place =
      section.substr(std::min(section.find(' '), section.size() - 1) + 1);
  if (out != "schema") {
    const std::string_view name =
        place.substr(std::min(place.find('.'), place.size() - 1) + 1);
    if (place.substr(0, 5) == "temp.") out += "-temp";
    if (name.substr(0, 7) == "sqlite_") out += "-" + Clean(name);
    return out;
  }
  // Where nothing can be read, what had been there says nothing of the bug.
  const bool refused = difference.expected.rfind("refused: ", 0) == 0 ||
                       difference.actual.rfind("refused: ", 0) == 0;
  for (const char* kind : {"index", "table", "trigger", "view"}) {
    if (refused) break;
    const std::string start = "'" + std::string(kind) + "'|";
    for (const std::string* text : {&difference.expected, &difference.actual}) {
      const size_t at = text->find(start);
      if (at != text->npos &&
          (at == 0 || (*text)[at - 1] == '\n' || (*text)[at - 1] == ' ')) {
        out += "-" + std::string(kind);
        break;
      }
    }
  }
  if (place == "temp") out += "-temp";
  return out;
}

// Which sides have rows that the other has not.
std::string Side(const Difference& difference) {
  if (difference.expected.rfind("refused: ", 0) == 0) return "refused-expected";
  if (difference.actual.rfind("refused: ", 0) == 0) return "refused";
  if (difference.expected.empty()) return "extra";
  if (difference.actual.empty()) return "missing";
  if (SectionKind(difference.section) == "integrity") {
    return Complaint(difference.actual);
  }
  return "changed";
}

}  // namespace

std::string_view KindName(Divergence::Kind kind) {
  switch (kind) {
    case Divergence::Kind::kOutcome:
      return "outcome";
    case Divergence::Kind::kMessage:
      return "message";
    case Divergence::Kind::kSchema:
      return "schema";
    case Divergence::Kind::kRows:
      return "rows";
    case Divergence::Kind::kIntegrity:
      return "integrity";
    case Divergence::Kind::kProbe:
      return "probe";
    case Divergence::Kind::kReopen:
      return "reopen";
    case Divergence::Kind::kFresh:
      return "fresh";
    case Divergence::Kind::kLost:
      return "lost";
    case Divergence::Kind::kCross:
      return "cross";
  }
  return "outcome";
}

std::string Divergence::Signature() const {
  std::string out(KindName(kind));
  out += "/" + Clean(statement_kind);
  out += "/" + Clean(rule);
  if (differences.empty()) {
    out += "/expected:" + OutcomeClass(expected);
    out += "/actual:" + OutcomeClass(actual);
  } else {
    // One entry per kind of section and how it differs, however many tables.
    std::set<std::string> parts;
    for (const Difference& difference : differences) {
      // An index that is lost is another bug than a view that is; at the end
      // of a case no statement tells one bug from another.
      const std::string kind = SectionKind(difference.section);
      parts.insert((statement_kind == "end" || kind == "schema"
                        ? SectionAndObjects(difference)
                        : kind) +
                   "." + Side(difference));
    }
    out += "/";
    bool first = true;
    for (const std::string& part : parts) {
      if (!first) out += ":";
      first = false;
      out += part;
    }
  }
  if (expected_from != "shadow" && !expected_from.empty()) {
    out += "/" + EngineKind(expected_from);
  }
  out += "/" + EngineKind(actual_from);
  return out;
}

}  // namespace alterego
