#include "engines/process_engine.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "engines/error_table.h"
#include "model/identifier.h"
#include "model/value.h"
#include "nlohmann/json.hpp"

namespace alterego {

using Json = nlohmann::json;

struct ProcessEngine::Reply {
  bool ok = false;
  int code = 0;
  std::string message;
  std::vector<std::string> columns;
  // Each value as Value::AppendLiteral writes it, and TEXT as it is.
  struct Cell {
    std::string literal, text;
  };
  std::vector<std::vector<Cell>> rows;
  Json json;  // of a hello or a batch
};

namespace {

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

std::string Quoted(std::string_view name) { return Identifier(name).Quoted(); }

std::string LineOf(const std::vector<std::string>& cells) {
  std::string out;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back('|');
    out.append(cells[i]);
  }
  out.push_back('\n');
  return out;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> ProcessEngine::Open(
    std::string spec, std::vector<std::string> argv,
    const EngineOptions& options) {
  if (argv.empty()) {
    return absl::InvalidArgumentError(
        "process: names no command; write process:COMMAND");
  }
  auto engine = std::unique_ptr<ProcessEngine>(
      new ProcessEngine(std::move(spec), std::move(argv), options));
  ALTEREGO_RETURN_IF_ERROR(engine->Start());
  return engine;
}

void ProcessEngine::Lose(Lost::How how, std::string detail) {
  if (child_) {
    child_->Kill();
    const std::string said = child_->StderrTail();
    if (!said.empty()) absl::StrAppend(&detail, "; it said: ", said);
  }
  lost_ = Lost{how, std::move(detail)};
}

std::optional<ProcessEngine::Reply> ProcessEngine::Ask(std::string body) {
  if (lost_ || !child_) return std::nullopt;
  const int64_t id = next_id_++;
  const int timeout_ms = options_.statement_timeout_ms;
  const std::string line = absl::StrCat("{\"id\":", id, ",", body, "}");
  absl::Status sent = child_->WriteLine(line, timeout_ms);
  absl::StatusOr<std::string> got =
      sent.ok() ? child_->ReadLine(timeout_ms) : sent;
  if (!got.ok()) {
    const auto code = got.status().code();
    Lose(code == absl::StatusCode::kDeadlineExceeded ? Lost::How::kTimeout
         : code == absl::StatusCode::kUnavailable    ? Lost::How::kCrash
                                                     : Lost::How::kProtocol,
         std::string(got.status().message()));
    return std::nullopt;
  }
  Reply reply;
  reply.json = Json::parse(*got, nullptr, /*allow_exceptions=*/false);
  const auto& json = reply.json;
  if (!json.is_object() || json.value("id", Json()) != Json(id) ||
      !json.contains("ok") || !json["ok"].is_boolean()) {
    Lose(Lost::How::kProtocol, absl::StrCat("not a reply to request ", id, ": ",
                                            got->substr(0, 200)));
    return std::nullopt;
  }
  reply.ok = json["ok"].get<bool>();
  return reply;
}

absl::Status ProcessEngine::Start() {
  absl::StatusOr<Subprocess> child = Subprocess::Start(argv_);
  if (!child.ok()) {
    return absl::UnavailableError(
        absl::StrCat("engine ", info_.spec, ": ", child.status().message()));
  }
  child_ = *std::move(child);
  lost_.reset();
  std::optional<Reply> hello = Ask(R"("op":"hello","protocol":1)");
  if (!hello || !hello->ok) {
    return absl::UnavailableError(absl::StrCat(
        "engine ", info_.spec, " does not greet: ",
        lost_ ? lost_->detail : hello->json.dump().substr(0, 200)));
  }
  const auto version =
      SqliteVersion::Parse(StringOr(hello->json, "sqlite", ""));
  if (!version || hello->json.value("protocol", Json()) != Json(1)) {
    return absl::UnavailableError(
        absl::StrCat("engine ", info_.spec,
                     " speaks another protocol or names no SQLite version: ",
                     hello->json.dump().substr(0, 200)));
  }
  info_.name = absl::StrCat(StringOr(hello->json, "engine", "process"), "-",
                            StringOr(hello->json, "version", "0"));
  info_.build_id = info_.name;
  info_.dialect.version = *version;
  const Json open = {{"op", "open"}, {"path", options_.database_path}};
  const std::string body = open.dump();
  std::optional<Reply> opened = Ask(body.substr(1, body.size() - 2));
  if (!opened || !opened->ok) {
    return absl::UnavailableError(absl::StrCat(
        "engine ", info_.spec,
        " opens no database: ", lost_ ? lost_->detail : opened->json.dump()));
  }
  return absl::OkStatus();
}

absl::Status ProcessEngine::Reset() {
  if (!lost_ && child_) {
    const std::optional<Reply> reply = Ask(R"("op":"reset")");
    if (reply && reply->ok) return absl::OkStatus();
  }
  child_.reset();
  return Start();
}

absl::Status ProcessEngine::Reopen() {
  const std::optional<Reply> reply = Ask(R"("op":"reopen")");
  if (reply && reply->ok) return absl::OkStatus();
  return absl::UnimplementedError(absl::StrCat(
      "engine ", info_.spec, " cannot reopen its database: ",
      lost_ ? lost_->detail : StringOr(reply->json, "message", "")));
}

absl::StatusOr<Outcome> ProcessEngine::Execute(std::string_view sql) {
  // Bytes that are no UTF-8 cannot be written in JSON: replaced by '?'.
  const std::string text =
      Json(std::string(sql))
          .dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::optional<Reply> reply =
      Ask(absl::StrCat(R"("op":"execute","sql":)", text));
  if (!reply) {
    return Outcome(lost_.value_or(Lost{Lost::How::kCrash, "not running"}));
  }
  if (reply->ok) return Outcome(Accepted{});
  return Outcome(
      Classify(CodeOf(reply->json), StringOr(reply->json, "message", "")));
}

// One reply of a batch of queries; nullopt if it breaks the protocol.
std::optional<ProcessEngine::Reply> ProcessEngine::QueryReply(
    const Json& json) {
  if (!json.is_object()) return std::nullopt;
  Reply reply;
  reply.ok = json.value("ok", Json()) == Json(true);
  reply.message = StringOr(json, "message", "");
  reply.code = CodeOf(json);
  if (!reply.ok) return reply;
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

std::optional<std::vector<ProcessEngine::Reply>> ProcessEngine::Query(
    const std::vector<std::string>& sql) {
  Json requests = Json::array();
  for (const std::string& one : sql) {
    requests.push_back({{"op", "query"}, {"sql", one}});
  }
  const std::optional<Reply> batch = Ask(absl::StrCat(
      R"("op":"batch","requests":)",
      requests.dump(-1, ' ', false, Json::error_handler_t::replace)));
  if (!batch) return std::nullopt;
  const Json replies = batch->json.value("replies", Json());
  if (!batch->ok || !replies.is_array() || replies.size() != sql.size()) {
    Lose(Lost::How::kProtocol, "a batch without one reply a request");
    return std::nullopt;
  }
  std::vector<Reply> out;
  for (const Json& json : replies) {
    std::optional<Reply> reply = QueryReply(json);
    if (!reply) {
      Lose(Lost::How::kProtocol, absl::StrCat("not a reply to a query: ",
                                              json.dump().substr(0, 200)));
      return std::nullopt;
    }
    out.push_back(*std::move(reply));
  }
  return out;
}

// What to ask for one observation, and which section the answer becomes.
struct ProcessEngine::Wanted {
  std::string section, sql;
  size_t columns_begin = 0, columns_end = SIZE_MAX;
  bool sorted = false;
  bool view = false;
};

namespace {

bool IsVirtual(std::string_view create) {
  constexpr std::string_view kCreate = "create virtual";
  return EqualsFolded(create.substr(0, kCreate.size()), kCreate);
}

}  // namespace

// The questions about one row of sqlite_schema.
void ProcessEngine::AskAbout(const SchemaRow& row,
                             const ObserveOptions& options,
                             std::vector<Wanted>* wanted) {
  if (row.type != "table" && row.type != "view") return;
  const std::string place = absl::StrCat("main.", row.name);
  const std::string name = Quoted(row.name);
  if (options.structure) {
    wanted->push_back({"xinfo " + place,
                       absl::StrCat("PRAGMA table_xinfo(", name, ")"), 0, 7});
  }
  if (row.type == "view") {
    if (!options.views) return;
    wanted->push_back({"view " + place, absl::StrCat("SELECT * FROM ", name), 0,
                       SIZE_MAX, true, true});
    return;
  }
  if (IsVirtual(row.sql)) return;
  if (options.structure) {
    wanted->push_back({"fks " + place,
                       absl::StrCat("PRAGMA foreign_key_list(", name, ")"), 0,
                       8});
    wanted->push_back({"indexes " + place,
                       absl::StrCat("PRAGMA index_list(", name, ")"), 1, 5,
                       true});
  }
  if (options.rows) {
    wanted->push_back({"rows " + place, absl::StrCat("SELECT rowid,* FROM ",
                                                     name, " ORDER BY rowid")});
  }
}

Section ProcessEngine::SectionOf(const Wanted& wanted, const Reply& reply) {
  Section section{wanted.section, Section::Status::kRows, ""};
  if (!reply.ok) {
    // A broken view is an answer; a pragma that is not there is none.
    section.status =
        wanted.view ? Section::Status::kRefused : Section::Status::kUnavailable;
    section.text = wanted.view
                       ? std::string(ReasonName(
                             Classify(reply.code, reply.message).reason))
                       : reply.message;
    return section;
  }
  std::vector<std::string> lines;
  for (const auto& row : reply.rows) {
    std::vector<std::string> cells;
    const size_t end = std::min(row.size(), wanted.columns_end);
    for (size_t i = wanted.columns_begin; i < end; ++i) {
      cells.push_back(row[i].literal);
    }
    lines.push_back(LineOf(cells));
  }
  if (wanted.sorted) std::sort(lines.begin(), lines.end());
  if (wanted.view) {
    std::vector<std::string> names;
    for (const std::string& name : reply.columns) {
      AppendTextLiteral(name, &names.emplace_back());
    }
    section.text = LineOf(names);
  }
  for (const std::string& line : lines) section.text += line;
  return section;
}

absl::StatusOr<Observation> ProcessEngine::Observe(
    const ObserveOptions& options) {
  Observation out;
  std::vector<Wanted> wanted = {
      {"schema main",
       "SELECT type,name,tbl_name,sql FROM sqlite_master ORDER BY rowid"}};
  std::optional<std::vector<Reply>> replies = Query({wanted[0].sql});
  if (!replies) return out;
  for (const auto& row : replies->front().rows) {
    if (row.size() == 4) {
      AskAbout({row[0].text, row[1].text, row[3].text}, options, &wanted);
    }
  }
  if (options.integrity) {
    wanted.push_back({"integrity main", "PRAGMA integrity_check", 0, 1});
  }
  std::vector<std::string> sql;
  for (size_t i = 1; i < wanted.size(); ++i) sql.push_back(wanted[i].sql);
  if (!sql.empty()) {
    std::optional<std::vector<Reply>> rest = Query(sql);
    if (!rest) return out;
    for (Reply& reply : *rest) replies->push_back(std::move(reply));
  }
  for (size_t i = 0; i < wanted.size(); ++i) {
    Section section = SectionOf(wanted[i], (*replies)[i]);
    if (out.Find(section.name) == nullptr) out.Add(std::move(section));
  }
  return out;
}

}  // namespace alterego
