#include "runner/finding.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/temporary_folder.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

class TemporaryDirectory {
 public:
  std::string Path(const std::string& name) const { return folder_ / name; }
  size_t Entries() const {
    size_t n = 0;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      n += entry.exists();
    }
    return n;
  }

 private:
  TemporaryFolder folder_;
};

Finding Example() {
  Finding finding;
  finding.script.steps = {Step::FromSql("CREATE TABLE t(a, b)"),
                          Step::FromSql("ALTER TABLE t DROP COLUMN a")};
  finding.divergence.kind = Divergence::Kind::kOutcome;
  finding.divergence.step = 1;
  finding.divergence.statement_kind = "drop_column";
  finding.divergence.expected_from = "shadow";
  finding.divergence.actual_from = "sqlite";
  finding.divergence.rule = "drop_column.ok";
  finding.divergence.expected = "accepted";
  finding.divergence.actual = "refused (no_such_column, code 1): near\nline 2";
  finding.divergence.differences = {{"rows main.t", "1|2\n", "1|NULL\n"}};
  finding.engines = {"sqlite", "rebuild"};
  finding.seed = 0x2a;
  finding.statements_before = 17;
  finding.answers = "  sqlite-3.40.1: predicted accepted\n";
  return finding;
}

TEST(FindingTextTest, HoldsEverythingAndReadsBack) {
  const std::string text = FindingText(Example());
  const auto script = ParseScript(text);
  ASSERT_TRUE(script.ok()) << script.status() << text;
  ASSERT_EQ(script->steps.size(), 2u) << text;
  EXPECT_EQ(script->steps[1].sql, "ALTER TABLE t DROP COLUMN a");
  EXPECT_EQ(*script->Header("kind"), "outcome");
  EXPECT_EQ(*script->Header("engines"), "sqlite,rebuild");
  EXPECT_EQ(*script->Header("seed"), "0x2a");
  EXPECT_EQ(*script->Header("signature"), Example().divergence.Signature());
  for (const char* part :
       {"Expected by shadow: accepted", "drop_column.ok",
        "Answered by sqlite: refused", "rows main.t", "sqlite-3.40.1",
        "from 17 statements to 2", "alterego replay outcome-drop_column-"}) {
    EXPECT_NE(text.find(part), text.npos) << part << "\n" << text;
  }
  EXPECT_EQ(script->ToText(), text);
}

TEST(FindingTextTest, CommentsCannotBecomeStatements) {
  Finding finding = Example();
  finding.divergence.actual = "a\r\nDROP TABLE t;\n\n;x" + std::string(1, '\0');
  const auto script = ParseScript(FindingText(finding));
  ASSERT_TRUE(script.ok()) << script.status();
  EXPECT_EQ(script->steps.size(), 2u);
}

TEST(FindingFileNameTest, ComesFromTheSignatureAlone) {
  Finding finding = Example();
  const std::string name = FindingFileName(finding);
  EXPECT_EQ(name.rfind("outcome-drop_column-", 0), 0u) << name;
  finding.seed = 7;
  finding.script.steps.pop_back();
  EXPECT_EQ(FindingFileName(finding), name);
  finding.divergence.rule = "drop_column.key";
  finding.divergence.differences.clear();
  EXPECT_NE(FindingFileName(finding), name);
}

TEST(WriteFileAtomicallyTest, WritesAndReplaces) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("x.sql");
  ASSERT_TRUE(WriteFileAtomically(path, "one").ok());
  ASSERT_TRUE(WriteFileAtomically(path, "two").ok());
  EXPECT_EQ(*ReadFile(path), "two");
  EXPECT_EQ(directory.Entries(), 1u);  // nothing temporary is left
}

TEST(WriteFileAtomicallyTest, NamesThePathAndTheReason) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("missing/x.sql");
  const absl::Status status = WriteFileAtomically(path, "text");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(),
            "cannot write \"" + path + "\": No such file or directory");
  EXPECT_EQ(ReadFile(path).status().message(),
            "cannot read \"" + path + "\": No such file or directory");
}

TEST(WriteFileAtomicallyTest, LeavesTheOldFileWhenTheDiskIsFull) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("x.sql");
  ASSERT_TRUE(WriteFileAtomically(path, "old").ok());
  const pid_t pid = ::fork();
  if (pid == 0) {  // the limit must not bind this process
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const absl::Status status =
        WriteFileAtomically(path, std::string(100000, 'x'));
    ::_exit(status.ok() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(pid, &status, 0), pid);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(*ReadFile(path), "old");
  EXPECT_EQ(directory.Entries(), 1u);
}

TEST(CheckDirectoryWritableTest, CreatesItAndRefusesWhatIsNone) {
  const TemporaryDirectory directory;
  const std::string path = directory.Path("findings");
  EXPECT_TRUE(CheckDirectoryWritable(path).ok());
  EXPECT_TRUE(fs::is_empty(path));
  ASSERT_TRUE(WriteFileAtomically(path + "/file", "x").ok());
  EXPECT_EQ(CheckDirectoryWritable(path + "/file").message(),
            "cannot use \"" + path + "/file\": Not a directory");
  EXPECT_EQ(CheckDirectoryWritable(path + "/file/such").message(),
            "cannot use \"" + path + "/file/such\": Not a directory");
  EXPECT_TRUE(CheckDirectoryWritable(path + "/not/yet").ok());
  EXPECT_FALSE(CheckDirectoryWritable("/proc/no/such").ok());
}

}  // namespace
}  // namespace alterego
