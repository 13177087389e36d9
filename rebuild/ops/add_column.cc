// ALTER TABLE t ADD COLUMN c ...: the text gains a column, and SQLite reads its
// default where a row is too short. Strategy::kRebuild writes the rows anew.
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "model/type_name.h"
#include "rebuild/analysis.h"
#include "rebuild/planner.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

bool IsTrueOrFalse(const Node& node) {
  return node.kind == NodeKind::kColumn && node.names.size() == 1 &&
         node.names[0].quote == sql::Quote::kNone &&
         (EqualsFolded(node.names[0].id.spelling(), "true") ||
          EqualsFolded(node.names[0].id.spelling(), "false"));
}

// The first word in a DEFAULT that is no constant: DEFAULT (a + 1).
bool IsConstantDefault(const Node& expr) {
  if (expr.kind == NodeKind::kColumn) return true;  // DEFAULT word: a string
  bool constant = true;
  sql::Walk(expr, [&](const Node& node) {
    switch (node.kind) {
      case NodeKind::kColumn:
        constant &= IsTrueOrFalse(node);
        break;
      case NodeKind::kSelect:
      case NodeKind::kTableRef:
      case NodeKind::kParameter:
      case NodeKind::kRaise:
        constant = false;
        break;
      default:
        break;
    }
  });
  return constant;
}

bool IsNullLiteral(const Node& expr) {
  const Node& node = WithoutParens(expr);
  return node.kind == NodeKind::kLiteral && EqualsFolded(node.text, "null");
}

// `5 IS NOT NULL`: since 3.52 SQLite's parser puts 0 or 1 in its place.
bool IsNullTestOfLiteral(const Node& node) {
  const bool words = node.kind == NodeKind::kIsNull;
  const bool compared =
      node.kind == NodeKind::kBinary &&
      (node.op == sql::Op::kIs || node.op == sql::Op::kIsNot ||
       node.op == sql::Op::kIsDistinctFrom ||
       node.op == sql::Op::kIsNotDistinctFrom) &&
      IsNullLiteral(node.children[1]);
  if (!words && !compared) return false;
  const Node* tested = &WithoutParens(node.children[0]);
  while (tested->kind == NodeKind::kUnary &&
         (tested->op == sql::Op::kNegate || tested->op == sql::Op::kPlus)) {
    tested = &WithoutParens(tested->children[0]);
  }
  return IsNullTestOfLiteral(*tested) ||
         (tested->kind == NodeKind::kLiteral && !IsNullLiteral(*tested) &&
          !EqualsFolded(tested->text.substr(0, 8), "current_"));
}

// `x AND 0`: SQLite's parser puts 0 in its place; the last releases only where
// x calls no function, and before 3.31 also for -0.
bool IsZero(const Node& expr, const Context& context) {
  const Node& node = WithoutParens(expr);
  if (node.kind == NodeKind::kUnary && !context.Since(31)) {
    return (node.op == sql::Op::kNegate || node.op == sql::Op::kPlus) &&
           IsZero(node.children[0], context);
  }
  if (node.kind == NodeKind::kLiteral) {
    const bool hex = EqualsFolded(node.text.substr(0, 2), "0x");
    const size_t digits = hex ? 2 : 0;
    return node.text.size() > digits &&
           node.text.find_first_not_of('0', digits) == node.text.npos;
  }
  if (node.kind != NodeKind::kBinary || node.op != sql::Op::kAnd) return false;
  bool calls = false;
  sql::Walk(node, [&](const Node& part) {
    calls |= part.kind == NodeKind::kFunction;
  });
  return (IsZero(node.children[0], context) ||
          IsZero(node.children[1], context)) &&
         !(calls && context.Since(50));
}

// What existing rows can be given without running an expression.
bool IsLiteral(const Node& expr, const Context& context) {
  const Node& node = WithoutParens(expr);
  if (context.Since(52) && IsNullTestOfLiteral(node)) return true;
  if (IsZero(node, context)) return true;
  switch (node.kind) {
    case NodeKind::kLiteral:
      return !EqualsFolded(node.text, "current_time") &&
             !EqualsFolded(node.text, "current_date") &&
             !EqualsFolded(node.text, "current_timestamp");
    case NodeKind::kColumn:
      return true;
    case NodeKind::kCast:
      return IsLiteral(node.children[0], context);
    case NodeKind::kUnary:
      return (node.op == sql::Op::kNegate || node.op == sql::Op::kPlus) &&
             IsLiteral(node.children[0], context);
    default:
      return false;
  }
}

// A type of TEXT affinity or of none.
bool KeepsText(std::string_view type) {
  const std::string folded = Identifier(TypeAsRead(type)).Folded();
  const auto has = [&](const char* word) {
    return folded.find(word) != std::string::npos;
  };
  if (folded.empty()) return true;
  return !has("int") &&
         (has("char") || has("clob") || has("text") || has("blob"));
}

// SQLite makes the value of a DEFAULT from its text for rows that are not
// rewritten: a TEXT column DEFAULT 1.50 reads '1.50', and one without a type
// DEFAULT 10.0 reads 10, and TEXT DEFAULT TRUE the integer 1. INSERT writes
// '1.5', 10.0 and '1'. Such rows must stay as they are.
bool ReadsAsSpelled(const Column& column, bool strict) {
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return false;
  const Node* node = &WithoutParens(rule->expr);
  if (node->kind == NodeKind::kUnary) {
    node = &WithoutParens(node->children[0]);
    if (node->kind == NodeKind::kUnary) return true;
  }
  if (node->kind == NodeKind::kCast) return true;
  const bool number =
      node->kind == NodeKind::kLiteral && !node->text.empty() &&
      (node->text[0] == '.' || (node->text[0] >= '0' && node->text[0] <= '9'));
  const bool any = strict && IsType(column.type, "any");
  return (number || IsTrueOrFalse(*node) || IsNullTestOfLiteral(*node)) &&
         (any || KeepsText(column.type));
}

absl::Status CheckCollation(const Context& context, const Identifier& name) {
  for (const Identifier& missing : context.in.missing_collations) {
    if (!(missing == name)) continue;
    return Refused(
        absl::StrCat("no such collation sequence: ", name.spelling()),
        SQLITE_ERROR_MISSING_COLLSEQ);
  }
  return absl::OkStatus();
}

absl::Status CheckKeys(const Context& context, const Column& column) {
  if (ALTEREGO_MUTANT("rebuild.adds_primary_key",
                      column.Find<PrimaryKeyRule>() != nullptr, false)) {
    return Refused("Cannot add a PRIMARY KEY column");
  }
  if (ALTEREGO_MUTANT("rebuild.adds_unique",
                      column.Find<UniqueRule>() != nullptr, false)) {
    return Refused("Cannot add a UNIQUE column");
  }
  return RefuseRowidAlias(context, "add", column.name.id);
}

// What is only wrong where there are rows. (Before 3.32, always.)
void AppendRowChecks(const Context& context, const Column& column, Plan* plan) {
  const std::string rows =
      absl::StrCat("SELECT 1 FROM ", Quoted(context.schema().name), ".",
                   Quoted(context.object().name), " LIMIT 1");
  const std::string query = context.Since(32) ? rows : "SELECT 1";
  const auto refuse = [&](std::string message) {
    plan->steps.push_back(RefuseIfRow{query, {1, std::move(message)}});
  };
  if (column.generated() != nullptr) {
    if (ALTEREGO_MUTANT("rebuild.adds_stored", column.is_stored(), false))
      refuse("cannot add a STORED column");
    return;
  }
  const auto* rule = column.Find<DefaultRule>();
  const bool value = ALTEREGO_MUTANT(
      "rebuild.null_is_a_default",
      rule != nullptr && !IsNullLiteral(rule->expr), rule != nullptr);
  if (ALTEREGO_MUTANT("rebuild.checks_references_always",
                      context.in.settings.foreign_keys, true) &&
      value && column.Find<ForeignKeyRule>() != nullptr) {
    refuse("Cannot add a REFERENCES column with non-NULL default value");
  }
  if (ALTEREGO_MUTANT("rebuild.adds_not_null", column.not_null() && !value,
                      false)) {
    refuse("Cannot add a NOT NULL column with default value NULL");
  }
  if (ALTEREGO_MUTANT("rebuild.adds_non_constant",
                      value && !IsLiteral(rule->expr, context), false)) {
    refuse("Cannot add a column with non-constant default");
  }
}

// SQLite takes everything from the name to the end, comments included.
std::string DefinitionText(const sql::Parsed& parsed, const Column& column) {
  const size_t begin = parsed.tokens[column.name.token].offset;
  size_t end = parsed.source.size();
  for (sql::TokenIndex i = column.range.end; i < parsed.tokens.size(); ++i) {
    if (parsed.TextOf(i) == ";") {
      end = parsed.tokens[i].offset;
      break;
    }
  }
  constexpr char kTrimmed[] = "; \t\n\v\f\r";
  std::string text = parsed.source.substr(begin, end - begin);
  text.erase(text.find_last_not_of(kTrimmed) + 1);
  return text;
}

std::string WithColumn(const Context& context, const Column& column) {
  const sql::Parsed& parsed = *context.object().parsed();
  const CreateTable& table = context.table();
  sql::TokenIndex at = table.close_paren;
  if (ALTEREGO_MUTANT("rebuild.adds_behind_constraints",
                      !table.constraints.empty(), false)) {
    at = sql::PreviousSignificant(parsed, table.constraints[0].range.begin);
  }
  sql::Edits edits(parsed);
  edits.Insert(parsed.tokens[at].offset,
               ALTEREGO_MUTANT("rebuild.adds_without_blank", ", ", ",") +
                   DefinitionText(context.parsed, column));
  return edits.Apply();
}

}  // namespace

absl::Status RequireAddable(const Context& context) {
  if (context.target.kind == Target::Kind::kVirtual) {
    return Refused("virtual tables may not be altered");
  }
  if (context.target.kind == Target::Kind::kView) {
    return Refused("Cannot add a column to a view");
  }
  return RequireAlterable(context);
}

namespace {

absl::Status GeneratedKey() {
  return Refused("generated columns cannot be part of the PRIMARY KEY");
}

}  // namespace

absl::Status RequireDefined(const Context& context, const Column& column) {
  const CreateTable& table = context.table();
  if (static_cast<int>(table.columns.size()) >=
      context.in.settings.columns_max) {
    return Refused(absl::StrCat("too many columns on sqlite_altertab_",
                                context.target.name));
  }
  if (ALTEREGO_MUTANT("rebuild.adds_duplicate",
                      table.FindColumn(column.name.id) != nullptr, false)) {
    return Refused(
        absl::StrCat("duplicate column name: ", column.name.id.spelling()));
  }
  bool generated = false, has_default = false, has_key = false;
  for (const ColumnConstraint& c : column.constraints) {
    if (const auto* rule = std::get_if<DefaultRule>(&c.rule)) {
      if (ALTEREGO_MUTANT("rebuild.default_may_name_columns",
                          !IsConstantDefault(rule->expr), false)) {
        return Refused(absl::StrCat("default value of column [",
                                    column.name.id.spelling(),
                                    "] is not constant"));
      }
      if (generated) {
        return Refused("cannot use DEFAULT on a generated column");
      }
      has_default = true;
    } else if (std::holds_alternative<GeneratedRule>(c.rule)) {
      if (generated || has_default) {
        return Refused(absl::StrCat("error in generated column \"",
                                    column.name.id.spelling(), "\""));
      }
      if (has_key) return GeneratedKey();
      generated = true;
    } else if (const auto* collate = std::get_if<CollateRule>(&c.rule)) {
      ALTEREGO_RETURN_IF_ERROR(CheckCollation(context, collate->collation.id));
    } else if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
      const ReferencesClause& to = fk->references;
      if (to.columns.size() > 1) {
        return Refused(
            absl::StrCat("foreign key on ", column.name.id.spelling(),
                         " should reference only one column of table ",
                         std::string(context.parsed.TextOf(to.parent.token))));
      }
    } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
      if (std::exchange(has_key, true)) {
        return Refused(absl::StrCat("table \"sqlite_altertab_",
                                    context.target.name,
                                    "\" has more than one primary key"));
      }
      if (generated) {
        return GeneratedKey();
      }
      if (key->autoincrement && !IsIntegerType(column.type)) {
        return Refused(
            "AUTOINCREMENT is only allowed on an INTEGER PRIMARY KEY");
      }
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Plan> PlanOp(const Context& context, const AddColumn& op) {
  const Column& column = op.column;
  ALTEREGO_RETURN_IF_ERROR(RequireAddable(context));
  ALTEREGO_RETURN_IF_ERROR(RequireTable(context, "add a column to"));
  ALTEREGO_RETURN_IF_ERROR(RequireDefined(context, column));
  ALTEREGO_RETURN_IF_ERROR(CheckKeys(context, column));
  ALTEREGO_RETURN_IF_ERROR(RequireWritable(context));

  Draft draft(context);
  draft.SetText(context.target.place, WithColumn(context, column));
  Plan plan = draft.NewPlan();
  AppendRowChecks(context, column, &plan);
  if (column.generated() == nullptr &&
      !ReadsAsSpelled(column, context.table().strict) &&
      context.options.strategy == Strategy::kRebuild) {
    CopyRows copy = MakeCopy(context, std::nullopt, &column);
    copy.only_if_rows = true;
    plan.steps.push_back(std::move(copy));
  }
  draft.AppendSteps(context.Since(37) ? "add column" : "rename", &plan);
  const bool strict = context.table().strict && context.Since(44);
  if (context.Since(37) &&
      (ALTEREGO_MUTANT("rebuild.adds_unchecked",
                       column.Find<CheckRule>() != nullptr, false) ||
       strict || (column.generated() != nullptr && column.not_null()))) {
    plan.steps.push_back(VerifyRows{context.schema().name,
                                    context.object().name, context.Since(44)});
  }
  return plan;
}

}  // namespace alterego::rebuild
