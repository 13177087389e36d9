#include "cli/fuzz_coverage.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_format.h"
#include "cli/common.h"

namespace alterego::cli {
namespace {

constexpr char kScript[] = "scripts/fuzz-nightly";

// Upwards from the working directory, then from the program; "" if neither is
// in a checkout.
std::string FindScript() {
  std::error_code error;
  const std::filesystem::path starts[] = {
      std::filesystem::current_path(error),
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path()};
  for (std::filesystem::path folder : starts) {
    for (; !folder.empty(); folder = folder.parent_path()) {
      if (std::filesystem::exists(folder / kScript, error)) {
        return (folder / kScript).string();
      }
      if (folder == folder.root_path()) break;
    }
  }
  return "";
}

}  // namespace

void CoverageFlag::AddTo(CLI::App* verb) {
  verb_ = verb;
  option_ =
      verb->add_option("--coverage", targets_,
                       "Let libFuzzer choose what is drawn, by the code that "
                       "is reached: builds the fuzz targets with clang and "
                       "runs these, or all, in turn; takes --for and "
                       "--findings alone")
          ->expected(0, CLI::detail::expected_max_vector_size)
          ->delimiter(',')
          ->type_name("TARGET,...");
}

bool CoverageFlag::given() const { return option_->count() > 0; }

std::string CoverageFlag::Misplaced() const {
  constexpr std::array kTaken = {"--coverage", "--for", "--findings", "--help"};
  for (const CLI::Option* option : verb_->get_options()) {
    const bool taken =
        std::any_of(kTaken.begin(), kTaken.end(),
                    [&](const char* name) { return option->check_name(name); });
    if (option->count() > 0 && !taken) return option->get_name();
  }
  return "";
}

int CoverageFlag::Run(const std::string& duration,
                      const std::string& findings) const {
  const std::string misplaced = Misplaced();
  if (!misplaced.empty()) {
    return Fail(kUsage, absl::StrFormat("--coverage does not go with %s: "
                                        "libFuzzer chooses what is drawn",
                                        misplaced));
  }
  std::string script = FindScript();
  if (script.empty()) {
    return Fail(kHarness, absl::StrFormat(
                              "--coverage needs a checkout of the sources: "
                              "there is no %s above this directory, nor above "
                              "the program",
                              kScript));
  }
  std::vector<std::string> words = {script};
  if (!findings.empty()) {
    std::error_code error;
    words.push_back("--findings");
    words.push_back(std::filesystem::absolute(findings, error).string());
  }
  words.push_back(duration.empty() ? "60s" : duration);
  for (const std::string& target : targets_) {
    if (!target.empty()) words.push_back(target);
  }
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  ::execv(script.c_str(), arguments.data());
  return Fail(kHarness,
              absl::StrFormat("%s: %s", script, std::strerror(errno)));
}

}  // namespace alterego::cli
