#include "shadow/table_info.h"

#include <algorithm>
#include <utility>

#include "model/sql/edit.h"
#include "model/sql/lexer.h"
#include "model/type_name.h"
#include "shadow/rows.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using sql::Node;
using sql::NodeKind;

std::string CollationNameOf(const Column& column) {
  const auto* rule = column.Find<CollateRule>();
  return rule != nullptr ? rule->collation.id.Folded() : "binary";
}

// Fills a part from a column or an expression with a COLLATE around it.
void FillPart(const CreateTable& table, const IndexedColumn& written,
              bool primary, KeyPart* part) {
  part->descending = written.order == sql::Op::kDesc;
  const Node* expr = &WithoutParens(written.expr);
  std::optional<std::string> collation;
  while (expr->kind == NodeKind::kCollate) {
    if (!collation) collation = expr->names[0].id.Folded();
    expr = &WithoutParens(expr->children[0]);
  }
  Identifier storage;
  const bool string = expr->kind == NodeKind::kLiteral &&
                      NameInQuotes(written.expr, primary) == nullptr;
  const Identifier* name = string ? nullptr : PlainColumn(*expr, &storage);
  part->column = name != nullptr ? table.ColumnIndex(*name) : -1;
  if (part->column < 0) {
    part->column = KeyPart::kExpression;
    part->expr = &written.expr;
    part->collation_name = collation.value_or("binary");
  } else {
    part->collation_name =
        collation ? *collation : CollationNameOf(table.columns[part->column]);
  }
  part->collation =
      CollationByName(part->collation_name).value_or(Collation::kBinary);
}

KeyPart ColumnPart(const CreateTable& table, int column) {
  KeyPart part;
  part.column = column;
  part.collation_name = CollationNameOf(table.columns[column]);
  part.collation =
      CollationByName(part.collation_name).value_or(Collation::kBinary);
  return part;
}

bool SameKey(const IndexInfo& a, const IndexInfo& b) {
  if (a.parts.size() != b.parts.size()) return false;
  for (size_t i = 0; i < a.parts.size(); ++i) {
    if (a.parts[i].column != b.parts[i].column ||
        a.parts[i].collation_name != b.parts[i].collation_name) {
      return false;
    }
  }
  return true;
}

// Adds a constraint's index, or merges it into an equal one.
void AddConstraint(const CreateTable& table, IndexInfo index,
                   AutomaticIndexes* out) {
  for (AutomaticIndex& known : out->indexes) {
    IndexInfo& other = known.index;
    if (!SameKey(other, index)) continue;
    if (other.conflict != index.conflict) {
      if (other.conflict != Conflict::kDefault &&
          index.conflict != Conflict::kDefault) {
        out->conflicting = true;
        return;
      }
      if (other.conflict == Conflict::kDefault) {
        other.conflict = index.conflict;
        known.replaces_later = index.conflict == Conflict::kReplace;
      }
    }
    if (index.primary_key) other.primary_key = true;
    return;
  }
  index.unique = true;
  index.name = "sqlite_autoindex_" + table.name.id.spelling() + "_" +
               std::to_string(out->indexes.size() + 1);
  out->indexes.push_back({std::move(index)});
}

// PRIMARY KEY(a, b, a) of a WITHOUT ROWID table is PRIMARY KEY(a, b).
void DropRepeatedParts(IndexInfo* index) {
  std::vector<KeyPart> kept;
  for (KeyPart& part : index->parts) {
    const bool repeated =
        std::any_of(kept.begin(), kept.end(), [&part](const KeyPart& k) {
          return k.column == part.column &&
                 k.collation_name == part.collation_name;
        });
    if (!repeated) kept.push_back(std::move(part));
  }
  index->parts = std::move(kept);
}

void AddColumnConstraints(const CreateTable& table, int column,
                          AutomaticIndexes* out, const PrimaryKeyRule** alias) {
  for (const ColumnConstraint& c : table.columns[column].constraints) {
    IndexInfo index;
    index.parts.push_back(ColumnPart(table, column));
    if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
      index.conflict = unique->conflict;
    } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
      if (IsIntegerType(table.columns[column].type) &&
          key->order != sql::Op::kDesc) {
        *alias = key;
        continue;
      }
      index.conflict = key->conflict;
      index.primary_key = true;
      index.parts[0].descending = key->order == sql::Op::kDesc;
    } else {
      continue;
    }
    AddConstraint(table, std::move(index), out);
  }
}

void AddTableConstraint(const CreateTable& table, const TableConstraint& c,
                        AutomaticIndexes* out, const PrimaryKeyRule** alias) {
  IndexInfo index;
  const std::vector<IndexedColumn>* columns = nullptr;
  if (const auto* unique = std::get_if<UniqueRule>(&c.rule)) {
    index.conflict = unique->conflict;
    columns = &unique->columns;
  } else if (const auto* key = std::get_if<PrimaryKeyRule>(&c.rule)) {
    index.conflict = key->conflict;
    index.primary_key = true;
    columns = &key->columns;
  } else {
    return;
  }
  for (const IndexedColumn& column : *columns) {
    FillPart(table, column, index.primary_key, &index.parts.emplace_back());
  }
  if (index.primary_key && index.parts.size() == 1 &&
      index.parts[0].column >= 0 && table.RowidAlias() < 0 &&
      table.without_rowid &&
      IsIntegerType(table.columns[index.parts[0].column].type)) {
    *alias = std::get_if<PrimaryKeyRule>(&c.rule);
    return;
  }
  if (index.primary_key && table.RowidAlias() >= 0) {
    *alias = std::get_if<PrimaryKeyRule>(&c.rule);
    return;
  }
  AddConstraint(table, std::move(index), out);
}

// Puts a new index where SQLite puts it: first, REPLACE ones behind the others
// (the end of sqlite3CreateIndex, which moves one of them at a time).
void LinkIndex(IndexInfo index, bool replaces, SqliteVersion version,
               std::vector<IndexInfo>* list) {
  size_t i = 0;
  if (version < SqliteVersion{3, 31, 0}) {
    // What came to replace by a later constraint stays where it is.
    while (replaces && i < list->size() &&
           (*list)[i].conflict != Conflict::kReplace) {
      ++i;
    }
    list->insert(list->begin() + static_cast<long>(i), std::move(index));
    return;
  }
  list->insert(list->begin(), std::move(index));
  while (i < list->size() && (*list)[i].conflict != Conflict::kReplace) ++i;
  while (i + 1 < list->size() &&
         (*list)[i + 1].conflict != Conflict::kReplace) {
    std::swap((*list)[i], (*list)[i + 1]);
    ++i;
  }
}

// The text between the parentheses of CHECK, as the message shows it.
std::string CheckText(const sql::Parsed& parsed, const Node& expr) {
  if (expr.range.empty() || expr.range.begin == sql::kNoToken) return "";
  const sql::TokenIndex open =
      sql::PreviousSignificant(parsed, expr.range.begin);
  const sql::TokenIndex close =
      sql::NextSignificant(parsed, expr.range.end - 1);
  if (open >= parsed.tokens.size() || close >= parsed.tokens.size()) return "";
  const size_t begin = parsed.tokens[open].offset + parsed.tokens[open].length;
  std::string_view text =
      std::string_view(parsed.source)
          .substr(begin, parsed.tokens[close].offset - begin);
  const auto space = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  if (text.empty() ||
      std::string_view("\"'[`").find(text[0]) == std::string_view::npos) {
    return std::string(text);
  }
  // SQLite takes the quotes off the first token and drops the rest.
  const std::vector<sql::Token> tokens = sql::Lex(text);
  return sql::Dequote(tokens[0].In(text));
}

// A name that CONSTRAINT gave stays until the next column or comma.
void CollectChecks(const Object& object, TableInfo* info) {
  const CreateTable& table = *info->table;
  const sql::Name* name = nullptr;
  const auto add = [&](const CheckRule* check) {
    if (check == nullptr) return;
    CheckInfo& out = info->checks.emplace_back();
    out.expr = &check->expr;
    out.named = name != nullptr;
    out.name = out.named ? name->id.spelling()
                         : CheckText(*object.parsed, check->expr);
  };
  for (const Column& column : table.columns) {
    name = nullptr;
    for (const ColumnConstraint& c : column.constraints) {
      if (c.name) name = &*c.name;
      add(std::get_if<CheckRule>(&c.rule));
    }
  }
  for (size_t i = 0; i < table.constraints.size(); ++i) {
    const TableConstraint& c = table.constraints[i];
    if (i > 0 && c.comma_before) name = nullptr;
    if (c.name) name = &*c.name;
    add(std::get_if<CheckRule>(&c.rule));
  }
}

void CollectForeignKeys(TableInfo* info) {
  const CreateTable& table = *info->table;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    for (const ColumnConstraint& c : table.columns[i].constraints) {
      if (const auto* fk = std::get_if<ForeignKeyRule>(&c.rule)) {
        info->foreign_keys.push_back({&fk->references, {static_cast<int>(i)}});
      }
    }
  }
  for (const TableConstraint& c : table.constraints) {
    const auto* fk = std::get_if<ForeignKeyRule>(&c.rule);
    if (fk == nullptr) continue;
    ForeignKeyInfo& out = info->foreign_keys.emplace_back();
    out.references = &fk->references;
    for (const sql::Name& name : fk->columns) {
      out.columns.push_back(table.ColumnIndex(name.id));
    }
  }
  std::reverse(info->foreign_keys.begin(), info->foreign_keys.end());
}

void CollectColumns(TableInfo* info, SqliteVersion version) {
  const CreateTable& table = *info->table;
  for (const Column& column : table.columns) {
    info->affinities.push_back(ColumnAffinity(table, column, version));
    const std::optional<Collation> collation =
        CollationByName(CollationNameOf(column));
    if (!collation) info->valid = false;
    info->collations.push_back(collation.value_or(Collation::kBinary));
    const GeneratedRule* generated = column.generated();
    info->generated.push_back(generated != nullptr);
    info->is_virtual.push_back(column.is_virtual());
    info->has_generated |= generated != nullptr;
    const auto* not_null = column.Find<NotNullRule>();
    info->not_null.push_back(not_null != nullptr
                                 ? std::optional<Conflict>(not_null->conflict)
                                 : std::nullopt);
  }
}

void CollectIndexes(const Database& database, SqliteVersion version,
                    TableInfo* info) {
  const CreateTable& table = *info->table;
  info->primary_key = table.PrimaryKeyColumns();
  if (table.strict) {
    // STRICT makes the columns of every PRIMARY KEY NOT NULL.
    for (int column : info->primary_key) {
      if (column < 0 || column == info->rowid_alias) continue;
      if (!info->not_null[column]) info->not_null[column] = Conflict::kAbort;
    }
  }
  for (AutomaticIndex& automatic : MakeAutomaticIndexes(table).indexes) {
    if (table.without_rowid && automatic.index.primary_key) {
      info->primary_key.clear();
      for (const KeyPart& part : automatic.index.parts) {
        info->primary_key.push_back(part.column);
        if (part.column < 0) continue;
        // Once whatever NOT NULL said of conflicts was lost.
        if (!info->not_null[part.column] || version < SqliteVersion{3, 37, 0}) {
          info->not_null[part.column] = Conflict::kAbort;
        }
      }
    }
    const bool replaces = automatic.index.conflict == Conflict::kReplace &&
                          !automatic.replaces_later;
    LinkIndex(std::move(automatic.index), replaces, version, &info->indexes);
  }
  for (const ObjectPtr& object : database.objects) {
    if (object->kind != ObjectKind::kIndex || object->sql.empty()) continue;
    if (!(object->table == info->object->name)) continue;
    const CreateIndex* index = object->AsIndex();
    if (index == nullptr) {
      info->valid = false;
      continue;
    }
    IndexInfo made = MakeIndexInfo(*info, *index, &info->valid);
    made.object = object.get();
    LinkIndex(std::move(made), false, version, &info->indexes);
  }
}

}  // namespace

bool IndexInfo::has_expression() const {
  return std::any_of(parts.begin(), parts.end(), [](const KeyPart& part) {
    return part.column == KeyPart::kExpression;
  });
}

std::optional<size_t> TriggerTableDatabase(const Snapshot& now, size_t database,
                                           const Object& trigger) {
  if (database != 1) return database;
  const CreateTrigger* parsed = trigger.AsTrigger();
  if (parsed == nullptr) return std::nullopt;
  if (!parsed->table_schema) {
    for (const ObjectPtr& object : now.databases[1]->objects) {
      if (object.get() == &trigger) break;
      const bool table = object->kind == ObjectKind::kTable ||
                         object->kind == ObjectKind::kView;
      if (table && object->name == parsed->table.id) return 1;
    }
  }
  for (size_t d = 0; d < now.databases.size(); ++d) {
    if (parsed->table_schema
            ? !(now.databases[d]->name == parsed->table_schema->id)
            : d == 1) {
      continue;
    }
    if (now.databases[d]->FindTableOrView(parsed->table.id) != nullptr) {
      return d;
    }
  }
  return std::nullopt;
}

bool IsRowidName(const Identifier& name) {
  return name == Identifier("rowid") || name == Identifier("oid") ||
         name == Identifier("_rowid_");
}

bool IsSchemaTable(const Identifier& name) {
  return name == Identifier("sqlite_master") ||
         name == Identifier("sqlite_schema") ||
         name == Identifier("sqlite_temp_master") ||
         name == Identifier("sqlite_temp_schema");
}

const Node* NullDecider(const Node& operand) {
  const Node* node = &WithoutParens(operand);
  while (node->kind == NodeKind::kUnary &&
         (node->op == sql::Op::kPlus || node->op == sql::Op::kNegate)) {
    node = &WithoutParens(node->children[0]);
  }
  return node->kind == NodeKind::kColumn ? node : nullptr;
}

namespace {

// Queries inside do not count.
bool Calls(const Node& node) {
  if (node.kind == NodeKind::kSelect) return false;
  if (node.kind == NodeKind::kFunction || node.kind == NodeKind::kLike ||
      (node.kind == NodeKind::kLiteral &&
       EqualsFolded(std::string_view(node.text).substr(0, 8), "CURRENT_"))) {
    return true;
  }
  return std::any_of(node.children.begin(), node.children.end(), Calls);
}

}  // namespace

bool IsAlwaysFalse(const Node& expr, SqliteVersion version) {
  const Node& n = WithoutParens(expr);
  if (n.kind == NodeKind::kUnary && version < SqliteVersion{3, 31, 0} &&
      (n.op == sql::Op::kPlus || n.op == sql::Op::kNegate)) {
    return IsAlwaysFalse(n.children[0], version);
  }
  if (n.kind == NodeKind::kLiteral) {
    std::string_view digits = n.text;
    if (digits.substr(0, 2) == "0x" || digits.substr(0, 2) == "0X") {
      digits.remove_prefix(2);
    }
    return !digits.empty() && digits.find_first_not_of('0') == digits.npos;
  }
  if (n.kind != NodeKind::kBinary || n.op != sql::Op::kAnd ||
      (!IsAlwaysFalse(n.children[0], version) &&
       !IsAlwaysFalse(n.children[1], version))) {
    return false;
  }
  return version < SqliteVersion{3, 51, 0} || !Calls(n);
}

bool IsComparison(const Node& node) {
  if (node.kind != NodeKind::kBinary) return false;
  switch (node.op) {
    case sql::Op::kEq:
    case sql::Op::kNe:
    case sql::Op::kLt:
    case sql::Op::kLe:
    case sql::Op::kGt:
    case sql::Op::kGe:
    case sql::Op::kIs:
    case sql::Op::kIsNot:
    case sql::Op::kIsDistinctFrom:
    case sql::Op::kIsNotDistinctFrom:
      return true;
    default:
      return false;
  }
}

// Of how many values an expression is: as SQLite counts before it resolves.
static size_t RowWidth(const Node& expr) {
  const Node& node = WithoutParens(expr);
  if (node.kind == NodeKind::kList) return node.children.size();
  if (node.kind != NodeKind::kSubquery) return 1;
  size_t width = 1;
  for (const Node& core : node.children[0].children) {
    if (core.kind == NodeKind::kValues) {
      width = core.children[0].children.size();
    } else if (core.kind == NodeKind::kSelectCore) {
      width = core.Child(NodeKind::kResultColumns)->children.size();
    }
  }
  return width;
}

bool IsNullTest(const Node& node) {
  if (node.kind == NodeKind::kIsNull) return true;
  if (node.kind != NodeKind::kBinary ||
      (node.op != sql::Op::kIs && node.op != sql::Op::kIsNot)) {
    return false;
  }
  const Node& right = WithoutParens(node.children[1]);
  return right.kind == NodeKind::kLiteral && EqualsFolded(right.text, "NULL");
}

// A comparison or a BETWEEN, whose sides may be rows.
static bool ComparesRows(const Node& node) {
  return node.kind == NodeKind::kBetween ||
         (IsComparison(node) && !IsNullTest(node));
}

bool MisusesRows(const Node& comparison) {
  if (!ComparesRows(comparison)) return false;
  const size_t width = RowWidth(comparison.children[0]);
  for (size_t i = 1; i < comparison.children.size(); ++i) {
    if (RowWidth(comparison.children[i]) != width) return true;
  }
  return false;
}

const Node& WithoutParens(const Node& expr) {
  const Node* node = &expr;
  while (node->kind == NodeKind::kParen && node->children.size() == 1) {
    node = &node->children[0];
  }
  return *node;
}

namespace {

RowUse UseAsValue(const Node& node, bool may_vanish);

RowUse UseOfAll(const std::vector<Node>& nodes, bool may_vanish) {
  RowUse use = RowUse::kFine;
  for (const Node& node : nodes) {
    use = std::max(use, UseAsValue(node, may_vanish));
  }
  return use;
}

RowUse UseAsValue(const Node& node, bool may_vanish) {
  const auto is_row = [](const Node& n) {
    return WithoutParens(n).kind == NodeKind::kList;
  };
  if (node.kind == NodeKind::kList) {
    return may_vanish ? RowUse::kUnclear : RowUse::kMisused;
  }
  if (node.kind == NodeKind::kIn) {
    if (is_row(node.children[0])) return RowUse::kUnclear;
    RowUse use = UseAsValue(node.children[0], may_vanish);
    for (size_t i = 1; i < node.children.size(); ++i) {
      use = std::max(use, UseOfAll(node.children[i].children, may_vanish));
    }
    return use;
  }
  const bool logic = node.op == sql::Op::kAnd || node.op == sql::Op::kOr;
  if (node.kind == NodeKind::kBinary && logic) may_vanish = true;
  if (!ComparesRows(node)) return UseOfAll(node.children, may_vanish);
  RowUse use = RowUse::kFine;
  for (const Node& side : node.children) {
    use = std::max(use, is_row(side)
                            ? UseOfAll(WithoutParens(side).children, may_vanish)
                            : UseAsValue(side, may_vanish));
  }
  return use;
}

}  // namespace

RowUse UseOfRows(const Node& expr) { return UseAsValue(expr, false); }

bool NamesItself(const Column& column) {
  const GeneratedRule* rule = column.generated();
  bool found = false;
  if (rule == nullptr) return found;
  sql::Walk(rule->expr, [&](const Node& node) {
    found |= node.kind == NodeKind::kColumn && !node.names.empty() &&
             node.names.back().id == column.name.id;
  });
  return found;
}

std::vector<const Node*> ChecksOf(const CreateTable& table) {
  std::vector<const Node*> checks;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& constraint : column.constraints) {
      if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
        checks.push_back(&check->expr);
      }
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
      checks.push_back(&check->expr);
    }
  }
  return checks;
}

const Node* NameInQuotes(const Node& key, bool primary) {
  const Node* expr = &WithoutParens(key);
  int collations = 0;
  while (expr->kind == NodeKind::kCollate) {
    ++collations;
    expr = &WithoutParens(expr->children[0]);
  }
  if (expr->kind != NodeKind::kLiteral || expr->text.empty() ||
      expr->text[0] != '\'' || (collations > 1 && !primary)) {
    return nullptr;
  }
  return expr;
}

const Identifier* PlainColumn(const Node& expr, Identifier* storage) {
  const Node& node = WithoutParens(expr);
  if (node.kind == NodeKind::kColumn && node.names.size() == 1) {
    return &node.names[0].id;
  }
  if (node.kind == NodeKind::kLiteral && !node.text.empty() &&
      node.text[0] == '\'') {
    *storage = Identifier(sql::Dequote(node.text));
    return storage;
  }
  return nullptr;
}

AutomaticIndexes MakeAutomaticIndexes(const CreateTable& table) {
  AutomaticIndexes out;
  const PrimaryKeyRule* alias = nullptr;  // INTEGER PRIMARY KEY
  for (size_t i = 0; i < table.columns.size(); ++i) {
    AddColumnConstraints(table, static_cast<int>(i), &out, &alias);
  }
  for (const TableConstraint& c : table.constraints) {
    AddTableConstraint(table, c, &out, &alias);
  }
  if (!table.without_rowid) return out;
  if (alias != nullptr) {
    IndexInfo index;
    for (int column : table.PrimaryKeyColumns()) {
      index.parts.push_back(ColumnPart(table, column));
    }
    index.primary_key = true;
    index.conflict = alias->conflict;
    index.parts[0].descending =
        alias->columns.size() == 1 && alias->columns[0].order == sql::Op::kDesc;
    AddConstraint(table, std::move(index), &out);
  }
  for (AutomaticIndex& automatic : out.indexes) {
    if (!automatic.index.primary_key) continue;
    automatic.stored = false;
    DropRepeatedParts(&automatic.index);
  }
  return out;
}

IndexInfo MakeIndexInfo(const TableInfo& table, const CreateIndex& index,
                        bool* valid) {
  IndexInfo out;
  out.name = index.name.id.spelling();
  out.unique = index.unique;
  if (index.unique) out.conflict = Conflict::kAbort;
  if (index.where) out.where = &*index.where;
  for (const IndexedColumn& column : index.columns) {
    KeyPart& part = out.parts.emplace_back();
    FillPart(*table.table, column, /*primary=*/false, &part);
    if (!CollationByName(part.collation_name)) *valid = false;
  }
  return out;
}

TableInfo MakeTableInfo(const Database& database, size_t database_index,
                        const Object& object, SqliteVersion version) {
  TableInfo info;
  info.database = database_index;
  info.object = &object;
  info.table = object.AsTable();
  info.key = object.name.Folded();
  info.rowid_alias = info.table->RowidAlias();
  if (info.rowid_alias >= 0) {
    info.autoincrement = info.table->autoincrement();
    const auto* key =
        info.table->columns[info.rowid_alias].Find<PrimaryKeyRule>();
    if (key != nullptr) info.rowid_conflict = key->conflict;
    for (const TableConstraint& c : info.table->constraints) {
      if (const auto* rule = std::get_if<PrimaryKeyRule>(&c.rule)) {
        info.rowid_conflict = rule->conflict;
      }
    }
  }
  CollectColumns(&info, version);
  CollectIndexes(database, version, &info);
  CollectChecks(object, &info);
  CollectForeignKeys(&info);
  return info;
}

}  // namespace alterego::shadow
