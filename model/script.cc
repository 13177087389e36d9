#include "model/script.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "model/dot_command.h"
#include "model/sql/lexer.h"
#include "model/sql/printer.h"

namespace alterego {
namespace {

constexpr std::string_view kHeaderMark = "-- alterego:";

absl::string_view View(std::string_view text) {
  return absl::string_view(text.data(), text.size());
}

constexpr const char* kBlanks = " \t\r\n\f\v";

std::string_view Strip(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

absl::Status ErrorAt(std::string_view text, size_t offset,
                     std::string_view what) {
  const sql::Position position = sql::PositionOf(text, offset);
  return absl::InvalidArgumentError(absl::StrCat(
      "line ", position.line, ", column ", position.column, ": ", View(what)));
}

// Reads a script's text from front to back.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  absl::StatusOr<Script> Read() {
    const size_t nul = text_.find('\0');
    if (nul != text_.npos) return ErrorAt(text_, nul, "a NUL byte");
    if (absl::Status s = ReadHeader(); !s.ok()) return s;
    while (pos_ < text_.size()) {
      if (absl::Status s = ReadStep(); !s.ok()) return s;
    }
    return std::move(script_);
  }

 private:
  std::string_view Line() const {
    const size_t end = text_.find('\n', pos_);
    return text_.substr(pos_, end == text_.npos ? end : end - pos_);
  }
  void SkipLine() { pos_ = std::min(pos_ + Line().size() + 1, text_.size()); }

  absl::Status ReadHeader() {
    while (pos_ < text_.size()) {
      std::string_view line = Line();
      if (line.substr(0, kHeaderMark.size()) != kHeaderMark) break;
      const std::string_view entry = Strip(line.substr(kHeaderMark.size()));
      const size_t equals = entry.find('=');
      if (equals == entry.npos || equals == 0) {
        return ErrorAt(text_, pos_,
                       "a header line is `-- alterego: key=value`");
      }
      script_.header.emplace_back(entry.substr(0, equals),
                                  entry.substr(equals + 1));
      SkipLine();
    }
    return absl::OkStatus();
  }

  // A line at `begin` that is a dot command and sets a switch.
  bool ReadSwitch(size_t begin, const std::string& comment) {
    if (begin > 0 && text_[begin - 1] != '\n') return false;
    const size_t end = std::min(text_.find('\n', begin), text_.size());
    std::string_view line = text_.substr(begin, end - begin);
    line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
    if (!ParseSwitch(line)) return false;
    Step step = Step::FromSql(std::string(line));
    step.comment = std::move(pending_) + comment;
    pending_.clear();
    script_.steps.push_back(std::move(step));
    pos_ = std::min(end + 1, text_.size());
    return true;
  }

  // The comments before a statement, then the statement.
  absl::Status ReadStep() {
    Step step;
    const std::vector<sql::Token> tokens = NextTokens();
    std::string comment;
    size_t begin = std::string_view::npos;
    for (const sql::Token& token : tokens) {
      if (token.kind == sql::TokenKind::kSpace) continue;
      if (token.kind == sql::TokenKind::kComment) {
        comment += Strip(token.In(Piece()));
        comment += '\n';
        continue;
      }
      begin = token.offset;
      break;
    }
    if (begin != std::string_view::npos && ReadSwitch(pos_ + begin, comment)) {
      return absl::OkStatus();
    }
    if (absl::Status s = CheckStrings(tokens); !s.ok()) return s;
    std::string_view sql;
    if (begin != std::string_view::npos) {
      sql = Piece().substr(begin);
      const sql::Token& last = tokens.back();
      // Blanks before a semicolon are part of what SQLite is given.
      if (last.kind == sql::TokenKind::kSpace || last.In(Piece()) == ";") {
        sql.remove_suffix(last.In(Piece()).size());
      }
    }
    pos_ = end_;
    pending_ += comment;
    if (sql.empty()) return absl::OkStatus();
    step = Step::FromSql(std::string(sql));
    step.comment = std::move(pending_);
    pending_.clear();
    script_.steps.push_back(std::move(step));
    return absl::OkStatus();
  }

  std::string_view Piece() const { return text_.substr(pos_, end_ - pos_); }
  std::vector<sql::Token> NextTokens() {
    end_ = sql::StatementEnd(text_, pos_);
    return sql::Lex(Piece());
  }

  absl::Status CheckStrings(const std::vector<sql::Token>& tokens) const {
    for (const sql::Token& token : tokens) {
      if (token.kind != sql::TokenKind::kIllegal) continue;
      const char c = token.In(Piece())[0];
      if (c != '\'' && c != '"' && c != '`' && c != '[') continue;
      return ErrorAt(text_, pos_ + token.offset, "an unterminated string");
    }
    return absl::OkStatus();
  }

  std::string_view text_;
  size_t pos_ = 0, end_ = 0;
  std::string pending_;  // comments before an empty statement
  Script script_;
};

// Sets full and full_error from the rest.
void ReadInFull(Step* step) {
  step->full = step->parsed;
  step->full_error = step->error;
  // No other statement reads otherwise.
  const sql::Parsed* read = step->parsed.get();
  if (read != nullptr) {
    const auto* alter = std::get_if<AlterTable>(&read->statement);
    if (alter == nullptr || !std::holds_alternative<AddColumn>(alter->op)) {
      return;
    }
  }
  sql::ParseResult result = sql::ParseStatement(step->sql, Mode::kFull);
  if (!result.ok()) {
    step->full_error = std::make_shared<const sql::SyntaxError>(result.error());
  } else if (read == nullptr || result->statement != read->statement) {
    step->full = std::make_shared<const sql::Parsed>(std::move(*result));
    step->full_error = nullptr;
  }
}

// A comment to the end of the line has that end in every script, before the
// semicolon: it is no part of the statement.
std::string WithoutLastLineEnd(std::string sql) {
  const std::string_view kept = Strip(sql);
  if (kept.size() == sql.size() || kept.find("--") == kept.npos) return sql;
  const std::vector<sql::Token> tokens = sql::Lex(sql);
  for (size_t i = tokens.size(); i-- > 0;) {
    if (tokens[i].kind == sql::TokenKind::kSpace) continue;
    if (tokens[i].kind != sql::TokenKind::kComment ||
        !tokens[i].In(sql).starts_with("--")) {
      return sql;
    }
    break;
  }
  sql.erase(sql.find_last_not_of(kBlanks) + 1);
  return sql;
}

}  // namespace

Step Step::FromSql(std::string sql) {
  Step step;
  step.sql = WithoutLastLineEnd(std::move(sql));
  sql::ParseResult parsed = sql::ParseStatement(step.sql);
  if (parsed.ok()) {
    step.parsed = std::make_shared<const sql::Parsed>(std::move(*parsed));
  } else {
    step.error = std::make_shared<const sql::SyntaxError>(parsed.error());
  }
  ReadInFull(&step);
  return step;
}

Step Step::FromStatement(const Statement& statement) {
  return FromSql(sql::Print(statement));
}

const std::string* Script::Header(std::string_view key) const {
  for (const auto& [name, value] : header) {
    if (name == key) return &value;
  }
  return nullptr;
}

void Script::SetHeader(std::string_view key, std::string value) {
  for (auto& [name, old] : header) {
    if (name != key) continue;
    old = std::move(value);
    return;
  }
  header.emplace_back(key, std::move(value));
}

std::string Script::ToText() const {
  std::string out;
  for (const auto& [name, value] : header) {
    absl::StrAppend(&out, View(kHeaderMark), " ", name, "=", value, "\n");
  }
  for (const Step& step : steps) {
    const bool first = &step == &steps.front() && step.comment.empty();
    out += step.comment;
    // A vertical tab is a blank behind another blank only, and an unknown token
    // where it comes first (sqlite3GetToken, CC_SPACE).
    if (step.sql.starts_with('\v') && !first) out.pop_back();
    out += step.sql;
    if (ParseSwitch(step.sql)) {
      out += '\n';
      continue;
    }
    // A comment to the end of the line would swallow the semicolon.
    const std::vector<sql::Token> tokens = sql::Lex(step.sql);
    const bool open = !tokens.empty() &&
                      tokens.back().kind == sql::TokenKind::kComment &&
                      tokens.back().In(step.sql).substr(0, 2) == "--";
    out += open ? "\n;\n" : ";\n";
  }
  return out;
}

absl::StatusOr<Script> ParseScript(std::string_view text) {
  return Reader(text).Read();
}

}  // namespace alterego
