#include "engines/fixed_clock.h"

namespace alterego {
namespace {

// Julian day number times 86,400,000, as xCurrentTimeInt64 has it.
constexpr sqlite3_int64 kUnixEpoch = 210866760000000;
constexpr sqlite3_int64 kNow = kUnixEpoch + 981173106000;
constexpr double kMsPerDay = 86400000;

int Now(sqlite3_vfs*, double* out) {
  *out = static_cast<double>(kNow) / kMsPerDay;
  return SQLITE_OK;
}

int NowInt64(sqlite3_vfs*, sqlite3_int64* out) {
  *out = kNow;
  return SQLITE_OK;
}

}  // namespace

int RegisterFixedClock(decltype(&sqlite3_vfs_find) find,
                       decltype(&sqlite3_vfs_register) enrol) {
  if (find(kFixedClockVfs) != nullptr) return SQLITE_OK;
  const sqlite3_vfs* const usual = find(nullptr);
  if (usual == nullptr || usual->iVersion < 2) return SQLITE_ERROR;
  // SQLite's list owns it: it is never freed.
  auto* const vfs = new sqlite3_vfs(*usual);
  vfs->pNext = nullptr;
  vfs->zName = kFixedClockVfs;
  vfs->xCurrentTime = &Now;
  vfs->xCurrentTimeInt64 = &NowInt64;
  return enrol(vfs, 0);
}

}  // namespace alterego
