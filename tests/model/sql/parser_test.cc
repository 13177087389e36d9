#include "model/sql/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/overloaded.h"
#include "model/sql/lexer.h"
#include "model/sql/older.h"
#include "model/sql/printer.h"
#include "tests/model/sql/statements.h"

namespace alterego::sql {
namespace {

Parsed MustParse(const std::string& sql) {
  ParseResult result = ParseStatement(sql);
  EXPECT_TRUE(result.ok()) << sql << "\n" << result.error().ToString();
  return std::move(*result);
}

template <class T>
T MustBe(const std::string& sql) {
  Parsed parsed = MustParse(sql);
  EXPECT_TRUE(std::holds_alternative<T>(parsed.statement)) << sql;
  return std::get<T>(std::move(parsed.statement));
}

Node Expression(const std::string& text) {
  auto parsed = ParseExpression(text);
  if (auto* error = std::get_if<SyntaxError>(&parsed)) {
    ADD_FAILURE() << text << ": " << error->ToString();
    return Node();
  }
  return std::get<Node>(std::move(parsed));
}

// A tree in one line, to compare its shape: operators before operands.
std::string Shape(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
    case NodeKind::kColumn:
      return Print(node);
    case NodeKind::kParen:
      return "p" + Shape(node.children[0]);
    default:
      break;
  }
  std::string out = "[" + std::to_string(static_cast<int>(node.op));
  for (const Node& child : node.children) out += " " + Shape(child);
  return out + "]";
}

TEST(Parser, Precedence) {
  // The same tree as with the parentheses that the right side shows.
  const struct {
    const char* bare;
    const char* grouped;
  } cases[] = {
      {"a OR b AND c", "a OR (b AND c)"},
      {"NOT a AND b", "(NOT a) AND b"},
      {"NOT a = b", "NOT (a = b)"},
      {"a = b < c", "a = (b < c)"},
      {"a < b & c", "a < (b & c)"},
      {"a & b + c", "a & (b + c)"},
      {"a + b * c", "a + (b * c)"},
      {"a * b || c", "a * (b || c)"},
      {"a || b COLLATE c", "a || (b COLLATE c)"},
      {"- a || b", "(- a) || b"},
      {"~ a COLLATE b", "(~ a) COLLATE b"},
      {"a - b - c", "(a - b) - c"},
      {"a = b = c", "(a = b) = c"},
      {"a BETWEEN b AND c AND d", "(a BETWEEN b AND c) AND d"},
      {"a LIKE b LIKE c", "(a LIKE b) LIKE c"},
      {"a IS NOT b", "a IS NOT (b)"},
      {"a IS NOT NULL", "a IS NOT (NULL)"},
      {"a IN (b) = c", "(a IN (b)) = c"},
      {"a -> b || c", "(a -> b) || c"},
      {"a ISNULL NOTNULL", "(a ISNULL) NOTNULL"},
  };
  auto without_parens = [](std::string shape) {
    std::string out;
    for (size_t i = 0; i < shape.size(); ++i) {
      if (shape[i] != 'p') out += shape[i];
    }
    return out;
  };
  for (const auto& c : cases) {
    EXPECT_EQ(without_parens(Shape(Expression(c.bare))),
              without_parens(Shape(Expression(c.grouped))))
        << c.bare;
  }
}

TEST(Parser, AlterForms) {
  const struct {
    const char* sql;
    const char* form;
  } cases[] = {
      {"ALTER TABLE t RENAME TO u", "rename_table"},
      {"ALTER TABLE t RENAME a TO b", "rename_column"},
      {"ALTER TABLE t ADD a", "add_column"},
      {"ALTER TABLE t DROP a", "drop_column"},
      {"ALTER TABLE t ADD CONSTRAINT n CHECK (a)", "add_check"},
      {"ALTER TABLE t ADD CHECK (a)", "add_check"},
      {"ALTER TABLE t DROP CONSTRAINT n", "drop_constraint"},
      {"ALTER TABLE t ALTER a SET NOT NULL", "set_not_null"},
      {"ALTER TABLE t ALTER COLUMN a DROP NOT NULL", "drop_not_null"},
  };
  for (const auto& c : cases) {
    const auto alter = MustBe<AlterTable>(c.sql);
    EXPECT_EQ(OpName(alter.op), c.form);
    EXPECT_EQ(alter.ToSql(), c.sql);
  }
  const Parsed p =
      MustParse("ALTER TABLE main.\"T\" RENAME COLUMN [a b] TO 'c'");
  const auto& alter = std::get<AlterTable>(p.statement);
  EXPECT_EQ(alter.schema->id, Identifier("main"));
  EXPECT_EQ(alter.table.quote, Quote::kDouble);
  const auto& rename = std::get<RenameColumn>(alter.op);
  EXPECT_EQ(rename.from.id.spelling(), "a b");
  EXPECT_EQ(p.TextOf(rename.from.token), "[a b]");
  EXPECT_EQ(rename.to.quote, Quote::kSingle);
  EXPECT_TRUE(rename.column_keyword);

  const Parsed q = MustParse("ALTER TABLE t ADD CHECK ( a /*x*/ > 0 ) -- y");
  const auto& check = std::get<AddCheck>(std::get<AlterTable>(q.statement).op);
  EXPECT_EQ(q.TextOf(check.expr_range), "a /*x*/ > 0");
}

TEST(Parser, ColumnsAndTheirRanges) {
  const Parsed p = MustParse(
      "CREATE TABLE t(a INTEGER PRIMARY KEY /*k*/ DESC, b VARCHAR ( 10 ) "
      "CONSTRAINT x NOT NULL ON CONFLICT FAIL DEFAULT -1, c REFERENCES p(x) "
      "NOT NULL DEFERRABLE INITIALLY DEFERRED, CONSTRAINT y UNIQUE (a, b DESC)"
      " CHECK (a > 0))");
  const auto& t = std::get<CreateTable>(p.statement);
  ASSERT_EQ(t.columns.size(), 3u);
  EXPECT_EQ(p.TextOf(t.columns[0].range), "a INTEGER PRIMARY KEY /*k*/ DESC");
  EXPECT_EQ(t.columns[0].Find<PrimaryKeyRule>()->order, Op::kDesc);
  EXPECT_EQ(t.columns[1].type, "VARCHAR ( 10 )");
  ASSERT_EQ(t.columns[1].constraints.size(), 2u);
  EXPECT_EQ(p.TextOf(t.columns[1].constraints[0].range),
            "CONSTRAINT x NOT NULL ON CONFLICT FAIL");
  EXPECT_EQ(t.columns[1].Find<NotNullRule>()->conflict, Conflict::kFail);
  EXPECT_EQ(p.TextOf(t.columns[1].Find<DefaultRule>()->expr.range), "-1");
  EXPECT_TRUE(t.columns[2].Find<ForeignKeyRule>()->references.deferred());
  EXPECT_EQ(p.TextOf(t.columns[2].range),
            "c REFERENCES p(x) NOT NULL DEFERRABLE INITIALLY DEFERRED");
  ASSERT_EQ(t.constraints.size(), 2u);
  EXPECT_TRUE(t.constraints[0].comma_before);
  EXPECT_FALSE(t.constraints[1].comma_before);
  EXPECT_EQ(p.TextOf(t.constraints[0].range),
            "CONSTRAINT y UNIQUE (a, b DESC)");
  EXPECT_EQ(p.TextOf(t.constraints[1].range), "CHECK (a > 0)");
  EXPECT_EQ(p.TextOf(t.open_paren), "(");
  EXPECT_EQ(p.tokens[t.close_paren].offset, p.source.size() - 1);
}

TEST(Parser, TypesAndGeneratedColumns) {
  const struct {
    const char* column;
    const char* type;
    bool always;
  } cases[] = {
      {"a AS (1)", "", false},
      {"a INT AS (1)", "INT", false},
      {"a GENERATED ALWAYS AS (1)", "", true},
      {"a INT GENERATED ALWAYS AS (1) STORED", "INT", true},
      {"a BIG  INT generated always AS (1)", "BIG  INT", true},
      {"a DECIMAL(1, +2) GENERATED ALWAYS AS (1)", "DECIMAL(1, +2)", true},
      {"a INT NOT NULL GENERATED ALWAYS AS (1)", "INT", true},
      {"a 'x' \"y\" AS (1)", "'x' \"y\"", false},
  };
  for (const auto& c : cases) {
    const auto t =
        MustBe<CreateTable>("CREATE TABLE t(" + std::string(c.column) + ", z)");
    EXPECT_EQ(t.columns[0].type, c.type) << c.column;
    ASSERT_NE(t.columns[0].generated(), nullptr) << c.column;
    EXPECT_EQ(t.columns[0].generated()->generated_always, c.always) << c.column;
  }
  const auto t = MustBe<CreateTable>("CREATE TABLE t(a INT GENERATED ALWAYS)");
  EXPECT_EQ(t.columns[0].type, "INT");
  EXPECT_TRUE(t.columns[0].constraints.empty());
}

TEST(Parser, NamesWithoutARule) {
  const auto t = MustBe<CreateTable>(
      "CREATE TABLE t(a CONSTRAINT x CONSTRAINT y NOT NULL, b CONSTRAINT z, "
      "CONSTRAINT q, CONSTRAINT r CHECK (a))");
  ASSERT_EQ(t.columns[0].constraints.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<NoRule>(t.columns[0].constraints[0].rule));
  EXPECT_EQ(t.columns[0].constraints[1].name->id, Identifier("y"));
  EXPECT_EQ(t.columns[1].constraints.size(), 1u);
  ASSERT_EQ(t.constraints.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<NoRule>(t.constraints[0].rule));
  EXPECT_TRUE(std::holds_alternative<CheckRule>(t.constraints[1].rule));
}

TEST(Parser, QueryTree) {
  const auto s = MustBe<Select>(
      "WITH q AS (SELECT 1) SELECT DISTINCT a x, t.* FROM t AS y LEFT JOIN u "
      "USING (a) WHERE a UNION ALL SELECT 1, 2 ORDER BY 1 DESC LIMIT 1, 2");
  const auto& c = s.node.children;
  ASSERT_EQ(c.size(), 6u);
  EXPECT_EQ(c[0].kind, NodeKind::kWith);
  EXPECT_EQ(c[1].kind, NodeKind::kSelectCore);
  EXPECT_TRUE(c[1].distinct);
  EXPECT_EQ(c[2].op, Op::kUnionAll);
  EXPECT_EQ(c[3].kind, NodeKind::kSelectCore);
  EXPECT_EQ(c[4].kind, NodeKind::kOrderBy);
  EXPECT_EQ(c[5].text, ",");
  const Node& columns = c[1].children[0];
  EXPECT_EQ(columns.children[0].names[0].id, Identifier("x"));
  EXPECT_FALSE(columns.children[0].as_keyword);
  EXPECT_EQ(columns.children[1].kind, NodeKind::kStar);
  const Node* from = c[1].Child(NodeKind::kFrom);
  ASSERT_NE(from, nullptr);
  ASSERT_EQ(from->children.size(), 3u);
  EXPECT_TRUE(from->children[0].as_keyword);
  EXPECT_EQ(from->children[1].text, "LEFT JOIN");
  EXPECT_EQ(from->children[1].children[0].kind, NodeKind::kUsing);
}

TEST(Parser, DmlTree) {
  const auto s = MustBe<Insert>(
      "INSERT OR IGNORE INTO t(a) VALUES (1) ON CONFLICT (a) WHERE b DO UPDATE "
      "SET a = 1 ON CONFLICT DO NOTHING RETURNING *");
  EXPECT_EQ(s.node.conflict, Conflict::kIgnore);
  std::vector<NodeKind> kinds;
  for (const Node& child : s.node.children) kinds.push_back(child.kind);
  EXPECT_EQ(kinds,
            (std::vector<NodeKind>{NodeKind::kTableRef, NodeKind::kColumnList,
                                   NodeKind::kSelect, NodeKind::kUpsert,
                                   NodeKind::kUpsert, NodeKind::kReturning}));
  EXPECT_NE(s.node.children[3].Child(NodeKind::kDoUpdate), nullptr);
  EXPECT_NE(s.node.children[4].Child(NodeKind::kDoNothing), nullptr);
}

TEST(Parser, TriggerTree) {
  const auto t = MustBe<CreateTrigger>(
      "CREATE TEMP TRIGGER r INSTEAD OF UPDATE OF a, b ON main.v FOR EACH ROW "
      "WHEN new.a BEGIN SELECT 1; UPDATE t SET a = 1; END");
  EXPECT_TRUE(t.temp);
  EXPECT_EQ(t.time, CreateTrigger::Time::kInsteadOf);
  EXPECT_EQ(t.update_of.size(), 2u);
  EXPECT_EQ(t.table_schema->id, Identifier("main"));
  EXPECT_TRUE(t.for_each_row);
  ASSERT_TRUE(t.when.has_value());
  ASSERT_EQ(t.steps.size(), 2u);
  EXPECT_EQ(t.steps[1].kind, NodeKind::kUpdate);
}

TEST(Parser, TriggersTargetsAreJustTheirNames) {
  const Parsed p = MustParse(
      "CREATE TRIGGER r INSERT ON t BEGIN UPDATE \"a b\" /* x */ SET c = 1; "
      "INSERT INTO d (e) SELECT 2 ON CONFLICT DO NOTHING; DELETE FROM f WHERE "
      "g; REPLACE INTO h VALUES (3); END");
  const char* targets[] = {"\"a b\"", "d", "f", "h"};
  const auto& steps = std::get<CreateTrigger>(p.statement).steps;
  ASSERT_EQ(steps.size(), std::size(targets));
  for (size_t i = 0; i < steps.size(); ++i) {
    const Node* target = steps[i].Child(NodeKind::kTableRef);
    ASSERT_NE(target, nullptr);
    EXPECT_EQ(p.TextOf(target->range), targets[i]);
  }
}

TEST(Parser, VirtualTableArguments) {
  const struct {
    const char* sql;
    const char* arguments;
  } cases[] = {
      {"CREATE VIRTUAL TABLE v USING m( a , (b;c) )", " a , (b;c) "},
      {"CREATE VIRTUAL TABLE v USING m()", ""},
      {"CREATE VIRTUAL TABLE v USING m(/* x */)", "/* x */"},
  };
  for (const auto& c : cases) {
    const auto v = MustBe<CreateVirtualTable>(c.sql);
    EXPECT_TRUE(v.has_arguments);
    EXPECT_EQ(v.arguments, c.arguments);
  }
  EXPECT_FALSE(MustBe<CreateVirtualTable>("CREATE VIRTUAL TABLE v USING m")
                   .has_arguments);
}

// Calls f for every tree of a statement.
template <class F>
void ForEachTree(const Statement& statement, F f) {
  std::visit(Overloaded{
                 [&](const Insert& s) { f(s.node); },
                 [&](const Update& s) { f(s.node); },
                 [&](const Delete& s) { f(s.node); },
                 [&](const Select& s) { f(s.node); },
                 [&](const CreateView& s) { f(s.select); },
                 [&](const CreateIndex& s) {
                   for (const auto& column : s.columns) f(column.expr);
                   if (s.where) f(*s.where);
                 },
                 [&](const CreateTrigger& s) {
                   if (s.when) f(*s.when);
                   for (const Node& step : s.steps) f(step);
                 },
                 [&](const CreateTable& s) {
                   if (s.as_select) f(*s.as_select);
                   for (const Column& column : s.columns) {
                     if (const auto* r = column.Find<CheckRule>()) f(r->expr);
                     if (const auto* r = column.Find<DefaultRule>()) f(r->expr);
                   }
                 },
                 [](const auto&) {},
             },
             statement);
}

bool IsExpression(NodeKind kind) {
  switch (kind) {
    case NodeKind::kCaseBase:
    case NodeKind::kWhen:
    case NodeKind::kElse:
    case NodeKind::kFilter:
    case NodeKind::kOver:
    case NodeKind::kWindow:
    case NodeKind::kPartitionBy:
    case NodeKind::kFrame:
    case NodeKind::kList:  // of IN and VALUES too
      return false;
    default:
      return kind <= NodeKind::kRaise;
  }
}

TEST(Parser, RangesHoldWhatNodesSay) {
  int expressions = 0;
  for (const char* sql : kStatements) {
    const ParseResult p = ParseStatement(sql);
    if (!p.ok()) continue;
    ForEachTree(p->statement, [&](const Node& root) {
      Walk(root, [&](const Node& node) {
        for (const Name& name : node.names) {
          EXPECT_EQ(Dequote(p->TextOf(name.token)), name.id.spelling()) << sql;
        }
        if (node.kind == NodeKind::kWindow || node.range.empty()) return;
        const std::string text(p->TextOf(node.range));
        if (IsExpression(node.kind)) {
          ++expressions;
          const auto again = ParseExpression(text);
          ASSERT_TRUE(std::holds_alternative<Node>(again)) << sql << "\n"
                                                           << text;
          EXPECT_TRUE(std::get<Node>(again) == node) << sql << "\n" << text;
        } else if (node.kind == NodeKind::kSelect) {
          const ParseResult again = ParseStatement(text);
          ASSERT_TRUE(again.ok()) << sql << "\n" << text;
          EXPECT_TRUE(std::get<Select>(again->statement).node == node) << text;
        }
        if (node.kind == NodeKind::kFrom || node.kind == NodeKind::kJoin) {
          return;  // a join's constraint stands behind its second source
        }
        for (const Node& child : node.children) {
          if (child.range.empty()) continue;
          EXPECT_LE(node.range.begin, child.range.begin) << sql;
          EXPECT_GE(node.range.end, child.range.end) << sql << "\n" << text;
        }
      });
    });
  }
  EXPECT_GT(expressions, 500);
}

TEST(Parser, Errors) {
  const struct {
    const char* sql;
    const char* text;
  } cases[] = {
      {"", "line 1, column 1: incomplete input; expected"},
      {"-- nothing", "line 1, column 11: incomplete input; expected"},
      {"ALTER TABLE t\nRENAME TO",
       "line 2, column 10: incomplete input; expected a name"},
      {"ALTER TABLE t FROB a",
       "line 1, column 15: near \"FROB\": syntax error;"
       " expected"},
      {"SELECT (1 + ) FROM t",
       "line 1, column 13: near \")\": syntax error; expected an expression"},
      {"SELECT 'x", "line 1, column 8: unrecognized token: \"'x\""},
      {"SELECT 1; SELECT 2",
       "line 1, column 11: near \"SELECT\": syntax error"},
      {"SELECT 1;;", "line 1, column 10: near \";\": syntax error"},
      {"DROP t",
       "line 1, column 6: near \"t\": syntax error; expected TRIGGER,"
       " VIEW, TABLE or INDEX"},
  };
  for (const auto& c : cases) {
    const ParseResult p = ParseStatement(c.sql);
    ASSERT_FALSE(p.ok()) << c.sql;
    const std::string said = p.error().ToString();
    EXPECT_EQ(said.substr(0, std::string(c.text).size()), c.text);
    EXPECT_LE(p.error().expected.size(), 12u);
  }
  const ParseResult nul = ParseStatement(std::string("SELECT 1\0;", 10));
  ASSERT_FALSE(nul.ok());
  EXPECT_EQ(nul.error().offset, 8u);
}

// What the error expects is what helps: put there, the parser gets further.
TEST(Parser, ExpectedWordsAreRight) {
  const struct {
    const char* sql;
    std::vector<std::string> expected;
  } cases[] = {
      {"ALTER TABLE t RENAME a b", {"TO"}},
      {"ALTER TABLE t ALTER a x", {"SET", "DROP"}},
      {"CREATE VIEW v AS", {"WITH", "SELECT", "VALUES"}},
      {"SELECT CASE WHEN a THEN b", {"WHEN", "ELSE", "END"}},
  };
  for (const auto& c : cases) {
    const ParseResult p = ParseStatement(c.sql);
    ASSERT_FALSE(p.ok());
    for (const std::string& word : c.expected) {
      const auto& all = p.error().expected;
      EXPECT_NE(std::find(all.begin(), all.end(), word), all.end())
          << c.sql << ": " << word << "\n"
          << p.error().ToString();
    }
  }
}

std::string Repeat(const std::string& text, int n) {
  std::string out;
  out.reserve(text.size() * n);
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

TEST(Parser, DeepNestingIsRefusedNotFatal) {
  const int n = 100000;
  const struct {
    std::string sql;
    const char* message;
  } cases[] = {
      {"SELECT " + Repeat("(", n) + "1" + Repeat(")", n),
       "parser stack overflow"},
      {"SELECT " + Repeat("(", n), "parser stack overflow"},
      {"SELECT " + Repeat("-", 1) + Repeat("NOT ", n) + "1",
       "parser stack overflow"},
      {"SELECT 1" + Repeat("+1", n),
       "Expression tree is too large (maximum depth 1000)"},
      {"SELECT a" + Repeat(" COLLATE x", n),
       "Expression tree is too large (maximum depth 1000)"},
      {"SELECT " + Repeat("(SELECT ", n), "parser stack overflow"},
      {"SELECT * FROM " + Repeat("(SELECT * FROM ", n),
       "parser stack overflow"},
      {"CREATE VIEW v AS SELECT " + Repeat("CASE WHEN ", n),
       "parser stack overflow"},
      {"CREATE TABLE t(a CHECK" + Repeat("(", n), "parser stack overflow"},
      {"SELECT " + Repeat("f(", n), "parser stack overflow"},
  };
  for (const auto& c : cases) {
    const ParseResult p = ParseStatement(c.sql);
    ASSERT_FALSE(p.ok()) << c.sql.substr(0, 40);
    EXPECT_EQ(p.error().message, c.message) << c.sql.substr(0, 40);
  }
}

TEST(Parser, TreesThatAreDeepEnough) {
  for (const std::string& sql : {
           "SELECT " + Repeat("(", 900) + "1" + Repeat(")", 900),
           "SELECT 1" + Repeat("+1", 999),
           "SELECT " + Repeat("NOT ", 900) + "1",
       }) {
    const Parsed p = MustParse(sql);
    const Statement copy = p.statement;
    EXPECT_TRUE(copy == p.statement);
    const Parsed again = MustParse(Print(p.statement));
    EXPECT_TRUE(again.statement == p.statement);
  }
}

TEST(Parser, LongStatements) {
  // Long lists are no deep trees.
  MustParse("SELECT 1" + Repeat(",1", 200000));
  MustParse("INSERT INTO t VALUES (1)" + Repeat(",(1)", 100000));
  MustParse("SELECT 1" + Repeat(" UNION SELECT 1", 50000));
  MustParse("CREATE TABLE t(a" + Repeat(",a INT CHECK(a)", 30000) + ")");
  MustParse("SELECT '" + Repeat("x", 50'000'000) + "'");
  MustParse("SELECT 1 /*" + Repeat("x", 10'000'000));
  EXPECT_FALSE(ParseStatement("SELECT '" + Repeat("x", 50'000'000)).ok());
  const ParseResult many = ParseStatement(Repeat("(", 10'000'000));
  ASSERT_FALSE(many.ok());
  EXPECT_EQ(many.error().message, "statement too long");
}

TEST(Parser, OlderVersions) {
  const struct {
    const char* sql;
    SqliteVersion version;
    const char* message;  // "" if accepted
  } cases[] = {
      {"ALTER TABLE t RENAME a TO b", {3, 24, 0}, "near \"a\": syntax error"},
      {"ALTER TABLE t RENAME COLUMN a TO b",
       {3, 24, 0},
       "near \"COLUMN\": syntax error"},
      {"ALTER TABLE t RENAME a TO b", {3, 25, 0}, ""},
      {"ALTER TABLE t DROP a", {3, 34, 1}, "near \"DROP\": syntax error"},
      {"ALTER TABLE t DROP a", {3, 35, 0}, ""},
      {"ALTER TABLE t DROP CONSTRAINT a",
       {3, 34, 1},
       "near \"DROP\": syntax error"},
      {"ALTER TABLE t DROP CONSTRAINT a",
       {3, 51, 3},
       "near \"CONSTRAINT\": syntax error"},
      {"ALTER TABLE t ADD CONSTRAINT a CHECK (b)",
       {3, 40, 1},
       "near \"CONSTRAINT\": syntax error"},
      {"ALTER TABLE t ADD CHECK (b)",
       {3, 40, 1},
       "near \"CHECK\": syntax error"},
      {"ALTER TABLE t ALTER a DROP NOT NULL",
       {3, 40, 1},
       "near \"ALTER\": syntax error"},
      {"ALTER TABLE t ALTER a DROP NOT NULL", {3, 53, 0}, ""},
      {"ALTER TABLE t ADD c AS (1)", {3, 30, 1}, "near \"AS\": syntax error"},
      {"CREATE TABLE t(a, b INT GENERATED ALWAYS AS (1))",
       {3, 30, 1},
       "near \"AS\": syntax error"},
      {"CREATE TABLE t(a) STRICT", {3, 36, 0}, "near \"STRICT\": syntax error"},
      {"INSERT INTO t VALUES (1) RETURNING a",
       {3, 34, 1},
       "near \"RETURNING\": syntax error"},
      {"UPDATE t SET a = 1 FROM u", {3, 32, 3}, "near \"FROM\": syntax error"},
      {"SELECT a -> b", {3, 37, 2}, "near \">\": syntax error"},
      {"SELECT a ->> b", {3, 37, 2}, "near \">>\": syntax error"},
      {"SELECT * FROM t RIGHT JOIN u",
       {3, 38, 5},
       "RIGHT and FULL OUTER JOINs are not currently supported"},
      {"SELECT a IS DISTINCT FROM b",
       {3, 38, 5},
       "near \"DISTINCT\": syntax error"},
      {"SELECT 1_000", {3, 45, 3}, "unrecognized token: \"1_000\""},
      {"SELECT 1_0.5", {3, 45, 3}, "unrecognized token: \"1_0\""},
      {"SELECT 0x1z", {3, 46, 0}, "unrecognized token: \"0x1z\""},
      {"SELECT 0x1z", {3, 45, 3}, ""},
      {"SELECT max(a ORDER BY b)", {3, 43, 2}, "near \"ORDER\": syntax error"},
      {"SELECT a ORDER BY a NULLS LAST",
       {3, 29, 0},
       "near \"NULLS\": syntax error"},
      {"SELECT sum(a) OVER (ORDER BY b)",
       {3, 24, 0},
       "near \"(\": syntax error"},
      {"WITH q AS NOT MATERIALIZED (SELECT 1) SELECT 1",
       {3, 34, 1},
       "near \"NOT\": syntax error"},
      {"SELECT 1", {3, 24, 0}, ""},
  };
  for (const auto& c : cases) {
    const auto error = SyntaxErrorIn(MustParse(c.sql), c.version);
    EXPECT_EQ(error ? error->message : "", c.message)
        << c.sql << " in " << c.version.ToString();
    EXPECT_FALSE(SyntaxErrorIn(MustParse(c.sql), {3, 54, 1}) &&
                 c.version < SqliteVersion({3, 46, 0}) && *c.message != '\0')
        << c.sql;
  }
}

TEST(Parser, OlderVersionsOfWhatNobodyAccepts) {
  const std::string sql = "ALTER TABLE t ALTER c TYPE INT";
  const SyntaxError newest = ParseStatement(sql).error();
  EXPECT_EQ(newest.message, "near \"TYPE\": syntax error");
  EXPECT_EQ(SyntaxErrorIn(sql, newest, {3, 54, 1}).message, newest.message);
  EXPECT_EQ(SyntaxErrorIn(sql, newest, {3, 40, 1}).message,
            "near \"ALTER\": syntax error");
}

// A word that was no keyword yet is a name.
TEST(Parser, OlderVersionsAcceptWhatNewerRefuse) {
  const std::string sql = "CREATE TABLE t(returning)";
  const SyntaxError newest = ParseStatement(sql).error();
  EXPECT_EQ(newest.message, "near \"returning\": syntax error");
  EXPECT_FALSE(ReadByOlder(sql, newest, {3, 36, 0}).has_value());
  EXPECT_TRUE(ReadByOlder(sql, newest, {3, 31, 1}).has_value());
  const ParseResult old =
      ParseStatement(sql, Dialect{SqliteVersion{3, 31, 1}, Mode::kSqlite});
  ASSERT_TRUE(old.ok());
  EXPECT_EQ(std::get<CreateTable>(old->statement).columns.at(0).name.id,
            Identifier("returning"));
  EXPECT_EQ(old->source, sql);
}

TEST(Parser, OldFramesOfRangeHaveNoOffsets) {
  for (const char* frame :
       {"RANGE 1 PRECEDING", "RANGE BETWEEN CURRENT ROW AND a FOLLOWING"}) {
    const std::string sql =
        "SELECT sum(a) OVER (ORDER BY a " + std::string(frame) + ") FROM t";
    const ParseResult parsed = ParseStatement(sql);
    ASSERT_TRUE(parsed.ok()) << sql;
    EXPECT_FALSE(SyntaxErrorIn(*parsed, {3, 31, 1}).has_value()) << sql;
    const auto error = SyntaxErrorIn(*parsed, {3, 26, 0});
    ASSERT_TRUE(error.has_value()) << sql;
    EXPECT_EQ(error->message, "RANGE must use only UNBOUNDED or CURRENT ROW");
  }
}

// Where the query of a view or a trigger is not resolved yet.
TEST(Parser, OlderVersionsAcceptMisplacedClausesInObjects) {
  const std::string query = "SELECT 1 LIMIT 1 UNION SELECT 2";
  for (const std::string& sql :
       {"CREATE VIEW v AS " + query,
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN " + query + "; END"}) {
    const SyntaxError newest = ParseStatement(sql).error();
    EXPECT_EQ(newest.message,
              "LIMIT clause should come after UNION not before");
    EXPECT_FALSE(ReadByOlder(sql, newest, {3, 36, 0}).has_value());
    EXPECT_TRUE(ReadByOlder(sql, newest, {3, 31, 1}).has_value());
    EXPECT_TRUE(ReadByOlder(sql, newest, {3, 26, 0}).has_value());
  }
  const SyntaxError error = ParseStatement(query).error();
  EXPECT_FALSE(ReadByOlder(query, error, {3, 26, 0}).has_value());
}

TEST(Parser, Expressions) {
  EXPECT_EQ(Expression("a + 1").op, Op::kAdd);
  EXPECT_EQ(Expression(" f ( x ) ").kind, NodeKind::kFunction);
  for (const char* text : {"", "a b", "SELECT 1", "a;", "a AS b", "1 +"}) {
    const auto parsed = ParseExpression(text);
    if (std::string(text) == "a;") {
      EXPECT_TRUE(std::holds_alternative<Node>(parsed));
    } else {
      EXPECT_TRUE(std::holds_alternative<SyntaxError>(parsed)) << text;
    }
  }
}

}  // namespace
}  // namespace alterego::sql
