// Mirror: a scratch in-memory database, of the same SQLite build, that has the
// names of a schema and nothing else: tables without rules, views either as
// they are or as tables with the view's columns. SQLite compiles a view's or a
// trigger's text there and says what it means: which columns it reads (its
// authorizer), and what is wrong with it (its errors).
//
//   ALTEREGO_ASSIGN_OR_RETURN(auto mirror, Mirror::Create(api, in, {}));
//   Probe p = mirror->Compile(place, {});
//   p.error;                                   // no such column: x
//
// Nothing is ever run there, and never an ALTER TABLE.
#ifndef ALTEREGO_REBUILD_MIRROR_H_
#define ALTEREGO_REBUILD_MIRROR_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "rebuild/analysis.h"
#include "rebuild/introspect.h"
#include "rebuild/sqlite_api.h"

namespace alterego::rebuild {

// A column that a statement reads, as SQLite's authorizer is told.
struct Read {
  std::string schema, table, column;
  friend bool operator==(const Read&, const Read&) = default;
};

// What compiling an object showed.
struct Probe {
  std::vector<Read> reads;  // in the order in which SQLite resolved them
  // Of name resolution only, worded as SQLite words it; "" if there is none.
  // What ALTER TABLE does not look at (functions, collations, ...) is no error.
  std::string error;
};

struct MirrorOptions {
  // False: views become tables with the columns that the view has.
  bool real_views = true;
  bool record_reads = false;
  // Note reads of columns whose name is empty. SQLite reports one, too, for a
  // table of which nothing is read.
  bool keep_unnamed = false;
  // One table is created under another name, with one column renamed, or with
  // one column more.
  std::optional<TablePlace> changed;
  enum class Change : uint8_t { kTable, kColumn, kExtraColumn };
  Change change = Change::kTable;
  size_t column = 0;
  std::string new_name;
};

class Mirror {
 public:
  static absl::StatusOr<std::unique_ptr<Mirror>> Create(
      const SqliteApi& api, const Introspection& in,
      const MirrorOptions& options);
  ~Mirror();
  Mirror(const Mirror&) = delete;

  // Compiles the view or trigger with some tokens written differently.
  Probe Compile(TablePlace place, const TokenTexts& texts);

 private:
  Mirror(const SqliteApi& api, const Introspection& in,
         const MirrorOptions& options)
      : api_(api), in_(in), options_(options) {}

  // The authorizer callback: notes which columns are read.
  static int Authorize(void* mirror, int action, const char* table,
                       const char* column, const char* schema, const char*);
  absl::Status Open();
  void CreateTables();
  void CreateViews();
  void CreateStandIns();
  bool Run(const std::string& sql);
  std::string Prepare(const std::string& sql);
  std::vector<std::string> ColumnsOf(const std::string& schema,
                                     const std::string& table);
  std::string CompileOnce(TablePlace place, const TokenTexts& texts);
  std::string MissingIndex(TablePlace place) const;
  std::string CompileView(TablePlace place, TokenTexts texts);
  std::string CompileTrigger(TablePlace place, const TokenTexts& texts);

  const SqliteApi& api_;
  const Introspection& in_;
  MirrorOptions options_;
  sqlite3* db_ = nullptr;
  std::vector<Read> reads_;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_MIRROR_H_
