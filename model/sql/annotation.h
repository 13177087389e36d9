// Annotations: what SQLite has no words for, kept as comments inside the text
// of the object itself, so that they travel with every dump, copy and backup.
//
//   CREATE TABLE t /* alterego: owner=ada */(a /* alterego: statistics=9 */
//   INT,
//     CHECK /* alterego: not_valid=1 */ (a > 0))
//
// One stands right behind a token that no ALTER of SQLite takes away while the
// thing itself stays: its anchor. Blanks before it are part of it, so that
// setting and removing it leaves the text as it was, byte for byte.
#ifndef ALTEREGO_MODEL_SQL_ANNOTATION_H_
#define ALTEREGO_MODEL_SQL_ANNOTATION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/constraint_names.h"
#include "model/sql/parser.h"

namespace alterego::sql {

struct Annotation {
  std::string key, value;
  TokenIndex token = kNoToken;  // of the comment
  friend bool operator==(const Annotation& a, const Annotation& b) {
    return a.key == b.key && a.value == b.value;
  }
};

// The anchors: the name of the table, of the column, of the trigger; and the
// first word of a constraint behind its name. REQUIRES: parsed from a text.
TokenIndex TableAnchor(const Parsed& create);
TokenIndex ColumnAnchor(const Parsed& create, size_t column);
TokenIndex ConstraintAnchor(const Parsed& create, ConstraintRef constraint);
TokenIndex TriggerAnchor(const Parsed& create);

// Those right behind the anchor, in the order of the text.
std::vector<Annotation> AnnotationsAt(const Parsed& parsed, TokenIndex anchor);
std::optional<std::string> FindAnnotation(const Parsed& parsed,
                                          TokenIndex anchor,
                                          std::string_view key);

// The text with that annotation, in the place of the one of that key; `value`
// may be any text: bytes that a comment cannot hold are written as %2A.
// REQUIRES: `key` is of lower case letters and underscores.
std::string WithAnnotation(const Parsed& parsed, TokenIndex anchor,
                           std::string_view key, std::string_view value);
std::string WithoutAnnotation(const Parsed& parsed, TokenIndex anchor,
                              std::string_view key);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_ANNOTATION_H_
