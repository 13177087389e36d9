// Merging corpora and bug bases: whatever is merged, in whatever order and how
// often, gives the same, and every input is in it.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/temporary_folder.h"
#include "runner/bugs.h"
#include "runner/corpus.h"

namespace alterego::property {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<CorpusFile>;

// Few names and contents, so that they meet.
rc::Gen<Files> GenFiles() {
  const auto file = rc::gen::apply(
      [](const std::string& folder, const std::string& name,
         const std::string& extension, const std::string& bytes) {
        return CorpusFile{folder + name + extension, bytes};
      },
      rc::gen::element<std::string>("", "x/"),
      rc::gen::element<std::string>("a", "b", "a-1"),
      rc::gen::element<std::string>(".sql", "", ".txt"),
      rc::gen::element<std::string>("SELECT 1;", "-- c\nSELECT 1;",
                                    "-- alterego: seed=1\nSELECT 1;",
                                    "SELECT 2;", "SELECT 'x", ""));
  return rc::gen::container<Files>(file);
}

Files Both(Files a, const Files& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

RC_GTEST_PROP(MergeCorporaProperty, OrderAndRepetitionDoNotShow, ()) {
  const Files a = *GenFiles(), b = *GenFiles(), c = *GenFiles();
  const Files ab = MergeCorpora(Both(a, b));
  RC_ASSERT(MergeCorpora(Both(b, a)) == ab);
  RC_ASSERT(MergeCorpora(ab) == ab);
  RC_ASSERT(MergeCorpora(Both(ab, a)) == ab);
  RC_ASSERT(MergeCorpora(Both(ab, c)) ==
            MergeCorpora(Both(a, MergeCorpora(Both(b, c)))));
  std::set<std::string> paths;
  for (const CorpusFile& file : ab) RC_ASSERT(paths.insert(file.path).second);
  // Nothing is lost: no input brings in anything new.
  for (const CorpusFile& file : a)
    RC_ASSERT(MergeCorpora(Both(ab, {file})) == ab);
}

RC_GTEST_PROP(RedundantProperty, WhatStaysReachesEverything, ()) {
  const auto sets = *rc::gen::arbitrary<std::vector<std::set<uint8_t>>>();
  std::vector<Measured> scripts;
  std::set<std::string> all, left;
  for (size_t i = 0; i < sets.size(); ++i) {
    Measured& script = scripts.emplace_back();
    script.path = std::to_string(i);
    script.size = i % 3;
    for (const uint8_t place : sets[i]) {
      script.reaches.insert(std::to_string(place % 16));
    }
    all.insert(script.reaches.begin(), script.reaches.end());
  }
  const auto redundant = Redundant(scripts);
  for (const Measured& script : scripts) {
    if (std::binary_search(redundant.begin(), redundant.end(), script.path)) {
      continue;
    }
    left.insert(script.reaches.begin(), script.reaches.end());
  }
  RC_ASSERT(left == all);
}

// One thing that is told to a base.
struct Entry {
  uint64_t seed, cases, count;
  int section, statements;
  int event;  // 0: none
};

Finding FindingOf(const Entry& entry) {
  Finding finding;
  std::string sql;
  for (int i = 0; i < entry.statements; ++i) sql += "SELECT 1;";
  finding.script = *ParseScript(sql + "ALTER TABLE t DROP b;");
  Divergence& d = finding.divergence;
  d.statement_kind = "drop_column";
  d.expected_from = "shadow";
  d.actual_from = "sqlite";
  d.rule = "r";
  d.differences = {{entry.section == 0 ? "rows main.t" : "schema main",
                    "x" + std::to_string(entry.count % 2), ""}};
  return finding;
}

void Tell(BugBase& base, const Entry& entry) {
  CampaignReport report;
  report.statistics.cases = report.next_case = entry.cases;
  report.statistics.rules["r"] = entry.cases;
  report.digest = entry.count;
  report.findings = {FindingOf(entry)};
  report.sightings = {{entry.count, entry.count == 0 ? 0 : entry.cases,
                       entry.count == 0 ? 0 : entry.cases + entry.count}};
  report.reduced = {true};
  const CampaignKey key{entry.seed, 0, "e", "o", ""};
  RC_ASSERT(base.Record(key, report, {{7, entry.cases, 1, 1}}).ok());
  if (entry.event == 0) return;
  const auto bugs = base.Bugs();
  RC_ASSERT(bugs.ok() && !bugs->empty());
  const char* kKinds[] = {"note", "close", "reopen"};
  RC_ASSERT(base.AddEvent((*bugs)[0].id, kKinds[entry.event % 3], "", "").ok());
  RC_ASSERT(
      base.AddAnswers((*bugs)[0].cases[0], {{"sqlite-1", "b", "holds",
                                             std::to_string(entry.count), ""}})
          .ok());
}

rc::Gen<std::vector<Entry>> GenEntries() {
  return rc::gen::resize(
      6, rc::gen::container<std::vector<Entry>>(rc::gen::build<Entry>(
             rc::gen::set(&Entry::seed, rc::gen::inRange<uint64_t>(0, 3)),
             rc::gen::set(&Entry::cases, rc::gen::inRange<uint64_t>(1, 9)),
             rc::gen::set(&Entry::count, rc::gen::inRange<uint64_t>(0, 4)),
             rc::gen::set(&Entry::section, rc::gen::inRange(0, 2)),
             rc::gen::set(&Entry::statements, rc::gen::inRange(0, 3)),
             rc::gen::set(&Entry::event, rc::gen::inRange(0, 4)))));
}

// Where the property's files are; on a disk of memory if there is one, since
// every transaction waits for the disk.
class Folder {
 public:
  Folder()
      : folder_(::access("/dev/shm", W_OK) == 0 ? "/dev/shm"
                                                : testing::TempDir()) {}
  BugBase Open(const std::string& name) const {
    auto base = BugBase::Open(folder_ / name, BugBase::Mode::kCreate);
    RC_ASSERT(base.ok());
    return *std::move(base);
  }
  std::string Merged(const std::vector<std::string>& names,
                     const std::string& into) const {
    BugBase out = Open(into);
    for (const std::string& name : names) {
      BugBase in = Open(name);
      RC_ASSERT(out.Merge(in).ok());
    }
    return *out.Dump();
  }

 private:
  const TemporaryFolder folder_;
};

RC_GTEST_PROP(MergeBugsProperty, OrderAndRepetitionDoNotShow, ()) {
  const Folder folder;
  for (const char* name : {"a", "b", "c"}) {
    BugBase base = folder.Open(name);
    for (const Entry& entry : *GenEntries()) Tell(base, entry);
  }
  const std::string all = folder.Merged({"a", "b", "c"}, "1");
  RC_ASSERT(folder.Merged({"c", "b", "a"}, "2") == all);
  RC_ASSERT(folder.Merged({"a", "b", "c"}, "1") == all);  // a second time
  folder.Merged({"b", "c"}, "bc");
  RC_ASSERT(folder.Merged({"a", "bc"}, "3") == all);
  RC_ASSERT(folder.Merged({"1", "2", "bc"}, "4") == all);
}

}  // namespace
}  // namespace alterego::property
