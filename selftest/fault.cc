#include "selftest/fault.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "runner/finding.h"
#include "selftest/lies.h"
#include "selftest/mutants.h"

namespace alterego::selftest {

namespace {

std::vector<std::string> EnginesOf(std::string_view family) {
  if (family != "full") return {"sqlite", "rebuild"};
  return {"rebuild:mode=full", "rebuild:mode=full:strategy=rebuild"};
}

Fault FaultOf(const Lie& lie) {
  Fault fault;
  fault.family = "engine";
  fault.name = std::string(lie.name);
  fault.what = std::string(lie.what);
  if (lie.spoiler != nullptr) {
    fault.what += lie.spoiling == Lie::Spoiling::kWritten
                      ? ", and the schema says so"
                      : ", only in memory";
  }
  fault.engines = EnginesOf(fault.family);
  fault.lie = &lie;
  return fault;
}

}  // namespace

std::vector<Fault> EngineFaults() {
  std::vector<Fault> out;
  for (const Lie& lie : Lies()) out.push_back(FaultOf(lie));
  return out;
}

std::vector<Fault> FullFaults() {
  std::vector<Fault> out;
  for (const Lie& lie : Lies()) {
    // The others are about forms that SQLite has, and about its answers.
    if (lie.spoiler == nullptr && lie.spoils_rows.empty()) continue;
    Fault fault = FaultOf(lie);
    fault.family = "full";
    fault.engines = EnginesOf(fault.family);
    out.push_back(std::move(fault));
  }
  return out;
}

absl::StatusOr<std::vector<Fault>> SqliteFaults(const std::string& folder) {
  const std::string path = folder + "/mutants.tsv";
  const absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) {
    return absl::NotFoundError(absl::StrFormat(
        "%s: there are no mutants of SQLite; scripts/mutants makes them",
        folder));
  }
  std::vector<Fault> out;
  for (const absl::string_view line :
       absl::StrSplit(*text, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (fields.size() != 4) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": not name, place, what, equivalent: ", line));
    }
    Fault fault;
    fault.family = "sqlite";
    fault.name = fields[0];
    fault.place = fields[1];
    fault.what = fields[2];
    fault.equivalent = fields[3];
    const std::string library =
        absl::StrCat("sqlite:", folder, "/libsqlite3.so");
    fault.engines = {library, "rebuild@" + library};
    fault.mutant = fields[0];
    out.push_back(std::move(fault));
  }
  return out;
}

std::vector<Fault> OwnFaults() {
  std::vector<Fault> out;
  for (const Mutant& mutant : OwnMutants()) {
    const std::string name(mutant.name);
    Fault fault;
    fault.family = name.substr(0, name.find('.'));
    fault.name = name.substr(name.find('.') + 1);
    fault.place = std::string(mutant.place);
    fault.what = std::string(mutant.what);
    fault.equivalent = std::string(mutant.equivalent);
    fault.engines = EnginesOf(fault.family);
    fault.mutant = name;
    out.push_back(std::move(fault));
  }
  return out;
}

}  // namespace alterego::selftest
