#include "engines/error_table.h"

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>

namespace alterego {
namespace {

enum class Match : uint8_t { kIs, kStarts, kEnds, kContains };

struct MessageRow {
  Match match;
  std::string_view pattern;
  Reason reason;
  std::string_view also_ends = {};  // kStarts: and ends with this
};

// First match wins, so what is more special stands first. Texts of SQLite
// 3.24 to 3.54 (src/*.c: sqlite3ErrorMsg, sqlite3VdbeError, sqlite3MPrintf).
constexpr MessageRow kMessages[] = {
    // --- names ---------------------------------------------------------------
    {Match::kStarts, "no such column: ", Reason::kNoSuchColumn},
    {Match::kStarts, "no such table: ", Reason::kNoSuchTable},
    {Match::kStarts, "near \"", Reason::kSyntax, ": syntax error"},
    {Match::kStarts, "no such table column: ", Reason::kNoSuchColumn},
    {Match::kStarts, "no such index: ", Reason::kNoSuchIndex},
    {Match::kStarts, "no such view: ", Reason::kNoSuchView},
    {Match::kStarts, "no such trigger: ", Reason::kNoSuchTrigger},
    {Match::kStarts, "no such function: ", Reason::kNoSuchFunction},
    {Match::kStarts, "unknown function: ", Reason::kNoSuchFunction},
    {Match::kStarts, "no such collation sequence: ", Reason::kNoSuchCollation},
    {Match::kStarts, "no such constraint: ", Reason::kNoSuchConstraint},
    {Match::kStarts, "no such savepoint: ", Reason::kNoSuchSavepoint},
    {Match::kStarts, "no such module: ", Reason::kNoSuchModule},
    {Match::kStarts, "no such database: ", Reason::kUnknownDatabase},
    {Match::kStarts, "unknown database", Reason::kUnknownDatabase},
    {Match::kStarts, "unable to open database: ", Reason::kUnknownDatabase},
    {Match::kStarts, "ambiguous column name: ", Reason::kAmbiguousColumn},
    {Match::kStarts, "ambiguous reference to ", Reason::kAmbiguousColumn},
    {Match::kStarts, "duplicate column name: ", Reason::kDuplicateColumn},
    {Match::kStarts, "there is already ", Reason::kNameTaken},
    {Match::kStarts, "constraint ", Reason::kConstraintExists,
     " already exists"},
    {Match::kEnds, " already exists", Reason::kNameTaken},
    {Match::kStarts, "database ", Reason::kNameTaken, " is already in use"},
    {Match::kStarts,
     "object name reserved for internal use: ", Reason::kReservedName},
    {Match::kStarts, "unknown column \"", Reason::kNoSuchColumn},
    {Match::kStarts, "cannot join using column ", Reason::kNoSuchColumn},
    {Match::kStarts, "unable to identify the object to be reindexed",
     Reason::kNoSuchIndex},

    // --- syntax --------------------------------------------------------------
    {Match::kIs, "incomplete input", Reason::kSyntax},
    {Match::kStarts, "unrecognized token: ", Reason::kSyntax},
    {Match::kStarts, "unknown table option: ", Reason::kSyntax},
    {Match::kStarts, "unknown join type: ", Reason::kSyntax},
    {Match::kStarts, "unknown or unsupported join type: ", Reason::kSyntax},
    {Match::kStarts, "syntax error", Reason::kSyntax},
    {Match::kStarts, "a JOIN clause is required before ", Reason::kSyntax},
    {Match::kStarts, "a GROUP BY clause is required before HAVING",
     Reason::kSyntax},
    {Match::kContains, " clause should come after ", Reason::kSyntax},
    {Match::kStarts, "RIGHT and FULL OUTER JOINs are not currently supported",
     Reason::kSyntax},

    // --- what ALTER TABLE refuses ------------------------------------------
    {Match::kStarts, "virtual tables may not be ", Reason::kIsVirtual},
    {Match::kStarts, "cannot rename columns of view \"", Reason::kIsView},
    {Match::kStarts, "cannot drop column from view \"", Reason::kIsView},
    {Match::kStarts, "cannot edit constraints of view \"", Reason::kIsView},
    {Match::kIs, "Cannot add a column to a view", Reason::kIsView},
    {Match::kStarts, "cannot rename columns of virtual table \"",
     Reason::kIsVirtual},
    {Match::kStarts, "cannot drop column from virtual table \"",
     Reason::kIsVirtual},
    {Match::kStarts, "cannot edit constraints of virtual table \"",
     Reason::kIsVirtual},
    {Match::kStarts, "cannot drop PRIMARY KEY column: ", Reason::kKeyColumn},
    {Match::kStarts, "cannot drop UNIQUE column: ", Reason::kKeyColumn},
    {Match::kStarts, "cannot drop column \"", Reason::kLastColumn,
     "\": no other columns exist"},
    {Match::kStarts, "cannot add rowid alias: ", Reason::kRowidAlias},
    {Match::kStarts, "cannot drop rowid alias: ", Reason::kRowidAlias},
    {Match::kStarts, "cannot rename from rowid alias: ", Reason::kRowidAlias},
    {Match::kStarts, "cannot rename to rowid alias: ", Reason::kRowidAlias},
    {Match::kIs, "Cannot add a PRIMARY KEY column", Reason::kAddPrimaryKey},
    {Match::kIs, "Cannot add a UNIQUE column", Reason::kAddUnique},
    {Match::kIs, "Cannot add a NOT NULL column with default value NULL",
     Reason::kAddNotNull},
    {Match::kIs, "Cannot add a REFERENCES column with non-NULL default value",
     Reason::kAddReferences},
    {Match::kIs, "Cannot add a column with non-constant default",
     Reason::kAddNonConstant},
    {Match::kIs, "cannot add a STORED column", Reason::kAddStored},
    {Match::kStarts, "default value of column [", Reason::kDefaultNotConstant},
    {Match::kStarts,
     "constraint may not be dropped: ", Reason::kConstraintMayNotDrop},
    {Match::kIs, "constraint failed", Reason::kConstraintViolated},
    {Match::kIs, "CHECK constraint failed", Reason::kConstraintViolated},
    {Match::kIs, "NOT NULL constraint failed", Reason::kConstraintViolated},
    {Match::kIs, "type mismatch on DEFAULT", Reason::kTypeMismatchDefault},

    // --- views and tables where something else is needed ---------------------
    {Match::kStarts, "view ", Reason::kCircularView, " is circularly defined"},
    {Match::kStarts, "view ", Reason::kIsView, " may not be altered"},
    {Match::kIs, "views may not be indexed", Reason::kIsView},
    {Match::kIs, "cannot UPSERT a view", Reason::kIsView},
    {Match::kStarts, "use DROP VIEW to delete view ", Reason::kIsView},
    {Match::kStarts, "use DROP TABLE to delete table ", Reason::kNoSuchView},
    {Match::kStarts,
     "cannot create INSTEAD OF trigger on table: ", Reason::kBadDefinition},
    {Match::kStarts, "cannot create BEFORE trigger on view: ", Reason::kIsView},
    {Match::kStarts, "cannot create AFTER trigger on view: ", Reason::kIsView},
    {Match::kIs, "cannot create triggers on virtual tables",
     Reason::kIsVirtual},
    {Match::kIs, "cannot create trigger on system table",
     Reason::kMayNotBeAltered},
    {Match::kIs, "cannot create triggers on shadow tables",
     Reason::kMayNotBeAltered},
    {Match::kContains, " may not write to shadow table ",
     Reason::kMayNotBeAltered},
    {Match::kStarts, "index associated with UNIQUE or PRIMARY KEY",
     Reason::kMayNotBeAltered},
    {Match::kContains, " is not available on virtual tables",
     Reason::kIsVirtual},
    {Match::kStarts, "UPSERT not implemented for virtual table ",
     Reason::kIsVirtual},

    // --- DML ---------------------------------------------------------------
    {Match::kStarts, "NOT NULL constraint failed: ", Reason::kNotNull},
    {Match::kStarts, "CHECK constraint failed: ", Reason::kCheck},
    {Match::kStarts, "UNIQUE constraint failed: ", Reason::kUnique},
    {Match::kStarts, "PRIMARY KEY must be unique", Reason::kUnique},
    {Match::kIs, "FOREIGN KEY constraint failed", Reason::kForeignKey},
    {Match::kStarts, "foreign key mismatch - ", Reason::kForeignKeyMismatch},
    {Match::kStarts, "cannot store ", Reason::kDatatype},
    {Match::kIs, "datatype mismatch", Reason::kMismatch},
    {Match::kIs, "integer overflow", Reason::kMismatch},
    {Match::kStarts, "unable to use function ", Reason::kMismatch},
    {Match::kStarts, "malformed JSON", Reason::kMismatch},
    {Match::kStarts, "JSON ", Reason::kMismatch},
    {Match::kStarts, "bad JSON path", Reason::kMismatch},
    {Match::kStarts, "ESCAPE expression must be ", Reason::kMismatch},
    {Match::kStarts, "LIKE or GLOB pattern too complex", Reason::kTooMany},
    {Match::kStarts, "too many levels of trigger recursion",
     Reason::kTriggerRecursion},
    {Match::kIs, "triggers nested too deep", Reason::kTriggerRecursion},
    {Match::kStarts, "cannot INSERT into generated column ",
     Reason::kGeneratedWrite},
    {Match::kStarts, "cannot UPDATE generated column ",
     Reason::kGeneratedWrite},
    {Match::kIs, "attempt to write a readonly database", Reason::kReadOnly},
    {Match::kStarts, "cannot modify ", Reason::kReadOnly},

    // --- widths --------------------------------------------------------------
    {Match::kStarts, "SELECTs to the left and right of ",
     Reason::kWidthMismatch},
    {Match::kContains, " values for ", Reason::kWidthMismatch},
    {Match::kContains, " columns assigned ", Reason::kWidthMismatch},
    {Match::kStarts, "expected ", Reason::kWidthMismatch},
    {Match::kStarts, "all VALUES must have the same number of terms",
     Reason::kWidthMismatch},
    {Match::kStarts, "sub-select returns ", Reason::kWidthMismatch},
    {Match::kStarts, "IN(...) element has ", Reason::kWidthMismatch},

    // --- transactions --------------------------------------------------------
    {Match::kStarts, "cannot start a transaction within a transaction",
     Reason::kTransactionState},
    {Match::kStarts, "cannot commit", Reason::kTransactionState},
    {Match::kStarts, "cannot rollback", Reason::kTransactionState},
    {Match::kStarts, "cannot open savepoint", Reason::kTransactionState},
    {Match::kStarts, "cannot release savepoint", Reason::kTransactionState},
    {Match::kStarts, "cannot VACUUM", Reason::kTransactionState},
    {Match::kStarts, "cannot ATTACH ", Reason::kTransactionState},
    {Match::kStarts, "cannot DETACH ", Reason::kTransactionState},
    {Match::kStarts, "Safety level may not be changed inside a transaction",
     Reason::kTransactionState},
    {Match::kContains, " from within a transaction", Reason::kTransactionState},
    {Match::kStarts, "cannot detach database ", Reason::kMayNotBeAltered},

    // --- limits and states of the engine -----------------------------------
    {Match::kStarts, "too many ", Reason::kTooMany},
    {Match::kStarts, "Expression tree is too large", Reason::kTooMany},
    {Match::kStarts, "at most ", Reason::kTooMany},
    {Match::kStarts, "parser stack overflow", Reason::kTooMany},
    {Match::kStarts, "Recursion limit", Reason::kTooMany},
    {Match::kStarts, "VIEWs and/or subqueries nested too deep",
     Reason::kTooMany},
    {Match::kContains, "contains too many steps", Reason::kTooMany},
    {Match::kIs, "string or blob too big", Reason::kTooMany},
    {Match::kIs, "database or disk is full", Reason::kTooMany},
    {Match::kIs, "statement too long", Reason::kTooMany},
    {Match::kStarts, "hex literal too big: ", Reason::kTooMany},
    {Match::kStarts, "oversized integer: ", Reason::kTooMany},
    {Match::kStarts, "more than ", Reason::kTooMany},
    {Match::kIs, "SQL logic error", Reason::kLogicError},
    {Match::kIs, "unknown error", Reason::kLogicError},
    {Match::kStarts, "not authorized", Reason::kNotAuthorized},
    {Match::kStarts, "access to ", Reason::kNotAuthorized, " prohibited"},
    {Match::kStarts, "access to ", Reason::kNotAuthorized, " is prohibited"},
    {Match::kIs, "authorizer malfunction", Reason::kNotAuthorized},
    {Match::kStarts, "database is locked", Reason::kBusy},
    {Match::kStarts, "database table is locked", Reason::kBusy},
    {Match::kStarts, "database schema is locked", Reason::kBusy},
    {Match::kStarts, "database schema has changed", Reason::kBusy},
    {Match::kStarts, "database ", Reason::kBusy, " is locked"},
    {Match::kStarts, "malformed database schema", Reason::kCorrupt},
    {Match::kStarts, "orphan index", Reason::kCorrupt},
    {Match::kStarts, "database disk image is malformed", Reason::kCorrupt},
    {Match::kStarts, "database corruption", Reason::kCorrupt},
    {Match::kIs, "file is not a database", Reason::kCorrupt},
    {Match::kIs, "corrupt database", Reason::kCorrupt},
    {Match::kIs, "invalid rootpage", Reason::kCorrupt},

    // --- what may not stand in a definition --------------------------------
    {Match::kContains, " prohibited in ", Reason::kProhibited},
    {Match::kStarts, "non-deterministic use of ", Reason::kProhibited},
    {Match::kStarts, "parameters are not allowed in ", Reason::kProhibited},
    {Match::kEnds, " cannot use variables", Reason::kProhibited},
    {Match::kStarts, "unsafe use of ", Reason::kProhibited},

    // --- every other fault of a CREATE, a query or a trigger ---------------
    {Match::kStarts, "AUTOINCREMENT ", Reason::kBadDefinition},
    {Match::kStarts, "PRIMARY KEY missing on table ", Reason::kBadDefinition},
    {Match::kStarts, "generated column", Reason::kBadDefinition},
    {Match::kStarts, "error in generated column ", Reason::kBadDefinition},
    {Match::kStarts, "must have at least one non-generated column",
     Reason::kBadDefinition},
    {Match::kStarts, "cannot use DEFAULT on a generated column",
     Reason::kBadDefinition},
    {Match::kStarts, "missing datatype for ", Reason::kBadDefinition},
    {Match::kStarts, "unknown datatype for ", Reason::kBadDefinition},
    {Match::kStarts, "foreign key on ", Reason::kBadDefinition},
    {Match::kStarts, "number of columns in foreign key does not match ",
     Reason::kBadDefinition},
    {Match::kStarts, "conflicting ON CONFLICT clauses specified",
     Reason::kBadDefinition},
    {Match::kStarts, "unsupported use of NULLS ", Reason::kBadDefinition},
    {Match::kContains, " cannot reference objects in database ",
     Reason::kBadDefinition},
    {Match::kStarts, "temporary table name must be unqualified",
     Reason::kBadDefinition},
    {Match::kStarts, "temporary trigger may not have qualified name",
     Reason::kBadDefinition},
    {Match::kStarts, "cannot create a TEMP index on non-TEMP table ",
     Reason::kBadDefinition},
    {Match::kStarts, "qualified table names are not allowed on INSERT",
     Reason::kBadDefinition},
    {Match::kContains, " is not allowed on UPDATE or DELETE statements",
     Reason::kBadDefinition},
    {Match::kStarts, "virtual tables cannot use computed columns",
     Reason::kBadDefinition},
    {Match::kStarts, "wrong number of arguments to function ",
     Reason::kBadDefinition},
    {Match::kStarts, "misuse of ", Reason::kBadDefinition},
    {Match::kStarts, "row value misused", Reason::kBadDefinition},
    {Match::kStarts, "aggregate functions are not allowed in ",
     Reason::kBadDefinition},
    {Match::kStarts, "DISTINCT ", Reason::kBadDefinition},
    {Match::kStarts, "FILTER ", Reason::kBadDefinition},
    {Match::kStarts, "HAVING clause on a non-aggregate query",
     Reason::kBadDefinition},
    {Match::kContains, " may not be used as a window function",
     Reason::kBadDefinition},
    {Match::kContains, " may not be used with non-aggregate ",
     Reason::kBadDefinition},
    {Match::kContains, " ORDER BY term ", Reason::kBadDefinition},
    {Match::kContains, " GROUP BY term ", Reason::kBadDefinition},
    {Match::kStarts, "ORDER BY without LIMIT on ", Reason::kBadDefinition},
    {Match::kStarts, "ORDER BY term ", Reason::kBadDefinition},
    {Match::kStarts, "RAISE() may only be used ", Reason::kBadDefinition},
    {Match::kStarts, "RANGE with offset ", Reason::kBadDefinition},
    {Match::kStarts, "RETURNING may not use ", Reason::kBadDefinition},
    {Match::kStarts, "cannot use RETURNING in a trigger",
     Reason::kBadDefinition},
    {Match::kStarts, "cannot use window functions in recursive queries",
     Reason::kBadDefinition},
    {Match::kStarts, "cannot override ", Reason::kBadDefinition},
    {Match::kStarts, "unsupported frame ", Reason::kBadDefinition},
    {Match::kStarts, "RANGE must use only UNBOUNDED or CURRENT ROW",
     Reason::kBadDefinition},
    {Match::kStarts, "frame ", Reason::kBadDefinition},
    {Match::kStarts, "no such window: ", Reason::kBadDefinition},
    {Match::kStarts, "no tables specified", Reason::kBadDefinition},
    {Match::kStarts, "circular reference: ", Reason::kBadDefinition},
    {Match::kStarts,
     "multiple references to recursive table: ", Reason::kBadDefinition},
    {Match::kStarts, "multiple recursive references: ", Reason::kBadDefinition},
    {Match::kStarts,
     "recursive reference in a subquery: ", Reason::kBadDefinition},
    {Match::kStarts, "recursive aggregate queries not supported",
     Reason::kBadDefinition},
    {Match::kStarts, "duplicate WITH table name: ", Reason::kBadDefinition},
    {Match::kStarts, "a NATURAL join may not have ", Reason::kBadDefinition},
    {Match::kStarts, "cannot have both ON and USING clauses in the same join",
     Reason::kBadDefinition},
    {Match::kEnds, " references tables to its right", Reason::kBadDefinition},
    {Match::kStarts, "target object/alias may not appear in FROM clause: ",
     Reason::kBadDefinition},
    {Match::kContains, "ON CONFLICT clause does not match any ",
     Reason::kBadDefinition},
    {Match::kStarts, "second argument to ", Reason::kBadDefinition},
    {Match::kEnds, "' is not a function", Reason::kBadDefinition},
    {Match::kStarts, "no query solution", Reason::kBadDefinition},
    {Match::kStarts, "variable number must be between ",
     Reason::kBadDefinition},
    {Match::kStarts, "unsupported encoding: ", Reason::kBadDefinition},
    {Match::kStarts, "vtable constructor ", Reason::kBadDefinition},
    {Match::kStarts, "fts", Reason::kBadDefinition},
};

// Messages that begin with "table <name> ": the end decides, for the name can
// be anything.
constexpr MessageRow kTableRows[] = {
    {Match::kEnds, " already exists", Reason::kNameTaken},
    {Match::kEnds, " may not be altered", Reason::kMayNotBeAltered},
    {Match::kEnds, " may not be modified", Reason::kMayNotBeAltered},
    {Match::kEnds, " may not be dropped", Reason::kMayNotBeAltered},
    {Match::kEnds, " may not be indexed", Reason::kMayNotBeAltered},
    {Match::kEnds, " has more than one primary key", Reason::kBadDefinition},
    {Match::kEnds, " values were supplied", Reason::kWidthMismatch},
    {Match::kContains, " values for ", Reason::kWidthMismatch},
    {Match::kContains, " has no column named ", Reason::kNoSuchColumn},
};

// Of the rebuild engine's full mode. What the rows refuse begins with a count.
constexpr MessageRow kFullRows[] = {
    {Match::kContains, " existing NULL value", Reason::kNotNull},
    {Match::kContains, " does not fit ", Reason::kDatatype},
    {Match::kContains, " do not fit ", Reason::kDatatype},
    {Match::kContains, " has no parent in ", Reason::kForeignKey},
    {Match::kContains, " have no parent in ", Reason::kForeignKey},
    {Match::kContains, " duplicate key", Reason::kUnique},
    {Match::kContains, " existing row", Reason::kCheck},
};
// What the schema refuses. Names stand in the middle, so the first words say
// little.
constexpr MessageRow kFullSchema[] = {
    {Match::kStarts, "SET STRICT needs SQLite ", Reason::kNotSupported},
    {Match::kContains, ": needed by ", Reason::kMayNotBeAltered},
    {Match::kStarts, "this would break ", Reason::kMayNotBeAltered},
    {Match::kContains, ": tied to its schema by ", Reason::kMayNotBeAltered},
    {Match::kContains, " already exists on table ", Reason::kConstraintExists},
    {Match::kContains, " is a view; ALTER TABLE changes tables",
     Reason::kIsView},
    {Match::kContains, " is a virtual table, whose module ",
     Reason::kIsVirtual},
    {Match::kContains, " has a PRIMARY KEY already; ", Reason::kBadDefinition},
    {Match::kContains, " has no PRIMARY KEY, which a table WITHOUT ROWID ",
     Reason::kBadDefinition},
    {Match::kContains, " has an AUTOINCREMENT column, which a table WITHOUT ",
     Reason::kBadDefinition},
    {Match::kContains, ": the PRIMARY KEY of a table WITHOUT ROWID; ",
     Reason::kKeyColumn},
    {Match::kContains, ": a table WITHOUT ROWID needs its PRIMARY KEY",
     Reason::kConstraintMayNotDrop},
    {Match::kEnds, ": no other columns exist", Reason::kLastColumn},
    {Match::kContains, " is generated and has no default",
     Reason::kBadDefinition},
    {Match::kContains, " has a default, which a generated column ",
     Reason::kBadDefinition},
    {Match::kContains, " is part of the PRIMARY KEY and cannot be generated",
     Reason::kBadDefinition},
    {Match::kContains, " is generated: USING has nothing to set",
     Reason::kBadDefinition},
    {Match::kEnds, " is not generated", Reason::kBadDefinition},
    {Match::kEnds, " is no identity", Reason::kBadDefinition},
    {Match::kEnds, " is an identity already", Reason::kBadDefinition},
    {Match::kContains, " is not the INTEGER PRIMARY KEY of the table, ",
     Reason::kBadDefinition},
    {Match::kContains, " is no foreign key: SQLite defers only those",
     Reason::kBadDefinition},
    {Match::kContains, " is no CHECK and no foreign key, ",
     Reason::kBadDefinition},
    {Match::kStarts, "a PRIMARY KEY or UNIQUE constraint is of columns; ",
     Reason::kBadDefinition},
    {Match::kContains, ": no such column: \"", Reason::kNoSuchColumn},
    {Match::kContains, " that it refers to are no PRIMARY KEY and not UNIQUE",
     Reason::kForeignKeyMismatch},
    {Match::kContains, " columns refer to ", Reason::kForeignKeyMismatch},
    {Match::kContains, " cannot be mixed with other changes of the columns ",
     Reason::kProhibited},
    {Match::kContains, " hides: SQLite would make it one of temp.",
     Reason::kMayNotBeAltered},
    {Match::kContains, " hide the rowids that must be kept; ",
     Reason::kRowidAlias},
};

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

bool Matches(const MessageRow& row, std::string_view message) {
  switch (row.match) {
    case Match::kIs:
      return message == row.pattern;
    case Match::kStarts:
      return message.starts_with(row.pattern) &&
             (row.also_ends.empty() || EndsWith(message, row.also_ends));
    case Match::kEnds:
      return EndsWith(message, row.pattern);
    case Match::kContains:
      return message.find(row.pattern) != message.npos;
  }
  return false;
}

Reason ReasonOf(std::string_view message) {
  if (message.starts_with("table ")) {
    for (const MessageRow& row : kTableRows) {
      if (Matches(row, message)) return row.reason;
    }
    return Reason::kUnclassified;
  }
  for (const MessageRow& row : kMessages) {
    if (Matches(row, message)) return row.reason;
  }
  return Reason::kUnclassified;
}

// Codes that say it all, whatever the text: that of RAISE() is the user's own.
Reason ReasonOfCode(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_TRIGGER:
      return Reason::kRaise;
    case SQLITE_CONSTRAINT_CHECK:
      return Reason::kCheck;
    case SQLITE_CONSTRAINT_NOTNULL:
      return Reason::kNotNull;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Reason::kUnique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Reason::kForeignKey;
    case SQLITE_CONSTRAINT_DATATYPE:
      return Reason::kDatatype;
    default:
      break;
  }
  switch (extended_code & 0xff) {
    case SQLITE_READONLY:
      return Reason::kReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Reason::kBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Reason::kCorrupt;
    case SQLITE_AUTH:
      return Reason::kNotAuthorized;
    case SQLITE_TOOBIG:
      return Reason::kTooMany;
    case SQLITE_MISMATCH:
      return Reason::kMismatch;
    default:
      return Reason::kUnclassified;
  }
}

// nullopt for a message that the full mode has no words like.
std::optional<Reason> ReasonOfFull(std::string_view message) {
  const bool count = !message.empty() && message[0] >= '0' && message[0] <= '9';
  if (count) {
    for (const MessageRow& row : kFullRows) {
      if (Matches(row, message)) return row.reason;
    }
  }
  // "line 1, column 9: near ...": what its parser says.
  if (message.starts_with("line ") &&
      message.find(", column ") != message.npos) {
    return Reason::kSyntax;
  }
  for (const MessageRow& row : kFullSchema) {
    if (Matches(row, message)) return row.reason;
  }
  return std::nullopt;
}

constexpr std::string_view kWrapped[] = {"error in table ", "error in view ",
                                         "error in trigger ",
                                         "error in index "};
constexpr std::string_view kAfter[] = {
    " after rename: ", " after drop column: ", " after add column: ",
    " after drop constraint: ", " after alter table: "};

// Splits at the first `separator` behind which something known stands: the
// object's name before it can hold anything, the separator too.
bool SplitAt(std::string_view message, size_t begin, std::string_view separator,
             Refused* out) {
  for (size_t at = message.find(separator, begin); at != message.npos;
       at = message.find(separator, at + 1)) {
    const size_t end = at + separator.size();
    const Reason reason = ReasonOf(message.substr(end));
    if (reason == Reason::kUnclassified) continue;
    out->reason = reason;
    out->wrapper = message.substr(0, end);
    return true;
  }
  return false;
}

// `error in <kind> <name>( after <op>)?: <message>`
bool ClassifyWrapped(std::string_view message, Refused* out) {
  // table t would not be legal: ...
  if (message.starts_with("table ") &&
      SplitAt(message, 0, " would not be legal: ", out)) {
    return true;
  }
  for (const std::string_view prefix : kWrapped) {
    if (!message.starts_with(prefix)) continue;
    for (const std::string_view after : kAfter) {
      if (SplitAt(message, prefix.size(), after, out)) return true;
    }
    return SplitAt(message, prefix.size(), ": ", out);
  }
  return false;
}

}  // namespace

Refused Classify(int extended_code, std::string_view message) {
  Refused out;
  out.extended_code = extended_code;
  out.message = message;
  out.reason = ReasonOfCode(extended_code);
  if (out.reason != Reason::kUnclassified) return out;
  if (ClassifyWrapped(message, &out)) return out;
  // The values that it shows may say anything.
  if (!message.empty() && message[0] >= '0' && message[0] <= '9') {
    const auto reason = ReasonOfFull(message);
    if (reason) out.reason = *reason;
    if (reason) return out;
  }
  out.reason = ReasonOf(message);
  if (out.reason != Reason::kUnclassified) return out;
  out.reason = ReasonOfFull(message).value_or(Reason::kUnclassified);
  return out;
}

}  // namespace alterego
