// What is known of a CREATE text, kept by the text: the objects of a schema are
// the same from one ALTER TABLE to the next, but for one or two.
//
//   ObjectTextPtr text = cache.Get("CREATE VIEW v AS SELECT a FROM t");
//   text->parsed();      // once, however often it is asked for
//   text->Names("t");    // true
//
// A text says the same wherever it stands; an entry is never out of date.
#ifndef ALTEREGO_REBUILD_TEXT_CACHE_H_
#define ALTEREGO_REBUILD_TEXT_CACHE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/sql/parser.h"

namespace alterego::rebuild {

class ObjectText {
 public:
  explicit ObjectText(std::string sql) : sql_(std::move(sql)) {}

  const std::string& sql() const { return sql_; }
  // nullptr if it cannot be parsed.
  const sql::Parsed* parsed() const;
  // True if that name may be meant somewhere: written as a word, in any quotes,
  // or as a string. False for a text without parse.
  bool Names(std::string_view name) const;

 private:
  const std::string sql_;
  // Worked out when first asked for.
  mutable std::optional<sql::ParseResult> result_;
  mutable bool words_known_ = false;
  mutable std::vector<std::string> words_;  // in order, in lower case
};

using ObjectTextPtr = std::shared_ptr<const ObjectText>;

class TextCache {
 public:
  static constexpr size_t kTextsMax = 4096;

  ObjectTextPtr Get(const std::string& sql);
  void Trim() {
    if (texts_.size() > kTextsMax) texts_.clear();
  }

 private:
  std::unordered_map<std::string, ObjectTextPtr> texts_;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_TEXT_CACHE_H_
