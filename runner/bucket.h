// Bucket: which bug a divergence shows.
//
//   BucketKey("rows/drop_column/drop_column.accept/rows.missing:view.changed/"
//             "sqlite");
//                     // "rows/drop_column/drop_column.accept/rows.missing/..."
//   BucketId(key);    // "rows-drop_column-1f3a9c"
//
// A signature names what was seen; one bug may be seen in several ways, since a
// row that is lost is also missing in the views of its table. A bucket goes by
// the weightiest of what differs and leaves out what follows from it. Names,
// literals, seeds and the order of findings are in neither. The reducer, known
// differences and the gate go by signatures: a bucket hides nothing from them.
#ifndef ALTEREGO_RUNNER_BUCKET_H_
#define ALTEREGO_RUNNER_BUCKET_H_

#include <string>
#include <string_view>

#include "model/script.h"

namespace alterego {

// Of a signature that Divergence::Signature() wrote; any other text is its own
// key.
std::string BucketKey(std::string_view signature);
// Short enough to type; what stands for it in file names and on the command
// line.
std::string BucketId(std::string_view key);

// The statements without comments, printed canonically, with names in the
// order of their appearance (t0, c0, ...): two scripts that differ only in
// names and spelling have the same core.
std::string CoreText(const Script& script);
// 16 hexadecimal digits of any text.
std::string TextDigest(std::string_view text);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_BUCKET_H_
