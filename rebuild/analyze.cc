#include "rebuild/analyze.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "rebuild/database.h"
#include "rebuild/describe.h"

namespace alterego::rebuild {
namespace {

constexpr int kLimitSince = 3032000;

// Words and signs, without blanks and comments and the semicolon.
std::vector<std::string> Words(std::string_view sql) {
  std::vector<std::string> out;
  for (const sql::Token& token : sql::Lex(sql)) {
    const std::string_view word = token.In(sql);
    if (token.kind == sql::TokenKind::kSpace ||
        token.kind == sql::TokenKind::kComment || word == ";") {
      continue;
    }
    out.emplace_back(word);
  }
  return out;
}

// Is `table` among what the statement names?
bool IsMeant(const std::vector<std::string>& words,
             const TableDescription& table) {
  if (words.size() == 1) return true;
  const std::string first = sql::Dequote(words[1]);
  if (words.size() == 2) {
    return EqualsFolded(first, table.schema) || EqualsFolded(first, table.name);
  }
  return words.size() == 4 && EqualsFolded(first, table.schema) &&
         EqualsFolded(sql::Dequote(words[3]), table.name);
}

int64_t LimitOf(const TableDescription& table) {
  int64_t out = 0;
  for (const ColumnDescription& column : table.columns) {
    int64_t limit = 0;
    const std::string& text = column.statistics;
    std::from_chars(text.data(), text.data() + text.size(), limit);
    out = std::max(out, limit);
  }
  return out;
}

}  // namespace

bool IsAnalyze(std::string_view sql) {
  const std::vector<std::string> words = Words(sql.substr(0, 1000));
  return !words.empty() && EqualsFolded(words[0], "analyze");
}

absl::Status Analyze(Connection& connection, std::string_view sql) {
  Database database(connection);
  const std::vector<std::string> words = Words(sql);
  struct Limited {
    std::string name;
    int64_t limit;
  };
  std::vector<Limited> tables;
  bool limited = false;
  if (IsAnalyze(sql) && connection.api().libversion_number() >= kLimitSince) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                              TableNames(connection));
    for (const std::string& name : names) {
      const auto table = Describe(connection, name);
      // A view, a virtual table: nothing to be analysed.
      if (!table.ok() || !IsMeant(words, *table)) continue;
      tables.push_back(
          {absl::StrCat(Quoted(table->schema), ".", Quoted(table->name)),
           LimitOf(*table)});
      limited |= tables.back().limit > 0;
    }
  }
  if (!limited) return database.Execute(std::string(sql));
  ALTEREGO_ASSIGN_OR_RETURN(const int64_t before,
                            database.Integer("PRAGMA analysis_limit"));
  absl::Status done;
  for (const Limited& table : tables) {
    done = database.Execute(absl::StrCat(
        "PRAGMA analysis_limit=", table.limit > 0 ? table.limit : before));
    if (done.ok()) done = database.Execute("ANALYZE " + table.name);
    if (!done.ok()) break;
  }
  const absl::Status restored =
      database.Execute(absl::StrCat("PRAGMA analysis_limit=", before));
  return done.ok() ? restored : done;
}

}  // namespace alterego::rebuild
