#include "model/constraint_names.h"

#include <gtest/gtest.h>

#include <string>

#include "model/sql/parser.h"

namespace alterego {
namespace {

std::string NamesOf(const std::string& sql) {
  const sql::ParseResult parsed = sql::ParseStatement(sql);
  EXPECT_TRUE(parsed.ok()) << sql;
  std::string out;
  for (const NamedConstraint& constraint :
       ConstraintNames(std::get<CreateTable>(parsed->statement))) {
    if (!out.empty()) out += " ";
    out += constraint.name.spelling();
    if (constraint.written) out += "!";
  }
  return out;
}

TEST(ConstraintNames, AsPostgresqlGivesThem) {
  const struct {
    const char* sql;
    const char* names;
  } cases[] = {
      {"CREATE TABLE t(a, b)", ""},
      {"CREATE TABLE t(a PRIMARY KEY)", "t_pkey"},
      {"CREATE TABLE T(a, b, PRIMARY KEY (b, a))", "T_pkey"},
      {"CREATE TABLE t(a UNIQUE, B UNIQUE)", "t_a_key t_B_key"},
      {"CREATE TABLE t(a, b, UNIQUE (a, b COLLATE nocase DESC))", "t_a_b_key"},
      {"CREATE TABLE t(a CHECK (a > 0))", "t_a_check"},
      {"CREATE TABLE t(a, b, CHECK (t.b > 0 AND B < 9))", "t_b_check"},
      {"CREATE TABLE t(a, b CHECK (a > b))", "t_check"},
      {"CREATE TABLE t(a, CHECK (1))", "t_check"},
      {"CREATE TABLE t(a REFERENCES p)", "t_a_fkey"},
      {"CREATE TABLE t(a, b, FOREIGN KEY (a, b) REFERENCES p)", "t_a_b_fkey"},
      // Taken: by one that is written, and then from left to right.
      {"CREATE TABLE t(a CHECK (a) CHECK (a > 1), CHECK (a > 2))",
       "t_a_check t_a_check1 t_a_check2"},
      {"CREATE TABLE t(a CHECK (a), CONSTRAINT T_A_CHECK UNIQUE (a))",
       "t_a_check1 T_A_CHECK!"},
      {"CREATE TABLE t(a CHECK (a) CONSTRAINT t_a_check1 CHECK (a), CHECK (a))",
       "t_a_check t_a_check1! t_a_check2"},
      // With a name everything is a constraint, without one it is not.
      {"CREATE TABLE t(a NOT NULL DEFAULT 1 COLLATE nocase)", ""},
      {"CREATE TABLE t(a CONSTRAINT n NOT NULL CONSTRAINT d DEFAULT 1)",
       "n! d!"},
      {"CREATE TABLE t(a, CONSTRAINT x)", "x!"},
      {"CREATE TABLE \"my t\"(\"my a\" UNIQUE)", "my t_my a_key"},
  };
  for (const auto& c : cases) EXPECT_EQ(NamesOf(c.sql), c.names) << c.sql;
}

TEST(ConstraintNames, Find) {
  const sql::ParseResult parsed = sql::ParseStatement(
      "CREATE TABLE t(a NOT NULL UNIQUE, b, CONSTRAINT n CHECK (a), CHECK "
      "(b))");
  const auto& table = std::get<CreateTable>(parsed->statement);
  EXPECT_EQ(FindConstraint(table, "T_A_KEY"), (ConstraintRef{0, 1}));
  EXPECT_EQ(FindConstraint(table, "N"), (ConstraintRef{-1, 0}));
  EXPECT_EQ(FindConstraint(table, "t_b_check"), (ConstraintRef{-1, 1}));
  EXPECT_EQ(FindConstraint(table, "t_a_check"), std::nullopt);
}

}  // namespace
}  // namespace alterego
