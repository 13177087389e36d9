#include "runner/known.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/temporary_folder.h"
#include "runner/finding.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

class KnownTest : public testing::Test {
 protected:
  KnownTest() {
    fs::create_directory(path_ + "/sqlite");
    divergence_.statement_kind = "drop_column";
    divergence_.rule = "drop_column.ok";
    divergence_.expected = "accepted";
    divergence_.actual = "refused (logic_error, code 1): x";
    divergence_.actual_from = "sqlite:/opt/x.so";
  }

  void Write(const std::string& header) {
    ASSERT_TRUE(
        WriteFileAtomically(path_ + "/sqlite/a.sql", header + "SELECT 1;\n")
            .ok());
  }
  std::string Header(const std::string& versions) const {
    return "-- alterego: signature=" + divergence_.Signature() +
           "\n-- alterego: versions=" + versions +
           "\n-- alterego: reason=because\n-- alterego: verdict=engine-bug\n";
  }
  const TemporaryFolder home_;
  const std::string path_ = home_.path();
  Divergence divergence_;
};

TEST_F(KnownTest, AStarInTheSignatureIsAnyText) {
  divergence_.differences = {
      {"integrity main", "'ok'\n", "'NULL value in t1.b'\n'x'\n"}};
  EXPECT_EQ(divergence_.Signature(),
            "outcome/drop_column/drop_column.ok/integrity.null_value/sqlite");
  const struct {
    const char* signature;
    bool matches;
  } kCases[] = {
      {"outcome/*/integrity.null_value/sqlite", true},
      {"*/integrity.null_value/sqlite", true},
      {"outcome/*", true},
      {"*", true},
      {"outcome/*/integrity.row_missing/sqlite", false},
      {"rows/*", false},
  };
  for (const auto& c : kCases) {
    Write("-- alterego: signature=" + std::string(c.signature) +
          "\n-- alterego: reason=because\n");
    const auto known = KnownDifferences::Load(path_);
    ASSERT_TRUE(known.ok()) << known.status();
    EXPECT_EQ(known->Find(divergence_, {3, 40, 1}) != nullptr, c.matches)
        << c.signature;
  }
}

TEST(SingleSignaturesTest, AreOfOneThingEach) {
  using Singles = std::vector<std::string>;
  EXPECT_EQ(SingleSignatures("outcome/a/b/expected:accepted/actual:lost/x"),
            Singles{"outcome/a/b/expected:accepted/actual:lost/x"});
  EXPECT_EQ(
      SingleSignatures("schema/a/b/index.changed:xinfo.extra/x"),
      (Singles{"schema/a/b/index.changed/x", "schema/a/b/xinfo.extra/x"}));
  EXPECT_EQ(
      SingleSignatures("schema/a/b/rows.extra:schema-lost-foreign_key-new-"
                       "check-lost-collate.changed/x/y"),
      (Singles{"schema/a/b/rows.extra/x/y",
               "schema/a/b/schema-lost-foreign_key.changed/x/y",
               "schema/a/b/schema-new-check.changed/x/y",
               "schema/a/b/schema-lost-collate.changed/x/y"}));
  EXPECT_EQ(SingleSignatures("no signature"), Singles{"no signature"});
}

// Every thing that differs must be known; what follows from one that is, may
// be there beside it and not without it.
TEST_F(KnownTest, ANewLossBesideAKnownOneIsNew) {
  divergence_.kind = Divergence::Kind::kSchema;
  Write(
      "-- alterego: signature=schema/drop_column/*/schema-lost-collate.changed/"
      "sqlite\n-- alterego: with=index.changed:xinfo.changed\n"
      "-- alterego: reason=because\n");
  auto known = KnownDifferences::Load(path_);
  ASSERT_TRUE(known.ok()) << known.status();
  KnownDifference desc = known->all()[0];
  desc.signature = "schema/drop_column/*/schema-lost-desc.changed/sqlite";
  desc.with.clear();
  known->Add(desc);
  const Difference index{"index main.i", "a", "b"},
      xinfo{"xinfo main.t", "", "b"};
  const auto schema = [](const char* what) {
    return Difference{std::string("schema") + what + " main", "a", "b"};
  };
  const struct {
    const char* what;
    std::vector<Difference> differences;
    bool matches;
  } kCases[] = {
      {"one", {schema("-lost-collate")}, true},
      {"the other", {schema("-lost-desc")}, true},
      {"both", {schema("-lost-collate-lost-desc")}, true},
      {"what follows", {index, schema("-lost-collate")}, true},
      {"both, and what follows",
       {index, schema("-lost-collate-lost-desc")},
       true},
      {"what follows alone", {index}, false},
      {"what follows from the other", {index, schema("-lost-desc")}, false},
      {"another loss", {schema("-lost-check")}, false},
      {"another loss beside it", {schema("-lost-collate-lost-check")}, false},
      {"beside both", {schema("-lost-collate-lost-desc-new-check")}, false},
      {"another part", {schema("-lost-collate"), xinfo}, false},
  };
  for (const auto& c : kCases) {
    divergence_.differences = c.differences;
    EXPECT_EQ(known->Find(divergence_, {3, 40, 1}) != nullptr, c.matches)
        << c.what << ": " << divergence_.Signature();
  }
}

// Findings are put together by what of them is new.
TEST_F(KnownTest, TheNewPartIsWhatNothingExplains) {
  divergence_.kind = Divergence::Kind::kSchema;
  Write(
      "-- alterego: signature=schema/drop_column/*/schema-lost-collate.changed/"
      "sqlite\n-- alterego: with=index.changed\n"
      "-- alterego: reason=because\n");
  auto known = KnownDifferences::Load(path_);
  ASSERT_TRUE(known.ok()) << known.status();
  KnownDifference view = known->all()[0];
  view.signature = "schema/drop_column/*/schema-view.changed/sqlite";
  known->Add(view);
  const auto schema = [](const char* what, const char* rows) {
    return Difference{std::string("schema") + what + " main", rows, "b"};
  };
  const Difference index{"index main.i", "a", "b"},
      both = schema("", "'index'|'i'\n'view'|'v'");
  const struct {
    const char* what;
    std::vector<Difference> differences;
    const char* part;  // "": all is known; "all": nothing is
  } kCases[] = {
      {"known", {schema("-lost-collate", "a")}, ""},
      {"new", {schema("-lost-check", "a")}, "all"},
      {"new beside known",
       {schema("-lost-collate-lost-check", "a")},
       "schema-lost-check.changed"},
      {"new beside what follows",
       {index, schema("-lost-collate-lost-check", "a")},
       "schema-lost-check.changed"},
      {"kinds of objects", {both}, "schema-index.changed"},
  };
  for (const auto& c : kCases) {
    divergence_.differences = c.differences;
    const std::string all = divergence_.Signature();
    std::string part(c.part);
    if (part == "all") {
      part = all;
    } else if (!part.empty()) {
      part = all.substr(0, all.find("schema-")) + part + "/sqlite";
      if (const size_t at = part.find("index.changed:"); at != part.npos) {
        part.erase(at, 14);
      }
    }
    EXPECT_EQ(known->NewPart(divergence_, {3, 40, 1}), part) << c.what;
  }
}

TEST_F(KnownTest, WhatIsSeenNarrowsIt) {
  divergence_.kind = Divergence::Kind::kRows;
  divergence_.differences = {{"rows main.t", "1|'a'", "1|'b'"}};
  const struct {
    const char* seen;
    bool matches;
  } kCases[] = {{"*'b'*", true}, {"*'a'", true},     {"*", true},
                {"'b'", false},  {"rows *.t", true},  // the section's name
                {"*c*", false}};
  for (const auto& c : kCases) {
    Write("-- alterego: signature=*/sqlite\n-- alterego: seen=" +
          std::string(c.seen) + "\n-- alterego: reason=because\n");
    const auto known = KnownDifferences::Load(path_);
    ASSERT_TRUE(known.ok()) << known.status();
    EXPECT_EQ(known->Find(divergence_, {3, 40, 1}) != nullptr, c.matches)
        << c.seen;
  }
}

TEST_F(KnownTest, TheAnswerNarrowsIt) {
  divergence_.actual = "refused (corrupt): malformed";
  const struct {
    const char* answer;
    bool matches;
  } kCases[] = {
      {"", true},
      {"refused (corrupt): malformed", true},
      {"refused*malformed", true},
      {"refused*", true},
      {"REFUSED*Malformed", true},
      {"refused", false},
      {"accepted", false},
  };
  for (const auto& c : kCases) {
    Write(Header("*") + "-- alterego: answer=" + c.answer + "\n");
    const auto known = KnownDifferences::Load(path_);
    ASSERT_TRUE(known.ok()) << known.status();
    EXPECT_EQ(known->Find(divergence_, {3, 40, 1}) != nullptr, c.matches)
        << c.answer;
  }
}

TEST_F(KnownTest, FindsBySignatureEngineAndVersion) {
  const struct {
    const char* versions;
    bool at_3_35_0, at_3_40_1, at_3_54_1;
  } kCases[] = {
      {"*", true, true, true},
      {"3.40.1", false, true, false},
      {"3.35.0..3.40.1", true, true, false},
      {"3.41.0..", false, false, true},
      {"..3.36.0", true, false, false},
      {"3.35.0,3.54.0..", true, false, true},
  };
  for (const auto& c : kCases) {
    Write(Header(c.versions));
    const auto known = KnownDifferences::Load(path_);
    ASSERT_TRUE(known.ok()) << known.status();
    const auto find = [&](SqliteVersion version) {
      return known->Find(divergence_, version) != nullptr;
    };
    EXPECT_EQ(find({3, 35, 0}), c.at_3_35_0) << c.versions;
    EXPECT_EQ(find({3, 40, 1}), c.at_3_40_1) << c.versions;
    EXPECT_EQ(find({3, 54, 1}), c.at_3_54_1) << c.versions;
  }
}

TEST_F(KnownTest, AnotherEngineOrSignatureIsNew) {
  Write(Header("*"));
  const auto known = KnownDifferences::Load(path_);
  ASSERT_TRUE(known.ok()) << known.status();
  Divergence other = divergence_;
  other.actual_from = "rebuild@sqlite:/opt/x.so";
  EXPECT_EQ(known->Find(other, {3, 40, 1}), nullptr);
  other = divergence_;
  other.rule = "drop_column.key";
  EXPECT_EQ(known->Find(other, {3, 40, 1}), nullptr);
}

TEST_F(KnownTest, NamesTheFileAndTheFault) {
  const std::string file = path_ + "/sqlite/a.sql";
  Write("-- alterego: signature=x\n");
  EXPECT_EQ(KnownDifferences::Load(path_).status().message(),
            file +
                ": a known difference needs the header lines signature= and "
                "reason=");
  Write(Header("3.x"));
  EXPECT_EQ(KnownDifferences::Load(path_).status().message(),
            file +
                ": versions=: \"3.x\" is no version and no range like "
                "3.35.0..3.40.1");
  EXPECT_EQ(KnownDifferences::Load(path_ + "/none").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(EngineFamilyTest, IsTheFirstWord) {
  EXPECT_EQ(EngineFamily("sqlite"), "sqlite");
  EXPECT_EQ(EngineFamily("sqlite:/x@y.so"), "sqlite");
  EXPECT_EQ(EngineFamily("rebuild@sqlite:/x.so"), "rebuild");
}

}  // namespace
}  // namespace alterego
