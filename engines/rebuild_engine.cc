#include "engines/rebuild_engine.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/identifier.h"
#include "model/sql/lexer.h"
#include "rebuild/workspace.h"

namespace alterego {

bool IsAlter(std::string_view sql) {
  for (const sql::Token& token : sql::Lex(sql)) {
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment || token.In(sql) == ";") {
      continue;
    }
    return token.kind == sql::TokenKind::kKeyword &&
           EqualsFolded(token.In(sql), "alter");
  }
  return false;
}

absl::StatusOr<std::unique_ptr<RebuildEngine>> RebuildEngine::Open(
    std::string spec, std::shared_ptr<const SqliteApi> api,
    EngineOptions options, const rebuild::Options& how) {
  std::unique_ptr<RebuildEngine> engine(
      new RebuildEngine(std::move(spec), std::move(api), std::move(options)));
  engine->how_ = how;
  engine->mutable_info().name =
      absl::StrCat("rebuild-", engine->api().libversion());
  ALTEREGO_RETURN_IF_ERROR(engine->Start());
  if (how.mode == rebuild::Mode::kFull) {
    engine->mutable_info().dialect.mode = Mode::kFull;
  }
  return engine;
}

absl::StatusOr<Outcome> RebuildEngine::Execute(std::string_view sql) {
  if (!IsAlter(sql)) return SqliteEngine::Execute(sql);
  const TimeLimit limit(*this);
  connection_ = connection_.has_value() ? connection_->On(db())
                                        : rebuild::Connection(api(), db());
  const uint64_t runs = connection_->workspace()->runs;
  const absl::StatusOr<rebuild::Report> report =
      rebuild::Alter(*connection_, sql, how_);
  const bool ran = how_.mode == rebuild::Mode::kFull ||
                   connection_->workspace()->runs != runs;
  NoteAlter(ran, report.ok());
  if (report.ok()) return Accepted{};
  const auto refusal = rebuild::RefusalOf(report.status());
  if (refusal.has_value()) {
    return FromError(refusal->extended_code, refusal->message);
  }
  if (report.status().code() == absl::StatusCode::kUnimplemented) {
    return Refused{Reason::kNotSupported, 0,
                   std::string(report.status().message()), ""};
  }
  return report.status();
}

}  // namespace alterego
