// As a user whom rights of files bind: root, as whom tests may run, sees all.
#pragma once

#include <unistd.h>

namespace aobo::test {

class AsNobody {
 public:
  AsNobody() {
    if (geteuid() == 0) was_root_ = seteuid(kNobody) == 0;
  }
  ~AsNobody() {
    if (was_root_ && seteuid(0) != 0) _exit(1);
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  bool was_root_ = false;
};

}  // namespace aobo::test
