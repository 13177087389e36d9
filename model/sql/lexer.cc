#include "model/sql/lexer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/sql/grammar.h"  // the terminals, made by lemon

namespace alterego::sql {
namespace {

struct Keyword {
  std::string_view word;
  uint16_t code;
};

// https://sqlite.org/lang_keywords.html. Several words share a terminal where
// the grammar does not tell them apart.
constexpr Keyword kKeywords[] = {
    {"abort", TK_ABORT},
    {"action", TK_ACTION},
    {"add", TK_ADD},
    {"after", TK_AFTER},
    {"all", TK_ALL},
    {"alter", TK_ALTER},
    {"always", TK_ALWAYS},
    {"analyze", TK_ANALYZE},
    {"and", TK_AND},
    {"as", TK_AS},
    {"asc", TK_ASC},
    {"attach", TK_ATTACH},
    {"autoincrement", TK_AUTOINCR},
    {"before", TK_BEFORE},
    {"begin", TK_BEGIN},
    {"between", TK_BETWEEN},
    {"by", TK_BY},
    {"cascade", TK_CASCADE},
    {"case", TK_CASE},
    {"cast", TK_CAST},
    {"check", TK_CHECK},
    {"collate", TK_COLLATE},
    {"column", TK_COLUMNKW},
    {"commit", TK_COMMIT},
    {"conflict", TK_CONFLICT},
    {"constraint", TK_CONSTRAINT},
    {"create", TK_CREATE},
    {"cross", TK_JOIN_KW},
    {"current", TK_CURRENT},
    {"current_date", TK_CTIME_KW},
    {"current_time", TK_CTIME_KW},
    {"current_timestamp", TK_CTIME_KW},
    {"database", TK_DATABASE},
    {"default", TK_DEFAULT},
    {"deferrable", TK_DEFERRABLE},
    {"deferred", TK_DEFERRED},
    {"delete", TK_DELETE},
    {"desc", TK_DESC},
    {"detach", TK_DETACH},
    {"distinct", TK_DISTINCT},
    {"do", TK_DO},
    {"drop", TK_DROP},
    {"each", TK_EACH},
    {"else", TK_ELSE},
    {"end", TK_END},
    {"escape", TK_ESCAPE},
    {"except", TK_EXCEPT},
    {"exclude", TK_EXCLUDE},
    {"exclusive", TK_EXCLUSIVE},
    {"exists", TK_EXISTS},
    {"explain", TK_EXPLAIN},
    {"fail", TK_FAIL},
    {"filter", TK_FILTER},
    {"first", TK_FIRST},
    {"following", TK_FOLLOWING},
    {"for", TK_FOR},
    {"foreign", TK_FOREIGN},
    {"from", TK_FROM},
    {"full", TK_JOIN_KW},
    {"generated", TK_GENERATED},
    {"glob", TK_LIKE_KW},
    {"group", TK_GROUP},
    {"groups", TK_GROUPS},
    {"having", TK_HAVING},
    {"if", TK_IF},
    {"ignore", TK_IGNORE},
    {"immediate", TK_IMMEDIATE},
    {"in", TK_IN},
    {"index", TK_INDEX},
    {"indexed", TK_INDEXED},
    {"initially", TK_INITIALLY},
    {"inner", TK_JOIN_KW},
    {"insert", TK_INSERT},
    {"instead", TK_INSTEAD},
    {"intersect", TK_INTERSECT},
    {"into", TK_INTO},
    {"is", TK_IS},
    {"isnull", TK_ISNULL},
    {"join", TK_JOIN},
    {"key", TK_KEY},
    {"last", TK_LAST},
    {"left", TK_JOIN_KW},
    {"like", TK_LIKE_KW},
    {"limit", TK_LIMIT},
    {"match", TK_MATCH},
    {"materialized", TK_MATERIALIZED},
    {"natural", TK_JOIN_KW},
    {"no", TK_NO},
    {"not", TK_NOT},
    {"nothing", TK_NOTHING},
    {"notnull", TK_NOTNULL},
    {"null", TK_NULL},
    {"nulls", TK_NULLS},
    {"of", TK_OF},
    {"offset", TK_OFFSET},
    {"on", TK_ON},
    {"or", TK_OR},
    {"order", TK_ORDER},
    {"others", TK_OTHERS},
    {"outer", TK_JOIN_KW},
    {"over", TK_OVER},
    {"partition", TK_PARTITION},
    {"plan", TK_PLAN},
    {"pragma", TK_PRAGMA},
    {"preceding", TK_PRECEDING},
    {"primary", TK_PRIMARY},
    {"query", TK_QUERY},
    {"raise", TK_RAISE},
    {"range", TK_RANGE},
    {"recursive", TK_RECURSIVE},
    {"references", TK_REFERENCES},
    {"regexp", TK_LIKE_KW},
    {"reindex", TK_REINDEX},
    {"release", TK_RELEASE},
    {"rename", TK_RENAME},
    {"replace", TK_REPLACE},
    {"restrict", TK_RESTRICT},
    {"returning", TK_RETURNING},
    {"right", TK_JOIN_KW},
    {"rollback", TK_ROLLBACK},
    {"row", TK_ROW},
    {"rows", TK_ROWS},
    {"savepoint", TK_SAVEPOINT},
    {"select", TK_SELECT},
    {"set", TK_SET},
    {"table", TK_TABLE},
    {"temp", TK_TEMP},
    {"temporary", TK_TEMP},
    {"then", TK_THEN},
    {"ties", TK_TIES},
    {"to", TK_TO},
    {"transaction", TK_TRANSACTION},
    {"trigger", TK_TRIGGER},
    {"unbounded", TK_UNBOUNDED},
    {"union", TK_UNION},
    {"unique", TK_UNIQUE},
    {"update", TK_UPDATE},
    {"using", TK_USING},
    {"vacuum", TK_VACUUM},
    {"values", TK_VALUES},
    {"view", TK_VIEW},
    {"virtual", TK_VIRTUAL},
    {"when", TK_WHEN},
    {"where", TK_WHERE},
    {"window", TK_WINDOW},
    {"with", TK_WITH},
    {"without", TK_WITHOUT},
};

constexpr size_t kKeywordMax = 17;  // current_timestamp

constexpr size_t KeywordHash(std::string_view lower) {
  size_t h = lower.size() * 7;
  h += static_cast<unsigned char>(lower[0]) * 37;
  h += static_cast<unsigned char>(lower[1]) * 101;
  h += static_cast<unsigned char>(lower[lower.size() - 1]) * 5;
  h += static_cast<unsigned char>(lower[lower.size() / 2]) * 17;
  return h & 1023;
}

// An open hash table, laid out by the compiler: 0 is an empty slot, else the
// place in kKeywords plus one.
constexpr std::array<uint8_t, 1024> MakeKeywordTable() {
  std::array<uint8_t, 1024> table{};
  for (size_t i = 0; i < std::size(kKeywords); ++i) {
    size_t slot = KeywordHash(kKeywords[i].word);
    while (table[slot] != 0) slot = (slot + 1) & 1023;
    table[slot] = static_cast<uint8_t>(i + 1);
  }
  return table;
}
constexpr std::array<uint8_t, 1024> kKeywordTable = MakeKeywordTable();

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsNameChar(char c) { return IsNameStart(c) || IsDigit(c) || c == '$'; }
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Cuts one token after the other. Reading behind the end gives NUL, which is
// what SQLite sees there.
class Cutter {
 public:
  Cutter(std::string_view text, size_t offset) : text_(text), pos_(offset) {}

  bool AtEnd() const { return pos_ >= text_.size(); }
  Token Next();

 private:
  char At(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  Token Take(TokenKind kind, uint16_t code, size_t length) {
    Token token{kind, code, static_cast<uint32_t>(pos_),
                static_cast<uint32_t>(length)};
    pos_ += length;
    return token;
  }
  Token TakeOperator(uint16_t code, size_t length) {
    return Take(TokenKind::kOperator, code, length);
  }

  Token Operator(char c);
  Token Angle(char c);
  Token Space();
  Token LineComment();
  Token BlockComment();
  Token QuotedText(char quote);
  Token Bracket();
  Token Number();
  Token Parameter();
  Token Word();
  Token Blob();
  // 1_000: whether each stands between two digits is asked by the parser.
  bool Separated(size_t end) const {
    return text_.substr(pos_, end - pos_).find('_') != text_.npos;
  }

  std::string_view text_;
  size_t pos_;
};

Token Cutter::Next() {
  const char c = At(pos_);
  if (IsNameStart(c)) {
    if ((c == 'x' || c == 'X') && At(pos_ + 1) == '\'') return Blob();
    return Word();
  }
  if (IsDigit(c)) return Number();
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\f':
    case '\r':
      return Space();
    case '\'':
    case '"':
    case '`':
      return QuotedText(c);
    case '[':
      return Bracket();
    case '?': {
      size_t i = pos_ + 1;
      while (IsDigit(At(i))) ++i;
      return Take(TokenKind::kParameter, TK_VARIABLE, i - pos_);
    }
    case '$':
    case '@':
    case '#':
    case ':':
      return Parameter();
    default:
      return Operator(c);
  }
}

Token Cutter::Operator(char c) {
  switch (c) {
    case '-':
      if (At(pos_ + 1) == '-') return LineComment();
      if (At(pos_ + 1) == '>') {
        return TakeOperator(TK_PTR, At(pos_ + 2) == '>' ? 3 : 2);
      }
      return TakeOperator(TK_MINUS, 1);
    case '/':
      if (At(pos_ + 1) == '*' && At(pos_ + 2) != '\0') return BlockComment();
      return TakeOperator(TK_SLASH, 1);
    case '(':
      return TakeOperator(TK_LP, 1);
    case ')':
      return TakeOperator(TK_RP, 1);
    case ';':
      return TakeOperator(TK_SEMI, 1);
    case ',':
      return TakeOperator(TK_COMMA, 1);
    case '.':
      if (IsDigit(At(pos_ + 1))) return Number();
      return TakeOperator(TK_DOT, 1);
    case '+':
      return TakeOperator(TK_PLUS, 1);
    case '*':
      return TakeOperator(TK_STAR, 1);
    case '%':
      return TakeOperator(TK_REM, 1);
    case '&':
      return TakeOperator(TK_BITAND, 1);
    case '~':
      return TakeOperator(TK_BITNOT, 1);
    case '=':
      return TakeOperator(TK_EQ, At(pos_ + 1) == '=' ? 2 : 1);
    case '|':
      if (At(pos_ + 1) == '|') return TakeOperator(TK_CONCAT, 2);
      return TakeOperator(TK_BITOR, 1);
    case '!':
      if (At(pos_ + 1) == '=') return TakeOperator(TK_NE, 2);
      return Take(TokenKind::kIllegal, 0, 1);
    case '<':
    case '>':
      return Angle(c);
    default:
      return Take(TokenKind::kIllegal, 0, 1);
  }
}

Token Cutter::Angle(char c) {
  const char next = At(pos_ + 1);
  if (c == '<') {
    if (next == '=') return TakeOperator(TK_LE, 2);
    if (next == '>') return TakeOperator(TK_NE, 2);
    if (next == '<') return TakeOperator(TK_LSHIFT, 2);
    return TakeOperator(TK_LT, 1);
  }
  if (next == '=') return TakeOperator(TK_GE, 2);
  if (next == '>') return TakeOperator(TK_RSHIFT, 2);
  return TakeOperator(TK_GT, 1);
}

Token Cutter::Space() {
  // A vertical tab goes on a run of blanks but cannot start one, as in SQLite.
  size_t i = pos_ + 1;
  while (IsSpace(At(i))) ++i;
  return Take(TokenKind::kSpace, 0, i - pos_);
}

Token Cutter::LineComment() {
  size_t i = pos_ + 2;
  while (i < text_.size() && text_[i] != '\n' && text_[i] != '\0') ++i;
  return Take(TokenKind::kComment, 0, i - pos_);
}

Token Cutter::BlockComment() {
  size_t i = pos_ + 3;
  while (i < text_.size() && text_[i - 1] != '\0') {
    if (text_[i - 1] == '*' && text_[i] == '/') {
      return Take(TokenKind::kComment, 0, i + 1 - pos_);
    }
    ++i;
  }
  if (text_[i - 1] == '\0') --i;
  return Take(TokenKind::kComment, 0, i - pos_);
}

Token Cutter::QuotedText(char quote) {
  size_t i = pos_ + 1;
  for (;; ++i) {
    const char c = At(i);
    if (c == '\0') return Take(TokenKind::kIllegal, 0, i - pos_);
    if (c != quote) continue;
    if (At(i + 1) != quote) break;
    ++i;
  }
  const size_t length = i + 1 - pos_;
  if (quote == '\'') return Take(TokenKind::kString, TK_STRING, length);
  return Take(TokenKind::kQuoted, TK_ID, length);
}

Token Cutter::Bracket() {
  size_t i = pos_ + 1;
  while (At(i) != ']' && At(i) != '\0') ++i;
  if (At(i) == '\0') return Take(TokenKind::kIllegal, 0, i - pos_);
  return Take(TokenKind::kQuoted, TK_ID, i + 1 - pos_);
}

Token Cutter::Number() {
  size_t i = pos_;
  TokenKind kind = TokenKind::kInteger;
  if (At(i) == '0' && (At(i + 1) == 'x' || At(i + 1) == 'X') &&
      IsHexDigit(At(i + 2))) {
    i += 2;
    while (IsHexDigit(At(i)) || At(i) == '_') ++i;
    return Take(kind, Separated(i) ? TK_QNUMBER : TK_INTEGER, i - pos_);
  }
  while (IsDigit(At(i)) || At(i) == '_') ++i;
  if (At(i) == '.') {
    kind = TokenKind::kFloat;
    ++i;
    while (IsDigit(At(i)) || At(i) == '_') ++i;
  }
  const bool sign = At(i + 1) == '+' || At(i + 1) == '-';
  if ((At(i) == 'e' || At(i) == 'E') && IsDigit(At(i + 1 + sign))) {
    kind = TokenKind::kFloat;
    i += 2;
    while (IsDigit(At(i)) || At(i) == '_') ++i;
  }
  if (Separated(i) && !IsNameChar(At(i))) {
    return Take(kind, TK_QNUMBER, i - pos_);
  }
  bool good = true;
  for (; IsNameChar(At(i)); ++i) good = false;
  if (!good) return Take(TokenKind::kIllegal, 0, i - pos_);
  return Take(kind, kind == TokenKind::kFloat ? TK_FLOAT : TK_INTEGER,
              i - pos_);
}

// :a, @a, $a, #a and Tcl's $a::b(c).
Token Cutter::Parameter() {
  TokenKind kind = TokenKind::kParameter;
  bool named = false;
  size_t i = pos_ + 1;
  for (;; ++i) {
    if (IsNameChar(At(i))) {
      named = true;
    } else if (At(i) == '(' && named) {
      do {
        ++i;
      } while (At(i) != '\0' && !IsSpace(At(i)) && At(i) != ')');
      if (At(i) == ')') {
        ++i;
      } else {
        kind = TokenKind::kIllegal;
      }
      break;
    } else if (At(i) == ':' && At(i + 1) == ':') {
      ++i;
    } else {
      break;
    }
  }
  if (!named) kind = TokenKind::kIllegal;
  return Take(kind, kind == TokenKind::kIllegal ? 0 : TK_VARIABLE, i - pos_);
}

Token Cutter::Word() {
  if (text_.compare(pos_, 3, "\xEF\xBB\xBF") == 0) {
    return Take(TokenKind::kSpace, 0, 3);  // a byte order mark
  }
  size_t i = pos_ + 1;
  while (IsNameChar(At(i))) ++i;
  const uint16_t code = KeywordCode(text_.substr(pos_, i - pos_));
  if (code == 0) return Take(TokenKind::kIdentifier, TK_ID, i - pos_);
  return Take(TokenKind::kKeyword, code, i - pos_);
}

Token Cutter::Blob() {
  size_t i = pos_ + 2;
  while (IsHexDigit(At(i))) ++i;
  if (At(i) == '\'' && (i - pos_) % 2 == 0) {
    return Take(TokenKind::kBlob, TK_BLOB, i + 1 - pos_);
  }
  while (At(i) != '\0' && At(i) != '\'') ++i;
  if (At(i) == '\'') ++i;
  return Take(TokenKind::kIllegal, 0, i - pos_);
}

// What sqlite3_complete() tells apart, and its automaton: states are rows.
enum class Word : uint8_t {
  kSemi,
  kBlank,
  kOther,
  kExplain,
  kCreate,
  kTemp,
  kTrigger,
  kEnd
};

Word WordOf(const Token& token) {
  if (token.kind == TokenKind::kSpace || token.kind == TokenKind::kComment) {
    return Word::kBlank;
  }
  switch (token.code) {
    case TK_SEMI:
      return Word::kSemi;
    case TK_EXPLAIN:
      return Word::kExplain;
    case TK_CREATE:
      return Word::kCreate;
    case TK_TEMP:
      return Word::kTemp;
    case TK_TRIGGER:
      return Word::kTrigger;
    case TK_END:
      return Word::kEnd;
    default:
      return Word::kOther;
  }
}

enum : uint8_t { kStart, kNormal, kInExplain, kInCreate, kBody, kSemi, kAtEnd };
constexpr uint8_t kComplete[7][8] = {
    // ;      blank       other    EXPLAIN     CREATE     TEMP  TRIGGER  END
    {kStart, kStart, kNormal, kInExplain, kInCreate, kNormal, kNormal, kNormal},
    {kStart, kNormal, kNormal, kNormal, kNormal, kNormal, kNormal, kNormal},
    {kStart, kInExplain, kInExplain, kNormal, kInCreate, kNormal, kNormal,
     kNormal},
    {kStart, kInCreate, kNormal, kNormal, kNormal, kInCreate, kBody, kNormal},
    {kSemi, kBody, kBody, kBody, kBody, kBody, kBody, kBody},
    {kSemi, kSemi, kBody, kBody, kBody, kBody, kBody, kAtEnd},
    {kStart, kAtEnd, kBody, kBody, kBody, kBody, kBody, kBody},
};

}  // namespace

std::vector<Token> Lex(std::string_view text, size_t tokens_max) {
  std::vector<Token> tokens;
  tokens.reserve(std::min<size_t>(text.size() / 2 + 4, 4096));
  Cutter cutter(text, 0);
  while (!cutter.AtEnd() && tokens.size() < tokens_max) {
    tokens.push_back(cutter.Next());
  }
  return tokens;
}

uint16_t KeywordCode(std::string_view word) {
  if (word.size() < 2 || word.size() > kKeywordMax) return 0;
  char lower[kKeywordMax];
  for (size_t i = 0; i < word.size(); ++i) lower[i] = FoldAscii(word[i]);
  const std::string_view folded(lower, word.size());
  for (size_t slot = KeywordHash(folded); kKeywordTable[slot] != 0;
       slot = (slot + 1) & 1023) {
    const Keyword& keyword = kKeywords[kKeywordTable[slot] - 1];
    if (keyword.word == folded) return keyword.code;
  }
  return 0;
}

std::string KeywordText(uint16_t code) {
  for (const Keyword& keyword : kKeywords) {
    if (keyword.code != code) continue;
    std::string text(keyword.word);
    for (char& c : text) {
      if (c != '_') c = static_cast<char>(c - 32);
    }
    return text;
  }
  return "";
}

Quote QuoteOf(std::string_view token) {
  switch (token.empty() ? '\0' : token.front()) {
    case '"':
      return Quote::kDouble;
    case '[':
      return Quote::kBracket;
    case '`':
      return Quote::kBacktick;
    case '\'':
      return Quote::kSingle;
    default:
      return Quote::kNone;
  }
}

std::string Dequote(std::string_view token) {
  const Quote quote = QuoteOf(token);
  if (quote == Quote::kNone) return std::string(token);
  const char close = quote == Quote::kBracket ? ']' : token.front();
  std::string out;
  out.reserve(token.size());
  for (size_t i = 1; i < token.size(); ++i) {
    if (token[i] == close) {
      if (i + 1 >= token.size() || token[i + 1] != close) break;
      ++i;
    }
    out += token[i];
  }
  return out;
}

size_t StatementEnd(std::string_view text, size_t offset) {
  Cutter cutter(text, offset);
  uint8_t state = kStart;
  while (!cutter.AtEnd()) {
    const Token token = cutter.Next();
    const Word word = WordOf(token);
    state = kComplete[state][static_cast<size_t>(word)];
    if (word == Word::kSemi && state == kStart) {
      return token.offset + token.length;
    }
  }
  return text.size();
}

Position PositionOf(std::string_view text, size_t offset) {
  Position position;
  offset = std::min(offset, text.size());
  size_t line_start = 0;
  for (size_t i = 0; i < offset; ++i) {
    if (text[i] != '\n') continue;
    ++position.line;
    line_start = i + 1;
  }
  position.column = static_cast<int>(offset - line_start) + 1;
  return position;
}

}  // namespace alterego::sql
