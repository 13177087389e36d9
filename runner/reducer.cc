#include "runner/reducer.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/check.h"
#include "model/sql/lexer.h"
#include "model/sql/printer.h"
#include "runner/session.h"
#include "runner/simplify.h"

namespace alterego {
namespace {

using Steps = std::vector<Step>;

std::string TextOf(const Steps& steps) {
  std::string text;
  for (const Step& step : steps) text += step.sql + ";\n";
  return text;
}

// Holds the smallest script so far and tries candidates against it.
class Search {
 public:
  Search(const Script& script, const Divergence& divergence,
         absl::FunctionRef<std::optional<Divergence>(const Script&)> run,
         const ReduceOptions& options)
      : run_(run),
        name_(options.name ? options.name : &Divergence::Signature),
        signature_(name_(divergence)),
        bytes_max_(TextOf(script.steps).size()),
        attempts_max_(options.attempts_max) {
    reduction_.script = script;
    reduction_.divergence = divergence;
    tried_.insert(TextOf(script.steps));
  }

  const Steps& steps() const { return reduction_.script.steps; }
  size_t diverges_at() const { return reduction_.divergence.step; }
  bool exhausted() const { return reduction_.attempts >= attempts_max_; }
  Reduction Take() { return std::move(reduction_); }

  // True if the candidate shows the same bug: it is the best one from now on.
  bool Try(Steps candidate) {
    if (exhausted() || candidate.size() > steps().size()) return false;
    const std::string text = TextOf(candidate);
    if (text.size() > bytes_max_ || !tried_.insert(text).second) return false;
    ++reduction_.attempts;
    Script script;
    script.header = reduction_.script.header;
    script.steps = std::move(candidate);
    std::optional<Divergence> seen = run_(script);
    if (!seen) return false;
    const std::string signature = name_(*seen);
    if (signature == signature_) {
      reduction_.script = std::move(script);
      reduction_.divergence = *std::move(seen);
      return true;
    }
    if (others_.insert(signature).second) {
      reduction_.others.emplace_back(*std::move(seen), std::move(script));
    }
    return false;
  }
  bool TryStep(size_t index, Step step) {
    Steps candidate = steps();
    candidate[index] = std::move(step);
    return Try(std::move(candidate));
  }

 private:
  absl::FunctionRef<std::optional<Divergence>(const Script&)> run_;
  const std::function<std::string(const Divergence&)> name_;
  const std::string signature_;
  const size_t bytes_max_;
  const int attempts_max_;
  Reduction reduction_;
  std::set<std::string> tried_;   // texts, so that none runs twice
  std::set<std::string> others_;  // signatures
};

// What stands behind the divergence cannot have caused it.
void CutTail(Search& search) {
  Steps head = search.steps();
  if (search.diverges_at() + 1 >= head.size()) return;
  head.resize(search.diverges_at() + 1);
  search.Try(std::move(head));
}

// Delta debugging: leaves out runs of statements, long ones first.
bool LeaveOutStatements(Search& search) {
  bool any = false;
  for (size_t run = std::max<size_t>(search.steps().size() / 2, 1); run > 0;
       run /= 2) {
    // From the end: what is there rests on what stands before.
    for (size_t end = search.steps().size(); end >= run && !search.exhausted();
         end = end > run ? end - run : 0) {
      Steps candidate = search.steps();
      if (end > candidate.size()) continue;
      const auto last = candidate.begin() + static_cast<ptrdiff_t>(end);
      candidate.erase(last - static_cast<ptrdiff_t>(run), last);
      if (candidate.empty()) break;
      any |= search.Try(std::move(candidate));
      if (end == run) break;
    }
  }
  return any;
}

bool LeaveOutColumns(Search& search) {
  bool any = false;
  for (size_t i = 0; i < search.steps().size(); ++i) {
    size_t column = 0;
    while (!search.exhausted()) {
      auto candidate = WithoutColumn(search.steps(), i, column);
      if (!candidate) {
        // Also for a column whose rows cannot lose its value.
        if (column++ > 2000) break;
        const Step& step = search.steps()[i];
        const auto* table =
            step.parsed == nullptr
                ? nullptr
                : std::get_if<CreateTable>(&step.parsed->statement);
        if (table == nullptr || column >= table->columns.size()) break;
        continue;
      }
      if (search.Try(*std::move(candidate))) {
        any = true;
      } else {
        ++column;
      }
    }
  }
  return any;
}

// Comments and spelling go: the statement as the printer writes it.
void PrintCanonically(Search& search) {
  for (size_t i = 0; i < search.steps().size(); ++i) {
    const Step& step = search.steps()[i];
    if (ReadingOf(step) == nullptr) continue;
    search.TryStep(i, Step::FromStatement(ReadingOf(step)->statement));
  }
}

bool SimplifyStatements(Search& search) {
  bool any = false;
  for (size_t i = 0; i < search.steps().size(); ++i) {
    size_t n = 0;
    while (!search.exhausted()) {
      const Step& step = search.steps()[i];
      if (ReadingOf(step) == nullptr) break;
      auto smaller = Simplified(ReadingOf(step)->statement, n);
      if (!smaller) break;
      // What was accepted has other simplifications at the same place.
      if (search.TryStep(i, Step::FromStatement(*smaller))) {
        any = true;
      } else {
        ++n;
      }
    }
  }
  return any;
}

// Text that the grammar does not know: tokens are left out, long runs first.
bool LeaveOutTokens(Search& search) {
  bool any = false;
  for (size_t i = 0; i < search.steps().size(); ++i) {
    if (ReadingOf(search.steps()[i]) != nullptr) continue;
    for (size_t run = sql::Lex(search.steps()[i].sql).size() / 2; run > 0;
         run /= 2) {
      for (size_t begin = 0; !search.exhausted();) {
        const std::string text = search.steps()[i].sql;
        const std::vector<sql::Token> tokens = sql::Lex(text);
        if (begin + run > tokens.size() || run == tokens.size()) break;
        const sql::Token& last = tokens[begin + run - 1];
        std::string shorter = text.substr(0, tokens[begin].offset) +
                              text.substr(last.offset + last.length);
        if (search.TryStep(i, Step::FromSql(std::move(shorter)))) {
          any = true;
        } else {
          begin += run;
        }
      }
    }
  }
  return any;
}

void RenamePlainly(Search& search) {
  const auto names = PlainNames(search.steps());
  if (names.empty() || search.Try(Renamed(search.steps(), names))) return;
  // Some name matters as it is: one after the other, unless the new one is
  // taken.
  for (const auto& name : names) {
    bool taken = false;
    for (const auto& other : names) taken |= other.first == name.second;
    if (!taken) search.Try(Renamed(search.steps(), {name}));
  }
}

}  // namespace

Reduction Reduce(
    const Script& script, const Divergence& divergence,
    absl::FunctionRef<std::optional<Divergence>(const Script&)> run,
    const ReduceOptions& options) {
  Search search(script, divergence, run, options);
  CutTail(search);
  while (LeaveOutStatements(search)) CutTail(search);
  PrintCanonically(search);
  bool again = true;
  while (again && !search.exhausted()) {
    again = LeaveOutColumns(search);
    again |= SimplifyStatements(search);
    again |= LeaveOutTokens(search);
    if (again) again |= LeaveOutStatements(search);
  }
  RenamePlainly(search);
  return search.Take();
}

}  // namespace alterego
