// dap_returned: a partner's DAP was removed from a customer, and within the span that partner has
// it again: by the customer's log, by Partner Center's, or with the removal known from the
// directory. With DAP the whole partner is Global Administrator again. Both logs tell the same
// return; it is said once. Of one second, to which a log may cut its times, nobody can tell which
// came last: that is said, and in whichever order the two are read. Of a change whose partner is
// not known nothing is said: it may be another's.
#include <fmt/format.h>

#include <algorithm>

#include "plugin/base/bounded.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct State {
  std::optional<TimeNs> ended;
  std::string ended_id;  // empty: known from the directory
  bool reported = false;
  std::optional<TimeNs> begun;  // as told last
  Basis begun_by;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(ended, ended_id, reported, begun, begun_by);
  }
};

bool is_whole_second(TimeNs time) { return time % kSecondNs == 0; }
bool have_no_order(TimeNs one, TimeNs other) {
  if (one / kSecondNs != other / kSecondNs) return false;
  return one == other || is_whole_second(one) || is_whole_second(other);
}

class DapReturned : public Watcher {
 public:
  explicit DapReturned(const BehaviourOptions& options)
      : span_(options.dap_return), customers_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    const auto change = relationship_change(the_case);
    if (!change || change->type != RelationshipType::kDap || !change->partner ||
        !the_case.attribution.tenant)
      return;
    State& state =
        customers_.at(the_case.attribution.tenant->text() + "|" + change->partner->text());
    const TimeNs time = the_case.record().time;
    if (!change->begun) {
      // A copy of the same end begins nothing new.
      if (!state.ended || !have_no_order(*state.ended, time)) {
        state.ended = time;
        state.ended_id = the_case.reference();
        state.reported = false;
      }
      if (state.begun && have_no_order(*state.begun, time)) report(state, outbox);
      return;
    }
    state.begun = time;
    state.begun_by = Basis::of(the_case);
    if (!state.ended) state.ended = ended_by_directory(the_case, *change->partner);
    const bool after = state.ended && (*state.ended <= time || have_no_order(*state.ended, time));
    if (after && time < *state.ended + span_) report(state, outbox);
  }

  bool holds_of_anybody() const override { return true; }
  std::uint64_t evicted() const override { return customers_.evicted(); }
  void save(Writer& writer) const override { writer(customers_); }
  void load(Reader& reader) override { reader(customers_); }

 private:
  static void report(State& state, Outbox& outbox) {
    if (state.reported) return;
    state.reported = true;
    Derived derived;
    derived.time = std::max(*state.begun, *state.ended);
    derived.basis = state.begun_by;
    if (!state.ended_id.empty()) derived.ids.push_back(state.ended_id);
    derived.ids.push_back(derived.basis.id);
    const std::string& customer = derived.basis.subject.tenant_name;
    derived.sentence =
        have_no_order(*state.begun, *state.ended)
            ? fmt::format(
                  "DAP may be back in {}: it was removed and given within one second, at {}, and "
                  "which came last no log tells.",
                  customer, format_time(*state.ended))
            : fmt::format("DAP is back in {}: it was removed at {} and is there again.", customer,
                          format_time(*state.ended));
    outbox.emit(std::move(derived));
  }
  static std::optional<TimeNs> ended_by_directory(const Case& the_case, const Guid& partner) {
    const Directory& directory = the_case.directory();
    std::optional<TimeNs> ended;
    for (const std::size_t index : directory.relationships_with(*the_case.attribution.tenant)) {
      const Relationship& r = directory.relationships()[index];
      const bool theirs = directory.partners()[r.partner].tenant == partner;
      if (theirs && r.type == RelationshipType::kDap && r.valid.to <= the_case.record().time)
        ended = std::max(ended.value_or(r.valid.to), r.valid.to);
    }
    return ended;
  }

  TimeNs span_;
  Bounded<std::string, State> customers_;  // by customer and partner
};

}  // namespace

std::unique_ptr<Watcher> dap_returned(const BehaviourOptions& options) {
  return std::make_unique<DapReturned>(options);
}

}  // namespace aobo::watch
