// Statements that never end: the shadow says that it does not know.
#include <vector>

#include "gtest/gtest.h"
#include "model/script.h"
#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

struct Case {
  const char* name;
  std::vector<const char*> setup;
  const char* statement;
  bool predicted;
};

const Case kCases[] = {
    {"rows that an UPDATE doubles",
     {"CREATE TABLE t(a, b)",
      "INSERT INTO t(a) VALUES(1), (2), (3), (4), (5), (6), (7), (8), (9)",
      "INSERT INTO t(a) VALUES(1), (2), (3), (4), (5), (6), (7), (8), (9)",
      "CREATE TRIGGER r0 UPDATE ON t BEGIN INSERT INTO t VALUES(0, 0); END",
      "CREATE TRIGGER r1 UPDATE ON t BEGIN UPDATE t SET b = 0; END"},
     "UPDATE t SET a = 1",
     false},
    {"a trigger that fires itself twice",
     {"PRAGMA recursive_triggers=ON", "CREATE TABLE t(a)",
      "CREATE TRIGGER r INSERT ON t WHEN new.a < 40 BEGIN INSERT INTO t "
      "VALUES(new.a + 1); INSERT INTO t VALUES(new.a + 1); END"},
     "INSERT INTO t VALUES(0)",
     false},
    {"a trigger that fires itself some times",
     {"PRAGMA recursive_triggers=ON", "CREATE TABLE t(a)",
      "CREATE TRIGGER r INSERT ON t WHEN new.a < 40 BEGIN INSERT INTO t "
      "VALUES(new.a + 1); END"},
     "INSERT INTO t VALUES(0)",
     true},
};

TEST(DmlWork, IsGivenUpWhereTriggersMultiplyRows) {
  for (const Case& c : kCases) {
    Shadow shadow(Dialect{});
    for (const char* sql : c.setup) {
      shadow.Advance(shadow.Judge(Step::FromSql(sql)), /*accepted=*/true);
    }
    const Verdict verdict = shadow.Judge(Step::FromSql(c.statement));
    EXPECT_EQ(verdict.prediction.predicted, c.predicted) << c.name;
  }
}

}  // namespace
}  // namespace alterego::shadow
