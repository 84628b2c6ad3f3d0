// Keys that are paths: what exports make of nested records, a column a member.
//   AuditData.Operation                      Power Query, pandas
//   _source.data.office365.Operation         dashboards of OpenSearch and Kibana
//   status.errorCode                         Splunk
// Where two names share their first part all are nested again. A single one proves nothing, and
// nothing is nested, unless whoever asks knows what the object is of. What has Splunk's "{}" of
// lists in it stays as it is, as does a name whose path goes on in another's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/json_text.h"

namespace aobo {

class KeyPaths {
 public:
  enum class Proof : std::uint8_t { kTwoThatShare, kOneIsEnough };

  KeyPaths() = default;
  // The names of an object's members, or of a table's columns.
  explicit KeyPaths(std::span<const std::string> names, Proof proof = Proof::kTwoThatShare);

  std::size_t size() const { return members_.size(); }
  // Whether any name is nested.
  bool nests() const { return nests_; }
  // Whether all that is nested stands under one of these folded names.
  bool stands_under(std::span<const std::string_view> folded) const;

  // Appends the object. `value` gives the JSON of the name at a position, empty where it has none.
  template <typename Value>
  void write(std::string& out, Value&& value) const {
    out.push_back('{');
    std::span<const std::string> open;
    bool first = true;
    for (const Member& member : members_) {
      const std::string_view json = value(member.at);
      if (json.empty()) continue;
      const std::span<const std::string> within(member.path.data(), member.path.size() - 1);
      const std::size_t kept = shared(open, within);
      out.append(open.size() - kept, '}');
      if (kept < open.size()) first = false;
      for (const std::string& name : within.subspan(kept)) {
        put_name(out, name, first);
        out.push_back('{');
        first = true;
      }
      open = within;
      put_name(out, member.path.back(), first);
      out.append(json);
      first = false;
    }
    out.append(open.size() + 1, '}');
  }

 private:
  struct Member {
    std::size_t at = 0;  // of its name
    std::vector<std::string> path;
    std::vector<std::size_t> order;  // where it stands, by each object that it lies in
  };

  static std::size_t shared(std::span<const std::string> one, std::span<const std::string> other);
  static void put_name(std::string& out, std::string_view name, bool first) {
    if (!first) out.push_back(',');
    append_json_string(out, name);
    out.push_back(':');
  }
  void bring_together();

  std::vector<Member> members_;  // those of one object side by side
  bool nests_ = false;
};

}  // namespace aobo
