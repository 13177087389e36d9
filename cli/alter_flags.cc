#include "cli/alter_flags.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "model/sql/lexer.h"
#include "rebuild/option_words.h"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

using rebuild::kModeWords;
using rebuild::kStrategyWords;
using rebuild::kVerifyWords;

template <class T, size_t kCount>
std::map<std::string, T> MapOf(const rebuild::Words<T, kCount>& words) {
  return {words.begin(), words.end()};
}

// What no other statement could help.
bool IsOfTheMachine(int extended_code) {
  switch (extended_code & 0xff) {
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOTADB:
      return true;
    default:
      return false;
  }
}

}  // namespace

void AlterFlags::AddTo(CLI::App* verb) {
  verb->add_option("DB", database, "A SQLite database file")->required();
  CLI::Option* text = verb->add_option("SQL", sql, "One or more statements");
  verb->add_option("-f,--file", file, "A file with the statements")
      ->excludes(text);
  AddWaysTo(verb);
}

void AlterFlags::AddWaysTo(CLI::App* verb) {
  verb->add_option("--mode", mode,
                   "full: the whole dialect; sqlite: what SQLite accepts")
      ->check(CLI::IsMember(MapOf(kModeWords)))
      ->capture_default_str();
  verb->add_option("--sqlite", version,
                   "Whose rules --mode=sqlite follows, like 3.40.1");
  verb->add_option("--strategy", strategy,
                   "auto, edit (change the schema text, and rows where they "
                   "are), rebuild (move the rows to a new table), native "
                   "(SQLite's own ALTER TABLE, where it has that and takes "
                   "it)")
      ->check(CLI::IsMember(MapOf(kStrategyWords)))
      ->capture_default_str();
  verb->add_option("--verify", verify,
                   "off, rows (compare what had to stay), full (of large "
                   "tables that change in place, too, and check the "
                   "integrity)")
      ->check(CLI::IsMember(MapOf(kVerifyWords)))
      ->capture_default_str();
  verb->add_option("--keep-old", keep_old,
                   "Keep the table as it was, under this name");
}

absl::StatusOr<rebuild::Options> AlterFlags::ToOptions() const {
  rebuild::Options options;
  options.mode = MapOf(kModeWords).at(mode);
  options.strategy = MapOf(kStrategyWords).at(strategy);
  options.verify = MapOf(kVerifyWords).at(verify);
  options.keep_old = keep_old;
  if (!version.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(options.version,
                              ParseSqliteVersion("--sqlite=", version));
  }
  return options;
}

absl::StatusOr<Script> AlterFlags::LoadStatements() const {
  std::string text = sql;
  std::string where;
  if (!file.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(text, ReadFile(file));
    where = file + ": ";
  }
  absl::StatusOr<Script> script = ParseScript(text);
  // A string without its end: no usage, but what no database understands.
  if (!script.ok()) {
    return absl::AbortedError(
        absl::StrCat(where, std::string(script.status().message())));
  }
  if (script->steps.empty()) {
    return absl::InvalidArgumentError(
        where + "there is no statement: give one, or a file with -f");
  }
  return script;
}

std::string AlterFlags::PlaceOf(size_t step) const {
  if (file.empty()) return "";
  const absl::StatusOr<std::string> text = ReadFile(file);
  if (!text.ok()) return "";
  // The first word of each statement; between two there may be nothing.
  size_t begin = 0, seen = 0;
  while (begin < text->size()) {
    const size_t end = sql::StatementEnd(*text, begin);
    const std::string_view statement =
        std::string_view(*text).substr(begin, end - begin);
    for (const sql::Token& token : sql::Lex(statement)) {
      if (token.kind == sql::TokenKind::kSpace ||
          token.kind == sql::TokenKind::kComment ||
          token.In(statement) == ";") {
        continue;
      }
      if (seen++ < step) break;
      const std::string_view before =
          std::string_view(*text).substr(0, begin + token.offset);
      return absl::StrCat(", line ",
                          1 + std::count(before.begin(), before.end(), '\n'),
                          " of ", file);
    }
    begin = end;
  }
  return "";
}

bool IsAlterTable(std::string_view text) {
  std::string words;
  for (const sql::Token& token : sql::Lex(text)) {
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment) {
      continue;
    }
    words += absl::AsciiStrToUpper(std::string(token.In(text))) + " ";
    if (words.size() >= 12) break;
  }
  return words.rfind("ALTER TABLE ", 0) == 0;
}

int FailAlter(const absl::Status& status) {
  constexpr char kUnchanged[] = "\nNothing was changed.";
  if (const auto refusal = rebuild::RefusalOf(status)) {
    const bool locked = (refusal->extended_code & 0xff) == SQLITE_BUSY;
    return Fail(IsOfTheMachine(refusal->extended_code) ? kHarness : kDiverged,
                absl::StrCat(refusal->message,
                             locked ? "; another connection is using it: try "
                                      "again when it has finished"
                                    : "",
                             kUnchanged));
  }
  if (absl::IsAborted(status)) {
    return Fail(kDiverged,
                absl::StrCat(std::string(status.message()), kUnchanged));
  }
  return Fail(status);
}

int FailDatabase(const absl::Status& status) {
  return Fail(kHarness, std::string(status.message()));
}

}  // namespace alterego::cli
