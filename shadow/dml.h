// The machine that carries out INSERT, UPDATE and DELETE on a picture: names
// are checked first, as sqlite3_prepare does, then rows are written one by one
// with conflict clauses, foreign keys and triggers.
//
//   Machine machine(*world);
//   Verdict v = machine.Run(world, statement_node);
//
// Working state of one statement; nothing is shared with the world until
// Commit copies the tables that changed. Inside the shadow only.
// SQLite: src/insert.c, update.c, delete.c, fkey.c, trigger.c.
#ifndef ALTEREGO_SHADOW_DML_H_
#define ALTEREGO_SHADOW_DML_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shadow/shadow.h"
#include "shadow/table_info.h"

namespace alterego::shadow {

// Rows that lost a parent, less those that found one. A row may find one that
// was never counted; since 3.51 a number below zero refuses, too.
bool CountsAsViolation(int64_t count, SqliteVersion version);

// Whether keys are looked at once more behind what a REPLACE set off.
inline bool ChecksKeysAgain(SqliteVersion version) {
  return version >= SqliteVersion{3, 31, 0};
}

// A whole row, VIRTUAL columns computed.
struct RowImage {
  int64_t rowid = 0;
  Row values;
  // By column, of those that were just computed: see EvalResult::small_real.
  std::vector<bool> small_reals;

  bool IsSmallReal(size_t column) const {
    return column < small_reals.size() && small_reals[column];
  }
};

struct Entry {  // a table in use
  TableInfo info;
  TableRowsPtr shared;             // as the world has it
  std::shared_ptr<TableRows> own;  // a copy, once it is written to
  bool triggers_known = false;
  // In the order in which they fire, each with its database.
  std::vector<std::pair<const Object*, size_t>> triggers;

  const TableRows& rows() const { return own ? *own : *shared; }
};

// A trigger program that runs.
struct TriggerFrame {
  const Object* trigger = nullptr;  // null: the action of a foreign key
  size_t database = 0;              // of the trigger
  const Entry* table = nullptr;
  CreateTrigger::Event event = CreateTrigger::Event::kInsert;
  const RowImage* old_row = nullptr;
  const RowImage* new_row = nullptr;
  const TriggerFrame* parent = nullptr;
  int depth = 0;
  // Of the statement that fired it, which those of the program take over.
  sql::Conflict conflict = sql::Conflict::kDefault;
};

// SQLite's fault: it reads another column than excluded.c says.
inline constexpr std::string_view kMisreadExcludedRule = "dml.misread_excluded";
// SQLite's fault: an UPDATE of x, which is NOT NULL, does not look at
// CHECK (x IS NULL).
inline constexpr std::string_view kOverlookedCheckRule = "dml.overlooked_check";

// Where an expression stands: what its names may mean.
struct Context {
  const Entry* entry = nullptr;
  const Identifier* alias = nullptr;
  const RowImage* row = nullptr;
  const TriggerFrame* frame = nullptr;
  const RowImage* excluded = nullptr;
  bool upsert = false;  // excluded.x may be named
};

struct Change {  // one assignment of an UPDATE
  Identifier name;
  int column = -1;  // -1: the rowid
  const sql::Node* expr = nullptr;
  Value value;  // if there is no expr
};
struct Changes {
  std::vector<Change> list;
  std::vector<bool> changed;  // by column, generated ones too
  bool rowid = false;         // the rowid or its alias is assigned
  bool key = false;           // rowid, or a key column of WITHOUT ROWID
};

struct UpsertClause {
  const IndexInfo* index = nullptr;  // null with target: the rowid
  bool has_target = false;
  bool update = false;
  Changes changes;
  const sql::Node* where = nullptr;
};

struct InsertPlan {
  Entry* entry = nullptr;
  sql::Conflict conflict = sql::Conflict::kDefault;
  // By table column: place in the list of values, or -1.
  std::vector<int> sources;
  int rowid_source = -1;
  bool defaults = false;               // DEFAULT VALUES
  bool returning = false;              // to SQLite a trigger, of several writes
  std::vector<const sql::Node*> rows;  // kList each
  const sql::Node* query = nullptr;    // kSelectCore, instead of rows
  Entry* source = nullptr;             // what the query reads; may be null
  const Identifier* source_alias = nullptr;
  std::vector<UpsertClause> upserts;
};
struct WritePlan {  // UPDATE, DELETE
  Entry* entry = nullptr;
  sql::Conflict conflict = sql::Conflict::kDefault;
  const Identifier* alias = nullptr;
  Changes changes;
  const sql::Node* where = nullptr;
};

enum class Flow : uint8_t {
  kNext,
  kSkip,  // this row is done (IGNORE)
  kHalt,  // the statement is over: see Machine::stop()
};

struct Stop {
  bool unknown = false;
  sql::Conflict action = sql::Conflict::kAbort;  // kAbort, kFail, kRollback
  Reason reason = Reason::kLogicError;
  std::string message;
  // A second refusal that is as possible as the first.
  std::optional<std::pair<Reason, std::string>> other;
};

// Whether `expr` is IS NULL or IS NOT NULL of a column that is NOT NULL, and
// that version takes it for a constant.
bool NullIsDecided(const sql::Node& expr, const TableInfo& info,
                   SqliteVersion version);

class Machine {
 public:
  explicit Machine(const World& world) : world_(world) {}
  Machine(const World& world, int order) : world_(world), order_(order) {}

  // INSERT, UPDATE or DELETE.
  Verdict Run(const WorldPtr& world, const sql::Node& statement);
  bool order_mattered() const { return uncertain_; }
  // The implicit DELETE of DROP TABLE, which only foreign keys can tell; then
  // the rows are gone. kRefused: see stop().
  enum class Dropped : uint8_t { kDone, kRefused, kUnknown };
  Dropped DropRows(size_t database, const Object& table);
  // Whether a query joins so many rows that nobody would wait for them.
  bool JoinsTooMany(const sql::Node& query);
  const Stop& stop() const { return stop_; }

  // Whether a new UNIQUE index holds for the rows that are there.
  enum class Uniqueness : uint8_t { kUnique, kViolated, kUnknown };
  Uniqueness TestUnique(const Entry& entry, const IndexInfo& index);
  // "UNIQUE constraint failed: t.a, t.b".
  std::string KeyMessage(const Entry& entry, const IndexInfo& index) const;

  // A copy of the world with the tables that were written.
  std::shared_ptr<World> Commit() const;
  // The entry of a table; nullptr if its definition is beyond the machine.
  Entry* EntryOf(size_t database, const Object& object);

 private:
  friend class NameChecker;
  enum class Where : uint8_t { kNone, kRow, kNew, kOld, kExcluded };
  struct Hit {
    Where where = Where::kNone;
    int column = -1;
  };

  // Names and values (dml_names.cc).
  Hit Lookup(const sql::Node& node, const Context& context) const;
  bool IsMisread(const Entry& entry, int column) const;
  Affinity MadeBeforeUpdate(const Entry& entry, int column) const;
  bool CheckExpr(const sql::Node& expr, const Context& context);
  bool CheckWhere(const sql::Node& expr, const Context& context);
  bool CheckList(const std::vector<sql::Node>& exprs, const Context& context);
  EvalResult Eval(const sql::Node& expr, const Context& context);
  // False: the machine stopped (unknown, or an error of the expression).
  bool Value_(const sql::Node& expr, const Context& context, Value* out);
  // A value to be stored.
  bool Assigned(const sql::Node& expr, const Context& context, Value* out);
  bool Test(const sql::Node& expr, const Context& context,
            std::optional<bool>* out);
  Flow Raise(const EvalResult& result);

  // Plans: the checks of sqlite3_prepare (dml_plan.cc).
  bool Check(const sql::Node& statement, sql::Conflict outer,
             const TriggerFrame* frame);
  Entry* Target(const sql::Node& ref, const TriggerFrame* frame,
                CreateTrigger::Event event,
                const std::vector<const Identifier*>& set_names);
  Entry* Source(const sql::Node& ref, const TriggerFrame* frame);
  Entry* ViewTarget(const Found& found, CreateTrigger::Event event,
                    const std::vector<const Identifier*>& set_names);
  bool PlanInsert(const sql::Node& node, sql::Conflict outer,
                  const TriggerFrame* frame, InsertPlan* plan);
  bool PlanColumns(const sql::Node& node, const TriggerFrame* frame,
                   InsertPlan* plan);
  bool PlanRows(const sql::Node& node, const TriggerFrame* frame,
                InsertPlan* plan);
  bool PlanQuery(const sql::Node& select, const TriggerFrame* frame,
                 InsertPlan* plan, size_t* width);
  static bool CanConflict(const InsertPlan& plan, const UpsertClause& clause);
  void PreferBefore(const InsertPlan& plan, const TriggerFrame* frame);
  bool PlanUpsert(const sql::Node& node, const TriggerFrame* frame,
                  InsertPlan* plan);
  bool FindUpsertIndex(const sql::Node& target, const InsertPlan& plan,
                       UpsertClause* clause);
  bool PlanUpdate(const sql::Node& node, sql::Conflict outer,
                  const TriggerFrame* frame, WritePlan* plan);
  bool PlanChanges(const sql::Node& node, const Context& context,
                   Changes* changes);
  bool PlanDelete(const sql::Node& node, const TriggerFrame* frame,
                  WritePlan* plan);
  bool CheckSelect(const sql::Node& node, const TriggerFrame* frame);
  void NoteAbort(Entry& entry, sql::Conflict conflict, const Changes* changes,
                 bool rowid, const std::vector<UpsertClause>& upserts);
  void NoteFunctions(const sql::Node& expr);
  // A call of constants that fails: SQLite may make it before there is a row.
  void NoteFailure(const sql::Node& expr);
  void NoteComputed(const sql::Node& expr, const Context& context);
  void NoteViews(const sql::Node& query);
  void NoteRecheck(Entry& entry);
  bool ChecksCompile(const Entry& entry, const Changes* changes);
  void NoteIndex(const IndexInfo& index);
  static bool CheckConcerns(const TableInfo& info, const CheckInfo& check,
                            const Changes* changes);
  bool Replaces(const Entry& entry, sql::Conflict conflict,
                const Changes* changes, bool rowid, bool all,
                const std::vector<UpsertClause>& upserts) const;
  static bool Catches(const std::vector<UpsertClause>& upserts,
                      const IndexInfo* index);
  bool CheckInsert(const InsertPlan& plan, const TriggerFrame* frame);
  bool CheckUpdate(Entry& entry, const Changes& changes, sql::Conflict conflict,
                   const TriggerFrame* frame);
  bool CheckDelete(Entry& entry, sql::Conflict conflict,
                   const TriggerFrame* frame);

  // Triggers (dml_triggers.cc).
  void LoadTriggers(Entry& entry);
  bool Fires(const Object& trigger, CreateTrigger::Event event,
             const Changes* changes) const;
  bool AnyTrigger(Entry& entry, CreateTrigger::Event event,
                  const Changes* changes);
  bool HasBefore(Entry& entry, CreateTrigger::Event event,
                 const Changes* changes);
  enum class Times : uint8_t { kBefore, kAfter, kBoth };
  bool CheckTriggers(Entry& entry, CreateTrigger::Event event,
                     const Changes* changes, Times times,
                     sql::Conflict conflict, const TriggerFrame* frame);
  void BlankUnused(Entry& entry, const Changes& changes, sql::Conflict conflict,
                   const TriggerFrame* frame, RowImage* row);
  Flow RunTriggers(Entry& entry, CreateTrigger::Event event,
                   const Changes* changes, bool before, sql::Conflict conflict,
                   const RowImage* old_row, const RowImage* new_row,
                   const TriggerFrame* frame);
  Flow RunProgram(const CreateTrigger& trigger, sql::Conflict conflict,
                  const TriggerFrame& frame);
  bool CheckProgram(const CreateTrigger& trigger, sql::Conflict conflict,
                    const TriggerFrame& frame);
  Flow RunSelect(const sql::Node& node, const TriggerFrame& frame);

  // Statements (dml.cc).
  Flow Execute(const sql::Node& statement, sql::Conflict outer,
               const TriggerFrame* frame);
  Flow Insert(InsertPlan& plan, const TriggerFrame* frame);
  Flow InsertRow(InsertPlan& plan, const Row& given, const TriggerFrame* frame);
  using RowTaker = std::function<Flow(Row row)>;
  // The rows that a query or VALUES give, one after the other.
  Flow SelectRows(const InsertPlan& plan, const TriggerFrame* frame,
                  const RowTaker& use);
  Flow GivenRows(const InsertPlan& plan, const TriggerFrame* frame,
                 const RowTaker& use);
  Flow Update(WritePlan& plan, const TriggerFrame* frame);
  bool Assign(const Changes& changes, const Context& context, RowImage* row);
  Flow UpdateRow(Entry& entry, const Changes& changes, sql::Conflict conflict,
                 const RowImage& identity, const Context& context);
  Flow Delete(WritePlan& plan, const TriggerFrame* frame);
  // `fire`: run DELETE triggers.
  Flow DeleteRow(Entry& entry, const RowImage& identity, bool fire,
                 sql::Conflict conflict, const TriggerFrame* frame);
  bool Matching(const WritePlan& plan, const TriggerFrame* frame,
                std::vector<RowImage>* rows);
  // Puts rows into the order that this run tries.
  void Reorder(const Entry& entry, std::vector<RowImage>* rows);
  void NoteDefaults(const InsertPlan& plan);
  bool NoRowidLeft();
  bool NewRowid(Entry& entry, int64_t* rowid);
  bool MustBeInteger(const Value& value, int64_t* out);

  // Rows (dml_rows.cc).
  TableRows& Mutable(Entry& entry);
  bool Read(const Entry& entry, const StoredRow& stored, RowImage* out);
  // Position of the row with that identity (rowid, or key values); -1.
  int Find(const Entry& entry, const RowImage& identity) const;
  int CompareKeys(const Entry& entry, const Row& a, const Row& b) const;
  void Store(Entry& entry, const RowImage& row);
  void Erase(Entry& entry, const RowImage& identity);
  bool Generate(Entry& entry, RowImage* row);
  bool ApplyAffinities(Entry& entry, RowImage* row, bool generated_too);
  // Whether a column of a STRICT table may hold the value.
  bool KeepsType(const Entry& entry, size_t column, const Value& v);
  int64_t* Sequence(Entry& entry);
  void SaveSequences();

  // Constraints (dml_constraints.cc).
  struct Writing {
    Entry* entry = nullptr;
    RowImage* row = nullptr;
    const RowImage* old_row = nullptr;  // UPDATE
    const Changes* changes = nullptr;   // UPDATE
    sql::Conflict conflict = sql::Conflict::kDefault;
    bool check_rowid = false;
    const std::vector<UpsertClause>* upserts = nullptr;
    const TriggerFrame* frame = nullptr;
    bool rewrites = false;  // see RewritesRow
    bool affinity_done = false;
    int replaced = 0;
  };
  Flow CheckConstraints(Writing& w);
  Flow CheckNotNull(Writing& w);
  Flow CheckChecks(Writing& w);
  bool KeepsIntegersOfReals(const TableInfo& info, const IndexInfo& index,
                            const RowImage& row) const;
  bool ReplacesWrongly(const Entry& entry) const;
  bool Concerns(const Writing& w, const sql::Node& expr, SqliteVersion version);
  Flow CheckAgain(Writing& w);
  bool ComputedAreAskedLast(const TableInfo& info) const;
  Flow CheckRowid(Writing& w, sql::Conflict on_error,
                  const UpsertClause* upsert);
  Flow CheckIndex(Writing& w, const IndexInfo& index, bool force);
  Flow Violate(Writing& w, sql::Conflict on_error, Reason reason,
               std::string message, const RowImage* other,
               const UpsertClause* upsert);
  Flow DoUpsert(Writing& w, const UpsertClause& upsert, const RowImage& other);
  bool IndexKey(const Entry& entry, const IndexInfo& index, const RowImage& row,
                bool* present, Row* key);
  bool FindConflict(const Writing& w, const IndexInfo& index, bool* conflict,
                    RowImage* other);
  // Whether an UPDATE writes to the index; `all`: see RewritesRow.
  static bool IsWritten(const TableInfo& info, const IndexInfo& index,
                        const Changes& changes, bool all);

  // Foreign keys (dml_foreign_keys.cc).
  struct ParentKey {
    Entry* parent = nullptr;
    const IndexInfo* index = nullptr;  // null: the rowid
    std::vector<int> child_columns;    // in the order of the parent's key
  };
  bool LooksUpAsGiven(const Entry& child, const ParentKey& key,
                      const RowImage& row) const;
  struct Reference {  // a foreign key that refers to some table
    Entry* child = nullptr;
    const ForeignKeyInfo* key = nullptr;
  };
  std::vector<Reference> References(const Entry& parent);
  // A row that goes may leave children behind, and nothing takes care of them.
  bool ParentAborts(const Entry& entry, const Changes* changes);
  bool HasForeignKeys(Entry& entry);
  bool AlwaysConcerns(const Entry& entry, const ForeignKeyInfo& key) const;
  bool ForeignKeysConcern(Entry& entry, const Changes& changes);
  // Foreign keys make SQLite take the old row away, with all its index entries,
  // before it looks at the new one (sqlite3FkRequired says 2).
  bool RewritesRow(Entry& entry, const Changes& changes);
  bool ChildChanges(const Entry& entry, const ForeignKeyInfo& key,
                    const Changes& changes) const;
  bool ParentChanges(const Entry& entry, const ForeignKeyInfo& key,
                     const Changes& changes) const;
  // False: mismatch or no such table; *message says which.
  bool LocateParent(Entry& child, const ForeignKeyInfo& key, Entry* parent,
                    ParentKey* out);
  Entry* ParentTable(const Entry& child, const ForeignKeyInfo& key);
  bool CheckOldRow(Entry& entry);
  bool CheckForeignKeys(Entry& entry, bool old_row, const Changes* changes,
                        bool multi, const TriggerFrame* frame);
  bool CheckRestrict(const Entry& child, const ParentKey& key);
  static bool ChildHidesParent(const Entry& child, const ParentKey& key,
                               bool updates);
  bool CheckActions(Entry& entry, const Changes* changes,
                    const TriggerFrame* frame);
  bool SetNullChecked(const ForeignKeyInfo& key) const;
  // `staying`: the old row of an UPDATE, which its table still has although the
  // entries of the indexes that change are gone.
  bool ForeignKeys(Entry& entry, const RowImage* old_row,
                   const RowImage* new_row, const Changes* changes,
                   const RowImage* staying = nullptr);
  void LookUpParent(Entry& child, const ForeignKeyInfo& key,
                    const ParentKey& parent, const RowImage& row, int step);
  bool ShiftsKey(const Entry& parent, const Reference& reference,
                 const ParentKey& key, const RowImage& row) const;
  bool IsHeardOf(Entry& entry, CreateTrigger::Event event);
  bool ScanChildren(Entry& parent, const Reference& reference,
                    const ParentKey& key, const RowImage& row, int step,
                    const RowImage* staying);
  Flow Actions(Entry& entry, const RowImage& old_row, const RowImage* new_row,
               const Changes* changes, const TriggerFrame* frame);
  Flow Act(Entry& entry, const Reference& reference, const ParentKey& key,
           ForeignKeyAction action, const RowImage& old_row,
           const RowImage* new_row, const TriggerFrame* frame);
  bool ActionChanges(Entry& parent, const Reference& reference,
                     const ParentKey& key, ForeignKeyAction action,
                     const RowImage* new_row, Changes* changes);
  void Count(bool deferred, int step) {
    (deferred ? deferred_ : violations_) += step;
  }

  Flow Refuse(sql::Conflict action, Reason reason, std::string message);
  bool Fail(Reason reason, std::string message) {
    Refuse(sql::Conflict::kAbort, reason, std::move(message));
    return false;
  }
  Flow Unknown();
  // False: the statement has visited so many rows that triggers multiply them
  // without end, for all that one can wait.
  bool Spend(size_t rows);
  // As Fail, but replaces an error that was there, as sqlite3ErrorMsg does.
  bool FailOver(Reason reason, std::string message) {
    if (!stop_.unknown) stopped_ = false;
    return Fail(reason, std::move(message));
  }
  bool Lose() {
    Unknown();
    return false;
  }
  void MarkChanged(const Entry& entry, Changes* changes);

  const World& world_;
  std::map<const Object*, std::unique_ptr<Entry>> entries_;
  // A trigger under a conflict clause: SQLite compiles it once a statement.
  // With each, those that were being compiled then, itself among them.
  using Program = std::pair<const Object*, sql::Conflict>;
  std::map<Program, std::vector<Program>> checked_programs_;
  std::set<std::pair<const ForeignKeyInfo*, bool>> checked_actions_;
  struct Sequenced {  // an AUTOINCREMENT table that some INSERT names
    Entry* entry;
    std::optional<int64_t> before;  // nullopt: no row in sqlite_sequence
    int64_t now;
  };
  std::vector<Sequenced> sequences_;
  // Whether sum() or abs() in a query may meet integers that are too large.
  bool MayOverflow(const sql::Node& query);
  // How many pairs of rows a query looks at if it joins all that it names.
  size_t PairsOf(const sql::Node& query, int depth);
  // Whether that could be so for a statement that is not followed further, or
  // for a trigger that it might set off.
  bool MayTakeLong(const sql::Node& statement);
  Verdict NotForetold(const WorldPtr& world, const sql::Node& statement);
  // Whether some table has the last rowid there is: the next is a random one.
  bool HasLastRowid() const;
  // At the end of a statement: is there one that must be told now?
  bool AnyViolation() const;
  // As Spend, for a query that joins tables of these sizes.
  bool SpendOnQuery(const sql::Node& query);
  bool endless_ = false;
  bool random_ = false;  // a rowid that SQLite draws
  size_t spent_ = 0;     // rows and trigger programs so far
  bool stopped_ = false;
  Stop stop_;
  // In which order rows are visited where SQLite's is not known: 0 as stored,
  // 1 backwards, n by the (n - 2)th index. See Run.
  int order_ = 0;
  bool uncertain_ = false;      // such a place was met
  int64_t violations_ = 0;      // immediate foreign keys
  int64_t deferred_ = 0;        // World::deferred_violations, as it will be
  bool dropping_ = false;       // errors of foreign keys are ignored
  bool single_insert_ = false;  // the statement can write one row only
  // What is counted as deferred when such a statement stops at a missing
  // parent.
  std::optional<int64_t> left_deferred_;
  bool wrecked_ = false;           // indexes lack entries if nothing undoes it
  bool overlooked_ = false;        // see SetNullChecked
  bool misread_ = false;           // see IsMisread
  bool overlooked_check_ = false;  // see kOverlookedCheckRule
  // Some violation would abort the statement alone: SQLite then keeps a journal
  // of it. Without one, an error of another kind leaves what was done.
  bool may_abort_ = false;
  bool view_may_abort_ = false;  // or not: see NoteViews
  bool fails_early_ = false;     // see NoteFailure
};

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_DML_H_
