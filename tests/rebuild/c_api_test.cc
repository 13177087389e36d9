#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "rebuild/alterego.h"

namespace alterego {
namespace {

using testing::HasSubstr;

class CApiTest : public testing::Test {
 protected:
  CApiTest() {
    EXPECT_EQ(sqlite3_open(":memory:", &db_), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db_,
                           "CREATE TABLE t(a, b TEXT);"
                           "INSERT INTO t VALUES(1,'2'),(NULL,'3')",
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
  }
  ~CApiTest() override { sqlite3_close(db_); }

  std::string Schema() {
    std::string text;
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, "SELECT sql FROM sqlite_master", -1, &statement,
                       nullptr);
    if (sqlite3_step(statement) == SQLITE_ROW) {
      text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return text;
  }

  sqlite3* db_ = nullptr;
};

TEST_F(CApiTest, AltersAndPlans) {
  char* json = nullptr;
  char* message = nullptr;
  ASSERT_EQ(alterego_plan(db_, "ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                          nullptr, &json, &message),
            SQLITE_OK)
      << message;
  EXPECT_THAT(json, HasSubstr("\"steps\""));
  alterego_free(json);
  EXPECT_EQ(Schema(), "CREATE TABLE t(a, b TEXT)");
  ASSERT_EQ(alterego_alter(db_, "ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                           nullptr, &message),
            SQLITE_OK)
      << message;
  EXPECT_EQ(message, nullptr);
  EXPECT_EQ(Schema(), "CREATE TABLE t(a, b INTEGER)");
}

TEST_F(CApiTest, RefusesWithSQLitesCodesAndAMessage) {
  alterego_options sqlite_only{};
  sqlite_only.size = sizeof sqlite_only;
  sqlite_only.mode = ALTEREGO_MODE_SQLITE;
  alterego_options unknown{};
  unknown.size = sizeof unknown;
  unknown.strategy = 77;
  alterego_options unsized{};
  const struct {
    const char* sql;
    const alterego_options* options;
    int code;  // primary
    const char* message;
  } kCases[] = {
      {"ALTER TABLE t ALTER a SET NOT NULL", nullptr, SQLITE_CONSTRAINT,
       "NULL"},
      {"ALTER TABLE no ALTER a SET NOT NULL", nullptr, SQLITE_ERROR, "no"},
      {"ALTER TABLE t ALTER b TYPE INTEGER", &sqlite_only, SQLITE_ERROR,
       "syntax error"},
      {"ALTER TABLE t RENAME TO u", &unknown, SQLITE_MISUSE, "misuse"},
      {"ALTER TABLE t RENAME TO u", &unsized, SQLITE_MISUSE, "size"},
      {nullptr, nullptr, SQLITE_MISUSE, "misuse"},
  };
  for (const auto& c : kCases) {
    char* message = nullptr;
    EXPECT_EQ(alterego_alter(db_, c.sql, c.options, &message) & 0xff, c.code);
    ASSERT_NE(message, nullptr);
    EXPECT_THAT(message, HasSubstr(c.message));
    alterego_free(message);
    EXPECT_EQ(Schema(), "CREATE TABLE t(a, b TEXT)");
  }
  EXPECT_NE(alterego_alter(db_, "nonsense", nullptr, nullptr), SQLITE_OK);
}

TEST_F(CApiTest, ProgressIsToldAndMayCancel) {
  struct Seen {
    int calls = 0, stop_at = 0;
  } seen;
  alterego_options options{};
  options.size = sizeof options;
  options.strategy = ALTEREGO_STRATEGY_REBUILD;
  options.verify = ALTEREGO_VERIFY_FULL;
  options.context = &seen;
  options.progress = [](void* context, const char*, long long done,
                        long long all) {
    auto& s = *static_cast<Seen*>(context);
    EXPECT_LE(done, all);
    return ++s.calls == s.stop_at ? 1 : 0;
  };
  seen.stop_at = 1;
  EXPECT_EQ(alterego_alter(db_, "ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                           &options, nullptr) &
                0xff,
            SQLITE_INTERRUPT);
  EXPECT_EQ(Schema(), "CREATE TABLE t(a, b TEXT)");
  seen = Seen();
  EXPECT_EQ(alterego_alter(db_, "ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                           &options, nullptr),
            SQLITE_OK);
  EXPECT_GT(seen.calls, 0);
}

TEST_F(CApiTest, AKeptPlanIsAppliedLater) {
  alterego_kept_plan* plan = nullptr;
  ASSERT_EQ(alterego_keep_plan(db_, "ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
                               nullptr, &plan, nullptr),
            SQLITE_OK);
  EXPECT_THAT(alterego_kept_plan_text(plan), HasSubstr("way: "));
  EXPECT_THAT(alterego_kept_plan_json(plan), HasSubstr("\"schema_hash\""));
  EXPECT_EQ(Schema(), "CREATE TABLE t(a, b TEXT)");
  alterego_options options{};
  options.size = sizeof options;
  options.verify = ALTEREGO_VERIFY_FULL;
  char* message = nullptr;
  ASSERT_EQ(alterego_apply(db_, plan, &options, &message), SQLITE_OK)
      << message;
  EXPECT_EQ(Schema(), "CREATE TABLE t(a, b INTEGER)");
  // The schema is another one now, by the plan itself.
  EXPECT_EQ(alterego_apply(db_, plan, nullptr, &message), SQLITE_SCHEMA);
  EXPECT_THAT(message, HasSubstr("the schema has changed"));
  alterego_free(message);
  alterego_free_plan(plan);
}

TEST_F(CApiTest, AKeptPlanIsRefusedWhereTheDatabaseHasChanged) {
  const struct {
    const char* alter;
    const char* between;
    int code;
    const char* message;
  } kCases[] = {
      {"ALTER TABLE t RENAME TO u", "CREATE INDEX i ON t(a)", SQLITE_SCHEMA,
       "plan again"},
      {"ALTER TABLE IF EXISTS u RENAME TO v", "CREATE TABLE u(a)",
       SQLITE_SCHEMA, "plan again"},
      // Rows are asked when it is applied.
      {"ALTER TABLE t ALTER b SET NOT NULL", "INSERT INTO t VALUES(7,NULL)",
       SQLITE_CONSTRAINT, "1 existing NULL value in t.b"},
  };
  for (const auto& c : kCases) {
    alterego_kept_plan* plan = nullptr;
    char* message = nullptr;
    sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
    ASSERT_EQ(alterego_keep_plan(db_, c.alter, nullptr, &plan, &message),
              SQLITE_OK)
        << message;
    ASSERT_EQ(sqlite3_exec(db_, c.between, nullptr, nullptr, nullptr),
              SQLITE_OK);
    EXPECT_EQ(alterego_apply(db_, plan, nullptr, &message), c.code) << c.alter;
    ASSERT_NE(message, nullptr) << c.alter;
    EXPECT_THAT(message, HasSubstr(c.message));
    alterego_free(message);
    alterego_free_plan(plan);
    EXPECT_EQ(Schema(), "CREATE TABLE t(a, b TEXT)");
    EXPECT_EQ(sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr),
              SQLITE_OK);
  }
}

TEST_F(CApiTest, APlanThatCannotBeMadeIsNone) {
  auto* plan = reinterpret_cast<alterego_kept_plan*>(this);
  char* message = nullptr;
  EXPECT_EQ(alterego_keep_plan(db_, "ALTER TABLE no RENAME TO u", nullptr,
                               &plan, &message),
            SQLITE_ERROR);
  EXPECT_EQ(plan, nullptr);
  EXPECT_THAT(message, HasSubstr("no such table: no"));
  alterego_free(message);
  EXPECT_EQ(alterego_keep_plan(db_, "ALTER TABLE t RENAME TO u", nullptr,
                               nullptr, nullptr),
            SQLITE_MISUSE);
  EXPECT_EQ(alterego_apply(db_, nullptr, nullptr, &message), SQLITE_MISUSE);
  EXPECT_THAT(message, HasSubstr("plan must not be NULL"));
  alterego_free(message);
  EXPECT_EQ(alterego_kept_plan_text(nullptr), nullptr);
  EXPECT_EQ(alterego_kept_plan_json(nullptr), nullptr);
  alterego_free_plan(nullptr);
}

}  // namespace
}  // namespace alterego
