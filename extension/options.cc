#include "extension/options.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "nlohmann/json.hpp"
#include "rebuild/option_words.h"

namespace alterego {
namespace {

using nlohmann::json;

template <class T, size_t kCount>
absl::Status Choose(const std::string& key, const std::string& word,
                    const rebuild::Words<T, kCount>& words, T* out) {
  std::vector<std::string> known;
  for (const auto& [name, value] : words) {
    if (name == word) {
      *out = value;
      return absl::OkStatus();
    }
    known.emplace_back(name);
  }
  return absl::InvalidArgumentError(absl::StrCat("option \"", key, "\" is \"",
                                                 word, "\": write one of ",
                                                 absl::StrJoin(known, ", ")));
}

absl::Status ReadOption(const std::string& key, const std::string& word,
                        rebuild::Options* options) {
  if (key == "mode") {
    return Choose(key, word, rebuild::kModeWords, &options->mode);
  }
  if (key == "strategy") {
    return Choose(key, word, rebuild::kStrategyWords, &options->strategy);
  }
  if (key == "verify") {
    return Choose(key, word, rebuild::kVerifyWords, &options->verify);
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
