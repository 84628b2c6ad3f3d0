// guard_without_plugin: as guard.h, where no plugin is there yet that could keep the error.
#pragma once

namespace aobo {

template <typename Answer, typename Call>
Answer guard_without_plugin(Answer on_failure, Call&& call) noexcept {
  try {
    return call();
  } catch (...) {
    return on_failure;
  }
}

}  // namespace aobo
