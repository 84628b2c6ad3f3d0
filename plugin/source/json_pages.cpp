// Of JsonFramer: pages and answers longer than a record.
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/base/page_keys.h"
#include "plugin/source/extent.h"
#include "plugin/source/json_framer.h"
#include "plugin/source/json_scan.h"

namespace aobo {

using What = FrameStep::What;

// Where the list of a page starts whose first key is none of the usual: behind its first "[" that
// opens objects, or rows of an answer that names its columns before them; at the object's own
// level, or in an object in which answers are handed on. Nowhere where there is none, or a key of a
// record stands before it: the lists of a record hold what its users wrote.
JsonFramer::List JsonFramer::list_at(std::string_view window, std::size_t begin,
                                     std::size_t depth) {
  constexpr std::size_t kDeepest = 3;
  List list;
  std::size_t at = skip_blanks(window, begin + 1);
  while (at < window.size() && window[at] == '"') {
    const std::size_t key_at = at + 1;
    at = string_end(window, at);
    if (at == std::string_view::npos) break;
    const std::string_view key = window.substr(key_at, at - key_at - 1);
    if (is_folded_of_any(page::kOfRecords, key)) break;
    at = value_of_key(window, at);
    if (at == std::string_view::npos) break;
    if (window[at] == '[' && !is_folded_of_any(page::kColumnLists, key) && !page::is_written(key)) {
      const std::size_t inside = skip_blanks(window, at + 1);
      const char first = inside < window.size() ? window[inside] : '\0';
      list.rows = first == '[' && is_folded_of("rows", key);
      if (first == '{' || list.rows) {
        list.at = at + 1;
        list.depth = depth;
        list.object = begin;
        return list;
      }
    }
    if (window[at] == '{' && depth < kDeepest && is_folded_of_any(page::kCarriers, key)) {
      List within = list_at(window, at, depth + 1);
      if (within.tenant.empty()) within.tenant = list.tenant;
      if (within.at != std::string_view::npos) return within;
    }
    read_tenant(window, key, at, list.tenant);
    at = value_end(window, at);
    if (at == std::string_view::npos) break;
    at = next_member(window, at);
  }
  return list;
}

// What stands before an answer's rows, which is said again with each of them: without what is long
// and names no column.
std::string JsonFramer::head_of(std::string_view answer) {
  constexpr std::size_t kLong = std::size_t{4} << 10;
  std::string head = "{";
  std::size_t at = skip_blanks(answer, 1);
  while (at < answer.size() && answer[at] == '"') {
    const std::size_t begin = at;
    const std::size_t key_end = string_end(answer, at);
    const std::size_t value = value_of_key(answer, key_end);
    const bool begun = value != std::string_view::npos;
    const std::size_t end = begun ? value_end(answer, value) : value;
    if (end == std::string_view::npos) return head.append(answer.substr(begin));  // the rows
    const std::string_view key = answer.substr(begin + 1, key_end - begin - 2);
    if (end - value <= kLong || is_folded_of_any(page::kColumnLists, key))
      head.append(answer.substr(begin, end - begin)).push_back(',');
    at = next_member(answer, end);
  }
  return head;
}

// False where its levels are too many, or what stands before its rows is too much to be said again
// with each.
bool JsonFramer::enter_list(std::string_view window, const List& list) {
  constexpr std::size_t kMostBeforeRows = std::size_t{64} << 10;
  if (list.at == std::string_view::npos || levels_.size() + list.depth >= kMaxLevels) return false;
  std::string head(list.rows ? window.substr(list.object, list.at - list.object) : "");
  if (head.size() > kMostBeforeRows) head = head_of(head);
  if (head.size() > kMostBeforeRows) return false;
  for (std::size_t depth = 1; depth < list.depth; ++depth) levels_.push_back(Level::kEnvelope);
  enter_page(list.tenant);
  if (list.rows) {
    levels_.back() = Level::kTable;
    table_ = std::move(head);
  }
  return true;
}

// A row of an answer, as an answer of this row alone.
FrameStep JsonFramer::row(std::string_view window, std::size_t begin, bool last) {
  const Extent extent = find_extent(window.substr(begin));
  if (extent.what == Extent::What::kWhole && extent.end <= limits::kRecordBytes) {
    made_ = table_;
    made_.append(window.substr(begin, extent.end)).append("]}");
    FrameStep step{What::kObject, begin, begin + extent.end};
    step.made = true;
    return step;
  }
  const bool open = extent.what == Extent::What::kOpen;
  if (open && !last && extent.end <= limits::kRecordBytes) return {What::kNeedMore, begin, begin};
  const bool too_long = extent.end > limits::kRecordBytes;
  table_.clear();
  levels_.clear();
  FrameStep step = refuse(window, begin, last, too_long ? Reason::kTooLong : Reason::kTruncated,
                          too_long ? "longer than the largest record allowed" : extent.detail,
                          begin + extent.end);
  step.open = open && last;
  return step;
}

}  // namespace aobo
