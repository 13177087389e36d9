// Workspace: what the rebuild engine keeps from one ALTER TABLE to the next, to
// be faster. It belongs to a build of SQLite, not to a connection: nothing in
// it says anything about a database, and the answers are the same without it.
#ifndef ALTEREGO_REBUILD_WORKSPACE_H_
#define ALTEREGO_REBUILD_WORKSPACE_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "rebuild/scratch.h"
#include "rebuild/text_cache.h"

namespace alterego::rebuild {

// What compiling an object showed.
struct Probe {
  std::vector<Read> reads;  // in the order in which SQLite resolved them
  // Of name resolution only, worded as SQLite words it; "" if there is none.
  // What ALTER TABLE does not look at (functions, collations, ...) is no error.
  std::string error;
};

inline constexpr size_t kEntriesMax = 4096;

// Values by a key that says everything they depend on.
template <class T>
class Memory {
 public:
  const T* Find(const std::string& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }
  const T& Keep(const std::string& key, T value) {
    return entries_.insert_or_assign(key, std::move(value)).first->second;
  }
  void Trim() {
    if (entries_.size() > kEntriesMax) entries_.clear();
  }

 private:
  std::unordered_map<std::string, T> entries_;
};

struct Workspace {
  explicit Workspace(const SqliteApi& api) : scratch(api) {}

  // Between statements only: within one, what was once known stays known.
  void Trim() {
    texts.Trim();
    probes.Trim();
    view_columns.Trim();
  }

  TextCache texts;
  Memory<Probe> probes;
  Memory<std::vector<std::string>> view_columns;
  Scratch scratch;
  uint64_t runs = 0;  // of plans: only they change the database
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_WORKSPACE_H_
