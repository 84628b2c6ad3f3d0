// The payload of an event: written once where the record is attributed, read once for each event
// that the host asks about.
#pragma once

#include <string_view>
#include <vector>

#include "plugin/behaviour/derived.h"
#include "plugin/case/case.h"
#include "plugin/payload/event.pb.h"

namespace aobo {

inline constexpr std::uint32_t kPayloadVersion = 1;

// Both fill `event` with all but the record's own text, keeping its memory.
void fill_event(const Case& the_case, payload::Event& event);
void fill_event(const Derived& derived, TimeNs lag, payload::Event& event);

// A derived event as JSON on one line: the text of a record that has none.
std::string json_of(const Derived& derived);

// An event in wire form: the message, and behind it the record's text as its last field, which so
// is copied only once.
class Payload {
 public:
  Payload(const payload::Event& event, std::string_view raw);

  std::size_t size() const { return size_; }
  void write(std::uint8_t* into) const;  // size() bytes

 private:
  const payload::Event& event_;
  std::string_view raw_;
  std::size_t size_;
};

}  // namespace aobo
