#include "model/sql/table_edit.h"

#include <utility>
#include <vector>

#include "base/check.h"
#include "model/identifier.h"
#include "model/sql/annotation.h"
#include "model/sql/edit.h"
#include "model/sql/grammar.h"
#include "model/sql/printer.h"

namespace alterego::sql {
namespace {

// Edits of one table's text that never glue two words together.
class Table {
 public:
  explicit Table(const Parsed& create)
      : parsed_(create),
        table_(std::get<CreateTable>(create.statement)),
        edits_(create) {
    ALTEREGO_CHECK(table_.open_paren != kNoToken);
  }

  const CreateTable& table() const { return table_; }
  const Column& column(size_t i) const { return table_.columns[i]; }
  std::string Apply() const { return edits_.Apply(); }

  size_t Begin(TokenIndex token) const { return parsed_.tokens[token].offset; }
  size_t End(TokenIndex token) const {
    return parsed_.tokens[token].offset + parsed_.tokens[token].length;
  }
  // Behind the last token of a range.
  size_t EndOf(TokenRange range) const { return End(range.end - 1); }
  uint16_t CodeOf(TokenIndex token) const {
    return token < parsed_.tokens.size() ? parsed_.tokens[token].code : 0;
  }
  TokenIndex Next(TokenIndex token) const {
    return token == kNoToken ? kNoToken : NextSignificant(parsed_, token);
  }
  TokenIndex Previous(TokenIndex token) const {
    return PreviousSignificant(parsed_, token);
  }
  bool Says(TokenIndex token, std::string_view word) const {
    return token < parsed_.tokens.size() &&
           EqualsFolded(parsed_.TextOf(token), word);
  }

  void Replace(size_t begin, size_t end, std::string text) {
    const bool before = begin > 0 && IsWordy(parsed_.source[begin - 1]);
    const bool after =
        end < parsed_.source.size() && IsWordy(parsed_.source[end]);
    if (text.empty()) {
      if (before && after) text = " ";
    } else {
      const bool first = IsWordy(text.front()), last = IsWordy(text.back());
      if (before && first) text.insert(0, " ");
      if (last && after) text += ' ';
    }
    edits_.ReplaceBytes(begin, end, std::move(text));
  }
  void Replace(TokenRange range, std::string text) {
    Replace(Begin(range.begin), EndOf(range), std::move(text));
  }
  // Behind the annotations of the token, too: they stay with it.
  void InsertBehind(TokenIndex token, std::string text) {
    const std::vector<Annotation> all = AnnotationsAt(parsed_, token);
    const size_t at = End(all.empty() ? token : all.back().token);
    Replace(at, at, std::move(text));
  }
  // With the blanks before it, unless these end a comment.
  void Erase(TokenRange range) {
    Replace(BlankBefore(range.begin), EndOf(range), "");
  }

  // At the end of a column's definition.
  void Append(size_t column, std::string_view clause) {
    InsertBehind(table_.columns[column].range.end - 1,
                 " " + std::string(clause));
  }
  // All constraints of a column with that rule.
  template <class Rule>
  void EraseAll(size_t column) {
    for (const ColumnConstraint& constraint :
         this->column(column).constraints) {
      if (std::holds_alternative<Rule>(constraint.rule)) {
        Erase(constraint.range);
      }
    }
  }
  // The last one, which is the one in force.
  template <class Rule>
  const ColumnConstraint* Last(size_t column) const {
    const ColumnConstraint* last = nullptr;
    for (const ColumnConstraint& constraint :
         this->column(column).constraints) {
      if (std::holds_alternative<Rule>(constraint.rule)) last = &constraint;
    }
    return last;
  }

  // The words of a [NOT] DEFERRABLE [INITIALLY x] that starts at `token`;
  // empty if none does.
  TokenRange DeferralAt(TokenIndex token) const;
  // Those of a constraint; a column's may stand behind other constraints.
  std::vector<TokenRange> Deferrals(ConstraintRef ref) const;
  TokenRange RangeOf(ConstraintRef ref) const;
  // The tokens of a column's type; empty if it has none.
  TokenRange TypeRange(size_t column) const;

 private:
  static bool IsWordy(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '"' ||
           c == '\'' || c == '`' || c == '[' || c == ']' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  size_t BlankBefore(TokenIndex token) const {
    if (token == 0 || parsed_.tokens[token - 1].kind != TokenKind::kSpace) {
      return Begin(token);
    }
    const bool comment =
        token >= 2 && parsed_.tokens[token - 2].kind == TokenKind::kComment &&
        parsed_.TextOf(token - 2).substr(0, 2) == "--";
    return comment ? Begin(token) : Begin(token - 1);
  }

  const Parsed& parsed_;
  const CreateTable& table_;
  Edits edits_;
};

TokenRange Table::DeferralAt(TokenIndex token) const {
  TokenIndex t = token;
  if (CodeOf(t) == TK_NOT) t = Next(t);
  if (CodeOf(t) != TK_DEFERRABLE) return {};
  const TokenIndex initially = Next(t);
  if (CodeOf(initially) == TK_INITIALLY) t = Next(initially);
  return {token, t + 1};
}

TokenRange Table::RangeOf(ConstraintRef ref) const {
  if (ref.column < 0) return table_.constraints[ref.index].range;
  return column(static_cast<size_t>(ref.column)).constraints[ref.index].range;
}

std::vector<TokenRange> Table::Deferrals(ConstraintRef ref) const {
  std::vector<TokenRange> all;
  TokenRange range = RangeOf(ref);
  if (ref.column >= 0) {
    // To the next foreign key, or to the end of the column.
    const Column& owner = column(static_cast<size_t>(ref.column));
    range.end = owner.range.end;
    for (size_t i = ref.index + 1; i < owner.constraints.size(); ++i) {
      const ColumnConstraint& other = owner.constraints[i];
      if (!std::holds_alternative<ForeignKeyRule>(other.rule)) continue;
      range.end = other.range.begin;
      break;
    }
  }
  int depth = 0;
  for (TokenIndex t = range.begin; t < range.end; t = Next(t)) {
    if (CodeOf(t) == TK_LP) ++depth;
    if (CodeOf(t) == TK_RP) --depth;
    if (depth > 0) continue;
    const TokenRange words = DeferralAt(t);
    if (words.empty()) continue;
    all.push_back(words);
    t = words.end - 1;
  }
  return all;
}

TokenRange Table::TypeRange(size_t column) const {
  const Column& c = this->column(column);
  if (c.type.empty()) return {};
  const TokenIndex first = Next(c.name.token);
  // A type may end in a comment: generated /* c */ GENERATED ALWAYS AS (0).
  // Before a comment SQLite takes a GENERATED for a word of the type, too.
  TokenIndex end = c.range.end;
  if (!c.constraints.empty()) end = c.constraints[0].range.begin;
  for (TokenIndex t = first; t < end; ++t) {
    if (parsed_.TextOf(TokenRange{first, t + 1}).size() >= c.type.size()) {
      return {first, t + 1};
    }
  }
  while (end > first && (parsed_.tokens[end - 1].kind == TokenKind::kSpace ||
                         parsed_.tokens[end - 1].kind == TokenKind::kComment)) {
    --end;
  }
  if (end <= first) return {};
  return {first, end};
}

// `text` is `create` without clauses of a column. If a GENERATED has come to
// stand behind a comment behind the type, SQLite takes both for words of the
// type (sqlite3AddColumn): the comment goes, too.
std::string KeepType(const Parsed& create, size_t column, std::string text) {
  const Column& was = std::get<CreateTable>(create.statement).columns[column];
  if (was.generated() == nullptr || was.type.empty()) return text;
  const ParseResult parsed = ParseStatement(text);
  if (!parsed.ok()) return text;
  Table t(*parsed);
  if (t.column(column).type == was.type) return text;
  t.Replace(t.Begin(t.TypeRange(column).begin),
            t.Begin(t.column(column).constraints[0].range.begin),
            was.type + " ");
  return t.Apply();
}

}  // namespace

// -------------------------------------------------------------------- columns

std::string WithColumn(const Parsed& create, size_t at,
                       std::string_view definition) {
  Table t(create);
  ALTEREGO_CHECK(at <= t.table().columns.size());
  const std::string text(definition);
  if (at == 0) {
    const size_t begin = t.Begin(t.column(0).range.begin);
    t.Replace(begin, begin, text + ", ");
  } else {
    t.InsertBehind(t.column(at - 1).range.end - 1, ", " + text);
  }
  return t.Apply();
}

std::string WithColumnReplaced(const Parsed& create, size_t column,
                               std::string_view definition) {
  Table t(create);
  t.Replace(t.column(column).range, std::string(definition));
  return t.Apply();
}

std::string WithoutColumn(const Parsed& create, size_t column) {
  Table t(create);
  ALTEREGO_CHECK(t.table().columns.size() > 1);
  const TokenRange range = t.column(column).range;
  if (column > 0) {
    t.Replace(t.Begin(t.Previous(range.begin)), t.EndOf(range), "");
  } else {
    t.Replace(t.Begin(range.begin), t.Begin(t.column(1).range.begin), "");
  }
  return t.Apply();
}

// -------------------------------------------------------- clauses of a column

std::string WithNotNull(const Parsed& create, size_t column,
                        Conflict conflict) {
  Table t(create);
  t.EraseAll<NotNullRule>(column);
  t.Append(column, "NOT NULL" + PrintOnConflict(conflict));
  return KeepType(create, column, t.Apply());
}

std::string WithoutNotNull(const Parsed& create, size_t column) {
  Table t(create);
  t.EraseAll<NotNullRule>(column);
  return KeepType(create, column, t.Apply());
}

std::string WithDefault(const Parsed& create, size_t column,
                        std::string_view value) {
  Table t(create);
  if (const ColumnConstraint* last = t.Last<DefaultRule>(column)) {
    const DefaultRule& rule = std::get<DefaultRule>(last->rule);
    t.Replace(rule.expr.range, std::string(value));
  } else {
    t.Append(column, "DEFAULT " + std::string(value));
  }
  return t.Apply();
}

std::string WithoutDefault(const Parsed& create, size_t column) {
  Table t(create);
  t.EraseAll<DefaultRule>(column);
  return KeepType(create, column, t.Apply());
}

std::string WithType(const Parsed& create, size_t column, std::string_view type,
                     std::optional<Name> collation) {
  Table t(create);
  const TokenRange old = t.TypeRange(column);
  const ColumnConstraint* first = t.column(column).constraints.empty()
                                      ? nullptr
                                      : &t.column(column).constraints[0];
  if (old.empty()) {
    // SQLite takes a comment between a type and GENERATED for part of the type.
    if (!type.empty() && first != nullptr &&
        EqualsFolded(create.TextOf(first->range.begin), "generated")) {
      const size_t at = t.Begin(first->range.begin);
      t.Replace(at, at, std::string(type));
    } else if (!type.empty()) {
      t.InsertBehind(t.column(column).name.token, " " + std::string(type));
    }
  } else if (type.empty()) {
    t.Erase(old);
  } else {
    t.Replace(old, std::string(type));
  }
  if (!collation) return t.Apply();
  if (const ColumnConstraint* last = t.Last<CollateRule>(column)) {
    const Name& name = std::get<CollateRule>(last->rule).collation;
    t.Replace({name.token, name.token + 1}, collation->ToSql());
    return t.Apply();
  }
  const std::string once = t.Apply();
  const ParseResult parsed = ParseStatement(once);
  ALTEREGO_CHECK(parsed.ok());
  Table again(*parsed);
  again.Append(column, "COLLATE " + collation->ToSql());
  return again.Apply();
}

std::string WithExpression(const Parsed& create, size_t column,
                           std::string_view expr,
                           GeneratedRule::Storage storage) {
  using Storage = GeneratedRule::Storage;
  const char* word = storage == Storage::kStored    ? "STORED"
                     : storage == Storage::kVirtual ? "VIRTUAL"
                                                    : "";
  Table t(create);
  const ColumnConstraint* last = t.Last<GeneratedRule>(column);
  if (last == nullptr) {
    const std::string tail = *word == '\0' ? "" : " " + std::string(word);
    // Not GENERATED ALWAYS: up to 3.36 SQLite took these for the type's words.
    t.Append(column, "AS (" + std::string(expr) + ")" + tail);
    return t.Apply();
  }
  const GeneratedRule& rule = std::get<GeneratedRule>(last->rule);
  t.Replace(rule.expr.range, std::string(expr));
  if (storage == Storage::kUnset) return t.Apply();
  const TokenIndex end = last->range.end - 1;
  if (rule.storage == Storage::kUnset) {
    t.InsertBehind(end, " " + std::string(word));
  } else {
    t.Replace({end, end + 1}, word);
  }
  return t.Apply();
}

std::string WithoutExpression(const Parsed& create, size_t column) {
  Table t(create);
  t.EraseAll<GeneratedRule>(column);
  return t.Apply();
}

namespace {

// The tokens of the PRIMARY KEY: of a column's constraint, or of the table's
// from the list's first column to before its closing parenthesis.
TokenRange KeyRange(const Table& t) {
  for (const Column& column : t.table().columns) {
    for (const ColumnConstraint& constraint : column.constraints) {
      if (std::holds_alternative<PrimaryKeyRule>(constraint.rule)) {
        return constraint.range;
      }
    }
  }
  for (const TableConstraint& constraint : t.table().constraints) {
    if (!std::holds_alternative<PrimaryKeyRule>(constraint.rule)) continue;
    const TokenRange range = constraint.range;
    int depth = 0;
    TokenIndex first = kNoToken;
    for (TokenIndex i = range.begin; i < range.end; i = t.Next(i)) {
      if (t.CodeOf(i) == TK_LP && ++depth == 1) first = t.Next(i);
      if (t.CodeOf(i) == TK_RP && --depth == 0) {
        return {first, t.Previous(i) + 1};
      }
    }
  }
  return {};
}

}  // namespace

std::string WithAutoincrement(const Parsed& create) {
  Table t(create);
  if (t.table().autoincrement()) return t.Apply();
  const TokenRange key = KeyRange(t);
  ALTEREGO_CHECK(!key.empty());
  t.InsertBehind(key.end - 1, " AUTOINCREMENT");
  return t.Apply();
}

std::string WithoutAutoincrement(const Parsed& create) {
  Table t(create);
  const TokenRange key = KeyRange(t);
  if (key.empty()) return t.Apply();
  for (TokenIndex i = key.begin; i < key.end; i = t.Next(i)) {
    if (t.CodeOf(i) == TK_AUTOINCR) t.Erase({i, i + 1});
  }
  return t.Apply();
}

// ---------------------------------------------------------------- constraints

std::string WithConstraint(const Parsed& create, std::string_view constraint) {
  Table t(create);
  t.InsertBehind(t.Previous(t.table().close_paren),
                 ", " + std::string(constraint));
  return t.Apply();
}

std::string WithoutConstraint(const Parsed& create, ConstraintRef ref) {
  Table t(create);
  const TokenRange range = t.RangeOf(ref);
  if (ref.column < 0) {
    const TokenIndex comma = t.Previous(range.begin);
    if (t.CodeOf(comma) == TK_COMMA) {
      // Without a comma of its own, the next one needs this one.
      const size_t next = ref.index + 1;
      const bool keep = next < t.table().constraints.size() &&
                        !t.table().constraints[next].comma_before;
      if (!keep) {
        t.Replace(t.Begin(comma), t.EndOf(range), "");
        return t.Apply();
      }
    }
    t.Erase(range);
    return t.Apply();
  }
  t.Erase(range);
  const auto column = static_cast<size_t>(ref.column);
  const ColumnConstraint& constraint = t.column(column).constraints[ref.index];
  if (std::holds_alternative<ForeignKeyRule>(constraint.rule)) {
    for (const TokenRange& words : t.Deferrals(ref)) {
      if (!range.Contains(words.begin)) t.Erase(words);
    }
  }
  return KeepType(create, column, t.Apply());
}

std::string WithConstraintReplaced(const Parsed& create, ConstraintRef ref,
                                   std::string_view constraint) {
  Table t(create);
  t.Replace(t.RangeOf(ref), std::string(constraint));
  return t.Apply();
}

std::string WithConstraintName(const Parsed& create, ConstraintRef ref,
                               const Name& name) {
  Table t(create);
  const auto set = [&](const auto& constraint) {
    if (constraint.name) {
      const TokenIndex old = constraint.name->token;
      t.Replace({old, old + 1}, name.ToSql());
    } else {
      const size_t begin = t.Begin(constraint.range.begin);
      t.Replace(begin, begin, "CONSTRAINT " + name.ToSql() + " ");
    }
  };
  if (ref.column < 0) {
    set(t.table().constraints[ref.index]);
  } else {
    set(t.column(static_cast<size_t>(ref.column)).constraints[ref.index]);
  }
  return t.Apply();
}

std::string WithDeferrable(const Parsed& create, ConstraintRef ref,
                           ReferencesClause::Deferrable deferrable,
                           ReferencesClause::Initially initially) {
  using Deferrable = ReferencesClause::Deferrable;
  using Initially = ReferencesClause::Initially;
  std::string text;
  if (deferrable != Deferrable::kUnset) {
    text =
        deferrable == Deferrable::kDeferrable ? "DEFERRABLE" : "NOT DEFERRABLE";
    if (initially == Initially::kDeferred) text += " INITIALLY DEFERRED";
    if (initially == Initially::kImmediate) text += " INITIALLY IMMEDIATE";
  }
  Table t(create);
  const std::vector<TokenRange> old = t.Deferrals(ref);
  for (size_t i = 0; i + 1 < old.size(); ++i) t.Erase(old[i]);
  if (!old.empty() && text.empty()) t.Erase(old.back());
  if (!old.empty() && !text.empty()) t.Replace(old.back(), text);
  if (old.empty() && !text.empty()) {
    t.InsertBehind(t.RangeOf(ref).end - 1, " " + text);
  }
  return t.Apply();
}

// ------------------------------------------------------------------ the table

std::string WithOptions(const Parsed& create, bool without_rowid, bool strict) {
  Table t(create);
  const CreateTable& table = t.table();
  if (table.without_rowid == without_rowid && table.strict == strict) {
    return t.Apply();
  }
  std::string text;
  const auto add = [&](std::string_view word) {
    text += text.empty() ? " " : ", ";
    text += word;
  };
  // Those that stay keep their spelling and their order.
  TokenIndex last = table.close_paren;
  bool has_rowid = false, has_strict = false;
  for (TokenIndex i = t.Next(last); i != kNoToken; i = t.Next(i)) {
    if (t.CodeOf(i) == TK_SEMI) break;
    last = i;
    if (t.CodeOf(i) == TK_COMMA) continue;
    const bool rowid = t.CodeOf(i) == TK_WITHOUT;
    if (rowid) last = t.Next(i);
    bool& has = rowid ? has_rowid : has_strict;
    const bool wanted = rowid ? without_rowid : strict;
    if (wanted && !has) {
      has = true;
      add(create.TextOf(TokenRange{i, last + 1}));
    }
    i = last;
  }
  if (without_rowid && !has_rowid) add("WITHOUT ROWID");
  if (strict && !has_strict) add("STRICT");
  t.Replace(t.End(table.close_paren), t.End(last), std::move(text));
  return t.Apply();
}

// ------------------------------------------------------------------- triggers

namespace {

constexpr std::string_view kDisabled = "/* alterego: disabled=1 */";
constexpr std::string_view kNever = " 0";
constexpr std::string_view kAnd = " AND (";

// Where the mark stands; npos if it does not.
size_t MarkOf(const Parsed& create) {
  const auto& trigger = std::get<CreateTrigger>(create.statement);
  if (!trigger.when) return std::string::npos;
  const TokenIndex when =
      PreviousSignificant(create, trigger.when->range.begin);
  for (TokenIndex t = when + 1; t < trigger.when->range.begin; ++t) {
    if (create.TextOf(t) == kDisabled) return create.tokens[t].offset;
  }
  return std::string::npos;
}

}  // namespace

bool TriggerIsDisabled(const Parsed& create) {
  return MarkOf(create) != std::string::npos;
}

std::string WithTriggerDisabled(const Parsed& create) {
  if (TriggerIsDisabled(create)) return create.source;
  const auto& trigger = std::get<CreateTrigger>(create.statement);
  Edits edits(create);
  const std::string mark = std::string(kDisabled) + std::string(kNever);
  if (trigger.when) {
    const TokenRange range = trigger.when->range;
    const Token& last = create.tokens[range.end - 1];
    edits.Insert(create.tokens[range.begin].offset, mark + std::string(kAnd));
    edits.Insert(last.offset + last.length, ")");
    return edits.Apply();
  }
  // Before BEGIN: the last one before the first step.
  TokenIndex begin = PreviousSignificant(create, trigger.steps[0].range.begin);
  while (create.tokens[begin].code != TK_BEGIN) {
    begin = PreviousSignificant(create, begin);
  }
  edits.Insert(create.tokens[begin].offset, "WHEN " + mark + " ");
  return edits.Apply();
}

std::string WithTriggerEnabled(const Parsed& create) {
  const size_t mark = MarkOf(create);
  if (mark == std::string::npos) return create.source;
  const auto& trigger = std::get<CreateTrigger>(create.statement);
  const Token& last = create.tokens[trigger.when->range.end - 1];
  const size_t end = last.offset + last.length;
  const size_t length = kDisabled.size() + kNever.size();
  Edits edits(create);
  if (create.source.compare(mark + length, kAnd.size(), kAnd) == 0) {
    edits.EraseBytes(mark, mark + length + kAnd.size());
    edits.EraseBytes(end - 1, end);
  } else {
    constexpr size_t kWhen = 5;  // "WHEN "
    edits.EraseBytes(mark - kWhen, mark + length + 1);
  }
  return edits.Apply();
}

}  // namespace alterego::sql
