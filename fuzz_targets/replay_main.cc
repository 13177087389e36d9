// The main of <target>_replay: runs a fuzz target over files, with any
// compiler, without libFuzzer.
//
//   choices_replay FILE|DIRECTORY...
//
// A directory stands for the files below it, in the order of their paths;
// README files are left out. Exit code 0: all ran; a divergence or a bug
// aborts, with the input's name as the last line before; 2: a path that cannot
// be read, or none.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

// False if `path` cannot be read.
bool AddInputs(const fs::path& path, std::vector<fs::path>* inputs) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) {
    inputs->push_back(path);
    return true;
  }
  if (!fs::is_directory(path, error)) return false;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(path, error)) {
    const bool wanted =
        entry.is_regular_file(error) && entry.path().filename() != "README.md";
    if (wanted) inputs->push_back(entry.path());
  }
  return !error;
}

bool RunFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  if (file.bad() || !file.is_open()) return false;
  std::fprintf(stderr, "%s\n", path.c_str());
  // A copy of the exact size, so that reading past its end is seen.
  const std::vector<uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> inputs;
  for (int i = 1; i < argc; ++i) {
    if (!AddInputs(argv[i], &inputs)) {
      std::fprintf(stderr, "%s: cannot be read\n", argv[i]);
      return 2;
    }
  }
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE|DIRECTORY...\n", argv[0]);
    return 2;
  }
  std::sort(inputs.begin(), inputs.end());
  for (const fs::path& input : inputs) {
    if (!RunFile(input)) {
      std::fprintf(stderr, "%s: cannot be read\n", input.c_str());
      return 2;
    }
  }
  std::fprintf(stderr, "%zu inputs ran\n", inputs.size());
  return 0;
}
