// Affinities, collations and the order of values.
// https://sqlite.org/datatype3.html; SQLite: applyAffinity, sqlite3VdbeMemCast,
// sqlite3MemCompare, sqlite3AffinityType.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "model/identifier.h"
#include "model/sql/lexer.h"
#include "shadow/eval.h"
#include "shadow/number.h"

namespace alterego::shadow {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();

// A REAL that is a whole number becomes an INTEGER (sqlite3VdbeIntegerAffinity)
Value WholeToInteger(double v) {
  const int64_t i = RealToInteger(v);
  if (v == static_cast<double>(i) && i > kSmallest && i < kLargest) {
    return Value::Integer(i);
  }
  return Value::Real(v);
}

Value TextToNumber(Value value, SqliteVersion version) {
  double real;
  const NumberText kind = TextToReal(value.text(), version, &real);
  if (kind == NumberText::kNone || kind == NumberText::kPrefixWithPoint) {
    return value;
  }
  if (kind == NumberText::kInteger) {
    int64_t i = RealToInteger(real);
    if (RealIsInteger(real, i)) return Value::Integer(i);
    if (TextToInteger(value.text(), &i) == IntegerText::kExact) {
      return Value::Integer(i);
    }
  }
  return WholeToInteger(real);
}

Value ToNumeric(Value value, SqliteVersion version) {
  switch (value.storage_class()) {
    case StorageClass::kText:
      return TextToNumber(std::move(value), version);
    case StorageClass::kReal:
      return WholeToInteger(value.real());
    case StorageClass::kNull:
    case StorageClass::kInteger:
    case StorageClass::kBlob:
      return value;
  }
  return value;
}

// By 3.31 that was different: only the digits in front decide whether the text
// is an integer, and what is -0.0 stays so.
Value NumerifyEarly(const std::string& bytes, SqliteVersion version) {
  double real;
  TextToReal(bytes, version, &real);
  int64_t i = 0;
  const IntegerText text = TextToInteger(bytes, &i);
  if (text == IntegerText::kExact) return Value::Integer(i);
  const bool junk = text == IntegerText::kJunk || text == IntegerText::kNone;
  const bool negative_zero = real == 0 && std::signbit(real);
  return junk && real == static_cast<double>(i) && !negative_zero
             ? Value::Integer(i)
             : Value::Real(real);
}

// CAST(x AS NUMERIC) of TEXT and BLOB (sqlite3VdbeMemNumerify).
Value Numerify(const std::string& bytes, SqliteVersion version) {
  if (version < SqliteVersion{3, 31, 0}) return NumerifyEarly(bytes, version);
  double real;
  const NumberText kind = TextToReal(bytes, version, &real);
  int64_t i = 0;
  if (kind == NumberText::kNone || kind == NumberText::kInteger) {
    const IntegerText text = TextToInteger(bytes, &i);
    if (text != IntegerText::kTooBig && text != IntegerText::kTwoTo63) {
      return Value::Integer(i);
    }
  }
  i = RealToInteger(real);
  if (RealIsInteger(real, i)) return Value::Integer(i);
  return Value::Real(real);
}

int CompareIntegerReal(int64_t i, double r) {
  const long double x = static_cast<long double>(i);
  return x < r ? -1 : x > r ? 1 : 0;
}

int CompareBytes(std::string_view a, std::string_view b) {
  const size_t shared = std::min(a.size(), b.size());
  const int c = shared == 0 ? 0 : std::memcmp(a.data(), b.data(), shared);
  if (c != 0) return c < 0 ? -1 : 1;
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

std::string_view WithoutTrailingSpaces(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

int CompareNoCase(std::string_view a, std::string_view b) {
  const size_t shared = std::min(a.size(), b.size());
  for (size_t i = 0; i < shared; ++i) {
    // sqlite3_strnicmp stops at a NUL that both have.
    const auto x = static_cast<unsigned char>(FoldAscii(a[i]));
    const auto y = static_cast<unsigned char>(FoldAscii(b[i]));
    if (x != y) return x < y ? -1 : 1;
    if (x == 0) break;
  }
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

int CompareText(std::string_view a, std::string_view b, Collation collation) {
  switch (collation) {
    case Collation::kBinary:
      return CompareBytes(a, b);
    case Collation::kNoCase:
      return CompareNoCase(a, b);
    case Collation::kRtrim:
      return CompareBytes(WithoutTrailingSpaces(a), WithoutTrailingSpaces(b));
  }
  return 0;
}

// NULL, numbers, TEXT, BLOB.
int Rank(StorageClass c) {
  switch (c) {
    case StorageClass::kNull:
      return 0;
    case StorageClass::kInteger:
    case StorageClass::kReal:
      return 1;
    case StorageClass::kText:
      return 2;
    case StorageClass::kBlob:
      return 3;
  }
  return 0;
}

int CompareNumbers(const Value& a, const Value& b) {
  const bool a_integer = a.storage_class() == StorageClass::kInteger;
  const bool b_integer = b.storage_class() == StorageClass::kInteger;
  if (a_integer && b_integer) {
    return a.integer() < b.integer() ? -1 : a.integer() > b.integer() ? 1 : 0;
  }
  if (a_integer) return CompareIntegerReal(a.integer(), b.real());
  if (b_integer) return -CompareIntegerReal(b.integer(), a.real());
  return a.real() < b.real() ? -1 : a.real() > b.real() ? 1 : 0;
}

}  // namespace

namespace {

// A quoted word is taken without its quotes; of several words, the first of
// them quoted, SQLite drops the rest.
std::string WithoutQuotes(std::string_view type) {
  const auto is_quote = [](char c) {
    return c == '"' || c == '\'' || c == '`' || c == '[';
  };
  if (type.size() < 2 || !is_quote(type.front())) return std::string(type);
  if (std::none_of(type.begin() + 1, type.end() - 1, is_quote)) {
    return std::string(type.substr(1, type.size() - 2));
  }
  return sql::Dequote(sql::Lex(type, 1)[0].In(type));
}

}  // namespace

Affinity AffinityOfType(std::string_view declared, bool strict) {
  const std::string declared_type = WithoutQuotes(declared);
  if (strict && EqualsFolded(declared_type, "ANY")) return Affinity::kBlob;
  if (declared_type.empty()) return Affinity::kBlob;
  Affinity affinity = Affinity::kNumeric;
  uint32_t h = 0;
  const auto is = [&h](const char(&word)[5]) {
    return h == (static_cast<uint32_t>(word[0]) << 24 |
                 static_cast<uint32_t>(word[1]) << 16 |
                 static_cast<uint32_t>(word[2]) << 8 |
                 static_cast<uint32_t>(word[3]));
  };
  for (char c : declared_type) {
    h = h << 8 | static_cast<unsigned char>(FoldAscii(c));
    if (is("char") || is("clob") || is("text")) {
      affinity = Affinity::kText;
    } else if (is("blob") && (affinity == Affinity::kNumeric ||
                              affinity == Affinity::kReal)) {
      affinity = Affinity::kBlob;
    } else if ((is("real") || is("floa") || is("doub")) &&
               affinity == Affinity::kNumeric) {
      affinity = Affinity::kReal;
    } else if ((h & 0x00ffffff) == ('i' << 16 | 'n' << 8 | 't')) {
      return Affinity::kInteger;
    }
  }
  return affinity;
}

Value ApplyAffinity(Value value, Affinity affinity, SqliteVersion version) {
  switch (affinity) {
    case Affinity::kNone:
    case Affinity::kBlob:
      return value;
    case Affinity::kText:
      if (value.storage_class() == StorageClass::kInteger ||
          value.storage_class() == StorageClass::kReal) {
        return Value::Text(ToText(value, version));
      }
      return value;
    case Affinity::kNumeric:
    case Affinity::kInteger:
      return ToNumeric(std::move(value), version);
    case Affinity::kReal: {
      Value number = ToNumeric(std::move(value), version);
      if (number.storage_class() == StorageClass::kInteger) {
        return Value::Real(static_cast<double>(number.integer()));
      }
      return number;
    }
  }
  return value;
}

Value CastTo(Value value, Affinity affinity, SqliteVersion version) {
  if (value.is_null()) return value;
  const bool text = value.storage_class() == StorageClass::kText;
  const bool blob = value.storage_class() == StorageClass::kBlob;
  switch (affinity) {
    case Affinity::kNone:
    case Affinity::kBlob:
      return blob ? value : Value::Blob(ToText(value, version));
    case Affinity::kText:
      return text ? value : Value::Text(ToText(value, version));
    case Affinity::kNumeric:
      if (!text && !blob) return value;
      return Numerify(text ? value.text() : value.blob(), version);
    case Affinity::kInteger:
      return Value::Integer(ToInteger(value));
    case Affinity::kReal:
      return Value::Real(ToReal(value, version));
  }
  return value;
}

std::optional<Collation> CollationByName(std::string_view name) {
  if (EqualsFolded(name, "BINARY")) return Collation::kBinary;
  if (EqualsFolded(name, "NOCASE")) return Collation::kNoCase;
  if (EqualsFolded(name, "RTRIM")) return Collation::kRtrim;
  return std::nullopt;
}

int CompareValues(const Value& a, const Value& b, Collation collation) {
  const int rank = Rank(a.storage_class());
  const int other = Rank(b.storage_class());
  if (rank != other) return rank < other ? -1 : 1;
  switch (a.storage_class()) {
    case StorageClass::kNull:
      return 0;
    case StorageClass::kInteger:
    case StorageClass::kReal:
      return CompareNumbers(a, b);
    case StorageClass::kText:
      return CompareText(a.text(), b.text(), collation);
    case StorageClass::kBlob:
      return CompareBytes(a.blob(), b.blob());
  }
  return 0;
}

}  // namespace alterego::shadow
