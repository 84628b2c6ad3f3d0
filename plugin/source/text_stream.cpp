#include "plugin/source/text_stream.h"

#include <simdjson.h>
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
constexpr std::string_view kWorkbook =
    "an Excel workbook or another document of Office; save the sheet as CSV (UTF-8)";
constexpr std::string_view kPickle = "a pickle of Python; write its objects with json.dump";
constexpr Binary kBinaries[] = {
    {30, "[Content_Types].xml"sv, kWorkbook},
    {30, "docProps/"sv, kWorkbook},
    {30, "_rels/.rels"sv, kWorkbook},
    {30, "xl/"sv, kWorkbook},
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
    {0, "\x80\x04\x95"sv, kPickle},
    {0, "\x80\x05\x95"sv, kPickle},
    {0, "\x80\x03]q"sv, kPickle},
    {0, "\x80\x03}q"sv, kPickle},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "\x89PNG\r\n"sv, "an image"},
    {0, "\xff\xd8\xff"sv, "an image"},
    {0, "GIF8"sv, "an image"},
};

// Texts that hold logs in a form that is no log's, by how they begin.
struct Dump {
  std::string_view begin, name;
};
constexpr std::string_view kClixml =
    "objects of PowerShell's Export-Clixml; Import-Clixml FILE | ConvertTo-Json -Depth 10 gives "
    "what aobo reads";
constexpr Dump kDumps[] = {{"<Objs ", kClixml}, {"#< CLIXML", kClixml}};

std::string_view name_of_dump(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const auto dump =
      std::ranges::find_if(kDumps, [&](const Dump& row) { return text.starts_with(row.begin); });
  return dump == std::end(kDumps) ? std::string_view() : dump->name;
}

// Where in a text another encoding begins, which one, and whether enough is there to tell.
struct EncodingChange {
  std::size_t at = std::string::npos;
  Utf16 form = Utf16::kNo;
  bool sure = true;
};

// Behind an end of a line in UTF-8: a mark of UTF-16, or its zeros.
EncodingChange change_to_utf16(std::string_view text, bool line_start, bool last) {
  constexpr std::size_t kEnough = 32;
  for (std::size_t at = line_start ? 0 : text.find('\n') + 1; at < text.size();
       at = text.find('\n', at) + 1) {
    const std::string_view head = text.substr(at, kEnough);
    const bool zero = head.substr(0, 2).find('\0') != std::string_view::npos;
    const bool mark = head.size() >= 2 && has_utf16_mark(head);
    const bool may_be =
        mark || zero || (head.size() < 2 && (head[0] == '\xff' || head[0] == '\xfe'));
    if (may_be && !last && head.size() < kEnough) return {at, Utf16::kNo, false};
    if (const Utf16 form = may_be ? utf16_form(head) : Utf16::kNo; form != Utf16::kNo)
      return {at, form, true};
    if (text.find('\n', at) == std::string_view::npos) break;
  }
  return {};
}

// Whether these are the first bytes of a line in UTF-8. Of UTF-16 they would be eight letters of
// Chinese at least, and hardly ever be UTF-8 as well.
bool begins_like_utf8(std::string_view head) {
  if (head.starts_with("\xef\xbb\xbf")) return true;
  while (!head.empty() && static_cast<unsigned char>(head.back()) >= 0x80) head.remove_suffix(1);
  return !head.empty() && simdjson::validate_utf8(head.data(), head.size()) &&
         std::ranges::all_of(head, [](char byte) {
           return static_cast<unsigned char>(byte) >= ' ' || byte == '\t' || byte == '\r' ||
                  byte == '\n';
         });
}

// Behind an end of a line in UTF-16: bytes of UTF-8, of which none is zero.
EncodingChange change_to_utf8(std::string_view text, Utf16 form, bool line_start, bool last) {
  constexpr std::size_t kEnough = 16;
  const std::string_view line_end = form == Utf16::kBigEndian ? "\0\n"sv : "\n\0"sv;
  for (std::size_t unit = 0; unit < text.size(); unit += 2) {
    const bool behind = unit == 0 ? line_start : text.substr(unit - 2, 2) == line_end;
    const std::string_view head = text.substr(unit, kEnough);
    if (!behind || head.find('\0') != std::string_view::npos) continue;
    if (head.size() < kEnough && !last) return {unit, form, false};
    if (begins_like_utf8(head)) return {unit, Utf16::kNo, true};
  }
  return {};
}

// Whether the bytes may hold UTF-16: UTF-8 has neither of these two.
bool has_signs_of_utf16(const char* bytes, std::size_t size) {
  return size != 0 &&
         (std::memchr(bytes, '\0', size) != nullptr || std::memchr(bytes, 0xff, size) != nullptr);
}

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
  return form_ == Utf16::kNo && !changed_ && raw_.empty() ? pass(into, capacity)
                                                          : decode(into, capacity);
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
  if (has_utf16_mark(raw_)) raw_.erase(0, 2);
  take_segment();
  if (const std::string_view dump = name_of_dump(pending_); !dump.empty())
    return Read{State::kFailed, 0, std::string(dump)};
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

// As it is, unless it may hold something else.
ByteStream::Read TextStream::pass(char* into, std::size_t capacity) {
  const Read got = below_->read(into, capacity);
  if (got.state == State::kEnd && !followed_) ended_ = true;
  if (got.state != State::kData || got.size == 0) return got;
  if (!has_signs_of_utf16(into, got.size)) {
    line_start_ = into[got.size - 1] == '\n';
    return got;
  }
  raw_.assign(into, got.size);
  take_segment();
  return pending_.empty() ? decode(into, capacity) : take_pending(into, capacity);
}

// Turns what is there into UTF-8, up to where another encoding begins.
void TextStream::take_segment() {
  const bool plain = *form_ == Utf16::kNo;
  const EncodingChange change = plain ? change_to_utf16(raw_, line_start_, ended_)
                                      : change_to_utf8(raw_, *form_, line_start_, ended_);
  std::string rest;
  const bool changes = change.at != std::string::npos;
  if (changes) {
    rest = raw_.substr(change.at);
    raw_.resize(change.at);
  }
  const std::size_t had = pending_.size();
  if (plain) {
    pending_ += std::exchange(raw_, {});
  } else {
    const bool last = ended_ || (changes && change.sure);
    decode_utf16(raw_, *form_, last, pending_);
    if (last) raw_.clear();
  }
  if (pending_.size() > had) line_start_ = pending_.back() == '\n';
  if (!changes) return;
  raw_ += rest;
  line_start_ = true;
  if (!change.sure) return;
  form_ = change.form;
  changed_ = true;
  if (has_utf16_mark(raw_)) raw_.erase(0, 2);
}

ByteStream::Read TextStream::decode(char* into, std::size_t capacity) {
  while (pending_.empty()) {
    if (ended_ && raw_.empty()) return {State::kEnd, 0, {}};
    if (ended_) {
      take_segment();
      continue;
    }
    const std::size_t had = raw_.size();
    raw_.resize(had + kChunk);
    const Read got = below_->read(raw_.data() + had, kChunk);
    raw_.resize(had + (got.state == State::kData ? got.size : 0));
    if (got.state == State::kEnd && !followed_) {
      ended_ = true;
    } else if (got.state != State::kData) {
      return got;
    }
    take_segment();
  }
  return take_pending(into, capacity);
}

}  // namespace aobo
