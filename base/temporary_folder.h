// A folder that lives as long as its owner.
//
//   const TemporaryFolder folder;
//   if (folder.path().empty()) return Unavailable("no temporary folder");
//   Write(folder / "input.db");
#ifndef ALTEREGO_BASE_TEMPORARY_FOLDER_H_
#define ALTEREGO_BASE_TEMPORARY_FOLDER_H_

#include <string>
#include <string_view>

namespace alterego {

// Makes an empty folder that only its user may enter, under a name that was
// free; removes it with everything in it. Removal is quiet: there is nobody to
// tell, and nothing to do about it.
class TemporaryFolder {
 public:
  // In the system's folder for temporary files (TMPDIR).
  TemporaryFolder();
  // In `parent`, which exists.
  explicit TemporaryFolder(const std::string& parent);
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;

  // Without a slash at its end; "" if none could be made (errno says why).
  const std::string& path() const { return path_; }
  // The path of something in it.
  std::string operator/(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace alterego

#endif  // ALTEREGO_BASE_TEMPORARY_FOLDER_H_
