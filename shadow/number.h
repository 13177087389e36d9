// Numbers as SQLite reads and writes them.
//
//   double v;
//   TextToReal(" 1e3 ", &v);      // kDecimal, 1000.0
//   RealToText(0.1 + 0.2);        // "0.3": 15 significant digits
//
// The algorithms are those of SQLite 3.40 (sqlite3AtoF, sqlite3Atoi64, the
// "%!.15g" of sqlite3_str_vappendf), long double included, because a correctly
// rounded conversion gives other last bits now and then.
#ifndef ALTEREGO_SHADOW_NUMBER_H_
#define ALTEREGO_SHADOW_NUMBER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "model/value.h"

namespace alterego::shadow {

enum class NumberText : int8_t {
  kPrefixWithPoint = -1,  // no number, but 1.5x or 1e3x starts with one
  kNone = 0,              // no number, or digits and then junk
  kInteger = 1,           // nothing but digits and a sign
  kDecimal = 2,           // with a point or an exponent
};
// Writes the value of the longest prefix in every case.
NumberText TextToReal(std::string_view text, double* out);

enum class IntegerText : int8_t {
  kNone = -1,    // no digits at all
  kExact = 0,    // fits
  kJunk = 1,     // digits and then something that is no blank
  kTooBig = 2,   // does not fit; clamped
  kTwoTo63 = 3,  // 9223372036854775808, which only fits when negated
};
IntegerText TextToInteger(std::string_view text, int64_t* out);

// "%!.15g": always with a point or an exponent; "Inf", "-Inf".
std::string RealToText(double v);
// Towards zero; clamped to the range of int64_t.
int64_t RealToInteger(double v);
// True if the double is that integer and the integer is small enough for the
// two to be the same thing in a record (2^51).
bool RealIsInteger(double v, int64_t i);

// sqlite3_value_int64, sqlite3_value_double: for every value; NULL gives 0.
int64_t ToInteger(const Value& value);
double ToReal(const Value& value);
// sqlite3_value_text; NULL gives "". Blobs give their bytes.
std::string ToText(const Value& value);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_NUMBER_H_
