// Value: one SQLite value, with its storage class.
//
//   Value v = Value::Text("it's");
//   v.ToLiteral();               // 'it''s'
//
// Equality is exact: storage class and every bit (1 is not 1.0, -0.0 is not
// 0.0; NaN does not exist in SQLite). Source: https://sqlite.org/datatype3.html
#ifndef ALTEREGO_MODEL_VALUE_H_
#define ALTEREGO_MODEL_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace alterego {

enum class StorageClass : uint8_t { kNull, kInteger, kReal, kText, kBlob };

class Value {
 public:
  Value() = default;  // NULL
  static Value Null() { return Value(); }
  static Value Integer(int64_t v);
  static Value Real(double v);
  // Bytes of a TEXT value: usually UTF-8, but any bytes are kept.
  static Value Text(std::string v);
  static Value Blob(std::string v);

  StorageClass storage_class() const {
    return static_cast<StorageClass>(data_.index());
  }
  bool is_null() const { return data_.index() == 0; }
  // REQUIRES: storage_class() is the one asked for.
  int64_t integer() const { return std::get<1>(data_); }
  double real() const { return std::get<2>(data_); }
  const std::string& text() const { return std::get<3>(data_); }
  const std::string& blob() const { return std::get<4>(data_).bytes; }

  // A SQL literal that evaluates to exactly this value: NULL, 12, 1.5e+30,
  // 9e999 for infinity, 'text', x'00ff'. TEXT that holds a NUL byte or is not
  // UTF-8 is written CAST(x'..' AS TEXT).
  std::string ToLiteral() const;
  // Appends what ToLiteral() returns: the hot path of every observation.
  void AppendLiteral(std::string* out) const;

  friend bool operator==(const Value& a, const Value& b);

 private:
  struct Bytes {
    std::string bytes;
  };
  std::variant<std::monostate, int64_t, double, std::string, Bytes> data_;
};

using Row = std::vector<Value>;

// Shortest decimal text that reads back as the same double, always with a
// point or an exponent, so that SQL reads it as REAL.
void AppendReal(double v, std::string* out);
void AppendTextLiteral(std::string_view text, std::string* out);
void AppendBlobLiteral(std::string_view bytes, std::string* out);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_VALUE_H_
