// Which SQLite refuses what the newest one accepts. Every rule says since when
// a form is known, and at which token an older SQLite stops; the first of these
// tokens in the text is where the error is. Words that were no keywords yet
// are names to an older SQLite, so some rules name the token behind them.
#include <algorithm>
#include <string>

#include "base/overloaded.h"
#include "model/sql/edit.h"
#include "model/sql/grammar.h"
#include "model/sql/grammar_actions.h"
#include "model/sql/lexer.h"
#include "model/sql/older.h"
#include "model/sql/parser.h"

namespace alterego::sql {
namespace {

bool MayBeName(uint16_t code) {
  return code == TK_ID || code == TK_STRING || code == TK_INDEXED ||
         code == TK_JOIN_KW || code == TK_WINDOW || code == TK_OVER ||
         code == TK_FILTER || FallbackOf(code) == TK_ID;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The 1_000 that an older SQLite reads as 1 and letters: the part of the token
// that it complains about.
size_t OldNumberLength(std::string_view number) {
  size_t i = 0;
  while (i < number.size() && IsDigit(number[i])) ++i;
  if (i < number.size() && number[i] == '.') {
    ++i;
    while (i < number.size() && IsDigit(number[i])) ++i;
  }
  while (i < number.size() && number[i] != '.' && number[i] != '+' &&
         number[i] != '-') {
    ++i;
  }
  return i;
}

// True if a minus could stand at that place.
bool MinusFits(std::string_view text, size_t offset) {
  Parsed parsed;
  parsed.source = text.substr(0, offset);
  parsed.tokens = Lex(parsed.source);
  const auto end = static_cast<TokenIndex>(parsed.tokens.size());
  GrammarActions g(&parsed);
  for (const uint16_t terminal : ExpectedTerminals(&g, false, end)) {
    if (terminal == TK_MINUS) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const Parsed& parsed, SqliteVersion version)
      : parsed_(parsed), version_(version) {}

  std::optional<SyntaxError> Find();
  // For a text with no statement: what the tokens alone say.
  std::optional<SyntaxError> FindInTokens();
  TokenIndex first() const { return token_; }

 private:
  bool Before(int minor) const { return version_ < SqliteVersion{3, minor, 0}; }
  // A plain syntax error at `token`.
  void At(TokenIndex token) { Say(token, ""); }
  void Say(TokenIndex token, std::string message) {
    if (token > parsed_.tokens.size()) {
      token = static_cast<TokenIndex>(parsed_.tokens.size());
    }
    if (found_ && token >= token_) return;
    found_ = true;
    token_ = token;
    skip_ = 0;
    message_ = std::move(message);
  }
  std::optional<SyntaxError> Result() const;

  TokenIndex Next(TokenIndex t) const { return NextSignificant(parsed_, t); }
  TokenIndex Previous(TokenIndex t) const {
    return PreviousSignificant(parsed_, t);
  }
  // Next(), but the end follows the end.
  TokenIndex Skip(TokenIndex t) const {
    return t == kNoToken ? kNoToken : Next(t);
  }
  TokenIndex Back(TokenIndex t) const {
    return t == kNoToken ? kNoToken : Previous(t);
  }
  uint16_t CodeOf(TokenIndex t) const {
    return t < parsed_.tokens.size() ? parsed_.tokens[t].code : 0;
  }
  // The first token behind EXPLAIN.
  TokenIndex Start() const {
    TokenIndex t = Next(kNoToken);
    if (CodeOf(t) == TK_EXPLAIN) t = Skip(t);
    if (CodeOf(t) == TK_QUERY && CodeOf(Skip(t)) == TK_PLAN) t = Skip(Skip(t));
    return t;
  }
  // The last token of that terminal before `end`.
  TokenIndex LastOf(uint16_t code, TokenIndex end) const {
    do {
      end = Previous(end);
    } while (end != kNoToken && CodeOf(end) != code);
    return end;
  }

  void Tokens();
  void Numbers();
  void Arrows();
  void RaiseMessages();
  void AggregateOrder();
  void JoinFunctions();
  void Targets();
  void IsDistinct();
  void WindowNames();
  void RangeOffsets();
  void LoneFilters();
  void UpdateFrom();
  void Upserts();
  void TableTokens();
  void Alter();
  void Vacuum();
  void Other();
  void Table(const CreateTable& table);
  void Generated(const Column& column);
  void Constraint(const ColumnConstraint& constraint);
  void Terms(const std::vector<IndexedColumn>& terms);
  void Tree(const Node& node);
  void Tree(const std::optional<Node>& node) {
    if (node) Tree(*node);
  }
  void OneNode(const Node& node);
  void Function(const Node& node);
  void Query(const Node& node);
  void Dml(const Node& node);

  const Parsed& parsed_;
  SqliteVersion version_;
  bool found_ = false;
  TokenIndex token_ = kNoToken;
  size_t skip_ = 0;  // the error starts that far into the token
  std::string message_;
};

std::optional<SyntaxError> Finder::Result() const {
  if (!found_) return std::nullopt;
  SyntaxError error;
  const bool at_end = token_ >= parsed_.tokens.size();
  error.offset =
      at_end ? parsed_.source.size() : parsed_.tokens[token_].offset + skip_;
  error.position = PositionOf(parsed_.source, error.offset);
  if (!at_end) error.token = parsed_.TextOf(token_).substr(skip_);
  error.message = message_;
  if (!message_.empty()) return error;
  error.message = at_end ? "incomplete input"
                         : "near \"" + error.token + "\": syntax error";
  if (!at_end && parsed_.tokens[token_].kind == TokenKind::kIllegal) {
    error.message = "unrecognized token: \"" + error.token + "\"";
  }
  return error;
}

void Finder::Tokens() {
  Numbers();
  if (Before(38)) Arrows();
  if (Before(47)) RaiseMessages();
}

void Finder::Numbers() {
  for (TokenIndex i = 0; i < parsed_.tokens.size(); ++i) {
    const Token& token = parsed_.tokens[i];
    const std::string_view text = parsed_.TextOf(i);
    const bool number =
        token.kind == TokenKind::kInteger || token.kind == TokenKind::kFloat;
    const bool hex = number && text.size() > 2 && (text[1] | 32) == 'x';
    if (Before(46) && number && !hex && text.find('_') != text.npos) {
      Say(i, "unrecognized token: \"" +
                 std::string(text.substr(0, OldNumberLength(text))) + "\"");
    }
    // 0x1z is a number and a name, until it became a fault.
    if (!Before(46) && hex && i + 1 < parsed_.tokens.size()) {
      const TokenKind next = parsed_.tokens[i + 1].kind;
      if (next == TokenKind::kIdentifier || next == TokenKind::kKeyword) {
        Say(i, "unrecognized token: \"" + std::string(text) +
                   std::string(parsed_.TextOf(i + 1)) + "\"");
      }
    }
  }
}

void Finder::Arrows() {
  for (TokenIndex i = 0; i < parsed_.tokens.size(); ++i) {
    if (parsed_.tokens[i].code != TK_PTR) continue;
    At(i);
    if (token_ == i) skip_ = 1;  // a minus, and then what is unexpected
    return;
  }
}

// RAISE(ABORT, message): the message was one name or string.
void Finder::RaiseMessages() {
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    if (CodeOf(t) != TK_RAISE || CodeOf(Skip(t)) != TK_LP) continue;
    const uint16_t action = CodeOf(Skip(Skip(t)));  // else it is a name
    if (action != TK_ROLLBACK && action != TK_ABORT && action != TK_FAIL) {
      continue;
    }
    const TokenIndex comma = Skip(Skip(Skip(t)));
    const TokenIndex message = Skip(comma);
    if (CodeOf(comma) != TK_COMMA || message == kNoToken) continue;
    if (!MayBeName(CodeOf(message))) {
      At(message);
    } else if (CodeOf(Skip(message)) != TK_RP) {
      At(Skip(message));
    }
  }
}

// f(a ORDER BY b): an ORDER right inside the parentheses of a call.
void Finder::AggregateOrder() {
  std::vector<bool> calls;
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    const uint16_t code = CodeOf(t);
    if (code == TK_LP) {
      const TokenIndex name = Previous(t);
      const uint16_t word =
          name == kNoToken ? 0 : TerminalOf(parsed_, name, CodeOf(Back(name)));
      calls.push_back(word == TK_ID || word == TK_INDEXED ||
                      word == TK_JOIN_KW || FallbackOf(word) == TK_ID);
    } else if (calls.empty()) {
      continue;
    } else if (code == TK_RP) {
      calls.pop_back();
    } else if (code == TK_SELECT) {
      calls.back() = false;
    } else if (code == TK_ORDER && calls.back()) {
      At(t);
    }
  }
}

// left(a, b): no function had such a name. Elsewhere a table may.
void Finder::JoinFunctions() {
  // Where the word before does not tell, the grammar does; so often at most.
  int asked = 0;
  constexpr int kAskedMost = 16;
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    if (CodeOf(t) != TK_JOIN_KW || CodeOf(Skip(t)) != TK_LP) continue;
    switch (CodeOf(Previous(t))) {
      case TK_SELECT:
      case TK_DISTINCT:
      case TK_WHERE:
      case TK_HAVING:
      case TK_BY:
      case TK_AND:
      case TK_OR:
      case TK_NOT:
      case TK_EQ:
      case TK_PLUS:
      case TK_MINUS:
      case TK_CONCAT:
        return At(Skip(t));
      default:
        if (++asked > kAskedMost) return;
        if (MinusFits(parsed_.source, parsed_.tokens[t].offset)) {
          return At(Skip(t));
        }
    }
  }
}

// UPDATE t AS x in a trigger was a syntax error; and UPDATE main.t was refused
// as soon as it was read, now at the end of its statement. (Measured on 3.51.3
// and 3.53.3, not between.)
void Finder::Targets() {
  TokenIndex t = Start();
  if (CodeOf(t) == TK_CREATE) t = Skip(t);
  if (CodeOf(t) == TK_TEMP) t = Skip(t);
  if (CodeOf(t) != TK_TRIGGER) return;
  bool step = false;
  for (; t != kNoToken; t = Next(t)) {
    const uint16_t before = CodeOf(Previous(t));
    step = step || before == TK_BEGIN;
    if (!step || (before != TK_BEGIN && before != TK_SEMI)) continue;
    TokenIndex name = Skip(t);
    const uint16_t verb = CodeOf(t);
    if (verb != TK_UPDATE && verb != TK_INSERT && verb != TK_REPLACE &&
        verb != TK_DELETE) {
      continue;
    }
    if (CodeOf(name) == TK_OR) name = Skip(Skip(name));
    if (verb != TK_UPDATE) name = Skip(name);  // INTO, FROM
    if (CodeOf(Skip(name)) == TK_AS) At(Skip(name));
    if (CodeOf(Skip(name)) != TK_DOT) continue;
    const TokenIndex table = Skip(Skip(name));
    if (table == kNoToken) return;
    if (CodeOf(Skip(table)) == TK_AS) return At(Skip(table));
    // A fault of the very next token is still seen.
    const TokenIndex then = Skip(Skip(table));
    const auto end = static_cast<TokenIndex>(parsed_.tokens.size());
    return Say(then == kNoToken ? end : then,
               "qualified table names are not allowed on INSERT, UPDATE, and "
               "DELETE statements within triggers");
  }
}

// x IS [NOT] DISTINCT: the word could start no expression.
void Finder::IsDistinct() {
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    if (CodeOf(t) != TK_DISTINCT) continue;
    TokenIndex before = Previous(t);
    if (CodeOf(before) == TK_NOT) before = Previous(before);
    if (CodeOf(before) == TK_IS) return At(t);
  }
}

// OVER (w ..) and WINDOW x AS (w ..): no window could go on from another one.
void Finder::WindowNames() {
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    if (CodeOf(t) != TK_LP) continue;
    const TokenIndex before = Previous(t);
    const bool over =
        CodeOf(before) == TK_OVER && CodeOf(Back(before)) == TK_RP;
    TokenIndex window = kNoToken;
    if (CodeOf(before) == TK_AS) window = Back(Previous(before));
    if (!over && CodeOf(window) != TK_WINDOW) continue;
    const TokenIndex name = Skip(t);
    switch (CodeOf(name)) {
      case TK_PARTITION:
      case TK_ORDER:
      case TK_ROWS:
      case TK_RANGE:
        break;
      default:
        if (MayBeName(CodeOf(name))) return At(name);
    }
  }
}

// f(x) FILTER (WHERE y): only before OVER.
void Finder::LoneFilters() {
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    if (CodeOf(t) != TK_FILTER || CodeOf(Skip(t)) != TK_LP) continue;
    if (CodeOf(Previous(t)) != TK_RP || CodeOf(Skip(Skip(t))) != TK_WHERE) {
      continue;
    }
    int depth = 0;
    TokenIndex end = Skip(t);
    for (; end != kNoToken; end = Next(end)) {
      if (CodeOf(end) == TK_LP) ++depth;
      if (CodeOf(end) == TK_RP && --depth == 0) break;
    }
    const TokenIndex then = Skip(end);
    if (end == kNoToken) return;
    if (then == kNoToken || TerminalOf(parsed_, then, TK_RP) != TK_OVER) {
      return At(then);
    }
  }
}

// UPDATE t SET a = 1 FROM ..
void Finder::UpdateFrom() {
  int depth = 0, set = -1;
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    const uint16_t code = CodeOf(t);
    if (code == TK_LP) ++depth;
    if (code == TK_RP) --depth;
    if (code == TK_SET) set = depth;
    if (code == TK_SEMI || code == TK_WHERE) set = -1;
    if (code == TK_SELECT && depth == set) set = -1;
    if (code == TK_FROM && depth == set && CodeOf(Previous(t)) != TK_DISTINCT) {
      return At(t);
    }
  }
}

// DO NOTHING ON: there was one upsert at most. DO UPDATE needed a target. AS
// NOT: of MATERIALIZED.
void Finder::Upserts() {
  int depth = 0, upsert = -1;
  for (TokenIndex t = Next(kNoToken); t != kNoToken; t = Next(t)) {
    const TokenIndex next = Skip(t);
    if (CodeOf(t) == TK_LP) ++depth;
    if (CodeOf(t) == TK_RP) --depth;
    if (CodeOf(t) == TK_SEMI) upsert = -1;
    if (CodeOf(t) == TK_DO && CodeOf(next) == TK_UPDATE) upsert = depth;
    if (CodeOf(t) == TK_ON && depth == upsert) return At(t);
    if (CodeOf(t) == TK_NOTHING && CodeOf(next) == TK_ON) return At(next);
    if (CodeOf(t) == TK_CONFLICT && CodeOf(next) == TK_DO &&
        CodeOf(Skip(next)) == TK_UPDATE) {
      return At(Skip(next));
    }
    if (CodeOf(t) == TK_AS && CodeOf(next) == TK_NOT) return At(next);
  }
}

// The parts of a CREATE TABLE or ALTER TABLE .. ADD that are no statement: AS
// in a column's definition, and what is behind the last parenthesis.
void Finder::TableTokens() {
  TokenIndex t = Start();
  const uint16_t first = CodeOf(t);
  if (first == TK_CREATE && CodeOf(Skip(t)) == TK_TEMP) t = Skip(t);
  if (CodeOf(Skip(t)) != TK_TABLE) return;
  const bool alter = first == TK_ALTER;
  if (first != TK_CREATE && !alter) return;
  int depth = alter ? 1 : 0;
  for (t = Skip(Skip(t)); t != kNoToken; t = Next(t)) {
    const uint16_t code = CodeOf(t);
    if (!alter && depth == 0 && code == TK_AS) return;
    if (code == TK_LP) ++depth;
    if (code == TK_RP && --depth == 0) break;
    if (depth == 1 && code == TK_AS && Before(31)) return At(t);
  }
  if (alter || t == kNoToken || !Before(37)) return;
  t = Skip(t);
  if (CodeOf(t) == TK_WITHOUT) t = Skip(Skip(t));
  if (t != kNoToken && CodeOf(t) != TK_SEMI) At(t);
}

// The action words, found in the tokens: they need not make a statement.
void Finder::Alter() {
  TokenIndex t = Start();
  if (CodeOf(t) != TK_ALTER || CodeOf(t = Skip(t)) != TK_TABLE) return;
  t = Skip(Skip(t));
  if (CodeOf(t) == TK_DOT) t = Skip(Skip(t));
  const TokenIndex next = Skip(t);
  const uint16_t word = CodeOf(next);
  switch (CodeOf(t)) {
    case TK_RENAME:
      if (Before(25) && word != TK_TO) At(next);
      return;
    case TK_DROP:
      if (Before(35)) At(t);
      if (Before(52) && word == TK_CONSTRAINT) At(next);
      return;
    case TK_ADD:
      if (!Before(52)) return;
      if (word == TK_CONSTRAINT || word == TK_CHECK) At(next);
      return;
    case TK_ALTER:
      if (Before(52)) At(t);
      return;
  }
}

void Finder::Vacuum() {
  TokenIndex t = Start();
  if (!Before(27) || CodeOf(t) != TK_VACUUM) return;
  t = Skip(t);
  if (t != kNoToken && CodeOf(t) != TK_INTO) t = Skip(t);
  if (CodeOf(t) == TK_INTO) At(t);
}

// Statements that are kept as text.
void Finder::Other() {
  Vacuum();
  TokenIndex t = Next(kNoToken);
  if (CodeOf(t) != TK_EXPLAIN) {
    if (Before(44)) AggregateOrder();
    if (Before(43)) JoinFunctions();
    if (Before(39)) IsDistinct();
    if (Before(35)) Upserts();
    if (Before(30)) LoneFilters();
    if (Before(28)) {
      WindowNames();
      RangeOffsets();
    }
    return;
  }
  t = Skip(t);
  if (CodeOf(t) == TK_QUERY && CodeOf(Skip(t)) == TK_PLAN) t = Skip(Skip(t));
  if (t == kNoToken) return;
  const size_t start = parsed_.tokens[t].offset;
  const ParseResult inner = ParseStatement(parsed_.source.substr(start));
  if (!inner.ok()) return;
  Finder finder(*inner, version_);
  if (!finder.Find()) return;
  // The same tokens, without those before.
  const TokenIndex found = finder.token_;
  const bool at_end = found >= inner->tokens.size();
  Say(at_end ? static_cast<TokenIndex>(parsed_.tokens.size()) : t + found,
      finder.message_);
  if (token_ == t + found) skip_ = finder.skip_;
}

void Finder::Generated(const Column& column) {
  for (size_t i = 0; i < column.constraints.size(); ++i) {
    const ColumnConstraint& constraint = column.constraints[i];
    if (!std::holds_alternative<GeneratedRule>(constraint.rule)) continue;
    TokenIndex t = constraint.range.begin;
    if (constraint.name) t = Next(constraint.name->token);
    // The two words are part of the type where a type may go on.
    const bool in_type = i == 0 && CodeOf(Previous(t)) != TK_RP;
    if (CodeOf(t) == TK_GENERATED && in_type) t = Next(Next(t));
    At(t);
  }
}

void Finder::Constraint(const ColumnConstraint& constraint) {
  if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
    Tree(check->expr);
  } else if (const auto* value = std::get_if<DefaultRule>(&constraint.rule)) {
    Tree(value->expr);
  } else if (const auto* made = std::get_if<GeneratedRule>(&constraint.rule)) {
    Tree(made->expr);
  }
}

void Finder::Terms(const std::vector<IndexedColumn>& terms) {
  for (const IndexedColumn& term : terms) Tree(term.expr);
}

void Finder::Table(const CreateTable& table) {
  for (const Column& column : table.columns) {
    if (Before(31)) Generated(column);
    for (const ColumnConstraint& constraint : column.constraints) {
      Constraint(constraint);
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
      Tree(check->expr);
    }
  }
  Tree(table.as_select);
  if (!Before(37) || table.close_paren == kNoToken) return;
  TokenIndex t = Next(table.close_paren);
  if (CodeOf(t) == TK_WITHOUT) t = Next(Next(t));
  if (CodeOf(t) != 0 && CodeOf(t) != TK_SEMI) At(t);
}

void Finder::Tree(const Node& node) {
  Walk(node, [this](const Node& n) { OneNode(n); });
}

void Finder::OneNode(const Node& node) {
  switch (node.kind) {
    case NodeKind::kFunction:
      Function(node);
      return;
    case NodeKind::kBinary:
      if (!Before(39)) return;
      if (node.op == Op::kIsDistinctFrom || node.op == Op::kIsNotDistinctFrom) {
        const TokenIndex from = Previous(node.children[1].range.begin);
        At(Previous(from));
      }
      return;
    case NodeKind::kFrame:
      if (!Before(28)) return;
      if (CodeOf(node.range.begin) == TK_GROUPS) At(node.range.begin);
      if (CodeOf(node.range.begin) == TK_RANGE && !node.children.empty()) {
        Say(Next(node.range.end - 1),
            "RANGE must use only UNBOUNDED or CURRENT ROW");
      }
      for (TokenIndex t = node.range.begin; t < node.range.end; ++t) {
        if (CodeOf(t) == TK_EXCLUDE) At(t);
      }
      return;
    case NodeKind::kWindow:
      if (Before(28) && !node.names.empty()) At(node.names[0].token);
      return;
    default:
      Query(node);
      Dml(node);
  }
}

void Finder::Function(const Node& node) {
  const TokenIndex name = node.range.begin;
  if (Before(43) && CodeOf(name) == TK_JOIN_KW) At(Next(name));
  if (const Node* order = node.Child(NodeKind::kOrderBy)) {
    if (Before(44)) At(order->range.begin);
  }
  const Node* over = node.Child(NodeKind::kOver);
  const Node* filter = node.Child(NodeKind::kFilter);
  // OVER and FILTER are aliases to those that do not know them.
  if (Before(25)) {
    if (over != nullptr) At(Next(over->range.begin));
    if (filter != nullptr) At(Next(filter->range.begin));
  } else if (Before(30) && filter != nullptr && over == nullptr) {
    At(Next(filter->range.end - 1));
  }
}

void Finder::Query(const Node& node) {
  switch (node.kind) {
    case NodeKind::kSelectCore: {
      const Node* having = node.Child(NodeKind::kHaving);
      // Found when the names are resolved: any syntax error comes first, and
      // what is only kept for later is not looked at.
      const bool kept =
          std::holds_alternative<CreateView>(parsed_.statement) ||
          std::holds_alternative<CreateTrigger>(parsed_.statement) ||
          std::holds_alternative<CreateIndex>(parsed_.statement);
      if (Before(39) && having != nullptr && !kept &&
          node.Child(NodeKind::kGroupBy) == nullptr) {
        Say(static_cast<TokenIndex>(parsed_.tokens.size()),
            "a GROUP BY clause is required before HAVING");
      }
      return;
    }
    case NodeKind::kCte:
      if (Before(35) && !node.text.empty()) {
        // AS [NOT] MATERIALIZED (
        const TokenIndex open = Previous(node.children[0].range.begin);
        TokenIndex t = Previous(open);
        if (CodeOf(Previous(t)) == TK_NOT) t = Previous(t);
        At(t);
      }
      return;
    case NodeKind::kJoin:
      if (Before(39) && (node.text.find("RIGHT") != node.text.npos ||
                         node.text.find("FULL") != node.text.npos)) {
        Say(node.range.begin,
            "RIGHT and FULL OUTER JOINs are not currently supported");
      }
      return;
    case NodeKind::kOrderTerm:
      if (Before(30) && !node.text.empty()) {
        At(LastOf(TK_NULLS, node.range.end));
      }
      return;
    case NodeKind::kWindows:
      if (Before(25)) At(node.range.begin);
      return;
    default:
      return;
  }
}

void Finder::Dml(const Node& node) {
  switch (node.kind) {
    case NodeKind::kUpdate:
      if (const Node* from = node.Child(NodeKind::kFrom)) {
        if (Before(33)) At(from->range.begin);
      }
      return;
    case NodeKind::kInsert: {
      bool first = true;
      for (const Node& child : node.children) {
        if (child.kind != NodeKind::kUpsert) continue;
        if (Before(24) || (Before(35) && !first)) At(child.range.begin);
        const Node* update = child.Child(NodeKind::kDoUpdate);
        if (Before(35) && update != nullptr &&
            child.Child(NodeKind::kConflictTarget) == nullptr) {
          At(Next(update->range.begin));
        }
        first = false;
      }
      return;
    }
    default:
      return;
  }
}

std::optional<SyntaxError> Finder::Find() {
  if (std::holds_alternative<CreateVirtualTable>(parsed_.statement)) {
    Numbers();  // anything else may stand in the arguments
    return Result();
  }
  Tokens();
  std::visit(Overloaded{
                 [&](const AlterTable& s) {
                   Alter();
                   if (const auto* add = std::get_if<AddColumn>(&s.op)) {
                     if (Before(31)) Generated(add->column);
                     for (const auto& c : add->column.constraints) {
                       Constraint(c);
                     }
                   } else if (const auto* add = std::get_if<AddCheck>(&s.op)) {
                     Tree(add->check.expr);
                   }
                 },
                 [&](const CreateTable& s) { Table(s); },
                 [&](const CreateIndex& s) {
                   Terms(s.columns);
                   Tree(s.where);
                 },
                 [&](const CreateView& s) { Tree(s.select); },
                 [&](const CreateTrigger& s) {
                   if (Before(52)) Targets();
                   Tree(s.when);
                   for (const Node& step : s.steps) Tree(step);
                 },
                 [&](const Insert& s) { Tree(s.node); },
                 [&](const Update& s) { Tree(s.node); },
                 [&](const Delete& s) { Tree(s.node); },
                 [&](const Select& s) { Tree(s.node); },
                 [&](const OtherStatement&) { Other(); },
                 [](const auto&) {},
             },
             parsed_.statement);
  return Result();
}

// RANGE 1 PRECEDING in a window that is read to its end.
void Finder::RangeOffsets() {
  struct Window {
    TokenIndex open;
    bool range = false, offset = false;
    int bounds_missing = 0;
  };
  std::vector<Window> windows;
  for (TokenIndex t = Next(kNoToken); t < parsed_.tokens.size(); t = Next(t)) {
    const uint16_t code = CodeOf(t);
    if (code == TK_LP) windows.push_back({t});
    if (windows.empty()) continue;
    Window& window = windows.back();
    const uint16_t before = CodeOf(Previous(t));
    if (code == TK_RANGE) {
      const uint16_t word = CodeOf(Previous(window.open));
      window.range = word == TK_OVER || word == TK_AS;
      window.bounds_missing = CodeOf(Next(t)) == TK_BETWEEN ? 2 : 1;
    } else if (code == TK_PRECEDING || code == TK_FOLLOWING) {
      window.offset = window.offset || before != TK_UNBOUNDED;
      --window.bounds_missing;
    } else if (code == TK_ROW && before == TK_CURRENT) {
      --window.bounds_missing;
    } else if (code == TK_RP) {
      const bool whole =
          before == TK_PRECEDING || before == TK_FOLLOWING || before == TK_ROW;
      if (window.range && window.offset && whole &&
          window.bounds_missing == 0) {
        Say(t, "RANGE must use only UNBOUNDED or CURRENT ROW");
        return;
      }
      windows.pop_back();
    }
  }
}

std::optional<SyntaxError> Finder::FindInTokens() {
  const TokenIndex create = Start();
  if (CodeOf(create) == TK_CREATE && CodeOf(Skip(create)) == TK_VIRTUAL) {
    Numbers();  // anything else may stand in the arguments
    return Result();
  }
  Tokens();
  if (Before(44)) AggregateOrder();
  if (Before(43)) JoinFunctions();
  if (Before(52)) Targets();
  if (Before(39)) IsDistinct();
  if (Before(35)) Upserts();
  if (Before(33)) UpdateFrom();
  if (Before(30)) LoneFilters();
  if (Before(28)) {
    WindowNames();
    RangeOffsets();
  }
  TableTokens();
  Alter();
  Vacuum();
  return Result();
}

// A text as a version before 3.47 reads it.
struct Reading {
  Parsed parsed;
  // One that the newest makes as well is not looked into.
  bool differs = false;
  std::optional<SyntaxError> error;
};

// RAISE(ABORT, x) took one name; true if a keyword stands for it.
bool MakeMessages(Parsed* parsed, SqliteVersion version) {
  if (version >= SqliteVersion{3, 47, 0}) return false;
  bool made = false;
  uint16_t last[4] = {};  // the codes before, the newest first
  for (Token& token : parsed->tokens) {
    if (token.kind == TokenKind::kSpace) continue;
    if (token.kind == TokenKind::kComment) continue;
    const bool raise =
        last[0] == TK_COMMA && last[2] == TK_LP && last[3] == TK_RAISE &&
        (last[1] == TK_ROLLBACK || last[1] == TK_ABORT || last[1] == TK_FAIL);
    if (raise && FallbackOf(token.code) == TK_ID) {
      token.code = TK_ID;
      made = true;
    }
    std::move_backward(last, last + 3, last + 4);
    last[0] = token.code;
  }
  return made;
}

// Words that it does not know yet become names; true if there are any.
bool MakeNames(Parsed* parsed, SqliteVersion version) {
  const struct {
    int minor;
    uint16_t terminal;
  } words[] = {{28, TK_GROUPS}, {28, TK_EXCLUDE},   {28, TK_OTHERS},
               {28, TK_TIES},   {30, TK_NULLS},     {31, TK_GENERATED},
               {31, TK_ALWAYS}, {35, TK_RETURNING}, {35, TK_MATERIALIZED}};
  bool made = MakeMessages(parsed, version);
  if (version >= SqliteVersion{3, 35, 0}) return made;
  for (Token& token : parsed->tokens) {
    for (const auto& word : words) {
      if (token.code != word.terminal) continue;
      if (version >= SqliteVersion{3, word.minor, 0}) continue;
      token.code = TK_ID;
      token.kind = TokenKind::kIdentifier;
      made = true;
    }
  }
  return made;
}

// Until 3.36 a byte order mark is the beginning of a name; true if there is
// one.
bool CutMarks(Parsed* parsed, SqliteVersion version) {
  if (version >= SqliteVersion{3, 36, 0}) return false;
  std::string text;
  for (const Token& token : parsed->tokens) {
    if (token.kind != TokenKind::kSpace) continue;
    if (parsed->source[token.offset] != '\xEF') continue;
    if (text.empty()) text = parsed->source;
    text[token.offset] = '\xFF';
  }
  if (text.empty()) return false;
  parsed->tokens = Lex(text);
  return true;
}

// Until 3.46 0x1_f is a number and a name; true if there is one.
bool CutHex(Parsed* parsed, SqliteVersion version) {
  if (version >= SqliteVersion{3, 46, 0}) return false;
  bool cut = false;
  for (size_t i = 0; i < parsed->tokens.size(); ++i) {
    Token& token = parsed->tokens[i];
    if (token.code != TK_QNUMBER) continue;
    const std::string_view text = token.In(parsed->source);
    if (text.size() < 3 || (text[1] | 32) != 'x') continue;
    const auto length = static_cast<uint32_t>(text.find('_'));
    const Token name{TokenKind::kIdentifier, TK_ID, token.offset + length,
                     token.length - length};
    token.length = length;
    token.code = TK_INTEGER;
    parsed->tokens.insert(parsed->tokens.begin() + static_cast<long>(i) + 1,
                          name);
    cut = true;
  }
  return cut;
}

// Faults of the newest that older ones find when the names are resolved: any
// syntax error comes first.
struct Late {
  bool both = false;   // ON and USING on one table
  bool order = false;  // ORDER BY or LIMIT before UNION
};

Reading ReadBefore(std::string_view source, std::vector<Token> tokens,
                   Late late, SqliteVersion version) {
  Reading reading;
  Parsed& parsed = reading.parsed;
  parsed.source = source;
  parsed.tokens = std::move(tokens);
  reading.differs = CutMarks(&parsed, version);
  reading.differs |= CutHex(&parsed, version);
  reading.differs |= MakeNames(&parsed, version);
  reading.differs |= late.both || late.order;
  if (!reading.differs) return reading;
  GrammarActions g(&parsed);
  g.set_on_and_using(late.both);
  g.set_any_order(late.order);
  RunGrammar(&g, /*expression=*/false);
  if (!g.failed()) return reading;
  SyntaxError& error = reading.error.emplace();
  const bool at_end = g.error_token() >= parsed.tokens.size();
  error.offset =
      at_end ? parsed.source.size() : parsed.tokens[g.error_token()].offset;
  error.position = PositionOf(parsed.source, error.offset);
  if (!at_end) error.token = parsed.TextOf(g.error_token());
  error.message = g.message();
  if (error.message.empty()) {
    error.message = at_end ? "incomplete input"
                           : "near \"" + error.token + "\": syntax error";
  }
  return reading;
}

std::optional<SyntaxError> FirstOf(std::optional<SyntaxError> a,
                                   std::optional<SyntaxError> b) {
  if (!a || (b && b->offset < a->offset)) return b;
  return a;
}

}  // namespace

std::optional<SyntaxError> SyntaxErrorIn(const Parsed& parsed,
                                         SqliteVersion version) {
  if (std::holds_alternative<AlterTableFull>(parsed.statement)) {
    // No SQLite has it; but where does SQLite's grammar stumble?
    const ParseResult native = ParseStatement(parsed.source);
    if (native.ok()) return SyntaxErrorIn(*native, version);
    return SyntaxErrorIn(parsed.source, native.error(), version);
  }
  const std::optional<SyntaxError> error =
      FirstOf(Finder(parsed, version).Find(), OverflowIn(parsed, version));
  if (version >= SqliteVersion{3, 46, 0}) return error;
  return FirstOf(
      error, ReadBefore(parsed.source, parsed.tokens, Late(), version).error);
}

namespace {

// RANGE or ROWS of the frame that ends at `offset`.
uint16_t LastFrameWord(const Parsed& parsed, size_t offset) {
  uint16_t last = 0;
  for (const Token& token : parsed.tokens) {
    if (token.offset >= offset) break;
    if (token.code == TK_RANGE || token.code == TK_ROWS) last = token.code;
  }
  return last;
}

Late LateFaults(const SyntaxError& error, SqliteVersion version) {
  Late late;
  late.both = version < SqliteVersion{3, 39, 0} &&
              EqualsFolded(error.token, "using") &&
              error.message.rfind("near ", 0) == 0;
  // Measured on 3.31.1 and 3.36.0, not between.
  late.order =
      version < SqliteVersion{3, 35, 0} &&
      error.message.find(" clause should come after ") != std::string::npos;
  return late;
}

// nullopt if that version's grammar accepts the text.
std::optional<SyntaxError> RefusedByGrammar(const Parsed& parsed,
                                            const SyntaxError& error,
                                            SqliteVersion version) {
  const std::string_view text = parsed.source;
  const Late late = LateFaults(error, version);
  Reading reading = ReadBefore(text, parsed.tokens, late, version);
  const Parsed& read = reading.differs ? reading.parsed : parsed;
  const auto older = Finder(read, version).FindInTokens();
  if (reading.differs && !reading.error) {
    if (older || (!late.both && !late.order)) return older;
    // Nobody resolves the query of a view or a trigger while it is made.
    const Statement& made = reading.parsed.statement;
    if (late.order && (std::holds_alternative<CreateView>(made) ||
                       std::holds_alternative<CreateTrigger>(made))) {
      return std::nullopt;
    }
    reading.error = error;
    if (late.both) {
      reading.error->message =
          "cannot have both ON and USING clauses in the same join";
    }
  }
  SyntaxError out = reading.error.value_or(error);
  // Found when more is read, or wiped out by what is.
  const bool wiped =
      out.message.rfind("qualified table names", 0) == 0 ||
      out.message.rfind("unknown table option", 0) == 0 ||
      out.message.rfind("unsupported use of NULLS ", 0) == 0 ||
      out.message.find(" clause should come after ") != out.message.npos;
  if (older && (wiped || older->offset <= out.offset)) return older;
  if (version < SqliteVersion{3, 38, 0} && out.token.substr(0, 2) == "->") {
    // A minus and what is behind it; perhaps not even the minus fits.
    const bool fits = MinusFits(text, out.offset);
    out.token = fits ? out.token.substr(1) : "-";
    out.message = "near \"" + out.token + "\": syntax error";
    if (fits) ++out.offset;
    out.position = PositionOf(text, out.offset);
    return out;
  }
  if (version < SqliteVersion{3, 28, 0} &&
      out.message == "unsupported frame specification") {
    out.message = LastFrameWord(parsed, out.offset) == TK_RANGE
                      ? "RANGE must use only UNBOUNDED or CURRENT ROW"
                      : "unsupported frame delimiter for ROWS";
  }
  constexpr std::string_view kJoin = "unknown join type: ";
  if (version < SqliteVersion{3, 39, 0} && out.message.rfind(kJoin, 0) == 0) {
    out.message =
        "unknown or unsupported join type: " + out.message.substr(kJoin.size());
  }
  return out;
}

// nullopt if that version accepts the text.
std::optional<SyntaxError> RefusedBy(std::string_view text,
                                     const SyntaxError& error,
                                     SqliteVersion version) {
  Parsed parsed;
  parsed.source = text;
  parsed.tokens = Lex(parsed.source);
  const auto overflow = OverflowIn(parsed, version);
  const auto refused = RefusedByGrammar(parsed, error, version);
  // Of one token, the parser does not look at the rest.
  if (overflow && refused && overflow->offset <= refused->offset) {
    return overflow;
  }
  return FirstOf(refused, overflow);
}

}  // namespace

SyntaxError SyntaxErrorIn(std::string_view text, const SyntaxError& error,
                          SqliteVersion version) {
  return RefusedBy(text, error, version).value_or(error);
}

std::optional<Parsed> ReadByOlder(std::string_view text,
                                  const SyntaxError& error,
                                  SqliteVersion version) {
  if (RefusedBy(text, error, version)) return std::nullopt;
  return ReadBefore(text, Lex(text), LateFaults(error, version), version)
      .parsed;
}

ParseResult ParseStatement(std::string_view text, const Dialect& dialect) {
  ParseResult result = ParseStatement(text, dialect.mode);
  if (dialect.mode == Mode::kFull) return result;
  const SqliteVersion version = dialect.version;
  if (result.ok()) {
    if (auto error = SyntaxErrorIn(*result, version)) return *std::move(error);
    return result;
  }
  const SyntaxError& error = result.error();
  if (auto older = ReadByOlder(text, error, version)) return *std::move(older);
  return SyntaxErrorIn(text, error, version);
}

}  // namespace alterego::sql
