#include "shadow/full/draft.h"

#include <cstddef>

#include "model/sql/annotation.h"
#include "model/sql/edit.h"
#include "model/sql/lexer.h"

namespace alterego::shadow::full {
namespace {

constexpr std::string_view kMark = "/* alterego: ";

bool IsAnnotation(const sql::Parsed& parsed, sql::TokenIndex token) {
  const sql::Token& t = parsed.tokens[token];
  return t.kind == sql::TokenKind::kComment &&
         t.In(parsed.source).substr(0, kMark.size()) == kMark;
}

// The text of the tokens without annotations.
std::string TextWithout(const sql::Parsed& parsed, sql::TokenIndex begin,
                        sql::TokenIndex end) {
  std::string out;
  for (sql::TokenIndex t = begin; t < end; ++t) {
    if (IsAnnotation(parsed, t)) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += ' ';
    } else {
      out += parsed.TextOf(t);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

DraftRule RuleOf(const sql::Parsed& parsed,
                 const std::optional<sql::Name>& name, sql::TokenRange range) {
  DraftRule out;
  sql::TokenIndex begin = range.begin;
  if (name && name->token != sql::kNoToken) {
    out.name = parsed.TextOf(name->token);
    begin = name->token + 1;
  }
  while (begin < range.end &&
         (parsed.tokens[begin].kind == sql::TokenKind::kSpace ||
          parsed.tokens[begin].kind == sql::TokenKind::kComment)) {
    ++begin;
  }
  if (begin >= range.end) return out;
  out.body = TextWithout(parsed, begin, range.end);
  for (const sql::Annotation& a : sql::AnnotationsAt(parsed, begin)) {
    if (a.key == "not_valid") out.not_valid = true;
  }
  return out;
}

// Before a comment, SQLite takes GENERATED for a word of the type, too; until
// 3.36 everywhere. What stands between them is a part of the type then.
void CutGenerated(const sql::Parsed& parsed, sql::TokenIndex name,
                  sql::TokenIndex rule, DraftColumn* out) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  if (out->type.empty()) return;
  const sql::TokenIndex first = sql::NextSignificant(parsed, name + 1);
  const size_t begin = parsed.tokens[first].offset;
  const std::string text =
      parsed.source.substr(begin, parsed.tokens[rule].offset - begin);
  const std::string own = text.substr(0, text.find_last_not_of(kSpace) + 1);
  if (!out->type.starts_with(own)) return;
  const bool cut = own.size() < out->type.size();
  if (cut) out->type = own;
  if (!own.empty() && (cut || own.size() < text.size())) {
    out->gap = text.substr(own.size());
  }
}

std::string ToSql(const DraftRule& rule) {
  std::string out = rule.name.empty() ? "" : "CONSTRAINT " + rule.name;
  if (rule.body.empty()) return out;
  if (!out.empty()) out += ' ';
  if (!rule.not_valid) return out + rule.body;
  // Behind the first word.
  size_t word = 0;
  while (word < rule.body.size() &&
         ((rule.body[word] | 0x20) >= 'a' && (rule.body[word] | 0x20) <= 'z')) {
    ++word;
  }
  return out + rule.body.substr(0, word) + " " + Annotation("not_valid", "1") +
         " " + rule.body.substr(word);
}

std::string ToSql(const DraftColumn& column) {
  std::string out = column.name;
  if (!column.statistics.empty()) {
    out += " " + Annotation("statistics", column.statistics);
  }
  if (!column.type.empty()) out += " " + column.type;
  // A type may end in a comment.
  if (column.type.find("--") != column.type.npos &&
      (column.gap == " " || column.rules.empty())) {
    out += "\n";
  }
  for (size_t i = 0; i < column.rules.size(); ++i) {
    out += (i == 0 ? column.gap : " ") + ToSql(column.rules[i]);
  }
  return out;
}

}  // namespace

std::string Annotation(std::string_view key, std::string_view value) {
  // As model/sql/annotation.h has it, by way of a text that holds one.
  const sql::ParseResult parsed = sql::ParseStatement("CREATE TABLE t(a)");
  const std::string text = sql::WithAnnotation(
      *parsed, sql::TableAnchor(*parsed), std::string(key), value);
  const size_t begin = text.find("/*");
  const size_t end = text.find("*/");
  return text.substr(begin, end + 2 - begin);
}

void Draft::Erase(ConstraintRef ref) {
  auto& list = ref.column < 0 ? rules : columns[ref.column].rules;
  // What follows it without a comma takes its place, behind its comma.
  if (ref.index + 1 < list.size() && list[ref.index].comma) {
    list[ref.index + 1].comma = true;
  }
  list.erase(list.begin() + static_cast<ptrdiff_t>(ref.index));
}

std::string Draft::ToSql() const {
  std::string out = "CREATE TABLE " + name;
  if (owned) out += " " + Annotation("owner", owner);
  const char* separator = "(";
  for (const DraftColumn& column : columns) {
    out += separator + full::ToSql(column);
    separator = ", ";
  }
  for (const DraftRule& rule : rules) {
    out += (rule.comma ? separator : " ") + full::ToSql(rule);
  }
  out += ")";
  if (without_rowid) out += " WITHOUT ROWID";
  if (strict) out += without_rowid ? ", STRICT" : " STRICT";
  return out;
}

DraftColumn DraftOfColumn(const sql::Parsed& parsed, const Column& column) {
  DraftColumn out;
  out.name = column.name.token == sql::kNoToken
                 ? column.name.ToSql()
                 : std::string(parsed.TextOf(column.name.token));
  out.type = column.type;
  for (const ColumnConstraint& c : column.constraints) {
    out.rules.push_back(RuleOf(parsed, c.name, c.range));
    if (std::holds_alternative<GeneratedRule>(c.rule) &&
        out.rules.size() == 1 && !c.name &&
        column.name.token != sql::kNoToken) {
      CutGenerated(parsed, column.name.token, c.range.begin, &out);
    }
  }
  return out;
}

Draft DraftOf(const Object& object) {
  const sql::Parsed& parsed = *object.parsed;
  const CreateTable& table = *object.AsTable();
  Draft out;
  out.name = parsed.TextOf(table.name.token);
  for (const sql::Annotation& a :
       sql::AnnotationsAt(parsed, sql::TableAnchor(parsed))) {
    if (a.key != "owner") continue;
    out.owned = true;
    out.owner = a.value;
  }
  for (size_t i = 0; i < table.columns.size(); ++i) {
    DraftColumn column = DraftOfColumn(parsed, table.columns[i]);
    const auto statistics =
        sql::FindAnnotation(parsed, sql::ColumnAnchor(parsed, i), "statistics");
    if (statistics) column.statistics = *statistics;
    out.columns.push_back(std::move(column));
  }
  for (const TableConstraint& c : table.constraints) {
    out.rules.push_back(RuleOf(parsed, c.name, c.range));
    out.rules.back().comma = c.comma_before || out.rules.size() == 1;
  }
  out.without_rowid = table.without_rowid;
  out.strict = table.strict;
  return out;
}

}  // namespace alterego::shadow::full
