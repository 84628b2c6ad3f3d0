#include "plugin/abi/batch.h"

#include <algorithm>
#include <cstring>

#include "plugin/abi/plugin_id.h"
#include "plugin/base/check.h"
#include "plugin/base/limits.h"

namespace aobo {

void Batch::clear() {
  offsets_.clear();
  used_ = 0;
}

bool Batch::full() const {
  return offsets_.size() >= limits::kBatchEvents || used_ >= limits::kBatchBytes;
}

void Batch::add(TimeNs time, const Payload& payload) {
  const std::size_t size = payload.size();
  AOBO_CHECK(size < UINT32_MAX - kPayloadOffset);
  const std::size_t start = (used_ + 7) & ~std::size_t{7};
  const std::size_t needed = start + kPayloadOffset + size;
  if (bytes_.size() < needed) bytes_.resize(std::max(needed, bytes_.size() * 2));

  ss_plugin_event header{};
  header.ts = static_cast<std::uint64_t>(time);
  header.tid = UINT64_MAX;
  header.len = static_cast<std::uint32_t>(kPayloadOffset + size);
  header.type = kPluginEventType;
  header.nparams = 2;
  const std::uint32_t parameters[3] = {sizeof(std::uint32_t), static_cast<std::uint32_t>(size),
                                       kPluginId};
  std::uint8_t* at = bytes_.data() + start;
  std::memcpy(at, &header, sizeof header);
  std::memcpy(at + sizeof header, parameters, sizeof parameters);
  payload.write(at + kPayloadOffset);
  offsets_.push_back(start);
  used_ = needed;
}

ss_plugin_event** Batch::events() {
  events_.clear();
  for (const std::size_t offset : offsets_) {
    events_.push_back(reinterpret_cast<ss_plugin_event*>(bytes_.data() + offset));
  }
  return events_.data();
}

std::size_t Batch::until(std::uintptr_t address) const {
  const auto base = reinterpret_cast<std::uintptr_t>(bytes_.data());
  if (address < base) return 0;
  const auto found = std::ranges::lower_bound(offsets_, address - base);
  if (found == offsets_.end() || *found != address - base) return 0;
  return static_cast<std::size_t>(found - offsets_.begin()) + 1;
}

}  // namespace aobo
