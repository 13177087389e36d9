#include "extension/options.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using nlohmann::json;

template <class T>
using Words = std::vector<std::pair<std::string, T>>;

template <class T>
absl::Status Choose(const std::string& key, const std::string& word,
                    const Words<T>& words, T* out) {
  std::vector<std::string> known;
  for (const auto& [name, value] : words) {
    if (name == word) {
      *out = value;
      return absl::OkStatus();
    }
    known.push_back(name);
  }
  return absl::InvalidArgumentError(absl::StrCat("option \"", key, "\" is \"",
                                                 word, "\": write one of ",
                                                 absl::StrJoin(known, ", ")));
}

absl::Status ReadOption(const std::string& key, const std::string& word,
                        rebuild::Options* options) {
  using rebuild::Mode;
  using rebuild::Strategy;
  using rebuild::Verify;
  if (key == "mode") {
    return Choose<Mode>(key, word,
                        {{"full", Mode::kFull}, {"sqlite", Mode::kSqlite}},
                        &options->mode);
  }
  if (key == "strategy") {
    return Choose<Strategy>(key, word,
                            {{"auto", Strategy::kAuto},
                             {"edit", Strategy::kEdit},
                             {"rebuild", Strategy::kRebuild}},
                            &options->strategy);
  }
  if (key == "verify") {
    return Choose<Verify>(key, word,
                          {{"off", Verify::kOff},
                           {"rows", Verify::kRows},
                           {"full", Verify::kFull}},
                          &options->verify);
  }
  if (key == "keep_old") {
    options->keep_old = word;
    return absl::OkStatus();
  }
  if (key == "version") {
    options->version = SqliteVersion::Parse(word);
    if (options->version) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat(
        "option \"version\" is \"", word, "\": write one like 3.40.1"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("there is no option \"", key,
                   "\": write mode, version, strategy, verify or keep_old"));
}

}  // namespace

absl::StatusOr<rebuild::Options> ParseOptions(std::string_view text) {
  rebuild::Options options;
  options.mode = rebuild::Mode::kFull;
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) {
    return absl::InvalidArgumentError(
        "options must be a JSON object like {\"strategy\": \"rebuild\"}");
  }
  for (const auto& [key, value] : object.items()) {
    if (!value.is_string()) {
      return absl::InvalidArgumentError(
          absl::StrCat("option \"", key, "\" must be a string"));
    }
    ALTEREGO_RETURN_IF_ERROR(
        ReadOption(key, value.get<std::string>(), &options));
  }
  return options;
}

}  // namespace alterego
