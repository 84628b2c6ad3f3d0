#include "plugin/pipeline/run_events.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plugin/base/span_words.h"
#include "plugin/base/text.h"
#include "plugin/pipeline/figures.h"
#include "plugin/pipeline/worst_inputs.h"
#include "plugin/policy/difference.h"
#include "plugin/policy/policy.h"

namespace aobo {
namespace {

constexpr TimeNs kAgeIsLookedAt = 60 * kSecondNs;
constexpr std::size_t kInputsShown = 5, kNameLength = 120;

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string directory_in_words(const Knowledge& known) {
  const Directory& directory = *known.directory;
  if (directory.partners().empty()) return "without a directory, so that nobody is named";
  return fmt::format("with a directory of {}, {}, {}, {} and {}",
                     counted(directory.partners().size(), "partner", "partners"),
                     counted(directory.people().size(), "person", "people"),
                     counted(directory.customers().size(), "customer", "customers"),
                     counted(directory.relationships().size(), "relationship", "relationships"),
                     counted(known.policy->scopes.size(), "scope", "scopes"));
}

std::string inputs_in_words(const std::vector<std::string>& names, std::size_t all) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == kInputsShown) break;
    shown.push_back(printable(name, kNameLength));
  }
  if (all > shown.size() && !shown.empty()) shown.emplace_back("…");
  return counted(all, "input", "inputs") +
         (shown.empty() ? "" : fmt::format(" ({})", fmt::join(shown, ", ")));
}

// " so far, of /logs, kafka://audit": where the inputs come from that are not known yet.
std::string sources_in_words(const std::vector<std::string>& sources) {
  if (sources.empty()) return {};
  std::vector<std::string> shown;
  for (const std::string& source : sources) {
    if (shown.size() == kInputsShown) break;
    shown.push_back(printable(source, kNameLength));
  }
  if (sources.size() > shown.size()) shown.emplace_back("…");
  return fmt::format(" so far, of {}", fmt::join(shown, ", "));
}

// The figures that have risen, of those whose names begin and end so, without what all begin with.
std::vector<std::string> risen(const std::vector<Figure>& figures, std::string_view head,
                               std::string_view tail) {
  std::vector<std::string> parts;
  for (const Figure& figure : figures) {
    if (figure.value > 0 && figure.name.starts_with(head) && figure.name.ends_with(tail))
      parts.push_back(fmt::format("{} {}", figure.name.substr(head.size()), figure.value));
  }
  return parts;
}

std::uint64_t value_of(const std::vector<Figure>& figures, std::string_view name) {
  const auto found = std::ranges::find(figures, name, &Figure::name);
  return found == figures.end() ? 0 : found->value;
}

std::string lags_in_words(const std::vector<Figure>& figures) {
  constexpr std::string_view kHead = "lag.", kExcess = "lag.excess";
  const auto words = [](std::uint64_t seconds) {
    return span_in_words(static_cast<TimeNs>(seconds) * kSecondNs);
  };
  std::vector<std::string> lags;
  for (const Figure& figure : figures) {
    if (figure.value > 0 && figure.name.starts_with(kHead) && figure.name != kExcess)
      lags.push_back(fmt::format("{} {}", figure.name.substr(kHead.size()), words(figure.value)));
  }
  if (lags.empty()) return {};
  const std::uint64_t excess = value_of(figures, kExcess);
  return fmt::format(
      " Longest lag: {}{}.", fmt::join(lags, ", "),
      excess == 0 ? "" : fmt::format(", which is {} more than usual", words(excess)));
}

// The sentence of a report: what is 0 is left out, but for what was read.
std::string report_in_words(const std::vector<Figure>& figures, TimeNs span) {
  std::string text = span > 0 ? fmt::format("In {}: ", span_in_words(span)) : "";
  text += counted(value_of(figures, "records"), "record", "records") + " read";
  const auto add = [&](std::string_view name, std::string_view words) {
    if (const auto value = value_of(figures, name); value > 0)
      text += fmt::format(", {} {}", value, words);
  };
  add("refused", "refused");
  if (const auto reasons = risen(figures, "refused.", ""); !reasons.empty())
    text += fmt::format(" ({})", fmt::join(reasons, ", "));
  add("repaired", "repaired");
  add("late", "late");
  add("duplicates", "dropped as duplicates");
  add("gaps", "reported as gaps");
  add("inputs.lost", "files lost before they were read to their end");
  add("inputs.unfinished", "inputs whose last line has no end yet");
  add("kafka.expired", "messages removed before they were read");
  add("kafka.lag", "messages not read yet");
  text += ".";
  const auto sentence = [&](std::string_view begin, const std::vector<std::string>& parts) {
    if (!parts.empty()) text += fmt::format(" {}: {}.", begin, fmt::join(parts, ", "));
  };
  text += lags_in_words(figures);
  auto forgotten = risen(figures, "", ".evicted");
  std::ranges::copy(risen(figures, "", ".forgotten"), std::back_inserter(forgotten));
  sentence("Forgotten for want of room", forgotten);
  if (const auto failures = value_of(figures, "state.failures"); failures > 0)
    text +=
        fmt::format(" The state could not be written {}; no snapshot was written for {}.",
                    counted(failures, "time", "times"),
                    span_in_words(static_cast<TimeNs>(value_of(figures, "state.age")) * kSecondNs));
  if (const auto failures = value_of(figures, "directory.reload_failures"); failures > 0)
    text += fmt::format(" The directory could not be loaded anew {}.",
                        counted(failures, "time", "times"));
  return text;
}

}  // namespace

RunEvents::RunEvents(const RunOptions& options, const Counters& counters, const InputTable& inputs)
    : options_(options), counters_(counters), inputs_(inputs) {}

void RunEvents::begin(Run run) {
  run_ = std::move(run);
  on_ = options_.events.value_or(run_.followed);
  for (const FigureRow& row : figure_rows()) before_.push_back(row.of(counters_));
}

Derived RunEvents::event(std::string_view kind, TimeNs time) const {
  Derived derived;
  derived.kind = kind;
  derived.time = time;
  derived.of_run = true;
  derived.basis.id = format_time(time);
  derived.ids = {derived.basis.id};
  return derived;
}

void RunEvents::start(const Knowledge& known, TimeNs now, std::vector<Derived>& out) {
  started_ = true;
  reported_ = now;
  Derived derived = event(kRunStarted, now);
  const std::string from =
      run_.resumed != 0 ? fmt::format("It goes on after {}.", format_time(run_.resumed))
      : run_.has_state  ? "Its state is new: it begins with all that is there."
                        : "It keeps no state: it begins with all that is there, as the next run "
                          "will again.";
  derived.sentence = fmt::format("aobo {} reads {}{}, {}. {}", AOBO_VERSION,
                                 inputs_in_words(run_.inputs, run_.all_inputs),
                                 sources_in_words(run_.sources), directory_in_words(known), from);
  for (const FigureRow& row : figure_rows()) {
    if (row.kind == CounterRow::Kind::kNow)
      derived.figures.push_back({row.name, row.of(counters_)});
  }
  out.push_back(std::move(derived));
}

void RunEvents::look(const std::shared_ptr<const Knowledge>& known, TimeNs wall,
                     std::vector<Derived>& out) {
  if (known_ != known) {
    if (known_) {
      Derived derived = event(kPolicyReloaded, wall);
      derived.serial = std::to_string(reloads_ + 1);
      derived.sentence =
          known->before.lock() == known_ ? known->difference : difference(*known_, *known);
      // An export that was fetched anew, or a file that was only touched, changes nothing.
      if (!derived.sentence.before.empty()) {
        ++reloads_;
        out.push_back(std::move(derived));
      }
      Derived extended = event(kAutoExtended, wall);
      extended.serial = std::to_string(reloads_);
      extended.sentence = known->before.lock() == known_ ? known->extended
                                                         : relationships_extended(*known_, *known);
      if (!extended.sentence.before.empty()) out.push_back(std::move(extended));
    }
    known_ = known;
    looked_at_age_ = 0;
  }
  if (!run_.followed) return;
  // A clock that was put back begins the spans anew.
  reported_ = std::min(reported_, wall);
  looked_at_age_ = std::min(looked_at_age_, wall);
  look_at_age(*known, wall, out);
  if (options_.report_interval > 0 && wall - reported_ >= options_.report_interval)
    out.push_back(report(wall));
}

// One that is fetched anew becomes stale anew.
void RunEvents::look_at_age(const Knowledge& known, TimeNs wall, std::vector<Derived>& out) {
  if (options_.directory_max_age == 0 || wall - looked_at_age_ < kAgeIsLookedAt) return;
  looked_at_age_ = wall;
  const auto& oldest = known.directory->oldest_export();
  if (!oldest || oldest->written == stale_) return;
  const TimeNs age = wall - oldest->written;
  if (age <= options_.directory_max_age) return;
  stale_ = oldest->written;
  Derived derived = event(kDirectoryStale, wall);
  derived.sentence = fmt::format(
      "{} is {} old, written {}; run.directory_max_age allows {}. Who joined or left since is not "
      "known: fetch the exports again.",
      printable(oldest->file, kNameLength), span_in_words(age),
      format_time(oldest->written - oldest->written % kSecondNs),
      span_in_words(options_.directory_max_age));
  out.push_back(std::move(derived));
}

Derived RunEvents::report(TimeNs now) {
  Derived derived = event(kRunReport, now);
  derived.serial = std::to_string(++reports_);
  const auto rows = figure_rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint64_t value = rows[i].of(counters_);
    const bool total = rows[i].kind == CounterRow::Kind::kTotal;
    derived.figures.push_back(
        {rows[i].name, total && value >= before_[i] ? value - before_[i] : value});
    before_[i] = value;
  }
  derived.sentence = report_in_words(derived.figures, run_.followed ? now - reported_ : 0) +
                     worst_inputs_in_words(inputs_);
  reported_ = now;
  return derived;
}

void RunEvents::end(bool anything_went_out, TimeNs now, std::vector<Derived>& out) {
  const bool wanted = on_ || (!options_.events && !anything_went_out);
  if (!wanted || ended_) return;
  ended_ = true;
  out.push_back(report(now));
}

}  // namespace aobo
