// Text that nobody wrote by hand: an error that says where, memory in
// proportion to the text, and a small stack, whatever comes.
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "model/script.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"

// The bound on work: bytes that were allocated. Time depends on the machine,
// this does not, and nothing here works long without allocating.
static std::atomic<size_t> allocated{0};

void* operator new(size_t size) {
  allocated += size;
  if (void* p = std::malloc(size)) return p;
  std::abort();
}
// What std::stable_sort takes its buffer with.
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  allocated += size;
  return std::malloc(size);
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, size_t) noexcept { std::free(p); }

namespace alterego::sql {
namespace {

std::string Repeat(const std::string& text, size_t n) {
  std::string out;
  out.reserve(text.size() * n);
  for (size_t i = 0; i < n; ++i) out += text;
  return out;
}

size_t BytesFor(const std::string& text, Mode mode) {
  const size_t before = allocated;
  { const ParseResult result = ParseStatement(text, mode); }
  return allocated - before;
}

struct Hostile {
  const char* name;
  std::function<std::string(size_t)> text;  // about that many bytes
};

const std::vector<Hostile>& HostileTexts() {
  static const auto* const texts = new std::vector<Hostile>{
      {"open parentheses", [](size_t n) { return "SELECT " + Repeat("(", n); }},
      {"parentheses",
       [](size_t n) {
         return "SELECT " + Repeat("(", n / 2) + "1" + Repeat(")", n / 2);
       }},
      {"nested in an ALTER",
       [](size_t n) {
         return "ALTER TABLE t ALTER c TYPE INT USING " + Repeat("(", n);
       }},
      {"operators", [](size_t n) { return "SELECT 1" + Repeat("+1", n / 2); }},
      {"signs", [](size_t n) { return "SELECT " + Repeat("- ", n / 2) + "1"; }},
      {"NOT VALID",
       [](size_t n) {
         return "ALTER TABLE t ADD CHECK (1)" + Repeat(" NOT valid", n / 10);
       }},
      {"NOT valid =",
       [](size_t n) {
         return "ALTER TABLE t ALTER c SET DEFAULT " +
                Repeat("NOT valid = ", n / 12) + "1";
       }},
      {"FIRST, again and again",
       [](size_t n) {
         return "ALTER TABLE t ADD c INT " + Repeat("FIRST, ", n / 7);
       }},
      {"many actions",
       [](size_t n) {
         return "ALTER TABLE t SET STRICT" + Repeat(", ADD c FIRST", n / 13);
       }},
      {"IF and WINDOW before comments",
       [](size_t n) {
         return "ALTER TABLE t DROP " + Repeat("IF WINDOW ", n / 20) +
                Repeat("/**/", n / 8);
       }},
      {"commas", [](size_t n) { return "ALTER TABLE t " + Repeat(",", n); }},
      {"a list", [](size_t n) { return "SELECT 1" + Repeat(",1", n / 2); }},
      {"compounds",
       [](size_t n) { return "SELECT 1" + Repeat(" UNION SELECT 1", n / 15); }},
      {"tables of WITH",
       [](size_t n) {
         std::string text = "WITH a AS (SELECT 1)";
         for (size_t i = 0; i < n / 20; ++i) {
           text += ", a" + std::to_string(i) + " AS (SELECT 1)";
         }
         return text + " SELECT 1";
       }},
      {"selects", [](size_t n) { return Repeat("SELECT (", n / 8); }},
      {"an open string", [](size_t n) { return "SELECT '" + Repeat("x", n); }},
      {"an open comment",
       [](size_t n) { return "SELECT 1 /*" + Repeat("*", n); }},
      {"quotes", [](size_t n) { return "SELECT " + Repeat("'' ", n / 3); }},
      {"NUL bytes", [](size_t n) { return "SELECT " + std::string(n, '\0'); }},
      {"bad UTF-8",
       [](size_t n) { return "SELECT " + Repeat("\xFF\xC3", n / 2); }},
      {"a long name", [](size_t n) { return "DROP TABLE " + Repeat("n", n); }},
      {"a long number", [](size_t n) { return "SELECT " + Repeat("9", n); }},
      {"lines", [](size_t n) { return Repeat("\n", n) + "?"; }},
  };
  return *texts;
}

TEST(BadInput, WorkIsInProportionToTheText) {
  for (const Hostile& hostile : HostileTexts()) {
    for (const Mode mode : {Mode::kSqlite, Mode::kFull}) {
      const std::string small = hostile.text(50'000);
      const std::string large = hostile.text(400'000);
      const size_t one = BytesFor(small, mode), eight = BytesFor(large, mode);
      // The text itself, 12 bytes a token, a few hundred bytes a node, and
      // both grammars of the full dialect, once more for what was expected.
      EXPECT_LE(eight, large.size() * 2500 + 2'000'000) << hostile.name;
      EXPECT_LE(eight, one * 12 + 2'000'000) << hostile.name;
    }
  }
}

// 100,000 tables: seconds, were each compared with all before it.
TEST(BadInput, NamesOfWithAreNotComparedOneByOne) {
  std::string text = "WITH a AS (SELECT 1)";
  for (size_t i = 0; i < 100'000; ++i) {
    text += ", a" + std::to_string(i) + " AS (SELECT 1)";
  }
  const std::clock_t begin = std::clock();
  EXPECT_TRUE(ParseStatement(text + " SELECT 1").ok());
  EXPECT_LT(std::clock() - begin, 10 * CLOCKS_PER_SEC);
  const ParseResult twice =
      ParseStatement(text + ", A7 AS (SELECT 1) SELECT 1");
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().message, "duplicate WITH table name: A7");
}

// 100,000 parentheses, in a thread with a quarter of the usual stack.
TEST(BadInput, TheStackIsBounded) {
  const auto parse = [](void*) -> void* {
    for (const Hostile& hostile : HostileTexts()) {
      for (const Mode mode : {Mode::kSqlite, Mode::kFull}) {
        const std::string text = hostile.text(200'000);
        const ParseResult result = ParseStatement(text, mode);
        if (!result.ok()) continue;
        const Statement copy = result->statement;
        EXPECT_EQ(Print(copy), Print(result->statement)) << hostile.name;
      }
    }
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 2 << 20);
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, &attributes, parse, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST(BadInput, AHundredMegabytes) {
  const size_t n = 100'000'000;
  {
    const std::string text = "SELECT '" + Repeat("x", n) + "'";
    const size_t before = allocated;
    EXPECT_TRUE(ParseStatement(text).ok());
    EXPECT_LE(allocated - before, 4 * n);
  }
  {
    const std::string text = "SELECT 1" + Repeat("\n+ 1", n / 4);
    const size_t before = allocated;
    const ParseResult result = ParseStatement(text, Mode::kFull);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().ToString(),
              "line 1000001, column 1: statement too long");
    // It stopped at its limit of tokens, not at the text's end.
    EXPECT_LE(allocated - before, 3 * n);
  }
}

TEST(BadInput, ErrorsSayWhere) {
  const std::string deep = Repeat("(", 100'000);
  const struct {
    std::string sql;
    const char* error;
  } cases[] = {
      {"SELECT " + deep, "line 1, column 4003: parser stack overflow"},
      {"ALTER TABLE t\nALTER c SET DEFAULT " + deep,
       "line 2, column 4015: parser stack overflow"},
      {"SELECT 'abc", "line 1, column 8: unrecognized token: \"'abc\""},
      {"SELECT 1,\n  \"abc", "line 2, column 3: unrecognized token: \"\"abc\""},
      {"SELECT [abc", "line 1, column 8: unrecognized token: \"[abc\""},
      {"SELECT x'0", "line 1, column 8: unrecognized token: \"x'0\""},
      {"SELECT x'0g'", "line 1, column 8: unrecognized token: \"x'0g'\""},
      {"SELECT /* abc",
       "line 1, column 14: incomplete input; expected an expression, *, ALL or "
       "DISTINCT"},
      {"/* abc",
       "line 1, column 7: incomplete input; expected ANALYZE, "
       "ATTACH, BEGIN, DETACH, END, EXPLAIN, PRAGMA, RELEASE, "
       "REPLACE, ROLLBACK, SAVEPOINT or VACUUM"},
      {"SELECT \xFF\xFE!", "line 1, column 10: unrecognized token: \"!\""},
      {std::string("SELECT 1\0 2", 11),
       "line 1, column 9: unrecognized token: \"\0\""},
      {"SELECT 1e", "line 1, column 8: unrecognized token: \"1e\""},
      {"ALTER TABLE t ADD c DEFAULT 'x",
       "line 1, column 29: unrecognized token: \"'x\""},
      {"ALTER TABLE t ADD c /* x", "ok"},
      {"ALTER TABLE t ALTER c SET /* x",
       "line 1, column 31: incomplete input; expected NOT, DATA, EXPRESSION, "
       "STATISTICS or DEFAULT"},
      {std::string("ALTER TABLE t ADD \0c", 20),
       "line 1, column 19: unrecognized token: \"\0\""},
  };
  for (const auto& c : cases) {
    const ParseResult result = ParseStatement(c.sql, Mode::kFull);
    const std::string error = result.ok() ? "ok" : result.error().ToString();
    EXPECT_STREQ(error.c_str(), c.error) << c.sql.substr(0, 60);
  }
}

}  // namespace
}  // namespace alterego::sql
