// JsonFramer: finds where each record begins and ends in a window of JSON text, without reading
// what it says. It takes every envelope in which Microsoft's logs come, nested and mixed in one
// input:
//   {…}\n{…}                          JSON Lines, or objects one after another, pretty-printed or
//   not
//   [{…},{…}]                         Management API blobs, Event Grid, exports
//   {"records":[…]} {"value":[…]} {"items":[…]}   Event Hub messages, Graph pages, Partner Center
//   pages
//   {"tables":[{"columns":[…],"rows":[[…],[…]]}]}  answers of rows and columns
// A page or answer longer than a record is entered, also in the objects in which answers are handed
// on (base/page_keys.h); of rows each is given as an answer of its own, with all that stands before
// its rows. What is no JSON value at the top level is handed on as a line of text.
//
// A record that was cut, so that the next one begins inside it, must not take its neighbours along.
// The signs of a cut, none of which valid JSON can show: a line break inside a string, "{" where no
// value may begin, a bracket that closes the wrong thing; and one that logs do not show: a page
// that begins at the start of a line in a value's place, inside of what is not closed (in a list,
// and of a page that is an array alone, one whose records begin as the cut one does). The framer
// then refuses what it has and goes on at the next likely beginning: a line that starts with "{" no
// further in than the broken record did, or the text with which the broken record itself began
// ({"CreationTime"). A byte that was damaged can end a string and a record too early; the rest of
// it then stands in the array in a record's place, and what follows is found in the same way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/refusal.h"

namespace aobo {

// What one step found in the window; `begin` and `end` are positions in it, `end` is where the next
// step starts.
struct FrameStep {
  enum class What : std::uint8_t { kObject, kLine, kRefused, kNeedMore, kDone };
  What what = What::kDone;
  std::size_t begin = 0;
  std::size_t end = 0;
  Reason reason = Reason::kBadJson;
  const char* detail = "";
  bool open = false;  // refused because the input ends inside of it
  bool made = false;  // the object is JsonFramer::made(), and not the bytes of the window
};

class JsonFramer {
 public:
  // `window` starts where the last step ended; `last` says that no more follows. kNeedMore keeps
  // the window's rest from `end` on.
  FrameStep next(std::string_view window, bool last);

  // A row of a long answer, as an answer that holds it alone.
  std::string_view made() const { return made_; }
  // Whether such an answer is being read: its columns stand in no place.
  bool in_table() const { return !table_.empty(); }

  // Whether a page's end may be waited for, up to a bound, since it may say whose its records are.
  // Of a file that is followed what is there is given at once.
  void wait_for_pages(bool wait) { waits_ = wait; }
  // Whose records the page holds that the last frame stands in, where the page says so before its
  // list, or behind it and its end was waited for.
  std::string_view tenant() const { return levels_.empty() ? std::string_view() : tenant_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(levels_, signature_, record_signature_, column_, broken_column_, resuming_, before_,
            tenant_);
  }

 private:
  static constexpr std::size_t kMaxLevels = 8;
  enum class Level : std::uint8_t { kArray, kEnvelope, kTable };
  // Where the list of a page begins, behind its bracket, and in how many objects it lies.
  struct List {
    std::size_t at = std::string_view::npos;
    std::size_t depth = 0;
    std::size_t object = 0;  // the one whose list it is
    bool rows = false;
    std::string_view tenant;
  };

  FrameStep step(std::string_view window, bool last);
  static List list_at(std::string_view window, std::size_t begin, std::size_t depth = 1);
  static std::string head_of(std::string_view answer);
  bool enter_list(std::string_view window, const List& list);
  FrameStep row(std::string_view window, std::size_t begin, bool last);
  bool awaits_end(std::string_view window, std::size_t begin, bool last) const;
  void enter_page(std::string_view tenant);
  static bool is_written_at(std::string_view window, std::size_t begin);
  static std::size_t list_behind_key(std::string_view window, std::size_t begin);
  FrameStep object(std::string_view window, std::size_t begin, bool last, bool& entered);
  FrameStep no_object(std::string_view window, std::size_t begin, bool last);
  FrameStep enter_envelope(std::string_view window, std::size_t begin, bool last, bool& entered);
  FrameStep skip_envelope_rest(std::string_view window, std::size_t begin, bool last);
  FrameStep line(std::string_view window, std::size_t begin, bool last);
  FrameStep refuse(std::string_view window, std::size_t begin, bool last, Reason reason,
                   const char* detail, std::size_t broken_at = 0);
  void begin_anew(char first);
  std::size_t swallowed_at(std::string_view window, std::size_t begin, std::size_t end) const;
  std::size_t resume_at(std::string_view window, std::size_t from, std::size_t alike, bool last,
                        bool& found) const;

  std::vector<Level> levels_;
  std::string tenant_;  // of the page at hand
  std::string table_;   // what stands before the rows of the answer at hand
  std::string made_;
  std::string signature_;         // how the broken record began
  std::string record_signature_;  // how the last whole record began
  std::size_t column_ = 0;        // how far in the line of the value at hand starts
  std::size_t broken_column_ = 0;
  char before_ = '\n';  // what stands before the window, where a value is cut there
  bool waits_ = false;
  bool resuming_ = false;  // dropping bytes after a refusal until a beginning is found
};

}  // namespace aobo
