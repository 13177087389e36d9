#include "engines/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "base/temporary_folder.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

constexpr StoreFormat kFormat = {"note book", 0x74657374, 2,
                                 "CREATE TABLE t(a, b);"};

class StoreTest : public testing::Test {
 protected:
  StoreTest() { path_ = folder_ + "/x.db"; }
  absl::StatusOr<Store> Open(Store::Mode mode = Store::Mode::kCreate,
                             const StoreFormat& format = kFormat) {
    return Store::Open(path_, format, mode, /*busy_timeout_ms=*/50);
  }
  int64_t Count() {
    auto store = Open();
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *store->Integer("SELECT count(*) FROM t") : -1;
  }
  const TemporaryFolder home_;
  const std::string folder_ = home_.path();
  std::string path_;
};

TEST_F(StoreTest, KeepsValuesOfEveryKind) {
  auto store = Open();
  ASSERT_TRUE(store.ok()) << store.status();
  const Row row = {Value::Text(std::string("a\0b", 3)), Value::Blob("\xff")};
  ASSERT_TRUE(store->Run("INSERT INTO t VALUES(?, ?)", row).ok());
  ASSERT_TRUE(
      store->Run("INSERT INTO t VALUES(?, ?)", {Value::Real(0.5), Value()})
          .ok());
  std::vector<Row> rows;
  ASSERT_TRUE(store
                  ->ForEachRow("SELECT a, b FROM t ORDER BY rowid", {},
                               [&](const Row& r) { rows.push_back(r); })
                  .ok());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], row);
  EXPECT_EQ(rows[1], (Row{Value::Real(0.5), Value()}));
}

TEST_F(StoreTest, ATransactionThatFailsLeavesNothing) {
  auto store = Open();
  ASSERT_TRUE(store.ok());
  const absl::Status status = store->Transaction([&]() -> absl::Status {
    EXPECT_TRUE(store->Run("INSERT INTO t VALUES(1, 2)").ok());
    return store->Run("INSERT INTO nosuch VALUES(1)");
  });
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(*store->Integer("SELECT count(*) FROM t"), 0);
}

// A file, and what opening it says.
TEST_F(StoreTest, SaysWhatIsWrongWithAFile) {
  struct Bad {
    const char* what;
    std::function<void()> make;
    absl::StatusCode code;
    const char* says;
  };
  const auto with = [&](const StoreFormat& format) {
    auto store = Open(Store::Mode::kCreate, format);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_TRUE(store
                    ->Transaction([&]() -> absl::Status {
                      for (int i = 0; i < 500; ++i) {
                        EXPECT_TRUE(store
                                        ->Run("INSERT INTO t VALUES(?, ?)",
                                              {Value::Integer(i),
                                               Value::Text("some words")})
                                        .ok());
                      }
                      return absl::OkStatus();
                    })
                    .ok());
  };
  const Bad kCases[] = {
      {"missing", [] {}, absl::StatusCode::kNotFound,
       "there is no such note book"},
      {"text", [&] { std::ofstream(path_) << "hello, this is no database"; },
       absl::StatusCode::kInvalidArgument, "is no note book"},
      {"short text", [&] { std::ofstream(path_) << "x"; },
       absl::StatusCode::kInvalidArgument, "is no note book"},
      {"a folder", [&] { fs::create_directory(path_); },
       absl::StatusCode::kInvalidArgument, "is a directory"},
      {"another program's",
       [&] {
         with({"other", 0x6f746865, 1, "CREATE TABLE t(a, b);"});
       },
       absl::StatusCode::kInvalidArgument, "of something else"},
      {"a newer one",
       [&] {
         with({"note book", 0x74657374, 3, "CREATE TABLE t(a, b);"});
       },
       absl::StatusCode::kInvalidArgument, "newer alterego"},
      {"cut off",
       [&] {
         with(kFormat);
         fs::resize_file(path_, fs::file_size(path_) / 2 / 4096 * 4096);
       },
       absl::StatusCode::kInvalidArgument, ".recover"},
      {"overwritten",
       [&] {
         with(kFormat);
         std::fstream file(path_,
                           std::ios::in | std::ios::out | std::ios::binary);
         file.seekp(4096);
         file << std::string(4096, 'x');
       },
       absl::StatusCode::kInvalidArgument, ".recover"},
  };
  for (const Bad& c : kCases) {
    fs::remove_all(path_);
    c.make();
    const auto store = Open(Store::Mode::kMustExist);
    ASSERT_FALSE(store.ok()) << c.what;
    EXPECT_EQ(store.status().code(), c.code) << c.what << store.status();
    const std::string text(store.status().message());
    EXPECT_NE(text.find(c.says), text.npos) << c.what << ": " << text;
    EXPECT_NE(text.find(path_), text.npos) << c.what << ": " << text;
  }
}

TEST_F(StoreTest, AnEmptyFileIsANewOne) {
  std::ofstream(path_).flush();
  ASSERT_TRUE(fs::exists(path_));
  EXPECT_EQ(Count(), 0);
}

TEST_F(StoreTest, ALockIsWaitedForAndNamed) {
  auto one = Open();
  auto two = Open();
  ASSERT_TRUE(one.ok() && two.ok());
  ASSERT_TRUE(one->Transaction([&]() -> absl::Status {
                   const absl::Status status =
                       two->Transaction([] { return absl::OkStatus(); });
                   EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
                   EXPECT_NE(std::string(status.message()).find("try again"),
                             std::string::npos);
                   return absl::OkStatus();
                 })
                  .ok());
  EXPECT_TRUE(two->Transaction([] { return absl::OkStatus(); }).ok());
}

// Killed inside a transaction, after pages have reached the file.
TEST_F(StoreTest, AKilledWriterLeavesWhatWasThereBefore) {
  {
    auto store = Open();
    ASSERT_TRUE(store->Run("INSERT INTO t VALUES(1, 2)").ok());
  }
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = Open();
    store->Run("PRAGMA cache_size=1").IgnoreError();
    store
        ->Transaction([&]() -> absl::Status {
          for (int i = 0; i < 3000; ++i) {
            store
                ->Run("INSERT INTO t VALUES(?, ?)",
                      {Value::Integer(i), Value::Text(std::string(200, 'x'))})
                .IgnoreError();
          }
          ::raise(SIGKILL);
          return absl::OkStatus();
        })
        .IgnoreError();
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_TRUE(fs::exists(path_ + "-journal"));  // half written
  EXPECT_EQ(Count(), 1);
}

TEST_F(StoreTest, AFullDiskIsSaid) {
  auto store = Open();
  ASSERT_TRUE(store->Run("PRAGMA max_page_count=4").ok());
  absl::Status status;
  for (int i = 0; i < 100 && status.ok(); ++i) {
    status = store->Run("INSERT INTO t VALUES(1, ?)",
                        {Value::Text(std::string(1000, 'x'))});
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_NE(std::string(status.message()).find("all before is kept"),
            std::string::npos);
}

}  // namespace
}  // namespace alterego
