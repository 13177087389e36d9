// Early returns for absl::Status and absl::StatusOr (the packaged Abseil has
// none).
//
//   ALTEREGO_RETURN_IF_ERROR(engine.Reopen());
//   ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome, engine.Execute(sql));
#ifndef ALTEREGO_BASE_STATUS_MACROS_H_
#define ALTEREGO_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define ALTEREGO_RETURN_IF_ERROR(expression)                                \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define ALTEREGO_CONCAT_INNER_(a, b) a##b
#define ALTEREGO_CONCAT_(a, b) ALTEREGO_CONCAT_INNER_(a, b)
#define ALTEREGO_ASSIGN_OR_RETURN(lhs, expression)                       \
  ALTEREGO_ASSIGN_OR_RETURN_(ALTEREGO_CONCAT_(statusor_, __LINE__), lhs, \
                             expression)
#define ALTEREGO_ASSIGN_OR_RETURN_(statusor, lhs, expression) \
  auto statusor = (expression);                               \
  if (!statusor.ok()) return std::move(statusor).status();    \
  lhs = std::move(statusor).value()

#endif  // ALTEREGO_BASE_STATUS_MACROS_H_
