// The authorizer of the connection is asked, as SQLite's own ALTER TABLE asks
// it.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <optional>
#include <string>
#include <vector>

#include "rebuild/rebuild.h"

namespace alterego::rebuild {
namespace {

struct Answer {
  int alter_table = SQLITE_OK;
  std::vector<std::string> asked;  // "main.t"
};

int Authorize(void* self, int action, const char* schema, const char* table,
              const char* /*column*/, const char* /*trigger*/) {
  if (action != SQLITE_ALTER_TABLE) return SQLITE_OK;
  auto* answer = static_cast<Answer*>(self);
  answer->asked.push_back(std::string(schema) + "." + table);
  return answer->alter_table;
}

class AuthorizerTest : public testing::TestWithParam<Mode> {
 protected:
  AuthorizerTest() {
    EXPECT_EQ(sqlite3_open(":memory:", &db_), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db_,
                           "CREATE TABLE t(a, b); CREATE VIEW v AS SELECT 1;"
                           "INSERT INTO t VALUES(1, 2)",
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_set_authorizer(db_, Authorize, &answer_);
  }
  ~AuthorizerTest() override { sqlite3_close(db_); }

  absl::Status Run(const std::string& sql) {
    answer_.asked.clear();
    Connection connection(SqliteApi::Linked(), db_);
    Options options;
    options.mode = GetParam();
    return Alter(connection, sql, options).status();
  }
  std::string Schema() {
    std::string text;
    const auto add = [](void* out, int, char** values, char**) {
      *static_cast<std::string*>(out) += std::string(values[0]) + ";";
      return 0;
    };
    sqlite3_exec(db_, "SELECT sql FROM sqlite_master", add, &text, nullptr);
    return text;
  }

  sqlite3* db_ = nullptr;
  Answer answer_;
};

constexpr char kBefore[] = "CREATE TABLE t(a, b);CREATE VIEW v AS SELECT 1;";
const char* const kForms[] = {
    "ALTER TABLE t RENAME TO u", "ALTER TABLE t RENAME COLUMN a TO c",
    "ALTER TABLE t ADD COLUMN c DEFAULT 5", "ALTER TABLE t DROP COLUMN b"};

TEST_P(AuthorizerTest, Denies) {
  answer_.alter_table = SQLITE_DENY;
  for (const char* form : kForms) {
    const absl::Status status = Run(form);
    const std::optional<Refusal> refusal = RefusalOf(status);
    ASSERT_TRUE(refusal.has_value()) << form << status;
    EXPECT_EQ(refusal->extended_code, SQLITE_AUTH) << form;
    EXPECT_EQ(refusal->message, "not authorized") << form;
    EXPECT_EQ(answer_.asked, std::vector<std::string>{"main.t"}) << form;
    EXPECT_EQ(Schema(), kBefore) << form;
  }
}

TEST_P(AuthorizerTest, Ignores) {
  answer_.alter_table = SQLITE_IGNORE;
  for (const char* form : kForms) {
    EXPECT_TRUE(Run(form).ok()) << form;
    EXPECT_FALSE(answer_.asked.empty()) << form;
    EXPECT_EQ(Schema(), kBefore) << form;
  }
}

TEST_P(AuthorizerTest, Allows) {
  for (const char* form : kForms) {
    EXPECT_TRUE(Run(form).ok()) << form;
    EXPECT_FALSE(answer_.asked.empty()) << form;
    EXPECT_NE(Schema(), kBefore) << form;
    sqlite3_exec(db_,
                 "DROP TABLE IF EXISTS u; DROP TABLE IF EXISTS t;"
                 "DROP VIEW v; CREATE TABLE t(a, b);"
                 "CREATE VIEW v AS SELECT 1",
                 nullptr, nullptr, nullptr);
  }
}

TEST_P(AuthorizerTest, IsNotAskedWhereThereIsNoTable) {
  answer_.alter_table = SQLITE_DENY;
  const std::optional<Refusal> refusal =
      RefusalOf(Run("ALTER TABLE nope DROP COLUMN a"));
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->message.substr(0, 19), "no such table: nope");
  EXPECT_TRUE(answer_.asked.empty());
}

INSTANTIATE_TEST_SUITE_P(BothModes, AuthorizerTest,
                         testing::Values(Mode::kSqlite, Mode::kFull),
                         [](const testing::TestParamInfo<Mode>& mode) {
                           return std::string(
                               mode.param == Mode::kFull ? "Full" : "Sqlite");
                         });

// What SQLite has no form for, too.
TEST(FullAuthorizerTest, IsAskedOfEachForm) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
  sqlite3_exec(db, "CREATE TABLE t(a, b)", nullptr, nullptr, nullptr);
  Answer answer;
  answer.alter_table = SQLITE_DENY;
  sqlite3_set_authorizer(db, Authorize, &answer);
  Connection connection(SqliteApi::Linked(), db);
  Options options;
  options.mode = Mode::kFull;
  for (const char* form :
       {"ALTER TABLE t ALTER COLUMN b TYPE INTEGER",
        "ALTER TABLE t ADD PRIMARY KEY (a)", "ALTER TABLE t SET STRICT",
        "ALTER TABLE t ADD COLUMN c, DROP COLUMN b"}) {
    const std::optional<Refusal> refusal =
        RefusalOf(Alter(connection, form, options).status());
    ASSERT_TRUE(refusal.has_value()) << form;
    EXPECT_EQ(refusal->extended_code, SQLITE_AUTH) << form;
    EXPECT_EQ(
        RefusalOf(PlanAlter(connection, form, options).status())->extended_code,
        SQLITE_AUTH)
        << form;
  }
  answer.alter_table = SQLITE_IGNORE;
  const absl::StatusOr<FullPlan> plan =
      PlanAlter(connection, "ALTER TABLE t SET STRICT", options);
  ASSERT_TRUE(plan.ok()) << plan.status();
  EXPECT_EQ(plan->way, "nothing");
  EXPECT_EQ(plan->warnings,
            std::vector<std::string>{"the authorizer ignores ALTER TABLE"});
  EXPECT_TRUE(ApplyPlan(connection, *plan, options).ok());
  sqlite3_close(db);
}

}  // namespace
}  // namespace alterego::rebuild
