#include "base/temporary_folder.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "gtest/gtest.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryFolder, LivesAsLongAsItsOwner) {
  std::string path;
  {
    const TemporaryFolder folder(testing::TempDir());
    path = folder.path();
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0700u);
    fs::create_directory(folder / "inner");
    std::ofstream(folder / "inner/file") << "x";
    EXPECT_NE(TemporaryFolder(testing::TempDir()).path(), path);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryFolder, MovesWithWhatIsInIt) {
  TemporaryFolder first(testing::TempDir());
  const std::string path = first.path();
  TemporaryFolder second = std::move(first);
  EXPECT_EQ(second.path(), path);
  second = TemporaryFolder(testing::TempDir());
  EXPECT_NE(second.path(), path);
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryFolder, SaysThatNoneCouldBeMade) {
  EXPECT_EQ(TemporaryFolder("/no/such/parent").path(), "");
}

}  // namespace
}  // namespace alterego
