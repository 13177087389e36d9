#include "rebuild/describe.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/constraint_names.h"
#include "model/sql/annotation.h"
#include "model/sql/lexer.h"
#include "model/sql/table_edit.h"
#include "rebuild/analysis.h"
#include "rebuild/full/state.h"
#include "rebuild/introspect.h"

namespace alterego::rebuild {
namespace {

struct WrittenName {
  std::optional<std::string> schema;
  std::string table;
};

absl::StatusOr<WrittenName> ReadName(std::string_view text) {
  std::vector<std::string> parts;
  bool dot = true;
  for (const sql::Token& token : sql::Lex(text)) {
    if (token.kind == sql::TokenKind::kSpace) continue;
    const std::string_view word = token.In(text);
    if (word == ".") {
      dot = true;
      continue;
    }
    if (!dot) parts.clear();
    if (!dot) break;
    parts.push_back(sql::Dequote(word));
    dot = false;
  }
  if (parts.size() == 1 && !dot) return WrittenName{std::nullopt, parts[0]};
  if (parts.size() == 2 && !dot) return WrittenName{parts[0], parts[1]};
  return absl::InvalidArgumentError(
      absl::StrCat("\"", std::string(text),
                   "\" is no table name; write t, schema.t or \"a name\""));
}

std::vector<std::string> NamesIn(const Introspection& in, bool with_schema) {
  std::vector<std::string> out;
  for (const Schema& schema : in.schemas) {
    for (const SchemaObject& object : schema.objects) {
      if (object.kind != ObjectKind::kTable || object.is_internal()) continue;
      out.push_back(with_schema ? absl::StrCat(schema.name, ".", object.name)
                                : object.name);
    }
  }
  return out;
}

class Describer {
 public:
  Describer(const Introspection& in, TablePlace place)
      : in_(in),
        home_(in.schemas[place.schema]),
        object_(home_.objects[place.object]),
        parsed_(*object_.parsed()),
        table_(*object_.As<CreateTable>()) {}

  TableDescription All() {
    out_.schema = home_.name;
    out_.name = object_.name;
    out_.owner =
        sql::FindAnnotation(parsed_, sql::TableAnchor(parsed_), "owner")
            .value_or("");
    out_.strict = table_.strict;
    out_.without_rowid = table_.without_rowid;
    out_.autoincrement = table_.autoincrement();
    Columns();
    Constraints();
    for (const Schema& schema : in_.schemas) {
      for (const SchemaObject& object : schema.objects) {
        Dependant(schema, object);
      }
    }
    return std::move(out_);
  }

 private:
  std::string Text(sql::TokenRange range) const {
    return std::string(parsed_.TextOf(range));
  }

  void Columns() {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const Column& column = table_.columns[i];
      std::vector<std::string> rules;
      for (const ColumnConstraint& c : column.constraints) {
        rules.push_back(Text(c.range));
      }
      out_.columns.push_back(
          {column.name.id.spelling(), column.type, absl::StrJoin(rules, " "),
           sql::FindAnnotation(parsed_, sql::ColumnAnchor(parsed_, i),
                               "statistics")
               .value_or("")});
    }
  }

  void Constraints() {
    for (const NamedConstraint& c : ConstraintNames(table_)) {
      ConstraintDescription d;
      d.name = c.name.spelling();
      d.written = c.written;
      if (c.ref.column >= 0) {
        const Column& column = table_.columns[c.ref.column];
        d.column = column.name.id.spelling();
        d.text = Text(column.constraints[c.ref.index].range);
      } else {
        d.text = Text(table_.constraints[c.ref.index].range);
      }
      d.valid =
          !sql::FindAnnotation(parsed_, sql::ConstraintAnchor(parsed_, c.ref),
                               "not_valid")
               .has_value();
      out_.constraints.push_back(std::move(d));
    }
  }

  bool IsOn(const SchemaObject& object) const {
    return EqualsFolded(object.table_name, object_.name);
  }

  // By the names in its text: what SQLite would resolve is asked when the
  // table is altered, not here.
  bool Reads(const SchemaObject& object) const {
    bool found = false;
    for (const sql::Node* root : Roots(*object.parsed())) {
      ForEachTableRef(*root, [&](const sql::Node& ref, bool is_cte) {
        found |= !is_cte && !ref.names.empty() &&
                 EqualsFolded(ref.names.back().id.spelling(), object_.name);
      });
    }
    return found;
  }

  bool RefersToIt(const SchemaObject& object) const {
    const auto* table = object.As<CreateTable>();
    if (table == nullptr || &object == &object_) return false;
    const auto refers = [&](const auto& constraint) {
      const auto* rule = std::get_if<ForeignKeyRule>(&constraint.rule);
      return rule != nullptr &&
             EqualsFolded(rule->references.parent.id.spelling(), object_.name);
    };
    for (const Column& column : table->columns) {
      for (const ColumnConstraint& c : column.constraints) {
        if (refers(c)) return true;
      }
    }
    for (const TableConstraint& c : table->constraints) {
      if (refers(c)) return true;
    }
    return false;
  }

  void Dependant(const Schema& schema, const SchemaObject& object) {
    const bool home = &schema == &home_;
    bool depends = false, disabled = false;
    switch (object.kind) {
      case ObjectKind::kIndex:
        depends = home && IsOn(object);
        break;
      case ObjectKind::kTrigger:
        if (object.parsed() == nullptr) return;
        depends = IsOn(object) || Reads(object);
        disabled = sql::TriggerIsDisabled(*object.parsed());
        break;
      case ObjectKind::kView:
        if (object.parsed() == nullptr) return;
        depends = Reads(object);
        break;
      case ObjectKind::kTable:
        depends = home && RefersToIt(object);
        break;
    }
    if (!depends) return;
    out_.dependants.push_back({std::string(ObjectKindName(object.kind)),
                               schema.name, object.name,
                               object.sql.value_or(""), disabled});
  }

  const Introspection& in_;
  const Schema& home_;
  const SchemaObject& object_;
  const sql::Parsed& parsed_;
  const CreateTable& table_;
  TableDescription out_;
};

}  // namespace

absl::StatusOr<TableDescription> Describe(Connection& connection,
                                          std::string_view table) {
  ALTEREGO_ASSIGN_OR_RETURN(const WrittenName name, ReadName(table));
  Database database(connection);
  ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                            Introspect(database, std::nullopt));
  const std::optional<TablePlace> place = in.FindTable(name.schema, name.table);
  if (!place.has_value()) {
    return full::Refuse(
        absl::StrCat("no such table: ", std::string(table),
                     full::Nearest(name.table, NamesIn(in, false))));
  }
  const SchemaObject& object = in.schemas[place->schema].objects[place->object];
  if (object.As<CreateTable>() == nullptr) {
    return full::Refuse(absl::StrCat(
        object.name, " is ",
        object.kind == ObjectKind::kView ? "a view" : "a virtual table",
        ", and no table"));
  }
  return Describer(in, *place).All();
}

absl::StatusOr<std::vector<std::string>> TableNames(Connection& connection) {
  Database database(connection);
  ALTEREGO_ASSIGN_OR_RETURN(const Introspection in,
                            Introspect(database, std::nullopt));
  return NamesIn(in, true);
}

}  // namespace alterego::rebuild
