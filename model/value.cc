#include "model/value.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace alterego {
namespace {

// Eight characters of ASCII, none of them NUL: almost all text is such.
bool IsPlainWord(const char* text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  uint64_t word;
  std::memcpy(&word, text, sizeof word);
  return ((word | (word - kOnes)) & (kOnes << 7)) == 0;
}

// True when `text` can stand between single quotes and be read back unchanged:
// valid UTF-8 without NUL.
bool IsPlainText(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == 0) return false;
    if (c < 0x80) {
      ++i;
      while (text.size() - i >= 8 && IsPlainWord(text.data() + i)) i += 8;
      continue;
    }
    const int extra = c >= 0xC2 && c <= 0xDF   ? 1
                      : c >= 0xE0 && c <= 0xEF ? 2
                      : c >= 0xF0 && c <= 0xF4 ? 3
                                               : 0;
    if (extra == 0 || i + extra >= text.size()) return false;
    for (int k = 1; k <= extra; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) {
        return false;
      }
    }
    i += extra + 1;
  }
  return true;
}

}  // namespace

Value Value::Integer(int64_t v) {
  Value out;
  out.data_.emplace<1>(v);
  return out;
}
Value Value::Real(double v) {
  Value out;
  if (!std::isnan(v)) out.data_.emplace<2>(v);  // SQLite stores NaN as NULL
  return out;
}
Value Value::Text(std::string v) {
  Value out;
  out.data_.emplace<3>(std::move(v));
  return out;
}
Value Value::Blob(std::string v) {
  Value out;
  out.data_.emplace<4>(Bytes{std::move(v)});
  return out;
}

bool operator==(const Value& a, const Value& b) {
  if (a.data_.index() != b.data_.index()) return false;
  switch (a.storage_class()) {
    case StorageClass::kNull:
      return true;
    case StorageClass::kInteger:
      return a.integer() == b.integer();
    case StorageClass::kReal:
      return std::bit_cast<uint64_t>(a.real()) ==
             std::bit_cast<uint64_t>(b.real());
    case StorageClass::kText:
      return a.text() == b.text();
    case StorageClass::kBlob:
      return a.blob() == b.blob();
  }
  return false;
}

void AppendReal(double v, std::string* out) {
  if (std::isinf(v)) {
    out->append(v < 0 ? "-9e999" : "9e999");
    return;
  }
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, v).ptr;
  const std::string_view text(buffer, end - buffer);
  out->append(text);
  if (text.find_first_of(".e") == text.npos) out->append(".0");
}

void AppendTextLiteral(std::string_view text, std::string* out) {
  if (!IsPlainText(text)) {
    out->append("CAST(");
    AppendBlobLiteral(text, out);
    out->append(" AS TEXT)");
    return;
  }
  out->push_back('\'');
  while (true) {
    const size_t quote = text.find('\'');
    if (quote == text.npos) break;
    out->append(text.substr(0, quote + 1));
    out->push_back('\'');
    text.remove_prefix(quote + 1);
  }
  out->append(text);
  out->push_back('\'');
}

void AppendBlobLiteral(std::string_view bytes, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out->append("x'");
  for (char c : bytes) {
    out->push_back(kHex[static_cast<unsigned char>(c) >> 4]);
    out->push_back(kHex[static_cast<unsigned char>(c) & 15]);
  }
  out->push_back('\'');
}

void Value::AppendLiteral(std::string* out) const {
  switch (storage_class()) {
    case StorageClass::kNull:
      out->append("NULL");
      return;
    case StorageClass::kInteger: {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + 24, integer()).ptr;
      out->append(buffer, end - buffer);
      return;
    }
    case StorageClass::kReal:
      AppendReal(real(), out);
      return;
    case StorageClass::kText:
      AppendTextLiteral(text(), out);
      return;
    case StorageClass::kBlob:
      AppendBlobLiteral(blob(), out);
      return;
  }
}

std::string Value::ToLiteral() const {
  std::string out;
  AppendLiteral(&out);
  return out;
}

}  // namespace alterego
