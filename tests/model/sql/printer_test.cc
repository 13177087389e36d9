#include "model/sql/printer.h"

#include <gtest/gtest.h>

#include <string>

#include "base/overloaded.h"
#include "model/sql/parser.h"
#include "tests/model/sql/statements.h"

namespace alterego::sql {
namespace {

TEST(Printer, RoundTrip) {
  int count = 0;
  for (const char* sql : kStatements) {
    const ParseResult first = ParseStatement(sql);
    if (!first.ok()) continue;
    ++count;
    const std::string printed = Print(first->statement);
    const ParseResult second = ParseStatement(printed);
    ASSERT_TRUE(second.ok()) << sql << "\n"
                             << printed << "\n"
                             << second.error().ToString();
    EXPECT_TRUE(first->statement == second->statement) << sql << "\n"
                                                       << printed;
    EXPECT_EQ(Print(second->statement), printed);
  }
  EXPECT_GT(count, 300);
}

TEST(Printer, Canonical) {
  const struct {
    const char* from;
    const char* to;
  } cases[] = {
      {"alter table [t] rename a to b", "ALTER TABLE [t] RENAME a TO b"},
      {"alter table t add column c int default(1)check(c>0)",
       "ALTER TABLE t ADD COLUMN c int DEFAULT (1) CHECK (c > 0)"},
      {"create table t(a,b text,unique(a desc)check(b))without rowid,strict",
       "CREATE TABLE t(a, b text, UNIQUE (a DESC) CHECK (b)) WITHOUT ROWID, "
       "STRICT"},
      {"select- -1,not-a,-(-1),+ +a", "SELECT - -1, NOT -a, -(-1), + +a"},
      {"select a==b,a!=b,a=b,a<>b", "SELECT a == b, a != b, a = b, a <> b"},
      {"select*from t,u x join v on 1", "SELECT * FROM t, u x JOIN v ON 1"},
      {"insert into t values(1,2)", "INSERT INTO t VALUES (1, 2)"},
      {"update t set a=1,(b,c)=(1,2)", "UPDATE t SET a = 1, (b, c) = (1, 2)"},
      {"pragma main.cache_size=-10", "PRAGMA main.cache_size = -10"},
      {"pragma table_info ( t )", "PRAGMA table_info(t)"},
      {"drop table if exists main.t;", "DROP TABLE IF EXISTS main.t"},
      {"end transaction", "COMMIT"},
      {"select count ( * ) filter(where a)over w",
       "SELECT count(*) FILTER (WHERE a) OVER w"},
  };
  for (const auto& c : cases) {
    const ParseResult parsed = ParseStatement(c.from);
    ASSERT_TRUE(parsed.ok()) << c.from;
    EXPECT_EQ(Print(parsed->statement), c.to);
  }
}

TEST(Printer, BuiltTrees) {
  const Node a = ColumnRef(Name("a"));
  const struct {
    Node node;
    const char* text;
  } cases[] = {
      {Binary(Op::kAdd, a, Literal("1")), "a + 1"},
      {Binary(Op::kMultiply, Parenthesised(Binary(Op::kAdd, a, a)), a),
       "(a + a) * a"},
      {Unary(Op::kNegate, Parenthesised(Unary(Op::kNegate, a))), "-(-a)"},
      {Unary(Op::kNot, a), "NOT a"},
      {Function(Name("f"), {a, Literal("'x'")}), "f(a, 'x')"},
      {ColumnRef(Name("t"), Name("select")), "t.\"select\""},
      {Parenthesised(Literal("1")), "1"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Print(c.node), c.text);
    const auto parsed = ParseExpression(c.text);
    ASSERT_TRUE(std::holds_alternative<Node>(parsed)) << c.text;
    EXPECT_TRUE(std::get<Node>(parsed) == c.node) << c.text;
  }
}

TEST(Printer, ChangedFrameBounds) {
  ParseResult parsed = ParseStatement(
      "SELECT sum(a) OVER (ORDER BY a ROWS /* x */ BETWEEN  1+1 PRECEDING AND "
      "2 FOLLOWING EXCLUDE TIES) FROM t");
  ASSERT_TRUE(parsed.ok());
  Node& select = std::get<Select>(parsed->statement).node;
  const auto frame_of = [](Node& root) {
    Node* found = nullptr;
    const auto visit = [&found](auto&& self, Node& node) -> void {
      if (node.kind == NodeKind::kFrame) found = &node;
      for (Node& child : node.children) self(self, child);
    };
    visit(visit, root);
    return found;
  };
  Node* frame = frame_of(select);
  ASSERT_NE(frame, nullptr);
  frame->children[0] = Literal("7");
  EXPECT_EQ(Print(select),
            "SELECT sum(a) OVER (ORDER BY a ROWS /* x */ BETWEEN  7 PRECEDING "
            "AND 2 FOLLOWING EXCLUDE TIES) FROM t");
  frame->children[1] = Binary(Op::kAdd, Literal("3"), Literal("4"));
  EXPECT_EQ(Print(select),
            "SELECT sum(a) OVER (ORDER BY a ROWS /* x */ BETWEEN  7 PRECEDING "
            "AND 3 + 4 FOLLOWING EXCLUDE TIES) FROM t");
}

// GENERATED behind AS (x) would be read as the word for how it is stored.
TEST(Printer, TwoGeneratedClauses) {
  Column column;
  column.name = Name("c");
  GeneratedRule first, second;
  first.expr = Literal("1");
  second.expr = Literal("2");
  second.generated_always = true;
  column.constraints = {{std::nullopt, first, {}}, {std::nullopt, second, {}}};
  EXPECT_EQ(Print(column), "c AS (1) VIRTUAL GENERATED ALWAYS AS (2)");
  EXPECT_TRUE(ParseStatement("CREATE TABLE t(" + Print(column) + ")").ok());
  column.constraints[1].name = Name("n");
  EXPECT_EQ(Print(column), "c AS (1) CONSTRAINT n GENERATED ALWAYS AS (2)");
  EXPECT_TRUE(ParseStatement("CREATE TABLE t(" + Print(column) + ")").ok());
}

TEST(Printer, Parts) {
  Column column;
  column.name = Name("c");
  column.type = "INT";
  column.constraints.push_back({Name("n"), NotNullRule{Conflict::kFail}, {}});
  EXPECT_EQ(Print(column), "c INT CONSTRAINT n NOT NULL ON CONFLICT FAIL");
  TableConstraint check;
  check.rule = CheckRule{ColumnRef(Name("c")), Conflict::kDefault};
  EXPECT_EQ(Print(check), "CHECK (c)");
  EXPECT_EQ(PrintOnConflict(Conflict::kDefault), "");
  EXPECT_EQ(PrintOnConflict(Conflict::kReplace), " ON CONFLICT REPLACE");
}

}  // namespace
}  // namespace alterego::sql
