#include "model/sql/parser.h"

#include <algorithm>
#include <utility>

#include "model/sql/edit.h"
#include "model/sql/grammar.h"
#include "model/sql/grammar_actions.h"
#include "model/sql/hint.h"
#include "model/sql/prefix.h"

namespace alterego::sql {
namespace {

constexpr size_t kExpectedMax = 12;
constexpr size_t kExplainedMax = 1 << 20;
constexpr size_t kBytesMax = 1'000'000'000;  // as SQLite

bool MayBeName(uint16_t terminal) {
  return terminal == TK_ID || terminal == TK_STRING || terminal == TK_JOIN_KW ||
         terminal == TK_WINDOW || terminal == TK_OVER ||
         FallbackOf(terminal) == TK_ID;
}

// The terminal of the next token behind `*token` if it is a name, as SQLite's
// look-ahead sees it; moves on.
uint16_t PeekTerminal(const Parsed& parsed, TokenIndex* token) {
  if (*token == kNoToken) return 0;
  *token = NextSignificant(parsed, *token);
  if (*token == kNoToken) return 0;
  const uint16_t code = parsed.tokens[*token].code;
  return code != 0 && MayBeName(code) ? TK_ID : code;
}

std::string_view OperatorText(uint16_t terminal) {
  if (const std::string_view words = FullTerminalText(terminal);
      !words.empty()) {
    return words;
  }
  switch (terminal) {
    case TK_LP:
      return "(";
    case TK_RP:
      return ")";
    case TK_SEMI:
      return "the end";
    case TK_COMMA:
      return "a comma";
    case TK_DOT:
      return "a dot";
    case TK_EQ:
      return "=";
    case TK_STAR:
      return "*";
    case TK_PLUS:
      return "+";
    case TK_MINUS:
      return "-";
    case TK_STRING:
      return "a string";
    case TK_INTEGER:
      return "a number";
    default:
      return "";
  }
}

// A set of terminals, small enough for plain search.
class Terminals {
 public:
  explicit Terminals(std::vector<uint16_t> all) : all_(std::move(all)) {}
  bool Has(uint16_t t) const {
    return std::find(all_.begin(), all_.end(), t) != all_.end();
  }
  void Remove(std::initializer_list<int> some) {
    for (int t : some)
      all_.erase(std::remove(all_.begin(), all_.end(), t), all_.end());
  }
  // Keywords that can stand here only because they fall back to names.
  void RemoveFallbacks() {
    all_.erase(std::remove_if(all_.begin(), all_.end(),
                              [](uint16_t t) { return FallbackOf(t) != 0; }),
               all_.end());
  }
  const std::vector<uint16_t>& all() const { return all_; }

 private:
  std::vector<uint16_t> all_;
};

// What could stand there, in words: whole families first.
std::vector<std::string> Describe(Terminals expected) {
  std::vector<std::string> words;
  if (expected.Has(TK_CASE) && expected.Has(TK_FLOAT)) {
    words.push_back("an expression");
    expected.Remove({TK_CASE, TK_FLOAT, TK_INTEGER, TK_QNUMBER, TK_STRING,
                     TK_BLOB, TK_NULL, TK_VARIABLE, TK_NOT, TK_EXISTS, TK_LP,
                     TK_PLUS, TK_MINUS, TK_BITNOT, TK_ID, TK_INDEXED,
                     TK_JOIN_KW, TK_CTIME_KW});
    expected.RemoveFallbacks();
  }
  if (expected.Has(TK_CONCAT) && expected.Has(TK_SLASH)) {
    words.push_back("an operator");
    expected.Remove({TK_CONCAT,  TK_SLASH,  TK_STAR,    TK_REM,    TK_PLUS,
                     TK_MINUS,   TK_AND,    TK_OR,      TK_EQ,     TK_NE,
                     TK_LT,      TK_LE,     TK_GT,      TK_GE,     TK_IS,
                     TK_IN,      TK_NOT,    TK_BETWEEN, TK_ISNULL, TK_PTR,
                     TK_NOTNULL, TK_BITAND, TK_BITOR,   TK_LSHIFT, TK_RSHIFT,
                     TK_LIKE_KW, TK_MATCH,  TK_COLLATE});
  }
  if (expected.Has(TK_ID)) {
    words.push_back("a name");
    expected.Remove({TK_ID, TK_STRING, TK_INDEXED, TK_JOIN_KW});
    expected.RemoveFallbacks();
  }
  for (uint16_t terminal : expected.all()) {
    std::string text(OperatorText(terminal));
    if (text.empty()) text = KeywordText(terminal);
    if (!text.empty()) words.push_back(std::move(text));
  }
  if (words.size() > kExpectedMax) words.resize(kExpectedMax);
  return words;
}

// Where the error is and how SQLite words it, without `expected`.
SyntaxError ErrorAt(const Parsed& parsed, TokenIndex token,
                    std::string message) {
  SyntaxError error;
  const bool at_end = token >= parsed.tokens.size();
  error.offset = at_end ? parsed.source.size() : parsed.tokens[token].offset;
  error.position = PositionOf(parsed.source, error.offset);
  if (!at_end) error.token = parsed.TextOf(token);
  error.message = std::move(message);
  if (error.message.empty()) {
    error.message = at_end ? "incomplete input"
                           : "near \"" + error.token + "\": syntax error";
  }
  return error;
}

SyntaxError MakeError(const Parsed& parsed, const GrammarActions& g,
                      bool expression) {
  const TokenIndex token = g.error_token();
  SyntaxError error = ErrorAt(parsed, token, g.message());
  if (!g.message().empty()) return error;
  // Found by parsing again: not worth it for what nobody wrote by hand.
  if (parsed.source.size() > kExplainedMax) return error;
  Parsed again;
  again.source = parsed.source;
  again.tokens = parsed.tokens;
  GrammarActions scratch(&again, g.mode());
  error.expected =
      Describe(Terminals(ExpectedTerminals(&scratch, expression, token)));
  return error;
}

SyntaxError MakeStatementError(const Parsed& parsed, const GrammarActions& g,
                               Mode mode) {
  SyntaxError error = MakeError(parsed, g, /*expression=*/false);
  if (mode == Mode::kFull) error.hint = HintFor(parsed, g.error_token());
  return error;
}

// True if the full dialect may read the text otherwise than SQLite, which
// `failed` to or made this statement of it.
bool FullMayDiffer(const Parsed& parsed, bool failed) {
  if (failed) {
    const TokenIndex first = NextSignificant(parsed, kNoToken);
    return first != kNoToken && parsed.tokens[first].code == TK_ALTER;
  }
  const auto* alter = std::get_if<AlterTable>(&parsed.statement);
  return alter != nullptr && std::holds_alternative<AddColumn>(alter->op);
}

// Fills source and tokens, or says that the text is too long.
std::optional<SyntaxError> Start(std::string_view text, Parsed* parsed) {
  const bool fits = text.size() <= kBytesMax;
  if (fits) {
    parsed->source = text;
    parsed->tokens = Lex(parsed->source, kTokensMax + 1);
  }
  if (fits && parsed->tokens.size() <= kTokensMax) return std::nullopt;
  SyntaxError error;
  if (fits) error = ErrorAt(*parsed, kTokensMax, "");
  error.message = "statement too long";
  return error;
}

}  // namespace

uint16_t TerminalOf(const Parsed& parsed, TokenIndex token, uint16_t previous) {
  const uint16_t code = parsed.tokens[token].code;
  switch (code) {
    case TK_WINDOW:
      if (PeekTerminal(parsed, &token) != TK_ID) return TK_ID;
      return PeekTerminal(parsed, &token) == TK_AS ? TK_WINDOW : TK_ID;
    case TK_OVER: {
      if (previous != TK_RP) return TK_ID;
      const uint16_t next = PeekTerminal(parsed, &token);
      return next == TK_LP || next == TK_ID ? TK_OVER : TK_ID;
    }
    case TK_FILTER:
      if (previous != TK_RP) return TK_ID;
      return PeekTerminal(parsed, &token) == TK_LP ? TK_FILTER : TK_ID;
    default:
      return code;
  }
}

std::string SyntaxError::ToString() const {
  std::string out = "line " + std::to_string(position.line) + ", column " +
                    std::to_string(position.column) + ": " + message;
  for (size_t i = 0; i < expected.size(); ++i) {
    if (i == 0) {
      out += "; expected ";
    } else {
      out += i + 1 == expected.size() ? " or " : ", ";
    }
    out += expected[i];
  }
  if (!hint.empty()) out += "; hint: " + hint;
  return out;
}

std::string_view Parsed::TextOf(TokenIndex token) const {
  return tokens[token].In(source);
}

std::string_view Parsed::TextOf(TokenRange range) const {
  if (range.empty()) return {};
  const size_t begin = tokens[range.begin].offset;
  const Token& last = tokens[range.end - 1];
  return std::string_view(source).substr(begin,
                                         last.offset + last.length - begin);
}

ParseResult ParseStatement(std::string_view text, Mode mode) {
  Parsed parsed;
  if (auto error = Start(text, &parsed)) return *std::move(error);
  GrammarActions g(&parsed);
  RunGrammar(&g, /*expression=*/false);
  const bool full = mode == Mode::kFull && FullMayDiffer(parsed, g.failed());
  if (!full && g.failed()) return MakeStatementError(parsed, g, mode);
  if (!full) return parsed;

  GrammarActions again(&parsed, Mode::kFull);
  Statement native = std::exchange(parsed.statement, Statement());
  RunGrammar(&again, /*expression=*/false);
  if (!again.failed()) return parsed;
  // Whatever SQLite accepts, the full dialect does.
  if (g.failed()) return MakeStatementError(parsed, again, mode);
  parsed.statement = std::move(native);
  return parsed;
}

std::optional<Parsed> ParseBefore(std::string_view text, size_t fault) {
  Parsed parsed;
  if (Start(text, &parsed)) return std::nullopt;
  TokenIndex stop = 0;
  while (stop < parsed.tokens.size() && parsed.tokens[stop].offset < fault) {
    ++stop;
  }
  GrammarActions g(&parsed);
  RunGrammarUntil(&g, stop);
  if (g.failed()) return std::nullopt;
  if (std::holds_alternative<CreateTable>(parsed.statement) ||
      std::holds_alternative<CreateTrigger>(parsed.statement)) {
    return parsed;
  }
  const TokenIndex name = g.column().name.token;
  if (name == kNoToken) return std::nullopt;
  // ALTER TABLE t ADD: up to the column it is as any other.
  const size_t begin = parsed.tokens[name].offset;
  const ParseResult head =
      ParseStatement(std::string(text.substr(0, begin)) + "x");
  if (!head.ok()) return std::nullopt;
  const auto* alter = std::get_if<AlterTable>(&head->statement);
  if (alter == nullptr) return std::nullopt;
  AlterTable part = *alter;
  part.op = AddColumn{std::move(g.column())};
  parsed.statement = std::move(part);
  return parsed;
}

std::variant<Node, SyntaxError> ParseExpression(std::string_view text) {
  Parsed parsed;
  if (auto error = Start(text, &parsed)) return *std::move(error);
  GrammarActions g(&parsed);
  RunGrammar(&g, /*expression=*/true);
  if (g.failed()) return MakeError(parsed, g, /*expression=*/true);
  return std::move(*g.expression());
}

}  // namespace alterego::sql
