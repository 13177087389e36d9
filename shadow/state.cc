#include "shadow/state.h"

#include <utility>

#include "base/check.h"
#include "model/type_name.h"

namespace alterego::shadow {
namespace {

template <class T>
const T* As(const Object& object) {
  return object.parsed ? std::get_if<T>(&object.parsed->statement) : nullptr;
}

bool IsTableOrView(const Object& object) {
  return object.kind == ObjectKind::kTable || object.kind == ObjectKind::kView;
}

const Object* Find(const Database& database, const Identifier& name,
                   bool (*wanted)(const Object&)) {
  for (const ObjectPtr& object : database.objects) {
    if (wanted(*object) && object->name == name) return object.get();
  }
  return nullptr;
}

}  // namespace

const CreateTable* Object::AsTable() const { return As<CreateTable>(*this); }
const CreateIndex* Object::AsIndex() const { return As<CreateIndex>(*this); }
const CreateView* Object::AsView() const { return As<CreateView>(*this); }
const CreateTrigger* Object::AsTrigger() const {
  return As<CreateTrigger>(*this);
}
const CreateVirtualTable* Object::AsVirtualTable() const {
  return As<CreateVirtualTable>(*this);
}

void ReadTypes(CreateTable* table, SqliteVersion version) {
  if (version >= SqliteVersion{3, 37, 0}) return;
  for (Column& column : table->columns) {
    std::string read = TypeAsRead(column.type);
    if (IsIntegerType(read)) column.type = std::move(read);
  }
}

sql::ParseResult ParseStored(const std::string& sql, SqliteVersion version) {
  sql::ParseResult result = sql::ParseStatement(sql);
  if (!result.ok()) return result;
  if (auto* table = std::get_if<CreateTable>(&result->statement)) {
    ReadTypes(table, version);
  }
  return result;
}

std::shared_ptr<const Object> Object::FromStoredSql(std::string sql) {
  sql::ParseResult result = sql::ParseStatement(sql);
  ALTEREGO_CHECK(result.ok());
  auto parsed = std::make_shared<const sql::Parsed>(std::move(*result));
  auto object = std::make_shared<Object>();
  object->sql = std::move(sql);
  const Statement& statement = parsed->statement;
  if (const auto* table = std::get_if<CreateTable>(&statement)) {
    object->name = object->table = table->name.id;
  } else if (const auto* index = std::get_if<CreateIndex>(&statement)) {
    object->kind = ObjectKind::kIndex;
    object->name = index->name.id;
    object->table = index->table.id;
  } else if (const auto* view = std::get_if<CreateView>(&statement)) {
    object->kind = ObjectKind::kView;
    object->name = object->table = view->name.id;
  } else if (const auto* trigger = std::get_if<CreateTrigger>(&statement)) {
    object->kind = ObjectKind::kTrigger;
    object->name = trigger->name.id;
    object->table = trigger->table.id;
  } else {
    const auto* virtual_table = std::get_if<CreateVirtualTable>(&statement);
    ALTEREGO_CHECK(virtual_table != nullptr);
    object->name = object->table = virtual_table->name.id;
  }
  object->parsed = std::move(parsed);
  return object;
}

const Object* Database::FindTableOrView(const Identifier& wanted) const {
  return Find(*this, wanted, IsTableOrView);
}

const Object* Database::FindIndex(const Identifier& wanted) const {
  return Find(*this, wanted,
              [](const Object& o) { return o.kind == ObjectKind::kIndex; });
}

const Object* Database::FindTrigger(const Identifier& wanted) const {
  return Find(*this, wanted,
              [](const Object& o) { return o.kind == ObjectKind::kTrigger; });
}

std::optional<Found> FindTableOrView(const Snapshot& snapshot,
                                     const std::optional<sql::Name>& schema,
                                     const Identifier& name) {
  const size_t count = snapshot.databases.size();
  for (size_t turn = 0; turn < count; ++turn) {
    // temp (1) before main (0), then the attached ones.
    const size_t d = turn < 2 && count > 1 ? 1 - turn : turn;
    const Database& database = *snapshot.databases[d];
    if (schema && !(database.name == schema->id)) continue;
    for (size_t i = 0; i < database.objects.size(); ++i) {
      const Object& object = *database.objects[i];
      if (IsTableOrView(object) && object.name == name) return Found{d, i};
    }
  }
  return std::nullopt;
}

Snapshot EmptySnapshot() {
  auto main = std::make_shared<Database>();
  main->name = Identifier("main");
  auto temp = std::make_shared<Database>();
  temp->name = Identifier("temp");
  return Snapshot{{std::move(main), std::move(temp)}};
}

}  // namespace alterego::shadow
