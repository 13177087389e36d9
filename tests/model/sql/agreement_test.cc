// The parser against SQLite itself: what sqlite3_prepare_v2() of the linked
// library accepts and refuses, in which words, over the statements of
// statements.h and over random mutations of them.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/sql/edit.h"
#include "model/sql/older.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "model/version.h"
#include "tests/model/sql/grammar_rules.h"
#include "tests/model/sql/statements.h"
#include "tests/places.h"

namespace alterego::sql {
namespace {

// The functions of one build of SQLite.
struct Api {
  SqliteVersion version;
  decltype(&sqlite3_open) open;
  decltype(&sqlite3_close) close;
  decltype(&sqlite3_exec) exec;
  decltype(&sqlite3_prepare_v2) prepare;
  decltype(&sqlite3_finalize) finalize;
  decltype(&sqlite3_errmsg) errmsg;
};

const Api kLinked = {*SqliteVersion::Parse(sqlite3_libversion()),
                     sqlite3_open,
                     sqlite3_close,
                     sqlite3_exec,
                     sqlite3_prepare_v2,
                     sqlite3_finalize,
                     sqlite3_errmsg};

// The other builds that were made here (scripts/setup); they stay loaded.
std::vector<Api> OtherBuilds() {
  std::vector<Api> builds;
  const std::filesystem::path folder =
      std::filesystem::path(ALTEREGO_SOURCE_DIR) / ".engines" / "sqlite";
  if (!std::filesystem::is_directory(folder)) return builds;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string path = (entry.path() / "libsqlite3.so").string();
    void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    EXPECT_NE(library, nullptr) << dlerror();
    if (library == nullptr) continue;
    Api api;
    const auto find = [&](const char* name, auto* function) {
      *reinterpret_cast<void**>(function) = dlsym(library, name);
      EXPECT_NE(*function, nullptr) << name;
    };
    decltype(&sqlite3_libversion) version = nullptr;
    find("sqlite3_libversion", &version);
    find("sqlite3_open", &api.open);
    find("sqlite3_close", &api.close);
    find("sqlite3_exec", &api.exec);
    find("sqlite3_prepare_v2", &api.prepare);
    find("sqlite3_finalize", &api.finalize);
    find("sqlite3_errmsg", &api.errmsg);
    api.version = *SqliteVersion::Parse(version());
    builds.push_back(api);
  }
  std::sort(builds.begin(), builds.end(),
            [](const Api& a, const Api& b) { return a.version < b.version; });
  return builds;
}

class Sqlite {
 public:
  SqliteVersion version() const { return api_.version; }
  explicit Sqlite(const Api& api = kLinked) : api_(api) {
    api_.open(":memory:", &db_);
    Run("CREATE TABLE t(a, b, c); CREATE TABLE u(a, b, c); CREATE TABLE p(x)");
    Run("CREATE VIEW v AS SELECT a, b FROM t; CREATE INDEX i9 ON t(a)");
  }
  ~Sqlite() { api_.close(db_); }

  void Run(const char* sql) {
    ASSERT_EQ(api_.exec(db_, sql, nullptr, nullptr, nullptr), SQLITE_OK)
        << api_.errmsg(db_);
  }
  // The message of the refusal, or nullopt. `*rest` is set if SQLite stopped
  // at a semicolon with something behind it.
  std::optional<std::string> Prepare(const std::string& sql, bool* rest) {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int code = api_.prepare(
        db_, sql.c_str(), static_cast<int>(sql.size()), &statement, &tail);
    *rest = tail != nullptr && *tail != '\0';
    api_.finalize(statement);
    if (code == SQLITE_OK) return std::nullopt;
    return api_.errmsg(db_);
  }
  // The text that SQLite stores when it runs this CREATE statement.
  std::string Stored(const std::string& sql) {
    Run("SAVEPOINT stored");
    std::string text = "(refused)";
    if (api_.exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
      text = Newest("main");
      if (text.empty()) text = Newest("temp");
    }
    Run("ROLLBACK TO stored; RELEASE stored");
    return text;
  }

 private:
  // The last object that is not one of ours, "" if there is none.
  std::string Newest(const std::string& schema) {
    std::string text;
    const std::string query =
        "SELECT sql FROM " + schema +
        ".sqlite_schema WHERE sql <> '' AND name NOT IN ('t', 'u', 'p', 'v', "
        "'i9') AND tbl_name NOT LIKE '%\\_%' ESCAPE '\\' ORDER BY rowid";
    api_.exec(
        db_, query.c_str(),
        [](void* out, int, char** values, char**) {
          auto* text = static_cast<std::string*>(out);
          if (text->empty()) *text = values[0];
          return 0;
        },
        &text, nullptr);
    return text;
  }

  const Api& api_;
  sqlite3* db_ = nullptr;
};

bool Contains(const std::string& text, const char* part) {
  return text.find(part) != text.npos;
}

// Faults that SQLite finds while it parses.
bool IsSyntaxMessage(const std::string& message) {
  return Contains(message, ": syntax error") || message == "incomplete input" ||
         Contains(message, "unrecognized token: ") ||
         Contains(message, "unknown table option: ") ||
         Contains(message, "duplicate WITH table name: ") ||
         Contains(message, "unsupported frame ") ||
         Contains(message, "RANGE must use only ") ||
         message == "parser stack overflow" || message == "Recursion limit" ||
         Contains(message, "unknown join type: ") ||
         Contains(message, " clause should come after ") ||
         Contains(message, "a JOIN clause is required before ") ||
         Contains(message, "syntax error after column name ") ||
         Contains(message, "qualified table names are not allowed on ") ||
         Contains(message, "clause is not allowed on UPDATE or DELETE");
}

// What we say about it for that version.
std::optional<std::string> OurMessage(const std::string& sql,
                                      SqliteVersion version = kLinked.version) {
  const ParseResult parsed = ParseStatement(sql);
  if (!parsed.ok()) {
    if (ReadByOlder(sql, parsed.error(), version)) return std::nullopt;
    return SyntaxErrorIn(sql, parsed.error(), version).message;
  }
  if (auto error = SyntaxErrorIn(*parsed, version)) return error->message;
  return std::nullopt;
}

// Empty if both agree. `masked` counts refusals of another kind that came
// before a syntax error could.
std::string Disagreement(Sqlite& sqlite, const std::string& sql, int* masked) {
  bool rest = false;
  const std::optional<std::string> theirs = sqlite.Prepare(sql, &rest);
  if (rest && !theirs) return "";
  const std::optional<std::string> ours = OurMessage(sql, sqlite.version());
  if (theirs && !IsSyntaxMessage(*theirs)) {
    if (ours && *ours != *theirs) ++*masked;
    return "";
  }
  if (ours == theirs) return "";
  return "SQLite: " + theirs.value_or("accepted") +
         "\n  ours: " + ours.value_or("accepted");
}

TEST(Agreement, EveryStatement) {
  Sqlite sqlite;
  for (const char* sql : kStatements) {
    int masked = 0;
    EXPECT_EQ(Disagreement(sqlite, sql, &masked), "") << sql;
    EXPECT_EQ(masked, 0) << sql << "\n  ours: " << *OurMessage(sql);
  }
}

std::vector<std::string> Words(const std::string& sql) {
  std::vector<std::string> words;
  for (const Token& token : Lex(sql)) {
    if (token.kind == TokenKind::kSpace) continue;
    if (token.kind == TokenKind::kComment) continue;
    words.emplace_back(token.In(sql));
  }
  return words;
}

std::string Mutate(const std::string& sql, const std::vector<std::string>& pool,
                   Random& random) {
  std::vector<std::string> words = Words(sql);
  const size_t changes = 1 + random.Below(2);
  for (size_t i = 0; i < changes && !words.empty(); ++i) {
    const size_t at = random.Below(words.size());
    const std::string& other = pool[random.Below(pool.size())];
    switch (random.Below(5)) {
      case 0:
        words.erase(words.begin() + static_cast<long>(at));
        break;
      case 1:
        words.insert(words.begin() + static_cast<long>(at), words[at]);
        break;
      case 2:
        words[at] = other;
        break;
      case 3:
        words.insert(words.begin() + static_cast<long>(at), other);
        break;
      case 4:
        std::swap(words[at], words[random.Below(words.size())]);
        break;
    }
  }
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out;
}

// Counts the mutants that were compared.
int CompareMutants(Sqlite& sqlite, uint64_t seed, int rounds) {
  std::vector<std::string> pool;
  for (const char* sql : kStatements) {
    for (std::string& word : Words(sql)) pool.push_back(std::move(word));
  }
  Random random(seed);
  int masked = 0, count = 0, failures = 0;
  for (int round = 0; round < rounds && failures < 40; ++round) {
    for (const char* statement : kStatements) {
      const std::string sql = Mutate(statement, pool, random);
      if (sql.empty() || sql[0] == ';') continue;
      ++count;
      const std::string difference = Disagreement(sqlite, sql, &masked);
      if (difference.empty()) continue;
      ++failures;
      ADD_FAILURE() << sqlite.version().ToString() << ": " << sql << "\n"
                    << difference;
    }
  }
  // Most mutants must reach the comparison.
  EXPECT_LT(masked, count / 20);
  return count;
}

TEST(Agreement, Mutations) {
  Sqlite sqlite;
  EXPECT_GT(CompareMutants(sqlite, 20240229, 60), 10000);
}

TEST(Agreement, OtherVersions) {
  for (const Api& api : OtherBuilds()) {
    Sqlite sqlite(api);
    for (const char* sql : kStatements) {
      int masked = 0;
      EXPECT_EQ(Disagreement(sqlite, sql, &masked), "")
          << api.version.ToString() << ": " << sql;
    }
    EXPECT_GT(CompareMutants(sqlite, 20251121, 20), 8000);
  }
}

// Statements that nobody would write, of every rule of the grammar. To versions
// before 3.44 most have many faults, and which one is found first we do not
// always know: such wordings are counted.
std::string DisagreementOnSentence(Sqlite& sqlite, const std::string& sql,
                                   const ParseResult& parsed, int* wordings) {
  int masked = 0;
  const std::string difference = Disagreement(sqlite, sql, &masked);
  if (sqlite.version() >= SqliteVersion{3, 44, 0} || difference.empty()) {
    return difference;
  }
  const bool ours = parsed.ok() && !SyntaxErrorIn(*parsed, sqlite.version());
  const bool theirs = difference.find("SQLite: accepted") == 0;
  if (ours || theirs) return difference;
  ++*wordings;
  return "";
}

TEST(Agreement, RandomSentences) {
  std::vector<Api> builds = OtherBuilds();
  builds.push_back(kLinked);
  for (const Api& api : builds) {
    Sqlite sqlite(api);
    GrammarRules rules = GrammarRules::Read();
    Random random(20240601);
    int accepted = 0, wordings = 0;
    for (int i = 0; i < 4000; ++i) {
      const std::string sql = rules.Sentence("cmdx", random);
      const ParseResult parsed = ParseStatement(sql);
      EXPECT_EQ(DisagreementOnSentence(sqlite, sql, parsed, &wordings), "")
          << api.version.ToString() << ": " << sql;
      if (!parsed.ok()) continue;
      ++accepted;
      const std::string printed = Print(parsed->statement);
      const ParseResult again = ParseStatement(printed);
      ASSERT_TRUE(again.ok()) << sql << "\nprinted: " << printed;
      EXPECT_TRUE(again->statement == parsed->statement)
          << sql << "\nprinted: " << printed;
    }
    EXPECT_GT(accepted, 2000);
    EXPECT_LE(wordings, 3) << api.version.ToString();
  }
}

std::string Repeated(const char* text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

// SQLite's parser had room for 100 symbols until 3.45, and has for 2500 now.
// What is nested, and how often until the stack is full, depends on everything
// around it.
TEST(Agreement, DeepNesting) {
  const struct {
    const char* before;
    const char* open;
    const char* middle;
    const char* close;
    const char* after;
  } shapes[] = {
      {"SELECT ", "(", "1", ")", ""},
      {"SELECT 1 + ", "(", "1", ")", " + 1"},
      {"EXPLAIN QUERY PLAN SELECT ", "(", "1", ")", ""},
      {"SELECT a FROM t WHERE ", "(", "a", ")", " AND b"},
      {"SELECT a FROM t GROUP BY a HAVING a ORDER BY ", "(", "a", ")", ""},
      {"SELECT a FROM t ORDER BY 1 LIMIT ", "(", "1", ")", " OFFSET (1)"},
      {"SELECT a FROM t UNION SELECT b FROM t WHERE a IN ", "(", "1", ")", ""},
      {"SELECT 1 FROM t JOIN u ON ", "(", "1", ")", ""},
      {"SELECT ", "(SELECT ", "1", ")", ""},
      {"SELECT ", "NOT ", "1", "", ""},
      {"SELECT ", "- ", "1", "", ""},
      {"SELECT ", "abs(", "1", ")", ""},
      {"SELECT ", "max(1, ", "1", ")", ""},
      {"SELECT ", "CASE WHEN ", "1", " THEN 1 END", ""},
      {"SELECT ", "CASE 1 WHEN 1 THEN 1 ELSE ", "1", " END", ""},
      {"SELECT ", "CAST(", "1", " AS INT)", ""},
      {"SELECT 1 FROM t WHERE ", "a IN (", "1", ")", ""},
      {"SELECT 1 FROM t WHERE ", "a BETWEEN 1 AND (", "1", ")", ""},
      {"SELECT 1 FROM t WHERE ", "EXISTS (SELECT 1 WHERE ", "1", ")", ""},
      {"SELECT * FROM ", "(SELECT * FROM ", "t", ")", ""},
      {"SELECT * FROM ", "(", "t", ")", ""},
      {"SELECT * FROM ", "(", "t AS x", ")", " WHERE 1"},
      {"SELECT sum(1) FILTER (WHERE ", "(", "1", ")", ")"},
      {"SELECT sum(1) OVER (PARTITION BY ", "(", "1", ")", ")"},
      {"SELECT sum(1) OVER w FROM t WINDOW w AS (ORDER BY ", "(", "1", ")",
       ")"},
      {"WITH x AS (SELECT ", "(", "1", ")", ") SELECT * FROM x"},
      {"VALUES (1), (", "(", "1", ")", ")"},
      {"CREATE VIEW n AS SELECT ", "(", "1", ")", ""},
      {"CREATE TABLE n(a CHECK (", "(", "1", ")", "))"},
      {"CREATE TABLE n(a, b INT DEFAULT (", "(", "1", ")", "))"},
      {"CREATE TABLE n(a, CONSTRAINT x CHECK (", "(", "1", ")", "))"},
      {"CREATE INDEX n ON t(", "(", "a", ")", ")"},
      {"CREATE INDEX n ON t(a) WHERE ", "(", "a", ")", ""},
      {"CREATE TRIGGER n AFTER INSERT ON t WHEN ", "(", "1", ")",
       " BEGIN SELECT 1; END"},
      {"CREATE TRIGGER n AFTER INSERT ON t BEGIN SELECT 1; SELECT ", "(", "1",
       ")", "; END"},
      {"CREATE TRIGGER n AFTER INSERT ON t BEGIN UPDATE t SET a = ", "(", "1",
       ")", "; END"},
      {"CREATE TRIGGER n AFTER INSERT ON t BEGIN DELETE FROM t WHERE ", "(",
       "1", ")", "; END"},
      {"CREATE TRIGGER n AFTER INSERT ON t BEGIN INSERT INTO t(a) SELECT ", "(",
       "1", ")", "; END"},
      {"INSERT INTO t VALUES (1, 2, ", "(", "1", ")", ")"},
      {"INSERT INTO t(a) SELECT 1 WHERE 1 ON CONFLICT (a) WHERE 1 DO UPDATE "
       "SET "
       "a = ",
       "(", "1", ")", " WHERE 1"},
      {"UPDATE t SET a = 1, b = ", "(", "1", ")", " WHERE 1"},
      {"UPDATE t SET a = 1 WHERE ", "(", "1", ")", ""},
      {"DELETE FROM t WHERE ", "(", "1", ")", ""},
      {"ALTER TABLE t ADD COLUMN d CHECK (", "(", "1", ")", ")"},
      {"CREATE VIRTUAL TABLE n USING x(", "(", "1", ")", ")"},
  };
  std::vector<Api> builds = OtherBuilds();
  builds.push_back(kLinked);
  for (const Api& api : builds) {
    Sqlite sqlite(api);
    int overflows = 0;
    for (const auto& shape : shapes) {
      for (size_t depth = 10; depth <= 100; ++depth) {
        const std::string sql = shape.before + Repeated(shape.open, depth) +
                                shape.middle + Repeated(shape.close, depth) +
                                shape.after;
        int masked = 0;
        EXPECT_EQ(Disagreement(sqlite, sql, &masked), "")
            << api.version.ToString() << ", " << depth
            << " deep: " << shape.before << shape.open << shape.middle;
        overflows += OurMessage(sql, api.version) == "parser stack overflow";
      }
    }
    EXPECT_EQ(overflows > 500, api.version < (SqliteVersion{3, 46, 0}));
  }
}

TEST(Agreement, StoredSql) {
  Sqlite sqlite;
  int compared = 0;
  auto compare = [&](const std::string& sql) {
    const ParseResult parsed = ParseStatement(sql);
    if (!parsed.ok()) return;
    const std::string ours = StoredSql(*parsed);
    if (ours.empty()) return;
    const auto* table = std::get_if<CreateTable>(&parsed->statement);
    if (table != nullptr && table->as_select) return;
    const std::string stored = sqlite.Stored(sql);
    if (stored == "(refused)" || stored.empty()) return;
    ++compared;
    EXPECT_EQ(ours, stored) << sql;
  };
  for (const char* sql : kStatements) {
    compare(sql);
    compare("/* before */ " + std::string(sql) + " -- behind\n ;");
    compare("  " + std::string(sql) + "  ;  ");
  }
  for (const char* sql : {
           "create  temp table  if not exists  n  ( a , b ) ; ",
           "CREATE TABLE main . n -- x\n (a)",
           "CREATE /* q */ UNIQUE INDEX /* z */ n ON t ( a ) /* tail */",
           "CREATE INDEX\nn\nON\nt(a)\nWHERE a>1\n",
           "CREATE INDEX n ON t(a) -- x;",
           "CREATE VIEW n AS SELECT 1 /* x */ \v ;",
           "create view/**/main.n/**/as/**/select 1/**/",
           "CREATE TEMP TRIGGER n AFTER INSERT ON t BEGIN SELECT 1; END ;",
           "CREATE TABLE \"n\"(a) WITHOUT  ROWID",
           "CREATE TABLE n(a PRIMARY KEY) WITHOUT  ROWID , STRICT  -- x",
       }) {
    compare(sql);
  }
  EXPECT_GT(compared, 150);
}

}  // namespace
}  // namespace alterego::sql
