#include "tests/model/sql/grammar_rules.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "model/sql/lexer.h"
#include "tests/places.h"

namespace alterego::sql {
namespace {

constexpr int kDepthMax = 6;
constexpr int kHeightMax = 1000;

bool IsTerminal(const std::string& symbol) {
  return symbol[0] >= 'A' && symbol[0] <= 'Z';
}

std::vector<std::string> Lines(const std::string& name) {
  std::ifstream file(std::string(ALTEREGO_BINARY_DIR) +
                     "/generated/model/sql/" + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// `/* 12 */ "cmd ::= BEGIN",` as a rule.
bool ParseRule(const std::string& line, GrammarRule* rule) {
  const size_t begin = line.find("*/ \"");
  if (line.rfind(" /* ", 0) != 0 || begin == line.npos) return false;
  rule->text = line.substr(begin + 4, line.rfind('"') - begin - 4);
  std::istringstream words(rule->text);
  std::string word;
  words >> rule->left >> word;
  while (words >> word) rule->right.push_back(word);
  return true;
}

const std::map<std::string, std::vector<const char*>>& Texts() {
  static const auto* const texts =
      new std::map<std::string, std::vector<const char*>>{
          {"ID", {"a", "b", "t", "u", "\"q r\"", "[x]", "`y`", "abs"}},
          {"STRING", {"'s'", "'it''s'", "''"}},
          {"INTEGER", {"1", "0", "0x1F", "9223372036854775808"}},
          {"FLOAT", {"1.5", ".5", "1e3"}},
          {"QNUMBER", {"1_0", "1_0.5"}},
          {"BLOB", {"x'0f'", "X''"}},
          {"VARIABLE", {"?", "?1", ":v", "@v", "$v::w(x)"}},
          {"LIKE_KW", {"LIKE", "GLOB", "REGEXP"}},
          {"JOIN_KW", {"LEFT", "INNER", "CROSS", "NATURAL", "FULL"}},
          {"CTIME_KW", {"CURRENT_DATE", "CURRENT_TIMESTAMP"}},
          {"ANY", {"z", "1", "'s'", "=", ".", "SELECT"}},
          {"LP", {"("}},
          {"RP", {")"}},
          {"SEMI", {";"}},
          {"COMMA", {","}},
          {"DOT", {"."}},
          {"EQ", {"=", "=="}},
          {"NE", {"<>", "!="}},
          {"LT", {"<"}},
          {"LE", {"<="}},
          {"GT", {">"}},
          {"GE", {">="}},
          {"BITAND", {"&"}},
          {"BITOR", {"|"}},
          {"BITNOT", {"~"}},
          {"LSHIFT", {"<<"}},
          {"RSHIFT", {">>"}},
          {"PLUS", {"+"}},
          {"MINUS", {"-"}},
          {"STAR", {"*"}},
          {"SLASH", {"/"}},
          {"REM", {"%"}},
          {"CONCAT", {"||"}},
          {"PTR", {"->", "->>"}},
      };
  return *texts;
}

}  // namespace

GrammarRules GrammarRules::Read() {
  GrammarRules out;
  std::string all;
  for (const std::string& line : Lines("grammar.c")) {
    GrammarRule rule;
    if (ParseRule(line, &rule)) out.rules_.push_back(std::move(rule));
    if (line.find("(OPTIMIZED OUT)") == line.npos) continue;
    const size_t at = line.find("/* (") + 4;
    out.rules_.at(std::stoul(line.substr(at))).optimized_out = true;
  }
  for (const std::string& line : Lines("grammar.h")) {
    std::istringstream words(line);
    std::string define, name;
    int code = 0;
    if (words >> define >> name >> code && name.rfind("TK_", 0) == 0) {
      out.codes_[name.substr(3)] = static_cast<uint16_t>(code);
    }
  }
  out.uses_.resize(out.rules_.size());
  for (size_t i = 0; i < out.rules_.size(); ++i) {
    out.by_left_[out.rules_[i].left].push_back(i);
  }
  out.Measure();
  return out;
}

void GrammarRules::Measure() {
  const auto height = [&](const std::string& symbol) {
    if (IsTerminal(symbol)) return 0;
    const auto found = height_.find(symbol);
    return found == height_.end() ? kHeightMax : found->second;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const GrammarRule& rule : rules_) {
      int most = 0;
      for (const std::string& symbol : rule.right) {
        most = std::max(most, height(symbol));
      }
      if (most + 1 >= height(rule.left)) continue;
      height_[rule.left] = most + 1;
      changed = true;
    }
  }
}

std::string GrammarRules::Sentence(const std::string& start, Random& random) {
  std::string out;
  Expand(start, 0, random, &out);
  if (!out.empty()) out.pop_back();
  return out;
}

void GrammarRules::Expand(const std::string& symbol, int depth, Random& random,
                          std::string* out) {
  if (IsTerminal(symbol)) return Terminal(symbol, random, out);
  const std::vector<size_t>& choices = by_left_.at(symbol);
  const auto height = [&](size_t rule) {
    int most = 0;
    for (const std::string& part : rules_[rule].right) {
      if (!IsTerminal(part)) most = std::max(most, height_.at(part));
    }
    return most;
  };
  size_t rule = choices[random.Below(choices.size())];
  if (random.Below(3) == 0) {
    for (const size_t other : choices) {
      if (uses_[other] < uses_[rule]) rule = other;
    }
  }
  if (depth > kDepthMax) {
    for (const size_t other : choices) {
      if (height(other) < height(rule)) rule = other;
    }
  }
  ++uses_[rule];
  for (const std::string& part : rules_[rule].right) {
    Expand(part, depth + 1, random, out);
  }
}

void GrammarRules::Terminal(const std::string& name, Random& random,
                            std::string* out) {
  std::vector<std::string> names;  // A|B|C
  std::istringstream alternatives(name);
  for (std::string one; std::getline(alternatives, one, '|');) {
    names.push_back(one);
  }
  const std::string& one = names[random.Below(names.size())];
  const auto text = Texts().find(one);
  if (text != Texts().end()) {
    *out += text->second[random.Below(text->second.size())];
  } else {
    *out += KeywordText(codes_.at(one));
  }
  *out += ' ';
}

}  // namespace alterego::sql
