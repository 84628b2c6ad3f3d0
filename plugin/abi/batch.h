// Batch: events laid out as a host takes them, in one block of memory that is used again for the
// next batch. It holds until then.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "plugin/abi/falco_api.h"
#include "plugin/base/time.h"
#include "plugin/payload/encode.h"

namespace aobo {

class Batch {
 public:
  void clear();
  void add(TimeNs time, const Payload& payload);
  bool full() const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(offsets_.size()); }
  ss_plugin_event** events();
  // The memory that they lie in.
  const std::uint8_t* begin() const { return bytes_.data(); }
  const std::uint8_t* end() const { return bytes_.data() + used_; }
  // How many there are up to the one that lies at that address, with it; 0 where none does.
  std::size_t until(std::uintptr_t address) const;

 private:
  std::vector<std::uint8_t> bytes_;
  std::vector<std::size_t> offsets_;
  std::vector<ss_plugin_event*> events_;
  std::size_t used_ = 0;
};

}  // namespace aobo
