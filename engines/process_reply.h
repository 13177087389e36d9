// What a driver answers to a query, checked: see engines/PROTOCOL.md.
#ifndef ALTEREGO_ENGINES_PROCESS_REPLY_H_
#define ALTEREGO_ENGINES_PROCESS_REPLY_H_

#include <optional>
#include <string>
#include <vector>

#include "nlohmann/json_fwd.hpp"

namespace alterego {

struct QueryReply {
  bool ok = false;
  bool unsupported = false;  // of a refusal: the driver or engine has it not
  int code = 0;
  std::string message;
  std::vector<std::string> columns;
  // Each value as Value::AppendLiteral writes it, and TEXT as it is.
  struct Cell {
    std::string literal, text;
  };
  std::vector<std::vector<Cell>> rows;
};

// nullopt if it breaks the protocol.
std::optional<QueryReply> ParseQueryReply(const nlohmann::json& json);

// The text that is there; `otherwise` if there is none.
std::string StringOr(const nlohmann::json& json, const char* key,
                     const char* otherwise);
int CodeOf(const nlohmann::json& json);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROCESS_REPLY_H_
