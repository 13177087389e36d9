// What is read from the bytes of a database is what SQLite says of it.
#include "engines/page_image.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace alterego {
namespace {

const SqliteApi& Api() { return SqliteApi::Linked(); }

class PageImageTest : public testing::Test {
 protected:
  PageImageTest() {
    sqlite3* db = nullptr;
    Api().open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                  nullptr);
    db_.reset(db);
  }

  void Run(const std::string& sql) {
    char* message = nullptr;
    ASSERT_EQ(Api().exec(db_.get(), sql.c_str(), nullptr, nullptr, &message),
              SQLITE_OK)
        << sql << ": " << message;
  }
  std::vector<std::vector<std::string>> Rows(const std::string& sql) {
    std::vector<std::vector<std::string>> out;
    const auto add = [](void* rows, int width, char** cells, char**) {
      auto& row = static_cast<decltype(out)*>(rows)->emplace_back();
      for (int i = 0; i < width; ++i) row.emplace_back(cells[i]);
      return 0;
    };
    Api().exec(db_.get(), sql.c_str(), add, &out, nullptr);
    return out;
  }
  PageImage Image(const char* schema = "main") {
    auto image = PageImage::Read(Api(), db_.get(), schema);
    EXPECT_TRUE(image.has_value());
    return image ? *std::move(image) : PageImage();
  }
  int64_t Root(const std::string& name) {
    return std::stoll(Rows("SELECT rootpage FROM sqlite_master WHERE name = '" +
                           name + "'")[0][0]);
  }
  // ReadSchema says what SQLite does; how many rows there are.
  size_t ExpectSchema() {
    const auto read = Image().ReadSchema();
    EXPECT_TRUE(read.has_value());
    if (!read) return 0;
    const auto rows = Rows(
        "SELECT type, name, tbl_name, rootpage, ifnull(sql, ''), "
        "quote(type)||'|'||quote(name)||'|'||quote(tbl_name)||'|'||quote(sql) "
        "FROM sqlite_master ORDER BY rowid");
    EXPECT_EQ(read->size(), rows.size());
    for (size_t i = 0; i < std::min(read->size(), rows.size()); ++i) {
      const SchemaRow& row = (*read)[i];
      EXPECT_EQ((std::vector<std::string>{row.type, row.name, row.table,
                                          std::to_string(row.root), row.sql,
                                          row.line}),
                (std::vector<std::string>{rows[i][0], rows[i][1], rows[i][2],
                                          rows[i][3], rows[i][4],
                                          rows[i][5] + "\n"}));
    }
    return rows.size();
  }

  struct Close {
    void operator()(sqlite3* db) const { Api().close_v2(db); }
  };
  std::unique_ptr<sqlite3, Close> db_;
};

TEST_F(PageImageTest, ADatabaseWithoutAPageIsEmpty) {
  const PageImage image = Image();
  EXPECT_EQ(image.size(), 0u);
  EXPECT_EQ(image.HeaderNumber(40), 0);
  ASSERT_TRUE(image.ReadSchema().has_value());
  EXPECT_TRUE(image.ReadSchema()->empty());
  EXPECT_FALSE(image.SameTree(Image(), 1));
  EXPECT_TRUE(image == Image());
}

TEST_F(PageImageTest, ReadsTheSchemaWhateverThePages) {
  for (const char* size : {"512", "4096", "65536"}) {
    SCOPED_TRACE(size);
    db_.reset();
    sqlite3* db = nullptr;
    ASSERT_EQ(
        Api().open_v2(":memory:", &db,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr),
        SQLITE_OK);
    db_.reset(db);
    Run(absl::StrCat("PRAGMA page_size = ", size));
    Run("CREATE TABLE t(a PRIMARY KEY, b UNIQUE)");
    Run("CREATE VIEW \"it's\" AS SELECT 1");
    Run("CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END");
    // A text that does not fit its page, and more rows than one page holds.
    Run(absl::StrCat("CREATE TABLE long(a /*", std::string(70000, 'x'),
                     "*/, b)"));
    for (int i = 0; i < 60; ++i) {
      Run(absl::StrCat("CREATE TABLE t", i, "(a, b, c)"));
    }
    EXPECT_EQ(ExpectSchema(), 66u);
  }
}

TEST_F(PageImageTest, SeesAChangeOnAnyPageOfATree) {
  Run("PRAGMA page_size = 512");
  Run("CREATE TABLE t(a PRIMARY KEY, b)");
  Run("CREATE TABLE other(a)");
  Run("INSERT INTO other VALUES (1)");
  Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
      "WHERE i < 300) INSERT INTO t SELECT printf('%0300d', i), "
      "zeroblob(2000) FROM n");
  const int64_t table = Root("t"), index = Root("sqlite_autoindex_t_1"),
                other = Root("other");
  const struct {
    const char* sql;
    bool table, index, other;
  } kCases[] = {
      {"SELECT 1", true, true, true},
      {"INSERT INTO other VALUES (2)", true, true, false},
      // The last byte of an overflow page.
      {"UPDATE t SET b = substr(b, 1, 1999) || x'01' WHERE rowid = 299", false,
       true, true},
      {"UPDATE t SET a = a || 'x' WHERE rowid = 150", false, false, true},
      {"DELETE FROM t WHERE rowid = 300", false, false, true},
  };
  for (const auto& c : kCases) {
    const PageImage before = Image();
    Run("SAVEPOINT s");
    Run(c.sql);
    const PageImage after = Image();
    EXPECT_EQ(after.SameTree(before, table), c.table) << c.sql;
    EXPECT_EQ(after.SameTree(before, index), c.index) << c.sql;
    EXPECT_EQ(after.SameTree(before, other), c.other) << c.sql;
    EXPECT_EQ(after == before, c.table && c.index && c.other) << c.sql;
    Run("ROLLBACK TO s");
  }
}

TEST_F(PageImageTest, NothingIsTheSameWhereThereIsNoSuchTree) {
  Run("CREATE TABLE t(a)");
  const PageImage image = Image(), again = Image();
  EXPECT_TRUE(image.SameTree(again, 2));
  for (const int64_t root : {-1, 0, 3, 1 << 30}) {
    EXPECT_FALSE(image.SameTree(again, root)) << root;
  }
  Run("ATTACH ':memory:' AS big");
  Run("PRAGMA big.page_size = 8192");
  Run("CREATE TABLE big.t(a)");
  EXPECT_FALSE(image.SameTree(Image("big"), 2));
  EXPECT_FALSE(PageImage::Read(Api(), db_.get(), "none").has_value());
}

TEST_F(PageImageTest, ReadsNoOtherEncoding) {
  Run("PRAGMA encoding = 'UTF-16le'");
  Run("CREATE TABLE t(a)");
  EXPECT_FALSE(PageImage::Read(Api(), db_.get(), "main").has_value());
}

// Neither loops nor reads beyond the end, whatever one byte is.
TEST_F(PageImageTest, ADamagedDatabaseIsNotRead) {
  Run("PRAGMA page_size = 512");
  for (int i = 0; i < 20; ++i) {
    Run(absl::StrCat("CREATE TABLE t", i, "(a /*", std::string(700, 'x'),
                     "*/)"));
  }
  sqlite3_int64 size = 0;
  unsigned char* const bytes = Api().serialize(db_.get(), "main", &size, 0);
  ASSERT_NE(bytes, nullptr);
  const std::string whole(reinterpret_cast<char*>(bytes),
                          static_cast<size_t>(size));
  Api().free(bytes);
  const size_t tables = 20;
  size_t unread = 0;
  // The b-tree header of page 1, its cells, and the start of all other pages.
  for (size_t at = 100; at < whole.size(); at += at < 512 ? 1 : 128) {
    for (const char byte : {'\0', '\1', '\5', '\x0d', '\x7f', '\xff'}) {
      std::string damaged = whole;
      damaged[at] = byte;
      auto* copy = static_cast<unsigned char*>(
          sqlite3_malloc64(static_cast<sqlite3_uint64>(size)));
      std::memcpy(copy, damaged.data(), damaged.size());
      ASSERT_EQ(Api().deserialize(db_.get(), "main", copy, size, size,
                                  SQLITE_DESERIALIZE_FREEONCLOSE),
                SQLITE_OK);
      const auto image = PageImage::Read(Api(), db_.get(), "main");
      if (!image) continue;
      const auto schema = image->ReadSchema();
      unread += !schema;
      if (schema) {
        EXPECT_LE(schema->size(), tables) << at;
      }
    }
  }
  EXPECT_GT(unread, 100u);
}

}  // namespace
}  // namespace alterego
