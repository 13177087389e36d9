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
    EXPECT_EQ(
        ApplyAffinity(c.value, c.affinity, SqliteVersion{3, 40, 1}).ToLiteral(),
        c.stored)
        << c.value.ToLiteral();
  }
}

// Each as that build of SQLite reads and writes it.
TEST(Numbers, AreThoseOfTheirVersion) {
  const SqliteVersion v40{3, 40, 1}, v45{3, 45, 1}, v49{3, 49, 2},
      v54{3, 54, 1};
  const struct {
    const char* text;
    SqliteVersion version;
    double value;
  } read[] = {
      {"-1e-300", v40, -1e-300},
      {"-1e-300", v45, -1e-300},
      {"-1e-300", v49, -9.999999999999999e-301},
      {"-1e-300", v54, -1e-300},
      {"18446744073709551615", v49, 18446744073709551615.0},
      {"1e400", v49, std::numeric_limits<double>::infinity()},
      {"1e-400", v54, 0.0},
  };
  for (const auto& c : read) {
    double value = 0;
    TextToReal(c.text, c.version, &value);
    EXPECT_EQ(value, c.value) << c.text << " in " << c.version.ToString();
  }
  const struct {
    double value;
    SqliteVersion version;
    const char* text;
  } written[] = {
      {0.1 + 0.2, v40, "0.3"},
      {0.1 + 0.2, v49, "0.3"},
      {0.1 + 0.2, v54, "0.30000000000000004"},
      {1e37, v54, "1.0e+37"},
      {0.1, v54, "0.1"},
      {1.0 / 3, v54, "0.33333333333333332"},
      {123456789012345680.0, v49, "1.23456789012346e+17"},
      {123456789012345680.0, v54, "1.2345678901234568e+17"},
      {9007199254740992.0, v49, "9.00719925474099e+15"},
      {9007199254740992.0, v54, "9007199254740992.0"},
      {-0.00012345, v54, "-0.00012345"},
      {1e23, v45, "1.0e+23"},
      {999999999999999.9, v49, "1.0e+15"},
      {0.0, v49, "0.0"},
      {100.0, v54, "100.0"},
  };
  for (const auto& c : written) {
    EXPECT_EQ(RealToText(c.value, c.version), c.text) << c.version.ToString();
  }
}

TEST(RealToText, HasFifteenDigitsAndAPoint) {
  EXPECT_EQ(RealToText(0.1 + 0.2, SqliteVersion{3, 40, 1}), "0.3");
  EXPECT_EQ(RealToText(100.0, SqliteVersion{3, 40, 1}), "100.0");
  EXPECT_EQ(RealToText(1e100, SqliteVersion{3, 40, 1}), "1.0e+100");
  EXPECT_EQ(RealToText(-1.5e-7, SqliteVersion{3, 40, 1}), "-1.5e-07");
  EXPECT_EQ(RealToText(std::numeric_limits<double>::infinity(),
                       SqliteVersion{3, 40, 1}),
            "Inf");
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
