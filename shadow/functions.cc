#include "shadow/functions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/identifier.h"

namespace alterego::shadow {
namespace {

constexpr bool kAggregate = true;
constexpr bool kScalar = false;
constexpr bool kWindow = true;
constexpr bool kRandom = false;  // not deterministic

// Sorted by name; a name stands once for each range of argument counts.
constexpr FunctionInfo kFunctions[] = {
    {"abs", 1, 1},
    {"avg", 1, 1, kAggregate},
    {"changes", 0, 0, kScalar, false, kRandom},
    {"char", 0, -1},
    {"coalesce", 2, -1},
    {"concat", 1, -1},
    {"concat_ws", 2, -1},
    {"count", 0, 1, kAggregate},
    {"cume_dist", 0, 0, kAggregate, kWindow},
    {"date", 0, -1},
    {"datetime", 0, -1},
    {"dense_rank", 0, 0, kAggregate, kWindow},
    {"first_value", 1, 1, kAggregate, kWindow},
    {"format", 0, -1},
    {"glob", 2, 2},
    {"group_concat", 1, 2, kAggregate},
    {"hex", 1, 1},
    {"ifnull", 2, 2},
    {"iif", 3, 3},
    {"instr", 2, 2},
    {"json", 1, 1},
    {"json_array", 0, -1},
    {"json_array_length", 1, 2},
    {"json_extract", 1, -1},
    {"json_group_array", 1, 1, kAggregate},
    {"json_group_object", 2, 2, kAggregate},
    {"json_insert", 0, -1},
    {"json_object", 0, -1},
    {"json_patch", 2, 2},
    {"json_quote", 1, 1},
    {"json_remove", 0, -1},
    {"json_replace", 0, -1},
    {"json_set", 0, -1},
    {"json_type", 1, 2},
    {"json_valid", 1, 1},
    {"julianday", 0, -1},
    {"lag", 1, 3, kAggregate, kWindow},
    {"last_insert_rowid", 0, 0, kScalar, false, kRandom},
    {"last_value", 1, 1, kAggregate, kWindow},
    {"lead", 1, 3, kAggregate, kWindow},
    {"length", 1, 1},
    {"like", 2, 3},
    {"likelihood", 2, 2},
    {"likely", 1, 1},
    {"load_extension", 1, 2, kScalar, false, kRandom},
    {"lower", 1, 1},
    {"ltrim", 1, 2},
    {"max", 1, 1, kAggregate},
    {"max", 2, -1},
    {"min", 1, 1, kAggregate},
    {"min", 2, -1},
    {"nth_value", 2, 2, kAggregate, kWindow},
    {"ntile", 1, 1, kAggregate, kWindow},
    {"nullif", 2, 2},
    {"percent_rank", 0, 0, kAggregate, kWindow},
    {"printf", 0, -1},
    {"quote", 1, 1},
    {"random", 0, 0, kScalar, false, kRandom},
    {"randomblob", 1, 1, kScalar, false, kRandom},
    {"rank", 0, 0, kAggregate, kWindow},
    {"replace", 3, 3},
    {"round", 1, 2},
    {"row_number", 0, 0, kAggregate, kWindow},
    {"rtrim", 1, 2},
    {"sign", 1, 1},
    {"sqlite_version", 0, 0},
    {"strftime", 1, -1},
    {"string_agg", 2, 2, kAggregate},
    {"substr", 2, 3},
    {"substring", 2, 3},
    {"sum", 1, 1, kAggregate},
    {"time", 0, -1},
    {"total", 1, 1, kAggregate},
    {"total_changes", 0, 0, kScalar, false, kRandom},
    {"trim", 1, 2},
    {"typeof", 1, 1},
    {"unicode", 1, 1},
    {"unixepoch", 0, -1},
    {"unlikely", 1, 1},
    {"upper", 1, 1},
    {"zeroblob", 1, 1},
};

// Functions that only some builds have, or whose arguments are not known here.
constexpr std::string_view kOptional[] = {
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atan2",
    "atanh",
    "bm25",
    "ceil",
    "ceiling",
    "concat",
    "concat_ws",
    "cos",
    "cosh",
    "degrees",
    "exp",
    "floor",
    "highlight",
    "ln",
    "load_extension",
    "log",
    "log10",
    "log2",
    "match",
    "matchinfo",
    "mod",
    "octet_length",
    "offsets",
    "optimize",
    "pi",
    "pow",
    "power",
    "radians",
    "regexp",
    "rtreecheck",
    "rtreedepth",
    "rtreenode",
    "sin",
    "sinh",
    "snippet",
    "soundex",
    "sqlite_log",
    "sqlite_offset",
    "sqrt",
    "string_agg",
    "subtype",
    "if",
    "median",
    "percentile",
    "tan",
    "tanh",
    "timediff",
    "trunc",
    "unhex",
    "unistr",
    "unistr_quote",
};

// The entries of that name: [first, last).
std::pair<const FunctionInfo*, const FunctionInfo*> Range(
    std::string_view name) {
  const Identifier wanted{name};
  auto before = [](const FunctionInfo& f, const Identifier& n) {
    return Identifier(f.name) < n;
  };
  const FunctionInfo* first = std::lower_bound(
      std::begin(kFunctions), std::end(kFunctions), wanted, before);
  const FunctionInfo* last = first;
  while (last != std::end(kFunctions) && EqualsFolded(last->name, name)) ++last;
  return {first, last};
}

}  // namespace

const FunctionInfo* FindFunction(std::string_view name, int arguments) {
  auto [first, last] = Range(name);
  for (const FunctionInfo* f = first; f != last; ++f) {
    if (arguments >= f->arguments_min &&
        (f->arguments_max < 0 || arguments <= f->arguments_max)) {
      return f;
    }
  }
  return nullptr;
}

const FunctionInfo* FunctionOf(const sql::Node& call) {
  using sql::NodeKind;
  if (call.kind != NodeKind::kFunction || call.names.size() != 1) {
    return nullptr;
  }
  int arguments = 0;
  for (const sql::Node& child : call.children) {
    arguments += child.kind != NodeKind::kFilter &&
                 child.kind != NodeKind::kOver &&
                 child.kind != NodeKind::kOrderBy;
  }
  return FindFunction(call.names[0].id.spelling(), arguments);
}

bool IsAggregate(const sql::Node& node) {
  const FunctionInfo* info = FunctionOf(node);
  return info != nullptr && info->aggregate;
}

bool IsFunction(std::string_view name) {
  auto [first, last] = Range(name);
  return first != last;
}

bool IsOptionalFunction(std::string_view name) {
  for (std::string_view optional : kOptional) {
    if (EqualsFolded(optional, name)) return true;
  }
  return EqualsFolded(name.substr(0, 5), "jsonb") ||
         EqualsFolded(name.substr(0, 7), "sqlite_");
}

}  // namespace alterego::shadow
