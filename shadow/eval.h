// The shadow's own evaluator: the expressions that the generator draws, with
// SQLite's affinities, collations, NULLs and numeric conversions
// (https://sqlite.org/datatype3.html, lang_expr.html).
//
//   EvalResult r = Evaluate(check.expr, scope);
//
// kUnknown means "beyond this evaluator": the caller then predicts nothing.
#ifndef ALTEREGO_SHADOW_EVAL_H_
#define ALTEREGO_SHADOW_EVAL_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/dialect.h"
#include "model/schema.h"
#include "model/sql/node.h"
#include "model/value.h"

namespace alterego::shadow {

enum class Affinity : uint8_t {
  kNone,
  kBlob,
  kText,
  kNumeric,
  kInteger,
  kReal
};
// https://sqlite.org/datatype3.html#determination_of_column_affinity; STRICT
// types map to the same (ANY is kBlob).
Affinity AffinityOfType(std::string_view declared_type, bool strict);
// What a column of that affinity stores for the value.
Value ApplyAffinity(Value value, Affinity affinity, SqliteVersion version);
Value CastTo(Value value, Affinity affinity, SqliteVersion version);

enum class Collation : uint8_t { kBinary, kNoCase, kRtrim };
// nullopt: no such collation sequence.
std::optional<Collation> CollationByName(std::string_view name);
// <0, 0, >0; NULL sorts first, then numbers, TEXT, BLOB.
int CompareValues(const Value& a, const Value& b, Collation collation);

// What a name in the expression means.
struct Binding {
  Value value;
  Affinity affinity = Affinity::kNone;
  Collation collation = Collation::kBinary;
  bool small_real = false;  // see EvalResult
  // A NOT NULL column: IS NULL is false, even while a trigger sees NULL there.
  bool never_null = false;
};
struct Scope {
  // nullopt: no such column (a double-quoted name then is a string).
  std::function<std::optional<Binding>(const sql::Node& column)> resolve;
  const Dialect* dialect = nullptr;
};

struct EvalResult {
  enum class Status : uint8_t { kValue, kError, kUnknown };
  Status status = Status::kValue;
  Value value;
  std::string error;  // SQLite's message (RAISE, integer overflow, ...)
  // What a RAISE asks for; kDefault for every other error.
  sql::Conflict raise = sql::Conflict::kDefault;
  // A REAL that SQLite still holds as an integer (MEM_IntReal): the value of a
  // generated column of type REAL, passed on as it is. See ApplyToComputed.
  bool small_real = false;
  // An integer that SQLite holds as text, too (MEM_Str): what replace() gives
  // back where there is nothing to look for.
  bool with_text = false;

  static EvalResult Ok(Value v) {
    return {Status::kValue, std::move(v), {}, {}, false, false};
  }
  static EvalResult Unknown() {
    return {Status::kUnknown, {}, {}, {}, false, false};
  }
  static EvalResult Error(std::string message) {
    return {Status::kError, {}, std::move(message), {}, false, false};
  }
  bool ok() const { return status == Status::kValue; }
};
EvalResult Evaluate(const sql::Node& expr, const Scope& scope);
// Whether a call in `expr` that reads no column is an error, as abs(-2^63) is.
// What RAISE asks for is none.
bool ConstantCallFails(const sql::Node& expr, const Dialect& dialect);
// The value of a generated column of that affinity whose expression gave
// `result`.
EvalResult ApplyToComputed(EvalResult result, Affinity affinity,
                           SqliteVersion version);
// The affinity and the collation that the expression lends to a comparison:
// those of a column, a CAST, a COLLATE; kNone and nullopt otherwise.
Affinity ExprAffinity(const sql::Node& expr, const Scope& scope);
std::optional<Collation> ExprCollation(const sql::Node& expr,
                                       const Scope& scope);
// The value of a kLiteral; kUnknown for CURRENT_TIME and its like.
EvalResult LiteralValue(const sql::Node& literal, bool negative,
                        SqliteVersion version);
// TRUE or FALSE where no column has that name; once also in quotes. nullopt for
// every other word.
std::optional<bool> BooleanWord(const sql::Name& name, SqliteVersion version);
// SQLite's idea of true: NULL counts as nullopt.
std::optional<bool> Truth(const Value& value);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_EVAL_H_
