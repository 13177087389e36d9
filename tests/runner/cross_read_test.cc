// What one engine wrote, another reads: a lane whose engine has a file, and
// writes or reads it wrongly.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/temporary_folder.h"
#include "runner/session.h"

namespace alterego {
namespace {

enum class Fault {
  kNone,
  kWritesNothing,    // an empty file
  kWritesGarbage,    // no database at all
  kWritesLessRows,   // a row is in the engine and not in its file
  kWritesOtherText,  // the file has another schema
  kReadsLessRows,    // a row that another wrote is not found
  kReadsNothing,     // what another wrote cannot be opened
  kCannotRead,       // the driver has no way to
};

// SQLite, as an engine in a process of its own would be seen: with a file.
class FileEngine final : public Engine {
 public:
  FileEngine(std::unique_ptr<Engine> honest, Fault fault)
      : honest_(std::move(honest)), fault_(fault) {}

  const EngineInfo& info() const override { return honest_->info(); }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override {
    return honest_->Execute(sql);
  }
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override {
    return honest_->Observe(options);
  }
  absl::Status Reset() override { return honest_->Reset(); }
  absl::Status Reopen() override { return honest_->Reopen(); }
  std::string File() const override { return "a file"; }
  absl::StatusOr<bool> SaveTo(const std::string& path) override {
    if (fault_ == Fault::kWritesNothing) {
      std::ofstream{path};
      return true;
    }
    if (fault_ == Fault::kWritesGarbage) {
      std::ofstream{path} << std::string(5000, 'x');
      return true;
    }
    const TemporaryFolder folder;
    const std::string mine = folder / "mine";
    auto saved = honest_->SaveTo(mine);
    if (!saved.ok() || !*saved) return saved;
    auto other = OpenEngine("sqlite", {});
    if (!other.ok() || !(*other)->LoadFrom(mine).ok()) return false;
    if (fault_ == Fault::kWritesLessRows) {
      (void)(*other)->Execute("DELETE FROM t WHERE a = 7");
    } else if (fault_ == Fault::kWritesOtherText) {
      (void)(*other)->Execute("CREATE INDEX harm ON t(a)");
    }
    return (*other)->SaveTo(path);
  }
  absl::StatusOr<std::optional<Outcome>> LoadFrom(
      const std::string& path) override {
    if (fault_ == Fault::kCannotRead) return std::nullopt;
    if (fault_ == Fault::kReadsNothing) {
      return Outcome(Refused{Reason::kCorrupt, 11, "malformed", ""});
    }
    auto loaded = honest_->LoadFrom(path);
    if (fault_ == Fault::kReadsLessRows) {
      (void)honest_->Execute("DELETE FROM t WHERE a = 7");
    }
    return loaded;
  }

 private:
  const std::unique_ptr<Engine> honest_;
  const Fault fault_;
};

std::unique_ptr<Engine> Make(Fault fault) {
  auto honest = OpenEngine("sqlite", {});
  EXPECT_TRUE(honest.ok()) << honest.status();
  return std::make_unique<FileEngine>(*std::move(honest), fault);
}

TEST(CrossReadTest, TellsWhoWroteAndWhoReadWrongly) {
  const auto script = ParseScript(
      "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT DEFAULT 'x');\n"
      "INSERT INTO t VALUES(1, 'one'), (7, NULL);\n"
      "ALTER TABLE t ADD COLUMN c DEFAULT 2.5;\n"
      "CREATE TEMP TABLE u(a);\n"
      "ALTER TABLE t RENAME COLUMN b TO d;\n");
  ASSERT_TRUE(script.ok()) << script.status();
  const struct {
    Fault fault;
    const char* signature;  // "": they agree
  } kCases[] = {
      {Fault::kNone, ""},
      {Fault::kCannotRead, ""},
      {Fault::kWritesNothing, "cross/end/cross.write/"},
      {Fault::kWritesGarbage,
       "cross/end/cross.write/expected:accepted/actual:refused:"},
      {Fault::kWritesLessRows, "cross/end/cross.write/rows.missing/sqlite"},
      {Fault::kWritesOtherText, "cross/end/cross.write/index"},
      {Fault::kReadsLessRows, "cross/end/cross.read/rows.missing/sqlite"},
      {Fault::kReadsNothing,
       "cross/end/cross.read/expected:accepted/actual:refused:corrupt/sqlite"},
  };
  for (const auto& c : kCases) {
    auto lanes = OpenLanes({"sqlite", "sqlite"}, {});
    ASSERT_TRUE(lanes.ok()) << lanes.status();
    (*lanes)[1].engine = Make(c.fault);
    (*lanes)[1].scratch = Make(c.fault);
    const auto result = Session(*lanes, {}).Run(*script);
    ASSERT_TRUE(result.ok()) << result.status();
    const std::string signature =
        result->divergence ? result->divergence->Signature() : "";
    EXPECT_EQ(signature.empty(), *c.signature == '\0') << signature;
    EXPECT_EQ(signature.rfind(c.signature, 0), 0u) << signature;
    SessionOptions without;
    without.cross = false;
    const auto unseen = Session(*lanes, without).Run(*script);
    ASSERT_TRUE(unseen.ok()) << unseen.status();
    EXPECT_FALSE(unseen->divergence) << c.signature;
  }
}

TEST(CrossReadTest, SQLiteReadsWhatStandsInALog) {
  const TemporaryFolder folder;
  EngineOptions options;
  options.database_path = folder / "writer";
  auto writer = OpenEngine("sqlite", options);
  ASSERT_TRUE(writer.ok()) << writer.status();
  for (const char* sql : {"PRAGMA journal_mode = WAL", "CREATE TABLE t(a)",
                          "INSERT INTO t VALUES(1)"}) {
    ASSERT_EQ(Describe(*(*writer)->Execute(sql)), "accepted") << sql;
  }
  for (const char* suffix : {"", "-wal"}) {
    std::filesystem::copy_file(folder / ("writer" + std::string(suffix)),
                               folder / ("copy" + std::string(suffix)));
  }
  auto reader = OpenEngine("sqlite", {});
  ASSERT_TRUE(reader.ok()) << reader.status();
  const auto opened = (*reader)->LoadFrom(folder / "copy");
  ASSERT_TRUE(opened.ok()) << opened.status();
  ASSERT_TRUE(opened->has_value());
  EXPECT_EQ(Describe(**opened), "accepted");
  EXPECT_EQ((*reader)->Observe({})->Find("rows main.t")->text, "1|1\n");
}

}  // namespace
}  // namespace alterego
