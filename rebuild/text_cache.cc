#include "rebuild/text_cache.h"

#include <algorithm>

#include "model/identifier.h"

namespace alterego::rebuild {

const sql::Parsed* ObjectText::parsed() const {
  if (!result_.has_value()) result_ = sql::ParseStatement(sql_);
  return result_->ok() ? &**result_ : nullptr;
}

bool ObjectText::Names(std::string_view name) const {
  if (!words_known_) {
    words_known_ = true;
    const sql::Parsed* text = parsed();
    if (text == nullptr) return false;
    for (const sql::Token& token : text->tokens) {
      switch (token.kind) {
        case sql::TokenKind::kIdentifier:
        case sql::TokenKind::kKeyword:
          words_.push_back(Identifier(token.In(sql_)).Folded());
          break;
        case sql::TokenKind::kQuoted:
        case sql::TokenKind::kString:
          words_.push_back(Identifier(sql::Dequote(token.In(sql_))).Folded());
          break;
        default:
          break;
      }
    }
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }
  return std::binary_search(words_.begin(), words_.end(),
                            Identifier(name).Folded());
}

ObjectTextPtr TextCache::Get(const std::string& sql) {
  const auto found = texts_.find(sql);
  if (found != texts_.end()) return found->second;
  return texts_.emplace(sql, std::make_shared<const ObjectText>(sql))
      .first->second;
}

}  // namespace alterego::rebuild
