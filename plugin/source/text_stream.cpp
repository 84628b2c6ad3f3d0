#include "plugin/source/text_stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace aobo {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kHead = 512;
// Of a followed file, which may hold no more yet: no record is shorter.
constexpr std::size_t kLeastHead = 16;

struct Binary {
  std::size_t at;
  std::string_view bytes;
  std::string_view name;
};
using namespace std::string_view_literals;
constexpr std::string_view kTar = "a tar archive; unpack it first (tar -xf)";
constexpr std::string_view kUtf32 = "text in UTF-32; save it as UTF-8 (iconv -f UTF-32 -t UTF-8)";
constexpr Binary kBinaries[] = {
    {0, "PK\x03\x04"sv,
     "a zip archive or an Excel workbook; unpack it, or save the sheet as CSV (UTF-8)"},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "an xz file; unpack it first (unxz)"},
    {0, "BZh"sv, "a bzip2 file; unpack it first (bunzip2)"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive; unpack it first"},
    {0, "Rar!\x1a"sv, "a RAR archive; unpack it first"},
    {257, "ustar"sv, kTar},
    {0, "PK\x05\x06"sv, "an empty zip archive"},
    {0, "PK\x07\x08"sv, "a zip archive in parts; unpack it first"},
    // Of what was compressed once, the outer one is open already.
    {0, "\x1f\x8b"sv, "a gzip file in a compressed file; decompress it once (gunzip)"},
    {0, "\x28\xb5\x2f\xfd"sv, "a zstd file in a compressed file; decompress it once (unzstd)"},
    {0, "\x1f\x9d"sv, "a file of compress (.Z); unpack it first (uncompress)"},
    {0, "\x04\x22\x4d\x18"sv, "an lz4 file; unpack it first (unlz4)"},
    {0, "\xff\x06\x00\x00sNaPpY"sv, "a snappy file; unpack it first"},
    {0, "\x5d\x00\x00"sv, "an lzma file; unpack it first (unlzma)"},
    {0, "\x78\x9c"sv, "a zlib stream; decompress it first"},
    {0, "\x78\xda"sv, "a zlib stream; decompress it first"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv,
     "a document of old Office (.xls, .doc, .msg); save the sheet as CSV (UTF-8)"},
    {0, "\xff\xfe\x00\x00"sv, kUtf32},
    {0, "\x00\x00\xfe\xff"sv, kUtf32},
    {0, "SQLite format 3\0"sv, "an SQLite database; export its rows as JSON or CSV"},
    {0, "PAR1"sv, "a Parquet file; export its rows as JSON or CSV"},
    {0, "Obj\x01"sv, "an Avro file (Event Hub capture); export its bodies as JSON"},
    {0, "ElfFile\0"sv, "a Windows event log; aobo reads Microsoft's cloud logs"},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "\x89PNG\r\n"sv, "an image"},
    {0, "\xff\xd8\xff"sv, "an image"},
    {0, "GIF8"sv, "an image"},
};

// By the checksum of its first header: what POSIX's magic does not stand in is a tar as well.
bool is_tar(std::string_view head) {
  constexpr std::size_t kHeader = 512, kSum = 148, kSumBytes = 8;
  if (head.size() < kHeader || head[0] == '\0') return false;
  std::uint32_t sum = 0, written = 0;
  for (std::size_t i = 0; i < kHeader; ++i)
    sum += static_cast<unsigned char>(i >= kSum && i < kSum + kSumBytes ? ' ' : head[i]);
  bool digits = false;
  for (const char byte : head.substr(kSum, kSumBytes)) {
    if (byte == ' ' && !digits) continue;
    if (byte < '0' || byte > '7') break;
    digits = true;
    written = written * 8 + static_cast<std::uint32_t>(byte - '0');
  }
  return digits && written == sum;
}

// Without a mark: of each four bytes all but the first or the last are zero.
bool is_utf32(std::string_view head) {
  constexpr std::size_t kChars = 4;
  if (head.size() < kChars * 4) return false;
  const auto is = [&](std::size_t letter) {
    for (std::size_t at = 0; at < kChars * 4; ++at) {
      if ((head[at] == '\0') != (at % 4 != letter)) return false;
    }
    return true;
  };
  return is(0) || is(3);
}

}  // namespace

std::string_view name_of_binary(std::string_view head) {
  for (const Binary& binary : kBinaries) {
    if (head.size() < binary.at + binary.bytes.size()) continue;
    if (head.substr(binary.at, binary.bytes.size()) == binary.bytes) return binary.name;
  }
  if (is_tar(head)) return kTar;
  return is_utf32(head) ? kUtf32 : std::string_view();
}

ByteStream::Read TextStream::read(char* into, std::size_t capacity) {
  if (!form_) {
    if (const auto early = look_at_head()) return *early;
  }
  if (taken_ < pending_.size()) return take_pending(into, capacity);
  if (failed_) return *std::exchange(failed_, std::nullopt);
  return form_ == Utf16::kNo ? below_->read(into, capacity) : decode(into, capacity);
}

// Decides what the input is; a reading where that cannot be done yet, or is the end.
std::optional<ByteStream::Read> TextStream::look_at_head() {
  while (raw_.size() < kHead && !ended_) {
    const std::size_t had = raw_.size();
    raw_.resize(had + kHead);
    const Read got = below_->read(raw_.data() + had, kHead);
    raw_.resize(had + (got.state == State::kData ? got.size : 0));
    if (got.state == State::kEnd && followed_) {
      if (raw_.size() < kLeastHead) return got;
      break;
    }
    if (got.state == State::kEnd) {
      ended_ = true;
    } else if (got.state == State::kWait && raw_.size() >= 4) {
      break;  // of a pipe: what is there must do
    } else if (got.state != State::kData && raw_.empty()) {
      return got;
    } else if (got.state != State::kData) {
      failed_ = got;  // behind what could be read
      break;
    }
  }
  if (const std::string_view binary = name_of_binary(raw_); !binary.empty())
    return Read{State::kFailed, 0, std::string(binary)};
  form_ = utf16_form(raw_);
  if (form_ == Utf16::kNo) {
    pending_ = std::move(raw_);
    return std::nullopt;
  }
  if (has_utf16_mark(raw_)) raw_.erase(0, 2);
  decode_utf16(raw_, *form_, ended_, pending_);
  return std::nullopt;
}

ByteStream::Read TextStream::take_pending(char* into, std::size_t capacity) {
  const std::size_t size = std::min(capacity, pending_.size() - taken_);
  std::memcpy(into, pending_.data() + taken_, size);
  taken_ += size;
  if (taken_ == pending_.size()) {
    pending_.clear();
    taken_ = 0;
  }
  return {State::kData, size, {}};
}

ByteStream::Read TextStream::decode(char* into, std::size_t capacity) {
  while (pending_.empty()) {
    if (ended_) return {State::kEnd, 0, {}};
    const std::size_t had = raw_.size();
    raw_.resize(had + kChunk);
    const Read got = below_->read(raw_.data() + had, kChunk);
    raw_.resize(had + (got.state == State::kData ? got.size : 0));
    if (got.state == State::kEnd && !followed_) {
      ended_ = true;
    } else if (got.state != State::kData) {
      return got;
    }
    decode_utf16(raw_, *form_, ended_, pending_);
  }
  return take_pending(into, capacity);
}

}  // namespace aobo
