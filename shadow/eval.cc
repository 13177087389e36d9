#include "shadow/eval.h"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "model/sql/lexer.h"
#include "shadow/builtins.h"
#include "shadow/functions.h"
#include "shadow/number.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

// A trigger that fires itself may double a text each time: what is longer is
// not foretold.
constexpr size_t kBytesMax = 10000;

size_t BytesOf(const std::vector<Value>& values) {
  size_t bytes = 0;
  for (const Value& v : values) {
    const StorageClass kind = v.storage_class();
    if (kind == StorageClass::kText) bytes += v.text().size();
    if (kind == StorageClass::kBlob) bytes += v.blob().size();
  }
  return bytes;
}

constexpr int64_t kSmallest = std::numeric_limits<int64_t>::min();

EvalResult Ok(Value v) { return EvalResult::Ok(std::move(v)); }
EvalResult Boolean(std::optional<bool> b) {
  return Ok(b ? Value::Integer(*b ? 1 : 0) : Value::Null());
}

// What stands inside parentheses: SQLite's trees have none.
const Node& Inner(const Node& node) {
  const Node* n = &node;
  while (n->kind == NodeKind::kParen && n->children.size() == 1) {
    n = &n->children[0];
  }
  return *n;
}

std::string UnHex(std::string_view digits) {
  const auto nibble = [](char c) {
    return c <= '9' ? c - '0' : FoldAscii(c) - 'a' + 10;
  };
  std::string out;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    out.push_back(
        static_cast<char>(nibble(digits[i]) << 4 | nibble(digits[i + 1])));
  }
  return out;
}

EvalResult NumberLiteral(std::string_view text, bool negative,
                         SqliteVersion version) {
  if (text.size() > 2 && text[0] == '0' && FoldAscii(text[1]) == 'x') {
    std::string_view digits = text.substr(2);
    while (digits.size() > 1 && digits[0] == '0') digits.remove_prefix(1);
    if (digits.size() > 16) return EvalResult::Unknown();  // too big
    uint64_t u = 0;
    for (char c : digits) {
      u = u << 4 |
          static_cast<uint64_t>(c <= '9' ? c - '0' : FoldAscii(c) - 'a' + 10);
    }
    if (negative && u == uint64_t{1} << 63) return EvalResult::Unknown();
    const auto i = static_cast<int64_t>(u);
    return Ok(Value::Integer(negative ? -i : i));
  }
  double real;
  const bool decimal = text.find_first_of(".eE") != text.npos;
  if (!decimal) {
    int64_t i;
    const IntegerText kind = TextToInteger(text, &i);
    if (kind == IntegerText::kExact) {
      return Ok(Value::Integer(negative ? -i : i));
    }
    if (kind == IntegerText::kTwoTo63 && negative) {
      return Ok(Value::Integer(kSmallest));
    }
  }
  TextToReal(text, version, &real);
  return Ok(Value::Real(negative ? -real : real));
}

// --- arithmetic --------------------------------------------------------------

// The number that an operand of arithmetic is (numericType).
Value Numeric(const Value& v, SqliteVersion version) {
  if (v.storage_class() != StorageClass::kText &&
      v.storage_class() != StorageClass::kBlob) {
    return v;
  }
  const std::string bytes = ToText(v, version);
  double real;
  int64_t i = 0;
  const NumberText kind = TextToReal(bytes, version, &real);
  if (kind == NumberText::kNone) {
    const IntegerText text = TextToInteger(bytes, &i);
    if (text != IntegerText::kTooBig && text != IntegerText::kTwoTo63) {
      return Value::Integer(i);
    }
  } else if (kind == NumberText::kInteger &&
             TextToInteger(bytes, &i) == IntegerText::kExact) {
    return Value::Integer(i);
  }
  return Value::Real(real);
}

std::optional<Value> IntegerArithmetic(Op op, int64_t b, int64_t a) {
  int64_t out = 0;
  switch (op) {
    case Op::kAdd:
      if (__builtin_add_overflow(b, a, &out)) return std::nullopt;
      return Value::Integer(out);
    case Op::kSubtract:
      if (__builtin_sub_overflow(b, a, &out)) return std::nullopt;
      return Value::Integer(out);
    case Op::kMultiply:
      if (__builtin_mul_overflow(b, a, &out)) return std::nullopt;
      return Value::Integer(out);
    case Op::kDivide:
      if (a == 0) return Value::Null();
      if (a == -1 && b == kSmallest) return std::nullopt;
      return Value::Integer(b / a);
    default:  // kRemainder
      if (a == 0) return Value::Null();
      return Value::Integer(a == -1 ? 0 : b % a);
  }
}

// Before 3.31 a text that is no number, or more than one, had no type of its
// own in arithmetic: it was done with reals, and a whole result became an
// integer.
bool HasNoNumericType(const Value& v, SqliteVersion version) {
  const bool text = v.storage_class() == StorageClass::kText ||
                    v.storage_class() == StorageClass::kBlob;
  if (!text || version >= SqliteVersion{3, 31, 0}) return false;
  double real;
  const NumberText kind = TextToReal(ToText(v, version), version, &real);
  return kind == NumberText::kNone || kind == NumberText::kPrefixWithPoint;
}

// What a machine's own conversion makes of a REAL (x86-64): of all that it
// cannot hold the smallest integer.
int64_t BareInteger(double v) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  return v >= -kTwoTo63 && v < kTwoTo63 ? static_cast<int64_t>(v) : kSmallest;
}

Value RealArithmetic(Op op, const Value& left, const Value& right,
                     SqliteVersion version) {
  const double x = ToReal(left, version), y = ToReal(right, version);
  switch (op) {
    case Op::kAdd:
      return Value::Real(x + y);
    case Op::kSubtract:
      return Value::Real(x - y);
    case Op::kMultiply:
      return Value::Real(x * y);
    case Op::kDivide:
      return y == 0.0 ? Value::Null() : Value::Real(x / y);
    default: {  // kRemainder
      const bool bare = version < SqliteVersion{3, 31, 0};
      const int64_t divisor = bare ? BareInteger(y) : ToInteger(right);
      const int64_t dividend = bare ? BareInteger(x) : ToInteger(left);
      if (divisor == 0) return Value::Null();
      if (divisor == -1) return Value::Real(0.0);
      return Value::Real(static_cast<double>(dividend % divisor));
    }
  }
}

Value Arithmetic(Op op, const Value& left, const Value& right,
                 SqliteVersion version) {
  if (left.is_null() || right.is_null()) return Value::Null();
  const Value b = Numeric(left, version), a = Numeric(right, version);
  const bool left_has_none = HasNoNumericType(left, version);
  const bool right_has_none = HasNoNumericType(right, version);
  const bool b_is_integer = b.storage_class() == StorageClass::kInteger;
  const bool a_is_integer = a.storage_class() == StorageClass::kInteger;
  if (left_has_none || right_has_none) {
    Value result = RealArithmetic(op, left, right, version);
    const bool whole = (left_has_none || b_is_integer) &&
                       (right_has_none || a_is_integer) && !result.is_null();
    if (!whole) return result;
    return ApplyAffinity(std::move(result), Affinity::kInteger, version);
  }
  if (a_is_integer && b_is_integer) {
    std::optional<Value> exact =
        IntegerArithmetic(op, b.integer(), a.integer());
    if (exact) return *std::move(exact);
  }
  return RealArithmetic(op, left, right, version);
}

Value Bits(Op op, const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return Value::Null();
  const int64_t a = ToInteger(left);
  int64_t b = ToInteger(right);
  if (op == Op::kBitAnd) return Value::Integer(a & b);
  if (op == Op::kBitOr) return Value::Integer(a | b);
  if (b == 0) return Value::Integer(a);
  bool to_left = op == Op::kShiftLeft;
  if (b < 0) {
    to_left = !to_left;
    b = b > -64 ? -b : 64;
  }
  if (b >= 64) return Value::Integer(a >= 0 || to_left ? 0 : -1);
  if (to_left) {
    return Value::Integer(static_cast<int64_t>(static_cast<uint64_t>(a) << b));
  }
  return Value::Integer(a >> b);
}

// --- comparison --------------------------------------------------------------

bool IsNumeric(Affinity a) { return a >= Affinity::kNumeric; }

// sqlite3CompareAffinity.
Affinity ComparisonAffinity(Affinity a, Affinity b) {
  if (a != Affinity::kNone && b != Affinity::kNone) {
    return IsNumeric(a) || IsNumeric(b) ? Affinity::kNumeric : Affinity::kBlob;
  }
  return a == Affinity::kNone ? b : a;
}

// What OP_Eq and its like do to their operands before they compare.
void Coerce(Affinity affinity, SqliteVersion version, Value* a, Value* b) {
  if (a->is_null() || b->is_null()) return;
  if (IsNumeric(affinity)) {
    for (Value* v : {a, b}) {
      if (v->storage_class() == StorageClass::kText) {
        *v = ApplyAffinity(std::move(*v), Affinity::kNumeric, version);
      }
    }
  } else if (affinity == Affinity::kText) {
    *a = ApplyAffinity(std::move(*a), Affinity::kText, version);
    *b = ApplyAffinity(std::move(*b), Affinity::kText, version);
  }
}

// A COLLATE operator somewhere in it (EP_Collate).
bool HasCollate(const Node& node) {
  if (node.kind == NodeKind::kCollate) return true;
  if (node.kind == NodeKind::kSelect) return false;
  for (const Node& child : node.children) {
    if (HasCollate(child)) return true;
  }
  return false;
}

// sqlite3BinaryCompareCollSeq.
Collation PairCollation(const Node& left, const Node& right,
                        const Scope& scope) {
  std::optional<Collation> c;
  if (HasCollate(left)) {
    c = ExprCollation(left, scope);
  } else if (HasCollate(right)) {
    c = ExprCollation(right, scope);
  } else {
    c = ExprCollation(left, scope);
    if (!c) c = ExprCollation(right, scope);
  }
  return c.value_or(Collation::kBinary);
}

std::optional<bool> Ordered(Op op, int c) {
  switch (op) {
    case Op::kEq:
      return c == 0;
    case Op::kNe:
      return c != 0;
    case Op::kLt:
      return c < 0;
    case Op::kLe:
      return c <= 0;
    case Op::kGt:
      return c > 0;
    case Op::kGe:
      return c >= 0;
    default:
      return std::nullopt;
  }
}

std::optional<bool> Compare(Op op, Value a, Value b, Affinity affinity,
                            Collation collation, SqliteVersion version) {
  const bool is = op == Op::kIs || op == Op::kIsNotDistinctFrom;
  const bool is_not = op == Op::kIsNot || op == Op::kIsDistinctFrom;
  if (a.is_null() || b.is_null()) {
    if (!is && !is_not) return std::nullopt;
    return (a.is_null() && b.is_null()) == is;
  }
  Coerce(affinity, version, &a, &b);
  const int c = CompareValues(a, b, collation);
  if (is) return c == 0;
  if (is_not) return c != 0;
  return Ordered(op, c);
}

std::optional<bool> Not(std::optional<bool> b) {
  if (b) return !*b;
  return b;
}
std::optional<bool> And(std::optional<bool> a, std::optional<bool> b) {
  if ((a && !*a) || (b && !*b)) return false;
  if (!a || !b) return std::nullopt;
  return true;
}
std::optional<bool> Or(std::optional<bool> a, std::optional<bool> b) {
  return Not(And(Not(a), Not(b)));
}

// --- the walk ----------------------------------------------------------------

class Evaluator {
 public:
  explicit Evaluator(const Scope& scope) : scope_(scope) {}

  EvalResult Eval(const Node& node);

 private:
  // Of no version in particular where nobody says.
  SqliteVersion version() const {
    return scope_.dialect == nullptr ? SqliteVersion{3, 40, 1}
                                     : scope_.dialect->version;
  }
  EvalResult Column(const Node& node);
  EvalResult Unary(const Node& node);
  EvalResult Binary(const Node& node);
  EvalResult Comparison(const Node& node);
  static EvalResult Joined(std::string a, const std::string& b);
  // Rows: (a, b) < (1, 2).
  EvalResult Rows(Op op, const Node& left, const Node& right);
  static bool IsRow(const Node& node) {
    return Inner(node).kind == NodeKind::kList;
  }
  EvalResult Between(const Node& node);
  bool IsNeverNull(const Node& operand) const;
  EvalResult InNeverNull(const Node& node);
  EvalResult In(const Node& node);
  EvalResult Like(const Node& node);
  EvalResult Case(const Node& node);
  EvalResult Function(const Node& node);
  EvalResult ReplacedNumber(EvalResult out, bool small_real);
  EvalResult IsNull(const Node& operand, bool wanted);
  EvalResult Raise(const Node& node);
  // TRUE or FALSE as a word; nullopt for anything else.
  std::optional<bool> TruthWord(const Node& node);

  const Scope& scope_;
};

std::optional<bool> Evaluator::TruthWord(const Node& node) {
  const Node& n = Inner(node);
  if (n.kind != NodeKind::kColumn || n.names.size() != 1) return std::nullopt;
  const std::optional<bool> word = BooleanWord(
      n.names[0], scope_.dialect != nullptr ? scope_.dialect->version
                                            : SqliteVersion{99, 0, 0});
  if (!word || (scope_.resolve && scope_.resolve(n))) return std::nullopt;
  return word;
}

EvalResult Evaluator::Column(const Node& node) {
  if (scope_.resolve) {
    if (std::optional<Binding> b = scope_.resolve(node)) {
      EvalResult out = Ok(std::move(b->value));
      out.small_real = b->small_real;
      return out;
    }
  }
  if (node.names.size() == 1) {
    const sql::Name& name = node.names[0];
    if (name.quote == sql::Quote::kDouble) {
      return Ok(Value::Text(name.id.spelling()));
    }
    if (std::optional<bool> b = TruthWord(node)) {
      return Ok(Value::Integer(*b ? 1 : 0));
    }
  }
  return EvalResult::Unknown();
}

EvalResult Evaluator::Unary(const Node& node) {
  const Node& operand = Inner(node.children[0]);
  if (node.op == Op::kNegate && operand.kind == NodeKind::kLiteral &&
      !operand.text.empty() &&
      ((operand.text[0] >= '0' && operand.text[0] <= '9') ||
       operand.text[0] == '.')) {
    return LiteralValue(operand, /*negative=*/true, version());
  }
  EvalResult x = Eval(operand);
  if (!x.ok()) return x;
  switch (node.op) {
    case Op::kPlus:
      return x;
    case Op::kNegate:
      return Ok(
          Arithmetic(Op::kSubtract, Value::Integer(0), x.value, version()));
    case Op::kBitNot:
      if (x.value.is_null()) return x;
      return Ok(Value::Integer(~ToInteger(x.value)));
    case Op::kNot:
      return Boolean(Not(Truth(x.value)));
    default:
      return EvalResult::Unknown();
  }
}

// Some versions decide that about a NOT NULL column when they compile.
EvalResult Evaluator::IsNull(const Node& operand, bool wanted) {
  EvalResult x = Eval(operand);
  if (!x.ok()) return x;
  if (scope_.dialect != nullptr && DecidesNullEarly(scope_.dialect->version) &&
      IsNeverNull(operand)) {
    return Boolean(!wanted);
  }
  return Boolean(x.value.is_null() == wanted);
}

// SQLite: src/expr.c, codeVectorCompare. What comes behind the element that
// decides is not evaluated.
EvalResult Evaluator::Rows(Op op, const Node& left, const Node& right) {
  const Node& l = Inner(left);
  const Node& r = Inner(right);
  if (!IsRow(l) || !IsRow(r) || l.children.size() != r.children.size()) {
    return EvalResult::Unknown();
  }
  const bool is = op == Op::kIs || op == Op::kIsNotDistinctFrom;
  const bool is_not = op == Op::kIsNot || op == Op::kIsDistinctFrom;
  const bool ordered =
      op == Op::kLt || op == Op::kLe || op == Op::kGt || op == Op::kGe;
  const Op equal = is || is_not ? Op::kIs : Op::kEq;
  std::optional<bool> same = true;
  for (size_t i = 0; i < l.children.size() && same != false; ++i) {
    const Node& x = l.children[i];
    const Node& y = r.children[i];
    EvalResult a = Eval(x);
    if (!a.ok()) return a;
    EvalResult b = Eval(y);
    if (!b.ok()) return b;
    const Affinity affinity =
        ComparisonAffinity(ExprAffinity(x, scope_), ExprAffinity(y, scope_));
    const auto compare = [&](Op with) {
      return Compare(with, a.value, b.value, affinity,
                     PairCollation(x, y, scope_), version());
    };
    const std::optional<bool> one = compare(equal);
    if (ordered && (one != true || i + 1 == l.children.size())) {
      return Boolean(compare(op));
    }
    same = And(same, one);
  }
  return Boolean(op == Op::kNe || is_not ? Not(same) : same);
}

EvalResult Evaluator::Comparison(const Node& node) {
  const Node& left = node.children[0];
  const Node& right = node.children[1];
  if (IsRow(left) || IsRow(right)) return Rows(node.op, left, right);
  if (node.op == Op::kIs || node.op == Op::kIsNot) {
    const Node& bare = Inner(right);
    if (bare.kind == NodeKind::kLiteral && EqualsFolded(bare.text, "NULL")) {
      return IsNull(left, node.op == Op::kIs);
    }
    if (std::optional<bool> word = TruthWord(right)) {
      EvalResult x = Eval(left);
      if (!x.ok()) return x;
      const bool same = Truth(x.value) == word;
      return Boolean(same == (node.op == Op::kIs));
    }
  }
  EvalResult a = Eval(left);
  if (!a.ok()) return a;
  EvalResult b = Eval(right);
  if (!b.ok()) return b;
  const Affinity affinity = ComparisonAffinity(ExprAffinity(left, scope_),
                                               ExprAffinity(right, scope_));
  return Boolean(Compare(node.op, std::move(a.value), std::move(b.value),
                         affinity, PairCollation(left, right, scope_),
                         version()));
}

EvalResult Evaluator::Binary(const Node& node) {
  switch (node.op) {
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
    case Op::kIs:
    case Op::kIsNot:
    case Op::kIsDistinctFrom:
    case Op::kIsNotDistinctFrom:
      return Comparison(node);
    case Op::kArrow:
    case Op::kArrowText:
      return EvalResult::Unknown();
    default:
      break;
  }
  if (IsAlwaysFalse(node, version())) return Boolean(false);
  EvalResult a = Eval(node.children[0]);
  if (!a.ok()) return a;
  if (node.op == Op::kAnd && Truth(a.value) == false) return Boolean(false);
  if (node.op == Op::kOr && Truth(a.value) == true) return Boolean(true);
  EvalResult b = Eval(node.children[1]);
  if (!b.ok()) return b;
  switch (node.op) {
    case Op::kAnd:
      return Boolean(And(Truth(a.value), Truth(b.value)));
    case Op::kOr:
      return Boolean(Or(Truth(a.value), Truth(b.value)));
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kRemainder:
      return Ok(Arithmetic(node.op, a.value, b.value, version()));
    case Op::kBitAnd:
    case Op::kBitOr:
    case Op::kShiftLeft:
    case Op::kShiftRight:
      return Ok(Bits(node.op, a.value, b.value));
    case Op::kConcat:
      if (a.value.is_null() || b.value.is_null()) return Ok(Value::Null());
      return Joined(ToText(a.value, version()), ToText(b.value, version()));
    default:
      return EvalResult::Unknown();
  }
}

EvalResult Evaluator::Joined(std::string a, const std::string& b) {
  if (a.size() + b.size() > kBytesMax) return EvalResult::Unknown();
  return Ok(Value::Text(std::move(a += b)));
}

EvalResult Evaluator::Between(const Node& node) {
  const Node& x = node.children[0];
  if (IsRow(x)) {
    const EvalResult low = Rows(Op::kGe, x, node.children[1]);
    if (!low.ok()) return low;
    const EvalResult high = Rows(Op::kLe, x, node.children[2]);
    if (!high.ok()) return high;
    const std::optional<bool> both = And(Truth(low.value), Truth(high.value));
    return Boolean(node.negated ? Not(both) : both);
  }
  EvalResult v = Eval(x);
  if (!v.ok()) return v;
  // Once, a COLLATE in front of BETWEEN hid what stands below it.
  const bool hidden = version() < SqliteVersion{3, 28, 0} &&
                      WithoutParens(x).kind == NodeKind::kCollate;
  const Affinity own = hidden ? Affinity::kNone : ExprAffinity(x, scope_);
  std::optional<bool> both = true;
  for (int i = 1; i <= 2; ++i) {
    const Node& bound = node.children[i];
    EvalResult b = Eval(bound);
    if (!b.ok()) return b;
    const Affinity affinity =
        ComparisonAffinity(own, ExprAffinity(bound, scope_));
    both = And(both,
               Compare(i == 1 ? Op::kGe : Op::kLe, v.value, std::move(b.value),
                       affinity, PairCollation(x, bound, scope_), version()));
  }
  return Boolean(node.negated ? Not(both) : both);
}

bool Evaluator::IsNeverNull(const Node& operand) const {
  const Node* column = NullDecider(operand);
  if (column == nullptr || !scope_.resolve) return false;
  const std::optional<Binding> b = scope_.resolve(*column);
  return b.has_value() && b->never_null;
}

// Three constants or more are looked up in an index of their own, where NULL
// finds NULL; for a NOT NULL column nobody asks before (sqlite3ExprCodeIN).
EvalResult Evaluator::InNeverNull(const Node& node) {
  bool constant = true, null = false;
  for (const Node& item : node.children[1].children) {
    sql::Walk(item, [&](const Node& part) {
      constant =
          constant && part.kind != NodeKind::kColumn &&
          part.kind != NodeKind::kFunction &&
          part.kind != NodeKind::kSubquery && part.kind != NodeKind::kExists &&
          part.kind != NodeKind::kSelect && part.kind != NodeKind::kRaise;
    });
    if (!constant) return EvalResult::Unknown();
    const EvalResult value = Eval(item);
    if (!value.ok()) return value;
    null |= value.value.is_null();
  }
  return Boolean(null != node.negated);
}

EvalResult Evaluator::In(const Node& node) {
  const Node& x = node.children[0];
  const Node& list = node.children[1];
  if (list.kind != NodeKind::kList || Inner(x).kind == NodeKind::kList) {
    return EvalResult::Unknown();
  }
  EvalResult v = Eval(x);
  if (!v.ok()) return v;
  if (list.children.empty()) return Boolean(node.negated);
  if (v.value.is_null() && list.children.size() > 2 && IsNeverNull(x)) {
    return InNeverNull(node);
  }
  const Affinity affinity = ExprAffinity(x, scope_);
  // One constant: SQLite makes `x = +(constant)` of it, whose COLLATE counts.
  const bool single = list.children.size() == 1;
  Collation collation = ExprCollation(x, scope_).value_or(Collation::kBinary);
  if (single && !HasCollate(x) && HasCollate(list.children[0])) {
    return EvalResult::Unknown();
  }
  std::optional<bool> found = false;
  for (const Node& item : list.children) {
    EvalResult b = Eval(item);
    if (!b.ok()) return b;
    // The elements get the affinity of x; what they are does not count.
    found = Or(found, Compare(Op::kEq, v.value, std::move(b.value), affinity,
                              collation, version()));
  }
  return Boolean(node.negated ? Not(found) : found);
}

EvalResult Evaluator::Like(const Node& node) {
  if (node.op == Op::kRegexp) return EvalResult::Unknown();
  std::vector<Value> args;
  for (const Node& child : node.children) {
    EvalResult v = Eval(child);
    if (!v.ok()) return v;
    args.push_back(std::move(v.value));
  }
  if (node.op == Op::kMatch) {
    return EvalResult::Error(
        "unable to use function MATCH in the requested context");
  }
  const bool blob = args[0].storage_class() == StorageClass::kBlob ||
                    args[1].storage_class() == StorageClass::kBlob;
  char32_t escape = 0;
  if (args.size() == 3) {
    if (args[2].is_null()) return Ok(Value::Null());
    const std::vector<char32_t> codes = CodePoints(ToText(args[2], version()));
    if (codes.size() != 1) {
      return EvalResult::Error("ESCAPE expression must be a single character");
    }
    escape = codes[0];
  }
  const bool null = args[0].is_null() || args[1].is_null();
  if (null && !blob) return Ok(Value::Null());
  const bool matches =
      LikeMatches(ToText(args[1], version()), ToText(args[0], version()),
                  node.op == Op::kGlob, escape);
  // Builds differ in LIKE_DOESNT_MATCH_BLOBS, by which the answer is 0.
  if (blob && (null || matches)) return EvalResult::Unknown();
  return Boolean(matches != node.negated);
}

EvalResult Evaluator::Case(const Node& node) {
  const Node* base = node.Child(NodeKind::kCaseBase);
  EvalResult x;
  if (base != nullptr) {
    x = Eval(base->children[0]);
    if (!x.ok()) return x;
  }
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kElse) return Eval(child.children[0]);
    if (child.kind != NodeKind::kWhen) continue;
    const Node& when = child.children[0];
    EvalResult condition = Eval(when);
    if (!condition.ok()) return condition;
    std::optional<bool> yes;
    if (base != nullptr) {
      const Node& b = base->children[0];
      const Affinity affinity = ComparisonAffinity(ExprAffinity(b, scope_),
                                                   ExprAffinity(when, scope_));
      yes = Compare(Op::kEq, x.value, std::move(condition.value), affinity,
                    PairCollation(b, when, scope_), version());
    } else {
      yes = Truth(condition.value);
    }
    if (yes == true) return Eval(child.children[1]);
  }
  return Ok(Value::Null());
}

EvalResult Evaluator::Function(const Node& node) {
  if (node.names.size() != 1 || node.distinct || node.star) {
    return EvalResult::Unknown();
  }
  const std::string& name = node.names[0].id.spelling();
  const auto count = static_cast<int>(node.children.size());
  const FunctionInfo* info = FindFunction(name, count);
  if (info == nullptr || info->aggregate) {
    return EvalResult::Unknown();
  }
  if (EqualsFolded(name, "iif")) {
    EvalResult condition = Eval(node.children[0]);
    if (!condition.ok()) return condition;
    return Eval(node.children[Truth(condition.value) == true ? 1 : 2]);
  }
  const bool extreme = EqualsFolded(name, "min") || EqualsFolded(name, "max");
  if (extreme && count < 2) return EvalResult::Unknown();
  const bool lazy =
      EqualsFolded(name, "coalesce") || EqualsFolded(name, "ifnull");
  std::vector<Value> args;
  std::vector<bool> small;
  std::optional<Collation> collation;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kFilter || child.kind == NodeKind::kOver ||
        child.kind == NodeKind::kOrderBy) {
      return EvalResult::Unknown();
    }
    EvalResult v = Eval(child);
    if (!v.ok()) return v;
    if (lazy && !v.value.is_null()) return v;
    args.push_back(std::move(v.value));
    small.push_back(v.small_real);
    if (!collation) collation = ExprCollation(child, scope_);
  }
  if (BytesOf(args) > kBytesMax) return EvalResult::Unknown();
  EvalResult out = CallFunction(
      name, args, collation.value_or(Collation::kBinary), version());
  if (!out.ok()) return out;
  const bool likely = EqualsFolded(name, "likely") ||
                      EqualsFolded(name, "unlikely") ||
                      EqualsFolded(name, "likelihood");
  if (likely || EqualsFolded(name, "nullif")) {
    out.small_real = small[0] && !out.value.is_null();
  } else if (extreme) {
    // Of equal ones, max() gives the first and min() the last.
    const bool first = EqualsFolded(name, "max");
    for (size_t i = args.size(); i-- > 0;) {
      if (!(args[i] == out.value)) continue;
      out.small_real = small[i];
      if (!first) break;
    }
  } else if (EqualsFolded(name, "replace")) {
    return ReplacedNumber(std::move(out), small[0]);
  }
  return out;
}

// Where there is nothing to look for, replace() gave back a number as such; by
// 3.49 at the latest, as text. A REAL that was held as an integer was text
// already, until 3.41.
EvalResult Evaluator::ReplacedNumber(EvalResult out, bool small_real) {
  const StorageClass c = out.value.storage_class();
  if (c != StorageClass::kInteger && c != StorageClass::kReal) return out;
  if (scope_.dialect == nullptr) return EvalResult::Unknown();
  const SqliteVersion version = scope_.dialect->version;
  const bool text = small_real && version < SqliteVersion{3, 42, 0};
  if (version < SqliteVersion{3, 46, 0} && !text) {
    out.with_text = c == StorageClass::kInteger;
    return out;
  }
  if (!text && version < SqliteVersion{3, 49, 0}) return EvalResult::Unknown();
  return Ok(Value::Text(ToText(out.value, version)));
}

EvalResult Evaluator::Raise(const Node& node) {
  EvalResult out;
  out.status = EvalResult::Status::kError;
  out.raise = EqualsFolded(node.text, "IGNORE")     ? sql::Conflict::kIgnore
              : EqualsFolded(node.text, "ROLLBACK") ? sql::Conflict::kRollback
              : EqualsFolded(node.text, "FAIL")     ? sql::Conflict::kFail
                                                    : sql::Conflict::kAbort;
  if (out.raise == sql::Conflict::kIgnore) return out;
  if (node.children.empty()) return EvalResult::Unknown();
  // The message is a string token, or a name: never an expression.
  const Node& message = Inner(node.children[0]);
  if (message.kind == NodeKind::kColumn && message.names.size() == 1) {
    out.error = message.names[0].id.spelling();
    return out;
  }
  EvalResult text = Eval(message);
  if (!text.ok()) return text;
  out.error = ToText(text.value, version());
  return out;
}

EvalResult Evaluator::Eval(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      return LiteralValue(node, /*negative=*/false, version());
    case NodeKind::kColumn:
      return Column(node);
    case NodeKind::kUnary:
      return Unary(node);
    case NodeKind::kBinary:
      return Binary(node);
    case NodeKind::kLike:
      return Like(node);
    case NodeKind::kIsNull:
      return IsNull(node.children[0], node.op == Op::kIsNull);
    case NodeKind::kBetween:
      return Between(node);
    case NodeKind::kIn:
      return In(node);
    case NodeKind::kCollate:
    case NodeKind::kParen:
      return Eval(node.children[0]);
    case NodeKind::kCast: {
      EvalResult x = Eval(node.children[0]);
      if (!x.ok()) return x;
      const Affinity to = AffinityOfType(node.text, false);
      // A number stays what it is.
      if (x.small_real && to == Affinity::kNumeric) return x;
      return Ok(CastTo(std::move(x.value), to, version()));
    }
    case NodeKind::kCase:
      return Case(node);
    case NodeKind::kFunction:
      return Function(node);
    case NodeKind::kRaise:
      return Raise(node);
    default:
      return EvalResult::Unknown();
  }
}

}  // namespace

EvalResult ApplyToComputed(EvalResult result, Affinity affinity,
                           SqliteVersion version) {
  if (!result.ok()) return result;
  const bool whole =
      affinity == Affinity::kNumeric || affinity == Affinity::kInteger;
  if (result.small_real && whole) {
    // Numeric affinity once overlooked that kind.
    if (version < SqliteVersion{3, 41, 0}) return result;
  }
  constexpr int64_t kSixBytes = (int64_t{1} << 47) - 1;
  bool small = result.small_real && !whole && affinity != Affinity::kText;
  if (affinity == Affinity::kReal) {
    const Value number =
        ApplyAffinity(result.value, Affinity::kNumeric, version);
    small = number.storage_class() == StorageClass::kInteger &&
            number.integer() <= kSixBytes && number.integer() >= -kSixBytes - 1;
  }
  result.value = ApplyAffinity(std::move(result.value), affinity, version);
  result.small_real = small;
  return result;
}

EvalResult LiteralValue(const Node& literal, bool negative,
                        SqliteVersion version) {
  const std::string& text = literal.text;
  if (text.empty()) return EvalResult::Unknown();
  const char c = text[0];
  if (c == '\'') return Ok(Value::Text(sql::Dequote(text)));
  if ((c == 'x' || c == 'X') && text.size() >= 3 && text[1] == '\'') {
    return Ok(
        Value::Blob(UnHex(std::string_view(text).substr(2, text.size() - 3))));
  }
  if ((c >= '0' && c <= '9') || c == '.')
    return NumberLiteral(text, negative, version);
  if (EqualsFolded(text, "NULL")) return Ok(Value::Null());
  return EvalResult::Unknown();  // CURRENT_TIME and its like
}

Affinity ExprAffinity(const Node& expr, const Scope& scope) {
  const Node& node = Inner(expr);
  switch (node.kind) {
    case NodeKind::kCollate:
      return ExprAffinity(node.children[0], scope);
    case NodeKind::kCast:
      return AffinityOfType(node.text, false);
    case NodeKind::kColumn:
      if (scope.resolve) {
        if (std::optional<Binding> b = scope.resolve(node)) return b->affinity;
      }
      return Affinity::kNone;
    default:
      return Affinity::kNone;
  }
}

std::optional<Collation> ExprCollation(const Node& expr, const Scope& scope) {
  const Node& node = Inner(expr);
  switch (node.kind) {
    case NodeKind::kColumn:
      if (scope.resolve) {
        if (std::optional<Binding> b = scope.resolve(node)) {
          return b->collation;
        }
      }
      return std::nullopt;
    case NodeKind::kCast:
      return ExprCollation(node.children[0], scope);
    case NodeKind::kCollate:
      return CollationByName(node.names[0].id.spelling());
    case NodeKind::kUnary:
      if (node.op == Op::kPlus) return ExprCollation(node.children[0], scope);
      break;
    default:
      break;
  }
  for (const Node& child : node.children) {
    if (HasCollate(child)) return ExprCollation(child, scope);
  }
  return std::nullopt;
}

std::optional<bool> BooleanWord(const sql::Name& name, SqliteVersion version) {
  const bool quoted = name.quote != sql::Quote::kNone;
  if (quoted && version >= SqliteVersion{3, 31, 0}) return std::nullopt;
  if (name.id == Identifier("true")) return true;
  if (name.id == Identifier("false")) return false;
  return std::nullopt;
}

std::optional<bool> Truth(const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return std::nullopt;
    case StorageClass::kInteger:
      return value.integer() != 0;
    case StorageClass::kReal:
      return value.real() != 0.0;
    case StorageClass::kText:
    case StorageClass::kBlob:
      // Whether it is zero is the same in all.
      return ToReal(value, SqliteVersion{3, 40, 1}) != 0.0;
  }
  return std::nullopt;
}

EvalResult Evaluate(const Node& expr, const Scope& scope) {
  return Evaluator(scope).Eval(expr);
}

bool ConstantCallFails(const Node& expr, const Dialect& dialect) {
  const Scope nowhere{
      [](const Node&) -> std::optional<Binding> { return std::nullopt; },
      &dialect};
  bool fails = false;
  sql::Walk(expr, [&](const Node& node) {
    if (fails || node.kind != NodeKind::kFunction) return;
    bool constant = true;
    sql::Walk(node, [&](const Node& inner) {
      constant = constant && inner.kind != NodeKind::kColumn;
    });
    if (!constant) return;
    const EvalResult result = Evaluate(node, nowhere);
    fails = result.status == EvalResult::Status::kError &&
            result.raise == sql::Conflict::kDefault;
  });
  return fails;
}

}  // namespace alterego::shadow
