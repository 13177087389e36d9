// alterego fuzz --coverage: what libFuzzer learns chooses what is drawn.
#ifndef ALTEREGO_CLI_FUZZ_COVERAGE_H_
#define ALTEREGO_CLI_FUZZ_COVERAGE_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace alterego::cli {

// Adds --coverage to `verb`.
class CoverageFlag {
 public:
  void AddTo(CLI::App* verb);
  bool given() const;
  // Becomes scripts/fuzz-nightly of the checkout that the user stands in, or
  // that the program was built in: builds the fuzz targets and runs them.
  // Returns the exit code only if that is impossible. "" of `duration` and
  // `findings` stands for their defaults.
  int Run(const std::string& duration, const std::string& findings) const;

 private:
  // What was given although libFuzzer chooses; "" if nothing was.
  std::string Misplaced() const;

  CLI::App* verb_ = nullptr;
  CLI::Option* option_ = nullptr;
  std::vector<std::string> targets_;
};

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_FUZZ_COVERAGE_H_
