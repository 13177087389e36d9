// What only an older SQLite accepts: there a word was no keyword yet.
//
//   ReadByOlder("CREATE TABLE t(returning)", {3, 31, 1})   // a CreateTable
#ifndef ALTEREGO_MODEL_SQL_OLDER_H_
#define ALTEREGO_MODEL_SQL_OLDER_H_

#include <optional>
#include <string_view>

#include "model/sql/parser.h"

namespace alterego::sql {

// The statement that SQLite `version` makes of a text that the newest refuses
// with `error`; nullopt if it refuses the text, too.
std::optional<Parsed> ReadByOlder(std::string_view text,
                                  const SyntaxError& error,
                                  SqliteVersion version);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_OLDER_H_
