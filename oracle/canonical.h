// Canonical: what the texts of a schema say, without how they are spelled. The
// full dialect promises what a table is afterwards, not where its blanks stand.
//
//   CanonicalSql("create table t( a int -- the key\n ,b)")
//       // CREATE TABLE "t"("a" "int", "b")
//
// Blanks, comments, quotes, the case of keywords and the places of a column's
// clauses go, the order of clauses of one kind stays. Annotations
// (docs/dialect.md) are told behind the text. A text that the grammar does not
// know stays as it is.
#ifndef ALTEREGO_ORACLE_CANONICAL_H_
#define ALTEREGO_ORACLE_CANONICAL_H_

#include <map>
#include <string>
#include <string_view>

#include "model/observation.h"

namespace alterego {

std::string CanonicalSql(std::string_view sql);

// Remembers texts: a case looks at the same ones after every statement.
class Canonical {
 public:
  // The sections "schema D" with their lines sorted; with canonical texts, too,
  // if `texts`. All others stay.
  Observation Of(const Observation& observation, bool texts);

 private:
  const std::string& LineOf(std::string_view line);

  std::map<std::string, std::string, std::less<>> lines_;
};

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_CANONICAL_H_
