// The grammar of SQLite's SQL (https://sqlite.org/lang.html) for lemon. It
// accepts what the newest SQLite accepts; what an older one refuses is
// SyntaxErrorIn()'s work. The actions are methods of GrammarActions.
//
// Two things are not in the rules. WINDOW, OVER and FILTER are keywords only
// where the tokens around them say so: see parser.cc. And keywords that SQLite
// reserves nowhere fall back to ID wherever no rule wants them: %fallback.

%include {
#define NDEBUG 1  // no tracing: it needs global variables
#define YYNOERRORRECOVERY 1
#define GrammarParse_ENGINEALWAYSONSTACK 1
#include <assert.h>

#include <algorithm>
#include <map>

#include "model/sql/grammar.h"
#include "model/sql/grammar_actions.h"

using namespace alterego;       // the rules below are C++ of ours, put into
using namespace alterego::sql;  // a file of lemon's
}

%code {
namespace alterego::sql {
namespace {

using States = std::vector<YYACTIONTYPE>;

States StatesOf(const yyParser& machine) {
  States states;
  for (const yyStackEntry* e = machine.yystack; e <= machine.yytos; ++e) {
    states.push_back(e->stateno);
  }
  return states;
}

void Reduce(unsigned rule, States* states) {
  states->resize(states->size() + yyRuleInfoNRhs[rule]);
  states->push_back(
      yy_find_reduce_action(states->back(), yyRuleInfoLhs[rule]));
}

bool IsReduce(YYACTIONTYPE action) { return action >= YY_MIN_REDUCE; }
bool IsTaken(YYACTIONTYPE action) {
  return action <= YY_MAX_SHIFTREDUCE || action == YY_ACCEPT_ACTION;
}

YYACTIONTYPE ActionOf(uint16_t terminal, const States& states) {
  return yy_find_shift_action(static_cast<YYCODETYPE>(terminal),
                              states.back());
}

// True if the machine would take `terminal` next. Runs on a copy of its states.
// Adds the rules that it reduces first to `rules`.
bool WouldTake(const yyParser& machine, uint16_t terminal,
               std::vector<uint16_t>* rules = nullptr) {
  States states = StatesOf(machine);
  for (;;) {
    const YYACTIONTYPE action = ActionOf(terminal, states);
    if (!IsReduce(action)) return IsTaken(action);
    const unsigned rule = action - YY_MIN_REDUCE;
    if (rules != nullptr) rules->push_back(static_cast<uint16_t>(rule));
    Reduce(rule, &states);
  }
}

// Which of `terminals` would be taken there: those that ask for the same
// reduction first go on together.
void AddTaken(States states, std::vector<uint16_t> terminals,
              std::vector<uint16_t>* taken) {
  struct Work {
    States states;
    std::vector<uint16_t> terminals;
  };
  std::vector<Work> all;
  all.push_back({std::move(states), std::move(terminals)});
  while (!all.empty()) {
    Work work = std::move(all.back());
    all.pop_back();
    std::map<YYACTIONTYPE, std::vector<uint16_t>> reductions;
    for (const uint16_t terminal : work.terminals) {
      const YYACTIONTYPE action = ActionOf(terminal, work.states);
      if (IsReduce(action)) {
        reductions[action].push_back(terminal);
      } else if (IsTaken(action)) {
        taken->push_back(terminal);
      }
    }
    for (auto& [action, waiting] : reductions) {
      States next = work.states;
      Reduce(action - YY_MIN_REDUCE, &next);
      all.push_back({std::move(next), std::move(waiting)});
    }
  }
}

// The terminal of token `i` to the full dialect. FIRST and AFTER c at the end of
// an action say where a column goes, if a column's definition can end there;
// else they are names. (They cannot simply fall back to names: a type takes all
// the names it can get.) NOT VALID likewise: it may be part of an expression.
// An action that is over has left the stack, so that copying it costs little.
uint16_t FullTerminal(const yyParser& machine, const Parsed& parsed,
                      TokenIndex i, uint16_t previous, int depth) {
  const uint16_t terminal = FullTerminalOf(parsed, i, previous);
  if (terminal != TK_PLACE_FIRST && terminal != TK_PLACE_AFTER &&
      terminal != TK_NOT_VALID) {
    return terminal;
  }
  if (depth == 0 && WouldTake(machine, terminal)) return terminal;
  return parsed.tokens[i].code;
}

// Feeds token after token, and what SQLite feeds behind the last one: a
// semicolon unless there was one, and the end. Stops before `stop`. `rules`: see
// WouldTake().
void Feed(yyParser* machine, GrammarActions* g, bool expression,
          TokenIndex stop, std::vector<uint16_t>* rules = nullptr) {
  const auto parse = [&](uint16_t terminal, TokenIndex token) {
    if (rules != nullptr) WouldTake(*machine, terminal, rules);
    GrammarParse(machine, terminal, token);
  };
  const std::vector<Token>& tokens = g->parsed().tokens;
  const auto end = static_cast<TokenIndex>(tokens.size());
  uint16_t previous = 0;
  int depth = 0;  // of parentheses
  const bool full = g->mode() == Mode::kFull;
  if (expression) parse(TK_EXPRESSION, end);
  if (full) parse(TK_FULL, end);
  for (TokenIndex i = 0; i < end; ++i) {
    const TokenKind kind = tokens[i].kind;
    if (kind == TokenKind::kSpace || kind == TokenKind::kComment) continue;
    if (i == stop) return;
    g->Advance(i);
    if (kind == TokenKind::kIllegal) {
      g->Fail(i, "unrecognized token: \"" +
                     std::string(g->parsed().TextOf(i)) + "\"");
      return;
    }
    previous = full ? FullTerminal(*machine, g->parsed(), i, previous, depth)
                    : TerminalOf(g->parsed(), i, previous);
    if (previous == TK_LP) ++depth;
    if (previous == TK_RP) --depth;
    parse(previous, i);
    if (g->failed()) return;
  }
  if (stop == end) return;
  g->Advance(end);
  if (previous != TK_SEMI) {
    parse(TK_SEMI, end);
    if (g->failed()) return;
  }
  parse(0, end);
}

}  // namespace

void RunGrammar(GrammarActions* g, bool expression) {
  yyParser machine;
  GrammarParseInit(&machine, g);
  Feed(&machine, g, expression, kNoToken);
}

void RunGrammarUntil(GrammarActions* g, TokenIndex stop) {
  yyParser machine;
  GrammarParseInit(&machine, g);
  Feed(&machine, g, /*expression=*/false, stop);
}

std::vector<uint16_t> RulesUsed(GrammarActions* g, bool expression) {
  yyParser machine;
  GrammarParseInit(&machine, g);
  std::vector<uint16_t> rules;
  Feed(&machine, g, expression, kNoToken, &rules);
  return rules;
}

std::vector<uint16_t> ExpectedTerminals(GrammarActions* g, bool expression,
                                        TokenIndex token) {
  yyParser machine;
  GrammarParseInit(&machine, g);
  Feed(&machine, g, expression, token);
  std::vector<uint16_t> terminals;
  if (g->failed()) return terminals;
  // Behind ON x a join may come, but USING only to be refused.
  const bool behind_on =
      WouldTake(machine, TK_JOIN) && !WouldTake(machine, TK_ON);
  std::vector<uint16_t> candidates;
  for (uint16_t t = 1; t < YYNTOKEN; ++t) {
    if (t == TK_ANY || t == TK_EXPRESSION || t == TK_FULL) continue;
    if (t == TK_USING && behind_on) continue;
    candidates.push_back(t);
  }
  AddTaken(StatesOf(machine), std::move(candidates), &terminals);
  std::sort(terminals.begin(), terminals.end());
  return terminals;
}

namespace {

// The stack of a parser without the actions: its states and their symbols, and
// what each counts as in SQLite's own grammar of that version.
class Stack {
 public:
  enum class Step { kTaken, kRefused, kFull };

  Stack(SqliteVersion version, size_t room) : version_(version), room_(room) {}

  Step Take(uint16_t terminal);
  // The left sides of the empty rules that were reduced, for Symbols.
  const std::vector<uint16_t>& empty() const { return empty_; }
  // Nonterminals, which lemon gives no names to.
  struct Symbols {
    uint16_t dbnm = 0, as = 0, on_using = 0, from = 0, setlist = 0;
  };
  static Symbols Find();
  void Know(const Symbols& symbols) { known_ = symbols; }

 private:
  bool Before(int minor) const { return version_ < SqliteVersion{3, minor, 0}; }
  size_t WeightOf(uint16_t symbol) const;
  // False if there is no room.
  bool Push(YYACTIONTYPE state, uint16_t symbol);

  SqliteVersion version_;
  size_t room_, used_ = 1;
  Symbols known_;
  States states_ = {0};
  std::vector<uint16_t> symbols_ = {0}, empty_;
  std::vector<size_t> weights_ = {1};
};

// How many symbols older versions have where there is one now.
size_t Stack::WeightOf(uint16_t symbol) const {
  const uint16_t below = symbols_.back();
  const size_t size = symbols_.size();
  if (Before(39) && below == known_.as && known_.as != 0) {
    // INDEXED BY, ON, USING: each had a place of its own.
    const size_t indexed = symbols_[size - 2] == known_.dbnm ? 1 : 0;
    if (symbol == TK_ON) return 1 + indexed;
    if (symbol == TK_USING || symbol == known_.on_using) return 2 + indexed;
  }
  // UPDATE had no FROM.
  if (Before(33) && symbol == known_.from && below == known_.setlist) return 0;
  if (Before(30) && symbol == TK_OVER) return 2;  // FILTER
  // PARTITION BY, before ORDER BY of a window.
  if (Before(28) && symbol == TK_ORDER && below == TK_LP) return 2;
  return 1;
}

bool Stack::Push(YYACTIONTYPE state, uint16_t symbol) {
  const size_t weight = WeightOf(symbol);
  if (used_ + weight > room_) return false;
  used_ += weight;
  states_.push_back(state);
  symbols_.push_back(symbol);
  weights_.push_back(weight);
  return true;
}

Stack::Step Stack::Take(uint16_t terminal) {
  empty_.clear();
  for (;;) {
    YYACTIONTYPE action = ActionOf(terminal, states_);
    if (IsReduce(action)) {
      const unsigned rule = action - YY_MIN_REDUCE;
      const uint16_t left = static_cast<uint16_t>(yyRuleInfoLhs[rule]);
      if (yyRuleInfoNRhs[rule] == 0) empty_.push_back(left);
      for (int n = yyRuleInfoNRhs[rule]; n < 0; ++n) {
        used_ -= weights_.back();
        states_.pop_back();
        symbols_.pop_back();
        weights_.pop_back();
      }
      const YYACTIONTYPE next = yy_find_reduce_action(states_.back(), left);
      if (!Push(next, left)) return Step::kFull;
      continue;
    }
    if (!IsTaken(action)) return Step::kRefused;
    if (action > YY_MAX_SHIFT) action += YY_MIN_REDUCE - YY_MIN_SHIFTREDUCE;
    return Push(action, terminal) ? Step::kTaken : Step::kFull;
  }
}

// From statements in which they come in a known order.
Stack::Symbols Stack::Find() {
  constexpr SqliteVersion kNewest{99, 0, 0};
  Symbols found;
  Stack select(kNewest, 100);
  for (const int t : {TK_SELECT, TK_STAR, TK_FROM, TK_ID, TK_SEMI}) {
    select.Take(static_cast<uint16_t>(t));
  }
  found.dbnm = select.empty()[0];
  found.as = select.empty()[1];
  found.on_using = select.empty()[2];
  Stack update(kNewest, 100);
  for (const int t : {TK_UPDATE, TK_ID, TK_SET, TK_ID, TK_EQ, TK_NULL}) {
    update.Take(static_cast<uint16_t>(t));
  }
  update.Take(TK_WHERE);
  found.from = update.empty()[0];
  found.setlist = update.symbols_[update.symbols_.size() - 3];
  return found;
}

}  // namespace

TokenIndex OverflowsAt(const Parsed& parsed, SqliteVersion version,
                       size_t room) {
  Stack stack(version, room);
  stack.Know(Stack::Find());
  const auto end = static_cast<TokenIndex>(parsed.tokens.size());
  uint16_t previous = 0;
  for (TokenIndex i = 0; i < end; ++i) {
    const TokenKind kind = parsed.tokens[i].kind;
    if (kind == TokenKind::kSpace || kind == TokenKind::kComment) continue;
    if (kind == TokenKind::kIllegal) return kNoToken;
    previous = TerminalOf(parsed, i, previous);
    const Stack::Step step = stack.Take(previous);
    if (step == Stack::Step::kFull) return i;
    if (step == Stack::Step::kRefused) return kNoToken;
  }
  const bool full =
      previous != TK_SEMI && stack.Take(TK_SEMI) == Stack::Step::kFull;
  return full ? end : kNoToken;
}

uint16_t FallbackOf(uint16_t terminal) { return yyFallback[terminal]; }

}  // namespace alterego::sql
}

%name GrammarParse
%token_prefix TK_
%token_type {TokenIndex}
%default_type {Made*}
%extra_context {GrammarActions* g}
%stack_size 4000
%stack_overflow {g->Overflow();}
%syntax_error {
  (void)yymajor;
  (void)TOKEN;
  g->SyntaxErrorHere();
}

// From loosest to tightest.
%left OR.
%left AND.
%right NOT.
%left IS MATCH LIKE_KW BETWEEN IN ISNULL NOTNULL NE EQ.
%left GT LE LT GE.
%right ESCAPE.
%left BITAND BITOR LSHIFT RSHIFT.
%left PLUS MINUS.
%left STAR SLASH REM.
%left CONCAT PTR.
%left COLLATE.
%right BITNOT.
%nonassoc ON.

%fallback ID
  ABORT ACTION AFTER ANALYZE ASC ATTACH BEFORE BEGIN BY CASCADE CAST COLUMNKW
  CONFLICT DATABASE DEFERRED DESC DETACH DO EACH END EXCLUSIVE EXPLAIN FAIL FOR
  IGNORE IMMEDIATE INITIALLY INSTEAD LIKE_KW MATCH NO PLAN QUERY KEY OF OFFSET
  PRAGMA RAISE RECURSIVE RELEASE REPLACE RESTRICT ROW ROWS ROLLBACK SAVEPOINT
  TEMP TRIGGER VACUUM VIEW VIRTUAL WITH WITHOUT NULLS FIRST LAST CURRENT
  FOLLOWING PARTITION PRECEDING RANGE UNBOUNDED EXCLUDE GROUPS OTHERS TIES
  GENERATED ALWAYS MATERIALIZED REINDEX RENAME CTIME_KW IF
  // Words of the full dialect, which the lexer does not know: FullTerminalOf().
  DATA DISABLE ENABLE EXPRESSION_KW IDENTITY OWNER ROWID SCHEMA STATISTICS
  STRICT TABLESPACE TYPE USER VALID VALIDATE.
%wildcard ANY.

%start_symbol input
input ::= cmdx SEMI.
input ::= EXPRESSION expr(X) SEMI.  {g->FinishExpression(X);}
input ::= FULL full_alter SEMI.
cmdx ::= cmd.
cmdx ::= explain(B) cmd. {g->Other(B);}
%type explain {TokenIndex}
explain(A) ::= EXPLAIN(B).            {A = B;}
explain(A) ::= EXPLAIN(B) QUERY PLAN. {A = B;}
// SQLite notes here where it is in the text. We do not need to; but a parser's
// stack must be full where SQLite's is: see OverflowsAt().
scanpt ::= .

// ------------------------------------------------------------------- names
%token_class id  ID|INDEXED.
%token_class idj ID|INDEXED|JOIN_KW.
%token_class ids ID|STRING.
%token_class number INTEGER|FLOAT.
%type nm {TokenIndex}
nm(A) ::= idj(X).    {A = X;}
nm(A) ::= STRING(X). {A = X;}
%type dbnm {TokenIndex}
dbnm(A) ::= .         {A = kNoToken;}
dbnm(A) ::= DOT nm(X). {A = X;}
%type fullname {Qualified}
fullname(A) ::= nm(X).           {A = {kNoToken, X};}
fullname(A) ::= nm(X) DOT nm(Y). {A = {X, Y};}
// A target of DML.
xfullname(A) ::= nm(X).           {A = g->TableRef(X, kNoToken);}
xfullname(A) ::= nm(X) DOT nm(Y). {A = g->TableRef(X, Y);}
xfullname(A) ::= nm(X) AS nm(Z).
    {A = g->TableRef(X, kNoToken); g->SetAlias(A, {Z, true});}
xfullname(A) ::= nm(X) DOT nm(Y) AS nm(Z).
    {A = g->TableRef(X, Y); g->SetAlias(A, {Z, true});}
idlist(A) ::= nm(X).                  {A = g->NameList(X);}
idlist(A) ::= idlist(A) COMMA nm(X).  {g->AddName(A, X);}
idlist_opt(A) ::= .                   {A = nullptr;}
idlist_opt(A) ::= LP(B) idlist(X) RP. {A = g->From(B, X);}
// A list of columns that SQLite parses with COLLATE and ASC, to refuse them.
eidlist(A) ::= nm(X) collate(C) sortorder(Z).
    {A = g->NameList(X); g->RefuseColumnSuffix(X, C, Z);}
eidlist(A) ::= eidlist(A) COMMA nm(X) collate(C) sortorder(Z).
    {g->AddName(A, X); g->RefuseColumnSuffix(X, C, Z);}
eidlist_opt(A) ::= .                  {A = nullptr;}
eidlist_opt(A) ::= LP eidlist(X) RP.  {A = X;}
%type collate {int}
collate(A) ::= .            {A = 0;}
collate(A) ::= COLLATE ids. {A = 1;}
%type ifexists {int}
ifexists(A) ::= IF EXISTS. {A = 1;}
ifexists(A) ::= .          {A = 0;}
%type ifnotexists {int}
ifnotexists(A) ::= .              {A = 0;}
ifnotexists(A) ::= IF NOT EXISTS. {A = 1;}
%type temp {int}
temp(A) ::= TEMP. {A = 1;}
temp(A) ::= .     {A = 0;}

// ------------------------------------------------------------ transactions
cmd ::= BEGIN transtype(X) trans_opt. {g->BeginTransaction(X);}
%type transtype {int}
transtype(A) ::= .          {A = 0;}
transtype(A) ::= DEFERRED.  {A = 1;}
transtype(A) ::= IMMEDIATE. {A = 2;}
transtype(A) ::= EXCLUSIVE. {A = 3;}
trans_opt ::= .
trans_opt ::= TRANSACTION.
trans_opt ::= TRANSACTION nm.
cmd ::= COMMIT|END trans_opt. {g->statement() = Commit{};}
cmd ::= ROLLBACK trans_opt.   {g->statement() = Rollback{};}
savepoint_opt ::= SAVEPOINT.
savepoint_opt ::= .
cmd ::= SAVEPOINT nm(X).             {g->statement() = Savepoint{g->NameOf(X)};}
cmd ::= RELEASE savepoint_opt nm(X). {g->statement() = Release{g->NameOf(X)};}
cmd ::= ROLLBACK trans_opt TO savepoint_opt nm(X).
    {g->statement() = RollbackTo{g->NameOf(X)};}

// ------------------------------------------------------------ CREATE TABLE
cmd ::= create_table create_table_args. {g->FinishTable();}
create_table ::= CREATE(B) temp(T) TABLE ifnotexists(E) nm(X) dbnm(Y).
    {g->BeginTable(B, T, E, X, Y);}
create_table_args ::= LP(B) columnlist conslist_opt RP(E) table_options(F).
    {g->SetTableArguments(B, E, F);}
create_table_args ::= AS select(S). {g->TableAsSelect(S);}
%type table_options {int}
table_options(A) ::= .                {A = 0;}
table_options(A) ::= table_option(A).
table_options(A) ::= table_options(X) COMMA table_option(Y). {A = X | Y;}
%type table_option {int}
table_option(A) ::= WITHOUT nm(X). {A = g->WithoutOption(X);}
table_option(A) ::= nm(X).         {A = g->TableOption(X);}
columnlist ::= columnlist COMMA columnname carglist.
columnlist ::= columnname carglist.
columnname ::= nm(X) typetoken(Y). {g->BeginColumn(X, Y);}
%type typetoken {Span}
%type typename {Span}
typetoken(A) ::= .            {A = {kNoToken, kNoToken};}
typetoken(A) ::= typename(A).
typetoken(A) ::= typename(X) LP signed RP.              {A = g->Close(X);}
typetoken(A) ::= typename(X) LP signed COMMA signed RP. {A = g->Close(X);}
typename(A) ::= ids(X).              {A = g->SpanFrom(X);}
typename(A) ::= typename(X) ids. {A = g->Close(X);}
%type signed {Span}
signed(A) ::= plus_num(A).
signed(A) ::= minus_num(A).
%type plus_num {Span}
%type minus_num {Span}
plus_num(A) ::= PLUS(B) number. {A = g->SpanFrom(B);}
plus_num(A) ::= number(B).      {A = g->SpanFrom(B);}
minus_num(A) ::= MINUS(B) number. {A = g->SpanFrom(B);}

carglist ::= carglist ccons.
carglist ::= .
ccons ::= CONSTRAINT(B) nm(X).     {g->ColumnConstraintName(B, X);}
ccons ::= DEFAULT(B) scanpt term(X). {g->ColumnDefault(B, X);}
ccons ::= DEFAULT(B) LP(P) expr(X) RP. {g->ColumnDefault(B, g->Paren(P, X));}
ccons ::= DEFAULT(B) PLUS(P) scanpt term(X).
    {g->ColumnDefault(B, g->Prefix(P, X));}
ccons ::= DEFAULT(B) MINUS(P) scanpt term(X).
    {g->ColumnDefault(B, g->Prefix(P, X));}
ccons ::= DEFAULT(B) scanpt id(X). {g->ColumnDefault(B, g->ColumnName(X));}
ccons ::= NULL(B) onconf(R).       {g->ColumnRule(B, NullRule{R});}
ccons ::= NOT(B) NULL onconf(R).   {g->ColumnRule(B, NotNullRule{R});}
ccons ::= PRIMARY(B) KEY sortorder(Z) onconf(R) autoinc(I).
    {g->ColumnRule(B, PrimaryKeyRule{{}, Z, I != 0, R});}
ccons ::= UNIQUE(B) onconf(R).     {g->ColumnRule(B, UniqueRule{{}, R});}
ccons ::= CHECK(B) LP expr(X) RP.
    {g->ColumnRule(B, CheckRule{g->Take(X), Conflict::kDefault});}
ccons ::= REFERENCES(B) nm(X) eidlist_opt(Y) refargs.
    {g->ColumnReferences(B, X, Y);}
ccons ::= defer_subclause(D).      {g->ColumnDeferrable(D);}
ccons ::= COLLATE(B) ids(X).
    {g->ColumnRule(B, CollateRule{g->NameOf(X)});}
ccons ::= GENERATED(B) ALWAYS AS generated(X). {g->ColumnGenerated(B, X, true);}
ccons ::= AS(B) generated(X).      {g->ColumnGenerated(B, X, false);}
%type generated {Generated}
generated(A) ::= LP expr(X) RP.       {A = {X, kNoToken};}
generated(A) ::= LP expr(X) RP ID(Y). {A = {X, Y};}
%type autoinc {int}
autoinc(A) ::= .         {A = 0;}
autoinc(A) ::= AUTOINCR. {A = 1;}
refargs ::= .               {g->references() = ReferencesClause();}
refargs ::= refargs refarg.
refarg ::= MATCH nm(X).         {g->references().match = g->NameOf(X);}
refarg ::= ON INSERT refact.
refarg ::= ON DELETE refact(X). {g->references().on_delete = X;}
refarg ::= ON UPDATE refact(X). {g->references().on_update = X;}
%type refact {ForeignKeyAction}
refact(A) ::= SET NULL.    {A = ForeignKeyAction::kSetNull;}
refact(A) ::= SET DEFAULT. {A = ForeignKeyAction::kSetDefault;}
refact(A) ::= CASCADE.     {A = ForeignKeyAction::kCascade;}
refact(A) ::= RESTRICT.    {A = ForeignKeyAction::kRestrict;}
refact(A) ::= NO ACTION.   {A = ForeignKeyAction::kNoAction;}
%type defer_subclause {Deferral}
defer_subclause(A) ::= NOT DEFERRABLE initially(X).
    {A = {ReferencesClause::Deferrable::kNotDeferrable, X};}
defer_subclause(A) ::= DEFERRABLE initially(X).
    {A = {ReferencesClause::Deferrable::kDeferrable, X};}
%type initially {ReferencesClause::Initially}
initially(A) ::= .          {A = ReferencesClause::Initially::kUnset;}
initially(A) ::= INITIALLY DEFERRED.
    {A = ReferencesClause::Initially::kDeferred;}
initially(A) ::= INITIALLY IMMEDIATE.
    {A = ReferencesClause::Initially::kImmediate;}
%type defer_subclause_opt {Deferral}
defer_subclause_opt(A) ::= .
    {A = {ReferencesClause::Deferrable::kUnset,
          ReferencesClause::Initially::kUnset};}
defer_subclause_opt(A) ::= defer_subclause(A).

conslist_opt ::= .
conslist_opt ::= first_comma conslist.
first_comma ::= COMMA. {g->ConstraintComma(true);}
conslist ::= conslist tconscomma tcons.
conslist ::= tcons.
tconscomma ::= COMMA. {g->ConstraintComma(true);}
tconscomma ::= .      {g->ConstraintComma(false);}
tcons ::= CONSTRAINT(B) nm(X). {g->TableConstraintName(B, X);}
tcons ::= PRIMARY(B) KEY LP sortlist(X) autoinc(I) RP onconf(R).
    {g->TableRule(B, PrimaryKeyRule{g->IndexedColumns(X), Op::kNone, I != 0,
                                    R});}
tcons ::= UNIQUE(B) LP sortlist(X) RP onconf(R).
    {g->TableRule(B, UniqueRule{g->IndexedColumns(X), R});}
tcons ::= CHECK(B) LP expr(X) RP onconf(R).
    {g->TableRule(B, CheckRule{g->Take(X), R});}
tcons ::= FOREIGN(B) KEY LP eidlist(X) RP REFERENCES nm(T) eidlist_opt(Y)
          refargs defer_subclause_opt(D).
    {g->TableForeignKey(B, X, T, Y, D);}
%type onconf {Conflict}
onconf(A) ::= .                           {A = Conflict::kDefault;}
onconf(A) ::= ON CONFLICT resolvetype(X). {A = X;}
%type orconf {Conflict}
orconf(A) ::= .                  {A = Conflict::kDefault;}
orconf(A) ::= OR resolvetype(X). {A = X;}
%type resolvetype {Conflict}
resolvetype(A) ::= raisetype(A).
resolvetype(A) ::= IGNORE.  {A = Conflict::kIgnore;}
resolvetype(A) ::= REPLACE. {A = Conflict::kReplace;}
%type raisetype {Conflict}
raisetype(A) ::= ROLLBACK. {A = Conflict::kRollback;}
raisetype(A) ::= ABORT.    {A = Conflict::kAbort;}
raisetype(A) ::= FAIL.     {A = Conflict::kFail;}

// ------------------------------------------------------ other CREATE, DROP
cmd ::= CREATE(B) temp(T) VIEW ifnotexists(E) nm(X) dbnm(Y) eidlist_opt(C)
        AS select(S).
    {g->MakeView(B, T, E, g->Qualify(X, Y), C, S);}
cmd ::= CREATE(B) uniqueflag(U) INDEX ifnotexists(E) nm(X) dbnm(Y) ON nm(T)
        LP sortlist(Z) RP where_opt(W).
    {g->MakeIndex(B, U, E, g->Qualify(X, Y), T, Z, W);}
%type uniqueflag {int}
uniqueflag(A) ::= UNIQUE. {A = 1;}
uniqueflag(A) ::= .       {A = 0;}

cmd ::= CREATE(B) trigger_decl BEGIN trigger_cmd_list END.
    {g->FinishTrigger(B);}
trigger_decl ::= temp(T) TRIGGER ifnotexists(E) nm(X) dbnm(Y) trigger_time(C)
                 trigger_event(D) ON fullname(F) foreach(R) when_clause(W).
    {g->MakeTrigger(T, E, g->Qualify(X, Y), C, D, F, R, W);}
%type trigger_time {CreateTrigger::Time}
trigger_time(A) ::= BEFORE.     {A = CreateTrigger::Time::kBefore;}
trigger_time(A) ::= AFTER.      {A = CreateTrigger::Time::kAfter;}
trigger_time(A) ::= INSTEAD OF. {A = CreateTrigger::Time::kInsteadOf;}
trigger_time(A) ::= .           {A = CreateTrigger::Time::kUnset;}
%type trigger_event {TriggerEvent}
trigger_event(A) ::= DELETE. {A = {CreateTrigger::Event::kDelete, nullptr};}
trigger_event(A) ::= INSERT. {A = {CreateTrigger::Event::kInsert, nullptr};}
trigger_event(A) ::= UPDATE. {A = {CreateTrigger::Event::kUpdate, nullptr};}
trigger_event(A) ::= UPDATE OF idlist(X).
    {A = {CreateTrigger::Event::kUpdate, X};}
%type foreach {int}
foreach(A) ::= .             {A = 0;}
foreach(A) ::= FOR EACH ROW. {A = 1;}
when_clause(A) ::= .             {A = nullptr;}
when_clause(A) ::= WHEN expr(X). {A = X;}
trigger_cmd_list ::= trigger_cmd_list trigger_cmd(X) SEMI. {g->AddStep(X);}
trigger_cmd_list ::= trigger_cmd(X) SEMI.                  {g->AddStep(X);}
trnm(A) ::= xfullname(X). {A = X; g->NoteTarget(A);}
tridxby ::= .
tridxby ::= INDEXED(X) BY nm. {g->RefuseIndexedBy(X, "INDEXED BY");}
tridxby ::= NOT(X) INDEXED.   {g->RefuseIndexedBy(X, "NOT INDEXED");}
trigger_cmd(A) ::= UPDATE(B) orconf(R) trnm(X) tridxby SET setlist(Y) from(F)
                   where_opt(Z) scanpt.
    {A = g->Update(B, nullptr, R, X, Y, F, {Z, nullptr}, nullptr, nullptr);
     g->RefuseQualifiedTarget();}
trigger_cmd(A) ::= scanpt insert_cmd(R) INTO trnm(X) idlist_opt(F) select(S)
                   upsert(U) scanpt.
    {A = g->Insert(nullptr, R, X, F, S, U);
     g->RefuseReturning(A);
     g->RefuseQualifiedTarget();}
trigger_cmd(A) ::= DELETE(B) FROM trnm(X) tridxby where_opt(Y) scanpt.
    {A = g->Delete(B, nullptr, X, {Y, nullptr}, nullptr, nullptr);
     g->RefuseQualifiedTarget();}
trigger_cmd(A) ::= scanpt select(X) scanpt. {A = X;}

cmd ::= create_vtab(V).                       {g->FinishVirtual(V, kNoToken);}
cmd ::= create_vtab(V) LP(P) vtabarglist RP. {g->FinishVirtual(V, P);}
%type create_vtab {TokenIndex}
create_vtab(A) ::= CREATE(B) VIRTUAL TABLE ifnotexists(E) nm(X) dbnm(Y) USING
                   nm(Z).
    {A = B; g->MakeVirtual(E, g->Qualify(X, Y), Z);}
vtabarglist ::= vtabarg.
vtabarglist ::= vtabarglist COMMA vtabarg.
vtabarg ::= .
vtabarg ::= vtabarg vtabargtoken.
vtabargtoken ::= ANY.
vtabargtoken ::= LP anylist RP.
anylist ::= .
anylist ::= anylist LP anylist RP.
anylist ::= anylist ANY.

cmd ::= DROP TABLE ifexists(E) fullname(X).
    {g->MakeDrop(ObjectKind::kTable, E, X);}
cmd ::= DROP VIEW ifexists(E) fullname(X).
    {g->MakeDrop(ObjectKind::kView, E, X);}
cmd ::= DROP INDEX ifexists(E) fullname(X).
    {g->MakeDrop(ObjectKind::kIndex, E, X);}
cmd ::= DROP TRIGGER ifexists(E) fullname(X).
    {g->MakeDrop(ObjectKind::kTrigger, E, X);}

// ------------------------------------------------------------- ALTER TABLE
%type kwcolumn_opt {int}
kwcolumn_opt(A) ::= .         {A = 0;}
kwcolumn_opt(A) ::= COLUMNKW. {A = 1;}
cmd ::= ALTER TABLE fullname(T) RENAME TO nm(X).
    {g->Alter(T, RenameTable{g->NameOf(X)});}
cmd ::= ALTER TABLE fullname(T) RENAME kwcolumn_opt(K) nm(X) TO nm(Y).
    {g->Alter(T, RenameColumn{g->NameOf(X), g->NameOf(Y), K != 0});}
cmd ::= ALTER TABLE fullname(T) ADD kwcolumn_opt(K) columnname carglist.
    {g->Alter(T, AddColumn{std::move(g->column()), K != 0});}
cmd ::= ALTER TABLE fullname(T) DROP kwcolumn_opt(K) nm(X).
    {g->Alter(T, DropColumn{g->NameOf(X), K != 0});}
cmd ::= ALTER TABLE fullname(T) ADD CONSTRAINT nm(N) CHECK LP expr(X) RP
        onconf(R).
    {g->AlterAddCheck(T, N, X, R);}
cmd ::= ALTER TABLE fullname(T) ADD CHECK LP expr(X) RP onconf(R).
    {g->AlterAddCheck(T, kNoToken, X, R);}
cmd ::= ALTER TABLE fullname(T) DROP CONSTRAINT nm(X).
    {g->Alter(T, DropConstraint{g->NameOf(X)});}
cmd ::= ALTER TABLE fullname(T) ALTER kwcolumn_opt(K) nm(X) SET NOT NULL
        onconf(R).
    {g->Alter(T, SetNotNull{g->NameOf(X), R, K != 0});}
cmd ::= ALTER TABLE fullname(T) ALTER kwcolumn_opt(K) nm(X) DROP NOT NULL.
    {g->Alter(T, DropNotNull{g->NameOf(X), K != 0});}

// ------------------------------------------- ALTER TABLE of the full dialect
// docs/dialect.md. The words are terminals only behind FULL, so that nothing
// here can change what SQLite's own grammar accepts.
full_alter ::= full_subject full_actions. {g->FinishAlter();}
full_subject ::= ALTER TABLE ifexists(E) fullname(T). {g->BeginAlter(E, T);}
full_actions ::= full_action.
full_actions ::= full_actions COMMA full_action.

full_action ::= RENAME TO nm(X). {g->Action(RenameTable{g->NameOf(X)});}
full_action ::= RENAME kwcolumn_opt(K) nm(X) TO nm(Y).
    {g->Action(RenameColumn{g->NameOf(X), g->NameOf(Y), K != 0});}
full_action ::= RENAME CONSTRAINT nm(X) TO nm(Y).
    {g->Action(RenameConstraint{g->NameOf(X), g->NameOf(Y)});}

full_action ::= ADD kwcolumn_opt(K) ifnotexists(E) columnname carglist.
    {g->ActionAddColumn(E, K, kNoToken, kNoToken);}
full_action ::= ADD kwcolumn_opt(K) ifnotexists(E) columnname carglist
                PLACE_FIRST(F).
    {g->ActionAddColumn(E, K, F, kNoToken);}
full_action ::= ADD kwcolumn_opt(K) ifnotexists(E) columnname carglist
                PLACE_AFTER nm(A).
    {g->ActionAddColumn(E, K, kNoToken, A);}
full_action ::= ADD full_name(N) CHECK LP expr(X) RP onconf(R) not_valid(V).
    {g->ActionAddCheck(N, X, R, V);}
full_action ::= ADD full_name(N) FOREIGN KEY LP eidlist(X) RP REFERENCES nm(T)
                eidlist_opt(Y) refargs full_enforced(F).
    {g->ActionAddForeignKey(N, X, T, Y, F);}
full_action ::= ADD full_name(N) UNIQUE LP sortlist(X) RP onconf(R).
    {g->Action(AddUnique{g->OptionalName(N),
                         UniqueRule{g->IndexedColumns(X), R}});}
full_action ::= ADD full_name(N) PRIMARY KEY LP sortlist(X) autoinc(I) RP
                onconf(R).
    {g->Action(AddPrimaryKey{
         g->OptionalName(N),
         PrimaryKeyRule{g->IndexedColumns(X), Op::kNone, I != 0, R}});}
%type full_name {TokenIndex}
full_name(A) ::= .                 {A = kNoToken;}
full_name(A) ::= CONSTRAINT nm(X). {A = X;}
%type not_valid {int}
not_valid(A) ::= .                {A = 0;}
not_valid(A) ::= NOT_VALID VALID. {A = 1;}

%type full_enforced {Enforced}
full_enforced(A) ::= not_valid(V).
    {A = {{ReferencesClause::Deferrable::kUnset,
           ReferencesClause::Initially::kUnset}, V};}
full_enforced(A) ::= defer_subclause(D) not_valid(V).   {A = {D, V};}
full_enforced(A) ::= NOT_VALID VALID defer_subclause(D). {A = {D, 1};}

full_action ::= DROP kwcolumn_opt(K) ifexists(E) nm(X) full_behavior(B).
    {g->Action(DropColumn{g->NameOf(X), K != 0, E != 0, B});}
full_action ::= DROP CONSTRAINT ifexists(E) nm(X) full_behavior(B).
    {g->Action(DropConstraint{g->NameOf(X), E != 0, B});}
%type full_behavior {DropBehavior}
full_behavior(A) ::= .         {A = DropBehavior::kUnset;}
full_behavior(A) ::= RESTRICT. {A = DropBehavior::kRestrict;}
full_behavior(A) ::= CASCADE.  {A = DropBehavior::kCascade;}

full_action ::= VALIDATE CONSTRAINT nm(X).
    {g->Action(ValidateConstraint{g->NameOf(X)});}
full_action ::= ALTER CONSTRAINT nm(X) defer_subclause(D).
    {g->Action(AlterConstraint{g->NameOf(X), D.deferrable, D.initially});}

full_action ::= full_column(C) TO columnname carglist.
    {g->Action(AlterColumn{g->NameOf(C), std::move(g->column())});}
full_action ::= full_column(C) full_type(T) full_collate(K) full_using(E).
    {g->ActionSetType(C, T, K, E);}
full_action ::= full_column(C) SET NOT NULL onconf(R).
    {g->Action(SetNotNull{g->NameOf(C), R, g->column_keyword()});}
full_action ::= full_column(C) DROP NOT NULL.
    {g->Action(DropNotNull{g->NameOf(C), g->column_keyword()});}
full_action ::= full_column(C) SET DEFAULT expr(X).
    {g->ActionSetDefault(C, X);}
full_action ::= full_column(C) DROP DEFAULT.
    {g->Action(DropDefault{g->NameOf(C)});}
full_action ::= full_column(C) SET EXPRESSION_KW AS generated(X).
    {g->ActionSetExpression(C, X);}
full_action ::= full_column(C) DROP EXPRESSION_KW ifexists(E).
    {g->Action(DropExpression{g->NameOf(C), E != 0});}
full_action ::= full_column(C) SET STATISTICS signed(N).
    {g->ActionSetStatistics(C, N);}
full_action ::= full_column(C) ADD GENERATED ALWAYS AS IDENTITY.
    {g->Action(AddIdentity{g->NameOf(C), true});}
full_action ::= full_column(C) ADD GENERATED BY DEFAULT AS IDENTITY.
    {g->Action(AddIdentity{g->NameOf(C), false});}
full_action ::= full_column(C) DROP IDENTITY ifexists(E).
    {g->Action(DropIdentity{g->NameOf(C), E != 0});}
%type full_column {TokenIndex}
full_column(A) ::= ALTER kwcolumn_opt(K) nm(X).
    {A = X; g->set_column_keyword(K != 0);}
%type full_type {Span}
full_type(A) ::= TYPE full_typename(X).          {A = X;}
full_type(A) ::= SET DATA TYPE full_typename(X). {A = X;}
%type full_typename {Span}
full_typename(A) ::= typename(A).
full_typename(A) ::= typename(X) LP signed RP.   {A = g->Close(X);}
full_typename(A) ::= typename(X) LP signed COMMA signed RP. {A = g->Close(X);}
%type full_collate {TokenIndex}
full_collate(A) ::= .               {A = kNoToken;}
full_collate(A) ::= COLLATE ids(X). {A = X;}
full_using(A) ::= .              {A = nullptr;}
full_using(A) ::= USING expr(X). {A = X;}

full_action ::= SET SCHEMA nm(X).     {g->Action(SetSchema{g->NameOf(X)});}
full_action ::= SET TABLESPACE nm(X). {g->Action(SetTablespace{g->NameOf(X)});}
full_action ::= SET STRICT.           {g->Action(SetStrict{});}
full_action ::= SET NOT STRICT.       {g->Action(SetNotStrict{});}
full_action ::= SET WITHOUT ROWID.    {g->Action(SetWithoutRowid{});}
full_action ::= SET WITH ROWID.       {g->Action(SetWithRowid{});}
full_action ::= OWNER TO nm(X).       {g->Action(OwnerTo{g->NameOf(X)});}
full_action ::= ENABLE TRIGGER nm(X).
    {g->Action(EnableTrigger{TriggerScope::kNamed, g->NameOf(X)});}
full_action ::= ENABLE TRIGGER ALL.
    {g->Action(EnableTrigger{TriggerScope::kAll, Name()});}
full_action ::= ENABLE TRIGGER USER.
    {g->Action(EnableTrigger{TriggerScope::kUser, Name()});}
full_action ::= DISABLE TRIGGER nm(X).
    {g->Action(DisableTrigger{TriggerScope::kNamed, g->NameOf(X)});}
full_action ::= DISABLE TRIGGER ALL.
    {g->Action(DisableTrigger{TriggerScope::kAll, Name()});}
full_action ::= DISABLE TRIGGER USER.
    {g->Action(DisableTrigger{TriggerScope::kUser, Name()});}

// ---------------------------------------------------------- small statements
cmd ::= PRAGMA nm(X) dbnm(Z).
    {g->MakePragma(X, Z, {0, 0}, false);}
cmd ::= PRAGMA nm(X) dbnm(Z) EQ nmnum(Y).    {g->MakePragma(X, Z, Y, false);}
cmd ::= PRAGMA nm(X) dbnm(Z) LP nmnum(Y) RP. {g->MakePragma(X, Z, Y, true);}
cmd ::= PRAGMA nm(X) dbnm(Z) EQ minus_num(Y).
    {g->MakePragma(X, Z, Y, false);}
cmd ::= PRAGMA nm(X) dbnm(Z) LP minus_num(Y) RP.
    {g->MakePragma(X, Z, Y, true);}
%type nmnum {Span}
nmnum(A) ::= plus_num(A).
nmnum(A) ::= nm(X).      {A = g->SpanFrom(X);}
nmnum(A) ::= ON(X).      {A = g->SpanFrom(X);}
nmnum(A) ::= DELETE(X).  {A = g->SpanFrom(X);}
nmnum(A) ::= DEFAULT(X). {A = g->SpanFrom(X);}
cmd ::= REINDEX.                  {g->statement() = Reindex{};}
cmd ::= REINDEX nm(X) dbnm(Y).    {g->MakeReindex(g->Qualify(X, Y));}
cmd ::= ANALYZE.                  {g->statement() = Analyze{};}
cmd ::= ANALYZE nm(X) dbnm(Y).    {g->MakeAnalyze(g->Qualify(X, Y));}
cmd ::= VACUUM(B) vinto.          {g->Other(B);}
cmd ::= VACUUM(B) nm vinto.       {g->Other(B);}
vinto ::= INTO expr.
vinto ::= .
cmd ::= ATTACH(B) database_kw_opt expr AS expr key_opt. {g->Other(B);}
cmd ::= DETACH(B) database_kw_opt expr.                 {g->Other(B);}
database_kw_opt ::= DATABASE.
database_kw_opt ::= .
key_opt ::= .
key_opt ::= KEY expr.

// ------------------------------------------------------------------ SELECT
cmd ::= select(X). {g->statement() = Select{g->Take(X)};}
select(A) ::= WITH(B) wqlist(W) selectnowith(X).
    {A = g->WithSelect(g->From(B, W), g->WholeSelect(X));}
select(A) ::= WITH(B) RECURSIVE wqlist(W) selectnowith(X).
    {A = g->WithSelect(g->Recursive(B, W), g->WholeSelect(X));}
select(A) ::= selectnowith(X). {A = g->WholeSelect(X);}
selectnowith(A) ::= oneselect(A).
selectnowith(A) ::= selectnowith(X) multiselect_op(Y) oneselect(Z).
    {A = g->Compound(X, Y, Z);}
multiselect_op(A) ::= UNION(X).            {A = g->CompoundOp(X, Op::kUnion);}
multiselect_op(A) ::= UNION(X) ALL.
    {A = g->CompoundOp(X, Op::kUnionAll);}
multiselect_op(A) ::= EXCEPT(X).           {A = g->CompoundOp(X, Op::kExcept);}
multiselect_op(A) ::= INTERSECT(X).
    {A = g->CompoundOp(X, Op::kIntersect);}
oneselect(A) ::= SELECT(B) distinct(D) selcollist(W) from(X) where_opt(Y)
                 groupby_opt(P) having_opt(Q) orderby_opt(Z) limit_opt(L).
    {A = g->OneSelect(g->SelectCore(B, D, W, X, Y, P, Q, nullptr), Z, L);}
oneselect(A) ::= SELECT(B) distinct(D) selcollist(W) from(X) where_opt(Y)
                 groupby_opt(P) having_opt(Q) windows(R) orderby_opt(Z)
                 limit_opt(L).
    {A = g->OneSelect(g->SelectCore(B, D, W, X, Y, P, Q, R), Z, L);}
oneselect(A) ::= values(X). {A = g->OneSelect(X, nullptr, nullptr);}
values(A) ::= VALUES(B) LP(P) nexprlist(X) RP. {A = g->Values(B, P, X);}
values(A) ::= values(A) COMMA LP(P) nexprlist(X) RP. {g->AddRow(A, P, X);}
%type distinct {int}
distinct(A) ::= DISTINCT. {A = 1;}
distinct(A) ::= ALL.      {A = 2;}
distinct(A) ::= .         {A = 0;}
sclp(A) ::= selcollist(A) COMMA.
sclp(A) ::= .             {A = nullptr;}
selcollist(A) ::= sclp(P) scanpt expr(X) scanpt as(Y).
    {A = g->ResultColumn(P, X, Y);}
selcollist(A) ::= sclp(P) scanpt STAR(X).
    {A = g->ResultStar(P, X, kNoToken);}
selcollist(A) ::= sclp(P) scanpt nm(X) DOT STAR. {A = g->ResultStar(P, X, X);}
%type as {Alias}
as(A) ::= AS nm(X). {A = {X, true};}
as(A) ::= ids(X).   {A = {X, false};}
as(A) ::= .         {A = {kNoToken, false};}
from(A) ::= .                    {A = nullptr;}
from(A) ::= FROM(B) seltablist(X). {A = g->From(B, X);}
stl_prefix(A) ::= seltablist(X) joinop(Y). {A = g->AddJoin(X, Y);}
stl_prefix(A) ::= .                        {A = nullptr;}
seltablist(A) ::= stl_prefix(P) nm(X) dbnm(D) as(Z) on_using(N).
    {A = g->AddSource(P, g->Source(X, D, Z, kNoToken), N);}
seltablist(A) ::= stl_prefix(P) nm(X) dbnm(D) as(Z) indexed_by(I) on_using(N).
    {A = g->AddSource(P, g->Source(X, D, Z, I), N);}
seltablist(A) ::= stl_prefix(P) nm(X) dbnm(D) LP exprlist(E) RP as(Z)
                  on_using(N).
    {A = g->AddSource(P, g->FunctionSource(X, D, E, Z), N);}
seltablist(A) ::= stl_prefix(P) LP(B) select(S) RP as(Z) on_using(N).
    {A = g->AddSource(
         P, g->NestedSource(NodeKind::kTableSubquery, B, S, Z), N);}
seltablist(A) ::= stl_prefix(P) LP(B) seltablist(F) RP as(Z) on_using(N).
    {A = g->AddSource(P, g->NestedSource(NodeKind::kTableParen, B, F, Z), N);}
joinop(A) ::= COMMA(X).               {A = g->CommaJoin(X);}
joinop(A) ::= JOIN(X).                {A = g->Join(X, kNoToken, kNoToken, 0);}
joinop(A) ::= JOIN_KW(X) JOIN.        {A = g->Join(X, kNoToken, kNoToken, 1);}
joinop(A) ::= JOIN_KW(X) nm(Y) JOIN.  {A = g->Join(X, Y, kNoToken, 2);}
joinop(A) ::= JOIN_KW(X) nm(Y) nm(Z) JOIN. {A = g->Join(X, Y, Z, 3);}
// Behind the last table of INSERT ... SELECT, ON starts a join's constraint and
// not an upsert: the weak precedence makes it so.
on_using(A) ::= ON(B) expr(X).
    {A = g->Clause(NodeKind::kOn, B, X);}
on_using(A) ::= ON(B) expr(X) using_again LP idlist RP.
    {A = g->Clause(NodeKind::kOn, B, X);}
on_using(A) ::= USING(B) LP idlist(X) RP.    {A = g->Using(B, X);}
on_using(A) ::= . [OR]                       {A = nullptr;}
using_again ::= USING(X). {g->UsingBehindOn(X);}
%type indexed_by {TokenIndex}
%type indexed_opt {TokenIndex}
indexed_by(A) ::= INDEXED BY nm(X). {A = X;}
indexed_by(A) ::= NOT INDEXED.      {A = kNotIndexed;}
indexed_opt(A) ::= .                {A = kNoToken;}
indexed_opt(A) ::= indexed_by(A).
orderby_opt(A) ::= .                     {A = nullptr;}
orderby_opt(A) ::= ORDER(B) BY sortlist(X). {A = g->From(B, X);}
sortlist(A) ::= sortlist(A) COMMA expr(X) sortorder(Z) nulls(N).
    {g->AddTerm(A, X, Z, N);}
sortlist(A) ::= expr(X) sortorder(Z) nulls(N). {A = g->Terms(X, Z, N);}
%type sortorder {Op}
sortorder(A) ::= ASC.  {A = Op::kAsc;}
sortorder(A) ::= DESC. {A = Op::kDesc;}
sortorder(A) ::= .     {A = Op::kNone;}
%type nulls {int}
nulls(A) ::= NULLS FIRST. {A = 1;}
nulls(A) ::= NULLS LAST.  {A = 2;}
nulls(A) ::= .            {A = 0;}
groupby_opt(A) ::= .                       {A = nullptr;}
groupby_opt(A) ::= GROUP(B) BY nexprlist(X).
    {A = g->ListClause(NodeKind::kGroupBy, B, X);}
having_opt(A) ::= .                        {A = nullptr;}
having_opt(A) ::= HAVING(B) expr(X). {A = g->Clause(NodeKind::kHaving, B, X);}
limit_opt(A) ::= .                         {A = nullptr;}
limit_opt(A) ::= LIMIT(B) expr(X).         {A = g->Limit(B, X, nullptr, "");}
limit_opt(A) ::= LIMIT(B) expr(X) OFFSET expr(Y).
    {A = g->Limit(B, X, Y, "OFFSET");}
limit_opt(A) ::= LIMIT(B) expr(X) COMMA expr(Y). {A = g->Limit(B, X, Y, ",");}
where_opt(A) ::= .                         {A = nullptr;}
where_opt(A) ::= WHERE(B) expr(X). {A = g->Clause(NodeKind::kWhere, B, X);}

wqlist(A) ::= wqitem(X).                 {A = g->With(X);}
wqlist(A) ::= wqlist(A) COMMA wqitem(X). {g->AddCte(A, X);}
wqitem(A) ::= nm(X) eidlist_opt(Y) wqas(M) LP select(Z) RP.
    {A = g->Cte(X, Y, M, Z);}
%type wqas {int}
wqas(A) ::= AS.                  {A = 0;}
wqas(A) ::= AS MATERIALIZED.     {A = 1;}
wqas(A) ::= AS NOT MATERIALIZED. {A = 2;}
with(A) ::= .                         {A = nullptr;}
with(A) ::= WITH(B) wqlist(W).           {A = g->From(B, W);}
with(A) ::= WITH(B) RECURSIVE wqlist(W). {A = g->Recursive(B, W);}

// --------------------------------------------------------------------- DML
%type where_opt_ret {WhereReturning}
where_opt_ret(A) ::= .         {A = {nullptr, nullptr};}
where_opt_ret(A) ::= WHERE(B) expr(X).
    {A = {g->Clause(NodeKind::kWhere, B, X), nullptr};}
where_opt_ret(A) ::= RETURNING(B) selcollist(Y).
    {A = {nullptr, g->Returning(B, Y)};}
where_opt_ret(A) ::= WHERE(B) expr(X) RETURNING(C) selcollist(Y).
    {A = {g->EndOfLast(B, g->Clause(NodeKind::kWhere, B, X)),
          g->Returning(C, Y)};}
cmd ::= with(W) DELETE(B) FROM xfullname(X) indexed_opt(I) where_opt_ret(Y)
        orderby_opt(O) limit_opt(L).
    {g->SetIndexed(X, I);
     g->statement() = Delete{g->Take(g->Delete(B, W, X, Y, O, L))};}
cmd ::= with(W) UPDATE(B) orconf(R) xfullname(X) indexed_opt(I) SET setlist(S)
        from(F) where_opt_ret(Y) orderby_opt(O) limit_opt(L).
    {g->SetIndexed(X, I);
     g->statement() = Update{g->Take(g->Update(B, W, R, X, S, F, Y, O, L))};}
setlist(A) ::= setlist(A) COMMA set(X). {g->Add(A, X);}
setlist(A) ::= set(X).                  {A = g->ListOf(X);}
set(A) ::= nm(X) EQ expr(Y).
    {A = g->Set(X, g->NameList(X), Y, false);}
set(A) ::= LP(B) idlist(X) RP EQ expr(Y). {A = g->Set(B, X, Y, true);}
cmd ::= with(W) insert_cmd(R) INTO xfullname(X) idlist_opt(F) select(S)
        upsert(U).
    {g->statement() = Insert{g->Take(g->Insert(W, R, X, F, S, U))};}
cmd ::= with(W) insert_cmd(R) INTO xfullname(X) idlist_opt(F) DEFAULT(B)
        VALUES(E) returning_opt(U).
    {g->statement() =
         Insert{g->Take(g->Insert(W, R, X, F, g->DefaultValues(B, E), U))};}
returning_opt(A) ::= . {A = nullptr;}
returning_opt(A) ::= RETURNING(B) selcollist(X).
    {A = g->ListOf(g->Returning(B, X));}
%type insert_cmd {InsertWords}
insert_cmd(A) ::= INSERT(B) orconf(R). {A = {B, false, R};}
insert_cmd(A) ::= REPLACE(B).          {A = {B, true, Conflict::kDefault};}
// A list of kUpsert and perhaps a kReturning, last one first.
upsert(A) ::= . {A = nullptr;}
upsert(A) ::= RETURNING(B) selcollist(X).
    {A = g->ListOf(g->Returning(B, X));}
upsert(A) ::= ON(B) CONFLICT LP(P) sortlist(X) RP(E) where_opt(W)
              DO(D) UPDATE SET setlist(S) where_opt(V) upsert(Y).
    {A = g->AddUpsert(Y, g->Upsert(B, g->UpsertTarget(P, X, E, W),
                                   g->DoUpdate(D, S, V)));}
upsert(A) ::= ON(B) CONFLICT LP(P) sortlist(X) RP(E) where_opt(W)
              DO NOTHING(N) upsert(Y).
    {A = g->AddUpsert(Y, g->Upsert(B, g->UpsertTarget(P, X, E, W),
                                   g->DoNothing(N)));}
upsert(A) ::= ON(B) CONFLICT DO NOTHING(N) returning_opt(Y).
    {A = g->AddUpsert(Y, g->Upsert(B, nullptr, g->DoNothing(N)));}
upsert(A) ::= ON(B) CONFLICT DO(D) UPDATE SET setlist(S) where_opt(V)
              returning_opt(Y).
    {A = g->AddUpsert(Y, g->Upsert(B, nullptr, g->DoUpdate(D, S, V)));}

// ------------------------------------------------------------- expressions
term(A) ::= NULL|FLOAT|BLOB(X). {A = g->LiteralAt(X);}
term(A) ::= STRING(X).        {A = g->LiteralAt(X);}
term(A) ::= INTEGER(X).       {A = g->LiteralAt(X);}
term(A) ::= QNUMBER(X).       {A = g->SeparatedAt(X);}
term(A) ::= CTIME_KW(X).      {A = g->LiteralAt(X);}
expr(A) ::= term(A).
expr(A) ::= VARIABLE(X).      {A = g->ParameterAt(X);}
expr(A) ::= LP(B) expr(X) RP. {A = g->Paren(B, X);}
expr(A) ::= idj(X).           {A = g->ColumnName(X);}
expr(A) ::= nm(X) DOT nm(Y).  {A = g->ColumnName(X, Y);}
expr(A) ::= nm(X) DOT nm(Y) DOT nm(Z). {A = g->ColumnName(X, Y, Z);}
expr(A) ::= expr(X) COLLATE ids(C).    {A = g->Collate(X, C);}
expr(A) ::= CAST(B) LP expr(X) AS typetoken(T) RP. {A = g->Cast(B, X, T);}
expr(A) ::= idj(X) LP distinct(D) exprlist(Y) RP.
    {A = g->FunctionCall(X, D, Y, nullptr);}
expr(A) ::= idj(X) LP distinct(D) exprlist(Y) ORDER(O) BY sortlist(Z) RP.
    {A = g->FunctionCall(X, D, Y, g->EndOfLast(O, Z));}
expr(A) ::= idj(X) LP STAR RP. {A = g->StarCall(X);}
expr(A) ::= idj(X) LP distinct(D) exprlist(Y) RP filter_over(F).
    {A = g->FunctionOver(g->FunctionCall(X, D, Y, nullptr), F);}
expr(A) ::= idj(X) LP distinct(D) exprlist(Y) ORDER(O) BY sortlist(Z) RP
            filter_over(F).
    {A = g->FunctionOver(g->FunctionCall(X, D, Y, g->EndOfLast(O, Z)), F);}
expr(A) ::= idj(X) LP STAR RP filter_over(F).
    {A = g->FunctionOver(g->StarCall(X), F);}
expr(A) ::= LP(B) nexprlist(X) COMMA expr(Y) RP. {A = g->RowValue(B, X, Y);}
expr(A) ::= expr(X) AND(O) expr(Y).              {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) OR(O) expr(Y).               {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) LT|GT|GE|LE(O) expr(Y).      {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) EQ|NE(O) expr(Y).            {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) BITAND|BITOR|LSHIFT|RSHIFT(O) expr(Y).
    {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) PLUS|MINUS(O) expr(Y).       {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) STAR|SLASH|REM(O) expr(Y).   {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) CONCAT(O) expr(Y).           {A = g->Infix(X, O, Y);}
expr(A) ::= expr(X) PTR(O) expr(Y).              {A = g->Infix(X, O, Y);}
%type likeop {Negatable}
likeop(A) ::= LIKE_KW|MATCH(X).     {A = {X, false};}
likeop(A) ::= NOT LIKE_KW|MATCH(X). {A = {X, true};}
expr(A) ::= expr(X) likeop(O) expr(Y). [LIKE_KW]
    {A = g->Like(X, O, Y, nullptr);}
expr(A) ::= expr(X) likeop(O) expr(Y) ESCAPE expr(E). [LIKE_KW]
    {A = g->Like(X, O, Y, E);}
expr(A) ::= expr(X) ISNULL.   {A = g->NullTest(X, Op::kIsNull);}
expr(A) ::= expr(X) NOTNULL.  {A = g->NullTest(X, Op::kNotNull);}
expr(A) ::= expr(X) NOT NULL. {A = g->NullTest(X, Op::kNotNullWords);}
expr(A) ::= expr(X) IS expr(Y).     {A = g->Binary(X, Op::kIs, Y);}
expr(A) ::= expr(X) IS NOT expr(Y). {A = g->Binary(X, Op::kIsNot, Y);}
expr(A) ::= expr(X) IS NOT DISTINCT FROM expr(Y).
    {A = g->Binary(X, Op::kIsNotDistinctFrom, Y);}
expr(A) ::= expr(X) IS DISTINCT FROM expr(Y).
    {A = g->Binary(X, Op::kIsDistinctFrom, Y);}
expr(A) ::= NOT(O) expr(X).    {A = g->Prefix(O, X);}
expr(A) ::= BITNOT(O) expr(X). {A = g->Prefix(O, X);}
expr(A) ::= PLUS|MINUS(O) expr(X). [BITNOT] {A = g->Prefix(O, X);}
%type between_op {int}
between_op(A) ::= BETWEEN.     {A = 0;}
between_op(A) ::= NOT BETWEEN. {A = 1;}
expr(A) ::= expr(X) between_op(N) expr(Y) AND expr(Z). [BETWEEN]
    {A = g->Between(X, N, Y, Z);}
%type in_op {int}
in_op(A) ::= IN.     {A = 0;}
in_op(A) ::= NOT IN. {A = 1;}
expr(A) ::= expr(X) in_op(N) LP(P) exprlist(Y) RP. [IN]
    {A = g->In(X, N, g->InList(P, Y));}
expr(A) ::= expr(X) in_op(N) LP select(Y) RP. [IN] {A = g->In(X, N, Y);}
expr(A) ::= expr(X) in_op(N) nm(Y) dbnm(Z) paren_exprlist(E). [IN]
    {A = g->In(X, N, g->InTable(Y, Z, E));}
expr(A) ::= LP(B) select(X) RP.
    {A = g->Wrap(NodeKind::kSubquery, B, X);}
expr(A) ::= EXISTS(B) LP select(X) RP.
    {A = g->Wrap(NodeKind::kExists, B, X);}
expr(A) ::= CASE(B) case_operand(X) case_exprlist(Y) case_else(Z) END.
    {A = g->Case(B, X, Y, Z);}
case_exprlist(A) ::= case_exprlist(A) WHEN(B) expr(X) THEN expr(Y).
    {g->Add(A, g->When(B, X, Y));}
case_exprlist(A) ::= WHEN(B) expr(X) THEN expr(Y).
    {A = g->ListOf(g->When(B, X, Y));}
case_else(A) ::= ELSE(B) expr(X). {A = g->Clause(NodeKind::kElse, B, X);}
case_else(A) ::= .                {A = nullptr;}
case_operand(A) ::= expr(X).      {A = g->CaseBase(X);}
case_operand(A) ::= .             {A = nullptr;}
expr(A) ::= RAISE(B) LP IGNORE RP.
    {A = g->Raise(B, Conflict::kIgnore, nullptr);}
expr(A) ::= RAISE(B) LP raisetype(T) COMMA expr(X) RP. {A = g->Raise(B, T, X);}

exprlist(A) ::= nexprlist(A).
exprlist(A) ::= .                             {A = nullptr;}
nexprlist(A) ::= nexprlist(A) COMMA expr(X).  {g->Add(A, X);}
nexprlist(A) ::= expr(X).                     {A = g->ListOf(X);}
%type paren_exprlist {TableArguments}
paren_exprlist(A) ::= .                       {A = {nullptr, false};}
paren_exprlist(A) ::= LP exprlist(X) RP.      {A = {X, true};}

// ----------------------------------------------------------------- windows
windows(A) ::= WINDOW(B) windowdefn_list(X). {A = g->From(B, X);}
windowdefn_list(A) ::= windowdefn(X).
    {A = g->ListOf(X); A->kind = NodeKind::kWindows;}
windowdefn_list(A) ::= windowdefn_list(A) COMMA windowdefn(X). {g->Add(A, X);}
windowdefn(A) ::= nm(X) AS LP(P) window(Y) RP.
    {A = g->WindowDef(X, g->From(P, Y));}
window(A) ::= PARTITION(B) BY nexprlist(X) orderby_opt(Y) frame_opt(Z).
    {A = g->Window(kNoToken, g->ListClause(NodeKind::kPartitionBy, B, X), Y,
                   Z);}
window(A) ::= nm(W) PARTITION(B) BY nexprlist(X) orderby_opt(Y) frame_opt(Z).
    {A = g->Window(W, g->ListClause(NodeKind::kPartitionBy, B, X), Y, Z);}
window(A) ::= ORDER(B) BY sortlist(Y) frame_opt(Z).
    {A = g->Window(kNoToken, nullptr, g->EndOfLast(B, Y), Z);}
window(A) ::= nm(W) ORDER(B) BY sortlist(Y) frame_opt(Z).
    {A = g->Window(W, nullptr, g->EndOfLast(B, Y), Z);}
window(A) ::= frame_opt(Z).
    {A = g->Window(kNoToken, nullptr, nullptr, Z);}
window(A) ::= nm(W) frame_opt(Z). {A = g->Window(W, nullptr, nullptr, Z);}
frame_opt(A) ::= .                {A = nullptr;}
frame_opt(A) ::= range_or_rows(B) frame_bound_s(X) frame_exclude_opt.
    {A = g->Frame(B, X, nullptr);}
frame_opt(A) ::= range_or_rows(B) BETWEEN frame_bound_s(X) AND frame_bound_e(Y)
                 frame_exclude_opt.
    {A = g->Frame(B, X, Y);}
%type range_or_rows {TokenIndex}
range_or_rows(A) ::= RANGE|ROWS|GROUPS(X). {A = X;}
frame_bound_s(A) ::= frame_bound(A).
frame_bound_s(A) ::= UNBOUNDED PRECEDING. {A = nullptr;}
frame_bound_e(A) ::= frame_bound(A).
frame_bound_e(A) ::= UNBOUNDED FOLLOWING. {A = nullptr;}
frame_bound(A) ::= expr(X) PRECEDING|FOLLOWING. {A = X;}
frame_bound(A) ::= CURRENT ROW.                 {A = nullptr;}
frame_exclude_opt ::= .
frame_exclude_opt ::= EXCLUDE frame_exclude.
frame_exclude ::= NO OTHERS.
frame_exclude ::= CURRENT ROW.
frame_exclude ::= GROUP|TIES.
%type filter_over {FilterOver}
filter_over(A) ::= filter_clause(F) over_clause(O). {A = {F, O};}
filter_over(A) ::= over_clause(O).                  {A = {nullptr, O};}
filter_over(A) ::= filter_clause(F).                {A = {F, nullptr};}
over_clause(A) ::= OVER(B) LP(P) window(X) RP. {A = g->Over(B, g->From(P, X));}
over_clause(A) ::= OVER(B) nm(X).              {A = g->OverName(B, X);}
filter_clause(A) ::= FILTER(B) LP WHERE expr(X) RP.
    {A = g->Clause(NodeKind::kFilter, B, X);}
