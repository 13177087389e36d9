// Which values fit a type, and what becomes of them: docs/dialect.md, TYPE.
#include "shadow/full/work.h"

namespace alterego::shadow::full {
namespace {

bool Contains(std::string_view type, std::string_view word) {
  for (size_t i = 0; i + word.size() <= type.size(); ++i) {
    if (EqualsFolded(type.substr(i, word.size()), word)) return true;
  }
  return false;
}

bool SpeaksOfNumbers(std::string_view type) {
  for (std::string_view word : {"num", "dec", "money", "fixed"}) {
    if (Contains(type, word)) return true;
  }
  return false;
}

// An integer that a REAL column gives back as it was.
bool Exact(int64_t v) {
  const auto real = static_cast<double>(v);
  if (real >= 9223372036854775808.0) return false;
  return static_cast<int64_t>(real) == v;
}

}  // namespace

bool Fits(const Value& value, std::string_view type, bool strict,
          SqliteVersion version) {
  if (value.is_null()) return true;
  const Affinity affinity = AffinityOfType(type, strict);
  const StorageClass stored =
      ApplyAffinity(value, affinity, version).storage_class();
  switch (affinity) {
    case Affinity::kNone:
    case Affinity::kBlob:
      return !strict || EqualsFolded(type, "any") ||
             value.storage_class() == StorageClass::kBlob;
    case Affinity::kText:
      return stored == StorageClass::kText;
    case Affinity::kInteger:
      return stored == StorageClass::kInteger;
    case Affinity::kReal:
      if (value.storage_class() == StorageClass::kInteger) {
        return Exact(value.integer());
      }
      return stored == StorageClass::kReal || stored == StorageClass::kInteger;
    case Affinity::kNumeric:
      if (!SpeaksOfNumbers(type)) return stored != StorageClass::kBlob;
      return stored == StorageClass::kReal || stored == StorageClass::kInteger;
  }
  return true;
}

std::vector<Value> Converted(Work& work, size_t column, const std::string& from,
                             const std::string& to) {
  const bool strict = work.table().strict;
  const Affinity before = AffinityOfType(from, strict);
  const Affinity after = AffinityOfType(to, strict);
  const auto all = work.ReadRows();
  std::vector<Value> values;
  if (!all) return std::vector<Value>(work.rows().size());
  for (const Row& row : *all) {
    const Value& value = row[column];
    const bool same = before == after && !strict;
    if (!same && !Fits(value, to, strict, work.dialect().version)) {
      work.RowFault(Reason::kDatatype, "full.rows.type");
    }
    values.push_back(before == after
                         ? value
                         : ApplyAffinity(value, after, work.dialect().version));
  }
  return values;
}

}  // namespace alterego::shadow::full
