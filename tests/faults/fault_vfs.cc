#include "tests/faults/fault_vfs.h"

#include "base/check.h"

namespace alterego {
namespace {

// The file of the real VFS lies behind this.
struct File {
  sqlite3_file base;
  FaultVfs* owner;
};

sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
}

int Next(sqlite3_file* file, IoKind kind) {
  return reinterpret_cast<File*>(file)->owner->Next(kind);
}

int Close(sqlite3_file* f) { return Real(f)->pMethods->xClose(Real(f)); }
int Read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  const int code = Next(f, IoKind::kRead);
  return code ? code : Real(f)->pMethods->xRead(Real(f), to, size, at);
}
int Write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  const int code = Next(f, IoKind::kWrite);
  return code ? code : Real(f)->pMethods->xWrite(Real(f), from, size, at);
}
int Truncate(sqlite3_file* f, sqlite3_int64 size) {
  const int code = Next(f, IoKind::kTruncate);
  return code ? code : Real(f)->pMethods->xTruncate(Real(f), size);
}
// Not the real one: the machine does not fail here, and it takes the most time.
int Sync(sqlite3_file* f, int) { return Next(f, IoKind::kSync); }
int FileSize(sqlite3_file* f, sqlite3_int64* size) {
  return Real(f)->pMethods->xFileSize(Real(f), size);
}
int Lock(sqlite3_file* f, int lock) {
  return Real(f)->pMethods->xLock(Real(f), lock);
}
int Unlock(sqlite3_file* f, int lock) {
  return Real(f)->pMethods->xUnlock(Real(f), lock);
}
int CheckReservedLock(sqlite3_file* f, int* out) {
  return Real(f)->pMethods->xCheckReservedLock(Real(f), out);
}
int FileControl(sqlite3_file* f, int op, void* argument) {
  return Real(f)->pMethods->xFileControl(Real(f), op, argument);
}
int SectorSize(sqlite3_file* f) {
  return Real(f)->pMethods->xSectorSize(Real(f));
}
int DeviceCharacteristics(sqlite3_file* f) {
  return Real(f)->pMethods->xDeviceCharacteristics(Real(f));
}
int ShmMap(sqlite3_file* f, int page, int size, int extend,
           void volatile** out) {
  return Real(f)->pMethods->xShmMap(Real(f), page, size, extend, out);
}
int ShmLock(sqlite3_file* f, int offset, int n, int flags) {
  return Real(f)->pMethods->xShmLock(Real(f), offset, n, flags);
}
void ShmBarrier(sqlite3_file* f) { Real(f)->pMethods->xShmBarrier(Real(f)); }
int ShmUnmap(sqlite3_file* f, int remove) {
  return Real(f)->pMethods->xShmUnmap(Real(f), remove);
}

// Version 2: with shared memory for WAL, without memory mapping.
const sqlite3_io_methods kMethods = {2,
                                     Close,
                                     Read,
                                     Write,
                                     Truncate,
                                     Sync,
                                     FileSize,
                                     Lock,
                                     Unlock,
                                     CheckReservedLock,
                                     FileControl,
                                     SectorSize,
                                     DeviceCharacteristics,
                                     ShmMap,
                                     ShmLock,
                                     ShmBarrier,
                                     ShmUnmap,
                                     nullptr,
                                     nullptr};

sqlite3_vfs* RealVfs() { return sqlite3_vfs_find("unix"); }

FaultVfs* Owner(sqlite3_vfs* vfs) {
  return static_cast<FaultVfs*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
         int* out) {
  auto* ours = reinterpret_cast<File*>(file);
  ours->base.pMethods = nullptr;
  ours->owner = Owner(vfs);
  const int code = RealVfs()->xOpen(RealVfs(), name, Real(file), flags, out);
  if (Real(file)->pMethods != nullptr) ours->base.pMethods = &kMethods;
  return code;
}

int Delete(sqlite3_vfs* vfs, const char* name, int sync) {
  const int code = Owner(vfs)->Next(IoKind::kDelete);
  return code ? code : RealVfs()->xDelete(RealVfs(), name, sync);
}

}  // namespace

FaultVfs::FaultVfs() : vfs_(*RealVfs()) {
  vfs_.zName = kFaultVfs;
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.szOsFile += static_cast<int>(sizeof(File));
  vfs_.xOpen = Open;
  vfs_.xDelete = Delete;
  // The others get `vfs_` where they expect their own: none of them reads it.
  ALTEREGO_CHECK(sqlite3_vfs_register(&vfs_, 0) == SQLITE_OK);
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }

void FaultVfs::Fail(IoKind kind, int n, int code, Times times) {
  armed_ = true;
  failed_ = false;
  kind_ = kind;
  left_ = n;
  code_ = code;
  times_ = times;
}

void FaultVfs::Heal() { armed_ = false; }

int FaultVfs::Next(IoKind kind) {
  if (!armed_ || kind != kind_) return SQLITE_OK;
  if (left_ > 1) {
    --left_;
    return SQLITE_OK;
  }
  failed_ = true;
  if (times_ == Times::kOnce) armed_ = false;
  return code_;
}

}  // namespace alterego
