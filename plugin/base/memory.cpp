#include "plugin/base/memory.h"

#include <algorithm>
#include <utility>

namespace aobo {

void Account::join(Store& store) { stores_.push_back(&store); }

void Account::leave(Store& store) {
  stored_ -= store.counted_;
  store.counted_ = 0;
  std::erase(stores_, &store);
  std::erase(changed_, &store);
}

void Account::weigh() {
  while (!changed_.empty()) {
    Store& store = *changed_.back();
    changed_.pop_back();
    store.changed_ = false;
    const std::size_t now = store.weigh();
    stored_ += now - store.counted_;
    store.counted_ = now;
  }
}

// One that gives up an entry may have another one change.
void Account::trim() {
  weigh();
  while (bytes() > share_ && !stores_.empty()) {
    Store& heaviest =
        **std::ranges::max_element(stores_, {}, [](const Store* store) { return store->counted_; });
    if (!heaviest.give_up()) return;
    ++evicted_;
    changed(heaviest);
    weigh();
  }
}

namespace {

template <std::size_t... part>
std::array<Account, sizeof...(part)> accounts_of(const Memory::Shares& shares,
                                                 std::index_sequence<part...>) {
  return {Account(shares[part])...};
}

}  // namespace

Memory::Shares::Shares(std::size_t budget) : array{} {
  for (const PartRow& row : kParts) of(row.part) = budget / 100 * row.share;
}

Memory::Shares::Shares(std::size_t budget, std::size_t timeline) : array{} {
  constexpr std::size_t kOthers = 100 - kParts[static_cast<std::size_t>(Part::kTimeline)].share;
  const std::size_t left = budget - std::min(timeline, budget);
  for (const PartRow& row : kParts) of(row.part) = left / kOthers * row.share;
  of(Part::kTimeline) = timeline;
}

Memory::Memory(const Shares& shares)
    : accounts_(accounts_of(shares,
                            std::make_index_sequence<static_cast<std::size_t>(Part::kCount)>{})) {}

}  // namespace aobo
