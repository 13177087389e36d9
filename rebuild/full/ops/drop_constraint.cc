// DROP CONSTRAINT [IF EXISTS] n [RESTRICT | CASCADE]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const DropConstraint& op) {
  const auto found = FindConstraint(state.table(), op.name.id);
  if (!found.has_value() && op.if_exists) {
    state.warnings.push_back(absl::StrCat("constraint ", op.name.id.spelling(),
                                          " does not exist, skipped"));
    return absl::OkStatus();
  }
  ALTEREGO_ASSIGN_OR_RETURN(const ConstraintRef ref,
                            state.RequireConstraint(op.name));
  const bool primary = RuleAt<PrimaryKeyRule>(state.table(), ref) != nullptr;
  const bool unique = RuleAt<UniqueRule>(state.table(), ref) != nullptr;
  if (primary && state.table().without_rowid) {
    return Refuse(absl::StrCat("cannot drop constraint ", op.name.id.spelling(),
                               ": a table WITHOUT ROWID needs its PRIMARY KEY; "
                               "SET WITH ROWID first"));
  }
  if (primary || unique) {
    const std::vector<Reference> needs =
        ReferencesTo(state, ColumnsAt(state.table(), ref), primary);
    std::vector<std::string> texts;
    for (const Reference& r : needs) texts.push_back(r.text);
    if (!needs.empty() && op.behavior != DropBehavior::kCascade) {
      return RefuseDependants("constraint " + op.name.id.spelling(), texts);
    }
    // From the last to the first, so that places stay true.
    for (size_t i = needs.size(); i-- > 0;) {
      state.warnings.push_back("drops " + needs[i].text);
      ALTEREGO_RETURN_IF_ERROR(DropReference(state, needs[i]));
    }
  }
  state.lint.insert("loosens");
  return state.SetText(sql::WithoutConstraint(state.parsed(), ref));
}

}  // namespace alterego::rebuild::full
