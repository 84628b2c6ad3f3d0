#include "plugin/source/byte_stream.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "plugin/base/limits.h"
#include "plugin/base/whole_file.h"

namespace aobo {
namespace {

using Read = ByteStream::Read;
using State = ByteStream::State;

constexpr std::size_t kCompressedChunk = std::size_t{64} << 10;
constexpr std::size_t kLeastChunk = 512;
constexpr const char* kTooLargeWindow =
    "the zstd stream asks for a window of more than 8 MiB; compress it with at most level 19 and "
    "without --long";
constexpr int kWaitMs =
    5;  // "no more than a few milliseconds": a host sees its signals between calls

// A FIFO without a writer would keep us here.
int open_without_waiting(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

class FileStream : public ByteStream {
 public:
  FileStream(int file, std::string path, off_t at = 0)
      : file_(file), path_(std::move(path)), owned_(path_ != "-"), at_(at) {
    struct stat status {};
    if (owned_ && fstat(file_, &status) == 0) id_ = FileId::of(status);
  }
  ~FileStream() override {
    if (owned_ && file_ >= 0) close(file_);
  }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  bool may_grow() const override { return owned_; }
  std::uint64_t position() const override { return static_cast<std::uint64_t>(at_); }
  std::optional<OpenFile> file() const override {
    return id_ ? std::optional(OpenFile{*id_, file_}) : std::nullopt;
  }
  std::optional<std::size_t> size_hint() const override {
    struct stat status {};
    if (!owned_ || fstat(file_, &status) != 0) return std::nullopt;
    return static_cast<std::size_t>(status.st_size);
  }

  // Standard input cannot be taken up again.
  void release() override {
    if (!owned_ || file_ < 0) return;
    close(file_);
    file_ = -1;
  }

  Read read(char* into, std::size_t capacity) override {
    if (file_ < 0) {
      if (auto instead = open_again()) return std::move(*instead);
    }
    if (!owned_) {
      pollfd waiting{file_, POLLIN, 0};
      // Interrupted is asked to stop: whoever reads decides, and no read may block before.
      const int ready = poll(&waiting, 1, kWaitMs);
      if (ready == 0 || (ready < 0 && errno == EINTR)) return {State::kWait, 0, {}};
    }
    for (;;) {
      const ssize_t size = ::read(file_, into, capacity);
      if (size > 0) {
        at_ += size;
        return {State::kData, static_cast<std::size_t>(size), {}};
      }
      if (size == 0) return {State::kEnd, 0, {}};
      if (errno == EINTR) continue;
      if (errno != EAGAIN) return {State::kFailed, 0, std::strerror(errno)};
      if (!owned_) return {State::kWait, 0, {}};
      // No file has bytes later on but by growing: the kernel shows as one what is a device, as in
      // /proc/kmsg.
      return {State::kFailed, 0,
              "gives bytes as they come, as a device does; expected a file with logs"};
    }
  }

 private:
  // Nothing, or why it cannot be. Under its name may lie another file by now, of which no byte is
  // to be taken for one of this.
  std::optional<Read> open_again() {
    file_ = open_without_waiting(path_);
    if (file_ < 0) return Read{errno == ENOENT ? State::kGone : State::kFailed, 0, why()};
    struct stat status {};
    if (fstat(file_, &status) != 0 || lseek(file_, at_, SEEK_SET) < 0)
      return Read{State::kFailed, 0, why()};
    if (id_ == FileId::of(status)) return std::nullopt;
    release();
    return Read{State::kGone, 0, "another file has its name now"};
  }
  static const char* why() { return std::strerror(errno); }

  int file_;
  std::string path_;
  bool owned_;
  off_t at_;  // bytes read: where to go on when it was closed
  std::optional<FileId> id_;
};

class BytesStream : public ByteStream {
 public:
  explicit BytesStream(std::string_view bytes) : bytes_(bytes) {}

  Read read(char* into, std::size_t capacity) override {
    const std::size_t size = std::min(capacity, bytes_.size() - at_);
    if (size == 0) return {State::kEnd, 0, {}};
    std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
    return {State::kData, size, {}};
  }
  std::uint64_t position() const override { return at_; }
  std::optional<std::size_t> size_hint() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// Gives back the bytes that were read to tell what the input is, then the rest.
class PeekedStream : public ByteStream {
 public:
  PeekedStream(std::unique_ptr<ByteStream> below, bool followed)
      : below_(std::move(below)), followed_(followed) {}

  // Up to 4 bytes of the beginning; kWait or kEnd as long as there are fewer and more may come.
  State peek() {
    while (size_ < sizeof bytes_) {
      const Read read = below_->read(bytes_ + size_, sizeof bytes_ - size_);
      if (read.state == State::kWait) return State::kWait;
      if (read.state == State::kEnd && followed_) return State::kEnd;
      if (read.state != State::kData) break;  // the end, or an error that the next read reports
      size_ += read.size;
    }
    return State::kData;
  }
  std::string_view peeked() const { return {bytes_, size_}; }

  Read read(char* into, std::size_t capacity) override {
    if (given_ < size_) {
      const std::size_t count = std::min(capacity, size_ - given_);
      std::memcpy(into, bytes_ + given_, count);
      given_ += count;
      return {State::kData, count, {}};
    }
    return below_->read(into, capacity);
  }
  void release() override { below_->release(); }
  bool may_grow() const override { return below_->may_grow(); }
  std::optional<std::size_t> size_hint() const override { return below_->size_hint(); }
  void finish() override { followed_ = false; }
  std::uint64_t position() const override { return below_->position(); }
  std::optional<OpenFile> file() const override { return below_->file(); }

 private:
  std::unique_ptr<ByteStream> below_;
  bool followed_;
  char bytes_[4] = {};
  std::size_t size_ = 0;
  std::size_t given_ = 0;
};

// The compressed bytes not yet used, filled from below.
class Compressed {
 public:
  explicit Compressed(std::unique_ptr<ByteStream> below)
      : below_(std::move(below)),
        bytes_(std::clamp(below_->size_hint().value_or(kCompressedChunk), kLeastChunk,
                          kCompressedChunk)) {}

  // Makes sure that there is a byte; the state of the stream below otherwise.
  Read fill() {
    if (at_ < size_) return {State::kData, 0, {}};
    Read read = below_->read(bytes_.data(), bytes_.size());
    at_ = 0;
    size_ = read.state == State::kData ? read.size : 0;
    return read;
  }
  const char* data() const { return bytes_.data() + at_; }
  std::size_t size() const { return size_ - at_; }
  void use(std::size_t count) { at_ += count; }
  void release() { below_->release(); }
  std::uint64_t position() const { return below_->position(); }
  std::optional<OpenFile> file() const { return below_->file(); }

 private:
  std::unique_ptr<ByteStream> below_;
  std::vector<char> bytes_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

class GzipStream : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> below, bool followed)
      : input_(std::move(below)), followed_(followed) {
    constexpr int kGzipOnly = 15 + 16;
    ready_ = inflateInit2(&zlib_, kGzipOnly) == Z_OK;
  }
  ~GzipStream() override { inflateEnd(&zlib_); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  void release() override { input_.release(); }
  void finish() override { followed_ = false; }
  std::uint64_t position() const override { return input_.position(); }
  std::optional<OpenFile> file() const override { return input_.file(); }
  std::size_t memory() const override {
    constexpr std::size_t kInflate = std::size_t{40} << 10;  // zlib's zconf.h: window and tables
    return kCompressedChunk + kInflate;
  }
  Read read(char* into, std::size_t capacity) override {
    if (!ready_) return {State::kFailed, 0, "gzip could not be set up"};
    for (;;) {
      Read fill = input_.fill();
      if (fill.state == State::kEnd && !between_members_ && !followed_) {
        return {State::kDamaged, 0, "the gzip stream ends before its end"};
      }
      if (fill.state != State::kData) return fill;
      if (between_members_) inflateReset(&zlib_);
      between_members_ = false;
      zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input_.data()));
      zlib_.avail_in = static_cast<uInt>(input_.size());
      zlib_.next_out = reinterpret_cast<Bytef*>(into);
      zlib_.avail_out = static_cast<uInt>(capacity);
      const int result = inflate(&zlib_, Z_NO_FLUSH);
      input_.use(input_.size() - zlib_.avail_in);
      const std::size_t made = capacity - zlib_.avail_out;
      if (result == Z_STREAM_END) between_members_ = true;
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        return {State::kDamaged, 0, zlib_.msg != nullptr ? zlib_.msg : "not a gzip stream"};
      }
      if (made > 0) return {State::kData, made, {}};
    }
  }

 private:
  Compressed input_;
  bool followed_;
  z_stream zlib_{};
  bool ready_ = false;
  bool between_members_ = false;
};

class ZstdStream : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> below, bool followed)
      : input_(std::move(below)), followed_(followed), zstd_(ZSTD_createDStream()) {
    ZSTD_DCtx_setParameter(zstd_, ZSTD_d_windowLogMax, limits::kZstdWindowLog);
  }
  ~ZstdStream() override { ZSTD_freeDStream(zstd_); }
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;

  void release() override { input_.release(); }
  void finish() override { followed_ = false; }
  std::uint64_t position() const override { return input_.position(); }
  std::optional<OpenFile> file() const override { return input_.file(); }
  std::size_t memory() const override { return kCompressedChunk + ZSTD_sizeof_DStream(zstd_); }
  Read read(char* into, std::size_t capacity) override {
    for (;;) {
      Read fill = input_.fill();
      if (fill.state == State::kEnd && !between_frames_ && !followed_) {
        return {State::kDamaged, 0, "the zstd stream ends before its end"};
      }
      if (fill.state != State::kData) return fill;
      ZSTD_inBuffer in{input_.data(), input_.size(), 0};
      ZSTD_outBuffer out{into, capacity, 0};
      const std::size_t result = ZSTD_decompressStream(zstd_, &out, &in);
      input_.use(in.pos);
      if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge)
        return {State::kDamaged, 0, kTooLargeWindow};
      if (ZSTD_isError(result) != 0) return {State::kDamaged, 0, ZSTD_getErrorName(result)};
      between_frames_ = result == 0;
      if (out.pos > 0) return {State::kData, out.pos, {}};
    }
  }

 private:
  Compressed input_;
  bool followed_;
  ZSTD_DStream* zstd_;
  bool between_frames_ = false;
};

// Decides what the input is at its first bytes, which on standard input may take a while to come.
class DetectingStream : public ByteStream {
 public:
  DetectingStream(std::unique_ptr<ByteStream> file, bool followed)
      : followed_(followed), peeked_(std::make_unique<PeekedStream>(std::move(file), followed)) {}

  Read read(char* into, std::size_t capacity) override {
    if (!stream_) {
      if (const State state = peeked_->peek(); state != State::kData) return {state, 0, {}};
      const std::string_view head = peeked_->peeked();
      if (head.starts_with("\x1f\x8b")) {
        stream_ = std::make_unique<GzipStream>(std::move(peeked_), followed_);
      } else if (head == "\x28\xb5\x2f\xfd") {
        stream_ = std::make_unique<ZstdStream>(std::move(peeked_), followed_);
      } else {
        stream_ = std::move(peeked_);
      }
    }
    return stream_->read(into, capacity);
  }
  void release() override { at_hand().release(); }
  bool may_grow() const override { return stream_ && stream_->may_grow(); }
  // Before it is known what the input is: of the file.
  std::optional<std::size_t> size_hint() const override { return at_hand().size_hint(); }
  std::size_t memory() const override { return stream_ ? stream_->memory() : 0; }
  void finish() override {
    followed_ = false;
    at_hand().finish();
  }
  std::uint64_t position() const override { return at_hand().position(); }
  std::optional<OpenFile> file() const override { return at_hand().file(); }

 private:
  ByteStream& at_hand() const { return stream_ ? *stream_ : *peeked_; }

  bool followed_;
  std::unique_ptr<PeekedStream> peeked_;
  std::unique_ptr<ByteStream> stream_;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path, bool followed) {
  if (path == "-") {
    return std::unique_ptr<ByteStream>(
        std::make_unique<DetectingStream>(std::make_unique<FileStream>(STDIN_FILENO, path), false));
  }
  auto file = open_stream_at(path, 0);
  if (!file) return file.error();
  return std::unique_ptr<ByteStream>(std::make_unique<DetectingStream>(std::move(*file), followed));
}

std::unique_ptr<ByteStream> stream_of(std::string_view bytes) {
  return std::make_unique<DetectingStream>(std::make_unique<BytesStream>(bytes), false);
}

Result<std::unique_ptr<ByteStream>> open_stream_at(const std::string& path, std::uint64_t at) {
  // A device may take being opened as an order, and a socket cannot be.
  if (auto error = refuse_no_file(path, "logs")) return *error;
  const int file = open_without_waiting(path);
  if (file < 0) return Error{path + ": " + std::strerror(errno)};
  struct stat status {};
  const bool regular = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  if (!regular || lseek(file, static_cast<off_t>(at), SEEK_SET) < 0) {
    close(file);
    return Error{path + ": not a regular file"};
  }
  return std::unique_ptr<ByteStream>(
      std::make_unique<FileStream>(file, path, static_cast<off_t>(at)));
}

}  // namespace aobo
