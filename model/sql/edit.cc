#include "model/sql/edit.h"

#include <algorithm>

#include "base/check.h"
#include "base/overloaded.h"

namespace alterego::sql {
namespace {

bool IsSignificant(const Token& token) {
  return token.kind != TokenKind::kSpace && token.kind != TokenKind::kComment;
}

struct Start {
  const char* words;  // what SQLite writes before the name
  TokenIndex name;
  TokenIndex end;
};

Start StartOf(const Statement& statement) {
  constexpr Start kNone = {"", kNoToken, kNoToken};
  return std::visit(
      Overloaded{
          [](const CreateTable& s) {
            return Start{"CREATE TABLE ", s.name.token, s.range.end};
          },
          [](const CreateIndex& s) {
            return Start{s.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ",
                         s.name.token, s.range.end};
          },
          [](const CreateView& s) {
            return Start{"CREATE VIEW ", s.name.token, s.range.end};
          },
          [](const CreateTrigger& s) {
            return Start{"CREATE TRIGGER ", s.name.token, s.range.end};
          },
          [](const CreateVirtualTable& s) {
            return Start{"CREATE VIRTUAL TABLE ", s.name.token, s.range.end};
          },
          [&](const auto&) { return kNone; },
      },
      statement);
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
  const Start start = StartOf(create.statement);
  if (start.name == kNoToken) return "";
  std::string out = start.words;
  out += create.TextOf(TokenRange{start.name, start.end});
  return out;
}

}  // namespace alterego::sql
