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
// The same for what SQLite knows alone: annotations, and clauses that say what
// holds without them, go, too. Its own ALTER TABLE takes some of these away.
std::string CanonicalMeaning(std::string_view sql);

// Remembers texts: a case looks at the same ones after every statement.
class Canonical {
 public:
  // The sections "schema D" with canonical texts and their lines sorted. All
  // others stay.
  Observation Of(const Observation& observation);
  // The same with texts as CanonicalMeaning() has them.
  Observation MeaningOf(const Observation& observation);

 private:
  using Writer = std::string (*)(std::string_view);
  using Lines = std::map<std::string, std::string, std::less<>>;
  Observation Sorted(const Observation& observation, Writer writer,
                     Lines* lines);

  Lines lines_, meanings_;
};

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_CANONICAL_H_
