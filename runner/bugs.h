// BugBase: findings and campaign statistics of many campaigns, of any number of
// machines, in one SQLite file.
//
//   absl::StatusOr<BugBase> base = BugBase::Open("alterego.db", Mode::kCreate);
//   base->Record(key, report, samples);      // as often as there is news
//   for (const Bug& bug : *base->Bugs()) ... // one a bucket
//   base->Merge(*other);                     // any order, any number of times
//
// Everything in it only grows: counts by the larger one, first and last cases
// by the smaller and the larger one, cases by the shorter script, notes by
// union. So merging is commutative, associative and idempotent, and a campaign
// that reports twice, or is run again with the same seed, counts once.
//
// No clock: what was before what is told by a number that rises with every
// entry, and by the dates that callers give. Errors are those of
// engines/store.h. Several processes may use one file at once.
#ifndef ALTEREGO_RUNNER_BUGS_H_
#define ALTEREGO_RUNNER_BUGS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engines/store.h"
#include "runner/campaign.h"

namespace alterego {

// What makes two campaigns the same one: their cases are the same.
struct CampaignKey {
  uint64_t seed = 0;
  uint64_t first_case = 0;
  std::string engines;  // specs and build ids
  std::string options;  // weights, limits, program version, ...
  std::string date;     // the caller's; "" is fine
  std::string Id() const;
};

// How far a campaign had come after so many milliseconds.
struct Sample {
  int64_t ms = 0;
  uint64_t cases = 0, statements = 0, alters = 0;
};

struct CampaignRow {
  std::string id, date, engines, options, digest;
  uint64_t order = 0;  // larger: came to this base, or one merged, later
  uint64_t seed = 0, first_case = 0;
  Statistics statistics;
  std::map<std::string, uint64_t> known;
  uint64_t divergences = 0;
  int64_t ms = 0;
  std::vector<Sample> samples;
};

// How one engine answers a bug's case.
struct EngineAnswer {
  std::string engine, build_id;  // "sqlite-3.54.1"
  std::string verdict;    // "holds", "other" (diverges otherwise), "agrees",
                          // "unasked" (the engine could not be asked)
  std::string signature;  // of what diverges; "" if nothing does
  std::string answer;     // what it said to the marked statement
  friend bool operator==(const EngineAnswer&, const EngineAnswer&) = default;
};

// The shortest script that shows a signature.
struct BugCase {
  std::string signature, kind, form, rule;
  std::string text;       // the .sql file, whole
  std::string statement;  // the one that diverges
  std::string expected_from, actual_from, expected, actual;
  std::string answers;  // of every lane, a line each
  std::vector<Difference> differences;
  uint64_t count = 0;  // of this signature
  size_t statements = 0;
  std::vector<EngineAnswer> engines;  // oldest first, if they were asked
};

struct BugEvent {
  uint64_t order = 0;
  std::string kind;  // "note", "close", "reopen"
  std::string date, text;
};

struct Bug {
  std::string id;   // BucketId
  std::string key;  // BucketKey
  // "open", "closed", or "back": closed, and met by a later campaign.
  std::string status = "open";
  uint64_t count = 0;  // of all its signatures, in all campaigns
  struct Seen {
    uint64_t order = 0;  // of the campaign
    std::string date, campaign;
    uint64_t case_index = 0;
  };
  Seen first, last;
  uint64_t campaigns = 0;
  std::vector<BugCase> cases;    // the shortest first; one a signature
  std::vector<BugEvent> events;  // in order
};

class BugBase {
 public:
  using Mode = Store::Mode;
  static absl::StatusOr<BugBase> Open(const std::string& path, Mode mode);

  // What the campaign knows so far, in one transaction, with what
  // CampaignOptions::resume takes. The paths of its files are left out.
  absl::Status Record(const CampaignKey& key, const CampaignReport& report,
                      const std::vector<Sample>& samples);
  // How far this very campaign had come here; nullopt if it never was.
  absl::StatusOr<std::optional<CampaignReport>> Progress(
      const CampaignKey& key);

  // The buckets: open ones first, each half by how often they were met.
  absl::StatusOr<std::vector<Bug>> Bugs();
  // By its id or the start of it. kNotFound and kInvalidArgument (several) name
  // the ids there are.
  absl::StatusOr<Bug> Find(std::string_view id);
  absl::StatusOr<std::vector<CampaignRow>> Campaigns();

  // kind: "note", "close", "reopen".
  absl::Status AddEvent(const std::string& bug, const std::string& kind,
                        const std::string& date, const std::string& text);
  absl::Status AddAnswers(const BugCase& bug_case,
                          const std::vector<EngineAnswer>& answers);

  absl::Status Merge(BugBase& other);
  // Everything but the progress of campaigns, as text: two bases that say the
  // same have the same.
  absl::StatusOr<std::string> Dump();

 private:
  explicit BugBase(Store store) : store_(std::move(store)) {}
  absl::StatusOr<int64_t> NextOrder();
  absl::Status PutCampaign(const CampaignKey& key,
                           const CampaignReport& report);
  absl::Status PutSignatures(const std::string& id,
                             const CampaignReport& report);
  absl::Status PutFinding(const Finding& finding);
  absl::Status PutRow(size_t table, const Row& row);
  absl::Status ReadSightings(std::map<std::string, Bug>* bugs,
                             std::map<std::string, uint64_t>* counts);

  Store store_;
};

// "sqlite-3.40.1 sqlite-3.54.1" oldest first: by the number behind the dash.
bool EngineNameLess(std::string_view a, std::string_view b);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_BUGS_H_
