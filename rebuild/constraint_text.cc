#include "rebuild/constraint_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "model/sql/lexer.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {
namespace {

using sql::Token;
using sql::TokenKind;

// A word of the definition, with the blanks and comments before it.
struct Word {
  size_t before = 0;  // where those blanks begin
  size_t begin = 0, end = 0;
  enum class Kind { kKeyword, kOther, kGroup, kComma, kEnd } kind = Kind::kEnd;
  std::string keyword;  // in lower case

  bool Is(std::string_view word) const {
    return kind == Kind::kKeyword && keyword == word;
  }
};

// The words behind the first "(" of a CREATE TABLE, to the end of the text.
std::vector<Word> Words(std::string_view text) {
  const std::vector<Token> tokens = sql::Lex(text);
  size_t i = 0;
  while (i < tokens.size() && tokens[i].In(text) != "(") ++i;
  ++i;
  std::vector<Word> words;
  size_t before = i < tokens.size() ? tokens[i].offset : text.size();
  for (; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::kSpace || token.kind == TokenKind::kComment) {
      continue;
    }
    Word word;
    word.before = before;
    word.begin = token.offset;
    word.end = token.offset + token.length;
    word.kind = Word::Kind::kOther;
    const std::string_view written = token.In(text);
    if (token.kind == TokenKind::kKeyword) {
      word.kind = Word::Kind::kKeyword;
      word.keyword = Identifier(written).Folded();
    } else if (written == ",") {
      word.kind = Word::Kind::kComma;
    } else if (written == ")" || token.kind == TokenKind::kIllegal) {
      word.kind = Word::Kind::kEnd;
    } else if (written == "(") {
      word.kind = Word::Kind::kGroup;
      for (int depth = 1; depth > 0 && i + 1 < tokens.size();) {
        const std::string_view inner = tokens[++i].In(text);
        depth += inner == "(" ? 1 : inner == ")" ? -1 : 0;
      }
      word.end = tokens[i].offset + tokens[i].length;
    }
    before = word.end;
    words.push_back(word);
  }
  words.push_back({before, text.size(), text.size(), Word::Kind::kEnd, ""});
  return words;
}

// Words at which a constraint is over.
bool EndsConstraint(const Word& word) {
  if (word.kind == Word::Kind::kComma || word.kind == Word::Kind::kEnd) {
    return true;
  }
  if (word.kind != Word::Kind::kKeyword) return false;
  constexpr std::array<std::string_view, 11> kStarts = {
      "constraint", "primary",    "not",     "unique",    "check", "default",
      "collate",    "references", "foreign", "generated", "as"};
  return std::find(kStarts.begin(), kStarts.end(), word.keyword) !=
         kStarts.end();
}

// The word behind the constraint whose second word is words[i].
size_t SkipConstraint(const std::vector<Word>& words, size_t i,
                      std::string_view first) {
  if (first == "foreign") {
    i = SkipConstraint(words, i, "");
    first = words[i].Is("references") ? "references" : "";
    if (words[i].kind != Word::Kind::kEnd) ++i;
  }
  // The parent's name may be a word that would end the constraint.
  if (first == "references" && words[i].kind != Word::Kind::kEnd) ++i;
  while (!EndsConstraint(words[i])) ++i;
  return i;
}

// Words that follow CONSTRAINT x where it names nothing that can be dropped.
bool NamesNothing(const Word& word) {
  return word.kind == Word::Kind::kComma || word.kind == Word::Kind::kEnd ||
         word.Is("constraint") || word.Is("default") || word.Is("collate") ||
         word.Is("generated") || word.Is("as");
}

Identifier NameOf(std::string_view text, const Word& word) {
  return Identifier(
      sql::Dequote(text.substr(word.begin, word.end - word.begin)));
}

// Cuts out words [from, to): what stays is joined by one blank, or by none
// before a comma or the end.
std::string Cut(std::string_view text, const std::vector<Word>& words,
                size_t from, size_t to) {
  size_t begin = words[from].before;
  const bool closes = words[to].kind == Word::Kind::kComma ||
                      words[to].kind == Word::Kind::kEnd;
  if (closes && begin > 0 && text[begin - 1] == ',') --begin;
  return absl::StrCat(std::string(text.substr(0, begin)), closes ? "" : " ",
                      std::string(text.substr(words[to].begin)));
}

}  // namespace

std::string WithoutNotNull(std::string_view create_table, size_t column) {
  const std::vector<Word> words = Words(create_table);
  size_t at = 0;
  for (size_t i = 0; words[i].kind != Word::Kind::kEnd; ++i) {
    if (words[i].kind == Word::Kind::kComma && ++at > column) break;
    if (at != column) continue;
    if (words[i].Is("constraint")) {
      const size_t start = i;
      if (words[i + 1].kind == Word::Kind::kEnd) break;
      const size_t rule = i + 2;
      if (NamesNothing(words[rule])) {
        i = rule - 1;
        continue;
      }
      const size_t end = SkipConstraint(words, rule + 1, words[rule].keyword);
      if (words[rule].Is("not")) return Cut(create_table, words, start, end);
      i = end - 1;
    } else if (words[i].Is("not")) {
      return Cut(create_table, words, i, SkipConstraint(words, i + 1, ""));
    }
  }
  return std::string(create_table);
}

absl::StatusOr<std::string> WithoutConstraint(std::string_view create_table,
                                              const Identifier& name,
                                              SqliteVersion version) {
  const std::vector<Word> words = Words(create_table);
  for (size_t i = 0; words[i].kind != Word::Kind::kEnd; ++i) {
    if (!words[i].Is("constraint")) continue;
    if (words[i + 1].kind == Word::Kind::kEnd) break;
    const size_t rule = i + 2;
    const bool wanted = NameOf(create_table, words[i + 1]) == name;
    if (NamesNothing(words[rule])) {
      if (wanted) return Cut(create_table, words, i, rule);
      i = rule - 1;
      continue;
    }
    const size_t end = SkipConstraint(words, rule + 1, words[rule].keyword);
    if (wanted) {
      const bool foreign =
          version >= SqliteVersion{3, 54, 0} &&
          (words[rule].Is("references") || words[rule].Is("foreign"));
      if (!words[rule].Is("not") && !words[rule].Is("check") && !foreign) {
        return RefusalStatus({1, absl::StrCat("constraint may not be dropped: ",
                                              name.spelling())});
      }
      return Cut(create_table, words, i, end);
    }
    i = end - 1;
  }
  return RefusalStatus(
      {1, absl::StrCat("no such constraint: ", name.spelling())});
}

std::string WithConstraint(std::string_view create_table,
                           std::optional<size_t> column,
                           std::string_view text) {
  const std::vector<Word> words = Words(create_table);
  size_t at = 0, i = 0;
  for (; words[i].kind != Word::Kind::kEnd; ++i) {
    if (words[i].kind == Word::Kind::kComma) {
      if (column.has_value() && at == *column) break;
      ++at;
    }
  }
  const size_t offset = words[i].begin;
  return absl::StrCat(std::string(create_table.substr(0, offset)),
                      column.has_value() ? " " : ", ", std::string(text),
                      std::string(create_table.substr(offset)));
}

bool HasConstraint(std::string_view create_table, const Identifier& name) {
  const std::vector<Word> words = Words(create_table);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].Is("constraint") &&
        NameOf(create_table, words[i + 1]) == name) {
      return true;
    }
  }
  return false;
}

std::string TrimmedConstraint(std::string_view text, size_t begin, size_t end) {
  const std::string_view part = text.substr(begin, end - begin);
  size_t size = 0;
  for (const Token& token : sql::Lex(part)) {
    const bool line_comment =
        token.kind == TokenKind::kComment && part[token.offset] == '-';
    if (token.kind != TokenKind::kSpace && !line_comment) {
      size = token.offset + token.length;
    }
  }
  return std::string(part.substr(0, size));
}

}  // namespace alterego::rebuild
