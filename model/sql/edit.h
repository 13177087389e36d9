// Edits of SQL text by token and by byte: everything that is not touched stays
// as its author wrote it, comments and blanks included.
//
//   Edits edits(parsed);
//   edits.Replace(name.token, "\"New\"");
//   edits.Insert(parsed.tokens[close_paren].offset, ", c INT");
//   std::string text = edits.Apply();
//
// Positions are those of the original text. Edits may be added in any order;
// they must not overlap (two inserts at one place apply in the order added).
#ifndef ALTEREGO_MODEL_SQL_EDIT_H_
#define ALTEREGO_MODEL_SQL_EDIT_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/sql/parser.h"

namespace alterego::sql {

class Edits {
 public:
  // `parsed` must outlive the object.
  explicit Edits(const Parsed& parsed) : parsed_(parsed) {}

  void Replace(TokenIndex token, std::string text);
  void ReplaceBytes(size_t begin, size_t end, std::string text);
  void Insert(size_t offset, std::string text);
  void EraseBytes(size_t begin, size_t end) { ReplaceBytes(begin, end, ""); }
  bool empty() const { return edits_.empty(); }

  std::string Apply() const;

 private:
  struct Edit {
    size_t begin, end;
    std::string text;
  };
  const Parsed& parsed_;
  std::vector<Edit> edits_;
};

// Walking over significant tokens (no blanks, no comments). kNoToken where
// there is none; the one that comes next after kNoToken is the first.
TokenIndex NextSignificant(const Parsed& parsed, TokenIndex token);
TokenIndex PreviousSignificant(const Parsed& parsed, TokenIndex token);

// The text that SQLite stores for a CREATE statement: "CREATE TABLE " (VIEW,
// INDEX, UNIQUE INDEX, TRIGGER, VIRTUAL TABLE) and the source from the object's
// bare name on: TEMP, IF NOT EXISTS and the schema's name are dropped. It ends
// with the last token of a table, trigger or virtual table; an index, a view
// and a table with options (STRICT, ...) take along what stands before the
// semicolon, comments included, a view without the last blanks. "" for what is
// no CREATE. REQUIRES: not CREATE TABLE .. AS, whose text SQLite makes itself.
std::string StoredSql(const Parsed& create);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_EDIT_H_
