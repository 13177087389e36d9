#include "shadow/number.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace alterego::shadow {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();
constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

long double PowerOf10(int exponent) {
  long double x = 10.0L, r = 1.0L;
  while (true) {
    if (exponent & 1) r *= x;
    exponent >>= 1;
    if (exponent == 0) return r;
    x *= x;
  }
}

// significand * 10^exponent, as sqlite3AtoF rounds it.
double Scale(int64_t significand, int exponent, bool negative) {
  if (significand == 0) return negative ? -0.0 : 0.0;
  const bool down = exponent < 0;
  int e = down ? -exponent : exponent;
  while (e > 0) {
    if (!down) {
      if (significand >= kLargest / 10) break;
      significand *= 10;
    } else {
      if (significand % 10 != 0) break;
      significand /= 10;
    }
    --e;
  }
  const int64_t s = negative ? -significand : significand;
  if (e == 0) return static_cast<double>(s);
  if (e <= 307) {
    const long double scale = PowerOf10(e);
    return static_cast<double>(down ? s / scale : s * scale);
  }
  if (e >= 342) {
    return down ? 0.0 * static_cast<double>(s)
                : std::numeric_limits<double>::infinity() *
                      static_cast<double>(s);
  }
  const long double scale = PowerOf10(e - 308);
  double result = static_cast<double>(down ? s / scale : s * scale);
  if (down) {
    result /= 1.0e+308;
  } else {
    result *= 1.0e+308;
  }
  return result;
}

// The next decimal digit of a value in [0, 10), as et_getdigit takes it.
char TakeDigit(long double* v, int* significant) {
  if (*significant <= 0) return '0';
  --*significant;
  const int digit = static_cast<int>(*v);
  *v = (*v - digit) * 10.0L;
  return static_cast<char>(digit + '0');
}

void AppendExponent(int exponent, std::string* out) {
  out->push_back('e');
  out->push_back(exponent < 0 ? '-' : '+');
  if (exponent < 0) exponent = -exponent;
  if (exponent >= 100) {
    out->push_back(static_cast<char>('0' + exponent / 100));
    exponent %= 100;
  }
  out->push_back(static_cast<char>('0' + exponent / 10));
  out->push_back(static_cast<char>('0' + exponent % 10));
}

// Brings v into [1, 10) and returns the power of ten taken out.
int Normalize(long double* v) {
  int exponent = 0;
  if (!(*v > 0.0L)) return 0;
  long double scale = 1.0L;
  while (*v >= 1e100 * scale && exponent <= 350) {
    scale *= 1e100;
    exponent += 100;
  }
  while (*v >= 1e10 * scale && exponent <= 350) {
    scale *= 1e10;
    exponent += 10;
  }
  while (*v >= 10.0 * scale && exponent <= 350) {
    scale *= 10.0L;
    ++exponent;
  }
  *v /= scale;
  while (*v < 1e-8) {
    *v *= 1e8L;
    exponent -= 8;
  }
  while (*v < 1.0L) {
    *v *= 10.0L;
    --exponent;
  }
  return exponent;
}

}  // namespace

NumberText TextToReal(std::string_view text, double* out) {
  *out = 0.0;
  const char* z = text.data();
  const char* end = z + text.size();
  while (z < end && IsSpace(*z)) ++z;
  if (z >= end) return NumberText::kNone;
  bool negative = false;
  if (*z == '-' || *z == '+') negative = *z++ == '-';
  int64_t significand = 0;
  int shift = 0, digits = 0, type = 1;
  constexpr int64_t kFull = (kLargest - 9) / 10;
  while (z < end && IsDigit(*z)) {
    significand = significand * 10 + (*z++ - '0');
    ++digits;
    if (significand >= kFull) {
      for (; z < end && IsDigit(*z); ++z) ++shift;
    }
  }
  if (z < end && *z == '.') {
    ++z;
    ++type;
    for (; z < end && IsDigit(*z); ++z) {
      if (significand >= kFull) continue;
      significand = significand * 10 + (*z - '0');
      --shift;
      ++digits;
    }
  }
  bool valid = true;
  int exponent = 0;
  if (z < end && (*z == 'e' || *z == 'E')) {
    ++z;
    valid = false;
    ++type;
    bool exponent_negative = false;
    if (z < end && (*z == '-' || *z == '+')) exponent_negative = *z++ == '-';
    for (; z < end && IsDigit(*z); ++z) {
      exponent = exponent < 10000 ? exponent * 10 + (*z - '0') : 10000;
      valid = true;
    }
    if (exponent_negative) exponent = -exponent;
  }
  while (z < end && IsSpace(*z)) ++z;
  *out = Scale(significand, exponent + shift, negative);
  if (z == end && digits > 0 && valid) {
    return type == 1 ? NumberText::kInteger : NumberText::kDecimal;
  }
  if (type >= 2 && (type == 3 || valid) && digits > 0) {
    return NumberText::kPrefixWithPoint;
  }
  return NumberText::kNone;
}

IntegerText TextToInteger(std::string_view text, int64_t* out) {
  size_t i = 0;
  while (i < text.size() && IsSpace(text[i])) ++i;
  bool negative = false;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) {
    negative = text[i++] == '-';
  }
  const size_t start = i;
  while (i < text.size() && text[i] == '0') ++i;
  const size_t first = i;
  uint64_t u = 0;
  bool over = false;  // more digits than any int64_t has
  for (; i < text.size() && IsDigit(text[i]); ++i) {
    if (i - first >= 19) over = true;
    u = u * 10 + static_cast<uint64_t>(text[i] - '0');
  }
  const size_t digits = i - first;
  IntegerText result = IntegerText::kExact;
  if (digits == 0 && first == start) {
    result = IntegerText::kNone;
  } else {
    for (size_t k = i; k < text.size(); ++k) {
      if (!IsSpace(text[k])) {
        result = IntegerText::kJunk;
        break;
      }
    }
  }
  constexpr uint64_t kTwoTo63 = uint64_t{1} << 63;
  if (digits < 19 || (!over && u < kTwoTo63)) {
    *out = negative ? -static_cast<int64_t>(u) : static_cast<int64_t>(u);
    return result;
  }
  *out = negative ? kSmallest : kLargest;
  if (over || u > kTwoTo63) return IntegerText::kTooBig;
  return negative ? result : IntegerText::kTwoTo63;
}

std::string RealToText(double value) {
  if (std::isinf(value)) return value < 0 ? "-Inf" : "Inf";
  std::string out;
  long double v = value;
  if (value < 0.0) {
    v = -v;
    out.push_back('-');
  }
  int precision = 14;  // one digit before the point, 14 behind it
  int exponent = Normalize(&v);
  double rounder = 5.0e-05;  // in double, as SQLite has it
  rounder *= 1.0e-10;
  v += rounder;
  if (v >= 10.0L) {
    v *= 0.1;
    ++exponent;
  }
  const bool scientific = exponent < -4 || exponent > precision;
  if (!scientific) precision -= exponent;
  int whole = scientific ? 0 : exponent;
  int significant = 26;
  if (whole < 0) {
    out.push_back('0');
  } else {
    for (; whole >= 0; --whole) out.push_back(TakeDigit(&v, &significant));
  }
  out.push_back('.');
  for (++whole; whole < 0; --precision, ++whole) out.push_back('0');
  for (; precision > 0; --precision) {
    out.push_back(TakeDigit(&v, &significant));
  }
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.push_back('0');
  if (scientific) AppendExponent(exponent, &out);
  return out;
}

int64_t RealToInteger(double v) {
  if (std::isnan(v)) return 0;
  if (v <= static_cast<double>(kSmallest)) return kSmallest;
  if (v >= static_cast<double>(kLargest)) return kLargest;
  return static_cast<int64_t>(v);
}

bool RealIsInteger(double v, int64_t i) {
  const double back = static_cast<double>(i);
  if (v == 0.0) return true;
  return std::memcmp(&v, &back, sizeof v) == 0 && i >= -2251799813685248 &&
         i < 2251799813685248;
}

int64_t ToInteger(const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return 0;
    case StorageClass::kInteger:
      return value.integer();
    case StorageClass::kReal:
      return RealToInteger(value.real());
    case StorageClass::kText:
    case StorageClass::kBlob:
      break;
  }
  int64_t out = 0;
  TextToInteger(value.storage_class() == StorageClass::kText ? value.text()
                                                             : value.blob(),
                &out);
  return out;
}

double ToReal(const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return 0.0;
    case StorageClass::kInteger:
      return static_cast<double>(value.integer());
    case StorageClass::kReal:
      return value.real();
    case StorageClass::kText:
    case StorageClass::kBlob:
      break;
  }
  double out = 0.0;
  TextToReal(value.storage_class() == StorageClass::kText ? value.text()
                                                          : value.blob(),
             &out);
  return out;
}

std::string ToText(const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return "";
    case StorageClass::kInteger: {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + 24, value.integer()).ptr;
      return std::string(buffer, end);
    }
    case StorageClass::kReal:
      return RealToText(value.real());
    case StorageClass::kText:
      return value.text();
    case StorageClass::kBlob:
      return value.blob();
  }
  return "";
}

}  // namespace alterego::shadow
