// What a driver may answer to a query: engines/PROTOCOL.md.
#include "engines/process_reply.h"

#include <gtest/gtest.h>

#include <string>

#include "nlohmann/json.hpp"

namespace alterego {
namespace {

// The cells of one row: "literal=text", or "" for what is no reply.
std::string Read(const std::string& cells, const char* columns) {
  const auto json =
      nlohmann::json::parse(R"({"ok":true,"columns":)" + std::string(columns) +
                            R"(,"rows":[)" + cells + "]}");
  const auto reply = ParseQueryReply(json);
  if (!reply) return "";
  std::string out;
  for (const auto& row : reply->rows) {
    for (const QueryReply::Cell& cell : row) {
      out += cell.literal + "=" + cell.text + ";";
    }
  }
  return out;
}

TEST(ParseQueryReplyTest, ReadsEveryKindOfValue) {
  const struct {
    const char* value;
    const char* read;
  } kCases[] = {
      {"null", "NULL=;"},
      {R"(["i","-9223372036854775808"])", "-9223372036854775808=;"},
      {R"(["r","0.5"])", "0.5=;"},
      {R"(["r","1e300"])", "1e+300=;"},
      {R"(["t","it's"])", "'it''s'=it's;"},
      {R"(["x","6162"])", "'ab'=ab;"},
      {R"(["b","00fF"])", "x'00ff'=;"},
      {R"(["b",""])", "x''=;"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Read("[" + std::string(c.value) + "]", R"(["a"])"), c.read)
        << c.value;
  }
}

TEST(ParseQueryReplyTest, RefusesWhatIsNoValue) {
  for (const char* value :
       {"1", "\"a\"", "true", "[]", R"(["i"])", R"(["i",1])", R"([1,"i"])",
        R"(["i","1","2"])", R"(["i","x"])", R"(["i","9223372036854775808"])",
        R"(["r","x"])", R"(["b","0"])", R"(["b","0g"])", R"(["x","zz"])",
        R"(["?","1"])"}) {
    EXPECT_EQ(Read("[" + std::string(value) + "]", R"(["a"])"), "") << value;
  }
}

TEST(ParseQueryReplyTest, RowsAreAsWideAsTheirColumns) {
  EXPECT_EQ(Read("[null,null],[null,null]", R"(["a","b"])"),
            "NULL=;NULL=;NULL=;NULL=;");
  EXPECT_EQ(Read("[null]", R"(["a","b"])"), "");
  EXPECT_EQ(Read("null", R"(["a"])"), "");
}

TEST(ParseQueryReplyTest, ColumnsWithoutANameHaveAnEmptyOne) {
  const auto reply = ParseQueryReply(
      nlohmann::json::parse(R"({"ok":true,"columns":["a",null],"rows":[]})"));
  ASSERT_TRUE(reply.has_value());
  EXPECT_EQ(reply->columns, (std::vector<std::string>{"a", ""}));
}

TEST(ParseQueryReplyTest, RefusesWhatIsNoReply) {
  for (const char* text :
       {"[]", "1", "{}", R"({"ok":1})", R"({"ok":true})",
        R"({"ok":true,"columns":[]})", R"({"ok":true,"rows":[]})",
        R"({"ok":true,"columns":{},"rows":[]})",
        R"({"ok":true,"columns":[],"rows":{}})"}) {
    EXPECT_FALSE(ParseQueryReply(nlohmann::json::parse(text)).has_value())
        << text;
  }
}

TEST(ParseQueryReplyTest, ARefusalNeedsNoMoreThanItself) {
  const struct {
    const char* text;
    const char* message;
    int code;
    bool unsupported;
  } kCases[] = {
      {R"({"ok":false})", "", 0, false},
      {R"({"ok":false,"message":"no","code":19,"class":"error"})", "no", 19,
       false},
      {R"({"ok":false,"message":7,"code":"x","class":"unsupported"})", "", 0,
       true},
  };
  for (const auto& c : kCases) {
    const auto reply = ParseQueryReply(nlohmann::json::parse(c.text));
    ASSERT_TRUE(reply.has_value()) << c.text;
    EXPECT_FALSE(reply->ok);
    EXPECT_EQ(reply->message, c.message) << c.text;
    EXPECT_EQ(reply->code, c.code) << c.text;
    EXPECT_EQ(reply->unsupported, c.unsupported) << c.text;
  }
}

}  // namespace
}  // namespace alterego
