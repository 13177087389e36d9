// Switches of a connection that no SQL statement sets. In scripts they are dot
// commands, each a line of its own; `.dbconfig` is one of the sqlite3 shell:
//
//   .dbconfig defensive on
//   .dbconfig dqs_ddl off
//   .authorizer deny_alter_table on
//
//   ParseSwitch(".dbconfig dqs_dml off")->on                       // false
#ifndef ALTEREGO_MODEL_DOT_COMMAND_H_
#define ALTEREGO_MODEL_DOT_COMMAND_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/dialect.h"

namespace alterego {

// SQLITE_DBCONFIG_DEFENSIVE, _DQS_DDL, _DQS_DML; SQLITE_DENY and SQLITE_IGNORE
// as the answer of the authorizer to SQLITE_ALTER_TABLE.
enum class Switch : uint8_t {
  kDefensive,
  kDqsDdl,
  kDqsDml,
  kDenyAlterTable,
  kIgnoreAlterTable,
};

inline constexpr std::array<Switch, 5> kSwitches = {
    Switch::kDefensive, Switch::kDqsDdl, Switch::kDqsDml,
    Switch::kDenyAlterTable, Switch::kIgnoreAlterTable};

struct SetSwitch {
  Switch which = Switch::kDefensive;
  bool on = false;
  friend bool operator==(const SetSwitch&, const SetSwitch&) = default;
};

// The text of a step, exactly as Print writes it; nullopt for all others.
std::optional<SetSwitch> ParseSwitch(std::string_view text);
std::string Print(const SetSwitch& set);

bool IsOn(const Dialect& dialect, Switch which);
void Apply(const SetSwitch& set, Dialect* dialect);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_DOT_COMMAND_H_
