// silent_entry: somebody of a partner's signed in to a customer's tenant, and within the span after
// it did nothing there that any log shows. Looking around leaves no other trace. What is done at
// the end of the span or later does not count. Entries that follow each other in one silence are
// told together.
#include <fmt/format.h>

#include "plugin/base/bounded.h"
#include "plugin/base/limits.h"
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
      : span_(options.silent_entry),
        entries_(options.pending, [this](const std::string&, Entry& entry) { unlink(entry); }),
        deeds_(options.pending),
        by_link_(options.pending * limits::kReasonIds) {}

  void observe(const Case& c, const History&, Outbox& outbox) override {
    if (!c.attribution.is_partner || !c.attribution.tenant ||
        c.attribution.path == Path::kAutomation)
      return;
    if (is_sign_in(c.record())) {
      if (succeeded(c.record())) enter(c, outbox);
    } else if (is_action(c.record())) {
      act(c);
    }
  }

  void due(const std::string& key, const Knowledge&, const History&, Outbox& outbox) override {
    Entry* entry = entries_.find(key);
    if (entry == nullptr || entry->from + span_ > outbox.now()) return;
    Derived derived;
    derived.time = entry->from + span_;
    derived.basis = entry->basis;
    derived.ids = entry->ids;
    derived.text = fmt::format(
        "{} entered {} and did nothing there that the logs show within {} minutes.",
        entry->basis.subject.shown(), entry->basis.subject.tenant_name, span_ / kMinute);
    outbox.emit(std::move(derived));
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

  void enter(const Case& c, Outbox& outbox) {
    const std::string key = acting_where(c);
    const TimeNs time = c.record().time;
    // A sign-in that came late may have been followed by a deed already.
    if (const auto* done = deeds_.find(key)) {
      for (const TimeNs deed : *done) {
        if (deed >= time && deed < time + span_) return;
      }
    }
    Entry& entry = entries_.at(key);
    if (entry.ids.empty()) {
      entry.from = time;
      entry.basis = Basis::of(c);
      outbox.wake(time + span_, key);
    }
    if (entry.ids.size() < limits::kReasonIds) entry.ids.push_back(c.reference());
    for (const Guid& link : links_of(c.record())) {
      if (entry.links.size() >= limits::kReasonIds) break;
      entry.links.push_back(link);
      by_link_.at(link) = key;
    }
  }

  void act(const Case& c) {
    const std::string key = acting_where(c);
    std::vector<TimeNs>& done = deeds_.at(key);
    done.push_back(c.record().time);
    if (done.size() > limits::kReasonIds) done.erase(done.begin());
    answer(key, c.record().time);
    for (const Guid& link : links_of(c.record())) {
      if (const std::string* linked = by_link_.find(link))
        answer(std::string(*linked), c.record().time);
    }
  }

  void answer(const std::string& key, TimeNs time) {
    const Entry* entry = entries_.find(key);
    if (entry != nullptr && time >= entry->from && time < entry->from + span_) close(key);
  }

  void close(const std::string& key) {
    if (const Entry* entry = entries_.find(key)) unlink(*entry);
    entries_.erase(key);
  }
  void unlink(const Entry& entry) {
    for (const Guid& link : entry.links) by_link_.erase(link);
  }

  TimeNs span_;
  Bounded<std::string, Entry> entries_;
  Bounded<std::string, std::vector<TimeNs>> deeds_;
  Bounded<Guid, std::string> by_link_;
};

}  // namespace

std::unique_ptr<Watcher> silent_entry(const BehaviourOptions& options) {
  return std::make_unique<SilentEntry>(options);
}

}  // namespace aobo::watch
