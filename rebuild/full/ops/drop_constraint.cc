// DROP CONSTRAINT [IF EXISTS] n [RESTRICT | CASCADE]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/edit.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {
namespace {

// A DEFAULT, a COLLATE or an expression may have a name, too: SQLite takes the
// name off then, and nothing else.
bool IsNoConstraint(const CreateTable& table, ConstraintRef ref) {
  if (ref.column < 0) return false;
  const ColumnConstraint& clause =
      table.columns[ref.column].constraints[ref.index];
  return std::holds_alternative<DefaultRule>(clause.rule) ||
         std::holds_alternative<CollateRule>(clause.rule) ||
         std::holds_alternative<GeneratedRule>(clause.rule);
}

// With one blank in its place, as SQLite has it: before a comment, a GENERATED
// becomes a word of the type, and what stands between them a part of it.
std::string WithoutName(const sql::Parsed& create, const sql::Name& name,
                        sql::TokenRange words) {
  const sql::TokenIndex constraint =
      sql::PreviousSignificant(create, name.token);
  const sql::TokenIndex before = constraint - 1;
  const bool blank = create.tokens[before].kind == sql::TokenKind::kSpace &&
                     create.tokens[before - 1].kind != sql::TokenKind::kComment;
  return absl::StrCat(create.source.substr(
                          0, create.tokens[blank ? before : constraint].offset),
                      blank ? " " : "",
                      create.source.substr(create.tokens[words.begin].offset));
}

}  // namespace

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
  if (IsNoConstraint(state.table(), ref)) {
    const ColumnConstraint& clause =
        state.table().columns[ref.column].constraints[ref.index];
    const sql::TokenRange words{
        sql::NextSignificant(state.parsed(), clause.name->token),
        clause.range.end};
    return state.SetText(WithoutName(state.parsed(), *clause.name, words));
  }
  state.lint.insert("loosens");
  return state.SetText(sql::WithoutConstraint(state.parsed(), ref));
}

}  // namespace alterego::rebuild::full
