// Known differences: divergences that somebody has looked at and accepted, each
// a .sql file with its reason, so that a campaign reports only what is new.
//
//   corpus/known/<engine>/*.sql, engine = sqlite, rebuild, ...: the first word
//   of the spec of the engine that diverges ("rebuild@sqlite:x.so": rebuild)
//
//   -- alterego: signature=outcome/drop_column/...     `*`: any text
//   -- alterego: with=index.changed:xinfo.changed     optional: what follows
//                                                     from it
//   -- alterego: answer=refused*conflicting ON*       optional: what the engine
//                                                     answered, `*`: any text
//   -- alterego: seen=*excluded*                      optional: what one of the
//                                                     sections says, or is
//   -- alterego: versions=3.35.0..3.40.1,3.54.0..     "" or "*": every version
//   -- alterego: reason=why it is so
//   -- alterego: verdict=engine-bug | limitation | ...
//
// Where several things differ at once, each must be known, of whichever entry:
// a new loss beside a known one is new. In a signature, the parts between
// colons are several things, and so are the clauses of
// "schema-lost-collate-lost-check.changed" and the kinds of objects of
// "schema-index-view.changed"; a pattern is held against each alone,
// "schema/add_column/add_column.accept/schema-lost-check.changed/x", and
// against the whole. A campaign puts findings together by what of them is new.
#ifndef ALTEREGO_RUNNER_KNOWN_H_
#define ALTEREGO_RUNNER_KNOWN_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/version.h"
#include "oracle/divergence.h"

namespace alterego {

struct KnownDifference {
  std::string engine;
  std::string signature;
  std::string answer;             // empty: any
  std::string seen;               // empty: anything
  std::vector<std::string> with;  // parts of signatures: what follows from it
  std::vector<std::pair<SqliteVersion, SqliteVersion>> versions;  // inclusive
  std::string reason, verdict, path;

  // Whether this is all that `divergence` is.
  bool Matches(const Divergence& divergence) const;
};

class KnownDifferences {
 public:
  // Reads every file below `directory`. The error names the file and what is
  // wrong with it.
  static absl::StatusOr<KnownDifferences> Load(const std::string& directory);

  // One such file; its folder names the engine.
  static absl::StatusOr<KnownDifference> LoadFile(const std::string& path);

  void Add(KnownDifference known) { all_.push_back(std::move(known)); }
  // nullptr if the divergence is new. `version` is that of the engine which
  // diverges.
  const KnownDifference* Find(const Divergence& divergence,
                              SqliteVersion version) const;
  // The signature with only those things that nothing explains; "" if the
  // divergence is known.
  std::string NewPart(const Divergence& divergence,
                      SqliteVersion version) const;
  const std::vector<KnownDifference>& all() const { return all_; }

 private:
  // Those that are known of the engine which diverges, in that version.
  std::vector<const KnownDifference*> Holding(const Divergence& divergence,
                                              SqliteVersion version) const;

  std::vector<KnownDifference> all_;
};

// True if the signature is one that the pattern of a known difference means:
// `*` stands for any text.
bool SignatureMatches(std::string_view pattern, std::string_view signature);

// One signature for each thing that differs; the signature itself if that is
// one, or an outcome.
std::vector<std::string> SingleSignatures(std::string_view signature);

// "sqlite:/x.so" -> "sqlite".
std::string EngineFamily(std::string_view spec);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_KNOWN_H_
