// Mutations of .sql scripts as values, for libFuzzer: statements are left out,
// doubled, moved, drawn anew for the database that they stand on, simplified,
// and given parts of each other. What comes out is printed, so that inputs stay
// scripts that a person can read.
#ifndef ALTEREGO_FUZZ_TARGETS_SCRIPT_MUTATOR_H_
#define ALTEREGO_FUZZ_TARGETS_SCRIPT_MUTATOR_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/entropy.h"
#include "generator/generator.h"
#include "model/script.h"
#include "runner/simplify.h"
#include "shadow/shadow.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace alterego::fuzz {

inline constexpr size_t kStepsMax = 40;

inline std::string_view TextOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The script, or nullopt for text that is none.
inline std::optional<Script> ScriptOf(const uint8_t* data, size_t size) {
  absl::StatusOr<Script> script = ParseScript(TextOf(data, size));
  if (!script.ok()) return std::nullopt;
  return *std::move(script);
}

// Its bytes, if they fit; else `size`: the input stays.
inline size_t Write(const Script& script, uint8_t* data, size_t size,
                    size_t max_size) {
  const std::string text = script.ToText();
  if (text.empty() || text.size() > max_size) return size;
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

// Draws a statement for the database that stands behind the first `place`
// statements, as far as the shadow knows it.
inline std::optional<Step> DrawStep(const Script& script, size_t place,
                                    EntropySource& entropy) {
  shadow::Shadow shadow{Dialect{}};
  for (size_t i = 0; i < std::min(place, script.steps.size()); ++i) {
    const shadow::Verdict verdict = shadow.Judge(script.steps[i]);
    if (!verdict.prediction.predicted) break;
    shadow.Advance(verdict, verdict.prediction.may_accept);
  }
  const Generator generator(Weights::Defaults().Swarm(entropy), Limits{});
  // Behind the first statements come ALTERs.
  const int index = entropy.Chance(1, 2) ? 20 : static_cast<int>(place);
  return generator.Next(entropy, shadow.world(), index);
}

// Puts an identifier of the script in the place of another one.
inline void ExchangeToken(Step* step, const Script& script,
                          EntropySource& entropy) {
  const Step& from = entropy.Pick(script.steps);
  if (step->parsed == nullptr || from.parsed == nullptr) return;
  std::vector<size_t> here, there;
  const auto names = [](const sql::Parsed& parsed, std::vector<size_t>* out) {
    for (size_t i = 0; i < parsed.tokens.size(); ++i) {
      if (parsed.tokens[i].kind == sql::TokenKind::kIdentifier) {
        out->push_back(i);
      }
    }
  };
  names(*step->parsed, &here);
  names(*from.parsed, &there);
  if (here.empty() || there.empty()) return;
  const sql::Token& old = step->parsed->tokens[entropy.Pick(here)];
  const sql::Token& other = from.parsed->tokens[entropy.Pick(there)];
  std::string text = step->parsed->source;
  text.replace(old.offset, old.length,
               from.parsed->source.substr(other.offset, other.length));
  *step = Step::FromSql(std::move(text));
}

inline void MutateOnce(Script* script, EntropySource& entropy) {
  std::vector<Step>& steps = script->steps;
  const size_t place = steps.empty() ? 0 : entropy.Below(steps.size());
  const auto at = steps.begin() + static_cast<ptrdiff_t>(place);
  switch (steps.empty() ? 0 : entropy.Below(7)) {
    case 1:
      if (steps.size() > 1) steps.erase(at);
      return;
    case 2: {
      Step copy = *at;
      steps.insert(at, std::move(copy));
      return;
    }
    case 3:
      std::swap(*at, steps[entropy.Below(steps.size())]);
      return;
    case 4: {
      if (at->parsed == nullptr) return;
      const auto simple = Simplified(at->parsed->statement, entropy.Below(12));
      if (simple) *at = Step::FromStatement(*simple);
      return;
    }
    case 5:
      ExchangeToken(&*at, *script, entropy);
      return;
    case 6:
      if (auto step = DrawStep(*script, place, entropy)) *at = *std::move(step);
      return;
    default: {
      const size_t end = entropy.Chance(1, 2) ? place : steps.size();
      auto step = DrawStep(*script, end, entropy);
      if (!step || steps.size() >= kStepsMax) return;
      steps.insert(steps.begin() + static_cast<ptrdiff_t>(end),
                   *std::move(step));
    }
  }
}

inline size_t Mutate(uint8_t* data, size_t size, size_t max_size,
                     unsigned seed) {
  SeedEntropy entropy(seed);
  std::optional<Script> script = ScriptOf(data, size);
  // Now and then as bytes: for what no value can say.
  if (!script || entropy.Chance(1, 8)) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  do {
    MutateOnce(&*script, entropy);
  } while (entropy.Chance(1, 2));
  return Write(*script, data, size, max_size);
}

// The head of one script and the tail of another, or statements of one put
// between those of the other.
inline size_t CrossOver(const uint8_t* data1, size_t size1,
                        const uint8_t* data2, size_t size2, uint8_t* out,
                        size_t max_size, unsigned seed) {
  SeedEntropy entropy(seed);
  std::optional<Script> a = ScriptOf(data1, size1);
  std::optional<Script> b = ScriptOf(data2, size2);
  if (!a || !b || a->steps.empty() || b->steps.empty()) return 0;
  const size_t head = entropy.Below(a->steps.size() + 1);
  const size_t from = entropy.Below(b->steps.size());
  const size_t to = from + 1 + entropy.Below(b->steps.size() - from);
  const auto begin = b->steps.begin();
  if (entropy.Chance(1, 2)) a->steps.resize(head);
  a->steps.insert(a->steps.begin() + static_cast<ptrdiff_t>(head),
                  begin + static_cast<ptrdiff_t>(from),
                  begin + static_cast<ptrdiff_t>(to));
  if (a->steps.size() > kStepsMax) a->steps.resize(kStepsMax);
  return Write(*a, out, 0, max_size);
}

// True for a script that may run here: it touches no file, and it ends.
inline bool IsHarmless(const Script& script) {
  if (script.steps.size() > kStepsMax) return false;
  for (const Step& step : script.steps) {
    // ATTACH and VACUUM INTO write files; a NUL ends SQLite's statement.
    if (step.parsed == nullptr ||
        std::holds_alternative<OtherStatement>(step.parsed->statement) ||
        std::holds_alternative<CreateVirtualTable>(step.parsed->statement)) {
      return false;
    }
    std::string lower = step.sql;
    for (char& c : lower) c = FoldAscii(c);
    for (const char* word :
         {"recursive", "zeroblob", "randomblob", "printf", "format(",
          "load_extension", "temp_store_directory", "data_store_directory",
          "journal", "locking_mode", "writable_schema", "schema_version"}) {
      if (lower.find(word) != lower.npos) return false;
    }
  }
  return true;
}

}  // namespace alterego::fuzz

// libFuzzer finds these by name: a target that includes this header mutates
// scripts.
#ifdef ALTEREGO_FUZZER
extern "C" [[gnu::used]] inline size_t LLVMFuzzerCustomMutator(uint8_t* data,
                                                               size_t size,
                                                               size_t max_size,
                                                               unsigned seed) {
  return alterego::fuzz::Mutate(data, size, max_size, seed);
}
extern "C" [[gnu::used]] inline size_t LLVMFuzzerCustomCrossOver(
    const uint8_t* data1, size_t size1, const uint8_t* data2, size_t size2,
    uint8_t* out, size_t max_size, unsigned seed) {
  return alterego::fuzz::CrossOver(data1, size1, data2, size2, out, max_size,
                                   seed);
}
#endif

#endif  // ALTEREGO_FUZZ_TARGETS_SCRIPT_MUTATOR_H_
