// How fields are filled, by list and window for those with an argument: of a list of the payload
// the entry of that name, of counts the one of that window.
#pragma once

#include <string_view>

#include "plugin/base/text.h"
#include "plugin/fields/extracted_event.h"
#include "plugin/fields/fields.h"

namespace aobo {

template <typename List, typename Get>
void find_spelt(const List& list, std::string_view argument, Values& values, Get get) {
  for (const auto& entry : list) {
    if (!spells(argument, entry.name())) continue;
    values.add(get(entry));
    return;
  }
}

// Of a time in nanoseconds, where it is known.
inline void set_time(Values& values, std::int64_t time) {
  if (time != 0) values.set(static_cast<std::uint64_t>(time));
}

// A field aobo.NAME[WINDOW] of the counts; the schema's names stand in the table of
// plugin/behaviour/counts.cpp.
template <const char* name>
void counted(ExtractedEvent& event, std::string_view window, Values& values) {
  for (const auto& count : event.event().counts()) {
    if (count.name() == name && spells(window, count.window())) values.set(count.value());
  }
}
// The same count where this record has raised it to a number not reached within the window before.
template <const char* name>
void reached(ExtractedEvent& event, std::string_view window, Values& values) {
  for (const auto& count : event.event().counts()) {
    if (count.reached() && count.name() == name && spells(window, count.window()))
      values.set(count.value());
  }
}

// A field aobo.run[METRIC].
inline void figure_of(ExtractedEvent& event, std::string_view metric, Values& values) {
  for (const auto& figure : event.event().figures()) {
    if (spells(metric, figure.name())) values.set(figure.value());
  }
}

}  // namespace aobo
