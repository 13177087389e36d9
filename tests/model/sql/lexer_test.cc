#include "model/sql/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/model/sql/statements.h"

namespace alterego::sql {
namespace {

using Kind = TokenKind;

struct Case {
  std::string text;
  std::vector<std::pair<std::string, Kind>> tokens;
};

TEST(Lexer, Tokens) {
  const Case cases[] = {
      {"", {}},
      {"a B_1 \xC3\xA9 a$b",
       {{"a", Kind::kIdentifier},
        {" ", Kind::kSpace},
        {"B_1", Kind::kIdentifier},
        {" ", Kind::kSpace},
        {"\xC3\xA9", Kind::kIdentifier},
        {" ", Kind::kSpace},
        {"a$b", Kind::kIdentifier}}},
      {"select", {{"select", Kind::kKeyword}}},
      {"selects", {{"selects", Kind::kIdentifier}}},
      {"'it''s'", {{"'it''s'", Kind::kString}}},
      {"'a'\"b\"[c]`d`",
       {{"'a'", Kind::kString},
        {"\"b\"", Kind::kQuoted},
        {"[c]", Kind::kQuoted},
        {"`d`", Kind::kQuoted}}},
      {"'open", {{"'open", Kind::kIllegal}}},
      {"[open", {{"[open", Kind::kIllegal}}},
      {"x'0f'X'AB'", {{"x'0f'", Kind::kBlob}, {"X'AB'", Kind::kBlob}}},
      {"x'0'", {{"x'0'", Kind::kIllegal}}},
      {"x'0g'1", {{"x'0g'", Kind::kIllegal}, {"1", Kind::kInteger}}},
      {"12", {{"12", Kind::kInteger}}},
      {"1.5e-3", {{"1.5e-3", Kind::kFloat}}},
      {".5", {{".5", Kind::kFloat}}},
      {"1.", {{"1.", Kind::kFloat}}},
      {"1e5", {{"1e5", Kind::kFloat}}},
      {"1e", {{"1e", Kind::kIllegal}}},
      {"1_000", {{"1_000", Kind::kInteger}}},
      {"1__0", {{"1__0", Kind::kInteger}}},
      {"1_", {{"1_", Kind::kInteger}}},
      {"0xFfz", {{"0xFf", Kind::kInteger}, {"z", Kind::kIdentifier}}},
      {"?1?", {{"?1", Kind::kParameter}, {"?", Kind::kParameter}}},
      {":a@b$c::d(e)",
       {{":a", Kind::kParameter}, {"@b$c::d(e)", Kind::kParameter}}},
      {":", {{":", Kind::kIllegal}}},
      {"--x\ny",
       {{"--x", Kind::kComment},
        {"\n", Kind::kSpace},
        {"y", Kind::kIdentifier}}},
      {"/*x*/y", {{"/*x*/", Kind::kComment}, {"y", Kind::kIdentifier}}},
      {"/*/x", {{"/*/x", Kind::kComment}}},
      {"/*", {{"/", Kind::kOperator}, {"*", Kind::kOperator}}},
      {"->>->-",
       {{"->>", Kind::kOperator},
        {"->", Kind::kOperator},
        {"-", Kind::kOperator}}},
      {"<><=<<>=>>==!=||",
       {{"<>", Kind::kOperator},
        {"<=", Kind::kOperator},
        {"<<", Kind::kOperator},
        {">=", Kind::kOperator},
        {">>", Kind::kOperator},
        {"==", Kind::kOperator},
        {"!=", Kind::kOperator},
        {"||", Kind::kOperator}}},
      {"!^", {{"!", Kind::kIllegal}, {"^", Kind::kIllegal}}},
      {std::string("a\0b", 3),
       {{"a", Kind::kIdentifier},
        {std::string("\0", 1), Kind::kIllegal},
        {"b", Kind::kIdentifier}}},
      {std::string("'a\0'", 4),
       {{"'a", Kind::kIllegal},
        {std::string("\0", 1), Kind::kIllegal},
        {"'", Kind::kIllegal}}},
      {"\xEF\xBB\xBFx",
       {{"\xEF\xBB\xBF", Kind::kSpace}, {"x", Kind::kIdentifier}}},
  };
  for (const Case& c : cases) {
    std::vector<std::pair<std::string, Kind>> found;
    for (const Token& token : Lex(c.text)) {
      found.emplace_back(std::string(token.In(c.text)), token.kind);
    }
    EXPECT_EQ(found, c.tokens) << c.text;
  }
}

TEST(Lexer, TokensJoinedAreTheText) {
  std::string all;
  for (const char* sql : kStatements) all += std::string(sql) + "\n";
  // Every byte, alone and between letters.
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
    all += 'a';
    all += static_cast<char>(byte);
    all += static_cast<char>(byte);
  }
  std::string joined;
  for (const Token& token : Lex(all)) {
    EXPECT_EQ(token.offset, joined.size());
    EXPECT_GT(token.length, 0u);
    joined += token.In(all);
  }
  EXPECT_EQ(joined, all);
}

TEST(Lexer, EveryPrefixHasAnEnd) {
  for (const char* statement : kStatements) {
    const std::string sql = statement;
    for (size_t n = 0; n <= sql.size(); ++n) {
      size_t length = 0;
      for (const Token& token : Lex(sql.substr(0, n))) length += token.length;
      ASSERT_EQ(length, n) << sql;
    }
  }
}

TEST(Lexer, Keywords) {
  for (const char* word :
       {"abort", "ABORT", "Current_Timestamp", "without", "materialized",
        "returning", "if", "autoincrement"}) {
    EXPECT_NE(KeywordCode(word), 0) << word;
  }
  for (const char* word : {"", "a", "strict", "true", "stored", "rowid",
                           "current_timestampx", "abor", "materialize"}) {
    EXPECT_EQ(KeywordCode(word), 0) << word;
  }
  EXPECT_EQ(KeywordText(KeywordCode("alter")), "ALTER");
  EXPECT_EQ(KeywordText(KeywordCode("returning")), "RETURNING");
}

TEST(Lexer, Dequote) {
  const struct {
    const char* token;
    const char* says;
    Quote quote;
  } cases[] = {
      {"a", "a", Quote::kNone},
      {"\"a\"\"b\"", "a\"b", Quote::kDouble},
      {"[a\"b]", "a\"b", Quote::kBracket},
      {"`a``b`", "a`b", Quote::kBacktick},
      {"'it''s'", "it's", Quote::kSingle},
      {"\"\"", "", Quote::kDouble},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Dequote(c.token), c.says) << c.token;
    EXPECT_EQ(QuoteOf(c.token), c.quote) << c.token;
    const Name name(Identifier(Dequote(c.token)), QuoteOf(c.token));
    EXPECT_EQ(name.ToSql(), c.token);
  }
}

TEST(Lexer, NamesThatNeedQuotes) {
  for (const char* name : {"", "a b", "select", "1a", "key", "\xEF\xBB\xBF",
                           "a\"", "$a", "window"}) {
    EXPECT_TRUE(NeedsQuotes(name)) << name;
    EXPECT_EQ(Name(Identifier(std::string(name))).quote, Quote::kDouble);
  }
  for (const char* name : {"a", "_", "a$", "\xC3\xA9", "strict", "A1"}) {
    EXPECT_FALSE(NeedsQuotes(name)) << name;
    EXPECT_EQ(Name(Identifier(std::string(name))).ToSql(), name);
  }
}

TEST(Lexer, StatementEnd) {
  const struct {
    const char* text;
    size_t end;
  } cases[] = {
      {"SELECT 1; SELECT 2", 9},
      {"SELECT ';'; x", 11},
      {"SELECT 1 -- ;\n; x", 15},
      {"SELECT \";\", [;], `;` /* ; */; x", 29},
      {"CREATE TABLE t(a); x", 18},
      {"CREATE TRIGGER r BEGIN SELECT 1; END; x", 37},
      {"create temp trigger r begin select 1; end ; x", 43},
      {"CREATE TEMPORARY TRIGGER r BEGIN SELECT CASE 1 END; SELECT 2; END;",
       66},
      {"EXPLAIN CREATE TRIGGER r BEGIN SELECT 1; END; x", 45},
      {"CREATE TRIGGER r BEGIN SELECT 1;", 32},
      {"BEGIN; x", 6},
      {"SELECT 1", 8},
      {"", 0},
  };
  for (const auto& c : cases)
    EXPECT_EQ(StatementEnd(c.text, 0), c.end) << c.text;
  EXPECT_EQ(StatementEnd("SELECT 1; SELECT 2; x", 9), 19u);
}

TEST(Lexer, Positions) {
  const std::string text = "ab\ncd\n\ne";
  const struct {
    size_t offset;
    int line, column;
  } cases[] = {{0, 1, 1}, {1, 1, 2}, {3, 2, 1}, {6, 3, 1},
               {7, 4, 1}, {8, 4, 2}, {99, 4, 2}};
  for (const auto& c : cases) {
    EXPECT_EQ(PositionOf(text, c.offset).line, c.line) << c.offset;
    EXPECT_EQ(PositionOf(text, c.offset).column, c.column) << c.offset;
  }
}

}  // namespace
}  // namespace alterego::sql
