#include "engines/page_image.h"

#include <charconv>
#include <cstring>
#include <utility>

#include "model/value.h"

namespace alterego {
namespace {

constexpr size_t kHeaderSize = 100;
constexpr int kDepthMax = 20;  // of a b-tree; SQLite's own limit
constexpr unsigned char kIndexInterior = 2, kTableInterior = 5, kIndexLeaf = 10,
                        kTableLeaf = 13;

uint64_t BigEndian(std::string_view bytes) {
  uint64_t out = 0;
  for (const char c : bytes) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

// Takes a number of 1 to 9 bytes off the front; false if there is none.
bool TakeVarint(std::string_view* bytes, uint64_t* out) {
  *out = 0;
  for (size_t i = 0; i < 9 && i < bytes->size(); ++i) {
    const auto byte = static_cast<unsigned char>((*bytes)[i]);
    if (i == 8) {
      *out = *out << 8 | byte;
    } else {
      *out = *out << 7 | (byte & 0x7f);
    }
    if (i == 8 || byte < 0x80) {
      bytes->remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

// One value of a record, as far as sqlite_schema has its kind.
struct Field {
  enum class Kind { kNull, kInteger, kText } kind = Kind::kNull;
  int64_t integer = 0;
  std::string_view text;
};

bool TakeField(uint64_t serial_type, std::string_view* body, Field* out) {
  size_t size = 0;
  if (serial_type == 0) {
    out->kind = Field::Kind::kNull;
  } else if (serial_type == 8 || serial_type == 9) {
    out->kind = Field::Kind::kInteger;
    out->integer = static_cast<int64_t>(serial_type) - 8;
  } else if (serial_type <= 6) {
    constexpr size_t kSizes[] = {0, 1, 2, 3, 4, 6, 8};
    size = kSizes[serial_type];
    if (size > body->size()) return false;
    out->kind = Field::Kind::kInteger;
    const uint64_t bits = BigEndian(body->substr(0, size));
    const int unused = 64 - static_cast<int>(size) * 8;
    out->integer = static_cast<int64_t>(bits << unused) >> unused;
  } else if (serial_type >= 13 && serial_type % 2 == 1) {
    size = (serial_type - 13) / 2;
    if (size > body->size()) return false;
    out->kind = Field::Kind::kText;
    out->text = body->substr(0, size);
  } else {
    return false;
  }
  body->remove_prefix(size);
  return true;
}

void AppendField(const Field& field, std::string* out) {
  switch (field.kind) {
    case Field::Kind::kNull:
      out->append("NULL");
      return;
    case Field::Kind::kText:
      AppendTextLiteral(field.text, out);
      return;
    case Field::Kind::kInteger: {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + 24, field.integer).ptr;
      out->append(buffer, static_cast<size_t>(end - buffer));
      return;
    }
  }
}

bool ReadSchemaRow(std::string_view payload, SchemaRow* out) {
  constexpr size_t kColumns = 5;
  uint64_t header_size = 0;
  std::string_view header = payload;
  if (!TakeVarint(&header, &header_size) || header_size > payload.size()) {
    return false;
  }
  std::string_view body = payload.substr(header_size);
  header = header.substr(0, header_size - (payload.size() - header.size()));
  Field fields[kColumns];
  for (Field& field : fields) {
    uint64_t serial_type = 0;
    if (!TakeVarint(&header, &serial_type) ||
        !TakeField(serial_type, &body, &field)) {
      return false;
    }
  }
  // Without a number for its page no object of a sound schema is stored.
  if (!header.empty() || fields[3].kind != Field::Kind::kInteger) return false;
  out->type = fields[0].text;
  out->name = fields[1].text;
  out->table = fields[2].text;
  out->root = fields[3].integer;
  out->sql = fields[4].text;
  for (const size_t i : {0, 1, 2, 4}) {
    AppendField(fields[i], &out->line);
    out->line.push_back(i == 4 ? '\n' : '|');
  }
  return true;
}

}  // namespace

struct PageImage::Page {
  std::string_view bytes;
  size_t start = 0;  // of the b-tree header
  unsigned char kind = 0;
  size_t cells = 0;

  bool is_leaf() const { return kind == kIndexLeaf || kind == kTableLeaf; }
};

struct PageImage::Cell {
  uint32_t child = 0;      // 0 on a leaf
  uint64_t size = 0;       // of the payload
  std::string_view local;  // the part of the payload that is on the page
  uint32_t overflow = 0;   // where the rest starts, or 0
};

PageImage& PageImage::operator=(PageImage&& other) noexcept {
  std::swap(api_, other.api_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(page_size_, other.page_size_);
  std::swap(usable_, other.usable_);
  return *this;
}

PageImage::~PageImage() {
  if (data_ != nullptr) api_->free(data_);
}

std::optional<PageImage> PageImage::Read(const SqliteApi& api, sqlite3* db,
                                         const char* schema) {
  if (api.serialize == nullptr) return std::nullopt;
  sqlite3_int64 size = -1;
  PageImage out;
  out.api_ = &api;
  out.data_ = api.serialize(db, schema, &size, 0);
  if (size < 0 || (out.data_ == nullptr && size > 0)) return std::nullopt;
  out.size_ = static_cast<size_t>(size);
  if (size == 0) return out;
  if (out.size_ < kHeaderSize) return std::nullopt;
  const std::string_view bytes(reinterpret_cast<const char*>(out.data_),
                               out.size_);
  out.page_size_ = BigEndian(bytes.substr(16, 2));
  if (out.page_size_ == 1) out.page_size_ = 65536;
  out.usable_ = out.page_size_ - static_cast<unsigned char>(bytes[20]);
  // 0 before the first table, 1 is UTF-8.
  if (out.page_size_ < 512 || out.usable_ < 480 || out.HeaderNumber(56) > 1) {
    return std::nullopt;
  }
  return out;
}

int32_t PageImage::HeaderNumber(size_t offset) const {
  if (size_ < kHeaderSize) return 0;
  return static_cast<int32_t>(BigEndian(
      {reinterpret_cast<const char*>(data_) + offset, sizeof(int32_t)}));
}

bool operator==(const PageImage& a, const PageImage& b) {
  return a.size_ == b.size_ &&
         (a.size_ == 0 || std::memcmp(a.data_, b.data_, a.size_) == 0);
}

std::string_view PageImage::PageBytes(uint32_t number) const {
  if (number == 0 || number > size_ / page_size_) return {};
  return {reinterpret_cast<const char*>(data_) + (number - 1) * page_size_,
          page_size_};
}

std::optional<PageImage::Page> PageImage::OpenPage(uint32_t number) const {
  Page page;
  page.bytes = PageBytes(number).substr(0, usable_);
  if (page.bytes.empty()) return std::nullopt;
  page.start = number == 1 ? kHeaderSize : 0;
  page.kind = static_cast<unsigned char>(page.bytes[page.start]);
  if (page.kind != kIndexInterior && page.kind != kTableInterior &&
      !page.is_leaf()) {
    return std::nullopt;
  }
  page.cells = BigEndian(page.bytes.substr(page.start + 3, 2));
  const size_t header = page.is_leaf() ? 8 : 12;
  if (page.start + header + 2 * page.cells > usable_) return std::nullopt;
  return page;
}

std::optional<PageImage::Cell> PageImage::OpenCell(const Page& page,
                                                   size_t index) const {
  const size_t header = page.is_leaf() ? 8 : 12;
  const size_t at =
      BigEndian(page.bytes.substr(page.start + header + 2 * index, 2));
  if (at >= usable_) return std::nullopt;
  std::string_view rest = page.bytes.substr(at);
  Cell cell;
  if (!page.is_leaf()) {
    if (rest.size() < 4) return std::nullopt;
    cell.child = static_cast<uint32_t>(BigEndian(rest.substr(0, 4)));
    rest.remove_prefix(4);
    if (page.kind == kTableInterior) return cell;
  }
  uint64_t rowid = 0;
  if (!TakeVarint(&rest, &cell.size)) return std::nullopt;
  if (page.kind == kTableLeaf && !TakeVarint(&rest, &rowid)) {
    return std::nullopt;
  }
  const uint64_t most =
      page.kind == kTableLeaf ? usable_ - 35 : (usable_ - 12) * 64 / 255 - 23;
  uint64_t local = cell.size;
  if (cell.size > most) {
    const uint64_t least = (usable_ - 12) * 32 / 255 - 23;
    local = least + (cell.size - least) % (usable_ - 4);
    if (local > most) local = least;
    if (rest.size() < local + 4) return std::nullopt;
    cell.overflow = static_cast<uint32_t>(BigEndian(rest.substr(local, 4)));
  }
  if (rest.size() < local) return std::nullopt;
  cell.local = rest.substr(0, local);
  return cell;
}

bool PageImage::WalkOverflow(const Cell& cell, Visit visit,
                             std::string* payload) const {
  uint64_t left = cell.size - cell.local.size();
  for (uint32_t number = cell.overflow; left > 0;) {
    const std::string_view bytes = PageBytes(number).substr(0, usable_);
    if (bytes.empty() || !visit(number)) return false;
    const uint64_t here = std::min<uint64_t>(left, usable_ - 4);
    if (payload != nullptr) payload->append(bytes.substr(4, here));
    left -= here;
    number = static_cast<uint32_t>(BigEndian(bytes.substr(0, 4)));
  }
  return true;
}

bool PageImage::Walk(uint32_t root, int depth, Visit visit,
                     const OnRow* on_row) const {
  if (depth > kDepthMax || !visit(root)) return false;
  const std::optional<Page> page = OpenPage(root);
  if (!page) return false;
  for (size_t i = 0; i < page->cells; ++i) {
    const std::optional<Cell> cell = OpenCell(*page, i);
    if (!cell) return false;
    if (cell->child != 0 && !Walk(cell->child, depth + 1, visit, on_row)) {
      return false;
    }
    const bool row = on_row != nullptr && page->kind == kTableLeaf;
    if (cell->overflow == 0) {
      if (row && !(*on_row)(cell->local)) return false;
      continue;
    }
    std::string payload(cell->local);
    if (!WalkOverflow(*cell, visit, row ? &payload : nullptr)) return false;
    if (row && !(*on_row)(payload)) return false;
  }
  if (page->is_leaf()) return true;
  const auto right =
      static_cast<uint32_t>(BigEndian(page->bytes.substr(page->start + 8, 4)));
  return Walk(right, depth + 1, visit, on_row);
}

std::optional<std::vector<SchemaRow>> PageImage::ReadSchema() const {
  std::vector<SchemaRow> out;
  if (size_ == 0) return out;
  size_t visited = 0;
  // A damaged tree might go round in a circle.
  const auto visit = [&](uint32_t) { return ++visited <= size_ / page_size_; };
  const auto on_row = [&](std::string_view payload) {
    return ReadSchemaRow(payload, &out.emplace_back());
  };
  const OnRow rows(on_row);
  if (!Walk(1, 0, visit, &rows)) return std::nullopt;
  return out;
}

bool PageImage::SameTree(const PageImage& other, int64_t root) const {
  if (size_ == 0 || other.page_size_ != page_size_ ||
      other.usable_ != usable_ || root <= 0 ||
      root > static_cast<int64_t>(size_ / page_size_)) {
    return false;
  }
  size_t visited = 0;
  const auto visit = [&](uint32_t number) {
    const std::string_view bytes = PageBytes(number);
    return !bytes.empty() && bytes == other.PageBytes(number) &&
           ++visited <= size_ / page_size_;
  };
  return Walk(static_cast<uint32_t>(root), 0, visit, nullptr);
}

}  // namespace alterego
