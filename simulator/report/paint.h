// Paint: colours by meaning, on a terminal alone. Each colour says what words beside it say too.
#pragma once

#include <string>
#include <string_view>

namespace aobo::sim {

enum class Meaning { kPlain, kHead, kWrong, kDoubt, kQuiet };

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  std::string operator()(Meaning meaning, std::string_view text) const {
    constexpr std::string_view kCodes[] = {"", "1", "31", "33", "2"};
    const std::string_view code = kCodes[static_cast<std::size_t>(meaning)];
    if (!on_ || code.empty() || text.empty()) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
  }

 private:
  bool on_;
};

}  // namespace aobo::sim
