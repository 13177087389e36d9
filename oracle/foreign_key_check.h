// PRAGMA foreign_key_check from the shadow's rows.
#ifndef ALTEREGO_ORACLE_FOREIGN_KEY_CHECK_H_
#define ALTEREGO_ORACLE_FOREIGN_KEY_CHECK_H_

#include "model/observation.h"
#include "shadow/state.h"

namespace alterego {

// The section "fk_check D": the violations, a refusal (foreign key mismatch),
// or kUnavailable where a value cannot be computed.
Section ForeignKeyCheck(const shadow::Database& database,
                        const Dialect& dialect);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_FOREIGN_KEY_CHECK_H_
