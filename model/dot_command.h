// Switches of a connection that no SQL statement sets. In scripts they are dot
// commands of the sqlite3 shell, each a line of its own:
//
//   .dbconfig defensive on
//   .dbconfig dqs_ddl off
//
//   ParseSwitch(".dbconfig dqs_dml off")->on                       // false
#ifndef ALTEREGO_MODEL_DOT_COMMAND_H_
#define ALTEREGO_MODEL_DOT_COMMAND_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace alterego {

// SQLITE_DBCONFIG_DEFENSIVE, _DQS_DDL, _DQS_DML.
enum class Switch : uint8_t { kDefensive, kDqsDdl, kDqsDml };

struct SetSwitch {
  Switch which = Switch::kDefensive;
  bool on = false;
  friend bool operator==(const SetSwitch&, const SetSwitch&) = default;
};

// The text of a step, exactly as Print writes it; nullopt for all others.
std::optional<SetSwitch> ParseSwitch(std::string_view text);
std::string Print(const SetSwitch& set);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_DOT_COMMAND_H_
