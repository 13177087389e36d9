// Runs an ALTER TABLE of the full mode on a database and looks at what it left.
#ifndef ALTEREGO_TESTS_REBUILD_FULL_CASES_H_
#define ALTEREGO_TESTS_REBUILD_FULL_CASES_H_

#include <string>

#include "rebuild/rebuild.h"
#include "tests/rebuild/side_by_side.h"

namespace alterego::rebuild {

struct FullCase {
  const char* name;
  const char* setup;
  const char* alter;
  // The text of the table, or, where `rows` is nullptr, what the refusal says.
  const char* expected;
  const char* rows;  // "1|'x'|NULL;2|..." in the order of rowid or key
  const char* table = "t";
  const char* others = nullptr;  // "index i, view v": what else there is
};

// "ok", or the refusal, or "error: ..." for what is neither.
std::string AlterFull(const TestDatabase& database, const std::string& sql,
                      Options options);
std::string AlterFull(const TestDatabase& database, const std::string& sql);

std::string TextOf(const TestDatabase& database, const std::string& table);
// With storage classes: 1, 1.0, 'x', x'00', NULL.
std::string RowsOf(const TestDatabase& database, const std::string& table);
// All that SQL can see, but for the order of sqlite_schema.
std::string Look(const TestDatabase& database);
// integrity_check, and every difference from a database that is made from the
// same texts and rows; "" is good.
std::string Unlike(const TestDatabase& database);

// Runs the case, with gtest's expectations.
void RunFullCase(const FullCase& c, Strategy strategy);

// One value, or what is wrong; "" for NULL and no row.
std::string Value(const TestDatabase& database, const std::string& sql);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_TESTS_REBUILD_FULL_CASES_H_
