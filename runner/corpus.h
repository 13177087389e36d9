// Corpus: the files of a folder as a set that can be merged and made smaller.
//
//   auto a = ReadCorpus("a"), b = ReadCorpus("b");
//   a->insert(a->end(), b->begin(), b->end());
//   WriteCorpus("c", MergeCorpora(*std::move(a)));
//
// Two scripts of one folder are the same if their statements and their headers
// are, but for the seed; comments and what they are called do not count. Other
// files are the same if their bytes are.
#ifndef ALTEREGO_RUNNER_CORPUS_H_
#define ALTEREGO_RUNNER_CORPUS_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace alterego {

struct CorpusFile {
  std::string path;  // below the corpus, with '/'
  std::string bytes;
  friend auto operator<=>(const CorpusFile&, const CorpusFile&) = default;
};

// All files below it, in the order of their paths; hidden ones and what is
// being written are left out. The error names what cannot be read.
absl::StatusOr<std::vector<CorpusFile>> ReadCorpus(const std::string& folder);

// Each file once, in the order of the paths. Of two that are the same the
// shorter one stays, under the smaller name; different files that want one name
// get a number of their contents in it. Any order of the same files, and files
// that were merged before, give the same.
std::vector<CorpusFile> MergeCorpora(std::vector<CorpusFile> files);

// Writes what is not there as it is, each file whole; other files stay.
absl::Status WriteCorpus(const std::string& folder,
                         const std::vector<CorpusFile>& files);
void RemoveFromCorpus(const std::string& folder,
                      const std::vector<std::string>& paths);

// A script, how long it is, and what it reaches.
struct Measured {
  std::string path;
  size_t size = 0;
  std::set<std::string> reaches;
  bool keep = false;  // whatever it reaches
};
// The paths that can go without anything being out of reach: what stays reaches
// what all did. Short ones stay rather than long ones.
std::vector<std::string> Redundant(std::vector<Measured> scripts);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_CORPUS_H_
