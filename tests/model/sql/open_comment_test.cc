#include "model/sql/open_comment.h"

#include <gtest/gtest.h>

namespace alterego::sql {
namespace {

TEST(OpenCommentTest, IsOneAtTheEndThatNothingCloses) {
  const struct {
    const char* sql;
    bool open;
  } cases[] = {
      {"", false},
      {"CREATE VIEW v AS SELECT 1", false},
      {"CREATE VIEW v AS SELECT 1 /* why", true},
      {"CREATE VIEW v AS SELECT 1 /* why */", false},
      {"CREATE VIEW v AS SELECT 1 /* a */ /* b", true},
      {"CREATE VIEW v AS SELECT 1 /*/", true},
      {"CREATE VIEW v AS SELECT 1 -- /* why", false},
      {"CREATE VIEW v AS SELECT '/* why'", false},
      {"CREATE /* a */ VIEW v AS SELECT 1", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(EndsInOpenComment(c.sql), c.open) << c.sql;
}

}  // namespace
}  // namespace alterego::sql
