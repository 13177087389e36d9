// Conversions and comparisons of values.
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "shadow/eval.h"
#include "shadow/number.h"

namespace alterego::shadow {
namespace {

struct TypeCase {
  std::string_view type;
  Affinity affinity;
};

TEST(AffinityOfType, FollowsTheRulesInTheirOrder) {
  const std::vector<TypeCase> cases = {
      {"", Affinity::kBlob},
      {"INT", Affinity::kInteger},
      {"CHARINT", Affinity::kInteger},
      {"FLOATING POINT", Affinity::kInteger},
      {"varchar(10)", Affinity::kText},
      {"CLOB", Affinity::kText},
      {"BLOB", Affinity::kBlob},
      {"REAL", Affinity::kReal},
      {"DOUBLE", Affinity::kReal},
      {"DECIMAL(5,2)", Affinity::kNumeric},
      {"BOOLEAN", Affinity::kNumeric},
      {"STRING", Affinity::kNumeric},
      {"ANY", Affinity::kNumeric},
  };
  for (const TypeCase& c : cases) {
    EXPECT_EQ(AffinityOfType(c.type, false), c.affinity) << c.type;
  }
  EXPECT_EQ(AffinityOfType("ANY", true), Affinity::kBlob);
}

struct StoreCase {
  Value value;
  Affinity affinity;
  std::string_view stored;
};

TEST(ApplyAffinity, StoresWhatSqliteStores) {
  const std::vector<StoreCase> cases = {
      {Value::Text(" 12 "), Affinity::kInteger, "12"},
      {Value::Text("1e3"), Affinity::kInteger, "1000"},
      {Value::Text("1.5"), Affinity::kInteger, "1.5"},
      {Value::Text("12x"), Affinity::kInteger, "'12x'"},
      {Value::Real(1.0), Affinity::kInteger, "1"},
      {Value::Blob("1"), Affinity::kInteger, "x'31'"},
      {Value::Integer(7), Affinity::kReal, "7.0"},
      {Value::Integer(7), Affinity::kText, "'7'"},
      {Value::Real(0.1), Affinity::kText, "'0.1'"},
      {Value::Real(1e15), Affinity::kText, "'1.0e+15'"},
      {Value::Text("9223372036854775808"), Affinity::kInteger,
       "9223372036854775808.0"},
      {Value::Null(), Affinity::kText, "NULL"},
  };
  for (const StoreCase& c : cases) {
    EXPECT_EQ(ApplyAffinity(c.value, c.affinity).ToLiteral(), c.stored)
        << c.value.ToLiteral();
  }
}

TEST(RealToText, HasFifteenDigitsAndAPoint) {
  EXPECT_EQ(RealToText(0.1 + 0.2), "0.3");
  EXPECT_EQ(RealToText(100.0), "100.0");
  EXPECT_EQ(RealToText(1e100), "1.0e+100");
  EXPECT_EQ(RealToText(-1.5e-7), "-1.5e-07");
  EXPECT_EQ(RealToText(std::numeric_limits<double>::infinity()), "Inf");
}

TEST(CompareValues, OrdersClassesAndCollates) {
  const Collation binary = Collation::kBinary;
  EXPECT_LT(CompareValues(Value::Null(), Value::Integer(0), binary), 0);
  EXPECT_LT(CompareValues(Value::Real(9e9), Value::Text(""), binary), 0);
  EXPECT_LT(CompareValues(Value::Text("z"), Value::Blob(""), binary), 0);
  EXPECT_EQ(CompareValues(Value::Integer(1), Value::Real(1.0), binary), 0);
  EXPECT_GT(CompareValues(Value::Integer(9007199254740993),
                          Value::Real(9007199254740992.0), binary),
            0);
  EXPECT_EQ(
      CompareValues(Value::Text("aB"), Value::Text("Ab"), Collation::kNoCase),
      0);
  EXPECT_EQ(
      CompareValues(Value::Text("a  "), Value::Text("a"), Collation::kRtrim),
      0);
}

}  // namespace
}  // namespace alterego::shadow
