#include "plugin/identity/evidence.h"

namespace aobo {

void Evidence::teach(const Record& record, const Lesson& lesson, RecordNumber number) {
  each_kind([&](auto& kind) {
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      const bool changed =
          kind.ledger().add(key, entry, number, record.time,
                            [&](const auto& all, const auto& one) { return kind.keep(all, one); });
      if (changed) kind.topics(key, entry, [&](TopicId about) { changed_.push_back(about); });
    });
  });
}

void Evidence::take_back(const Record& record, const Lesson& lesson, RecordNumber number) {
  each_kind([&](auto& kind) {
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      if (kind.ledger().take_back(key, entry, number))
        kind.topics(key, entry, [&](TopicId about) { changed_.push_back(about); });
    });
  });
}

std::vector<TopicId> Evidence::unripe(const Record& record, const Lesson& lesson) const {
  std::vector<TopicId> topics;
  each_kind([&](const auto& kind) {
    if constexpr (requires { kind.kRipens; }) {
      kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
        kind.topics(key, entry, [&](TopicId about) { topics.push_back(about); });
      });
    }
  });
  return topics;
}

std::vector<TopicId> Evidence::questions(const Record& record, const Lesson& lesson) const {
  std::vector<TopicId> topics;
  topics.reserve(8);  // more are rare
  each_kind([&](const auto& kind) { kind.questions(record, lesson, options_, topics); });
  return topics;
}

std::vector<TopicId> Evidence::topics(const Record& record, const Lesson& lesson) const {
  std::vector<TopicId> topics;
  each_kind([&](const auto& kind) {
    kind.lessons(record, lesson, [&](const auto& key, const auto& entry) {
      kind.topics(key, entry, [&](TopicId about) { topics.push_back(about); });
    });
  });
  return topics;
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
