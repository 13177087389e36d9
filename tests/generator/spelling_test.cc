#include "generator/spelling.h"

#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "tests/generator/sqlite_world.h"

namespace alterego::generator {
namespace {

// The significant tokens, with what may differ taken out: the case of keywords
// and the quotes of names.
std::vector<std::string> Meaning(const std::string& sql) {
  std::vector<std::string> meaning;
  for (const sql::Token& token : sql::Lex(sql)) {
    const std::string text(token.In(sql));
    switch (token.kind) {
      case sql::TokenKind::kSpace:
      case sql::TokenKind::kComment:
        break;
      case sql::TokenKind::kIdentifier:
      case sql::TokenKind::kQuoted:
        meaning.push_back("name " + sql::Dequote(text));
        break;
      case sql::TokenKind::kString:
        meaning.push_back("name " + sql::Dequote(text));
        break;
      case sql::TokenKind::kKeyword:
        meaning.push_back(Identifier(text).Folded());
        break;
      default:
        meaning.push_back(text);
    }
  }
  return meaning;
}

const std::vector<std::string>& Statements() {
  static const auto& all = *new std::vector<std::string>{
      "CREATE TABLE t1(a INT NOT NULL DEFAULT -1, \"b c\" TEXT CHECK (a > 0), "
      "CONSTRAINT k UNIQUE (a, \"b c\"))",
      "ALTER TABLE t1 RENAME TO t2",
      "ALTER TABLE main.t1 RENAME COLUMN a TO \"x\"\"y\"",
      "ALTER TABLE t1 ADD COLUMN z DEFAULT 'it''s' REFERENCES t1(a)",
      "CREATE TRIGGER r1 AFTER UPDATE OF a ON t1 WHEN new.a - -1 > old.a BEGIN "
      "INSERT INTO t1 VALUES (1, x'00'); DELETE FROM t1; END",
      "CREATE VIEW v1 AS SELECT x.a || 'b' AS c FROM t1 AS x LEFT JOIN t1 ON "
      "x.a = t1.a WHERE \"b c\" IS NOT NULL",
      "INSERT INTO t1 (a) VALUES (1e3), (-9223372036854775808)",
      "SAVEPOINT s1"};
  return all;
}

TEST(SpellingTest, KeepsTheMeaning) {
  SqliteWorld world;
  const shadow::World read = world.Read();
  const Weights weights = *Weights::Parse("spelling_noise=1000000,comment=3000",
                                          Weights::Defaults());
  const Limits limits;
  for (const std::string& sql : Statements()) {
    std::set<std::string> spellings;
    ASSERT_TRUE(sql::ParseStatement(sql).ok()) << sql;
    for (uint64_t seed = 0; seed < 400; ++seed) {
      SeedEntropy entropy(seed);
      Context context(entropy, weights, limits, read, nullptr);
      const std::string respelled = Respell(context, sql);
      spellings.insert(respelled);
      EXPECT_EQ(Meaning(respelled), Meaning(sql)) << respelled;
      EXPECT_TRUE(sql::ParseStatement(respelled).ok()) << respelled;
      const std::string error = world.Run(respelled + ";");
      EXPECT_EQ(error.find("syntax error"), std::string::npos) << respelled;
      world.Run("ROLLBACK");
    }
    EXPECT_GT(spellings.size(), 30u) << sql;
  }
}

TEST(SpellingTest, ReachesEveryKindOfNoise) {
  SqliteWorld world;
  const shadow::World read = world.Read();
  const Weights weights = *Weights::Parse("comment=2000", Weights::Defaults());
  const Limits limits;
  std::string all;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    SeedEntropy entropy(seed);
    Context context(entropy, weights, limits, read, nullptr);
    all += Respell(context, "ALTER TABLE t1 RENAME COLUMN a TO b") + "\n";
  }
  for (const char* noise : {"/*", "--", "\n", "\t", "alter", "[t1]", "`a`",
                            "\"b\"", "'b'", "COLUMN\"a\"", "/* NOT NULL */"}) {
    EXPECT_NE(all.find(noise), std::string::npos) << noise;
  }
}

TEST(SpellingTest, AliasesInQuotesTouchWhatTheyAreFor) {
  SqliteWorld world;
  const shadow::World read = world.Read();
  const Weights weights =
      *Weights::Parse("spelling_noise=0", Weights::Defaults());
  const Limits limits;
  struct Case {
    std::string sql, touching;
  };
  for (const auto& [sql, touching] : std::vector<Case>{
           {"SELECT a \"p\", \"text\" 'q', [a] \"r\", `a` \"s\" FROM t1 \"x\"",
            "SELECT a\"p\", \"text\"'q', [a]\"r\", `a`\"s\" FROM t1\"x\""},
           // Two quotes of a kind are one of the name; x'q' is a blob.
           {"SELECT \"a\" \"p\", x 'q', 'a' \"r\", (a) \"s\", a AS \"t\"", ""},
           {"SELECT a, \"b\", c = \"d\" FROM \"t1\"", ""}}) {
    std::set<std::string> drawn;
    for (uint64_t seed = 0; seed < 40; ++seed) {
      SeedEntropy entropy(seed);
      Context context(entropy, weights, limits, read, nullptr);
      drawn.insert(MaybeRespell(context, sql));
    }
    std::set<std::string> wanted = {sql};
    if (!touching.empty()) wanted.insert(touching);
    EXPECT_EQ(drawn, wanted);
  }
}

TEST(SpellingTest, TheZeroTapeWritesSingleBlanks) {
  SqliteWorld world;
  const shadow::World read = world.Read();
  const Weights weights = Weights::Defaults();
  const Limits limits;
  for (const std::string& sql : Statements()) {
    TapeEntropy zeros({});
    Context context(zeros, weights, limits, read, nullptr);
    EXPECT_EQ(Respell(context, sql), sql);
    EXPECT_EQ(MaybeRespell(context, sql), sql);
  }
}

}  // namespace
}  // namespace alterego::generator
