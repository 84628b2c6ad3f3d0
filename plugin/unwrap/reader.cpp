#include "plugin/unwrap/reader.h"

#include <fmt/format.h>

#include <utility>

#include "plugin/base/json_repair.h"
#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/source/extent.h"
#include "plugin/unwrap/date_order.h"
#include "plugin/unwrap/line_head.h"

namespace aobo {
namespace {

Frame frame_of(std::string_view text, FrameKind kind, std::string_view origin) {
  Frame frame;
  frame.kind = kind;
  frame.bytes = text;
  frame.readable = text.size();
  frame.origin = origin;
  return frame;
}

// A record with a time that its owner must say more of.
bool is_of_clock(Reason reason) {
  return reason == Reason::kAmbiguousDate || reason == Reason::kLocalTime;
}

// Where the first value of the text ends; 0 where it is a line, or not whole.
std::size_t first_value_end(std::string_view text) {
  std::size_t begin = 0;
  for (constexpr std::string_view kBlanks(" \t\r\n\0\x1e\xef\xbb\xbf", 9);  // as the framer's
       begin < text.size() && kBlanks.find(text[begin]) != std::string_view::npos;)
    ++begin;
  if (begin == text.size() || (text[begin] != '{' && text[begin] != '[')) return 0;
  const Extent extent = find_extent(text.substr(begin));
  return extent.what == Extent::What::kWhole ? begin + extent.end : 0;
}

}  // namespace

RecordReader::State RecordReader::next(Record& record) {
  for (;;) {
    if (work_ >= limits::kWorkPerCall) {
      work_ = 0;
      return State::kWait;
    }
    Frame frame;
    if (const auto instead = next_frame(frame)) return *instead;
    const std::size_t bytes = frame.bytes.size();
    const State state = read(frame, record);
    const bool known = state == State::kRecord || survey_ ||
                       (state == State::kRefused && is_of_clock(refusal_.reason));
    work_ += limits::kWorkPerRecord + bytes * (known ? 1 : limits::kWorkOfUnknown);
    if (state == State::kWait) continue;  // what it holds comes next, or what it asks for
    offset_ = frame_offset_ + ordinal_++;
    return state;
  }
}

RecordReader::State RecordReader::refuse(Refusal refusal) {
  refusal_ = std::move(refusal);
  offset_ = frame_offset_ + ordinal_++;
  return State::kRefused;
}

// The frame that is read next, or what there is instead of one.
std::optional<RecordReader::State> RecordReader::next_frame(Frame& frame) {
  if (owed_) return refuse(*std::exchange(owed_, std::nullopt));
  if (survey_) {
    if (!survey_->step()) return State::kWait;
    dates_ = survey_->order();
    if (dates_ == DateOrder::kUnclear) dates_ = fallback_;
    survey_.reset();
    frame = surveyed_;
    return std::nullopt;
  }
  while (!waiting_.empty()) {
    waiting_bytes_ -= waiting_.front().bytes();
    current_ = std::move(waiting_.front());
    waiting_.pop_front();
    if (current_->unframed) {
      work_ += limits::kWorkPerRecord + current_->text.size();
      frame_part(std::move(*current_));
      if (owed_) return refuse(*std::exchange(owed_, std::nullopt));
    } else if (!behind_no_record()) {
      frame = frame_of(current_->text, current_->kind, input_);
      return std::nullopt;
    } else if (!std::exchange(current_->text_of->refused, true)) {
      return refuse({Reason::kUnknownFamily, "further lines of a text that begins with no record"});
    }
  }
  return frame_of_source(frame);
}

std::optional<RecordReader::State> RecordReader::frame_of_source(Frame& frame) {
  current_.reset();
  switch (source_.next()) {
    case Source::State::kEnd:
      return State::kEnd;
    case Source::State::kWait:
      return State::kWait;
    case Source::State::kRefused:
      offset_ = source_.frame().offset;
      refusal_ = source_.refusal();
      return State::kRefused;
    case Source::State::kFrame:
      break;
  }
  frame = source_.frame();
  frame_offset_ = frame.offset;
  frame_tenant_ = frame.tenant;
  repaired_frame_ = frame.repaired;
  ordinal_ = 0;
  return std::nullopt;
}

// kWait: the frame was opened, or waits for the order of its input's dates.
RecordReader::State RecordReader::read(const Frame& given, Record& record) {
  Frame frame = given;
  frame.dates = dates_;
  auto refusal = parser_.parse(frame, record);
  if (refusal && refusal->reason == Reason::kAmbiguousDate && dates_ == DateOrder::kUnasked) {
    survey_ = std::make_shared<DateSurvey>(input_);
    surveyed_ = given;
    return State::kWait;
  }
  if (seen_ && frame.kind == FrameKind::kJson && (!refusal || is_of_clock(refusal->reason)))
    seen_(frame.bytes);
  if (!refusal) {
    complete(record);
    believe();
    return State::kRecord;
  }
  if (open(frame, *refusal)) return State::kWait;
  // Of text that holds nothing: its wrapper is refused, by its keys.
  const bool of_nobody = refusal->reason == Reason::kNoMatch && current_ && current_->whole;
  if (of_nobody && current_->text_of) current_->text_of->refused = true;  // with its wrapper
  refusal_ = of_nobody ? *current_->whole : std::move(*refusal);
  return State::kRefused;
}

std::optional<Place> RecordReader::place() const {
  auto place = source_.place();
  if (place) place->dates = static_cast<std::uint8_t>(dates_);
  return place;
}

void RecordReader::resume(const Place& place) {
  if (place.dates <= static_cast<std::uint8_t>(DateOrder::kUnclear))
    dates_ = static_cast<DateOrder>(place.dates);
  source_.resume(place);
}

// No file lies under the input's name that could tell the order of dates.
void RecordReader::restart(std::string_view message) {
  waiting_.clear();
  waiting_bytes_ = 0;
  fragments_.forget();
  current_.reset();
  owed_.reset();
  survey_.reset();
  repaired_frame_ = false;
  ordinal_ = 0;
  dates_ = fallback_;
  source_.restart(message);
}

bool RecordReader::behind_no_record() const {
  return current_->behind_first && !current_->text_of->gave_record;
}

void RecordReader::believe() {
  for (Text* text = current_ ? current_->text_of.get() : nullptr; text != nullptr;
       text = text->around.get())
    text->gave_record = true;
}

// Whose record it is, where it does not say so itself: as an id, or as the domain that the wrapper
// names. Partner Center and vaults speak of other tenants than the one they belong to.
void RecordReader::complete(Record& record) const {
  const std::string& named = current_ ? current_->tenant : frame_tenant_;
  if (named.empty() || record.tenant || record.log_tenant) return;
  if (record.family->is_own_word()) return;
  if (const auto tenant = parse_id(named)) {
    record.tenant = record.log_tenant = tenant;
  } else if (record.tenant_name.empty()) {
    record.tenant_name = named;
  }
}

bool RecordReader::open(const Frame& frame, Refusal& refusal) {
  if (refusal.reason == Reason::kBadJson) return mend(frame);
  auto opened = look(frame, refusal);
  if (!opened) return false;
  if (current_ && current_->depth == limits::kUnwrapDepth) {
    refusal = {Reason::kUnknownFamily,
               fmt::format("wrapped more than {} deep{}{}", limits::kUnwrapDepth,
                           refusal.detail.empty() ? "" : "; ", refusal.detail)};
    return false;
  }
  if (opened->owed) owed_ = std::move(opened->owed);
  put(std::move(opened->found), opened->whole ? &refusal : nullptr);
  return true;
}

bool RecordReader::mend(const Frame& frame) {
  if (current_ && current_->repaired) return false;
  auto mended = repaired_json(frame.bytes);
  if (!mended) return false;
  Inner inner = inner_at_hand();
  inner.text = std::move(*mended);
  inner.repaired = true;
  put_before(std::move(inner));
  return true;
}

std::optional<RecordReader::Opened> RecordReader::look(const Frame& frame, const Refusal& refusal) {
  if (refusal.reason == Reason::kNoMatch) return look_behind(frame.bytes);
  return refusal.reason == Reason::kUnknownFamily ? look_into(frame) : std::nullopt;
}

// What an object holds.
std::optional<RecordReader::Opened> RecordReader::look_into(const Frame& frame) {
  simdjson::dom::object object;
  if (unwrapper_.parse(frame.bytes.data(), frame.bytes.size()).get(object) != simdjson::SUCCESS)
    return std::nullopt;
  if (object.size() > limits::kWrapperKeys) {
    auto found = open_flat(object);
    return found ? std::optional(Opened{std::move(*found), {}}) : std::nullopt;
  }
  if (auto found = open_wrapper(object)) return Opened{std::move(*found), {}, true};
  bool cut = false;
  auto table = open_table(object, cut);
  if (!table) table = fragments_.open(object, cut);
  if (table) {
    Opened opened{std::move(*table), {}};
    if (cut)
      opened.owed = Refusal{Reason::kTooLong, "a query's answer; its further rows are left out"};
    return opened;
  }
  if (auto found = open_page(object)) {
    Opened opened{std::move(*found), {}};
    if (!opened.found.cut.empty()) opened.owed = Refusal{Reason::kTruncated, opened.found.cut};
    if (!opened.found.left_out.empty())
      opened.owed = Refusal{Reason::kUnknownFamily, opened.found.left_out};
    return opened;
  }
  if (auto found = open_flat(object)) return Opened{std::move(*found), {}};
  return std::nullopt;
}

// What stands where the frame at hand does, to be read in its place.
RecordReader::Inner RecordReader::inner_at_hand() {
  if (current_) return std::move(*current_);
  Inner inner;
  inner.tenant = frame_tenant_;
  return inner;
}

// A record as a JSON string, or behind what a relay wrote before it.
std::optional<RecordReader::Opened> RecordReader::look_behind(std::string_view text) {
  Opened opened;
  opened.whole = true;
  std::string_view inner;
  if (text.starts_with('"')) {
    const auto element = unwrapper_.parse(text.data(), text.size());
    if (element.get(inner) != simdjson::SUCCESS) return std::nullopt;
    if (inner.find_first_of("{[") == std::string_view::npos) return std::nullopt;
    opened.found.parts.emplace_back(inner);
  } else if (auto json = behind_head(text)) {
    opened.found.parts.push_back(std::move(*json));
  } else {
    return std::nullopt;
  }
  return opened;
}

// The parts, before all that waits already; each is framed when it comes up. `instead`: what is
// said of a part that turns out to be somebody's text.
void RecordReader::put(Unwrapped found, const Refusal* instead) {
  Inner like;
  like.tenant = frame_tenant_;
  if (current_) {
    like.tenant = current_->tenant;
    like.collected = current_->collected;
    like.depth = current_->depth;
    like.repaired = current_->repaired;
    like.text_of = current_->text_of;
  }
  ++like.depth;
  if (!found.tenant.empty()) like.tenant = std::move(found.tenant);
  if (found.collected) like.collected = found.collected;  // the innermost is nearest to it
  if (instead != nullptr) like.whole = *instead;
  like.unframed = true;
  std::deque<Inner> parts;
  for (std::string& text : found.parts) {
    if (waiting_.size() + parts.size() == limits::kUnwrappedParts) {
      leave_rest_out();
      break;
    }
    parts.push_back(like);
    parts.back().text = std::move(text);
  }
  put_before(std::move(parts));
}

void RecordReader::leave_rest_out() {
  owed_ = Refusal{Reason::kTooLong, "a page; its further records are left out"};
}

// What the part holds, in its place.
void RecordReader::frame_part(Inner part) {
  const std::string text = std::exchange(part.text, {});
  part.unframed = false;
  std::deque<Inner> parts;
  if (!frames_of(text, part, parts)) leave_rest_out();
  put_before(std::move(parts));
}

void RecordReader::put_before(std::deque<Inner> parts) {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) put_before(std::move(*part));
}

void RecordReader::put_before(Inner inner) {
  waiting_bytes_ += inner.bytes();
  waiting_.push_front(std::move(inner));
}

// A part may hold several records, in any envelope that an input may have. False where they are too
// many.
bool RecordReader::frames_of(const std::string& text, const Inner& like, std::deque<Inner>& into) {
  JsonFramer framer;
  std::string_view window = text;
  const std::size_t first_end = first_value_end(text);
  const auto whole = std::make_shared<Text>(Text{.around = like.text_of});
  for (bool first = true;; first = false) {
    const FrameStep step = framer.next(window, true);
    if (step.what == FrameStep::What::kDone || step.what == FrameStep::What::kNeedMore) return true;
    if (waiting_.size() + into.size() == limits::kUnwrappedParts) return false;
    Inner inner = like;
    inner.text_of = whole;
    inner.behind_first = !first && text.size() - window.size() + step.begin >= first_end;
    inner.text = step.made ? framer.made() : window.substr(step.begin, step.end - step.begin);
    inner.kind = step.what == FrameStep::What::kLine ? FrameKind::kText : FrameKind::kJson;
    if (inner.kind == FrameKind::kText) inner.text = std::string(trimmed(inner.text));
    into.push_back(std::move(inner));
    window.remove_prefix(step.end);
  }
}

}  // namespace aobo
