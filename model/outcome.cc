#include "model/outcome.h"

#include "base/overloaded.h"

namespace alterego {
namespace {

// In the order of Reason.
constexpr std::string_view kReasonNames[] = {
    "syntax",
    "no_such_table",
    "no_such_column",
    "no_such_index",
    "no_such_view",
    "no_such_trigger",
    "no_such_function",
    "no_such_collation",
    "no_such_constraint",
    "no_such_savepoint",
    "no_such_module",
    "unknown_database",
    "ambiguous_column",
    "name_taken",
    "duplicate_column",
    "reserved_name",
    "may_not_be_altered",
    "is_view",
    "is_virtual",
    "key_column",
    "last_column",
    "rowid_alias",
    "add_primary_key",
    "add_unique",
    "add_not_null",
    "add_references",
    "add_non_constant",
    "add_stored",
    "default_not_constant",
    "constraint_exists",
    "constraint_may_not_drop",
    "constraint_violated",
    "type_mismatch_default",
    "bad_definition",
    "prohibited",
    "circular_view",
    "width_mismatch",
    "read_only",
    "not_null",
    "check",
    "unique",
    "foreign_key",
    "foreign_key_mismatch",
    "datatype",
    "mismatch",
    "raise",
    "trigger_recursion",
    "transaction_state",
    "not_authorized",
    "too_many",
    "generated_write",
    "logic_error",
    "busy",
    "corrupt",
    "not_supported",
    "unclassified",
};
static_assert(std::size(kReasonNames) == kReasonCount);

}  // namespace

std::string_view ReasonName(Reason reason) {
  return kReasonNames[static_cast<size_t>(reason)];
}

std::string Describe(const Outcome& outcome) {
  return std::visit(
      Overloaded{
          [](const Accepted&) -> std::string { return "accepted"; },
          [](const Refused& refused) {
            std::string out = "refused (";
            out += ReasonName(refused.reason);
            if (refused.extended_code > 1) {
              out += ", code " + std::to_string(refused.extended_code);
            }
            return out + "): " + refused.message;
          },
          [](const Lost& lost) {
            std::string out = "lost (";
            switch (lost.how) {
              case Lost::How::kCrash:
                out += "crash";
                break;
              case Lost::How::kTimeout:
                out += "timeout";
                break;
              case Lost::How::kProtocol:
                out += "protocol";
                break;
            }
            out += ")";
            if (!lost.detail.empty()) out += ": " + lost.detail;
            return out;
          },
      },
      outcome);
}

bool Prediction::Allows(const Outcome& outcome) const {
  if (std::holds_alternative<Lost>(outcome)) return false;
  if (!predicted) return true;
  const auto* refused = std::get_if<Refused>(&outcome);
  if (refused == nullptr) return may_accept;
  for (const Refusal& refusal : may_refuse) {
    if (refusal.reason == refused->reason &&
        (refusal.message.empty() || refusal.message == refused->message)) {
      return true;
    }
  }
  return false;
}

std::string Prediction::ToString() const {
  std::string out;
  if (!predicted) {
    out = "anything";
  } else {
    if (may_accept) out = "accepted";
    for (const Refusal& refusal : may_refuse) {
      if (!out.empty()) out += " or ";
      out += "refused (";
      out += ReasonName(refusal.reason);
      out += ")";
      if (!refusal.message.empty()) out += ": " + refusal.message;
    }
    if (out.empty()) out = "nothing";
  }
  if (!rule.empty()) {
    out += " [";
    out += rule;
    out += "]";
  }
  return out;
}

}  // namespace alterego
