#include "generator/spelling.h"

#include <array>
#include <utility>
#include <vector>

#include "model/sql/lexer.h"

namespace alterego::generator {
namespace {

using sql::Name;
using sql::Quote;
using sql::Token;
using sql::TokenKind;

// How one statement is respelled: drawn once, so that a text has a style.
struct Style {
  enum class Case { kUpper, kLower, kMixed } keywords = Case::kUpper;
  // One in so many gaps gets something else than a single blank; 0: none.
  uint64_t gap_rate = 0;
  bool comments = false;
  // One in so many names gets other quotes; 0: none.
  uint64_t quote_rate = 0;
  bool single_quotes = false;
  // `RENAME"a"TO"b"`: no blank beside quotes and parentheses.
  bool tight = false;
};

Style DrawStyle(Context& context) {
  Style style;
  constexpr std::array<uint32_t, 3> kCases = {3, 3, 1};
  style.keywords = static_cast<Style::Case>(context.entropy().Weighted(kCases));
  constexpr std::array<uint64_t, 4> kRates = {0, 8, 3, 1};
  style.gap_rate = kRates[context.entropy().Below(4)];
  style.comments = context.Take(Feature::kComment);
  if (style.comments && style.gap_rate == 0) style.gap_rate = 4;
  constexpr std::array<uint64_t, 4> kQuoteRates = {0, 0, 5, 2};
  style.quote_rate = kQuoteRates[context.entropy().Below(4)];
  style.single_quotes = style.quote_rate > 0 && context.OneIn(4);
  style.tight = context.OneIn(6);
  return style;
}

std::string_view DrawBlanks(Context& context, const Style& style) {
  static constexpr std::array<std::string_view, 8> kBlanks = {
      "  ", "\n", "\t", "\n  ", " \n", "    ", "\r\n", " \t "};
  // Commas and parentheses in comments are there to mislead who searches text.
  static constexpr std::array<std::string_view, 10> kComments = {
      " /* c */ ",       "/**/",           " -- c\n",   " /* , */ ",
      " -- it's\n",      " /* ) \" [ */ ", "\n--x,y\n", " /*\n two\n*/ ",
      " /* NOT NULL */", " --\n"};
  if (style.comments && context.OneIn(3)) {
    return kComments[context.entropy().Below(kComments.size())];
  }
  return kBlanks[context.entropy().Below(kBlanks.size())];
}

std::string Recased(Context& context, const Style& style,
                    std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    const bool lower =
        style.keywords == Style::Case::kLower ||
        (style.keywords == Style::Case::kMixed && context.OneIn(2));
    if (lower) c = FoldAscii(c);
  }
  return text;
}

bool IsWord(std::string_view text, std::string_view word) {
  return EqualsFolded(text, word);
}

// True if the token behind `before` can only be the name of a table, column,
// index, view, trigger, savepoint or constraint. Not behind AS or ON, where an
// expression or a query may stand.
bool NamePlace(std::string_view before) {
  for (std::string_view word :
       {"TABLE", "VIEW", "INDEX", "TRIGGER", "COLUMN", "INTO", "FROM", "JOIN",
        "RENAME", "TO", "REFERENCES", "CONSTRAINT", "SAVEPOINT", "RELEASE",
        "UPDATE"}) {
    if (IsWord(before, word)) return true;
  }
  return false;
}

// The name in other quotes. `strings`: 'x' may stand here as well.
std::string Requoted(Context& context, std::string_view token, bool strings) {
  const Identifier id(sql::Dequote(token));
  const bool has_bracket = id.spelling().find(']') != std::string::npos;
  constexpr std::array<Quote, 4> kQuotes = {Quote::kDouble, Quote::kBracket,
                                            Quote::kBacktick, Quote::kSingle};
  Quote quote = kQuotes[context.entropy().Below(strings ? 4 : 3)];
  if (quote == Quote::kBracket && (has_bracket || id.empty())) {
    quote = Quote::kBacktick;
  }
  return Name(id, quote).ToSql();
}

bool IsName(const Token& token) {
  return token.kind == TokenKind::kIdentifier ||
         token.kind == TokenKind::kQuoted;
}

// True if a blank between the two may go without joining them.
bool MayTouch(const Token& before, std::string_view before_text,
              std::string_view after_text) {
  const auto is_paren = [](std::string_view text) {
    return text == "(" || text == ")" || text == ",";
  };
  if (is_paren(before_text) || is_paren(after_text)) return true;
  // Two quoted tokens side by side could read as one with a doubled quote. A
  // name and an alias, a"b", may touch.
  const char first = after_text.empty() ? ' ' : after_text[0];
  const bool quoted = first == '"' || first == '[' || first == '`';
  const char last = before_text.back();
  if (first == '\'' && last == '"') return true;
  if (first == '"' && (last == ']' || last == '`')) return true;
  return quoted && (before.kind == TokenKind::kKeyword ||
                    before.kind == TokenKind::kIdentifier);
}

// The same with aliases in quotes right behind what they are for: a"p",
// "text"'p'. What edits the text before them must keep the two apart.
std::string WithTouchingAliases(std::string_view sql) {
  const std::vector<Token> tokens = sql::Lex(sql);
  std::string result;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool gap = tokens[i].kind == TokenKind::kSpace && i > 0 &&
                     i + 1 < tokens.size() && IsName(tokens[i - 1]) &&
                     (tokens[i + 1].kind == TokenKind::kQuoted ||
                      tokens[i + 1].kind == TokenKind::kString);
    if (gap &&
        MayTouch(tokens[i - 1], tokens[i - 1].In(sql), tokens[i + 1].In(sql))) {
      continue;
    }
    result.append(tokens[i].In(sql));
  }
  return result;
}

class Speller {
 public:
  Speller(Context& context, std::string_view sql)
      : context_(context), sql_(sql), tokens_(sql::Lex(sql)) {}

  std::string Run() {
    style_ = DrawStyle(context_);
    const Token* before = nullptr;
    bool blank = false;
    for (const Token& token : tokens_) {
      if (token.kind == TokenKind::kSpace) {
        blank = before != nullptr;
        continue;
      }
      const std::string text = Spelled(before, token);
      if (before != nullptr) AppendGap(*before, text, blank);
      result_.append(text);
      before = &token;
      blank = false;
    }
    // What stands behind the statement is part of some stored texts.
    if (style_.gap_rate > 0 && context_.OneIn(style_.gap_rate + 3)) {
      result_.append(DrawBlanks(context_, style_));
    }
    return std::move(result_);
  }

 private:
  std::string_view TextOf(const Token& token) const { return token.In(sql_); }

  void AppendGap(const Token& before, std::string_view after, bool blank) {
    if (style_.gap_rate > 0 && context_.OneIn(style_.gap_rate)) {
      // Also between a.b and f(x), where there was no blank.
      result_.append(DrawBlanks(context_, style_));
      return;
    }
    if (!blank) return;
    if (style_.tight && MayTouch(before, TextOf(before), after)) return;
    result_.push_back(' ');
  }

  std::string Spelled(const Token* before, const Token& token) {
    const std::string_view text = TextOf(token);
    if (token.kind == TokenKind::kKeyword) {
      return Recased(context_, style_, text);
    }
    if (IsName(token) && before != nullptr && style_.quote_rate > 0 &&
        before->kind == TokenKind::kKeyword && NamePlace(TextOf(*before)) &&
        context_.OneIn(style_.quote_rate)) {
      return Requoted(context_, text, style_.single_quotes);
    }
    return std::string(text);
  }

  Context& context_;
  std::string_view sql_;
  std::vector<Token> tokens_;
  Style style_;
  std::string result_;
};

}  // namespace

std::string Respell(Context& context, std::string_view sql) {
  return Speller(context, sql).Run();
}

std::string MaybeRespell(Context& context, std::string sql) {
  if (context.Take(Feature::kSpellingNoise)) return Respell(context, sql);
  if (sql.find_first_of("\"'`[") == sql.npos) return sql;
  std::string touching = WithTouchingAliases(sql);
  const bool differs = touching != sql;
  return differs && context.entropy().Chance(2, 3) ? touching : sql;
}

}  // namespace alterego::generator
