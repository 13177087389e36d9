#include "rebuild/full/native.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace alterego::rebuild::full {
namespace {

// The action in the words of the statement, where SQLite keeps these; nullopt
// if that SQLite does not have the form, or not all that is said.
class Worder {
 public:
  explicit Worder(const State& state) : state_(state) {}

  std::optional<std::string> operator()(const AddColumn& op) const {
    if (!Has(op)) return std::nullopt;
    return "ADD COLUMN " + state_.Text(op.column.range);
  }
  std::optional<std::string> operator()(const AddCheck& op) const {
    if (!Has(op)) return std::nullopt;
    return absl::StrCat("ADD ",
                        op.name.has_value()
                            ? absl::StrCat("CONSTRAINT ", op.name->ToSql(), " ")
                            : "",
                        "CHECK (", state_.Text(op.expr_range), ")");
  }
  template <class Op>
  std::optional<std::string> operator()(const Op& op) const {
    if constexpr (OpTraits<Op>::kNative) {
      if (Has(op)) return ActionSql(op);
    }
    return std::nullopt;
  }

 private:
  template <class Op>
  bool Has(const Op& op) const {
    if constexpr (requires { NativeOnly(op); }) {
      if (!NativeOnly(op)) return false;
    }
    return OpTraits<Op>::kSince <= state_.now.version;
  }

  const State& state_;
};

}  // namespace

std::vector<std::string> NativeSql(const State& state) {
  std::vector<std::string> out;
  const std::string schema =
      Quoted(state.before.schemas[state.place.schema].name);
  std::string table = state.old_object().name;
  for (const AlterAction& action : state.statement.actions) {
    const std::optional<std::string> words = std::visit(Worder(state), action);
    if (!words.has_value()) return {};
    out.push_back(
        absl::StrCat("ALTER TABLE ", schema, ".", Quoted(table), " ", *words));
    if (const auto* rename = std::get_if<RenameTable>(&action)) {
      table = rename->new_name.id.spelling();
    }
  }
  return out;
}

}  // namespace alterego::rebuild::full
