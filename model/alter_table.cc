#include "model/alter_table.h"

#include <array>

#include "base/check.h"

namespace alterego {
namespace {

constexpr std::array<std::string_view, kOpCount> kOpNames =
    []<size_t... I>(std::index_sequence<I...>) {
  return std::array<std::string_view, kOpCount>{
      OpTraits<std::variant_alternative_t<I, AlterOp>>::kName...};
}
(std::make_index_sequence<kOpCount>{});

}  // namespace

std::string AlterTable::ToSql() const {
  std::string out = "ALTER TABLE ";
  if (schema) out += schema->ToSql() + ".";
  out += table.ToSql() + " ";
  out += std::visit([](const auto& form) { return ActionSql(form); }, op);
  return out;
}

std::string_view OpName(const AlterOp& op) { return kOpNames[op.index()]; }

std::string_view OpName(size_t index) {
  ALTEREGO_CHECK(index < kOpCount);
  return kOpNames[index];
}

}  // namespace alterego
