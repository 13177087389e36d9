#include "runner/corpus.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/script.h"
#include "runner/bucket.h"
#include "runner/finding.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

// What makes two files of a folder the same one.
std::string Identity(const CorpusFile& file) {
  if (!absl::EndsWith(file.path, ".sql")) return "bytes\n" + file.bytes;
  const absl::StatusOr<Script> script = ParseScript(file.bytes);
  if (!script.ok() || script->steps.empty()) return "bytes\n" + file.bytes;
  std::vector<std::string> header;
  for (const auto& [key, value] : script->header) {
    if (key != "seed") header.push_back(absl::StrCat(key, "=", value, "\n"));
  }
  std::sort(header.begin(), header.end());
  std::string out = "script\n";
  for (const std::string& line : header) out += line;
  for (const Step& step : script->steps) absl::StrAppend(&out, step.sql, ";\n");
  return out;
}

// "a/x.sql" as {"a/", "x", ".sql"}.
std::tuple<std::string, std::string, std::string> Parts(
    const std::string& path) {
  const size_t slash = path.rfind('/');
  const size_t name = slash == path.npos ? 0 : slash + 1;
  size_t dot = path.rfind('.');
  if (dot == path.npos || dot <= name) dot = path.size();
  return {path.substr(0, name), path.substr(name, dot - name),
          path.substr(dot)};
}

// Without the number that an earlier merge gave it.
std::string PlainPath(const std::string& path, const std::string& mark) {
  auto [folder, name, extension] = Parts(path);
  while (name.size() > mark.size() && absl::EndsWith(name, mark)) {
    name.resize(name.size() - mark.size());
  }
  return folder + name + extension;
}

}  // namespace

absl::StatusOr<std::vector<CorpusFile>> ReadCorpus(const std::string& folder) {
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  std::vector<CorpusFile> out;
  for (const fs::recursive_directory_iterator end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name[0] == '.') {
      it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file() || name.find(".tmp.") != name.npos) continue;
    CorpusFile& file = out.emplace_back();
    file.path = fs::relative(it->path(), folder).generic_string();
    ALTEREGO_ASSIGN_OR_RETURN(file.bytes, ReadFile(it->path().string()));
  }
  if (error) {
    return absl::NotFoundError(absl::StrCat("cannot read the folder \"", folder,
                                            "\": ", error.message()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<CorpusFile> MergeCorpora(std::vector<CorpusFile> files) {
  struct Kept {
    std::string path, bytes, mark;
  };
  std::map<std::pair<std::string, std::string>, Kept> kept;
  for (CorpusFile& file : files) {
    std::string identity = Identity(file);
    const std::string mark = "-" + TextDigest(identity).substr(0, 8);
    const std::string path = PlainPath(file.path, mark);
    const auto [it, is_new] =
        kept.try_emplace({std::get<0>(Parts(path)), std::move(identity)},
                         Kept{path, file.bytes, mark});
    if (is_new) continue;
    Kept& other = it->second;
    other.path = std::min(other.path, path);
    if (std::pair(file.bytes.size(), file.bytes) <
        std::pair(other.bytes.size(), other.bytes)) {
      other.bytes = std::move(file.bytes);
    }
  }
  std::map<std::string, int> wanted;
  for (const auto& [identity, file] : kept) ++wanted[file.path];
  std::vector<CorpusFile> out;
  for (auto& [identity, file] : kept) {
    std::string path = file.path;
    if (wanted[path] > 1) {
      const auto [folder, name, extension] = Parts(path);
      path = absl::StrCat(folder, name, file.mark, extension);
    }
    out.push_back({std::move(path), std::move(file.bytes)});
  }
  std::sort(out.begin(), out.end());
  return out;
}

absl::Status WriteCorpus(const std::string& folder,
                         const std::vector<CorpusFile>& files) {
  std::error_code error;
  fs::create_directories(folder, error);
  ALTEREGO_RETURN_IF_ERROR(CheckDirectoryWritable(folder));
  for (const CorpusFile& file : files) {
    const fs::path path = fs::path(folder) / file.path;
    const absl::StatusOr<std::string> before = ReadFile(path.string());
    if (before.ok() && *before == file.bytes) continue;
    fs::create_directories(path.parent_path(), error);
    ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(path.string(), file.bytes));
  }
  return absl::OkStatus();
}

void RemoveFromCorpus(const std::string& folder,
                      const std::vector<std::string>& paths) {
  std::error_code error;
  for (const std::string& path : paths) {
    fs::remove(fs::path(folder) / path, error);
  }
}

std::vector<std::string> Redundant(std::vector<Measured> scripts) {
  std::sort(scripts.begin(), scripts.end(),
            [](const Measured& a, const Measured& b) {
              return std::tie(a.size, a.path) < std::tie(b.size, b.path);
            });
  std::map<std::string, size_t> reached;  // by how many of those that stay
  std::vector<const Measured*> staying;
  std::vector<std::string> out;
  for (const Measured& script : scripts) {
    const bool brings_new = std::any_of(
        script.reaches.begin(), script.reaches.end(),
        [&](const std::string& place) { return reached.count(place) == 0; });
    if (!script.keep && !brings_new) {
      out.push_back(script.path);
      continue;
    }
    staying.push_back(&script);
    for (const std::string& place : script.reaches) ++reached[place];
  }
  // A later one may reach all that an earlier one was kept for.
  for (const Measured* script : staying) {
    const bool needed = std::any_of(
        script->reaches.begin(), script->reaches.end(),
        [&](const std::string& place) { return reached[place] == 1; });
    if (script->keep || needed) continue;
    out.push_back(script->path);
    for (const std::string& place : script->reaches) --reached[place];
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace alterego
