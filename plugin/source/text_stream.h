// TextStream: an input's bytes as UTF-8. UTF-16 with a mark at its head, or without one but with
// every other byte of ASCII zero, is turned into UTF-8; everything else passes as it is. Behind the
// end of a line the other may begin (PowerShell's Out-File -Append, then Add-Content): each is read
// as what it is. What is no text at all by its first bytes (an archive, a workbook, a database) is
// refused by its name, with what to do.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "plugin/base/utf16.h"
#include "plugin/source/byte_stream.h"

namespace aobo {

class TextStream : public ByteStream {
 public:
  // `followed`: as open_stream's.
  explicit TextStream(std::unique_ptr<ByteStream> below, bool followed = false)
      : below_(std::move(below)), followed_(followed) {}

  Read read(char* into, std::size_t capacity) override;
  void release() override { below_->release(); }
  bool may_grow() const override { return below_->may_grow(); }
  bool verbatim() const override { return form_ == Utf16::kNo && !changed_ && below_->may_grow(); }
  void finish() override {
    followed_ = false;
    below_->finish();
  }
  std::uint64_t position() const override { return below_->position(); }
  std::optional<OpenFile> file() const override { return below_->file(); }
  std::optional<std::size_t> size_hint() const override { return below_->size_hint(); }
  std::size_t memory() const override {
    return below_->memory() + raw_.capacity() + pending_.capacity();
  }

 private:
  std::optional<Read> look_at_head();
  Read decode(char* into, std::size_t capacity);
  Read pass(char* into, std::size_t capacity);
  void take_segment();
  Read take_pending(char* into, std::size_t capacity);

  std::unique_ptr<ByteStream> below_;
  bool followed_;
  std::optional<Utf16> form_;  // nothing until the head was looked at
  bool ended_ = false;
  bool changed_ = false;    // what is read now is another encoding than the head's
  bool line_start_ = true;  // what is read next begins a line
  std::string raw_;         // bytes read and not yet decoded: the head, an odd byte, half a pair
  std::string pending_;     // decoded and not yet handed on
  std::optional<Read> failed_;  // what came behind the head, told when that is handed on
  std::size_t taken_ = 0;
};

// What the first bytes say the input is, where it is no text: "a zip archive; …". Empty: text, or
// unknown.
std::string_view name_of_binary(std::string_view head);

}  // namespace aobo
