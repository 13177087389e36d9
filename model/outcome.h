// Outcome: what an engine answered to one statement; Prediction: what it may
// answer. Both are data for the oracle. What the harness itself could not do
// travels as absl::Status and never as an Outcome.
//
//   Prediction p = Prediction::Refuse(Reason::kNoSuchColumn,
//                                     "drop_column.no_such_column",
//                                     "no such column: \"c\"");
//   p.Allows(Refused{Reason::kNoSuchColumn, 1, "no such column: \"c\""});
#ifndef ALTEREGO_MODEL_OUTCOME_H_
#define ALTEREGO_MODEL_OUTCOME_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace alterego {

// Why an engine said no. SQLite answers code 1 to nearly everything, so the
// reason is read from the message (engines/error_table). The names are the
// `--reason` words of reports: see ReasonName.
enum class Reason : uint8_t {
  kSyntax,              // near "x": syntax error; incomplete input
  kNoSuchTable,         // no such table: t
  kNoSuchColumn,        // no such column: c
  kNoSuchIndex,         // no such index: i
  kNoSuchView,          // no such view: v
  kNoSuchTrigger,       // no such trigger: r
  kNoSuchFunction,      // no such function: f, unknown function: f()
  kNoSuchCollation,     // no such collation sequence: c
  kNoSuchConstraint,    // no such constraint: n
  kNoSuchSavepoint,     // no such savepoint: s
  kNoSuchModule,        // no such module: m
  kUnknownDatabase,     // unknown database x
  kAmbiguousColumn,     // ambiguous column name: c
  kNameTaken,           // already exists; there is already another table ...
  kDuplicateColumn,     // duplicate column name: c
  kReservedName,        // object name reserved for internal use: sqlite_x
  kMayNotBeAltered,     // table t may not be altered, modified, dropped
  kIsView,              // view v may not be altered; cannot ... view
  kIsVirtual,           // virtual tables may not be altered
  kKeyColumn,           // cannot drop PRIMARY KEY / UNIQUE column
  kLastColumn,          // cannot drop column: no other columns exist
  kRowidAlias,          // cannot add / drop / rename rowid alias (3.54)
  kAddPrimaryKey,       // Cannot add a PRIMARY KEY column
  kAddUnique,           // Cannot add a UNIQUE column
  kAddNotNull,          // Cannot add a NOT NULL column with default NULL
  kAddReferences,       // Cannot add a REFERENCES column with non-NULL default
  kAddNonConstant,      // Cannot add a column with non-constant default
  kAddStored,           // cannot add a STORED column
  kDefaultNotConstant,  // default value of column [c] is not constant
  kConstraintExists,    // constraint n already exists
  kConstraintMayNotDrop,  // constraint may not be dropped: n
  kConstraintViolated,    // constraint failed (ALTER over existing rows)
  kTypeMismatchDefault,   // type mismatch on DEFAULT
  kBadDefinition,         // any other fault of a CREATE: see error_table
  kProhibited,            // subqueries / parameters / ... prohibited in ...
  kCircularView,          // view v is circularly defined
  kWidthMismatch,         // SELECTs to the left and right ..., n values for m
  kReadOnly,              // attempt to write a readonly database; cannot modify
  kNotNull,               // NOT NULL constraint failed: t.c   (DML)
  kCheck,                 // CHECK constraint failed: ...
  kUnique,                // UNIQUE constraint failed, PRIMARY KEY
  kForeignKey,            // FOREIGN KEY constraint failed
  kForeignKeyMismatch,    // foreign key mismatch - "a" referencing "b"
  kDatatype,              // cannot store TEXT value in INTEGER column (STRICT)
  kMismatch,              // datatype mismatch (rowid)
  kRaise,                 // RAISE(ABORT, ...) in a trigger
  kTriggerRecursion,      // too many levels of trigger recursion
  kTransactionState,      // cannot start a transaction within a transaction...
  kNotAuthorized,         // not authorized
  kTooMany,               // too many columns, SQL too complex
  kGeneratedWrite,        // cannot INSERT into generated column
  kLogicError,            // SQL logic error
  kBusy,                  // database is locked
  kCorrupt,               // malformed
  kNotSupported,          // the engine says that it lacks the feature
  kUnclassified,          // no row of the error table matches: a test failure
};
inline constexpr int kReasonCount = static_cast<int>(Reason::kUnclassified) + 1;
// "no_such_column": stable, used in signatures, files and reports.
std::string_view ReasonName(Reason reason);

struct Accepted {
  friend bool operator==(const Accepted&, const Accepted&) = default;
};
// Refused: the engine answered with an error. `message` is the engine's own.
struct Refused {
  Reason reason = Reason::kUnclassified;
  int extended_code = 0;  // SQLite's extended result code; 0 if it has none
  std::string message;
  // For `error in <kind> <name> <after op>: `: what was taken off, else "".
  std::string wrapper;
};
// Lost: the engine gave no answer. The case ends here.
struct Lost {
  enum class How : uint8_t { kCrash, kTimeout, kProtocol } how = How::kCrash;
  std::string detail;
};
using Outcome = std::variant<Accepted, Refused, Lost>;
std::string Describe(const Outcome& outcome);

// The set of allowed outcomes: nearly always one. Empty `message` means that
// only the reason is predicted, not the wording.
struct Prediction {
  struct Refusal {
    Reason reason;
    std::string message;  // whole message, wrapper included; "" = any wording
  };
  bool may_accept = false;
  std::vector<Refusal> may_refuse;
  // False when the shadow cannot tell (foreign SQL): everything is allowed,
  // the step is counted as "not predicted", and the state is read back.
  bool predicted = true;
  std::string_view rule;  // which rule decided; the coverage mark. Static text.

  static Prediction Accept(std::string_view rule) {
    return {true, {}, true, rule};
  }
  static Prediction Refuse(Reason reason, std::string_view rule,
                           std::string message) {
    return {false, {{reason, std::move(message)}}, true, rule};
  }
  static Prediction Unknown(std::string_view rule) {
    return {true, {}, false, rule};
  }
  // True if `outcome` is one of the allowed ones; a Lost never is.
  bool Allows(const Outcome& outcome) const;
  std::string ToString() const;
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OUTCOME_H_
