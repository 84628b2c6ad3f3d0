// ByteStream: the bytes of one input, decompressed where they begin as gzip or zstd do. By content,
// never by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/base/result.h"
#include "plugin/source/file_id.h"

namespace aobo {

class ByteStream {
 public:
  // kWait: nothing there yet (standard input). kFailed: reading failed. kGone: the file was closed
  // meanwhile (release()), and is not under its name any more. kDamaged: the compressed stream is
  // broken.
  enum class State : std::uint8_t { kData, kEnd, kWait, kFailed, kGone, kDamaged };
  struct Read {
    State state = State::kEnd;
    std::size_t size = 0;
    std::string error;  // where kFailed, kGone or kDamaged
  };

  virtual ~ByteStream() = default;
  // At most `capacity` bytes.
  virtual Read read(char* into, std::size_t capacity) = 0;
  // Closes the file below, which the next read opens again where it was. Nothing where that cannot
  // be.
  virtual void release() {}
  // Whether more may be written behind its end: it is a file as it lies there.
  virtual bool may_grow() const { return false; }
  // The bytes that it gives are those of the file, one for one.
  virtual bool verbatim() const { return may_grow(); }
  virtual std::size_t memory() const { return 0; }  // bytes, about
  // Of a followed file: no more comes, and what waited for more is what it is.
  virtual void finish() {}
  // Bytes of the file that were read so far.
  virtual std::uint64_t position() const { return 0; }
  virtual std::optional<OpenFile> file() const { return std::nullopt; }
  // How many bytes it may give, where that is known: buffers need not be larger.
  virtual std::optional<std::size_t> size_hint() const { return std::nullopt; }
};

// "-" is standard input. Whatever else is no regular file is refused: a FIFO or a device may keep
// its reader waiting for ever. `followed`: the file may grow while it is read. kEnd then means that
// there is no more now; what is told by its first bytes waits until they are there, and a
// compressed stream that is not whole yet is not damaged.
Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path, bool followed = false);
// These bytes, which must outlive it, decompressed in the same way.
std::unique_ptr<ByteStream> stream_of(std::string_view bytes);
// The bytes of the file as they are, from `at` on.
Result<std::unique_ptr<ByteStream>> open_stream_at(const std::string& path, std::uint64_t at);

}  // namespace aobo
