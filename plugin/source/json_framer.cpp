#include "plugin/source/json_framer.h"

#include <algorithm>
#include <span>

#include "plugin/base/limits.h"
#include "plugin/base/page_keys.h"
#include "plugin/base/text.h"
#include "plugin/source/extent.h"
#include "plugin/source/json_scan.h"

namespace aobo {
namespace {

using What = FrameStep::What;

constexpr std::size_t kSignatureBytes = 48;

// Keys whose array holds the records of an envelope.
constexpr std::string_view kRecordKeys[] = {"records", "value", "items"};
// Keys with which such an envelope begins. An object that begins otherwise is a record.
constexpr std::string_view kEnvelopeHints[] = {"records", "value",    "items", "totalcount",
                                               "count",   "nextlink", "links"};

bool among(std::string_view key, std::span<const std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view k) { return equal_ignoring_case(key, k); });
}

bool is_hint(std::string_view key) {
  return key.starts_with("@odata.") || among(key, kEnvelopeHints);
}

bool begins_value(char byte) {
  return byte == '"' || byte == '-' || (byte >= '0' && byte <= '9') || byte == 't' || byte == 'f' ||
         byte == 'n';
}

// How an object begins: its bracket and its first key; empty where it does not begin so.
std::string_view beginning_of(std::string_view text, std::size_t begin) {
  const std::size_t key_at = skip_blanks(text, begin + 1);
  if (key_at >= text.size() || text[key_at] != '"') return {};
  const std::size_t key_end = string_end(text, key_at);
  const bool short_enough = key_end != std::string_view::npos && key_end - begin <= kSignatureBytes;
  return short_enough ? text.substr(begin, key_end - begin) : std::string_view();
}

// Where the list starts of the page that begins at `begin`, within a few hundred bytes; npos where
// none begins so.
std::size_t list_of_page(std::string_view text, std::size_t begin) {
  constexpr std::size_t kHead = 512, npos = std::string_view::npos;
  text = text.substr(0, begin + std::min(kHead, text.size() - begin));
  std::size_t at = skip_blanks(text, begin + 1);
  while (at < text.size() && text[at] == '"') {
    const std::size_t key_end = string_end(text, at);
    if (key_end == npos) return npos;
    const std::string_view key = text.substr(at + 1, key_end - at - 2);
    if (!is_hint(key)) return npos;
    at = value_of_key(text, key_end);
    if (at == npos) return npos;
    if (text[at] == '[') return among(key, kRecordKeys) ? skip_blanks(text, at + 1) : npos;
    at = value_end(text, at);
    if (at == npos) return npos;
    at = next_member(text, at);
  }
  return npos;
}

// Where a page begins at the start of a line in the place of a value: the record before it was cut
// there, and would take the page for the value. In a list pages may stand as well, and a page that
// is an array of records may be any value; there it is one whose records begin as the one that was
// cut. npos where none does.
std::size_t page_as_value(std::string_view text, std::size_t begin) {
  constexpr std::size_t npos = std::string_view::npos;
  const std::string_view cut = beginning_of(text, begin);
  for (std::size_t line = text.find('\n', begin); line != npos; line = text.find('\n', line + 1)) {
    const char first = line + 1 < text.size() ? text[line + 1] : '\n';
    if (first != '{' && first != '[') continue;
    const std::size_t before = text.find_last_not_of(" \t\r\n", line);
    if (before == npos || before < begin) continue;
    const bool of_member = text[before] == ':';
    if (!of_member && text[before] != '[' && text[before] != ',') continue;
    const std::size_t list =
        first == '[' ? skip_blanks(text, line + 2) : list_of_page(text, line + 1);
    if (list == npos) continue;
    const bool alike = list < text.size() && !cut.empty() && beginning_of(text, list) == cut;
    if (alike || (of_member && first == '{')) return line + 1;
  }
  return npos;
}

// Whether the page that begins at `begin` ends with its line.
bool ends_with_line(std::string_view window, std::size_t begin, std::size_t line_end) {
  return trimmed(window.substr(begin, line_end - begin)).ends_with('}');
}

// The tenant that is named behind the last list of a page, {"value":[…],"tenantId":"…"}.
std::string_view tenant_in_tail(std::string_view page) {
  constexpr std::size_t kTail = 512;
  std::string_view tail = page.substr(page.size() - std::min(kTail, page.size()));
  const std::size_t list_end = tail.rfind(']');
  std::string_view tenant;
  if (list_end == std::string_view::npos) return tenant;
  tail.remove_prefix(list_end + 1);
  if (tail.find('{') != std::string_view::npos) return tenant;  // perhaps of what stands in there
  for (std::size_t at = tail.find('"'); at != std::string_view::npos; at = tail.find('"', at)) {
    const std::size_t key_end = string_end(tail, at);
    if (key_end == std::string_view::npos) break;
    const std::size_t colon = skip_blanks(tail, key_end);
    const std::size_t value = skip_blanks(tail, std::min(colon + 1, tail.size()));
    if (value < tail.size())
      read_tenant(tail, tail.substr(at + 1, key_end - at - 2), value, tenant);
    at = key_end;
  }
  return tenant;
}

// Of the page that begins at `begin`, where the window holds it whole. Of one on a line of its own
// the end is looked at first: few pages have such a key there.
std::string_view tenant_behind(std::string_view window, std::size_t begin) {
  const std::size_t line_end = std::min(window.find('\n', begin), window.size());
  const bool on_a_line = ends_with_line(window, begin, line_end);
  if (on_a_line && tenant_in_tail(trimmed(window.substr(begin, line_end - begin))).empty())
    return {};
  const Extent extent = find_extent(window.substr(begin));
  if (extent.what != Extent::What::kWhole) return {};
  return tenant_in_tail(window.substr(begin, extent.end));
}

}  // namespace

FrameStep JsonFramer::next(std::string_view window, bool last) {
  const FrameStep found = step(window, last);
  if (found.what != What::kNeedMore) {
    before_ = '\n';
  } else if (found.end > 0) {
    before_ = window[found.end - 1];
  }
  return found;
}

FrameStep JsonFramer::step(std::string_view window, bool last) {
  if (resuming_) {
    bool found = false;
    const std::size_t at = resume_at(window, 0, 0, last, found);
    resuming_ = !found;
    if (!found) return {last ? What::kDone : What::kNeedMore, at, at};
    begin_anew(window[at]);
    FrameStep found_there = step(window.substr(at), last);
    found_there.begin += at;
    found_there.end += at;
    return found_there;
  }
  std::size_t at = 0;
  for (;;) {
    const std::size_t blanks = at;
    at = skip_blanks(window, at);
    // A record that starts behind something else counts from where its line starts.
    const std::size_t newline = window.substr(blanks, at - blanks).rfind('\n');
    if (newline != std::string_view::npos) column_ = at - blanks - newline - 1;
    if (at == window.size()) {
      return {last ? What::kDone : What::kNeedMore, at, at};
    }
    const char c = window[at];
    const bool in_array = !levels_.empty() && levels_.back() == Level::kArray;
    if (!levels_.empty() && levels_.back() == Level::kTable) {
      if (c == '[') return row(window, at, last);
      if (c == ',' || c == ']') ++at;
      if (c == ',') continue;
      table_.clear();
      levels_.pop_back();
      if (c != ']') levels_.clear();  // it was cut, and this is something else
      continue;
    }
    if (!levels_.empty() && levels_.back() == Level::kEnvelope) {
      const FrameStep rest = skip_envelope_rest(window, at, last);
      if (rest.what != What::kObject) return rest;
      at = rest.end;
    } else if (in_array && c == ',') {
      ++at;
    } else if (in_array && c == ']') {
      levels_.pop_back();
      ++at;
    } else if (c == '[' && levels_.size() < kMaxLevels) {
      levels_.push_back(Level::kArray);
      record_signature_.clear();
      ++at;
    } else if (c == '{') {
      bool entered = false;
      const FrameStep object = enter_envelope(window, at, last, entered);
      if (!entered) return object;
      at = object.end;
    } else if (in_array) {
      return no_object(window, at, last);
    } else {
      return line(window, at, last);
    }
  }
}

// What stands in an array in an object's place. Where it is no value either, the record before it
// was damaged and what follows is the rest of it, up to what begins like that record.
FrameStep JsonFramer::no_object(std::string_view window, std::size_t begin, bool last) {
  constexpr const char* kDetail = "an array holds something else than objects";
  const std::size_t end = std::min(value_end(window, begin), window.size());
  const std::size_t behind = skip_blanks(window, end);
  if (behind == window.size() && !last && end - begin <= limits::kRecordBytes)
    return {What::kNeedMore, begin, begin};
  const bool goes_on = behind == window.size() || window[behind] == ',' || window[behind] == ']';
  const bool holds =
      window.substr(begin, end - begin).find_first_of("{[") != std::string_view::npos;
  if (goes_on && window[begin] == '"' && holds) return {What::kLine, begin, end};  // one as text
  if (record_signature_.empty() || (goes_on && begins_value(window[begin])))
    return {What::kRefused, begin, end, Reason::kNotAnObject, kDetail};
  signature_ = record_signature_;
  broken_column_ = column_;
  bool found = false;
  const std::size_t resumed = resume_at(window, begin, begin, last, found);
  resuming_ = !found;
  if (found) begin_anew(window[resumed]);
  return {What::kRefused, begin, resumed, Reason::kNotAnObject, kDetail};
}

// An object: enters it where it is an envelope, frames it where it is a record.
FrameStep JsonFramer::enter_envelope(std::string_view window, std::size_t begin, bool last,
                                     bool& entered) {
  std::size_t at = skip_blanks(window, begin + 1);
  if (at >= window.size() || window[at] != '"') return object(window, begin, last, entered);
  std::size_t key_end = string_end(window, at);
  if (key_end == std::string_view::npos || !is_hint(window.substr(at + 1, key_end - at - 2))) {
    return object(window, begin, last, entered);
  }
  // No page holds a page: one that is still open was cut off, and its levels would pile up.
  const auto open = std::find(levels_.begin(), levels_.end(), Level::kEnvelope);
  std::string_view tenant;
  while (at < window.size() && window[at] == '"') {
    key_end = string_end(window, at);
    if (key_end == std::string_view::npos) break;
    const std::string_view key = window.substr(at + 1, key_end - at - 2);
    at = value_of_key(window, key_end);
    if (at == std::string_view::npos) break;
    if (window[at] == '[' && among(key, kRecordKeys)) {
      // One within another that was cut is not sought through again for what stands behind it.
      const bool first = open == levels_.end();
      if (first && tenant.empty() && awaits_end(window, begin, last))
        return {What::kNeedMore, begin, begin};
      levels_.erase(open, levels_.end());
      entered = true;
      enter_page(first && tenant.empty() ? tenant_behind(window, begin) : tenant);
      return {What::kObject, begin, at + 1};
    }
    read_tenant(window, key, at, tenant);
    const std::size_t end = value_end(window, at);
    if (end == std::string_view::npos) break;
    at = next_member(window, end);
  }
  return object(window, begin, last, entered);
}

// Whether more of the page is to be read before its records are given. One on a line of its own
// ends with it; of others the end is sought.
bool JsonFramer::awaits_end(std::string_view window, std::size_t begin, bool last) const {
  if (!waits_ || last || window.size() - begin >= limits::kPageEndBytes) return false;
  const std::size_t line_end = window.find('\n', begin);
  if (line_end == std::string_view::npos) return true;
  return !ends_with_line(window, begin, line_end) &&
         find_extent(window.substr(begin)).what == Extent::What::kOpen;
}

void JsonFramer::enter_page(std::string_view tenant) {
  levels_.push_back(Level::kEnvelope);
  levels_.push_back(Level::kArray);
  record_signature_.clear();
  tenant_ = tenant;
}

// What follows the array of an envelope, up to its closing bracket: next links, counts, attributes,
// and further lists of records, which are entered. kObject: passed.
FrameStep JsonFramer::skip_envelope_rest(std::string_view window, std::size_t begin, bool last) {
  const char c = window[begin];
  if (c == '}') {
    levels_.pop_back();
    tenant_.clear();
    return {What::kObject, begin, begin + 1};
  }
  if (c == ',' || c == ':') return {What::kObject, begin, begin + 1};
  if (c == '{') {  // where a key should be: the envelope was cut, and this is the next record
    const char previous = begin > 0 ? window[begin - 1] : before_;
    if (previous == '\n' || previous == ',') {
      levels_.pop_back();
      tenant_.clear();
      return {What::kObject, begin, begin};
    }
  }
  const std::size_t list = c == '"' ? list_behind_key(window, begin) : window.size();
  const bool written = list < window.size() && is_written_at(window, begin);
  if (list < window.size() && !written) {
    levels_.push_back(Level::kArray);
    record_signature_.clear();
    return {What::kObject, begin, list};
  }
  const std::size_t from = written ? window.rfind('[', list) : begin;
  const std::size_t end = list == std::string_view::npos ? list : value_end(window, from);
  if (end == std::string_view::npos) {
    if (!last && window.size() - begin < limits::kRecordBytes)
      return {What::kNeedMore, begin, begin};
    FrameStep step =
        refuse(window, begin, last, Reason::kTruncated, "an envelope ends before it is closed");
    step.open = last;
    return step;
  }
  if (written)
    return {What::kRefused, begin, end, Reason::kUnknownFamily,
            "a page's list under a name for what people write"};
  return {What::kObject, begin, end};
}

bool JsonFramer::is_written_at(std::string_view window, std::size_t begin) {
  const std::size_t key_end = string_end(window, begin);
  return page::is_written(window.substr(begin + 1, key_end - begin - 2));
}

// Where the list begins whose key stands at `begin`, one of objects that may be records; the
// window's size where none does, npos where the window ends before that is seen.
std::size_t JsonFramer::list_behind_key(std::string_view window, std::size_t begin) {
  constexpr std::size_t npos = std::string_view::npos;
  const std::size_t key_end = string_end(window, begin);
  if (key_end == npos) return npos;
  std::size_t at = skip_blanks(window, key_end);
  for (const char mark : {':', '[', '{'}) {
    if (at == window.size()) return npos;
    if (window[at] != mark) return window.size();
    if (mark != '{') at = skip_blanks(window, at + 1);
  }
  const std::string_view key = window.substr(begin + 1, key_end - begin - 2);
  return is_folded_of_any(page::kColumnLists, key) ? window.size() : at;
}

FrameStep JsonFramer::object(std::string_view window, std::size_t begin, bool last, bool& entered) {
  const Extent extent = find_extent(window.substr(begin));
  if (extent.what == Extent::What::kWhole && extent.end <= limits::kRecordBytes) {
    record_signature_ = beginning_of(window, begin);
    return {What::kObject, begin, begin + extent.end};
  }
  if (extent.what == Extent::What::kBroken) {
    return refuse(window, begin, last, Reason::kTruncated, extent.detail, begin + extent.end);
  }
  if (extent.what == Extent::What::kOpen && page_as_value(window, begin) != std::string_view::npos)
    return refuse(window, begin, last, Reason::kTruncated,
                  "cut before a value: a page begins there");
  if (extent.end > limits::kRecordBytes) {
    // Too long for a record: a page, whatever its key.
    if (const List list = list_at(window, begin); enter_list(window, list)) {
      entered = true;
      return {What::kObject, begin, list.at};
    }
    return refuse(window, begin, last, Reason::kTooLong, "longer than the largest record allowed");
  }
  if (!last) return {What::kNeedMore, begin, begin};
  FrameStep step = refuse(window, begin, last, Reason::kTruncated, extent.detail);
  step.open = true;
  return step;
}

// Refuses from `begin` to the next likely beginning.
FrameStep JsonFramer::refuse(std::string_view window, std::size_t begin, bool last, Reason reason,
                             const char* detail, std::size_t broken_at) {
  broken_column_ = column_;
  signature_ = beginning_of(window, begin);
  // A string that runs into a line break: what begins like a record before it, and properly, is the
  // broken record's own.
  const bool in_string = broken_at > begin && window[broken_at] == '\n';
  const std::size_t alike = in_string ? swallowed_at(window, begin, broken_at) : begin + 1;
  bool found = false;
  const std::size_t end = resume_at(window, begin + 1, alike, last, found);
  resuming_ = !found;
  if (found) begin_anew(window[end]);
  return {What::kRefused, begin, end, reason, detail};
}

// A page that begins behind a broken record: the one before it was cut off and is never closed.
void JsonFramer::begin_anew(char first) {
  if (first == '[') levels_.clear();
}

// Where a record begins like the broken one inside what seems to be a string: the cut was before
// it, on the same line. `end` where there is none.
std::size_t JsonFramer::swallowed_at(std::string_view window, std::size_t begin,
                                     std::size_t end) const {
  if (signature_.empty()) return end;
  bool in_string = false;
  for (std::size_t at = begin; at < end; ++at) {
    if (in_string && window[at] == '\\') {
      ++at;
    } else if (window[at] == '"') {
      in_string = !in_string;
    } else if (in_string && window.substr(at).starts_with(signature_)) {
      return at;
    }
  }
  return end;
}

// The next likely beginning of a record: a line at or after `from`, or from `alike` on what begins
// like the broken one; where there is none, how much of the window can go.
std::size_t JsonFramer::resume_at(std::string_view window, std::size_t from, std::size_t alike,
                                  bool last, bool& found) const {
  constexpr std::size_t npos = std::string_view::npos;
  std::size_t best = npos;
  // Line by line, so that no more is looked at than is stepped over, but for one line; and lines of
  // blanks are one step together.
  for (std::size_t line = from; best == npos;) {
    const std::size_t newline = window.find('\n', line);
    const std::size_t line_end = std::min(newline, window.size());
    if (!signature_.empty() && line_end >= alike) {
      const std::size_t reach = std::min(line_end + signature_.size(), window.size());
      best = window.substr(0, reach).find(signature_, std::max(line, alike));
      if (best != npos) break;
    }
    if (newline == npos) break;
    const std::size_t start = skip_blanks(window, newline + 1);
    if (start >= window.size()) break;
    const std::size_t line_start = window.rfind('\n', start - 1) + 1;
    const bool begins = window[start] == '{' || window[start] == '[';
    if (begins && start - line_start <= broken_column_) best = start;
    line = start;
  }
  found = best != npos;
  if (found) return best;
  if (last) return window.size();
  // Keep what may be the first bytes of a signature, or a line break with blanks after it.
  const std::size_t indent = std::min(broken_column_, kSignatureBytes);
  const std::size_t keep = signature_.size() + indent + kSignatureBytes;
  return std::max(from, window.size() - std::min(window.size(), keep));
}

FrameStep JsonFramer::line(std::string_view window, std::size_t begin, bool last) {
  const std::size_t end = window.find('\n', begin);
  if (end == std::string_view::npos) {
    if (window.size() - begin > limits::kRecordBytes) {
      return refuse(window, begin, last, Reason::kTooLong,
                    "longer than the largest record allowed");
    }
    if (!last) return {What::kNeedMore, begin, begin};
  }
  return {What::kLine, begin, std::min(end, window.size())};
}

}  // namespace aobo
