#include "plugin/source/source.h"

#include <algorithm>
#include <cstring>

#include "plugin/base/limits.h"
#include "plugin/base/text.h"
#include "plugin/source/csv_dialect.h"
#include "plugin/source/text_stream.h"

namespace aobo {
namespace {

constexpr std::size_t kPadding = 64;            // readable bytes behind the window, for simdjson
constexpr std::size_t kHeaderBytes = 64 << 10;  // how far a CSV header may reach
constexpr std::size_t kTitleLines = 5;          // that may stand above it

// Where a CSV header begins behind a few lines of another kind; 0 where none does. A line of JSON
// says that there is none.
std::size_t header_behind(std::string_view text, std::size_t at, char line_end) {
  for (std::size_t lines = 0; lines < kTitleLines; ++lines) {
    at = text.find(line_end, at);
    if (at == std::string_view::npos) return 0;
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    if (at == text.size() || text[at] == '{' || text[at] == '[') return 0;
    const std::size_t end = text.find(line_end, at);
    if (end == std::string_view::npos) return 0;
    if (csv_separator(text.substr(at, end - at))) return at;
  }
  return 0;
}

// Whether enough is there to tell a title from lines of text: as many lines as may stand above a
// header, or a line of JSON.
bool shows_title(std::string_view text, std::size_t at) {
  for (std::size_t lines = 0; lines <= kTitleLines; ++lines) {
    at = text.find('\n', at);
    if (at == std::string_view::npos) return false;
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos) return false;
    if (text[at] == '{' || text[at] == '[') return true;
  }
  return true;
}

}  // namespace

Source::Source(std::vector<std::string> inputs, std::size_t chunk, Growth growth)
    : inputs_(std::move(inputs)), chunk_(chunk), growth_(growth) {}

Source::State Source::next() {
  for (;;) {
    if (work_ >= limits::kWorkPerCall) {
      work_ = 0;
      return State::kWait;
    }
    if (!stream_) {
      if (current_ == inputs_.size()) return State::kEnd;
      if (const State state = open_next(); state != State::kFrame) return state;
    }
    if ((begin_ == end_ || waiting_for_more_) && !at_end_) {
      if (const State state = fill(); state != State::kFrame) return state;
    }
    if (framing_ == Framing::kUnknown) {
      if (const auto state = choose_framing()) {
        if (*state == State::kFrame) continue;
        return *state;
      }
    }
    const State state = step();
    if (state == State::kEnd) {
      close_input();
    } else if (state != State::kWait) {
      return state;
    }
  }
}

// kFrame: the next input is open. An input that cannot be opened is refused and passed.
Source::State Source::open_next() {
  frame_.origin = inputs_[current_];
  auto opened = open();
  if (!opened) {
    ++current_;
    return refuse(Reason::kUnreadable, opened.error().message, 0);
  }
  stream_ = std::move(*opened);
  begin();
  return State::kFrame;
}

Result<std::unique_ptr<ByteStream>> Source::open() const {
  if (from_ && from_->direct) return open_stream_at(inputs_[current_], from_->offset);
  const bool followed = growth_ == Growth::kFollowed;
  auto opened = open_stream(inputs_[current_], followed);
  if (!opened) return opened.error();
  return std::unique_ptr<ByteStream>(std::make_unique<TextStream>(std::move(*opened), followed));
}

void Source::begin() {
  const Place at = from_ && from_->direct ? std::move(*from_) : Place{};
  from_.reset();
  expected_bytes_ = stream_->size_hint();
  at_end_ = waiting_for_more_ = false;
  begin_ = end_ = 0;
  window_offset_ = input_bytes_ = at.offset;
  framing_ = at.framing;
  json_ = at.json;
  json_.wait_for_pages(growth_ != Growth::kFollowed);
  csv_ = at.csv;
  separator_ = at.separator;
}

// A table's header is part of it, and long ones are somebody's game.
std::optional<Place> Source::place() const {
  constexpr std::size_t kMostHeader = std::size_t{64} << 10;
  if (!stream_) return from_;
  Place place;
  place.offset = window_offset_;
  place.direct = stream_->verbatim() && csv_.header_bytes() <= kMostHeader && !json_.in_table();
  if (!place.direct) return place;
  place.framing = framing_;
  place.json = json_;
  place.csv = csv_.between_rows();
  place.separator = separator_;
  return place;
}

void Source::finish() {
  growth_ = Growth::kNone;
  hurry_ = true;
  if (stream_) stream_->finish();
}

void Source::restart(std::string_view bytes) {
  current_ = 0;
  from_.reset();
  undecided_ = false;
  stream_ = std::make_unique<TextStream>(stream_of(bytes));
  begin();
}

void Source::close_input() {
  stream_.reset();
  ++current_;
}

// Reads another chunk behind the window, which moves to the front of the buffer or makes it larger.
// A window never grows past one record and a chunk: the framers refuse what is longer.
Source::State Source::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (growth_ == Growth::kFollowed) expected_bytes_ = stream_->size_hint();
  const std::size_t wanted = next_read();
  if (buffer_.size() - end_ < wanted + kPadding)
    buffer_.resize(std::max(end_ == 0 ? 0 : buffer_.size() * 2, end_ + wanted + kPadding));
  const auto read = stream_->read(buffer_.data() + end_, buffer_.size() - end_ - kPadding);
  switch (read.state) {
    case ByteStream::State::kData:
      end_ += read.size;
      input_bytes_ += read.size;
      work_ += read.size;
      bytes_read_ += read.size;
      waiting_for_more_ = false;
      return State::kFrame;
    case ByteStream::State::kEnd:
      if (growth_ == Growth::kFollowed) {
        if (begin_ == end_) buffer_ = {};
        return State::kEnd;
      }
      at_end_ = true;
      waiting_for_more_ = false;
      return State::kFrame;
    case ByteStream::State::kWait:
      return State::kWait;
    case ByteStream::State::kGone:
      // What is left of it is read where it lies now, from place() on.
      if (growth_ == Growth::kFollowed) return State::kEnd;
      break;
    case ByteStream::State::kFailed:
    case ByteStream::State::kDamaged:
      break;
  }
  // What came before the damage is still framed; the damage itself is one refusal.
  at_end_ = true;
  waiting_for_more_ = false;
  const bool damaged = read.state == ByteStream::State::kDamaged;
  return refuse(damaged ? Reason::kBadCompression : Reason::kUnreadable, read.error,
                window_offset_ + (end_ - begin_));
}

// A chunk; less of a file that has less, because thousands of small ones are read side by side.
std::size_t Source::next_read() const {
  constexpr std::uint64_t kLeast = 512;
  if (!expected_bytes_ || input_bytes_ > *expected_bytes_) return chunk_;
  return std::clamp<std::uint64_t>(*expected_bytes_ - input_bytes_ + 1, kLeast,
                                   std::max<std::uint64_t>(chunk_, kLeast));
}

// By the first line that is not blank. Nothing where the framing is known now.
std::optional<Source::State> Source::choose_framing() {
  std::string_view text = window();
  if (text.starts_with("\xef\xbb\xbf")) {
    begin_ += 3;
    window_offset_ += 3;
    text.remove_prefix(3);
  }
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  const bool can_wait = !at_end_ && text.size() < kHeaderBytes;
  if (start == std::string_view::npos) {
    framing_ = at_end_ ? Framing::kJson : Framing::kUnknown;
    window_offset_ += text.size();
    begin_ = end_;
    waiting_for_more_ = true;
    return at_end_ ? std::nullopt : std::optional(State::kFrame);
  }
  if (text[start] == '{' || text[start] == '[') {
    framing_ = Framing::kJson;
    return std::nullopt;
  }
  std::size_t line_end = text.find('\n', start);
  if (line_end == std::string_view::npos && can_wait) {
    waiting_for_more_ = true;
    return State::kFrame;
  }
  // Old Macs' and some spreadsheets' line ends: of no other do so many bytes hold none.
  char end = '\n';
  if (line_end == std::string_view::npos && text.find('\r', start) != std::string_view::npos) {
    end = '\r';
    line_end = text.find(end, start);
  }
  const std::string_view line = text.substr(start, line_end - start);
  char named = 0;
  if (is_preamble(line, named)) {
    const std::size_t passed = std::min(line_end, text.size() - 1) + 1;
    begin_ += passed;
    window_offset_ += passed;
    if (named != 0) separator_ = named;
    return State::kFrame;
  }
  const auto separator = csv_separator(line);
  if (!separator && separator_ == 0) {
    if (const std::size_t header = header_behind(text, start, end); header != 0)
      return pass_title(header);
    undecided_ = growth_ == Growth::kFollowed && can_wait && !hurry_ && !shows_title(text, start);
    if (undecided_) {
      waiting_for_more_ = true;
      return State::kFrame;
    }
  }
  framing_ = separator || separator_ != 0 ? Framing::kCsv : Framing::kJson;
  if (framing_ == Framing::kCsv) csv_ = CsvFramer(separator ? *separator : separator_, end);
  separator_ = 0;
  return std::nullopt;
}

// A title or remarks above the header: one refusal, since they are lines of no record.
Source::State Source::pass_title(std::size_t size) {
  const std::string_view title = trimmed(window().substr(0, size));
  const std::uint64_t offset = window_offset_;
  Refusal refusal{Reason::kNoMatch, '"' + printable(title, 40) + "\", above the header"};
  begin_ += size;
  window_offset_ += size;
  return refuse(refusal.reason, std::move(refusal.detail), offset);
}

// One step of the framer. kWait: more bytes are needed, kEnd: the input is done.
Source::State Source::step() {
  const FrameStep found =
      framing_ == Framing::kCsv ? csv_.next(window(), at_end_) : json_.next(window(), at_end_);
  const std::uint64_t offset = window_offset_ + found.begin;
  const char* start = buffer_.data() + begin_ + found.begin;
  const std::size_t size = found.end - found.begin;
  if (unfinished(found)) {
    begin_ = end_;
    return refuse(Reason::kUnfinished, "read when it has its end", offset);
  }
  begin_ += found.end;
  window_offset_ += found.end;
  work_ += limits::kWorkPerRecord;
  frame_.origin = inputs_[current_];
  frame_.offset = offset;
  frame_.tenant = framing_ == Framing::kJson ? json_.tenant() : std::string_view();
  switch (found.what) {
    case FrameStep::What::kObject:
      frame_.kind = FrameKind::kJson;
      frame_.repaired = framing_ == Framing::kCsv && csv_.repaired();
      frame_.bytes = framing_ == Framing::kCsv ? csv_.json()
                     : found.made              ? json_.made()
                                               : std::string_view(start, size);
      frame_.readable = framing_ == Framing::kCsv || found.made
                            ? frame_.bytes.size()
                            : static_cast<std::size_t>(buffer_.data() + buffer_.size() - start);
      return State::kFrame;
    case FrameStep::What::kLine:
      frame_.kind = FrameKind::kText;
      frame_.bytes = trimmed(std::string_view(start, size));
      frame_.readable = frame_.bytes.size();
      return State::kFrame;
    case FrameStep::What::kRefused:
      return refuse(found.reason, found.detail, offset);
    case FrameStep::What::kNeedMore:
      waiting_for_more_ = true;
      return State::kWait;
    case FrameStep::What::kDone:
      break;
  }
  return State::kEnd;
}

// Whether what was found reaches to the end of a file that may grow, and shows no end of its own.
bool Source::unfinished(const FrameStep& found) const {
  if (growth_ != Growth::kAgain || !at_end_ || !stream_->may_grow()) return false;
  const bool to_the_end = found.end == end_ - begin_;
  switch (found.what) {
    case FrameStep::What::kLine:
      return to_the_end;  // a line's end does not belong to it
    case FrameStep::What::kObject:
      return to_the_end && framing_ == Framing::kCsv && window()[found.end - 1] != '\n';
    case FrameStep::What::kRefused:
      return found.open ||
             (to_the_end && framing_ == Framing::kCsv && window()[found.end - 1] != '\n');
    default:
      return false;
  }
}

Source::State Source::refuse(Reason reason, std::string detail, std::uint64_t offset) {
  refusal_ = {reason, std::move(detail)};
  frame_.offset = offset;
  return State::kRefused;
}

}  // namespace aobo
