#include "rebuild/trigger_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "model/identifier.h"

namespace alterego::rebuild {
namespace {

using sql::Node;
using sql::NodeKind;

class Body {
 public:
  Body(const sql::Parsed& parsed, const TokenTexts& texts)
      : parsed_(parsed), texts_(texts) {}

  std::string Step(const Node& step) {
    switch (step.kind) {
      case NodeKind::kInsert:
        return Insert(step);
      case NodeKind::kUpdate:
        return Update(step);
      case NodeKind::kDelete:
        return absl::StrCat("SELECT * FROM ", Target(step), Where(step), ";");
      default:
        return Select(step) + ";";
    }
  }
  std::string Text(const Node& node) {
    return Render(parsed_, node.range, texts_);
  }

 private:
  // Where nobody sees the rows, SQLite drops the ORDER BY before it looks at
  // it, but not where ALTER TABLE reads it.
  std::string Select(const Node& select) {
    if (select.Child(NodeKind::kOrderBy) == nullptr) return Text(select);
    return absl::StrCat("SELECT * FROM (", Text(select), ")");
  }
  std::string Target(const Node& step) {
    const sql::TokenIndex name =
        step.Child(NodeKind::kTableRef)->names.back().token;
    return Render(parsed_, {name, name + 1}, texts_);
  }
  std::string Where(const Node& step) {
    const Node* where = step.Child(NodeKind::kWhere);
    return where == nullptr ? ""
                            : absl::StrCat(" WHERE ", Text(where->children[0]));
  }

  // The right sides of SET; those of a row, one by one.
  void AddSet(const Node& parent, std::vector<std::string>* out) {
    for (const Node& set : parent.children) {
      if (set.kind != NodeKind::kSet) continue;
      const Node& value = set.children[0];
      if (set.row && value.kind == NodeKind::kSubquery) {
        out->push_back("EXISTS" + Text(value));
      } else if (set.row && value.kind == NodeKind::kList) {
        for (const Node& element : value.children) {
          out->push_back(Text(element));
        }
      } else {
        out->push_back(Text(value));
      }
    }
  }

  std::string Update(const Node& step) {
    std::vector<std::string> values;
    AddSet(step, &values);
    std::string from;
    if (const Node* more = step.Child(NodeKind::kFrom)) {
      from = ", " + Render(parsed_,
                           {more->children[0].range.begin, more->range.end},
                           texts_);
    }
    return absl::StrCat("SELECT ", absl::StrJoin(values, ", "), " FROM ",
                        Target(step), from, Where(step), ";");
  }

  std::string Insert(const Node& step) {
    std::string out;
    if (const Node* select = step.Child(NodeKind::kSelect)) {
      out = Select(*select) + ";";
    }
    absl::StrAppend(&out, "SELECT * FROM ", Target(step), ";");
    if (const Node* upsert = step.Child(NodeKind::kUpsert)) {
      out += Upsert(*upsert, Target(step));
    }
    return out;
  }

  // Bare names are the target's; `excluded` is one scope further out.
  std::string Upsert(const Node& upsert, const std::string& target) {
    std::vector<std::string> values;
    const Node* conflict = upsert.Child(NodeKind::kConflictTarget);
    if (conflict != nullptr) {
      for (const Node& term : conflict->children) {
        if (term.kind == NodeKind::kOrderTerm) {
          values.push_back(Text(term.children[0]));
        }
      }
    }
    if (const Node* update = upsert.Child(NodeKind::kDoUpdate)) {
      AddSet(*update, &values);
      if (const Node* where = update->Child(NodeKind::kWhere)) {
        values.push_back(Text(where->children[0]));
      }
    }
    if (conflict != nullptr) {
      if (const Node* where = conflict->Child(NodeKind::kWhere)) {
        values.push_back(Text(where->children[0]));
      }
    }
    if (values.empty()) return "";
    return absl::StrCat("SELECT EXISTS(SELECT ", absl::StrJoin(values, ", "),
                        " FROM ", target, ") FROM ", target, " AS excluded;");
  }

  const sql::Parsed& parsed_;
  const TokenTexts& texts_;
};

}  // namespace

std::string TriggerEventSql(const CreateTrigger& trigger) {
  switch (trigger.event) {
    case CreateTrigger::Event::kDelete:
      return "DELETE";
    case CreateTrigger::Event::kInsert:
      return "INSERT";
    case CreateTrigger::Event::kUpdate:
      return "UPDATE";
  }
  return "";
}

std::string TriggerBodySql(const sql::Parsed& parsed,
                           const CreateTrigger& trigger,
                           const TokenTexts& texts) {
  TokenTexts all = texts;
  for (const Node* root : Roots(parsed)) {
    ForEachTableRef(*root, [&](const Node& ref, bool) {
      DropIndexedBy(parsed, ref, &all);
    });
  }
  Body body(parsed, all);
  std::string out;
  if (trigger.when.has_value()) {
    absl::StrAppend(&out, "WHEN ", body.Text(*trigger.when), " ");
  }
  out += "BEGIN ";
  for (const Node& step : trigger.steps) out += body.Step(step);
  return out + " END";
}

void DropIndexedBy(const sql::Parsed& parsed, const Node& table_ref,
                   TokenTexts* texts) {
  if (table_ref.text.empty()) return;
  bool dropping = false;
  for (sql::TokenIndex i = table_ref.range.begin; i < table_ref.range.end;
       ++i) {
    const std::string_view word = parsed.TextOf(i);
    if (EqualsFolded(word, "indexed") || EqualsFolded(word, "not")) {
      dropping = dropping || parsed.tokens[i].kind == sql::TokenKind::kKeyword;
    }
    if (dropping) (*texts)[i] = " ";
  }
}

}  // namespace alterego::rebuild
