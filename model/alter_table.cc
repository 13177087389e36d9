#include "model/alter_table.h"

#include <array>

#include "base/check.h"

namespace alterego {
namespace {

template <class Variant>
constexpr auto kNamesOf = []<size_t... I>(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{
      OpTraits<std::variant_alternative_t<I, Variant>>::kName...};
}
(std::make_index_sequence<std::variant_size_v<Variant>>{});

std::string Subject(const std::optional<sql::Name>& schema,
                    const sql::Name& table) {
  return (schema ? schema->ToSql() + "." : "") + table.ToSql() + " ";
}

}  // namespace

std::string AlterTable::ToSql() const {
  return "ALTER TABLE " + Subject(schema, table) +
         std::visit([](const auto& form) { return ActionSql(form); }, op);
}

std::string AlterTableFull::ToSql() const {
  std::string out = if_exists ? "ALTER TABLE IF EXISTS " : "ALTER TABLE ";
  out += Subject(schema, table);
  for (size_t i = 0; i < actions.size(); ++i) {
    if (i > 0) out += ", ";
    out += std::visit([](const auto& form) { return ActionSql(form); },
                      actions[i]);
  }
  return out;
}

AlterAction Widened(const AlterOp& op) {
  return std::visit([](const auto& form) { return AlterAction(form); }, op);
}

AlterTableFull Widened(const AlterTable& alter) {
  AlterTableFull full;
  full.schema = alter.schema;
  full.table = alter.table;
  full.actions.push_back(Widened(alter.op));
  return full;
}

std::optional<AlterTable> Narrowed(const AlterTableFull& alter) {
  if (alter.if_exists || alter.actions.size() != 1) return std::nullopt;
  if (!IsNative(alter.actions[0])) return std::nullopt;
  AlterTable native{alter.schema, alter.table, {}};
  std::visit(
      [&](const auto& form) {
        using Form = std::decay_t<decltype(form)>;
        if constexpr (OpTraits<Form>::kNative) native.op = form;
      },
      alter.actions[0]);
  return native;
}

bool IsNative(const AlterAction& action) {
  return std::visit(
      [](const auto& form) {
        using Form = std::decay_t<decltype(form)>;
        if constexpr (!OpTraits<Form>::kNative) {
          return false;
        } else if constexpr (requires { NativeOnly(form); }) {
          return NativeOnly(form);
        } else {
          return true;
        }
      },
      action);
}

std::string_view OpName(const AlterOp& op) {
  return kNamesOf<AlterOp>[op.index()];
}

std::string_view OpName(size_t index) {
  ALTEREGO_CHECK(index < kOpCount);
  return kNamesOf<AlterOp>[index];
}

std::string_view ActionName(const AlterAction& action) {
  return kNamesOf<AlterAction>[action.index()];
}

std::string_view ActionName(size_t index) {
  ALTEREGO_CHECK(index < kActionCount);
  return kNamesOf<AlterAction>[index];
}

}  // namespace alterego
