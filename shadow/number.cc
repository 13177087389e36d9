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

// --- 3.43 and later --------------------------------------------------------

// How a version converts. Measured on 3.40.1, 3.45.1, 3.49.2 and 3.54.1.
enum class Method { kPowers, kLongSteps, kDoubleSteps, kExact };

Method MethodOf(SqliteVersion version) {
  if (version < SqliteVersion{3, 43, 0}) return Method::kPowers;
  if (version < SqliteVersion{3, 47, 0}) return Method::kLongSteps;
  if (version < SqliteVersion{3, 52, 0}) return Method::kDoubleSteps;
  return Method::kExact;
}

// A number as the sum of two doubles, and its product with another one
// (Dekker 1971), in the order of operations of SQLite's dekkerMul2.
struct Double2 {
  double high, low;

  void Multiply(double y, double yy) {
    const double hx = Upper(high), tx = high - hx;
    const double hy = Upper(y), ty = y - hy;
    const double p = hx * hy;
    const double q = hx * ty + tx * hy;
    const double c = p + q;
    double cc = p - c + q + tx * ty;
    cc = high * yy + low * y + cc;
    high = c + cc;
    low = c - high;
    low += cc;
  }

 private:
  static double Upper(double v) {
    uint64_t bits;
    std::memcpy(&bits, &v, sizeof bits);
    bits &= 0xfffffffffc000000u;
    std::memcpy(&v, &bits, sizeof v);
    return v;
  }
};

void TimesTenTo100(Double2* v) {
  v->Multiply(1.0e+100, -1.5902891109759918046e+83);
}
void TimesTenTo10(Double2* v) { v->Multiply(1.0e+10, 0.0); }
void TimesTen(Double2* v) { v->Multiply(1.0e+01, 0.0); }
void OverTenTo100(Double2* v) {
  v->Multiply(1.0e-100, -1.99918998026028836196e-117);
}
void OverTenTo10(Double2* v) {
  v->Multiply(1.0e-10, -3.6432197315497741579e-27);
}
void OverTen(Double2* v) { v->Multiply(1.0e-01, -5.5511151231257827021e-18); }

double ScaleInLongSteps(uint64_t significand, int e) {
  long double r = static_cast<long double>(significand);
  for (; e >= 100; e -= 100) r *= 1.0e+100L;
  for (; e >= 10; e -= 10) r *= 1.0e+10L;
  for (; e >= 1; --e) r *= 1.0e+01L;
  for (; e <= -100; e += 100) r *= 1.0e-100L;
  for (; e <= -10; e += 10) r *= 1.0e-10L;
  for (; e <= -1; ++e) r *= 1.0e-01L;
  if (r > 1.7976931348623157081452742373e+308L) {
    return std::numeric_limits<double>::infinity();
  }
  return static_cast<double>(r);
}

double ScaleInDoubleSteps(uint64_t significand, int e) {
  Double2 r{static_cast<double>(significand), 0.0};
  // 2^64 itself does not go back.
  const uint64_t back = r.high >= 18446744073709551616.0
                            ? std::numeric_limits<uint64_t>::max()
                            : static_cast<uint64_t>(r.high);
  r.low = significand >= back ? static_cast<double>(significand - back)
                              : -static_cast<double>(back - significand);
  for (; e >= 100; e -= 100) TimesTenTo100(&r);
  for (; e >= 10; e -= 10) TimesTenTo10(&r);
  for (; e >= 1; --e) TimesTen(&r);
  for (; e <= -100; e += 100) OverTenTo100(&r);
  for (; e <= -10; e += 10) OverTenTo10(&r);
  for (; e <= -1; ++e) OverTen(&r);
  const double sum = r.high + r.low;
  return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
}

double ScaleExactly(uint64_t significand, int e) {
  const std::string text =
      std::to_string(significand) + "e" + std::to_string(e);
  double out = 0.0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), out);
  if (error == std::errc::result_out_of_range) {
    return e > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  }
  return out;
}

// significand * 10^exponent, as 3.43 and later round it.
double ScaleLater(uint64_t significand, int e, bool negative, Method method) {
  constexpr uint64_t kMost = std::numeric_limits<uint64_t>::max();
  double out = 0.0;
  if (significand != 0) {
    for (; e > 0 && significand < kMost / 10; --e) significand *= 10;
    for (; e < 0 && significand % 10 == 0; ++e) significand /= 10;
    if (e == 0) {
      out = static_cast<double>(significand);
    } else if (method == Method::kLongSteps) {
      out = ScaleInLongSteps(significand, e);
    } else if (method == Method::kDoubleSteps) {
      out = ScaleInDoubleSteps(significand, e);
    } else {
      out = ScaleExactly(significand, e);
    }
  }
  return negative ? -out : out;
}

// The digits of v > 0, "123", and where its point is: before the digit of that
// number, which may be beyond them.
struct Digits {
  std::string text;
  int point = 0;
};

uint64_t LongSteps(double value, int* exponent) {
  long double v = value;
  if (v >= 1.0e+19L) {
    for (; v >= 1.0e+119L; *exponent += 100) v *= 1.0e-100L;
    for (; v >= 1.0e+29L; *exponent += 10) v *= 1.0e-10L;
    for (; v >= 1.0e+19L; ++*exponent) v *= 1.0e-1L;
  } else {
    for (; v < 1.0e-97L; *exponent -= 100) v *= 1.0e+100L;
    for (; v < 1.0e+07L; *exponent -= 10) v *= 1.0e+10L;
    for (; v < 1.0e+17L; --*exponent) v *= 1.0e+1L;
  }
  return static_cast<uint64_t>(v);
}

uint64_t DoubleSteps(double value, int* exponent) {
  Double2 v{value, 0.0};
  if (v.high > 9.223372036854774784e+18) {
    for (; v.high > 9.223372036854774784e+118; *exponent += 100) {
      OverTenTo100(&v);
    }
    for (; v.high > 9.223372036854774784e+28; *exponent += 10) {
      OverTenTo10(&v);
    }
    for (; v.high > 9.223372036854774784e+18; ++*exponent) OverTen(&v);
  } else {
    for (; v.high < 9.223372036854774784e-83; *exponent -= 100) {
      TimesTenTo100(&v);
    }
    for (; v.high < 9.223372036854774784e+07; *exponent -= 10) {
      TimesTenTo10(&v);
    }
    for (; v.high < 9.22337203685477478e+17; --*exponent) TimesTen(&v);
  }
  return v.low < 0.0
             ? static_cast<uint64_t>(v.high) - static_cast<uint64_t>(-v.low)
             : static_cast<uint64_t>(v.high) + static_cast<uint64_t>(v.low);
}

// Cuts to that many digits, and adds one to the last of them if asked to.
void Cut(Digits* digits, size_t count, bool up) {
  std::string& z = digits->text;
  z.resize(count);
  if (!up) return;
  size_t i = count;
  while (i > 0 && z[i - 1] == '9') z[--i] = '0';
  if (i > 0) {
    ++z[i - 1];
    return;
  }
  z.insert(z.begin(), '1');
  z.pop_back();
  ++digits->point;
}

// Rounds to that many digits, half up.
void Round(Digits* digits, size_t count) {
  const std::string& z = digits->text;
  if (z.size() > count) Cut(digits, count, z[count] >= '5');
}

// 17 digits, or fewer if they end in nines or zeros without need: 0.1 and not
// 0.10000000000000001.
Digits ShortDigits(double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + 40, value,
                                 std::chars_format::scientific, 24)
                       .ptr;
  const std::string_view all(buffer, static_cast<size_t>(end - buffer));
  const size_t e = all.find('e');
  Digits out;
  out.text = std::string(1, all[0]) + std::string(all.substr(2, 24));
  int exponent = 0;
  std::from_chars(all.data() + e + 2, end, exponent);
  if (all[e + 1] == '-') exponent = -exponent;
  out.point = 1 + exponent;
  // SQLite first makes 18 digits, or 19 where the power of two below the value
  // has a digit less, and adds one to the last from three quarters on.
  int power = 0;
  std::frexp(value, &power);
  const int below = ((power - 1) * 78913) >> 18;
  const size_t first = exponent == below ? 18 : 19;
  Cut(&out, first, out.text[first] >= '5');
  Round(&out, 17);
  const bool zeros = out.text.compare(13, 3, "000") == 0;
  const char last = zeros ? '0' : '9';
  if (!zeros && out.text.compare(14, 2, "99") != 0) return out;
  size_t kept = 14;
  while (kept > 0 && out.text[kept - 1] == last) --kept;
  Digits shorter = out;
  if (kept == 0) {  // all nines: 1e37
    shorter.text = "1";
    ++shorter.point;
    kept = 1;
  } else {
    shorter.text.resize(kept);
    if (!zeros) ++shorter.text[kept - 1];
  }
  double back = 0.0;
  const std::string text =
      shorter.text + "e" +
      std::to_string(shorter.point - static_cast<int>(kept));
  std::from_chars(text.data(), text.data() + text.size(), back);
  return back == value ? shorter : out;
}

// The digits as that version makes them.
Digits DigitsOf(double value, Method method) {
  if (value == 0.0) return {"0", 1};
  if (method == Method::kExact) return ShortDigits(value);
  int exponent = 0;
  const uint64_t v = method == Method::kLongSteps
                         ? LongSteps(value, &exponent)
                         : DoubleSteps(value, &exponent);
  Digits digits;
  digits.text = std::to_string(v);
  digits.point = static_cast<int>(digits.text.size()) + exponent;
  Round(&digits, 15);
  return digits;
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

std::string RealToTextLater(double value, Method method) {
  const Digits digits = DigitsOf(std::fabs(value), method);
  const int exponent = digits.point - 1;
  const int precision = method == Method::kExact ? 17 : 15;
  const bool scientific = exponent < -4 || exponent > precision - 1;
  const int point = scientific ? 1 : digits.point;
  std::string out = value < 0.0 ? "-" : "";
  if (point <= 0) out += "0.";
  for (int i = point; i < 0; ++i) out.push_back('0');
  for (size_t i = 0; i < digits.text.size(); ++i) {
    out.push_back(digits.text[i]);
    if (static_cast<int>(i) + 1 == point) out.push_back('.');
  }
  for (int i = static_cast<int>(digits.text.size()); i < point; ++i) {
    out.push_back('0');
    if (i + 1 == point) out.push_back('.');
  }
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.push_back('0');
  if (scientific) AppendExponent(exponent, &out);
  return out;
}

// --- before 3.43 ------------------------------------------------------------

// The next decimal digit of a value in [0, 10), as et_getdigit takes it.
char TakeDigit(long double* v, int* significant) {
  if (*significant <= 0) return '0';
  --*significant;
  const int digit = static_cast<int>(*v);
  *v = (*v - digit) * 10.0L;
  return static_cast<char>(digit + '0');
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

NumberText TextToReal(std::string_view text, SqliteVersion version,
                      double* out) {
  *out = 0.0;
  const Method method = MethodOf(version);
  // The last of the readers stops at a NUL as at the end. (Measured on 3.49.2
  // and 3.54.1.)
  if (method == Method::kExact) text = text.substr(0, text.find('\0'));
  const char* z = text.data();
  const char* end = z + text.size();
  while (z < end && IsSpace(*z)) ++z;
  if (z >= end) return NumberText::kNone;
  bool negative = false;
  if (*z == '-' || *z == '+') negative = *z++ == '-';
  uint64_t significand = 0;
  int shift = 0, digits = 0, type = 1;
  const uint64_t most = method == Method::kPowers
                            ? static_cast<uint64_t>(kLargest)
                            : std::numeric_limits<uint64_t>::max();
  const uint64_t full = (most - 9) / 10;
  while (z < end && IsDigit(*z)) {
    significand = significand * 10 + static_cast<uint64_t>(*z++ - '0');
    ++digits;
    if (significand >= full) {
      for (; z < end && IsDigit(*z); ++z) ++shift;
    }
  }
  if (z < end && *z == '.') {
    ++z;
    ++type;
    for (; z < end && IsDigit(*z); ++z) {
      if (significand >= full) continue;
      significand = significand * 10 + static_cast<uint64_t>(*z - '0');
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
  // The last reader looks at the sign where there are digits.
  if (method == Method::kExact && digits == 0) negative = false;
  const int e = exponent + shift;
  *out = method == Method::kPowers
             ? Scale(static_cast<int64_t>(significand), e, negative)
             : ScaleLater(significand, e, negative, method);
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

std::string RealToText(double value, SqliteVersion version) {
  if (std::isinf(value)) return value < 0 ? "-Inf" : "Inf";
  const Method method = MethodOf(version);
  if (method != Method::kPowers) return RealToTextLater(value, method);
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

double ToReal(const Value& value, SqliteVersion version) {
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
             version, &out);
  return out;
}

std::string ToText(const Value& value, SqliteVersion version) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return "";
    case StorageClass::kInteger: {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + 24, value.integer()).ptr;
      return std::string(buffer, end);
    }
    case StorageClass::kReal:
      return RealToText(value.real(), version);
    case StorageClass::kText:
      return value.text();
    case StorageClass::kBlob:
      return value.blob();
  }
  return "";
}

}  // namespace alterego::shadow
