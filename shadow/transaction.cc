// BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE: snapshots on a stack.
// SQLite: src/vdbe.c, OP_AutoCommit and OP_Savepoint.
#include <optional>
#include <utility>

#include "base/mutant.h"
#include "shadow/dml.h"
#include "shadow/shadow.h"

namespace alterego::shadow {
namespace {

Verdict Refuse(const WorldPtr& world, Reason reason, std::string_view rule,
               std::string message) {
  return {Prediction::Refuse(reason, rule, std::move(message)), world, world};
}

Verdict Accept(std::string_view rule, std::shared_ptr<World> after,
               const WorldPtr& before) {
  return {Prediction::Accept(rule), std::move(after), before};
}

Verdict Push(const WorldPtr& world, std::optional<Identifier> name,
             std::string_view rule) {
  auto after = std::make_shared<World>(*world);
  after->frames.push_back(
      {std::move(name), world->now, world->deferred_violations});
  return Accept(rule, std::move(after), world);
}

// The end of the transaction: what was deferred must hold now.
Verdict End(const WorldPtr& world, std::string_view rule) {
  constexpr char kFailed[] = "FOREIGN KEY constraint failed";
  const bool violated =
      !world->deferred_unknown &&
      CountsAsViolation(world->deferred_violations, world->dialect.version);
  if (ALTEREGO_MUTANT("shadow.commits_violations", violated, false)) {
    return Refuse(world, Reason::kForeignKey, "transaction.deferred", kFailed);
  }
  auto after = std::make_shared<World>(*world);
  after->LeaveTransaction();
  Verdict verdict = Accept(rule, std::move(after), world);
  if (world->deferred_unknown) {
    verdict.prediction.may_refuse.push_back({Reason::kForeignKey, kFailed});
  }
  return verdict;
}

// The innermost savepoint of that name.
std::optional<size_t> FindSavepoint(const World& world,
                                    const Identifier& name) {
  for (size_t i = world.frames.size(); i-- > 0;) {
    if (world.frames[i].savepoint && *world.frames[i].savepoint == name) {
      return i;
    }
  }
  return std::nullopt;
}

Verdict NoSuchSavepoint(const WorldPtr& world, const Identifier& name) {
  return Refuse(world, Reason::kNoSuchSavepoint,
                "transaction.no_such_savepoint",
                "no such savepoint: " + name.spelling());
}

Verdict Judge(const WorldPtr& world, const Begin& begin) {
  // These take the lock of a writer at once.
  const bool writes = begin.mode == Begin::Mode::kImmediate ||
                      begin.mode == Begin::Mode::kExclusive;
  if (writes && world->dialect.query_only) {
    return Refuse(world, Reason::kReadOnly, "transaction.query_only",
                  "attempt to write a readonly database");
  }
  if (ALTEREGO_MUTANT("shadow.begins_twice", world->in_transaction(), false)) {
    return Refuse(world, Reason::kTransactionState, "transaction.nested",
                  "cannot start a transaction within a transaction");
  }
  return Push(world, std::nullopt, "transaction.begin");
}

Verdict Judge(const WorldPtr& world, const Commit&) {
  if (!world->in_transaction()) {
    return Refuse(world, Reason::kTransactionState, "transaction.none",
                  "cannot commit - no transaction is active");
  }
  return End(world, "transaction.commit");
}

Verdict Judge(const WorldPtr& world, const Rollback&) {
  if (!world->in_transaction()) {
    return Refuse(world, Reason::kTransactionState, "transaction.none",
                  "cannot rollback - no transaction is active");
  }
  auto after = std::make_shared<World>(*world);
  after->now = ALTEREGO_MUTANT("shadow.rollback_keeps",
                               world->frames[0].snapshot, world->now);
  after->LeaveTransaction();
  return Accept("transaction.rollback", std::move(after), world);
}

Verdict Judge(const WorldPtr& world, const Savepoint& savepoint) {
  return Push(world, savepoint.name.id, "transaction.savepoint");
}

Verdict Judge(const WorldPtr& world, const Release& release) {
  const std::optional<size_t> at = FindSavepoint(*world, release.name.id);
  if (!at) return NoSuchSavepoint(world, release.name.id);
  // The outermost savepoint is the transaction itself.
  if (*at == 0) return End(world, "transaction.release");
  auto after = std::make_shared<World>(*world);
  after->frames.resize(ALTEREGO_MUTANT("shadow.release_keeps", *at, *at + 1));
  return Accept("transaction.release", std::move(after), world);
}

Verdict Judge(const WorldPtr& world, const RollbackTo& rollback) {
  const std::optional<size_t> at = FindSavepoint(*world, rollback.name.id);
  if (!at) return NoSuchSavepoint(world, rollback.name.id);
  auto after = std::make_shared<World>(*world);
  after->now = ALTEREGO_MUTANT("shadow.rollback_to_keeps",
                               world->frames[*at].snapshot, world->now);
  after->deferred_violations = world->frames[*at].deferred_violations;
  after->frames.resize(
      ALTEREGO_MUTANT("shadow.rollback_to_ends", *at + 1, *at));
  return Accept("transaction.rollback_to", std::move(after), world);
}

}  // namespace

Verdict JudgeTransaction(const WorldPtr& world, const Statement& statement) {
  return std::visit(
      [&world](const auto& s) -> Verdict {
        if constexpr (requires { Judge(world, s); }) {
          return Judge(world, s);
        } else {
          return {Prediction::Unknown("transaction.unknown"), world, world};
        }
      },
      statement);
}

}  // namespace alterego::shadow
