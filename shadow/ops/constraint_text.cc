#include "shadow/ops/constraint_text.h"

#include <vector>

#include "model/sql/lexer.h"

namespace alterego::shadow {
namespace {

using sql::Token;
using sql::TokenKind;

enum class Word : uint8_t {
  kOther,
  kConstraint,
  kPrimary,
  kNot,
  kUnique,
  kCheck,
  kDefault,
  kCollate,
  kReferences,
  kForeign,
  kGenerated,
  kAs,
  kGroup,  // ( ... )
  kRightParen,
  kComma,
  kIllegal,  // also the end of the text
};

Word WordOf(const Token& token, std::string_view text) {
  struct Entry {
    std::string_view text;
    Word word;
  };
  static constexpr Entry kEntries[] = {
      {"constraint", Word::kConstraint},
      {"primary", Word::kPrimary},
      {"not", Word::kNot},
      {"unique", Word::kUnique},
      {"check", Word::kCheck},
      {"default", Word::kDefault},
      {"collate", Word::kCollate},
      {"references", Word::kReferences},
      {"foreign", Word::kForeign},
      {"generated", Word::kGenerated},
      {"as", Word::kAs},
      {"(", Word::kGroup},
      {")", Word::kRightParen},
      {",", Word::kComma},
  };
  if (token.kind == TokenKind::kIllegal) return Word::kIllegal;
  if (token.kind != TokenKind::kKeyword && token.kind != TokenKind::kOperator) {
    return Word::kOther;
  }
  for (const Entry& entry : kEntries) {
    if (EqualsFolded(entry.text, token.In(text))) return entry.word;
  }
  return Word::kOther;
}

// Walks over a text as SQLite's getConstraintToken does. Places are indexes of
// tokens.
class Walker {
 public:
  explicit Walker(std::string_view text)
      : text_(text), tokens_(sql::Lex(text)) {}

  struct Step {
    Word word = Word::kIllegal;
    size_t next = 0;   // behind the token, or behind its group
    size_t token = 0;  // the token itself
  };
  // The next token that is no blank; a ( takes everything up to its ).
  Step Next(size_t at) const {
    at = SkipBlanks(at);
    if (at >= tokens_.size()) return {Word::kIllegal, at, at};
    const size_t token = at;
    Word word = WordOf(tokens_[at], text_);
    ++at;
    if (word != Word::kGroup) return {word, at, token};
    for (int depth = 1; depth > 0;) {
      if (at >= tokens_.size()) return {Word::kIllegal, at, token};
      const Word inner = WordOf(tokens_[at], text_);
      ++at;
      if (inner == Word::kGroup) ++depth;
      if (inner == Word::kRightParen) --depth;
      if (inner == Word::kIllegal) return {Word::kIllegal, at, token};
    }
    return {Word::kGroup, at, token};
  }

  size_t SkipBlanks(size_t at) const {
    while (at < tokens_.size() && (tokens_[at].kind == TokenKind::kSpace ||
                                   tokens_[at].kind == TokenKind::kComment)) {
      ++at;
    }
    return at;
  }

  // Behind the first ( of the text.
  size_t Body() const {
    size_t at = 0;
    while (at < tokens_.size() && WordOf(tokens_[at], text_) != Word::kGroup) {
      ++at;
    }
    return at + 1;
  }

  // Behind a constraint whose first word was `first`.
  size_t EndOfConstraint(size_t at, Word first) const {
    if (first == Word::kForeign) {
      at = EndOfConstraint(at, Word::kOther);
      const Step references = Next(at);
      first = references.word;
      at = references.next;
    }
    // The parent's name, whatever word it is.
    if (first == Word::kReferences) at = Next(at).next;
    while (true) {
      const Step step = Next(at);
      switch (step.word) {
        case Word::kOther:
        case Word::kGroup:
          at = step.next;
          continue;
        default:
          return at;
      }
    }
  }

  bool IsName(size_t token, const Identifier& name) const {
    if (token >= tokens_.size()) return false;
    return Identifier(sql::Dequote(tokens_[token].In(text_))) == name;
  }

  size_t Offset(size_t token) const {
    return token < tokens_.size() ? tokens_[token].offset : text_.size();
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
};

struct Span {
  enum class Found : uint8_t { kYes, kNo, kMayNot } found = Found::kNo;
  size_t begin = 0, end = 0;  // tokens
};

// Words that may follow CONSTRAINT x and do not belong to it.
bool StartsAnother(Word word) {
  return word == Word::kConstraint || word == Word::kDefault ||
         word == Word::kCollate || word == Word::kComma ||
         word == Word::kRightParen || word == Word::kGenerated ||
         word == Word::kAs;
}

bool MayDrop(Word word, bool foreign_keys) {
  if (word == Word::kNot || word == Word::kCheck) return true;
  return foreign_keys && (word == Word::kReferences || word == Word::kForeign);
}

// The constraint called `name`, or else the NOT NULL of `column`.
Span FindConstraint(const Walker& walker, const Identifier* name, size_t column,
                    bool foreign_keys) {
  size_t at = walker.Body();
  for (size_t definition = 0;; ++definition) {
    const bool here = name == nullptr && definition == column;
    while (true) {
      const size_t begin = at;
      const Walker::Step step = walker.Next(at);
      at = step.next;
      if (step.word == Word::kConstraint && (name != nullptr || here)) {
        const Walker::Step called = walker.Next(walker.SkipBlanks(at));
        const bool match =
            name != nullptr && walker.IsName(called.token, *name);
        at = called.next;
        const Walker::Step body = walker.Next(at);
        Word kind = body.word;
        if (StartsAnother(kind)) {
          kind = Word::kCheck;
        } else {
          at = walker.EndOfConstraint(body.next, kind);
        }
        if (match || (name == nullptr && kind == Word::kNot)) {
          if (!MayDrop(kind, foreign_keys)) return {Span::Found::kMayNot};
          return {Span::Found::kYes, begin, at};
        }
      } else if (step.word == Word::kNot && here) {
        return {Span::Found::kYes, begin,
                walker.EndOfConstraint(at, Word::kOther)};
      } else if (step.word == Word::kRightParen ||
                 step.word == Word::kIllegal) {
        return {};
      } else if (step.word == Word::kComma) {
        break;
      }
    }
  }
}

std::string Without(std::string_view sql, const Walker& walker,
                    const Span& span) {
  size_t begin = walker.Offset(span.begin);
  const size_t end = walker.SkipBlanks(span.end);
  const Word next = walker.Next(end).word;
  std::string out;
  // Next() takes a group as one; only its first token matters here.
  if (next == Word::kRightParen || next == Word::kComma) {
    if (begin > 0 && sql[begin - 1] == ',') --begin;
    out = std::string(sql.substr(0, begin));
  } else {
    out = std::string(sql.substr(0, begin)) + " ";
  }
  return out + std::string(sql.substr(walker.Offset(end)));
}

}  // namespace

bool HasConstraintName(std::string_view sql, const Identifier& name) {
  const Walker walker(sql);
  size_t at = walker.Body();
  while (true) {
    const Walker::Step step = walker.Next(at);
    at = step.next;
    if (step.word == Word::kIllegal) return false;
    if (step.word != Word::kConstraint) continue;
    if (walker.IsName(walker.SkipBlanks(at), name)) return true;
  }
}

DropText WithoutConstraint(std::string_view sql, const Identifier& name,
                           bool foreign_keys) {
  const Walker walker(sql);
  const Span span = FindConstraint(walker, &name, 0, foreign_keys);
  if (span.found == Span::Found::kNo) return {DropText::Found::kMissing, ""};
  if (span.found == Span::Found::kMayNot) {
    return {DropText::Found::kMayNotDrop, ""};
  }
  return {DropText::Found::kDropped, Without(sql, walker, span)};
}

std::string WithoutNotNull(std::string_view sql, size_t column) {
  const Walker walker(sql);
  const Span span = FindConstraint(walker, nullptr, column, false);
  if (span.found != Span::Found::kYes) return std::string(sql);
  return Without(sql, walker, span);
}

namespace {

// Behind the definition of a column, blanks included; column -1: the last
// definition of all.
size_t DefinitionEnd(const Walker& walker, int column) {
  size_t at = walker.Body();
  Word word = Word::kOther;
  for (int i = 0; i <= column || (column < 0 && word != Word::kRightParen);
       ++i) {
    at = walker.Next(at).next;
    while (true) {
      const Walker::Step step = walker.Next(at);
      word = step.word;
      if (word == Word::kComma || word == Word::kRightParen ||
          word == Word::kIllegal) {
        break;
      }
      at = step.next;
    }
    if (word == Word::kIllegal) break;
  }
  return walker.SkipBlanks(at);
}

}  // namespace

std::string WithColumnConstraint(std::string_view sql, size_t column,
                                 std::string_view text) {
  const Walker walker(sql);
  const size_t at =
      walker.Offset(DefinitionEnd(walker, static_cast<int>(column)));
  return std::string(sql.substr(0, at)) + " " + std::string(text) +
         std::string(sql.substr(at));
}

std::string WithTableConstraint(std::string_view sql, std::string_view text) {
  const Walker walker(sql);
  const size_t at = walker.Offset(DefinitionEnd(walker, -1));
  return std::string(sql.substr(0, at)) + ", " + std::string(text) +
         std::string(sql.substr(at));
}

std::string TrimmedConstraint(std::string_view text) {
  size_t end = 0;
  for (const Token& token : sql::Lex(text)) {
    if (token.kind == TokenKind::kIllegal) break;
    if (token.kind == TokenKind::kSpace) continue;
    if (token.kind == TokenKind::kComment && text[token.offset] == '-') {
      continue;
    }
    end = token.offset + token.length;
  }
  return std::string(text.substr(0, end));
}

}  // namespace alterego::shadow
