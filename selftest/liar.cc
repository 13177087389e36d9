#include "selftest/liar.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/status_macros.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "runner/import.h"

namespace alterego::selftest {
namespace {

std::string Text(std::string_view text) {
  return Value::Text(std::string(text)).ToLiteral();
}

bool IsAccepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}

}  // namespace

bool Liar::Run(std::string_view sql) {
  const absl::StatusOr<Outcome> outcome = honest_->Execute(sql);
  return outcome.ok() && IsAccepted(*outcome);
}

absl::StatusOr<Outcome> Liar::Execute(std::string_view sql) {
  const sql::ParseResult parsed = sql::ParseStatement(sql);
  Said said{sql};
  if (parsed.ok()) {
    said.statement = &parsed->statement;
    said.alter = std::get_if<AlterTable>(said.statement);
  }
  const sql::ParseResult full = sql::ParseStatement(sql, Mode::kFull);
  said.alters =
      said.alter != nullptr ||
      (full.ok() && std::holds_alternative<AlterTableFull>(full->statement));
  if (lie_.answer != nullptr) {
    if (auto answer = lie_.answer(*this, said)) return *std::move(answer);
  }
  std::optional<std::string> instead;
  if (lie_.instead != nullptr) instead = lie_.instead(*this, said);
  ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome,
                            honest_->Execute(instead ? *instead : sql));
  if (lie_.after != nullptr) lie_.after(*this, said, &outcome);
  if (!said.alters || !IsAccepted(outcome)) return outcome;
  if (!lie_.spoils_rows.empty()) ForTables(lie_.spoils_rows);
  if (lie_.spoiler != nullptr) Spoil(lie_.spoiler, lie_.spoiling);
  return outcome;
}

absl::StatusOr<Observation> Liar::Observe(const ObserveOptions& options) {
  absl::StatusOr<Observation> out = honest_->Observe(options);
  if (out.ok() && lie_.seen != nullptr) lie_.seen(*this, &*out);
  return out;
}

absl::Status Liar::Reopen() {
  ALTEREGO_RETURN_IF_ERROR(honest_->Reopen());
  if (lie_.reopened != nullptr) lie_.reopened(*this);
  return absl::OkStatus();
}

std::vector<SchemaRow> Liar::Schema(std::string_view database) {
  std::vector<SchemaRow> out;
  const auto seen = honest_->Observe({false, false, false, false, false});
  if (!seen.ok()) return out;
  const Section* section =
      seen->Find(absl::StrCat("schema ", std::string(database)));
  if (section == nullptr || section->status != Section::Status::kRows) {
    return out;
  }
  const absl::StatusOr<std::vector<Row>> rows = ParseRows(section->text);
  if (!rows.ok()) return out;
  for (const Row& row : *rows) {
    bool texts = row.size() == 4;
    for (const Value& value : row) {
      texts &= value.storage_class() == StorageClass::kText;
    }
    if (!texts || row[1].text().rfind("sqlite_", 0) == 0) continue;
    out.push_back({row[0].text(), row[1].text(), row[2].text(), row[3].text()});
  }
  return out;
}

void Liar::DropNewest(std::string_view type, std::string_view database) {
  const std::vector<SchemaRow> rows = Schema(database);
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (row->type != type) continue;
    Run(absl::StrCat("DROP ", row->type, " ", std::string(database), ".",
                     Identifier(row->name).Quoted()));
    return;
  }
}

void Liar::ForTables(std::string_view sql) {
  for (const SchemaRow& row : Schema()) {
    const sql::ParseResult parsed = sql::ParseStatement(row.sql);
    if (row.type != "table" || !parsed.ok()) continue;
    const auto* table = std::get_if<CreateTable>(&parsed->statement);
    if (table == nullptr) continue;
    const std::string name =
        absl::StrCat("main.", Identifier(row.name).Quoted());
    const std::string text =
        absl::StrReplaceAll(std::string(sql), {{"%t", name}});
    if (text.find("%c") == text.npos) {
      Run(text);
      continue;
    }
    for (const Column& column : table->columns) {
      Run(absl::StrReplaceAll(text, {{"%c", column.name.id.Quoted()}}));
    }
  }
}

void Liar::Rewrite(const SchemaRow& row, const std::string& sql) {
  Run("PRAGMA writable_schema = ON");
  Run(absl::StrCat("UPDATE main.sqlite_master SET sql = ", Text(sql),
                   " WHERE type = ", Text(row.type),
                   " AND name = ", Text(row.name)));
}

void Liar::Spoil(Spoiler spoiler, Lie::Spoiling spoiling) {
  for (const SchemaRow& row : Schema()) {
    sql::ParseResult parsed = sql::ParseStatement(row.sql);
    if (!parsed.ok() || !spoiler(&parsed->statement)) continue;
    Rewrite(row, sql::Print(parsed->statement));
    // Reads the schema again, from what stands there now.
    Run("PRAGMA writable_schema = RESET");
    if (spoiling == Lie::Spoiling::kWritten) return;
    Rewrite(row, row.sql);
    Run("PRAGMA writable_schema = OFF");
    return;
  }
}

}  // namespace alterego::selftest
