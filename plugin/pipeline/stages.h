// Stages: what is made of one record after another: who, by what right, whether that was agreed,
// and what follows from it beside the others. Everything that is remembered between records is in
// here.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "plugin/activity/activities.h"
#include "plugin/base/memory.h"
#include "plugin/behaviour/behaviour.h"
#include "plugin/case/case.h"
#include "plugin/config/config.h"
#include "plugin/identity/revisions.h"
#include "plugin/pipeline/counters.h"
#include "plugin/pipeline/kept_lesson.h"
#include "plugin/pipeline/put_off.h"
#include "plugin/policy/history.h"

namespace aobo {

class Stages {
 public:
  // The memory, in which all of it is kept, must outlive it.
  Stages(const ActivityOptions& activity, const IdentityOptions& identity,
         const PermitOptions& permits, const BehaviourOptions& behaviour, Memory& memory);

  // What became true before the record came, and what became true by it.
  struct Derivations {
    std::vector<Derived> before, after;
  };
  // Judges a case that holds its record and what is known beforehand; it gets its number. `now`:
  // how far the events' own time has come, the record's own where it is in its place.
  Derivations take(Case& the_case, TimeNs now);

  // ---- the same where much may be asked again, and nobody may be kept waiting for it
  // Whether something is to be asked about before the next record is taken: then go_on until it
  // is.
  bool asks_before(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now);
  // As take, of what became true by the record no more than by a first piece of what it changed.
  Derivations take_first(Case& the_case, TimeNs now);
  // Whether something is to be asked about that waits; of what has ripened by then.
  bool asks(TimeNs ripe, const std::shared_ptr<const Knowledge>& knowledge, TimeNs now);
  // The same at the end of all that there is.
  bool asks_at_end(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now);
  // While it does nothing else may be done with the stages, nor may they be saved.
  bool asking() const { return asking_.has_value(); }
  // A piece of it, of some hundred answers.
  void go_on(std::vector<Derived>& out);

  // The clock has come to `now`, and no record with it: what became true until then.
  void pass(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
            std::vector<Derived>& out);
  // The same by the clock.
  void pass(const std::shared_ptr<const Knowledge>& knowledge, const ClockTimes& times,
            std::vector<Derived>& out);
  // All that there is has been read: what still waits to be asked about is asked about.
  void ask_what_waits(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
                      std::vector<Derived>& out);

  // Another worker reads that partition from now on.
  void leave(std::string_view partition) { behaviour_.leave(partition); }

  void publish(Counters& counters) const;

  void save(Writer& writer) const;
  void load(Reader& reader);

 private:
  // A record that taught something of which the next may tell otherwise, and when what it taught is
  // asked about, by the events' own time.
  struct Unripe {
    TimeNs due = 0;
    KeptLesson kept;

    std::size_t bytes() const { return sizeof(Unripe) + kept.more_bytes(); }
  };

  // What is asked about at the moment.
  struct AskedNow {
    std::shared_ptr<const Knowledge> knowledge;
    TimeNs now = 0;
    bool behind = false;  // behind a record, of what that has changed; else all that was put off
  };

  void revise(const Case& the_case, const Lesson& lesson, TimeNs now);
  void begin_asking(const std::shared_ptr<const Knowledge>& knowledge, TimeNs now, bool behind);
  void change(const Revision& revision, std::vector<Derived>& out);
  void end_asking();
  // Whether some of it waits.
  bool wait(const Case& the_case, const Lesson& lesson, TimeNs now, std::vector<Affected>& changed);
  // When the first of what waits is due.
  TimeNs first_due() const;
  // Whether something has.
  bool ripen(TimeNs now);
  // About all that was put off, and what has ripened by that time.
  void ask_all(TimeNs ripe, const std::shared_ptr<const Knowledge>& knowledge, TimeNs now,
               std::vector<Derived>& out);
  void trim();

  Memory& memory_;
  ActivityOptions activity_;
  Activities activities_;
  IdentityOptions identity_;
  History history_;
  Revisions revisions_;
  Behaviour behaviour_;
  RecordNumber records_ = 0;  // so far
  // Of records in their place, and of those that came late; the first to ripen first.
  std::deque<Unripe> unripe_, late_;
  std::size_t unripe_bytes_ = 0;  // of both
  PutOff put_off_;
  std::optional<AskedNow> asking_;
};

}  // namespace aobo
