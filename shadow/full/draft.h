// Draft: a CREATE TABLE in pieces that can be changed one by one: its columns,
// constraints, options, and the annotations that SQLite has no words for. What
// is not changed keeps its text.
//
//   Draft draft = DraftOf(*object);
//   draft.columns[0].type = "BIGINT";
//   std::string sql = draft.ToSql();
//
// Comments between pieces go; nothing reads them. Comments inside stay.
#ifndef ALTEREGO_SHADOW_FULL_DRAFT_H_
#define ALTEREGO_SHADOW_FULL_DRAFT_H_

#include <optional>
#include <string>
#include <vector>

#include "model/constraint_names.h"
#include "shadow/state.h"

namespace alterego::shadow::full {

struct DraftRule {
  std::string name;  // as SQL; "" for none
  std::string body;  // "CHECK (a > 0)"; "" for CONSTRAINT n alone
  bool not_valid = false;
  // Behind no comma a constraint without a name has that of the one before.
  bool comma = true;
};

struct DraftColumn {
  std::string name;  // as SQL
  std::string type;
  // What stands between the type and a GENERATED that SQLite takes for a word
  // of it: it is a part of the type then.
  std::string gap = " ";
  std::string statistics;  // "" for none
  std::vector<DraftRule> rules;
};

struct Draft {
  std::string name;  // as SQL
  std::string owner;
  bool owned = false;
  std::vector<DraftColumn> columns;
  std::vector<DraftRule> rules;
  bool without_rowid = false, strict = false;

  DraftRule& At(ConstraintRef ref) {
    return ref.column < 0 ? rules[ref.index]
                          : columns[ref.column].rules[ref.index];
  }
  void Erase(ConstraintRef ref);
  std::string ToSql() const;
};

// REQUIRES: a table with columns.
Draft DraftOf(const Object& table);
// A column definition whose tokens are in `parsed`.
DraftColumn DraftOfColumn(const sql::Parsed& parsed, const Column& column);

// /* alterego: key=value */
std::string Annotation(std::string_view key, std::string_view value);

}  // namespace alterego::shadow::full

#endif  // ALTEREGO_SHADOW_FULL_DRAFT_H_
