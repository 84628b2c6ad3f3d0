// Memory: one budget of bytes for all that is kept, divided among parts. Each part has an account,
// and what is kept in it is weighed: stores tell what they hold as it changes, and between two
// records trim() has the heaviest of them give up their oldest while the part is over its share.
// Nothing is given up in the midst of a record, so that what a stage holds stays where it is; a
// part may be over its share by what one record brings.
//
// Rejected: to count entries alone (names may be of any length), and one account for all (what
// floods one part would push out what the others hold).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aobo {

// Something that keeps entries, in an account.
class Store {
 public:
  virtual ~Store() = default;

 private:
  friend class Account;
  // Weighs what changed since it was asked last; how many bytes it holds.
  virtual std::size_t weigh() = 0;
  // Gives up its oldest entry; false where it has none.
  virtual bool give_up() = 0;

  std::size_t counted_ = 0;  // bytes, in its account
  bool changed_ = false;     // since
};

class Account {
 public:
  explicit Account(std::size_t share) : share_(share) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  // A store, as long as it is there.
  void join(Store& store);
  void leave(Store& store);
  // The store holds another weight than before: it is weighed when the account is trimmed.
  void changed(Store& store) {
    if (store.changed_) return;
    store.changed_ = true;
    changed_.push_back(&store);
  }
  // What is held outside of stores, and bounded by whoever holds it.
  void hold(std::size_t bytes) { held_ = bytes; }

  void trim();

  std::size_t share() const { return share_; }
  // As of the last time that it was trimmed.
  std::size_t bytes() const { return stored_ + held_; }
  // Entries that were given up for want of bytes.
  std::uint64_t evicted() const { return evicted_; }

 private:
  void weigh();

  std::size_t share_;
  std::vector<Store*> stores_, changed_;
  std::size_t stored_ = 0, held_ = 0;
  std::uint64_t evicted_ = 0;
};

// The parts, and what each has of the budget in hundredths.
enum class Part : std::uint8_t { kTimeline, kEvidence, kRevisions, kBehaviour, kDecoders, kCount };
struct PartRow {
  Part part;
  std::string_view name;
  std::size_t share;
};
inline constexpr PartRow kParts[] = {
    {Part::kTimeline, "timeline", 36},    // windows of files, held records, what was seen before
    {Part::kEvidence, "evidence", 22},    // and permits, relationships
    {Part::kRevisions, "revisions", 10},  // answers that may change, activities
    {Part::kBehaviour, "behaviour", 18},  // counts, firsts, open questions
    {Part::kDecoders, "decoders", 14},    // and buffers, of inputs that are read side by side
};
static_assert([] {
  std::size_t all = 0;
  for (const PartRow& row : kParts) all += row.share;
  return all;
}() == 100);
inline constexpr std::size_t kMemory = std::size_t{512} << 20;
// The least that there may be: a record of the greatest size passes through each part.
inline constexpr std::size_t kLeastMemory = std::size_t{32} << 20;

class Memory {
 public:
  // The bytes of each part.
  struct Shares : std::array<std::size_t, static_cast<std::size_t>(Part::kCount)> {
    // By the table.
    Shares() : Shares(kMemory) {}
    explicit Shares(std::size_t budget);
    // What the timeline has is given, and the others divide what is left.
    Shares(std::size_t budget, std::size_t timeline);

    std::size_t& of(Part part) { return (*this)[static_cast<std::size_t>(part)]; }
    std::size_t of(Part part) const { return (*this)[static_cast<std::size_t>(part)]; }
    // Of the timeline's, what windows and held records may have; the rest is for what was seen.
    std::size_t windows() const { return of(Part::kTimeline) / 3 * 2; }
  };

  explicit Memory(const Shares& shares);

  Account& of(Part part) { return accounts_[static_cast<std::size_t>(part)]; }
  const Account& of(Part part) const { return accounts_[static_cast<std::size_t>(part)]; }

 private:
  std::array<Account, static_cast<std::size_t>(Part::kCount)> accounts_;
};

}  // namespace aobo
