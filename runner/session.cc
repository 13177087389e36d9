#include "runner/session.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "base/temporary_folder.h"
#include "engines/observer_group.h"
#include "engines/registry.h"
#include "model/dot_command.h"
#include "oracle/canonical.h"
#include "oracle/compare.h"
#include "oracle/inverse.h"
#include "oracle/meaning.h"
#include "oracle/probes.h"
#include "oracle/section_text.h"
#include "runner/coverage.h"
#include "runner/import.h"
#include "runner/native.h"
#include "shadow/alter.h"
#include "shadow/dml.h"

namespace alterego {
namespace {

using shadow::Shadow;
using shadow::Verdict;
using ExpectedPtr = std::shared_ptr<const Observation>;

enum class Agreement { kAgrees, kWrongMessage, kWrongOutcome };

// `own_wording`: the engine says no in words and in an order of checks of its
// own, so that only whether it does is held against the prediction.
Agreement Judge(const Prediction& prediction, const Outcome& outcome,
                bool own_wording) {
  if (std::holds_alternative<Lost>(outcome)) return Agreement::kWrongOutcome;
  if (!prediction.predicted) return Agreement::kAgrees;
  const auto* refused = std::get_if<Refused>(&outcome);
  if (refused == nullptr) {
    return prediction.may_accept ? Agreement::kAgrees
                                 : Agreement::kWrongOutcome;
  }
  if (own_wording && !prediction.may_refuse.empty()) return Agreement::kAgrees;
  // It says itself that it has not got this.
  if (own_wording && refused->reason == Reason::kNotSupported) {
    return Agreement::kAgrees;
  }
  Agreement best = Agreement::kWrongOutcome;
  for (const Prediction::Refusal& allowed : prediction.may_refuse) {
    if (allowed.reason != refused->reason) continue;
    if (allowed.message.empty() || allowed.message == refused->message) {
      return Agreement::kAgrees;
    }
    best = Agreement::kWrongMessage;
  }
  return best;
}

bool IsAccepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}

// "accepted", "refused:no_such_column", "lost".
std::string OutcomeWord(const Outcome& outcome) {
  if (const auto* refused = std::get_if<Refused>(&outcome)) {
    return absl::StrFormat("refused:%s", ReasonName(refused->reason));
  }
  return IsAccepted(outcome) ? "accepted" : "lost";
}

// The outcome of a statement that stands in no script, with that statement.
std::string WithSql(const Outcome& outcome, std::string_view what,
                    std::string_view sql) {
  return absl::StrFormat("%s; %s: %s", Describe(outcome), what, sql);
}

// True for statements that leave every schema alone when they are accepted.
bool IsPlainDml(const Step& step) {
  if (step.parsed == nullptr) return false;
  const Statement& s = step.parsed->statement;
  return std::holds_alternative<Insert>(s) ||
         std::holds_alternative<Update>(s) ||
         std::holds_alternative<Delete>(s) || std::holds_alternative<Select>(s);
}

bool IsAlter(const Step& step) {
  const sql::Parsed* read = ReadingOf(step);
  return read != nullptr &&
         (std::holds_alternative<AlterTable>(read->statement) ||
          std::holds_alternative<AlterTableFull>(read->statement));
}

// The statement on one line: control characters as \n, \t, \x01.
std::string OneLine(std::string_view sql) {
  std::string out;
  for (char c : sql) {
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      absl::StrAppendFormat(&out, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// Up to eight bytes as a number, the first the lowest.
uint64_t LittleEndian(const char* bytes, size_t size) {
  uint64_t word = 0;
  if (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, size);
    return word;
  }
  for (size_t i = 0; i < size; ++i) {
    word |= uint64_t{static_cast<uint8_t>(bytes[i])} << (8 * i);
  }
  return word;
}

// A number of what an observation says: two runs that leave different states
// behind have different logs. The same on every machine.
uint32_t Digest(const Observation& observation) {
  uint64_t hash = 0x9e3779b97f4a7c15u;
  const auto mix = [&hash](uint64_t word) {
    hash = (hash ^ word) * 0xd1342543de82ef95u;
    hash ^= hash >> 32;
  };
  const auto add = [&mix](std::string_view text) {
    mix(text.size());
    for (; text.size() >= 8; text.remove_prefix(8)) {
      mix(LittleEndian(text.data(), 8));
    }
    if (!text.empty()) mix(LittleEndian(text.data(), text.size()));
  };
  for (const Section& section : observation.sections) {
    if (section.status == Section::Status::kUnavailable) continue;
    add(section.name);
    add(section.text);
  }
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

std::string_view FirstWord(std::string_view section) {
  return section.substr(0, section.find(' '));
}

// What kind of divergence a section that differs is. The weightiest names the
// whole: schema before rows before integrity.
Divergence::Kind KindOf(const std::vector<Difference>& differences) {
  Divergence::Kind kind = Divergence::Kind::kIntegrity;
  for (const Difference& difference : differences) {
    const std::string_view word = FirstWord(difference.section);
    if (word.substr(0, 4) == "rows" || word == "view") {
      kind = Divergence::Kind::kRows;
    } else if (word != "integrity" && word != "fk_check") {
      return Divergence::Kind::kSchema;
    }
  }
  return kind;
}

// "rows main.t" becomes "rows-triggers main.t" where there are triggers: rows
// may have come out of one.
void NameTriggers(const shadow::World& world, Difference* difference) {
  constexpr std::string_view kRows = "rows ";
  if (!difference->section.starts_with(kRows)) return;
  for (const shadow::DatabasePtr& database : world.now.databases) {
    for (const shadow::ObjectPtr& object : database->objects) {
      if (object->kind != ObjectKind::kTrigger) continue;
      difference->section.insert(kRows.size() - 1, "-triggers");
      return;
    }
  }
}

// True if two shadows expect the same schema and rows: then their engines may
// be held against each other.
bool SameContent(const Observation& a, const Observation& b) {
  if (&a == &b) return true;
  const auto counts = [](const Section& section) {
    return section.name != "connection";
  };
  auto left = a.sections.begin(), right = b.sections.begin();
  while (true) {
    while (left != a.sections.end() && !counts(*left)) ++left;
    while (right != b.sections.end() && !counts(*right)) ++right;
    if (left == a.sections.end() || right == b.sections.end()) {
      return left == a.sections.end() && right == b.sections.end();
    }
    if (!(*left == *right)) return false;
    ++left, ++right;
  }
}

// The sections that the shadow cannot say: only another engine can.
Observation BeyondShadow(const Observation& actual,
                         const Observation& expected) {
  Observation out;
  auto known = expected.sections.begin();
  for (const Section& section : actual.sections) {
    while (known != expected.sections.end() && known->name < section.name) {
      ++known;
    }
    if (known == expected.sections.end() || known->name != section.name ||
        known->status == Section::Status::kUnavailable) {
      out.sections.push_back(section);
    }
  }
  return out;
}

// Only what `keep` says, by the first word of a section's name.
Observation Only(const Observation& all,
                 std::initializer_list<std::string_view> keep) {
  Observation out;
  for (const Section& section : all.sections) {
    const std::string_view word = FirstWord(section.name);
    if (std::find(keep.begin(), keep.end(), word) != keep.end()) {
      out.sections.push_back(section);
    }
  }
  return out;
}

constexpr ObserveOptions kEverything{true, true, true, true, true};

// The statements around the probes, parsed once.
struct ProbeFrame {
  Step savepoint = Step::FromSql("SAVEPOINT alterego_probe");
  Step rollback_to = Step::FromSql("ROLLBACK TO alterego_probe");
  Step release = Step::FromSql("RELEASE alterego_probe");
};
const ProbeFrame& Around() {
  static const auto* const frame = new ProbeFrame;
  return *frame;
}

// What was judged and expected of a world during one step. Both are functions
// of the world alone, and lanes of one version share their worlds as long as
// their engines answer alike: so each is worked out once.
class Judgements {
 public:
  void Clear() {
    verdicts_.clear();
    expected_.clear();
    probes_.clear();
  }
  const Verdict& Judge(const Shadow& shadow, const Step& step) {
    for (const Judged& judged : verdicts_) {
      if (judged.world == shadow.shared_world() && judged.sql == step.sql) {
        return judged.verdict;
      }
    }
    verdicts_.push_back({shadow.shared_world(), step.sql, shadow.Judge(step)});
    return verdicts_.back().verdict;
  }
  // Asks `expecter` for what no other lane has asked for.
  const ExpectedPtr& Expect(const shadow::WorldPtr& world,
                            const ObserveOptions& options, Expecter& expecter) {
    for (const Expected& expected : expected_) {
      if (expected.world == world && expected.options == options) {
        return expected.observation;
      }
    }
    expected_.push_back({world, options,
                         std::make_shared<const Observation>(
                             expecter.Expect(*world, options))});
    return expected_.back().observation;
  }
  const std::vector<Step>& Probes(const shadow::WorldPtr& world,
                                  size_t probes_max, size_t skip) {
    for (const auto& [of, probes] : probes_) {
      if (of == world) return probes;
    }
    probes_.emplace_back(world, ProbesFor(*world, probes_max, skip));
    return probes_.back().second;
  }

 private:
  struct Judged {
    shadow::WorldPtr world;
    std::string sql;
    Verdict verdict;
  };
  struct Expected {
    shadow::WorldPtr world;
    ObserveOptions options;
    ExpectedPtr observation;
  };
  std::deque<Judged> verdicts_;  // references stay good while it grows
  std::deque<Expected> expected_;
  std::deque<std::pair<shadow::WorldPtr, std::vector<Step>>> probes_;
};

// One case, from the empty databases to the checks at its end.
class CaseRun {
 public:
  CaseRun(std::vector<Lane>& lanes, const SessionOptions& options,
          NativeOracle& native)
      : lanes_(lanes),
        options_(options),
        native_(native),
        states_(lanes.size()) {}

  absl::Status Start();
  absl::Status Take(const Step& step);
  absl::Status Finish();
  // The case has ended before its script: nothing more can be checked.
  bool ended() const { return ended_; }
  // Whether the last step has made an engine forget a trigger.
  bool Forgets() const;
  CaseResult& result() { return result_; }

 private:
  // What is known of a lane during one step.
  struct LaneState {
    Verdict verdict;
    Outcome outcome;
    bool wrong = false;  // answered against the prediction
    ExpectedPtr expected = std::make_shared<const Observation>();
    shadow::WorldPtr before;  // this step
    // The earlier lane whose shadow held the same before this step, or -1.
    int twin = -1;
    // Sections of the last observation that nothing was there to compare with:
    // the shadow does not know them, and no other lane had them.
    size_t uncompared = 0;
    std::vector<std::pair<std::string, Outcome>> probes;
  };

  void Beat() {
    if (options_.listener != nullptr) options_.listener->OnActivity();
  }
  std::string_view Name(size_t lane) const {
    return lanes_[lane].engine->info().name;
  }
  bool OwnWording(size_t lane) const {
    return lanes_[lane].engine->info().traits.own_wording;
  }
  // Compares what a lane shows with what it must show.
  std::vector<Difference> CompareWith(size_t lane, const Observation& expected,
                                      const Observation& actual,
                                      size_t* skipped = nullptr) {
    // In the full dialect the spelling of texts is not predicted.
    if (IsFull(lane)) {
      return Compare(canonical_.Of(expected), canonical_.Of(actual), skipped);
    }
    Meanings* meanings = MeaningsOf(lane);
    if (meanings == nullptr) return Compare(expected, actual, skipped);
    const Observation meant = meanings->Of(expected);
    std::vector<Difference> out = Compare(meant, meanings->Of(actual), skipped);
    for (Difference& difference : out) {
      NameWhatDiffers(&difference);
      NameChangedRowids(meant, &difference);
      NameTriggers(lanes_[lane].shadow.world(), &difference);
    }
    return out;
  }
  // nullptr for a lane that is held to SQLite's text.
  Meanings* MeaningsOf(size_t lane) {
    const EngineTraits& traits = lanes_[lane].engine->info().traits;
    if (!traits.own_text && traits.masks.empty()) return nullptr;
    return &meanings_.try_emplace(lane, traits.masks).first->second;
  }
  absl::Status AskHabits();
  Divergence MakeDivergence(Divergence::Kind kind, size_t lane) const;
  void Report(Divergence divergence);
  absl::Status Ask(const Step& step, size_t lane);
  void Count(const Step& step);
  void CountFeatures(const Step& step, bool accepted);
  void CompareUnpredicted(size_t lane);
  // After what leaves a database of which nothing can be said.
  void EndIfBroken();
  bool Twins(size_t lane) const;
  bool IsFull(size_t lane) const {
    return lanes_[lane].shadow.world().dialect.mode == Mode::kFull;
  }
  absl::Status ObserveAll(const ObserveOptions& options);
  void CheckAgainstShadow(size_t lane, Divergence::Kind* forced);
  void CheckAgainstTwin(size_t lane, Divergence::Kind* forced);
  void CheckAgainstTwins(Divergence::Kind* forced);
  void FindTwins();
  absl::Status ReadBack(size_t lane);
  absl::Status Probe(size_t lane);
  absl::Status CheckAlter(const Step& step);
  absl::Status AskNative(size_t lane, const Step& step);
  absl::Status Invert(size_t lane, const Step& step);
  absl::Status RunInverse(size_t lane, const Inverse& inverse,
                          const shadow::World& before, Shadow* copy);
  absl::Status RunProbes(size_t lane, Shadow* copy);
  bool CheckProbe(size_t lane, const Step& probe, const Verdict& verdict,
                  const Outcome& outcome);
  absl::Status Tell(size_t lane, const Step& step, Shadow* copy);
  absl::Status CheckProbeState(size_t lane, const Shadow& shadow,
                               std::string_view when);
  void CompareProbes(size_t lane);
  absl::Status ReopenLane(size_t lane);
  // The database that the world of the end creates afresh.
  struct FreshDatabase {
    shadow::WorldPtr world;
    std::string build_id;
    ExpectedPtr observation;
    ExpectedPtr made;  // what a shadow expects of it, if it followed
  };
  absl::StatusOr<bool> ReadBackScratch(size_t lane, Shadow* shadow);
  absl::StatusOr<FreshDatabase> CreateFresh(size_t lane);
  absl::StatusOr<Engine*> ScratchOf(size_t lane);
  absl::Status CrossRead(size_t lane);
  absl::Status ReadFile(size_t writer, size_t reader, size_t blamed);
  absl::Status Recreate(size_t lane);

  std::vector<Lane>& lanes_;
  const SessionOptions& options_;
  NativeOracle& native_;
  std::vector<LaneState> states_;
  Judgements judgements_;                // of the step under way
  std::map<size_t, Meanings> meanings_;  // by lane
  std::vector<FreshDatabase> fresh_;
  // The worlds before and after reopening, a lane each.
  std::vector<std::pair<shadow::WorldPtr, shadow::WorldPtr>> reopened_;
  CaseResult result_;
  Canonical canonical_;
  bool ended_ = false;
  bool at_end_ = false;  // in the checks behind the last statement
};

absl::Status CaseRun::Start() {
  ALTEREGO_CHECK(!lanes_.empty());
  result_.statistics.cases = 1;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    Lane& lane = lanes_[i];
    Beat();
    ALTEREGO_RETURN_IF_ERROR(lane.engine->Reset());
    const Dialect& dialect = lane.engine->info().dialect;
    lane.shadow = i > 0 && lanes_[0].engine->info().dialect == dialect
                      ? lanes_[0].shadow
                      : Shadow(dialect);
    lane.expecter = Expecter();
    lane.last = Observation();
    states_[i].twin = i == 0 ? -1 : 0;  // all of them are empty
  }
  return AskHabits();
}

// Where lanes are of different builds, what else sets these apart.
absl::Status CaseRun::AskHabits() {
  const Dialect& first = lanes_[0].engine->info().dialect;
  const bool of_one =
      std::all_of(lanes_.begin(), lanes_.end(), [&first](const Lane& lane) {
        return lane.engine->info().dialect == first;
      });
  if (of_one) return absl::OkStatus();
  for (Lane& lane : lanes_) {
    if (lane.habits) continue;
    ALTEREGO_ASSIGN_OR_RETURN(lane.habits, HabitsOf(*lane.engine));
  }
  return absl::OkStatus();
}

Divergence CaseRun::MakeDivergence(Divergence::Kind kind, size_t lane) const {
  Divergence d;
  d.kind = kind;
  const auto& steps = result_.script.steps;
  d.step = steps.empty() ? 0 : steps.size() - 1;
  d.statement_kind =
      steps.empty() ? "none" : std::string(StepKind(steps.back()));
  d.expected_from = "shadow";
  d.actual_from = lanes_[lane].engine->info().spec;
  // At the end nobody knows which statement it was: that the script ended is
  // all there is to say, and the reducer may leave out whichever it likes.
  if (at_end_) d.statement_kind = "end";
  if (!steps.empty() && !at_end_) {
    const LaneState& state = states_[lane];
    d.rule = std::string(state.verdict.prediction.rule);
    d.expected = state.verdict.prediction.ToString();
    d.actual = Describe(state.outcome);
  }
  return d;
}

void CaseRun::Report(Divergence divergence) {
  absl::StrAppendFormat(&result_.log, "  DIVERGENCE %s\n",
                        divergence.Signature());
  for (const Difference& difference : divergence.differences) {
    absl::StrAppendFormat(&result_.log, "    differs: %s\n",
                          OneLine(difference.section));
  }
  if (!result_.divergence) result_.divergence = std::move(divergence);
  if (options_.stop_at_first) ended_ = true;
}

absl::Status CaseRun::Ask(const Step& step, size_t index) {
  Lane& lane = lanes_[index];
  LaneState& state = states_[index];
  const size_t place = result_.script.steps.size() - 1;
  if (options_.listener != nullptr) {
    options_.listener->OnStatement(place, step, index);
  }
  ALTEREGO_ASSIGN_OR_RETURN(state.outcome, lane.engine->Execute(step.sql));
  const Prediction& prediction = state.verdict.prediction;
  absl::StrAppendFormat(&result_.log, "  %s: predicted %s; %s\n", Name(index),
                        OneLine(prediction.ToString()),
                        OneLine(Describe(state.outcome)));
  state.wrong = false;
  if (std::holds_alternative<Lost>(state.outcome)) {
    ++result_.statistics.lost;
    // Triggers that fire each other may take for ever: where nothing was
    // foretold of a statement's rows, its time contradicts nothing.
    const bool slow =
        std::get<Lost>(state.outcome).how == Lost::How::kTimeout &&
        !prediction.predicted && IsPlainDml(step);
    if (!slow) Report(MakeDivergence(Divergence::Kind::kLost, index));
    ended_ = true;  // there is nobody left to ask
    return absl::OkStatus();
  }
  switch (Judge(prediction, state.outcome, OwnWording(index))) {
    case Agreement::kAgrees:
      break;
    case Agreement::kWrongMessage:
      Report(MakeDivergence(Divergence::Kind::kMessage, index));
      break;
    case Agreement::kWrongOutcome:
      state.wrong = true;
      Report(MakeDivergence(Divergence::Kind::kOutcome, index));
      break;
  }
  return absl::OkStatus();
}

void CaseRun::CountFeatures(const Step& step, bool accepted) {
  const Statement& statement = ReadingOf(step)->statement;
  AlterTable alter;
  if (const auto* native = std::get_if<AlterTable>(&statement)) {
    alter = *native;
  } else {  // the table is what counts
    const auto& full = std::get<AlterTableFull>(statement);
    alter.schema = full.schema;
    alter.table = full.table;
  }
  const std::string form(StepKind(step));
  for (std::string_view feature : FeaturesOf(lanes_[0].shadow.world(), alter)) {
    ++result_.statistics.outcomes[absl::StrCat(
        form, "/", std::string(feature), accepted ? "/accepted" : "/refused")];
  }
}

void CaseRun::Count(const Step& step) {
  Statistics& statistics = result_.statistics;
  const Outcome& first = states_[0].outcome;
  if (IsAlter(step)) ++statistics.alters;
  if (IsAccepted(first)) ++statistics.accepted;
  if (std::holds_alternative<Refused>(first)) ++statistics.refused;
  ++statistics
        .outcomes[absl::StrFormat("%s/%s", StepKind(step), OutcomeWord(first))];
  if (IsAlter(step)) CountFeatures(step, IsAccepted(first));
  bool unpredicted = false;
  for (size_t i = 0; i < states_.size(); ++i) {
    const Prediction& prediction = states_[i].verdict.prediction;
    unpredicted |= !prediction.predicted;
    bool seen = false;
    for (size_t j = 0; j < i; ++j) {
      seen |= states_[j].verdict.prediction.rule == prediction.rule;
    }
    if (!seen) ++statistics.rules[std::string(prediction.rule)];
  }
  if (unpredicted) ++statistics.unpredicted;
}

bool CaseRun::Twins(size_t index) const {
  const int twin = states_[index].twin;
  if (twin < 0) return false;
  return lanes_[twin].shadow.world().dialect ==
         lanes_[index].shadow.world().dialect;
}

// Where the shadow cannot tell, engines of one version must still agree.
void CaseRun::CompareUnpredicted(size_t index) {
  const LaneState& state = states_[index];
  if (state.verdict.prediction.predicted || !Twins(index)) return;
  if (state.verdict.prediction.rule == shadow::kRememberedViewRule) return;
  const LaneState& twin = states_[state.twin];
  if (OutcomeWord(state.outcome) == OutcomeWord(twin.outcome)) return;
  // See ForgetReasonsOfViews.
  const bool reasons = !lanes_[index].shadow.world().dialect.dqs_dml;
  if (reasons && std::holds_alternative<Refused>(state.outcome) &&
      std::holds_alternative<Refused>(twin.outcome)) {
    return;
  }
  Divergence d = MakeDivergence(Divergence::Kind::kOutcome, index);
  d.expected_from = lanes_[state.twin].engine->info().spec;
  d.expected = Describe(twin.outcome);
  Report(std::move(d));
}

absl::Status CaseRun::ObserveAll(const ObserveOptions& options) {
  for (size_t i = 0; i < lanes_.size(); ++i) {
    Beat();
    ALTEREGO_ASSIGN_OR_RETURN(lanes_[i].last,
                              lanes_[i].engine->Observe(options));
    states_[i].expected = judgements_.Expect(lanes_[i].shadow.shared_world(),
                                             options, lanes_[i].expecter);
    absl::StrAppendFormat(&result_.log, "  %s: state %08x\n", Name(i),
                          Digest(lanes_[i].last));
  }
  return absl::OkStatus();
}

void CaseRun::CheckAgainstShadow(size_t index, Divergence::Kind* forced) {
  states_[index].uncompared = 0;
  std::vector<Difference> differences =
      CompareWith(index, *states_[index].expected, lanes_[index].last,
                  &states_[index].uncompared);
  ++result_.statistics.checks;
  if (differences.empty()) return;
  Divergence d =
      MakeDivergence(forced != nullptr ? *forced : KindOf(differences), index);
  d.differences = std::move(differences);
  Report(std::move(d));
}

// A connection remembers the columns of a view that it compiled while "x"
// could be a string, until it reads the schema anew. Whoever still remembers
// gets farther: a view that leads through such a one to itself is refused by
// one lane as circular, by the other for the column that there is not.
void ForgetReasonsOfViews(const Observation& expected, Observation& actual) {
  using Status = Section::Status;
  for (Section& section : actual.sections) {
    if (section.status != Status::kRefused) continue;
    if (section.name.rfind("view ", 0) != 0) continue;
    const Section* other = expected.Find(section.name);
    if (other != nullptr && other->status == Status::kRefused) {
      section.text = other->text;
    }
  }
}

void CaseRun::CheckAgainstTwin(size_t index, Divergence::Kind* forced) {
  LaneState& state = states_[index];
  if (state.twin < 0) return;
  const Lane& lane = lanes_[index];
  const Lane& twin = lanes_[state.twin];
  Observation expected = BeyondShadow(twin.last, *states_[state.twin].expected);
  Observation actual = BeyondShadow(lane.last, *state.expected);
  // Two versions word integrity and the columns of views differently; what a
  // view yields is the same in all of them.
  if (!Twins(index)) {
    // A view may hold "x" and mean a string where strings are written so.
    const Dialect& mine = lane.engine->info().dialect;
    const Dialect& other = twin.engine->info().dialect;
    if (mine.dqs_dml != other.dqs_dml || mine.dqs_ddl != other.dqs_ddl) return;
    const std::set<std::string> left_out =
        ViewsToLeaveOut(lane.last, lane.habits.value_or(Habits()) ^
                                       twin.habits.value_or(Habits()));
    for (Observation* all : {&expected, &actual}) {
      *all = Only(*all, {"view", "rows"});
      std::erase_if(all->sections, [&left_out](const Section& section) {
        return left_out.count(section.name) > 0;
      });
    }
  } else if (IsFull(index)) {
    // Every way leaves the same texts behind, byte by byte and in one order.
    expected = twin.last;
    actual = lane.last;
  } else if (!lane.shadow.world().dialect.dqs_dml) {
    ForgetReasonsOfViews(expected, actual);
  }
  const size_t with = MeaningsOf(index) == nullptr ? state.twin : index;
  size_t skipped = 0;
  std::vector<Difference> differences =
      IsFull(index) ? Compare(expected, actual, &skipped)
                    : CompareWith(with, expected, actual, &skipped);
  const size_t shown =
      std::min(actual.sections.size(), expected.sections.size());
  const size_t compared = shown - std::min(shown, skipped);
  for (LaneState* one : {&state, &states_[state.twin]}) {
    one->uncompared -= std::min(one->uncompared, compared);
  }
  ++result_.statistics.checks;
  if (differences.empty()) return;
  Divergence d =
      MakeDivergence(forced != nullptr ? *forced : KindOf(differences), index);
  d.expected_from = twin.engine->info().spec;
  d.differences = std::move(differences);
  Report(std::move(d));
}

// Each lane against the first that held the same; then nothing is left to
// compare with.
void CaseRun::CheckAgainstTwins(Divergence::Kind* forced) {
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    CheckAgainstTwin(i, forced);
  }
  for (LaneState& state : states_) {
    result_.statistics.sections_skipped += state.uncompared;
    state.uncompared = 0;
  }
}

void CaseRun::FindTwins() {
  for (size_t j = 0; j < states_.size(); ++j) {
    states_[j].twin = -1;
    for (size_t i = 0; i < j && states_[j].twin < 0; ++i) {
      if (SameContent(*states_[i].expected, *states_[j].expected)) {
        states_[j].twin = static_cast<int>(i);
      }
    }
  }
}

// The shadow could not say what the statement does: it looks.
absl::Status CaseRun::ReadBack(size_t index) {
  Lane& lane = lanes_[index];
  Meanings* const meanings = MeaningsOf(index);
  absl::StatusOr<shadow::WorldPtr> world =
      ImportWorld(meanings == nullptr ? lane.last : meanings->Shown(lane.last),
                  lane.shadow.world());
  if (!world.ok()) {
    absl::StrAppendFormat(&result_.log, "  %s: cannot be read back: %s\n",
                          Name(index), std::string(world.status().message()));
    ended_ = true;
    return absl::OkStatus();
  }
  lane.shadow = Shadow(*std::move(world));
  states_[index].expected = judgements_.Expect(lane.shadow.shared_world(),
                                               kEverything, lane.expecter);
  return absl::OkStatus();
}

bool CaseRun::Forgets() const {
  return std::any_of(
      states_.begin(), states_.end(), [](const LaneState& state) {
        return state.verdict.prediction.rule == shadow::kForgetsRule &&
               IsAccepted(state.outcome);
      });
}

void CaseRun::EndIfBroken() {
  for (const LaneState& state : states_) {
    if (!shadow::LeavesBroken(state.verdict.prediction.rule)) continue;
    if (!ended_) result_.log += "  the case ends: the database is broken\n";
    ended_ = true;
  }
}

absl::Status CaseRun::Take(const Step& step) {
  judgements_.Clear();
  result_.script.steps.push_back(step);
  ++result_.statistics.statements;
  absl::StrAppendFormat(&result_.log, "[%d] %s\n",
                        result_.script.steps.size() - 1, OneLine(step.sql));
  for (size_t i = 0; i < lanes_.size(); ++i) {
    states_[i].verdict = judgements_.Judge(lanes_[i].shadow, step);
    states_[i].before = lanes_[i].shadow.shared_world();
    if (states_[i].verdict.prediction.rule != shadow::kEndlessRule) continue;
    // An engine would be at it for as long as one likes to wait, or would draw
    // a rowid.
    result_.log +=
        "  not executed: it has no end in sight, or takes a random rowid\n";
    result_.script.steps.pop_back();
    --result_.statistics.statements;
    return absl::OkStatus();
  }
  // Every lane is asked, also behind a divergence: a finding shows them all.
  bool lost = false;
  for (size_t i = 0; i < lanes_.size() && !lost; ++i) {
    ALTEREGO_RETURN_IF_ERROR(Ask(step, i));
    lost = std::holds_alternative<Lost>(states_[i].outcome);
  }
  if (lost) return absl::OkStatus();
  Count(step);
  for (size_t i = 0; i < lanes_.size(); ++i) CompareUnpredicted(i);
  EndIfBroken();
  if (ended_) return absl::OkStatus();

  const bool alter = IsAlter(step);
  ObserveOptions options{!IsPlainDml(step), true, true, false};
  bool read_back = false;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    LaneState& state = states_[i];
    const bool accepted = IsAccepted(state.outcome);
    options.structure |= !accepted;
    options.integrity |= alter && accepted;
    const bool unknown = state.wrong || !state.verdict.prediction.predicted;
    read_back |= unknown;
    if (!unknown) lanes_[i].shadow.Advance(state.verdict, accepted);
  }
  ALTEREGO_RETURN_IF_ERROR(ObserveAll(read_back ? kEverything : options));
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    LaneState& state = states_[i];
    if (!state.wrong && state.verdict.prediction.predicted) {
      CheckAgainstShadow(i, nullptr);
      continue;
    }
    // All sections are compared: the shadow knows none of them yet.
    state.expected = std::make_shared<const Observation>();
    if (!state.wrong && Twins(i) &&
        states_[state.twin].expected->sections.empty()) {
      CheckAgainstTwin(i, nullptr);
    }
  }
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    const LaneState& state = states_[i];
    if (state.wrong || !state.verdict.prediction.predicted) {
      ALTEREGO_RETURN_IF_ERROR(ReadBack(i));
    }
  }
  FindTwins();
  CheckAgainstTwins(nullptr);
  return alter && !ended_ ? CheckAlter(step) : absl::OkStatus();
}

// What only an ALTER is asked for.
absl::Status CaseRun::CheckAlter(const Step& step) {
  // Lanes of one dialect have one shadow: the first speaks for all.
  ALTEREGO_RETURN_IF_ERROR(AskNative(0, step));
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    states_[i].probes.clear();
    if (!IsAccepted(states_[i].outcome)) continue;
    ALTEREGO_RETURN_IF_ERROR(Probe(i));
    CompareProbes(i);
    if (!ended_) ALTEREGO_RETURN_IF_ERROR(Invert(i, step));
  }
  return absl::OkStatus();
}

// Executes a statement of the harness itself, on the engine and the copy.
absl::Status CaseRun::Tell(size_t index, const Step& step, Shadow* copy) {
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome,
                            lanes_[index].engine->Execute(step.sql));
  const Verdict& verdict = judgements_.Judge(*copy, step);
  CheckProbe(index, step, verdict, outcome);
  if (!ended_) copy->Advance(verdict, IsAccepted(outcome));
  return absl::OkStatus();
}

// True if the answer was allowed.
bool CaseRun::CheckProbe(size_t index, const Step& probe,
                         const Verdict& verdict, const Outcome& outcome) {
  absl::StrAppendFormat(&result_.log, "    %s: probe %s: %s\n", Name(index),
                        OneLine(probe.sql), OneLine(Describe(outcome)));
  const bool lost = std::holds_alternative<Lost>(outcome);
  if (lost) {
    ++result_.statistics.lost;
    ended_ = true;
  }
  if (Judge(verdict.prediction, outcome, OwnWording(index)) ==
      Agreement::kAgrees) {
    return true;
  }
  Divergence d = MakeDivergence(
      lost ? Divergence::Kind::kLost : Divergence::Kind::kProbe, index);
  d.rule = std::string(verdict.prediction.rule);
  d.expected = verdict.prediction.ToString();
  d.actual = WithSql(outcome, "probe", probe.sql);
  Report(std::move(d));
  return false;
}

// Rows and schema, against a shadow that went through the probes as well.
absl::Status CaseRun::CheckProbeState(size_t index, const Shadow& shadow,
                                      std::string_view when) {
  Lane& lane = lanes_[index];
  const ObserveOptions options{false, true, false, false};
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(Observation actual, lane.engine->Observe(options));
  std::vector<Difference> differences = CompareWith(
      index, *judgements_.Expect(shadow.shared_world(), options, lane.expecter),
      actual);
  ++result_.statistics.checks;
  if (differences.empty()) return absl::OkStatus();
  Divergence d = MakeDivergence(Divergence::Kind::kProbe, index);
  d.expected = std::string(when);
  d.actual = "another state";
  d.differences = std::move(differences);
  Report(std::move(d));
  return absl::OkStatus();
}

// Runs the probes between two savepoint statements that stay as they are.
absl::Status CaseRun::RunProbes(size_t index, Shadow* copy) {
  Lane& lane = lanes_[index];
  const Shadow start = *copy;
  const size_t frames = start.world().frames.size();
  // Others after the next ALTER: in the end all of them have had their turn.
  const std::vector<std::string>& masks = lane.engine->info().traits.masks;
  const bool no_defaults =
      std::find(masks.begin(), masks.end(), "default_values") != masks.end();
  const size_t skip = options_.probes_max == SessionOptions::kAllProbes
                          ? 0
                          : result_.statistics.alters * options_.probes_max;
  for (const Step& probe : judgements_.Probes(lane.shadow.shared_world(),
                                              options_.probes_max, skip)) {
    if (no_defaults && probe.sql.ends_with(" DEFAULT VALUES")) continue;
    const Verdict& verdict = judgements_.Judge(*copy, probe);
    // What cannot be judged proves nothing, and may be what the shadow gave up
    // on: triggers that multiply rows without end.
    if (!verdict.prediction.predicted) continue;
    // A statement that does this shows it; what follows would hide it.
    if (verdict.prediction.rule == shadow::kMisreadExcludedRule) continue;
    // ON CONFLICT ROLLBACK would end the transaction that the case is in.
    if (verdict.if_refused->frames.size() != frames ||
        verdict.if_accepted->frames.size() != frames) {
      continue;
    }
    Beat();
    ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome, lane.engine->Execute(probe.sql));
    states_[index].probes.emplace_back(probe.sql, outcome);
    const bool allowed = CheckProbe(index, probe, verdict, outcome);
    if (ended_) return absl::OkStatus();
    if (allowed) {
      copy->Advance(verdict, IsAccepted(outcome));
      continue;
    }
    // What it did is not known: back to the savepoint.
    *copy = start;
    ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().rollback_to, copy));
    if (ended_) return absl::OkStatus();
  }
  return CheckProbeState(index, *copy, "what the probes leave");
}

absl::Status CaseRun::Probe(size_t index) {
  if (options_.probes_max == 0) return absl::OkStatus();
  Shadow copy = lanes_[index].shadow;
  ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().savepoint, &copy));
  if (ended_) return absl::OkStatus();
  ALTEREGO_RETURN_IF_ERROR(RunProbes(index, &copy));
  if (ended_) return absl::OkStatus();
  ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().rollback_to, &copy));
  if (ended_) return absl::OkStatus();
  ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().release, &copy));
  if (ended_) return absl::OkStatus();
  return CheckProbeState(index, lanes_[index].shadow,
                         "the state before the probes");
}

// SQLite's own constraint forms mean the same in both dialects.
absl::Status CaseRun::AskNative(size_t index, const Step& step) {
  const LaneState& state = states_[index];
  if (!options_.native || !IsFull(index) || state.wrong ||
      !state.verdict.prediction.predicted) {
    return absl::OkStatus();
  }
  const bool accepted = IsAccepted(state.outcome);
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(
      auto answer,
      native_.Ask(*state.before, step,
                  accepted ? state.verdict.if_accepted.get() : nullptr));
  if (!answer) return absl::OkStatus();
  ++result_.statistics.checks;
  if (!answer->accepts_more && answer->differences.empty()) {
    return absl::OkStatus();
  }
  Divergence d =
      MakeDivergence(answer->accepts_more ? Divergence::Kind::kOutcome
                                          : KindOf(answer->differences),
                     index);
  d.expected_from = answer->spec;
  d.expected = "accepted";
  d.differences = std::move(answer->differences);
  Report(std::move(d));
  return absl::OkStatus();
}

// An ALTER and its inverse leave the database as it was.
absl::Status CaseRun::Invert(size_t index, const Step& step) {
  const LaneState& state = states_[index];
  if (!options_.invert || !IsFull(index) || state.wrong ||
      !state.verdict.prediction.predicted || step.full == nullptr) {
    return absl::OkStatus();
  }
  const auto inverse = InverseOf(*state.before, step.full->statement);
  if (!inverse) return absl::OkStatus();
  Shadow copy = lanes_[index].shadow;
  ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().savepoint, &copy));
  if (ended_) return absl::OkStatus();
  ALTEREGO_RETURN_IF_ERROR(RunInverse(index, *inverse, *state.before, &copy));
  if (ended_) return absl::OkStatus();
  ALTEREGO_RETURN_IF_ERROR(Tell(index, Around().rollback_to, &copy));
  if (ended_) return absl::OkStatus();
  return Tell(index, Around().release, &copy);
}

absl::Status CaseRun::RunInverse(size_t index, const Inverse& inverse,
                                 const shadow::World& before, Shadow* copy) {
  Lane& lane = lanes_[index];
  const Step step = Step::FromSql(inverse.sql);
  const bool predicted = copy->Judge(step).prediction.predicted;
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome, lane.engine->Execute(inverse.sql));
  if (!CheckProbe(index, step, copy->Judge(step), outcome)) {
    return absl::OkStatus();
  }
  if (!predicted || !IsAccepted(outcome)) return absl::OkStatus();
  copy->Advance(copy->Judge(step), true);
  const ObserveOptions options{true, inverse.rows, false, false};
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(Observation actual, lane.engine->Observe(options));
  const auto kept = [&inverse](const Observation& all) {
    const bool texts = inverse.texts;
    return Only(all, {texts ? "schema" : "", texts ? "fks" : "", "xinfo",
                      "indexes", "index", "tables", "rows"});
  };
  std::vector<Difference> differences = CompareWith(
      index, kept(Expecter().Expect(before, options)), kept(actual));
  ++result_.statistics.checks;
  if (differences.empty()) return absl::OkStatus();
  Divergence d = MakeDivergence(Divergence::Kind::kProbe, index);
  d.rule = "inverse";
  d.expected = "the database before, by " + inverse.sql;
  d.actual = "another one";
  d.differences = std::move(differences);
  Report(std::move(d));
  return absl::OkStatus();
}

void CaseRun::CompareProbes(size_t index) {
  if (ended_ || !Twins(index)) return;
  const LaneState& state = states_[index];
  const LaneState& twin = states_[state.twin];
  const size_t count = std::min(state.probes.size(), twin.probes.size());
  for (size_t i = 0; i < count && !ended_; ++i) {
    const auto& [sql, outcome] = state.probes[i];
    const auto& [twin_sql, twin_outcome] = twin.probes[i];
    if (sql != twin_sql) return;
    if (OutcomeWord(outcome) == OutcomeWord(twin_outcome)) continue;
    Divergence d = MakeDivergence(Divergence::Kind::kProbe, index);
    d.expected_from = lanes_[state.twin].engine->info().spec;
    d.expected = Describe(twin_outcome);
    d.actual = WithSql(outcome, "probe", sql);
    Report(std::move(d));
  }
}

absl::StatusOr<Engine*> CaseRun::ScratchOf(size_t index) {
  Lane& lane = lanes_[index];
  if (lane.scratch == nullptr) {
    ALTEREGO_ASSIGN_OR_RETURN(lane.scratch,
                              OpenEngine(lane.engine->info().spec, {}));
  }
  return lane.scratch.get();
}

// The file of an engine in a process of its own is read by the first lane's
// engine, and back.
absl::Status CaseRun::CrossRead(size_t index) {
  if (index == 0 || lanes_[index].engine->File().empty() ||
      !SameContent(*states_[0].expected, *states_[index].expected)) {
    return absl::OkStatus();
  }
  ALTEREGO_RETURN_IF_ERROR(ReadFile(index, 0, index));
  if (ended_) return absl::OkStatus();
  return ReadFile(0, index, index);
}

// What `reader` sees of the file that `writer` wrote, against what it sees of
// its own, which is the same database.
absl::Status CaseRun::ReadFile(size_t writer, size_t reader, size_t blamed) {
  const TemporaryFolder folder;
  if (folder.path().empty()) {
    return absl::UnavailableError("no temporary folder for cross reads");
  }
  Beat();
  const std::string file = folder / "database";
  ALTEREGO_ASSIGN_OR_RETURN(const bool saved,
                            lanes_[writer].engine->SaveTo(file));
  if (!saved) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(Engine* const scratch, ScratchOf(reader));
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(const std::optional<Outcome> opened,
                            scratch->LoadFrom(file));
  if (!opened) return absl::OkStatus();
  ++result_.statistics.checks;
  Divergence d = MakeDivergence(Divergence::Kind::kCross, blamed);
  d.rule = writer == blamed ? "cross.write" : "cross.read";
  d.expected = "accepted";
  d.actual = WithSql(*opened, "reads the file of", Name(writer));
  if (!IsAccepted(*opened)) {
    Report(std::move(d));
    return absl::OkStatus();
  }
  ObserveOptions options = kEverything;
  options.views = false;
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(Observation seen, scratch->Observe(options));
  const auto view = [&](const Section& section) {
    constexpr std::string_view kColumns = "xinfo ";
    return section.name.rfind(kColumns, 0) == 0 &&
           lanes_[reader].last.Find("view " +
                                    section.name.substr(kColumns.size()));
  };
  // A file holds no TEMP objects, and nothing of the connection.
  const auto in_file = [&view](const Observation& all) {
    Observation out = Only(all, {"schema", "xinfo", "indexes", "index", "fks",
                                 "rows", "integrity", "header"});
    // Nor are the columns of views in it, but what each makes of their text.
    std::erase_if(out.sections, [&view](const Section& section) {
      return section.name.find(" main") == section.name.npos || view(section);
    });
    return out;
  };
  d.differences =
      CompareWith(blamed, in_file(lanes_[reader].last), in_file(seen));
  if (!d.differences.empty()) Report(std::move(d));
  return absl::OkStatus();
}

// A switch that a fresh connection of the engine has in that place by itself;
// only SQLite has the command for it.
bool IsSetAlready(std::string_view sql, const Dialect& fresh) {
  const std::optional<SetSwitch> set = ParseSwitch(sql);
  return set && set->on == IsOn(fresh, set->which);
}

bool IsInsert(const Step& step) {
  return step.parsed != nullptr &&
         std::holds_alternative<Insert>(step.parsed->statement);
}

// What changes neither the meaning of later statements nor the rows of other
// tables.
bool LeavesSchema(const Step& step) {
  return IsInsert(step) ||
         (step.parsed != nullptr &&
          std::holds_alternative<CreateIndex>(step.parsed->statement));
}

// What no shadow foretold, as ANALYZE, is read back. False if it cannot be.
absl::StatusOr<bool> CaseRun::ReadBackScratch(size_t index, Shadow* shadow) {
  if (MeaningsOf(index) != nullptr) return false;
  Beat();
  ALTEREGO_ASSIGN_OR_RETURN(const Observation seen,
                            lanes_[index].scratch->Observe(kEverything));
  absl::StatusOr<shadow::WorldPtr> world = ImportWorld(seen, shadow->world());
  if (!world.ok()) return false;
  *shadow = Shadow(*std::move(world));
  return true;
}

// Creates a database from the shadow alone and looks at it. Without an
// observation if that cannot be done, or was not answered as it must be.
absl::StatusOr<CaseRun::FreshDatabase> CaseRun::CreateFresh(size_t index) {
  Lane& lane = lanes_[index];
  FreshDatabase out{lane.shadow.shared_world(), lane.engine->info().build_id,
                    nullptr, nullptr};
  std::vector<std::string> statements = RecreateSql(*out.world);
  std::erase_if(statements, [&lane](const std::string& sql) {
    return IsSetAlready(sql, lane.engine->info().dialect);
  });
  if (statements.empty()) return out;
  ALTEREGO_ASSIGN_OR_RETURN(Engine* const scratch, ScratchOf(index));
  Beat();
  ALTEREGO_RETURN_IF_ERROR(scratch->Reset());
  Shadow shadow(lane.scratch->info().dialect);
  bool predicted = true, rows_known = true;
  for (const std::string& sql : statements) {
    Beat();
    ALTEREGO_ASSIGN_OR_RETURN(Outcome outcome, lane.scratch->Execute(sql));
    const bool accepted = IsAccepted(outcome);
    const Step step = Step::FromSql(sql);
    Prediction expected = Prediction::Accept("fresh");
    bool foretold = false;
    if (predicted) {
      const Verdict verdict = shadow.Judge(step);
      foretold = verdict.prediction.predicted;
      rows_known &= foretold || !IsInsert(step);
      if (foretold) {
        expected = verdict.prediction;
        shadow.Advance(verdict, accepted);
      } else if (accepted && !LeavesSchema(step)) {
        ALTEREGO_ASSIGN_OR_RETURN(predicted, ReadBackScratch(index, &shadow));
      }
    }
    // ALTER lets in what no CREATE and no INSERT does: a CHECK that calls an
    // unknown function, a default of another type in a STRICT table.
    if (!accepted && !foretold && IsInsert(step)) return out;
    if (Judge(expected, outcome, OwnWording(index)) == Agreement::kAgrees) {
      if (!accepted) return out;
      continue;
    }
    Divergence d = MakeDivergence(Divergence::Kind::kFresh, index);
    d.rule = std::string(StepKind(step));
    d.expected = expected.ToString();
    d.actual = WithSql(outcome, "statement", sql);
    Report(std::move(d));
    return out;
  }
  const ObserveOptions options{true, true, false, false};
  ALTEREGO_ASSIGN_OR_RETURN(Observation fresh, lane.scratch->Observe(options));
  out.observation = std::make_shared<const Observation>(std::move(fresh));
  if (predicted && rows_known) {
    out.made = std::make_shared<const Observation>(
        Expecter().Expect(shadow.world(), options));
  }
  return out;
}

// Of what lists the tables of all databases, those that a fresh one has.
void LeaveOutAttached(Section* section) {
  if (section->name != "tables") return;
  std::string kept;
  for (const std::string_view row : RowsOf(section->text)) {
    const std::string_view schema = CellsOf(row)[0];
    if (schema != "'main'" && schema != "'temp'") continue;
    kept.append(row).push_back('\n');
  }
  section->text = std::move(kept);
}

// A database created from the shadow alone must look the same. The engine is
// the judge of both, so that the shadow's own texts are under test as well.
absl::Status CaseRun::Recreate(size_t index) {
  Lane& lane = lanes_[index];
  // No ALTER is needed for it: so two engines over one build of SQLite, with
  // one world, create one database.
  const std::string& build = lane.engine->info().build_id;
  auto made = std::find_if(fresh_.begin(), fresh_.end(),
                           [&](const FreshDatabase& other) {
                             return !build.empty() && other.build_id == build &&
                                    other.world == lane.shadow.shared_world();
                           });
  if (made == fresh_.end()) {
    ALTEREGO_ASSIGN_OR_RETURN(FreshDatabase created, CreateFresh(index));
    made = fresh_.insert(fresh_.end(), std::move(created));
  }
  const FreshDatabase& fresh = *made;
  if (fresh.observation == nullptr) return absl::OkStatus();
  // The new connection's own state is none of the database's; nor are the
  // columns of views, which SQLite works out once and keeps until the schema
  // is read anew, whatever comes between (sqlite3ViewGetColumnNames).
  const auto database = [&lane](const Observation& all) {
    Observation out = Only(
        all, {"schema", "xinfo", "indexes", "index", "fks", "tables", "rows"});
    std::erase_if(out.sections, [&lane](const Section& section) {
      constexpr std::string_view kColumns = "xinfo ";
      return section.name.rfind(kColumns, 0) == 0 &&
             lane.last.Find("view " + section.name.substr(kColumns.size()));
    });
    for (Section& section : out.sections) LeaveOutAttached(&section);
    return out;
  };
  Observation expected = database(lane.last);
  if (fresh.made != nullptr) {
    // Old rows may read values that an INSERT stores in another form. There the
    // fresh database's own shadow knows.
    const Observation& mine = *states_[index].expected;
    for (Section& section : expected.sections) {
      const Section* before = mine.Find(section.name);
      const Section* after = fresh.made->Find(section.name);
      const bool other = before != nullptr && after != nullptr &&
                         before->status == Section::Status::kRows &&
                         after->status == Section::Status::kRows &&
                         before->text != after->text;
      if (other && section.name.rfind("rows ", 0) == 0) section = *after;
    }
  }
  std::vector<Difference> differences =
      CompareWith(index, expected, database(*fresh.observation));
  ++result_.statistics.checks;
  if (differences.empty()) return absl::OkStatus();
  Divergence d = MakeDivergence(Divergence::Kind::kFresh, index);
  d.expected = "the altered database";
  d.actual = "another database";
  d.differences = std::move(differences);
  Report(std::move(d));
  return absl::OkStatus();
}

absl::Status CaseRun::ReopenLane(size_t index) {
  Lane& lane = lanes_[index];
  Beat();
  ALTEREGO_RETURN_IF_ERROR(lane.engine->Reopen());
  // One world for all that had one.
  const shadow::WorldPtr before = lane.shadow.shared_world();
  for (size_t i = 0; i < index; ++i) {
    if (reopened_[i].first != before) continue;
    lane.shadow = Shadow(reopened_[i].second);
    reopened_.emplace_back(before, reopened_[i].second);
    return absl::OkStatus();
  }
  lane.shadow = Shadow(lane.shadow.AfterReopen());
  reopened_.emplace_back(before, lane.shadow.shared_world());
  return absl::OkStatus();
}

absl::Status CaseRun::Finish() {
  if (ended_) return absl::OkStatus();
  result_.log += "[end]\n";
  at_end_ = true;
  judgements_.Clear();
  ALTEREGO_RETURN_IF_ERROR(ObserveAll(kEverything));
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    CheckAgainstShadow(i, nullptr);
  }
  FindTwins();
  CheckAgainstTwins(nullptr);
  // Of a trigger that was forgotten, only the text is left: for another table.
  const bool fresh = options_.fresh && !Forgets();
  for (size_t i = 0; i < lanes_.size() && fresh && !ended_; ++i) {
    ALTEREGO_RETURN_IF_ERROR(Recreate(i));
  }
  if (!options_.reopen || ended_) return absl::OkStatus();
  result_.log += "[reopen]\n";
  for (size_t i = 0; i < lanes_.size(); ++i) {
    ALTEREGO_RETURN_IF_ERROR(ReopenLane(i));
  }
  ALTEREGO_RETURN_IF_ERROR(ObserveAll(kEverything));
  Divergence::Kind kind = Divergence::Kind::kReopen;
  for (size_t i = 0; i < lanes_.size() && !ended_; ++i) {
    CheckAgainstShadow(i, &kind);
  }
  FindTwins();
  CheckAgainstTwins(&kind);
  for (size_t i = 0; i < lanes_.size() && options_.cross && !ended_; ++i) {
    ALTEREGO_RETURN_IF_ERROR(CrossRead(i));
  }
  return absl::OkStatus();
}

}  // namespace

void Statistics::Merge(const Statistics& other) {
  cases += other.cases;
  statements += other.statements;
  alters += other.alters;
  accepted += other.accepted;
  refused += other.refused;
  lost += other.lost;
  unpredicted += other.unpredicted;
  checks += other.checks;
  sections_skipped += other.sections_skipped;
  for (const auto& [rule, hits] : other.rules) rules[rule] += hits;
  for (const auto& [name, count] : other.outcomes) outcomes[name] += count;
}

const sql::Parsed* ReadingOf(const Step& step) {
  return step.parsed != nullptr ? step.parsed.get() : step.full.get();
}

std::string_view StepKind(const Step& step) {
  const sql::Parsed* read = ReadingOf(step);
  if (read == nullptr) return "unparsed";
  const Statement& statement = read->statement;
  if (const auto* alter = std::get_if<AlterTable>(&statement)) {
    return OpName(alter->op);
  }
  if (const auto* full = std::get_if<AlterTableFull>(&statement)) {
    return full->actions.size() > 1 ? "several" : ActionName(full->actions[0]);
  }
  return StatementName(statement);
}

std::vector<std::string> FullLanes(const std::vector<std::string>& specs) {
  constexpr std::string_view kRebuild = "rebuild";
  // The first lane is the one that statements are drawn for.
  std::vector<std::string> out, others;
  for (const std::string& spec : specs) {
    const bool rebuild = spec.rfind(kRebuild, 0) == 0;
    if (!rebuild || spec.find("mode=") != spec.npos) {
      (rebuild ? out : others).push_back(spec);
      continue;
    }
    const std::string rest = spec.substr(kRebuild.size());
    out.push_back("rebuild:mode=full" + rest);
    if (rest.find("strategy=") == rest.npos) {
      out.push_back("rebuild:mode=full:strategy=rebuild" + rest);
    }
  }
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

bool IsFullScript(const Script& script) {
  const std::string* mode = script.Header("mode");
  return mode != nullptr && *mode == "full";
}

Session::Session(std::vector<Lane>& lanes, SessionOptions options)
    : lanes_(lanes),
      options_(options),
      native_(std::make_unique<NativeOracle>()) {}
Session::~Session() = default;

absl::StatusOr<CaseResult> Session::Run(const Script& script) {
  SessionOptions options = options_;
  const std::string* const probes = script.Header("probes");
  if (probes != nullptr && *probes == "all") {
    options.probes_max = SessionOptions::kAllProbes;
  }
  return RunSteps(options, [&](const shadow::World&, int index) {
    return index < static_cast<int>(script.steps.size())
               ? std::optional<Step>(script.steps[index])
               : std::nullopt;
  });
}

absl::StatusOr<CaseResult> Session::RunGenerated(NextStep next) {
  return RunSteps(options_, next, /*generated=*/true);
}

absl::StatusOr<CaseResult> Session::RunSteps(const SessionOptions& options,
                                             NextStep next, bool generated) {
  CaseRun run(lanes_, options, *native_);
  ALTEREGO_RETURN_IF_ERROR(run.Start());
  for (int index = 0; !run.ended(); ++index) {
    if (options.listener != nullptr) options.listener->OnOwnWork();
    const std::optional<Step> step = next(lanes_[0].shadow.world(), index);
    if (!step) break;
    ALTEREGO_RETURN_IF_ERROR(run.Take(*step));
    // A script may show what comes of it.
    if (generated && run.Forgets()) break;
  }
  ALTEREGO_RETURN_IF_ERROR(run.Finish());
  return std::move(run.result());
}

absl::StatusOr<std::vector<Lane>> OpenLanes(
    const std::vector<std::string>& specs, const EngineOptions& options) {
  if (specs.empty()) {
    return absl::InvalidArgumentError("no engine is named: give --engines");
  }
  std::vector<Lane> lanes;
  EngineOptions together = options;
  together.group = std::make_shared<ObserverGroup>();
  // One time for all lanes: none where one of them cannot have it.
  together.repeatable = std::all_of(specs.begin(), specs.end(), IsLibrary);
  for (const std::string& spec : specs) {
    ALTEREGO_ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine,
                              OpenEngine(spec, together));
    const Dialect dialect = engine->info().dialect;
    lanes.push_back(
        Lane{std::move(engine), shadow::Shadow(dialect), {}, {}, nullptr, {}});
  }
  return lanes;
}

}  // namespace alterego
