#include "simulator/ask/listing.h"

#include <algorithm>

#include "plugin/base/text.h"

namespace aobo::sim {

Result<std::unique_ptr<Listing>> Listing::make(const Session& session, const std::string& sort,
                                               std::uint64_t limit, std::ostream& out) {
  std::unique_ptr<Listing> made(new Listing(session, limit, out));
  std::vector<const char*> fields;
  if (sort == "customer") fields = {"aobo.customer.name", "aobo.customer.id"};
  if (sort == "person") fields = {"aobo.user.upn", "aobo.actor"};
  if (sort == "operation") fields = {"aobo.operation"};
  for (const char* field : fields) {
    auto query = session.query(field);
    if (!query) return query.error();
    made->keys_.push_back(std::move(*query));
  }
  return made;
}

bool Listing::wants_next() {
  const bool full = sorted() ? rows_.size() >= kMostSorted : limit_ != 0 && shown_ >= limit_;
  if (full) {
    ++left_out_;
    return false;
  }
  ++shown_;
  return true;
}

void Listing::written() {
  if (!sorted()) return;
  std::string key;
  for (const FieldQuery& field : keys_) {
    key = lower(session_.text(field));
    if (!key.empty()) break;
  }
  rows_.push_back({std::move(key), line_.str()});
  line_.str({});
}

void Listing::end() {
  if (!sorted()) return;
  // Equal ones stay in the order of time.
  std::stable_sort(rows_.begin(), rows_.end(),
                   [](const Row& a, const Row& b) { return a.key < b.key; });
  const std::size_t most = limit_ == 0 ? rows_.size() : std::min(rows_.size(), limit_);
  for (std::size_t i = 0; i < most; ++i) out_ << rows_[i].line;
  left_out_ += rows_.size() - most;
  rows_.clear();
}

}  // namespace aobo::sim
