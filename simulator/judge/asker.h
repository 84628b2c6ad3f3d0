// Asker: all of the plugin's fields of one event, asked in one call.
#pragma once

#include <string>
#include <vector>

#include "simulator/host/session.h"
#include "simulator/judge/verdict.h"

namespace aobo::sim {

class Asker {
 public:
  // The error names a field that the plugin does not have.
  static Result<Asker> make(const Session& session);

  Given ask(std::string& origin, std::uint64_t& offset) const;
  // Those fields with arguments that the truth of the record speaks of.
  void ask_more(const Truth& truth, Given& given) const;

 private:
  explicit Asker(const Session& session) : session_(&session) {}
  const Session* session_;
  std::vector<std::string> names_;
  std::vector<FieldQuery> queries_;
};

}  // namespace aobo::sim
