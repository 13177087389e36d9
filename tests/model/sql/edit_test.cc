#include "model/sql/edit.h"

#include <gtest/gtest.h>

namespace alterego::sql {
namespace {

TEST(Edits, KeepWhatTheyDoNotTouch) {
  const Parsed p = *ParseStatement("ALTER  TABLE t /*x*/ RENAME a TO b -- y");
  const auto& alter = std::get<AlterTable>(p.statement);
  const auto& rename = std::get<RenameColumn>(alter.op);
  Edits edits(p);
  EXPECT_TRUE(edits.empty());
  EXPECT_EQ(edits.Apply(), p.source);
  edits.Replace(rename.to.token, "\"B\"");
  edits.Replace(alter.table.token, "u");
  edits.Insert(p.tokens[rename.from.token].offset, "COLUMN ");
  edits.Insert(p.tokens[rename.from.token].offset, "/*2*/ ");
  edits.EraseBytes(0, 5);
  EXPECT_EQ(edits.Apply(),
            "  TABLE u /*x*/ RENAME COLUMN /*2*/ a TO \"B\" -- y");
}

TEST(Edits, InsertBeforeAReplacement) {
  const Parsed p = *ParseStatement("SELECT a");
  Edits edits(p);
  edits.ReplaceBytes(7, 8, "b");
  edits.Insert(7, "x, ");
  EXPECT_EQ(edits.Apply(), "SELECT x, b");
}

TEST(Edits, SignificantTokens) {
  const Parsed p = *ParseStatement(" SELECT /*x*/ a -- y");
  const TokenIndex select = NextSignificant(p, kNoToken);
  EXPECT_EQ(p.TextOf(select), "SELECT");
  const TokenIndex a = NextSignificant(p, select);
  EXPECT_EQ(p.TextOf(a), "a");
  EXPECT_EQ(NextSignificant(p, a), kNoToken);
  EXPECT_EQ(PreviousSignificant(p, a), select);
  EXPECT_EQ(PreviousSignificant(p, select), kNoToken);
}

TEST(StoredSql, OnlyOfCreateStatements) {
  EXPECT_EQ(StoredSql(*ParseStatement("SELECT 1")), "");
  EXPECT_EQ(StoredSql(*ParseStatement("CREATE TEMP TABLE main.t (a) ; ")),
            "CREATE TABLE t (a)");
  EXPECT_EQ(StoredSql(*ParseStatement("CREATE INDEX i ON t(a) /*x*/ ;")),
            "CREATE INDEX i ON t(a) /*x*/ ");
}

}  // namespace
}  // namespace alterego::sql
