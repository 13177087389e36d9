// A block comment that is never closed. SQLite takes it for one that ends with
// the text, but it swallows whatever is put behind.
//
//   EndsInOpenComment("CREATE INDEX i ON t(a) /* why")  // true
#ifndef ALTEREGO_MODEL_SQL_OPEN_COMMENT_H_
#define ALTEREGO_MODEL_SQL_OPEN_COMMENT_H_

#include <string_view>

namespace alterego::sql {

// https://sqlite.org/lang_comment.html
bool EndsInOpenComment(std::string_view sql);

}  // namespace alterego::sql

#endif  // ALTEREGO_MODEL_SQL_OPEN_COMMENT_H_
