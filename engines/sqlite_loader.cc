#include "engines/sqlite_loader.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engines/fixed_clock.h"

#if defined(__SANITIZE_ADDRESS__)
#define ALTEREGO_UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALTEREGO_UNDER_ASAN 1
#endif
#endif

namespace alterego {
namespace {

#if defined(__x86_64__)
constexpr int kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr int kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr int kMachine = EM_RISCV;
#elif defined(__powerpc64__)
constexpr int kMachine = EM_PPC64;
#elif defined(__i386__)
constexpr int kMachine = EM_386;
#else
constexpr int kMachine = EM_NONE;  // unknown: left to dlopen
#endif

std::string MachineName(int machine) {
  switch (machine) {
    case EM_X86_64:
      return "x86-64";
    case EM_AARCH64:
      return "aarch64";
    case EM_386:
      return "i386";
    case EM_ARM:
      return "arm";
    case EM_RISCV:
      return "risc-v";
    case EM_PPC64:
      return "ppc64";
    default:
      return absl::StrCat("ELF machine ", machine);
  }
}

constexpr char kWayOut[] =
    "; scripts/engines builds SQLite releases into "
    ".engines/sqlite/<version>/libsqlite3.so";

// dlopen's own messages do not say which of these it was.
absl::Status CheckFile(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return absl::UnavailableError(
        absl::StrCat(path, ": there is no such file", kWayOut));
  }
  if (!std::filesystem::is_regular_file(status)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": not a file"));
  }
  unsigned char head[20] = {};
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(head), sizeof head);
  if (file.gcount() < static_cast<std::streamsize>(sizeof head) ||
      std::memcmp(head, ELFMAG, SELFMAG) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": not a shared library", kWayOut));
  }
  const bool little = head[EI_DATA] == ELFDATA2LSB;
  const int machine = little ? head[18] | head[19] << 8  // e_machine
                             : head[19] | head[18] << 8;
  if (kMachine != EM_NONE && machine != kMachine) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": built for ", MachineName(machine),
                     ", this program for ", MachineName(kMachine), kWayOut));
  }
  return absl::OkStatus();
}

// True if the library's calls to its own functions stay inside it. Without
// that, a build would call the functions of the SQLite that the program is
// linked to, with structures of another layout.
[[maybe_unused]] bool BindsToItself(void* handle) {
  link_map* map = nullptr;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 || map == nullptr) {
    return false;
  }
  for (const ElfW(Dyn)* entry = map->l_ld; entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_SYMBOLIC) return true;
    if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_SYMBOLIC)) {
      return true;
    }
  }
  return false;
}

absl::StatusOr<void*> Open(const std::string& path) {
  int flags = RTLD_NOW | RTLD_LOCAL;
#ifndef ALTEREGO_UNDER_ASAN  // which refuses RTLD_DEEPBIND
  flags |= RTLD_DEEPBIND;
#endif
  void* handle = dlopen(path.c_str(), flags);
  if (handle == nullptr) {
    const char* why = dlerror();
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", why == nullptr ? "cannot be loaded" : why));
  }
#ifdef ALTEREGO_UNDER_ASAN
  void* const linked = dlsym(RTLD_DEFAULT, "sqlite3_libversion");
  if (!BindsToItself(handle) && dlsym(handle, "sqlite3_libversion") != linked) {
    return absl::FailedPreconditionError(absl::StrCat(
        path,
        ": not linked with -Bsymbolic, so it would use the functions of "
        "another SQLite; build it with scripts/engines"));
  }
#endif
  return handle;
}

}  // namespace

int StopCountingMemory(decltype(&sqlite3_config) config) {
  return config(SQLITE_CONFIG_MEMSTATUS, 0);
}

absl::StatusOr<std::shared_ptr<const SqliteApi>> LoadSqlite(
    const std::string& path) {
  if (absl::Status status = CheckFile(path); !status.ok()) return status;
  // dlopen searches the library path for a name without a slash.
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  absl::StatusOr<void*> handle = Open(error ? path : absolute.string());
  if (!handle.ok()) return handle.status();

  auto api = std::make_shared<SqliteApi>();
  std::vector<std::string> missing;
#define ALTEREGO_SQLITE_LOAD(name)                                             \
  api->name =                                                                  \
      reinterpret_cast<decltype(api->name)>(dlsym(*handle, "sqlite3_" #name)); \
  if (api->name == nullptr) missing.push_back("sqlite3_" #name);
  ALTEREGO_SQLITE_FUNCTIONS(ALTEREGO_SQLITE_LOAD)
  const size_t required_missing = missing.size();
  ALTEREGO_SQLITE_OPTIONAL_FUNCTIONS(ALTEREGO_SQLITE_LOAD)
#undef ALTEREGO_SQLITE_LOAD
  missing.resize(required_missing);
  if (api->libversion == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": not SQLite: it has no sqlite3_libversion", kWayOut));
  }
  if (!missing.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": SQLite ", api->libversion(), " lacks ",
                     absl::StrJoin(missing, ", "), kWayOut));
  }
  if (api->libversion_number() < kOldestSqlite) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, ": SQLite ", api->libversion(),
                     " is too old; 3.24.0 is the oldest that can be used"));
  }
  if (void* const config = dlsym(*handle, "sqlite3_config")) {
    StopCountingMemory(reinterpret_cast<decltype(&sqlite3_config)>(config));
  }
  void* const find = dlsym(*handle, "sqlite3_vfs_find");
  void* const enrol = dlsym(*handle, "sqlite3_vfs_register");
  if (find == nullptr || enrol == nullptr ||
      RegisterFixedClock(reinterpret_cast<decltype(&sqlite3_vfs_find)>(find),
                         reinterpret_cast<decltype(&sqlite3_vfs_register)>(
                             enrol)) != SQLITE_OK) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": SQLite ", api->libversion(),
                     " takes no VFS, which a clock that stands still needs"));
  }
  return std::shared_ptr<const SqliteApi>(std::move(api));
}

}  // namespace alterego
