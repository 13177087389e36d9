// What SQLite makes of a table's text, where the full mode has to know it:
// affinities, keys, and the questions that a constraint asks of rows.
#ifndef ALTEREGO_REBUILD_FULL_FACTS_H_
#define ALTEREGO_REBUILD_FULL_FACTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// https://sqlite.org/datatype3.html#determination_of_column_affinity
enum class Affinity : uint8_t { kBlob, kText, kNumeric, kInteger, kReal };
Affinity AffinityOf(std::string_view type, bool strict);

// SQL: is a REAL a number that CAST makes the same INTEGER of?
std::string IsWholeReal(const std::string& real);
// SQL: may `value` be stored as that type? After SQLite's own conversion, an
// INT must be an integer, a REAL a number, a TEXT text. Types of NUMERIC
// affinity whose name speaks of no number (DATE, ...) take text, too.
std::string FitsSql(const std::string& value, std::string_view type,
                    bool strict);

// Of values that only the new table can tell, wanted before there is one.
absl::Status RefuseInexact();

// The CREATE TABLE of another name, which also qualifies its columns. `schema`:
// "" for a stored text.
std::string CreateAs(const sql::Parsed& create, const std::string& schema,
                     const std::string& name);

// " INT" and " DEFAULT 7", or "": as a table of ours, never STRICT, has them.
std::string TypeOf(const CreateTable& table, size_t column);
std::string DefaultOf(const sql::Parsed& parsed, const Column& column);

// The indexes that SQLite keeps for PRIMARY KEY and UNIQUE, told by the places
// of their columns: equal texts mean equal indexes. `places` translates them.
std::vector<std::string> KeyTexts(const CreateTable& table,
                                  const std::vector<int>& places);
// The columns of a key; positions in `table`, unknown ones left out.
std::vector<size_t> KeyColumns(const CreateTable& table,
                               const std::vector<IndexedColumn>& keys);
std::string CollationOf(const Column& column);  // "BINARY" by default

// Questions, added to state.checks.
void CheckNotNull(State& state, size_t column);
void CheckFits(State& state, size_t column, const std::string& value,
               const std::string& type, const std::string& hint);
// `expr`: over the old row, told from `node`. `name`: how the constraint is
// called.
void CheckHolds(State& state, const std::string& name, const std::string& expr,
                const sql::Node& node);
void CheckUnique(State& state, const std::string& name,
                 const std::vector<size_t>& columns,
                 const std::vector<IndexedColumn>& keys);
// Refuses a parent without a key, and columns that are not there.
absl::Status CheckForeignKey(State& state, const std::string& name,
                             const std::vector<size_t>& columns,
                             const ReferencesClause& references, bool rows);

// The same for all constraints in the definition of a column, whose tokens are
// in the ALTER.
absl::Status CheckColumnRules(State& state, size_t column,
                              const Column& definition);

// "t(a, b)"
std::string ColumnList(const State& state, const std::vector<size_t>& columns);
// Is the expression a constant that SQLite can read for rows that lack it?
bool IsLiteralDefault(const sql::Node& expr);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_FACTS_H_
