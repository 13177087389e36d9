#include "model/sql/edit.h"

#include <algorithm>

#include "base/check.h"

namespace alterego::sql {
namespace {

bool IsSignificant(const Token& token) {
  return token.kind != TokenKind::kSpace && token.kind != TokenKind::kComment;
}

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// What is stored: these words, and the source from the name's token to `end`.
struct Stored {
  const char* words;
  TokenIndex name;
  size_t end;  // in bytes
};

size_t EndOf(const Parsed& parsed, TokenRange range) {
  const Token& last = parsed.tokens[range.end - 1];
  return last.offset + last.length;
}

// Where the statement's semicolon stands, or the end of the text.
size_t Tail(const Parsed& parsed, TokenRange range) {
  const TokenIndex next = NextSignificant(parsed, range.end - 1);
  return next == kNoToken ? parsed.source.size() : parsed.tokens[next].offset;
}

Stored StoredPart(const Parsed& parsed, const CreateTable& s) {
  // Behind options, SQLite does not look for where the last one ends.
  const bool options = s.without_rowid || s.strict;
  return {"CREATE TABLE ", s.name.token,
          options ? Tail(parsed, s.range) : EndOf(parsed, s.range)};
}

Stored StoredPart(const Parsed& parsed, const CreateIndex& s) {
  size_t end = Tail(parsed, s.range);
  // A semicolon goes, even where it ends a comment.
  if (end == parsed.source.size() && parsed.source[end - 1] == ';') --end;
  return {s.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ", s.name.token,
          end};
}

Stored StoredPart(const Parsed& parsed, const CreateView& s) {
  size_t end = Tail(parsed, s.range);
  while (IsBlank(parsed.source[end - 1])) --end;
  return {"CREATE VIEW ", s.name.token, end};
}

Stored StoredPart(const Parsed& parsed, const CreateTrigger& s) {
  return {"CREATE TRIGGER ", s.name.token, EndOf(parsed, s.range)};
}

Stored StoredPart(const Parsed& parsed, const CreateVirtualTable& s) {
  return {"CREATE VIRTUAL TABLE ", s.name.token, EndOf(parsed, s.range)};
}

template <class Other>
Stored StoredPart(const Parsed&, const Other&) {
  return {"", kNoToken, 0};
}

}  // namespace

void Edits::Replace(TokenIndex token, std::string text) {
  const Token& t = parsed_.tokens[token];
  ReplaceBytes(t.offset, t.offset + t.length, std::move(text));
}

void Edits::ReplaceBytes(size_t begin, size_t end, std::string text) {
  ALTEREGO_CHECK(begin <= end && end <= parsed_.source.size());
  edits_.push_back({begin, end, std::move(text)});
}

void Edits::Insert(size_t offset, std::string text) {
  ReplaceBytes(offset, offset, std::move(text));
}

std::string Edits::Apply() const {
  std::vector<const Edit*> order;
  order.reserve(edits_.size());
  for (const Edit& edit : edits_) order.push_back(&edit);
  // An insert at a place where a replacement starts comes before it.
  std::stable_sort(order.begin(), order.end(),
                   [](const Edit* a, const Edit* b) {
                     if (a->begin != b->begin) return a->begin < b->begin;
                     return (a->begin == a->end) > (b->begin == b->end);
                   });
  std::string out;
  size_t done = 0;
  for (const Edit* edit : order) {
    ALTEREGO_CHECK(edit->begin >= done);
    out.append(parsed_.source, done, edit->begin - done);
    out += edit->text;
    done = edit->end;
  }
  out.append(parsed_.source, done);
  return out;
}

TokenIndex NextSignificant(const Parsed& parsed, TokenIndex token) {
  // kNoToken + 1 is the first token.
  for (TokenIndex i = token + 1; i < parsed.tokens.size(); ++i) {
    if (IsSignificant(parsed.tokens[i])) return i;
  }
  return kNoToken;
}

TokenIndex PreviousSignificant(const Parsed& parsed, TokenIndex token) {
  for (TokenIndex i = token; i-- > 0;) {
    if (IsSignificant(parsed.tokens[i])) return i;
  }
  return kNoToken;
}

std::string StoredSql(const Parsed& create) {
  const Stored part = std::visit(
      [&](const auto& s) { return StoredPart(create, s); }, create.statement);
  if (part.name == kNoToken) return "";
  const size_t begin = create.tokens[part.name].offset;
  return part.words + create.source.substr(begin, part.end - begin);
}

}  // namespace alterego::sql
