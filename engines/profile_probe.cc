#include "engines/profile_probe.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "engines/process_engine.h"

namespace alterego {
namespace {

// "accepted", "refused: no such table: t", "rows: 1|'a';2|NULL".
std::string Answer(const QueryReply& reply, bool rows) {
  if (!reply.ok) return "refused: " + reply.message;
  if (!rows) return "accepted";
  std::string out = "rows: ";
  for (size_t i = 0; i < reply.rows.size(); ++i) {
    if (i > 0) out.push_back(';');
    for (size_t j = 0; j < reply.rows[i].size(); ++j) {
      if (j > 0) out.push_back('|');
      out += reply.rows[i][j].literal;
    }
  }
  return out;
}

// What the engine answers to a statement, without its rows.
absl::StatusOr<QueryReply> Run(Engine& engine, const std::string& sql) {
  ALTEREGO_ASSIGN_OR_RETURN(const Outcome outcome, engine.Execute(sql));
  QueryReply reply;
  reply.ok = std::holds_alternative<Accepted>(outcome);
  if (const auto* refused = std::get_if<Refused>(&outcome)) {
    reply.message = refused->message;
  }
  return reply;
}

// The rows too, where the engine has a driver.
absl::StatusOr<QueryReply> Ask(Engine& engine, const std::string& sql) {
  auto* const process = dynamic_cast<ProcessEngine*>(&engine);
  return process == nullptr ? Run(engine, sql) : process->Query(sql);
}

}  // namespace

absl::Status RunProbe(Engine& engine, const ProfileEntry& entry) {
  ALTEREGO_RETURN_IF_ERROR(engine.Reset());
  for (const std::string& sql : entry.probe.setup) {
    ALTEREGO_ASSIGN_OR_RETURN(const QueryReply reply, Run(engine, sql));
    if (reply.ok) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("profile entry ", entry.id, " of ", engine.info().name,
                     ": its setup is refused: ", sql, ": ", reply.message));
  }
  const std::string_view expect = entry.probe.expect;
  const bool rows = expect.substr(0, 5) == "rows:";
  ALTEREGO_ASSIGN_OR_RETURN(
      const QueryReply reply,
      rows ? Ask(engine, entry.probe.sql) : Run(engine, entry.probe.sql));
  const std::string answer = Answer(reply, rows);
  constexpr std::string_view kRefused = "refused: ";
  const bool holds =
      expect.substr(0, kRefused.size()) == kRefused
          ? !reply.ok && reply.message.find(expect.substr(kRefused.size())) !=
                             reply.message.npos
          : answer == expect;
  if (holds) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("profile entry ", entry.id, " of ", engine.info().name,
                   " does not hold: ", entry.probe.sql, "\n  expected ",
                   entry.probe.expect, "\n  answered ", answer));
}

}  // namespace alterego
