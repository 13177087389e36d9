#include "engines/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engines/sqlite_loader.h"
#include "tests/engines/builds.h"

namespace alterego {
namespace {

using ::testing::HasSubstr;

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("alterego_registry." + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string Path(const std::string& name) const {
    return (path_ / name).string();
  }
  std::string Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }

 private:
  std::filesystem::path path_;
};

TEST(EngineList, IsSplitAtCommas) {
  using V = std::vector<std::string>;
  EXPECT_EQ(SplitEngineList("sqlite,rebuild@sqlite:/x.so"),
            (V{"sqlite", "rebuild@sqlite:/x.so"}));
  EXPECT_EQ(SplitEngineList(" sqlite , rebuild ,"), (V{"sqlite", "rebuild"}));
  EXPECT_EQ(SplitEngineList(""), V{});
  EXPECT_EQ(SplitEngineList("sqlite"), V{"sqlite"});
}

TEST(OpenEngine, RefusesSpecsThatAreNone) {
  for (const char* spec :
       {"", "mysql", "sqlite:", "Sqlite", "sqlite3", "rebuild@",
        "rebuild@rebuild", "rebuild@mysql", "rebuild:/x.so"}) {
    const auto engine = OpenEngine(spec, {});
    ASSERT_FALSE(engine.ok()) << spec;
    EXPECT_EQ(engine.status().code(), absl::StatusCode::kInvalidArgument)
        << engine.status();
  }
}

std::string ElfHead(char elf_class, char machine) {
  std::string out(64, '\0');
  out.replace(0, 4,
              "\x7f"
              "ELF");
  out[4] = elf_class;
  out[5] = 1;   // little-endian
  out[16] = 3;  // a shared library
  out[18] = machine;
  return out;
}

std::string BigEndianElfHead(char machine) {
  std::string out = ElfHead(2, 0);
  out[5] = 2;
  out[19] = machine;
  return out;
}

TEST(LoadSqlite, SaysWhatIsWrongWithAFile) {
  const Folder folder;
  const struct {
    std::string path;
    absl::StatusCode code;
    std::string says;
  } cases[] = {
      {folder.Path("none.so"), absl::StatusCode::kUnavailable,
       "there is no such file; scripts/engines builds"},
      {folder.Path(""), absl::StatusCode::kInvalidArgument, "not a file"},
      {folder.Write("empty.so", ""), absl::StatusCode::kInvalidArgument,
       "not a shared library"},
      {folder.Write("text.so", "this is no library at all, just text"),
       absl::StatusCode::kInvalidArgument, "not a shared library"},
      {folder.Write("other.so", ElfHead(2, 2)),  // sparc
       absl::StatusCode::kInvalidArgument, "built for ELF machine 2"},
      {folder.Write("arm.so", ElfHead(1, 40)),
       absl::StatusCode::kInvalidArgument, "built for arm, this program for "},
      {folder.Write("big.so", BigEndianElfHead(21)),
       absl::StatusCode::kInvalidArgument, "built for ppc64, this program"},
  };
  for (const auto& c : cases) {
    const auto api = LoadSqlite(c.path);
    ASSERT_FALSE(api.ok()) << c.path;
    EXPECT_EQ(api.status().code(), c.code) << api.status();
    EXPECT_THAT(std::string(api.status().message()), HasSubstr(c.says));
    EXPECT_THAT(std::string(api.status().message()), HasSubstr(c.path));
    // The same through the registry.
    EXPECT_EQ(OpenEngine("sqlite:" + c.path, {}).status().code(), c.code);
    EXPECT_EQ(OpenEngine("rebuild@sqlite:" + c.path, {}).status().code(),
              c.code);
  }
}

TEST(OpenEngine, TakesTheNumberOfABuild) {
  for (const char* spec : {"sqlite:3.99.0", "rebuild@sqlite:3.99.0"}) {
    EXPECT_THAT(std::string(OpenEngine(spec, {}).status().message()),
                HasSubstr(".engines/sqlite/3.99.0/libsqlite3.so: there is no"))
        << spec;
  }
}

TEST(LoadSqlite, SaysWhyALibraryCannotBeLoaded) {
#if defined(__x86_64__)
  const Folder folder;  // the right head, and nothing behind it
  const std::string path = folder.Write("head.so", ElfHead(2, 62));
  const auto api = LoadSqlite(path);
  EXPECT_EQ(api.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(api.status().message()), HasSubstr("head.so: "));
#endif
}

// Compiles a little library; "" where there is no compiler.
std::string Compile(const Folder& folder, const std::string& name,
                    const std::string& source) {
  const std::string c = folder.Write(name + ".c", source);
  const std::string library = folder.Path(name + ".so");
  const std::string command =
      "cc -shared -fPIC -Wl,-Bsymbolic -o " + library + " " + c + " 2>&1";
  return std::system(command.c_str()) == 0 ? library : "";
}

TEST(LoadSqlite, NamesTheFunctionsThatAreMissing) {
  const Folder folder;
  const std::string other = Compile(folder, "other", "int x(void){return 1;}");
  if (other.empty()) GTEST_SKIP() << "no C compiler";
  EXPECT_THAT(std::string(LoadSqlite(other).status().message()),
              HasSubstr("not SQLite: it has no sqlite3_libversion"));
  const std::string part =
      Compile(folder, "part",
              "const char* sqlite3_libversion(void){return \"3.50.0\";}\n"
              "int sqlite3_libversion_number(void){return 3050000;}\n");
  const auto api = LoadSqlite(part);
  ASSERT_FALSE(api.ok());
  EXPECT_THAT(std::string(api.status().message()),
              HasSubstr("SQLite 3.50.0 lacks sqlite3_"));
  EXPECT_THAT(std::string(api.status().message()), HasSubstr("sqlite3_step"));
  // Functions that not every build has are not missed.
  EXPECT_THAT(std::string(api.status().message()),
              ::testing::Not(HasSubstr("sqlite3_serialize")));
}

TEST(LoadSqlite, KeepsBuildsApart) {
  for (const std::string& spec : SqliteSpecs()) {
    auto engine = OpenEngine(spec, {});
    ASSERT_TRUE(engine.ok()) << engine.status();
    const std::string version = (*engine)->info().dialect.version.ToString();
    // sqlite_version() is answered from inside of the library.
    auto outcome =
        (*engine)->Execute("CREATE TABLE v AS SELECT sqlite_version() AS v");
    ASSERT_TRUE(outcome.ok());
    auto seen = (*engine)->Observe({});
    ASSERT_TRUE(seen.ok());
    EXPECT_EQ(seen->Find("rows main.v")->text, "1|'" + version + "'\n");
  }
}

TEST(ListEngines, SaysHowToGetWhatIsMissing) {
  const Folder folder;
  std::filesystem::create_directories(folder.Path(".engines/sqlite/3.45.1"));
  folder.Write(".engines/sqlite/3.45.1/libsqlite3.so", "broken");
  const auto engines = ListEngines(folder.Path(""));
  ASSERT_GE(engines.size(), 4u);
  EXPECT_EQ(engines[0].spec, "sqlite");
  EXPECT_TRUE(engines[0].available);
  EXPECT_FALSE(engines[0].build_id.empty());
  EXPECT_EQ(engines[1].spec, "rebuild");
  bool broken = false, missing = false;
  for (const EngineListing& engine : engines) {
    if (engine.spec.rfind("sqlite:", 0) == 0 &&
        engine.note.find("not a shared library") != std::string::npos) {
      broken = true;
      EXPECT_FALSE(engine.available);
    }
    if (engine.name == "sqlite-3.54.1") {
      missing = true;
      EXPECT_EQ(engine.note, "run scripts/engines 3.54.1");
    }
  }
  EXPECT_TRUE(broken);
  EXPECT_TRUE(missing);
}

}  // namespace
}  // namespace alterego
