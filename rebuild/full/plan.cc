#include "rebuild/full/plan.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace alterego::rebuild {
namespace {

std::string Json(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          absl::StrAppendFormat(&out, "\\u%04x", c);
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

std::string JsonList(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(Json(word));
  return absl::StrCat("[", absl::StrJoin(out, ","), "]");
}

}  // namespace

std::string FullPlan::ToText() const {
  std::string out = absl::StrCat(sql, "\n  table: ", table, "\n  way: ", way);
  if (temp_bytes > 0) absl::StrAppend(&out, ", ", temp_bytes, " bytes of room");
  absl::StrAppend(&out, "\n");
  if (growth_bytes > 0) {
    absl::StrAppend(&out, "  growth: the file may be up to ", growth_bytes,
                    " bytes larger afterwards, until VACUUM\n");
  }
  for (const std::string& lock : locks) {
    absl::StrAppend(&out, "  lock: ", lock, "\n");
  }
  if (!lint.empty()) {
    absl::StrAppend(&out, "  lint: ", absl::StrJoin(lint, ", "), "\n");
  }
  for (const std::string& w : warnings) {
    absl::StrAppend(&out, "  warning: ", w, "\n");
  }
  for (const PreCheck& check : checks) {
    absl::StrAppend(&out, "  check: ", check.what, ": ",
                    check.count == 0 ? "ok" : check.finding);
    if (check.converted > 0) {
      absl::StrAppend(&out, ", ", check.converted,
                      check.converted == 1 ? " value" : " values",
                      " converted");
    }
    absl::StrAppend(&out, "\n");
  }
  int number = 0;
  for (const FullStep& step : steps) {
    absl::StrAppend(&out, "  ", ++number, ". ", step.kind);
    if (step.rows > 0) absl::StrAppend(&out, ", ", step.rows, " rows");
    if (step.bytes > 0) absl::StrAppend(&out, ", ", step.bytes, " bytes");
    absl::StrAppend(&out, "\n     ", step.sql, "\n");
  }
  return out;
}

std::string FullPlan::ToJson() const {
  std::vector<std::string> step_texts, check_texts;
  for (const FullStep& s : steps) {
    step_texts.push_back(
        absl::StrCat("{\"kind\":", Json(s.kind), ",\"sql\":", Json(s.sql),
                     ",\"rows\":", s.rows, ",\"bytes\":", s.bytes, "}"));
  }
  for (const PreCheck& c : checks) {
    check_texts.push_back(
        absl::StrCat("{\"what\":", Json(c.what), ",\"query\":", Json(c.query),
                     ",\"count\":", c.count, ",\"converted\":", c.converted,
                     ",\"finding\":", Json(c.finding), "}"));
  }
  return absl::StrCat(
      "{\"sql\":", Json(sql), ",\"table\":", Json(table), ",\"schema_hash\":\"",
      absl::StrFormat("%016x", schema_hash), "\",\"way\":", Json(way),
      ",\"temp_bytes\":", temp_bytes, ",\"growth_bytes\":", growth_bytes,
      ",\"locks\":", JsonList(locks), ",\"lint\":", JsonList(lint),
      ",\"warnings\":", JsonList(warnings), ",\"checks\":[",
      absl::StrJoin(check_texts, ","), "],\"steps\":[",
      absl::StrJoin(step_texts, ","), "]}");
}

}  // namespace alterego::rebuild
