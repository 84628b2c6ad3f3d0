// Source: the records of all inputs, one after another, each with where it came from. An input that
// cannot be read, and bytes that are no record, are steps of their own, so that whoever reads can
// count them; nothing ends the run.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/frame.h"
#include "plugin/base/refusal.h"
#include "plugin/source/byte_stream.h"
#include "plugin/source/csv_framer.h"
#include "plugin/source/json_framer.h"
#include "plugin/source/place.h"

namespace aobo {

// What becomes of an input behind its end.
enum class Growth : std::uint8_t {
  kNone,
  // It is read another time by another run: a last line or record without its end, in a file that
  // may grow, is none yet; it is refused as "unfinished", and read as a whole then.
  kAgain,
  // It is followed by this one: kEnd means that there is no more now, and what has no end waits for
  // it. Of one input only.
  kFollowed
};

class Source {
 public:
  enum class State : std::uint8_t { kFrame, kRefused, kWait, kEnd };

  // `chunk`: bytes read at a time.
  explicit Source(std::vector<std::string> inputs, std::size_t chunk = std::size_t{256} << 10,
                  Growth growth = Growth::kNone);

  // kWait: nothing is there yet, or much was gone through (limits::kWorkPerCall): ask again.
  // kFrame: frame() holds until the next call. kRefused: refusal() and frame()'s origin and offset
  // tell what and where.
  State next();

  const Frame& frame() const { return frame_; }
  const Refusal& refusal() const { return refusal_; }

  std::uint64_t bytes_read() const { return bytes_read_; }  // decompressed, of all inputs so far
  std::size_t inputs_done() const { return current_; }
  std::size_t inputs() const { return inputs_.size(); }
  std::size_t memory() const {  // bytes of buffers and decoders, about
    return buffer_.capacity() + (stream_ ? stream_->memory() : 0);
  }
  // ---- of a followed file
  // Where another reader can go on; before the first byte is read nowhere.
  std::optional<Place> place() const;
  // Before anything is read: goes on there.
  void resume(Place place) { from_ = std::move(place); }
  // No more comes: what has no end is what it is.
  void finish();
  // Whether lines are held back that may stand above a table's header.
  bool undecided() const { return undecided_ && framing_ == Framing::kUnknown; }
  // They do not.
  void decide() {
    hurry_ = true;
    waiting_for_more_ = false;
  }
  // Bytes of the file that were read, and which file it is.
  std::uint64_t position() const { return stream_ ? stream_->position() : 0; }
  std::optional<OpenFile> file() const { return stream_ ? stream_->file() : std::nullopt; }

  // ---- of an input that comes in messages
  // The input is these bytes, which stay until they are read; what was read before is over.
  void restart(std::string_view bytes);

  // Closes the file that is open, until more of it is wanted.
  void release() {
    if (stream_) stream_->release();
  }

 private:
  State open_next();
  Result<std::unique_ptr<ByteStream>> open() const;
  void begin();
  State fill();
  std::size_t next_read() const;
  std::optional<State> choose_framing();
  State pass_title(std::size_t size);
  State step();
  bool unfinished(const FrameStep& found) const;
  State refuse(Reason reason, std::string detail, std::uint64_t offset);
  void close_input();
  std::string_view window() const { return {buffer_.data() + begin_, end_ - begin_}; }

  std::vector<std::string> inputs_;
  std::size_t current_ = 0;
  std::unique_ptr<ByteStream> stream_;
  bool at_end_ = false;            // the stream has no more
  bool waiting_for_more_ = false;  // the framer needs more than the window holds

  std::size_t chunk_;
  Growth growth_;
  std::optional<Place> from_;  // where the input is read from
  bool undecided_ = false, hurry_ = false;
  std::size_t work_ = 0;                         // since the last kWait
  std::uint64_t input_bytes_ = 0;                // read of the input at hand
  std::optional<std::uint64_t> expected_bytes_;  // that it has, where it says so
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t window_offset_ = 0;

  Framing framing_ = Framing::kUnknown;
  JsonFramer json_;
  CsvFramer csv_;
  char separator_ = 0;  // where a line before the header names it

  Frame frame_;
  Refusal refusal_{Reason::kBadJson, {}};
  std::uint64_t bytes_read_ = 0;
};

}  // namespace aobo
