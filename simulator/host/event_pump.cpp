#include "simulator/host/event_pump.h"

#include <chrono>

namespace aobo::sim {

EventPump::EventPump(Session& session) : session_(session), thread_([this] { run(); }) {}

EventPump::~EventPump() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool EventPump::hand_on(Chunk& chunk) {
  chunk.progress = session_.progress();
  chunk.pace = session_.pace();
  const bool more = push(std::move(chunk));
  chunk = {};
  return more;
}

bool EventPump::nobody_has_any() {
  const std::lock_guard lock(mutex_);
  return chunks_.empty();
}

bool EventPump::push(Chunk chunk) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_ || chunks_.size() < kChunks; });
  if (!stopped_) chunks_.push_back(std::move(chunk));
  changed_.notify_all();
  return !stopped_;
}

void EventPump::run() {
  Chunk chunk;
  std::optional<Error> error;
  // Whoever waits for events has them before the plugin is asked for more, which may take long.
  session_.before_each_batch([&] {
    if (!chunk.offsets.empty() && nobody_has_any()) hand_on(chunk);
    return std::nullopt;
  });
  for (bool more = true; more;) {
    const auto next = session_.next();
    if (!next) error = next.error();
    more = next && *next;
    if (more) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(session_.event());
      if (chunk.offsets.empty()) chunk.first = session_.event_number();
      chunk.offsets.push_back(chunk.bytes.size());
      chunk.bytes.insert(chunk.bytes.end(), bytes, bytes + session_.event()->len);
    }
    if (chunk.offsets.size() == kEvents || (!more && !chunk.offsets.empty()))
      more = hand_on(chunk) && more;
  }
  session_.before_each_batch({});
  const std::lock_guard lock(mutex_);
  error_ = std::move(error);
  ended_ = true;
  changed_.notify_all();
}

Result<std::optional<EventPump::Chunk>> EventPump::next(const std::function<void()>& meanwhile) {
  std::unique_lock lock(mutex_);
  const auto at_hand = [this] { return ended_ || !chunks_.empty(); };
  while (!changed_.wait_for(lock, std::chrono::seconds(1), at_hand)) {
    lock.unlock();
    meanwhile();
    lock.lock();
  }
  if (chunks_.empty()) {
    if (error_) return *error_;
    return std::optional<Chunk>();
  }
  std::optional<Chunk> chunk(std::move(chunks_.front()));
  chunks_.pop_front();
  changed_.notify_all();
  return chunk;
}

}  // namespace aobo::sim
