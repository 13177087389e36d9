#include "generator/names.h"

#include <set>
#include <string>

#include "gtest/gtest.h"
#include "model/sql/parser.h"
#include "tests/generator/sqlite_world.h"

namespace alterego::generator {
namespace {

TEST(NamesTest, HostileNamesAreNamesForUsAndForSqlite) {
  for (const Identifier& name : HostileNames()) {
    SqliteWorld world;
    const std::string sql = "CREATE TABLE " + name.Quoted() + "(" +
                            name.Quoted() + ", z DEFAULT 1)";
    EXPECT_TRUE(sql::ParseStatement(sql).ok()) << sql;
    EXPECT_EQ(world.Run(sql), "") << sql;
    const shadow::World read = world.Read();
    ASSERT_EQ(read.now.databases[0]->objects.size(), 1u);
    EXPECT_EQ(read.now.databases[0]->objects[0]->name.spelling(),
              name.spelling());
  }
}

TEST(NamesTest, NewNamesAreFree) {
  SqliteWorld world;
  world.Run("CREATE TABLE t1(a)");
  world.Run("CREATE TABLE t2(a)");
  world.Run("CREATE INDEX t3 ON t1(a)");
  world.Run("CREATE VIEW v1 AS SELECT 1");
  world.Run("CREATE TRIGGER r1 AFTER INSERT ON t1 BEGIN SELECT 1; END");
  const shadow::World read = world.Read();
  const Weights weights =
      *Weights::Parse("hostile_name=0,quoted_name=0", Weights::Defaults());
  const Limits limits;
  SeedEntropy entropy(1);
  Context context(entropy, weights, limits, read, nullptr);
  EXPECT_EQ(NewName(context, NameKind::kTable, kMain).ToSql(), "t4");
  EXPECT_EQ(NewName(context, NameKind::kTable, kTemp).ToSql(), "t1");
  EXPECT_EQ(NewName(context, NameKind::kView, kMain).ToSql(), "v2");
  EXPECT_EQ(NewName(context, NameKind::kIndex, kMain).ToSql(), "i1");
  EXPECT_EQ(NewName(context, NameKind::kTrigger, kMain).ToSql(), "r2");
  EXPECT_EQ(NewColumnName(context, {}).ToSql(), "a");
  EXPECT_EQ(NewColumnName(context, {Identifier("A"), Identifier("c")}).ToSql(),
            "b");
}

// Tables named so that the new names start with a quote, in 2,000 draws.
size_t NamesWithQuotes(const std::string& table, const char* weights_list) {
  SqliteWorld world;
  world.Run(table);
  const shadow::World read = world.Read();
  const Weights weights = *Weights::Parse(weights_list, Weights::Defaults());
  const Limits limits;
  size_t quotes = 0;
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    SeedEntropy entropy(seed);
    Context context(entropy, weights, limits, read, nullptr);
    const std::string name =
        NewName(context, NameKind::kTable, kMain).id.spelling();
    if (!name.empty() && std::string("\"'`[").find(name[0]) != name.npos) {
      ++quotes;
    }
  }
  return quotes;
}

// SQLite before 3.45 reads behind the end of such a name.
TEST(NamesTest, NoTableBesideRestrictStartsWithAQuote) {
  const char* const restricts =
      "CREATE TABLE t(a REFERENCES t ON DELETE RESTRICT)";
  EXPECT_EQ(NamesWithQuotes(restricts, "hostile_name=1000000"), 0u);
  EXPECT_GT(
      NamesWithQuotes(restricts, "hostile_name=1000000,restrict_of_quote=1"),
      0u);
  EXPECT_GT(NamesWithQuotes("CREATE TABLE t(a REFERENCES t ON DELETE CASCADE)",
                            "hostile_name=1000000"),
            0u);
}

// Nor does RENAME TO give a table that of a trigger.
TEST(NamesTest, ATableBesideRestrictMayNotBeCalledAQuote) {
  const auto may = [](const char* sql, const char* name) {
    SqliteWorld world;
    world.Run(sql);
    const shadow::World read = world.Read();
    const Weights weights = Weights::Defaults();
    const Limits limits;
    SeedEntropy entropy(1);
    return MayNameTable(Context(entropy, weights, limits, read, nullptr),
                        Identifier(name));
  };
  const char* const restricts =
      "CREATE TABLE t(a REFERENCES t ON DELETE RESTRICT)";
  EXPECT_FALSE(may(restricts, "\""));
  EXPECT_TRUE(may(restricts, "x"));
  EXPECT_TRUE(may("CREATE TABLE t(a REFERENCES t)", "\""));
}

TEST(NamesTest, HostileNamesAreFreeToo) {
  SqliteWorld world;
  world.Run("CREATE TABLE \"order\"(a)");
  const shadow::World read = world.Read();
  const Weights weights =
      *Weights::Parse("hostile_name=1000000", Weights::Defaults());
  const Limits limits;
  std::set<std::string> seen;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    SeedEntropy entropy(seed);
    Context context(entropy, weights, limits, read, nullptr);
    const sql::Name name = NewName(context, NameKind::kTable, kMain);
    EXPECT_FALSE(context.IsTableViewOrIndex(kMain, name.id));
    seen.insert(name.id.spelling());
  }
  EXPECT_GT(seen.size(), 40u);
  EXPECT_TRUE(seen.count("order2")) << "a taken name gets digits";
}

TEST(NamesTest, ReferencesMeanTheName) {
  SqliteWorld world;
  const shadow::World read = world.Read();
  const Weights weights =
      *Weights::Parse("quoted_name=1000000", Weights::Defaults());
  const Limits limits;
  std::set<std::string> spellings;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    SeedEntropy entropy(seed);
    Context context(entropy, weights, limits, read, nullptr);
    for (const char* text : {"a", "a]b", "key", "it's", ""}) {
      const sql::Name name = context.Ref(Identifier(text));
      EXPECT_EQ(name.id, Identifier(text));
      if (std::string(text) == "a") spellings.insert(name.ToSql());
      // "A" and "a" name the same; every spelling is one.
      EXPECT_TRUE(sql::ParseStatement("DROP TABLE " + name.ToSql()).ok())
          << name.ToSql();
    }
  }
  EXPECT_EQ(spellings,
            (std::set<std::string>{"A", "\"a\"", "[a]", "`a`", "a"}));
}

}  // namespace
}  // namespace alterego::generator
