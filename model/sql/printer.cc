#include "model/sql/printer.h"

#include <string_view>
#include <utility>

#include "base/overloaded.h"
#include "model/sql/edit.h"
#include "model/sql/parser.h"

namespace alterego::sql {
namespace {

// In the order of Op.
constexpr std::string_view kOpTexts[] = {"",
                                         "OR",
                                         "AND",
                                         "NOT",
                                         "=",
                                         "<>",
                                         "<",
                                         "<=",
                                         ">",
                                         ">=",
                                         "IS",
                                         "IS NOT",
                                         "IS DISTINCT FROM",
                                         "IS NOT DISTINCT FROM",
                                         "&",
                                         "|",
                                         "<<",
                                         ">>",
                                         "+",
                                         "-",
                                         "*",
                                         "/",
                                         "%",
                                         "||",
                                         "->",
                                         "->>",
                                         "-",
                                         "+",
                                         "~",
                                         "LIKE",
                                         "GLOB",
                                         "REGEXP",
                                         "MATCH",
                                         "ISNULL",
                                         "NOTNULL",
                                         "NOT NULL",
                                         "UNION",
                                         "UNION ALL",
                                         "INTERSECT",
                                         "EXCEPT",
                                         ",",
                                         "",
                                         "ASC",
                                         "DESC"};
static_assert(std::size(kOpTexts) == static_cast<size_t>(Op::kDesc) + 1);

std::string_view OpText(Op op) { return kOpTexts[static_cast<size_t>(op)]; }

std::string_view ConflictText(Conflict conflict) {
  switch (conflict) {
    case Conflict::kDefault:
      return "";
    case Conflict::kRollback:
      return "ROLLBACK";
    case Conflict::kAbort:
      return "ABORT";
    case Conflict::kFail:
      return "FAIL";
    case Conflict::kIgnore:
      return "IGNORE";
    case Conflict::kReplace:
      return "REPLACE";
  }
  return "";
}

// The text of a frame holds its bounds as well: those that were changed since
// are written anew.
std::string FrameText(const Node& frame) {
  const std::string_view before = "SELECT f() OVER (";
  ParseResult read = ParseStatement(std::string(before) + frame.text + ")");
  if (!read.ok()) return frame.text;
  const Node* found = nullptr;
  Walk(std::get<Select>(read->statement).node, [&found](const Node& node) {
    if (found == nullptr && node.kind == NodeKind::kFrame) found = &node;
  });
  if (found == nullptr || found->children.size() != frame.children.size()) {
    return frame.text;
  }
  Edits edits(*read);
  for (size_t i = 0; i < frame.children.size(); ++i) {
    const Node& bound = found->children[i];
    if (bound == frame.children[i]) continue;
    const size_t begin = read->tokens[bound.range.begin].offset;
    edits.ReplaceBytes(begin, begin + read->TextOf(bound.range).size(),
                       Print(frame.children[i]));
  }
  if (edits.empty()) return frame.text;
  std::string text = edits.Apply();
  return text.substr(before.size(), text.size() - before.size() - 1);
}

// Writes one tree. Words are set apart by one blank; Glue() is for what stands
// without.
class Writer {
 public:
  std::string Finish() { return std::move(out_); }

  void Word(std::string_view text) {
    if (text.empty()) return;
    if (blank_) out_ += ' ';
    out_ += text;
    blank_ = true;
  }
  void Glue(std::string_view text) {
    out_ += text;
    blank_ = true;
  }
  void Open(std::string_view text = "(") {
    Word(text);
    blank_ = false;
  }
  // An opening parenthesis right behind a name.
  void OpenCall() {
    out_ += '(';
    blank_ = false;
  }
  void Close() { Glue(")"); }
  void Comma() { Glue(","); }

  void Print(const Name& name) { Word(name.ToSql()); }
  void Print(const std::optional<Name>& schema, const Name& name);
  void Names(const std::vector<Name>& names, size_t from = 0);
  void Dotted(const std::vector<Name>& names);

  void Tree(const Node& node);
  void Children(const Node& node, size_t from = 0);
  void List(const Node& node, size_t from = 0);
  void List(const Node* first, const Node* last);

  void Print(const Column& column);
  void Print(const ColumnConstraint& constraint);
  void Print(const TableConstraint& constraint);
  void Print(const Statement& statement);

 private:
  // One group of kinds each; false if the kind is not of the group.
  bool Atom(const Node& node);
  bool Operator(const Node& node);
  bool Compound(const Node& node);
  bool WindowPart(const Node& node);
  bool Query(const Node& node);
  bool Source(const Node& node);
  bool Clause(const Node& node);
  bool Dml(const Node& node);

  void Function(const Node& node);
  void In(const Node& node);
  void SelectCore(const Node& node);
  void From(const Node& node);
  void TableRef(const Node& node);
  void WriteInsert(const Node& node);
  void WriteUpdate(const Node& node);
  void Sets(const Node& node, size_t* i);
  void Conflicts(Conflict conflict) { Glue(PrintOnConflict(conflict)); }
  void Indexed(const std::vector<IndexedColumn>& columns);
  void References(const ReferencesClause& references);
  void Rule(const PrimaryKeyRule& rule, bool of_table);
  void Rule(const UniqueRule& rule, bool of_table);
  void Rule(const CheckRule& rule);
  void Rule(const GeneratedRule& rule);
  void Create(bool temp, std::string_view what, bool if_not_exists);

  void Print(const CreateTable& s);
  void Print(const CreateIndex& s);
  void Print(const CreateView& s);
  void Print(const CreateTrigger& s);
  void Print(const CreateVirtualTable& s);
  void Print(const Drop& s);
  void Print(const Pragma& s);

  std::string out_;
  bool blank_ = false;
};

void Writer::Print(const std::optional<Name>& schema, const Name& name) {
  if (!schema) {
    Print(name);
    return;
  }
  Word(schema->ToSql());
  Glue(".");
  Glue(name.ToSql());
}

void Writer::Names(const std::vector<Name>& names, size_t from) {
  for (size_t i = from; i < names.size(); ++i) {
    if (i > from) Comma();
    Print(names[i]);
  }
}

void Writer::Dotted(const std::vector<Name>& names) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (i == 0) {
      Print(names[i]);
    } else {
      Glue(".");
      Glue(names[i].ToSql());
    }
  }
}

void Writer::Children(const Node& node, size_t from) {
  for (size_t i = from; i < node.children.size(); ++i) {
    Tree(node.children[i]);
  }
}

void Writer::List(const Node* first, const Node* last) {
  for (const Node* node = first; node != last; ++node) {
    if (node != first) Comma();
    Tree(*node);
  }
}

void Writer::List(const Node& node, size_t from) {
  const Node* data = node.children.data();
  List(data + from, data + node.children.size());
}

void Writer::Tree(const Node& node) {
  // Sorted by how often they come.
  if (Atom(node) || Operator(node) || Compound(node) || Query(node) ||
      Source(node) || Clause(node) || WindowPart(node)) {
    return;
  }
  Dml(node);
}

bool Writer::Atom(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
    case NodeKind::kParameter:
      Word(node.text);
      return true;
    case NodeKind::kColumn:
      Dotted(node.names);
      return true;
    case NodeKind::kParen:
    case NodeKind::kList:
    case NodeKind::kSubquery:
      Open();
      List(node);
      Close();
      return true;
    case NodeKind::kFunction:
      Function(node);
      return true;
    case NodeKind::kRaise:
      Open("RAISE(");
      Word(node.text);
      for (const Node& message : node.children) {
        Comma();
        Tree(message);
      }
      Close();
      return true;
    default:
      return false;
  }
}

bool Writer::Operator(const Node& node) {
  const auto& x = node.children;
  switch (node.kind) {
    case NodeKind::kUnary:
      Word(OpText(node.op));
      // "- -1", never "--1", which starts a comment.
      if (node.op != Op::kNot && x[0].kind != NodeKind::kUnary) blank_ = false;
      Tree(x[0]);
      return true;
    case NodeKind::kBinary:
      Tree(x[0]);
      Word(node.text.empty() ? OpText(node.op) : std::string_view(node.text));
      Tree(x[1]);
      return true;
    case NodeKind::kLike:
      Tree(x[0]);
      if (node.negated) Word("NOT");
      Word(OpText(node.op));
      Tree(x[1]);
      if (x.size() > 2) {
        Word("ESCAPE");
        Tree(x[2]);
      }
      return true;
    case NodeKind::kIsNull:
      Tree(x[0]);
      Word(OpText(node.op));
      return true;
    case NodeKind::kBetween:
      Tree(x[0]);
      Word(node.negated ? "NOT BETWEEN" : "BETWEEN");
      Tree(x[1]);
      Word("AND");
      Tree(x[2]);
      return true;
    case NodeKind::kIn:
      In(node);
      return true;
    case NodeKind::kCollate:
      Tree(x[0]);
      Word("COLLATE");
      Print(node.names[0]);
      return true;
    default:
      return false;
  }
}

void Writer::In(const Node& node) {
  Tree(node.children[0]);
  Word(node.negated ? "NOT IN" : "IN");
  const Node& set = node.children[1];
  if (set.kind != NodeKind::kSelect) {
    Tree(set);
    return;
  }
  Open();
  Tree(set);
  Close();
}

bool Writer::Compound(const Node& node) {
  switch (node.kind) {
    case NodeKind::kCast:
      Open("CAST(");
      Children(node);
      Word("AS");
      Word(node.text);
      Close();
      return true;
    case NodeKind::kCase:
      Word("CASE");
      Children(node);
      Word("END");
      return true;
    case NodeKind::kCaseBase:
      Children(node);
      return true;
    case NodeKind::kWhen:
      Word("WHEN");
      Tree(node.children[0]);
      Word("THEN");
      Tree(node.children[1]);
      return true;
    case NodeKind::kElse:
      Word("ELSE");
      Children(node);
      return true;
    case NodeKind::kExists:
      Word("EXISTS");
      Open();
      Children(node);
      Close();
      return true;
    default:
      return false;
  }
}

void Writer::Function(const Node& node) {
  Print(node.names[0]);
  OpenCall();
  if (node.distinct) Word("DISTINCT");
  if (node.star) Word("*");
  bool first = true;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kFilter || child.kind == NodeKind::kOver) {
      continue;
    }
    if (!first && child.kind != NodeKind::kOrderBy) Comma();
    first = false;
    Tree(child);
  }
  Close();
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kFilter || child.kind == NodeKind::kOver) {
      Tree(child);
    }
  }
}

bool Writer::WindowPart(const Node& node) {
  switch (node.kind) {
    case NodeKind::kFilter:
      Word("FILTER");
      Open();
      Word("WHERE");
      Children(node);
      Close();
      return true;
    case NodeKind::kOver:
      Word("OVER");
      Names(node.names);
      Children(node);
      return true;
    case NodeKind::kWindow:
      Open();
      Names(node.names);
      Children(node);
      Close();
      return true;
    case NodeKind::kPartitionBy:
      Word("PARTITION BY");
      List(node);
      return true;
    case NodeKind::kFrame:
      Word(FrameText(node));
      return true;
    case NodeKind::kWindows:
      Word("WINDOW");
      List(node);
      return true;
    case NodeKind::kWindowDef:
      Names(node.names);
      Word("AS");
      Children(node);
      return true;
    default:
      return false;
  }
}

bool Writer::Query(const Node& node) {
  switch (node.kind) {
    case NodeKind::kSelect:
      Children(node);
      return true;
    case NodeKind::kWith:
      Word(node.recursive ? "WITH RECURSIVE" : "WITH");
      List(node);
      return true;
    case NodeKind::kCte:
      Print(node.names[0]);
      if (node.names.size() > 1) {
        OpenCall();
        Names(node.names, 1);
        Close();
      }
      Word("AS");
      Word(node.text);
      Open();
      Children(node);
      Close();
      return true;
    case NodeKind::kCompound:
      Word(OpText(node.op));
      return true;
    case NodeKind::kSelectCore:
      SelectCore(node);
      return true;
    case NodeKind::kValues:
      Word("VALUES");
      List(node);
      return true;
    case NodeKind::kResultColumns:
      List(node);
      return true;
    case NodeKind::kResultColumn:
      Children(node);
      if (node.as_keyword) Word("AS");
      Names(node.names);
      return true;
    case NodeKind::kStar:
      Dotted(node.names);
      if (node.names.empty()) {
        Word("*");
      } else {
        Glue(".*");
      }
      return true;
    default:
      return false;
  }
}

void Writer::SelectCore(const Node& node) {
  Word("SELECT");
  if (node.distinct) {
    Word("DISTINCT");
  } else {
    Word(node.text);
  }
  Children(node);
}

bool Writer::Source(const Node& node) {
  switch (node.kind) {
    case NodeKind::kFrom:
      Word("FROM");
      From(node);
      return true;
    case NodeKind::kTableRef:
      TableRef(node);
      return true;
    case NodeKind::kTableSubquery:
    case NodeKind::kTableParen:
      Open();
      if (node.kind == NodeKind::kTableParen) {
        From(node.children[0]);
      } else {
        Children(node);
      }
      Close();
      if (node.as_keyword) Word("AS");
      Names(node.names2);
      return true;
    case NodeKind::kOn:
      Word("ON");
      Children(node);
      return true;
    case NodeKind::kUsing:
      Word("USING");
      Open();
      Names(node.names);
      Close();
      return true;
    default:
      return false;
  }
}

// Sources and the joins between them; a join's constraint follows the source
// behind it.
void Writer::From(const Node& node) {
  const Node* join = nullptr;
  for (const Node& child : node.children) {
    if (child.kind == NodeKind::kJoin) {
      join = &child;
      if (child.op == Op::kJoinComma) {
        Comma();
      } else {
        Word(child.text.empty() ? std::string_view("JOIN") : child.text);
      }
      continue;
    }
    Tree(child);
    if (join != nullptr) Children(*join);
    join = nullptr;
  }
}

void Writer::TableRef(const Node& node) {
  Dotted(node.names);
  if (node.function_call) {
    OpenCall();
    List(node);
    Close();
  }
  if (node.as_keyword) Word("AS");
  Names(node.names2);
  Word(node.text);
}

bool Writer::Clause(const Node& node) {
  switch (node.kind) {
    case NodeKind::kWhere:
      Word("WHERE");
      break;
    case NodeKind::kGroupBy:
      Word("GROUP BY");
      break;
    case NodeKind::kHaving:
      Word("HAVING");
      break;
    case NodeKind::kOrderBy:
      Word("ORDER BY");
      break;
    case NodeKind::kReturning:
      Word("RETURNING");
      break;
    case NodeKind::kOrderTerm:
      Children(node);
      Word(OpText(node.op));
      Word(node.text);
      return true;
    case NodeKind::kLimit:
      Word("LIMIT");
      Tree(node.children[0]);
      if (node.children.size() < 2) return true;
      if (node.text == ",") {
        Comma();
      } else {
        Word("OFFSET");
      }
      Tree(node.children[1]);
      return true;
    default:
      return false;
  }
  List(node);
  return true;
}

bool Writer::Dml(const Node& node) {
  switch (node.kind) {
    case NodeKind::kInsert:
      WriteInsert(node);
      return true;
    case NodeKind::kUpdate:
    case NodeKind::kDelete:
      WriteUpdate(node);
      return true;
    case NodeKind::kColumnList:
      Open();
      Names(node.names);
      Close();
      return true;
    case NodeKind::kDefaultValues:
      Word("DEFAULT VALUES");
      return true;
    case NodeKind::kUpsert:
      Word("ON CONFLICT");
      Children(node);
      return true;
    case NodeKind::kConflictTarget: {
      const Node* where = node.Child(NodeKind::kWhere);
      const Node* data = node.children.data();
      Open();
      List(data, where != nullptr ? where : data + node.children.size());
      Close();
      if (where != nullptr) Tree(*where);
      return true;
    }
    case NodeKind::kDoNothing:
      Word("DO NOTHING");
      return true;
    case NodeKind::kDoUpdate: {
      Word("DO UPDATE");
      size_t i = 0;
      Sets(node, &i);
      Children(node, i);
      return true;
    }
    case NodeKind::kSet:
      if (node.row) Open();
      Names(node.names);
      if (node.row) Close();
      Word("=");
      Children(node);
      return true;
    default:
      return false;
  }
}

void Writer::WriteInsert(const Node& node) {
  size_t i = 0;
  if (node.children[0].kind == NodeKind::kWith) Tree(node.children[i++]);
  Word(node.text.empty() ? std::string_view("INSERT") : node.text);
  if (node.conflict != Conflict::kDefault) {
    Word("OR");
    Word(ConflictText(node.conflict));
  }
  Word("INTO");
  Children(node, i);
}

void Writer::WriteUpdate(const Node& node) {
  size_t i = 0;
  if (node.children[0].kind == NodeKind::kWith) Tree(node.children[i++]);
  if (node.kind == NodeKind::kDelete) {
    Word("DELETE FROM");
  } else {
    Word("UPDATE");
  }
  if (node.conflict != Conflict::kDefault) {
    Word("OR");
    Word(ConflictText(node.conflict));
  }
  Tree(node.children[i++]);
  Sets(node, &i);
  Children(node, i);
}

void Writer::Sets(const Node& node, size_t* i) {
  bool first = true;
  while (*i < node.children.size() &&
         node.children[*i].kind == NodeKind::kSet) {
    if (first) {
      Word("SET");
    } else {
      Comma();
    }
    first = false;
    Tree(node.children[(*i)++]);
  }
}

// -------------------------------------------------------------------- DDL

void Writer::Indexed(const std::vector<IndexedColumn>& columns) {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) Comma();
    Tree(columns[i].expr);
    Word(OpText(columns[i].order));
  }
}

std::string_view ActionText(ForeignKeyAction action) {
  switch (action) {
    case ForeignKeyAction::kUnset:
      return "";
    case ForeignKeyAction::kNoAction:
      return "NO ACTION";
    case ForeignKeyAction::kRestrict:
      return "RESTRICT";
    case ForeignKeyAction::kSetNull:
      return "SET NULL";
    case ForeignKeyAction::kSetDefault:
      return "SET DEFAULT";
    case ForeignKeyAction::kCascade:
      return "CASCADE";
  }
  return "";
}

void Writer::References(const ReferencesClause& references) {
  Word("REFERENCES");
  Print(references.parent);
  if (!references.columns.empty()) {
    OpenCall();
    Names(references.columns);
    Close();
  }
  if (references.on_delete != ForeignKeyAction::kUnset) {
    Word("ON DELETE");
    Word(ActionText(references.on_delete));
  }
  if (references.on_update != ForeignKeyAction::kUnset) {
    Word("ON UPDATE");
    Word(ActionText(references.on_update));
  }
  if (references.match) {
    Word("MATCH");
    Print(*references.match);
  }
  using Deferrable = ReferencesClause::Deferrable;
  using Initially = ReferencesClause::Initially;
  if (references.deferrable == Deferrable::kUnset) return;
  Word(references.deferrable == Deferrable::kDeferrable ? "DEFERRABLE"
                                                        : "NOT DEFERRABLE");
  if (references.initially == Initially::kDeferred) Word("INITIALLY DEFERRED");
  if (references.initially == Initially::kImmediate) {
    Word("INITIALLY IMMEDIATE");
  }
}

void Writer::Rule(const PrimaryKeyRule& rule, bool of_table) {
  Word("PRIMARY KEY");
  if (of_table) {
    Open();
    Indexed(rule.columns);
    if (rule.autoincrement) Word("AUTOINCREMENT");
    Close();
  } else {
    Word(OpText(rule.order));
  }
  Conflicts(rule.conflict);
  if (rule.autoincrement && !of_table) Word("AUTOINCREMENT");
}

void Writer::Rule(const UniqueRule& rule, bool of_table) {
  Word("UNIQUE");
  if (of_table) {
    Open();
    Indexed(rule.columns);
    Close();
  }
  Conflicts(rule.conflict);
}

void Writer::Rule(const CheckRule& rule) {
  Word("CHECK");
  Open();
  Tree(rule.expr);
  Close();
  Conflicts(rule.conflict);
}

void Writer::Rule(const GeneratedRule& rule) {
  if (rule.generated_always) Word("GENERATED ALWAYS");
  Word("AS");
  Open();
  Tree(rule.expr);
  Close();
  if (rule.storage == GeneratedRule::Storage::kVirtual) Word("VIRTUAL");
  if (rule.storage == GeneratedRule::Storage::kStored) Word("STORED");
}

// Behind AS (x) the word GENERATED would be read as how it is stored, which is
// VIRTUAL if nothing is said.
bool StartsWithGenerated(const ColumnConstraint& constraint) {
  const auto* rule = std::get_if<GeneratedRule>(&constraint.rule);
  return rule != nullptr && rule->generated_always && !constraint.name;
}
bool EndsWithExpression(const ColumnConstraint& constraint) {
  const auto* rule = std::get_if<GeneratedRule>(&constraint.rule);
  return rule != nullptr && rule->storage == GeneratedRule::Storage::kUnset;
}

void Writer::Print(const ColumnConstraint& constraint) {
  if (constraint.name) {
    Word("CONSTRAINT");
    Print(*constraint.name);
  }
  std::visit(
      Overloaded{
          [&](const NotNullRule& rule) {
            Word("NOT NULL");
            Conflicts(rule.conflict);
          },
          [&](const NullRule& rule) {
            Word("NULL");
            Conflicts(rule.conflict);
          },
          [&](const PrimaryKeyRule& rule) { Rule(rule, false); },
          [&](const UniqueRule& rule) { Rule(rule, false); },
          [&](const CheckRule& rule) { Rule(rule); },
          [&](const DefaultRule& rule) {
            Word("DEFAULT");
            Tree(rule.expr);
          },
          [&](const CollateRule& rule) {
            Word("COLLATE");
            Print(rule.collation);
          },
          [&](const GeneratedRule& rule) { Rule(rule); },
          [&](const ForeignKeyRule& rule) { References(rule.references); },
          [&](const NoRule&) {},
      },
      constraint.rule);
}

void Writer::Print(const TableConstraint& constraint) {
  if (constraint.name) {
    Word("CONSTRAINT");
    Print(*constraint.name);
  }
  std::visit(Overloaded{
                 [&](const PrimaryKeyRule& rule) { Rule(rule, true); },
                 [&](const UniqueRule& rule) { Rule(rule, true); },
                 [&](const CheckRule& rule) { Rule(rule); },
                 [&](const ForeignKeyRule& rule) {
                   Word("FOREIGN KEY");
                   Open();
                   Names(rule.columns);
                   Close();
                   References(rule.references);
                 },
                 [&](const NoRule&) {},
             },
             constraint.rule);
}

void Writer::Print(const Column& column) {
  Print(column.name);
  Word(column.type);
  const ColumnConstraint* before = nullptr;
  for (const ColumnConstraint& constraint : column.constraints) {
    if (before != nullptr && StartsWithGenerated(constraint) &&
        EndsWithExpression(*before)) {
      Word("VIRTUAL");
    }
    Print(constraint);
    before = &constraint;
  }
}

void Writer::Create(bool temp, std::string_view what, bool if_not_exists) {
  Word(temp ? "CREATE TEMP" : "CREATE");
  Word(what);
  if (if_not_exists) Word("IF NOT EXISTS");
}

void Writer::Print(const CreateTable& s) {
  Create(s.temp, "TABLE", s.if_not_exists);
  Print(s.schema, s.name);
  if (s.as_select) {
    Word("AS");
    Tree(*s.as_select);
    return;
  }
  OpenCall();
  for (size_t i = 0; i < s.columns.size(); ++i) {
    if (i > 0) Comma();
    Print(s.columns[i]);
  }
  for (size_t i = 0; i < s.constraints.size(); ++i) {
    if (i == 0 || s.constraints[i].comma_before) Comma();
    Print(s.constraints[i]);
  }
  Close();
  if (s.without_rowid) Word("WITHOUT ROWID");
  if (s.without_rowid && s.strict) Comma();
  if (s.strict) Word("STRICT");
}

void Writer::Print(const CreateIndex& s) {
  Create(false, s.unique ? "UNIQUE INDEX" : "INDEX", s.if_not_exists);
  Print(s.schema, s.name);
  Word("ON");
  Print(s.table);
  OpenCall();
  Indexed(s.columns);
  Close();
  if (s.where) {
    Word("WHERE");
    Tree(*s.where);
  }
}

void Writer::Print(const CreateView& s) {
  Create(s.temp, "VIEW", s.if_not_exists);
  Print(s.schema, s.name);
  if (!s.columns.empty()) {
    OpenCall();
    Names(s.columns);
    Close();
  }
  Word("AS");
  Tree(s.select);
}

void Writer::Print(const CreateTrigger& s) {
  static constexpr std::string_view kTimes[] = {"", "BEFORE", "AFTER",
                                                "INSTEAD OF"};
  static constexpr std::string_view kEvents[] = {"DELETE", "INSERT", "UPDATE"};
  Create(s.temp, "TRIGGER", s.if_not_exists);
  Print(s.schema, s.name);
  Word(kTimes[static_cast<size_t>(s.time)]);
  Word(kEvents[static_cast<size_t>(s.event)]);
  if (!s.update_of.empty()) {
    Word("OF");
    Names(s.update_of);
  }
  Word("ON");
  Print(s.table_schema, s.table);
  if (s.for_each_row) Word("FOR EACH ROW");
  if (s.when) {
    Word("WHEN");
    Tree(*s.when);
  }
  Word("BEGIN");
  for (const Node& step : s.steps) {
    Tree(step);
    Glue(";");
  }
  Word("END");
}

void Writer::Print(const CreateVirtualTable& s) {
  Create(false, "VIRTUAL TABLE", s.if_not_exists);
  Print(s.schema, s.name);
  Word("USING");
  Print(s.module);
  if (!s.has_arguments) return;
  OpenCall();
  Glue(s.arguments);
  Close();
}

void Writer::Print(const Drop& s) {
  static constexpr std::string_view kKinds[] = {"TABLE", "INDEX", "VIEW",
                                                "TRIGGER"};
  Word("DROP");
  Word(kKinds[static_cast<size_t>(s.kind)]);
  if (s.if_exists) Word("IF EXISTS");
  Print(s.schema, s.name);
}

void Writer::Print(const Pragma& s) {
  Word("PRAGMA");
  Print(s.schema, s.name);
  if (s.value.empty()) return;
  if (s.call) {
    OpenCall();
    Word(s.value);
    Close();
  } else {
    Word("=");
    Word(s.value);
  }
}

void Writer::Print(const Statement& statement) {
  static constexpr std::string_view kModes[] = {"", "DEFERRED", "IMMEDIATE",
                                                "EXCLUSIVE"};
  auto name_of = [&](std::string_view words, const auto& s) {
    Word(words);
    if (s.name) Print(s.schema, *s.name);
  };
  std::visit(Overloaded{
                 [&](const AlterTable& s) { Word(s.ToSql()); },
                 [&](const AlterTableFull& s) { Word(s.ToSql()); },
                 [&](const Insert& s) { Tree(s.node); },
                 [&](const Update& s) { Tree(s.node); },
                 [&](const Delete& s) { Tree(s.node); },
                 [&](const Select& s) { Tree(s.node); },
                 [&](const Begin& s) {
                   Word("BEGIN");
                   Word(kModes[static_cast<size_t>(s.mode)]);
                 },
                 [&](const Commit&) { Word("COMMIT"); },
                 [&](const Rollback&) { Word("ROLLBACK"); },
                 [&](const Savepoint& s) {
                   Word("SAVEPOINT");
                   Print(s.name);
                 },
                 [&](const Release& s) {
                   Word("RELEASE");
                   Print(s.name);
                 },
                 [&](const RollbackTo& s) {
                   Word("ROLLBACK TO");
                   Print(s.name);
                 },
                 [&](const Reindex& s) { name_of("REINDEX", s); },
                 [&](const Analyze& s) { name_of("ANALYZE", s); },
                 [&](const OtherStatement& s) { Word(s.text); },
                 [&](const CreateTable& s) { Print(s); },
                 [&](const CreateIndex& s) { Print(s); },
                 [&](const CreateView& s) { Print(s); },
                 [&](const CreateTrigger& s) { Print(s); },
                 [&](const CreateVirtualTable& s) { Print(s); },
                 [&](const Drop& s) { Print(s); },
                 [&](const Pragma& s) { Print(s); },
             },
             statement);
}

template <class T>
std::string Written(const T& value) {
  Writer writer;
  writer.Print(value);
  return writer.Finish();
}

}  // namespace

std::string Print(const Node& node) {
  Writer writer;
  writer.Tree(node);
  return writer.Finish();
}
std::string Print(const Column& column) { return Written(column); }
std::string Print(const ColumnConstraint& constraint) {
  return Written(constraint);
}
std::string Print(const TableConstraint& constraint) {
  return Written(constraint);
}
std::string Print(const Statement& statement) { return Written(statement); }

std::string PrintOnConflict(Conflict conflict) {
  if (conflict == Conflict::kDefault) return "";
  return " ON CONFLICT " + std::string(ConflictText(conflict));
}

Node Parenthesised(Node operand) {
  switch (operand.kind) {
    case NodeKind::kLiteral:
    case NodeKind::kParameter:
    case NodeKind::kColumn:
    case NodeKind::kFunction:
    case NodeKind::kCast:
    case NodeKind::kCase:
    case NodeKind::kParen:
    case NodeKind::kList:
    case NodeKind::kSubquery:
    case NodeKind::kExists:
    case NodeKind::kRaise:
      return operand;
    default:
      return Paren(std::move(operand));
  }
}

}  // namespace alterego::sql
