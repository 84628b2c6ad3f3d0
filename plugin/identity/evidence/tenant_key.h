// TenantKey: the key of a name, or of an id as text, within one tenant, in any case, as a text.
// Made to be looked for more often than to be kept: only a long one takes a block of memory.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "plugin/base/eight_bytes.h"
#include "plugin/base/guid.h"

namespace aobo {

class TenantKey {
 public:
  TenantKey(const Guid& tenant, std::string_view name) {
    char id[kId];
    tenant.write(id);
    text_.reserve(kId + 1 + name.size());
    text_.append(id, id + kId);
    text_.push_back('|');
    text_.append(name);
    eight::lower(text_.data() + kId + 1, name.size());
  }
  TenantKey(const Guid& tenant, const Guid& id) {
    char ids[2][kId];
    tenant.write(ids[0]);
    id.write(ids[1]);
    text_.append(ids[0], ids[0] + kId);
    text_.push_back('|');
    text_.append(ids[1], ids[1] + kId);
  }

  operator std::string_view() const { return {text_.data(), text_.size()}; }
  friend bool operator==(const TenantKey& key, std::string_view text) {
    return std::string_view(key) == text;
  }

 private:
  static constexpr std::size_t kId = 36, kShort = 128;
  fmt::basic_memory_buffer<char, kShort> text_;
};

}  // namespace aobo
