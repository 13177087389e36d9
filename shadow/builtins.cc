#include "shadow/builtins.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "model/identifier.h"
#include "shadow/number.h"

namespace alterego::shadow {
namespace {

void AppendCodePoint(char32_t c, std::string* out) {
  const auto tail = [out](char32_t bits) {
    out->push_back(static_cast<char>(0x80 | (bits & 0x3F)));
  };
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    tail(c);
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    tail(c >> 6);
    tail(c);
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    tail(c >> 12);
    tail(c >> 6);
    tail(c);
  }
}

bool IsTail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The characters of UTF-8 text as slices: how SQLite steps (SKIP_UTF8).
std::vector<std::string_view> Characters(std::string_view text) {
  std::vector<std::string_view> out;
  size_t i = 0;
  while (i < text.size()) {
    const size_t start = i++;
    if (static_cast<unsigned char>(text[start]) >= 0xC0) {
      while (i < text.size() && IsTail(text[i])) ++i;
    }
    out.push_back(text.substr(start, i - start));
  }
  return out;
}

std::string UntilNul(std::string text) {
  const size_t nul = text.find('\0');
  if (nul != std::string::npos) text.resize(nul);
  return text;
}

EvalResult Abs(const Value& v, SqliteVersion version) {
  if (v.is_null()) return EvalResult::Ok(v);
  if (v.storage_class() == StorageClass::kInteger) {
    if (v.integer() == std::numeric_limits<int64_t>::min()) {
      return EvalResult::Error("integer overflow");
    }
    return EvalResult::Ok(
        Value::Integer(v.integer() < 0 ? -v.integer() : v.integer()));
  }
  const double r = ToReal(v, version);
  return EvalResult::Ok(Value::Real(r < 0 ? -r : r));
}

Value Length(const Value& v, SqliteVersion version) {
  if (v.is_null()) return v;
  if (v.storage_class() == StorageClass::kText) {
    return Value::Integer(
        static_cast<int64_t>(Characters(UntilNul(v.text())).size()));
  }
  return Value::Integer(static_cast<int64_t>(ToText(v, version).size()));
}

Value ChangeCase(const Value& v, bool upper, SqliteVersion version) {
  if (v.is_null()) return v;
  std::string text = ToText(v, version);
  for (char& c : text) {
    if (!upper) {
      c = FoldAscii(c);
    } else if (c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 32);
    }
  }
  return Value::Text(std::move(text));
}

std::string TypeName(const Value& v) {
  switch (v.storage_class()) {
    case StorageClass::kNull:
      return "null";
    case StorageClass::kInteger:
      return "integer";
    case StorageClass::kReal:
      return "real";
    case StorageClass::kText:
      return "text";
    case StorageClass::kBlob:
      return "blob";
  }
  return "";
}

Value Extreme(const std::vector<Value>& args, bool max, Collation collation) {
  size_t best = 0;
  if (args[0].is_null()) return args[0];
  for (size_t i = 1; i < args.size(); ++i) {
    if (args[i].is_null()) return args[i];
    const int c = CompareValues(args[best], args[i], collation);
    if (max ? c < 0 : c >= 0) best = i;
  }
  return args[best];
}

EvalResult Round(const std::vector<Value>& args, SqliteVersion version) {
  int n = 0;
  if (args.size() == 2) {
    if (args[1].is_null()) return EvalResult::Ok(Value::Null());
    n = std::clamp(static_cast<int>(ToInteger(args[1])), 0, 30);
  }
  if (args[0].is_null()) return EvalResult::Ok(Value::Null());
  const double r = ToReal(args[0], version);
  if (r < -4503599627370496.0 || r > 4503599627370496.0) {
    return EvalResult::Ok(Value::Real(r));
  }
  if (n == 0) {
    return EvalResult::Ok(Value::Real(
        static_cast<double>(static_cast<int64_t>(r + (r < 0 ? -0.5 : 0.5)))));
  }
  if (r == std::floor(r)) return EvalResult::Ok(Value::Real(r));
  return EvalResult::Unknown();  // needs SQLite's %!.*f
}

Value Slice(const Value& v, int64_t from, int64_t count,
            SqliteVersion version) {
  const bool blob = v.storage_class() == StorageClass::kBlob;
  const std::string bytes = blob ? v.blob() : UntilNul(ToText(v, version));
  std::vector<std::string_view> parts;
  if (!blob) parts = Characters(bytes);
  const auto length = static_cast<int64_t>(blob ? bytes.size() : parts.size());
  const bool backwards = count < 0;
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  if (backwards) count = count < -kMost ? kMost : -count;
  if (from < 0) {
    from += length;
    if (from < 0) {
      count = std::max<int64_t>(count + from, 0);
      from = 0;
    }
  } else if (from > 0) {
    --from;
  } else if (count > 0) {
    --count;
  }
  if (backwards) {
    from -= count;
    if (from < 0) {
      count += from;
      from = 0;
    }
  }
  from = std::min(from, length);
  const int64_t to = from + std::clamp<int64_t>(count, 0, length - from);
  if (blob) return Value::Blob(bytes.substr(from, to - from));
  std::string out;
  for (int64_t i = from; i < to; ++i) out.append(parts[i]);
  return Value::Text(std::move(out));
}

Value Substr(const std::vector<Value>& args, SqliteVersion version) {
  for (const Value& v : args) {
    if (v.is_null()) return Value::Null();
  }
  // An empty blob is no blob at all to sqlite3_value_blob.
  if (args[0].storage_class() == StorageClass::kBlob &&
      args[0].blob().empty()) {
    return Value::Null();
  }
  int64_t from = ToInteger(args[1]);
  int64_t count = 1000000000;  // the longest string there may be
  if (args.size() == 3) {
    count = ToInteger(args[2]);
  } else if (version >= SqliteVersion{3, 54, 0}) {
    count = std::numeric_limits<int64_t>::max();
  }
  // Measured on 3.45.1, 3.49.2 and 3.54.1, not between.
  if (version < SqliteVersion{3, 47, 0}) {
    from = static_cast<int32_t>(from);
    count = static_cast<int32_t>(count);
  }
  return Slice(args[0], from, count, version);
}

Value Trim(const std::vector<Value>& args, bool left, bool right,
           SqliteVersion version) {
  for (const Value& v : args) {
    if (v.is_null()) return Value::Null();
  }
  const std::string set =
      args.size() == 2 ? UntilNul(ToText(args[1], version)) : std::string(" ");
  const std::vector<std::string_view> skip = Characters(set);
  const std::string text = ToText(args[0], version);
  std::string_view rest = text;
  const auto strip = [&](bool front) {
    for (std::string_view c : skip) {
      if (rest.size() < c.size()) continue;
      const size_t at = front ? 0 : rest.size() - c.size();
      if (rest.substr(at, c.size()) != c) continue;
      rest = front ? rest.substr(c.size()) : rest.substr(0, at);
      return true;
    }
    return false;
  };
  while (left && strip(true)) {
  }
  while (right && strip(false)) {
  }
  return Value::Text(std::string(rest));
}

std::string UpperHex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char c : bytes) {
    out.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kHex[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

EvalResult Quote(const Value& v, SqliteVersion version) {
  switch (v.storage_class()) {
    case StorageClass::kNull:
      return EvalResult::Ok(Value::Text("NULL"));
    case StorageClass::kInteger:
      return EvalResult::Ok(Value::Text(ToText(v, version)));
    case StorageClass::kReal: {
      std::string text = RealToText(v.real(), version);
      double back;
      TextToReal(text, version, &back);
      if (back != v.real()) return EvalResult::Unknown();
      return EvalResult::Ok(Value::Text(std::move(text)));
    }
    case StorageClass::kBlob:
      return EvalResult::Ok(Value::Text("X'" + UpperHex(v.blob()) + "'"));
    case StorageClass::kText: {
      std::string out = "'";
      for (char c : UntilNul(v.text())) {
        out.push_back(c);
        if (c == '\'') out.push_back(c);
      }
      return EvalResult::Ok(Value::Text(out + "'"));
    }
  }
  return EvalResult::Unknown();
}

Value Instr(const Value& haystack, const Value& needle, SqliteVersion version) {
  if (haystack.is_null() || needle.is_null()) return Value::Null();
  const bool blobs = haystack.storage_class() == StorageClass::kBlob &&
                     needle.storage_class() == StorageClass::kBlob;
  const std::string text = ToText(haystack, version),
                    wanted = ToText(needle, version);
  const size_t at = text.find(wanted);
  if (at == std::string::npos) return Value::Integer(0);
  if (blobs) return Value::Integer(static_cast<int64_t>(at) + 1);
  int64_t position = 1;
  for (size_t i = 0; i < at; ++i) {
    if (i + 1 == text.size() || !IsTail(text[i + 1])) ++position;
  }
  return Value::Integer(position);
}

EvalResult Replace(const std::vector<Value>& args, SqliteVersion version) {
  const auto ok = [](Value v) { return EvalResult::Ok(std::move(v)); };
  if (args[0].is_null() || args[1].is_null()) return ok(Value::Null());
  const std::string text = ToText(args[0], version),
                    from = ToText(args[1], version);
  if (from.empty() || from[0] == '\0') {
    // Looked at as text, a blob has become one, and still is a blob, too: a
    // STRICT table lets it into columns of either type.
    const bool blob = args[0].storage_class() == StorageClass::kBlob;
    return blob ? EvalResult::Unknown() : ok(args[0]);
  }
  if (args[2].is_null()) return ok(Value::Null());
  const std::string to = ToText(args[2], version);
  std::string out;
  size_t i = 0;
  while (i < text.size()) {
    if (text.compare(i, from.size(), from) == 0) {
      out += to;
      i += from.size();
    } else {
      out += text[i++];
    }
  }
  return ok(Value::Text(std::move(out)));
}

Value Sign(const Value& v, SqliteVersion version) {
  const Value n = ApplyAffinity(v, Affinity::kNumeric, version);
  if (n.storage_class() != StorageClass::kInteger &&
      n.storage_class() != StorageClass::kReal) {
    return Value::Null();
  }
  const double x = ToReal(n, version);
  return Value::Integer(x < 0 ? -1 : x > 0 ? 1 : 0);
}

Value CharOf(const std::vector<Value>& args) {
  std::string out;
  for (const Value& v : args) {
    int64_t c = ToInteger(v);
    if (c < 0 || c > 0x10ffff) c = 0xfffd;
    AppendCodePoint(static_cast<char32_t>(c), &out);
  }
  return Value::Text(std::move(out));
}

Value Unicode(const Value& v, SqliteVersion version) {
  const std::vector<char32_t> codes = CodePoints(ToText(v, version));
  if (v.is_null() || codes.empty()) return Value::Null();
  return Value::Integer(codes[0]);
}

char32_t Fold(char32_t c) {
  return c < 0x80 ? static_cast<char32_t>(FoldAscii(static_cast<char>(c))) : c;
}

struct Matcher {
  const std::vector<char32_t>& pattern;
  const std::vector<char32_t>& text;
  bool glob;
  char32_t escape;

  char32_t At(size_t p) const { return p < pattern.size() ? pattern[p] : 0; }

  // [a-z], [^a-z] at pattern[*p] = '['. Moves *p behind the bracket.
  bool Class(size_t* p, char32_t c) const {
    size_t i = *p + 1;
    bool invert = false, seen = false;
    char32_t previous = 0;
    if (At(i) == '^') {
      invert = true;
      ++i;
    }
    char32_t c2 = At(i++);
    if (c2 == ']') {
      seen = c == ']';
      c2 = At(i++);
    }
    for (; c2 != 0 && c2 != ']'; c2 = At(i++)) {
      if (c2 == '-' && At(i) != ']' && At(i) != 0 && previous > 0) {
        c2 = At(i++);
        if (c >= previous && c <= c2) seen = true;
        previous = 0;
      } else {
        if (c == c2) seen = true;
        previous = c2;
      }
    }
    *p = i;
    return c2 != 0 && seen != invert;
  }

  bool Match(size_t p, size_t t) const {
    const char32_t any = glob ? U'*' : U'%', one = glob ? U'?' : U'_';
    while (p < pattern.size()) {
      char32_t c = pattern[p];
      const bool escaped = escape != 0 && c == escape;
      if (c == any && !escaped) {
        for (size_t k = t; k <= text.size(); ++k) {
          if (Match(p + 1, k)) return true;
        }
        return false;
      }
      if (t >= text.size()) return false;
      if (glob && c == '[') {
        if (!Class(&p, text[t])) return false;
        ++t;
        continue;
      }
      if (escaped) {
        if (++p >= pattern.size()) return false;
        c = pattern[p];
      } else if (c == one) {
        ++p;
        ++t;
        continue;
      }
      if (c != text[t] && (glob || Fold(c) != Fold(text[t]))) return false;
      ++p;
      ++t;
    }
    return t == text.size();
  }
};

}  // namespace

std::vector<char32_t> CodePoints(std::string_view text) {
  std::vector<char32_t> out;
  for (std::string_view c : Characters(text)) {
    const auto first = static_cast<unsigned char>(c[0]);
    if (first == 0) break;
    char32_t code = first < 0xC0   ? first
                    : first < 0xE0 ? first & 0x1F
                    : first < 0xF0 ? first & 0x0F
                                   : first & 0x07;
    for (size_t i = 1; i < c.size(); ++i) {
      code = code << 6 | (static_cast<unsigned char>(c[i]) & 0x3F);
    }
    out.push_back(code);
  }
  return out;
}

bool LikeMatches(std::string_view pattern, std::string_view text, bool glob,
                 char32_t escape) {
  const std::vector<char32_t> p = CodePoints(pattern), t = CodePoints(text);
  return Matcher{p, t, glob, escape}.Match(0, 0);
}

EvalResult CallFunction(std::string_view name, const std::vector<Value>& args,
                        Collation collation, SqliteVersion version) {
  const auto is = [name](std::string_view f) { return EqualsFolded(name, f); };
  const auto ok = [](Value v) { return EvalResult::Ok(std::move(v)); };
  if (is("abs")) return Abs(args[0], version);
  if (is("length")) return ok(Length(args[0], version));
  if (is("lower")) return ok(ChangeCase(args[0], false, version));
  if (is("upper")) return ok(ChangeCase(args[0], true, version));
  if (is("typeof")) return ok(Value::Text(TypeName(args[0])));
  if (is("coalesce") || is("ifnull")) {
    for (const Value& v : args) {
      if (!v.is_null()) return ok(v);
    }
    return ok(Value::Null());
  }
  if (is("nullif")) {
    const bool same = CompareValues(args[0], args[1], collation) == 0;
    return ok(same ? Value::Null() : args[0]);
  }
  if (is("min")) return ok(Extreme(args, false, collation));
  if (is("max")) return ok(Extreme(args, true, collation));
  if (is("round")) return Round(args, version);
  if (is("substr") || is("substring")) return ok(Substr(args, version));
  if (is("trim")) return ok(Trim(args, true, true, version));
  if (is("ltrim")) return ok(Trim(args, true, false, version));
  if (is("rtrim")) return ok(Trim(args, false, true, version));
  if (is("hex")) return ok(Value::Text(UpperHex(ToText(args[0], version))));
  if (is("quote")) return Quote(args[0], version);
  if (is("instr")) return ok(Instr(args[0], args[1], version));
  if (is("replace")) return Replace(args, version);
  if (is("sign")) return ok(Sign(args[0], version));
  if (is("char")) return ok(CharOf(args));
  if (is("unicode")) return ok(Unicode(args[0], version));
  if (is("likely") || is("unlikely") || is("likelihood")) return ok(args[0]);
  return EvalResult::Unknown();
}

}  // namespace alterego::shadow
