#include "model/sql/annotation.h"

#include "base/check.h"
#include "model/sql/edit.h"

namespace alterego::sql {
namespace {

constexpr std::string_view kOpen = "/* alterego: ";
constexpr std::string_view kClose = " */";

bool IsPlain(unsigned char c) {
  return c > 0x20 && c != 0x7F && c != '%' && c != '*';
}

std::string Encode(std::string_view value) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    const bool inner = c == ' ' && i > 0 && i + 1 < value.size();
    if (IsPlain(c) || inner) {
      out += value[i];
    } else {
      out += {'%', kDigits[c >> 4], kDigits[c & 15]};
    }
  }
  return out;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string Decode(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 &&
        HexDigit(text[i + 2]) >= 0) {
      out +=
          static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// nullopt for every other comment.
std::optional<Annotation> Read(std::string_view comment) {
  if (comment.size() < kOpen.size() + kClose.size()) return std::nullopt;
  if (comment.substr(0, kOpen.size()) != kOpen) return std::nullopt;
  comment.remove_prefix(kOpen.size());
  if (comment.substr(comment.size() - kClose.size()) != kClose) {
    return std::nullopt;
  }
  comment.remove_suffix(kClose.size());
  const size_t equals = comment.find('=');
  if (equals == comment.npos || equals == 0) return std::nullopt;
  Annotation annotation;
  annotation.key = comment.substr(0, equals);
  annotation.value = Decode(comment.substr(equals + 1));
  return annotation;
}

const Annotation* Find(const std::vector<Annotation>& all,
                       std::string_view key) {
  for (const Annotation& annotation : all) {
    if (annotation.key == key) return &annotation;
  }
  return nullptr;
}

}  // namespace

TokenIndex TableAnchor(const Parsed& create) {
  return std::get<CreateTable>(create.statement).name.token;
}

TokenIndex ColumnAnchor(const Parsed& create, size_t column) {
  return std::get<CreateTable>(create.statement).columns[column].name.token;
}

TokenIndex ConstraintAnchor(const Parsed& create, ConstraintRef ref) {
  const auto& table = std::get<CreateTable>(create.statement);
  const auto anchor = [&](const auto& constraint) {
    if (!constraint.name) return constraint.range.begin;
    const TokenIndex next = NextSignificant(create, constraint.name->token);
    // CONSTRAINT x with nothing behind it.
    return constraint.range.Contains(next) ? next : constraint.name->token;
  };
  if (ref.column < 0) return anchor(table.constraints[ref.index]);
  const Column& column = table.columns[static_cast<size_t>(ref.column)];
  return anchor(column.constraints[ref.index]);
}

TokenIndex TriggerAnchor(const Parsed& create) {
  return std::get<CreateTrigger>(create.statement).name.token;
}

std::vector<Annotation> AnnotationsAt(const Parsed& parsed, TokenIndex anchor) {
  std::vector<Annotation> all;
  for (TokenIndex t = anchor + 1; t < parsed.tokens.size(); ++t) {
    const TokenKind kind = parsed.tokens[t].kind;
    if (kind == TokenKind::kSpace) continue;
    if (kind != TokenKind::kComment) break;
    if (auto annotation = Read(parsed.TextOf(t))) {
      annotation->token = t;
      all.push_back(*std::move(annotation));
    }
  }
  return all;
}

std::optional<std::string> FindAnnotation(const Parsed& parsed,
                                          TokenIndex anchor,
                                          std::string_view key) {
  const std::vector<Annotation> all = AnnotationsAt(parsed, anchor);
  const Annotation* found = Find(all, key);
  if (found == nullptr) return std::nullopt;
  return found->value;
}

std::string WithAnnotation(const Parsed& parsed, TokenIndex anchor,
                           std::string_view key, std::string_view value) {
  ALTEREGO_CHECK(anchor < parsed.tokens.size());
  ALTEREGO_CHECK(!key.empty());
  for (const char c : key) ALTEREGO_CHECK((c >= 'a' && c <= 'z') || c == '_');
  std::string text(kOpen);
  text += std::string(key) + "=" + Encode(value);
  text += kClose;
  Edits edits(parsed);
  const std::vector<Annotation> all = AnnotationsAt(parsed, anchor);
  if (const Annotation* found = Find(all, key)) {
    edits.Replace(found->token, std::move(text));
  } else {
    const Token& token = parsed.tokens[anchor];
    edits.Insert(token.offset + token.length, " " + text);
  }
  return edits.Apply();
}

std::string WithoutAnnotation(const Parsed& parsed, TokenIndex anchor,
                              std::string_view key) {
  Edits edits(parsed);
  for (const Annotation& annotation : AnnotationsAt(parsed, anchor)) {
    if (annotation.key != key) continue;
    const Token& token = parsed.tokens[annotation.token];
    size_t begin = token.offset;
    if (begin > 0 && parsed.source[begin - 1] == ' ') --begin;
    edits.EraseBytes(begin, token.offset + token.length);
  }
  return edits.Apply();
}

}  // namespace alterego::sql
