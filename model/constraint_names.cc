#include "model/constraint_names.h"

#include <map>
#include <set>
#include <string>
#include <variant>

#include "base/overloaded.h"
#include "model/sql/lexer.h"

namespace alterego {
namespace {

// "_a_b": the columns of a key, or the one column that stands before it.
std::string Columns(const std::vector<IndexedColumn>& columns,
                    const Column* column) {
  if (columns.empty()) {
    return column == nullptr ? "" : "_" + column->name.id.spelling();
  }
  std::string out;
  for (const IndexedColumn& indexed : columns) {
    const sql::Node* expr = &indexed.expr;
    if (expr->kind == sql::NodeKind::kCollate) expr = &expr->children[0];
    // 'a' is a column here.
    if (!expr->names.empty()) {
      out += "_" + expr->names.back().id.spelling();
    } else {
      out += "_" + sql::Dequote(expr->text);
    }
  }
  return out;
}

std::string Columns(const std::vector<sql::Name>& names, const Column* column) {
  if (names.empty()) return Columns(std::vector<IndexedColumn>(), column);
  std::string out;
  for (const sql::Name& name : names) out += "_" + name.id.spelling();
  return out;
}

// "_a" if the expression is about column a alone.
std::string OnlyColumn(const CreateTable& table, const sql::Node& expr) {
  std::set<int> columns;
  sql::Walk(expr, [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn) return;
    const int column = table.ColumnIndex(node.names.back().id);
    if (column >= 0) columns.insert(column);
  });
  if (columns.size() != 1) return "";
  const auto only = static_cast<size_t>(*columns.begin());
  return "_" + table.columns[only].name.id.spelling();
}

// The default name without a number; "" for what is no constraint.
template <class Rule>
std::string DefaultName(const CreateTable& table, const Column* column,
                        const Rule& rule) {
  const std::string& t = table.name.id.spelling();
  return std::visit(Overloaded{
                        [&](const PrimaryKeyRule&) { return t + "_pkey"; },
                        [&](const UniqueRule& r) {
                          return t + Columns(r.columns, column) + "_key";
                        },
                        [&](const CheckRule& r) {
                          return t + OnlyColumn(table, r.expr) + "_check";
                        },
                        [&](const ForeignKeyRule& r) {
                          return t + Columns(r.columns, column) + "_fkey";
                        },
                        [](const auto&) { return std::string(); },
                    },
                    rule);
}

}  // namespace

std::vector<NamedConstraint> ConstraintNames(const CreateTable& table) {
  std::vector<NamedConstraint> all;
  std::set<Identifier> taken;
  const auto add = [&](ConstraintRef ref, const Column* column,
                       const auto& constraint) {
    if (constraint.name) {
      all.push_back({ref, constraint.name->id, true});
      taken.insert(constraint.name->id);
      return;
    }
    std::string name = DefaultName(table, column, constraint.rule);
    if (!name.empty()) all.push_back({ref, Identifier(name), false});
  };
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const Column& column = table.columns[c];
    for (size_t i = 0; i < column.constraints.size(); ++i) {
      add({static_cast<int>(c), i}, &column, column.constraints[i]);
    }
  }
  for (size_t i = 0; i < table.constraints.size(); ++i) {
    add({-1, i}, nullptr, table.constraints[i]);
  }
  std::map<Identifier, int> last;  // number that was given to such a name
  for (NamedConstraint& constraint : all) {
    if (constraint.written) continue;
    const Identifier base = constraint.name;
    for (int& n = last[base]; !taken.insert(constraint.name).second;) {
      constraint.name = Identifier(base.spelling() + std::to_string(++n));
    }
  }
  return all;
}

std::optional<ConstraintRef> FindConstraint(const CreateTable& table,
                                            const Identifier& name) {
  for (const NamedConstraint& constraint : ConstraintNames(table)) {
    if (constraint.name == name) return constraint.ref;
  }
  return std::nullopt;
}

}  // namespace alterego
