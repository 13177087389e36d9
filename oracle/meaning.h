// What a schema means, for engines that do not keep or show it in SQLite's own
// words: Turso stores what its printer makes of a statement.
//
//   Meanings meanings({"autoindexes"});
//   Observation a = meanings.Of(expected), b = meanings.Of(observed);
//   Compare(a, b);     // CREATE TABLE t(a,CHECK(a<>1)) = create table "t" (..)
//
// Left out: blanks, comments, quotes that need not be, the order of a column's
// clauses, whether a constraint of one column stands behind the column or
// behind all of them, the words of TEMP and IF NOT EXISTS, optional words, the
// order of objects. Text that cannot be read stays, marked as such. In the
// sections "xinfo" defaults are read likewise.
//
// A mask takes a detail out of the comparison. Each is an entry of a profile
// (engines/profiles), with a probe that shows the difference:
//   autoindexes - the indexes of UNIQUE and PRIMARY KEY, and their names
//   default_values - what the probe INSERT DEFAULT VALUES does: it is not asked
//   fk_check - the sections "fk_check"
//   fk_order - the numbers of foreign keys
//   index_keys - what "index" says of keys that are no columns
//   internal - objects whose name begins with __
//   name_case - the case of the names of objects
//   null_names - NULL and '' in the sections "index" and "fks"
//   tables - the section "tables"
//   temp_integrity - the section "integrity temp"
//   type_arguments - the (5,2) of types in "xinfo"
//   type_case - the case of types, in "schema" and "xinfo"
//   view_strings - the quotes of 'x' and "x" in views
#ifndef ALTEREGO_ORACLE_MEANING_H_
#define ALTEREGO_ORACLE_MEANING_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/observation.h"
#include "oracle/compare.h"

namespace alterego {

// What of a statement counts for nothing.
struct MeaningOptions {
  bool fold_types = false;    // the case of the types of columns
  bool view_strings = false;  // whether a view has 'x' or "x"
};

// One statement in canonical form, names in lower case.
std::string MeaningOf(std::string_view sql, const MeaningOptions& options = {});

// Puts the clauses that only one side has into the section's name, so that the
// signature tells one loss from another: "schema main" becomes
// "schema-lost-collate main"; and "schema-new-name main" where the texts are
// the same, but not the names in front of them.
void NameWhatDiffers(Difference* difference);

// "rows main.t" becomes "rows-rowids main.t" where the rows are the same but
// for the rowids that stand in front of them. `expected` tells by its section
// "xinfo" whether rowids do.
void NameChangedRowids(const Observation& expected, Difference* difference);

// Remembers what it has worked out.
class Meanings {
 public:
  explicit Meanings(std::vector<std::string> masks)
      : masks_(std::move(masks)) {}
  Observation Of(const Observation& all);
  // Without what a mask hides, and the rest in the engine's own words: what a
  // shadow can go on from.
  Observation Shown(const Observation& all) const;
  static const std::vector<std::string>& AllMasks();

 private:
  bool Masks(std::string_view mask) const;
  bool HidesSection(std::string_view name) const;
  bool HidesRow(std::string_view kind,
                const std::vector<std::string_view>& cells) const;
  std::string Row(std::string_view kind, std::string_view row) const;
  void Change(std::string_view kind, std::vector<std::string>* cells) const;
  std::string TextOf(std::string_view kind, std::string_view text) const;

  std::vector<std::string> masks_;
  std::map<std::string, std::string, std::less<>> known_;
};

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_MEANING_H_
