// Reads everything that SQL can see of a SQLite connection: the sections of
// model/observation.h, whose comment is the contract.
//
//   SqliteObserver observer(api, db);
//   absl::StatusOr<Observation> o = observer.Observe({});
//
// Changes nothing that SQL can see. It runs after every statement of a
// campaign, so texts are built in place, without a Value in between, and it
// remembers what it read together with the bytes of the database. What these
// prove to be as before is not asked again:
//   all bytes are equal         everything is as it was
//   a table's text and pages    its rows
//   a table's text and indexes  xinfo, indexes, fks
//   the whole schema            xinfo of views, tables
// The last two only as long as SQLite's schema in memory can be nothing but
// what the texts say: not after a change of the schema that failed or was
// rolled back. Nothing is kept over a statement that may change how SQLite
// answers (PRAGMA), while databases are attached, or if asked `afresh`.
//
// Observers of one group take from each other what follows from the same bytes
// as well, if they belong to one build of SQLite that was set up by the same
// statements, and if the schema in memory is the texts' on both sides.
#ifndef ALTEREGO_ENGINES_SQLITE_OBSERVE_H_
#define ALTEREGO_ENGINES_SQLITE_OBSERVE_H_

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engines/observer_group.h"
#include "engines/page_image.h"
#include "engines/statement_cache.h"
#include "model/dialect.h"
#include "model/observation.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

class SqliteObserver {
 public:
  // Both must outlive the observer; destroy it before closing `db`.
  SqliteObserver(const SqliteApi& api, sqlite3* db,
                 std::shared_ptr<ObserverGroup> group = nullptr);
  ~SqliteObserver();
  SqliteObserver(const SqliteObserver&) = delete;
  SqliteObserver& operator=(const SqliteObserver&) = delete;

  // An error only if the machine failed (no memory, disk). A section that the
  // database refuses to show is kRefused, one that was interrupted (see
  // sqlite3_interrupt and the progress handler) kUnavailable.
  absl::StatusOr<Observation> Observe(const ObserveOptions& options);

  // The pragmas of the connection as they are now.
  Dialect ReadDialect();

  // What a statement may have changed beside rows.
  enum class Effect : uint8_t {
    kData,      // nothing
    kSchema,    // the schema
    kRollback,  // what the transaction did
    kUnknown,   // how SQLite answers: PRAGMA, ATTACH, anything else
  };
  static Effect EffectOf(std::string_view sql);
  // To be told of each statement that ran, by whoever ran it; but of those of
  // the kind kUnknown before they are compiled, with their text.
  void Executed(Effect effect, bool accepted);
  void Executing(std::string_view unknown);

 private:
  using Sections = std::shared_ptr<const std::vector<Section>>;
  struct Database {
    std::string name;
    std::string quoted;
    std::vector<SchemaRow> objects;
    std::string text;  // "schema D"
    // As `objects`: the lines of a table's indexes.
    std::vector<std::string> indexes;
  };
  // A table or view, with what was read of it; null: not read yet.
  struct Object {
    size_t database = 0, place = 0;  // index into Database::objects
    Sections structure, content;
    bool by_text = false;  // `structure` is what the texts say
  };
  // A state of the database, with what was read of it.
  struct State {
    std::array<PageImage, 2> images;  // main, temp
    bool has_temp = false;
    std::vector<std::shared_ptr<const Database>> databases;
    std::vector<Object> objects;
    std::array<Sections, 2> integrity;
    Sections tables;
    bool tables_by_text = false;
    bool stale = false;  // see Known

    const SchemaRow& Row(const Object& object) const {
      return databases[object.database]->objects[object.place];
    }
    const std::string& Indexes(const Object& object) const {
      return databases[object.database]->indexes[object.place];
    }
  };
  // The texts of a database under the number of its schema. Where they change
  // and the number stays, SQLite need not know yet: it is stale.
  struct Known {
    std::shared_ptr<const Database> database;  // null: without an object
    int32_t number = 0;
    bool stale = false;
  };
  // How two states are alike.
  enum class Likeness { kNot, kTexts, kRows };

  bool ReadImages(State* state);
  State* Look();
  bool ListObjects(const State* before, State* state) const;
  bool IsStale(const State& now);
  void CarryOver(const State& from, State* to) const;
  static Likeness Compare(const State& a, const State& b);
  void TakeFromGroup(State* to) const;
  static void TakeFromState(const State& from, State* to);
  bool KnowsStructure() const;
  void Fill(const ObserveOptions& options, State* state);
  void Emit(const ObserveOptions& options, const State& state);
  void ReadAll(const ObserveOptions& options);
  Observation Sorted();  // all that there is, out of `kept_` and `sections_`
  Sections TakeFrom(size_t begin);

  bool HasMainAndTempOnly();
  void AddEmptyTemp(const ObserveOptions& options);
  std::vector<Database> ReadDatabases(const ObserveOptions& options);
  void ReadSchema(Database& database);
  void ReadStructure(const Database& database, const SchemaRow& object);
  void ReadIndexes(const Database& database, const std::string& table);
  void ReadTables();
  void ReadRows(const Database& database, const SchemaRow& table);
  void ReadView(const Database& database, const SchemaRow& view);
  void ReadIntegrity(const Database& database);
  void ReadConnection();
  // SQLite keeps the columns of a TEMP view that it has once worked out, also
  // when what the view reads in another schema is gone. What it answers next
  // shall not depend on what was looked at before.
  void ForgetTempViews();
  void ReadHeader();

  // The SELECT that reads a table, rowid first where it has a name.
  const std::string& RowsSql(const Database& database, const SchemaRow& table);
  bool Compiles(const std::string& sql);
  std::string KeyIndexName(const Database& database, const SchemaRow& table);
  std::string ChooseRowsSql(const Database& database, const SchemaRow& table);

  // Steps to the end and resets or finalizes: on_row(statement) for each row.
  // Returns SQLITE_DONE or the error's code.
  template <class F>
  int ForEachRow(sqlite3_stmt* statement, F&& on_row);
  template <class F>
  int Cached(const std::string& sql, F&& on_row);
  template <class F>
  int Once(std::string_view sql, F&& on_row);
  int64_t PragmaInteger(std::string_view sql);
  int Config(int option, int otherwise);

  void AppendRow(sqlite3_stmt* statement, int begin, int end,
                 std::string* out) const;
  void AppendValue(sqlite3_stmt* statement, int column, std::string* out) const;
  std::string_view Text(sqlite3_stmt* statement, int column) const;
  void AppendViewColumn(sqlite3_stmt* statement,
                        std::vector<std::string>* names,
                        std::string* out) const;
  // Adds a section with `text` for SQLITE_DONE; else with the error.
  void Add(std::string name, std::string text, int code);
  void AddUnavailable(std::string name, std::string_view why);

  const SqliteApi& api_;
  sqlite3* const db_;
  const int version_;
  std::string temp_view_;  // one that there is, or was
  StatementCache cache_;
  std::unordered_map<std::string, std::string> rows_sql_;
  std::string sql_;  // scratch
  // What is remembered, the latest first: the second serves a rollback.
  std::array<std::unique_ptr<State>, 2> states_;
  bool schema_changed_ = false;  // in the open transaction
  // A change of the schema was undone: what SQLite then has in memory, the
  // texts do not tell.
  bool undone_ = false;
  std::string history_;  // the statements of unknown effect
  // PRAGMA recursive_triggers; nullopt: since it was asked, a statement of
  // unknown effect came. No other sets it.
  std::optional<int64_t> recursive_triggers_;
  std::array<Known, 2> known_;
  const std::shared_ptr<ObserverGroup> group_;
  // Of the observation under way.
  std::vector<Section> sections_;
  std::vector<const Section*> kept_;
  absl::Status failure_;
  bool timed_out_ = false;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_SQLITE_OBSERVE_H_
