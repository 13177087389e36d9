#include "rebuild/full/external_content.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "base/status_macros.h"
#include "model/sql/lexer.h"
#include "rebuild/analysis.h"
#include "rebuild/dependencies.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild::full {
namespace {

struct Index {
  std::string name, module;
  std::string content;               // of what it reads, in its own schema
  std::vector<std::string> columns;  // the rowid's among them
};

std::string Stripped(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

// The arguments of a module, without blanks around them.
std::vector<std::string> Split(const std::string& arguments) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (const sql::Token& token : sql::Lex(arguments)) {
    const std::string_view text = token.In(arguments);
    if (text == "(") ++depth;
    if (text == ")") --depth;
    if (text == "," && depth == 0) {
      out.emplace_back();
    } else if (token.kind != sql::TokenKind::kComment) {
      out.back() += text;
    }
  }
  for (std::string& argument : out) argument = Stripped(argument);
  return out;
}

bool Contains(const std::vector<std::string>& list, const std::string& name) {
  for (const std::string& other : list) {
    if (EqualsFolded(other, name)) return true;
  }
  return false;
}

// The value of `key=value`, without its quotes.
std::optional<std::string> ValueOf(const std::string& argument,
                                   std::string_view key) {
  const size_t at = argument.find('=');
  if (at == argument.npos ||
      !EqualsFolded(Stripped(argument.substr(0, at)), key)) {
    return std::nullopt;
  }
  return sql::Dequote(Stripped(argument.substr(at + 1)));
}

std::optional<Index> IndexOf(const SchemaObject& object) {
  const auto* create = object.As<CreateVirtualTable>();
  if (create == nullptr) return std::nullopt;
  Index out;
  out.name = object.name;
  out.module = create->module.id.Folded();
  const bool fts5 = out.module == "fts5";
  if (!fts5 && out.module != "fts4" && out.module != "fts3") {
    return std::nullopt;
  }
  std::string rowid = "rowid";
  for (const std::string& argument : Split(create->arguments)) {
    if (argument.empty()) continue;
    if (const auto table = ValueOf(argument, "content")) out.content = *table;
    if (const auto column = ValueOf(argument, "content_rowid");
        fts5 && column) {
      rowid = *column;
    }
    if (const auto column = ValueOf(argument, "languageid"); !fts5 && column) {
      out.columns.push_back(*column);
    }
    const std::vector<sql::Token> tokens = sql::Lex(argument);
    if (argument.find('=') == argument.npos) {
      out.columns.push_back(sql::Dequote(tokens[0].In(argument)));
    }
  }
  if (out.content.empty()) return std::nullopt;
  // Without a list, FTS4 has the columns that the content had.
  for (const std::string& column : object.virtual_columns) {
    const bool hidden = EqualsFolded(column, object.name) ||
                        EqualsFolded(column, "docid") ||
                        EqualsFolded(column, "__langid");
    if (!fts5 && !hidden && !Contains(out.columns, column)) {
      out.columns.push_back(column);
    }
  }
  out.columns.push_back(rowid);
  return out;
}

// A view that reads what the index reads, so that SQLite can be asked whether
// that is there.
TablePlace AddReader(State& state, const Index& index, size_t schema,
                     Introspection* in) {
  std::vector<std::string> columns;
  for (const std::string& column : index.columns) {
    columns.push_back("alterego_content." + Quoted(column));
  }
  SchemaObject reader;
  reader.kind = ObjectKind::kView;
  reader.name = reader.table_name = "alterego_reader";
  while (in->schemas[schema].FindTable(reader.name) != nullptr) {
    reader.table_name = reader.name += "_";
  }
  reader.SetSql(absl::StrCat("CREATE VIEW ", reader.name, " AS SELECT ",
                             absl::StrJoin(columns, ","), " FROM ",
                             Quoted(index.content), " AS alterego_content"),
                state.database.workspace().texts);
  in->schemas[schema].objects.push_back(reader);
  return {schema, in->schemas[schema].objects.size() - 1};
}

absl::StatusOr<std::string> ErrorOf(State& state, const Index& index,
                                    size_t schema, Introspection in) {
  const TablePlace reader = AddReader(state, index, schema, &in);
  Dependencies dependencies(state.database.workspace(), in);
  return dependencies.ErrorWith(reader, {});
}

// Whether another column gives the rows their rowids now.
bool RenumbersRows(const State& state) {
  const int alias = state.table().RowidAlias();
  if (alias < 0) return false;
  const Source& source = state.sources[static_cast<size_t>(alias)];
  return source.old_column >= 0 &&
         source.old_column != state.old_table().RowidAlias();
}

// Whether rows have other values, or other rowids, than the index was made of.
bool IsStale(const State& state, const Index& index) {
  bool stale = RenumbersRows(state);
  for (size_t i = 0; i < state.sources.size(); ++i) {
    const Source& source = state.sources[i];
    if (!source.convert && source.old_column >= 0) continue;
    for (const std::string& column : index.columns) {
      stale |= state.table().columns[i].name.id == Identifier(column) &&
               state.old_table().FindColumn(Identifier(column)) != nullptr;
    }
  }
  return stale;
}

}  // namespace

absl::Status WarnOfExternalContent(State& state) {
  const size_t schema = state.place.schema;
  for (const SchemaObject& object : state.before.schemas[schema].objects) {
    const std::optional<Index> index = IndexOf(object);
    if (!index.has_value()) continue;
    const bool own = EqualsFolded(index->content, state.old_object().name);
    const SchemaObject* content =
        state.before.schemas[schema].FindTable(index->content);
    if (!own && (content == nullptr || content->kind != ObjectKind::kView)) {
      continue;
    }
    ALTEREGO_ASSIGN_OR_RETURN(const std::string before,
                              ErrorOf(state, *index, schema, state.before));
    if (!before.empty()) continue;  // nothing that could get worse
    Introspection after = state.now;
    if (own && state.move_to.has_value()) {
      SchemaObject& gone = after.schemas[schema].objects[state.place.object];
      gone = SchemaObject();
      gone.kind = ObjectKind::kIndex;
    }
    ALTEREGO_ASSIGN_OR_RETURN(const std::string error,
                              ErrorOf(state, *index, schema, std::move(after)));
    if (!error.empty()) {
      state.lint.insert("breaks_full_text");
      state.warnings.push_back(
          absl::StrCat(index->module, " table ", index->name, " reads ",
                       index->content, " and will not find what it reads: ",
                       absl::StrReplaceAll(error, {{"alterego_content.", ""}}),
                       "; make it again with what will be there"));
    } else if (own && IsStale(state, *index)) {
      state.lint.insert("outdates_full_text");
      state.warnings.push_back(absl::StrCat(
          index->module, " table ", index->name, " indexes values of ",
          index->content, " that change; afterwards: INSERT INTO ",
          Quoted(index->name), "(", Quoted(index->name),
          ") VALUES ('rebuild')"));
    }
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
