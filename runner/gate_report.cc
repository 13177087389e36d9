#include "runner/gate_report.h"

#include <set>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using Json = nlohmann::ordered_json;

// The number of bytes of the UTF-8 character at the start of `text` that XML
// 1.0 may hold, or 0.
size_t XmlCharacter(std::string_view text) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned c = byte(0);
  if (c < 0x80) return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
  const size_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
  if (c < 0xc2 || c > 0xf4) return 0;
  unsigned code = c & (0xffu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3f);
  }
  constexpr unsigned kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  const bool fits = code >= kSmallest[length] && code <= 0x10ffff;
  return fits && !surrogate && code != 0xfffe && code != 0xffff ? length : 0;
}

std::string Xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = XmlCharacter(text);
    if (length == 0) {
      absl::StrAppendFormat(&out, "\\x%02x",
                            static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
      continue;
    }
    switch (text[0]) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out.append(text.substr(0, length));
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string Seconds(int64_t ms) {
  return absl::StrFormat("%d.%03d", ms / 1000, ms % 1000);
}

// "corpus/seeds" of "corpus/seeds/x.sql".
std::string Folder(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? "." : path.substr(0, slash);
}
std::string FileName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

// https://www.rfc-editor.org/rfc/rfc3986: what a path may hold as it is.
std::string Uri(std::string_view path) {
  std::string out;
  for (char c : path) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') ||
        std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      absl::StrAppendFormat(&out, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return out;
}

constexpr struct {
  const char* kind;
  const char* what;
} kRules[] = {
    {"diverged", "A script whose engines must agree shows a divergence."},
    {"gone", "A known difference is no longer there."},
    {"other", "A known difference has become another one."},
    {"unreadable", "A file of the corpus cannot be read."},
    {"harness", "The harness could not ask an engine."},
};

}  // namespace

std::string ToJUnit(const GateReport& report) {
  std::string out = absl::StrFormat(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites tests=\"%1$d\" failures=\"%2$d\" errors=\"0\" "
      "time=\"%4$s\">\n"
      "<testsuite name=\"alterego gate\" tests=\"%1$d\" failures=\"%2$d\" "
      "errors=\"0\" skipped=\"%3$d\" time=\"%4$s\">\n",
      report.cases.size(), report.failed(), report.count(Verdict::kSkipped),
      Seconds(report.duration_ms));
  for (const GateCase& c : report.cases) {
    absl::StrAppendFormat(
        &out, "<testcase classname=\"%s\" name=\"%s\" time=\"%s\"",
        Xml(Folder(c.path)), Xml(FileName(c.path)), Seconds(c.duration_ms));
    if (c.verdict == Verdict::kPassed) {
      out += "/>\n";
    } else if (c.verdict == Verdict::kSkipped) {
      absl::StrAppendFormat(&out, "><skipped message=\"%s\"/></testcase>\n",
                            Xml(c.message));
    } else {
      absl::StrAppendFormat(
          &out,
          "><failure type=\"%s\" message=\"%s\">%s</failure></testcase>\n",
          Xml(c.kind), Xml(c.message), Xml(c.detail));
    }
  }
  return out + "</testsuite>\n</testsuites>\n";
}

std::string ToSarif(const GateReport& report, std::string_view tool_version) {
  Json rules = Json::array();
  for (const auto& rule : kRules) {
    rules.push_back(
        {{"id", rule.kind}, {"shortDescription", {{"text", rule.what}}}});
  }
  Json results = Json::array();
  for (const GateCase& c : report.cases) {
    if (c.verdict != Verdict::kFailed) continue;
    Json location = {{"artifactLocation", {{"uri", Uri(c.path)}}},
                     {"region", {{"startLine", c.line}}}};
    Json result = {
        {"ruleId", c.kind},
        {"level", "error"},
        {"message",
         {{"text",
           c.detail.empty() ? c.message : c.message + "\n" + c.detail}}},
        {"locations",
         Json::array({{{"physicalLocation", std::move(location)}}})}};
    if (!c.signature.empty()) {
      result["partialFingerprints"] = {{"signature/v1", c.signature}};
    }
    results.push_back(std::move(result));
  }
  const Json sarif = {
      {"$schema",
       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"
       "sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({{{"tool",
                              {{"driver",
                                {{"name", "alterego"},
                                 {"version", std::string(tool_version)},
                                 {"rules", std::move(rules)}}}}},
                             {"columnKind", "utf16CodeUnits"},
                             {"results", std::move(results)}}})}};
  return sarif.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// https://docs.github.com/actions/reference/workflow-commands
std::string ToGitHubAnnotations(const GateReport& report) {
  std::string out;
  for (const GateCase& c : report.cases) {
    if (c.verdict != Verdict::kFailed) continue;
    const std::string path = absl::StrReplaceAll(c.path, {{"%", "%25"},
                                                          {"\r", "%0D"},
                                                          {"\n", "%0A"},
                                                          {":", "%3A"},
                                                          {",", "%2C"}});
    const std::string text =
        absl::StrReplaceAll(c.message + "\n" + c.detail,
                            {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
    absl::StrAppendFormat(&out,
                          "::error file=%s,line=%d,title=alterego %s::%s\n",
                          path, c.line, c.kind, text);
  }
  return out;
}

}  // namespace alterego
