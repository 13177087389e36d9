// What a gate found, in the formats that CI systems read.
//
//   WriteFileAtomically("gate.xml", ToJUnit(report));
//
// JUnit XML as Jenkins and GitLab read it; SARIF 2.1.0
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/); GitHub's workflow commands
// (::error file=..::..). Pure functions; whatever a script holds comes out as
// valid text: bytes that the format cannot hold are replaced.
#ifndef ALTEREGO_RUNNER_GATE_REPORT_H_
#define ALTEREGO_RUNNER_GATE_REPORT_H_

#include <string>
#include <string_view>

#include "runner/gate.h"

namespace alterego {

std::string ToJUnit(const GateReport& report);
std::string ToSarif(const GateReport& report, std::string_view tool_version);
// One line a failure.
std::string ToGitHubAnnotations(const GateReport& report);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_GATE_REPORT_H_
