// Edits of constraints by token: text before, text after.
#include "shadow/ops/constraint_text.h"

#include <gtest/gtest.h>

namespace alterego::shadow {
namespace {

struct DropCase {
  const char* before;
  const char* name;
  DropText::Found found;
  const char* after;
};

TEST(ConstraintTextTest, DropByName) {
  const DropCase cases[] = {
      {"CREATE TABLE t(a CONSTRAINT c CHECK(a>0), b)", "C",
       DropText::Found::kDropped, "CREATE TABLE t(a, b)"},
      {"CREATE TABLE t(a, CONSTRAINT c CHECK(a>0))", "c",
       DropText::Found::kDropped, "CREATE TABLE t(a)"},
      {"CREATE TABLE t(a CONSTRAINT \"c c\" NOT NULL DEFAULT 1)", "c c",
       DropText::Found::kDropped, "CREATE TABLE t(a DEFAULT 1)"},
      {"CREATE TABLE t(a CONSTRAINT c CONSTRAINT d NOT NULL)", "d",
       DropText::Found::kDropped, "CREATE TABLE t(a CONSTRAINT c)"},
      {"CREATE TABLE t(a, CONSTRAINT c UNIQUE(a))", "c",
       DropText::Found::kMayNotDrop, ""},
      {"CREATE TABLE t(a CONSTRAINT c PRIMARY KEY)", "c",
       DropText::Found::kMayNotDrop, ""},
      {"CREATE TABLE t(a, b)", "c", DropText::Found::kMissing, ""},
      {"CREATE TABLE t(a CHECK(a<>' CONSTRAINT c '))", "c",
       DropText::Found::kMissing, ""},
      {"CREATE TABLE t(a CONSTRAINT c REFERENCES p(x) ON DELETE CASCADE, b)",
       "c", DropText::Found::kDropped, "CREATE TABLE t(a, b)"},
  };
  for (const DropCase& c : cases) {
    const DropText text = WithoutConstraint(c.before, c.name, true);
    EXPECT_EQ(text.found, c.found) << c.before;
    EXPECT_EQ(text.sql, c.after) << c.before;
  }
  EXPECT_EQ(WithoutConstraint("CREATE TABLE t(a CONSTRAINT c REFERENCES p)",
                              "c", false)
                .found,
            DropText::Found::kMayNotDrop);
}

TEST(ConstraintTextTest, NotNull) {
  EXPECT_EQ(WithoutNotNull("CREATE TABLE t(a INT NOT NULL, b)", 0),
            "CREATE TABLE t(a INT, b)");
  EXPECT_EQ(WithoutNotNull("CREATE TABLE t(a NOT NULL, b NOT NULL)", 1),
            "CREATE TABLE t(a NOT NULL, b)");
  EXPECT_EQ(WithoutNotNull("CREATE TABLE t(\"not\" INT, b)", 0),
            "CREATE TABLE t(\"not\" INT, b)");
  EXPECT_EQ(
      WithoutNotNull("CREATE TABLE t(a NOT NULL ON CONFLICT FAIL UNIQUE)", 0),
      "CREATE TABLE t(a UNIQUE)");
  EXPECT_EQ(
      WithColumnConstraint("CREATE TABLE t(a DECIMAL(1,2), b)", 0, "NOT NULL"),
      "CREATE TABLE t(a DECIMAL(1,2) NOT NULL, b)");
}

TEST(ConstraintTextTest, AddToTable) {
  EXPECT_EQ(WithTableConstraint("CREATE TABLE t(a, b) STRICT", "CHECK(a)"),
            "CREATE TABLE t(a, b, CHECK(a)) STRICT");
  EXPECT_EQ(TrimmedConstraint("CHECK(a) /* x */ -- y\n "), "CHECK(a) /* x */");
  EXPECT_TRUE(
      HasConstraintName("CREATE TABLE t(a CONSTRAINT X CHECK(a))", "x"));
  EXPECT_FALSE(
      HasConstraintName("CREATE TABLE t(x, CHECK('CONSTRAINT x'))", "x"));
}

}  // namespace
}  // namespace alterego::shadow
