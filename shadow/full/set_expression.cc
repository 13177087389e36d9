// ALTER [COLUMN] c SET EXPRESSION AS (e) [STORED | VIRTUAL]
#include "model/sql/lexer.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetExpression>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.set_expression.default",
       "a generated column has no default",
       {3, 31, 0},
       {99, 0, 0}},
      {"full.set_expression.key",
       "a generated column is in no PRIMARY KEY",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

// GENERATED ALWAYS in front of AS, if it is there.
// Before a comment SQLite takes them for words of the type.
std::string WordsBefore(const std::string& body) {
  for (const sql::Token& token : sql::Lex(body)) {
    if (EqualsFolded(token.In(body), "as")) return body.substr(0, token.offset);
  }
  return "";
}

}  // namespace

bool Apply(Work& work, const SetExpression& op) {
  const int place = work.Column(op.column);
  if (place < 0) return false;
  const auto column = static_cast<size_t>(place);
  const alterego::Column before = work.table().columns[column];
  if (before.Find<DefaultRule>() != nullptr) {
    return work.Refuse(Reason::kBadDefinition, "full.set_expression.default");
  }
  for (const int key : work.table().PrimaryKeyColumns()) {
    if (key == place) {
      return work.Refuse(Reason::kBadDefinition, "full.set_expression.key");
    }
  }
  const bool keep = op.storage == GeneratedRule::Storage::kUnset;
  const bool stored =
      keep ? before.is_stored() : op.storage == GeneratedRule::Storage::kStored;
  Draft draft = work.draft();
  DraftColumn& changed = draft.columns[column];
  const std::string body = "AS (" + work.Text(op.expr_range) + ")" +
                           (stored ? " STORED" : " VIRTUAL");
  const int last = LastRule<GeneratedRule>(before);
  if (last >= 0) {
    std::string& old = changed.rules[last].body;
    old = WordsBefore(old) + body;
  } else {
    changed.rules.push_back({"", body, false});
  }
  if (!work.SetDraft(draft)) return false;
  work.SetValues(column, std::vector<Value>(work.rows().size()));
  work.Recompute();
  if (before.not_null()) work.AskNotNull(column);
  return true;
}

}  // namespace alterego::shadow::full
