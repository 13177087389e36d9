// Node: the syntax tree of expressions, queries and DML. One value type for
// all of them, so that walkers (name resolution, edits, reduction, evaluation)
// are short; the table below is its grammar.
//
//   a.x + 1  =>  {kBinary, op kAdd, children: {kColumn names {a, x}},
//                                             {kLiteral text "1"}}
//
// A value: copies are deep, equality ignores `range`. DDL is not here: see
// model/schema.h, whose structs hold Nodes where SQL has expressions.
// `children` in order; [x] is optional and then marked by a flag or by kind;
// every optional clause has a kind of its own, so look it up with Child(kind).
#ifndef ALTEREGO_MODEL_SQL_NODE_H_
#define ALTEREGO_MODEL_SQL_NODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/sql/name.h"
#include "model/sql/token.h"

namespace alterego::sql {

enum class NodeKind : uint8_t {
  // --- expressions ---------------------------------------------------------
  kLiteral,    // text: 12 | 1.5 | 'x' | x'0f' | NULL | CURRENT_DATE |
               // CURRENT_TIME | CURRENT_TIMESTAMP, verbatim. (TRUE and FALSE
               // are kColumn: SQLite resolves them as names first.)
  kParameter,  // text: ?1, :a
  kColumn,     // names: {column} | {table, column} | {schema, table, column}
               // also a double-quoted string that turns out to be no column
  kUnary,      // op kNegate, kPlus, kBitNot, kNot; {operand}
  kBinary,     // op; {left, right}; text: "==" or "!=" where = and <> are
               // spelled so, else ""
  kLike,       // op kLike, kGlob, kRegexp, kMatch; negated; {x, pattern,
               // [escape]}
  kIsNull,     // op kIsNull (ISNULL), kNotNull (NOTNULL), kNotNullWords (NOT
               // NULL); {x}.  `x IS NULL` is kBinary kIs with a NULL literal.
  kBetween,    // negated; {x, low, high}
  kIn,         // negated; {x, kList | kSelect (as `(SELECT ..)`) | kTableRef}
  kCollate,    // names {collation}; {x}
  kCast,       // text: the type, verbatim; {x}
  kCase,       // {[kCaseBase], kWhen..., [kElse]}
  kCaseBase,   // {x}
  kWhen,       // {condition, result}
  kElse,       // {x}
  kFunction,   // names {function}; distinct; star (count(*)); {argument...,
               // [kOrderBy], [kFilter], [kOver]}
  kFilter,     // {condition}
  kOver,       // names {window} for OVER w, or none and {kWindow}
  kWindow,     // names {[base window]}; {[kPartitionBy], [kOrderBy], [kFrame]}
  kPartitionBy,  // {x...}
  kFrame,        // text: ROWS|RANGE|GROUPS ... verbatim without bounds' exprs
                 // is not worth a tree: text holds the whole frame clause,
                 // children its bound expressions in order
  kParen,        // {x}: kept, so that text and tree agree
  kList,         // {x...}: a row value (a, b), or the list behind IN
  kSubquery,     // {kSelect}: (SELECT ...) as an expression
  kExists,       // {kSelect}: EXISTS (SELECT ...)
  kRaise,        // text: IGNORE | ROLLBACK | ABORT | FAIL; {[message]}

  // --- queries -------------------------------------------------------------
  kSelect,      // {[kWith], core, (kCompound, core)..., [kOrderBy], [kLimit]}
                // with core = kSelectCore | kValues
  kWith,        // recursive; {kCte...}
  kCte,         // names {name, column...}; text: "" | MATERIALIZED |
                // NOT MATERIALIZED; {kSelect | kInsert | ...}
  kCompound,    // op kUnion, kUnionAll, kIntersect, kExcept; no children
  kSelectCore,  // distinct; text: "" | ALL (kept as written); {kResultColumns,
                // [kFrom], [kWhere], [kGroupBy], [kHaving], [kWindows]}
  kValues,      // {kList...}: VALUES (..), (..)
  kResultColumns,  // {kResultColumn | kStar ...}
  kResultColumn,   // names {[alias]}; flag as_keyword: written with AS; {x}
  kStar,           // names {} for *, {table} for t.*
  kFrom,           // {source, (kJoin, source)...}, source = kTableRef |
                   // kTableSubquery | kTableParen
  kJoin,           // op kJoinComma (no text) or kJoinWords; text: the words,
                   // canonical ("LEFT JOIN", ...); {[kOn] | [kUsing]}
                   // The constraint, written after the source, is kept here.
  kOn,             // {condition}
  kUsing,          // names {column...}
  kTableRef,       // names {[schema,] table}; alias in names2 {[alias]}; flag
                   // as_keyword; text: "" | NOT INDEXED | INDEXED BY name;
                   // function_call: table-valued, {argument...}
  kTableSubquery,  // names2 {[alias]}; {kSelect}
  kTableParen,     // names2 {[alias]}; {kFrom}: parenthesised join
  kWhere,          // {condition}
  kGroupBy,        // {x...}
  kHaving,         // {condition}
  kWindows,        // {kWindowDef...}
  kWindowDef,      // names {name}; {kWindow}
  kOrderBy,        // {kOrderTerm...}
  kOrderTerm,  // op kNone | kAsc | kDesc; text: "" | NULLS FIRST | NULLS LAST;
               // {x}
  kLimit,      // {limit, [offset]}; text: "" | OFFSET | , and children in the
               // order written: with "," the offset comes first

  // --- DML -----------------------------------------------------------------
  kInsert,      // text: INSERT | REPLACE; conflict; {[kWith], kTableRef,
                // [kColumnList], kSelect | kDefaultValues, kUpsert...,
                // [kReturning]}
  kColumnList,  // names {column...}
  kDefaultValues,
  kUpsert,          // {[kConflictTarget], [kWhere of the target is inside it],
                    // kDoNothing | kDoUpdate}
  kConflictTarget,  // {kOrderTerm..., [kWhere]}
  kDoNothing,
  kDoUpdate,   // {kSet..., [kWhere]}
  kUpdate,     // conflict; {[kWith], kTableRef, kSet..., [kFrom], [kWhere],
               // [kReturning], [kOrderBy], [kLimit]}
  kSet,        // names {column...}; row: written (a, b) = ...; {x}
  kDelete,     // {[kWith], kTableRef, [kWhere], [kReturning], [kOrderBy],
               // [kLimit]}
  kReturning,  // {kResultColumn | kStar ...}
};

enum class Op : uint8_t {
  kNone,
  kOr,
  kAnd,
  kNot,
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,
  kIs,
  kIsNot,
  kIsDistinctFrom,
  kIsNotDistinctFrom,
  kBitAnd,
  kBitOr,
  kShiftLeft,
  kShiftRight,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kConcat,
  kArrow,
  kArrowText,
  kNegate,
  kPlus,
  kBitNot,
  kLike,
  kGlob,
  kRegexp,
  kMatch,
  kIsNull,
  kNotNull,
  kNotNullWords,
  kUnion,
  kUnionAll,
  kIntersect,
  kExcept,
  kJoinComma,
  kJoinWords,
  kAsc,
  kDesc,
};

// ON CONFLICT clauses and INSERT OR ...; kDefault where none is written.
enum class Conflict : uint8_t {
  kDefault,
  kRollback,
  kAbort,
  kFail,
  kIgnore,
  kReplace
};

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Op op = Op::kNone;
  Conflict conflict = Conflict::kDefault;
  bool negated = false;  // NOT LIKE, NOT IN, NOT BETWEEN
  bool distinct = false;
  bool star = false;
  bool recursive = false;
  bool row = false;
  bool as_keyword = false;
  bool function_call = false;
  std::string text;
  std::vector<Name> names;
  std::vector<Name> names2;
  std::vector<Node> children;
  TokenRange range;

  // The first direct child of that kind, or nullptr.
  const Node* Child(NodeKind wanted) const;
  Node* Child(NodeKind wanted);

  friend bool operator==(const Node&, const Node&) = default;
};

// Shorthands for code that builds trees.
Node Literal(std::string text);
Node ColumnRef(Name column);
Node ColumnRef(Name table, Name column);
Node Unary(Op op, Node operand);
Node Binary(Op op, Node left, Node right);
Node Function(Name name, std::vector<Node> arguments);
Node Paren(Node inner);

// Calls visit(node) for `root` and all below, parents first, in text order.
template <class F>
void Walk(const Node& root, F&& visit) {
  visit(root);
  for (const Node& child : root.children) Walk(child, visit);
}

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_NODE_H_
