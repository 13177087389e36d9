// Fuzz target: the input is text. What parses must print to text that parses
// to the same statement, in both modes, and the full dialect must take all that
// SQLite does; a script must survive its round trip; nothing may crash,
// whatever the bytes, also when asked what older releases say of them.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/script.h"
#include "model/sql/older.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

[[noreturn]] void Fail(const char* what, const std::string& text) {
  std::fprintf(stderr, "%s:\n%s\n", what, text.c_str());
  std::abort();
}

void CheckTokens(const sql::Parsed& parsed) {
  std::string joined;
  for (size_t i = 0; i < parsed.tokens.size(); ++i) {
    joined += parsed.TextOf(static_cast<sql::TokenIndex>(i));
  }
  if (joined != parsed.source) Fail("tokens lose text", parsed.source);
}

void CheckRoundTrip(const sql::Parsed& parsed, Mode mode) {
  CheckTokens(parsed);
  const std::string printed = sql::Print(parsed.statement);
  const sql::ParseResult again = sql::ParseStatement(printed, mode);
  if (!again.ok()) Fail("printed text does not parse", printed);
  if (again->statement != parsed.statement) {
    Fail("printed text means something else", printed);
  }
}

void CheckStatement(std::string_view text) {
  const sql::ParseResult native = sql::ParseStatement(text);
  if (native.ok()) CheckRoundTrip(*native, Mode::kSqlite);
  const sql::ParseResult full = sql::ParseStatement(text, Mode::kFull);
  if (!full.ok()) {
    if (native.ok()) Fail("the full dialect refuses it", std::string(text));
    return;
  }
  // Only an ALTER TABLE is read by other rules there.
  const bool alter = std::holds_alternative<AlterTable>(full->statement) ||
                     std::holds_alternative<AlterTableFull>(full->statement);
  if (alter || !native.ok()) CheckRoundTrip(*full, Mode::kFull);
}

// What an older release takes must have a tree.
void CheckVersions(std::string_view text) {
  const sql::ParseResult newest = sql::ParseStatement(text);
  for (const SqliteVersion version :
       {SqliteVersion{3, 26, 0}, SqliteVersion{3, 36, 0},
        SqliteVersion{3, 45, 1}}) {
    if (newest.ok()) {
      (void)sql::SyntaxErrorIn(*newest, version);
      continue;
    }
    const auto older = sql::ReadByOlder(text, newest.error(), version);
    if (older) {
      CheckTokens(*older);
    } else {
      (void)sql::SyntaxErrorIn(text, newest.error(), version);
    }
  }
}

// A trigger without its END and a comment without its */, last in the file,
// swallow the semicolon that Script::ToText puts behind them.
bool EndsOpen(const Step& step) {
  if (step.parsed == nullptr) return true;
  const size_t comment = step.sql.rfind("/*");
  return comment != std::string::npos &&
         step.sql.find("*/", comment + 2) == std::string::npos;
}

void CheckScript(std::string_view text) {
  const absl::StatusOr<Script> script = ParseScript(text);
  if (!script.ok() || script->steps.empty()) return;
  if (EndsOpen(script->steps.back())) return;
  const std::string printed = script->ToText();
  const absl::StatusOr<Script> again = ParseScript(printed);
  if (!again.ok()) Fail("a script's text does not parse", printed);
  if (!(*again == *script)) Fail("a script's text reads otherwise", printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckStatement(text);
  CheckVersions(text);
  CheckScript(text);
  return 0;
}
