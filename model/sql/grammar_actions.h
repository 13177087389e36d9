// GrammarActions: what grammar.y's rules call to build a statement. Internal to
// the parser; see model/sql/parser.h for what to use.
//
// Syntax trees under construction are `Made` values in a pool; a rule passes
// pointers and moves the nodes into their parents. A token is its index. All
// rules reduce when the next token is known but not yet taken, so the end of
// every clause is the token after the last one taken: End().
#ifndef ALTEREGO_MODEL_SQL_GRAMMAR_ACTIONS_H_
#define ALTEREGO_MODEL_SQL_GRAMMAR_ACTIONS_H_

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/sql/parser.h"
#include "model/statement.h"

namespace alterego::sql {

// SQLite's limit for expressions, and ours for the tree as a whole, so that no
// walk or destructor goes deep.
inline constexpr int kExpressionHeightMax = 1000;
inline constexpr int kTreeDepthMax = 3000;

// In the place of an index's name: NOT INDEXED.
inline constexpr TokenIndex kNotIndexed = kNoToken - 1;

struct Made : Node {
  int height = 0;  // as SQLite counts it: operators and calls
  int depth = 0;   // of the tree
  // Of a query: the last UNION, ... that stands behind an ORDER BY or LIMIT.
  TokenIndex misplaced = kNoToken;
  bool misplaced_order = false;
};

// The values of the grammar's other symbols; plain, for they share a union.
struct Qualified {
  TokenIndex schema, name;
};
struct Span {
  TokenIndex begin, end;
};
struct Alias {
  TokenIndex name;
  bool as;
};
struct Generated {
  Made* expr;
  TokenIndex storage;
};
struct Deferral {
  ReferencesClause::Deferrable deferrable;
  ReferencesClause::Initially initially;
};
struct Enforced {
  Deferral deferral;
  int not_valid;
};
struct TriggerEvent {
  CreateTrigger::Event event;
  Made* columns;
};
struct WhereReturning {
  Made* where;
  Made* returning;
};
struct InsertWords {
  TokenIndex begin;
  bool replace;
  Conflict conflict;
};
struct Negatable {
  TokenIndex token;
  bool negated;
};
struct TableArguments {
  Made* list;
  bool call;
};
struct FilterOver {
  Made* filter;
  Made* over;
};

class GrammarActions {
 public:
  // kFull: the text is an ALTER TABLE, read by the rules behind FULL.
  explicit GrammarActions(Parsed* parsed, Mode mode = Mode::kSqlite)
      : parsed_(*parsed), mode_(mode) {}

  // --- for the driver ------------------------------------------------------
  const Parsed& parsed() const { return parsed_; }
  Mode mode() const { return mode_; }
  // The next token to feed is `token`.
  void Advance(TokenIndex token) {
    taken_ = next_;
    next_ = token;
  }
  bool failed() const { return failed_; }
  TokenIndex error_token() const { return error_token_; }
  const std::string& message() const { return message_; }
  // Empty message: a plain syntax error at the token.
  void Fail(TokenIndex token, std::string message);
  void SyntaxErrorHere() { Fail(next_, ""); }
  void Overflow() { Fail(next_, "parser stack overflow"); }
  Node* expression() { return expression_; }
  void set_on_and_using(bool read_on) { on_and_using_ = read_on; }
  void set_any_order(bool any_order) { any_order_ = any_order; }

  // --- names and ranges ----------------------------------------------------
  TokenIndex End() const { return taken_ + 1; }
  std::string_view Text(TokenIndex token) const;
  std::string Text(Span span) const;
  Name NameOf(TokenIndex token) const;
  // nullopt for kNoToken.
  std::optional<Name> OptionalName(TokenIndex token) const;
  Span SpanFrom(TokenIndex begin) const { return {begin, End()}; }
  Span Close(Span span) const { return {span.begin, End()}; }
  // For `nm dbnm`, where the first name is the schema if there are two.
  Qualified Qualify(TokenIndex first, TokenIndex second) const {
    if (second == kNoToken) return {kNoToken, first};
    return {first, second};
  }

  // --- nodes ---------------------------------------------------------------
  Made* Make(NodeKind kind, TokenIndex begin);
  Node Take(Made* made);
  void Add(Made* parent, Made* child);
  void AddIf(Made* parent, Made* child) {
    if (child != nullptr) Add(parent, child);
  }
  // All children of `from`, which is used up; nullptr is an empty list.
  void AddAll(Made* parent, Made* from);
  // `made` starts at `begin` and ends here.
  Made* From(TokenIndex begin, Made* made);
  // From `begin` to the last child's end.
  Made* EndOfLast(TokenIndex begin, Made* list);
  Made* ListOf(Made* first);
  Made* Wrap(NodeKind kind, TokenIndex begin, Made* inner);
  Made* Clause(NodeKind kind, TokenIndex begin, Made* inner) {
    return Wrap(kind, begin, inner);
  }
  Made* ListClause(NodeKind kind, TokenIndex begin, Made* list);
  Made* NameList(TokenIndex name);
  void AddName(Made* list, TokenIndex name);
  void RefuseColumnSuffix(TokenIndex name, int collate, Op order);

  // --- expressions ---------------------------------------------------------
  void FinishExpression(Made* expr) { expression_ = expr; }
  Made* LiteralAt(TokenIndex token);
  Made* SeparatedAt(TokenIndex token);  // 1_000
  Made* ParameterAt(TokenIndex token);
  Made* ColumnName(TokenIndex a, TokenIndex b = kNoToken,
                   TokenIndex c = kNoToken);
  Made* Paren(TokenIndex begin, Made* x) {
    return Wrap(NodeKind::kParen, begin, x);
  }
  Made* Prefix(TokenIndex op, Made* x);
  Made* Infix(Made* x, TokenIndex op, Made* y);
  Made* Binary(Made* x, Op op, Made* y);
  Made* Postfix(NodeKind kind, Made* x);
  Made* Collate(Made* x, TokenIndex collation);
  Made* Cast(TokenIndex begin, Made* x, Span type);
  Made* Like(Made* x, Negatable op, Made* pattern, Made* escape);
  Made* NullTest(Made* x, Op op);
  Made* Between(Made* x, int negated, Made* low, Made* high);
  Made* In(Made* x, int negated, Made* set);
  Made* InList(TokenIndex begin, Made* list);
  Made* InTable(TokenIndex first, TokenIndex second, TableArguments arguments);
  Made* RowValue(TokenIndex begin, Made* list, Made* last);
  Made* Case(TokenIndex begin, Made* base, Made* whens, Made* otherwise);
  Made* CaseBase(Made* x);
  Made* When(TokenIndex begin, Made* condition, Made* result);
  Made* Raise(TokenIndex begin, Conflict action, Made* message);
  Made* FunctionCall(TokenIndex name, int distinct, Made* arguments,
                     Made* order);
  Made* StarCall(TokenIndex name);
  Made* FunctionOver(Made* function, FilterOver clauses);

  // --- windows -------------------------------------------------------------
  Made* Window(TokenIndex base, Made* partition, Made* order, Made* frame);
  Made* WindowDef(TokenIndex name, Made* window);
  Made* Frame(TokenIndex begin, Made* low, Made* high);
  Made* Over(TokenIndex begin, Made* window);
  Made* OverName(TokenIndex begin, TokenIndex name);

  // --- queries -------------------------------------------------------------
  Made* SelectCore(TokenIndex begin, int distinct, Made* columns, Made* from,
                   Made* where, Made* group, Made* having, Made* windows);
  Made* OneSelect(Made* core, Made* order, Made* limit);
  Made* CompoundOp(TokenIndex token, Op op);
  Made* Compound(Made* left, Made* op, Made* right);
  Made* WithSelect(Made* with, Made* select);
  // The query is over: now SQLite looks at where its clauses stand.
  Made* WholeSelect(Made* select);
  Made* With(Made* first);
  void AddCte(Made* with, Made* cte);
  Made* Recursive(TokenIndex begin, Made* with);
  Made* Cte(TokenIndex name, Made* columns, int materialized, Made* select);
  Made* Values(TokenIndex begin, TokenIndex paren, Made* row);
  void AddRow(Made* values, TokenIndex paren, Made* row);
  Made* ResultColumn(Made* list, Made* x, Alias alias);
  Made* ResultStar(Made* list, TokenIndex begin, TokenIndex table);
  Made* Terms(Made* x, Op order, int nulls);
  void AddTerm(Made* list, Made* x, Op order, int nulls);
  Made* Limit(TokenIndex begin, Made* first, Made* second, const char* word);
  Made* AddSource(Made* from, Made* source, Made* constraint);
  Made* AddJoin(Made* from, Made* join);
  Made* CommaJoin(TokenIndex token);
  // `words`: how many there are before JOIN.
  Made* Join(TokenIndex a, TokenIndex b, TokenIndex c, int words);
  Made* Using(TokenIndex begin, Made* names);
  // Both on one table: only an older SQLite reads on, to refuse it later.
  void UsingBehindOn(TokenIndex token);
  Made* Source(TokenIndex first, TokenIndex second, Alias alias,
               TokenIndex index);
  Made* FunctionSource(TokenIndex first, TokenIndex second, Made* arguments,
                       Alias alias);
  Made* NestedSource(NodeKind kind, TokenIndex begin, Made* inner, Alias alias);
  Made* TableRef(TokenIndex first, TokenIndex second);
  void SetAlias(Made* source, Alias alias);
  void SetIndexed(Made* table, TokenIndex index);

  // --- DML -----------------------------------------------------------------
  Made* Insert(Made* with, InsertWords words, Made* table, Made* columns,
               Made* source, Made* upserts);
  Made* Update(TokenIndex begin, Made* with, Conflict conflict, Made* table,
               Made* sets, Made* from, WhereReturning tail, Made* order,
               Made* limit);
  Made* Delete(TokenIndex begin, Made* with, Made* table, WhereReturning tail,
               Made* order, Made* limit);
  Made* Set(TokenIndex begin, Made* names, Made* x, bool row);
  Made* Returning(TokenIndex begin, Made* columns);
  Made* AddUpsert(Made* list, Made* upsert);
  // `target` is nullptr if none is written.
  Made* Upsert(TokenIndex begin, Made* target, Made* action);
  Made* UpsertTarget(TokenIndex open, Made* terms, TokenIndex close,
                     Made* where);
  Made* DoUpdate(TokenIndex begin, Made* sets, Made* where);
  Made* DoNothing(TokenIndex token);
  Made* DefaultValues(TokenIndex begin, TokenIndex last);
  void RefuseReturning(Made* insert);
  // In a trigger: a schema is refused when the statement is over, as SQLite
  // does.
  void NoteTarget(const Made* table);
  void RefuseQualifiedTarget();
  void RefuseIndexedBy(TokenIndex token, const char* words);

  // --- columns and tables --------------------------------------------------
  void BeginTable(TokenIndex begin, int temp, int if_not_exists,
                  TokenIndex first, TokenIndex second);
  void SetTableArguments(TokenIndex open, TokenIndex close, int options);
  void TableAsSelect(Made* select);
  void FinishTable();
  int WithoutOption(TokenIndex name);
  int TableOption(TokenIndex name);
  void BeginColumn(TokenIndex name, Span type);
  Column& column();
  ReferencesClause& references() { return references_; }
  template <class Rule>
  void ColumnRule(TokenIndex begin, Rule rule) {
    Constraint(begin).rule = std::move(rule);
  }
  void ColumnConstraintName(TokenIndex begin, TokenIndex name);
  void ColumnDefault(TokenIndex begin, Made* value);
  void ColumnReferences(TokenIndex begin, TokenIndex parent, Made* columns);
  void ColumnDeferrable(Deferral deferral);
  void ColumnGenerated(TokenIndex begin, Generated generated, bool always);
  void ConstraintComma(bool comma);
  void TableConstraintName(TokenIndex begin, TokenIndex name);
  template <class Rule>
  void TableRule(TokenIndex begin, Rule rule) {
    TableConstraintAt(begin).rule = std::move(rule);
  }
  void TableForeignKey(TokenIndex begin, Made* columns, TokenIndex parent,
                       Made* parent_columns, Deferral deferral);
  ForeignKeyRule ForeignKey(Made* columns, TokenIndex parent,
                            Made* parent_columns, Deferral deferral);
  GeneratedRule::Storage StorageOf(TokenIndex word, const Name& column);
  std::vector<IndexedColumn> IndexedColumns(Made* terms);

  // --- other statements ----------------------------------------------------
  Statement& statement() { return parsed_.statement; }
  void Other(TokenIndex begin);
  void BeginTransaction(int mode);
  template <class Form>
  void Alter(Qualified table, Form form) {
    AlterTable alter;
    if (table.schema != kNoToken) alter.schema = NameOf(table.schema);
    alter.table = NameOf(table.name);
    alter.op = std::move(form);
    statement() = std::move(alter);
  }
  void AlterAddCheck(Qualified table, TokenIndex name, Made* x,
                     Conflict conflict) {
    Alter(table, Check(name, x, conflict));
  }
  AddCheck Check(TokenIndex name, Made* x, Conflict conflict);

  // --- the full dialect's ALTER TABLE ---------------------------------------
  void BeginAlter(int if_exists, Qualified table);
  // One more action.
  template <class Form>
  void Action(Form form) {
    full_.actions.emplace_back(std::move(form));
  }
  void FinishAlter();
  void ActionAddColumn(int if_not_exists, int keyword, TokenIndex first,
                       TokenIndex after);
  void ActionAddCheck(TokenIndex name, Made* x, Conflict conflict,
                      int not_valid);
  void ActionAddForeignKey(TokenIndex name, Made* columns, TokenIndex parent,
                           Made* parent_columns, Enforced enforced);
  void ActionSetType(TokenIndex column, Span type, TokenIndex collation,
                     Made* value);
  void ActionSetDefault(TokenIndex column, Made* value);
  void ActionSetExpression(TokenIndex column, Generated generated);
  void ActionSetStatistics(TokenIndex column, Span number);
  // COLUMN was written behind ALTER.
  bool column_keyword() const { return column_keyword_; }
  void set_column_keyword(bool written) { column_keyword_ = written; }
  void MakeView(TokenIndex begin, int temp, int if_not_exists, Qualified name,
                Made* columns, Made* select);
  void MakeIndex(TokenIndex begin, int unique, int if_not_exists,
                 Qualified name, TokenIndex table, Made* terms, Made* where);
  void MakeTrigger(int temp, int if_not_exists, Qualified name,
                   CreateTrigger::Time time, TriggerEvent event,
                   Qualified table, int for_each_row, Made* when);
  void AddStep(Made* step);
  void FinishTrigger(TokenIndex begin);
  void MakeVirtual(int if_not_exists, Qualified name, TokenIndex module);
  void FinishVirtual(TokenIndex begin, TokenIndex open);
  void MakeDrop(ObjectKind kind, int if_exists, Qualified name);
  void MakePragma(TokenIndex first, TokenIndex second, Span value, bool call);
  void MakeReindex(Qualified name);
  void MakeAnalyze(Qualified name);

 private:
  ColumnConstraint& Constraint(TokenIndex begin);
  TableConstraint& TableConstraintAt(TokenIndex begin);
  std::vector<Name> TakeNames(Made* list);
  void Grow(Made* parent, int height, int depth);
  uint16_t BoundOf(TokenIndex* at, const Made* expr) const;

  Parsed& parsed_;
  Mode mode_;
  TokenIndex taken_ = kNoToken;  // the last one that the grammar has taken
  TokenIndex next_ = kNoToken;
  bool failed_ = false;
  TokenIndex error_token_ = kNoToken;
  std::string message_;

  std::deque<Made> pool_;
  std::vector<Made*> free_;
  Node* expression_ = nullptr;
  Column loose_column_;  // of ALTER TABLE .. ADD COLUMN
  AlterTableFull full_;
  bool column_keyword_ = false;
  TokenIndex qualified_ = kNoToken;  // a trigger's target with a schema
  bool on_and_using_ = false, using_refused_ = false;
  bool any_order_ = false;  // of ORDER BY, LIMIT and UNION
  // Of each WITH clause that is being read: the names so far, folded.
  std::map<const Made*, std::set<std::string>> cte_names_;
  ReferencesClause references_;
  bool comma_ = true;
  // CONSTRAINT x was read and waits for its rule.
  bool named_ = false;
};

// The statement, or with `expression` one expression on its own.
void RunGrammar(GrammarActions* g, bool expression);

// The tokens before `stop` only: the statement stays as it is by then.
void RunGrammarUntil(GrammarActions* g, TokenIndex stop);

// The same, and the numbers of the rules that were used, in lemon's counting:
// for tests, which see to it that each has a statement.
std::vector<uint16_t> RulesUsed(GrammarActions* g, bool expression);

// Which terminals could stand where `token` stands, the tokens before it being
// correct. `g` is fresh.
std::vector<uint16_t> ExpectedTerminals(GrammarActions* g, bool expression,
                                        TokenIndex token);

// The token at which the parser of SQLite `version` has no room any more if it
// has room for so many symbols, kNoToken if it always has: our rules are put
// together as SQLite's are.
TokenIndex OverflowsAt(const Parsed& parsed, SqliteVersion version,
                       size_t room);
// What SQLite `version` says if its parser's stack is too small for the text.
std::optional<SyntaxError> OverflowIn(const Parsed& parsed,
                                      SqliteVersion version);

// The terminal that a token is to the grammar: WINDOW, OVER and FILTER depend
// on what is around them. `previous` is the terminal fed before.
uint16_t TerminalOf(const Parsed& parsed, TokenIndex token, uint16_t previous);
// The same in the full dialect's ALTER TABLE, which has words that SQLite does
// not know, and places where words are kept from being names: see dialect.cc.
uint16_t FullTerminalOf(const Parsed& parsed, TokenIndex token,
                        uint16_t previous);
// The words of a terminal that only the full dialect has, or "".
std::string_view FullTerminalText(uint16_t terminal);
// What a keyword falls back to (ID), or 0.
uint16_t FallbackOf(uint16_t terminal);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_GRAMMAR_ACTIONS_H_
