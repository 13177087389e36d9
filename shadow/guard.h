// Guard: one reason why SQLite refuses an operation. The guards of a form are a
// table in the order in which alter.c tests them, because the first that fires
// names the error. `rule` is also the coverage mark and the anchor in
// docs/rules.md.
#ifndef ALTEREGO_SHADOW_GUARD_H_
#define ALTEREGO_SHADOW_GUARD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/alter_table.h"
#include "model/outcome.h"
#include "model/version.h"
#include "shadow/state.h"
#include "shadow/virtual_tables.h"

namespace alterego::shadow {

// Tables that exist without a row in sqlite_schema.
enum class Builtin : uint8_t { kNone, kSchemaTable, kEponymous };

// What a guard looks at: the statement, the world, and the table it resolved.
template <class Op>
struct AlterContext {
  const World& world;
  const sql::Parsed& parsed;
  const AlterTable& alter;
  const Op& op;
  // None: no such table, unless `builtin` says that it is one of SQLite's own.
  std::optional<Found> found;
  Builtin builtin = Builtin::kNone;
  size_t database_index = 0;  // of the table
  Identifier table;           // its name as SQLite spells it

  const Dialect& dialect() const { return world.dialect; }
  const Database& database() const {
    return *world.now.databases[database_index];
  }
  // nullptr for a builtin table.
  const Object* object() const {
    return found ? database().objects[found->object].get() : nullptr;
  }
  // nullptr unless it is an ordinary table.
  const CreateTable* create() const {
    const Object* o = object();
    return o != nullptr ? o->AsTable() : nullptr;
  }
};

template <class Op>
struct Guard {
  std::string_view rule;  // "drop_column.no_such_column"
  std::string_view what;  // one line for docs/rules.md
  Reason reason;
  // The whole message if the guard fires, else nullopt.
  std::optional<std::string> (*fires)(const AlterContext<Op>&);
  SqliteVersion since{3, 0, 0};  // holds in [since, until)
  SqliteVersion until{99, 0, 0};
};

// Every rule of the shadow, for `alterego rules`, coverage and docs/rules.md.
struct RuleInfo {
  std::string_view rule;
  std::string_view what;  // one line
  SqliteVersion since, until;
};
std::vector<RuleInfo> AllRules();

// Those that an engine which speaks `dialect` can be predicted by: of its mode
// and version.
std::vector<RuleInfo> RulesInReach(const Dialect& dialect);

// --- guards that several forms share ---------------------------------------

inline bool IsRowidSpelling(const Identifier& name) {
  return name == Identifier("rowid") || name == Identifier("oid") ||
         name == Identifier("_rowid_");
}

inline bool HasSystemPrefix(const Identifier& name) {
  return EqualsFolded(std::string_view(name.spelling()).substr(0, 7),
                      "sqlite_");
}

template <class Op>
std::optional<std::string> NoSuchTable(const AlterContext<Op>& c) {
  if (c.found || c.builtin != Builtin::kNone) return std::nullopt;
  const std::string schema =
      c.alter.schema ? c.alter.schema->id.spelling() + "." : "";
  return "no such table: " + schema + c.alter.table.id.spelling();
}

template <class Op>
std::optional<std::string> MayNotBeAltered(const AlterContext<Op>& c) {
  const bool eponymous = c.builtin == Builtin::kEponymous &&
                         c.dialect().version >= SqliteVersion{3, 36, 0};
  const bool kept = c.dialect().version >= SqliteVersion{3, 27, 0} &&
                    IsReadOnlyShadowTable(c.world, c.table);
  if (!eponymous && !HasSystemPrefix(c.table) && !kept) return std::nullopt;
  return "table " + c.table.spelling() + " may not be altered";
}

// The authorizer was asked. If it ignores the ALTER, that does nothing, and all
// that is said of it behind this is left unsaid: JudgeOp() sees to it.
template <class Op>
std::optional<std::string> NotAuthorized(const AlterContext<Op>& c) {
  if (!c.dialect().deny_alter_table && !c.dialect().ignore_alter_table) {
    return std::nullopt;
  }
  return "not authorized";
}

// The same where SQLite takes SQLITE_IGNORE for SQLITE_OK.
template <class Op>
std::optional<std::string> Denied(const AlterContext<Op>& c) {
  if (!c.dialect().deny_alter_table) return std::nullopt;
  return "not authorized";
}

template <class Op>
bool IsVirtualTable(const AlterContext<Op>& c) {
  if (c.builtin == Builtin::kEponymous) return true;
  return c.object() != nullptr && c.object()->AsVirtualTable() != nullptr;
}

template <class Op>
bool IsViewObject(const AlterContext<Op>& c) {
  return c.object() != nullptr && c.object()->kind == ObjectKind::kView;
}

// "cannot rename columns of view "v"": `doing` is "rename columns of", ...
template <class Op>
std::optional<std::string> NotRealTable(const AlterContext<Op>& c,
                                        std::string_view doing, bool view) {
  if (view ? !IsViewObject(c) : !IsVirtualTable(c)) return std::nullopt;
  return "cannot " + std::string(doing) +
         (view ? " view \"" : " virtual table \"") + c.table.spelling() + "\"";
}

// no such column: "<token>": since 3.38 as it is written in the statement.
template <class Op>
std::optional<std::string> NoSuchColumnQuoted(const AlterContext<Op>& c,
                                              const sql::Name& column) {
  if (c.create() == nullptr || c.create()->FindColumn(column.id) != nullptr) {
    return std::nullopt;
  }
  const bool raw = c.dialect().version >= SqliteVersion{3, 38, 0} &&
                   column.token != sql::kNoToken;
  return "no such column: \"" +
         (raw ? std::string(c.parsed.TextOf(column.token))
              : column.id.spelling()) +
         "\"";
}

template <class Op>
std::optional<std::string> NoSuchColumnBare(const AlterContext<Op>& c,
                                            const sql::Name& column) {
  if (c.create() == nullptr || c.create()->FindColumn(column.id) != nullptr) {
    return std::nullopt;
  }
  return "no such column: " + column.id.spelling();
}

// 3.54: cannot <doing> rowid alias: rowid
template <class Op>
std::optional<std::string> RowidName(const AlterContext<Op>& c,
                                     const Identifier& name,
                                     std::string_view doing) {
  if (c.create() == nullptr || c.create()->without_rowid) return std::nullopt;
  if (!IsRowidSpelling(name)) return std::nullopt;
  return "cannot " + std::string(doing) + " rowid alias: " + name.spelling();
}

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_GUARD_H_
