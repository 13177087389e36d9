#include "engines/process_reply.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "model/value.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using Json = nlohmann::json;

bool IsHex(std::string_view text) {
  return text.size() % 2 == 0 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
                  (c >= 'A' && c <= 'F');
         });
}

// A value of the protocol; nullopt if it is none.
std::optional<Value> DecodeValue(const Json& json) {
  if (json.is_null()) return Value::Null();
  if (!json.is_array() || json.size() != 2 || !json[0].is_string() ||
      !json[1].is_string()) {
    return std::nullopt;
  }
  const auto& tag = json[0].get_ref<const std::string&>();
  const auto& text = json[1].get_ref<const std::string&>();
  if (tag == "i") {
    int64_t v;
    if (!absl::SimpleAtoi(text, &v)) return std::nullopt;
    return Value::Integer(v);
  }
  if (tag == "r") {
    double v;
    if (!absl::SimpleAtod(text, &v)) return std::nullopt;
    return Value::Real(v);
  }
  if (tag == "t") return Value::Text(text);
  if (tag != "x" && tag != "b") return std::nullopt;
  if (!IsHex(text)) return std::nullopt;
  std::string bytes = absl::HexStringToBytes(text);
  return tag == "x" ? Value::Text(std::move(bytes))
                    : Value::Blob(std::move(bytes));
}

}  // namespace

std::string StringOr(const Json& json, const char* key, const char* otherwise) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : otherwise;
}

int CodeOf(const Json& json) {
  const auto found = json.find("code");
  return found != json.end() && found->is_number_integer() ? found->get<int>()
                                                           : 0;
}

std::optional<QueryReply> ParseQueryReply(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto ok = json.find("ok");
  if (ok == json.end() || !ok->is_boolean()) return std::nullopt;
  QueryReply reply;
  reply.ok = ok->get<bool>();
  if (!reply.ok) {
    reply.message = StringOr(json, "message", "");
    reply.code = CodeOf(json);
    reply.unsupported = StringOr(json, "class", "") == "unsupported";
    return reply;
  }
  const auto columns = json.find("columns");
  const auto rows = json.find("rows");
  if (columns == json.end() || !columns->is_array() || rows == json.end() ||
      !rows->is_array()) {
    return std::nullopt;
  }
  for (const Json& name : *columns) {
    reply.columns.push_back(name.is_string() ? name.get<std::string>() : "");
  }
  for (const Json& row : *rows) {
    if (!row.is_array() || row.size() != reply.columns.size()) {
      return std::nullopt;
    }
    auto& cells = reply.rows.emplace_back();
    for (const Json& cell : row) {
      const std::optional<Value> value = DecodeValue(cell);
      if (!value) return std::nullopt;
      const bool text = value->storage_class() == StorageClass::kText;
      cells.push_back({value->ToLiteral(), text ? value->text() : ""});
    }
  }
  return reply;
}

}  // namespace alterego
