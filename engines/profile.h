// Profile: what an engine does otherwise than SQLite, by version and flag, each
// entry with a probe that shows it on the engine itself. One file an engine:
// engines/profiles/<engine>.json (format: docs/ENGINES.md), compiled in.
//
//   const Profile* turso = FindProfile("turso");
//   for (const ProfileEntry* e : turso->Holding("0.7.2", {"views"}))
//     Print(e->what, e->way_out);
//
// It has three readers: the generator leaves out what an engine lacks, the
// doctor tells what of a database will be otherwise there, and a test runs
// every probe, so that an entry which no longer holds is noticed.
#ifndef ALTEREGO_ENGINES_PROFILE_H_
#define ALTEREGO_ENGINES_PROFILE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "model/outcome.h"

namespace alterego {

struct ProfileProbe {
  std::vector<std::string> setup;  // all accepted
  std::string sql;                 // the last statement
  // "accepted"; "refused: TEXT" with a part of the message; "rows: TEXT" with
  // the rows of a query as an observation has them: 1|'a';2|NULL
  std::string expect;
};

struct ProfileEntry {
  std::string id;       // "without_rowid"
  std::string verdict;  // gap | difference | bug
  std::string what, way_out;
  // Versions of the engine in which it holds: from <= v < until; "": open.
  std::string since, until;
  std::string unless_flag;           // a flag that takes the entry away
  std::string only_flag;             // a flag without which there is none
  std::vector<std::string> weights;  // what the generator is not to draw
  std::vector<std::string> masks;    // see oracle/meaning.h
  std::vector<std::string> detects;  // what of a schema the doctor looks for
  ProfileProbe probe;
};

struct Profile {
  std::string engine;                // "turso"
  std::string title;                 // "Turso Database"
  std::string install;               // how to get it
  std::vector<std::string> command;  // of the driver; empty: no driver
  std::vector<std::string> flags;    // that the driver takes
  bool own_wording = false;          // refusals are not in SQLite's words
  bool own_text = false;  // sqlite_schema holds the engine's own text
  struct Message {
    enum class Match { kIs, kStarts, kContains } match = Match::kIs;
    std::string text;
    Reason reason = Reason::kUnclassified;
  };
  std::vector<Message> messages;  // asked before SQLite's own
  std::vector<ProfileEntry> entries;

  // The entries that hold for a version of the engine ("": any) with flags.
  std::vector<const ProfileEntry*> Holding(
      std::string_view version, const std::vector<std::string>& flags) const;
  // Of `messages`; nullopt if none fits.
  std::optional<Reason> ReasonOf(std::string_view message) const;
};

// nullptr if there is none of that name.
const Profile* FindProfile(std::string_view engine);
// All of them, by name.
const std::vector<Profile>& AllProfiles();
// The text of a profile. The error says what is wrong and where.
absl::StatusOr<Profile> ParseProfile(std::string_view json);

// "turso:views+mvcc" as its profile and flags; nullopt if the first word is no
// engine with a driver. kInvalidArgument names an unknown flag and all others.
struct ProfileSpec {
  const Profile* profile = nullptr;
  std::vector<std::string> flags;
};
std::optional<absl::StatusOr<ProfileSpec>> ParseProfileSpec(
    std::string_view spec);

// Where the drivers lie: $ALTEREGO_DRIVERS, else engines/drivers or
// share/alterego/drivers in a folder above the program, else ./engines/drivers.
std::string DriversDirectory();

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROFILE_H_
