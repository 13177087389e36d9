// What ALTER TABLE resolves in a trigger, written as a trigger of SELECTs: it
// looks at the names of expressions, sources and targets, and not at whether
// `SET x =` or `INSERT INTO t(x)` name columns that exist.
#ifndef ALTEREGO_REBUILD_TRIGGER_TEXT_H_
#define ALTEREGO_REBUILD_TRIGGER_TEXT_H_

#include <string>

#include "model/schema.h"
#include "model/sql/parser.h"
#include "rebuild/analysis.h"

namespace alterego::rebuild {

// INSERT, UPDATE or DELETE.
std::string TriggerEventSql(const CreateTrigger& trigger);

// [WHEN ..] BEGIN SELECT ..; ... END
std::string TriggerBodySql(const sql::Parsed& parsed,
                           const CreateTrigger& trigger,
                           const TokenTexts& texts);

// Takes INDEXED BY off a source: no index exists in a mirror.
void DropIndexedBy(const sql::Parsed& parsed, const sql::Node& table_ref,
                   TokenTexts* texts);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_TRIGGER_TEXT_H_
