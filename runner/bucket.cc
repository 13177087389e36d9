#include "runner/bucket.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "runner/simplify.h"
#include "runner/worker.h"

namespace alterego {
namespace {

// What differs, the cause before its consequences: rows are read through the
// schema, views through rows, and the checks read everything.
constexpr std::string_view kWeight[] = {
    "schema", "tables", "xinfo",    "indexes",   "fks",
    "rows",   "view",   "fk_check", "integrity", "probe"};

// Of several kinds of objects the one that the others hang on.
constexpr std::string_view kObjects[] = {"table", "index", "view", "trigger"};

size_t Weight(std::string_view part) {
  // "schema-index.missing", "rows-temp.extra": the first word counts.
  const std::string_view word = part.substr(0, part.find_first_of(".-"));
  return std::find(std::begin(kWeight), std::end(kWeight), word) -
         std::begin(kWeight);
}

// "schema-index-view-temp.missing" -> "schema-index.missing": where an object
// stands, and what else went with it, is the occurrence and not the bug.
std::string Plain(const std::string& part) {
  const size_t dot = std::min(part.find('.'), part.size());
  const std::vector<std::string> words =
      absl::StrSplit(part.substr(0, dot), '-');
  std::string out = words[0];
  for (const std::string_view object : kObjects) {
    if (std::find(words.begin() + 1, words.end(), object) == words.end()) {
      continue;
    }
    out += "-" + std::string(object);
    break;
  }
  for (size_t i = 1; i < words.size(); ++i) {
    const bool object = std::find(std::begin(kObjects), std::end(kObjects),
                                  words[i]) != std::end(kObjects);
    if (!object && words[i] != "temp") out += "-" + words[i];
  }
  return out + part.substr(dot);
}

// Of what Plain() returned.
size_t ObjectWeight(const std::string& part) {
  for (size_t i = 0; i < std::size(kObjects); ++i) {
    const std::string word = "-" + std::string(kObjects[i]);
    if (part.find(word) != std::string::npos) return i;
  }
  return std::size(kObjects);
}

// Of a table that SQLite keeps for itself.
bool IsInternal(const std::string& part) {
  return part.find("-sqlite_") != std::string::npos;
}

}  // namespace

std::string BucketKey(std::string_view signature) {
  std::vector<std::string> fields = absl::StrSplit(
      absl::string_view(signature.data(), signature.size()), '/');
  // kind/form/rule/what differs/engines
  if (fields.size() < 5 || fields[3].rfind("expected:", 0) == 0) {
    return std::string(signature);
  }
  // Why it was accepted says nothing about what is wrong afterwards.
  const size_t accept = fields[2].find(".accept_");
  if (accept != std::string::npos) fields[2].resize(accept + 7);
  std::vector<std::string> parts = absl::StrSplit(fields[3], ':');
  for (std::string& part : parts) part = Plain(part);
  fields[3] = *std::min_element(
      parts.begin(), parts.end(),
      [](const std::string& a, const std::string& b) {
        return std::tuple(Weight(a), IsInternal(a), ObjectWeight(a), a) <
               std::tuple(Weight(b), IsInternal(b), ObjectWeight(b), b);
      });
  return absl::StrJoin(fields, "/");
}

std::string BucketId(std::string_view key) {
  const std::vector<std::string> fields =
      absl::StrSplit(absl::string_view(key.data(), key.size()), '/');
  std::string id = fields[0];
  if (fields.size() > 1) absl::StrAppend(&id, "-", fields[1]);
  for (char& c : id) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!plain) c = '-';
  }
  return absl::StrFormat("%s-%s", id, TextDigest(key).substr(0, 8));
}

std::string CoreText(const Script& script) {
  std::vector<Step> steps;
  for (const Step& step : script.steps) {
    steps.push_back(step.parsed == nullptr
                        ? Step::FromSql(step.sql)
                        : Step::FromStatement(step.parsed->statement));
  }
  steps = Renamed(steps, PlainNames(steps));
  std::string out;
  for (const Step& step : steps) absl::StrAppend(&out, step.sql, ";\n");
  return out;
}

std::string TextDigest(std::string_view text) {
  return absl::StrFormat("%016x", LogDigest(text));
}

}  // namespace alterego
