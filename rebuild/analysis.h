// Reading CREATE statements as SQLite resolves them: walks that know the scope
// of common table expressions, and text that is put together from tokens.
#ifndef ALTEREGO_REBUILD_ANALYSIS_H_
#define ALTEREGO_REBUILD_ANALYSIS_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/sql/node.h"
#include "model/sql/parser.h"
#include "model/statement.h"

namespace alterego::rebuild {

// What to write instead of a token.
using TokenTexts = std::map<sql::TokenIndex, std::string>;

// `node`, or what stands between its parentheses.
const sql::Node& WithoutParens(const sql::Node& node);

// The source of a range with some tokens written differently; comments become
// blanks.
std::string Render(const sql::Parsed& parsed, sql::TokenRange range,
                   const TokenTexts& texts);

// Calls visit(ref, is_cte) for every kTableRef below `root`, sub-queries too.
void ForEachTableRef(const sql::Node& root,
                     const std::function<void(const sql::Node&, bool)>& visit);

// The queries and expressions of an object: the SELECT of a view, WHEN and the
// steps of a trigger.
std::vector<const sql::Node*> Roots(const sql::Parsed& parsed);

// Every kColumn below the roots of a view or trigger that SQLite's ALTER looks
// at: of several ON CONFLICT clauses it knows only the first, and of the FROM
// of an UPDATE only the sub-queries, for it resolves a copy of the rest.
std::vector<const sql::Node*> ColumnNodes(const sql::Parsed& parsed);

// `rowid`, `oid` or `_rowid_`.
bool IsRowidName(std::string_view name);

// A name by which the rowid of the table can be read; "" if its columns hide
// all three, or if it has none.
std::string RowidName(const CreateTable& table);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_ANALYSIS_H_
