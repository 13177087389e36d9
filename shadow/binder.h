// Binder: the resolver's working part. It follows SQLite's own order of work
// (select.c: selectExpander, sqlite3ProcessJoin; resolve.c: lookupName,
// resolveSelectStep), because the first error names the refusal, and because
// ALTER rewrites exactly the tokens that SQLite still remembers.
//
//   Binder binder(snapshot, dialect);
//   Resolution r = binder.Resolve(0, object, {});
//
// Keeps the columns of tables and views it met: one Binder a snapshot, many
// objects. Snapshot and dialect must outlive it. Not thread-safe.
#ifndef ALTEREGO_SHADOW_BINDER_H_
#define ALTEREGO_SHADOW_BINDER_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shadow/eval.h"
#include "shadow/resolve.h"
#include "shadow/state.h"

namespace alterego::shadow {

// A table as a FROM clause sees it.
struct Shape {
  Identifier name;
  std::vector<Identifier> columns;
  std::vector<bool> hidden;  // empty: none is
  int rowid_alias = -1;
  bool has_rowid = false;  // rowid, oid and _rowid_ can be named
  // Of views and subqueries since 3.36: a matter of build options, and Debian's
  // build differs (SQLITE_ALLOW_ROWID_IN_VIEW).
  bool maybe_rowid = false;
  int database = -1;  // -1: a subquery or CTE
  const Object* object = nullptr;
  // Of views: what is found wrong only when a query over it is compiled.
  std::string when_compiled;

  int Find(const Identifier& column) const;
};
using ShapePtr = std::shared_ptr<Shape>;

struct BindOptions {
  // Double-quoted strings in CHECK, indexes, generated columns are allowed.
  bool ddl_strings = true;
  // As when the schema is loaded: strings always allowed, aggregates checked,
  // bodies of views and triggers not looked at.
  bool loading = false;
  // As when a table or an index is created: functions must exist.
  bool creating = false;
  // As when a statement is prepared: functions, aggregates and windows are
  // looked at in bodies too.
  bool compiled = false;
  // legacy_alter_table: bodies of views and triggers not looked at.
  bool bodies = true;
  // Of a table: what is looked at while its clauses are read, and no more.
  bool clauses_only = false;
  // Of a table: CHECKs as if they were not there.
  bool without_checks = false;
  // Before 3.38: json_each and json_tree are there, which a build decides.
  bool json = true;
};

class Binder {
 public:
  Binder(const Snapshot& snapshot, const Dialect& dialect)
      : snapshot_(snapshot), dialect_(dialect) {}

  Resolution Resolve(size_t database, const Object& object,
                     const BindOptions& options);
  // The first error of an expression as a CHECK of that table (ALTER TABLE ADD
  // CHECK resolves it before anything else).
  Resolution ResolveCheck(size_t database, const Object& table,
                          const sql::Node& expr, bool ddl_strings);

 private:
  struct Query;
  struct Instance;
  struct Source {
    ShapePtr shape;
    const Identifier* alias = nullptr;
    const sql::Node* node = nullptr;
    const sql::Node* join = nullptr;
    Query* subquery = nullptr;
    Instance* instance = nullptr;  // the copy that `subquery` belongs to
    bool natural = false, left = false, right = false;
    bool has_using = false;
    std::vector<Identifier> using_columns;
  };
  // One column of a result.
  struct Item {
    const sql::Node* expr = nullptr;  // null: from a star
    bool named = false;               // AS name, or from a star
    std::string name;
    bool from_star = false;
    const Source* source = nullptr;  // of a star, or what expr is bound to
    int column = -2;                 // -1: the rowid; -2: no column
    sql::TokenIndex qualifier = sql::kNoToken;  // t of t.*
    bool aggregate = false;
  };
  struct Core {
    explicit Core(const sql::Node* node) : node(node) {}

    const sql::Node* node;
    std::vector<Source> sources;
    std::vector<Item> items;
  };
  struct Query {
    const sql::Node* node = nullptr;
    std::vector<Core> cores;
    std::vector<sql::Op> operators;  // between the cores
    bool expanded = false, resolved = false;
  };
  // One copy of a statement's tree, as SQLite copies views and CTEs: only the
  // original's tokens are known to ALTER.
  struct Instance {
    bool live = false;
    bool checks = false;  // functions are checked as in an ordinary statement
    size_t home = 0;      // the database whose object it is
    std::optional<size_t> targets;  // that of a trigger's targets, if another
    const sql::Parsed* parsed = nullptr;
    bool has_with = false;
    std::vector<std::pair<const sql::Node*, std::unique_ptr<Query>>> queries;
    std::vector<std::pair<const sql::Node*, ShapePtr>> recursive;

    Query& Get(const sql::Node& node);
  };
  struct Cte {
    const sql::Node* node = nullptr;
    const char* error = nullptr;  // "circular reference: " while in work
  };
  struct With {
    std::vector<Cte> ctes;
    With* outer = nullptr;
    bool barrier = false;
  };
  enum class Self : uint8_t { kNone, kCheck, kPartial, kIndex, kGenerated };
  struct Context {
    Instance* instance = nullptr;
    std::vector<Source>* sources = nullptr;
    std::vector<Item>* items = nullptr;  // aliases that may be used
    Context* next = nullptr;
    Self self = Self::kNone;
    const Source* excluded = nullptr;  // upsert
    bool allow_aggregate = false, allow_window = false;
    bool no_select = false;
    bool has_aggregate = false;
    const sql::Node* windows = nullptr;  // the SELECT's WINDOW clause
    bool in_from = false;                // a query of some FROM
    // An aggregate of this query that is met from now on, inside a query of an
    // expression, is one too late: nobody computes it.
    bool late = false;
  };
  struct Bound {
    enum class Kind : uint8_t { kNone, kColumn, kTrigger, kString, kOther };
    Kind kind = Kind::kNone;
    const Source* source = nullptr;
    int column = -2;
  };

  bool At(int minor, int patch = 0) const {
    return dialect_.version >= SqliteVersion{3, minor, patch};
  }
  bool Fail(Reason reason, std::string message);
  bool Abandon();  // beyond the resolver
  bool stopped() const { return error_.has_value() || abandoned_; }
  // Before 3.31 a star that stood for nothing stopped nothing: the last one
  // was named.
  bool ExpansionStops() const { return At(31) ? stopped() : abandoned_; }

  // Definitions.
  void BindTable(size_t database, const Object& object, const CreateTable& t);
  bool TableClauses(size_t database, const CreateTable& t, Context& context);
  bool TableRule(size_t database, const CreateTable& t,
                 const TableConstraint& constraint, Context& context);
  bool KeyColumns(const CreateTable& table,
                  const std::vector<IndexedColumn>& columns, bool primary,
                  Context& context);
  static Context KeyContext(const Context& context);
  bool NamedKeyColumns(const std::vector<IndexedColumn>& columns, bool primary,
                       Context inner);
  void NoteIntegerKey(const CreateTable& t, int column);
  bool RepeatsKey(const CreateTable& table,
                  const std::vector<IndexedColumn>& columns);
  bool StringColumn(const sql::Node& literal, Context& context);
  bool ForeignKey(size_t database, const CreateTable& t,
                  const ForeignKeyRule& rule, Context& context);
  bool TableOptions(const CreateTable& t);
  void TableExpressions(const CreateTable& t, Context& context);
  void BindIndex(size_t database, const CreateIndex& index);
  void BindView(size_t database, const Object& object, const CreateView& view);
  void BindTrigger(size_t database, const Object& object,
                   const CreateTrigger& trigger);
  bool TriggerFits(const CreateTrigger& trigger, const Source& on);
  bool BindStep(Instance& instance, const sql::Node& step);
  bool BindInsert(Instance& instance, const sql::Node& step);
  bool BindUpsert(Context& context, const sql::Node& upsert);
  // What an UPDATE of a trigger sets.
  bool Clause(const sql::Node& node, Context& context);
  bool BindUpdate(Instance& instance, const sql::Node& step);
  bool BindAssignments(Instance& instance, Instance& copy,
                       const sql::Node& step, std::vector<Source>& sources);
  bool BindDelete(Instance& instance, const sql::Node& step);
  std::optional<Source> Target(Instance& instance, const sql::Node& target);
  void TargetColumns(const Source& target, const std::vector<sql::Name>& names,
                     Reference::Role role);
  void TargetNames(const sql::Node& from, size_t home);

  // Queries, in SQLite's two passes.
  bool Prepare(Instance& instance, const sql::Node& select, Context* outer);
  bool Expand(Instance& instance, const sql::Node& select);
  bool ExpandCore(Instance& instance, Query& query, size_t index);
  bool ExpandFrom(Instance& instance, const sql::Node& from,
                  std::vector<Source>* sources);
  bool ExpandSource(Instance& instance, const sql::Node& node,
                    std::vector<Source>* sources);
  bool ExpandTableRef(Instance& instance, const sql::Node& node,
                      Source* source);
  bool ExpandInside(Instance& instance, const sql::Node& node);
  bool ProcessJoins(std::vector<Source>* sources);
  bool ExpandItems(Instance& instance, Core* core);
  bool ExpandStar(const sql::Node& star, Core* core);
  // 1: found, 0: no such CTE, -1: error.
  bool MayBeCte(const Instance& instance, const sql::Node& node) const;
  int FindCte(Instance& instance, const sql::Node& node, Source* source);
  bool NameCteColumns(const Cte& cte, const Instance& instance,
                      const Core& left, Shape* shape);
  bool ExpandCte(Instance& copy, Cte& cte, With* with, ShapePtr shape);
  With* SearchWith(With* first, const Identifier& name, Cte** found);
  bool PushWith(Instance& instance, const sql::Node& with);
  void PopWith();
  void WalkWith(Instance& instance, const sql::Node& node);

  bool ResolveSelect(Instance& instance, const sql::Node& select,
                     Context* outer);
  bool ResolveCore(Instance& instance, Query& query, size_t index,
                   Context* outer, bool in_from);
  bool ResolveSources(Instance& instance, Core& core, Context* outer);
  bool ResolveView(const Instance& instance, const Source& source,
                   Context* outer);
  bool ResolveItems(Core& core, Context& context);
  bool ResolveWhere(const sql::Node& core, std::vector<Source>& sources,
                    Context& context);
  bool ResolveHaving(const Core& core, Context& context);
  bool ResolveWindows(const sql::Node& core, Context& context);
  bool ResolveOrder(Query& query, Core& core, Context& context);
  bool ResolveGroup(const Core& core, Context& context);
  bool ResolveCompoundOrder(Instance& instance, Query& query);
  bool SameAsItem(const sql::Node& term, const Item& item, Context& context);
  bool SameExpr(const sql::Node& a, const sql::Node& b, Context& context);

  // Expressions.
  bool Expr(const sql::Node& node, Context& context) {
    return Walk(node, context) && !stopped();
  }
  bool Children(const sql::Node& node, Context& context) {
    return WalkChildren(node, context) && !stopped();
  }
  // As SQLite walks: false if it stops there. It may well go on behind an
  // error, which the next one then replaces.
  bool Walk(const sql::Node& node, Context& context);
  void WalkOver(const sql::Node& over, Context& context);
  bool WalkChildren(const sql::Node& node, Context& context);
  bool WalkIs(const sql::Node& node, Context& context);
  bool IsDropped(const sql::Node& expr, const Context& context) const;
  // What is left of WHERE and of the ONs once SQLite has joined them by AND.
  std::vector<const sql::Node*> Conditions(const sql::Node& core,
                                           const std::vector<Source>& sources,
                                           const Context& context) const;
  // Says so where the sides of a comparison are not equally wide.
  bool RowMisused(const sql::Node& comparison);
  bool WalkLike(const sql::Node& node, Context& context);
  bool Function(const sql::Node& node, Context& context);
  void NoteAggregate(const sql::Node& node, Context& context,
                     const std::vector<const Context*>& named);
  void CheckWindow(const sql::Node& function, const sql::Node& over,
                   Context& context);
  bool CheckFunction(const sql::Node& node, int arguments, bool window,
                     Context& context);
  bool InsideSelect(const sql::Node& select, Context& context);
  bool InList(const sql::Node& node, Context& context);
  bool NotValid(const Context& context, const char* what);
  bool Lookup(const sql::Node& node, Context& context, Bound* bound);
  struct Match;
  void MatchSources(const sql::Node& node, Context& context, Match* match);
  void CountMatch(Source* source, int column, const Identifier& name,
                  Match* match);
  bool MatchTrigger(const sql::Node& node, Context& context, Match* match);
  const Item* MatchAlias(const sql::Node& node, Context& context);
  bool NoMatch(const sql::Node& node, const Match& match,
               const Context& context, Bound* bound);

  // Tables.
  ShapePtr ShapeOf(size_t database, const Object& object);
  ShapePtr ShapeOfTable(size_t database, const Identifier& name,
                        const CreateTable& table);
  ShapePtr ViewShape(size_t database, const Object& object);
  ShapePtr SystemShape(size_t home, const sql::Node& ref);
  bool Locate(size_t home, const sql::Node& ref, Source* source);
  // Without views' columns and without an error.
  bool LocateQuietly(size_t home, const sql::Node& ref, Source* source);
  // TRUE and FALSE name no column of a view or subquery: it is "columnN" then.
  // 3.26 did not do so yet.
  std::string NotAWord(std::string name, size_t place) const;
  std::vector<Identifier> UniqueNames(std::vector<std::string> names) const;
  std::vector<Identifier> ItemNames(const Instance& instance, const Core& core,
                                    bool resolved);
  std::string ItemName(const Instance& instance, const Item& item,
                       bool resolved);

  void RecordTable(const Instance& instance, sql::TokenIndex token,
                   const Shape& shape, Reference::Role role);
  void RecordColumn(const Instance& instance, sql::TokenIndex token,
                    const Shape& shape, int column, Reference::Role role);

  const Snapshot& snapshot_;
  const Dialect& dialect_;
  struct Known {
    const Object* object;
    ShapePtr shape;  // null: a view whose columns are being worked out
  };
  std::vector<Known> known_, known_views_;

  // Of the object being resolved.
  Resolution* out_ = nullptr;
  BindOptions options_;
  // What ALTER TABLE reads again, with the operands that the parser drops
  // elsewhere: 0 AND x.
  const sql::Parsed* read_whole_ = nullptr;
  std::string when_compiled_;
  const sql::Node* capture_ = nullptr;  // whose binding captured_ shall be
  Bound captured_;
  // Where the columns inside the aggregate function were found.
  std::vector<const Context*>* named_ = nullptr;
  bool in_from_ = false;  // the next query to resolve stands in a FROM
  std::optional<ResolveError> error_;
  bool abandoned_ = false;
  bool recording_ = true;
  With* with_ = nullptr;
  // Until 3.34 a view saw the WITH of whoever reads it.
  With* leaked_ = nullptr;
  std::vector<std::unique_ptr<With>> withs_;
  std::vector<std::unique_ptr<Instance>> copies_;  // that SQLite makes of CTEs
  ShapePtr trigger_table_;
  Source trigger_source_;
  using Key = std::vector<std::pair<Identifier, std::optional<Collation>>>;
  std::vector<Key> keys_;  // of the table so far
  int integer_key_ = -1;   // of a WITHOUT ROWID table, so far
  CreateTrigger::Event trigger_event_ = CreateTrigger::Event::kInsert;
};

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_BINDER_H_
