// Dependencies: which tokens of which view or trigger mean a table or a column,
// and which objects do not compile. Found out by asking SQLite in mirrors (see
// mirror.h), never by a second copy of its rules of name resolution.
//
// How a reference is told from an alias of the same name: in a second mirror
// the table has one column more, with a name that nobody else has. A token
// means the column if, written with that name, the object still reads the same
// columns in the same order, but for the new one in the place of the old one.
// Where a column more is too many (SELECT * in a UNION), the column itself has
// the new name in a third mirror, and tokens are replaced one by one for as
// long as that brings the reads closer to what they were.
#ifndef ALTEREGO_REBUILD_DEPENDENCIES_H_
#define ALTEREGO_REBUILD_DEPENDENCIES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "rebuild/introspect.h"
#include "rebuild/mirror.h"

namespace alterego::rebuild {

struct CheckOptions {
  std::string when;  // "", "after rename", ...
  // Only what RENAME TO of this table rewrites: not the indexes of others, and
  // of another schema's temp only views and triggers. (Those of temp that are
  // on the table are tested "after rename" by then.)
  std::optional<std::string> rewritten_for;
  bool strings_off = false;  // "x" in tables and indexes must be a name
  // False: of triggers only what they are on, of views nothing.
  bool views_and_triggers = true;
};

class Dependencies {
 public:
  // `in` must outlive the object.
  Dependencies(Workspace& workspace, const Introspection& in)
      : workspace_(workspace), in_(in), real_(workspace, in, {}) {}

  // The first object of that schema, then of temp, that cannot be compiled, as
  // SQLite words it: "error in view v after rename: no such column: a".
  absl::StatusOr<std::optional<std::string>> FirstBroken(
      size_t schema, const CheckOptions& options, TablePlace* broken = nullptr);
  // All of them, each with the others as they are.
  absl::StatusOr<std::vector<TablePlace>> AllBroken(
      size_t schema, const CheckOptions& options);
  // Whether FirstBroken would stop at this object of `home` or temp.
  absl::StatusOr<bool> IsBroken(TablePlace object, size_t home,
                                const CheckOptions& options);
  // Whether what is wrong with a trigger stands in the lists of an ON CONFLICT
  // clause: its columns, or its SET, but not its WHERE.
  absl::StatusOr<bool> BreaksInUpsert(TablePlace object);

  // Tokens of a view or trigger that mean a column of a table.
  absl::StatusOr<std::vector<sql::TokenIndex>> ColumnTokens(TablePlace object,
                                                            TablePlace table,
                                                            size_t column);
  // Tokens of a view or trigger that mean a table: sources, and the qualifiers
  // of columns.
  absl::StatusOr<std::vector<sql::TokenIndex>> TableTokens(TablePlace object,
                                                           TablePlace table);
  // Double-quoted words of a view or trigger that are strings, not names.
  absl::StatusOr<std::vector<sql::TokenIndex>> StringTokens(TablePlace object);
  // What is wrong with a view or trigger if some tokens are written differently
  // and the schema is as it was.
  absl::StatusOr<std::string> ErrorWith(TablePlace object,
                                        const TokenTexts& texts);

 private:
  const SchemaObject& Object(TablePlace place) const {
    return in_.schemas[place.schema].objects[place.object];
  }
  // What FirstBroken looks at, in that order.
  absl::StatusOr<std::vector<TablePlace>> Checked(size_t schema,
                                                  const CheckOptions& options);
  std::string IndexError(TablePlace place, const CheckOptions& options) const;
  // Mirrors with views as tables; the table is changed as said.
  Mirror Names(bool unnamed) const;
  Mirror Changed(TablePlace table, MirrorOptions::Change change, size_t column,
                 bool unnamed) const;
  bool IsChecked(TablePlace place, size_t home,
                 const CheckOptions& options) const;
  absl::StatusOr<std::optional<std::string>> Error(TablePlace place,
                                                   size_t home,
                                                   const CheckOptions& options);

  Workspace& workspace_;
  const Introspection& in_;
  Mirror real_;
};

// Double-quoted words in the expressions of a CREATE TABLE or CREATE INDEX that
// are no column of `table`: strings.
std::vector<sql::TokenIndex> StringTokensOf(const sql::Parsed& parsed,
                                            const CreateTable& table);

// The kColumn nodes of a table's CHECKs and generated columns.
std::vector<const sql::Node*> TableColumnNodes(const CreateTable& table);
// A key that is a string as a whole: 'x' there means the column x, and so does
// "x", but where it is none. nullptr for any other key.
// Under several COLLATEs 'x' is a string, but in a PRIMARY KEY.
const sql::Node* StringKey(const IndexedColumn& key, bool primary = false);

// The kColumn nodes of an index's keys and of its WHERE.
std::vector<const sql::Node*> IndexColumnNodes(const CreateIndex& index);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_DEPENDENCIES_H_
