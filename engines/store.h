// Store: a SQLite file of our own, for what must outlive a process, shared by
// all that open it at the same time.
//
//   absl::StatusOr<Store> store = Store::Open("alterego.db", kFormat);
//   store->Transaction([&] {
//     return store->Run("INSERT INTO t VALUES(?, ?)",
//                       {Value::Text("a"), Value::Integer(1)});
//   });
//
// A transaction happens whole or not at all, whenever the process or the
// machine stops; others wait for it. Errors name the file, what is wrong with
// it and a way out. kNotFound: there is no such file (kMustExist);
// kInvalidArgument: not a store of this kind, made by a newer program, or
// damaged; kUnavailable: another process holds the lock; kResourceExhausted:
// the disk is full; kPermissionDenied: it may not be read or written.
#ifndef ALTEREGO_ENGINES_STORE_H_
#define ALTEREGO_ENGINES_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/value.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

struct StoreFormat {
  const char* name;  // "bug base": for messages
  int32_t
      application_id;  // https://sqlite.org/pragma.html#pragma_application_id
  int version;         // of the tables; 1 or more
  const char* schema;  // statements that make the tables
};

class Store {
 public:
  enum class Mode {
    kCreate,     // made if it is not there
    kMustExist,  // read and write what is there
  };
  static absl::StatusOr<Store> Open(const std::string& path,
                                    const StoreFormat& format, Mode mode,
                                    int busy_timeout_ms = 10000);

  const std::string& path() const { return path_; }
  // One statement; rows are ignored.
  absl::Status Run(std::string_view sql, const Row& values = {});
  // `row` is valid during the call only.
  absl::Status ForEachRow(std::string_view sql, const Row& values,
                          absl::FunctionRef<void(const Row& row)> visit);
  // The first column of the first row; 0 if there is none.
  absl::StatusOr<int64_t> Integer(std::string_view sql, const Row& values = {});
  // Takes the lock at once, so that what `body` reads is what it changes. An
  // error of `body` takes everything back.
  absl::Status Transaction(absl::FunctionRef<absl::Status()> body);

 private:
  using Owner = std::unique_ptr<sqlite3, decltype(SqliteApi::close_v2)>;
  Store(std::string path, std::string name, Owner db)
      : path_(std::move(path)), name_(std::move(name)), db_(std::move(db)) {}
  absl::Status Fault() const;
  absl::Status Script(const char* sql);
  absl::Status CheckFormat(const StoreFormat& format);

  std::string path_;
  std::string name_;
  Owner db_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_STORE_H_
