// EventPump: a thread that takes events from a plugin's session and hands copies of them on, in
// order, a chunk at a time, so that another thread can look at them meanwhile. It holds a few
// chunks, never more.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "plugin/base/result.h"
#include "simulator/host/session.h"

namespace aobo::sim {

class EventPump {
 public:
  struct Chunk {
    std::vector<std::uint8_t> bytes;
    std::vector<std::size_t> offsets;  // of each event within bytes
    std::uint64_t first = 0;           // number of the first event
    std::string progress;              // what the plugin says of it
    Session::Pace pace;
  };

  explicit EventPump(Session& session);
  ~EventPump();
  EventPump(const EventPump&) = delete;
  EventPump& operator=(const EventPump&) = delete;

  // The next chunk; nothing at the end; an error of the plugin ends the run. While there is none
  // `meanwhile` is called, about once a second.
  Result<std::optional<Chunk>> next(const std::function<void()>& meanwhile = [] {});

 private:
  static constexpr std::size_t kEvents = 512, kChunks = 4;
  void run();
  bool push(Chunk chunk);
  bool hand_on(Chunk& chunk);
  bool nobody_has_any();

  Session& session_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> chunks_;
  bool ended_ = false, stopped_ = false;
  std::optional<Error> error_;
  std::thread thread_;
};

}  // namespace aobo::sim
