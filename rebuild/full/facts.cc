#include "rebuild/full/facts.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/mutant.h"
#include "base/status_macros.h"
#include "model/sql/printer.h"
#include "model/type_name.h"
#include "rebuild/full/indexes.h"

namespace alterego::rebuild::full {
namespace {

bool SpeaksOfNumbers(const std::string& folded) {
  for (const char* word : {"num", "dec", "money", "fixed", "number"}) {
    if (absl::StrContains(folded, word)) return true;
  }
  return false;
}

// The text looks like a number to SQLite.
std::string IsNumber(const std::string& v) {
  return absl::StrCat("(typeof(", v, ") IN ('null','integer','real') OR ",
                      "(typeof(", v, ")='text' AND (", v, ")=CAST(", v,
                      " AS NUMERIC)))");
}

std::string IsWhole(const std::string& number) {
  return absl::StrCat("CASE typeof(", number, ") WHEN 'integer' THEN 1 ELSE ",
                      IsWholeReal(number), " END");
}

std::string KeyPart(const CreateTable& table, const IndexedColumn& key,
                    const std::vector<int>& places) {
  const sql::Node* expr = &key.expr;
  std::string collation;
  if (expr->kind == sql::NodeKind::kCollate) {
    collation = expr->names[0].id.Folded();
    expr = &expr->children[0];
  }
  const int column =
      expr->names.empty() ? -1 : table.ColumnIndex(expr->names.back().id);
  if (column < 0) return sql::Print(key.expr);
  if (collation.empty()) {
    collation = Identifier(CollationOf(table.columns[column])).Folded();
  }
  return absl::StrCat(places[column], " ", collation,
                      key.order == sql::Op::kDesc ? " desc" : "");
}

std::string TextOfKeys(const CreateTable& table,
                       const std::vector<IndexedColumn>& keys,
                       const std::vector<int>& places) {
  std::vector<std::string> parts;
  for (const IndexedColumn& key : keys) {
    parts.push_back(KeyPart(table, key, places));
  }
  return absl::StrJoin(parts, ", ");
}

}  // namespace

std::string IsWholeReal(const std::string& real) {
  return absl::StrCat(real, " BETWEEN -9.2e18 AND 9.2e18 AND (", real,
                      ")=CAST(", real, " AS INTEGER)");
}

Affinity AffinityOf(std::string_view type, bool strict) {
  const std::string folded = Identifier(TypeAsRead(type)).Folded();
  const auto has = [&](const char* word) {
    return absl::StrContains(folded, word);
  };
  if (strict && folded == "any") return Affinity::kBlob;
  if (has("int")) return Affinity::kInteger;
  if (has("char") || has("clob") || has("text")) return Affinity::kText;
  if (has("blob") || folded.empty()) return Affinity::kBlob;
  if (has("real") || has("floa") || has("doub")) return Affinity::kReal;
  return Affinity::kNumeric;
}

std::string FitsSql(const std::string& v, std::string_view type, bool strict) {
  const std::string folded = Identifier(TypeAsRead(type)).Folded();
  switch (AffinityOf(type, strict)) {
    case Affinity::kBlob:
      if (!strict || folded == "any") return "1";
      return absl::StrCat("typeof(", v, ") IN ('blob','null')");
    case Affinity::kText:
      return absl::StrCat("typeof(", v, ")<>'blob'");
    case Affinity::kInteger:
      // The affinity makes integers of numbers that CAST leaves as they are.
      return absl::StrCat("CASE typeof(", v, ") WHEN 'real' THEN ", IsWhole(v),
                          " WHEN 'text' THEN ", IsNumber(v), " AND ",
                          IsWhole(absl::StrCat("CAST(", v, " AS NUMERIC)")),
                          " WHEN 'blob' THEN 0 ELSE 1 END");
    case Affinity::kReal:
      return absl::StrCat(IsNumber(v), " AND (typeof(", v, ")<>'integer' OR (",
                          v, ")<>9223372036854775807 AND CAST(CAST(", v,
                          " AS REAL) AS INTEGER)=(", v, "))");
    case Affinity::kNumeric:
      if (!SpeaksOfNumbers(folded)) {
        return absl::StrCat("typeof(", v, ")<>'blob'");
      }
      return IsNumber(v);
  }
  return "1";
}

std::string CreateAs(const sql::Parsed& create, const std::string& schema,
                     const std::string& name) {
  const auto& table = std::get<CreateTable>(create.statement);
  std::set<sql::TokenIndex> qualifiers;
  const auto visit = [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn || node.names.size() < 2) return;
    const sql::Name& qualifier = node.names[node.names.size() - 2];
    if (qualifier.id == table.name.id) qualifiers.insert(qualifier.token);
  };
  const auto visit_rule = [&](const auto& constraint) {
    std::visit(
        [&](const auto& rule) {
          if constexpr (requires { rule.expr; }) sql::Walk(rule.expr, visit);
        },
        constraint.rule);
  };
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& c : column.constraints) visit_rule(c);
  }
  for (const TableConstraint& c : table.constraints) visit_rule(c);
  const sql::Token& own = create.tokens[table.name.token];
  size_t from = own.offset + own.length;
  std::string out =
      absl::StrCat("CREATE TABLE ", schema.empty() ? "" : Quoted(schema) + ".",
                   Quoted(name));
  for (const sql::TokenIndex index : qualifiers) {
    const sql::Token& token = create.tokens[index];
    absl::StrAppend(&out, create.source.substr(from, token.offset - from),
                    Quoted(name));
    from = token.offset + token.length;
  }
  return absl::StrCat(out, create.source.substr(from));
}

std::string TypeOf(const CreateTable& table, size_t column) {
  const std::string& type = table.columns[column].type;
  if (table.strict && IsType(type, "any")) return "";
  // Before a comment GENERATED is a word of the type, and the comment, too.
  return absl::StrCat(" ", type, absl::StrContains(type, "--") ? "\n" : "");
}

std::string DefaultOf(const sql::Parsed& parsed, const Column& column) {
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return "";
  return absl::StrCat(" DEFAULT ",
                      std::string(parsed.TextOf(rule->expr.range)));
}

std::string CollationOf(const Column& column) {
  const auto* rule = column.Find<CollateRule>();
  return rule == nullptr ? "BINARY" : rule->collation.id.spelling();
}

std::vector<size_t> KeyColumns(const CreateTable& table,
                               const std::vector<IndexedColumn>& keys) {
  std::vector<size_t> out;
  for (const IndexedColumn& key : keys) {
    const sql::Node* expr = &key.expr;
    if (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
    const int column =
        expr->names.empty() ? -1 : table.ColumnIndex(expr->names.back().id);
    if (column >= 0) out.push_back(static_cast<size_t>(column));
  }
  return out;
}

namespace {

// The key of a table without rowids that would be the rowid in another one:
// SQLite makes its index last, and numbers it so.
bool KeyComesLast(const CreateTable& table) {
  if (!table.without_rowid) return false;
  CreateTable other = table;
  other.without_rowid = false;
  return other.RowidAlias() >= 0;
}

}  // namespace

std::vector<std::string> KeyTexts(const CreateTable& table,
                                  const std::vector<int>& places) {
  std::vector<std::string> out;
  const int alias = table.RowidAlias();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const std::string text =
        absl::StrCat(places[i], " ", Identifier(CollationOf(column)).Folded());
    for (const ColumnConstraint& c : column.constraints) {
      if (std::holds_alternative<UniqueRule>(c.rule)) {
        out.push_back("unique: " + text);
      } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
        const bool rowid = alias == static_cast<int>(i);
        out.push_back(
            absl::StrCat(rowid ? "rowid: " : "key: ", text,
                         key->order == sql::Op::kDesc ? " desc" : ""));
      }
    }
  }
  for (const TableConstraint& c : table.constraints) {
    if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
      out.push_back(
          absl::StrCat("unique: ", TextOfKeys(table, unique->columns, places)));
    } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
      out.push_back(
          alias >= 0
              ? absl::StrCat("rowid: ", places[alias])
              : absl::StrCat("key: ", TextOfKeys(table, key->columns, places)));
    }
  }
  if (KeyComesLast(table)) {
    std::stable_partition(out.begin(), out.end(), [](const std::string& text) {
      return !text.starts_with("key: ");
    });
  }
  return out;
}

std::string ColumnList(const State& state, const std::vector<size_t>& columns) {
  std::vector<std::string> names;
  for (size_t c : columns) {
    names.push_back(state.table().columns[c].name.id.spelling());
  }
  return absl::StrCat(state.name(), "(", absl::StrJoin(names, ", "), ")");
}

bool IsLiteralDefault(const sql::Node& expr) {
  using sql::NodeKind;
  switch (expr.kind) {
    case NodeKind::kParen:
    case NodeKind::kCast:
      return IsLiteralDefault(expr.children[0]);
    case NodeKind::kLiteral:
      return !EqualsFolded(expr.text, "current_time") &&
             !EqualsFolded(expr.text, "current_date") &&
             !EqualsFolded(expr.text, "current_timestamp");
    case NodeKind::kColumn:
      return true;  // TRUE, FALSE, or a word that is a string
    case NodeKind::kUnary:
      return (expr.op == sql::Op::kNegate || expr.op == sql::Op::kPlus) &&
             IsLiteralDefault(expr.children[0]);
    default:
      return false;
  }
}

absl::Status RefuseInexact() {
  return Refuse(
      "an expression whose values only the new table can compute cannot be "
      "mixed with other changes of the columns that it reads; make these a "
      "statement of their own");
}

namespace {

// What the check asks of that column, the new table alone may be able to tell.
void AsksOf(const State& state, size_t column, Check* check) {
  check->approximate |= !state.ComputesExactly(column);
  check->untold |= state.sources[column].untold;
}

}  // namespace

void CheckNotNull(State& state, size_t column) {
  const std::string name = absl::StrCat(
      state.name(), ".", state.table().columns[column].name.id.spelling());
  Check check;
  check.what = "NOT NULL of " + name;
  check.offending = state.Value(column) + " IS NULL";
  check.one = "existing NULL value in " + name;
  check.many = "existing NULL values in " + name;
  check.hint = "give these rows a value first";
  AsksOf(state, column, &check);
  if (ALTEREGO_MUTANT("full.null_is_a_value", false, true)) return;
  state.checks.push_back(check);
}

void CheckFits(State& state, size_t column, const std::string& value,
               const std::string& type, const std::string& hint) {
  const std::string name = absl::StrCat(
      state.name(), ".", state.table().columns[column].name.id.spelling());
  const std::string fits = FitsSql(value, type, state.table().strict);
  if (ALTEREGO_MUTANT("full.everything_fits", fits == "1", true)) return;
  Check check;
  check.what = absl::StrCat("type ", type, " of ", name);
  check.offending = absl::StrCat("NOT (", fits, ")");
  check.sample = absl::StrCat("quote(", value, ")");
  check.one = absl::StrCat("value of ", name, " does not fit ", type);
  check.many = absl::StrCat("values of ", name, " do not fit ", type);
  check.hint = hint;
  AsksOf(state, column, &check);
  state.checks.push_back(check);
}

void CheckHolds(State& state, const std::string& name, const std::string& expr,
                const sql::Node& node) {
  if (ALTEREGO_MUTANT("full.asks_no_check", false, true)) return;
  Check check;
  check.approximate = !state.TellsExactly(node) || !state.ComputesExactly(node);
  sql::Walk(node, [&](const sql::Node& read) {
    if (read.kind != sql::NodeKind::kColumn) return;
    const int column = state.table().ColumnIndex(read.names.back().id);
    check.untold |= column >= 0 && state.sources[column].untold;
  });
  check.what = "constraint " + name;
  check.offending = absl::StrCat("NOT (", expr, ")");
  check.one =
      absl::StrCat("existing row of ", state.name(), " violates ", name);
  check.many =
      absl::StrCat("existing rows of ", state.name(), " violate ", name);
  check.hint = "mend these rows first, or add the constraint NOT VALID";
  state.checks.push_back(check);
}

void CheckUnique(State& state, const std::string& name,
                 const std::vector<size_t>& columns,
                 const std::vector<IndexedColumn>& keys) {
  std::vector<std::string> groups, present, sample;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string value = state.Value(columns[i]);
    std::string collation = CollationOf(state.table().columns[columns[i]]);
    if (i < keys.size() && keys[i].expr.kind == sql::NodeKind::kCollate) {
      collation = keys[i].expr.names[0].id.spelling();
    }
    // A number alone would be the place of a column in the result.
    groups.push_back(absl::StrCat(
        value[0] == '(' ? absl::StrCat("coalesce(", value, ",NULL)") : value,
        " COLLATE ", Quoted(collation)));
    present.push_back(value + " IS NOT NULL");
    sample.push_back(absl::StrCat("quote(", value, ")"));
  }
  Check check;
  check.kind = Check::Kind::kDuplicates;
  check.what = absl::StrCat("uniqueness of ", ColumnList(state, columns), " (",
                            name, ")");
  check.key = absl::StrJoin(groups, ", ");
  check.not_null = absl::StrJoin(present, " AND ");
  check.sample = absl::StrJoin(sample, "||', '||");
  check.one = absl::StrCat("duplicate key in ", ColumnList(state, columns));
  check.many = absl::StrCat("duplicate keys in ", ColumnList(state, columns));
  check.hint = "remove the duplicates first";
  // The index itself will tell.
  for (size_t column : columns) AsksOf(state, column, &check);
  for (const Check& asked : state.checks) {
    if (asked.kind == check.kind && asked.key == check.key) return;
  }
  state.checks.push_back(check);
}

namespace {

// True if those columns of the parent are its key: a PRIMARY KEY, a UNIQUE
// constraint, or a UNIQUE index over all rows.
bool HasKey(const State& state, const SchemaObject& parent,
            const CreateTable& table, std::vector<size_t> columns) {
  std::sort(columns.begin(), columns.end());
  const auto matches = [&](std::vector<size_t> key) {
    std::sort(key.begin(), key.end());
    return key == columns;
  };
  std::vector<size_t> primary;
  for (int c : table.PrimaryKeyColumns()) primary.push_back(c);
  if (matches(primary)) return true;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].Find<UniqueRule>() != nullptr && matches({i})) {
      return true;
    }
  }
  for (const TableConstraint& c : table.constraints) {
    const auto* unique = std::get_if<UniqueRule>(&c.rule);
    if (unique != nullptr && matches(KeyColumns(table, unique->columns))) {
      return true;
    }
  }
  for (const SchemaObject& object : state.schema().objects) {
    const auto* index = object.As<CreateIndex>();
    if (index != nullptr && index->unique && !index->where.has_value() &&
        index->table.id == Identifier(parent.name)) {
      const std::vector<size_t> key = KeyColumns(table, index->columns);
      // An expression is no column.
      if (key.size() == index->columns.size() && matches(key)) return true;
    }
  }
  return false;
}

}  // namespace

namespace {

// The columns of the parent that a foreign key means.
absl::StatusOr<std::vector<size_t>> ParentKey(
    const State& state, const std::string& name, const SchemaObject& parent,
    const ReferencesClause& references, size_t columns) {
  const CreateTable& table = *parent.As<CreateTable>();
  std::vector<size_t> key;
  for (const sql::Name& column : references.columns) {
    const int index = table.ColumnIndex(column.id);
    if (index < 0) {
      std::vector<std::string> known;
      for (const Column& c : table.columns) {
        known.push_back(c.name.id.spelling());
      }
      return Refuse(absl::StrCat(
          name, ": no such column: \"", column.id.spelling(), "\" in table ",
          parent.name, Nearest(column.id.spelling(), known)));
    }
    key.push_back(static_cast<size_t>(index));
  }
  if (references.columns.empty()) {
    for (int c : table.PrimaryKeyColumns()) key.push_back(c);
  }
  if (key.size() != columns) {
    return Refuse(absl::StrCat(name, ": ", columns, " columns refer to ",
                               key.size(), " columns of ", parent.name));
  }
  if (!HasKey(state, parent, table, key)) {
    return Refuse(absl::StrCat(
        name, ": the columns of ", parent.name,
        " that it refers to are no PRIMARY KEY and not UNIQUE; add a UNIQUE "
        "constraint or index there first"));
  }
  return key;
}

// SQL: the row has no parent.
std::string Orphan(const State& state, const SchemaObject& parent,
                   const std::vector<size_t>& key,
                   const std::vector<size_t>& columns) {
  // The parent may be this very table, which still has its old name, and other
  // values than it will have.
  const bool self = &parent == &state.object();
  std::vector<std::string> equal, values;
  for (size_t i = 0; i < key.size(); ++i) {
    std::string column =
        parent.As<CreateTable>()->columns[key[i]].name.id.Quoted();
    // The child's value takes the parent's affinity, whatever its own: SQLite
    // compares so where the other side has none, which "+" sees to.
    std::string child = absl::StrCat("+(", state.Value(columns[i]), ")");
    if (self) {
      column = absl::StrCat("p", i);
      std::string value = state.Value(key[i]);
      // As the new definition compares; an index can help only otherwise.
      if (!IsUntouched(state, key[i])) {
        const Column& own = state.table().columns[key[i]];
        value =
            state.Converted(absl::StrCat("+(", value, ")"), own.type, false);
        child = absl::StrCat(state.Converted(child, own.type, false),
                             " COLLATE ", Quoted(CollationOf(own)));
      }
      values.push_back(absl::StrCat(value, " AS ", column));
    }
    equal.push_back(absl::StrCat("alterego_parent.", column, "=", child));
  }
  const std::string from =
      self
          ? absl::StrCat("(SELECT ", absl::StrJoin(values, ","), " FROM ",
                         state.OldName(), ")")
          : absl::StrCat(Quoted(state.schema().name), ".", Quoted(parent.name));
  return absl::StrCat("NOT EXISTS (SELECT 1 FROM ", from,
                      " AS alterego_parent WHERE ",
                      absl::StrJoin(equal, " AND "), ")");
}

// SQL over a row of the new table. `parent`: nullptr if there is none.
std::string HasParent(const State& state, const SchemaObject* parent,
                      const std::vector<size_t>& key,
                      const std::vector<size_t>& columns) {
  std::vector<std::string> nulls, equal;
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string child =
        absl::StrCat(Quoted(state.name()), ".",
                     state.table().columns[columns[i]].name.id.Quoted());
    nulls.push_back(absl::StrCat("typeof(", child, ")='null'"));
    if (key.empty()) continue;
    equal.push_back(absl::StrCat(
        "alterego_parent.",
        parent->As<CreateTable>()->columns[key[i]].name.id.Quoted(), "=+(",
        child, ")"));
  }
  if (!key.empty()) {
    nulls.push_back(
        absl::StrCat("EXISTS (SELECT 1 FROM ", Quoted(state.schema().name), ".",
                     Quoted(parent->name), " AS alterego_parent WHERE ",
                     absl::StrJoin(equal, " AND "), ")"));
  }
  return absl::StrJoin(nulls, " OR ");
}

}  // namespace

absl::Status CheckForeignKey(State& state, const std::string& name,
                             const std::vector<size_t>& columns,
                             const ReferencesClause& references, bool rows) {
  const std::string& parent_name = references.parent.id.spelling();
  const SchemaObject* parent = state.schema().FindTable(parent_name);
  std::vector<std::string> terms, sample;
  std::string missing;
  std::vector<size_t> key;
  Check check;
  for (size_t c : columns) {
    AsksOf(state, c, &check);
    terms.push_back(absl::StrCat(state.Value(c), " IS NOT NULL"));
    sample.push_back(absl::StrCat("quote(", state.Value(c), ")"));
  }
  if (parent == nullptr || parent->As<CreateTable>() == nullptr) {
    std::vector<std::string> known;
    for (const SchemaObject& object : state.schema().objects) {
      if (object.kind == ObjectKind::kTable) known.push_back(object.name);
    }
    missing = absl::StrCat("there is no table ", parent_name,
                           " in this schema yet", Nearest(parent_name, known));
    state.warnings.push_back(absl::StrCat(name, ": ", missing));
  } else {
    ALTEREGO_ASSIGN_OR_RETURN(
        key, ParentKey(state, name, *parent, references, columns.size()));
    terms.push_back(Orphan(state, *parent, key, columns));
    for (size_t c : key) {
      if (parent == &state.object()) AsksOf(state, c, &check);
    }
  }
  if (ALTEREGO_MUTANT("full.orphans_are_fine", !rows, true)) {
    return absl::OkStatus();
  }
  check.what = absl::StrCat("foreign key ", name);
  check.offending = absl::StrJoin(terms, " AND ");
  check.sample = absl::StrJoin(sample, "||', '||");
  check.one = absl::StrCat("value of ", ColumnList(state, columns),
                           " has no parent in ", parent_name);
  check.many = absl::StrCat("values of ", ColumnList(state, columns),
                            " have no parent in ", parent_name);
  if (check.approximate) check.holds = HasParent(state, parent, key, columns);
  check.hint =
      missing.empty()
          ? "mend these rows first, or add the constraint NOT VALID"
          : absl::StrCat(missing, "; make it, or add the constraint NOT VALID");
  state.checks.push_back(check);
  return absl::OkStatus();
}

absl::Status CheckColumnRules(State& state, size_t column,
                              const Column& definition) {
  const std::string name = definition.name.id.spelling();
  const bool alias = state.table().RowidAlias() == static_cast<int>(column);
  for (const ColumnConstraint& c : definition.constraints) {
    const std::string called =
        c.name.has_value() ? c.name->id.spelling() : name;
    if (std::holds_alternative<NotNullRule>(c.rule) && !alias) {
      CheckNotNull(state, column);
    } else if (const auto* check = std::get_if<CheckRule>(&c.rule)) {
      ALTEREGO_ASSIGN_OR_RETURN(
          const std::string expr,
          state.OverOldRow(state.alter, check->expr.range, check->expr));
      CheckHolds(
          state,
          c.name.has_value()
              ? called
              : absl::StrCat("CHECK (", state.Text(check->expr.range), ")"),
          expr, check->expr);
    } else if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
      ALTEREGO_RETURN_IF_ERROR(CheckForeignKey(state, "REFERENCES of " + name,
                                               {column}, fk->references, true));
    } else if (std::holds_alternative<UniqueRule>(c.rule) ||
               (std::holds_alternative<PrimaryKeyRule>(c.rule) && !alias)) {
      if (std::holds_alternative<PrimaryKeyRule>(c.rule)) {
        CheckNotNull(state, column);
      }
      CheckUnique(state, called, {column}, {});
    }
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
