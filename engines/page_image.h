// PageImage: the bytes of one database of a connection as they are at this
// moment, uncommitted changes included. Equal bytes are a proof that a
// statement changed nothing, and equal pages of a table that its rows are the
// same; see SqliteObserver.
//
//   std::optional<PageImage> image = PageImage::Read(api, db, "main");
//   image->SameTree(before, root_page);   // the table's pages are as before
//
// Source: https://sqlite.org/fileformat2.html. Whatever is not as it says there
// makes a function fail, and the caller asks SQLite instead.
#ifndef ALTEREGO_ENGINES_PAGE_IMAGE_H_
#define ALTEREGO_ENGINES_PAGE_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

// One row of sqlite_schema.
struct SchemaRow {
  std::string type, name, table;
  std::string sql;  // "" for NULL
  int64_t root = 0;
  std::string line;  // type|name|tbl_name|sql, as in "schema D"

  bool is_virtual() const { return type == "table" && root == 0; }
  friend bool operator==(const SchemaRow&, const SchemaRow&) = default;
};

class PageImage {
 public:
  // nullopt if this build cannot serialize, if it fails, and if the text in the
  // database is not UTF-8.
  static std::optional<PageImage> Read(const SqliteApi& api, sqlite3* db,
                                       const char* schema);
  PageImage() = default;  // of a database without a page
  PageImage(PageImage&& other) noexcept { *this = std::move(other); }
  PageImage& operator=(PageImage&& other) noexcept;
  ~PageImage();

  size_t size() const { return size_; }
  // A number of the header, big-endian; 0 without a page.
  int32_t HeaderNumber(size_t offset) const;
  // The rows of sqlite_schema, by rowid; nullopt if they cannot be read here.
  std::optional<std::vector<SchemaRow>> ReadSchema() const;
  // True if the b-tree at page `root`, with all pages that it owns, is the same
  // in both. False also where that cannot be told.
  bool SameTree(const PageImage& other, int64_t root) const;

  friend bool operator==(const PageImage& a, const PageImage& b);

 private:
  struct Page;
  struct Cell;
  using Visit = absl::FunctionRef<bool(uint32_t number)>;
  using OnRow = absl::FunctionRef<bool(std::string_view payload)>;

  std::string_view PageBytes(uint32_t number) const;
  std::optional<Page> OpenPage(uint32_t number) const;
  std::optional<Cell> OpenCell(const Page& page, size_t index) const;
  // Visits the pages of a tree, children after their parent; false if a visit
  // says so or the tree is not sound. `on_row` gets the payloads of leaves.
  bool Walk(uint32_t root, int depth, Visit visit, const OnRow* on_row) const;
  bool WalkOverflow(const Cell& cell, Visit visit, std::string* payload) const;

  const SqliteApi* api_ = nullptr;
  unsigned char* data_ = nullptr;  // of the build's allocator
  size_t size_ = 0;
  size_t page_size_ = 0;
  size_t usable_ = 0;  // of each page
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PAGE_IMAGE_H_
