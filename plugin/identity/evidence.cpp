#include "plugin/identity/evidence.h"

namespace aobo {
namespace {

// Whether what the record teaches of that kind is so whatever the answer.
template <typename Kind>
constexpr bool stands_v = requires {
  std::remove_cvref_t<Kind>::kStands;
};

// Whether a later record may soon tell otherwise.
template <typename Kind>
constexpr bool ripens_v = requires {
  std::remove_cvref_t<Kind>::kRipens;
};

// What an entry of that kind is about, and whom it concerns.
template <typename Kind, typename Key>
void add_affected(const Kind& kind, const Key& key, const typename Kind::Entry& entry,
                  std::vector<Affected>& into) {
  kind.topics(key, entry, [&](TopicId about) {
    if constexpr (requires { kind.affected(entry, about); }) {
      into.push_back(kind.affected(entry, about));
    } else {
      into.push_back({.about = about});
    }
  });
}

}  // namespace

void Evidence::teach(const Record& record, const Lesson& lesson, RecordNumber number) {
  each_kind([&](auto& kind) {
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      const bool changed =
          kind.ledger().add(key, entry, number, record.time,
                            [&](const auto& all, const auto& one) { return kind.keep(all, one); });
      if (changed) add_affected(kind, key, entry, changed_);
    });
  });
}

void Evidence::take_back(const Record& record, const Lesson& lesson, RecordNumber number) {
  each_kind([&](auto& kind) {
    if constexpr (stands_v<decltype(kind)>) return;
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      if (kind.ledger().take_back(key, entry, number)) add_affected(kind, key, entry, changed_);
    });
  });
}

// Of the kinds that are wanted.
template <typename Wanted>
std::vector<Affected> Evidence::topics_of(const Record& record, const Lesson& lesson,
                                          Wanted wanted) const {
  std::vector<Affected> topics;
  each_kind([&](const auto& kind) {
    if (!wanted(kind)) return;
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      add_affected(kind, key, entry, topics);
    });
  });
  return topics;
}

std::vector<Affected> Evidence::unripe(const Record& record, const Lesson& lesson) const {
  return topics_of(record, lesson, [](const auto& kind) { return ripens_v<decltype(kind)>; });
}

std::vector<TopicId> Evidence::questions(const Record& record, const Lesson& lesson) const {
  std::vector<TopicId> topics;
  topics.reserve(8);  // more are rare
  each_kind([&](const auto& kind) { kind.questions(record, lesson, options_, topics); });
  return topics;
}

std::vector<Affected> Evidence::topics(const Record& record, const Lesson& lesson) const {
  return topics_of(record, lesson, [](const auto& kind) { return !stands_v<decltype(kind)>; });
}

std::vector<Affected> Evidence::all_topics(const Record& record, const Lesson& lesson) const {
  return topics_of(record, lesson, [](const auto&) { return true; });
}

void Evidence::forget_before(TimeNs time) {
  each_kind([&](auto& kind) { kind.forget_before(time); });
}

void Evidence::save(Writer& writer) const {
  each_kind([&](const auto& kind) { writer(kind.ledger()); });
}

void Evidence::load(Reader& reader) {
  each_kind([&](auto& kind) { reader(kind.ledger()); });
}

std::uint64_t Evidence::evicted() const {
  std::uint64_t evicted = 0;
  each_kind([&](const auto& kind) { evicted += kind.ledger().evicted(); });
  return evicted;
}

std::size_t Evidence::size() const {
  std::size_t size = 0;
  each_kind([&](const auto& kind) { size += kind.ledger().size(); });
  return size;
}

}  // namespace aobo
