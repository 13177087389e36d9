#include "model/schema.h"

#include "model/type_name.h"

namespace alterego {
namespace {

// The column that a term of a key names, or -1: a bare name or a string,
// perhaps under COLLATE or parentheses.
int KeyColumn(const CreateTable& table, const sql::Node& term) {
  const sql::Node* node = &term;
  while ((node->kind == sql::NodeKind::kCollate ||
          node->kind == sql::NodeKind::kParen) &&
         !node->children.empty()) {
    node = &node->children[0];
  }
  if (node->kind == sql::NodeKind::kColumn && node->names.size() == 1) {
    return table.ColumnIndex(node->names[0].id);
  }
  // PRIMARY KEY('a') is the column a.
  if (node->kind == sql::NodeKind::kLiteral && node->text.size() >= 2 &&
      node->text.front() == '\'') {
    std::string name;
    for (size_t i = 1; i + 1 < node->text.size(); ++i) {
      name += node->text[i];
      if (node->text[i] == '\'') ++i;
    }
    return table.ColumnIndex(Identifier(std::move(name)));
  }
  return -1;
}

const PrimaryKeyRule* TableKey(const CreateTable& table) {
  for (const TableConstraint& constraint : table.constraints) {
    if (const auto* key = std::get_if<PrimaryKeyRule>(&constraint.rule)) {
      return key;
    }
  }
  return nullptr;
}

}  // namespace

bool Column::is_stored() const {
  const GeneratedRule* rule = generated();
  return rule != nullptr && rule->storage == GeneratedRule::Storage::kStored;
}

bool Column::is_virtual() const {
  return generated() != nullptr && !is_stored();
}

const Column* CreateTable::FindColumn(const Identifier& name) const {
  const int index = ColumnIndex(name);
  return index < 0 ? nullptr : &columns[index];
}

int CreateTable::ColumnIndex(const Identifier& name) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name.id == name) return static_cast<int>(i);
  }
  return -1;
}

std::vector<int> CreateTable::PrimaryKeyColumns() const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].Find<PrimaryKeyRule>() != nullptr) {
      return {static_cast<int>(i)};
    }
  }
  std::vector<int> key;
  if (const PrimaryKeyRule* rule = TableKey(*this)) {
    for (const IndexedColumn& term : rule->columns) {
      key.push_back(KeyColumn(*this, term.expr));
    }
  }
  return key;
}

int CreateTable::RowidAlias() const {
  if (without_rowid) return -1;
  const std::vector<int> key = PrimaryKeyColumns();
  if (key.size() != 1 || key[0] < 0) return -1;
  const Column& column = columns[key[0]];
  if (!IsIntegerType(column.type)) return -1;
  const auto* rule = column.Find<PrimaryKeyRule>();
  if (rule != nullptr && rule->order == sql::Op::kDesc) return -1;
  return key[0];
}

bool CreateTable::autoincrement() const {
  for (const Column& column : columns) {
    const auto* rule = column.Find<PrimaryKeyRule>();
    if (rule != nullptr && rule->autoincrement) return true;
  }
  const PrimaryKeyRule* rule = TableKey(*this);
  return rule != nullptr && rule->autoincrement;
}

bool operator==(const CreateTable& a, const CreateTable& b) {
  return a.temp == b.temp && a.if_not_exists == b.if_not_exists &&
         a.schema == b.schema && a.name == b.name && a.columns == b.columns &&
         a.constraints == b.constraints && a.without_rowid == b.without_rowid &&
         a.strict == b.strict && a.as_select == b.as_select;
}

}  // namespace alterego
