// The shadow: what must happen. It predicts the outcome of every statement, and
// the schema and rows behind it, from its own in-memory picture; it never asks
// a database.
//
//   Shadow shadow(Dialect{.version = {3, 40, 1}});
//   Verdict v = shadow.Judge(Step::FromSql("ALTER TABLE t DROP COLUMN c"));
//   v.prediction.Allows(outcome);
//   shadow.Advance(v, /*accepted=*/true);
//
// Judge is pure. Not thread-safe; copies are cheap (snapshots are shared).
// Source of the rules: SQLite's documentation and src/alter.c, src/build.c,
// src/insert.c, each named at its guard; docs/rules.md lists them all.
#ifndef ALTEREGO_SHADOW_SHADOW_H_
#define ALTEREGO_SHADOW_SHADOW_H_

#include <utility>

#include "model/outcome.h"
#include "model/script.h"
#include "shadow/state.h"

namespace alterego::shadow {

struct Verdict {
  Prediction prediction;
  WorldPtr if_accepted;  // never null; the same world if nothing changes
  WorldPtr if_refused;   // mostly the world before; ON CONFLICT FAIL and
                         // ROLLBACK leave traces
};

// The rule of a statement whose triggers multiply rows without end, for all
// that one can wait: nothing is predicted, and an engine had better not be
// asked.
inline constexpr std::string_view kEndlessRule = "dml.endless";

// The rules of what leaves a broken database, by a fault of SQLite's: nothing
// that follows can be judged. An ALTER, of which memory knows nothing and the
// file half; a REPLACE, without which an index lacks entries or has too many.
inline constexpr std::string_view kHalfDoneRule = "alter.half_done";
inline constexpr std::string_view kWreckRule = "dml.replace_half_done";
// The rule of a RENAME TO that SQLite refuses or, at worse, carries out and
// forgets a TEMP trigger over: what such a trigger does then is nobody's
// prediction.
inline constexpr std::string_view kForgetsRule = "rename_table.accept_hiding";

// The rule of a statement that reads a view whose columns a connection may or
// may not remember from the time when "text" could be a string.
inline constexpr std::string_view kRememberedViewRule =
    "switch.remembered_view";

class Shadow {
 public:
  explicit Shadow(Dialect dialect);
  explicit Shadow(WorldPtr world) : world_(std::move(world)) {}

  const World& world() const { return *world_; }
  WorldPtr shared_world() const { return world_; }

  Verdict Judge(const Step& step) const;
  // REQUIRES: the prediction allows this outcome.
  void Advance(const Verdict& verdict, bool accepted) {
    world_ = accepted ? verdict.if_accepted : verdict.if_refused;
  }
  // What a close and open of the same file leaves: committed state of the
  // files; no transaction, no temp objects, default pragmas.
  WorldPtr AfterReopen() const;

 private:
  WorldPtr world_;
};

// The parts of Judge. Each takes the world before and the parsed statement.
// shadow/ops/: one overload per ALTER form, found through JudgeAlter.
Verdict JudgeAlter(const WorldPtr& world, const sql::Parsed& parsed,
                   const AlterTable& alter);
// shadow/create.cc, shadow/drop.cc
Verdict JudgeCreate(const WorldPtr& world, const sql::Parsed& parsed);
// What SQLite refuses in the part of a CREATE that stands in front of an error
// of syntax (sql::ParseBefore); nullopt: nothing, it comes to that error.
std::optional<Verdict> JudgeCreateBefore(const WorldPtr& world,
                                         const sql::Parsed& part);
Verdict JudgeDrop(const WorldPtr& world, const Drop& drop);
// shadow/dml.cc: INSERT, UPDATE, DELETE, with constraints, foreign keys,
// triggers and conflict clauses.
Verdict JudgeDml(const WorldPtr& world, const sql::Parsed& parsed);
// shadow/transaction.cc, shadow/pragma.cc
Verdict JudgeTransaction(const WorldPtr& world, const Statement& statement);
Verdict JudgePragma(const WorldPtr& world, const Pragma& pragma);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_SHADOW_H_
