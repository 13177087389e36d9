#include "oracle/canonical.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "model/sql/annotation.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"
#include "model/value.h"
#include "oracle/section_text.h"

namespace alterego {
namespace {

// Whether one clause of a column stands before another matters within these
// groups: which key's index is numbered first, which CHECK is asked first.
int GroupOf(const ColumnConstraint& constraint) {
  const size_t kind = constraint.rule.index();
  const bool key = std::holds_alternative<PrimaryKeyRule>(constraint.rule) ||
                   std::holds_alternative<UniqueRule>(constraint.rule);
  return key ? 100 : static_cast<int>(kind);
}

void Normalise(CreateTable* table) {
  for (Column& column : table->columns) {
    std::stable_sort(column.constraints.begin(), column.constraints.end(),
                     [](const ColumnConstraint& a, const ColumnConstraint& b) {
                       return GroupOf(a) < GroupOf(b);
                     });
    for (ColumnConstraint& constraint : column.constraints) {
      if (constraint.name) constraint.name = sql::Name(constraint.name->id);
      if (auto* check = std::get_if<CheckRule>(&constraint.rule)) {
        check->conflict = sql::Conflict::kDefault;  // it means nothing
      }
      auto* rule = std::get_if<GeneratedRule>(&constraint.rule);
      if (rule == nullptr) continue;
      rule->generated_always = false;
      if (rule->storage == GeneratedRule::Storage::kUnset) {
        rule->storage = GeneratedRule::Storage::kVirtual;
      }
    }
  }
  for (TableConstraint& constraint : table->constraints) {
    constraint.comma_before = true;
    if (constraint.name) constraint.name = sql::Name(constraint.name->id);
    if (auto* check = std::get_if<CheckRule>(&constraint.rule)) {
      check->conflict = sql::Conflict::kDefault;
    }
  }
}

// NOT DEFERRABLE is what a foreign key is anyway.
void DropDefaults(CreateTable* table) {
  const auto drop = [](auto& constraint) {
    auto* fk = std::get_if<ForeignKeyRule>(&constraint.rule);
    if (fk == nullptr || fk->references.deferrable !=
                             ReferencesClause::Deferrable::kNotDeferrable) {
      return;
    }
    fk->references.deferrable = ReferencesClause::Deferrable::kUnset;
    fk->references.initially = ReferencesClause::Initially::kUnset;
  };
  for (Column& column : table->columns) {
    for (ColumnConstraint& constraint : column.constraints) drop(constraint);
  }
  for (TableConstraint& constraint : table->constraints) drop(constraint);
}

void AddAnnotations(const sql::Parsed& parsed, sql::TokenIndex anchor,
                    const std::string& of, std::vector<std::string>* out) {
  for (const sql::Annotation& a : sql::AnnotationsAt(parsed, anchor)) {
    out->push_back(" -- " + of + ": " + a.key + "=" + a.value);
  }
}

std::vector<std::string> AnnotationsOf(const sql::Parsed& parsed) {
  std::vector<std::string> out;
  if (const auto* table = std::get_if<CreateTable>(&parsed.statement)) {
    AddAnnotations(parsed, sql::TableAnchor(parsed), "table", &out);
    for (size_t i = 0; i < table->columns.size(); ++i) {
      AddAnnotations(parsed, sql::ColumnAnchor(parsed, i),
                     "column " + table->columns[i].name.id.Folded(), &out);
    }
    for (const NamedConstraint& c : ConstraintNames(*table)) {
      AddAnnotations(parsed, sql::ConstraintAnchor(parsed, c.ref),
                     "constraint " + c.name.Folded(), &out);
    }
  } else if (std::holds_alternative<CreateTrigger>(parsed.statement)) {
    if (sql::TriggerIsDisabled(parsed)) out.push_back(" -- disabled");
  }
  std::sort(out.begin(), out.end());
  return out;
}

// All names in double quotes: SQLite quotes those that it writes itself.
std::string Requoted(const std::string& sql) {
  std::string out;
  for (const sql::Token& token : sql::Lex(sql)) {
    const std::string_view text = token.In(sql);
    const bool name = token.kind == sql::TokenKind::kIdentifier ||
                      token.kind == sql::TokenKind::kQuoted;
    out += name ? Identifier(sql::Dequote(text)).Quoted() : std::string(text);
  }
  return out;
}

}  // namespace

std::string CanonicalSql(std::string_view sql) {
  sql::ParseResult parsed = sql::ParseStatement(sql);
  if (!parsed.ok()) return std::string(sql);
  Statement statement = parsed->statement;
  if (auto* table = std::get_if<CreateTable>(&statement)) Normalise(table);
  std::string out = Requoted(sql::Print(statement));
  for (const std::string& line : AnnotationsOf(*parsed)) out += line;
  return out;
}

std::string CanonicalMeaning(std::string_view sql) {
  sql::ParseResult parsed = sql::ParseStatement(sql);
  if (!parsed.ok()) return std::string(sql);
  Statement statement = parsed->statement;
  if (auto* table = std::get_if<CreateTable>(&statement)) {
    Normalise(table);
    DropDefaults(table);
  }
  return Requoted(sql::Print(statement));
}

namespace {

// A line of a section "schema D": its last field is the text.
std::string Rewritten(std::string_view line,
                      std::string (*writer)(std::string_view)) {
  const std::string_view literal = CellsOf(line).back();
  if (literal.size() < 2 || literal[0] != '\'') return std::string(line);
  return std::string(line.substr(0, line.size() - literal.size())) +
         Value::Text(writer(sql::Dequote(literal))).ToLiteral();
}

}  // namespace

Observation Canonical::Of(const Observation& observation) {
  return Sorted(observation, CanonicalSql, &lines_);
}

Observation Canonical::MeaningOf(const Observation& observation) {
  return Sorted(observation, CanonicalMeaning, &meanings_);
}

Observation Canonical::Sorted(const Observation& observation, Writer writer,
                              Lines* known) {
  Observation out = observation;
  for (Section& section : out.sections) {
    if (section.status != Section::Status::kRows ||
        section.name.rfind("schema ", 0) != 0) {
      continue;
    }
    std::vector<std::string> lines;
    for (const std::string_view line : RowsOf(section.text)) {
      auto found = known->find(line);
      if (found == known->end()) {
        found =
            known->emplace(std::string(line), Rewritten(line, writer)).first;
      }
      lines.push_back(found->second);
    }
    std::sort(lines.begin(), lines.end());
    section.text.clear();
    for (const std::string& line : lines) section.text += line + "\n";
  }
  return out;
}

}  // namespace alterego
