// RecordReader: the records of one input. A frame that is told plainly is read and done with. Only
// one that no family knows is looked at again, in this order: its bytes repaired, a wrapper opened,
// a page or table taken apart. What comes out is read the same way, up to limits::kUnwrapDepth
// times.
//
// Records of one frame have offsets of their own: the frame's, and one more for each. They lie
// within its bytes, so that a run that goes on where another ended finds its place.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/frame.h"
#include "plugin/base/refusal.h"
#include "plugin/event/record.h"
#include "plugin/parse/parser.h"
#include "plugin/source/source.h"
#include "plugin/unwrap/fragments.h"
#include "plugin/unwrap/wrapper.h"

namespace aobo {

class DateSurvey;

class RecordReader {
 public:
  enum class State : std::uint8_t { kRecord, kRefused, kWait, kEnd };

  // `dates`: how the input writes day and month where its own dates do not tell. `growth`: as
  // Source's.
  RecordReader(const std::string& input, std::size_t chunk, Parser& parser,
               DateOrder dates = DateOrder::kUnclear, Growth growth = Growth::kNone)
      : input_(input), source_({input}, chunk, growth), parser_(parser), fallback_(dates) {}

  // kRecord: `record` is filled; its texts hold until the next call. kRefused: refusal() tells why.
  // kWait: nothing more is there yet, or what was asked of it takes longer than one call may.
  State next(Record& record);

  std::uint64_t offset() const { return offset_; }
  const Refusal& refusal() const { return refusal_; }
  // Whether bytes of the record at hand had to be repaired.
  bool repaired() const { return repaired_frame_ || (current_ && current_->repaired); }
  // When the record at hand came to whoever wrapped it first, where they say so. Never the time of
  // what was done.
  std::optional<TimeNs> collected() const { return current_ ? current_->collected : std::nullopt; }
  void release() { source_.release(); }

  // Hands over each record's JSON, wherever it was found, also of those whose date is ambiguous:
  // who looks for the order of the dates asks nobody for it. Before the first call.
  using Seen = std::function<void(std::string_view json)>;
  void survey(Seen seen) {
    seen_ = std::move(seen);
    dates_ = DateOrder::kUnclear;
  }

  // ---- of a followed file
  // As Source's; behind kEnd only, when all that a frame holds was given.
  std::optional<Place> place() const;
  void resume(const Place& place);
  Source& source() { return source_; }
  const Source& source() const { return source_; }
  std::size_t memory() const { return source_.memory() + waiting_bytes_; }

  // ---- of an input that comes in messages
  // Goes on with this one, which stays until its end. Before the first call nothing is to be read.
  void restart(std::string_view message);

 private:
  // A text that held several frames. It must begin with a record: in what begins otherwise, what
  // looks like one further on is somebody's text.
  struct Text {
    bool gave_record = false;
    bool refused = false;          // its rest was told of
    std::shared_ptr<Text> around;  // the one that it was found in
  };
  // Something found inside a frame, waiting to be read.
  struct Inner {
    std::string text;
    FrameKind kind = FrameKind::kJson;
    std::string tenant;               // what the wrapper knows of it
    std::optional<TimeNs> collected;  // when it came to whoever wrapped it first
    std::size_t depth = 0;
    bool repaired = false;
    bool unframed = false;  // it may hold several values, or a line
    std::shared_ptr<Text> text_of;
    bool behind_first = false;     // of the values of `text_of`
    std::optional<Refusal> whole;  // what is said instead where a line of text is of nobody

    std::size_t bytes() const { return sizeof(Inner) + text.capacity() + tenant.capacity(); }
  };

  std::optional<State> next_frame(Frame& frame);
  std::optional<State> frame_of_source(Frame& frame);
  State refuse(Refusal refusal);
  State read(const Frame& frame, Record& record);
  bool behind_no_record() const;
  void believe();
  // What a frame holds, before it is put where it waits.
  struct Opened {
    Unwrapped found;
    std::optional<Refusal> owed;  // of what was left out
    bool whole = false;           // it is one thing: where it is nobody's, the frame is refused
  };
  bool open(const Frame& frame, Refusal& refusal);
  bool mend(const Frame& frame);
  std::optional<Opened> look(const Frame& frame, const Refusal& refusal);
  std::optional<Opened> look_into(const Frame& frame);
  std::optional<Opened> look_behind(std::string_view text);
  Inner inner_at_hand();
  void put(Unwrapped found, const Refusal* instead);
  void frame_part(Inner part);
  void leave_rest_out();
  void put_before(std::deque<Inner> parts);
  void put_before(Inner inner);
  bool frames_of(const std::string& text, const Inner& like, std::deque<Inner>& into);
  void complete(Record& record) const;

  std::string input_;
  Source source_;
  Parser& parser_;
  DateOrder fallback_;
  DateOrder dates_ = DateOrder::kUnasked;
  std::shared_ptr<DateSurvey> survey_;  // while the order of its dates is sought
  Frame surveyed_;                      // for this frame, which is read then
  simdjson::dom::parser unwrapper_;
  Fragments fragments_;
  std::deque<Inner> waiting_;
  std::size_t waiting_bytes_ = 0;  // of these
  std::optional<Inner> current_;   // what is being read, where it is no frame of the input
  bool repaired_frame_ = false;
  std::uint64_t frame_offset_ = 0;
  std::string frame_tenant_;
  std::uint64_t ordinal_ = 0;
  std::uint64_t offset_ = 0;
  Seen seen_;
  std::size_t work_ = 0;  // since the last kWait
  Refusal refusal_{Reason::kBadJson, {}};
  std::optional<Refusal> owed_;  // of what was left out of the frame that was opened last
};

}  // namespace aobo
