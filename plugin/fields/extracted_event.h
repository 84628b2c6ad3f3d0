// ExtractedEvent: the event at hand while a host asks for its fields, one by one and again for
// every rule. The payload is decoded once per event; the JSON of the record only when a rule asks
// into it, and then once as well.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plugin/base/zone.h"
#include "plugin/payload/event.pb.h"

namespace aobo {

class ExtractedEvent {
 public:
  ExtractedEvent();

  // Makes the payload the event at hand; false where it is no payload of ours. The same bytes as
  // before are not decoded again. Nothing else tells that an event is the same one: hosts use its
  // number, its time and its place in memory again.
  bool select(std::string_view payload);

  const payload::Event& event() const { return event_; }

  // The record's text on one line: white space between its tokens is left out where it holds line
  // breaks.
  std::string_view raw();

  // The value at an RFC 6901 pointer into the record: strings as they are, everything else as JSON
  // text. Empty where there is none. Holds until the next call.
  std::string_view at_pointer(std::string_view pointer);

  // The zone of times that people read; UTC unless told otherwise.
  void show_times_in(const TimeZone& zone) { zone_ = zone; }
  const TimeZone& zone() const { return zone_; }

  // Keeps a text that was made for a field until the next one is.
  std::string_view keep(std::string text) {
    pointed_ = std::move(text);
    return pointed_;
  }

 private:
  std::optional<simdjson::dom::element> record();

  TimeZone zone_;
  payload::Event event_;
  bool selected_ = false;
  bool valid_ = false;
  std::string payload_;  // a copy

  simdjson::dom::parser parser_;
  bool parsed_ = false;
  std::optional<simdjson::dom::element> record_;
  std::string pointed_;
  std::string minified_;
};

}  // namespace aobo
