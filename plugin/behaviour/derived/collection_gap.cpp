// collection_gap: a log of a tenant, one family, is silent for longer than is its habit: longer
// than the longest silence known of it, times a factor. Its habit is known after the time of
// learning, which should hold a weekend. Told once for each silence, at the moment at which the
// silence becomes too long by the other logs' time. Withdrawn where records of that time come
// after all: the log was not silent, it came late.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plugin/base/bounded.h"
#include "plugin/base/span_words.h"
#include "plugin/behaviour/derived.h"

namespace aobo::watch {
namespace {

struct Habit {
  TimeNs first = 0, last = 0, longest = 0;
  std::uint64_t records = 0;
  std::string family;
  Basis basis;  // the last record
  // ---- the silence that was reported last: from, until when it was too long, and its event's id
  TimeNs silent_from = 0, silent_until = 0;
  TimeNs longest_before = 0;
  std::string report;  // empty: none, or withdrawn

  // Whether that silence goes on.
  bool is_silent() const { return !report.empty() && last == silent_from; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(first, last, longest, records, family, basis, silent_from, silent_until, longest_before,
            report);
  }
};

class CollectionGap : public Watcher {
 public:
  explicit CollectionGap(const BehaviourOptions& options)
      : options_(options), habits_(options.open_questions()) {}

  void observe(const Case& the_case, const History&, Outbox& outbox) override {
    if (!the_case.record().log_tenant) return;
    char tenant[36];
    the_case.record().log_tenant->write(tenant);
    std::string& key = key_;
    key.assign(tenant, sizeof tenant).append("|").append(the_case.record().family->name);
    const TimeNs time = the_case.record().time;
    Habit* known = habits_.find(key);
    if (known == nullptr) {
      Habit& habit = habits_.at(key);
      habit.first = habit.last = time;
      habit.records = 1;
      habit.family = the_case.record().family->name;
      note_last(the_case, habit);
      outbox.wake(limit(habit), key);
      return;
    }
    if (is_within_silence(*known, time)) withdraw(*known, key, the_case.directory(), outbox);
    if (time <= known->last) return;  // late: the silence was none
    const bool ends_silence = known->is_silent();
    ++known->records;
    known->longest = std::max(known->longest, time - known->last);
    known->last = time;
    note_last(the_case, *known);
    if (ends_silence || known->records == options_.gap_records) outbox.wake(limit(*known), key);
  }

  // One waking for each habit is under way once it has records enough; it moves on as these do.
  void due(const std::string& key, const Knowledge& known, const History&,
           Outbox& outbox) override {
    Habit* habit = habits_.find(key);
    if (habit == nullptr || habit->is_silent()) return;
    if (habit->records < options_.gap_records) return;  // looked at again when there are more
    if (limit(*habit) > outbox.now()) {
      outbox.wake(limit(*habit), key);
      return;
    }
    habit->silent_from = habit->last;
    habit->silent_until = limit(*habit);
    habit->longest_before = habit->longest;
    Derived derived;
    derived.time = limit(*habit);
    derived.basis = basis_of(*habit, key, *known.directory);
    derived.ids = {habit->basis.id};
    derived.sentence =
        fmt::format("The {} log of {} is silent since {}; the longest silence known of it was {}.",
                    habit->family, derived.basis.subject.tenant_name, format_time(habit->last),
                    span_in_words(habit->longest));
    derived.gap = Gap{habit->family, habit->last, derived.time};
    habit->report = outbox.emit(std::move(derived));
  }

  // Behind the tenant.
  std::string_view rests_on(std::string_view key) const override {
    return key.substr(std::min(key.find('|'), key.size() - 1) + 1);
  }

  // The place of a record in a topic begins with its partition.
  void add_tenants_of(std::string_view partition, std::set<Guid>& tenants) const override {
    habits_.each([&](const std::string& key, const Habit& habit) {
      const std::string& origin = habit.basis.origin;
      if (!origin.starts_with(partition) || !origin.substr(partition.size()).starts_with('@'))
        return;
      if (const auto tenant = parse_id(key.substr(0, 36))) tenants.insert(*tenant);
    });
  }
  void leave(const Guid& tenant) override {
    std::vector<std::string> keys;
    std::as_const(habits_).each([&](const std::string& key, const Habit&) {
      if (key.starts_with(tenant.text())) keys.push_back(key);
    });
    for (const std::string& key : keys) habits_.erase(key);
  }

  std::uint64_t evicted() const override { return habits_.evicted(); }
  void save(Writer& writer) const override { writer(habits_); }
  void load(Reader& reader) override { reader(habits_); }

 private:
  // Where it stands, and whose log it is; who acted has no part in a silence.
  static void note_last(const Case& the_case, Habit& habit) {
    habit.basis.id = the_case.reference();
    habit.basis.origin = the_case.origin;
    habit.basis.offset = the_case.offset;
    habit.basis.record = the_case.number;
    habit.basis.subject.tenant_name = the_case.attribution.tenant_name;
  }

  // It is about a log. Whoever acted last before the silence has no part in it.
  static Basis basis_of(const Habit& habit, const std::string& key, const Directory& directory) {
    Basis basis = habit.basis;
    basis.subject = Subject{};
    basis.subject.tenant = parse_id(key.substr(0, 36));
    const Customer* customer =
        basis.subject.tenant ? directory.customer(*basis.subject.tenant) : nullptr;
    basis.subject.tenant_name =
        customer != nullptr ? customer->name : habit.basis.subject.tenant_name;
    return basis;
  }

  static bool is_within_silence(const Habit& habit, TimeNs time) {
    return !habit.report.empty() && habit.silent_from < time && time < habit.silent_until;
  }

  // A log that comes late comes in many records: what it leaves out is asked when it has had time
  // to come whole. What was learned of a silence that was none is forgotten.
  void withdraw(Habit& habit, const std::string& key, const Directory& directory,
                Outbox& outbox) const {
    const bool went_on = habit.is_silent();
    outbox.withdraw(basis_of(habit, key, directory), habit.report,
                    "records of that time have come since");
    habit.report.clear();
    habit.longest = habit.longest_before;
    if (went_on) outbox.wake(outbox.now() + options_.gap_least, key);
  }

  // When the silence will have been too long.
  TimeNs limit(const Habit& habit) const {
    const TimeNs silence =
        std::max(habit.longest * static_cast<TimeNs>(options_.gap_factor), options_.gap_least);
    return std::max(habit.last + silence, habit.first + options_.gap_learning + silence);
  }

  const BehaviourOptions& options_;
  Bounded<std::string, Habit> habits_;
  std::string key_;  // used again for each record
};

}  // namespace

std::unique_ptr<Watcher> collection_gap(const BehaviourOptions& options) {
  return std::make_unique<CollectionGap>(options);
}

}  // namespace aobo::watch
