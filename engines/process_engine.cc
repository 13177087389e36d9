#include "engines/process_engine.h"

#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "engines/alter_request.h"
#include "engines/error_table.h"
#include "model/alter_table.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using Json = nlohmann::json;

// {"op":"open"} without its braces, for Ask.
std::string Body(const Json& json) {
  const std::string text =
      json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

// Bytes that are no UTF-8 cannot be written in JSON: replaced by '?'.
std::string JsonText(std::string_view text) {
  return Json(std::string(text))
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Where a database is not written to a disk: 20 times faster.
std::filesystem::path MemoryFolder() {
  std::error_code error;
  const std::filesystem::path shared = "/dev/shm";
  if (std::getenv("TMPDIR") == nullptr &&
      std::filesystem::is_directory(shared, error)) {
    return shared;
  }
  const auto temporary = std::filesystem::temp_directory_path(error);
  return error ? "/tmp" : temporary;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> ProcessEngine::Open(
    std::string spec, std::vector<std::string> argv,
    const EngineOptions& options, const ProfileSpec& profile) {
  if (argv.empty()) {
    return absl::InvalidArgumentError(
        "process: names no command; write process:COMMAND");
  }
  auto engine = std::unique_ptr<ProcessEngine>(
      new ProcessEngine(std::move(spec), std::move(argv), options, profile));
  ALTEREGO_RETURN_IF_ERROR(engine->MakeFolder());
  ALTEREGO_RETURN_IF_ERROR(engine->Start());
  return engine;
}

ProcessEngine::~ProcessEngine() {
  child_.reset();  // before what it has open goes
}

absl::Status ProcessEngine::MakeFolder() {
  path_ = options_.database_path;
  if (!path_.empty()) return absl::OkStatus();
  const std::string parent = MemoryFolder().string();
  folder_.emplace(parent);
  if (folder_->path().empty()) {
    return absl::UnavailableError(
        absl::StrCat("engine ", info_.spec, ": cannot make a folder in ",
                     parent, "; set TMPDIR to a place that can be written to"));
  }
  path_ = *folder_ / "database";
  return absl::OkStatus();
}

absl::Status ProcessEngine::Unavailable(std::string_view what) const {
  std::string message =
      absl::StrCat("engine ", info_.spec, ": ", std::string(what));
  if (profile_.profile != nullptr) {
    absl::StrAppend(&message, "; to install it: ", profile_.profile->install);
  }
  return absl::UnavailableError(message);
}

void ProcessEngine::Lose(Lost::How how, std::string detail) {
  if (child_) {
    child_->Kill();
    const std::string said = child_->StderrTail();
    if (!said.empty()) absl::StrAppend(&detail, "; it said: ", said);
  }
  lost_ = Lost{how, std::move(detail)};
}

std::optional<Json> ProcessEngine::Ask(std::string body) {
  if (lost_ || !child_) return std::nullopt;
  const int64_t id = next_id_++;
  const int timeout_ms = info_.name.empty()
                             ? std::max(options_.greeting_timeout_ms,
                                        options_.statement_timeout_ms)
                             : options_.statement_timeout_ms;
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
  Json json = Json::parse(*got, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || json.value("id", Json()) != Json(id) ||
      !json.contains("ok") || !json["ok"].is_boolean()) {
    Lose(Lost::How::kProtocol, absl::StrCat("not a reply to request ", id, ": ",
                                            got->substr(0, 200)));
    return std::nullopt;
  }
  const auto in_transaction = json.find("in_transaction");
  in_transaction_.reset();
  if (in_transaction != json.end() && in_transaction->is_boolean()) {
    in_transaction_ = in_transaction->get<bool>();
  }
  return json;
}

absl::Status ProcessEngine::Greet(const Json& hello) {
  const auto version = SqliteVersion::Parse(StringOr(hello, "sqlite", ""));
  if (!version || hello.value("protocol", Json()) != Json(1)) {
    return Unavailable(
        absl::StrCat("speaks another protocol or names no SQLite version: ",
                     hello.dump(-1, ' ', false, Json::error_handler_t::replace)
                         .substr(0, 200)));
  }
  version_ = StringOr(hello, "version", "0");
  info_.name =
      absl::StrCat(StringOr(hello, "engine", "process"), "-", version_);
  info_.build_id = info_.name;
  for (const std::string& flag : profile_.flags) {
    absl::StrAppend(&info_.build_id, "+", flag);
  }
  info_.dialect.version = *version;
  EngineTraits& traits = info_.traits;
  traits.own_wording = StringOr(hello, "wording", "") == "own";
  traits.own_text = StringOr(hello, "schema_text", "") == "own";
  traits.lacks.clear();
  traits.masks.clear();
  const Json lacks = hello.value("lacks", Json::array());
  for (const Json& name : lacks) {
    if (name.is_string()) traits.lacks.push_back(name.get<std::string>());
  }
  wants_alter_ = hello.value("alter", Json()) == Json(true);
  // Forms that it cannot do are not drawn.
  if (const auto forms = hello.find("forms"); forms != hello.end()) {
    for (size_t i = 0; i < kOpCount; ++i) {
      const std::string form(OpName(i));
      if (std::find(forms->begin(), forms->end(), Json(form)) == forms->end()) {
        traits.lacks.push_back(form);
      }
    }
  }
  if (profile_.profile == nullptr) return absl::OkStatus();
  traits.own_wording |= profile_.profile->own_wording;
  traits.own_text |= profile_.profile->own_text;
  for (const ProfileEntry* entry :
       profile_.profile->Holding(version_, profile_.flags)) {
    traits.lacks.insert(traits.lacks.end(), entry->weights.begin(),
                        entry->weights.end());
    traits.masks.insert(traits.masks.end(), entry->masks.begin(),
                        entry->masks.end());
  }
  return absl::OkStatus();
}

absl::Status ProcessEngine::Start() {
  absl::StatusOr<Subprocess> child = Subprocess::Start(argv_);
  if (!child.ok()) return Unavailable(std::string(child.status().message()));
  child_ = *std::move(child);
  lost_.reset();
  info_.name.clear();
  const auto said = [this](const std::optional<Json>& reply) {
    return lost_ ? lost_->detail
                 : reply->dump(-1, ' ', false, Json::error_handler_t::replace)
                       .substr(0, 200);
  };
  std::optional<Json> hello = Ask(R"("op":"hello","protocol":1)");
  if (!hello || !(*hello)["ok"].get<bool>()) {
    return Unavailable("does not greet: " + said(hello));
  }
  ALTEREGO_RETURN_IF_ERROR(Greet(*hello));
  if (folder_) {  // what a driver that was lost has left, or has removed
    std::error_code ignored;
    if (!std::filesystem::exists(folder_->path(), ignored)) {
      ALTEREGO_RETURN_IF_ERROR(MakeFolder());
    }
    for (const auto& file :
         std::filesystem::directory_iterator(folder_->path(), ignored)) {
      std::filesystem::remove_all(file.path(), ignored);
    }
  }
  std::optional<Json> opened = Ask(Body(
      {{"op", "open"}, {"path", path_}, {"temporary", folder_.has_value()}}));
  if (!opened || !(*opened)["ok"].get<bool>()) {
    return Unavailable("opens no database: " + said(opened));
  }
  ReadDialect();
  return absl::OkStatus();
}

// What a fresh connection is set to; what the engine does not tell is as in
// SQLite.
void ProcessEngine::ReadDialect() {
  const auto replies =
      Query({"PRAGMA foreign_keys", "PRAGMA legacy_alter_table",
             "PRAGMA recursive_triggers", "PRAGMA ignore_check_constraints",
             "SELECT \"no column is called so\"",
             "CREATE TEMP TABLE alterego_probe(a)",
             "CREATE INDEX temp.alterego_index ON "
             "alterego_probe(\"no column is called so\")",
             "DROP TABLE temp.alterego_probe"});
  if (!replies) return;
  const auto is_on = [&](size_t i) {
    const QueryReply& reply = (*replies)[i];
    return reply.ok && reply.rows.size() == 1 && reply.rows[0].size() == 1 &&
           reply.rows[0][0].literal == "1";
  };
  Dialect& dialect = info_.dialect;
  dialect.foreign_keys = is_on(0);
  dialect.legacy_alter_table = is_on(1);
  dialect.recursive_triggers = is_on(2);
  dialect.ignore_check_constraints = is_on(3);
  dialect.dqs_dml = (*replies)[4].ok;
  dialect.dqs_ddl = (*replies)[6].ok;
  Ask(R"("op":"reset")");
}

absl::Status ProcessEngine::Reset() {
  kept_.clear();
  schema_changed_ = false;
  if (!lost_ && child_) {
    const std::optional<Json> reply = Ask(R"("op":"reset")");
    if (reply && (*reply)["ok"].get<bool>()) return absl::OkStatus();
  }
  child_.reset();
  return Start();
}

absl::Status ProcessEngine::Reopen() {
  kept_.clear();
  schema_changed_ = false;
  const std::optional<Json> reply = Ask(R"("op":"reopen")");
  if (!reply && lost_) return absl::OkStatus();  // Execute tells of it
  if (reply && (*reply)["ok"].get<bool>()) return absl::OkStatus();
  return absl::UnimplementedError(
      absl::StrCat("engine ", info_.spec, " cannot reopen its database: ",
                   reply ? StringOr(*reply, "message", "") : "not running"));
}

// The profile's words come first: they are the engine's own.
Refused ProcessEngine::RefusalOf(int code, std::string_view message) const {
  Refused out = Classify(code, message);
  if (profile_.profile == nullptr) return out;
  if (const auto reason = profile_.profile->ReasonOf(message)) {
    out.reason = *reason;
  }
  return out;
}

absl::StatusOr<Outcome> ProcessEngine::Execute(std::string_view sql) {
  std::string body = absl::StrCat(R"("op":"execute","sql":)", JsonText(sql));
  if (wants_alter_) {
    const std::string alter = AlterRequest(sql);
    if (!alter.empty()) absl::StrAppend(&body, ",\"alter\":", alter);
  }
  const std::optional<Json> reply = Ask(std::move(body));
  if (!reply) {
    return Outcome(lost_.value_or(Lost{Lost::How::kCrash, "not running"}));
  }
  Executed(sql, (*reply)["ok"].get<bool>());
  return OutcomeOf(*reply);
}

Outcome ProcessEngine::OutcomeOf(const Json& reply) const {
  if (reply["ok"].get<bool>()) return Accepted{};
  Refused refused = RefusalOf(CodeOf(reply), StringOr(reply, "message", ""));
  if (StringOr(reply, "class", "") == "unsupported") {
    refused.reason = Reason::kNotSupported;
  }
  return refused;
}

absl::StatusOr<bool> ProcessEngine::SaveTo(const std::string& path) {
  // What the engine has committed may stand in its log yet.
  for (const char* suffix : {"", "-wal"}) {
    std::error_code error;
    if (!std::filesystem::exists(path_ + suffix, error)) continue;
    std::filesystem::copy_file(path_ + suffix, path + suffix, error);
    if (!error) continue;
    return absl::InternalError(
        absl::StrCat(path, suffix, ": ", error.message()));
  }
  return true;
}

absl::StatusOr<std::optional<Outcome>> ProcessEngine::LoadFrom(
    const std::string& path) {
  kept_.clear();
  schema_changed_ = false;
  const std::optional<Json> reply = Ask(Body({{"op", "load"}, {"path", path}}));
  if (!reply) {
    return Outcome(lost_.value_or(Lost{Lost::How::kCrash, "not running"}));
  }
  Outcome outcome = OutcomeOf(*reply);
  const auto* refused = std::get_if<Refused>(&outcome);
  if (refused != nullptr && refused->reason == Reason::kNotSupported) {
    return std::nullopt;
  }
  return outcome;
}

std::optional<std::vector<QueryReply>> ProcessEngine::Query(
    const std::vector<std::string>& sql) {
  std::string requests;
  for (const std::string& one : sql) {
    absl::StrAppend(&requests, requests.empty() ? "" : ",",
                    R"({"op":"query","sql":)", JsonText(one), "}");
  }
  const std::optional<Json> batch =
      Ask(absl::StrCat(R"("op":"batch","requests":[)", requests, "]"));
  if (!batch) return std::nullopt;
  const auto replies = batch->find("replies");
  if (!(*batch)["ok"].get<bool>() || replies == batch->end() ||
      !replies->is_array() || replies->size() != sql.size()) {
    Lose(Lost::How::kProtocol, "a batch without one reply a request");
    return std::nullopt;
  }
  std::vector<QueryReply> out;
  for (const Json& json : *replies) {
    std::optional<QueryReply> reply = ParseQueryReply(json);
    if (!reply) {
      Lose(
          Lost::How::kProtocol,
          absl::StrCat("not a reply to a query: ",
                       json.dump(-1, ' ', false, Json::error_handler_t::replace)
                           .substr(0, 200)));
      return std::nullopt;
    }
    out.push_back(*std::move(reply));
  }
  return out;
}

absl::StatusOr<QueryReply> ProcessEngine::Query(std::string_view sql) {
  auto replies = Query(std::vector<std::string>{std::string(sql)});
  if (replies) return std::move(replies->front());
  return absl::UnavailableError(absl::StrCat(
      "engine ", info_.spec, " is lost: ", lost_ ? lost_->detail : ""));
}

}  // namespace alterego
