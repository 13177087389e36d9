// Numbers as SQLite reads and writes them.
//
//   double v;
//   TextToReal(" 1e3 ", {3, 40, 1}, &v);   // kDecimal, 1000.0
//   RealToText(0.1 + 0.2, {3, 40, 1});     // "0.3": 15 significant digits
//
// The algorithms are those of each version (sqlite3AtoF, sqlite3Atoi64,
// sqlite3FpDecode), long double and all, because a correctly rounded conversion
// gives other last bits: since 3.47 or so -1e-300 reads as
// -9.999999999999999e-301, and since 3.54 or before 17 digits are written. Of
// these a few among 10,000 doubles are written otherwise, the largest above
// all.
#ifndef ALTEREGO_SHADOW_NUMBER_H_
#define ALTEREGO_SHADOW_NUMBER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "model/value.h"
#include "model/version.h"

namespace alterego::shadow {

enum class NumberText : int8_t {
  kPrefixWithPoint = -1,  // no number, but 1.5x or 1e3x starts with one
  kNone = 0,              // no number, or digits and then junk
  kInteger = 1,           // nothing but digits and a sign
  kDecimal = 2,           // with a point or an exponent
};
// Writes the value of the longest prefix in every case.
NumberText TextToReal(std::string_view text, SqliteVersion version,
                      double* out);

enum class IntegerText : int8_t {
  kNone = -1,    // no digits at all
  kExact = 0,    // fits
  kJunk = 1,     // digits and then something that is no blank
  kTooBig = 2,   // does not fit; clamped
  kTwoTo63 = 3,  // 9223372036854775808, which only fits when negated
};
IntegerText TextToInteger(std::string_view text, int64_t* out);

// "%!.15g", "%!.17g": always with a point or an exponent; "Inf", "-Inf".
std::string RealToText(double v, SqliteVersion version);
// Towards zero; clamped to the range of int64_t.
int64_t RealToInteger(double v);
// True if the double is that integer and the integer is small enough for the
// two to be the same thing in a record (2^51).
bool RealIsInteger(double v, int64_t i);

// sqlite3_value_int64, sqlite3_value_double: for every value; NULL gives 0.
int64_t ToInteger(const Value& value);
double ToReal(const Value& value, SqliteVersion version);
// sqlite3_value_text; NULL gives "". Blobs give their bytes.
std::string ToText(const Value& value, SqliteVersion version);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_NUMBER_H_
