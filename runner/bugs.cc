#include "runner/bugs.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "model/version.h"
#include "nlohmann/json.hpp"
#include "runner/bucket.h"
#include "runner/wire.h"

namespace alterego {
namespace {

// "alte", as SQLite's own list of application ids has it: four letters.
constexpr int32_t kApplicationId = 0x616c7465;

constexpr char kSchema[] = R"sql(
CREATE TABLE campaign(
  id TEXT PRIMARY KEY, clock INTEGER NOT NULL, date TEXT NOT NULL,
  seed TEXT NOT NULL, first_case INTEGER NOT NULL, engines TEXT NOT NULL,
  options TEXT NOT NULL, cases INTEGER NOT NULL, statements INTEGER NOT NULL,
  alters INTEGER NOT NULL, accepted INTEGER NOT NULL, refused INTEGER NOT NULL,
  lost INTEGER NOT NULL, unpredicted INTEGER NOT NULL, checks INTEGER NOT NULL,
  skipped INTEGER NOT NULL, divergences INTEGER NOT NULL, ms INTEGER NOT NULL,
  digest TEXT NOT NULL) WITHOUT ROWID;
-- kind: "rule", "outcome" (see runner/session.h), "known".
CREATE TABLE tally(
  campaign TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY(campaign, kind, name)) WITHOUT ROWID;
CREATE TABLE sample(
  campaign TEXT NOT NULL, ms INTEGER NOT NULL, cases INTEGER NOT NULL,
  statements INTEGER NOT NULL, alters INTEGER NOT NULL,
  PRIMARY KEY(campaign, ms, cases, statements, alters)) WITHOUT ROWID;
CREATE TABLE sighting(
  campaign TEXT NOT NULL, signature TEXT NOT NULL, n INTEGER NOT NULL,
  first_case INTEGER NOT NULL, last_case INTEGER NOT NULL,
  PRIMARY KEY(campaign, signature)) WITHOUT ROWID;
-- The shortest script of each signature. differences: JSON, [section,
-- expected, actual] each.
CREATE TABLE finding(
  signature TEXT PRIMARY KEY, kind TEXT NOT NULL, form TEXT NOT NULL,
  rule TEXT NOT NULL, statements INTEGER NOT NULL, bytes INTEGER NOT NULL,
  text TEXT NOT NULL, statement TEXT NOT NULL, expected_from TEXT NOT NULL,
  actual_from TEXT NOT NULL, expected TEXT NOT NULL, actual TEXT NOT NULL,
  answers TEXT NOT NULL, differences TEXT NOT NULL) WITHOUT ROWID;
-- How engines answer a script; script: a number of its text.
CREATE TABLE answer(
  script TEXT NOT NULL, engine TEXT NOT NULL, clock INTEGER NOT NULL,
  build TEXT NOT NULL, verdict TEXT NOT NULL, signature TEXT NOT NULL,
  answer TEXT NOT NULL, PRIMARY KEY(script, engine)) WITHOUT ROWID;
CREATE TABLE event(
  bucket TEXT NOT NULL, clock INTEGER NOT NULL, kind TEXT NOT NULL,
  date TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY(bucket, clock, kind, date, text)) WITHOUT ROWID;
-- Of this file alone: where a campaign goes on after a restart.
CREATE TABLE progress(campaign TEXT PRIMARY KEY, state BLOB NOT NULL)
  WITHOUT ROWID;
)sql";

constexpr StoreFormat kFormat = {"bug base", kApplicationId, 1, kSchema};

// How a row meets the one that is there. The same for one row and for a merge,
// and the result does not depend on which of the two was first.
struct Table {
  const char* name;
  size_t columns;
  const char* on_conflict;
};
enum TableIndex {
  kCampaign,
  kTally,
  kSample,
  kSighting,
  kFinding,
  kAnswer,
  kEvent
};
constexpr Table kTables[] = {
    {"campaign", 19,
     "(id) DO UPDATE SET clock=min(clock, excluded.clock),"
     " digest=CASE WHEN excluded.cases > cases THEN excluded.digest"
     " WHEN excluded.cases = cases THEN max(digest, excluded.digest)"
     " ELSE digest END,"
     " cases=max(cases, excluded.cases),"
     " statements=max(statements, excluded.statements),"
     " alters=max(alters, excluded.alters),"
     " accepted=max(accepted, excluded.accepted),"
     " refused=max(refused, excluded.refused), lost=max(lost, excluded.lost),"
     " unpredicted=max(unpredicted, excluded.unpredicted),"
     " checks=max(checks, excluded.checks),"
     " skipped=max(skipped, excluded.skipped),"
     " divergences=max(divergences, excluded.divergences),"
     " ms=max(ms, excluded.ms)"},
    {"tally", 4, "(campaign, kind, name) DO UPDATE SET n=max(n, excluded.n)"},
    {"sample", 5, "DO NOTHING"},
    {"sighting", 5,
     "(campaign, signature) DO UPDATE SET n=max(n, excluded.n),"
     " first_case=CASE WHEN n = 0 OR excluded.n = 0"
     " THEN max(first_case, excluded.first_case)"
     " ELSE min(first_case, excluded.first_case) END,"
     " last_case=max(last_case, excluded.last_case)"},
    {"finding", 14,
     "(signature) DO UPDATE SET kind=excluded.kind, form=excluded.form,"
     " rule=excluded.rule, statements=excluded.statements,"
     " bytes=excluded.bytes, text=excluded.text,"
     " statement=excluded.statement, expected_from=excluded.expected_from,"
     " actual_from=excluded.actual_from, expected=excluded.expected,"
     " actual=excluded.actual, answers=excluded.answers,"
     " differences=excluded.differences"
     " WHERE (excluded.statements, excluded.bytes, excluded.text,"
     " excluded.answers, excluded.differences, excluded.expected,"
     " excluded.actual, excluded.statement)"
     " < (statements, bytes, text, answers, differences, expected, actual,"
     " statement)"},
    {"answer", 7,
     "(script, engine) DO UPDATE SET clock=excluded.clock,"
     " build=excluded.build, verdict=excluded.verdict,"
     " signature=excluded.signature, answer=excluded.answer"
     " WHERE (excluded.clock, excluded.build, excluded.verdict,"
     " excluded.signature, excluded.answer)"
     " > (clock, build, verdict, signature, answer)"},
    {"event", 5, "DO NOTHING"},
};

Value T(std::string text) { return Value::Text(std::move(text)); }
Value I(uint64_t number) {
  return Value::Integer(static_cast<int64_t>(number));
}
uint64_t U(const Value& value) {
  return value.storage_class() == StorageClass::kInteger
             ? static_cast<uint64_t>(value.integer())
             : 0;
}
std::string S(const Value& value) {
  return value.storage_class() == StorageClass::kText ? value.text() : "";
}

std::string UpsertFrom(const Table& table, std::string_view source) {
  // "WHERE true" tells SQLite's parser that ON begins no join.
  return absl::StrFormat(
      "INSERT INTO main.%s SELECT * FROM %s WHERE true ON "
      "CONFLICT %s",
      table.name, source, table.on_conflict);
}

using Json = nlohmann::ordered_json;

std::string DifferencesJson(const std::vector<Difference>& differences) {
  Json out = Json::array();
  for (const Difference& d : differences) {
    out.push_back({d.section, d.expected, d.actual});
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Difference> DifferencesFrom(const std::string& text) {
  std::vector<Difference> out;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_array()) return out;
  for (const Json& entry : json) {
    if (!entry.is_array() || entry.size() != 3 || !entry[0].is_string() ||
        !entry[1].is_string() || !entry[2].is_string()) {
      continue;
    }
    Difference& d = out.emplace_back();
    d.section = entry[0].get<std::string>();
    d.expected = entry[1].get<std::string>();
    d.actual = entry[2].get<std::string>();
  }
  return out;
}

// The statement that diverges; at the end of a case the last one.
std::string StatementOf(const Finding& finding) {
  const auto& steps = finding.script.steps;
  if (steps.empty()) return "";
  return steps[std::min(finding.divergence.step, steps.size() - 1)].sql;
}

}  // namespace

std::string CampaignKey::Id() const {
  return TextDigest(absl::StrFormat("%x|%d|%s|%s|%s", seed, first_case, engines,
                                    options, date));
}

bool EngineNameLess(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view name) {
    const size_t dash = std::min(name.rfind('-'), name.size());
    const auto version =
        SqliteVersion::Parse(name.substr(std::min(dash + 1, name.size())));
    return std::tuple(name.substr(0, dash), version.value_or(SqliteVersion()),
                      name);
  };
  return key(a) < key(b);
}

absl::StatusOr<BugBase> BugBase::Open(const std::string& path, Mode mode) {
  ALTEREGO_ASSIGN_OR_RETURN(Store store, Store::Open(path, kFormat, mode));
  return BugBase(std::move(store));
}

absl::Status BugBase::PutRow(size_t table, const Row& row) {
  std::string places = "(VALUES(?";
  for (size_t i = 1; i < kTables[table].columns; ++i) places += ",?";
  return store_.Run(UpsertFrom(kTables[table], places + "))"), row);
}

absl::StatusOr<int64_t> BugBase::NextOrder() {
  return store_.Integer(
      "SELECT 1 + max((SELECT coalesce(max(clock), 0) FROM campaign),"
      " (SELECT coalesce(max(clock), 0) FROM event),"
      " (SELECT coalesce(max(clock), 0) FROM answer))");
}

absl::Status BugBase::PutCampaign(const CampaignKey& key,
                                  const CampaignReport& report) {
  const std::string id = key.Id();
  ALTEREGO_ASSIGN_OR_RETURN(const int64_t order, NextOrder());
  const Statistics& s = report.statistics;
  ALTEREGO_RETURN_IF_ERROR(PutRow(
      kCampaign,
      {T(id), I(order), T(key.date), T(absl::StrFormat("0x%x", key.seed)),
       I(key.first_case), T(key.engines), T(key.options), I(s.cases),
       I(s.statements), I(s.alters), I(s.accepted), I(s.refused), I(s.lost),
       I(s.unpredicted), I(s.checks), I(s.sections_skipped),
       I(report.divergences), I(static_cast<uint64_t>(report.seconds * 1000)),
       T(absl::StrFormat("%016x", report.digest))}));
  const auto tally = [&](const char* kind, const auto& counts) {
    for (const auto& [name, count] : counts) {
      ALTEREGO_RETURN_IF_ERROR(
          PutRow(kTally, {T(id), T(kind), T(name), I(count)}));
    }
    return absl::OkStatus();
  };
  ALTEREGO_RETURN_IF_ERROR(tally("rule", s.rules));
  ALTEREGO_RETURN_IF_ERROR(tally("outcome", s.outcomes));
  return tally("known", report.known);
}

absl::Status BugBase::PutSignatures(const std::string& id,
                                    const CampaignReport& report) {
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Sighting& sighting = report.sightings[i];
    ALTEREGO_RETURN_IF_ERROR(PutRow(
        kSighting,
        {T(id), T(report.findings[i].divergence.Signature()), I(sighting.count),
         I(sighting.first_case), I(sighting.last_case)}));
    ALTEREGO_RETURN_IF_ERROR(PutFinding(report.findings[i]));
  }
  return absl::OkStatus();
}

absl::Status BugBase::PutFinding(const Finding& finding) {
  const Divergence& d = finding.divergence;
  size_t bytes = 0;
  for (const Step& step : finding.script.steps) bytes += step.sql.size() + 2;
  return PutRow(
      kFinding,
      {T(d.Signature()), T(std::string(KindName(d.kind))), T(d.statement_kind),
       T(d.rule), I(finding.script.steps.size()), I(bytes),
       T(FindingText(finding)), T(StatementOf(finding)), T(d.expected_from),
       T(d.actual_from), T(d.expected), T(d.actual), T(finding.answers),
       T(DifferencesJson(d.differences))});
}

absl::Status BugBase::Record(const CampaignKey& key,
                             const CampaignReport& report,
                             const std::vector<Sample>& samples) {
  const std::string id = key.Id();
  return store_.Transaction([&]() -> absl::Status {
    ALTEREGO_RETURN_IF_ERROR(PutCampaign(key, report));
    for (const Sample& s : samples) {
      ALTEREGO_RETURN_IF_ERROR(
          PutRow(kSample, {T(id), I(static_cast<uint64_t>(s.ms)), I(s.cases),
                           I(s.statements), I(s.alters)}));
    }
    ALTEREGO_RETURN_IF_ERROR(PutSignatures(id, report));
    return store_.Run("INSERT OR REPLACE INTO progress VALUES(?, ?)",
                      {T(id), Value::Blob(Pack(report))});
  });
}

absl::StatusOr<std::optional<CampaignReport>> BugBase::Progress(
    const CampaignKey& key) {
  std::optional<std::string> state;
  ALTEREGO_RETURN_IF_ERROR(
      store_.ForEachRow("SELECT state FROM progress WHERE campaign=?",
                        {T(key.Id())}, [&](const Row& row) {
                          if (row[0].storage_class() == StorageClass::kBlob) {
                            state = row[0].blob();
                          }
                        }));
  if (!state) return std::optional<CampaignReport>();
  absl::StatusOr<CampaignReport> report = UnpackCampaignReport(*state);
  if (!report.ok()) return report.status();
  return std::optional<CampaignReport>(*std::move(report));
}

absl::Status BugBase::ReadSightings(std::map<std::string, Bug>* bugs,
                                    std::map<std::string, uint64_t>* counts) {
  // In the order of campaigns: by the date that the caller gave, then as they
  // came.
  std::map<std::string, std::set<std::string>> campaigns;
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT s.signature, s.n, s.first_case, s.last_case, c.clock, c.date,"
      " c.id FROM sighting s JOIN campaign c ON c.id = s.campaign"
      " ORDER BY c.date, c.clock, c.id, s.signature",
      {}, [&](const Row& row) {
        const std::string key = BucketKey(S(row[0]));
        Bug& bug = (*bugs)[key];
        bug.key = key;
        bug.id = BucketId(key);
        (*counts)[S(row[0])] += U(row[1]);
        bug.count += U(row[1]);
        campaigns[key].insert(S(row[6]));
        Bug::Seen seen{U(row[4]), S(row[5]), S(row[6]), U(row[2])};
        if (bug.first.campaign.empty()) bug.first = seen;
        if (bug.first.campaign == seen.campaign) {
          bug.first.case_index = std::min(bug.first.case_index, U(row[2]));
        }
        const bool same = bug.last.campaign == seen.campaign;
        seen.case_index =
            same ? std::max(bug.last.case_index, U(row[3])) : U(row[3]);
        bug.last = seen;
      }));
  for (auto& [key, bug] : *bugs) bug.campaigns = campaigns[key].size();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Bug>> BugBase::Bugs() {
  std::map<std::string, Bug> bugs;  // by key
  std::map<std::string, uint64_t> counts;
  ALTEREGO_RETURN_IF_ERROR(ReadSightings(&bugs, &counts));
  std::map<std::string, std::vector<EngineAnswer>> answers;  // by script
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT script, engine, build, verdict, signature, answer FROM answer",
      {}, [&](const Row& row) {
        answers[S(row[0])].push_back(
            {S(row[1]), S(row[2]), S(row[3]), S(row[4]), S(row[5])});
      }));
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT signature, kind, form, rule, statements, text, statement,"
      " expected_from, actual_from, expected, actual, answers, differences"
      " FROM finding ORDER BY statements, bytes, text",
      {}, [&](const Row& row) {
        Bug& bug = bugs[BucketKey(S(row[0]))];
        BugCase& c = bug.cases.emplace_back();
        c.signature = S(row[0]), c.kind = S(row[1]), c.form = S(row[2]);
        c.rule = S(row[3]), c.statements = U(row[4]), c.text = S(row[5]);
        c.statement = S(row[6]), c.expected_from = S(row[7]);
        c.actual_from = S(row[8]), c.expected = S(row[9]);
        c.actual = S(row[10]), c.answers = S(row[11]);
        c.differences = DifferencesFrom(S(row[12]));
        c.count = counts[c.signature];
        c.engines = answers[TextDigest(c.text)];
        std::sort(c.engines.begin(), c.engines.end(),
                  [](const EngineAnswer& a, const EngineAnswer& b) {
                    return EngineNameLess(a.engine, b.engine);
                  });
      }));
  std::map<std::string, std::vector<BugEvent>> events;  // by id
  ALTEREGO_RETURN_IF_ERROR(
      store_.ForEachRow("SELECT bucket, clock, kind, date, text FROM event"
                        " ORDER BY clock, kind, date, text",
                        {}, [&](const Row& row) {
                          events[S(row[0])].push_back(
                              {U(row[1]), S(row[2]), S(row[3]), S(row[4])});
                        }));
  std::vector<Bug> out;
  for (auto& [key, bug] : bugs) {
    bug.events = events[bug.id];
    for (const BugEvent& event : bug.events) {
      if (event.kind == "reopen") bug.status = "open";
      if (event.kind != "close") continue;
      bug.status = bug.last.order > event.order ? "back" : "closed";
    }
    out.push_back(std::move(bug));
  }
  std::stable_sort(out.begin(), out.end(), [](const Bug& a, const Bug& b) {
    const bool a_closed = a.status == "closed", b_closed = b.status == "closed";
    return std::tuple(a_closed, -static_cast<int64_t>(a.count)) <
           std::tuple(b_closed, -static_cast<int64_t>(b.count));
  });
  return out;
}

absl::StatusOr<Bug> BugBase::Find(std::string_view id) {
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Bug> bugs, Bugs());
  std::vector<std::string> ids;
  const Bug* found = nullptr;
  for (const Bug& bug : bugs) {
    if (bug.id == id) return bug;
    if (bug.id.compare(0, id.size(), id) != 0) continue;
    found = &bug;
    ids.push_back(bug.id);
  }
  if (ids.size() == 1) return *found;
  if (ids.empty()) {
    return absl::NotFoundError(
        absl::StrFormat("%s: there is no bug \"%s\" in it: `alterego bugs "
                        "list` names them all",
                        store_.path(), id));
  }
  return absl::InvalidArgumentError(absl::StrFormat(
      "\"%s\" is the start of several bugs: %s", id, absl::StrJoin(ids, ", ")));
}

absl::StatusOr<std::vector<CampaignRow>> BugBase::Campaigns() {
  std::vector<CampaignRow> out;
  std::map<std::string, size_t> at;
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT id, date, engines, options, digest, clock, seed, first_case,"
      " cases, statements, alters, accepted, refused, lost, unpredicted,"
      " checks, skipped, divergences, ms FROM campaign"
      " ORDER BY date, clock, id",
      {}, [&](const Row& row) {
        at[S(row[0])] = out.size();
        CampaignRow& c = out.emplace_back();
        c.id = S(row[0]), c.date = S(row[1]), c.engines = S(row[2]);
        c.options = S(row[3]), c.digest = S(row[4]), c.order = U(row[5]);
        c.seed = std::strtoull(S(row[6]).c_str(), nullptr, 16);
        c.first_case = U(row[7]);
        Statistics& s = c.statistics;
        size_t i = 8;
        for (uint64_t* n : {&s.cases, &s.statements, &s.alters, &s.accepted,
                            &s.refused, &s.lost, &s.unpredicted, &s.checks,
                            &s.sections_skipped, &c.divergences}) {
          *n = U(row[i++]);
        }
        c.ms = static_cast<int64_t>(U(row[i]));
      }));
  const auto of = [&](const Value& id) -> CampaignRow* {
    const auto it = at.find(S(id));
    return it == at.end() ? nullptr : &out[it->second];
  };
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT campaign, kind, name, n FROM tally", {}, [&](const Row& row) {
        CampaignRow* c = of(row[0]);
        if (c == nullptr) return;
        if (S(row[1]) == "rule") c->statistics.rules[S(row[2])] = U(row[3]);
        if (S(row[1]) == "outcome") {
          c->statistics.outcomes[S(row[2])] = U(row[3]);
        }
        if (S(row[1]) == "known") c->known[S(row[2])] = U(row[3]);
      }));
  ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
      "SELECT campaign, ms, cases, statements, alters FROM sample"
      " ORDER BY campaign, ms, cases",
      {}, [&](const Row& row) {
        if (CampaignRow* c = of(row[0])) {
          c->samples.push_back({static_cast<int64_t>(U(row[1])), U(row[2]),
                                U(row[3]), U(row[4])});
        }
      }));
  return out;
}

absl::Status BugBase::AddEvent(const std::string& bug, const std::string& kind,
                               const std::string& date,
                               const std::string& text) {
  return store_.Transaction([&]() -> absl::Status {
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t order, NextOrder());
    return PutRow(kEvent, {T(bug), I(static_cast<uint64_t>(order)), T(kind),
                           T(date), T(text)});
  });
}

absl::Status BugBase::AddAnswers(const BugCase& bug_case,
                                 const std::vector<EngineAnswer>& answers) {
  const std::string script = TextDigest(bug_case.text);
  return store_.Transaction([&]() -> absl::Status {
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t order, NextOrder());
    for (const EngineAnswer& a : answers) {
      ALTEREGO_RETURN_IF_ERROR(PutRow(
          kAnswer, {T(script), T(a.engine), I(static_cast<uint64_t>(order)),
                    T(a.build_id), T(a.verdict), T(a.signature), T(a.answer)}));
    }
    return absl::OkStatus();
  });
}

absl::Status BugBase::Merge(BugBase& other) {
  std::error_code error;
  if (std::filesystem::equivalent(store_.path(), other.store_.path(), error)) {
    return absl::OkStatus();
  }
  ALTEREGO_RETURN_IF_ERROR(
      store_.Run("ATTACH ? AS other", {T(other.store_.path())}));
  const absl::Status merged = store_.Transaction([&]() -> absl::Status {
    for (const Table& table : kTables) {
      ALTEREGO_RETURN_IF_ERROR(
          store_.Run(UpsertFrom(table, absl::StrCat("other.", table.name))));
    }
    return absl::OkStatus();
  });
  const absl::Status detached = store_.Run("DETACH other");
  return merged.ok() ? detached : merged;
}

absl::StatusOr<std::string> BugBase::Dump() {
  std::string out;
  for (const Table& table : kTables) {
    std::string order = "1";
    for (size_t i = 2; i <= table.columns; ++i) absl::StrAppend(&order, ",", i);
    ALTEREGO_RETURN_IF_ERROR(store_.ForEachRow(
        absl::StrFormat("SELECT * FROM %s ORDER BY %s", table.name, order), {},
        [&](const Row& row) {
          out += table.name;
          for (const Value& value : row) out += "|" + value.ToLiteral();
          out += "\n";
        }));
  }
  return out;
}

}  // namespace alterego
