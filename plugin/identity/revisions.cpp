#include "plugin/identity/revisions.h"

#include <algorithm>

#include "plugin/base/distinct.h"
#include "plugin/base/limits.h"
#include "plugin/identity/operations.h"

namespace aobo {
namespace {

// What the record could still be told about.
std::vector<TopicId> topics_of(const Record& record, const Attribution& answer) {
  std::vector<TopicId> topics;
  if (record.request) topics.push_back(topic(Topic::kSignIn, *record.request));
  if (record.token && record.token != record.request)
    topics.push_back(topic(Topic::kSignIn, *record.token));
  if (const auto session = parse_id(record.session))
    topics.push_back(topic(Topic::kSession, *session));
  for (const auto& puid : {record.actor.home_puid, record.actor.puid}) {
    if (puid) topics.push_back(topic(Topic::kPuid, *puid));
  }
  if (record.actor.principal) topics.push_back(topic(Topic::kMembership, *record.actor.principal));
  if (!record.actor.upn.empty()) topics.push_back(topic(Topic::kUpn, record.actor.upn));
  if (answer.path == Path::kSharedAccount && record.check_out.action == CheckOutAction::kNone) {
    topics.push_back(topic(Topic::kCheckOut, record.actor.upn));
    if (!record.address.ip.empty()) topics.push_back(topic(Topic::kAddress, record.address.ip));
  }
  const bool opaque =
      record.actor.delegated_admin || record.actor.type == ActorType::kServicePrincipal;
  const std::string_view operation = partner_center_operation_of(record.operation);
  if (opaque && answer.tenant && !operation.empty())
    topics.push_back(partner_center_topic(*answer.tenant, operation));
  return topics;
}

// An id that the record itself holds stands, whatever comes; only a sign-in's twin may contradict
// it.
bool may_change(const Record& record, const Attribution& answer) {
  if (answer.path == Path::kMicrosoft || answer.path == Path::kAutomation) return false;
  if (answer.confidence == Confidence::kExact)
    return record.request.has_value() && answer.is_partner;
  return true;
}

enum class Sort : std::uint8_t {
  kNobody,
  kNamed,
  kHinted,
  kAmbiguous,
  kConflict,
  kUnknown,
  kUnresolved
};
Sort sort_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::kExact:
    case Confidence::kStrong:
      return Sort::kNamed;
    case Confidence::kWeak:
      return Sort::kHinted;
    case Confidence::kAmbiguous:
      return Sort::kAmbiguous;
    case Confidence::kConflict:
      return Sort::kConflict;
    case Confidence::kUnknown:
      return Sort::kUnknown;
    case Confidence::kUnresolved:
      return Sort::kUnresolved;
    case Confidence::kNone:
      break;
  }
  return Sort::kNobody;
}

// Of a name that is sure how sure it is makes no other answer.
bool same_answer(const Subject& a, const Subject& b) {
  return sort_of(a.confidence) == sort_of(b.confidence) && a.user_id == b.user_id &&
         a.candidates == b.candidates;
}

}  // namespace

void Revisions::watch(const Record& record, const Attribution& answer, std::string_view origin,
                      std::uint64_t offset) {
  if (!may_change(record, answer)) return;
  std::vector<TopicId> topics = topics_of(record, answer);
  if (topics.empty()) return;
  const bool partners =
      answer.is_partner || answer.confidence != Confidence::kNone || answer.path == Path::kUnknown;
  Ring& ring = partners ? partners_ : others_;
  ring.actions.push_back({PackedRecord::who(record), reference(record, origin, offset),
                          std::string(origin), offset, 0, Subject::of(record, answer),
                          std::move(topics)});
  ring.index(ring.first + ring.actions.size() - 1);
  if (ring.actions.size() <= options_.revisable_actions / 2) return;
  ring.drop_first();
  ++evicted_;
}

void Revisions::Ring::index(std::uint64_t number) {
  for (const TopicId about : actions[number - first].topics) by_topic[about].push_back(number);
}

void Revisions::Ring::drop_first() {
  for (const TopicId about : actions.front().topics) {
    const auto found = by_topic.find(about);
    if (found == by_topic.end()) continue;
    std::erase(found->second, first);
    if (found->second.empty()) by_topic.erase(found);
  }
  actions.pop_front();
  ++first;
}

std::vector<std::uint64_t> Revisions::Ring::concerned(const std::vector<TopicId>& learned) const {
  std::vector<std::uint64_t> numbers;
  for (const TopicId about : learned) {
    const auto found = by_topic.find(about);
    if (found != by_topic.end())
      numbers.insert(numbers.end(), found->second.begin(), found->second.end());
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

void Revisions::forget_before(TimeNs time) {
  for (Ring* ring : {&partners_, &others_}) {
    while (!ring->actions.empty() && ring->actions.front().packed.record().time < time)
      ring->drop_first();
  }
}

bool Revisions::ask_again(Action& action, Resolver& resolver, const Directory& directory,
                          Revision& revision) {
  const Record& record = action.packed.record();
  resolver.answer(record, directory, scratch_);
  Subject now = Subject::of(record, scratch_);
  const bool same = same_answer(action.answer, now);
  if (same && action.answer.confidence == now.confidence) return false;
  resolver.learn_again(record, directory, scratch_);
  now.target_name = action.answer.target_name;
  if (!same) {
    revision = {action.event, action.origin,    action.offset,
                record.time,  ++action.changes, action.answer,
                now};
  }
  action.answer = std::move(now);
  return !same;
}

void Revisions::revise(Ring& ring, const std::vector<TopicId>& learned, Resolver& resolver,
                       const Directory& directory, std::size_t& asked, std::vector<Revision>& out) {
  for (const std::uint64_t number : ring.concerned(learned)) {
    if (++asked > limits::kRevisionsPerRecord) {
      ++cut_;
      continue;
    }
    Revision revision;
    if (ask_again(ring.actions[number - ring.first], resolver, directory, revision))
      out.push_back(std::move(revision));
  }
}

std::vector<Revision> Revisions::revise(Resolver& resolver, const Directory& directory) {
  std::vector<Revision> revisions;
  std::size_t asked = 0;
  for (std::vector<TopicId> learned = resolver.evidence().take_learned(); !learned.empty();
       learned = resolver.evidence().take_learned()) {
    revise(partners_, learned, resolver, directory, asked, revisions);
    revise(others_, learned, resolver, directory, asked, revisions);
  }
  return revisions;
}

void Revisions::save(Writer& writer) const {
  writer(evicted_, cut_);
  for (const Ring* ring : {&partners_, &others_}) {
    writer(ring->first, static_cast<std::uint64_t>(ring->actions.size()));
    for (const Action& action : ring->actions) {
      action.packed.save(writer);
      writer(action.event, action.origin, action.offset, action.changes, action.answer,
             action.topics);
    }
  }
}

void Revisions::load(Reader& reader) {
  reader(evicted_, cut_);
  for (Ring* ring : {&partners_, &others_}) {
    std::uint64_t count = 0;
    reader(ring->first, count);
    for (std::uint64_t i = 0; i < count; ++i) {
      Action& action = ring->actions.emplace_back();
      action.packed.load(reader);
      reader(action.event, action.origin, action.offset, action.changes, action.answer,
             action.topics);
      ring->index(ring->first + i);
    }
  }
}

}  // namespace aobo
