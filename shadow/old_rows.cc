#include "shadow/old_rows.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "shadow/number.h"
#include "shadow/rows.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

constexpr SqliteVersion kAffineTrueFrom{3, 44, 0}, kNumbersFrom{3, 46, 0};

bool IsNumber(const Node& node) {
  return node.kind == NodeKind::kLiteral && !node.text.empty() &&
         (node.text[0] == '.' || (node.text[0] >= '0' && node.text[0] <= '9'));
}

bool IsHex(std::string_view text) {
  return text.size() > 1 && text[0] == '0' &&
         (text[1] == 'x' || text[1] == 'X');
}

// sqlite3GetInt32: what the parser keeps as a number instead of as text.
std::optional<int64_t> SmallInteger(std::string_view text) {
  const bool hex = IsHex(text);
  if (hex) text.remove_prefix(2);
  while (!text.empty() && text[0] == '0') text.remove_prefix(1);
  if (text.size() > (hex ? 8u : 10u)) return std::nullopt;
  int64_t value = 0;
  for (const char c : text) {
    const char lower = static_cast<char>(c | 0x20);
    int digit = c - '0';
    if (hex && lower >= 'a' && lower <= 'f') digit = lower - 'a' + 10;
    if (digit < 0 || digit > (hex ? 15 : 9)) return std::nullopt;
    value = value * (hex ? 16 : 10) + digit;
  }
  if (value > std::numeric_limits<int32_t>::max()) return std::nullopt;
  return value;
}

// sqlite3ValueApplyAffinity: a REAL column turns integers into reals only when
// the value is read.
Value Apply(Value value, Affinity affinity, SqliteVersion version) {
  return ApplyAffinity(
      std::move(value),
      affinity == Affinity::kReal ? Affinity::kNumeric : affinity, version);
}

class Reader {
 public:
  explicit Reader(SqliteVersion version) : version_(version) {}

  static const Node& Bare(const Node& node) {
    const Node* n = &node;
    while (n->kind == NodeKind::kParen) n = &n->children[0];
    return *n;
  }

  // valueFromExpr in src/vdbemem.c.
  EvalResult Read(const Node& expr, Affinity affinity) {
    const Node& node = Operand(expr);
    if (const std::optional<int64_t> test = FoldedTest(node, version_)) {
      return Integer(*test, affinity);
    }
    if (node.kind == NodeKind::kCast) {
      const Affinity type = AffinityOfType(node.text, false);
      EvalResult inner = Read(node.children[0], type);
      if (!inner.ok()) return inner;
      return EvalResult::Ok(Apply(
          CastTo(std::move(inner.value), type, version_), affinity, version_));
    }
    if (node.kind == NodeKind::kUnary && node.op == Op::kNegate) {
      const Node& inner = Bare(node.children[0]);
      const bool hex = IsNumber(inner) && IsHex(inner.text);
      if (IsNumber(inner) && !(hex && version_ >= kNumbersFrom)) {
        return Number(inner.text, true, affinity);
      }
      return Negated(node.children[0], affinity);
    }
    if (IsNumber(node)) return Number(node.text, false, affinity);
    if (node.kind == NodeKind::kColumn) return Word(node, affinity);
    if (node.kind != NodeKind::kLiteral) return EvalResult::Unknown();
    EvalResult value = LiteralValue(node, false, version_);
    if (value.ok())
      value.value = Apply(std::move(value.value), affinity, version_);
    return value;
  }

 private:
  // A plus sign means nothing.
  static const Node& Operand(const Node& node) {
    const Node* n = &Bare(node);
    while (n->kind == NodeKind::kUnary && n->op == Op::kPlus) {
      n = &Bare(n->children[0]);
    }
    return *n;
  }

  EvalResult Number(const std::string& text, bool negative, Affinity affinity) {
    if (text.find('_') != std::string::npos) return EvalResult::Unknown();
    const bool hex = IsHex(text);
    const bool fraction =
        !hex && text.find_first_of(".eE") != std::string::npos;
    if (!fraction) {
      if (std::optional<int64_t> small = SmallInteger(text)) {
        return Integer(negative ? -*small : *small, affinity);
      }
    }
    const bool untyped =
        affinity == Affinity::kBlob || affinity == Affinity::kNone;
    const std::string written = (negative ? "-" : "") + text;
    if (version_ >= kNumbersFrom) {
      if (fraction && untyped) {
        double real;
        TextToReal(written, version_, &real);
        return EvalResult::Ok(Value::Real(real));
      }
      int64_t value;
      if (hex) {
        EvalResult read = LiteralValue(Literal(text), false, version_);
        if (!read.ok()) return read;
        return Integer(negative ? -read.value.integer() : read.value.integer(),
                       affinity);
      }
      if (!fraction && TextToInteger(text, &value) == IntegerText::kExact) {
        return Integer(negative ? -value : value, affinity);
      }
    }
    return EvalResult::Ok(Apply(Value::Text(written),
                                untyped ? Affinity::kNumeric : affinity,
                                version_));
  }

  static Node Literal(const std::string& text) {
    Node node;
    node.kind = NodeKind::kLiteral;
    node.text = text;
    return node;
  }

  EvalResult Integer(int64_t value, Affinity affinity) {
    return EvalResult::Ok(Apply(Value::Integer(value), affinity, version_));
  }

  // Two minus signs, or one before something that is no number.
  EvalResult Negated(const Node& operand, Affinity affinity) {
    EvalResult inner = Read(operand, affinity);
    if (!inner.ok() || inner.value.is_null()) return inner;
    const Value number =
        CastTo(std::move(inner.value), Affinity::kNumeric, version_);
    Value negated;
    if (number.storage_class() == StorageClass::kReal) {
      negated = Value::Real(-number.real());
    } else if (number.integer() == std::numeric_limits<int64_t>::min()) {
      negated = Value::Real(-static_cast<double>(number.integer()));
    } else {
      negated = Value::Integer(-number.integer());
    }
    return EvalResult::Ok(Apply(std::move(negated), affinity, version_));
  }

  // TRUE and FALSE once had no affinity. Any other word is a string.
  EvalResult Word(const Node& node, Affinity affinity) {
    const sql::Name& word = node.names[0];
    const std::optional<bool> yes = BooleanWord(word, version_);
    if (!yes) {
      return EvalResult::Ok(
          Apply(Value::Text(word.id.spelling()), affinity, version_));
    }
    Value value = Value::Integer(*yes ? 1 : 0);
    if (version_ < kAffineTrueFrom) return EvalResult::Ok(std::move(value));
    return EvalResult::Ok(Apply(std::move(value), affinity, version_));
  }

  const SqliteVersion version_;
};

}  // namespace

std::optional<int64_t> FoldedTest(const Node& node, SqliteVersion version) {
  // The parser puts 0 for `x AND 0`.
  if (node.kind == NodeKind::kBinary && node.op == Op::kAnd) {
    if (IsAlwaysFalse(node, version)) return 0;
    return std::nullopt;
  }
  if (version < SqliteVersion{3, 52, 0}) return std::nullopt;
  const auto is_null = [](const Node& n) {
    return n.kind == NodeKind::kLiteral && EqualsFolded(n.text, "NULL");
  };
  bool yes = false;
  if (node.kind == NodeKind::kIsNull) {
    yes = node.op != Op::kIsNull;
  } else if (node.kind == NodeKind::kBinary &&
             (node.op == Op::kIs || node.op == Op::kIsNot ||
              node.op == Op::kIsDistinctFrom ||
              node.op == Op::kIsNotDistinctFrom) &&
             is_null(Reader::Bare(node.children[1]))) {
    yes = node.op == Op::kIsNot || node.op == Op::kIsDistinctFrom;
  } else {
    return std::nullopt;
  }
  const Node* operand = &Reader::Bare(node.children[0]);
  while (operand->kind == NodeKind::kUnary &&
         (operand->op == Op::kNegate || operand->op == Op::kPlus)) {
    operand = &Reader::Bare(operand->children[0]);
  }
  if (FoldedTest(*operand, version)) return yes ? 1 : 0;
  if (operand->kind != NodeKind::kLiteral || is_null(*operand) ||
      EqualsFolded(std::string_view(operand->text).substr(0, 8), "CURRENT_")) {
    return std::nullopt;
  }
  return yes ? 1 : 0;
}

EvalResult OldRowsDefault(const CreateTable& table, const Column& column,
                          const Dialect& dialect) {
  const DefaultRule* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return EvalResult::Ok(Value::Null());
  const Affinity affinity = ColumnAffinity(table, column, dialect.version);
  EvalResult result = Reader(dialect.version).Read(rule->expr, affinity);
  if (result.ok() && affinity == Affinity::kReal &&
      result.value.storage_class() == StorageClass::kInteger) {
    result.value = Value::Real(static_cast<double>(result.value.integer()));
  }
  return result;
}

}  // namespace alterego::shadow
