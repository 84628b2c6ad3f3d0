// When a customer's log shows a deed whose actor it does not show, which may have been done in
// Partner Center: by customer, operation and target. One deed there explains one here, the nearest.
#pragma once

#include "plugin/identity/evidence/ledger.h"
#include "plugin/identity/evidence/lesson.h"
#include "plugin/identity/operations.h"

namespace aobo {

class OpaqueDeeds : public KeepAll {
 public:
  static constexpr std::string_view kName = "opaque-deed";
  static constexpr bool kRipens = true;
  // It was seen, whoever it was: it is not taken back with the answer.
  static constexpr bool kStands = true;
  struct Entry {
    TimeNs time = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
    template <class Archive>
    void serialize(Archive& archive) {
      archive(time);
    }
  };

  explicit OpaqueDeeds(const IdentityOptions& options)
      : window_(options.partner_center_window),
        ledger_(options.evidence(), limits::kEntriesPerKey) {}

  template <typename Visit>
  static void lessons(const Record& record, const Lesson& lesson, Visit visit) {
    if (!lesson.opaque || !lesson.tenant) return;
    visit(deed_key(*lesson.tenant, partner_center_operation_of(record.operation), record.target_id),
          Entry{record.time});
  }
  // Of whoever did something in Partner Center within the window, it may be what else was in the
  // window around that.
  template <typename Visit>
  void topics(std::string_view key, const Entry& entry, Visit visit) const {
    const std::int64_t span = span_of(entry.time, window_);
    for (std::int64_t near = span - 2; near <= span + 2; ++near) visit(deed_topic(key, near));
  }
  Affected affected(const Entry& entry, TopicId about) const {
    return {about, entry.time - 2 * window_, entry.time + 2 * window_};
  }
  // Those that deeds in Partner Center are asked about are asked about these too.
  static void questions(const Record&, const Lesson&, const IdentityOptions&,
                        std::vector<TopicId>&) {}

  // Those within two windows around the time; nothing where some of them were forgotten.
  std::optional<std::vector<TimeNs>> near(std::string_view key, TimeNs time) const;

  auto& ledger() { return ledger_; }
  const auto& ledger() const { return ledger_; }
  void forget_before(TimeNs) {}

 private:
  TimeNs window_;
  Ledger<std::string, Entry, KeyedFoldedHash, FoldedEqual> ledger_;
};

}  // namespace aobo
