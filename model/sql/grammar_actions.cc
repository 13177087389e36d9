#include "model/sql/grammar_actions.h"

#include <algorithm>

#include "model/sql/edit.h"
#include "model/sql/grammar.h"

namespace alterego::sql {
namespace {

// True for what SQLite counts as a level of an expression.
bool CountsForHeight(NodeKind kind) {
  return kind <= NodeKind::kRaise && kind != NodeKind::kParen &&
         kind != NodeKind::kList && kind != NodeKind::kCaseBase &&
         kind != NodeKind::kWhen && kind != NodeKind::kElse &&
         kind != NodeKind::kFilter && kind != NodeKind::kOver &&
         kind != NodeKind::kWindow && kind != NodeKind::kPartitionBy &&
         kind != NodeKind::kFrame;
}

Op InfixOp(uint16_t code) {
  switch (code) {
    case TK_AND:
      return Op::kAnd;
    case TK_OR:
      return Op::kOr;
    case TK_LT:
      return Op::kLt;
    case TK_GT:
      return Op::kGt;
    case TK_GE:
      return Op::kGe;
    case TK_LE:
      return Op::kLe;
    case TK_EQ:
      return Op::kEq;
    case TK_NE:
      return Op::kNe;
    case TK_BITAND:
      return Op::kBitAnd;
    case TK_BITOR:
      return Op::kBitOr;
    case TK_LSHIFT:
      return Op::kShiftLeft;
    case TK_RSHIFT:
      return Op::kShiftRight;
    case TK_PLUS:
      return Op::kAdd;
    case TK_MINUS:
      return Op::kSubtract;
    case TK_STAR:
      return Op::kMultiply;
    case TK_SLASH:
      return Op::kDivide;
    case TK_REM:
      return Op::kRemainder;
    case TK_CONCAT:
      return Op::kConcat;
    default:
      return Op::kArrow;
  }
}

Op LikeOp(std::string_view word) {
  switch (FoldAscii(word[0])) {
    case 'l':
      return Op::kLike;
    case 'g':
      return Op::kGlob;
    case 'r':
      return Op::kRegexp;
    default:
      return Op::kMatch;
  }
}

std::string Upper(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

// What a word before JOIN says; 0 if it is none of them.
enum : int { kNatural = 1, kLeft = 2, kRight = 4, kOuter = 8, kInner = 16 };
int JoinWord(std::string_view word) {
  if (EqualsFolded(word, "natural")) return kNatural;
  if (EqualsFolded(word, "left")) return kLeft | kOuter;
  if (EqualsFolded(word, "outer")) return kOuter;
  if (EqualsFolded(word, "right")) return kRight | kOuter;
  if (EqualsFolded(word, "full")) return kLeft | kRight | kOuter;
  if (EqualsFolded(word, "inner")) return kInner;
  if (EqualsFolded(word, "cross")) return kInner;
  return 0;
}

const char* CompoundName(Op op) {
  switch (op) {
    case Op::kUnionAll:
      return "UNION ALL";
    case Op::kIntersect:
      return "INTERSECT";
    case Op::kExcept:
      return "EXCEPT";
    default:
      return "UNION";
  }
}

// GENERATED ALWAYS falls back to names, and so ends up in the type. SQLite cuts
// it off the text, which is why a comment in between stays
// (sqlite3AddColumn).
std::string_view WithoutGeneratedAlways(std::string_view type) {
  const auto cut = [&type](std::string_view word) {
    if (type.size() < word.size() ||
        !EqualsFolded(type.substr(type.size() - word.size()), word)) {
      return false;
    }
    type.remove_suffix(word.size());
    constexpr std::string_view kBlanks = " \t\n\v\f\r";
    while (!type.empty() && kBlanks.find(type.back()) != kBlanks.npos) {
      type.remove_suffix(1);
    }
    return true;
  };
  constexpr size_t kShortest = std::string_view("generated always").size();
  if (type.size() >= kShortest && cut("always")) cut("generated");
  return type;
}

}  // namespace

void GrammarActions::Fail(TokenIndex token, std::string message) {
  // The last fault of one token wins, as in SQLite, which writes its message
  // anew each time. But the newest grammar would not have gone on here.
  if (using_refused_) return;
  failed_ = true;
  error_token_ = token;
  message_ = std::move(message);
}

// ------------------------------------------------------- names and ranges

std::string_view GrammarActions::Text(TokenIndex token) const {
  return parsed_.TextOf(token);
}

std::string GrammarActions::Text(Span span) const {
  if (span.begin == span.end) return "";
  return std::string(parsed_.TextOf(TokenRange{span.begin, span.end}));
}

Name GrammarActions::NameOf(TokenIndex token) const {
  const std::string_view text = Text(token);
  return Name(Identifier(Dequote(text)), QuoteOf(text), token);
}

std::optional<Name> GrammarActions::OptionalName(TokenIndex token) const {
  if (token == kNoToken) return std::nullopt;
  return NameOf(token);
}

// ------------------------------------------------------------------ nodes

Made* GrammarActions::Make(NodeKind kind, TokenIndex begin) {
  Made* made;
  if (free_.empty()) {
    made = &pool_.emplace_back();
  } else {
    made = free_.back();
    free_.pop_back();
  }
  made->kind = kind;
  made->range = {begin, End()};
  made->height = CountsForHeight(kind) ? 1 : 0;
  return made;
}

Node GrammarActions::Take(Made* made) {
  Node node = std::move(*made);
  *made = Made();
  free_.push_back(made);
  return node;
}

void GrammarActions::Grow(Made* parent, int height, int depth) {
  if (CountsForHeight(parent->kind)) ++height;
  parent->height = std::max(parent->height, height);
  parent->depth = std::max(parent->depth, depth + 1);
  if (parent->height > kExpressionHeightMax) {
    Fail(next_, "Expression tree is too large (maximum depth 1000)");
  } else if (parent->depth > kTreeDepthMax) {
    Overflow();
  }
}

void GrammarActions::Add(Made* parent, Made* child) {
  Grow(parent, child->height, child->depth);
  parent->range.end = End();
  parent->children.push_back(std::move(*child));
  *child = Made();
  free_.push_back(child);
}

void GrammarActions::AddAll(Made* parent, Made* from) {
  if (from == nullptr) return;
  Grow(parent, from->height, from->depth - 1);
  if (parent->children.empty()) {
    parent->children = std::move(from->children);
  } else {
    parent->children.insert(parent->children.end(),
                            std::make_move_iterator(from->children.begin()),
                            std::make_move_iterator(from->children.end()));
  }
  Take(from);
}

Made* GrammarActions::From(TokenIndex begin, Made* made) {
  made->range = {begin, End()};
  return made;
}

Made* GrammarActions::ListOf(Made* first) {
  Made* list = Make(NodeKind::kList, first->range.begin);
  Add(list, first);
  return list;
}

Made* GrammarActions::Wrap(NodeKind kind, TokenIndex begin, Made* inner) {
  Made* made = Make(kind, begin);
  Add(made, inner);
  return made;
}

Made* GrammarActions::ListClause(NodeKind kind, TokenIndex begin, Made* list) {
  list->kind = kind;
  return EndOfLast(begin, list);
}

Made* GrammarActions::NameList(TokenIndex name) {
  Made* list = Make(NodeKind::kColumnList, name);
  list->names.push_back(NameOf(name));
  return list;
}

void GrammarActions::AddName(Made* list, TokenIndex name) {
  list->names.push_back(NameOf(name));
  list->range.end = End();
}

std::vector<Name> GrammarActions::TakeNames(Made* list) {
  if (list == nullptr) return {};
  return std::move(Take(list).names);
}

void GrammarActions::RefuseColumnSuffix(TokenIndex name, int collate,
                                        Op order) {
  if (collate == 0 && order == Op::kNone) return;
  Fail(name,
       "syntax error after column name \"" + std::string(Text(name)) + "\"");
}

// ------------------------------------------------------------ expressions

Made* GrammarActions::LiteralAt(TokenIndex token) {
  Made* made = Make(NodeKind::kLiteral, token);
  made->text = Text(token);
  return made;
}

Made* GrammarActions::SeparatedAt(TokenIndex token) {
  const std::string_view text = Text(token);
  const bool hex = text.size() > 1 && (text[1] | 32) == 'x';
  const auto is_digit = [&](size_t i) {
    if (i >= text.size()) return false;
    const auto c = static_cast<unsigned char>(text[i]);
    return (hex ? std::isxdigit(c) : std::isdigit(c)) != 0;
  };
  // SQLite takes the separators out in place, and shows what it has by then.
  std::string shown(text);
  size_t out = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      shown[out++] = text[i];
    } else if (!is_digit(i - 1) || !is_digit(i + 1)) {
      Fail(token, "unrecognized token: \"" + shown + "\"");
    }
  }
  return LiteralAt(token);
}

Made* GrammarActions::ParameterAt(TokenIndex token) {
  Made* made = Make(NodeKind::kParameter, token);
  made->text = Text(token);
  // #1 is a register, for SQLite's own nested statements only.
  if (made->text[0] == '#') Fail(token, "");
  return made;
}

Made* GrammarActions::ColumnName(TokenIndex a, TokenIndex b, TokenIndex c) {
  Made* made = Make(NodeKind::kColumn, a);
  made->names.reserve(1 + (b != kNoToken) + (c != kNoToken));
  made->names.push_back(NameOf(a));
  if (b != kNoToken) made->names.push_back(NameOf(b));
  if (c != kNoToken) made->names.push_back(NameOf(c));
  return made;
}

Made* GrammarActions::Prefix(TokenIndex op, Made* x) {
  Made* made = Make(NodeKind::kUnary, op);
  switch (parsed_.tokens[op].code) {
    case TK_MINUS:
      made->op = Op::kNegate;
      break;
    case TK_PLUS:
      made->op = Op::kPlus;
      break;
    case TK_BITNOT:
      made->op = Op::kBitNot;
      break;
    default:
      made->op = Op::kNot;
  }
  Add(made, x);
  return made;
}

Made* GrammarActions::Infix(Made* x, TokenIndex op, Made* y) {
  Made* made = Binary(x, InfixOp(parsed_.tokens[op].code), y);
  const std::string_view text = Text(op);
  if (text == "==" || text == "!=") made->text = text;
  if (text == "->>") made->op = Op::kArrowText;
  return made;
}

Made* GrammarActions::Binary(Made* x, Op op, Made* y) {
  Made* made = Make(NodeKind::kBinary, x->range.begin);
  made->op = op;
  made->children.reserve(2);
  Add(made, x);
  Add(made, y);
  return made;
}

Made* GrammarActions::Postfix(NodeKind kind, Made* x) {
  return Wrap(kind, x->range.begin, x);
}

Made* GrammarActions::Collate(Made* x, TokenIndex collation) {
  Made* made = Postfix(NodeKind::kCollate, x);
  made->names.push_back(NameOf(collation));
  return made;
}

Made* GrammarActions::Cast(TokenIndex begin, Made* x, Span type) {
  Made* made = Wrap(NodeKind::kCast, begin, x);
  made->text = Text(type);
  return made;
}

Made* GrammarActions::Like(Made* x, Negatable op, Made* pattern, Made* escape) {
  Made* made = Postfix(NodeKind::kLike, x);
  made->op = LikeOp(Text(op.token));
  made->negated = op.negated;
  Add(made, pattern);
  AddIf(made, escape);
  return made;
}

Made* GrammarActions::NullTest(Made* x, Op op) {
  Made* made = Postfix(NodeKind::kIsNull, x);
  made->op = op;
  return made;
}

Made* GrammarActions::Between(Made* x, int negated, Made* low, Made* high) {
  Made* made = Postfix(NodeKind::kBetween, x);
  made->negated = negated != 0;
  Add(made, low);
  Add(made, high);
  return made;
}

Made* GrammarActions::In(Made* x, int negated, Made* set) {
  Made* made = Postfix(NodeKind::kIn, x);
  made->negated = negated != 0;
  Add(made, set);
  return made;
}

Made* GrammarActions::InList(TokenIndex begin, Made* list) {
  if (list == nullptr) return Make(NodeKind::kList, begin);
  return From(begin, list);
}

Made* GrammarActions::InTable(TokenIndex first, TokenIndex second,
                              TableArguments arguments) {
  Made* made = TableRef(first, second);
  made->function_call = arguments.call;
  AddAll(made, arguments.list);
  return made;
}

Made* GrammarActions::RowValue(TokenIndex begin, Made* list, Made* last) {
  Add(list, last);
  return From(begin, list);
}

Made* GrammarActions::Case(TokenIndex begin, Made* base, Made* whens,
                           Made* otherwise) {
  Made* made = Make(NodeKind::kCase, begin);
  AddIf(made, base);
  AddAll(made, whens);
  AddIf(made, otherwise);
  return made;
}

Made* GrammarActions::CaseBase(Made* x) {
  return Wrap(NodeKind::kCaseBase, x->range.begin, x);
}

Made* GrammarActions::When(TokenIndex begin, Made* condition, Made* result) {
  Made* made = Wrap(NodeKind::kWhen, begin, condition);
  Add(made, result);
  return made;
}

Made* GrammarActions::Raise(TokenIndex begin, Conflict action, Made* message) {
  Made* made = Make(NodeKind::kRaise, begin);
  switch (action) {
    case Conflict::kRollback:
      made->text = "ROLLBACK";
      break;
    case Conflict::kFail:
      made->text = "FAIL";
      break;
    case Conflict::kIgnore:
      made->text = "IGNORE";
      break;
    default:
      made->text = "ABORT";
  }
  AddIf(made, message);
  return made;
}

Made* GrammarActions::FunctionCall(TokenIndex name, int distinct,
                                   Made* arguments, Made* order) {
  Made* made = Make(NodeKind::kFunction, name);
  made->names.push_back(NameOf(name));
  made->distinct = distinct == 1;
  AddAll(made, arguments);
  AddIf(made, order);
  return made;
}

Made* GrammarActions::StarCall(TokenIndex name) {
  Made* made = FunctionCall(name, 0, nullptr, nullptr);
  made->star = true;
  return made;
}

Made* GrammarActions::FunctionOver(Made* function, FilterOver clauses) {
  AddIf(function, clauses.filter);
  AddIf(function, clauses.over);
  return function;
}

Made* GrammarActions::EndOfLast(TokenIndex begin, Made* list) {
  list->range = {begin, list->children.back().range.end};
  return list;
}

// ---------------------------------------------------------------- windows

Made* GrammarActions::Window(TokenIndex base, Made* partition, Made* order,
                             Made* frame) {
  Made* made = Make(NodeKind::kWindow, kNoToken);
  if (base != kNoToken) made->names.push_back(NameOf(base));
  AddIf(made, partition);
  AddIf(made, order);
  AddIf(made, frame);
  return made;
}

Made* GrammarActions::WindowDef(TokenIndex name, Made* window) {
  Made* made = Wrap(NodeKind::kWindowDef, name, window);
  made->names.push_back(NameOf(name));
  return made;
}

// The word that tells what kind of bound it is that starts at `*at`: CURRENT,
// UNBOUNDED, or what stands behind its expression. Moves on to the token
// behind.
uint16_t GrammarActions::BoundOf(TokenIndex* at, const Made* expr) const {
  if (expr != nullptr) *at = NextSignificant(parsed_, expr->range.end - 1);
  const uint16_t word = parsed_.tokens[*at].code;
  *at = NextSignificant(parsed_, *at);
  if (expr == nullptr) *at = NextSignificant(parsed_, *at);
  return word;
}

Made* GrammarActions::Frame(TokenIndex begin, Made* low, Made* high) {
  TokenIndex at = NextSignificant(parsed_, begin);
  const bool two = parsed_.tokens[at].code == TK_BETWEEN;
  if (two) at = NextSignificant(parsed_, at);
  const uint16_t from = BoundOf(&at, low);
  uint16_t to = TK_CURRENT;
  if (two) {
    at = NextSignificant(parsed_, at);  // AND
    to = BoundOf(&at, high);
  }
  if ((from == TK_CURRENT && to == TK_PRECEDING) ||
      (from == TK_FOLLOWING && (to == TK_PRECEDING || to == TK_CURRENT))) {
    Fail(End() - 1, "unsupported frame specification");
  }
  Made* made = Make(NodeKind::kFrame, begin);
  made->text = Text(SpanFrom(begin));
  AddIf(made, low);
  AddIf(made, high);
  return made;
}

Made* GrammarActions::Over(TokenIndex begin, Made* window) {
  return Wrap(NodeKind::kOver, begin, window);
}

Made* GrammarActions::OverName(TokenIndex begin, TokenIndex name) {
  Made* made = Make(NodeKind::kOver, begin);
  made->names.push_back(NameOf(name));
  return made;
}

// ---------------------------------------------------------------- queries

Made* GrammarActions::SelectCore(TokenIndex begin, int distinct, Made* columns,
                                 Made* from, Made* where, Made* group,
                                 Made* having, Made* windows) {
  Made* made = Make(NodeKind::kSelectCore, begin);
  made->distinct = distinct == 1;
  if (distinct == 2) made->text = "ALL";
  Add(made, columns);
  AddIf(made, from);
  AddIf(made, where);
  AddIf(made, group);
  AddIf(made, having);
  AddIf(made, windows);
  return EndOfLast(begin, made);  // ORDER BY may have been read, too
}

Made* GrammarActions::OneSelect(Made* core, Made* order, Made* limit) {
  Made* made = Wrap(NodeKind::kSelect, core->range.begin, core);
  AddIf(made, order);
  AddIf(made, limit);
  return made;
}

Made* GrammarActions::CompoundOp(TokenIndex token, Op op) {
  Made* made = Make(NodeKind::kCompound, token);
  made->op = op;
  return made;
}

Made* GrammarActions::Compound(Made* left, Made* op, Made* right) {
  const std::vector<Node>& parts = left->children;
  const NodeKind last = parts.back().kind;
  if (last == NodeKind::kOrderBy || last == NodeKind::kLimit) {
    left->misplaced = op->range.begin;
    left->misplaced_order = last == NodeKind::kOrderBy ||
                            parts.end()[-2].kind == NodeKind::kOrderBy;
  }
  Add(left, op);
  AddAll(left, right);
  left->range.end = End();
  return left;
}

Made* GrammarActions::WholeSelect(Made* select) {
  if (select->misplaced == kNoToken || any_order_) return select;
  for (const Node& part : select->children) {
    if (part.kind != NodeKind::kCompound) continue;
    if (part.range.begin != select->misplaced) continue;
    Fail(select->misplaced,
         std::string(select->misplaced_order ? "ORDER BY" : "LIMIT") +
             " clause should come after " + CompoundName(part.op) +
             " not before");
  }
  return select;
}

Made* GrammarActions::WithSelect(Made* with, Made* select) {
  Grow(select, with->height, with->depth);
  select->range.begin = with->range.begin;
  // The clause ends where its last table does, not where the query ends.
  with->range.end = with->children.back().range.end;
  select->children.insert(select->children.begin(), Take(with));
  return select;
}

Made* GrammarActions::With(Made* first) {
  const std::string name = first->names[0].id.Folded();
  Made* made = Wrap(NodeKind::kWith, first->range.begin, first);
  cte_names_[made] = {name};
  return made;
}

void GrammarActions::AddCte(Made* with, Made* cte) {
  const Identifier& name = cte->names[0].id;
  if (!cte_names_[with].insert(name.Folded()).second) {
    Fail(End() - 1, "duplicate WITH table name: " + name.spelling());
  }
  Add(with, cte);
}

Made* GrammarActions::Recursive(TokenIndex begin, Made* with) {
  with->recursive = true;
  return From(begin, with);
}

Made* GrammarActions::Cte(TokenIndex name, Made* columns, int materialized,
                          Made* select) {
  Made* made = Wrap(NodeKind::kCte, name, select);
  made->names.push_back(NameOf(name));
  for (Name& column : TakeNames(columns)) {
    made->names.push_back(std::move(column));
  }
  if (materialized == 1) made->text = "MATERIALIZED";
  if (materialized == 2) made->text = "NOT MATERIALIZED";
  return made;
}

Made* GrammarActions::Values(TokenIndex begin, TokenIndex paren, Made* row) {
  Made* made = Make(NodeKind::kValues, begin);
  AddRow(made, paren, row);
  return made;
}

void GrammarActions::AddRow(Made* values, TokenIndex paren, Made* row) {
  Add(values, From(paren, row));
}

Made* GrammarActions::ResultColumn(Made* list, Made* x, Alias alias) {
  Made* made = Wrap(NodeKind::kResultColumn, x->range.begin, x);
  if (alias.name != kNoToken) {
    made->names.push_back(NameOf(alias.name));
    made->as_keyword = alias.as;
  }
  if (list == nullptr) {
    list = Make(NodeKind::kResultColumns, made->range.begin);
  }
  Add(list, made);
  return list;
}

Made* GrammarActions::ResultStar(Made* list, TokenIndex begin,
                                 TokenIndex table) {
  Made* made = Make(NodeKind::kStar, begin);
  if (table != kNoToken) made->names.push_back(NameOf(table));
  if (list == nullptr) list = Make(NodeKind::kResultColumns, begin);
  Add(list, made);
  return list;
}

Made* GrammarActions::Terms(Made* x, Op order, int nulls) {
  Made* list = Make(NodeKind::kOrderBy, x->range.begin);
  AddTerm(list, x, order, nulls);
  return list;
}

void GrammarActions::AddTerm(Made* list, Made* x, Op order, int nulls) {
  Made* term = Wrap(NodeKind::kOrderTerm, x->range.begin, x);
  term->op = order;
  if (nulls == 1) term->text = "NULLS FIRST";
  if (nulls == 2) term->text = "NULLS LAST";
  Add(list, term);
}

Made* GrammarActions::Limit(TokenIndex begin, Made* first, Made* second,
                            const char* word) {
  Made* made = Wrap(NodeKind::kLimit, begin, first);
  AddIf(made, second);
  made->text = word;
  return made;
}

Made* GrammarActions::AddSource(Made* from, Made* source, Made* constraint) {
  // What follows was read with it.
  if (constraint != nullptr) {
    source->range.end =
        PreviousSignificant(parsed_, constraint->range.begin) + 1;
  }
  if (from == nullptr) {
    if (constraint != nullptr) {
      const bool on = constraint->kind == NodeKind::kOn;
      Fail(constraint->range.begin,
           std::string("a JOIN clause is required before ") +
               (on ? "ON" : "USING"));
    }
    from = Make(NodeKind::kFrom, source->range.begin);
    Add(from, source);
    return from;
  }
  if (constraint != nullptr) {
    Node& join = from->children.back();
    Grow(from, constraint->height, constraint->depth + 1);
    join.children.push_back(Take(constraint));
  }
  Add(from, source);
  return from;
}

Made* GrammarActions::AddJoin(Made* from, Made* join) {
  Add(from, join);
  return from;
}

Made* GrammarActions::CommaJoin(TokenIndex token) {
  Made* made = Make(NodeKind::kJoin, token);
  made->op = Op::kJoinComma;
  return made;
}

Made* GrammarActions::Join(TokenIndex a, TokenIndex b, TokenIndex c,
                           int words) {
  Made* made = Make(NodeKind::kJoin, a);
  made->op = Op::kJoinWords;
  const TokenIndex tokens[] = {a, b, c};
  int type = 0;
  bool known = true;
  std::string as_written;
  for (int i = 0; i < words; ++i) {
    const std::string_view word = Text(tokens[i]);
    const int meaning = JoinWord(word);
    known = known && meaning != 0;
    type |= meaning;
    made->text += Upper(word) + " ";
    if (i > 0) as_written += " ";
    as_written += word;
  }
  made->text += "JOIN";
  const bool both = (type & kInner) != 0 && (type & kOuter) != 0;
  const bool lone_outer = (type & (kOuter | kLeft | kRight)) == kOuter;
  if (!known || both || lone_outer) {
    Fail(a, "unknown join type: " + as_written);
  }
  return made;
}

Made* GrammarActions::Using(TokenIndex begin, Made* names) {
  names->kind = NodeKind::kUsing;
  return From(begin, names);
}

void GrammarActions::UsingBehindOn(TokenIndex token) {
  if (on_and_using_) return;
  Fail(token, "");
  using_refused_ = true;
}

Made* GrammarActions::TableRef(TokenIndex first, TokenIndex second) {
  Made* made = Make(NodeKind::kTableRef, first);
  made->names.push_back(NameOf(first));
  if (second != kNoToken) made->names.push_back(NameOf(second));
  return made;
}

void GrammarActions::SetAlias(Made* source, Alias alias) {
  source->range.end = End();
  if (alias.name == kNoToken) return;
  source->names2.push_back(NameOf(alias.name));
  source->as_keyword = alias.as;
}

void GrammarActions::SetIndexed(Made* table, TokenIndex index) {
  if (index == kNoToken) return;
  if (index == kNotIndexed) {
    table->text = "NOT INDEXED";
  } else {
    table->text = "INDEXED BY " + std::string(Text(index));
  }
}

Made* GrammarActions::Source(TokenIndex first, TokenIndex second, Alias alias,
                             TokenIndex index) {
  Made* made = TableRef(first, second);
  SetAlias(made, alias);
  SetIndexed(made, index);
  return made;
}

Made* GrammarActions::FunctionSource(TokenIndex first, TokenIndex second,
                                     Made* arguments, Alias alias) {
  Made* made = InTable(first, second, {arguments, true});
  SetAlias(made, alias);
  return made;
}

Made* GrammarActions::NestedSource(NodeKind kind, TokenIndex begin, Made* inner,
                                   Alias alias) {
  Made* made = Wrap(kind, begin, inner);
  SetAlias(made, alias);
  return made;
}

// -------------------------------------------------------------------- DML

Made* GrammarActions::Insert(Made* with, InsertWords words, Made* table,
                             Made* columns, Made* source, Made* upserts) {
  Made* made = Make(NodeKind::kInsert,
                    with == nullptr ? words.begin : with->range.begin);
  made->text = words.replace ? "REPLACE" : "INSERT";
  made->conflict = words.conflict;
  AddIf(made, with);
  Add(made, table);
  AddIf(made, columns);
  Add(made, source);
  if (upserts != nullptr) {
    std::reverse(upserts->children.begin(), upserts->children.end());
    AddAll(made, upserts);
  }
  return made;
}

Made* GrammarActions::Update(TokenIndex begin, Made* with, Conflict conflict,
                             Made* table, Made* sets, Made* from,
                             WhereReturning tail, Made* order, Made* limit) {
  Made* made =
      Make(NodeKind::kUpdate, with == nullptr ? begin : with->range.begin);
  made->conflict = conflict;
  AddIf(made, with);
  Add(made, table);
  AddAll(made, sets);
  AddIf(made, from);
  AddIf(made, tail.where);
  AddIf(made, tail.returning);
  AddIf(made, order);
  AddIf(made, limit);
  return made;
}

Made* GrammarActions::Delete(TokenIndex begin, Made* with, Made* table,
                             WhereReturning tail, Made* order, Made* limit) {
  Made* made =
      Make(NodeKind::kDelete, with == nullptr ? begin : with->range.begin);
  AddIf(made, with);
  Add(made, table);
  AddIf(made, tail.where);
  AddIf(made, tail.returning);
  AddIf(made, order);
  AddIf(made, limit);
  return made;
}

Made* GrammarActions::Set(TokenIndex begin, Made* names, Made* x, bool row) {
  Made* made = Make(NodeKind::kSet, begin);
  made->names = TakeNames(names);
  made->row = row;
  const Node* value = x;
  while (value->kind == NodeKind::kParen) value = &value->children[0];
  // How wide a query is is looked at later.
  if (row && value->kind != NodeKind::kSubquery) {
    const size_t values =
        value->kind == NodeKind::kList ? value->children.size() : 1;
    if (values != made->names.size()) {
      Fail(End() - 1, std::to_string(made->names.size()) +
                          " columns assigned " + std::to_string(values) +
                          " values");
    }
  }
  Add(made, x);
  return made;
}

Made* GrammarActions::Returning(TokenIndex begin, Made* columns) {
  columns->kind = NodeKind::kReturning;
  return From(begin, columns);
}

Made* GrammarActions::AddUpsert(Made* list, Made* upsert) {
  if (list == nullptr) return ListOf(upsert);
  Add(list, upsert);
  return list;
}

Made* GrammarActions::Upsert(TokenIndex begin, Made* target, Made* action) {
  const TokenIndex end = action->range.end;
  Made* made = Make(NodeKind::kUpsert, begin);
  AddIf(made, target);
  Add(made, action);
  made->range.end = end;
  return made;
}

Made* GrammarActions::UpsertTarget(TokenIndex open, Made* terms,
                                   TokenIndex close, Made* where) {
  Made* target = ListClause(NodeKind::kConflictTarget, open, terms);
  const TokenIndex end = where != nullptr ? where->range.end : close + 1;
  AddIf(target, where);
  target->range.end = end;
  return target;
}

Made* GrammarActions::DoUpdate(TokenIndex begin, Made* sets, Made* where) {
  Made* made = Make(NodeKind::kDoUpdate, begin);
  AddAll(made, sets);
  AddIf(made, where);
  return EndOfLast(begin, made);
}

Made* GrammarActions::DoNothing(TokenIndex token) {
  Made* made = Make(NodeKind::kDoNothing, token);
  made->range.end = token + 1;
  return made;
}

Made* GrammarActions::DefaultValues(TokenIndex begin, TokenIndex last) {
  Made* made = Make(NodeKind::kDefaultValues, begin);
  made->range.end = last + 1;
  return made;
}

void GrammarActions::RefuseReturning(Made* insert) {
  const Node* returning = insert->Child(NodeKind::kReturning);
  if (returning == nullptr) return;
  Fail(returning->range.begin, "cannot use RETURNING in a trigger");
}

void GrammarActions::NoteTarget(const Made* table) {
  if (table->names.size() > 1) qualified_ = table->names.back().token;
}

void GrammarActions::RefuseQualifiedTarget() {
  if (qualified_ == kNoToken) return;
  Fail(qualified_,
       "qualified table names are not allowed on INSERT, UPDATE, and DELETE "
       "statements within triggers");
}

void GrammarActions::RefuseIndexedBy(TokenIndex token, const char* words) {
  Fail(token, std::string("the ") + words +
                  " clause is not allowed on UPDATE or DELETE statements "
                  "within triggers");
}

// ----------------------------------------------------- columns and tables

void GrammarActions::BeginTable(TokenIndex begin, int temp, int if_not_exists,
                                TokenIndex first, TokenIndex second) {
  CreateTable& table = statement().emplace<CreateTable>();
  const Qualified name = Qualify(first, second);
  table.temp = temp != 0;
  table.if_not_exists = if_not_exists != 0;
  table.schema = OptionalName(name.schema);
  table.name = NameOf(name.name);
  table.range.begin = begin;
}

void GrammarActions::SetTableArguments(TokenIndex open, TokenIndex close,
                                       int options) {
  auto& table = std::get<CreateTable>(statement());
  table.open_paren = open;
  table.close_paren = close;
  table.without_rowid = (options & 1) != 0;
  table.strict = (options & 2) != 0;
}

void GrammarActions::TableAsSelect(Made* select) {
  std::get<CreateTable>(statement()).as_select = Take(select);
}

void GrammarActions::FinishTable() {
  std::get<CreateTable>(statement()).range.end = End();
}

int GrammarActions::WithoutOption(TokenIndex name) {
  if (EqualsFolded(Text(name), "rowid")) return 1;
  Fail(name, "unknown table option: " + std::string(Text(name)));
  return 0;
}

int GrammarActions::TableOption(TokenIndex name) {
  if (EqualsFolded(Text(name), "strict")) return 2;
  Fail(name, "unknown table option: " + std::string(Text(name)));
  return 0;
}

Column& GrammarActions::column() {
  auto* table = std::get_if<CreateTable>(&statement());
  if (table == nullptr || table->columns.empty()) return loose_column_;
  return table->columns.back();
}

void GrammarActions::BeginColumn(TokenIndex name, Span type) {
  if (auto* table = std::get_if<CreateTable>(&statement())) {
    table->columns.emplace_back();
  } else {
    loose_column_ = Column();
  }
  Column& column = this->column();
  column.name = NameOf(name);
  column.range = {name, End()};
  named_ = false;
  column.type = WithoutGeneratedAlways(Text(type));
}

ColumnConstraint& GrammarActions::Constraint(TokenIndex begin) {
  Column& column = this->column();
  column.range.end = End();
  if (named_) {
    named_ = false;
  } else {
    column.constraints.emplace_back();
    column.constraints.back().range.begin = begin;
  }
  column.constraints.back().range.end = End();
  return column.constraints.back();
}

void GrammarActions::ColumnConstraintName(TokenIndex begin, TokenIndex name) {
  named_ = false;
  ColumnConstraint& constraint = Constraint(begin);
  constraint.name = NameOf(name);
  constraint.rule = NoRule{};
  named_ = true;
}

void GrammarActions::ColumnDefault(TokenIndex begin, Made* value) {
  ColumnRule(begin, DefaultRule{Take(value)});
}

void GrammarActions::ColumnReferences(TokenIndex begin, TokenIndex parent,
                                      Made* columns) {
  ForeignKeyRule rule;
  rule.references = std::move(references_);
  rule.references.parent = NameOf(parent);
  rule.references.columns = TakeNames(columns);
  ColumnRule(begin, std::move(rule));
}

// The clause belongs to the last REFERENCES of the whole table so far.
void GrammarActions::ColumnDeferrable(Deferral deferral) {
  named_ = false;
  column().range.end = End();
  auto attach = [&](Column& column, bool here) {
    for (size_t i = column.constraints.size(); i-- > 0;) {
      ColumnConstraint& constraint = column.constraints[i];
      auto* rule = std::get_if<ForeignKeyRule>(&constraint.rule);
      if (rule == nullptr) continue;
      rule->references.deferrable = deferral.deferrable;
      rule->references.initially = deferral.initially;
      const bool last = i + 1 == column.constraints.size();
      if (here && last) constraint.range.end = End();
      return true;
    }
    return false;
  };
  auto* table = std::get_if<CreateTable>(&statement());
  if (table == nullptr) {
    attach(loose_column_, true);
    return;
  }
  for (size_t i = table->columns.size(); i-- > 0;) {
    const bool here = i + 1 == table->columns.size();
    if (attach(table->columns[i], here)) return;
  }
}

void GrammarActions::ColumnGenerated(TokenIndex begin, Generated generated,
                                     bool always) {
  GeneratedRule rule;
  // Where the words were taken for the type's, they stand just before AS.
  const TokenIndex before = PreviousSignificant(parsed_, begin);
  if (!always && parsed_.tokens[before].code == TK_ALWAYS) {
    const TokenIndex word = PreviousSignificant(parsed_, before);
    if (word != kNoToken && parsed_.tokens[word].code == TK_GENERATED) {
      always = true;
      begin = word;
    }
  }
  rule.generated_always = always;
  rule.storage = StorageOf(generated.storage, column().name);
  rule.expr = Take(generated.expr);
  ColumnRule(begin, std::move(rule));
}

GeneratedRule::Storage GrammarActions::StorageOf(TokenIndex word,
                                                 const Name& column) {
  using Storage = GeneratedRule::Storage;
  if (word == kNoToken) return Storage::kUnset;
  const std::string_view text = Text(word);
  if (EqualsFolded(text, "stored")) return Storage::kStored;
  if (EqualsFolded(text, "virtual")) return Storage::kVirtual;
  Fail(word, "error in generated column \"" + column.id.spelling() + "\"");
  return Storage::kUnset;
}

void GrammarActions::ConstraintComma(bool comma) {
  comma_ = comma;
  if (comma) named_ = false;
  // The name of a column's constraint does not reach into the table's.
  auto& table = std::get<CreateTable>(statement());
  if (table.constraints.empty()) named_ = false;
}

TableConstraint& GrammarActions::TableConstraintAt(TokenIndex begin) {
  auto& constraints = std::get<CreateTable>(statement()).constraints;
  if (named_) {
    named_ = false;
  } else {
    constraints.emplace_back();
    constraints.back().range.begin = begin;
    constraints.back().comma_before = comma_;
  }
  constraints.back().range.end = End();
  return constraints.back();
}

void GrammarActions::TableConstraintName(TokenIndex begin, TokenIndex name) {
  named_ = false;
  TableConstraint& constraint = TableConstraintAt(begin);
  constraint.name = NameOf(name);
  constraint.rule = NoRule{};
  named_ = true;
}

void GrammarActions::TableForeignKey(TokenIndex begin, Made* columns,
                                     TokenIndex parent, Made* parent_columns,
                                     Deferral deferral) {
  TableRule(begin, ForeignKey(columns, parent, parent_columns, deferral));
}

ForeignKeyRule GrammarActions::ForeignKey(Made* columns, TokenIndex parent,
                                          Made* parent_columns,
                                          Deferral deferral) {
  ForeignKeyRule rule;
  rule.columns = TakeNames(columns);
  rule.references = std::move(references_);
  rule.references.parent = NameOf(parent);
  rule.references.columns = TakeNames(parent_columns);
  rule.references.deferrable = deferral.deferrable;
  rule.references.initially = deferral.initially;
  return rule;
}

std::vector<IndexedColumn> GrammarActions::IndexedColumns(Made* terms) {
  Node list = Take(terms);
  std::vector<IndexedColumn> columns;
  columns.reserve(list.children.size());
  for (Node& term : list.children) {
    if (!term.text.empty()) {
      const bool first = term.text == "NULLS FIRST";
      Fail(term.range.begin, std::string("unsupported use of NULLS ") +
                                 (first ? "FIRST" : "LAST"));
    }
    IndexedColumn& column = columns.emplace_back();
    column.expr = std::move(term.children[0]);
    column.order = term.op;
    column.range = term.range;
  }
  return columns;
}

// ------------------------------------------------------- other statements

void GrammarActions::Other(TokenIndex begin) {
  statement() = OtherStatement{Text(SpanFrom(begin))};
}

void GrammarActions::BeginTransaction(int mode) {
  statement() = Begin{static_cast<Begin::Mode>(mode)};
}

AddCheck GrammarActions::Check(TokenIndex name, Made* x, Conflict conflict) {
  AddCheck form;
  form.name = OptionalName(name);
  form.expr_range = x->range;
  form.check = CheckRule{Take(x), conflict};
  return form;
}

// ------------------------------------------- ALTER TABLE of the full dialect

void GrammarActions::BeginAlter(int if_exists, Qualified table) {
  full_.if_exists = if_exists != 0;
  full_.schema = OptionalName(table.schema);
  full_.table = NameOf(table.name);
}

void GrammarActions::FinishAlter() {
  if (std::optional<AlterTable> native = Narrowed(full_)) {
    statement() = *std::move(native);
  } else {
    statement() = std::move(full_);
  }
}

void GrammarActions::ActionAddColumn(int if_not_exists, int keyword,
                                     TokenIndex first, TokenIndex after) {
  AddColumn form;
  form.column = std::move(column());
  // ADD IF NOT EXISTS COLUMN c: the words stand the wrong way round.
  const TokenIndex name = form.column.name.token;
  if (if_not_exists != 0 && parsed_.tokens[name].code == TK_COLUMNKW) {
    return Fail(name, "");
  }
  form.column_keyword = keyword != 0;
  form.if_not_exists = if_not_exists != 0;
  form.first = first != kNoToken;
  form.after = OptionalName(after);
  Action(std::move(form));
}

void GrammarActions::ActionAddCheck(TokenIndex name, Made* x, Conflict conflict,
                                    int not_valid) {
  AddCheck form = Check(name, x, conflict);
  form.not_valid = not_valid != 0;
  Action(std::move(form));
}

void GrammarActions::ActionAddForeignKey(TokenIndex name, Made* columns,
                                         TokenIndex parent,
                                         Made* parent_columns,
                                         Enforced enforced) {
  AddForeignKey form;
  form.name = OptionalName(name);
  form.rule = ForeignKey(columns, parent, parent_columns, enforced.deferral);
  form.not_valid = enforced.not_valid != 0;
  Action(std::move(form));
}

void GrammarActions::ActionSetType(TokenIndex column, Span type,
                                   TokenIndex collation, Made* value) {
  // A CREATE TABLE would not take these words for the type's.
  if (parsed_.tokens[type.end - 1].code == TK_ALWAYS) {
    const TokenIndex word = PreviousSignificant(parsed_, type.end - 1);
    if (parsed_.tokens[word].code == TK_GENERATED) return Fail(word, "");
  }
  SetType form;
  form.column = NameOf(column);
  form.type = Text(type);
  form.collation = OptionalName(collation);
  if (value != nullptr) {
    form.value_range = value->range;
    form.value = Take(value);
  }
  Action(std::move(form));
}

// What DEFAULT takes as it is; everything else needs parentheses.
void GrammarActions::ActionSetDefault(TokenIndex column, Made* value) {
  const auto is_plain = [](const Node& x) {
    return x.kind == NodeKind::kLiteral ||
           (x.kind == NodeKind::kColumn && x.names.size() == 1 &&
            x.names[0].quote != Quote::kSingle);
  };
  SetDefault form;
  form.column = NameOf(column);
  Node x = Take(value);
  const bool sign = x.kind == NodeKind::kUnary &&
                    (x.op == Op::kNegate || x.op == Op::kPlus) &&
                    x.children[0].kind == NodeKind::kLiteral;
  const bool keep = is_plain(x) || sign || x.kind == NodeKind::kParen;
  form.value.expr = keep ? std::move(x) : alterego::sql::Paren(std::move(x));
  Action(std::move(form));
}

void GrammarActions::ActionSetExpression(TokenIndex column,
                                         Generated generated) {
  SetExpression form;
  form.column = NameOf(column);
  form.storage = StorageOf(generated.storage, form.column);
  form.expr_range = generated.expr->range;
  form.expr = Take(generated.expr);
  Action(std::move(form));
}

void GrammarActions::ActionSetStatistics(TokenIndex column, Span number) {
  constexpr int kTargetMax = 10'000;  // as in PostgreSQL
  SetStatistics form;
  form.column = NameOf(column);
  int64_t value = 0;
  bool good = true, negative = false;
  for (TokenIndex t = number.begin; t < number.end; ++t) {
    const Token& token = parsed_.tokens[t];
    if (token.code == TK_MINUS) negative = true;
    if (token.code == TK_FLOAT) good = false;
    if (token.code != TK_INTEGER) continue;
    for (const char c : Text(t)) {
      good = good && c >= '0' && c <= '9' && value <= kTargetMax;
      if (good) value = value * 10 + (c - '0');
    }
  }
  if (negative) value = -value;
  if (!good || value < -1 || value > kTargetMax) {
    return Fail(number.begin,
                "statistics target must be -1 or between 0 and 10000");
  }
  form.target = static_cast<int32_t>(value);
  Action(std::move(form));
}

void GrammarActions::MakeView(TokenIndex begin, int temp, int if_not_exists,
                              Qualified name, Made* columns, Made* select) {
  CreateView& view = statement().emplace<CreateView>();
  view.temp = temp != 0;
  view.if_not_exists = if_not_exists != 0;
  view.schema = OptionalName(name.schema);
  view.name = NameOf(name.name);
  view.columns = TakeNames(columns);
  view.select = Take(select);
  view.range = {begin, End()};
}

void GrammarActions::MakeIndex(TokenIndex begin, int unique, int if_not_exists,
                               Qualified name, TokenIndex table, Made* terms,
                               Made* where) {
  CreateIndex& index = statement().emplace<CreateIndex>();
  index.unique = unique != 0;
  index.if_not_exists = if_not_exists != 0;
  index.schema = OptionalName(name.schema);
  index.name = NameOf(name.name);
  index.table = NameOf(table);
  index.columns = IndexedColumns(terms);
  if (where != nullptr) index.where = std::move(Take(where).children[0]);
  index.range = {begin, End()};
}

void GrammarActions::MakeTrigger(int temp, int if_not_exists, Qualified name,
                                 CreateTrigger::Time time, TriggerEvent event,
                                 Qualified table, int for_each_row,
                                 Made* when) {
  CreateTrigger& trigger = statement().emplace<CreateTrigger>();
  trigger.temp = temp != 0;
  trigger.if_not_exists = if_not_exists != 0;
  trigger.schema = OptionalName(name.schema);
  trigger.name = NameOf(name.name);
  trigger.time = time;
  trigger.event = event.event;
  trigger.update_of = TakeNames(event.columns);
  trigger.table_schema = OptionalName(table.schema);
  trigger.table = NameOf(table.name);
  trigger.for_each_row = for_each_row != 0;
  if (when != nullptr) trigger.when = Take(when);
}

void GrammarActions::AddStep(Made* step) {
  std::get<CreateTrigger>(statement()).steps.push_back(Take(step));
}

void GrammarActions::FinishTrigger(TokenIndex begin) {
  std::get<CreateTrigger>(statement()).range = {begin, End()};
}

void GrammarActions::MakeVirtual(int if_not_exists, Qualified name,
                                 TokenIndex module) {
  CreateVirtualTable& table = statement().emplace<CreateVirtualTable>();
  table.if_not_exists = if_not_exists != 0;
  table.schema = OptionalName(name.schema);
  table.name = NameOf(name.name);
  table.module = NameOf(module);
}

void GrammarActions::FinishVirtual(TokenIndex begin, TokenIndex open) {
  auto& table = std::get<CreateVirtualTable>(statement());
  table.range = {begin, End()};
  if (open == kNoToken) return;
  table.has_arguments = true;
  const size_t from = parsed_.tokens[open].offset + 1;
  const size_t to = parsed_.tokens[End() - 1].offset;
  table.arguments = parsed_.source.substr(from, to - from);
}

void GrammarActions::MakeDrop(ObjectKind kind, int if_exists, Qualified name) {
  statement() =
      Drop{kind, if_exists != 0, OptionalName(name.schema), NameOf(name.name)};
}

void GrammarActions::MakePragma(TokenIndex first, TokenIndex second, Span value,
                                bool call) {
  const Qualified name = Qualify(first, second);
  statement() =
      Pragma{OptionalName(name.schema), NameOf(name.name), Text(value), call};
}

void GrammarActions::MakeReindex(Qualified name) {
  statement() = Reindex{OptionalName(name.schema), NameOf(name.name)};
}

void GrammarActions::MakeAnalyze(Qualified name) {
  statement() = Analyze{OptionalName(name.schema), NameOf(name.name)};
}

}  // namespace alterego::sql
