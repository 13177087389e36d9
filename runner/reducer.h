// Reducer: the smallest script that still shows the same bug.
//
//   Script small = Reduce(script, signature, run, ReduceOptions{});
//
// Delta debugging over statements first, then over model values: rows, columns,
// constraints, objects, subtrees; then names and literals become simple ones.
// Candidates are judged by their name alone, so it never slips to another bug;
// those met on the way are reported through `others`.
#ifndef ALTEREGO_RUNNER_REDUCER_H_
#define ALTEREGO_RUNNER_REDUCER_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "model/script.h"
#include "oracle/divergence.h"

namespace alterego {

struct ReduceOptions {
  int attempts_max = 4000;
  // What names a bug, and stays the same; null: Divergence::Signature.
  std::function<std::string(const Divergence&)> name;
};
struct Reduction {
  Script script;
  Divergence divergence;
  int attempts = 0;
  // First script met for every other name.
  std::vector<std::pair<Divergence, Script>> others;
};

// `run` executes a candidate on fresh lanes: its divergence, if any. REQUIRES:
// run(script) diverges with `signature`. Deterministic; never returns a script
// with more statements or more bytes than it was given.
Reduction Reduce(
    const Script& script, const Divergence& divergence,
    absl::FunctionRef<std::optional<Divergence>(const Script&)> run,
    const ReduceOptions& options);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_REDUCER_H_
