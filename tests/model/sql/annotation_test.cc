// Annotations: written, read back, removed to the same bytes; and what SQLite's
// own ALTERs, a dump and a reload leave of them.
#include "model/sql/annotation.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>

namespace alterego::sql {
namespace {

Parsed MustParse(const std::string& sql) {
  ParseResult result = ParseStatement(sql);
  EXPECT_TRUE(result.ok()) << sql << "\n" << result.error().ToString();
  return std::move(*result);
}

const char* const kTable =
    "CREATE TABLE t(a INT /* a */, \"b\"TEXT CHECK(b > 0), c REFERENCES p,"
    "CONSTRAINT n CHECK(a > 0), FOREIGN KEY (a) REFERENCES p)";

TEST(Annotation, WrittenReadAndRemoved) {
  const Parsed table = MustParse(kTable);
  const TokenIndex anchors[] = {
      TableAnchor(table),
      ColumnAnchor(table, 0),
      ColumnAnchor(table, 1),
      ConstraintAnchor(table, {1, 0}),
      ConstraintAnchor(table, {2, 0}),
      ConstraintAnchor(table, {-1, 0}),
      ConstraintAnchor(table, {-1, 1}),
  };
  const char* expected[] = {
      "t /* alterego: k=v */(a INT",
      "(a /* alterego: k=v */ INT",
      "\"b\" /* alterego: k=v */TEXT",
      "CHECK /* alterego: k=v */(b > 0)",
      "REFERENCES /* alterego: k=v */ p,",
      "CONSTRAINT n CHECK /* alterego: k=v */(a > 0)",
      "FOREIGN /* alterego: k=v */ KEY",
  };
  for (size_t i = 0; i < std::size(anchors); ++i) {
    const TokenIndex anchor = anchors[i];
    const std::string text = WithAnnotation(table, anchor, "k", "v");
    EXPECT_NE(text.find(expected[i]), text.npos) << text;
    // Tokens before the anchor are the same, so it stands where it stood.
    const Parsed once = MustParse(text);
    EXPECT_TRUE(once.statement == table.statement) << text;
    EXPECT_EQ(FindAnnotation(once, anchor, "k"), "v");
    EXPECT_EQ(FindAnnotation(once, anchor, "other"), std::nullopt);
    EXPECT_EQ(WithoutAnnotation(once, anchor, "other"), text);
    EXPECT_EQ(WithoutAnnotation(once, anchor, "k"), kTable);
    // A second one, and another value of the first.
    const Parsed twice = MustParse(WithAnnotation(once, anchor, "l", "w"));
    EXPECT_EQ(AnnotationsAt(twice, anchor).size(), 2u);
    const Parsed changed = MustParse(WithAnnotation(twice, anchor, "k", "x"));
    EXPECT_EQ(FindAnnotation(changed, anchor, "k"), "x");
    EXPECT_EQ(FindAnnotation(changed, anchor, "l"), "w");
    const Parsed one = MustParse(WithoutAnnotation(changed, anchor, "k"));
    EXPECT_EQ(WithoutAnnotation(one, anchor, "l"), kTable);
  }
}

TEST(Annotation, AnyValue) {
  const Parsed table = MustParse(kTable);
  const TokenIndex anchor = TableAnchor(table);
  for (const std::string& value :
       {std::string(), std::string("Ada Lovelace"), std::string(" x "),
        std::string("*/ DROP TABLE t; /*"), std::string("100%"),
        std::string("a=b=c"), std::string("%2A"), std::string("\n\t"),
        std::string("\0x", 2), std::string("\xC3\xA9\xFF")}) {
    const std::string text = WithAnnotation(table, anchor, "k", value);
    const Parsed once = MustParse(text);
    EXPECT_EQ(FindAnnotation(once, anchor, "k"), value) << text;
    EXPECT_EQ(WithoutAnnotation(once, anchor, "k"), kTable);
  }
}

TEST(Annotation, OtherCommentsAreNone) {
  for (const char* comment :
       {"/* alterego */", "/* alterego: */", "/* alterego: x */",
        "/* alterego: =x */", "/*alterego: k=v */", "/* alterego: k=v*/",
        "-- alterego: k=v\n", "/* k=v */"}) {
    const Parsed table =
        MustParse(std::string("CREATE TABLE t") + comment + "(a)");
    EXPECT_TRUE(AnnotationsAt(table, TableAnchor(table)).empty()) << comment;
  }
  const Parsed cut = MustParse("CREATE TABLE t/* alterego: k=%2 */(a)");
  EXPECT_EQ(FindAnnotation(cut, TableAnchor(cut), "k"), "%2");
}

// A database whose texts are read back after each statement.
class Database {
 public:
  Database() { sqlite3_open(":memory:", &db_); }
  ~Database() { sqlite3_close(db_); }
  void Run(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr),
              SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(db_);
  }
  Parsed Text(const std::string& type) {
    std::string text;
    const std::string sql = "SELECT sql FROM sqlite_master WHERE type = '" +
                            type + "' AND name NOT IN ('p') LIMIT 1";
    sqlite3_exec(
        db_, sql.c_str(),
        [](void* out, int, char** values, char**) {
          *static_cast<std::string*>(out) = values[0];
          return 0;
        },
        &text, nullptr);
    return MustParse(text);
  }

 private:
  sqlite3* db_ = nullptr;
};

void ExpectAll(const Parsed& table, const std::string& what) {
  const auto& create = std::get<CreateTable>(table.statement);
  EXPECT_EQ(FindAnnotation(table, TableAnchor(table), "owner"), "ada") << what;
  const int a = create.ColumnIndex("a") >= 0 ? create.ColumnIndex("a")
                                             : create.ColumnIndex("renamed");
  EXPECT_EQ(FindAnnotation(table, ColumnAnchor(table, static_cast<size_t>(a)),
                           "statistics"),
            "9")
      << what;
  const auto ref = FindConstraint(create, "n");
  ASSERT_TRUE(ref.has_value()) << what;
  EXPECT_EQ(FindAnnotation(table, ConstraintAnchor(table, *ref), "not_valid"),
            "1")
      << what;
}

TEST(Annotation, OutlivesNativeAltersAndAReload) {
  Parsed table =
      MustParse("CREATE TABLE t(x, a INT, z, CONSTRAINT n CHECK(a > 0))");
  table = MustParse(WithAnnotation(table, TableAnchor(table), "owner", "ada"));
  table = MustParse(
      WithAnnotation(table, ColumnAnchor(table, 1), "statistics", "9"));
  table = MustParse(WithAnnotation(table, ConstraintAnchor(table, {-1, 0}),
                                   "not_valid", "1"));
  Database db;
  db.Run(table.source);
  ExpectAll(db.Text("table"), "as stored");
  for (const char* alter : {
           "ALTER TABLE t ADD COLUMN new TEXT DEFAULT 'x'",
           "ALTER TABLE t RENAME COLUMN a TO renamed",
           "ALTER TABLE t DROP COLUMN x",
           "ALTER TABLE t DROP COLUMN z",
           "ALTER TABLE t RENAME TO \"u v\"",
           "ALTER TABLE \"u v\" RENAME TO t",
           "ALTER TABLE t RENAME COLUMN renamed TO \"a\"",
       }) {
    db.Run(alter);
    ExpectAll(db.Text("table"), alter);
  }
  Database copy;  // a dump is the texts, run again
  copy.Run(db.Text("table").source);
  ExpectAll(copy.Text("table"), "reloaded");
}

TEST(Annotation, OfTriggers) {
  const std::string sql =
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END";
  const Parsed trigger = MustParse(sql);
  const TokenIndex anchor = TriggerAnchor(trigger);
  const Parsed once = MustParse(WithAnnotation(trigger, anchor, "k", "v"));
  Database db;
  db.Run("CREATE TABLE t(a)");
  db.Run(once.source);
  db.Run("ALTER TABLE t RENAME TO u");
  db.Run("ALTER TABLE u RENAME a TO b");
  const Parsed stored = db.Text("trigger");
  EXPECT_EQ(FindAnnotation(stored, TriggerAnchor(stored), "k"), "v");
  EXPECT_EQ(WithoutAnnotation(once, anchor, "k"), sql);
}

}  // namespace
}  // namespace alterego::sql
