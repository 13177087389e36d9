#include "shadow/query_check.h"

#include <memory>
#include <string>
#include <utility>

#include "model/sql/printer.h"
#include "shadow/binder.h"
#include "shadow/functions.h"

namespace alterego::shadow {
namespace {

// The resolver does not ask whether functions exist.
bool FunctionsExist(const sql::Node& select) {
  bool all = true;
  sql::Walk(select, [&all](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kFunction || node.names.size() != 1) return;
    all = all && FunctionOf(node) != nullptr;
  });
  return all;
}

// Until 3.37 what became of aggregates beside window functions depended on
// where they stood, and differed from release to release.
bool MixesWithWindows(const sql::Node& select) {
  bool windows = false, aggregates = false, grouped = false;
  sql::Walk(select, [&](const sql::Node& node) {
    grouped = grouped || node.kind == sql::NodeKind::kGroupBy;
    if (node.kind != sql::NodeKind::kFunction) return;
    if (node.Child(sql::NodeKind::kOver) != nullptr) {
      windows = true;
      return;
    }
    const int count = static_cast<int>(node.children.size());
    for (int arguments : {count, count - 1}) {
      const FunctionInfo* info =
          FindFunction(node.names.back().id.spelling(), arguments);
      aggregates = aggregates || (info != nullptr && info->aggregate);
    }
  });
  return windows && aggregates && !grouped;
}

std::string_view EventWord(CreateTrigger::Event event) {
  switch (event) {
    case CreateTrigger::Event::kDelete:
      return "DELETE";
    case CreateTrigger::Event::kInsert:
      return "INSERT";
    case CreateTrigger::Event::kUpdate:
      return "UPDATE";
  }
  return "";
}

}  // namespace

QueryCheck CheckQuery(const Snapshot& now, const Dialect& dialect,
                      const sql::Node& select, const QueryPlace* place) {
  QueryCheck out;
  out.unknown = true;
  if (!FunctionsExist(select)) return out;
  if (dialect.version < SqliteVersion{3, 37, 0} && MixesWithWindows(select)) {
    return out;
  }
  const std::string text = sql::Print(select);
  std::string carrier = "CREATE VIEW alterego_query AS " + text;
  size_t database = 1;
  if (place != nullptr) {
    database = place->database;
    carrier = "CREATE TRIGGER alterego_query AFTER " +
              std::string(EventWord(place->event)) + " ON " +
              place->table_database.Quoted() + "." + place->table.Quoted() +
              " BEGIN " + text + "; END";
  }
  sql::ParseResult parsed = sql::ParseStatement(carrier);
  if (!parsed.ok()) return out;
  Object object;
  object.kind = place == nullptr ? ObjectKind::kView : ObjectKind::kTrigger;
  object.name = Identifier("alterego_query");
  object.table = place == nullptr ? object.name : place->table;
  object.parsed = std::make_shared<const sql::Parsed>(*std::move(parsed));
  BindOptions options;
  options.ddl_strings = dialect.dqs_ddl;
  options.json = false;
  options.compiled = true;
  Resolution r = Binder(now, dialect).Resolve(database, object, options);
  out.unknown = !r.complete;
  out.error = std::move(r.error);
  if (!out.error && !r.when_compiled.empty()) {
    const bool misuse = r.when_compiled.starts_with("misuse of ");
    out.error =
        ResolveError{misuse ? Reason::kBadDefinition : Reason::kWidthMismatch,
                     r.when_compiled, false};
  }
  return out;
}

}  // namespace alterego::shadow
