// Divergence: what happened is not what should have happened.
//
// Its signature names the bug, not the occurrence: kind, form, rule or reasons,
// what differs, and who disagrees, with every name and literal left out. The
// reducer keeps it fixed; buckets and known differences go by it.
#ifndef ALTEREGO_ORACLE_DIVERGENCE_H_
#define ALTEREGO_ORACLE_DIVERGENCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/outcome.h"
#include "oracle/compare.h"

namespace alterego {

struct Divergence {
  enum class Kind : uint8_t {
    kOutcome,    // accepted, refused or the reason is not as predicted
    kMessage,    // the reason is right, the wording is not
    kSchema,     // schema, xinfo, indexes, fks, tables
    kRows,       // rows, views
    kIntegrity,  // integrity_check, foreign_key_check
    kProbe,      // a probe INSERT or UPDATE is answered otherwise
    kReopen,     // differs after reopen
    kFresh,      // a database created afresh from the shadow differs
    kLost,       // crash, hang, protocol
    kCross,      // another engine reads the file otherwise
  };
  Kind kind = Kind::kOutcome;
  size_t step = 0;             // index into Script::steps
  std::string statement_kind;  // "drop_column", "create_view"
  std::string expected_from;   // "shadow" or an engine's spec
  std::string actual_from;     // an engine's spec
  std::string rule;            // Prediction::rule of the step
  std::string expected;        // Prediction or Outcome in words
  std::string actual;
  std::vector<Difference> differences;

  // "outcome/drop_column/drop_column.key/expected:accepted/actual:refused:
  // no_such_column/sqlite": letters, digits and / : . _ - only.
  std::string Signature() const;
};
std::string_view KindName(Divergence::Kind kind);

}  // namespace alterego

#endif  // ALTEREGO_ORACLE_DIVERGENCE_H_
