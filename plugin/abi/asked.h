// Asked: up to which event of its batch the host has come, as far as its questions show. It hands
// each event's address back when it asks for a field of it; events lie in the batch in their order.
//
// Fields may be asked for by another thread than the one that reads and closes. An event of which a
// host has a copy lies elsewhere, and says nothing.
#pragma once

#include <atomic>
#include <cstdint>

namespace aobo {

class Asked {
 public:
  // A batch from `begin` to `end` is the host's from now on, and nothing of it was asked yet.
  void publish(const void* begin, const void* end) {
    end_.store(0, std::memory_order_release);
    last_.store(0, std::memory_order_relaxed);
    begin_.store(address(begin), std::memory_order_release);
    end_.store(address(end), std::memory_order_release);
  }
  // The batch that begins there is not the host's any more.
  void withdraw(const void* begin) {
    if (begin_.load(std::memory_order_relaxed) == address(begin))
      end_.store(0, std::memory_order_release);
  }

  // The host asked about the event that lies there.
  void note(const void* event) {
    const std::uintptr_t at = address(event);
    const std::uintptr_t end = end_.load(std::memory_order_acquire);
    const std::uintptr_t begin = begin_.load(std::memory_order_acquire);
    if (at < begin || at >= end || end != end_.load(std::memory_order_acquire)) return;
    std::uintptr_t last = last_.load(std::memory_order_relaxed);
    while (last < at && !last_.compare_exchange_weak(last, at, std::memory_order_release)) {
    }
  }
  // Where the last event lies of which it asked, if the batch that begins there is still the
  // host's.
  std::uintptr_t last_of(const void* begin) const {
    const bool its = end_.load(std::memory_order_acquire) != 0 &&
                     begin_.load(std::memory_order_relaxed) == address(begin);
    return its ? last_.load(std::memory_order_acquire) : 0;
  }

 private:
  static std::uintptr_t address(const void* where) {
    return reinterpret_cast<std::uintptr_t>(where);
  }

  std::atomic<std::uintptr_t> begin_ = 0, end_ = 0, last_ = 0;
};

}  // namespace aobo
