// A bug of the bug base in words, and as JSON.
#ifndef ALTEREGO_CLI_BUGS_TEXT_H_
#define ALTEREGO_CLI_BUGS_TEXT_H_

#include <string>
#include <vector>

#include "runner/bugs.h"

namespace alterego::cli {

// Where the verbs look for the bug base, if nobody says otherwise.
inline constexpr char kDefaultBugs[] = "alterego.db";

// "rows-drop_column-1f3a9c02  open    12 times  3 statements  rows/..."
std::string BugLine(const Bug& bug);
std::string BugText(const Bug& bug);
// Every engine's answer, and where it changed.
std::string BisectText(const BugCase& bug_case,
                       const std::vector<EngineAnswer>& answers);
// One object; an array of them.
std::string BugJson(const Bug& bug);
std::string BugsJson(const std::vector<Bug>& bugs);

}  // namespace alterego::cli

#endif  // ALTEREGO_CLI_BUGS_TEXT_H_
