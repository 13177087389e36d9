// A VFS that fails on demand: the n-th read, write, sync, truncation or
// deletion, once or from then on, as a disk that is full or broken does.
//
//   FaultVfs vfs;                               // registered as kFaultVfs
//   vfs.Fail(IoKind::kWrite, 3, SQLITE_FULL, Times::kEver);
//
// One at a time; for one thread.
#ifndef ALTEREGO_TESTS_FAULTS_FAULT_VFS_H_
#define ALTEREGO_TESTS_FAULTS_FAULT_VFS_H_

#include <sqlite3.h>

#include <cstdint>

namespace alterego {

inline constexpr char kFaultVfs[] = "alterego-fault";

enum class IoKind : uint8_t { kRead, kWrite, kSync, kTruncate, kDelete };
enum class Times : uint8_t { kOnce, kEver };

class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;

  // The n-th operation of that kind from now on fails with `code`.
  void Fail(IoKind kind, int n, int code, Times times);
  void Heal();
  // True if it came to the n-th.
  bool failed() const { return failed_; }

  // For the VFS itself: SQLITE_OK, or the error that this operation has.
  int Next(IoKind kind);

 private:
  sqlite3_vfs vfs_;
  bool armed_ = false, failed_ = false;
  IoKind kind_ = IoKind::kRead;
  int left_ = 0, code_ = SQLITE_OK;
  Times times_ = Times::kOnce;
};

}  // namespace alterego

#endif  // ALTEREGO_TESTS_FAULTS_FAULT_VFS_H_
