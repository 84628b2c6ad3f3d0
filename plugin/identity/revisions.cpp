#include "plugin/identity/revisions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "plugin/base/limits.h"
#include "plugin/identity/home.h"

namespace aobo {
namespace {

// Rounds in which answers that hang on each other are asked; more would change for ever.
constexpr int kRounds = 8;

// Whether the answer rests on a name alone: one that holds an id a sign-in may show to be somebody
// else's; any other one a renaming too, or a PUID beside it that is learned later.
bool rests_on_name(const Case& the_case) {
  const bool hex = the_case.record().actor.home_object_source == ProvingKey::kUserHexUpn;
  return !the_case.attribution.by_id || (hex && !stated_home(the_case));
}

// An id that the record itself holds stands, whatever comes; only a sign-in's twin may contradict
// it.
bool may_change(const Case& the_case) {
  const Attribution& answer = the_case.attribution;
  const bool tool = answer.tool != nullptr;
  if (answer.path == Path::kMicrosoft) return false;
  // Of an application the tool's own log may tell for whom it acted.
  if (answer.path == Path::kAutomation && !tool) return ToolActions::is_a_tools(the_case.record());
  if ((tool ? answer.tool_confidence : answer.confidence) == Confidence::kExact)
    return rests_on_name(the_case) || (answer.is_partner && the_case.record().request.has_value());
  return true;
}

enum class AnswerSort : std::uint8_t {
  kNobody,
  kNamed,
  kHinted,
  kAmbiguous,
  kConflict,
  kUnknown,
  kUnresolved
};
AnswerSort sort_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::kExact:
    case Confidence::kStrong:
      return AnswerSort::kNamed;
    case Confidence::kWeak:
      return AnswerSort::kHinted;
    case Confidence::kAmbiguous:
      return AnswerSort::kAmbiguous;
    case Confidence::kConflict:
      return AnswerSort::kConflict;
    case Confidence::kUnknown:
      return AnswerSort::kUnknown;
    case Confidence::kUnresolved:
      return AnswerSort::kUnresolved;
    case Confidence::kNone:
    case Confidence::kCount:
      break;
  }
  return AnswerSort::kNobody;
}

// Of a name that is sure how sure it is makes no other answer; of an application whose it is does.
bool same_answer(const Record& record, const Subject& one, const Subject& other) {
  const bool same_way = !acts_as_application(record) ||
                        (one.path == other.path && one.partner_tenant == other.partner_tenant);
  return same_way && sort_of(one.confidence) == sort_of(other.confidence) &&
         one.user_id == other.user_id && one.candidates == other.candidates;
}

// Whether it is this answer, and as sure.
bool is_answer(const Attribution& attribution, const Subject& answer) {
  if (attribution.path != answer.path || attribution.partner_tenant != answer.partner_tenant ||
      attribution.confidence != answer.confidence)
    return false;
  const auto id = attribution.person != nullptr ? std::optional(attribution.person->object)
                                                : attribution.unknown_object;
  return answer.user_id == (id ? id->text() : "") &&
         std::ranges::equal(attribution.candidates, answer.candidates, {},
                            [](const Person* person) { return shown(*person); });
}

// Each topic once, for all the times for which it changed.
void join_same(std::vector<Affected>& changed) {
  std::ranges::sort(changed, {}, &Affected::about);
  std::size_t kept = 0;
  for (const Affected& one : changed) {
    if (kept > 0 && changed[kept - 1].about == one.about) {
      changed[kept - 1].from = std::min(changed[kept - 1].from, one.from);
      changed[kept - 1].to = std::max(changed[kept - 1].to, one.to);
    } else {
      changed[kept++] = one;
    }
  }
  changed.resize(kept);
}

}  // namespace

struct Revisions::Work {
  // What has changed in the evidence while records are asked again, in the order in which it did.
  class Changes {
   public:
    // Those that the evidence has noted since the last call.
    void take_from(Evidence& evidence) {
      for (const Affected& one : evidence.take_changed()) last_[one.about] = ++count_;
    }
    std::size_t count() const { return count_; }
    // Whether anything of it has changed since so many had.
    bool any_since(std::size_t before, const std::vector<TopicId>& questions) const {
      return std::ranges::any_of(questions, [&](TopicId about) {
        const auto last = last_.find(about);
        return last != last_.end() && last->second > before;
      });
    }

   private:
    std::size_t count_ = 0;
    tsl::robin_map<TopicId, std::size_t, KeyedHash> last_;
  };

  enum class Phase : std::uint8_t { kTakeBack, kAsk, kConclude };

  std::shared_ptr<const Knowledge> known;
  std::vector<Affected> changed;  // nobody was sought yet who asks about it
  Asking asked;
  Phase phase = Phase::kTakeBack;
  std::size_t next = 0;  // of those that the phase goes through
  // By ring. What the last of those found taught is not taken back yet.
  std::array<std::map<RecordNumber, Action*>, 2> concerned;
  std::vector<std::pair<RecordNumber, Action*>> found;
  std::vector<Asked> all;
  Changes changes;
  int round = 0;
  bool teaches = false;
};

Revisions::Revisions(const IdentityOptions& options, Account* account)
    : partners_({options.revisable_actions / 2, account}),
      others_({options.revisable_actions / 2, account}) {}
Revisions::~Revisions() = default;

void Revisions::Ring::index(RecordNumber number, const Action& action) {
  for (const TopicId about : action.questions) by_topic[about].add(number);
}

// Of one topic the oldest stands first, and goes first.
void Revisions::Ring::forget(RecordNumber number, const Action& action) {
  for (const TopicId about : action.questions) {
    const auto found = by_topic.find(about);
    if (found == by_topic.end()) continue;
    found.value().erase(number);
    if (found->second.empty()) by_topic.erase(found);
  }
}

void Revisions::watch(const Case& the_case, const Lesson& lesson, const Evidence& evidence) {
  if (!may_change(the_case)) return;
  std::vector<TopicId> questions = evidence.questions(the_case.record(), lesson);
  if (questions.empty()) return;
  const Attribution& answer = the_case.attribution;
  // What somebody does at home under their own name is everyday too.
  const bool at_home = !answer.is_partner && answer.confidence == Confidence::kExact;
  const bool sought = answer.confidence != Confidence::kNone && !at_home;
  const bool partners = answer.is_partner || sought || answer.path == Path::kUnknown;
  Ring& ring = partners ? partners_ : others_;
  Action& action = ring.actions.at(the_case.number);
  action = {std::make_shared<const PackedRecord>(PackedRecord::who(the_case.record())),
            the_case.reference(),
            std::string(the_case.origin),
            the_case.offset,
            0,
            Subject::of_answer(the_case),
            lesson,
            std::move(questions)};
  ring.index(the_case.number, action);
}

void Revisions::forget_before(TimeNs time) {
  for (Ring* ring : {&partners_, &others_}) {
    ring->actions.age([&](RecordNumber number, const Action& action) {
      if (action.record().time >= time) return false;
      ring->forget(number, action);
      return true;
    });
  }
}

std::size_t Revisions::asking(TopicId about) const {
  std::size_t count = 0;
  for (const Ring* ring : {&partners_, &others_}) {
    const auto numbers = ring->by_topic.find(about);
    if (numbers != ring->by_topic.end()) count += numbers->second.size();
  }
  return count;
}

void Revisions::begin(std::vector<Affected> changed,
                      const std::shared_ptr<const Knowledge>& known) {
  if (changed.empty()) return;
  work_ = std::make_unique<Work>();
  work_->changed = std::move(changed);
  work_->known = known;
}

std::vector<Revision> Revisions::go_on(Evidence& evidence, std::size_t& left) {
  std::vector<Revision> revisions;
  while (work_ && left > 0) {
    switch (work_->phase) {
      case Work::Phase::kTakeBack:
        take_back(evidence, left);
        break;
      case Work::Phase::kAsk:
        ask(evidence, left);
        break;
      case Work::Phase::kConclude:
        conclude(evidence, left, revisions);
        break;
    }
  }
  return revisions;
}

// Who asks about what has changed, partners' first and in the order of their records.
void Revisions::find_concerned() {
  Work& work = *work_;
  const std::array<Ring*, 2> rings = {&partners_, &others_};
  std::vector<Affected> changed = std::exchange(work.changed, {});
  join_same(changed);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    for (const Affected& affected : changed) {
      const auto numbers = rings[i]->by_topic.find(affected.about);
      if (numbers == rings[i]->by_topic.end()) continue;
      for (const RecordNumber number : numbers->second) {
        if (work.concerned[i].contains(number)) continue;
        Action* action = rings[i]->actions.find(number);
        if (!affected.holds(action->record().time)) continue;
        if (!work.asked.add(action->packed->bytes())) {
          ++cut_;
          break;
        }
        work.concerned[i].emplace(number, action);
        work.found.emplace_back(number, action);
      }
    }
  }
}

// Of all who ask about what has changed, and of all who ask about what those taught, what they
// taught is taken back.
void Revisions::take_back(Evidence& evidence, std::size_t& left) {
  Work& work = *work_;
  for (;;) {
    if (!work.changed.empty()) find_concerned();
    for (; work.next < work.found.size(); ++work.next, --left) {
      if (left == 0) return;
      const auto& [number, action] = work.found[work.next];
      evidence.take_back(action->record(), action->lesson, number);
    }
    work.found.clear();
    work.next = 0;
    work.changed = evidence.take_changed();
    if (work.changed.empty()) return begin_asking();
  }
}

void Revisions::begin_asking() {
  Work& work = *work_;
  const std::array<Ring*, 2> rings = {&partners_, &others_};
  for (std::size_t i = 0; i < rings.size(); ++i) {
    for (const auto& [number, action] : work.concerned[i])
      work.all.push_back({number, rings[i], action, {}, {}, false, 0});
    work.concerned[i].clear();
  }
  work.changes = {};
  work.round = 0;
  work.teaches = false;
  work.phase = Work::Phase::kAsk;
}

// Each anew, in order; again while one of them teaches something else than in the round before, and
// of those only whoever asks about it.
void Revisions::ask(Evidence& evidence, std::size_t& left) {
  Work& work = *work_;
  for (; work.next < work.all.size(); ++work.next, --left) {
    if (left == 0) return;
    ask(work.all[work.next], evidence);
  }
  work.next = 0;
  if (work.teaches && ++work.round < kRounds) {
    work.teaches = false;
    return;
  }
  if (work.teaches) ++cut_;
  work.phase = Work::Phase::kConclude;
}

void Revisions::ask(Asked& one, Evidence& evidence) {
  Work& work = *work_;
  Work::Changes& changes = work.changes;
  const Record& record = one.action->record();
  if (one.taught && (one.asked_at == changes.count() ||
                     !changes.any_since(one.asked_at, evidence.questions(record, one.lesson))))
    return;
  one.asked_at = changes.count();
  one.c.packed = one.action->packed;
  one.c.number = one.number;
  one.c.knowledge = work.known;
  one.c.set_location(locate(one.c, evidence));
  one.c.attribution = attribute(one.c, evidence);
  const Lesson lesson = lesson_of(one.c, evidence);
  if (one.taught && lesson == one.lesson) return;
  if (one.taught) evidence.take_back(record, one.lesson, one.number);
  evidence.teach(record, lesson, one.number);
  changes.take_from(evidence);
  // A record is no evidence about itself; but a principal's groups are whose they are, and of a
  // shared account its own sign-in tells when it began.
  if (!record.actor.principal && lesson.account.empty()) one.asked_at = changes.count();
  one.lesson = lesson;
  one.taught = true;
  work.teaches = work.teaches || !evidence.topics(record, lesson).empty();
}

// What they teach otherwise than before has changed in turn.
void Revisions::conclude(Evidence& evidence, std::size_t& left, std::vector<Revision>& revisions) {
  Work& work = *work_;
  for (; work.next < work.all.size(); ++work.next, --left) {
    if (left == 0) return;
    Asked& one = work.all[work.next];
    if (auto revision = conclude(one)) revisions.push_back(std::move(*revision));
    if (one.lesson == one.action->lesson) continue;
    for (const Lesson& lesson : {one.action->lesson, one.lesson})
      std::ranges::copy(evidence.topics(one.action->record(), lesson),
                        std::back_inserter(work.changed));
    keep_lesson(one, evidence);
  }
  work.next = 0;
  work.all.clear();
  work.phase = Work::Phase::kTakeBack;
  if (work.changed.empty()) work_.reset();
}

std::optional<Revision> Revisions::conclude(Asked& one) {
  Action& action = *one.action;
  if (is_answer(one.c.attribution, action.answer)) return std::nullopt;
  Subject now = Subject::of_answer(one.c);
  now.target_name = action.answer.target_name;
  std::optional<Revision> revision;
  if (!same_answer(action.record(), action.answer, now)) {
    revision = {
        one.number,           action.packed,    action.event, action.origin,         action.offset,
        action.record().time, ++action.changes, one.c.tenant, action.whole_answer(), now,
        action.lesson,        one.lesson};
    revision->after.add_record_texts(action.record());
  } else if (action.answer.confidence == now.confidence) {
    return std::nullopt;
  }
  action.answer = std::move(now);
  return revision;
}

void Revisions::keep_lesson(const Asked& one, const Evidence& evidence) {
  Action& action = *one.action;
  action.lesson = one.lesson;
  std::vector<TopicId> questions = evidence.questions(action.record(), action.lesson);
  if (questions == action.questions) return;
  one.ring->forget(one.number, action);
  action.questions = std::move(questions);
  one.ring->index(one.number, action);
}

void Revisions::save(Writer& writer) const {
  writer(cut_);
  for (const Ring* ring : {&partners_, &others_}) {
    writer(ring->actions.evicted(), static_cast<std::uint64_t>(ring->actions.size()));
    ring->actions.each([&](RecordNumber number, const Action& action) {
      writer(number);
      action.packed->save(writer);
      writer(action.event, action.origin, action.offset, action.changes, action.whole_answer(),
             action.lesson);
    });
  }
}

void Revisions::load(Reader& reader, const Evidence& evidence) {
  reader(cut_);
  for (Ring* ring : {&partners_, &others_}) {
    std::uint64_t evicted = 0, count = 0;
    reader(evicted, count);
    ring->actions.add_evicted(evicted);
    for (std::uint64_t i = 0; i < count; ++i) {
      RecordNumber number = 0;
      reader(number);
      Action& action = ring->actions.at(number);
      PackedRecord packed;
      packed.load(reader);
      action.packed = std::make_shared<const PackedRecord>(std::move(packed));
      reader(action.event, action.origin, action.offset, action.changes, action.answer,
             action.lesson);
      action.questions = evidence.questions(action.record(), action.lesson);
      ring->index(number, action);
    }
  }
}

}  // namespace aobo
