#include "oracle/meaning.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "base/overloaded.h"
#include "model/identifier.h"
#include "model/sql/lexer.h"
#include "model/sql/parser.h"
#include "model/sql/printer.h"
#include "model/value.h"
#include "oracle/section_text.h"

namespace alterego {
namespace {

using sql::Name;
using sql::Node;
using sql::NodeKind;
using sql::Op;

void Canon(Name* name) {
  *name = Name(Identifier(name->id.Folded()), sql::Quote::kDouble);
}
void Canon(std::optional<Name>* name) {
  if (*name) Canon(&**name);
}
void Canon(std::vector<Name>* names) {
  for (Name& name : *names) Canon(&name);
}

// The words of a type, one blank between them.
std::string Words(const std::string& type) {
  std::string out;
  for (const sql::Token& token : sql::Lex(type)) {
    const std::string_view text =
        std::string_view(type).substr(token.offset, token.length);
    if (text.find_first_not_of(" \t\r\n\f") == text.npos) continue;
    if (text.substr(0, 2) == "--" || text.substr(0, 2) == "/*") continue;
    if (!out.empty()) out.push_back(' ');
    out.append(text);
  }
  return out;
}

std::string TypeWords(const std::string& type, bool fold) {
  std::string words = Words(type);
  if (fold)
    std::transform(words.begin(), words.end(), words.begin(), FoldAscii);
  return words;
}

// x'0F' and X'0f', NULL and null, 1E3 and 1e3 are the same.
void CanonLiteral(std::string* text) {
  if (text->empty() || (*text)[0] == '\'') return;
  for (char& c : *text) c = FoldAscii(c);
}

void Canon(Node* node) {
  Canon(&node->names);
  Canon(&node->names2);
  if (node->kind == NodeKind::kLiteral) CanonLiteral(&node->text);
  for (Node& child : node->children) Canon(&child);
  if (node->kind == NodeKind::kBinary) node->text.clear();
  if (node->kind == NodeKind::kCast) node->text = Words(node->text);
  if (node->kind == NodeKind::kResultColumn) {
    node->as_keyword = !node->names.empty();
  } else if (node->kind == NodeKind::kTableRef ||
             node->kind == NodeKind::kTableSubquery) {
    node->as_keyword = !node->names2.empty();
  } else if (node->kind == NodeKind::kInsert && node->text == "REPLACE") {
    node->text = "INSERT";
    node->conflict = sql::Conflict::kReplace;
  } else if (node->kind == NodeKind::kIsNull && node->op == Op::kNotNullWords) {
    node->op = Op::kNotNull;
  } else if (node->kind == NodeKind::kJoin) {
    const size_t outer = node->text.find("OUTER ");
    if (outer != node->text.npos) node->text.erase(outer, 6);
    const size_t inner = node->text.find("INNER ");
    if (inner != node->text.npos) node->text.erase(inner, 6);
  }
  if (node->kind == NodeKind::kOrderTerm && node->op == Op::kAsc) {
    node->op = Op::kNone;
  }
}

void StripParens(Node* node) {
  while (node->kind == NodeKind::kParen) {
    Node inner = std::move(node->children[0]);
    *node = std::move(inner);
  }
}

void Canon(std::vector<IndexedColumn>* columns) {
  for (IndexedColumn& column : *columns) {
    Canon(&column.expr);
    if (column.order == Op::kAsc) column.order = Op::kNone;
  }
}

// What is written out and means what is so without the words.
void LeaveOutDefaults(ReferencesClause* references) {
  for (ForeignKeyAction* action :
       {&references->on_delete, &references->on_update}) {
    if (*action == ForeignKeyAction::kNoAction) {
      *action = ForeignKeyAction::kUnset;
    }
  }
  if (references->deferred()) return;
  references->deferrable = ReferencesClause::Deferrable::kUnset;
  references->initially = ReferencesClause::Initially::kUnset;
}

void Canon(ReferencesClause* references) {
  LeaveOutDefaults(references);
  Canon(&references->parent);
  Canon(&references->columns);
  Canon(&references->match);
}

// One form for what may be written behind a column and behind all of them.
std::optional<TableConstraint> AsTableConstraint(
    const Column& column, const ColumnConstraint& constraint) {
  const auto key = [&](Op order) {
    return std::vector<IndexedColumn>{{sql::ColumnRef(column.name), order, {}}};
  };
  TableConstraint out;
  out.name = constraint.name;
  if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
    out.rule = *check;
  } else if (const auto* foreign =
                 std::get_if<ForeignKeyRule>(&constraint.rule)) {
    ForeignKeyRule moved = *foreign;
    moved.columns = {column.name};
    out.rule = std::move(moved);
  } else if (const auto* unique = std::get_if<UniqueRule>(&constraint.rule)) {
    UniqueRule moved = *unique;
    moved.columns = key(Op::kNone);
    out.rule = std::move(moved);
  } else if (const auto* primary =
                 std::get_if<PrimaryKeyRule>(&constraint.rule)) {
    // INTEGER PRIMARY KEY DESC is no rowid; PRIMARY KEY(a DESC) is.
    if (primary->order == Op::kDesc) return std::nullopt;
    PrimaryKeyRule moved = *primary;
    moved.order = Op::kNone;
    moved.columns = key(Op::kNone);
    out.rule = std::move(moved);
  } else {
    return std::nullopt;
  }
  return out;
}

void Canon(TableConstraint* constraint) {
  Canon(&constraint->name);
  constraint->comma_before = true;
  std::visit(Overloaded{[](PrimaryKeyRule& rule) { Canon(&rule.columns); },
                        [](UniqueRule& rule) { Canon(&rule.columns); },
                        [](CheckRule& rule) {
                          Canon(&rule.expr);
                          StripParens(&rule.expr);
                          rule.conflict = sql::Conflict::kDefault;
                        },
                        [](ForeignKeyRule& rule) {
                          Canon(&rule.columns);
                          Canon(&rule.references);
                        },
                        [](NoRule&) {}},
             constraint->rule);
}

// A word is a string here: DEFAULT x is DEFAULT 'x', but for TRUE and FALSE.
void CanonDefault(Node* expr) {
  Canon(expr);
  StripParens(expr);
  if (expr->kind != NodeKind::kColumn || expr->names.size() != 1) return;
  const std::string word = expr->names[0].id.spelling();
  if (word == "true" || word == "false") return;
  std::string text;
  AppendTextLiteral(word, &text);
  *expr = sql::Literal(text);
}

void Canon(ColumnConstraint* constraint) {
  Canon(&constraint->name);
  std::visit(Overloaded{[](DefaultRule& rule) { CanonDefault(&rule.expr); },
                        [](CollateRule& rule) { Canon(&rule.collation); },
                        [](GeneratedRule& rule) {
                          Canon(&rule.expr);
                          StripParens(&rule.expr);
                          rule.generated_always = true;
                          if (rule.storage == GeneratedRule::Storage::kUnset) {
                            rule.storage = GeneratedRule::Storage::kVirtual;
                          }
                        },
                        [](auto&) {}},
             constraint->rule);
}

std::string TextOf(CreateTable table, bool fold_types) {
  Canon(&table.name);
  std::string out = "CREATE TABLE " + table.name.ToSql() + " (";
  std::multiset<std::string> constraints;
  for (TableConstraint& constraint : table.constraints) {
    Canon(&constraint);
    constraints.insert(sql::Print(constraint));
  }
  const char* separator = "";
  for (Column& column : table.columns) {
    std::multiset<std::string> clauses;
    for (ColumnConstraint& constraint : column.constraints) {
      if (std::holds_alternative<NullRule>(constraint.rule)) continue;
      std::optional<TableConstraint> moved =
          AsTableConstraint(column, constraint);
      if (moved) {
        Canon(&*moved);
        constraints.insert(sql::Print(*moved));
        continue;
      }
      Canon(&constraint);
      clauses.insert(sql::Print(constraint));
    }
    Canon(&column.name);
    out += separator + column.name.ToSql();
    if (!column.type.empty()) out += " " + TypeWords(column.type, fold_types);
    for (const std::string& clause : clauses) out += " " + clause;
    separator = ", ";
  }
  for (const std::string& constraint : constraints) {
    out += separator + constraint;
  }
  out += ")";
  if (table.without_rowid) out += " WITHOUT ROWID";
  if (table.strict) out += table.without_rowid ? ", STRICT" : " STRICT";
  return out;
}

std::string TextOf(CreateIndex index) {
  index.if_not_exists = false;
  index.schema.reset();
  Canon(&index.name);
  Canon(&index.table);
  Canon(&index.columns);
  if (index.where) {
    Canon(&*index.where);
    StripParens(&*index.where);
  }
  return sql::Print(Statement(std::move(index)));
}

// 'it''s' is it's; nullopt for what is no text.
std::optional<std::string> TextLiteral(std::string_view literal) {
  if (literal.size() < 2 || literal.front() != '\'') return std::nullopt;
  std::string out;
  for (size_t i = 1; i + 1 < literal.size(); ++i) {
    out.push_back(literal[i]);
    if (literal[i] == '\'') ++i;
  }
  return out;
}

// 'No Such' as "no such", which is a string where it is no name.
void StringsAsNames(Node* node) {
  if (node->kind == NodeKind::kLiteral) {
    if (const auto text = TextLiteral(node->text)) {
      const Identifier name(Identifier(*text).Folded());
      *node = sql::ColumnRef(Name(name, sql::Quote::kDouble));
    }
  }
  for (Node& child : node->children) StringsAsNames(&child);
}

std::string TextOf(CreateView view, bool strings_as_names) {
  if (strings_as_names) StringsAsNames(&view.select);
  view.temp = view.if_not_exists = false;
  view.schema.reset();
  Canon(&view.name);
  Canon(&view.columns);
  Canon(&view.select);
  return sql::Print(Statement(std::move(view)));
}

std::string TextOf(CreateTrigger trigger) {
  trigger.temp = trigger.if_not_exists = false;
  trigger.for_each_row = true;
  trigger.schema.reset();
  if (trigger.time == CreateTrigger::Time::kUnset) {
    trigger.time = CreateTrigger::Time::kBefore;
  }
  Canon(&trigger.name);
  Canon(&trigger.update_of);
  Canon(&trigger.table_schema);
  Canon(&trigger.table);
  if (trigger.when) {
    Canon(&*trigger.when);
    StripParens(&*trigger.when);
  }
  for (Node& step : trigger.steps) Canon(&step);
  return sql::Print(Statement(std::move(trigger)));
}

std::string Literal(std::string_view text) {
  std::string out;
  AppendTextLiteral(text, &out);
  return out;
}

// A default as PRAGMA table_xinfo shows it.
std::string MeaningOfDefault(std::string_view text) {
  const std::string create =
      "CREATE TABLE t(a DEFAULT " + std::string(text) + ")";
  const sql::ParseResult parsed = sql::ParseStatement(create);
  if (parsed.ok()) {
    const auto& table = std::get<CreateTable>(parsed->statement);
    // A COLLATE behind the value would be the column's.
    const auto* rule = table.columns[0].Find<DefaultRule>();
    if (rule != nullptr && table.columns[0].constraints.size() == 1) {
      Node expr = rule->expr;
      CanonDefault(&expr);
      return sql::Print(expr);
    }
  }
  // (1 + 2) is shown without its parentheses.
  const sql::ParseResult again =
      sql::ParseStatement("SELECT " + std::string(text));
  if (!again.ok() || !std::holds_alternative<Select>(again->statement)) {
    return std::string(text);
  }
  Node select = std::get<Select>(again->statement).node;
  Canon(&select);
  return sql::Print(select).substr(7);
}

constexpr std::string_view kAutoIndex = "'sqlite_autoindex_";
constexpr std::string_view kInternal = "'__";

bool Starts(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// The clauses that are told apart in signatures.
constexpr std::string_view kClauses[] = {
    "autoincrement", "check",       "collate",
    "conflict",      "constraint",  "default",
    "desc",          "unreadable",  "deferrable",
    "not null",      "primary key", "references",
    "unique",        "generated",   "strict",
    "without rowid", "virtual",     "stored",
    "where",         "match",       " ( "};

// As words of their own: there is no "strict" in "restrict".
size_t CountOf(std::string_view text, std::string_view word) {
  const auto is_letter = [text](size_t at) {
    return at < text.size() && text[at] >= 'a' && text[at] <= 'z';
  };
  size_t count = 0;
  for (size_t at = text.find(word); at != text.npos;
       at = text.find(word, at + word.size())) {
    const bool inside =
        is_letter(at) && (is_letter(at - 1) || is_letter(at + word.size()));
    if (!inside) ++count;
  }
  return count;
}

// Strings out, names as n, the rest in lower case. In a row of sqlite_schema
// the quotes of strings stand doubled.
std::string Skeleton(std::string_view text) {
  std::string out;
  bool in_string = false, in_name = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!in_name && text.substr(i, 2) == "''") {
      in_string = !in_string;
      ++i;
    } else if (!in_string && text[i] == '"') {
      in_name = !in_name;
      if (in_name) out.push_back('n');
    } else if (!in_string && !in_name) {
      out.push_back(FoldAscii(text[i]));
    }
  }
  return out;
}

}  // namespace

std::string MeaningOf(std::string_view text, const MeaningOptions& options) {
  const sql::ParseResult parsed = sql::ParseStatement(text);
  if (!parsed.ok()) return "unreadable: " + std::string(text);
  const Statement& statement = parsed->statement;
  if (const auto* table = std::get_if<CreateTable>(&statement)) {
    if (!table->as_select) return TextOf(*table, options.fold_types);
  } else if (const auto* index = std::get_if<CreateIndex>(&statement)) {
    return TextOf(*index);
  } else if (const auto* view = std::get_if<CreateView>(&statement)) {
    return TextOf(*view, options.view_strings);
  } else if (const auto* trigger = std::get_if<CreateTrigger>(&statement)) {
    return TextOf(*trigger);
  }
  return std::string(text);
}

void NameWhatDiffers(Difference* difference) {
  if (difference->section.rfind("schema ", 0) != 0) return;
  if (difference->expected.empty() || difference->actual.empty()) return;
  // Where nothing is shown at all, no clause is what went.
  constexpr std::string_view kRefused = "refused: ";
  if (difference->expected.rfind(kRefused, 0) == 0 ||
      difference->actual.rfind(kRefused, 0) == 0) {
    return;
  }
  // What stands in front of the text are names, which may be such words too.
  const auto texts = [](const std::string& rows) {
    std::string out;
    for (const std::string_view row : RowsOf(rows)) {
      if (const auto cells = CellsOf(row); !cells.empty()) {
        out.append(cells.back()).push_back('\n');
      }
    }
    return out;
  };
  const std::string expected_texts = texts(difference->expected);
  const std::string actual_texts = texts(difference->actual);
  const std::string expected = Skeleton(expected_texts);
  const std::string actual = Skeleton(actual_texts);
  std::string what = expected_texts == actual_texts ? "-new-name" : "";
  // A text that cannot be read has other words all over.
  constexpr std::string_view kUnreadable = "unreadable";
  const bool readable =
      CountOf(expected, kUnreadable) == CountOf(actual, kUnreadable);
  for (const std::string_view clause : kClauses) {
    const size_t before = CountOf(expected, clause);
    const size_t after = CountOf(actual, clause);
    if (before == after || (!readable && clause != kUnreadable)) continue;
    what += before > after ? "-lost-" : "-new-";
    if (clause == " ( ") {
      what += "type_arguments";
      continue;
    }
    for (const char c : clause) what.push_back(c == ' ' ? '_' : c);
  }
  difference->section.insert(6, what);
}

void NameChangedRowids(const Observation& expected, Difference* difference) {
  constexpr std::string_view kRows = "rows ";
  if (!Starts(difference->section, kRows)) return;
  const std::string table = difference->section.substr(kRows.size());
  size_t columns = 0;
  for (const Section& section : expected.sections) {
    if (section.name == "xinfo " + table) columns = RowsOf(section.text).size();
  }
  if (columns == 0) return;
  // Without the rowids; empty where none are shown.
  const auto content = [columns](const std::string& rows) {
    std::vector<std::string> out;
    for (const std::string_view row : RowsOf(rows)) {
      const std::vector<std::string_view> cells = CellsOf(row);
      if (cells.size() == columns + 1) {
        out.emplace_back(row.substr(cells[0].size()));
      } else if (Starts(row, "... ")) {
        out.emplace_back(row);
      } else {
        return std::vector<std::string>();
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  const std::vector<std::string> rows = content(difference->expected);
  if (rows.empty() || rows != content(difference->actual)) return;
  difference->section.insert(kRows.size() - 1, "-rowids");
}

const std::vector<std::string>& Meanings::AllMasks() {
  static const auto* const all = new std::vector<std::string>{
      "autoindexes", "default_values", "fk_check",       "fk_order",
      "index_keys",  "internal",       "name_case",      "null_names",
      "tables",      "temp_integrity", "type_arguments", "type_case",
      "view_strings"};
  return *all;
}

bool Meanings::Masks(std::string_view mask) const {
  return std::find(masks_.begin(), masks_.end(), mask) != masks_.end();
}

bool Meanings::HidesSection(std::string_view name) const {
  const std::string_view kind = name.substr(0, name.find(' '));
  const size_t dot = std::min(name.find('.'), name.size() - 1);
  const std::string_view object = name.substr(dot + 1);
  if (kind == "fk_check") return Masks("fk_check");
  if (kind == "tables") return Masks("tables");
  if (name == "integrity temp") return Masks("temp_integrity");
  if (Masks("internal") && Starts(object, kInternal.substr(1))) return true;
  return kind == "index" && Masks("autoindexes") &&
         Starts(object, kAutoIndex.substr(1));
}

// `kind`: the first word of the section's name.
bool Meanings::HidesRow(std::string_view kind,
                        const std::vector<std::string_view>& cells) const {
  const size_t name = kind == "indexes" ? 0 : 1;
  if (cells.size() < 4) return false;
  if (kind == "schema" || kind == "indexes") {
    if (Masks("autoindexes") && Starts(cells[name], kAutoIndex)) return true;
  }
  if (kind != "schema" && kind != "tables") return false;
  return Masks("internal") &&
         (Starts(cells[1], kInternal) || Starts(cells[2], kInternal));
}

void Meanings::Change(std::string_view kind,
                      std::vector<std::string>* row) const {
  std::vector<std::string>& cells = *row;
  const auto fold = [&](std::initializer_list<size_t> places) {
    for (const size_t i : places) {
      if (Masks("name_case") && i < cells.size()) {
        cells[i] = Identifier(cells[i]).Folded();
      }
    }
  };
  const auto no_arguments = [&](std::string* text) {
    const size_t paren = text->find('(');
    if (!Masks("type_arguments") || paren == text->npos) return;
    text->resize(text->find_last_not_of(' ', paren - 1) + 1);
  };
  if (kind == "schema" && cells.size() == 4) {
    fold({1, 2});
    if (const auto sql = TextLiteral(cells[3])) {
      const MeaningOptions options{Masks("type_case"), Masks("view_strings")};
      cells[3] = Literal(MeaningOf(*sql, options));
    }
  } else if (kind == "indexes") {
    fold({0});
  } else if (kind == "tables") {
    fold({1});
  } else if (kind == "index" || kind == "fks") {
    for (std::string& cell : cells) {
      if (cell == "NULL" && Masks("null_names")) cell = "''";
    }
    if (kind == "fks") {
      fold({2, 3, 4});
      if (Masks("fk_order")) cells[0] = "*";
    } else if (cells.size() > 2 && cells[1][0] == '-') {
      if (Masks("index_keys")) cells[1] = cells[2] = "*";
    }
  } else if (kind == "xinfo" && cells.size() == 7) {
    if (const auto text = TextLiteral(cells[4])) {
      cells[4] = Literal(MeaningOfDefault(*text));
    }
    if (const auto type = TextLiteral(cells[2])) {
      std::string words = TypeWords(*type, Masks("type_case"));
      no_arguments(&words);
      cells[2] = Literal(words);
    }
  }
}

std::string Meanings::Row(std::string_view kind, std::string_view row) const {
  const std::vector<std::string_view> cells = CellsOf(row);
  if (HidesRow(kind, cells)) return "";
  std::vector<std::string> out(cells.begin(), cells.end());
  Change(kind, &out);
  std::string text;
  for (size_t i = 0; i < out.size(); ++i) {
    if (i > 0) text.push_back('|');
    text += out[i];
  }
  return text + "\n";
}

// Only what is in the order of the columns stays so.
std::string Meanings::TextOf(std::string_view kind,
                             std::string_view text) const {
  std::vector<std::string> rows;
  for (const std::string_view row : RowsOf(text))
    rows.push_back(Row(kind, row));
  if (kind != "xinfo" && kind != "index") std::sort(rows.begin(), rows.end());
  std::string out;
  for (const std::string& row : rows) out += row;
  return out;
}

Observation Meanings::Shown(const Observation& all) const {
  Observation out;
  for (const Section& section : all.sections) {
    if (HidesSection(section.name)) continue;
    const std::string_view name = section.name;
    const std::string_view kind = name.substr(0, name.find(' '));
    Section& mine = out.sections.emplace_back(section);
    if (kind != "schema" && kind != "indexes" && kind != "tables") continue;
    if (section.status != Section::Status::kRows) continue;
    mine.text.clear();
    for (const std::string_view row : RowsOf(section.text)) {
      if (HidesRow(kind, CellsOf(row))) continue;
      mine.text.append(row).push_back('\n');
    }
  }
  return out;
}

Observation Meanings::Of(const Observation& all) {
  Observation out;
  for (const Section& section : all.sections) {
    if (HidesSection(section.name)) continue;
    const std::string_view name = section.name;
    const std::string_view kind = name.substr(0, name.find(' '));
    Section& mine = out.sections.emplace_back(section);
    if (Masks("name_case")) mine.name = Identifier(mine.name).Folded();
    const bool reads = kind == "schema" || kind == "indexes" ||
                       kind == "index" || kind == "fks" || kind == "xinfo" ||
                       kind == "tables";
    if (!reads || section.status != Section::Status::kRows) continue;
    std::string key(kind);
    key += "\n" + section.text;
    auto known = known_.find(key);
    if (known == known_.end()) {
      if (known_.size() > 4096) known_.clear();
      known = known_.emplace(std::move(key), TextOf(kind, section.text)).first;
    }
    mine.text = known->second;
  }
  std::stable_sort(
      out.sections.begin(), out.sections.end(),
      [](const Section& a, const Section& b) { return a.name < b.name; });
  return out;
}

}  // namespace alterego
