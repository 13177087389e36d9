#include "shadow/schema_update.h"

#include <memory>
#include <string>
#include <utility>

#include "model/sql/lexer.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

bool IsStale(const Object& object) {
  return object.parsed != nullptr && object.parsed->source != object.sql;
}

std::optional<std::string> StringLiteral(const Node& expr) {
  const Node& node = WithoutParens(expr);
  if (node.kind != NodeKind::kLiteral || node.text.empty() ||
      node.text[0] != '\'') {
    return std::nullopt;
  }
  return sql::Dequote(node.text);
}

// main or temp, if that is its schema table.
std::optional<size_t> SchemaTable(const World& world, const Node& ref) {
  if (ref.kind != NodeKind::kTableRef || ref.names.empty()) return std::nullopt;
  const Identifier& name = ref.names.back().id;
  const bool preferred = world.dialect.version >= SqliteVersion{3, 33, 0};
  const bool temp = name == Identifier("sqlite_temp_master") ||
                    (preferred && name == Identifier("sqlite_temp_schema"));
  const bool main = name == Identifier("sqlite_master") ||
                    (preferred && name == Identifier("sqlite_schema"));
  if (!temp && !main) return std::nullopt;
  if (ref.names.size() == 1) return temp ? 1 : 0;
  for (size_t d = 0; d < world.now.databases.size(); ++d) {
    if (world.now.databases[d]->name == ref.names[0].id) return d;
  }
  return std::nullopt;
}

// Which rows: those of that name, of that type.
struct Wanted {
  std::optional<std::string> name, type;
};

// name = 'x', type = 'y', or both with AND. False: another condition.
bool ReadCondition(const Node& condition, Wanted* wanted) {
  const Node& test = WithoutParens(condition);
  if (test.kind != NodeKind::kBinary) return false;
  if (test.op == sql::Op::kAnd) {
    return ReadCondition(test.children[0], wanted) &&
           ReadCondition(test.children[1], wanted);
  }
  if (test.op != sql::Op::kEq) return false;
  const Node& column = WithoutParens(test.children[0]);
  const auto text = StringLiteral(test.children[1]);
  if (!text || column.kind != NodeKind::kColumn || column.names.size() != 1) {
    return false;
  }
  const bool name = column.names[0].id == Identifier("name");
  if (!name && !(column.names[0].id == Identifier("type"))) return false;
  std::optional<std::string>& slot = name ? wanted->name : wanted->type;
  if (slot) return false;
  slot = text;
  return true;
}

}  // namespace

std::optional<Verdict> JudgeSchemaUpdate(const WorldPtr& world,
                                         const Node& update) {
  const Dialect& dialect = world->dialect;
  if (!dialect.writable_schema || dialect.defensive || dialect.query_only) {
    return std::nullopt;
  }
  const Node* ref = update.Child(NodeKind::kTableRef);
  const auto place = ref != nullptr ? SchemaTable(*world, *ref) : std::nullopt;
  if (!place) return std::nullopt;
  const Node* set = nullptr;
  for (const Node& child : update.children) {
    const bool known = child.kind == NodeKind::kTableRef ||
                       child.kind == NodeKind::kWhere ||
                       (child.kind == NodeKind::kSet && set == nullptr);
    if (!known) return std::nullopt;
    if (child.kind == NodeKind::kSet) set = &child;
  }
  if (set == nullptr || set->names.size() != 1 ||
      !(set->names[0].id == Identifier("sql"))) {
    return std::nullopt;
  }
  Wanted wanted;
  const Node* where = update.Child(NodeKind::kWhere);
  if (where != nullptr && !ReadCondition(where->children[0], &wanted)) {
    return std::nullopt;
  }
  const auto text = StringLiteral(set->children[0]);
  if (!text) return std::nullopt;
  auto after = std::make_shared<World>(*world);
  auto database = std::make_shared<Database>(*world->now.databases[*place]);
  for (ObjectPtr& object : database->objects) {
    // The condition is one of values: case counts.
    if (wanted.name && object->name.spelling() != *wanted.name) continue;
    if (wanted.type && ObjectKindName(object->kind) != *wanted.type) continue;
    if (object->parsed == nullptr) return std::nullopt;
    auto changed = std::make_shared<Object>(*object);
    changed->sql = *text;
    object = std::move(changed);
  }
  after->now.databases[*place] = std::move(database);
  return Verdict{Prediction::Accept("schema_update.accept"), std::move(after),
                 world};
}

bool IsStale(const World& world) {
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& object : database->objects) {
      if (IsStale(*object)) return true;
    }
  }
  return false;
}

void ReadSchemaAgain(World& world) {
  for (DatabasePtr& database : world.now.databases) {
    auto copy = std::make_shared<Database>(*database);
    for (ObjectPtr& object : copy->objects) {
      if (!IsStale(*object)) continue;
      auto read = std::make_shared<Object>(*object);
      sql::ParseResult result = sql::ParseStatement(object->sql);
      read->parsed =
          result.ok() ? std::make_shared<const sql::Parsed>(*std::move(result))
                      : nullptr;
      object = std::move(read);
    }
    database = std::move(copy);
  }
}

}  // namespace alterego::shadow
