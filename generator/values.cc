#include "generator/values.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace alterego::generator {
namespace {

using shadow::Affinity;
using sql::Node;
using sql::NodeKind;
using sql::Op;

std::vector<Value> MakeEdgeValues() {
  std::vector<Value> values;
  for (int64_t v :
       {int64_t{-1}, int64_t{127}, int64_t{128}, int64_t{-129}, int64_t{32768},
        int64_t{8388608}, int64_t{2147483648}, int64_t{140737488355328},
        int64_t{9007199254740993}, INT64_MAX, INT64_MIN, -INT64_MAX}) {
    values.push_back(Value::Integer(v));
  }
  for (double v : {0.1, -0.0, 1e300, -1e-300, 1e15, 9223372036854775808.0,
                   123456789012345680.0, 2.0, -2.5,
                   std::numeric_limits<double>::infinity(), 5e-324}) {
    values.push_back(Value::Real(v));
  }
  for (std::string_view v : {"",         "12",       " 12 ",
                             "1e3",      "0x10",     "-0",
                             "1.0",      "12abc",    "9223372036854775808",
                             "it's",     "a\"b",     "NULL",
                             "A",        "a",        "a  ",
                             "\xc3\xa9", "\xc3\x89", "two\nlines",
                             "--",       "x'00'",    "%_"}) {
    values.push_back(Value::Text(std::string(v)));
  }
  values.push_back(Value::Text(std::string("a\0b", 3)));
  values.push_back(Value::Text("\xff\xfe"));
  values.push_back(Value::Text("\xc3"));
  values.push_back(Value::Text(std::string(300, 'x')));
  values.push_back(Value::Blob(""));
  values.push_back(Value::Blob(std::string("\0", 1)));
  values.push_back(Value::Blob("12"));
  values.push_back(Value::Blob("\xff\x00\x41"));
  return values;
}

Value PlainInteger(Context& context) {
  return Value::Integer(static_cast<int64_t>(context.entropy().Below(12)));
}

Value PlainReal(Context& context) {
  constexpr std::array<double, 6> kReals = {0.5, 1.5, 2.25, 10.0, 0.1, 99.99};
  return Value::Real(kReals[context.entropy().Below(kReals.size())]);
}

Value PlainText(Context& context) {
  constexpr std::array<std::string_view, 8> kTexts = {
      "x", "y", "abc", "hello", "ABC", "7", "b c", "zz"};
  return Value::Text(
      std::string(kTexts[context.entropy().Below(kTexts.size())]));
}

Value PlainBlob(Context& context) {
  constexpr std::array<std::string_view, 3> kBlobs = {"\x01", "ab", "\xfe\xff"};
  return Value::Blob(
      std::string(kBlobs[context.entropy().Below(kBlobs.size())]));
}

Value PlainValue(Context& context, Affinity affinity) {
  switch (affinity) {
    case Affinity::kText:
      return PlainText(context);
    case Affinity::kReal:
      return PlainReal(context);
    case Affinity::kInteger:
    case Affinity::kNumeric:
      return PlainInteger(context);
    case Affinity::kBlob:
    case Affinity::kNone:
      break;
  }
  // No affinity: whatever there is.
  constexpr std::array<uint32_t, 4> kKinds = {5, 3, 1, 1};
  switch (context.entropy().Weighted(kKinds)) {
    case 1:
      return PlainText(context);
    case 2:
      return PlainReal(context);
    case 3:
      return PlainBlob(context);
    default:
      return PlainInteger(context);
  }
}

bool FitsStrictly(const Value& value, Affinity affinity) {
  const StorageClass stored = value.storage_class();
  switch (affinity) {
    case Affinity::kText:
      return stored == StorageClass::kText;
    case Affinity::kInteger:
      return stored == StorageClass::kInteger;
    case Affinity::kReal:
    case Affinity::kNumeric:
      return stored == StorageClass::kReal || stored == StorageClass::kInteger;
    case Affinity::kBlob:
    case Affinity::kNone:
      return true;
  }
  return true;
}

}  // namespace

const std::vector<Value>& EdgeValues() {
  static const auto& values = *new std::vector<Value>(MakeEdgeValues());
  return values;
}

Value DrawValue(Context& context, Affinity affinity) {
  if (context.Take(Feature::kEdgeValue)) {
    return context.entropy().Pick(EdgeValues());
  }
  constexpr std::array<uint32_t, 3> kKinds = {20, 2, 1};
  switch (context.entropy().Weighted(kKinds)) {
    case 1:
      return Value::Null();
    case 2:
      return PlainValue(context, Affinity::kNone);
    default:
      return PlainValue(context, affinity);
  }
}

Value DrawStrictValue(Context& context, Affinity affinity) {
  Value value = DrawValue(context, affinity);
  if (value.is_null() || FitsStrictly(value, affinity)) return value;
  // ANY columns are kBlob for the shadow, and so are BLOB columns, which take
  // nothing else: rarely wrong is good enough.
  return PlainValue(context, affinity);
}

Node LiteralOf(const Value& value) {
  const std::string text = value.ToLiteral();
  constexpr std::string_view kCast = "CAST(";
  if (text.compare(0, kCast.size(), kCast) == 0) {
    Node cast;
    cast.kind = NodeKind::kCast;
    cast.text = "TEXT";
    cast.children.push_back(
        sql::Literal(Value::Blob(value.text()).ToLiteral()));
    return cast;
  }
  if (!text.empty() && text[0] == '-') {
    return sql::Unary(Op::kNegate, sql::Literal(text.substr(1)));
  }
  return sql::Literal(text);
}

Node DrawLiteral(Context& context, Affinity affinity) {
  return LiteralOf(DrawValue(context, affinity));
}

}  // namespace alterego::generator
