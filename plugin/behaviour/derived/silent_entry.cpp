// silent_entry: somebody of a partner's signed in to a customer's tenant, and within the span after
// it did nothing there that any log shows. Looking around leaves no other trace. What is done at
// the end of the span or later does not count. Entries that follow each other in one silence are
// told together.
#include <fmt/format.h>

#include "plugin/base/limits.h"
#include "plugin/base/pending.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Entry {
  TimeNs from = 0;
  Basis basis;
  std::vector<std::string> ids;
  std::vector<Guid>
      links;  // request and session ids, by which a deed of an unnamed actor belongs to it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(from, basis, ids, links);
  }
};

class SilentEntry : public Watcher {
 public:
  explicit SilentEntry(const BehaviourOptions& options)
      : span_(options.silent_entry), entries_(options.pending), deeds_(options.pending) {}

  void observe(const Moment& m, Told& told) override {
    if (!m.attribution.is_partner || !m.attribution.tenant ||
        m.attribution.path == Path::kAutomation)
      return;
    if (is_sign_in(m.record)) {
      if (succeeded(m.record)) enter(m, told);
    } else if (is_action(m.record)) {
      act(m);
    }
  }

  void due(const std::string& key, const Surroundings&, Told& told) override {
    Entry* entry = entries_.find(key);
    if (entry == nullptr || entry->from + span_ > told.now()) return;
    Derived derived;
    derived.time = entry->from + span_;
    derived.basis = entry->basis;
    derived.ids = entry->ids;
    derived.text =
        fmt::format("{} entered {} and did nothing there that the logs show within {} minutes.",
                    entry->basis.subject.told(), entry->basis.subject.tenant_name, span_ / kMinute);
    told.say(std::move(derived));
    close(key);
  }

  std::uint64_t evicted() const override { return entries_.evicted() + deeds_.evicted(); }
  void save(Writer& writer) const override { writer(entries_, deeds_, by_link_); }
  void load(Reader& reader) override { reader(entries_, deeds_, by_link_); }

 private:
  static std::vector<Guid> links_of(const Record& record) {
    std::vector<Guid> links;
    if (record.request) links.push_back(*record.request);
    if (record.token) links.push_back(*record.token);
    if (const auto session = parse_id(record.session)) links.push_back(*session);
    return links;
  }

  void enter(const Moment& m, Told& told) {
    const std::string key = m.who_where();
    const TimeNs time = m.record.time;
    // A sign-in that was told late may have been followed by a deed already.
    if (const auto* done = deeds_.find(key)) {
      for (const TimeNs deed : *done) {
        if (deed >= time && deed < time + span_) return;
      }
    }
    Entry& entry = entries_.at(key);
    if (entry.ids.empty()) {
      entry.from = time;
      entry.basis = Basis::of(m);
      told.wake(time + span_, key);
    }
    if (entry.ids.size() < limits::kReasonIds) entry.ids.push_back(m.reference());
    for (const Guid& link : links_of(m.record)) {
      if (entry.links.size() >= limits::kReasonIds) break;
      entry.links.push_back(link);
      by_link_[link] = key;
    }
  }

  void act(const Moment& m) {
    const std::string key = m.who_where();
    std::vector<TimeNs>& done = deeds_.at(key);
    done.push_back(m.record.time);
    if (done.size() > limits::kReasonIds) done.erase(done.begin());
    settle(key, m.record.time);
    for (const Guid& link : links_of(m.record)) {
      const auto found = by_link_.find(link);
      if (found != by_link_.end()) settle(std::string(found->second), m.record.time);
    }
  }

  void settle(const std::string& key, TimeNs time) {
    const Entry* entry = entries_.find(key);
    if (entry != nullptr && time >= entry->from && time < entry->from + span_) close(key);
  }

  void close(const std::string& key) {
    if (const Entry* entry = entries_.find(key)) {
      for (const Guid& link : entry->links) by_link_.erase(link);
    }
    entries_.erase(key);
  }

  TimeNs span_;
  Pending<Entry> entries_;
  Pending<std::vector<TimeNs>> deeds_;
  std::map<Guid, std::string> by_link_;
};

}  // namespace

std::unique_ptr<Watcher> silent_entry(const BehaviourOptions& options) {
  return std::make_unique<SilentEntry>(options);
}

}  // namespace aobo::watch
