#include "engines/alter_request.h"

#include <gtest/gtest.h>

namespace alterego {
namespace {

struct Case {
  const char *sql, *json;
};

TEST(AlterRequestTest, TakesAnAlterToPieces) {
  const Case kCases[] = {
      {"ALTER TABLE t RENAME TO \"u v\"",
       R"({"form":"rename_table","table":"t","to":"u v"})"},
      {"ALTER TABLE main.t RENAME a TO b",
       R"({"column":"a","form":"rename_column","schema":"main","table":"t",)"
       R"("to":"b"})"},
      {"ALTER TABLE t DROP a",
       R"({"column":"a","form":"drop_column","table":"t"})"},
      {"ALTER TABLE t ADD a INT NOT NULL DEFAULT 1",
       R"({"column":"a","default":"1","definition":"a INT NOT NULL DEFAULT 1",)"
       R"("form":"add_column","not_null":true,"simple":true,"table":"t",)"
       R"("type":"INT"})"},
      {"ALTER TABLE t ADD a UNIQUE",
       R"({"column":"a","definition":"a UNIQUE","form":"add_column",)"
       R"("not_null":false,"simple":false,"table":"t","type":""})"},
      {"ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0)",
       R"({"check":"a > 0","form":"add_check","name":"k","table":"t"})"},
      {"SELECT 1", ""},
      {"ALTER TABLE", ""},
  };
  for (const Case& c : kCases) EXPECT_EQ(AlterRequest(c.sql), c.json) << c.sql;
}

}  // namespace
}  // namespace alterego
