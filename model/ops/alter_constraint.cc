#include "model/ops/alter_constraint.h"

namespace alterego {

std::string ActionSql(const AlterConstraint& op) {
  using Initially = ReferencesClause::Initially;
  std::string out = "ALTER CONSTRAINT " + op.name.ToSql();
  if (op.deferrable == ReferencesClause::Deferrable::kNotDeferrable) {
    out += " NOT";
  }
  out += " DEFERRABLE";
  if (op.initially == Initially::kDeferred) out += " INITIALLY DEFERRED";
  if (op.initially == Initially::kImmediate) out += " INITIALLY IMMEDIATE";
  return out;
}

}  // namespace alterego
