// The rules of grammar.y as lemon numbers them, and random sentences of them.
//
//   const GrammarRules rules = GrammarRules::Read();
//   rules.Sentence("cmd", random);   // "DROP TABLE IF EXISTS a . b"
//
// A sentence follows the rules alone: it may still be refused, by a rule's
// action or because precedence reads it otherwise.
#ifndef ALTEREGO_TESTS_MODEL_SQL_GRAMMAR_RULES_H_
#define ALTEREGO_TESTS_MODEL_SQL_GRAMMAR_RULES_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/random.h"

namespace alterego::sql {

struct GrammarRule {
  std::string text;  // "cmd ::= COMMIT|END trans_opt"
  std::string left;
  std::vector<std::string> right;
  bool optimized_out = false;  // lemon never reduces it
};

class GrammarRules {
 public:
  // From the files that lemon wrote in this build.
  static GrammarRules Read();

  const std::vector<GrammarRule>& all() const { return rules_; }
  // From that symbol. Rules that were used less come first, so that a few
  // thousand sentences have all of them.
  std::string Sentence(const std::string& start, Random& random);

 private:
  void Expand(const std::string& symbol, int depth, Random& random,
              std::string* out);
  void Terminal(const std::string& name, Random& random, std::string* out);
  void Measure();

  std::vector<GrammarRule> rules_;
  std::vector<int> uses_;
  std::map<std::string, std::vector<size_t>> by_left_;
  std::map<std::string, int> height_;  // of the lowest tree of a symbol
  std::map<std::string, uint16_t> codes_;
};

}  // namespace alterego::sql

#endif  // ALTEREGO_TESTS_MODEL_SQL_GRAMMAR_RULES_H_
